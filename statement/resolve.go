package statement

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/actor"
)

// A voice is a resolved source.
type voice struct {
	party  readout.Party
	figure *figure // nil where nobody is known
	level  readout.Level
}

// A resolver turns printed sources into parties, in text order.
type resolver struct {
	*cast
	voices  []heard  // the sources resolved so far, in text order
	meeting *meeting // what the article tells of, or nil
	// bodyNouns are the words of the names of the article's bodies; see namesBody.
	bodyNouns map[string]bool
	publisher *actor.Actor   // the body on whose page the article stands, or nil
	offices   []*actor.Actor // of the publisher; see publisherOffices
}

// heard is a voice and where it spoke.
type heard struct {
	voice
	frame int
	noun  string // the head noun where it was called by one
	many  bool
	asks  bool    // asked something
	asked *figure // whom
}

// resolve says who the source s of frame f is.
func (r *resolver) resolve(f *frame, s stretch) voice {
	if s.empty() {
		return voice{}
	}
	return r.byCoreference(f, s, r.byNames(f, s, r.printed(f, s)))
}

// printed resolves a source by its words and by who spoke before.
func (r *resolver) printed(f *frame, s stretch) voice {
	printed := squeeze(r.a.doc.Text[f.items[s.from].start:f.items[s.to-1].end])
	if s.to-s.from == 1 {
		switch f.items[s.from].class {
		case rel, sub:
			return r.antecedent(f, s)
		case subjPron, objPron, poss:
			return r.pronoun(f, s.from, printed)
		}
	}
	return r.phrase(f, s, printed)
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// antecedent resolves "who" by the noun phrase before it.
func (r *resolver) antecedent(f *frame, s stretch) voice {
	end := s.from
	if end > 0 && f.items[end-1].class == comma {
		end--
	}
	p := f.phraseBefore(end)
	if !p.empty() && f.items[p.from].low == "according" && f.at(p.from+1) == "to" {
		p.from += 2
	}
	if f.items[s.from].low == "which" {
		for k := p.to - 2; k > p.from; k-- {
			if f.items[k].class == to && f.items[k+1].class == det {
				p.from = k + 1 // "sent questions to | the ministry, which"
				break
			}
		}
	}
	for k := p.to - 2; k > p.from; k-- {
		if f.items[k].class == passed && f.items[k+1].class == det {
			p.from = k + 1 // "the ministry summoned | the envoy, who"
			break
		}
	}
	for k := p.to - 2; k > p.from; k-- {
		if f.items[k].low == "by" {
			p.from = k + 1 // "was interrupted by | Lim, who"
			break
		}
	}
	if f.items[s.from].low == "who" {
		var who *figure
		if who, p = r.whoBefore(f, p); who != nil {
			return r.voice(who)
		}
	}
	if !p.empty() && !f.hasVerb(p.from, p.to) && !f.hasClass(p.from, p.to, passed) {
		return r.phrase(f, p, squeeze(r.a.doc.Text[f.items[p.from].start:f.items[p.to-1].end]))
	}
	return voice{}
}

// phrase resolves a noun phrase by its head.
func (r *resolver) phrase(f *frame, s stretch, printed string) voice {
	head := r.head(f, s)
	if v, ok := r.memberOf(f, s, head, printed); ok {
		return v
	}
	if v, ok := r.opposite(f, head); ok && (s == head || s.to == head.to) {
		return v
	}
	if v, ok := r.namedBeside(f, s, head); ok {
		return v
	}
	if two := r.pair(f, s); two {
		return voice{party: readout.Party{Name: printed, Type: "group", Side: r.side(f, s)}, level: readout.Named}
	}
	sg := r.lastSighting(f, head)
	if sg == nil || !sg.figure.person {
		if p := r.apposed(f, s, head); p != nil {
			return r.voice(p.figure)
		}
	}
	if sg != nil && sg.figure.actor == nil && !sg.figure.person && r.in.Roster != nil {
		if whole := f.wholeTitle(head); s == whole || s == head {
			if a := r.owned(f, whole); a != nil {
				return r.ownedVoice(a, f.items[s.from].start, printed)
			}
		}
	}
	if sg != nil {
		return r.named(f, s, head, sg, printed)
	}
	return r.common(f, s, head, printed)
}

// head returns the part of a noun phrase that says who it is, without what hangs on it:
// "an aide | to Lim", "Ana Lim | , the envoy".
func (r *resolver) head(f *frame, s stretch) stretch {
	for k := s.from; k < s.to; k++ {
		it := &f.items[k]
		if k > s.from && k+1 < s.to && it.start == f.items[k-1].end && it.end == f.items[k+1].start {
			continue // "editor-in-chief"
		}
		if k > s.from && postposed[it.low] && nounish(&f.items[k-1]) {
			return stretch{s.from, k}
		}
		switch it.class {
		case comma, rel, opening, dash, sub:
			if k > s.from {
				return stretch{s.from, k}
			}
		case prep, to, doing, passed:
			if k == s.from || it.class == passed && it.capital {
				continue
			}
			if m := r.mentionAt(it.start); m != nil {
				continue // "Secretary of State"
			}
			if it.class != prep && it.class != to && k+1 < s.to && nounish(&f.items[k+1]) && !nounish(&f.items[k-1]) {
				continue // "the presiding judge"
			}
			if it.low == "of" && r.personAtEnd(f, s) && r.titled(f, s.from, k) {
				continue // "Minister of Trade Ana Lim"
			}
			return stretch{s.from, k}
		}
	}
	return s
}

// postposed are adjectives that follow their noun: "a diplomat familiar with the file".
var postposed = setOf("familiar close aware present responsible knowledgeable privy")

// personAtEnd reports whether the noun phrase ends in a person's full name.
func (r *resolver) personAtEnd(f *frame, s stretch) bool {
	sg := r.sightingAt(f.items[s.to-1].start)
	return sg != nil && sg.figure.person && strings.Contains(r.a.doc.Text[sg.start:sg.end], " ") &&
		sg.start > f.items[s.from].start
}

// titled reports whether the items [from, to) end in a capitalised role.
func (r *resolver) titled(f *frame, from, to int) bool {
	n, plural := nounOf(f.items[to-1].low)
	return to > from && n&role != 0 && !plural && f.items[to-1].capital
}

// pair reports whether the noun phrase names two people: "Lim and Ode".
func (r *resolver) pair(f *frame, s stretch) bool {
	n := 0
	for k := s.from; k < s.to; k++ {
		switch f.items[k].class {
		case prep, rel, comma:
			if n > 0 && f.items[k].class != comma {
				return false
			}
		case conj:
			if r.mentioned(f.items[k].start) || k+1 >= s.to {
				continue
			}
			a, b := r.sightingAt(f.items[k-1].start), r.sightingAt(f.items[s.to-1].start)
			if a == nil && r.plural(f, stretch{s.from, k}) {
				b = r.sightingAt(f.items[k+1].start) // "the organisers and Lim"
				return b != nil && b.figure.person
			}
			return a != nil && b != nil && a.figure != b.figure
		}
		n++
	}
	return false
}

// plural reports whether a noun phrase ends in a noun in the plural.
func (r *resolver) plural(f *frame, s stretch) bool {
	if _, many := nounOf(f.items[s.to-1].low); many {
		return true
	}
	ws := r.a.tokensIn(f.items[s.from].start, f.items[s.to-1].end)
	return len(ws) > 0 && ws[len(ws)-1].UPOS == "NOUN" && ws[len(ws)-1].Feat("Number") == "Plur"
}

// lastSighting returns the last figure named in the head that does not merely qualify
// what follows ("Lim's aide", "Ruvian officials").
func (r *resolver) lastSighting(f *frame, head stretch) *sighting {
	if head.empty() {
		return nil
	}
	last := &f.items[head.to-1]
	if sg := r.sightingAt(last.start); sg != nil && last.class != clitic {
		if sg.mention != nil && sg.mention.How == actor.ByDemonym && head.to-head.from == 1 && !strings.HasSuffix(last.low, "s") {
			return nil
		}
		return sg
	}
	return nil
}

// named resolves a noun phrase whose head is a name, a title or a seat of government.
func (r *resolver) named(f *frame, s, head stretch, sg *sighting, printed string) voice {
	fig := r.byTitles(f, s, sg.figure)
	if slices.ContainsFunc(fig.among, func(p *figure) bool { return p.actor == nil }) {
		fig = r.spokeLast(f, fig)
	}
	if fig.actor != nil && (fig.actor.Type == actor.Office || fig.actor.Type == actor.Body) {
		title := r.a.doc.Text[sg.start:sg.end]
		if a := r.atHome(fig.actor, title); a != fig.actor {
			return r.ownedVoice(a, sg.start, printed)
		}
	}
	v := voice{party: fig.party, figure: fig}
	switch {
	case fig.person:
		v.level = readout.Named
		v.party.Office = r.office(fig)
		if v.party.Side == "" {
			v.party.Side = r.side(f, s)
		}
		if v.party.Side == "" && fig.titles != "" {
			v.party.Side = r.sideOfTitle(fig)
		}
	case fig.actor != nil && fig.actor.Type == actor.Office:
		if p := r.titledSo(r.a.doc.Text[sg.start:sg.end], sg.start); p != nil && !former(f, head, sg) {
			return r.voice(p)
		}
		if w := f.items[s.from].low; former(f, head, sg) || !r.sides()[fig.actor.Side] || fig.actor.Many && (w == "a" || w == "an") {
			return r.common(f, s, head, printed)
		}
		return r.holder(fig, sg.start, printed)
	case fig.actor != nil && fig.actor.Type == actor.Outlet:
		v.level = readout.OutletLevel
	default:
		v.level = readout.Institution
	}
	return v
}

// office returns a person's office: as the article prints it, or the only one that the
// roster knows at the article's date.
func (r *resolver) office(fig *figure) readout.Opt {
	if fig.titles != "" {
		return readout.Opt(squeeze(fig.titles))
	}
	if fig.actor == nil || r.in.Roster == nil {
		return ""
	}
	if at := r.in.Roster.OfficesOf(fig.actor.ID, r.in.Article.Published); len(at) == 1 {
		return readout.Opt(at[0].Name)
	}
	return ""
}

// side returns the state or organisation whose name, people or seat qualifies a noun
// phrase: "a Ruvian diplomat".
func (r *resolver) side(f *frame, s stretch) readout.Opt {
	var side string
	for k := s.from; k < s.to; k++ {
		if k > s.from && f.items[k].class == rel {
			break // what somebody did says nothing of whom he speaks for
		}
		m := r.mentionAt(f.items[k].start)
		if m == nil || len(m.Actors) != 1 || m.Actors[0].Type == actor.Outlet || m.How == actor.BySurname || r.partOfPlace(f, k, m) {
			continue
		}
		if m.How == actor.ByDemonym && k+1 < s.to && f.items[k+1].capital && nouns()[f.items[k+1].low]&place != 0 {
			continue // the name of a place: "Ruvian Hospital"
		}
		if f.at(k+1) == "-" && f.at(k+2) == "based" || f.at(k-1) == "of" && nouns()[f.at(k-2)]&place != 0 {
			continue // where it has its seat: "a Lurra-based club", "the University of Lurra"
		}
		if k > s.from && (f.items[k-1].low == "in" || f.items[k-1].low == "at" || f.items[k-1].low == "from" || f.items[k-1].low == "to") {
			continue // where it is, not for whom it speaks
		}
		if side == "" || side == m.Actors[0].Side {
			side = m.Actors[0].Side
		} else {
			return ""
		}
	}
	return readout.Opt(side)
}

// sideOfTitle returns the side that a figure's printed title names.
func (r *resolver) sideOfTitle(fig *figure) readout.Opt {
	if r.in.Roster == nil || len(fig.titles) > 200 {
		return ""
	}
	var side string
	for _, m := range r.in.Roster.Find(fig.titles) {
		if strings.HasPrefix(fig.titles[m.End:], "-based") || nouns()[strings.ToLower(lastWord(strings.TrimSuffix(fig.titles[:m.Start], " of ")))]&place != 0 {
			continue // where it has its seat
		}
		if placePrefixes[strings.ToLower(lastWord(strings.TrimSpace(fig.titles[:m.Start])))] {
			continue // another place: "New Ruvia"
		}
		if w, _, _ := strings.Cut(strings.TrimLeft(fig.titles[m.End:], " "), " "); m.How == actor.ByDemonym && nouns()[strings.ToLower(w)]&place != 0 {
			continue // the name of a place: "Ruvian Hospital"
		}
		if len(m.Actors) != 1 || side != "" && side != m.Actors[0].Side {
			return ""
		}
		side = m.Actors[0].Side
	}
	return readout.Opt(side)
}

// titledSo returns the one person named before byte b whose printed title has these words.
func (r *resolver) titledSo(title string, b int) *figure {
	var who *figure
	for _, s := range r.seenBefore(b) {
		p := s.figure
		if !p.person || p == who || p.titles == "" || !strings.Contains(strings.ToLower(p.titles), strings.ToLower(title)) {
			continue
		}
		if who != nil {
			return nil
		}
		who = p
	}
	return who
}

// former reports whether a title in the head is that of somebody who no longer has it.
func former(f *frame, head stretch, sg *sighting) bool {
	for k := head.from; k < head.to && f.items[k].start < sg.start; k++ {
		switch f.items[k].low {
		case "former", "ex", "then", "late", "previous", "onetime", "outgoing":
			return f.items[k].low != "outgoing"
		}
	}
	return false
}

// holder resolves an office's title that stands without a name before byte b: the one
// person of the article who holds it, else the office itself.
func (r *resolver) holder(fig *figure, b int, printed string) voice {
	var who *figure
	for _, s := range r.seenBefore(b) {
		p := s.figure
		if p.actor == nil || !p.person || p == who {
			continue
		}
		if !r.holds(p, fig.actor.ID) {
			continue
		}
		if who != nil {
			who = nil
			break
		}
		who = p
	}
	if who != nil {
		v := voice{party: who.party, figure: who, level: readout.Named}
		v.party.Office = r.office(who)
		return v
	}
	v := voice{party: fig.party, figure: fig, level: readout.OfficeLevel}
	v.party.Office = readout.Opt(fig.actor.Name)
	when := r.in.Article.Published
	if at := r.in.Roster.Holders(fig.actor.ID, when); len(at) == 1 && when.Earliest != "" && when.Latest != "" && !fig.actor.Many {
		v.party.ID, v.party.Name, v.party.Type = readout.Opt(at[0].ID), at[0].Name, "person"
		return v
	}
	v.party.Name = printed
	return v
}

func (r *resolver) holds(p *figure, office string) bool {
	for _, o := range r.in.Roster.OfficesOf(p.actor.ID, r.in.Article.Published) {
		if o.ID == office {
			return true
		}
	}
	return false
}

// common resolves a noun phrase whose head is a common noun or a name nobody knows.
func (r *resolver) common(f *frame, s, head stretch, printed string) voice {
	if v, ok := r.sideVoice(f, s, head); ok {
		return v
	}
	last := &f.items[head.to-1]
	n, plural := nounOf(last.low)
	first := &f.items[head.from]
	definite := first.low == "the" || first.class == poss || first.low == "this" || first.low == "that"
	v := voice{party: readout.Party{Name: printed, Side: r.side(f, s)}}
	if self := f.items[s.to-1].low; self == "himself" || self == "herself" {
		last = &f.items[max(s.from, s.to-2)]
		n, plural = nounOf(last.low)
	}
	if !plural {
		if v, ok := r.bodyOfPerson(f, head, n, printed); ok {
			return v
		}
	}
	if definite && !plural && s.to-s.from <= 6 && (n != 0 && s == head || headOf(printed) != "") {
		phrase, side := r.called(f, s)
		if n&institution != 0 && n&role == 0 && side == "" {
			_, side = r.ownerOf(f, head)
		}
		if first.low == "its" && side == "" && n&role != 0 {
			side = r.itsOwner(f, head.from)
		}
		if h := r.calledBy(f, last.low, phrase, side, n); h != nil {
			return h.voice
		}
	}
	if whole := f.wholeTitle(head); n&(institution|role) != 0 && (!plural || last.low == "authorities") && (s == whole || s.to == whole.to+2 && f.at(whole.to) == "in" || s.to == whole.to+1 && f.at(whole.to) == "there") {
		if a := r.owned(f, whole); a != nil {
			return r.ownedVoice(a, first.start, printed)
		}
	}
	if definite && first.low == "the" && n&institution != 0 && !plural && s.to-s.from == 2 {
		if a := r.bodyOfVoice(f, last.low); a != nil {
			return r.ownedVoice(a, first.start, printed)
		}
	}
	if w := r.relative(f, head); w != nil {
		return r.voice(w)
	}
	if definite && n&role != 0 && !plural && first.low == "the" && s == head && s.to-s.from == 2 {
		if p := r.unintroduced(f, last.low, n); p != nil {
			return r.voice(p)
		}
	}
	if n == 0 && definite && first.low == "the" && s == head && s.to-s.from == 2 && !last.capital && agentive(last.low) {
		if p := r.onlyAround(f, last.low); p != nil {
			return r.voice(p)
		}
	}
	if n == 0 && first.low == "the" && s == head && s.to-s.from == 3 {
		if a := r.owned(f, head); a != nil && a.Type == actor.Body {
			return r.ownedVoice(a, first.start, printed) // "the border guard"
		}
	}
	if v, ok := r.headOfBody(f, s, head); ok {
		return v
	}
	if v, ok := r.published(f, s, n); ok {
		return v
	}
	if v, ok := r.authored(f, s, head); ok {
		return v
	}
	switch {
	case last.low == "correspondent" || last.low == "reporter":
		return r.reporter(f, s, v)
	case n&document != 0 && first.low == "its":
		if own := r.pronoun(f, head.from, first.low); own.party.ID != "" {
			return own // "its report notes"
		}
		v.party.Type, v.level = "document", readout.Institution
	case n&document != 0 && n&(institution|role) == 0:
		v.party.Type = "document"
		v.level = readout.Institution
	case n&vague != 0 && (plural || !definite || n&role == 0):
		v.party.Type, v.level = "unnamed", readout.Unnamed
	case n&role != 0 && (definite || first.capital || r.side(f, s) != "") && !plural:
		v.party.Type, v.level = "office", readout.OfficeLevel
	case n&role != 0:
		v.party.Type, v.level = "unnamed", readout.Unnamed
		if !plural {
			v.level = readout.OfficeLevel
			v.party.Type = "office"
		}
	case n&outletNoun != 0 && n&institution == 0:
		v.party.Type, v.level = "outlet", readout.OutletLevel
	case n&institution != 0:
		v.party.Type, v.level = "body", readout.Institution
	case head.from == 0 && head.to == 1 && r.plural(f, head):
		v.party.Type, v.level = "group", readout.Unnamed // the first word of a sentence: "Traders"
	case last.capital && last.class == name:
		v = r.unknownName(f, head, v)
	case n == 0 && unsaid[last.low]:
		v.party.Type, v.level = "unnamed", readout.Unnamed
	case n == 0 && plural, strings.HasSuffix(last.low, "s"):
		v.party.Type, v.level = "group", readout.Unnamed
	}
	if name := r.nameGiven(f, s); name != "" {
		return r.alias(f, s, name)
	}
	if unnamedBy(printed) {
		v.party.Type, v.level, v.party.ID = "unnamed", readout.Unnamed, ""
	}
	if v.party.Type == "unnamed" || v.party.Type == "office" {
		v.party.Name = r.withoutClause(f, s)
	}
	return v
}

// Whoever is meant was named or spoke not long before; the bounds keep long texts cheap.
const (
	maxBack = 40  // sentences and voices
	maxSeen = 400 // names
)

// seenBefore returns the last sightings before byte b, in text order.
func (r *resolver) seenBefore(b int) []sighting {
	n, _ := slices.BinarySearchFunc(r.seen, b, func(s sighting, b int) int { return cmp.Compare(s.start, b) })
	return r.seen[max(0, n-maxSeen):n]
}

// note remembers a resolved voice for the pronouns after it.
func (r *resolver) note(f *frame, s stretch, v voice) {
	h := heard{voice: v, frame: f.index}
	if !s.empty() {
		head := r.head(f, s)
		if !head.empty() {
			w := f.items[head.to-1].low
			n, plural := nounOf(w)
			if n != 0 {
				h.noun = w
			}
			h.many = plural
		}
	}
	r.voices = append(r.voices, h)
}
