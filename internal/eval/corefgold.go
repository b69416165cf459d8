package eval

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"readout"
	"readout/text"
	"readout/text/conllu"
)

// A CorefDocument is a document with its marked mentions.
type CorefDocument struct {
	ID       string
	Gold     *text.Document // with the treebank's tags and trees
	Mentions []GoldMention
}

// A GoldMention is a marked mention.
type GoldMention struct {
	First, Last int // words
	Head        int // the word that the others hang on
	Group       bool
	Chain       int
	Type        string // "person", "time"
}

// LoadCoref reads the CoNLL-U file path, plain or compressed with gzip, with its mentions
// in the form of the GUM corpus: "Entity=(1-person-...)" in the last column. Each
// "# newdoc" starts a document; identifiers of chains are of one document.
func LoadCoref(path string) ([]CorefDocument, error) {
	in, err := openFile(path)
	if err != nil {
		return nil, err
	}
	all, err := conllu.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var docs []CorefDocument
	for len(all) > 0 {
		n := 1
		for n < len(all) && !starts(&all[n]) {
			n++
		}
		d, err := corefDocument(all[:n])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		docs, all = append(docs, d), all[n:]
	}
	if len(docs) == 0 {
		return nil, fmt.Errorf("%s: no sentences: %w", path, readout.ErrInvalid)
	}
	return docs, nil
}

// openFile returns what the file holds, without compression.
func openFile(path string) (io.Reader, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(raw, []byte("\x1f\x8b")) {
		return bytes.NewReader(raw), nil
	}
	in, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return in, nil
}

func starts(s *conllu.Sentence) bool {
	_, ok := s.Comment("newdoc")
	return ok
}

func corefDocument(all []conllu.Sentence) (CorefDocument, error) {
	gold, err := text.FromConllu(all)
	if err != nil {
		return CorefDocument{}, err
	}
	d := CorefDocument{Gold: gold}
	d.ID, _ = all[0].Comment("newdoc")
	b := brackets{open: make(map[string][]int)}
	w := 0
	for i := range all {
		for k := range all[i].Rows {
			r := &all[i].Rows[k]
			if r.IsWord() {
				b.read(r.MiscValue("Entity"), w)
				w++
			}
		}
	}
	d.Mentions = b.closed(gold)
	return d, nil
}

// brackets reads mentions off their opening and closing brackets.
type brackets struct {
	mentions []GoldMention
	open     map[string][]int // by chain, mentions that are open
}

func (b *brackets) read(s string, word int) {
	for s != "" {
		if s[0] == '(' {
			end := 1 + strings.IndexAny(s[1:]+"(", "()")
			b.start(s[1:end], word)
			if end < len(s) && s[end] == ')' {
				b.stop(chainID(s[1:end]), word)
				end++
			}
			s = s[end:]
			continue
		}
		end := strings.IndexAny(s, "()")
		if end < 0 {
			return
		}
		if s[end] == ')' {
			b.stop(chainID(s[:end]), word)
			end++
		}
		s = s[end:]
	}
}

// chainID returns the chain of "12-person-..." or "12".
func chainID(s string) string {
	s, _, _ = strings.Cut(s, "-")
	s, _, _ = strings.Cut(s, "[")
	return s
}

func (b *brackets) start(s string, word int) {
	chain, err := strconv.Atoi(chainID(s))
	if err != nil {
		return
	}
	_, rest, _ := strings.Cut(s, "-")
	kind, _, _ := strings.Cut(rest, "-")
	b.open[chainID(s)] = append(b.open[chainID(s)], len(b.mentions))
	b.mentions = append(b.mentions, GoldMention{First: word, Chain: chain, Type: kind})
}

func (b *brackets) stop(chain string, word int) {
	list := b.open[chain]
	if len(list) == 0 {
		return
	}
	b.mentions[list[len(list)-1]].Last = word + 1
	b.open[chain] = list[:len(list)-1]
}

// closed returns the mentions that end, with their heads by the document's trees.
func (b *brackets) closed(d *text.Document) []GoldMention {
	var out []GoldMention
	for _, m := range b.mentions {
		if m.Last == 0 {
			continue
		}
		m.Head = m.Last - 1
		for i := m.First; i < m.Last; i++ {
			if h := d.Words[i].Head; (h < m.First || h >= m.Last) && d.Words[i].UPOS != "PUNCT" {
				m.Head = i
				break
			}
		}
		for i := m.First; i < m.Last; i++ {
			m.Group = m.Group || d.Words[i].Head == m.Head && d.Words[i].Rel() == "conj"
		}
		out = append(out, m)
	}
	return out
}

// A goldIndex finds marked mentions by their heads and by their words.
type goldIndex struct {
	heads map[[2]int]int // by head, and 1 for a group
	spans map[[2]int]int // by first and last word, determiners aside
	all   []GoldMention
}

// index returns the index of d's mentions. Of mentions with one head, as of a noun with
// and without its apposition, the first counts.
func (d *CorefDocument) index() goldIndex {
	x := goldIndex{make(map[[2]int]int), make(map[[2]int]int), d.Mentions}
	put := func(to map[[2]int]int, key [2]int, i int) {
		if _, ok := to[key]; !ok {
			to[key] = i
		}
	}
	for i, m := range d.Mentions {
		put(x.heads, [2]int{m.Head, boolInt(m.Group)}, i)
		put(x.spans, spanKey(d.Gold, m.First, m.Last), i)
	}
	return x
}

func spanKey(d *text.Document, first, last int) [2]int {
	for first < last-1 && (d.Words[first].UPOS == "DET") {
		first++
	}
	for last > first+1 && d.Words[last-1].XPOS == "POS" {
		last--
	}
	return [2]int{first, last}
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// find returns the marked mention that a found one of document d is: the same head, both
// groups or neither, or else the same words, or around it; or -1.
func (x goldIndex) find(d *text.Document, m *text.Mention) int {
	if i, ok := x.heads[[2]int{m.Head, boolInt(m.Kind == text.GroupMention)}]; ok {
		return i
	}
	if i, ok := x.spans[spanKey(d, m.First, m.Last)]; ok {
		return i
	}
	if m.Kind == text.NameMention {
		return x.around(m)
	}
	return -1
}

// around returns the marked mention that has its head in the words of a found name and
// holds them all: trees differ in which word of a name is its head.
func (x goldIndex) around(m *text.Mention) int {
	for i := m.Last - 1; i >= m.First; i-- {
		if k, ok := x.heads[[2]int{i, 0}]; ok && x.all[k].First <= m.First && x.all[k].Last >= m.Last {
			return k
		}
	}
	return -1
}

// Chains returns the marked chain of each found mention of d, or -1.
func (d *CorefDocument) Chains(found *text.Document) []int {
	x := d.index()
	chains := make([]int, len(found.Mentions))
	for i := range found.Mentions {
		chains[i] = -1
		if k := x.find(found, &found.Mentions[i]); k >= 0 {
			chains[i] = d.Mentions[k].Chain
		}
	}
	return chains
}

// Bare returns the document without tags, trees and mentions.
func (d *CorefDocument) Bare() *text.Document { return bare(d.Gold) }
