package position

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"readout"
	"readout/internal/quote"
	"readout/internal/store"
	"readout/text"
)

// A Term is a phrase that recurs in what was said and that no issue covers.
type Term struct {
	Phrase   string             `json:"phrase"` // as it stands most often
	CValue   float64            `json:"c_value"`
	N        int                `json:"n"`
	Of       int                `json:"of"`    // statements that no issue covers
	Pages    int                `json:"pages"` // that have it, counted up to some
	Examples readout.List[Cite] `json:"examples"`
}

// Terms collects phrases of two to four words, one statement at a time.
//
// They are ranked by the C-value of Frantzi, Ananiadou and Mima (Automatic recognition of
// multi-word terms, International Journal on Digital Libraries 3, 2000): log2 of the number
// of words, times how often the phrase stands, less the mean of how often the longer ones
// stand that it is a part of.
type Terms struct {
	names func(string) [][2]int // byte ranges of names, which are no matters, in text order
	seen  map[string]*term
	of    int
}

type term struct {
	n        int
	forms    map[string]int
	pages    map[readout.PageID]bool
	examples []Cite
	longer   int // how many longer ones it is a part of
	within   int // and how often these stand
}

// Bounds of what is kept: phrases are dropped that came up once when there are too many.
const (
	minWords, maxWords = 2, 4
	maxTerms           = 400000
	maxExamples        = 3
	maxTermPages       = 1000
)

// NewTerms returns an empty collection. Names may be nil.
func NewTerms(names func(string) [][2]int) *Terms {
	return &Terms{names: names, seen: make(map[string]*term)}
}

// Add takes in a statement; one that has an issue is covered and left out.
func (t *Terms) Add(h *store.Hit) {
	if len(h.Statement.Issues) > 0 {
		return
	}
	t.of++
	once := make(map[string]bool)
	for _, sp := range h.Statement.Content {
		t.span(h, sp.Text, once)
	}
	if len(t.seen) > maxTerms {
		t.prune()
	}
}

func (t *Terms) prune() {
	for k, v := range t.seen {
		if v.n == 1 {
			delete(t.seen, k)
		}
	}
}

// span counts the phrases of a text, each once a statement.
func (t *Terms) span(h *store.Hit, s string, once map[string]bool) {
	words := quote.Words(s)
	named := t.named(s, words)
	for i := range words {
		for j := i; j < len(words) && j < i+maxWords; j++ {
			if named[j] {
				break
			}
			if j > i && strings.TrimRight(s[words[j-1].End:words[j].Start], " \n") != "" {
				break // a comma or a mark between
			}
			start, end := words[i].Start, words[j].End
			key := strings.TrimSpace(stems(s[start:end]))
			if j-i+1 < minWords || once[key] || !phrase(words[i:j+1]) {
				continue
			}
			once[key] = true
			t.count(h, key, strings.ToLower(s[start:end]))
		}
	}
}

// phrase reports whether words can be one: they begin and end with one that says something,
// and only "of" stands between that does not.
func phrase(words []quote.Word) bool {
	if quote.Empty(words[0].Key) || quote.Empty(words[len(words)-1].Key) {
		return false
	}
	for _, w := range words {
		if quote.Empty(w.Key) && w.Key != "of" || w.Key[0] >= '0' && w.Key[0] <= '9' {
			return false
		}
	}
	return true
}

// named tells which words belong to names.
func (t *Terms) named(s string, words []quote.Word) []bool {
	out := make([]bool, len(words))
	if t.names == nil {
		return out
	}
	i := 0
	for _, r := range t.names(s) {
		for i < len(words) && words[i].End <= r[0] {
			i++
		}
		for ; i < len(words) && words[i].Start < r[1]; i++ {
			out[i] = true
		}
	}
	return out
}

func (t *Terms) count(h *store.Hit, key, form string) {
	v := t.seen[key]
	if v == nil {
		v = &term{forms: make(map[string]int), pages: make(map[readout.PageID]bool)}
		t.seen[key] = v
	}
	v.n++
	if len(v.forms) < maxExamples || v.forms[form] > 0 {
		v.forms[form]++
	}
	if len(v.examples) < maxExamples && !v.pages[h.Page.ID] {
		v.examples = append(v.examples, cite(h))
	}
	if len(v.pages) < maxTermPages {
		v.pages[h.Page.ID] = true
	}
}

// Best returns the phrases that stand at least so often, the highest C-value first, and at
// most so many, all where limit is 0. Annotate tells which are noun phrases, by the trees of the examples.
func (t *Terms) Best(least, limit int, annotate func(string) *text.Document) []Term {
	for key, v := range t.seen {
		if v.n < least {
			continue
		}
		words := strings.Fields(key)
		for i := range words {
			for j := i + minWords; j <= len(words); j++ {
				if part := t.seen[strings.Join(words[i:j], " ")]; part != nil && part != v {
					part.longer++
					part.within += v.n
				}
			}
		}
	}
	var out []Term
	for key, v := range t.seen {
		if c := v.value(len(strings.Fields(key))); v.n >= least && c > 0 {
			out = append(out, Term{Phrase: most(v.forms), CValue: c, N: v.n, Of: t.of, Pages: len(v.pages), Examples: v.examples})
		}
		v.longer, v.within = 0, 0
	}
	slices.SortFunc(out, func(a, b Term) int {
		return cmp.Or(cmp.Compare(b.CValue, a.CValue), cmp.Compare(b.N, a.N), cmp.Compare(a.Phrase, b.Phrase))
	})
	var best []Term
	for i := range out {
		if limit > 0 && len(best) == limit {
			break
		}
		if annotate == nil || out[i].nominal(annotate) {
			best = append(best, out[i])
		}
	}
	return best
}

func (v *term) value(words int) float64 {
	f := float64(v.n)
	if v.longer > 0 {
		f -= float64(v.within) / float64(v.longer)
	}
	return math.Log2(float64(words)) * f
}

// nominal reports whether the phrase ends in a noun and has no verb, in most examples that
// have it as it is printed.
func (t *Term) nominal(annotate func(string) *text.Document) bool {
	yes, no := 0, 0
	for _, ex := range t.Examples {
		at := strings.Index(strings.ToLower(ex.Words), t.Phrase)
		if at < 0 || len(strings.ToLower(ex.Words)) != len(ex.Words) {
			continue
		}
		if nounPhrase(annotate(ex.Words), at, at+len(t.Phrase)) {
			yes++
		} else {
			no++
		}
	}
	return yes > no
}

// noMatters are the types of names that are no part of a matter's name.
var noMatters = []string{text.Person, text.Nationality, text.Date, text.Money, text.Percent, text.Quantity}

// nounPhrase reports whether the words in bytes [start, end) are a noun and what belongs
// to it, without a person, nationality, time or number: "last week",
// "thousands of shootings".
func nounPhrase(d *text.Document, start, end int) bool {
	last := ""
	for _, n := range d.Names {
		if slices.Contains(noMatters, n.Type) && d.Words[n.First].Start < end && d.Words[n.Last-1].End > start {
			return false
		}
	}
	for i := range d.Words {
		w := &d.Words[i]
		if w.Start < start || w.End > end {
			continue
		}
		switch w.UPOS {
		case "NOUN", "PROPN", "ADJ", "ADP", "PUNCT", "PART":
		default:
			return false
		}
		last = w.UPOS
	}
	return last == "NOUN"
}
