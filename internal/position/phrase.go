package position

import (
	"slices"
	"strings"

	"readout/internal/quote"
)

// A Use is how often a phrase was used, in any of its forms.
type Use struct {
	Phrase  string `json:"phrase"`
	N       int    `json:"n"`
	Of      int    `json:"of"`                          // statements
	Undated int    `json:"undated"`                     // of N
	First   *Cite  `json:"first" jsonschema:"nullable"` // of the dated ones
	Last    *Cite  `json:"last" jsonschema:"nullable"`
}

// use finds the statements with the words of a phrase one after another.
func use(phrase string, list []Cite) *Use {
	u := &Use{Phrase: phrase, Of: len(list)}
	needle := stems(phrase)
	var known []Cite
	for _, c := range list {
		if !strings.Contains(stems(c.Words), needle) {
			continue
		}
		u.N++
		if Dated(c.Said) {
			known = append(known, c)
		} else {
			u.Undated++
		}
	}
	slices.SortStableFunc(known, earlier)
	if len(known) > 0 {
		u.First, u.Last = &known[0], &known[len(known)-1]
	}
	return u
}

func stems(s string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range quote.Words(s) {
		b.WriteString(quote.Stem(w.Key))
		b.WriteByte(' ')
	}
	return b.String()
}
