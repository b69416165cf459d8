package eval

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/text"
)

// Re3dScores says how well persons and organisations were found in re3d, from raw text.
//
// The set marks whole phrases ("the Australian Government", "Iraqi President Ana Lim"),
// common nouns and pronouns too, and takes a state that acts for an organisation. What
// counts of it are persons and organisations, with a confidence of at least 0.5, that have
// a capital when articles and pronouns are left aside. Such a phrase is found where a name
// of its type lies in it, and a name is right where it lies in a phrase of its type; of
// phrases whose words the set elsewhere has as a place ("Ruvia"), a place is right too.
type Re3dScores struct {
	NameScores
	// ExactF1 is the share of phrases found from first to last word, articles aside.
	ExactF1 float64 `json:"exact_f1"`
}

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

// IsRe3d reports whether path is for [Re3d]: the folder of re3d, or one of its two files,
// documents and entities.
func IsRe3d(path string) bool {
	_, ok := re3dFiles(path)
	return ok
}

// re3dFiles returns the files of documents and entities where path is re3d, its folder or
// one of the two.
func re3dFiles(path string) (files [2]string, ok bool) {
	dir, base := filepath.Split(path)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		dir, base = path, ""
		for _, end := range []string{".jsonl.gz", ".jsonl"} {
			if _, err := os.Stat(filepath.Join(path, "documents"+end)); err == nil {
				base = "documents" + end
			}
		}
	}
	for _, name := range []string{"documents", "entities"} {
		if end, found := strings.CutPrefix(base, name); found && strings.HasPrefix(end, ".json") {
			return [2]string{filepath.Join(dir, "documents"+end), filepath.Join(dir, "entities"+end)}, true
		}
	}
	return files, false
}

// keptOut reports whether training leaves a document of re3d out, by its place in the
// order of identifiers.
func keptOut(place int) bool { return place%4 == 3 }

// Re3d scores system on path, the folder of re3d or one of its two files.
func Re3d(ctx context.Context, path string, system NameSystem) (Re3dScores, error) {
	files, ok := re3dFiles(path)
	if !ok {
		return Re3dScores{}, fmt.Errorf("%s: no documents and entities: %w", path, readout.ErrInvalid)
	}
	docs, err := readLines[re3dDocument](files[0])
	if err != nil {
		return Re3dScores{}, err
	}
	entities, err := readLines[re3dEntity](files[1])
	if err != nil {
		return Re3dScores{}, err
	}
	slices.SortFunc(docs, func(a, b re3dDocument) int { return cmp.Compare(a.ID, b.ID) })
	of, states := make(map[string][]re3dEntity), make(map[string]bool)
	for _, e := range entities {
		of[e.Document] = append(of[e.Document], e)
		if e.Type == "Location" {
			states[bareName(e.Value)] = true
		}
	}
	var exact nameSum
	var loose looseSum
	for i, doc := range docs {
		if err := ctx.Err(); err != nil {
			return Re3dScores{}, err
		}
		if system.KeptOut && !keptOut(i) {
			continue
		}
		d := system.Annotate(doc.Text)
		gold := re3dNames(d, of[doc.ID])
		exact.add(gold, d.Names)
		loose.add(d, gold, states, system.Diff)
	}
	scores := Re3dScores{NameScores: loose.scores(), ExactF1: exact.scores(text.Person, text.Organisation).F1}
	return scores, nil
}

// bareName returns a phrase without its article.
func bareName(s string) string {
	for _, article := range []string{"the ", "The "} {
		s = strings.TrimPrefix(s, article)
	}
	return s
}

// A looseSum counts, by type, phrases, those found, names and those that are right.
type looseSum struct{ gold, found, guess, right map[string]int }

func (s *looseSum) add(d *text.Document, gold []text.Name, states map[string]bool, diff func(string)) {
	if s.gold == nil {
		*s = looseSum{make(map[string]int), make(map[string]int), make(map[string]int), make(map[string]int)}
	}
	right := make([]bool, len(d.Names))
	missed := *d
	missed.Names = nil
	var wrong []text.Name
	for _, g := range gold {
		state := g.Type == text.Organisation && states[d.Text[d.Words[g.First].Start:d.Words[g.Last-1].End]]
		found := false
		for i, n := range d.Names {
			if n.First >= g.First && n.Last <= g.Last && (n.Type == g.Type || state && n.Type == text.Place) {
				found = true
				if n.Type == g.Type {
					right[i] = true
				}
			}
		}
		s.gold[g.Type]++
		if found {
			s.found[g.Type]++
		} else {
			wrong = append(wrong, g)
		}
	}
	for i, n := range d.Names {
		s.guess[n.Type]++
		if right[i] {
			s.right[n.Type]++
		} else {
			missed.Names = append(missed.Names, n)
		}
	}
	if diff != nil {
		diffNames(&missed, wrong, diff)
	}
}

// scores joins persons and organisations.
func (s *looseSum) scores() NameScores {
	share := func(types ...string) (p, r, f float64) {
		gold, found, guess, right := 0, 0, 0, 0
		for _, t := range types {
			gold, found, guess, right = gold+s.gold[t], found+s.found[t], guess+s.guess[t], right+s.right[t]
		}
		p, r = percentF1(right, guess, guess), percentF1(found, gold, gold)
		if p+r > 0 {
			f = 2 * p * r / (p + r)
		}
		return p, r, f
	}
	out := NameScores{Names: s.gold[text.Person] + s.gold[text.Organisation]}
	out.Precision, out.Recall, out.F1 = share(text.Person, text.Organisation)
	_, _, out.Per = share(text.Person)
	_, _, out.Org = share(text.Organisation)
	_, _, out.Loc = share(text.Place)
	return out
}

// re3dNames returns the names that count, by the words of d that they touch.
func re3dNames(d *text.Document, entities []re3dEntity) []text.Name {
	offset := make([]int, 0, len(d.Text)+1) // byte of each code point
	for i := range d.Text {
		offset = append(offset, i)
	}
	offset = append(offset, len(d.Text))
	var out []text.Name
	for _, e := range entities {
		kind := nameTypes[strings.ToLower(e.Type)]
		if kind == "" || e.Confidence < 0.5 || e.Begin < 0 || e.Begin > e.End || e.End >= len(offset) {
			continue
		}
		if n, ok := nameIn(d, offset[e.Begin], offset[e.End]); ok {
			n.Type = kind
			out = append(out, n)
		}
	}
	return out
}

// nameIn returns the words of a phrase without what stands before its first capital that
// is no article or pronoun.
func nameIn(d *text.Document, start, end int) (text.Name, bool) {
	n := text.Name{First: len(d.Words)}
	for i, w := range d.Words {
		if w.Start >= start && w.End <= end {
			n.First, n.Last = min(n.First, i), i+1
		}
	}
	for n.First < n.Last && slices.Contains(functionWords, strings.ToLower(d.Words[n.First].Form)) {
		n.First++
	}
	for n.First < n.Last && slices.Contains([]string{"'s", "’s", "'", "’", "."}, d.Words[n.Last-1].Form) {
		n.Last--
	}
	for i := n.First; i < n.Last; i++ {
		if r, _ := utf8.DecodeRuneInString(d.Words[i].Form); unicode.IsUpper(r) {
			return n, true
		}
	}
	return n, false
}

// functionWords are those that a phrase begins with and a name does not.
var functionWords = []string{"the", "a", "an", "this", "that", "these", "those", "our", "their", "its", "his", "her", "my", "your",
	"i", "we", "you", "he", "she", "it", "they", "us", "them", "him", "me", "who", "some", "all", "both"}
