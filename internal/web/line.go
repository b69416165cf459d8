package web

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"readout/internal/store"
)

// lineRoom is how many code points a concordance shows on each side of its node.
const lineRoom = 110

// A line is a hit in a concordance: the words that make it a statement, and what stands
// left and right of them.
type line struct {
	store.Hit
	Left, Node, Right string
	Open              bool
	Href              string
}

// linesOf lays out hits as a concordance, in the order of the words right or left of the
// node where the state says so.
func linesOf(hits []store.Hit, st searchState) []line {
	out := make([]line, 0, len(hits))
	for _, h := range hits {
		l := line{Hit: h, Open: string(h.Statement.ID) == st.At, Href: st.at(h.Statement.ID).URL() + "#s-" + string(h.Statement.ID)}
		l.Left, l.Node, l.Right = concord(h)
		out = append(out, l)
	}
	switch st.Sort {
	case "left": // the word next to the node counts first
		slices.SortStableFunc(out, func(a, b line) int { return slices.Compare(sortKeyBack(a.Left), sortKeyBack(b.Left)) })
	case "right":
		slices.SortStableFunc(out, func(a, b line) int { return slices.Compare(sortKey(a.Right), sortKey(b.Right)) })
	}
	return out
}

// concord cuts the sentence of a hit at its first cue, else before what was said.
func concord(h store.Hit) (left, node, right string) {
	text := []rune(h.Sentence.Text)
	within := func(at int) int { return min(max(at-h.Sentence.Start, 0), len(text)) }
	start, end := 0, 0
	switch {
	case len(h.Statement.Cue) > 0:
		start, end = within(h.Statement.Cue[0].Start), within(h.Statement.Cue[0].End)
	case len(h.Statement.Content) > 0:
		start = within(h.Statement.Content[0].Start)
		end = start
	}
	end = max(start, end)
	left, right = string(text[max(0, start-lineRoom):start]), string(text[end:min(len(text), end+lineRoom)])
	return flat(left), flat(string(text[start:end])), flat(right)
}

// flat puts a space for each run of white space.
func flat(s string) string {
	out := strings.Join(strings.Fields(s), " ")
	if out == "" {
		return ""
	}
	if first := []rune(s)[0]; unicode.IsSpace(first) {
		out = " " + out
	}
	if r := []rune(s); unicode.IsSpace(r[len(r)-1]) {
		out += " "
	}
	return out
}

// sortKey returns words to compare, in lower case, without signs.
func sortKey(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

func sortKeyBack(s string) []string {
	w := sortKey(s)
	slices.Reverse(w)
	return w
}

// Lead is what a line begins with: who speaks.
func (l line) Lead() string {
	if l.Statement.Speaker == nil {
		return "unknown"
	}
	return cmp.Or(l.Statement.Speaker.Name, string(l.Statement.Speaker.Office), "unknown")
}
