package statement

import (
	"strings"

	"readout"
)

// openers mark a sentence that goes on with the account before it.
var openers = []string{"as for ", "in this regard", "in this context", "in this connection", "with regard to this"}

// continued adds the sentences with which an account goes on without a new cue. They are
// taken only where they cannot be the reporter's: between two statements of one speaker,
// where they begin with words such as "As for", or stand in the present tense after a
// statement that somebody relays.
func (b *builder) continued() {
	var out []readout.Statement
	var from []found
	for i := range b.done {
		out, from = append(out, b.done[i]), append(from, b.from[i])
		if b.done[i].Kind != readout.Indirect || b.done[i].Speaker == nil || b.from[i].turn != nil {
			continue
		}
		next := i + 1
		if next >= len(b.done) || !same(b.done[i].Speaker, b.done[next].Speaker) {
			continue
		}
		nf := b.from[next].f
		for fi := b.from[i].f.index + 1; fi < nf.index; fi++ {
			f := &b.a.frames[fi]
			if f.paragraph != b.from[i].f.paragraph || nf.paragraph-f.paragraph > 1 || !f.goesOn(b.a.doc.Source, !b.from[i].relay.empty()) {
				break
			}
			s := b.done[i]
			end := f.trimEnd(0, len(f.items))
			s.Content = readout.List[readout.Span]{b.span(f, stretch{0, end})}
			s.Cue, s.Source = nil, nil
			s.Rule, s.Confidence, s.Answers, s.Act = "continuation", confident("continuation", readout.Indirect), "", "assert"
			s.ID = b.id(&s)
			out, from = append(out, s), append(from, found{f: f})
		}
	}
	b.done, b.from = out, from
}

// goesOn reports whether a sentence without a cue belongs to the account before it,
// which may be a relayed one.
func (f *frame) goesOn(src string, relayed bool) bool {
	if f.hasCue(0, len(f.items)) || len(f.items) < 4 {
		return false
	}
	for k := range f.items {
		if f.items[k].class == quoted {
			return false
		}
	}
	low := strings.ToLower(src[f.items[0].start:min(len(src), f.items[0].start+40)])
	for _, o := range openers {
		if strings.HasPrefix(low, o) {
			return true
		}
	}
	return relayed && f.presentTense()
}

// presentTense reports whether every verb that can be told is in the present.
func (f *frame) presentTense() bool {
	now := false
	for k := range f.items {
		switch it := &f.items[k]; it.class {
		case be, have, do:
			switch it.low {
			case "is", "are", "does", "do", "has", "have":
				now = true
			case "was", "were", "did", "had":
				return false
			}
		case modal:
			now = true
		}
	}
	return now
}
