package statement

import (
	"strings"

	"readout"
	"readout/actor"
)

// possessor returns whom the possessive that opens a noun phrase means, "his office", "Ana
// Lim's ministry", and where the words after it start; the voice is empty where there is no
// possessive, or nobody is known.
func (r *resolver) possessor(f *frame, head stretch) (v voice, after int) {
	switch first := &f.items[head.from]; first.low {
	case "his", "her", "its", "their":
		return r.pronoun(f, head.from, first.low), head.from + 1
	}
	for k := head.to - 2; k > head.from; k-- {
		if f.items[k].class != clitic {
			continue
		}
		if sg := r.sightingAt(f.items[k-1].start); sg != nil && (sg.mention == nil || sg.mention.How != actor.ByDemonym) {
			return voice{party: sg.figure.party, figure: sg.figure}, k + 1
		}
		return voice{}, 0
	}
	return voice{}, 0
}

// bodyOfPerson resolves "Lim's ministry" and "his department" by the offices of that
// person; "her office" stays as it is printed, with her side.
func (r *resolver) bodyOfPerson(f *frame, head stretch, n nounClass, printed string) (voice, bool) {
	if n&institution == 0 || r.in.Roster == nil {
		return voice{}, false
	}
	own, after := r.possessor(f, head)
	if own.figure == nil || !own.figure.person || after != head.to-1 {
		return voice{}, false
	}
	if own.figure.actor != nil {
		if a := r.bodyHeldBy(own.figure.actor.ID, f.items[head.to-1].low); a != nil {
			return r.ownedVoice(a, f.items[head.from].start, printed), true
		}
	}
	side := own.party.Side
	if side == "" && own.figure.titles != "" {
		side = r.sideOfTitle(own.figure)
	}
	return voice{party: readout.Party{Name: printed, Type: "body", Side: side}, level: readout.Institution}, true
}

// bodyHeldBy returns the only body with a noun in its name to which an office of a person
// belongs, or nil.
func (r *resolver) bodyHeldBy(person, noun string) *actor.Actor {
	if noun == "office" {
		return nil
	}
	var found *actor.Actor
	for _, o := range r.in.Roster.OfficesOf(person, r.in.Article.Published) {
		a := r.in.Roster.Get(o.Body)
		if a == nil || a == found || !hasWords(a.Name, noun) && !strings.HasSuffix(a.Role, noun) {
			continue
		}
		if found != nil {
			return nil
		}
		found = a
	}
	return found
}

// bodyOfVoice returns the body with a noun in its name to which an office of the one who
// spoke last belongs: "the ministry", after its spokeswoman.
func (r *resolver) bodyOfVoice(f *frame, noun string) *actor.Actor {
	if r.in.Roster == nil {
		return nil
	}
	for i := len(r.voices) - 1; i >= 0 && i > len(r.voices)-maxBack; i-- {
		h := &r.voices[i]
		if f.paragraph-r.a.frames[h.frame].paragraph > 2 {
			return nil
		}
		if h.figure == nil || h.figure.actor == nil || !h.figure.person {
			continue
		}
		if a := r.bodyHeldBy(h.figure.actor.ID, noun); a != nil {
			return a
		}
	}
	return nil
}

// memberOf returns the person whom "the Ruvian" means: the last one of that state who
// spoke, else the only one named, else the one who just spoke if he is of no other state.
// It reports false for anything but a people's name alone.
func (r *resolver) memberOf(f *frame, s, head stretch, printed string) (voice, bool) {
	if head.to-head.from != 2 || f.items[head.from].low != "the" || s != head {
		return voice{}, false
	}
	m := r.mentionAt(f.items[head.from+1].start)
	if m == nil || m.How != actor.ByDemonym || len(m.Actors) != 1 || m.End != f.items[head.from+1].end || strings.HasSuffix(f.items[head.from+1].low, "s") {
		return voice{}, false
	}
	side := readout.Opt(m.Actors[0].Side)
	if p := r.memberBefore(f, f.items[head.from].start, side); p != nil {
		return r.voice(p), true
	}
	if h := r.lastVoice(f.index, func(h *heard) bool { return !h.asks }); h != nil && h.figure != nil && h.figure.person && !r.isState(string(h.party.Side)) {
		return h.voice, true
	}
	return voice{party: readout.Party{Name: printed, Side: side}}, true
}

// memberBefore returns the person of a state who spoke last, else the only one named before
// byte b, or nil.
func (r *resolver) memberBefore(f *frame, b int, side readout.Opt) *figure {
	for i := len(r.voices) - 1; i >= 0 && i > len(r.voices)-maxBack; i-- {
		h := &r.voices[i]
		if f.paragraph-r.a.frames[h.frame].paragraph > 3 {
			break
		}
		if h.figure != nil && h.figure.person && h.party.Side == side {
			return h.figure
		}
	}
	who, n := r.onlyPerson(0, b, func(p *figure) bool { return p.party.Side == side })
	if n != 1 {
		return nil
	}
	return who
}

// atHome returns the body or office of the same title of the state on whose page the
// article stands, where a name of another state's, "Foreign Office", does not say whose it
// is and that state is not named otherwise; else the actor itself.
func (r *resolver) atHome(a *actor.Actor, title string) *actor.Actor {
	home := r.outletSide()
	if home == "" || home == a.Side || r.in.Roster == nil || !r.isState(home) || r.namedElsewhere(a.Side) {
		return a
	}
	if own := r.titledBody(home, strings.ToLower(title)); own != nil && own.Type == a.Type {
		return own
	}
	return a
}

// namedElsewhere reports whether a state is named by its own name, its people or its seat.
func (r *resolver) namedElsewhere(side string) bool {
	for i := range r.mentions {
		if m := &r.mentions[i]; len(m.Actors) == 1 && m.Actors[0].ID == side && m.How != actor.ByMetonym {
			return true
		}
	}
	return false
}

// itsOwner returns the side that "its" at item i means, or a side that nobody has where it
// is that of somebody the roster does not know.
func (r *resolver) itsOwner(f *frame, i int) string {
	if side := r.ownerIn(f, i); side != "" {
		return side
	}
	if h := r.lastVoice(f.index, func(h *heard) bool { return h.level == readout.Institution }); h != nil {
		if h.party.Side == "" {
			return "-"
		}
		return string(h.party.Side)
	}
	return ""
}

// headOfBody resolves "the head of the Foreign Ministry" as the minister to whom that body
// belongs.
func (r *resolver) headOfBody(f *frame, s, head stretch) (voice, bool) {
	if f.at(s.from) != "the" || f.at(s.from+1) != "head" && f.at(s.from+1) != "chief" || f.at(s.from+2) != "of" || s.to < s.from+5 || r.in.Roster == nil {
		return voice{}, false
	}
	a := r.owned(f, stretch{s.from + 3, s.to})
	if a == nil || a.Type != actor.Body {
		return voice{}, false
	}
	office := r.ministerOf(a.ID)
	if office == nil {
		return voice{}, false
	}
	return r.ownedVoice(office, f.items[s.from].start, squeeze(r.a.doc.Text[f.items[s.from].start:f.items[s.to-1].end])), true
}

// ministerOf returns the only office of a minister that belongs to a body, or nil.
func (c *cast) ministerOf(body string) *actor.Actor {
	if c.ministers == nil {
		c.ministers = map[string]*actor.Actor{}
		for o := range c.in.Roster.Actors() {
			if o.Type != actor.Office || o.Body == "" || !strings.HasSuffix(o.Role, "minister") || strings.HasPrefix(o.Role, "deputy") {
				continue
			}
			if _, second := c.ministers[o.Body]; second {
				c.ministers[o.Body] = nil
			} else {
				c.ministers[o.Body] = o
			}
		}
	}
	return c.ministers[body]
}
