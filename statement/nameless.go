package statement

import (
	"strings"

	"readout"
	"readout/actor"
)

// unsaid are words that stand for one of several who are not named: "one of them", "the
// other", "a third".
var unsaid = setOf("one other another second third fourth both")

// reporter gives an outlet's own correspondent its outlet's id.
func (r *resolver) reporter(f *frame, s stretch, v voice) voice {
	v.party.Type, v.level = "unnamed", readout.Unnamed
	for k := s.from; k < s.to; k++ {
		if m := r.mentionAt(f.items[k].start); m != nil && len(m.Actors) == 1 && m.Actors[0].Type == actor.Outlet {
			a := m.Actors[0]
			v.party = readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: "outlet", Side: readout.Opt(a.Side)}
			v.level = readout.OutletLevel
		}
	}
	return v
}

// withoutClause returns a noun phrase as printed up to a relative clause: "a diplomat in
// Lurra | who asked not to be named".
func (r *resolver) withoutClause(f *frame, s stretch) string {
	end := s.to
	for k := s.from + 1; k < s.to; k++ {
		if f.items[k].class == rel {
			end = k
			break
		}
	}
	for end > s.from+1 && f.items[end-1].class == comma {
		end--
	}
	return squeeze(r.a.doc.Text[f.items[s.from].start:f.items[end-1].end])
}

// unknownName judges a capitalised head that neither roster nor article explains.
func (r *resolver) unknownName(f *frame, head stretch, v voice) voice {
	v.level = readout.Named
	n := 0
	for k := head.from; k < head.to; k++ {
		if f.items[k].class == det {
			v.party.Type, v.level = "organisation", readout.Institution
			return v
		}
		if c, _ := nounOf(f.items[k].low); c&role != 0 {
			v.party.Type = "person"
		}
		n++
	}
	if allCaps(r.a.doc.Text[f.items[head.to-1].start:f.items[head.to-1].end]) && n == 1 {
		v.party.Type, v.level = "organisation", readout.Institution
	}
	return v
}

func allCaps(s string) bool { return len(s) > 1 && strings.ToUpper(s) == s }

// unnamedBy reports whether a source is said to be without a name.
func unnamedBy(printed string) bool {
	low := strings.ToLower(printed)
	for _, w := range []string{"anonym", "not to be named", "not be named", "familiar with", "unnamed", "briefed on", "declined to be named", "who requested"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// nameGiven returns the name that a noun phrase says somebody goes by, "a woman who gives her
// name only as Ana", "a commander, who goes by the name of Abu Lim", or "".
func (r *resolver) nameGiven(f *frame, s stretch) string {
	for k := s.from + 1; k+2 < s.to; k++ {
		if f.items[k].low != "name" {
			continue
		}
		for j := k + 1; j+1 < s.to && j <= k+2; j++ {
			if w := f.items[j].low; w != "as" && w != "of" {
				continue
			}
			end := j + 1
			for end < s.to && f.items[end].capital {
				end++
			}
			if end > j+1 {
				return squeeze(r.a.doc.Text[f.items[j+1].start:f.items[end-1].end])
			}
		}
	}
	return ""
}

// alias is the voice of somebody who goes by a name that the noun phrase s gives him: later
// it may stand alone, or be taken up by the noun.
func (r *resolver) alias(f *frame, s stretch, name string) voice {
	fig := r.byKey["="+name]
	if fig == nil {
		fig = &figure{person: true, roles: map[string]bool{}, party: readout.Party{Name: name, Type: "person", Side: r.side(f, s)}}
		r.byKey["="+name] = fig
	}
	if head := r.head(f, s); !head.empty() {
		noun := f.items[head.to-1].low
		n, _ := nounOf(noun)
		fig.roles[noun] = true
		fig.gender |= n & (male | female)
	}
	return voice{party: fig.party, figure: fig, level: readout.Named}
}

// things end as words for people do.
var things = setOf("former latter banner poster sticker computer meter matter number offer answer weather river water power number door floor error mirror metaphor corridor")

// agentive reports whether a noun has the ending of one who does something: "sailor",
// "baker", "cellist".
func agentive(noun string) bool {
	if unsaid[noun] || things[noun] {
		return false
	}
	for _, end := range []string{"er", "or", "ist", "man", "woman", "ian", "eer"} {
		if len(noun) > len(end)+2 && strings.HasSuffix(noun, end) {
			return true
		}
	}
	return false
}

// onlyAround returns the only person named in the paragraph of a frame and the one before it,
// whom "the sailor" may mean where no sailor was brought in without a name.
func (r *resolver) onlyAround(f *frame, noun string) *figure {
	if r.introduced(f, noun, noun) != nil {
		return nil
	}
	from := f.index
	for from > 0 && r.a.frames[from-1].paragraph >= f.paragraph-1 {
		from--
	}
	p, n := r.onlyPerson(r.a.frames[from].items[0].start, f.items[len(f.items)-1].end, func(*figure) bool { return true })
	if n != 1 {
		return nil
	}
	return p
}
