package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"readout"
	"readout/text"
)

// NameScores says how well names were found: F1 of names with the same first and last word
// and the same type, in percent.
type NameScores struct {
	Names     int     `json:"names"` // in the data, of the types that count
	F1        float64 `json:"f1"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	Per       float64 `json:"per"`
	Org       float64 `json:"org"`
	Loc       float64 `json:"loc"`
}

// nameTypes maps the types of the public sets, in lower case, to ours. Names of other
// types are not scored: where the data has them, and where they are found.
var nameTypes = map[string]string{
	"per": text.Person, "person": text.Person, "politician": text.Person,
	"loc": text.Place, "location": text.Place, "country": text.Place, "gpe": text.Place,
	"org": text.Organisation, "organisation": text.Organisation, "organization": text.Organisation, "politicalparty": text.Organisation,
}

// NameSystem is what Names measures.
type NameSystem struct {
	Annotate func(s string) *text.Document // from raw text
	Fill     func(d *text.Document)        // names, tags and trees for given words
	KeptOut  bool                          // of re3d, only the documents that training leaves out
	// Diff, unless it is nil, gets a line for each name missed, added or of another type.
	Diff func(line string)
}

// Names scores system on path. It is a file of a word and its tag a line, parted by a
// blank or tab, tags with "B-" and "I-" or "I-" alone, other columns between them, or UNER's
// columns of number, word and tag, read with the file's sentences and words. It may be
// compressed with gzip.
func Names(ctx context.Context, path string, system NameSystem) (NameScores, error) {
	gold, err := LoadNames(path)
	if err != nil {
		return NameScores{}, err
	}
	var sum nameSum
	for _, d := range gold {
		if err := ctx.Err(); err != nil {
			return NameScores{}, err
		}
		guess := *d
		guess.Words, guess.Names = slices.Clone(d.Words), nil
		system.Fill(&guess)
		sum.add(d.Names, guess.Names)
		if system.Diff != nil {
			diffNames(&guess, d.Names, system.Diff)
		}
	}
	return sum.scores(), nil
}

// A nameSum counts names by type.
type nameSum struct{ gold, guess, same map[string]int }

// A namePlace is what two names must share to be the same.
type namePlace struct {
	first, last int
	kind        string
}

var scoredNames = []string{text.Person, text.Organisation, text.Place}

func namePlaces(all []text.Name) map[namePlace]bool {
	out := make(map[namePlace]bool)
	for _, n := range all {
		if slices.Contains(scoredNames, n.Type) {
			out[namePlace{n.First, n.Last, n.Type}] = true
		}
	}
	return out
}

// add compares the names of one document.
func (s *nameSum) add(gold, guess []text.Name) {
	if s.gold == nil {
		*s = nameSum{make(map[string]int), make(map[string]int), make(map[string]int)}
	}
	g, h := namePlaces(gold), namePlaces(guess)
	for n := range g {
		s.gold[n.kind]++
	}
	for n := range h {
		s.guess[n.kind]++
		if g[n] {
			s.same[n.kind]++
		}
	}
}

// scores sums over the types, all where none are given.
func (s *nameSum) scores(types ...string) NameScores {
	if len(types) == 0 {
		types = scoredNames
	}
	gold, guess, same := 0, 0, 0
	for _, t := range types {
		gold, guess, same = gold+s.gold[t], guess+s.guess[t], same+s.same[t]
	}
	f1 := func(t string) float64 { return percentF1(s.same[t], s.gold[t], s.guess[t]) }
	return NameScores{Names: gold, F1: percentF1(same, gold, guess), Per: f1(text.Person), Org: f1(text.Organisation), Loc: f1(text.Place),
		Precision: percentF1(same, guess, guess), Recall: percentF1(same, gold, gold)}
}

// diffNames tells of each difference, with the words around it.
func diffNames(d *text.Document, gold []text.Name, line func(string)) {
	g, h := namePlaces(gold), namePlaces(d.Names)
	tell := func(what string, n text.Name) {
		s := d.Sentences[d.Words[n.First].Sentence]
		words := func(first, last int) (out []string) {
			for _, w := range d.Words[max(first, s.First):min(last, s.Last)] {
				out = append(out, w.Form)
			}
			return out
		}
		line(fmt.Sprintf("%s %s [%s]: %s", what, n.Type, strings.Join(words(n.First, n.Last), " "), strings.Join(words(n.First-7, n.Last+6), " ")))
	}
	for _, n := range gold {
		if p := (namePlace{n.First, n.Last, n.Type}); g[p] && !h[p] {
			tell("missed", n)
		}
	}
	for _, n := range d.Names {
		if p := (namePlace{n.First, n.Last, n.Type}); h[p] && !g[p] {
			tell("added", n)
		}
	}
}

// LoadNames reads a file of words with tags that [Names] takes as its documents, with
// words and names and nothing else. "# newdoc" and "-DOCSTART-" begin a document; in a file
// without them each sentence is one.
func LoadNames(path string) ([]*text.Document, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var in io.Reader = bytes.NewReader(raw)
	if bytes.HasPrefix(raw, []byte("\x1f\x8b")) {
		if in, err = gzip.NewReader(in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	docs, err := readNames(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return docs, nil
}

func readNames(in io.Reader) ([]*text.Document, error) {
	b := nameBuilder{d: &text.Document{}}
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch fields := strings.Fields(line); {
		case len(fields) == 0:
			b.end()
		case strings.HasPrefix(line, "# newdoc"), fields[0] == "-DOCSTART-":
			b.endDocument()
			b.marked = true
		case line[0] == '#' && !strings.Contains(line, "\t") && len(fields) != 2:
		default:
			word, tag := fields[0], fields[len(fields)-1]
			if len(fields) >= 3 && isTag(fields[2]) && strings.Trim(fields[0], "0123456789") == "" {
				word, tag = fields[1], fields[2]
			}
			if len(fields) < 2 || !isTag(tag) {
				return nil, fmt.Errorf("line %d: %w: %q is no word with a tag", n, readout.ErrInvalid, line)
			}
			b.add(word, tag)
		}
	}
	b.endDocument()
	if len(b.docs) == 0 && lines.Err() == nil {
		return nil, fmt.Errorf("%w: no words", readout.ErrInvalid)
	}
	return b.docs, lines.Err()
}

// isTag reports whether s is "O", or "B-" or "I-" with a type.
func isTag(s string) bool {
	return s == "O" || len(s) > 2 && (s[0] == 'B' || s[0] == 'I') && s[1] == '-'
}

// nameBuilder makes documents of words with tags.
type nameBuilder struct {
	docs   []*text.Document
	marked bool // the file says where documents begin
	d      *text.Document
	text   strings.Builder
	first  int    // of the sentence
	last   string // the type of the word before, "" for none
}

func (b *nameBuilder) add(form, tag string) {
	if b.text.Len() > 0 {
		b.text.WriteByte(' ')
	}
	start, i := b.text.Len(), len(b.d.Words)
	b.text.WriteString(form)
	b.d.Words = append(b.d.Words, text.Word{Start: start, End: b.text.Len(), Form: form,
		Sentence: len(b.d.Sentences), Token: i, Head: text.NoHead})
	b.d.Tokens = append(b.d.Tokens, text.Token{First: i, Last: i + 1})
	mark, kind, _ := strings.Cut(tag, "-")
	if mark != "B" && mark != "I" {
		b.last = ""
		return
	}
	if mark == "I" && kind == b.last {
		if t := nameTypes[strings.ToLower(kind)]; t != "" {
			b.d.Names[len(b.d.Names)-1].Last = i + 1
		}
		return
	}
	b.last = kind
	if t := nameTypes[strings.ToLower(kind)]; t != "" {
		b.d.Names = append(b.d.Names, text.Name{First: i, Last: i + 1, Type: t})
	}
}

// end ends a sentence.
func (b *nameBuilder) end() {
	b.endSentence()
	if !b.marked {
		b.endDocument()
	}
}

func (b *nameBuilder) endSentence() {
	if len(b.d.Words) > b.first {
		k := len(b.d.Sentences)
		b.d.Sentences = append(b.d.Sentences, text.Sentence{First: b.first, Last: len(b.d.Words)})
		b.d.Paragraphs = append(b.d.Paragraphs, text.Paragraph{First: k, Last: k + 1})
	}
	b.first, b.last = len(b.d.Words), ""
}

func (b *nameBuilder) endDocument() {
	b.endSentence()
	if len(b.d.Words) > 0 {
		b.d.Text = b.text.String()
		b.docs = append(b.docs, b.d)
	}
	b.d, b.first = &text.Document{}, 0
	b.text.Reset()
}
