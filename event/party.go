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
	clash := false // somebody does it to himself: "he" is somebody else
	add := func(list []plover.Side, role string) {
		for i := range list {
			if (role == "actor" || contact[kind]) && !f.acts(&list[i], a, kind) || f.tells(list[i].Head, a) || len(list) > 1 && f.isPlace(list[i].Head, a) {
				continue
			}
			if a.Class == "AGREE" && role == "actor" && list[i].Head >= a.Trigger.Last && f.preposition(list[i].Head) == "" && f.doc.Words[list[i].Head].DepRel != "conj" {
				continue // in what was agreed
			}
			if role == "actor" && f.preposition(list[i].Head) == "for" {
				continue
			}
			side := f.whole(&list[i])
			for _, p := range f.parties(&side, out) {
				if contact[kind] && !meetsAnybody(&p.Party, list[i].Sectors) || role == "recipient" && p.Type == "state" && (kind == "arrest" || kind == "release" || kind == "deportation") {
					continue
				}
				if role == "recipient" && slices.ContainsFunc(out, func(q readout.Participant) bool {
					return q.Role == "actor" && q.Type == "person" && statement.Same(&q.Party, &p.Party)
				}) {
					clash = true
				}
				out = f.participant(out, p, role, side.Country, side.Sectors)
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
	if len(out) == 0 && len(a.Actors) > 0 && contact[kind] {
		return nil // who "he" is nobody knows
	}
	if a.Class != "AGREE" || contact[kind] {
		add(a.Recipients, "recipient")
	} else {
		add(slices.DeleteFunc(slices.Clone(a.Recipients), func(s plover.Side) bool { return f.preposition(s.Head) != "with" }), "recipient")
	}
	if clash {
		return nil
	}
	if contact[kind] {
		for _, p := range f.sidesOf(a.Head, kind) {
			out = merged(out, p)
		}
		if !slices.Contains(a.Modes, "visit") { // of a reception the host is the recipient
			together(out, kind)
		}
	}
	if family(kind) == 2 { // where somebody goes is a place
		out = slices.DeleteFunc(out, func(p readout.Participant) bool {
			return p.Role == "recipient" && p.Type != "person" && p.Type != "office"
		})
	}
	return out
}

// host returns the state that a visit goes to, or nil.
func (f *finder) host(a *plover.Act, sides []readout.Participant) *readout.Participant {
	for i := range a.Recipients {
		s := &a.Recipients[i]
		if f.in.Roster == nil || len(sides) == 0 || s.Country == "" || sides[0].Country == readout.Opt(s.Country) {
			continue
		}
		p := f.in.People.Who(s.Words.First, s.Words.Last)
		if p.ID == "" {
			state := f.in.Roster.Get(s.Country)
			if state == nil {
				continue
			}
			p = readout.Party{ID: readout.Opt(state.ID), Name: state.Name, Type: "state", Side: readout.Opt(state.ID)}
		}
		list := f.participant(nil, statement.Named{Party: p, First: s.Words.First, Last: s.Words.Last}, "recipient", s.Country, s.Sectors)
		if len(list) > 0 {
			return &list[0]
		}
	}
	return nil
}

// acts reports whether a side that a noun is said to have acts in it: by its own words,
// "the arrest by police", or as subject of a verb that says no more than that it was done.
// Who raises an arrest has arrested nobody.
func (f *finder) acts(s *plover.Side, a *plover.Act, kind string) bool {
	w := &f.doc.Words[a.Head]
	n := 0
	for h := range f.doc.Up(s.Head) {
		if n++; h == a.Head || n > maxSpine {
			break
		}
		if asks[strings.ToLower(f.doc.Words[h].Lemma)] {
			return false // who asks in an interview
		}
	}
	if w.UPOS != "NOUN" || contact[kind] || f.doc.Under(s.Head, a.Head) {
		return true
	}
	return w.Rel() == "obj" && w.Head != text.NoHead && commits[strings.ToLower(f.doc.Words[w.Head].Lemma)]
}

// commits are the verbs that do what their object names.
var commits = setOf("make carry launch conduct stage impose begin mount start open hold do commit perform order declare sign grant give provide deliver send lift suspend end resume continue halt stop extend enforce execute undertake wage issue announce speed accelerate complete finish")

// meetsAnybody reports whether a party is somebody who meets others: somebody known, or
// people of some standing. "Met resistance" is no meeting.
func meetsAnybody(p *readout.Party, sectors []string) bool {
	return p.ID != "" || p.Type == "person" || p.Type == "office" || len(sectors) > 0 && standing[sectors[0]]
}

// standing are the sectors whose people are worth a meeting in the record without a name.
var standing = setOf("GOV MIL REB OPP LEG PTY COP JUD UAF PRM SPY ELI REL LAB")

// tells reports whether a word is the source of the statement whose content the event
// stands in: who tells of an arrest is no party to it.
func (f *finder) tells(word int, a *plover.Act) bool {
	event := a.Head
	if w := &f.doc.Words[event]; f.verb(event) || w.Rel() == "obj" && w.Head != text.NoHead && commits[strings.ToLower(f.doc.Words[w.Head].Lemma)] {
		return false // "announced a suspension of flights" suspends them
	}
	b := f.doc.Words[word].Start
	out := false
	f.around(event, func(p *said) {
		for _, sp := range f.in.Statements[p.statement].Source {
			start, end := f.tx.Bytes(sp)
			out = out || !p.cue && start <= b && b < end
		}
	})
	return out
}

// isPlace reports whether what an act of force is done to is only where it was done.
func (f *finder) isPlace(word int, a *plover.Act) bool {
	prep := f.preposition(word)
	if w := &f.doc.Words[word]; prep == "of" && w.Head != text.NoHead {
		prep = f.preposition(w.Head)
	}
	switch prep {
	case "in", "at", "near", "outside", "inside", "on":
		return a.Class == "ASSAULT" || a.Class == "PROTEST" || a.Class == "COERCE" || a.Class == "RETREAT"
	}
	return false
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
	last = f.beforeSource(s.Head, f.beforeJoined(s.Head, last))
	if f.doc.Child(s.Head, "nsubj", "cop") != text.NoHead {
		return *s // a clause
	}
	if first > s.Head || last <= s.Head {
		return *s
	}
	out := *s
	out.Words = text.Range{First: f.afterCase(first, s.Head), Last: last}
	return out
}

// beforeSource cuts a noun phrase before who tells of it: "the president, the office said,
// accepted".
func (f *finder) beforeSource(head, last int) int {
	for i := head + 2; i < last; i++ {
		if f.sources[f.doc.Words[i].Start] && f.doc.Words[i-1].UPOS == "PUNCT" {
			return i - 1
		}
	}
	return last
}

func (f *finder) participant(out []readout.Participant, p statement.Named, role, country string, sectors []string) []readout.Participant {
	if p.Name == "" || len(out) >= maxSides || slices.ContainsFunc(out, func(q readout.Participant) bool { return statement.Same(&q.Party, &p.Party) }) {
		return out
	}
	if p.Type == "person" && strings.HasSuffix(string(p.Office), "s") && !strings.Contains(string(p.Office), " ") {
		p.Office = "" // "ministers": the title of two
	}
	sp := f.span(text.Range{First: p.First, Last: p.Last})
	q := readout.Participant{Party: p.Party, Role: role, Country: readout.Opt(country), Span: &sp}
	if q.Sector = f.sector(&p.Party); len(q.Sector) == 0 {
		q.Sector = append(q.Sector, sectors...)
	}
	if code := isoOf(&p.Party); q.Country == "" || code != "" && (p.ID != "" || p.Type == "person" || p.Type == "office" || p.Type == "state") {
		q.Country = code
	}
	return append(out, q)
}

// sector is that of a person in an office of a state, as far as the roster knows.
func (f *finder) sector(p *readout.Party) readout.List[string] {
	if f.in.Roster == nil || p.ID == "" || p.Type != "person" {
		return nil
	}
	for _, o := range f.in.Roster.OfficesOf(string(p.ID), f.in.Article.Published) {
		if strings.HasSuffix(o.Role, "minister") || strings.HasSuffix(o.Role, "spokesperson") || governs[o.Role] {
			return readout.List[string]{"GOV"}
		}
	}
	return nil
}

// governs are the roles of offices of a government, beside ministers and spokespeople.
var governs = setOf("head-of-state head-of-government president vice-president ambassador special-envoy national-security-adviser presidency head-of-government-office")

// trim cuts a noun phrase before what is told of it in a clause: "the men | who fled".
func (f *finder) trim(r text.Range, head int) text.Range {
	for i := head + 1; i < r.Last; i++ {
		w := &f.doc.Words[i]
		if w.UPOS == "VERB" || w.UPOS == "AUX" || w.UPOS == "ADJ" && w.Head == head && f.doc.Words[head].UPOS == "NOUN" || w.UPOS == "PRON" && w.Feat("Poss") == "" || w.Feat("PronType") == "Rel" || w.Form == ";" || w.Form == "(" || w.Form == "—" || w.Form == "–" || f.isDate(i) {
			r.Last = i
			break
		}
	}
	for r.Last > head+1 && (f.doc.Words[r.Last-1].UPOS == "PUNCT" || f.doc.Words[r.Last-1].UPOS == "ADP" || f.doc.Words[r.Last-1].UPOS == "PART") {
		r.Last--
	}
	return r
}

// parties returns whom a side stands for: one party, or the members of a group, none of
// whom is among the others who take part.
func (f *finder) parties(s *plover.Side, others []readout.Participant) []statement.Named {
	s = f.relativeTo(s)
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
	if n := f.inApposition(s.Head); n != nil {
		return []statement.Named{*n}
	}
	p := f.in.People.Who(r.First, r.Last)
	if p.Type == "group" && p.ID == "" {
		if list := f.in.People.Named(r.First, r.Last); len(list) > 1 && list[0].Type == "person" {
			return list
		}
	}
	if f.ofThem(&p, w) {
		p = readout.Party{Name: f.short(r, s.Head), Type: "group", Side: p.Side} // "Ruvians" and "a Ruvian vessel" are not Ruvia
	}
	if p.ID == "" && p.Type != "person" && w.UPOS == "PROPN" {
		if q := f.in.People.Who(s.Head, s.Head+1); q.ID != "" && !f.ofThem(&q, w) {
			p = q
		}
	}
	if p.Name == "" && w.UPOS != "PRON" {
		p = readout.Party{Name: f.printed(r), Type: "group"}
	}
	if p.ID == "" && p.Type != "person" && w.UPOS == "NOUN" && p.Name == f.printed(r) {
		p.Name = f.short(r, s.Head)
	}
	if p.ID == "" && p.Side != "" && s.Words.Last-s.Words.First <= 1 && !f.many(s.Head) && f.in.Roster != nil && w.UPOS != "PRON" && p.Type != "person" {
		if a := f.in.Roster.Get(string(p.Side)); a != nil && a.Type == actor.State && slices.Contains(a.Demonyms, w.Form) && !(strings.HasSuffix(w.Form, "s") && isDemonym(a, strings.TrimSuffix(w.Form, "s"))) {
			p = readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: "state", Side: readout.Opt(a.ID)} // "Ruvian"
		}
	}
	if p.ID == "" {
		p.Name = bare(p.Name)
		if empty[strings.ToLower(p.Name)] {
			p.Name = f.counted(r, s.Head)
		}
	}
	if w.UPOS == "PRON" && p.ID == "" && strings.EqualFold(p.Name, w.Form) || len(p.Name) > maxName || empty[strings.ToLower(p.Name)] {
		return nil
	}
	if first := strings.ToLower(f.doc.Words[r.First].Form); first == "any" || first == "no" || first == "every" {
		return nil
	}
	return []statement.Named{{Party: p, First: r.First, Last: r.Last}}
}

// inApposition returns the person whose name stands beside a noun, "her Ruvian counterpart,
// Adam Brun", or beside the title that the page gives him: "the Minister of Foreign Affairs,
// Adam Brun".
func (f *finder) inApposition(head int) *statement.Named {
	name := f.doc.Child(head, "appos")
	if of := f.doc.Child(head, "nmod"); name == text.NoHead && of > head {
		name = f.doc.Child(of, "appos") // the tree has the name beside the last word of the title
	}
	w := &f.doc.Words[head]
	if w.UPOS != "NOUN" && w.UPOS != "PROPN" || name < head || f.doc.Words[name].UPOS != "PROPN" {
		return nil
	}
	_, last := f.doc.Subtree(name)
	list := f.in.People.Named(name, last)
	if len(list) != 1 || list[0].Type != "person" {
		return nil
	}
	beside := w.UPOS == "NOUN" && f.doc.Words[name].Head == head
	if !beside && !strings.Contains(strings.ToLower(string(list[0].Office)), strings.ToLower(w.Form)) {
		return nil
	}
	return &list[0]
}

// ofState are the nouns that stand for a state.
var ofState = setOf("government state country republic nation side kingdom administration authority federation union regime leadership")

// ofThem reports whether a noun phrase that names a state or body means some of its people
// or things, not itself.
func (f *finder) ofThem(p *readout.Party, w *text.Word) bool {
	low := strings.ToLower(w.Lemma)
	switch {
	case p.Type == "state" && f.in.Roster != nil:
		if a := f.in.Roster.Get(string(p.ID)); a != nil && isDemonym(a, w.Form) && strings.HasSuffix(w.Form, "s") {
			return true
		}
		return w.UPOS == "NOUN" && !ofState[low]
	case p.Type == "organisation" || p.Type == "body":
		return w.XPOS == "NNS" && !ofState[low] && !strings.Contains(strings.ToLower(p.Name), strings.ToLower(w.Form))
	}
	return false
}

// short prints a noun phrase without what is told of it after its head: "a man | in the
// case".
func (f *finder) short(r text.Range, head int) string {
	for i := head + 1; i < r.Last; i++ {
		if w := &f.doc.Words[i]; w.UPOS == "ADP" && (w.Form != "of" || r.Last-i > 7) || w.UPOS == "SCONJ" || w.Form == "," {
			r.Last = i
			break
		}
	}
	return f.printed(r)
}

// counted prints a noun with the number of which it is part: "hundreds of people".
func (f *finder) counted(r text.Range, head int) string {
	first := r.First
	for at := head; f.doc.Words[at].Rel() == "nmod" && f.doc.Words[at].Head != text.NoHead && numbers[strings.ToLower(f.doc.Words[f.doc.Words[at].Head].Lemma)]; {
		at = f.doc.Words[at].Head
		first = min(first, at)
	}
	return f.printed(text.Range{First: first, Last: r.Last})
}

// numbers are the nouns that count others.
var numbers = setOf("ten dozen score hundred thousand million")

func isDemonym(a *actor.Actor, word string) bool {
	return slices.Contains(a.Demonyms, word) || slices.Contains(a.Demonyms, strings.TrimSuffix(word, "s"))
}

// relativeTo gives the side of "whose" or "who" the noun that it stands for, and that of a
// word before a noun, "Ruvian" of "Ruvian trawler", the whole noun.
func (f *finder) relativeTo(s *plover.Side) *plover.Side {
	w := &f.doc.Words[s.Head]
	if w.UPOS == "PRON" && s.Means != s.Head && f.unclear(s) {
		side := f.whole(&plover.Side{Words: text.Range{First: s.Means, Last: s.Means + 1}, Head: s.Means, Means: s.Means, Country: s.Country, Sectors: s.Sectors})
		return &side
	}
	if w.Feat("PronType") == "Rel" || strings.EqualFold(w.Form, "whose") {
		for h := range f.doc.Up(s.Head) {
			if f.doc.Words[h].DepRel == "acl:relcl" && f.doc.Words[h].Head != text.NoHead {
				up := f.doc.Words[h].Head
				side := f.whole(&plover.Side{Words: text.Range{First: up, Last: up + 1}, Head: up, Means: up, Country: s.Country, Sectors: s.Sectors})
				return &side
			}
		}
	}
	if up := w.Head; w.Rel() == "conj" && up != text.NoHead && (f.doc.Words[up].Rel() == "amod" || f.doc.Words[up].Rel() == "compound") {
		if n := f.doc.Words[up].Head; n > s.Head && f.doc.Words[n].UPOS == "NOUN" {
			return &plover.Side{Words: text.Range{First: s.Head, Last: n + 1}, Head: n, Means: n, Country: s.Country, Sectors: s.Sectors} // "Ostlandic sailors"
		}
	}
	if w.Rel() == "conj" && w.UPOS == "ADJ" && w.Head != text.NoHead && f.doc.Words[w.Head].UPOS == "ADJ" {
		w = &f.doc.Words[w.Head] // "Ruvian and Ostlandic sailors"
	}
	if (w.Rel() == "amod" || w.Rel() == "compound") && w.Head != text.NoHead && s.Head < w.Head && f.doc.Words[w.Head].UPOS == "NOUN" && nominal[strings.ToLower(f.doc.Words[w.Head].Lemma)] == "" && s.Words.Last-s.Words.First <= 1 {
		side := f.whole(&plover.Side{Words: text.Range{First: w.Head, Last: w.Head + 1}, Head: w.Head, Means: w.Head, Country: s.Country, Sectors: s.Sectors})
		return &side
	}
	return s
}

// unclear reports whether the page does not know whom a pronoun means, or takes it for
// somebody of another state than its sentence does.
func (f *finder) unclear(s *plover.Side) bool {
	p := f.in.People.Who(s.Words.First, s.Words.Last)
	code := isoOf(&p)
	return p.Name == "" || p.Type == "" || p.Type == "document" || strings.EqualFold(p.Name, f.doc.Words[s.Head].Form) || code != "" && s.Country != "" && string(code) != s.Country
}

// maxName bounds the bytes of a printed name.
const maxName = 120

// empty are printed names that say nothing of who is meant.
var empty = setOf("a an the any other anybody anyone nobody it they them he she him her one ones others some someone somebody who which that this people everyone those these we us i you me all both each man woman men women")

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
