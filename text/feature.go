package text

// The features of pronouns and what they may mean: hashes of small numbers. The first
// argument of feature names the template.

// feature adds the hash of a few small numbers.
func (r *resolver) feature(values ...uint32) {
	h := uint32(2166136261)
	for _, v := range values {
		h = (h ^ v) * 16777619
		h ^= h >> 13
	}
	h *= 0x85ebca6b
	r.features = append(r.features, h^h>>16)
}

func hashWord(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// steps cuts a count into few classes: 0 to 4 alone, then 5 to 8, 9 to 16, more.
func steps(n int) uint32 {
	switch {
	case n < 0:
		return 9
	case n <= 4:
		return uint32(n)
	case n <= 8:
		return 5
	case n <= 16:
		return 6
	}
	return 7
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// shape is the pronoun's class with its case.
func (p *pronoun) shape() uint32 {
	k := uint32(p.form.class()) * 8
	switch {
	case p.form&reflexive != 0:
		return k + 1
	case p.form&possessive != 0:
		return k + 2
	}
	switch p.role {
	case subjectRole, passiveRole:
		return k + 3
	case objectRole:
		return k + 4
	}
	return k + 5
}

// noneFeatures are those of leaving the pronoun unlinked.
func (r *resolver) noneFeatures(p *pronoun) {
	w := &r.doc.Words[p.word]
	class, shape := uint32(p.form.class()), p.shape()
	r.feature(1, class)
	r.feature(2, shape)
	r.feature(3, class, bit(p.quoted))
	r.feature(4, class, bit(p.sentence == 0))
	if w.Head != NoHead {
		h := &r.doc.Words[w.Head]
		r.feature(6, class, hashWord(h.UPOS), hashWord(w.DepRel))
		r.feature(7, class, bit(r.copula[w.Head]), hashWord(h.UPOS))
	}
}

// pairFeatures are those of linking the pronoun to mention k, the last of entity e, which
// was mentioned as the rank-th last.
func (r *resolver) pairFeatures(p *pronoun, e, k, rank int) {
	s, m, f := &r.state[e], &r.mentions[k], &r.facts[k]
	class, shape := uint32(p.form.class()), p.shape()
	back := steps(p.sentence - f.sentence)
	kind := mentionClass(m)
	what := r.kindClass(s, s.lastName)
	gender := genderClass(s, r.mentions[p.mention].Gender)
	role, order := uint32(f.role), steps(rank)
	r.feature(20, class, kind, back)
	r.feature(21, class, gender, what)
	r.feature(22, class, numberClass(s, m), kind)
	r.feature(23, shape, role, back)
	r.feature(24, class, order)
	r.feature(25, class, order, back)
	r.feature(26, class, role, kind)
	r.feature(27, class, uint32(f.det), kind)
	r.feature(28, class, steps(s.count), back)
	r.feature(29, class, bit(p.quoted), bit(f.quoted), back)
	r.feature(30, class, steps(p.fitting), back)
	r.feature(31, shape, steps(p.fitting), role)
	r.feature(32, class, bit(f.joined), role)
	r.feature(33, class, uint32(f.depth), back)
	r.feature(34, class, bit(s.pronouns[p.form.class()] > 0), kind, back)
	r.feature(50, class, bit(p.ahead != NoMention && r.root(p.ahead) == e), bit(k > p.mention), bit(p.ahead == NoMention))
	r.feature(51, class, bit(s.lastName == NoMention), back)
	if p.sentence == f.sentence {
		r.feature(35, shape, role, bit(p.clause == f.clause), kind)
		r.feature(36, shape, role, bit(r.above(f.clause, p.clause)), bit(r.above(p.clause, f.clause)))
		r.feature(37, class, steps((p.word-m.Head)/3))
		r.feature(44, shape, bit(r.doc.Words[p.word].Head == r.doc.Words[m.Head].Head), role)
	} else {
		r.feature(38, shape, role, bit(p.role == f.role), back)
		r.feature(45, class, bit(isMain(r.doc, f.clause)), role, back)
	}
	if s.lastSubject != NoMention {
		r.feature(60, class, steps(p.sentence-r.facts[s.lastSubject].sentence), bit(s.lastSubject == k), uint32(p.role))
	} else {
		r.feature(61, class, back, role)
	}
	r.feature(70, class, steps(s.names), back)
	r.feature(71, class, bit(s.names == r.most), bit(s.names > 1))
	r.feature(72, class, steps(m.Last-m.First), kind, back)
	r.feature(62, class, bit(s.first == 0), steps(s.count))
	if p.clause >= 0 && f.clause >= 0 {
		rel := r.doc.Words[p.clause].DepRel
		r.feature(63, shape, role, hashWord(rel), bit(r.doc.Words[p.clause].Head == f.clause), bit(p.sentence == f.sentence))
	}
	if p.sentence == f.sentence {
		r.feature(65, shape, r.path(p.word, m.Head))
	}
	if s.lastName != NoMention {
		n := &r.mentions[s.lastName]
		w := &r.doc.Words[n.Head]
		r.feature(39, class, bit(n.Kind == NameMention), what)
		if n.Kind == NounMention {
			r.feature(40, class, hashWord(w.Lemma))
			r.feature(41, class, hashWord(tail(w.Lemma)))
		}
	}
	if p.clause >= 0 && f.clause >= 0 && p.clause != f.clause {
		r.feature(43, class, bit(r.doc.Words[p.clause].Lemma == r.doc.Words[f.clause].Lemma), role)
	}
}

// path returns a hash of the relations on the way from word i to word j up to where they
// meet, for short ways.
func (r *resolver) path(i, j int) uint32 {
	h := uint32(2166136261)
	a := i
	for up := range maxPath {
		b := j
		g := h
		for down := range maxPath {
			if a == b {
				return g ^ uint32(up*maxPath+down)*0x9e3779b9
			}
			w := &r.doc.Words[b]
			if w.Head == NoHead {
				break
			}
			g = (g ^ hashWord(w.Rel())) * 16777619
			b = w.Head
		}
		w := &r.doc.Words[a]
		if w.Head == NoHead {
			return 1
		}
		h = (h ^ hashWord(w.Rel())) * 0x01000597
		a = w.Head
	}
	return 1
}

// maxPath bounds the ways up a tree that are told apart.
const maxPath = 6

func isMain(d *Document, clause int) bool { return clause >= 0 && d.Words[clause].Head == NoHead }

// above reports whether word top is above word i in the tree.
func (r *resolver) above(top, i int) bool {
	if top < 0 || i < 0 || top == i {
		return false
	}
	for range maxClimb {
		if i = r.doc.Words[i].Head; i == NoHead {
			return false
		}
		if i == top {
			return true
		}
	}
	return false
}

func tail(s string) string { return s[max(0, len(s)-3):] }

func mentionClass(m *Mention) uint32 {
	switch m.Kind {
	case NameMention:
		return 1
	case NounMention:
		return 2
	case GroupMention:
		return 3
	}
	return 4
}

// kindClass says what kind of thing an entity is.
func (r *resolver) kindClass(s *entity, name int) uint32 {
	switch s.kind {
	case Person:
		return 1
	case Organisation:
		return 2
	case Place:
		return 3
	}
	if name == NoMention {
		return 4
	}
	switch is := r.facts[name].is; {
	case is&isPersonNoun != 0:
		return 5
	case is&isGroupNoun != 0:
		return 6
	}
	return 7
}

// genderClass says how the gender of an entity goes with that of a pronoun.
func genderClass(s *entity, gender string) uint32 {
	switch {
	case s.gender == "":
		return 0
	case s.gender == gender && s.sure:
		return 1
	case s.gender == gender:
		return 2
	case s.sure:
		return 3
	}
	return 4
}

func numberClass(s *entity, m *Mention) uint32 {
	n := s.number
	if m.Kind == GroupMention {
		n = "Plur"
	}
	switch n {
	case "Sing":
		return 1
	case "Plur":
		return 2
	}
	return 3
}
