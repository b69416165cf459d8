package issue

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/text"
)

// A Hit is a place that speaks of an issue.
type Hit struct {
	Issue       string // its id
	First, Last int    // words [First, Last) of the document
	Start, End  int    // bytes of the document's text
	Phrase      string // the pattern, as the file has it
}

// Find returns the places in a document that speak of an issue, in text order. It takes one
// pass over the words; a document without lemmas is read by the endings of its words.
func (s *Set) Find(d *text.Document) []Hit {
	if s == nil || len(s.issues) == 0 {
		return nil
	}
	found := s.index.scan(s.index.tokens(d))
	found = settle(found, len(s.issues))
	hits := make([]Hit, len(found))
	for i, f := range found {
		hits[i] = Hit{Issue: s.issues[f.issue].ID, First: f.first, Last: f.last, Phrase: s.index.list[f.pattern].text,
			Start: d.Words[f.first].Start, End: d.Words[f.last-1].End}
	}
	return hits
}

// A find is a pattern that was met.
type find struct {
	issue       int
	role        role
	pattern     int32
	first, last int // words
	sentence    int
}

// tokens returns the words of a document that patterns are matched with: hyphens, quotation
// marks and the possessive's 's are passed over.
func (x *index) tokens(d *text.Document) []token {
	ts := make([]token, 0, len(d.Words))
	for i := range d.Words {
		w := &d.Words[i]
		if passed(w) {
			continue
		}
		t := token{word: i, low: lower(w.Form), tag: w.UPOS, sentence: w.Sentence}
		t.form, t.base = x.lookup(t.low), none
		if w.Lemma != "" && w.Lemma != w.Form {
			t.base = x.lookup(lower(w.Lemma))
		}
		if t.base == none {
			t.base = x.byEnding(t.low)
		}
		t.capitals = capitals(w.Form)
		ts = append(ts, t)
	}
	return ts
}

func passed(w *text.Word) bool {
	switch w.Form {
	case "-", "–", "'", "’", "‘", `"`, "“", "”", "„", "«", "»", "``", "''":
		return true
	case "'s", "’s":
		return w.UPOS == "" || w.UPOS == "PART"
	}
	return false
}

func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

func capitals(s string) bool {
	up := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			up++
		}
	}
	return up > 1
}

// endings are the regular forms of English, and what stands for them in the base form.
var endings = []struct{ drop, add string }{
	{"ies", "y"}, {"es", ""}, {"s", ""}, {"ied", "y"}, {"ed", "e"}, {"ed", ""}, {"ing", ""}, {"ing", "e"},
}

// byEnding returns the number of a word that low may be a regular form of, or none.
func (x *index) byEnding(low string) int32 {
	if len(low) < 4 || len(low) > 40 {
		return none
	}
	switch low[len(low)-1] {
	case 's', 'd', 'g':
	default:
		return none
	}
	var buf [48]byte
	for _, e := range endings {
		base, ok := strings.CutSuffix(low, e.drop)
		if !ok || len(base) < 3 {
			continue
		}
		b := append(append(buf[:0], base...), e.add...)
		if id, ok := x.words[string(b)]; ok {
			return id
		}
		if n := len(base); e.add == "" && e.drop != "s" && e.drop != "es" && base[n-1] == base[n-2] {
			if id, ok := x.words[base[:n-1]]; ok {
				return id
			}
		}
	}
	return none
}

// scan returns every pattern that is met, in text order.
func (x *index) scan(ts []token) []find {
	var out []find
	try := func(list []int32, i int) {
		for _, p := range list {
			c := &x.list[p]
			if n := c.match(ts[i:]); n > 0 {
				out = append(out, find{c.issue, c.role, p, ts[i].word, ts[i+n-1].word + 1, ts[i].sentence})
			}
		}
	}
	for i := range ts {
		t := &ts[i]
		if t.form != none {
			try(x.first[t.form], i)
		}
		if t.base != none && t.base != t.form {
			try(x.first[t.base], i)
		}
		if len(t.low) >= minPrefix {
			try(x.prefixes[t.low[:minPrefix]], i)
		}
	}
	return out
}

// settle drops what does not count: what lies within an exclusion, weak phrases that stand
// alone, and of one issue's hits those that lie within others.
func settle(found []find, issues int) []find {
	slices.SortStableFunc(found, func(a, b find) int {
		return cmp.Or(cmp.Compare(a.sentence, b.sentence), cmp.Compare(a.first, b.first), cmp.Compare(b.last, a.last))
	})
	var out []find
	besides, ends := make([]bool, issues), make([]int, issues)
	for len(found) > 0 {
		n := 1
		for n < len(found) && found[n].sentence == found[0].sentence {
			n++
		}
		out = settleSentence(out, found[:n], besides, ends)
		found = found[n:]
	}
	return out
}

// settleSentence adds the finds of one sentence that count. Besides and ends are by issue:
// whether something stands beside a weak phrase, and where the last hit ends. They are
// cleared again.
func settleSentence(out, found []find, besides []bool, ends []int) []find {
	excluded := exclusions(found)
	kept := found[:0]
	for _, f := range found {
		if f.role == not || f.role == ignored || excluded.hold(f) {
			continue
		}
		kept = append(kept, f)
		if f.role != weak {
			besides[f.issue] = true
		}
	}
	for _, f := range kept {
		counts := f.role == strong || f.role == weak && besides[f.issue]
		if counts && ends[f.issue] < f.last {
			out = append(out, f)
			ends[f.issue] = f.last
		}
	}
	for _, f := range kept {
		besides[f.issue], ends[f.issue] = false, 0
	}
	return out
}

// spans are stretches of words, by issue, in the order of their beginnings; later ones of
// an issue end later.
type spans map[int][]find

func exclusions(found []find) spans {
	var s spans
	for _, f := range found {
		if f.role != not && f.role != ignored {
			continue
		}
		if s == nil {
			s = make(spans)
		}
		list := s[f.issue]
		if n := len(list); n == 0 || list[n-1].last < f.last {
			s[f.issue] = append(list, f)
		}
	}
	return s
}

// hold reports whether f overlaps an exclusion of its issue or of all.
func (s spans) hold(f find) bool { return s.over(f.issue, f) || s.over(everything, f) }

func (s spans) over(issue int, f find) bool {
	list := s[issue]
	i, _ := slices.BinarySearchFunc(list, f.first, func(o find, first int) int {
		if o.last <= first {
			return -1
		}
		return 1
	})
	return i < len(list) && list[i].first < f.last
}
