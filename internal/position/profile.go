package position

import (
	"cmp"
	"slices"

	"readout"
	"readout/internal/store"
)

// A Profile is what the record holds of an actor. Figures count statements; one that
// several pages carry counts on each.
type Profile struct {
	Actor      string                `json:"actor"`      // its id
	Statements int                   `json:"statements"` // its own, without questions
	Dated      int                   `json:"dated"`
	From       readout.Day           `json:"from"` // of the dated ones
	To         readout.Day           `json:"to"`
	Names      readout.List[Share]   `json:"names"` // as its statements give it, with the office
	Levels     readout.List[Share]   `json:"levels"`
	Issues     readout.List[OnIssue] `json:"issues"` // the most frequent first; "" for none
	Spoken     int                   `json:"spoken"` // statements made for it, its own among them
	Voices     readout.List[Voice]   `json:"voices"` // by whom, the most frequent first
}

// OnIssue is how often an actor spoke on an issue. A statement may be on several.
type OnIssue struct {
	Issue string      `json:"issue"`
	N     int         `json:"n"`
	Of    int         `json:"of"`
	From  readout.Day `json:"from"` // of the dated ones
	To    readout.Day `json:"to"`
}

// A Voice is somebody who speaks for an actor. All unnamed ones are one entry: whether two
// of them are the same person is not known.
type Voice struct {
	ID     readout.Opt `json:"id"`
	Name   string      `json:"name"`
	Type   string      `json:"type"`
	Office readout.Opt `json:"office"` // as it is printed most often
	N      int         `json:"n"`
	Of     int         `json:"of"`
	From   readout.Day `json:"from"` // of the dated ones
	To     readout.Day `json:"to"`
}

// A Profiler counts statements one at a time.
type Profiler struct {
	p      Profile
	names  map[string]int
	levels map[readout.Level]int
	issues map[string]*span
	voices map[Voice]*voice
}

// A span is a number with the range of its known days.
type span struct {
	n        int
	from, to readout.Day
}

func (s *span) add(i readout.Interval) {
	s.n++
	if !Dated(i) {
		return
	}
	if s.from == "" || i.Earliest < s.from {
		s.from = i.Earliest
	}
	s.to = max(s.to, i.Latest)
}

// A voice is what is counted of one: with the offices it is given.
type voice struct {
	span
	names, offices map[string]int
}

// NewProfiler returns a profiler of the actor with the id.
func NewProfiler(id string) *Profiler {
	return &Profiler{p: Profile{Actor: id}, names: make(map[string]int), levels: make(map[readout.Level]int), issues: make(map[string]*span), voices: make(map[Voice]*voice)}
}

// Add counts a statement of the actor, or of somebody who speaks for it; others, and
// questions, are left out.
func (f *Profiler) Add(h *store.Hit) {
	st := &h.Statement
	who := st.Speaker
	if who == nil || st.Kind == readout.Question || string(who.ID) != f.p.Actor && string(who.Side) != f.p.Actor {
		return
	}
	f.voice(who, h.Said)
	if string(who.ID) != f.p.Actor {
		return
	}
	f.p.Statements++
	f.names[nameOf(who)]++
	f.levels[st.Level]++
	var all span
	all.add(h.Said)
	if all.from != "" {
		f.p.Dated++
		if f.p.From == "" || all.from < f.p.From {
			f.p.From = all.from
		}
		f.p.To = max(f.p.To, all.to)
	}
	for _, id := range st.Issues {
		put(f.issues, id, h.Said)
	}
	if len(st.Issues) == 0 {
		put(f.issues, "", h.Said)
	}
}

// voice counts one of those who speak for the actor.
func (f *Profiler) voice(who *readout.Party, said readout.Interval) {
	k := Voice{ID: who.ID, Name: who.Name, Type: who.Type}
	switch {
	case who.Type == "unnamed":
		k = Voice{Name: "unnamed sources", Type: who.Type}
	case who.ID != "":
		k.Name, k.Type = "", ""
	}
	v := f.voices[k]
	if v == nil {
		v = &voice{names: make(map[string]int), offices: make(map[string]int)}
		f.voices[k] = v
	}
	v.add(said)
	v.names[who.Name]++
	v.offices[string(who.Office)]++
	f.p.Spoken++
}

// most returns the key that was counted most often, the first in the alphabet of several;
// the empty one only where there is no other.
func most(n map[string]int) string {
	best := ""
	for k, c := range n {
		if k == "" {
			continue
		}
		if best == "" || c > n[best] || c == n[best] && k < best {
			best = k
		}
	}
	return best
}

func put[K comparable](m map[K]*span, k K, said readout.Interval) {
	s := m[k]
	if s == nil {
		s = &span{}
		m[k] = s
	}
	s.add(said)
}

func nameOf(p *readout.Party) string {
	if p.Office == "" {
		return p.Name
	}
	return p.Name + ", " + string(p.Office)
}

// Profile returns what was counted.
func (f *Profiler) Profile() Profile {
	p := f.p
	for name, n := range f.names {
		p.Names = append(p.Names, Share{name, n, p.Statements})
	}
	for level, n := range f.levels {
		p.Levels = append(p.Levels, Share{cmp.Or(string(level), "none"), n, p.Statements})
	}
	for id, s := range f.issues {
		p.Issues = append(p.Issues, OnIssue{id, s.n, p.Statements, s.from, s.to})
	}
	for v, s := range f.voices {
		v.N, v.Of, v.From, v.To = s.n, p.Spoken, s.from, s.to
		if v.Type != "unnamed" {
			v.Name, v.Office = most(s.names), readout.Opt(most(s.offices))
		}
		p.Voices = append(p.Voices, v)
	}
	byNumber := func(a, b Share) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) }
	slices.SortFunc(p.Names, byNumber)
	slices.SortFunc(p.Levels, byNumber)
	slices.SortFunc(p.Issues, func(a, b OnIssue) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Issue, b.Issue)) })
	slices.SortFunc(p.Voices, func(a, b Voice) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Office, b.Office), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Type, b.Type))
	})
	return p
}
