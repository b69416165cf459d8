package event

import (
	"slices"
	"strings"

	"readout"
	"readout/internal/plover"
	"readout/text"
)

// A mention is a place in the text that names an event.
type mention struct {
	sentence int
	trigger  text.Range
	head     int
	class    string
	kind     string
	modes    []string
	contexts []string
	status   readout.Status
	firm     bool // the mention itself says its status: "will meet", not "the talks"
	noun     bool // "the call"
	refuted  bool // somebody denies it
	definite bool // "the call", "their meeting"
	fresh    bool // "a further round"
	led      bool // a verb read as an adjective, after its subject: "Ruvia lifted trade restrictions"
	joins    bool // "attended the talks": who does need not be of those who hold them
	alone    bool // only another mention of an event told of elsewhere, never a new one
	sides    []readout.Participant
	host     *readout.Participant // the state that a visit goes to
	when     date
	where    string
	claims   []readout.StatementID // of those whose words it stands in
	within   []int                 // the statements in whose content it stands, questions too
}

// attends are the verbs of those who are there when others meet.
var attends = setOf("attend join participate chair mediate host")

// mention makes a mention of an act, where that is news and no act of saying.
func (f *finder) mention(s int, a *plover.Act) (mention, bool) {
	w := &f.doc.Words[a.Head]
	if a.Negated && f.onlyWhere(a.Head) {
		b := *a
		b.Negated, a = false, &b
	}
	m := mention{sentence: s, trigger: a.Trigger, head: a.Head, class: a.Class, kind: f.kindOf(a), modes: a.Modes, contexts: a.Contexts}
	if a.Historical || strings.EqualFold(w.Lemma, "greet") || verbal[a.Class] && !f.deed(a, m.kind) {
		return m, false
	}
	if !contact[m.kind] && !f.inLead(a.Head) && f.background(a.Head) {
		return m, false
	}
	if strings.EqualFold(w.Lemma, "call") && w.UPOS == "VERB" && f.followedBy(a.Head, "on", "upon", "for") {
		return m, false
	}
	said := f.inCue(a.Head) && (contact[m.kind] || verbal[a.Class])
	if said && !contact[m.kind] {
		return m, false
	}
	m.led = w.Rel() == "amod" && slices.ContainsFunc(a.Actors, func(s plover.Side) bool { return s.Head == a.Head-1 })
	m.noun = w.UPOS == "NOUN" || w.UPOS == "PROPN"
	m.status, m.firm = statusOf(a), !m.noun || a.Negated || a.Future || a.Hypothetical
	if m.noun {
		f.determine(&m)
		if status, firm := f.reality(a.Head); firm && !m.firm {
			m.status, m.firm = status, true
		}
	}
	m.joins = attends[strings.ToLower(w.Lemma)]
	m.alone = contact[m.kind] && f.background(a.Head)
	f.claimed(&m)
	m.sides = f.participants(a, m.kind)
	if said && (len(m.sides) < 2 || !allPersons(m.sides) && !slices.Contains(a.Modes, "phone")) {
		return m, false // "discussed it with Rell" is a talk, "spoke of it" a saying
	}
	if !contact[m.kind] && (m.status == readout.Hypothetical || a.Negated && !m.refuted && a.Class != "REJECT") || a.Negated && !m.refuted && !f.negated(a.Head) || contact[m.kind] && (m.status == readout.Denied && len(m.sides) < 2 && family(m.kind) != 2 || hasOutlet(m.sides)) {
		return m, false
	}
	if family(m.kind) == 2 {
		m.host = f.host(a, m.sides)
	}
	m.when = f.date(m.head, ahead(m.status))
	if !f.credible(&m, a) {
		return m, false
	}
	m.trigger = f.naming(&m)
	return m, true
}

// onlyWhere reports whether a noun only says where something did not happen: "was not raised
// at the meeting".
func (f *finder) onlyWhere(i int) bool {
	w := &f.doc.Words[i]
	if w.UPOS != "NOUN" || w.Rel() != "obl" || f.negated(i) {
		return false
	}
	switch f.preposition(i) {
	case "at", "during", "in":
		return true
	}
	return false
}

// background reports whether a clause only dates another by what it tells: "before they
// met".
func (f *finder) background(i int) bool {
	if f.doc.Words[i].Rel() != "advcl" {
		return false
	}
	for c := range f.doc.Children(i) {
		switch w := &f.doc.Words[c]; {
		case w.Rel() == "mark" && (strings.EqualFold(w.Form, "before") || strings.EqualFold(w.Form, "until")):
			return true
		case w.DepRel == "obl:unmarked" && (strings.EqualFold(w.Lemma, "year") || strings.EqualFold(w.Lemma, "decade")):
			return true // "six years after she was freed"
		}
	}
	return false
}

// naming returns the words that name the event: the verb with its object where that is
// part of the trigger, "signed an agreement", or the noun with what makes it one, "phone
// call".
func (f *finder) naming(m *mention) text.Range {
	r := text.Range{First: m.head, Last: m.head + 1}
	if !f.verb(m.head) {
		for r.First > m.trigger.First && f.doc.Words[r.First-1].Head == m.head && f.doc.Words[r.First-1].Rel() == "compound" {
			r.First--
		}
		return r
	}
	for i := m.head + 1; i < m.trigger.Last; i++ {
		if w := &f.doc.Words[i]; w.Head == m.head && (w.Rel() == "obj" && w.UPOS == "NOUN" || w.DepRel == "compound:prt") {
			r.Last = i + 1
		}
	}
	return r
}

// followedBy reports whether one of the words stands right after word i.
func (f *finder) followedBy(i int, words ...string) bool {
	return i+1 < len(f.doc.Words) && slices.Contains(words, strings.ToLower(f.doc.Words[i+1].Form))
}

// negated reports whether an act's own word is negated: "did not meet", "no meeting", not
// "did not need to meet".
func (f *finder) negated(i int) bool {
	for c := range f.doc.Children(i) {
		switch strings.ToLower(f.doc.Words[c].Form) {
		case "not", "n't", "n’t", "never", "no", "neither":
			return true
		}
	}
	return false
}

// deed reports whether an act of a verbal class is an event: an agreement is where
// something is concluded, not where somebody agrees.
func (f *finder) deed(a *plover.Act, kind string) bool {
	if a.Class == "AGREE" && kind == "agreement" {
		for i := a.Trigger.First; i < a.Trigger.Last; i++ {
			if w := &f.doc.Words[i]; w.UPOS == "NOUN" && accords[strings.ToLower(w.Lemma)] {
				return true
			}
		}
		for c := range f.doc.Children(a.Head) { // "agreed upon a pact"
			if w := &f.doc.Words[c]; (w.Rel() == "obl" || w.Rel() == "obj") && accords[strings.ToLower(w.Lemma)] {
				return true
			}
		}
		return false
	}
	if a.Class == "THREATEN" {
		return kind == "warrant"
	}
	if kind == "easing" {
		if w := &f.doc.Words[a.Head]; w.Rel() == "amod" && w.Head > a.Head && bans[strings.ToLower(f.doc.Words[w.Head].Lemma)] {
			return true // "Ruvia lifted trade restrictions", the verb read as an adjective
		}
		for c := range f.doc.Children(a.Head) {
			if w := &f.doc.Words[c]; (w.Rel() == "obj" || w.DepRel == "nsubj:pass") && bans[strings.ToLower(w.Lemma)] {
				return true
			}
		}
		return false
	}
	return deeds[kind]
}

// bans are what is eased when it is lifted.
var bans = setOf("curfew emergency ban sanction sanctions restriction blockade embargo siege state law order tariff")

var accords = setOf("agreement deal accord pact treaty understanding truce ceasefire contract settlement convention protocol memorandum compromise")

// hasOutlet reports whether an outlet is among those who met: it asked, or reports.
func hasOutlet(list []readout.Participant) bool {
	return slices.ContainsFunc(list, func(p readout.Participant) bool { return p.Type == "outlet" || slices.Contains(p.Sector, "JRN") })
}

// ahead reports whether what has a status was still to come.
func ahead(s readout.Status) bool { return s == readout.Planned || s == readout.Hypothetical }

func statusOf(a *plover.Act) readout.Status {
	switch {
	case a.Negated:
		return readout.Denied
	case a.Hypothetical:
		return readout.Hypothetical
	case a.Future:
		return readout.Planned
	case a.Class == "REJECT":
		return readout.Denied // a visit called off
	}
	return readout.Happened
}

// kindOf is the kind of an act in the word that a reporter would use.
func (f *finder) kindOf(a *plover.Act) string {
	for i := a.Trigger.First; i < a.Trigger.Last && (a.Class == "CONSULT" || a.Class == "AGREE"); i++ {
		if kind := nominal[strings.ToLower(f.doc.Words[i].Lemma)]; contact[kind] && f.doc.Words[i].UPOS == "NOUN" {
			if kind == "conversation" && f.byPhone(i) {
				return "call"
			}
			return kind // "hosted a dinner"
		}
	}
	if a.Class == "CONSULT" && f.byPhone(a.Head) {
		return "call"
	}
	switch low := strings.ToLower(f.doc.Words[a.Head].Lemma); {
	case a.Kind == "sanctions" && dismisses[low]:
		return "dismissal"
	case a.Kind == "sanctions" && (low == "topple" || low == "overthrow" || low == "dethrone"):
		return "overthrow"
	case a.Class == "ACCUSE" && f.onTrial(a):
		return "trial"
	}
	switch a.Kind {
	case "phone call", "telephone call":
		return "call"
	case "talks", "conversation":
		if slices.Contains(a.Modes, "phone") {
			return "call"
		}
	case "reception":
		return "meeting"
	case "negotiation", "negotiations":
		return "talks"
	}
	return a.Kind
}

// dismisses are the verbs that take an office from somebody.
var dismisses = setOf("dismiss sack fire oust remove depose unseat")

// onTrial reports whether the words of an act say that somebody stands trial.
func (f *finder) onTrial(a *plover.Act) bool {
	for i := a.Trigger.First; i < a.Trigger.Last; i++ {
		if strings.EqualFold(f.doc.Words[i].Lemma, "trial") {
			return true
		}
	}
	return false
}

// contact are the kinds of events in which people come together to talk.
var contact = setOf("call meeting talks conversation summit visit arrival trip dinner lunch breakfast mediation")

// determine tells how a noun is introduced.
func (f *finder) determine(m *mention) {
	for c := range f.doc.Children(m.head) {
		w := &f.doc.Words[c]
		low := strings.ToLower(w.Form)
		switch {
		case w.DepRel == "nmod:poss", w.Rel() == "det" && (low == "the" || low == "this" || low == "that" || low == "these" || low == "those"):
			m.definite = true
		case fresh[low]:
			m.fresh = true
		}
	}
	for i := m.trigger.First; i < m.trigger.Last; i++ {
		if fresh[strings.ToLower(f.doc.Words[i].Form)] {
			m.fresh = true
		}
	}
}

// fresh are words that make another event of a noun than the one told of.
var fresh = setOf("further another next new follow-up subsequent future")

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
