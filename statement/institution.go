package statement

import (
	"slices"
	"strings"

	"readout"
	"readout/actor"
	"readout/text"
)

// owned returns the body or office that a phrase without a state of its own means, "the
// Ministry of Foreign Affairs", "its foreign secretary", or nil where it may be that of
// more than one state.
func (r *resolver) owned(f *frame, head stretch) *actor.Actor {
	if r.in.Roster == nil || head.empty() {
		return nil
	}
	from, side := r.ownerOf(f, head)
	if from >= head.to || head.to-from > 8 {
		return nil
	}
	title := strings.ToLower(squeeze(r.a.doc.Text[f.items[from].start:f.items[head.to-1].end]))
	if title == "ministry" || title == "department" {
		title = r.fullTitle(f, head.to-1)
	}
	if title == "diplomatic department" || title == "diplomatic service" || title == "foreign policy department" {
		title = "foreign ministry"
	}
	if side != "" {
		return r.titledBody(side, title)
	}
	if f.items[head.from].low != "the" {
		return nil
	}
	home := r.homeSide(f.items[head.from].start)
	if home != "" {
		if a := r.titledBody(home, title); a != nil || r.datelineSide() == home {
			return a
		}
	}
	for _, likely := range []string{r.onlySideBefore(f), r.datelineSide()} {
		if likely == "" || likely == home {
			continue
		}
		if a := r.titledBody(likely, title); a != nil && a.Type == actor.Body {
			return a
		}
	}
	return r.onlyTitled(title)
}

// fullTitle returns the title of which the noun at item i is all that is left, "foreign
// ministry": the one that the sentences before had last with that noun, or the noun alone.
func (r *resolver) fullTitle(f *frame, i int) string {
	noun := f.items[i].low
	for fi := f.index; fi >= 0 && fi > f.index-maxBack; fi-- {
		g := &r.a.frames[fi]
		for k := len(g.items) - 1; k >= 0; k-- {
			if g.items[k].low != noun || fi == f.index && k >= i {
				continue
			}
			from := k
			for from > 0 && k-from < 3 && (g.items[from-1].class == other || g.items[from-1].class == name) && !r.demonymAt(g.items[from-1].start) {
				from--
			}
			whole := g.wholeTitle(stretch{from, k + 1})
			if whole.to-whole.from > 1 {
				return strings.ToLower(squeeze(r.a.doc.Text[g.items[whole.from].start:g.items[whole.to-1].end]))
			}
		}
	}
	return noun
}

// demonymAt reports whether byte b lies in the name of a state or its people.
func (r *resolver) demonymAt(b int) bool {
	m := r.mentionAt(b)
	return m != nil && (m.How == actor.ByDemonym || len(m.Actors) == 1 && m.Actors[0].Type == actor.State)
}

// ownerOf returns the state that the words around a title say it is of, or "", and where
// the title starts: "Ruvia's | Interior Ministry", "its | foreign secretary", "the | foreign
// ministry in Lurra", "In Lurra, the | presidential office".
func (r *resolver) ownerOf(f *frame, head stretch) (from int, side string) {
	from = head.from
	switch first := &f.items[from]; {
	case first.low == "its":
		side = r.ownerIn(f, from)
		if h := r.lastVoice(f.index, func(h *heard) bool { return h.level == readout.Institution && h.party.Side != "" }); h != nil && side == "" && !r.namesState(f, from) {
			side = string(h.party.Side)
		}
		from++
	case first.class == det && first.low == "the":
		from++
	}
	for k := head.to - 1; k > head.from; k-- {
		if f.items[k].class == clitic {
			return k + 1, string(r.side(f, stretch{head.from, k}))
		}
	}
	if m := r.mentionAt(f.startOf(head.to + 1)); m != nil && f.at(head.to) == "in" && len(m.Actors) == 1 && m.How != actor.BySurname {
		side = m.Actors[0].Side
	}
	if side == "" && f.at(head.to) == "there" {
		side = r.placeBefore(f)
	}
	if m := r.mentionAt(f.startOf(1)); side == "" && f.at(0) == "in" && m != nil && len(m.Actors) == 1 && m.Actors[0].Type == actor.State && head.from < 6 {
		side = m.Actors[0].Side
	}
	return from, side
}

// placeBefore returns the state in which the sentences before in the paragraph of a frame say
// that they are, "In Lurra the tone was sharper. The ministry | there", the last one.
func (r *resolver) placeBefore(f *frame) string {
	for fi := f.index - 1; fi >= 0 && fi > f.index-4 && r.a.frames[fi].paragraph == f.paragraph; fi-- {
		g := &r.a.frames[fi]
		for k := 1; k < len(g.items); k++ {
			m := r.mentionAt(g.items[k].start)
			if w := g.items[k-1].low; m == nil || w != "in" && w != "to" && w != "at" || len(m.Actors) != 1 || m.Actors[0].Type != actor.State {
				continue
			}
			return m.Actors[0].Side
		}
	}
	return ""
}

// onlySideBefore returns the state of all whom the sentences before in the paragraph of a
// frame name, if it is one.
func (r *resolver) onlySideBefore(f *frame) string {
	from := f.index
	for from > 0 && f.index-from < maxBack && r.a.frames[from-1].paragraph == f.paragraph {
		from--
	}
	start, side := r.a.frames[from].items[0].start, ""
	for _, s := range r.seenBefore(f.items[0].start) {
		own := string(s.figure.party.Side)
		if s.start < start || own == "" || !r.isState(own) || s.figure.actor != nil && s.figure.actor.Type == actor.Outlet {
			continue
		}
		if side != "" && side != own {
			return ""
		}
		side = own
	}
	return side
}

// maxSides bounds the states among which the one is looked for that has a body of a title.
const maxSides = 6

// onlyTitled returns the body of a title, "the chancellery", of the only one of the states
// named, with the outlet's own, that has one; nil where there are two, or an office.
func (r *resolver) onlyTitled(title string) *actor.Actor {
	sides := []string{}
	if home := r.outletSide(); home != "" {
		sides = append(sides, home)
	}
	for s, named := range r.sides() {
		if named && r.isState(s) && !slices.Contains(sides, s) {
			sides = append(sides, s)
		}
	}
	if len(sides) > maxSides {
		return nil
	}
	var found *actor.Actor
	for _, s := range sides {
		a := r.titledBody(s, title)
		if a == nil {
			continue
		}
		if found != nil || a.Type != actor.Body {
			return nil
		}
		found = a
	}
	return found
}

// startOf returns the byte at which item i starts, or that where the frame ends.
func (f *frame) startOf(i int) int {
	if i < len(f.items) {
		return f.items[i].start
	}
	return f.items[len(f.items)-1].end
}

// placePrefixes are words before a state's or city's name that make it another place.
var placePrefixes = setOf("new north south east west upper lower old port san santa saint st fort mount little greater")

// partOfPlace reports whether the mention at item k is part of the name of another place,
// "New South Ruvia".
func (r *resolver) partOfPlace(f *frame, k int, m *actor.Mention) bool {
	if k > 0 && f.items[k-1].capital && placePrefixes[f.items[k-1].low] && f.items[k].start == m.Start {
		return true
	}
	n := r.nameEnding(m.End)
	return n != nil && n.Type == text.Place && r.a.doc.Words[n.First].Start < m.Start && r.a.doc.Words[n.First].UPOS == "PROPN"
}

// ourselves gives "we" in a release to the body that publishes it.
func (b *builder) ourselves(f *frame, s stretch, v voice) voice {
	if s.to-s.from != 1 || v.party.ID != "" {
		return v
	}
	switch f.items[s.from].low {
	case "we", "us", "our":
		if b.publisher == nil {
			return b.paper(v)
		}
		return b.ownedVoice(b.publisher, f.items[s.from].start, b.publisher.Name)
	}
	return v
}

// paper gives "we" and "us" outside quotation marks to the outlet whose text it is.
func (b *builder) paper(v voice) voice {
	if b.outlet == nil || b.outlet.Type != "outlet" || b.outlet.ID == "" {
		return v
	}
	return voice{party: *b.outlet, level: readout.OutletLevel}
}

// wholeTitle returns a head with what belongs to its title: "the Ministry | of Foreign
// Affairs".
func (f *frame) wholeTitle(head stretch) stretch {
	end := head.to
	for end+1 < len(f.items) && end-head.from < 10 {
		switch it := &f.items[end]; {
		case it.low == "of" || it.low == "for":
			if k := end + 1; f.items[k].low == "the" && k+1 < len(f.items) && f.items[k+1].capital {
				end = k + 1
			} else if !f.items[k].capital {
				return stretch{head.from, end}
			}
		case it.low == "and" && f.items[end+1].capital && f.items[end-1].capital, it.capital && it.class == name && end > head.to:
		default:
			return stretch{head.from, end}
		}
		end++
	}
	return stretch{head.from, end}
}

// titledBody returns the body or office of a side that a title means, also where its
// parts are turned round, "press service of the president" for "president's press
// service", or the roster has it with the people's name, "Ruvian Interior Ministry".
func (r *resolver) titledBody(side, title string) *actor.Actor {
	if a := r.in.Roster.Titled(side, title); a != nil {
		return a
	}
	if what, of, ok := strings.Cut(title, " of the "); ok {
		title = of + "'s " + what
		if a := r.in.Roster.Titled(side, title); a != nil {
			return a
		}
	}
	tries := []string{title}
	if st := r.in.Roster.Get(side); st != nil {
		for _, d := range st.Demonyms[:min(len(st.Demonyms), 2)] {
			tries = append(tries, d+" "+title)
		}
	}
	for _, name := range tries {
		ms := r.in.Roster.Find(name)
		if len(ms) == 1 && ms[0].Start == 0 && ms[0].End == len(name) && len(ms[0].Actors) == 1 {
			if a := ms[0].Actors[0]; a.Type == actor.Body && a.Side == side {
				return a
			}
		}
	}
	return r.bodyEnding(side, title)
}

// bodyEnding returns the only body of a side whose name ends in a title of two words or
// more: "the harbour workers' union" is the Lurra Harbour Workers' Union.
func (r *resolver) bodyEnding(side, title string) *actor.Actor {
	if !strings.Contains(title, " ") {
		return nil
	}
	title = " " + strings.ReplaceAll(title, "’", "'")
	var found *actor.Actor
	for _, a := range r.in.Roster.Bodies(side) {
		if !strings.HasSuffix(strings.ReplaceAll(strings.ToLower(a.Name), "’", "'"), title) {
			continue
		}
		if found != nil {
			return nil
		}
		found = a
	}
	return found
}

// ownerIn returns the state that "its" at item i means: the only one, or organisation,
// that the sentence names before it.
func (r *resolver) ownerIn(f *frame, i int) string {
	side := ""
	for k := range i {
		m := r.mentionAt(f.items[k].start)
		if m == nil || len(m.Actors) != 1 || m.How == actor.ByDemonym {
			continue
		}
		switch a := m.Actors[0]; a.Type {
		case actor.State, actor.Organisation, actor.Body:
			if side != "" && side != a.Side {
				return r.openedIn(f)
			}
			side = a.Side
		}
	}
	return side
}

// openedIn returns the state or organisation with which a sentence opens, as the subject of
// what follows it, or "".
func (r *resolver) openedIn(f *frame) string {
	k := 0
	if f.items[0].class == det {
		k++
	}
	m := r.mentionAt(f.startOf(k))
	if m == nil || len(m.Actors) != 1 || m.How == actor.ByDemonym || m.Actors[0].Type == actor.Person || m.Actors[0].Type == actor.Outlet {
		return ""
	}
	for k < len(f.items) && f.items[k].start < m.End {
		k++
	}
	if !f.hasVerb(k, min(k+1, len(f.items))) && !f.hasCue(k, min(k+1, len(f.items))) && (k >= len(f.items) || !r.isVerb(f, k)) {
		return ""
	}
	return m.Actors[0].Side
}

// namesState reports whether a state or organisation is named in the frame before item i.
func (r *resolver) namesState(f *frame, i int) bool {
	for k := range i {
		if m := r.mentionAt(f.items[k].start); m != nil && m.Actors[0].Type != actor.Person && m.Actors[0].Type != actor.Outlet {
			return true
		}
	}
	return false
}

// homeSide returns the state whose ministries a text means that does not say whose they
// are: that of the outlet, if no state is named more often before byte b and the dateline
// is not another's. Without an outlet it is the only state named.
func (r *resolver) homeSide(b int) string {
	counts := map[string]int{}
	for _, s := range r.seenBefore(b) {
		if a := s.figure.actor; a != nil && a.Side != "" && a.Type != actor.Outlet && r.isState(a.Side) {
			counts[a.Side]++
		}
	}
	home := r.outletSide()
	if home == "" {
		if len(counts) == 1 {
			for side := range counts {
				return side
			}
		}
		return ""
	}
	switch dateline := r.datelineSide(); {
	case dateline == home:
		return home
	case dateline != "", counts[home] == 0 && len(counts) > 0:
		return ""
	}
	for _, n := range counts {
		if n > 2*counts[home] {
			return ""
		}
	}
	return home
}

func (r *resolver) isState(id string) bool {
	a := r.in.Roster.Get(id)
	return a != nil && a.Type == actor.State
}

// outletSide returns the state of the outlet that speaks in the article, or "".
func (r *resolver) outletSide() string {
	if r.publisher != nil && r.in.Article.Agency == "" {
		return r.publisher.Side
	}
	name := string(r.in.Article.Agency)
	if name == "" {
		name = string(r.in.Article.Publisher)
	}
	return r.onlySide(name)
}

// datelineSide returns the state in which the dateline's place lies, or "".
func (r *resolver) datelineSide() string {
	return r.onlySide(r.datelinePlace())
}

// datelinePlace is the dateline up to its first mark.
func (r *resolver) datelinePlace() string {
	s := string(r.in.Article.Dateline)
	if s == "" {
		s = r.a.doc.Text[:r.a.dateline]
	}
	if i := strings.IndexAny(s, ",/(:–—"); i > 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

// onlySide returns the side of the only actor that a name means.
func (r *resolver) onlySide(name string) string {
	if name == "" || len(name) > 200 || r.in.Roster == nil {
		return ""
	}
	side := ""
	for _, m := range r.in.Roster.Find(name) {
		if len(m.Actors) != 1 || side != "" && side != m.Actors[0].Side {
			return ""
		}
		side = m.Actors[0].Side
	}
	return side
}

// ownedVoice is the voice of a body, or of an office, which its holder may speak for.
func (r *resolver) ownedVoice(a *actor.Actor, b int, printed string) voice {
	fig := r.byKey[a.ID]
	if fig == nil {
		fig = &figure{actor: a, roles: map[string]bool{}, party: readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: string(a.Type), Side: readout.Opt(a.Side)}}
	}
	if a.Type == actor.Office {
		return r.holder(fig, b, printed)
	}
	return voice{party: fig.party, figure: fig, level: readout.Institution}
}
