package event

import (
	"slices"
	"strings"

	"readout"
	"readout/actor"
	"readout/internal/plover"
	"readout/statement"
	"readout/text"
)

// verbal are the classes of acts that are done with words.
var verbal = setOf("AGREE SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN")

// deeds are the kinds of verbal acts that are events also where somebody says so: they are
// done on a day, with a hand or a seal. The others are acts of saying.
var deeds = setOf(`easing relations signing ratification treaty accord agreement deal ceasefire truce pardon amnesty recognition
	investigation inquiry probe trial lawsuit indictment charge charges summons warrant veto cancellation boycott withdrawal return
	meeting talks call visit summit negotiations dinner lunch breakfast trip conversation`)

// Spoken reports whether an event is an act of saying that no statement carries: a refusal,
// a demand, a promise; not a signing or a trial.
func Spoken(e *readout.Event) bool {
	return verbal[string(e.Class)] && !deeds[e.Kind] && !contact[e.Kind]
}

// carried gives a verbal act to the statement that it is, and reports whether one is.
func (f *finder) carried(a *plover.Act) bool {
	if !verbal[a.Class] {
		return false
	}
	i := f.carrier(a)
	if i < 0 {
		return f.inCue(a.Head) && !f.ofAnother(a) // "refused to comment"
	}
	s := &f.in.Statements[i]
	if a.Negated || a.Hypothetical || a.Historical || len(s.Actor) > 0 {
		return true
	}
	s.Class, s.Mode = readout.Opt(a.Class), slices.Clone(a.Modes)
	s.Actor = f.doers(a, s)
	s.Target = f.aimedAt(a, s)
	return true
}

// carrier returns the statement that an act of words is, or -1: the act is its cue, or
// what it says of its own speaker first: "said it would retaliate".
func (f *finder) carrier(a *plover.Act) int {
	found := -1
	f.around(a.Head, func(p *said) {
		s := &f.in.Statements[p.statement]
		switch {
		case found >= 0, s.Kind == readout.Question, s.Kind == readout.Refusal && (a.Class != "REJECT" || f.evades(s)):
		case p.cue && !f.outside(a, s), !p.cue && f.main(a.Head, s) && f.ofSpeaker(a, s):
			found = p.statement
		}
	})
	return found
}

// outside reports whether the act in a statement's cue is that of somebody whom the
// statement is not by: "the authorities are failing to act, the society protested".
func (f *finder) outside(a *plover.Act, s *readout.Statement) bool {
	if len(a.Actors) == 0 || len(s.Source) == 0 {
		return false
	}
	side := &a.Actors[0]
	w := &f.doc.Words[side.Head]
	if w.UPOS == "PRON" || w.UPOS == "DET" || w.Head != a.Head || w.Rel() != "nsubj" {
		return false
	}
	for _, sp := range s.Source {
		if start, end := f.tx.Bytes(sp); start < f.doc.Words[side.Words.Last-1].End && f.doc.Words[side.Words.First].Start < end {
			return false
		}
	}
	p := f.in.People.Who(side.Words.First, side.Words.Last)
	return p.Name != "" && s.Speaker != nil && !one(&p, s.Speaker)
}

// ofAnother reports whether an act in a cue is not that of the statement's speaker.
func (f *finder) ofAnother(a *plover.Act) bool {
	found := false
	f.around(a.Head, func(p *said) {
		if p.cue && f.outside(a, &f.in.Statements[p.statement]) {
			found, f.others[p.statement] = true, true
		}
	})
	return found
}

// main reports whether a word is the head of what a statement says.
func (f *finder) main(i int, s *readout.Statement) bool {
	cue := func(w int) bool {
		return w != text.NoHead && slices.ContainsFunc(s.Cue, func(sp readout.Span) bool {
			start, end := f.tx.Bytes(sp)
			return start <= f.doc.Words[w].Start && f.doc.Words[w].End <= end
		})
	}
	if w := &f.doc.Words[i]; (w.Rel() == "ccomp" || w.Rel() == "xcomp" || w.Rel() == "parataxis") && cue(w.Head) {
		return true
	}
	c := f.doc.Child(i, "parataxis", "ccomp") // “...,” he said
	return c != text.NoHead && cue(c)
}

// ofSpeaker reports whether a statement's speaker is who acts.
func (f *finder) ofSpeaker(a *plover.Act, s *readout.Statement) bool {
	if len(a.Actors) == 0 {
		return false
	}
	side := &a.Actors[0]
	if w := &f.doc.Words[side.Head]; w.UPOS == "PRON" {
		return w.Feat("Person") != "2"
	}
	if c := f.doc.Child(side.Head, "nmod"); c != text.NoHead && f.doc.Words[c].Feat("Poss") == "Yes" {
		return true // "his forces"
	}
	p := f.in.People.Who(side.Words.First, side.Words.Last)
	return p.Name != "" && statement.Same(&p, s.Speaker)
}

// doers are those who do what a statement does: its speaker, or the several who act.
func (f *finder) doers(a *plover.Act, s *readout.Statement) []readout.Participant {
	var out []readout.Participant
	for i := range a.Actors {
		side := f.whole(&a.Actors[i])
		for _, p := range f.parties(&side, out) {
			out = f.participant(out, p, "actor", side.Country, side.Sectors)
		}
	}
	switch {
	case s.Speaker == nil || len(out) > 1:
		return out
	case len(out) == 0:
		out = append(out, f.participantOf(s.Speaker))
		if len(a.Actors) > 0 {
			fill(&out[0], &a.Actors[0])
		}
	}
	if out[0].Type != "group" || s.Speaker.Type != "state" { // Ruvians are not Ruvia
		out[0].Party = *s.Speaker
		if code := isoOf(s.Speaker); code != "" {
			out[0].Country = code
		}
	}
	return out
}

// byAct gives a statement of which the coder of acts makes nothing the class that its cue
// has by itself: "asked him to stay".
func (f *finder) byAct(i int) {
	s := &f.in.Statements[i]
	if f.neutral(s) || f.others[i] || f.byForce(s) {
		return // officials said that Ruvia accepted: Ruvia did
	}
	s.Class = readout.Opt(statement.Does(string(s.Act)))
	if s.Class != "" && s.Speaker != nil {
		s.Actor = readout.List[readout.Participant]{f.participantOf(s.Speaker)}
	}
}

// byForce reports whether a statement's cue is a deed, not a word: "attacked a camp".
func (f *finder) byForce(s *readout.Statement) bool {
	return slices.ContainsFunc(s.Cue, func(sp readout.Span) bool {
		i := f.wordAt(sp)
		return i < len(f.doc.Words) && f.force[i]
	})
}

// neutral reports whether a statement's cue only says that something was said.
func (f *finder) neutral(s *readout.Statement) bool {
	found := false
	for _, sp := range s.Cue {
		_, end := f.tx.Bytes(sp)
		for i := f.wordAt(sp); i < len(f.doc.Words) && f.doc.Words[i].Start < end; i++ {
			switch w := &f.doc.Words[i]; {
			case tells[strings.ToLower(w.Lemma)]:
				found = true
			case w.UPOS == "VERB" || w.UPOS == "NOUN":
				return false
			}
		}
	}
	return found
}

// tells are the verbs of saying that do nothing else.
var tells = setOf("say tell add report write state note")

// fill adds what the coder of acts knows of a side.
func fill(p *readout.Participant, s *plover.Side) {
	if p.Country == "" {
		p.Country = readout.Opt(s.Country)
	}
	if len(p.Sector) == 0 {
		p.Sector = slices.Clone(s.Sectors)
	}
}

// aimedAt are those whom a statement is directed at, its speaker not among them.
func (f *finder) aimedAt(a *plover.Act, s *readout.Statement) []readout.Participant {
	out := f.recipients(a, nil)
	return slices.DeleteFunc(out, func(p readout.Participant) bool {
		return s.Speaker != nil && statement.Same(&p.Party, s.Speaker)
	})
}

func (f *finder) recipients(a *plover.Act, out []readout.Participant) []readout.Participant {
	for i := range a.Recipients {
		if p, ok := f.whose(&a.Recipients[i]); ok {
			if !slices.ContainsFunc(out, func(q readout.Participant) bool {
				return q.Country == readout.Opt(a.Recipients[i].Country) && (q.Role == "recipient" || q.Type == "state")
			}) {
				out = f.participant(out, p, "recipient", a.Recipients[i].Country, a.Recipients[i].Sectors)
			}
			continue
		}
		side := f.whole(&a.Recipients[i])
		for _, p := range f.parties(&side, out) {
			out = f.participant(out, p, "recipient", side.Country, side.Sectors)
		}
	}
	return out
}

// whose returns the state that a word before a noun names, where the noun is a thing and
// no party: "rejected a Ruvian ultimatum".
func (f *finder) whose(s *plover.Side) (statement.Named, bool) {
	w := &f.doc.Words[s.Head]
	if w.Rel() != "amod" && w.Rel() != "compound" && w.DepRel != "nmod:poss" || w.UPOS == "NOUN" || f.in.Roster == nil {
		return statement.Named{}, false
	}
	p := f.in.People.Who(s.Head, s.Head+1)
	a := f.in.Roster.Get(string(p.Side))
	if p.Side == "" || a == nil || a.Type != actor.State {
		return statement.Named{}, false
	}
	party := readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: "state", Side: readout.Opt(a.ID)}
	return statement.Named{Party: party, First: s.Head, Last: s.Head + 1}, true
}

// verbalMention makes a mention of an act of words that no statement carries: "Ruvia rejected the
// plan", "the union threatened a strike".
func (f *finder) verbalMention(s int, a *plover.Act) (mention, bool) {
	m := mention{sentence: s, trigger: a.Trigger, head: a.Head, class: a.Class, kind: f.wordOf(a), modes: a.Modes, contexts: a.Contexts,
		status: readout.Happened, firm: true}
	if a.Historical || a.Negated || a.Hypothetical || !verbal[a.Class] || f.aside(a.Head) {
		return m, false
	}
	if a.Future && deeds[m.kind] {
		m.status = readout.Planned
	}
	m.noun = !f.verb(a.Head)
	f.claimed(&m)
	if m.refuted {
		return m, false
	}
	for i := range a.Actors {
		side := f.whole(&a.Actors[i])
		for _, p := range f.parties(&side, m.sides) {
			m.sides = f.participant(m.sides, p, "actor", side.Country, side.Sectors)
		}
	}
	if len(m.sides) == 0 || m.sides[0].Type == "outlet" || f.quoted(&m) || contact[m.kind] || deeds[m.kind] && !stately(&m.sides[0]) {
		return m, false
	}
	m.sides = f.recipients(a, m.sides)
	m.when = f.date(m.head, false)
	if !f.real(&m) && !a.Future && !(a.Class == "REJECT" && f.doc.Words[a.Head].XPOS == "VB") || f.past(&m) {
		return m, false
	}
	m.trigger = f.naming(&m)
	return m, true
}

// aside reports whether an act of words is told of by the way: in a clause about something
// else, by an adjective, or by a noun that nobody is said to utter, unless in the lead.
func (f *finder) aside(i int) bool {
	w := &f.doc.Words[i]
	for n, h := 0, i; n < maxSpine && h != text.NoHead; n++ {
		v := &f.doc.Words[h]
		switch {
		case v.DepRel == "acl:relcl":
			return !f.inLead(i) || f.gapped(h)
		case v.Rel() == "advcl" && !f.inLead(i):
			return f.marked(h)
		case v.Rel() != "xcomp" && v.Rel() != "conj":
			h = text.NoHead
			continue
		}
		h = v.Head
	}
	if f.inLead(i) {
		return false
	}
	if w.UPOS == "VERB" {
		return w.XPOS == "VBG" && w.Rel() == "advcl" // "an act requiring police to report"
	}
	if w.UPOS == "NOUN" && (w.Rel() == "obj" || w.DepRel == "nsubj:pass") && w.Head != text.NoHead {
		return !utters[strings.ToLower(f.doc.Words[w.Head].Lemma)]
	}
	return true
}

// utters are the verbs that do the act of words which their object names.
var utters = setOf("make issue voice express lodge file give deliver extend offer announce repeat renew send level raise launch submit sign reach")

// gapped reports whether a relative clause has a subject of its own: "the taxes she
// proposed".
func (f *finder) gapped(v int) bool {
	s := f.doc.Child(v, "nsubj")
	return s != text.NoHead && f.doc.Words[s].Feat("PronType") != "Rel"
}

// marked reports whether a conjunction makes a clause the background of another.
func (f *finder) marked(v int) bool {
	for c := range f.doc.Children(v) {
		if w := &f.doc.Words[c]; w.Rel() == "mark" || w.Rel() == "advmod" {
			switch strings.ToLower(w.Form) {
			case "because", "when", "as", "since", "while", "although", "though", "before", "until", "where", "how", "why", "whereas", "if":
				return true
			}
		}
	}
	return false
}

// quoted reports whether a mention stands in what somebody is quoted with.
func (f *finder) quoted(m *mention) bool {
	return slices.ContainsFunc(m.within, func(i int) bool { return f.in.Statements[i].Kind == readout.Direct })
}

// wordOf is the kind of an act of words.
func (f *finder) wordOf(a *plover.Act) string {
	switch low := strings.ToLower(f.doc.Words[a.Head].Lemma); {
	case low == "refuse" || low == "decline":
		return "refusal"
	case a.Class == "THREATEN" && a.Kind != "warrant":
		return "threat"
	case low == "accept":
		return "acceptance"
	case a.Kind == "pledge", a.Kind == "agreement" && a.Class == "AGREE":
		return "promise"
	}
	return a.Kind
}
