package text

import (
	"slices"
	"strings"
)

// A pronounForm says which third-person pronoun a word is.
type pronounForm uint8

// The classes of pronouns, and the cases that are added to them.
const (
	he pronounForm = iota
	she
	it
	they
	classes

	possessive pronounForm = 8
	reflexive  pronounForm = 16
	objective  pronounForm = 32
	noPronoun  pronounForm = 255
)

func (p pronounForm) class() pronounForm { return p & 7 }

// pronounOf returns the pronoun a word is, whatever its case, or noPronoun.
func pronounOf(form string) pronounForm {
	if len(form) < 2 || len(form) > 10 {
		return noPronoun
	}
	switch form[0] | 0x20 {
	case 'h', 's', 'i', 't':
	default:
		return noPronoun
	}
	switch strings.ToLower(form) {
	case "he":
		return he
	case "him":
		return he | objective
	case "his":
		return he | possessive
	case "himself":
		return he | reflexive
	case "she":
		return she
	case "her":
		return she | objective
	case "hers":
		return she | possessive
	case "herself":
		return she | reflexive
	case "it":
		return it
	case "its":
		return it | possessive
	case "itself":
		return it | reflexive
	case "they":
		return they
	case "them":
		return they | objective
	case "their", "theirs":
		return they | possessive
	case "themselves", "themself":
		return they | reflexive
	}
	return noPronoun
}

// linkPronoun lets the ranker choose what a pronoun means among the entities mentioned
// last that it may mean.
func (r *resolver) linkPronoun(i int) {
	r.options, r.features = r.options[:0], r.features[:0]
	p := r.readPronoun(i)
	r.option(NoMention, func() { r.noneFeatures(&p) })
	if p.ahead != NoMention && !slices.Contains(r.recent, r.root(p.ahead)) && r.agrees(&p, &r.state[r.root(p.ahead)], p.ahead) {
		r.option(p.ahead, func() { r.pairFeatures(&p, r.root(p.ahead), p.ahead, 0) })
	}
	for rank, e := range r.recent {
		if m, ok := r.fits(&p, e); ok {
			r.option(m, func() { r.pairFeatures(&p, e, m, rank) })
			p.fitting++
		}
	}
	r.fillFeatures()
	k := r.choose(i, r.options)
	if k <= 0 || k >= len(r.options) {
		return
	}
	to := r.options[k].Mention
	r.attach(i, to, r.pronounReason(&p, to))
	s := &r.state[r.root(i)]
	s.pronouns[p.form.class()]++
	if g := r.mentions[i].Gender; g != "" {
		s.gender, s.sure = g, s.sure || s.pronouns[p.form.class()] > 1
	}
}

// option adds an option whose features are what add appends.
func (r *resolver) option(m int, add func()) {
	first := len(r.features)
	add()
	r.options = append(r.options, Option{Mention: m, Features: r.features[first:]})
}

// fillFeatures points the options at their features, which may have moved while they grew.
func (r *resolver) fillFeatures() {
	at := 0
	for k := range r.options {
		n := len(r.options[k].Features)
		r.options[k].Features = r.features[at : at+n : at+n]
		at += n
	}
}

// A pronoun is what is known of the pronoun that is being linked.
type pronoun struct {
	mention  int
	form     pronounForm
	role     role
	sentence int
	word     int
	quoted   bool
	clause   int
	fitting  int // options so far
	ahead    int // the subject that follows of the clause it stands before, or NoMention
}

func (r *resolver) readPronoun(i int) pronoun {
	m, f := &r.mentions[i], &r.facts[i]
	p := pronoun{mention: i, word: m.Head, form: pronounOf(r.doc.Words[m.Head].Form), role: f.role, sentence: f.sentence, quoted: f.quoted, clause: f.clause}
	if f.role == ownerRole && p.form&possessive == 0 {
		p.form = p.form.class() | possessive
	}
	p.ahead = r.ahead(p.word)
	return p
}

// ahead returns the subject after word i of the nearest clause above it, where that is a
// name or noun: "Ode" for the pronoun of "In her speech, Ode said".
func (r *resolver) ahead(i int) int {
	j := i
	for range maxClimb {
		h := r.doc.Words[j].Head
		if h == NoHead {
			break
		}
		if s := r.subject[h]; s > i && s != j {
			if k := r.owner[s]; k != NoMention && r.mentions[k].Kind != PronounMention {
				return k
			}
		}
		j = h
	}
	return NoMention
}

// maxSentences bounds how far before a pronoun its antecedent stands.
const maxSentences = 6

// fits returns the last mention of entity e, and whether the pronoun may mean it.
func (r *resolver) fits(p *pronoun, e int) (int, bool) {
	s := &r.state[e]
	m := &r.mentions[s.last]
	f := &r.facts[s.last]
	if p.sentence-f.sentence > maxSentences {
		return 0, false
	}
	return s.last, r.agrees(p, s, s.last) && r.bound(p, s.last, m)
}

// agrees reports whether gender, number and kind of an entity, last mentioned by mention
// k, allow the pronoun.
func (r *resolver) agrees(p *pronoun, s *entity, k int) bool {
	m := &r.mentions[k]
	switch p.form.class() {
	case he, she:
		if s.number == "Plur" || s.kind == Organisation || s.kind == Place && s.lies || m.Kind == GroupMention {
			return false
		}
		if want := r.mentions[p.mention].Gender; s.gender != "" && s.gender != want && s.sure {
			return false
		}
	case it:
		if s.number == "Plur" || s.kind == Person || m.Kind == GroupMention || s.sure && s.gender != "" && s.gender != "Neut" {
			return false
		}
	case they:
		if s.sure && s.gender != "" && s.pronouns[they] == 0 {
			return false
		}
	}
	return true
}

// bound reports whether the tree lets the pronoun mean mention k: it is no part of it, and
// unless reflexive or possessive, no other argument of the same verb; two adjuncts may mean
// the same.
func (r *resolver) bound(p *pronoun, k int, m *Mention) bool {
	f := &r.facts[k]
	if f.sentence != p.sentence {
		return true
	}
	if m.First <= p.word && p.word < m.Last && m.Kind != PronounMention {
		return false
	}
	if p.form&(reflexive|possessive) != 0 || p.role == nounRole || f.depth > 0 {
		return true
	}
	a, b := &r.doc.Words[p.word], &r.doc.Words[m.Head]
	return a.Head != b.Head || a.Rel() == "conj" || b.Rel() == "conj" || a.Rel() == "obl" && b.Rel() == "obl"
}

// pronounReason says where the antecedent stands.
func (r *resolver) pronounReason(p *pronoun, to int) Reason {
	f := &r.facts[to]
	switch back := p.sentence - f.sentence; {
	case p.form&reflexive != 0 && back == 0:
		return Reflexive
	case back == 0:
		return PronounHere
	case back == 1 && (f.role == subjectRole || f.role == passiveRole):
		return PronounSubject
	case back == 1:
		return PronounBefore
	}
	return PronounFar
}
