package account

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/text"
)

// A comparer makes one comparison, step by step.
type comparer struct {
	in       Input
	out      Comparison
	units    []*unit
	a, b     []*unit
	vectors  map[string][]float64 // of lemmas, once each
	accounts map[voice]*Account
	order    []voice
	sides    map[string]map[string]bool // words, in small letters, that name a side or who speaks for it
	people   map[string]bool            // last names of those who take part or speak, in small letters
}

// gather makes units of all statements about the event and sorts them into accounts.
func (c *comparer) gather() {
	c.out.Event = c.in.Event
	c.vectors, c.accounts = make(map[string][]float64), make(map[voice]*Account)
	for i, p := range c.in.Pages {
		a := &p.Record.Article
		c.out.Pages = append(c.out.Pages, PageRef{ID: p.Record.Page.ID, Name: p.Record.Page.Name(), Headline: a.Headline, Publisher: a.Publisher, Published: a.Published})
		p.Record = c.named(p.Record, sidesIn(&c.in.Event))
		p.home = c.home(p)
		p.Record = c.firstPerson(p, c.in.Event.Participants)
		units := unitsOf(p, i, c.in.Event.Participants, c.calls)
		c.owned(p, units)
		jointly(units)
		units = append(units, rest(p, i, c.in.Event.Participants, units, readout.NewText(a.Text), c.calls)...)
		for _, u := range units {
			c.units = append(c.units, u)
			c.enter(u)
		}
	}
}

// enter puts a unit into its account.
func (c *comparer) enter(u *unit) {
	acc := c.accounts[u.voice]
	if acc == nil {
		acc = &Account{ID: len(c.order) + 1, Channel: u.voice.channel}
		if u.voice.relays != "" {
			acc.Relays = strings.Split(u.voice.relays, ", ")
		}
		c.accounts[u.voice] = acc
		c.order = append(c.order, u.voice)
	}
	u.cell.Account = acc.ID
	if !slices.Contains(acc.Pages, u.cell.Page) {
		acc.Pages = append(acc.Pages, u.cell.Page)
	}
}

// choose settles which two sides are compared: those asked for, else the two of which the
// most is said, the one that comes first as A.
func (c *comparer) choose() {
	said := make(map[string]int)
	var sides []string
	for _, u := range c.units {
		if s := u.voice.side; s != "" {
			if said[s] == 0 {
				sides = append(sides, s)
			}
			said[s]++
		}
	}
	ranked := slices.Clone(sides)
	slices.SortStableFunc(ranked, func(x, y string) int { return cmp.Compare(said[y], said[x]) })
	ranked = slices.DeleteFunc(ranked[:min(len(ranked), 2+2)], func(s string) bool { return s == c.in.A || s == c.in.B })
	a, b := c.in.A, c.in.B
	for _, s := range ranked {
		switch {
		case a == "":
			a = s
		case b == "":
			b = s
		}
	}
	if c.in.A == "" && c.in.B == "" && slices.Index(sides, b) >= 0 && slices.Index(sides, b) < slices.Index(sides, a) {
		a, b = b, a
	}
	c.out.A, c.out.B = c.side(a), c.side(b)
	c.out.Accounts = len(c.out.A.Accounts) + len(c.out.B.Accounts)
}

func (c *comparer) side(id string) Side {
	s := Side{ID: id, Name: id}
	if c.in.Who != nil && id != "" {
		s.Name = cmp.Or(c.in.Who(id), id)
	}
	for _, v := range c.order {
		if id != "" && v.side == id {
			s.Accounts = append(s.Accounts, *c.accounts[v])
		}
	}
	return s
}

// split takes the units of the two sides and puts the others into their accounts.
func (c *comparer) split() {
	for _, u := range c.units {
		switch side := u.voice.side; {
		case side != "" && side == c.out.A.ID && len(c.a) < MaxStatements:
			c.a = append(c.a, u)
		case side != "" && side == c.out.B.ID && len(c.b) < MaxStatements:
			c.b = append(c.b, u)
		case side != "" && (side == c.out.A.ID || side == c.out.B.ID):
			c.out.Omitted++
		default:
			acc := c.accounts[u.voice]
			acc.Statements = append(acc.Statements, u.cell)
		}
	}
	for _, v := range c.order {
		if acc := c.accounts[v]; len(acc.Statements) > 0 {
			c.out.Others = append(c.out.Others, *acc)
		}
	}
}

// weigh reads what each statement is about and how it stands to it.
func (c *comparer) weigh() {
	known := c.common()
	for _, u := range slices.Concat(c.a, c.b) {
		u.plain = plainOf(u)
		u.mind = stanceOf(u)
		u.mind.whose = c.whose(u)
		u.bears = bearsOf(u)
		c.read(u, known)
	}
	empty := func(u *unit) bool {
		return len(u.mind.whose) == 0 && (hollow(u.terms) && !u.ofTalks() || c.opens(u) || u.ofOccasion())
	}
	c.a, c.b = slices.DeleteFunc(c.a, empty), slices.DeleteFunc(c.b, empty)
}

// read finds the words that say what a unit is about.
func (c *comparer) read(u *unit, known map[string]bool) {
	own := slices.Concat(u.subject(), u.matterWords())
	u.terms = termsOf(u.doc, own, known)
	if more := c.meant(u); len(more) > 0 && (refused(u) || hollow(u.terms) && !u.ofTalks() || pointsBack(u)) {
		own = append(slices.Clone(more), u.words...)
		u.terms = termsOf(u.doc, own, known)
	}
	u.numbers, u.dates = numbersIn(u.doc, u.words), datesIn(u.doc, u.words)
	u.marks, u.verb = c.marks(u.doc, own, known), c.verbOf(u)
	for _, m := range c.marks(u.doc, u.fronted(), known) {
		if !slices.ContainsFunc(u.marks, func(o mark) bool { return o.lemma == m.lemma }) {
			m.spare = true
			u.marks = append(u.marks, m)
		}
	}
}

func plainOf(u *unit) string {
	var b strings.Builder
	for _, i := range u.words {
		if w := &u.doc.Words[i]; w.UPOS != "PUNCT" {
			b.WriteString(strings.ToLower(w.Form) + " ")
		}
	}
	return b.String()
}

// leastWeight is below what a single word is worth: less says nothing of any matter.
const leastWeight = 0.2

// hollow reports whether terms say nothing of any matter: "Lim shared her belief".
func hollow(terms []term) bool {
	return !slices.ContainsFunc(terms, func(t term) bool {
		return t.weight >= leastWeight && !t.tone
	})
}

// meets are the verbs of a sentence that only tells that an event took place.
var meets = setOf("speak meet call telephone phone receive hold talk discuss have place host summon confer sit")

// opens reports whether a statement is only that the event took place: "Lim spoke with
// Brun", its main verb and two who took part.
func (c *comparer) opens(u *unit) bool {
	people := make(map[string]bool)
	meet := false
	for _, i := range u.words {
		w := &u.doc.Words[i]
		lemma := lemmaOf(w)
		if c.people[lemma] && w.UPOS == "PROPN" {
			people[lemma] = true
		}
		top := w.Head == text.NoHead || slices.Index(u.words, w.Head) < 0
		meet = meet || w.UPOS == "VERB" && meets[lemma] && (top || u.comesTo(w.Head))
		switch lemma {
		case "counterpart":
			people["he"], people[lemma] = true, true // it takes one to have one
		case "colleague":
			people[lemma] = true
		}
	}
	return meet && len(people) >= 2
}

// comes are the verbs of a sentence that tells how somebody came to an encounter.
var comes = setOf("return travel arrive come fly pay visit invite")

// comesTo reports whether what is told of word i, or by it, is how somebody came to an encounter: "Lim
// returned from Lurra, where she had met Brun".
func (u *unit) comesTo(i int) bool {
	top := u.head()
	return comes[lemmaOf(&u.doc.Words[top])] && u.doc.Under(i, top)
}

// held are the nouns for an encounter, and tookPlaceBy the verbs that say no more of it than that it was.
var (
	held        = setOf("meeting call conversation talks session visit discussion consultation")
	tookPlaceBy = setOf("attend hold end conclude begin open")
)

// ofOccasion reports whether a statement tells of the encounter itself, neither how long it was nor how:
// "The meeting was attended by the heads of departments".
func (u *unit) ofOccasion() bool {
	h := u.head()
	n := u.doc.Child(h, "nsubj:pass", "nsubj")
	return n != text.NoHead && held[lemmaOf(&u.doc.Words[n])] && tookPlaceBy[lemmaOf(&u.doc.Words[h])] && !u.ofTalks() && len(u.mind.counts) == 0
}

// subject returns the subject of a statement's main verb where it stands apart from the
// statement: "Missiles, he said, had been on the table".
func (u *unit) subject() []int {
	n := u.doc.Child(u.head(), "nsubj")
	if first := u.doc.Sentences[u.doc.Words[u.words[0]].Sentence].First; n == text.NoHead && apartRel[u.doc.Words[first].Rel()] {
		n = first
	}
	if n == text.NoHead || slices.Contains(u.words, n) || slices.Contains(u.cue, n) || u.doc.Words[n].UPOS != "NOUN" {
		return nil
	}
	return []int{n}
}

// fronted returns what stands before a statement in its sentence and says what it is about:
// "While discussing the bridge, the minister said that ...", "On water, he said ...".
func (u *unit) fronted() []int {
	first := u.doc.Sentences[u.doc.Words[u.words[0]].Sentence].First
	if !topical[lemmaOf(&u.doc.Words[first])] && !topical[formOf(&u.doc.Words[first])] {
		return nil
	}
	var out []int
	for i := first; i < u.words[0]; i++ {
		if w := &u.doc.Words[i]; w.UPOS == "PUNCT" {
			return out
		} else if slices.Contains(u.cue, i) {
			return nil
		} else if w.UPOS == "NOUN" || w.UPOS == "PROPN" {
			out = append(out, i)
		}
	}
	return nil // no comma: it is the sentence itself
}

// topical are the words that open a phrase for what is spoken of: "on", "touching upon", "with
// regard to", "while discussing".
var topical = setOf("on asked regarding concerning about with touching turning referring commenting discussing addressing while as in")

// apartRel are the relations of a word that opens a sentence and is no part of its clause.
var apartRel = setOf("vocative dislocated")

// pointing are the nouns with which a statement takes up what was said before it.
var pointing = setOf("subject topic issue matter question promise demand request measure step decision move")

// pointsBack reports whether a statement has a word for what was said before and no more of
// its own: "That question did not arise".
func pointsBack(u *unit) bool {
	if len(u.words) > shortSaying {
		return false
	}
	for k, i := range u.words {
		if low := lemmaOf(&u.doc.Words[i]); !pointing[low] || k == 0 {
			continue
		}
		switch formOf(&u.doc.Words[u.words[k-1]]) {
		case "that", "this", "the", "such", "a", "any", "no":
			return u.doc.Child(i, "nmod", "acl") == text.NoHead
		}
	}
	return false
}

// shortSaying is how many words a statement has at most that means more than it says.
const shortSaying = 14

// meant returns the words in which stands what a statement is about, where it does not say
// it itself: the question that it answers, or the sentence before it in its paragraph.
func (c *comparer) meant(u *unit) []int {
	if list := c.asked(u); len(list) > 0 {
		return list
	}
	s := u.doc.Words[u.words[0]].Sentence
	if s == 0 {
		return nil
	}
	before := u.doc.Sentences[s-1]
	if !pointsBack(u) && strings.Contains(u.doc.Text[u.doc.Words[before.Last-1].End:u.doc.Words[u.words[0]].Start], "\n") {
		return nil
	}
	var list []int
	for i := before.First; i < before.Last; i++ {
		list = append(list, i)
	}
	return list
}

// asked returns the words of the question that a statement answers.
func (c *comparer) asked(u *unit) []int {
	rec := c.in.Pages[u.cell.Page].Record
	for i := range rec.Statements {
		if q := &rec.Statements[i]; q.ID != "" && q.ID == u.cell.Statement.Answers {
			return wordsIn(u.doc, readout.NewText(rec.Article.Text), q.Content)
		}
	}
	return nil
}

// common returns the words, in small letters, that name those who take part and their sides.
func (c *comparer) common() map[string]bool {
	out := make(map[string]bool)
	add := func(name string) {
		for w := range strings.FieldsSeq(strings.ToLower(name)) {
			out[w] = true
		}
	}
	c.people = make(map[string]bool)
	for _, p := range c.in.Event.Participants {
		add(p.Name)
		c.person(&p.Party)
	}
	for _, u := range c.units {
		for _, p := range []*readout.Party{u.cell.Statement.Speaker, u.cell.Statement.Addressee} {
			if p != nil && p.Type == "person" {
				add(p.Name)
				add(string(p.Office))
				c.person(p)
			}
		}
	}
	if c.in.Names != nil {
		for _, id := range []string{c.out.A.ID, c.out.B.ID} {
			for _, name := range c.in.Names(id) {
				add(name)
				c.ofSide(id, name)
			}
		}
	}
	return out
}

// person notes the last name of somebody.
func (c *comparer) person(p *readout.Party) {
	if f := strings.Fields(strings.ToLower(p.Name)); len(f) > 0 && p.Type == "person" {
		last := f[len(f)-1]
		c.people[last] = true
		c.people[last[strings.LastIndex(last, "-")+1:]] = true // "al-Haddad" is three words on a page
		c.ofSide(string(p.Side), f[len(f)-1])
	}
}

// ofSide notes a name of one word that means a side.
func (c *comparer) ofSide(side, name string) {
	if side == "" || strings.Contains(name, " ") {
		return
	}
	if c.sides == nil {
		c.sides = make(map[string]map[string]bool)
	}
	if c.sides[side] == nil {
		c.sides[side] = make(map[string]bool)
	}
	c.sides[side][strings.ToLower(name)] = true
}

// rows aligns the two sides and judges each row, in the order in which A speaks of them,
// what only B does last.
func (c *comparer) rows() {
	for _, r := range c.align() {
		if loose(r) {
			continue
		}
		verdict, why := c.judge(r)
		c.out.Rows = append(c.out.Rows, Row{Matter: c.matter(r), Issues: issuesIn(r), Verdict: verdict, Reason: why, A: cells(r.a), B: cells(r.b)})
	}
	slices.SortStableFunc(c.out.Rows, func(x, y Row) int {
		if (len(x.A) == 0) != (len(y.A) == 0) {
			return cmp.Compare(len(y.A), len(x.A))
		}
		return place(&x).compare(place(&y))
	})
}

// loose reports whether a row is a single sentence of a long turn that nothing ties to the
// event.
func loose(r *row) bool {
	list := slices.Concat(r.a, r.b)
	return len(list) == 1 && (list[0].loose || list[0].slight())
}

// What a statement that stands alone must have of words that tell of a matter, by their weight: one
// that refuses to speak of it, somebody's own words, and what a page tells between its statements.
const (
	leastRefused = 1.0
	leastQuoted  = 0.7
	leastBetween = 0.8
)

// slight reports whether a statement says too little of any matter to be one by itself: "No",
// "declined to comment", "We build bridges".
func (u *unit) slight() bool {
	weight := 0.0
	for i := range u.marks {
		if m := &u.marks[i]; !m.spare {
			weight += m.weight
		}
	}
	s := &u.cell.Statement
	switch {
	case refused(u):
		return weight < leastRefused
	case len(u.mind.whose) > 0 || u.ofTalks():
		return false
	case s.Kind == readout.Direct:
		return weight < leastQuoted
	}
	return s.Rule == betweenRule && weight < leastBetween
}

// A spot is where a row begins.
type spot struct{ page, start int }

func (s spot) compare(t spot) int {
	return cmp.Or(cmp.Compare(s.page, t.page), cmp.Compare(s.start, t.start))
}

func place(r *Row) spot {
	list := r.A
	if len(list) == 0 {
		list = r.B
	}
	at := spot{1 << 30, 0}
	for _, c := range list {
		if s := (spot{c.Page, c.Statement.Content[0].Start}); s.compare(at) < 0 {
			at = s
		}
	}
	return at
}

func cells(units []*unit) readout.List[Cell] {
	var out readout.List[Cell]
	for _, u := range units {
		out = append(out, u.cell)
	}
	slices.SortStableFunc(out, func(x, y Cell) int {
		return spot{x.Page, x.Statement.Content[0].Start}.compare(spot{y.Page, y.Statement.Content[0].Start})
	})
	return out
}
