package train

import (
	"bufio"
	"cmp"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/text"
)

type re3dDocument struct {
	ID   string `json:"_id"`
	Text string `json:"text"`
}

type re3dEntity struct {
	Document   string  `json:"documentId"`
	Begin      int     `json:"begin"` // code points
	End        int     `json:"end"`
	Type       string  `json:"type"`
	Value      string  `json:"value"`
	Confidence float64 `json:"confidence"`
}

// re3dTypes are re3d's types of which its spans are names, at least their last words.
// States that act are organisations, see re3dEntity.types.
var re3dTypes = map[string][]int{"Person": {person}, "Location": {place}, "Organisation": {organisation},
	"Nationality": {nationality}, "DocumentReference": {law}}

// HeldOut reports whether a document of re3d is kept out of training: of all documents in
// the order of their identifiers every fourth.
func heldOut(place int) bool { return place%4 == 3 }

// readRe3d reads the training part of re3d from its folder. Its spans are whole phrases,
// with titles and articles: only what is plainly a name in them counts, the rest of their
// words is left open.
func readRe3d(dir string, cut func(string) *text.Document) ([]NameSentence, error) {
	docs, err := jsonLines[re3dDocument](filepath.Join(dir, "documents.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	entities, err := jsonLines[re3dEntity](filepath.Join(dir, "entities.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(docs, func(a, b re3dDocument) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortStableFunc(entities, func(a, b re3dEntity) int { return (b.End - b.Begin) - (a.End - a.Begin) }) // outer ones first
	r := re3d{entities: entities, places: make(map[string]bool), cut: cut}
	for _, e := range entities {
		if e.Type == "Location" {
			r.places[withoutArticle(e.Value)] = true
		}
	}
	var out []NameSentence
	for i, d := range docs {
		if !heldOut(i) {
			out = append(out, r.sentences(d)...)
		}
	}
	return out, nil
}

// re3d is what is read of one document's sentences.
type re3d struct {
	entities []re3dEntity
	places   map[string]bool // phrases that are a place somewhere
	cut      func(string) *text.Document
}

func withoutArticle(s string) string {
	s, _ = strings.CutPrefix(s, "the ")
	s, _ = strings.CutPrefix(s, "The ")
	return s
}

// types returns what the names of an entity are: a state is a place also where it acts.
func (r *re3d) types(e *re3dEntity) []int {
	if e.Type == "Organisation" && r.places[withoutArticle(e.Value)] {
		return []int{place}
	}
	return re3dTypes[e.Type]
}

func jsonLines[T any](name string) ([]T, error) {
	in, err := openText(name)
	if err != nil {
		return nil, err
	}
	var out []T
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, lines.Err()
}

func (r *re3d) sentences(doc re3dDocument) []NameSentence {
	d := r.cut(doc.Text)
	offset := make([]int, 0, len(doc.Text)+1) // byte of each code point
	for i := range doc.Text {
		offset = append(offset, i)
	}
	offset = append(offset, len(doc.Text))
	allowed := make([]uint16, len(d.Words))
	for i := range d.Words {
		allowed[i] = unmarked(d.Words[i].Form, []int{other, event})
	}
	taken := make([]bool, len(d.Words))
	for _, e := range r.entities {
		types := r.types(&e)
		if e.Document != doc.ID || e.Confidence < 0.5 || types == nil || e.End >= len(offset) {
			continue
		}
		first, last := wordsIn(d, offset[e.Begin], offset[e.End])
		if !slices.Contains(taken[first:last], true) {
			markPhrase(d, allowed, first, last, types)
		}
		for i := first; i < last; i++ {
			taken[i] = true
		}
	}
	var out []NameSentence
	for i, s := range d.Sentences {
		n := NameSentence{Corpus: 4, Allowed: allowed[s.First:s.Last], first: i == 0}
		for _, w := range d.Words[s.First:s.Last] {
			n.Forms = append(n.Forms, w.Form)
		}
		out = append(out, n)
	}
	return out
}

// wordsIn returns the words that lie in the bytes.
func wordsIn(d *text.Document, start, end int) (first, last int) {
	for first < len(d.Words) && d.Words[first].Start < start {
		first++
	}
	for last = first; last < len(d.Words) && d.Words[last].End <= end; last++ {
	}
	return first, last
}

// markPhrase opens the words of a phrase to the types; a phrase that is a run of capitals
// after its article is a name.
func markPhrase(d *text.Document, allowed []uint16, first, last int, types []int) {
	for first < last && !capital(d.Words[first].Form) {
		allowed[first] |= none
		first++
	}
	if first < last && slices.Contains([]string{"The", "A", "An", "Our", "His", "Their", "Its", "This", "These"}, d.Words[first].Form) {
		first++
	}
	if first == last || pronouns[d.Words[first].Form] {
		return
	}
	name := types[0] != person
	for i := first; i < last; i++ {
		name = name && (capital(d.Words[i].Form) || i > first && i+1 < last && len(d.Words[i].Form) <= 3)
	}
	for i := first; i < last; i++ {
		mask := uint16(0)
		for _, k := range types {
			mask |= insideOf(k)
			if i == first || !name {
				mask |= firstOf(k)
			}
			if i == first && name {
				mask &^= insideOf(k)
			}
		}
		if !name {
			mask |= none
		}
		allowed[i] = mask
	}
	if w := d.Words[last-1].Form; types[0] == person && capital(w) && !titles[w] {
		allowed[last-1] &^= none
	}
}

func capital(form string) bool {
	r, _ := utf8.DecodeRuneInString(form)
	return unicode.IsUpper(r)
}

var pronouns = map[string]bool{"I": true, "We": true, "He": true, "She": true, "They": true, "It": true, "You": true}

// titles end phrases that name an office and nobody.
var titles = map[string]bool{"Minister": true, "Secretary": true, "President": true, "Ambassador": true, "Director": true,
	"Commander": true, "General": true, "Envoy": true, "East": true, "Affairs": true, "State": true, "Defense": true, "Defence": true}
