package statement

import (
	"slices"

	"readout"
	"readout/actor"
)

// sidesNouns are the plurals by which the two states of a matter are called.
var sidesNouns = setOf("sides parties countries states governments capitals delegations nations neighbours neighbors teams")

// grouped gives "both ministers", "the two leaders", "the sides", "Lim and Ode" their
// members, where the article names them, and the level of such a source.
func (b *builder) grouped(f *frame, s stretch, v *voice) {
	if !s.empty() && f.items[s.from].low == "neither" && f.hasClass(s.from, s.to, conj) {
		*v = voice{party: readout.Party{Name: squeeze(b.a.doc.Text[f.items[s.from].start:f.items[s.to-1].end]), Type: "group", Members: b.membersIn(f, s)}, level: v.level}
		return
	}
	if s.empty() || v.party.ID != "" || len(v.party.Members) > 0 {
		return
	}
	head := b.head(f, s)
	noun := f.items[max(head.to-1, s.from)].low
	switch {
	case b.pair(f, s):
		v.party.Members = b.membersIn(f, s)
	case b.meeting != nil && f.items[s.from].low == "the" && b.plural(f, head) && b.bothAre(noun):
		v.party.Type, v.level = "group", readout.OfficeLevel
		v.party.Members = readout.List[string]{keyOf(&b.meeting.parties[0].party), keyOf(&b.meeting.parties[1].party)}
	case noun == "both" || f.two(s) || sidesNouns[noun]:
		b.twoOf(f, s, noun, v)
	}
}

// bothAre reports whether the two who met both go by a role in the plural: "the presidents".
func (b *builder) bothAre(noun string) bool {
	single := singular(noun)
	if n, _ := nounOf(single); n&role == 0 {
		return false
	}
	for _, p := range b.meeting.parties {
		if single != "leader" && single != "head" && !b.goesBy(p, single, single) {
			return false
		}
	}
	return true
}

// two reports whether a noun phrase begins with "both" or "the two".
func (f *frame) two(s stretch) bool {
	first := f.items[s.from].low
	return first == "both" || first == "two" && s.from > 0 && (f.at(s.from-1) == "the" || f.items[s.from-1].class == poss) || (first == "the" || f.items[s.from].class == poss) && f.at(s.from+1) == "two"
}

// twoOf makes a group of the two people or states that a plural means.
func (b *builder) twoOf(f *frame, s stretch, noun string, v *voice) {
	n, plural := nounOf(noun)
	states := sidesNouns[noun]
	if !states && !plural && noun != "both" && noun != "men" && noun != "women" && noun != "pair" || n&vague != 0 && n&role == 0 {
		return
	}
	if states && f.items[s.from].class != det {
		return
	}
	v.party.Type, v.level = "group", readout.OfficeLevel
	if states {
		v.level = readout.Institution
	}
	if m := b.meeting; m != nil && !states {
		v.party.Members = readout.List[string]{keyOf(&m.parties[0].party), keyOf(&m.parties[1].party)}
		return
	}
	if v.party.Members = b.lastTwo(f, s, noun, states); v.party.Members == nil && !states {
		v.party.Members = b.lastTwo(f, s, "both", false)
	}
}

// lastTwo returns the keys of the last two people who go by a role, or of the states, named
// before a noun phrase; nil where there are not two, or where states are more.
func (b *builder) lastTwo(f *frame, s stretch, noun string, states bool) readout.List[string] {
	if states {
		return b.twoStates(f.items[s.from].start)
	}
	var out readout.List[string]
	seen := b.seenBefore(f.items[s.from].start)
	single := singular(noun)
	for i := len(seen) - 1; i >= 0; i-- {
		p := seen[i].figure
		if !p.person || noun != "both" && !b.goesBy(p, single, single) {
			continue
		}
		key := keyOf(&p.party)
		if slices.Contains(out, key) {
			continue
		}
		if out = append(out, key); len(out) == 2 {
			break
		}
	}
	if len(out) != 2 {
		return nil
	}
	slices.Reverse(out)
	return out
}

// twoStates returns the keys of the states named before byte at, if they are two.
func (b *builder) twoStates(at int) readout.List[string] {
	var out readout.List[string]
	for _, sg := range b.seenBefore(at) {
		if a := sg.figure.actor; a != nil && a.Type == actor.State && !slices.Contains(out, a.ID) {
			out = append(out, a.ID)
		}
	}
	if len(out) != 2 {
		return nil
	}
	return out
}

// singular returns a plural noun of the table without its ending.
func singular(noun string) string {
	for _, cut := range []string{"s", "es"} {
		if n := len(noun) - len(cut); n > 0 && noun[n:] == cut && nouns()[noun[:n]] != 0 {
			return noun[:n]
		}
	}
	return noun
}

// membersIn returns the keys of those named in a noun phrase, in its order.
func (b *builder) membersIn(f *frame, s stretch) readout.List[string] {
	var out readout.List[string]
	for k := s.from; k < s.to; k++ {
		sg := b.sightingAt(f.items[k].start)
		if sg == nil || sg.start != f.items[k].start || k+1 < s.to && f.items[k+1].class == clitic {
			continue
		}
		if sg.mention != nil && sg.mention.How == actor.ByDemonym {
			continue
		}
		if key := keyOf(&sg.figure.party); key != "" && !slices.Contains(out, key) && (sg.figure.person || !slices.ContainsFunc(out, b.isPerson)) {
			out = append(out, key)
		}
	}
	return out
}

func (b *builder) isPerson(key string) bool {
	p := b.byKey[key]
	return p != nil && p.person || p == nil && b.byKey["="+key] != nil && b.byKey["="+key].person
}
