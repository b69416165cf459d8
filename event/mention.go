package event

import (
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
	definite bool // "the call", "their meeting"
	fresh    bool // "a further round"
	alone    bool // only another mention of an event told of elsewhere, never a new one
	sides    []readout.Participant
	when     date
	where    string
	claims   []readout.StatementID // whose words it stands in
}

// deeds are the kinds of verbal acts that are events: they are done on a day, with a hand
// or a seal. The others are acts of saying.
var deeds = setOf(`signing ratification treaty accord agreement deal ceasefire truce pardon amnesty recognition
	investigation inquiry probe trial lawsuit indictment charge charges summons warrant veto cancellation boycott
	meeting talks call visit summit negotiations dinner lunch breakfast trip conversation`)

// verbal are the classes of acts that are done with words.
var verbal = setOf("AGREE SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN")

// mention makes a mention of an act, where that is news and no act of saying.
func (f *finder) mention(s int, a *plover.Act) (mention, bool) {
	m := mention{sentence: s, trigger: a.Trigger, head: a.Head, class: a.Class, kind: f.kindOf(a), modes: a.Modes, contexts: a.Contexts}
	if a.Historical || verbal[a.Class] && !deeds[m.kind] || f.inCue(a.Head) {
		return m, false
	}
	w := &f.doc.Words[a.Head]
	m.noun = w.UPOS == "NOUN" || w.UPOS == "PROPN"
	m.status, m.firm = statusOf(a), !m.noun || a.Negated || a.Future || a.Hypothetical
	if m.noun {
		f.determine(&m)
		if status, firm := f.reality(a.Head); firm && !m.firm {
			m.status, m.firm = status, true
		}
	}
	f.claimed(&m)
	if m.status == readout.Hypothetical && !contact[m.kind] {
		return m, false
	}
	m.sides = f.participants(a, m.kind)
	m.when = f.date(m.head, m.status == readout.Planned || m.status == readout.Hypothetical)
	return m, true
}

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
	for i := a.Trigger.First; i < a.Trigger.Last && a.Class != "REJECT"; i++ {
		if kind := nominal[strings.ToLower(f.doc.Words[i].Lemma)]; contact[kind] && f.doc.Words[i].UPOS == "NOUN" {
			return kind // "hosted a dinner"
		}
	}
	switch a.Kind {
	case "phone call", "telephone call":
		return "call"
	case "reception":
		return "meeting"
	case "negotiation", "negotiations":
		return "talks"
	}
	return a.Kind
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
