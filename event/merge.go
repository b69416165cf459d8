package event

import (
	"slices"
	"strings"

	"readout"
	"readout/statement"
)

// A happening is an event of the page: its mentions and what they tell together.
type happening struct {
	mentions []mention
	class    string
	kind     string
	loose    bool // its kind is that of a word for any talk: "spoke"
	modes    []string
	contexts []string
	status   readout.Status
	firm     bool
	fresh    bool
	sides    []readout.Participant
	when     date
	where    string
	host     *readout.Participant // the state that a visit goes to
	joined   bool                 // somebody attended, chaired or hosted it
	told     bool                 // by the article itself
	claims   []readout.StatementID
}

// maxBack bounds the events that a mention is compared with.
const maxBack = 24

// merge adds a mention to the event that it means, or makes one of it.
func (f *finder) merge(m *mention) {
	var best *happening
	top := 0
	for k := len(f.events) - 1; k >= 0 && k >= len(f.events)-maxBack; k-- {
		if n := f.fit(f.events[k], m); n > top {
			best, top = f.events[k], n
		}
	}
	switch {
	case best != nil:
		f.join(best, m)
	case !m.alone:
		e := &happening{class: m.class, kind: m.kind, loose: f.loose(m), status: m.status, firm: m.firm, fresh: m.fresh}
		f.events = append(f.events, e)
		f.join(e, m)
	}
}

// loose reports whether the mention's word may mean a call as well as a meeting.
func (f *finder) loose(m *mention) bool {
	if !contact[m.kind] || slices.Contains(m.modes, "phone") {
		return false
	}
	w := &f.doc.Words[m.head]
	low := strings.ToLower(w.Lemma)
	return w.UPOS == "VERB" && talkVerbs[low] || w.UPOS == "NOUN" && talkNouns[low]
}

var (
	talkVerbs = setOf("speak talk discuss consult")
	talkNouns = setOf("conversation discussion exchange contact")
)

// fit tells how well a mention fits an event, 0 where it does not.
func (f *finder) fit(e *happening, m *mention) int {
	if !f.sameKind(e, m) || m.fresh != e.fresh && m.fresh || m.firm && e.firm && !agree(e.status, m.status) || apart(e.when, m.when) {
		return 0
	}
	shared, ok := f.overlap(e, m)
	if !ok {
		return 0
	}
	n := 1 + 4*shared
	switch {
	case shared > 0:
	case len(m.sides) == 0 && len(e.sides) > 0 && m.noun && (m.definite || f.near(e, m)):
	case len(e.sides) == 0 && len(m.sides) > 0 && f.near(e, m):
	case len(e.sides) == 0 && len(m.sides) == 0 && m.noun:
	default:
		return 0
	}
	if m.when.same(e.when) {
		n += 3
	}
	if m.where != "" && m.where == e.where {
		n += 2
	}
	if m.where != "" && e.where != "" && m.where != e.where && shared == 0 && !m.definite {
		return 0
	}
	if e.kind == m.kind {
		n++
	}
	return n
}

// near reports whether a mention stands in the paragraph of the event's last one, or in
// the next.
func (f *finder) near(e *happening, m *mention) bool {
	return m.sentence-e.mentions[len(e.mentions)-1].sentence <= 3
}

// sameKind reports whether a mention may mean an event by its kind.
func (f *finder) sameKind(e *happening, m *mention) bool {
	if e.kind == m.kind {
		return m.alone || e.class == m.class || contact[e.kind]
	}
	talks := func(kind string) bool {
		return kind == "call" || kind == "conversation" || kind == "meeting" || kind == "talks"
	}
	if talks(e.kind) && talks(m.kind) && (e.loose || f.loose(m)) {
		return true
	}
	return family(e.kind) != 0 && family(e.kind) == family(m.kind)
}

// family tells the kinds that are other words for one another.
func family(kind string) int {
	switch kind {
	case "meeting", "talks", "summit", "mediation":
		return 1
	case "visit", "trip", "arrival":
		return 2
	case "arrest", "detention":
		return 3
	}
	return 0
}

func agree(a, b readout.Status) bool {
	open := func(s readout.Status) bool { return s == readout.Planned || s == readout.Hypothetical }
	return a == b || open(a) && open(b)
}

// overlap counts the parties of a mention that take part in an event. It is not ok where
// others take part in them.
func (f *finder) overlap(e *happening, m *mention) (shared int, ok bool) {
	for i := range m.sides {
		if slices.ContainsFunc(e.sides, func(p readout.Participant) bool { return one(&p.Party, &m.sides[i].Party) }) {
			shared++
		}
	}
	left, more := len(m.sides)-shared, len(e.sides)-shared
	switch {
	case left > 0 && more == 0 && contact[m.kind] && !m.joins && len(e.sides) > 1 && allPersons(e.sides):
		return 0, false // two talked, then three
	case left <= 0 || more <= 0:
		return shared, true
	case shared == 0:
		return 0, false
	case contact[m.kind]:
		return shared, e.kind != "call" && m.kind != "call" && shared > 1 && !pair(e) // a talk of two is no other's
	}
	return shared, true
}

func allPersons(list []readout.Participant) bool {
	return !slices.ContainsFunc(list, func(p readout.Participant) bool { return p.Type != "person" })
}

func pair(e *happening) bool { return len(e.sides) == 2 }

// one reports whether two parties may be one: the same, or one is what the other is known
// as, a minister and the foreign minister, an envoy and the state.
func one(a, b *readout.Party) bool {
	if statement.Same(a, b) {
		return true
	}
	if a.Side == "" || a.Side != b.Side {
		return false
	}
	return a.Type == "state" || b.Type == "state" || a.Type == "office" && b.Type == "person" && office(a, b) || b.Type == "office" && a.Type == "person" && office(b, a)
}

func office(of, person *readout.Party) bool {
	return of.Office == "" || person.Office == "" || strings.Contains(strings.ToLower(string(person.Office)), lastWord(string(of.Office)))
}

func lastWord(s string) string {
	s = strings.ToLower(s)
	return s[strings.LastIndexByte(s, ' ')+1:]
}

// join adds what a mention tells to an event.
func (f *finder) join(e *happening, m *mention) {
	if e.loose && !f.loose(m) && contact[m.kind] {
		e.kind, e.loose = m.kind, false
	}
	if e.class == "" || contact[e.kind] && e.class == "" {
		e.class = m.class
	}
	if m.firm && !e.firm {
		e.status, e.firm = m.status, true
	}
	if e.status == readout.Hypothetical && m.firm && m.status == readout.Planned {
		e.status = readout.Planned
	}
	e.modes, e.contexts = union(e.modes, m.modes), union(e.contexts, m.contexts)
	if e.where == "" {
		e.where = m.where
	}
	if e.host == nil {
		e.host = m.host
	}
	if e.when.weaker(m.when) || len(e.mentions) == 0 {
		e.when = m.when
	}
	for i := range m.sides {
		e.add(m.sides[i])
	}
	e.joined = e.joined || m.joins
	if len(m.claims) == 0 {
		e.told = true
	}
	for _, id := range m.claims {
		if !slices.Contains(e.claims, id) {
			e.claims = append(e.claims, id)
		}
	}
	e.mentions = append(e.mentions, *m)
}

func union(list, more []string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(slices.Clip(list), s)
		}
	}
	return list
}

// maxSides bounds the participants of an event.
const maxSides = 24

// add adds a participant, or puts it in the place of a word for the same one.
func (e *happening) add(p readout.Participant) {
	for i := range e.sides {
		q := &e.sides[i]
		if !one(&q.Party, &p.Party) || p.Role != q.Role && !contact[e.kind] && !statement.Same(&q.Party, &p.Party) {
			continue // rebels of a state fight against it
		}
		if p.Country != "" && q.Country != "" && p.Country != q.Country {
			continue // delegations from two states
		}
		if rank(p.Type) > rank(q.Type) {
			p.Role = q.Role
			*q = p
		}
		return
	}
	if len(e.sides) < maxSides {
		e.sides = append(e.sides, p)
	}
}

// rank tells how exactly a type of party says who is meant.
func rank(kind string) int {
	switch kind {
	case "person":
		return 3
	case "office":
		return 2
	case "body", "organisation":
		return 1
	}
	return 0
}

func (e *happening) has(p *readout.Party) bool {
	return p != nil && slices.ContainsFunc(e.sides, func(q readout.Participant) bool { return one(&q.Party, p) })
}

// ofSide reports whether a party speaks for the side of a participant.
func (e *happening) ofSide(p *readout.Party) bool {
	return p.Side != "" && slices.ContainsFunc(e.sides, func(q readout.Participant) bool { return q.Side == p.Side })
}

// poor reports whether too little is known of an event to tell of it.
func (e *happening) poor() bool {
	if contact[e.kind] {
		known := func(p readout.Participant) bool { return meetsAnybody(&p.Party, p.Sector) }
		if len(e.sides) > 0 && !slices.ContainsFunc(e.sides, known) {
			return true
		}
		switch {
		case family(e.kind) == 2:
			return len(e.sides) == 0
		case len(e.sides) == 1 && !e.joined && e.status == readout.Happened:
			return e.when.time.Text == "" || e.where == ""
		}
		return len(e.sides) == 0 && e.when.time.Text == "" && e.where == "" || len(e.sides) < 2 && e.status == readout.Hypothetical && e.when.time.Text == ""
	}
	return len(e.sides) == 0
}

// headline takes what the headline alone says: that a conversation was a call.
func (f *finder) headline() {
	phone := false
	for w := range strings.FieldsSeq(strings.ToLower(string(f.in.Article.Headline))) {
		switch strings.Trim(w, ".,:;'’‘“”\"") {
		case "call", "calls", "phone", "telephone", "telephones", "phones":
			phone = true
		}
	}
	for _, e := range f.events {
		if phone && e.loose && len(e.sides) == 2 && e.status == readout.Happened && f.doc.Sentences[0].Last > 0 {
			e.kind, e.loose = "call", false
			e.modes = union(e.modes, []string{"phone"})
			return
		}
	}
}
