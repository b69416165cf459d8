package statement

import (
	"slices"
	"strings"

	"readout"
	"readout/actor"
)

// headOf returns the role that "the head of state" and its like mean, or "".
func headOf(printed string) string {
	switch strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(printed, "The "), "the ")) {
	case "head of state":
		return "head-of-state"
	case "head of government":
		return "head-of-government"
	}
	return ""
}

// passing are words of a noun phrase that are no part of a title: "the new minister",
// "the minister himself".
var passing = setOf("new newly visiting outgoing incoming departing veteran same himself herself itself")

// called returns the words after the article by which the noun phrase s calls somebody, in
// small letters, and the side that they name: "foreign minister" and "OST" of "the new
// Ostlandic foreign minister".
func (r *resolver) called(f *frame, s stretch) (phrase, side string) {
	var ws []string
	from := min(s.from+1, s.to-1)
	for k := s.from + 1; k+1 < s.to; k++ {
		if f.items[k].class != clitic || f.items[s.from].low != "the" || r.mentioned(f.items[k-1].start) {
			continue
		}
		owner := stretch{s.from, k} // "the ministry's | spokeswoman"
		if n, _ := nounOf(f.items[k-1].low); n&institution == 0 {
			break
		}
		if v := r.phrase(f, owner, squeeze(r.a.doc.Text[f.items[owner.from].start:f.items[owner.to-1].end])); v.party.Side != "" {
			from, side = k+1, string(v.party.Side)
		}
		break
	}
	for k := from; k < s.to; k++ {
		m := r.mentionAt(f.items[k].start)
		switch {
		case passing[f.items[k].low]:
		case m != nil && m.How == actor.ByDemonym && len(m.Actors) == 1 && k+1 < s.to:
			side = m.Actors[0].Side
		default:
			ws = append(ws, f.items[k].low)
		}
	}
	return strings.Join(ws, " "), side
}

// calledBy returns whom "the spokesperson" or "the foreign minister" means: the last voice
// that goes by that phrase, else the only figure named so far that does; of the side where
// one is named.
func (r *resolver) calledBy(f *frame, noun, phrase, side string, n nounClass) *heard {
	before := r.a.frames[f.index].items[0].start
	if phrase == noun && side == "" && n&role != 0 {
		if v := r.publisherOffice(f, noun, before); v != nil {
			return &heard{voice: *v}
		}
	}
	for i := len(r.voices) - 1; i >= 0 && i >= len(r.voices)-12; i-- {
		h := &r.voices[i]
		if side != "" && string(h.party.Side) != side {
			continue
		}
		if n&role == 0 && h.figure != nil && h.figure.actor != nil && h.figure.actor.Type == actor.Office {
			continue // "the alliance" is not its head
		}
		if h.figure == nil && phrase == noun && h.level == readout.OfficeLevel && slices.Contains(hypernyms[noun], h.noun) {
			return h // "the ambassador ... the envoy"
		}
		if h.figure != nil && r.goesBy(h.figure, noun, phrase) || h.noun == noun && phrase == noun && (h.figure == nil || !h.figure.person || n&role != 0) {
			return h
		}
	}
	var found *figure
	for _, sg := range r.seenBefore(before) {
		if sg.figure == found || side != "" && string(sg.figure.party.Side) != side || !r.goesBy(sg.figure, noun, phrase) {
			continue
		}
		if found != nil {
			if n&institution != 0 && n&role == 0 {
				if found = r.nearestBody(f, noun, phrase, side); found == nil {
					return nil
				}
				break
			}
			return r.subjectBefore(f, noun, phrase, side)
		}
		found = sg.figure
	}
	if found == nil && n&role != 0 {
		if h := r.introduced(f, noun, phrase); h != nil {
			return h
		}
	}
	if found == nil {
		found = r.coveredNear(before, noun, phrase, side)
	}
	if found == nil {
		return nil
	}
	h := &heard{voice: r.voice(found)}
	if !found.person {
		h.level = readout.Institution
	}
	return h
}

// subjectBefore returns the first named of those who go by a phrase in the last of the two
// sentences before that names one: of two ministers the one who was its subject.
func (r *resolver) subjectBefore(f *frame, noun, phrase, side string) *heard {
	for fi := f.index - 1; fi >= 0 && fi > f.index-3; fi-- {
		g := &r.a.frames[fi]
		for k := range g.items {
			sg := r.sightingAt(g.items[k].start)
			if sg == nil || !sg.figure.person || side != "" && string(sg.figure.party.Side) != side || !r.goesBy(sg.figure, noun, phrase) {
				continue
			}
			return &heard{voice: r.voice(sg.figure)}
		}
	}
	return nil
}

// introduced returns the one without a name whom a sentence before brought in: "a senior
// official was careful. ... the official said".
func (r *resolver) introduced(f *frame, noun, phrase string) *heard {
	if phrase != noun {
		return nil
	}
	for fi := f.index; fi >= 0 && fi > f.index-4; fi-- {
		g := &r.a.frames[fi]
		for k := 1; k < len(g.items); k++ {
			if g.items[k].low != noun {
				continue
			}
			for j := k - 1; j >= 0 && j > k-6 && inPhrase(&g.items[j]); j-- {
				if g.items[j].low != "a" && g.items[j].low != "an" {
					continue
				}
				v := r.common(g, stretch{j, k + 1}, stretch{j, k + 1}, squeeze(r.a.doc.Text[g.items[j].start:g.items[k].end]))
				v.party.Type, v.level = "unnamed", readout.Unnamed
				return &heard{voice: v}
			}
		}
	}
	return nil
}

// inPhrase reports whether an item may stand between an article and its noun.
func inPhrase(it *item) bool {
	switch it.class {
	case other, name, number, passed, doing, adv:
		return true
	}
	return it.low == "a" || it.low == "an"
}

// goesBy reports whether a figure can be called by a phrase that ends in noun.
func (r *resolver) goesBy(p *figure, noun, phrase string) bool {
	n, _ := nounOf(noun)
	if p.person && n&role == 0 && headOf(phrase) == "" {
		return false // "the service" is not its director
	}
	if g := n & (male | female); p.person && g != 0 && p.gender != 0 && g&p.gender == 0 {
		return false
	}
	if !p.person {
		return p.actor != nil && (p.actor.Type == actor.Body || p.actor.Type == actor.Organisation) && hasWords(p.actor.Name, phrase)
	}
	if role := headOf(phrase); role != "" {
		return p.actor != nil && r.inRole(p, role)
	}
	if phrase == noun {
		return p.roles[noun] || r.inOffice(p, noun) || r.hasRole(p, noun)
	}
	if phrase == "party leader" || phrase == "opposition leader" || phrase == "opposition politician" {
		return slices.ContainsFunc(r.rolesOf(p), func(o string) bool { return strings.HasPrefix(strings.ReplaceAll(o, "-", " "), "opposition ") }) || hasWords(p.titles, phrase) || hasWords(p.titles, "leader of the opposition")
	}
	if title, ok := strings.CutPrefix(phrase, "former "); ok {
		return hasWords(p.titles, phrase) || r.wasIn(p, title) || p.actor == nil && title == noun && p.roles[noun]
	}
	return !hasWords(p.titles, "former "+phrase) && (hasWords(p.titles, phrase) || r.inOffice(p, phrase) || r.hasRole(p, phrase))
}

// hasWords reports whether the words of phrase stand in a title in a row.
func hasWords(title, phrase string) bool {
	return title != "" && strings.Contains(" "+strings.ToLower(title)+" ", " "+phrase+" ")
}

func (r *resolver) inRole(p *figure, role string) bool {
	for _, o := range r.in.Roster.OfficesOf(p.actor.ID, r.in.Article.Published) {
		if o.Role == role {
			return true
		}
	}
	return false
}

// inOffice reports whether the roster gives a person an office whose name has the words.
func (r *resolver) inOffice(p *figure, phrase string) bool {
	if p.actor == nil || r.in.Roster == nil {
		return false
	}
	for _, o := range r.in.Roster.OfficesOf(p.actor.ID, r.in.Article.Published) {
		for _, n := range o.Names {
			if hasWords(n, phrase) {
				return true
			}
		}
	}
	return false
}

// wasIn reports whether the roster gives a person an office of the name that was held
// before the article's day, and not then.
func (r *resolver) wasIn(p *figure, phrase string) bool {
	if p.actor == nil || r.in.Roster == nil || r.in.Article.Published.Earliest == "" || r.inOffice(p, phrase) {
		return false
	}
	for _, t := range p.actor.Held {
		o := r.in.Roster.Get(t.Office)
		if o == nil || t.To.Latest == "" || t.To.Latest > r.in.Article.Published.Earliest {
			continue
		}
		for _, n := range o.Names {
			if hasWords(n, phrase) {
				return true
			}
		}
	}
	return false
}

// kin are the words for a relative who is likely to bear the same last name, with the
// gender that they settle.
var kin = setOf("father mother son daughter brother sister husband wife widow")

// relative returns whom "his sister" means: the only other person of the article who has
// the last name of the person meant by "his", or nil.
func (r *resolver) relative(f *frame, head stretch) *figure {
	last := &f.items[head.to-1]
	if head.to-head.from != 2 || !kin[last.low] {
		return nil
	}
	var of *figure
	switch own := &f.items[head.from]; own.low {
	case "his":
		of = r.onlyOf(f.index, own.start, female)
	case "her":
		of = r.onlyOf(f.index, own.start, male)
	}
	if of == nil {
		return nil
	}
	want := nouns()[last.low] & (male | female)
	var found *figure
	for _, p := range r.surnames[lastWord(of.party.Name)] {
		if p == of || want != 0 && p.gender != 0 && p.gender != want {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}
