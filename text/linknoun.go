package text

import "strings"

// linkNoun links a common noun where its form leaves little doubt.
func (r *resolver) linkNoun(i int) {
	m := &r.mentions[i]
	switch {
	case r.linkPredicate(i):
	case r.linkApposition(i):
	case m.Number == "Plur" && r.linkBoth(i):
	case r.facts[i].det == definite || r.facts[i].det == demonstrative || r.facts[i].det <= owned && r.facts[i].det != indefinite && r.capital(i):
		r.linkDefinite(i)
	}
	r.remember(i)
}

// capital reports whether a noun in the singular is written as a name is, though it does not
// open its sentence: "our Constitution".
func (r *resolver) capital(i int) bool {
	m := &r.mentions[i]
	return m.Number == "Sing" && m.Head > r.doc.Sentences[r.facts[i].sentence].First && capitalised(r.doc.Words[m.Head].Form)
}

// maxBack bounds the sentences between a noun and the one it repeats.
const maxBack = 12

// linkDefinite links "the minister", "the company" to the last mention that was called so.
func (r *resolver) linkDefinite(i int) {
	lemma := r.lemma(r.mentions[i].Head)
	full := r.modified(i)
	if to, ok := r.byPhrase[r.phraseKey(i)]; ok && r.near(i, to) {
		why := SameNoun
		if r.mentions[to].Kind == NameMention {
			why = TitleAndOffice
		}
		if why == SameNoun || r.agree(i, to) {
			r.attach(i, to, why)
			return
		}
	}
	if full {
		r.linkOffice(i)
		return
	}
	if r.facts[i].is&isPersonNoun != 0 && r.mentions[i].Number == "Sing" {
		if to, ok := r.byRole[lemma]; ok && r.agree(i, to) {
			r.attach(i, to, RoleNoun)
			return
		}
	}
	if to, ok := r.byToken[lemma]; ok && r.near(i, to) && r.agree(i, to) {
		r.attach(i, to, NounOfName)
		return
	}
	if to, ok := r.byNoun[lemma]; ok && r.near(i, to) && r.agree(i, to) {
		r.attach(i, to, SameNoun)
	}
}

// near reports whether mention to stands not too far before mention i.
func (r *resolver) near(i, to int) bool { return r.facts[i].sentence-r.facts[to].sentence <= maxBack }

// agree reports whether the entity of mention to may be what mention i says.
func (r *resolver) agree(i, to int) bool {
	m, s := &r.mentions[i], &r.state[r.root(to)]
	return sameGender(m.Gender, s.gender) && (m.Number == "" || s.number == "" || m.Number == s.number) && !r.within(i, to)
}

// within reports whether one of two mentions is a part of the other.
func (r *resolver) within(i, j int) bool {
	a, b := &r.mentions[i], &r.mentions[j]
	return a.First < b.Last && b.First < a.Last
}

// modified reports whether a noun has more with it than its determiner.
func (r *resolver) modified(i int) bool {
	m := &r.mentions[i]
	return m.Last-m.First > 2 || m.Last-1 != m.Head
}

// phraseKey returns the words of the mention without its determiner, in small letters.
func (r *resolver) phraseKey(i int) string {
	m := &r.mentions[i]
	first := m.First
	if w := &r.doc.Words[first]; first < m.Head && w.Head == m.Head && (w.UPOS == "DET" || w.UPOS == "PRON") {
		first++
	}
	return r.lowerWords(first, m.Last)
}

// lowerWords returns the words [first, last), at most maxName of them, in small letters,
// each with a space after it.
func (r *resolver) lowerWords(first, last int) string {
	b := r.phrase[:0]
	for k := first; k < min(last, first+maxName); k++ {
		b = append(append(b, strings.ToLower(r.doc.Words[k].Form)...), ' ')
	}
	r.phrase = b
	return string(b)
}

// remember makes the noun one that later nouns may repeat.
func (r *resolver) remember(i int) {
	m := &r.mentions[i]
	if m.Kind != NounMention || r.doc.Words[m.Head].UPOS == "PRON" {
		return
	}
	r.byPhrase[r.phraseKey(i)] = i
	r.byNoun[r.lemma(m.Head)] = i
	if r.facts[i].is&isPersonNoun != 0 && m.Number == "Sing" && r.mentions[i].Antecedent != NoMention {
		r.byRole[r.lemma(m.Head)] = i
	}
}

// tokens makes the common nouns in a name words that mean it: "the university".
func (r *resolver) tokens(i int) {
	if r.state[r.root(i)].kind == Person {
		return
	}
	for t := range strings.FieldsSeq(r.facts[i].key) {
		if strings.IndexByte(r.facts[i].key, ' ') >= 0 || lexicon()[t]&isGroupNoun != 0 {
			r.byToken[t] = i
		}
	}
}

// apposed returns the mention that mention i stands beside as another name for it.
func (r *resolver) apposed(i int) int {
	w := &r.doc.Words[r.mentions[i].Head]
	if w.Rel() != "appos" || w.Head == NoHead || w.Head >= r.mentions[i].Head || r.facts[i].joined {
		return NoMention
	}
	to := r.owner[w.Head]
	if to == NoMention || r.mentions[to].Kind == PronounMention || !sameNumber(&r.mentions[i], &r.mentions[to]) ||
		!sameGender(r.mentions[i].Gender, r.state[r.root(to)].gender) ||
		r.mentions[i].Kind == NameMention && r.mentions[to].Kind == NameMention ||
		!sameKind(r.mentions[i].Type, r.state[r.root(to)].kind) {
		return NoMention
	}
	return to
}

func sameNumber(a, b *Mention) bool { return a.Number == "" || b.Number == "" || a.Number == b.Number }

func (r *resolver) linkApposition(i int) bool {
	to := r.apposed(i)
	if to == NoMention {
		return false
	}
	r.attach(i, to, Apposition)
	r.noteRole(i, to)
	return true
}

// linkPredicate links "a lawyer" to "Ode" in "Ode is a lawyer".
func (r *resolver) linkPredicate(i int) bool {
	h := r.mentions[i].Head
	if !r.copula[h] || r.negated[h] || r.cased[h] || r.subject[h] < 0 || r.subject[h] >= h {
		return false
	}
	to := r.owner[r.subject[h]]
	if to == NoMention || !sameNumber(&r.mentions[i], &r.mentions[to]) || !sameGender(r.mentions[i].Gender, r.state[r.root(to)].gender) ||
		!sameKind(r.mentions[i].Type, r.state[r.root(to)].kind) {
		return false
	}
	r.attach(i, to, Predicate)
	r.noteRole(i, to)
	return true
}

// noteRole lets the noun i be a role of the person that mention of means.
func (r *resolver) noteRole(i, of int) {
	if r.facts[i].is&isPersonNoun != 0 && r.mentions[i].Kind == NounMention {
		r.byRole[r.lemma(r.mentions[i].Head)] = of
	}
}

// linkBoth finds what "both ministers" and "the two sides" mean: the last two joined by
// "and", or else the last two people or states.
func (r *resolver) linkBoth(i int) bool {
	if !r.two(i) {
		return false
	}
	people := r.facts[i].is&isPersonNoun != 0
	if to := r.lastPair; to != NoMention && len(r.mentions[to].Parts) == 2 && r.facts[i].sentence-r.facts[to].sentence <= 4 && r.isGroupOf(to, people) {
		r.attach(i, to, GroupOfTwo)
		r.mentions[i].Parts = r.mentions[to].Parts
		return true
	}
	var parts []int
	for _, e := range r.recent {
		s := &r.state[e]
		if s.longest != NoMention && (s.kind == Person) == people && s.kind != "" && r.facts[i].sentence-r.facts[s.last].sentence <= 2 {
			parts = append(parts, s.last)
		}
	}
	if len(parts) != 2 {
		return false
	}
	r.mentions[i].Parts, r.mentions[i].Reason = []int{min(parts[0], parts[1]), max(parts[0], parts[1])}, GroupOfTwo
	return true
}

func (r *resolver) isGroupOf(g int, people bool) bool {
	for _, p := range r.mentions[g].Parts {
		if r.mentions[p].Kind != NameMention && r.mentions[p].Kind != NounMention || (r.state[r.root(p)].kind == Person) != people {
			return false
		}
	}
	return true
}

// two reports whether the noun says that it means two that are known: "both ministers",
// "the two sides", "the sides".
func (r *resolver) two(i int) bool {
	m := &r.mentions[i]
	lemma := r.lemma(m.Head)
	side := lemma == "side" || lemma == "country" || lemma == "state" || lemma == "party" || lemma == "neighbour" || lemma == "neighbor" ||
		lemma == "government" || lemma == "nation"
	if !side && r.facts[i].is&isPersonNoun == 0 {
		return false
	}
	words := r.doc.Words[m.First:m.Head]
	switch len(words) {
	case 1:
		return words[0].Lemma == "both" || lemma == "side" && words[0].Lemma == "the"
	case 2, 3:
		return words[0].Lemma == "the" && words[1].Lemma == "two" || words[0].Lemma == "both"
	}
	return false
}

// linkOffice links "the Kesnan president" and "the president of Kesna" to the person the
// actor file or a title gives that office.
func (r *resolver) linkOffice(i int) {
	m := &r.mentions[i]
	if r.know == nil || m.Number != "Sing" {
		return
	}
	side := r.sideIn(i)
	if side == "" {
		return
	}
	lemma := r.lemma(m.Head)
	if r.facts[i].is&isPersonNoun != 0 {
		if to, ok := r.byRole[side+"\x00"+lemma]; ok && r.agree(i, to) {
			r.attach(i, to, TitleAndOffice)
		}
		return
	}
	switch lemma {
	case "side", "government", "state", "authority":
		if to, ok := r.byID[side]; ok && to < i {
			r.attach(i, to, DemonymAndState)
		}
	}
}

// sideIn returns the ID of the one actor that a word of the mention means, or "".
func (r *resolver) sideIn(i int) string {
	m := &r.mentions[i]
	side := ""
	for k := m.First; k < min(m.Last, m.First+maxName); k++ {
		if k == m.Head || r.doc.Words[k].UPOS != "ADJ" && r.doc.Words[k].UPOS != "PROPN" {
			continue
		}
		f, ok := r.fact(k, k+1)
		switch {
		case !ok || f.Type == Person || f.ID == side:
		case side != "":
			return ""
		default:
			side = f.ID
		}
	}
	return side
}

// fact returns what the caller knows of the words [first, last) as a name.
func (r *resolver) fact(first, last int) (Fact, bool) {
	if r.know == nil {
		return Fact{}, false
	}
	if r.doc.Words[last-1].XPOS == "POS" && last-1 > first {
		last--
	}
	return r.know.Fact(r.doc.Text[r.doc.Words[first].Start:r.doc.Words[last-1].End])
}

// use lets a fact about a name into its mention.
func (r *resolver) use(m *Mention, f *mentionFacts, fact Fact) {
	f.id, f.seat = fact.ID, fact.Seat
	if fact.Type != "" {
		m.Type = fact.Type
	}
	if fact.Gender != "" {
		m.Gender = fact.Gender
		f.is &^= isFemaleGiven | isMaleGiven
	}
	for _, title := range fact.Titles {
		words := strings.Fields(title)
		if len(words) == 0 {
			continue
		}
		last := words[len(words)-1]
		f.roles = append(f.roles, last)
		if fact.Side != "" {
			f.roles = append(f.roles, fact.Side+"\x00"+last)
		}
	}
}
