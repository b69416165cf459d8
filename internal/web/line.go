package web

import (
	"cmp"

	"readout/internal/desk"
	"readout/internal/store"
)

// A line is a hit in a concordance: the words that make it a statement, and what stands
// left and right of them.
type line struct {
	store.Hit
	Left, Node, Right string
	Open              bool
	Href              string
}

// linesOf lays out hits as a concordance.
func linesOf(hits []store.Hit, st searchState) []line {
	out := make([]line, 0, len(hits))
	for _, h := range hits {
		l := line{Hit: h, Open: string(h.Statement.ID) == st.At, Href: st.at(h.Statement.ID).URL() + "#s-" + string(h.Statement.ID)}
		l.Left, l.Node, l.Right = desk.Concord(h.Sentence, h.Statement.Cue, h.Statement.Content)
		out = append(out, l)
	}
	return out
}

// Lead is what a line begins with: who speaks.
func (l line) Lead() string {
	if l.Statement.Speaker == nil {
		return "unknown"
	}
	return cmp.Or(l.Statement.Speaker.Name, string(l.Statement.Speaker.Office), "unknown")
}
