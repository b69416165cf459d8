package event

import (
	"strings"

	"readout"
	"readout/statement"
	"readout/text"
)

// maxInvite is how many sentences before an acceptance an invitation may stand.
const maxInvite = 2

// invited returns the visit that somebody is to make who in sentence s accepts an invitation
// told of there or shortly before: "invited him to Lurra, and Rell accepted".
func (f *finder) invited(s int) (mention, bool) {
	sent := f.doc.Sentences[s]
	for i := sent.First; i < sent.Last; i++ {
		w := &f.doc.Words[i]
		if !strings.EqualFold(w.Lemma, "accept") || w.XPOS != "VBD" && w.XPOS != "VBN" && w.XPOS != "VBZ" || f.negated(i) {
			continue
		}
		guest := f.doc.Child(i, "nsubj")
		if o := f.doc.Child(i, "obj"); guest == text.NoHead || o != text.NoHead && !strings.EqualFold(f.doc.Words[o].Lemma, "invitation") {
			continue
		}
		at, place := f.invitation(max(s-maxInvite, 0), i)
		if at == text.NoHead {
			continue
		}
		m := mention{sentence: f.doc.Words[at].Sentence, trigger: text.Range{First: at, Last: at + 1}, head: at, class: "CONSULT", kind: "visit",
			modes: []string{"visit"}, status: readout.Planned, firm: true}
		m.sides = f.with(guest, nil)
		if len(m.sides) != 1 || m.sides[0].Type != "person" && m.sides[0].Type != "office" {
			continue
		}
		f.claimed(&m)
		m.when, m.host = f.date(at, true), f.visited(place, m.sides[0].Country)
		return m, !m.refuted
	}
	return mention{}, false
}

// invitation returns the word that names an invited visit in the sentences from first on,
// before word last or under it, and the place it goes to: "to visit Lurra", "invited him
// to Lurra".
func (f *finder) invitation(first, last int) (word, place int) {
	word, place = text.NoHead, text.NoHead
	for i := f.doc.Sentences[first].First; i < f.doc.Sentences[f.doc.Words[last].Sentence].Last; i++ {
		switch low := strings.ToLower(f.doc.Words[i].Lemma); {
		case low == "invitation" && f.doc.Words[i].UPOS == "NOUN":
			if v := f.doc.Child(i, "acl"); v != text.NoHead && strings.EqualFold(f.doc.Words[v].Lemma, "visit") {
				word, place = v, f.doc.Child(v, "obj")
			}
		case low == "invite" && i < last:
			for c := range f.doc.Children(i) {
				x := &f.doc.Words[c]
				if x.Rel() == "obl" && x.UPOS == "PROPN" && f.preposition(c) == "to" {
					word, place = i, c
				}
				if (x.Rel() == "xcomp" || x.Rel() == "advcl") && strings.EqualFold(x.Lemma, "visit") {
					word, place = c, f.doc.Child(c, "obj")
				}
			}
		}
	}
	return word, place
}

// visited returns the state in which the place of a visit lies, or nil.
func (f *finder) visited(place int, home readout.Opt) *readout.Participant {
	if place == text.NoHead || f.in.Roster == nil {
		return nil
	}
	p := f.in.People.Who(place, place+1)
	code := string(isoOf(&p))
	if code == "" {
		code = f.in.Roster.StateOf(f.doc.Words[place].Form)
	}
	state := f.in.Roster.Get(code)
	if code == "" || state == nil || readout.Opt(code) == home {
		return nil
	}
	party := readout.Party{ID: readout.Opt(state.ID), Name: state.Name, Type: "state", Side: readout.Opt(state.ID)}
	list := f.participant(nil, statement.Named{Party: party, First: place, Last: place + 1}, "recipient", code, nil)
	return &list[0]
}
