package event

import (
	"cmp"
	"slices"

	"readout"
	"readout/internal/plover"
	"readout/statement"
)

// said is a piece of a statement: of its content, or of its cue.
type said struct {
	start, end int // bytes
	statement  int // index into Input.Statements
	cue        bool
}

// saidParts returns the pieces of all statements in text order.
func (f *finder) saidParts() []said {
	var out []said
	for i := range f.in.Statements {
		s := &f.in.Statements[i]
		for _, sp := range s.Content {
			out = f.part(out, sp, i, false)
		}
		for _, sp := range s.Cue {
			out = f.part(out, sp, i, true)
		}
	}
	slices.SortStableFunc(out, func(a, b said) int { return cmp.Compare(a.start, b.start) })
	return out
}

func (f *finder) part(out []said, sp readout.Span, i int, cue bool) []said {
	start, end := f.tx.Bytes(sp)
	if start < 0 || end <= start {
		return out
	}
	return append(out, said{start, end, i, cue})
}

// maxNested bounds the statements that are looked at around a word.
const maxNested = 24

// around calls yield for the pieces that hold word i, the one that begins last first.
func (f *finder) around(i int, yield func(p *said)) {
	b := f.doc.Words[i].Start
	n, _ := slices.BinarySearchFunc(f.said, b+1, func(p said, b int) int { return cmp.Compare(p.start, b) })
	for k := n - 1; k >= 0 && k >= n-maxNested; k-- {
		if p := &f.said[k]; b < p.end {
			yield(p)
		}
	}
}

// inCue reports whether word i is what makes a statement one.
func (f *finder) inCue(i int) bool {
	found := false
	f.around(i, func(p *said) { found = found || p.cue })
	return found
}

// claimed notes whose words the mention stands in. What somebody denies did not happen,
// what is asked may not have.
func (f *finder) claimed(m *mention) {
	f.around(m.head, func(p *said) {
		s := &f.in.Statements[p.statement]
		switch {
		case p.cue || f.own(s):
			return
		case s.Kind == readout.Question && !m.definite:
			m.alone = true
		case s.Act == "deny" && s.Kind != readout.Refusal && !m.definite:
			m.status, m.firm = readout.Denied, true
		case s.Act == "hold" && !m.definite:
			m.alone = true
		}
		if s.Kind != readout.Question {
			m.claims = append(m.claims, s.ID)
		}
	})
}

// own reports whether the page's own outlet speaks.
func (f *finder) own(s *readout.Statement) bool {
	if s.Speaker == nil || s.Speaker.Type != "outlet" {
		return false
	}
	a := f.in.Article
	return s.Speaker.Name == string(a.Publisher) || s.Speaker.Name == string(a.Agency) || s.Speaker.Name == ""
}

// classify gives a statement the class of the act that its cue is.
func (f *finder) classify(a *plover.Act) {
	if !verbal[a.Class] || a.Negated {
		return
	}
	f.around(a.Head, func(p *said) {
		if s := &f.in.Statements[p.statement]; p.cue && s.Kind != readout.Question && s.Kind != readout.Refusal {
			s.Class = readout.Opt(a.Class)
		}
	})
}

// attach says of each statement what it does, and in which event it was made or of which
// it tells.
func (f *finder) attach() {
	for i := range f.in.Statements {
		s := &f.in.Statements[i]
		if s.Class == "" && s.Kind != readout.Question && s.Kind != readout.Refusal {
			s.Class = readout.Opt(statement.Does(string(s.Act)))
		}
		if e := f.saidIn(s); e != nil {
			s.Event = f.id(e)
		} else if e := f.tellsOf(i); e != nil {
			s.Event = f.id(e)
		}
	}
}

// saidIn returns the event in which a statement was made, or of which its speaker gives an
// account: the one before it that fits, else the first.
func (f *finder) saidIn(s *readout.Statement) *happening {
	if s.Speaker == nil || len(s.Content) == 0 {
		return nil
	}
	at, _ := f.tx.Bytes(s.Content[0])
	var best *happening
	for _, e := range f.events {
		if !contact[e.kind] || e.status != readout.Happened || e.poor() || !e.heldBy(s) {
			continue
		}
		if best == nil || e.lastBefore(f, at) > best.lastBefore(f, at) {
			best = e
		}
	}
	return best
}

// lastBefore returns the first word of the event's last mention before a byte. Where all
// come after it, it is negative, the nearer the greater.
func (e *happening) lastBefore(f *finder, b int) int {
	at := -e.mentions[0].trigger.First - 1
	for i := range e.mentions {
		if t := e.mentions[i].trigger.First; f.doc.Words[t].Start <= b {
			at = t
		}
	}
	return at
}

// heldBy reports whether a statement was made in an event or is an account of it, by its
// setting and its speaker.
func (e *happening) heldBy(s *readout.Statement) bool {
	setting := string(s.Setting)
	switch setting {
	case "call":
		if e.kind != "call" && e.kind != "conversation" {
			return false
		}
	case "talks", "meeting":
		if e.kind == "call" {
			return false
		}
	case "readout":
		return len(e.sides) > 1 && family(e.kind) != 2 && (e.has(s.Speaker) || e.ofSide(s.Speaker))
	default:
		return false
	}
	if !e.has(s.Speaker) {
		return false
	}
	return s.Addressee == nil || e.has(s.Addressee) || len(e.sides) < 2
}

// tellsOf returns the event that a statement's content names first, or nil.
func (f *finder) tellsOf(i int) *happening {
	id := f.in.Statements[i].ID
	var best *happening
	at := 0
	for _, e := range f.events {
		if e.poor() {
			continue
		}
		for k := range e.mentions {
			m := &e.mentions[k]
			if slices.Contains(m.claims, id) && (best == nil || m.trigger.First < at) {
				best, at = e, m.trigger.First
			}
		}
	}
	return best
}
