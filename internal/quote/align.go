package quote

import (
	"math"
	"slices"
	"strings"
)

// An Op is what became of a word between the quotation and what was found.
type Op string

// The operations.
const (
	Same    Op = "same"
	Changed Op = "changed"  // another word, or another form of it
	Added   Op = "added"    // in what was found, not in the quotation
	Missing Op = "missing"  // in the quotation, not in what was found
	Omitted Op = "left out" // in what was found, where the quotation has an ellipsis
	Insert  Op = "insert"   // an editor's word in brackets, not in what was found
)

// An Edit is one word of a comparison, as it is printed on either side.
type Edit struct {
	Op    Op     `json:"op"`
	Quote string `json:"quote,omitempty"`
	Found string `json:"found,omitempty"`
}

// Costs of a comparison: half a word for another form of a word.
const (
	form = 1
	word = 2
)

// limit is the greatest cost of a near match of n words: a third of them changed.
func limit(n int) int {
	if n < 2 {
		return 0
	}
	return max(form, word*(n/3))
}

// maxFurther is how many words further a match may end that is as near.
const maxFurther = 4

// An alignment is the best place of a quotation in a passage.
type alignment struct {
	cost     int
	from, to int // words [from, to) of the passage
	steps    []step
}

type step struct {
	op   Op
	q, p int // indices of words, -1 for none
}

// align finds where the quotation differs least from the words of a passage, in time and
// space of the one's length times the other's. It returns false where nothing lies within
// most.
func align(q []asked, p []spoken, most int) (alignment, bool) {
	n, m := len(q), len(p)
	if n == 0 || m == 0 || !worthwhile(q, p, most) {
		return alignment{}, false
	}
	cost := make([]int32, (n+1)*(m+1))
	at := func(i, j int) *int32 { return &cost[i*(m+1)+j] }
	for i := 1; i <= n; i++ {
		*at(i, 0) = *at(i-1, 0) + drop(q, i-1)
		for j := 1; j <= m; j++ {
			*at(i, j) = min(*at(i-1, j-1)+change(&q[i-1], &p[j-1]), *at(i-1, j)+drop(q, i-1), *at(i, j-1)+gain(q, i))
		}
	}
	best := alignment{cost: math.MaxInt}
	for j := 0; j <= m; j++ {
		c := int(*at(n, j))
		further := c == best.cost && c > 0 && j-best.to < maxFurther // "publicly and privately" for the other way round
		if c < best.cost || further {
			best.cost, best.to = c, j
		}
	}
	if best.cost > most {
		return best, false
	}
	best.trace(q, p, at)
	return best, best.from < best.to
}

// drop is the cost of a word of the quotation that is not there.
func drop(q []asked, i int) int32 {
	if q[i].added {
		return 0
	}
	return word
}

// gain is the cost of a word that the quotation does not have before its word i: none
// where it has an ellipsis.
func gain(q []asked, i int) int32 {
	if i < len(q) && q[i].border {
		return 0
	}
	return word
}

func change(a *asked, b *spoken) int32 {
	switch {
	case a.Key == b.Key:
		return 0
	case sameForm(a.Key, b.Key):
		return form
	}
	return word
}

// trace follows the cheapest way back.
func (a *alignment) trace(q []asked, p []spoken, at func(i, j int) *int32) {
	i, j := len(q), a.to
	for i > 0 {
		here := *at(i, j)
		switch {
		case j > 0 && here == *at(i-1, j-1)+change(&q[i-1], &p[j-1]):
			op := Same
			if q[i-1].Key != p[j-1].Key {
				op = Changed
			}
			i, j = i-1, j-1
			a.steps = append(a.steps, step{op, i, j})
		case here == *at(i-1, j)+drop(q, i-1):
			op := Missing
			if q[i-1].added {
				op = Insert
			}
			i--
			a.steps = append(a.steps, step{op, i, -1})
		default:
			op := Added
			if gain(q, i) == 0 {
				op = Omitted
			}
			j--
			a.steps = append(a.steps, step{op, -1, j})
		}
	}
	a.from = j
	slices.Reverse(a.steps)
}

// worthwhile reports whether enough words are shared for a match to be possible.
func worthwhile(q []asked, p []spoken, most int) bool {
	have := make(map[string]bool, len(p))
	for i := range p {
		have[Stem(p[i].Key)] = true
	}
	lost := 0
	for i := range q {
		if !q[i].added && !have[Stem(q[i].Key)] {
			lost += word
		}
	}
	return lost <= most
}

// sameForm reports whether two words are forms of one.
func sameForm(a, b string) bool { return Stem(a) == Stem(b) }

// auxiliaries are forms that no ending shows.
var auxiliaries = map[string]string{
	"is": "be", "are": "be", "was": "be", "were": "be", "am": "be", "been": "be", "being": "be", "has": "have", "had": "have", "having": "have",
	"does": "do", "did": "do", "done": "do", "an": "a", "these": "this", "those": "that",
}

// Stem cuts the regular endings of English off a word in small letters: words with the
// same stem are mostly forms of one word.
func Stem(w string) string {
	if base, ok := auxiliaries[w]; ok {
		return base
	}
	if len(w) < 4 {
		return w
	}
	s := w
	switch {
	case strings.HasSuffix(s, "ss"), strings.HasSuffix(s, "us"), strings.HasSuffix(s, "is"):
	case strings.HasSuffix(s, "ies") && len(s) > 4:
		s = s[:len(s)-3] + "y"
	case strings.HasSuffix(s, "ches"), strings.HasSuffix(s, "shes"), strings.HasSuffix(s, "sses"), strings.HasSuffix(s, "xes"):
		s = s[:len(s)-2]
	case strings.HasSuffix(s, "s"):
		s = s[:len(s)-1]
	case strings.HasSuffix(s, "ied") && len(s) > 4:
		s = s[:len(s)-3] + "y"
	case strings.HasSuffix(s, "ing") && len(s) > 5:
		s = single(s[:len(s)-3])
	case strings.HasSuffix(s, "ed") && len(s) > 4:
		s = single(s[:len(s)-2])
	}
	if len(s) > 3 {
		s = strings.TrimSuffix(s, "e")
	}
	return s
}

// single takes off a doubled last letter: "stopp".
func single(s string) string {
	n := len(s)
	if n > 3 && s[n-1] == s[n-2] && !strings.ContainsRune("lsz", rune(s[n-1])) {
		return s[:n-1]
	}
	return s
}
