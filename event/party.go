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

// participants says who the sides of an act are.
func (f *finder) participants(a *plover.Act) []readout.Participant {
	var out []readout.Participant
	add := func(list []plover.Side, role string) {
		for i := range list {
			for _, p := range f.parties(&list[i]) {
				out = f.participant(out, p, role, &list[i])
			}
		}
	}
	add(a.Actors, "actor")
	add(a.Recipients, "recipient")
	return out
}

func (f *finder) participant(out []readout.Participant, p readout.Party, role string, s *plover.Side) []readout.Participant {
	if p.Name == "" || len(out) >= maxSides || slices.ContainsFunc(out, func(q readout.Participant) bool { return statement.Same(&q.Party, &p) }) {
		return out
	}
	sp := f.span(f.trim(s.Words, s.Head))
	q := readout.Participant{Party: p, Role: role, Country: readout.Opt(s.Country), Span: &sp}
	q.Sector = append(q.Sector, s.Sectors...)
	if q.Country == "" && len(p.Side) == 3 && strings.ToUpper(string(p.Side)) == string(p.Side) {
		q.Country = p.Side
	}
	return append(out, q)
}

// trim cuts a noun phrase before what is told of it in a clause: "the men | who fled".
func (f *finder) trim(r text.Range, head int) text.Range {
	for i := head + 1; i < r.Last; i++ {
		w := &f.doc.Words[i]
		if w.UPOS == "VERB" || w.UPOS == "AUX" || w.Feat("PronType") == "Rel" || w.Form == ";" || w.Form == "(" || w.Form == "—" || w.Form == "–" {
			r.Last = i
			break
		}
	}
	for r.Last > head+1 && (f.doc.Words[r.Last-1].UPOS == "PUNCT" || f.doc.Words[r.Last-1].UPOS == "ADP") {
		r.Last--
	}
	return r
}

// parties returns whom a side stands for: one party, or the members of a group.
func (f *finder) parties(s *plover.Side) []readout.Party {
	r := f.trim(s.Words, s.Head)
	w := &f.doc.Words[s.Head]
	if f.many(s.Head) {
		if list := f.members(r, s.Head); len(list) > 0 {
			return list
		}
		if w.UPOS == "PRON" {
			return nil
		}
	}
	p := f.in.People.Who(r.First, r.Last)
	if p.Type == "group" && p.ID == "" {
		if list := f.in.People.Named(r.First, r.Last); len(list) > 1 {
			return list
		}
	}
	if p.ID == "" && p.Type != "person" && w.UPOS == "PROPN" {
		if q := f.in.People.Who(s.Head, s.Head+1); q.ID != "" {
			p = q
		}
	}
	if p.Name == "" && w.UPOS != "PRON" {
		p = readout.Party{Name: f.printed(r), Type: "group"}
	}
	if p.ID == "" {
		p.Name = bare(p.Name)
	}
	if w.UPOS == "PRON" && p.ID == "" && strings.EqualFold(p.Name, w.Form) || len(p.Name) > maxName || empty[strings.ToLower(p.Name)] {
		return nil
	}
	return []readout.Party{p}
}

// maxName bounds the bytes of a printed name.
const maxName = 120

// empty are printed names that say nothing of who is meant.
var empty = setOf("it they them he she him her one ones others some someone somebody who which that this people everyone those these we us i you me all both each man woman men women")

func (f *finder) printed(r text.Range) string {
	return strings.Join(strings.Fields(f.doc.Text[f.doc.Words[r.First].Start:f.doc.Words[r.Last-1].End]), " ")
}

// bare takes the article from a printed name.
func bare(name string) string {
	for _, a := range []string{"the ", "The ", "a ", "A ", "an ", "An "} {
		if rest, ok := strings.CutPrefix(name, a); ok {
			return rest
		}
	}
	return name
}

// many reports whether a side's head stands for several.
func (f *finder) many(head int) bool {
	w := &f.doc.Words[head]
	low := strings.ToLower(w.Form)
	return w.Feat("Number") == "Plur" || w.XPOS == "NNS" || low == "both" || low == "two" || low == "they" || low == "them"
}

// members returns who belongs to a group that is a side: those whom it names, who hold the
// office for each of the states it names, or the two who last met.
func (f *finder) members(r text.Range, head int) []readout.Party {
	if list := f.in.People.Named(r.First, r.Last); len(list) > 1 && list[0].Type == "person" {
		return list
	}
	if list := f.offices(r, head); len(list) > 0 {
		return list
	}
	if list := f.linked(head); len(list) > 0 {
		return list
	}
	low := strings.ToLower(f.doc.Words[head].Lemma)
	if !pairs[low] && !pairs[strings.ToLower(f.doc.Words[head].Form)] || f.hasName(r) || f.doc.Words[r.First].Feat("Definite") == "Ind" {
		return nil
	}
	for k := len(f.events) - 1; k >= 0 && k >= len(f.events)-maxBack; k-- {
		if e := f.events[k]; contact[e.kind] && len(e.sides) == 2 {
			return []readout.Party{e.sides[0].Party, e.sides[1].Party}
		}
	}
	return nil
}

// pairs are the words for the two who talk.
var pairs = setOf("both two they them side leader minister president counterpart official diplomat party delegation each other")

// hasName reports whether a name stands among the words.
func (f *finder) hasName(r text.Range) bool {
	for i := r.First; i < r.Last; i++ {
		if f.doc.Words[i].UPOS == "PROPN" {
			return true
		}
	}
	return false
}

// linked returns the parts of the group that coreference takes the head for: "both
// ministers" after "Ode and Rell".
func (f *finder) linked(head int) []readout.Party {
	at := f.mentionOf(head)
	if at < 0 {
		return nil
	}
	for _, i := range f.doc.Entities[f.doc.Mentions[at].Entity].Mentions {
		m := &f.doc.Mentions[i]
		if m.Kind != text.GroupMention || i > at && m.Head > head {
			continue
		}
		var out []readout.Party
		for _, part := range m.Parts {
			pm := &f.doc.Mentions[part]
			p := f.in.People.Who(pm.First, pm.Last)
			if p.Name == "" || p.ID == "" && p.Type != "person" {
				return nil
			}
			out = append(out, p)
		}
		return out
	}
	return nil
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
func (f *finder) offices(r text.Range, head int) []readout.Party {
	if f.in.Roster == nil {
		return nil
	}
	base := f.doc.Words[r.First].Start
	found := f.in.Roster.Find(f.doc.Text[base:f.doc.Words[r.Last-1].End])
	title := f.title(head)
	var out []readout.Party
	for i := range found {
		m := &found[i]
		if len(m.Actors) != 1 || m.Actors[0].Type != actor.State || m.How == actor.BySurname {
			continue
		}
		o := f.in.Roster.Titled(m.Actors[0].ID, title)
		if o == nil || o.Type != actor.Office {
			continue
		}
		p := f.in.People.Holder(o, o.Name)
		if !slices.ContainsFunc(out, func(q readout.Party) bool { return q.Name == p.Name && q.ID == p.ID }) {
			out = append(out, p)
		}
	}
	return out
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
