// Package revision tells what was changed between two versions of an article: in its words,
// and in who said what.
//
// Words are compared as they are printed, paragraph by paragraph; the work is bounded, and
// where two paragraphs have too little in common the one stands for the other as a whole.
package revision

import (
	"slices"
	"strings"
	"unicode"

	"readout"
)

// An Op is what happened to words.
type Op string

// The ops.
const (
	Same    Op = "same"
	Added   Op = "added"
	Removed Op = "removed"
)

// An Edit is a run of words with one fate.
type Edit struct {
	Op   Op     `json:"op"`
	Text string `json:"text"`
}

// A Passage is a paragraph, or a headline, that was changed, added or removed.
type Passage struct {
	Headline bool   `json:"headline"`
	Edits    []Edit `json:"edits"`
}

// A Difference is what was changed from one version to the next.
type Difference struct {
	Passages []Passage           `json:"passages"`
	Added    []readout.Statement `json:"added"`   // statements that only the later version has
	Removed  []readout.Statement `json:"removed"` // statements that only the earlier version has
}

// Empty reports whether nothing was changed that is compared.
func (d *Difference) Empty() bool { return len(d.Passages)+len(d.Added)+len(d.Removed) == 0 }

// Compare tells what was changed from one record of an article to a later one.
func Compare(before, after *readout.Record) Difference {
	var d Difference
	if a, b := string(before.Article.Headline), string(after.Article.Headline); a != b {
		d.Passages = append(d.Passages, Passage{Headline: true, Edits: Words(a, b)})
	}
	d.Passages = append(d.Passages, Text(before.Article.Text, after.Article.Text)...)
	d.Added, d.Removed = statements(before.Statements, after.Statements)
	return d
}

// Text returns the paragraphs that differ.
func Text(before, after string) []Passage {
	a, b := paragraphs(before), paragraphs(after)
	var out []Passage
	var gone, fresh []string
	flush := func() {
		out = append(out, pair(gone, fresh)...)
		gone, fresh = nil, nil
	}
	for _, e := range diff(a, b) {
		switch e.op {
		case Same:
			flush()
		case Removed:
			gone = append(gone, a[e.at])
		case Added:
			fresh = append(fresh, b[e.at])
		}
	}
	flush()
	return out
}

func paragraphs(s string) []string {
	var out []string
	for p := range strings.SplitSeq(s, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// maxPaired bounds how many paragraphs of one gap are paired with each other.
const maxPaired = 60

// pair brings the paragraphs that were removed at one place together with those that were
// added there, in order: one that has most of its words in another is that one, changed.
func pair(gone, fresh []string) []Passage {
	var out []Passage
	next := 0
	for i, g := range gone {
		j := next
		for i < maxPaired && j < min(len(fresh), next+maxPaired) && !related(g, fresh[j]) {
			j++
		}
		if i >= maxPaired || j >= min(len(fresh), next+maxPaired) {
			out = append(out, Passage{Edits: []Edit{{Removed, g}}})
			continue
		}
		for _, f := range fresh[next:j] {
			out = append(out, Passage{Edits: []Edit{{Added, f}}})
		}
		if edits := Words(g, fresh[j]); !same(edits) {
			out = append(out, Passage{Edits: edits})
		}
		next = j + 1
	}
	for _, f := range fresh[next:] {
		out = append(out, Passage{Edits: []Edit{{Added, f}}})
	}
	return out
}

func same(edits []Edit) bool {
	return !slices.ContainsFunc(edits, func(e Edit) bool { return e.Op != Same })
}

// related reports whether two paragraphs share a third of the words of the shorter one.
func related(a, b string) bool {
	have := map[string]int{}
	x, y := strings.Fields(a), strings.Fields(b)
	for _, w := range x {
		have[key(w)]++
	}
	common := 0
	for _, w := range y {
		if k := key(w); have[k] > 0 {
			have[k]--
			common++
		}
	}
	return 3*common > min(len(x), len(y))
}

// Words compares two texts word by word.
func Words(before, after string) []Edit {
	a, b := strings.Fields(before), strings.Fields(after)
	var out []Edit
	add := func(op Op, w string) {
		if n := len(out); n > 0 && out[n-1].Op == op {
			out[n-1].Text += " " + w
			return
		}
		out = append(out, Edit{op, w})
	}
	for _, e := range diff(keys(a), keys(b)) {
		switch e.op {
		case Removed:
			add(Removed, a[e.at])
		default: // what stayed is shown as it is now
			add(e.op, b[e.at])
		}
	}
	return out
}

func keys(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = key(w)
	}
	return out
}

// key is a word without case and the marks around it. A mark that stands alone is itself.
func key(w string) string {
	k := strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return unicode.IsPunct(r) && r != '-' }))
	if k == "" {
		return w
	}
	return strings.ReplaceAll(k, "’", "'")
}

// statements returns the statements that only one of two versions has. The same words of the
// same speaker are one statement, wherever they stand.
func statements(before, after []readout.Statement) (added, removed []readout.Statement) {
	have := map[string]int{}
	for i := range before {
		have[sayingOf(&before[i])]++
	}
	for i := range after {
		if k := sayingOf(&after[i]); have[k] > 0 {
			have[k]--
		} else {
			added = append(added, after[i])
		}
	}
	for i := len(before) - 1; i >= 0; i-- {
		if k := sayingOf(&before[i]); have[k] > 0 {
			have[k]--
			removed = append(removed, before[i])
		}
	}
	slices.Reverse(removed)
	return added, removed
}

func sayingOf(s *readout.Statement) string {
	var b strings.Builder
	b.WriteString(string(s.Kind) + "|")
	if s.Speaker != nil {
		b.WriteString(s.Speaker.Name)
	}
	for _, sp := range s.Content {
		for w := range strings.FieldsSeq(sp.Text) {
			b.WriteString(" " + key(w))
		}
	}
	return b.String()
}
