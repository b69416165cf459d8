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
func (f *finder) participants(a *plover.Act, kind string) []readout.Participant {
	var out []readout.Participant
	add := func(list []plover.Side, role string) {
		for i := range list {
			side := f.whole(&list[i])
			for _, p := range f.parties(&side, out) {
				out = f.participant(out, p, role, &side)
			}
		}
	}
	if a.Class == "CONSULT" || contact[kind] {
		if out = f.sidesOf(a.Head, kind); len(out) > 1 && !f.verb(a.Head) {
			return out
		}
		out = nil
	}
	add(a.Actors, "actor")
	add(a.Recipients, "recipient")
	if contact[kind] {
		for _, p := range f.sidesOf(a.Head, kind) {
			out = merged(out, p)
		}
		together(out, kind)
	}
	return out
}

// together makes actors of all who meet; a visit has its host.
func together(list []readout.Participant, kind string) {
	if family(kind) == 2 {
		return
	}
	for i := range list {
		list[i].Role = "actor"
	}
}

func merged(list []readout.Participant, p readout.Participant) []readout.Participant {
	if slices.ContainsFunc(list, func(q readout.Participant) bool { return one(&q.Party, &p.Party) }) {
		return list
	}
	return append(list, p)
}

func (f *finder) verb(i int) bool { return f.doc.Words[i].UPOS == "VERB" }

// whole widens a side to all that hangs on its head, but for others joined to it.
func (f *finder) whole(s *plover.Side) plover.Side {
	first, last := f.doc.Subtree(s.Head)
	last = f.beforeJoined(s.Head, last)
	if first > s.Head || last <= s.Head {
		return *s
	}
	out := *s
	out.Words = text.Range{First: f.afterCase(first, s.Head), Last: last}
	return out
}

func (f *finder) participant(out []readout.Participant, p readout.Party, role string, s *plover.Side) []readout.Participant {
	if p.Name == "" || len(out) >= maxSides || slices.ContainsFunc(out, func(q readout.Participant) bool { return statement.Same(&q.Party, &p) }) {
		return out
	}
	sp := f.span(f.trim(s.Words, s.Head))
	q := readout.Participant{Party: p, Role: role, Country: readout.Opt(s.Country), Span: &sp}
	q.Sector = append(q.Sector, s.Sectors...)
	if len(p.Side) == 3 && strings.ToUpper(string(p.Side)) == string(p.Side) {
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

// parties returns whom a side stands for: one party, or the members of a group, none of
// whom is among the others who take part.
func (f *finder) parties(s *plover.Side, others []readout.Participant) []readout.Party {
	r := f.trim(s.Words, s.Head)
	w := &f.doc.Words[s.Head]
	if f.many(s.Head) {
		if list := f.members(r, s.Head, others); len(list) > 0 {
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
func (f *finder) members(r text.Range, head int, others []readout.Participant) []readout.Party {
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
	return f.lastPair(others)
}

// lastPair returns the two who met last, of those who are not among the others.
func (f *finder) lastPair(others []readout.Participant) []readout.Party {
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
	return []readout.Party{best.sides[0].Party, best.sides[1].Party}
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

// linked returns who belongs to the group that coreference takes the head for: "both
// ministers" after "Ode and Rell", "them" after "the ministers, Ode and Rell".
func (f *finder) linked(head int) []readout.Party {
	at := f.mentionOf(head)
	if at < 0 {
		return nil
	}
	for _, i := range f.doc.Entities[f.doc.Mentions[at].Entity].Mentions {
		m := &f.doc.Mentions[i]
		if m.Head >= head || f.doc.Words[m.Head].Sentence < f.doc.Words[head].Sentence-maxBack {
			continue
		}
		var out []readout.Party
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
func (f *finder) parts(m *text.Mention) []readout.Party {
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
