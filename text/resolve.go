package text

import (
	"fmt"
	"slices"
	"strings"

	"readout/internal/linear"
)

// Resolve sets d.Mentions and d.Entities: who and what the document speaks of, and which
// mentions mean the same. It goes by d's trees and names and by what know, which may be
// nil, has to say. What it is not sure of stays unlinked.
//
// Names are linked first, in the whole document, then nouns and pronouns from left to
// right. Time is linear in the number of words: a pronoun looks at no more than
// maxCandidates entities, a noun at those of its word.
func (m *Model) Resolve(d *Document, know Knowledge) {
	m.ResolveBy(d, know, m.choose)
}

// ResolveBy is [Model.Resolve] with a caller that decides which option each pronoun is
// linked to; it is for training. Options stay valid during the call.
func (m *Model) ResolveBy(d *Document, know Knowledge, choose func(pronoun int, options []Option) int) {
	r := m.resolvers.Get().(*resolver)
	defer m.resolvers.Put(r)
	r.reset(d, know, choose)
	r.detect()
	r.linkNames()
	for i := range r.mentions {
		r.link(i)
	}
	r.finish()
}

// An Option is a mention that a pronoun may be linked to, the last one of its entity, as
// the ranker sees it. The option NoMention, always the first, leaves it unlinked.
type Option struct {
	Mention  int
	Features []uint32
}

// choose returns the option with the highest score.
func (m *Model) choose(_ int, options []Option) int {
	if m.ranker == nil {
		return 0
	}
	best, top := 0, int32(0)
	for i := range options {
		if score := m.ranker.Score(options[i].Features)[0]; i == 0 || score > top {
			best, top = i, score
		}
	}
	return best
}

// loadRanker reads what [Model.Resolve] ranks by.
func loadRanker(data []byte) (*linear.Model, error) {
	ranker, _, err := linear.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("load what pronouns are linked by: %w", err)
	}
	return ranker, nil
}

// A resolver is the memory of one run.
type resolver struct {
	doc    *Document
	know   Knowledge
	choose func(pronoun int, options []Option) int

	mentions []Mention
	facts    []mentionFacts
	names    []nameSpan

	// By word of the document.
	quoted      []bool
	national    []bool // in the name of a nationality
	titled      []bool // in the role before a name
	named       []int  // index into names, or -1
	owner       []int  // the mention whose head it is, or -1
	left, right []int  // the words of its phrase
	subject     []int  // its subject, or -1
	copula      []bool
	negated     []bool
	cased       []bool // a preposition stands before it

	waiting, queue []int

	parent    []int    // by mention: towards the first mention of its entity
	state     []entity // by mention, of the first of each entity
	recent    []int    // entities, by their first mentions, the last mentioned first
	byRole    map[string]int
	byNoun    map[string]int
	byPhrase  map[string]int
	byToken   map[string]int
	byID      map[string]int
	shortened map[string]bool
	lastPair  int
	most      int // the names of the entity that is named most
	options   []Option
	features  []uint32
	phrase    []byte
}

// An entity is what the resolver knows of one, up to the mention it has come to.
type entity struct {
	kind        string
	number      string
	gender      string
	sure        bool // the gender stands by a title, a fact or a pronoun, not by a given name alone
	lies        bool // where it is a place, it surely is one: known, or something is in it
	count       int  // mentions passed
	names       int  // names in the whole document
	last        int  // the last mention passed, or NoMention
	lastName    int  // the last one passed that is no pronoun, or NoMention
	pronouns    [4]int32
	lastSubject int // the last one passed that is a subject, or NoMention
	first       int // the sentence of the first one passed
	longest     int // the mention with the longest name, or NoMention
}

func (r *resolver) reset(d *Document, know Knowledge, choose func(int, []Option) int) {
	r.doc, r.know, r.choose = d, know, choose
	r.mentions, r.facts = make([]Mention, 0, len(d.Words)/3), r.facts[:0]
	r.recent, r.lastPair = r.recent[:0], NoMention
	if r.shortened == nil || len(r.shortened) > 1<<14 {
		r.shortened = make(map[string]bool)
	}
	clear(r.shortened)
	for _, m := range []*map[string]int{&r.byRole, &r.byNoun, &r.byPhrase, &r.byToken, &r.byID} {
		if *m == nil || len(*m) > 1<<14 {
			*m = make(map[string]int)
		}
		clear(*m)
	}
}

// linkNames makes every mention an entity and joins those of names that mean the same.
func (r *resolver) linkNames() {
	r.parent = growInts(r.parent, len(r.mentions), 0)
	r.state = slices.Grow(r.state[:0], len(r.mentions))[:len(r.mentions)]
	for i := range r.mentions {
		m := &r.mentions[i]
		r.parent[i] = i
		r.state[i] = entity{kind: m.Type, number: m.Number, gender: m.Gender, last: NoMention, lastName: NoMention, lastSubject: NoMention, longest: NoMention}
		r.state[i].sure = m.Gender != "" && (m.Kind != NameMention || r.facts[i].is&(isFemaleGiven|isMaleGiven) == 0)
		r.state[i].lies = m.Kind != NameMention || r.facts[i].id != "" || r.located(i)
		if m.Kind == NameMention {
			r.state[i].longest, r.state[i].names = i, 1
		}
	}
	r.joinNames()
	r.most = 0
	for i := range r.mentions {
		r.most = max(r.most, r.state[i].names)
	}
}

// root returns the first mention of the entity of mention i.
func (r *resolver) root(i int) int {
	for r.parent[i] != i {
		r.parent[i] = r.parent[r.parent[i]]
		i = r.parent[i]
	}
	return i
}

// merge makes one entity of those of mentions i and j.
func (r *resolver) merge(i, j int) {
	i, j = r.root(i), r.root(j)
	if i == j {
		return
	}
	if i > j {
		i, j = j, i
	}
	a, b := &r.state[i], &r.state[j]
	r.parent[j] = i
	if a.kind == "" {
		a.kind = b.kind
	}
	if a.number == "" {
		a.number = b.number
	}
	if a.gender == "" || b.sure && !a.sure && b.gender != "" {
		a.gender, a.sure = b.gender, b.sure
	}
	if b.longest != NoMention && (a.longest == NoMention || len(r.facts[b.longest].key) > len(r.facts[a.longest].key)) {
		a.longest = b.longest
	}
	a.lies = a.lies || b.lies
	a.count += b.count
	a.names += b.names
	for k := range a.pronouns {
		a.pronouns[k] += b.pronouns[k]
	}
	a.lastSubject = max(a.lastSubject, b.lastSubject)
	a.last, a.lastName = max(a.last, b.last), max(a.lastName, b.lastName)
	if k := slices.Index(r.recent, j); k >= 0 {
		if slices.Contains(r.recent, i) {
			r.recent = slices.Delete(r.recent, k, k+1)
		} else {
			r.recent[k] = i
		}
	}
}

// link links mention i to an earlier one and passes it.
func (r *resolver) link(i int) {
	m := &r.mentions[i]
	switch m.Kind {
	case NameMention:
		r.linkName(i)
	case NounMention:
		r.linkNoun(i)
	case PronounMention:
		r.linkPronoun(i)
	}
	r.pass(i)
}

// attach links mention i to mention to for a reason.
func (r *resolver) attach(i, to int, why Reason) {
	r.merge(i, to)
	r.mentions[i].Antecedent, r.mentions[i].Reason = to, why
}

// pass makes mention i the last one of its entity.
func (r *resolver) pass(i int) {
	e := r.root(i)
	s := &r.state[e]
	if s.count == 0 {
		s.first = r.facts[i].sentence
	}
	s.count, s.last = s.count+1, i
	if k := r.facts[i].role; k == subjectRole || k == passiveRole {
		s.lastSubject = i
	}
	m := &r.mentions[i]
	if m.Kind != PronounMention {
		s.lastName = i
	}
	for _, role := range r.facts[i].roles {
		r.byRole[role] = i
	}
	if f := &r.facts[i]; strings.IndexByte(f.office, ' ') < len(f.office)-1 {
		r.byPhrase[f.office] = i
	}
	if m.Kind == GroupMention {
		r.lastPair = i
	}
	r.touch(e)
}

// maxCandidates bounds the entities that are remembered for pronouns.
const maxCandidates = 40

// touch moves entity e to the front of those mentioned last.
func (r *resolver) touch(e int) {
	k := slices.Index(r.recent, e)
	switch {
	case k >= 0:
	case len(r.recent) < maxCandidates:
		r.recent = append(r.recent, e)
		k = len(r.recent) - 1
	default:
		k = len(r.recent) - 1
	}
	copy(r.recent[1:k+1], r.recent[:k])
	r.recent[0] = e
}

// finish writes the entities into the document.
func (r *resolver) finish() {
	number := growInts(r.queue, len(r.mentions), -1)
	r.queue = number
	var entities []Entity
	sizes := growInts(r.waiting, len(r.mentions), 0)
	r.waiting = sizes
	for i := range r.mentions {
		sizes[r.root(i)]++
	}
	all := make([]int, len(r.mentions))
	for i := range r.mentions {
		e := r.root(i)
		if number[e] < 0 {
			number[e] = len(entities)
			s := &r.state[e]
			entities = append(entities, Entity{Mentions: all[:0:sizes[e]], Type: s.kind, Number: s.number, Gender: s.gender, Name: s.longest})
			all = all[sizes[e]:]
		}
		r.mentions[i].Entity = number[e]
		entities[number[e]].Mentions = append(entities[number[e]].Mentions, i)
	}
	r.doc.Mentions, r.doc.Entities = r.mentions, entities
	r.mentions, r.doc, r.know, r.choose = nil, nil, nil, nil
}
