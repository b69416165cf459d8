package statement

import "readout"

// opposites are nouns for the other one of two who meet or do the same work.
var opposites = setOf("guest visitor host counterpart colleague interlocutor")

// opposite resolves "the guest", "her host", "his Ruvian colleague": of two who meet the
// other one; else, beside a possessive, the only other person of the article who holds an
// office of the same kind.
func (r *resolver) opposite(f *frame, head stretch) (voice, bool) {
	noun := f.items[head.to-1].low
	if !opposites[noun] {
		return voice{}, false
	}
	own := f.items[head.from].class == poss
	if !own {
		switch {
		case r.meeting == nil || head.to-head.from > 3:
			return voice{}, false
		case noun == "guest" || noun == "visitor":
			return r.voice(r.meeting.parties[1]), true
		case noun == "host":
			return r.voice(r.meeting.parties[0]), true
		}
		return voice{}, false
	}
	v := r.pronoun(f, head.from, f.items[head.from].low)
	if v.figure == nil || !v.figure.person {
		return voice{}, false
	}
	if p := r.meeting.other(&v.party); p != nil {
		return r.voice(p), true
	}
	if p := r.sameOffice(v.figure, f.items[head.from].start); p != nil {
		return r.voice(p), true
	}
	return voice{}, false
}

// sameOffice returns the only person named before byte b, other than p, who holds an office
// of a kind that p holds, or nil.
func (r *resolver) sameOffice(p *figure, b int) *figure {
	kinds := map[string]bool{}
	for _, o := range r.rolesOf(p) {
		kinds[o] = o != ""
	}
	q, n := r.onlyPerson(0, b, func(q *figure) bool {
		for _, o := range r.rolesOf(q) {
			if q != p && kinds[o] {
				return true
			}
		}
		return false
	})
	if n != 1 {
		return nil
	}
	return q
}

// namedBeside returns the body whose name stands in apposition to a noun for it: "Lim's
// party, Free Lake".
func (r *resolver) namedBeside(f *frame, s, head stretch) (voice, bool) {
	if head.empty() || head.to+1 >= s.to || f.items[head.to].class != comma {
		return voice{}, false
	}
	if n, plural := nounOf(f.items[head.to-1].low); n&institution == 0 || plural {
		return voice{}, false
	}
	sg := r.sightingAt(f.items[head.to+1].start)
	if sg == nil || sg.figure.person || sg.start != f.items[head.to+1].start {
		return voice{}, false
	}
	if end := s.to; sg.end < f.items[end-1].start && f.items[end-1].class != comma {
		return voice{}, false
	}
	return voice{party: sg.figure.party, figure: sg.figure, level: readout.Institution}, true
}
