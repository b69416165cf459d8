package event

import (
	"strings"

	"readout"
	"readout/internal/plover"
	"readout/statement"
	"readout/text"
)

// nominal are the nouns that name an event by themselves, by the kind of event. The page
// may have told of it before: "in a readout of the call".
var nominal = map[string]string{
	"call": "call", "conversation": "conversation", "meeting": "meeting", "talks": "talks", "talk": "talks",
	"negotiation": "talks", "negotiations": "talks", "session": "talks", "round": "talks", "summit": "summit", "visit": "visit", "trip": "visit",
	"dinner": "dinner", "lunch": "lunch", "breakfast": "breakfast", "arrest": "arrest", "detention": "arrest", "trial": "trial",
}

// ambiguous are the nouns that mean an event of their kind only where people are named
// with them, or where they mean one told of before.
var ambiguous = setOf("call session round conversation")

// nouns returns the nouns of a sentence, other than those taken, that name an event.
func (f *finder) nouns(s int, taken map[int]bool) []mention {
	var out []mention
	sent := f.doc.Sentences[s]
	for i := sent.First; i < sent.Last; i++ {
		w := &f.doc.Words[i]
		if m, ok := f.pairVerb(s, i); ok && !taken[i] {
			out = append(out, m)
			continue
		}
		if m, ok := f.organised(s, i); ok && !taken[i] {
			out = append(out, m)
			continue
		}
		kind := nominal[strings.ToLower(w.Lemma)]
		if strings.EqualFold(w.Lemma, "exchange") && f.ofViews(i) {
			kind = "conversation"
		}
		if kind == "" || w.UPOS != "NOUN" || taken[i] || w.Rel() == "compound" || f.inCue(i) || kind == "talks" && w.Form == "talk" {
			continue
		}
		if m := f.nominalMention(s, i, kind); m.when.time.Text == "" || !f.past(&m) {
			out = append(out, m)
		}
	}
	return out
}

// organised reads a protest that somebody has called: "a rally she had called for Sunday".
func (f *finder) organised(s, i int) (mention, bool) {
	m := mention{sentence: s, trigger: text.Range{First: i, Last: i + 1}, head: i, class: "PROTEST", kind: "demonstration", modes: []string{"demo"}, noun: true,
		status: readout.Planned, firm: true}
	v := f.doc.Child(i, "acl:relcl")
	if w := &f.doc.Words[i]; v == text.NoHead || w.UPOS != "NOUN" || !protest[strings.ToLower(w.Lemma)] || !calls[strings.ToLower(f.doc.Words[v].Lemma)] {
		return m, false
	}
	f.claimed(&m)
	m.sides = f.withSubject(v, nil)
	m.when = f.date(i, true)
	return m, len(m.sides) > 0 && !m.refuted && !f.negated(v)
}

var (
	protest = setOf("rally demonstration protest march vigil")
	calls   = setOf("call plan announce organise organize schedule")
)

// ofViews reports whether views hang on an "exchange".
func (f *finder) ofViews(i int) bool {
	c := f.doc.Child(i, "nmod")
	return c != text.NoHead && strings.EqualFold(f.doc.Words[c].Lemma, "view")
}

func (f *finder) nominalMention(s, i int, kind string) mention {
	m := mention{sentence: s, trigger: text.Range{First: i, Last: i + 1}, head: i, kind: kind, noun: true}
	switch {
	case contact[kind]:
		m.class = "CONSULT"
	case kind == "arrest":
		m.class, m.modes = "COERCE", []string{"arrest"}
	case kind == "trial":
		m.class, m.modes = "ACCUSE", []string{"allege"}
	}
	if kind == "call" {
		m.modes = []string{"phone"}
	}
	f.determine(&m)
	m.status, m.firm = f.reality(i)
	f.claimed(&m)
	m.when = f.date(i, ahead(m.status))
	m.sides = f.sidesOf(i, kind)
	if v := f.governor(i); v != text.NoHead && f.doc.Words[i].Rel() == "obj" && f.doc.Words[v].XPOS == "VBD" && hosts[strings.ToLower(f.doc.Words[v].Lemma)] {
		m.firm = true
	}
	if v := f.governor(i); v != text.NoHead && m.firm && hosts[strings.ToLower(f.doc.Words[v].Lemma)] {
		m.sides = f.withSubject(v, m.sides)
	}
	if kind == "conversation" && f.byPhone(i) {
		m.kind, m.modes = "call", []string{"phone"}
	}
	if v := f.governor(i); v != text.NoHead && f.verb(v) && contact[kind] {
		if sides := f.chaired(v); len(sides) > 0 {
			m.sides, m.joins = sides, true
		}
	}
	if v := f.governor(i); v != text.NoHead && attends[strings.ToLower(f.doc.Words[v].Lemma)] && len(m.sides) > 0 && m.firm {
		m.joins = true
	}
	planned := m.firm && m.status != readout.Happened && m.when.time.Text != ""
	m.alone = m.alone || m.status == readout.Denied || f.past(&m) || len(m.sides) < 2 && !planned && !m.joins && !(!contact[kind] && len(m.sides) > 0) ||
		len(m.sides) < 2 && contact[kind] && ambiguous[strings.ToLower(f.doc.Words[i].Lemma)] && !m.joins && !m.fresh && !m.definite
	return m
}

// chaired returns who led what a verb says took place: "was held under the chairmanship of
// the president".
func (f *finder) chaired(v int) []readout.Participant {
	for c := range f.doc.Children(v) {
		if w := &f.doc.Words[c]; w.Rel() == "obl" && chairs[strings.ToLower(w.Lemma)] && f.preposition(c) == "under" {
			if of := f.doc.Child(c, "nmod"); of != text.NoHead {
				return f.with(of, nil)
			}
		}
	}
	return nil
}

// chairs are the nouns for leading a meeting.
var chairs = setOf("chairmanship chair presidency leadership")

// hosts are the verbs whose subject takes part in the event that is their object.
var hosts = setOf("receive make place get chair have hold propose suggest host offer attend join plan begin start open continue resume conclude")

// withSubject adds the subject of a verb.
func (f *finder) withSubject(v int, list []readout.Participant) []readout.Participant {
	s := f.doc.Child(v, "nsubj")
	if s == text.NoHead || f.doc.Words[s].DepRel == "nsubj:pass" {
		return list
	}
	return f.with(s, list)
}

// with adds those whom a noun phrase stands for, and those joined to it.
func (f *finder) with(head int, list []readout.Participant) []readout.Participant {
	for _, h := range f.joined(head) {
		side := f.whole(&plover.Side{Words: text.Range{First: h, Last: h + 1}, Head: h, Means: h})
		for _, p := range f.parties(&side, list) {
			if p.ID != "" && p.Type != "outlet" || p.Type == "person" {
				list = f.participant(list, p, "actor", "", nil)
			}
		}
	}
	return list
}

// byPhone reports whether a word is said to be by telephone: "spoke by telephone", "a
// telephone conversation".
func (f *finder) byPhone(i int) bool {
	for c := range f.doc.Children(i) {
		if w := &f.doc.Words[c]; w.Rel() == "obl" || w.Rel() == "compound" || w.Rel() == "nmod" || w.Rel() == "amod" {
			switch strings.ToLower(w.Lemma) {
			case "telephone", "phone", "videolink", "telephonic":
				return true
			}
		}
	}
	return false
}

// meets are the verbs of people who meet or talk.
var meets = map[string]string{"speak": "talks", "talk": "talks", "meet": "meeting", "confer": "talks", "discuss": "talks"}

// pairVerb reads "the two spoke", "both leaders met", "Ode met Rell": verbs of people who
// are all known. It finds what the coder of acts leaves out, as in the content of a denial.
func (f *finder) pairVerb(s, i int) (mention, bool) {
	w := &f.doc.Words[i]
	m := mention{sentence: s, trigger: text.Range{First: i, Last: i + 1}, head: i, class: "CONSULT", kind: meets[strings.ToLower(w.Lemma)]}
	if m.kind == "" || w.UPOS != "VERB" || f.inCue(i) {
		return m, false
	}
	subject := f.doc.Child(i, "nsubj")
	if subject == text.NoHead || f.doc.Words[subject].DepRel == "nsubj:pass" {
		return m, false
	}
	if f.byPhone(i) {
		m.kind, m.modes = "call", []string{"phone"}
	}
	m.status, m.firm = f.mood(i)
	f.claimed(&m)
	m.sides = f.withSubject(i, nil)
	if o := f.doc.Child(i, "obj"); o != text.NoHead && m.kind == "meeting" {
		m.sides = f.with(o, m.sides)
	}
	for _, p := range f.sidesOf(i, m.kind) {
		m.sides = merged(m.sides, p)
	}
	m.when = f.date(i, ahead(m.status))
	return m, len(m.sides) > 1 && allPersons(m.sides) && !f.background(i) && m.status != readout.Hypothetical && f.real(&m) && !f.past(&m)
}

// sidesOf reads who stands with a word that names an event: "Ode's call to Rell", "talks
// between Ode and Rell", "the trial of Ode", "spoke with Rell".
func (f *finder) sidesOf(i int, kind string) []readout.Participant {
	var out []readout.Participant
	for _, c := range f.hanging(i) {
		role := f.roleOf(c, i, kind)
		if role == "" {
			continue
		}
		if both := f.between(c, i); len(both) > 1 {
			for _, p := range both {
				out = f.participant(out, p, "actor", "", nil)
			}
			continue
		}
		for _, h := range f.joined(c) {
			side := f.whole(&plover.Side{Words: text.Range{First: h, Last: h + 1}, Head: h, Means: h})
			for _, p := range f.parties(&side, out) {
				if p.ID != "" || p.Type == "person" || p.Type == "office" {
					out = f.participant(out, p, role, "", nil)
				}
			}
		}
	}
	if contact[kind] && kind != "call" {
		together(out, kind)
	}
	return out
}

// hanging returns what hangs on a word, and what hangs on the things among that: in "spoke
// by telephone with Rell" the tree may have Rell with the telephone.
func (f *finder) hanging(i int) []int {
	var out []int
	for c := range f.doc.Children(i) {
		out = append(out, c)
		w := &f.doc.Words[c]
		if f.visitor(c) {
			out = append(out, f.doc.Child(c, "obj"))
		}
		if w.UPOS != "NOUN" || w.Rel() != "obl" && w.Rel() != "obj" || len(out) > maxSides {
			continue
		}
		for g := range f.doc.Children(c) {
			if f.doc.Words[g].Rel() == "nmod" && f.preposition(g) == "with" && !asks[strings.ToLower(w.Lemma)] {
				out = append(out, g)
			}
		}
	}
	return out
}

// visitor reports whether a verb is the "visiting" of "met with visiting minister Brun",
// whose object the tree takes that minister for.
func (f *finder) visitor(c int) bool {
	w := &f.doc.Words[c]
	return w.Rel() == "advcl" && strings.EqualFold(w.Form, "visiting") && c > 0 && strings.EqualFold(f.doc.Words[c-1].Form, "with") &&
		f.doc.Child(c, "obj") != text.NoHead
}

// asks are the occasions whose company asks questions.
var asks = setOf("interview gathering event rally appearance show programme program conference")

// between reads the whole of what stands after "between", where the tree may have it in
// pieces: "between Ruvian and Ostlandic foreign ministers".
func (f *finder) between(c, of int) []statement.Named {
	if f.preposition(c) != "between" {
		return nil
	}
	first, _ := f.doc.Subtree(c)
	_, last := f.doc.Subtree(of)
	first = f.afterCase(first, c)
	r := f.trim(text.Range{First: first, Last: last}, c)
	head := r.Last - 1
	for head > c && f.doc.Words[head].UPOS != "NOUN" && f.doc.Words[head].UPOS != "PROPN" {
		head--
	}
	if list := f.in.People.Named(r.First, r.Last); len(list) > 1 && list[0].Type == "person" {
		return list
	}
	for k := head; k >= c; k-- {
		if f.doc.Words[k].XPOS == "NNS" {
			if list := f.offices(r, k); len(list) > 1 {
				return list
			}
		}
	}
	if list := f.in.People.Named(r.First, r.Last); len(list) == 2 {
		return list
	}
	return nil
}

// roleOf is the role that a word has in the event which another names, or "".
func (f *finder) roleOf(c, of int, kind string) string {
	w := &f.doc.Words[c]
	role := ""
	switch {
	case w.DepRel == "nmod:poss":
		role = "actor"
	case w.Rel() == "obj" && w.Head != of && f.visitor(w.Head):
		role = "recipient"
	case w.Rel() == "nmod" || w.Rel() == "obl":
		switch prep := f.preposition(c); {
		case prep == "between", prep == "of" && (kind == "trial" || kind == "arrest" || kind == "meeting" || kind == "summit"):
			role = "actor"
		case prep == "from" && kind == "call":
			role = "actor"
		case prep == "by" && kind == "arrest":
			return "actor"
		case prep == "with", prep == "to" && (kind == "call" || f.loose(&mention{head: of, kind: kind})):
			role = "recipient"
		}
	}
	if role != "" && (kind == "trial" || kind == "arrest") {
		return "recipient"
	}
	return role
}

// joined returns a word and those joined to it by "and".
func (f *finder) joined(i int) []int {
	out := []int{i}
	for c := range f.doc.Children(i) {
		if f.doc.Words[c].Rel() == "conj" && len(out) < maxSides {
			out = append(out, c)
		}
	}
	return out
}

func (f *finder) beforeJoined(i, last int) int {
	for c := range f.doc.Children(i) {
		if f.doc.Words[c].Rel() == "conj" {
			first, _ := f.doc.Subtree(c)
			if first > i {
				last = min(last, first)
			}
		}
	}
	return max(last, i+1)
}

// afterCase passes the preposition, the "and" and the comma before a noun phrase.
func (f *finder) afterCase(first, head int) int {
	for first < head {
		w := &f.doc.Words[first]
		if w.UPOS != "ADP" && w.UPOS != "CCONJ" && w.UPOS != "PUNCT" || strings.EqualFold(w.Form, "both") {
			break
		}
		first++
	}
	return first
}

// reality tells from the verb of which a noun is the subject or object whether the event
// took place, and whether the sentence says so at all.
func (f *finder) reality(i int) (readout.Status, bool) {
	for c := range f.doc.Children(i) {
		if w := &f.doc.Words[c]; w.Rel() == "det" && strings.EqualFold(w.Form, "no") {
			return readout.Denied, true
		}
	}
	v := f.governor(i)
	if v == text.NoHead {
		return readout.Happened, false
	}
	if f.doc.Words[v].UPOS != "VERB" && f.doc.Words[v].UPOS != "ADJ" {
		return readout.Happened, false
	}
	status, firm := f.mood(v)
	w, low := &f.doc.Words[v], strings.ToLower(f.doc.Words[v].Lemma)
	if takesPlace[low] && (w.XPOS == "VBZ" || w.XPOS == "VBP") && f.hasTime(v) {
		return readout.Planned, true // "the next round opens on Monday"
	}
	for c := range f.doc.Children(v) {
		if prospect[strings.ToLower(f.doc.Words[c].Lemma)] && f.doc.Words[c].UPOS == "ADJ" {
			return readout.Planned, true // "are due to open"
		}
	}
	if w.XPOS == "VB" && status == readout.Happened && f.doc.Child(v, "aux") == text.NoHead && w.Rel() != "xcomp" {
		return readout.Hypothetical, true // "ready to host a meeting"
	}
	for n := 0; n < maxSpine && f.doc.Words[v].Rel() == "xcomp" && f.doc.Words[v].Head != text.NoHead; n++ {
		v = f.doc.Words[v].Head
		if s, ok := f.mood(v); ok && s != readout.Happened {
			return s, true
		}
		if prospect[strings.ToLower(f.doc.Words[v].Lemma)] {
			return readout.Planned, true
		}
	}
	if prospect[low] && !(low == "announce" && nominal[strings.ToLower(f.doc.Words[i].Lemma)] == "arrest") {
		return readout.Planned, true
	}
	if status == readout.Happened && !takesPlace[low] {
		return status, false
	}
	return status, firm
}

// governor returns the verb of which a noun is the subject or object, in its own clause or
// in a relative one about it, or NoHead: "most of the talks will take place", "talks,
// which will open".
func (f *finder) governor(i int) int {
	w := &f.doc.Words[i]
	if w.Rel() == "nmod" && w.Head != text.NoHead && parts[strings.ToLower(f.doc.Words[w.Head].Lemma)] {
		w = &f.doc.Words[w.Head]
	}
	if r := f.relative(i); r != text.NoHead {
		return r
	}
	if w.Head == text.NoHead || w.Rel() != "nsubj" && w.Rel() != "obj" {
		return text.NoHead
	}
	return w.Head
}

// parts are words before "of the talks".
var parts = setOf("most some part rest all half much many round start opening end beginning bulk")

// relative returns the verb of a clause that says of a noun that it takes place.
func (f *finder) relative(i int) int {
	if f.doc.Words[i].UPOS != "NOUN" {
		return text.NoHead
	}
	_, last := f.doc.Subtree(i)
	for k := i + 1; k < last; k++ {
		w := &f.doc.Words[k]
		if w.DepRel != "acl:relcl" || !takesPlace[strings.ToLower(w.Lemma)] {
			continue
		}
		if s := f.doc.Child(k, "nsubj"); s != text.NoHead && (f.doc.Words[s].XPOS == "WDT" || strings.EqualFold(f.doc.Words[s].Form, "that")) {
			return k
		}
	}
	return text.NoHead
}

// prospect are the words for what is to come.
var prospect = setOf("due expect plan schedule set slate propose offer intend prepare announce agree")

// takesPlace are the verbs that say of an event that it happens.
var takesPlace = setOf("take hold open begin start kick resume end conclude last close continue happen follow come go")

// mood reads the auxiliaries of a verb.
func (f *finder) mood(v int) (readout.Status, bool) {
	status := readout.Happened
	for c := range f.doc.Children(v) {
		w := &f.doc.Words[c]
		low := strings.ToLower(w.Form)
		switch {
		case low == "not" || low == "n't" || low == "never":
			return readout.Denied, true
		case w.Rel() == "mark" && (low == "if" || low == "whether" || low == "unless"):
			return readout.Hypothetical, true
		case w.Rel() != "aux":
		case low == "will" || low == "'ll" || low == "would" || low == "shall":
			status = readout.Planned
		case low == "may" || low == "might" || low == "could" || low == "can" || low == "should" || low == "must":
			status = readout.Hypothetical
		}
	}
	return status, true
}
