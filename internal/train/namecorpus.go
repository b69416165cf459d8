package train

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/internal/names"
	"readout/text"
)

// A NameSentence is words and the labels that each may have by its corpus, a bit a label:
// a corpus that does not mark a type says nothing about names of it.
type NameSentence struct {
	Corpus   int // index into nameCorpora
	Forms    []string
	Allowed  []uint16
	Known    []uint8
	Variants []NameSentence // the sentence with other names, to be read in its stead now and then
	first    bool           // of a document
}

// nameCorpora are the corpora that differ in what they call a name, the reference first.
var nameCorpora = []string{"uner", "gum", "crossner", "wikigold", "re3d"}

// Masks of the label of no name and of all labels.
const (
	none  = 1 << 0
	anyOf = 1<<names.Labels - 1
)

// Types of names, as in names.Types.
const (
	person = iota
	place
	organisation
	nationality
	event
	law
	other
)

func firstOf(k int) uint16  { return 1 << names.First(k) }
func insideOf(k int) uint16 { return 1 << names.Inside(k) }

// A columnFormat is what the tags of a file with a word and its tag a line mean.
type columnFormat struct {
	corpus int
	types  map[string][]int // by tag, in lower case; several where the tag does not say which
	free   []int            // types that are not marked
}

var (
	unerFormat = columnFormat{0, map[string][]int{"per": {person}, "loc": {place}, "org": {organisation}},
		[]int{nationality, event, law, other}}
	crossnerFormat = columnFormat{2, map[string][]int{
		"politician": {person}, "person": {person}, "organisation": {organisation}, "politicalparty": {organisation},
		"country": {place}, "location": {place}, "election": {event}, "event": {event},
		"misc": {nationality, law, other}}, []int{nationality}}
	wikigoldFormat = columnFormat{3, map[string][]int{"per": {person}, "loc": {place}, "org": {organisation},
		"misc": {nationality, event, law, other}}, []int{nationality}}
)

// openText opens a file, plain or compressed (".gz").
func openText(name string) (io.Reader, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(name, ".gz") {
		return bytes.NewReader(data), nil
	}
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

// read reads a file of the format.
func (f *columnFormat) read(name string) ([]NameSentence, error) {
	in, err := openText(name)
	if err != nil {
		return nil, err
	}
	var all []NameSentence
	s := NameSentence{Corpus: f.corpus, first: true}
	last := ""
	end := func() {
		if len(s.Forms) > 0 {
			all = append(all, s)
			s = NameSentence{Corpus: f.corpus}
		}
		last = ""
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		switch {
		case len(fields) == 0:
			end()
		case strings.HasPrefix(lines.Text(), "# newdoc") || fields[0] == "-DOCSTART-":
			end()
			s.first = true
		case fields[0] == "#" && len(fields) > 3:
		case len(fields) >= 2:
			if len(fields) > 2 {
				fields = fields[1:3]
			}
			mark, kind, _ := strings.Cut(strings.ToLower(fields[1]), "-")
			s.Forms = append(s.Forms, fields[0])
			s.Allowed = append(s.Allowed, f.allowed(fields[0], mark, kind, last))
			last = kind
		}
	}
	end()
	return all, lines.Err()
}

// allowed returns the labels that a word may have; last is the type of the word before.
func (f *columnFormat) allowed(form, mark, kind, last string) uint16 {
	types, ok := f.types[kind]
	if !ok || mark == "o" {
		return unmarked(form, f.free)
	}
	mask := uint16(0)
	for _, k := range types {
		if mark == "b" || kind != last {
			mask |= firstOf(k)
		} else {
			mask |= insideOf(k)
		}
	}
	return mask
}

// unmarked returns the labels of a word outside all names of a corpus that leaves names of
// the free types unmarked.
func unmarked(form string, free []int) uint16 {
	mask := uint16(none)
	r, _ := utf8.DecodeRuneInString(form)
	capital := unicode.IsUpper(r)
	if !capital && strings.ToLower(form) == form && unicode.IsLetter(r) && len(form) > 4 {
		return mask
	}
	for _, k := range free {
		if mask |= insideOf(k); capital || unicode.IsDigit(r) {
			mask |= firstOf(k)
		}
	}
	return mask
}

// possible reports whether any labels that the words may have can follow each other.
func (s *NameSentence) possible() bool {
	last := uint16(anyOf)
	for i, mask := range s.Allowed {
		next := mask & (none | firstOf(person) | firstOf(place) | firstOf(organisation) | firstOf(nationality) | firstOf(event) | firstOf(law) | firstOf(other))
		for k := range names.Types {
			if i > 0 && last&(firstOf(k)|insideOf(k)) != 0 {
				next |= mask & insideOf(k)
			}
		}
		if next == 0 {
			return false
		}
		last = next
	}
	return true
}

// known sets what a list knows of the words, document by document, and takes words that
// the list knows for nationalities where the corpus leaves it open.
func known(all []NameSentence, lookup text.Lookup) {
	for len(all) > 0 {
		n := 1
		for n < len(all) && !all[n].first {
			n++
		}
		knownDocument(all[:n], lookup)
		all = all[n:]
	}
}

func knownDocument(all []NameSentence, lookup text.Lookup) {
	var b strings.Builder
	d := &text.Document{}
	for _, s := range all {
		for _, form := range s.Forms {
			start := b.Len()
			b.WriteString(form)
			d.Words = append(d.Words, text.Word{Start: start, End: b.Len(), Form: form})
			b.WriteByte(' ')
		}
		b.WriteByte('\n')
	}
	d.Text = b.String()
	marks := text.Marks(lookup, d)
	const demonym = 1 + 2*uint8(text.KnownNationality)
	for i := range all {
		s := &all[i]
		s.Known, marks = marks[:len(s.Forms)], marks[len(s.Forms):]
		for j, k := range s.Known {
			next := j+1 < len(s.Known) && s.Allowed[j+1]&(none|insideOf(nationality)) == insideOf(nationality)
			if was := s.Allowed[j]; k == demonym && was&firstOf(nationality) != 0 && !next {
				if s.Allowed[j] = firstOf(nationality); !s.possible() {
					s.Allowed[j] = was
				}
			}
		}
	}
}

// NameCorpora reads the training corpora of names in the folder: "ner" and "ud-english".
// Cut makes words and sentences of the texts of re3d. Lists are names to put in the place of others.
func NameCorpora(dir string, cut func(string) *text.Document, lookup text.Lookup, lists NameLists, seed uint64) ([]NameSentence, error) {
	var all []NameSentence
	for _, file := range []struct {
		path string
		read func(string) ([]NameSentence, error)
	}{
		{"ner/uner-ewt/en_ewt-ud-train.iob2.gz", unerFormat.read},
		{"ner/crossner-politics/train.txt.gz", crossnerFormat.read},
		{"ner/wikigold/wikigold-train.conll.gz", wikigoldFormat.read},
		{"ud-english/gum/gum-permissive-train.conllu.gz", readGUM},
		{"ner/re3d", func(name string) ([]NameSentence, error) { return readRe3d(name, cut) }},
	} {
		part, err := file.read(filepath.Join(dir, filepath.FromSlash(file.path)))
		if err != nil {
			return nil, err
		}
		for _, s := range part {
			if s.possible() {
				all = append(all, s)
			}
		}
	}
	known(all, lookup)
	swapNames(all, lists, seed)
	return all, nil
}
