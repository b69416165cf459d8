package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readout"
)

// A Quote is a verbatim quotation on a page.
type Quote struct {
	Statement readout.StatementID `json:"statement"`
	Span      readout.Span        `json:"span"`
	Speaker   string              `json:"speaker"` // the actor's id, or the folded name

	folded []string // kept by words
}

// words are the folded words of a quotation.
func (q *Quote) words() []string {
	if q.folded == nil {
		for _, w := range wordsOf(q.Span.Text) {
			q.folded = append(q.folded, w.fold)
		}
	}
	return q.folded
}

const (
	minQuote  = 6   // words: shorter ones are alike by chance
	maxQuote  = 400 // words that are compared
	longQuote = 8   // words: two of fewer may have one key in common
	quoteKeys = 6
	nearQuote = 0.75 // of the words of the shorter, in the same order
)

func quotesOf(rec *readout.Record) []Quote {
	var out []Quote
	for i := range rec.Statements {
		st := &rec.Statements[i]
		if st.Speaker == nil || st.Level == readout.Unnamed || st.Kind != readout.Direct {
			continue
		}
		who := cmp.Or(string(st.Speaker.ID), foldText(st.Speaker.Name))
		for _, sp := range st.Content {
			if len(out) == maxQuotes {
				return out
			}
			q := Quote{Statement: st.ID, Span: sp, Speaker: who}
			if n := len(q.words()); who != "" && n >= minQuote && n <= maxQuote {
				out = append(out, q)
			}
		}
	}
	return out
}

// Keys are the keys under which quotations like this one are found.
func (q *Quote) Keys() []int64 {
	var hashes []uint64
	words := q.words()
	for i := 0; i+3 <= len(words); i++ {
		hashes = append(hashes, hash64("quote", q.Speaker, words[i], words[i+1], words[i+2]))
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	var keys []int64
	for _, h := range hashes[:min(len(hashes), quoteKeys)] {
		keys = append(keys, int64(h))
	}
	return keys
}

// Short reports whether a quotation is so short that one common key is enough to compare it with
// another such: a single other word can leave no more.
func (q *Quote) Short() bool { return len(q.words()) < longQuote }

// QuoteDiffers is the kind of check of a quotation that another page has in other words.
const QuoteDiffers = "quote-differs"

// CompareQuotes returns what the reader of page A should know of a quotation that page B,
// which the note calls by name, has in other words, and whether it does. Two quotations
// are taken for one where the speaker is the same and nearly all words of the shorter
// stand in the other in the same order; one that only ends sooner is no other wording.
func CompareQuotes(a, b *Quote, name string) (readout.Check, bool) {
	mineAll, theirsAll := a.words(), b.words()
	if a.Speaker != b.Speaker || slices.Equal(mineAll, theirsAll) {
		return readout.Check{}, false
	}
	short, long := mineAll, theirsAll
	if len(short) > len(long) {
		short, long = long, short
	}
	same := common(short, long)
	if float64(same) < nearQuote*float64(len(short)) || 2*len(short) < len(long) || contains(long, short) {
		return readout.Check{}, false
	}
	mine, theirs := different(a, b)
	sp := a.Span
	return readout.Check{Kind: QuoteDiffers, Span: &sp,
		Note: fmt.Sprintf("this quotation stands as %s in %s: here %s, there %s", excerpt(b.Span.Text), name, mine, theirs)}, true
}

// excerpt is a quotation in marks of its own, cut where it is long.
func excerpt(s string) string {
	s = strings.Join(strings.Fields(strings.Trim(s, quotationMarks+", ")), " ")
	if r := []rune(s); len(r) > 240 {
		s = string(r[:240]) + " …"
	}
	return "“" + s + "”"
}

// contains reports whether the words of b stand in a in one piece.
func contains(a, b []string) bool {
	return strings.Contains(" "+strings.Join(a, " ")+" ", " "+strings.Join(b, " ")+" ")
}

// common is the length of the longest common subsequence of two lists of at most
// maxQuote words.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, v := range b {
			above := row[j+1]
			if w == v {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return row[len(b)]
}

// different names what stands between the common beginning and the common end of two
// quotations.
func different(a, b *Quote) (ofA, ofB string) {
	wa, wb := a.words(), b.words()
	i := 0
	for i < len(wa) && i < len(wb) && wa[i] == wb[i] {
		i++
	}
	j, k := len(wa), len(wb)
	for j > i && k > i && wa[j-1] == wb[k-1] {
		j, k = j-1, k-1
	}
	return part(a.Span.Text, i, j), part(b.Span.Text, i, k)
}

// part returns the words [from, to) of a text as they stand there.
func part(s string, from, to int) string {
	words := wordsOf(s)
	if from >= to || to > len(words) {
		return "nothing"
	}
	return excerpt(s[words[from].start:words[to-1].end])
}
