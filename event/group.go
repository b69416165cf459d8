package event

import (
	"slices"
	"strings"

	"readout"
	"readout/actor"
	"readout/statement"
	"readout/text"
)

// members returns who belongs to a group that is a side: those whom it names, who hold the
// office for each of the states it names, or the two who last met.
func (f *finder) members(r text.Range, head int, others []readout.Participant) []statement.Named {
	if list := f.in.People.Named(r.First, r.Last); len(list) > 1 && list[0].Type == "person" {
		return list
	}
	if list := f.offices(r, head); len(list) > 0 {
		return list
	}
	if list := f.linked(head); len(list) > 0 && f.both(r, head) {
		for i := range list {
			list[i].First, list[i].Last = head, head+1
		}
		return list
	}
	low := strings.ToLower(f.doc.Words[head].Lemma)
	if countries[low] && f.both(r, head) && !f.hasName(r) {
		return f.lastStates(head)
	}
	if !pairs[low] && !pairs[strings.ToLower(f.doc.Words[head].Form)] || f.hasName(r) || !f.both(r, head) {
		return nil
	}
	return f.lastPair(head, others)
}

// both reports whether a group is the two who are meant already: "the leaders", "both",
// "the two sides", not "seven leaders".
func (f *finder) both(r text.Range, head int) bool {
	w := &f.doc.Words[head]
	definite := w.UPOS == "PRON" || strings.EqualFold(w.Form, "both") || strings.EqualFold(w.Form, "two")
	for i := r.First; i < head; i++ {
		switch low := strings.ToLower(f.doc.Words[i].Form); {
		case low == "the" || low == "both" || low == "these" || low == "their":
			definite = true
		case f.doc.Words[i].UPOS == "NUM" && low != "two":
			return false
		case low == "other" || low == "some" || low == "many" || low == "several":
			return false
		}
	}
	return definite
}

// lastPair returns the two who met last, of those who are not among the others.
func (f *finder) lastPair(head int, others []readout.Participant) []statement.Named {
	var best *happening
	at := -1
	for k := len(f.events) - 1; k >= 0 && k >= len(f.events)-maxBack; k-- {
		e := f.events[k]
		last := e.mentions[len(e.mentions)-1].trigger.First
		met := contact[e.kind] && len(e.sides) == 2 && e.sides[0].Type == "person" && e.sides[1].Type == "person"
		if met && last > at && !slices.ContainsFunc(others, func(p readout.Participant) bool { return e.has(&p.Party) }) {
			best, at = e, last
		}
	}
	if best == nil {
		return nil
	}
	return f.at(head, best.sides[0].Party, best.sides[1].Party)
}

// countries are the nouns for the two states whose people met: "the two countries".
var countries = setOf("country state nation government neighbour neighbor capital")

// lastStates returns the two states whose people met last.
func (f *finder) lastStates(head int) []statement.Named {
	if f.in.Roster == nil {
		return nil
	}
	for k := len(f.events) - 1; k >= 0 && k >= len(f.events)-maxBack; k-- {
		e := f.events[k]
		if !contact[e.kind] || len(e.sides) != 2 || e.sides[0].Side == "" || e.sides[1].Side == "" || e.sides[0].Side == e.sides[1].Side {
			continue
		}
		a, b := f.in.Roster.Get(string(e.sides[0].Side)), f.in.Roster.Get(string(e.sides[1].Side))
		if a == nil || b == nil || a.Type != actor.State || b.Type != actor.State {
			return nil
		}
		party := func(a *actor.Actor) readout.Party {
			return readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: "state", Side: readout.Opt(a.ID)}
		}
		return f.at(head, party(a), party(b))
	}
	return nil
}

// at gives parties the place of the word that stands for them.
func (f *finder) at(word int, list ...readout.Party) []statement.Named {
	out := make([]statement.Named, len(list))
	for i, p := range list {
		out[i] = statement.Named{Party: p, First: word, Last: word + 1}
	}
	return out
}

// hasName reports whether a name stands among the words.
func (f *finder) hasName(r text.Range) bool {
	for i := r.First; i < r.Last; i++ {
		if f.doc.Words[i].UPOS == "PROPN" {
			return true
		}
	}
	return false
}

// linked returns who belongs to the group that coreference takes the head for: "both
// ministers" after "Ode and Rell", "them" after "the ministers, Ode and Rell".
func (f *finder) linked(head int) []statement.Named {
	at := f.mentionOf(head)
	if at < 0 {
		return nil
	}
	for _, i := range f.doc.Entities[f.doc.Mentions[at].Entity].Mentions {
		m := &f.doc.Mentions[i]
		if m.Head >= head || f.doc.Words[m.Head].Sentence < f.doc.Words[head].Sentence-maxBack {
			continue
		}
		var out []statement.Named
		switch m.Kind {
		case text.GroupMention:
			out = f.parts(m)
		case text.NounMention:
			first, last := f.doc.Subtree(m.Head)
			r := f.trim(text.Range{First: first, Last: last}, m.Head)
			if list := f.in.People.Named(r.First, r.Last); len(list) > 1 && list[0].Type == "person" {
				out = list
			} else {
				out = f.offices(r, m.Head)
			}
		}
		if len(out) > 1 {
			return out
		}
	}
	return nil
}

// parts returns the parties of a group, none where one of them is not known.
func (f *finder) parts(m *text.Mention) []statement.Named {
	var out []statement.Named
	for _, part := range m.Parts {
		pm := &f.doc.Mentions[part]
		p := f.in.People.Who(pm.First, pm.Last)
		if p.Name == "" || p.ID == "" && p.Type != "person" {
			return nil
		}
		out = append(out, statement.Named{Party: p, First: pm.First, Last: pm.Last})
	}
	return out
}

// mentionOf returns the document's mention with a head, or -1.
func (f *finder) mentionOf(head int) int {
	n, _ := slices.BinarySearchFunc(f.doc.Mentions, head, func(m text.Mention, h int) int { return m.Head - h })
	for ; n < len(f.doc.Mentions) && f.doc.Mentions[n].Head == head; n++ {
		if f.doc.Mentions[n].Antecedent != text.NoMention {
			return n
		}
	}
	return -1
}

// offices reads "the foreign ministers of Ruvia and Ostland", "Ruvian and Ostlandic
// foreign ministers": the office of each state.
func (f *finder) offices(r text.Range, head int) []statement.Named {
	if f.in.Roster == nil {
		return nil
	}
	base := f.doc.Words[r.First].Start
	found := f.in.Roster.Find(f.doc.Text[base:f.doc.Words[r.Last-1].End])
	title := f.title(head)
	var out []statement.Named
	for i := range found {
		m := &found[i]
		if len(m.Actors) != 1 || m.Actors[0].Type != actor.State || m.How == actor.BySurname {
			continue
		}
		p, ok := f.officer(m.Actors[0].ID, title)
		if !ok {
			return nil // not all of them are known
		}
		if !slices.ContainsFunc(out, func(q statement.Named) bool { return q.Name == p.Name && q.ID == p.ID }) {
			out = append(out, statement.Named{Party: p, First: head, Last: head + 1})
		}
	}
	return out
}

// officer returns who has an office of a state, or is its leader.
func (f *finder) officer(state, title string) (readout.Party, bool) {
	if title == "leader" {
		p := f.in.People.Leader(state)
		return p, p.Name != ""
	}
	o := f.in.Roster.Titled(state, title)
	if o == nil || o.Type != actor.Office {
		return readout.Party{}, false
	}
	return f.in.People.Holder(o, o.Name), true
}

// title is the office that a plural means, with the words before it: "foreign minister".
func (f *finder) title(head int) string {
	words := []string{strings.ToLower(f.doc.Words[head].Lemma)}
	first := f.doc.Sentences[f.doc.Words[head].Sentence].First
	for i := head - 1; i >= first && i >= head-2; i-- {
		w := &f.doc.Words[i]
		if w.Head != head || w.UPOS != "ADJ" && w.UPOS != "NOUN" || w.Form != strings.ToLower(w.Form) {
			break
		}
		words = append([]string{w.Form}, words...)
	}
	return strings.Join(words, " ")
}

// many reports whether a side's head stands for several.
func (f *finder) many(head int) bool {
	w := &f.doc.Words[head]
	low := strings.ToLower(w.Form)
	return w.UPOS != "PROPN" && w.Feat("Number") == "Plur" || w.XPOS == "NNS" || low == "both" || low == "two" || low == "they" || low == "them"
}

// pairs are the words for the two who talk.
var pairs = setOf("both two they them man woman side leader minister president counterpart official diplomat party delegation each other")
