package plover

import (
	"slices"
	"sort"
	"strings"

	"readout/actor"
	"readout/text"
)

// maxDescent bounds how deep a noun phrase is searched for who is behind it.
const maxDescent = 4

// sides returns those that a noun stands for: itself and what is joined to it, or, for
// what cannot act ("the positions of the rebels"), who is behind it.
func (v *view) sides(n int) []Side {
	if n == text.NoHead || !v.inside(n) {
		return nil
	}
	v.names()
	var out []Side
	for _, part := range v.parts(n) {
		out = append(out, v.behind(part, maxDescent)...)
	}
	return unique(out)
}

// parts returns a noun and the nouns joined to it.
func (v *view) parts(n int) []int {
	out := []int{n}
	for _, k := range v.children(n) {
		if isRel(v.word(k), "conj") && nominal(v.word(k)) {
			out = append(out, k)
		}
	}
	return out
}

func unique(in []Side) []Side {
	var out []Side
	for _, s := range in {
		if !slices.ContainsFunc(out, func(o Side) bool { return o.Head == s.Head }) {
			out = append(out, s)
		}
	}
	return out
}

func (v *view) behind(n, depth int) []Side {
	if v.is(n, "waters") && v.word(n).UPOS == "PROPN" {
		return nil // "the Sea of Ruvia"
	}
	if v.word(n).UPOS == "NUM" {
		if k := v.child(n, "compound"); k != text.NoHead && v.means(k, "state") { // "to Ruvia | two of its men"
			return []Side{v.side(k)}
		}
	}
	if m := v.several(n); m != text.NoHead && depth > 0 {
		return v.behindAll(m, depth-1)
	}
	if v.word(n).UPOS == "NUM" || v.is(n, "partitive") && v.lemma(n) != "member" || v.word(n).UPOS == "DET" {
		for _, k := range v.children(n) {
			if isRel(v.word(k), "nmod") && depth > 0 && v.hasCase(k, "of") {
				if out := v.behindAll(k, depth-1); len(out) > 0 {
					return out
				}
			}
		}
	}
	s := v.side(n)
	event := v.word(n).UPOS == "NOUN" && len(v.lex.nouns[v.lemma(n)]) > 0 && !v.lex.in("sector", v.lemma(n))
	if v.word(n).UPOS == "PROPN" && v.named(n, text.Organisation) || !event && len(s.Sectors) > 0 || v.country(n, 0) != "" || v.animate(n) {
		return append([]Side{s}, v.joined(n, s)...)
	}
	if depth > 0 {
		// "a bomb planted by rebels"
		for _, k := range v.children(n) {
			if isRel(v.word(k), "acl") {
				if by := v.by(k); by != text.NoHead {
					return v.behindAll(by, depth-1)
				}
			}
		}
		for _, want := range []string{"by", "poss", "own", "against", "between", "of", "from", "on", "with", "to", "at", "in", "into", "over", "near", "for", "inside", "within", "around", "outside", "along", "about"} {
			var out []Side
			for _, k := range v.children(n) {
				if v.behindBy(k, want) {
					out = append(out, v.behindAll(k, depth-1)...)
				}
			}
			if v.is(n, "instrument") {
				v.armed(out, want)
			}
			if slices.ContainsFunc(out, able) {
				return out
			}
		}
	}
	if v.is(n, "thing") || v.word(n).UPOS != "PROPN" {
		return nil
	}
	return []Side{s}
}

func (v *view) behindAll(n, depth int) []Side {
	var out []Side
	for _, p := range v.parts(n) {
		out = append(out, v.behind(p, depth)...)
	}
	return out
}

// armed gives those behind a weapon a sector: whose it is has an army, where it went off
// nobody knows who fired it.
func (v *view) armed(sides []Side, way string) {
	sector := "UAF"
	if way == "own" || way == "poss" || way == "by" {
		sector = "MIL"
	}
	for i := range sides {
		if len(sides[i].Sectors) == 0 {
			sides[i].Sectors = []string{sector}
		}
	}
}

// joined returns the further sides of a noun with joined nationalities or states:
// "Ruvian and Kesnan forces", "the leaders of Ruvia and Kesna".
func (v *view) joined(n int, s Side) []Side {
	var out []Side
	for _, k := range v.children(n) {
		if !isRel(v.word(k), "amod", "compound", "nmod:poss") && !(isRel(v.word(k), "nmod") && (v.hasCase(k, "of") || v.hasCase(k, "from"))) || v.country(k, 0) == "" {
			continue
		}
		for _, kk := range v.children(k) {
			if c := v.country(kk, 0); isRel(v.word(kk), "conj") && c != "" && c != s.Country {
				out = append(out, Side{Head: kk, Means: kk, Words: text.Range{First: kk, Last: kk + 1}, Country: c, Sectors: s.Sectors})
			}
		}
	}
	return out
}

// several returns the noun that a "they" stands for where others are joined to it: "Ruvia
// and Kesna said they would sign".
func (v *view) several(n int) int {
	if v.lemma(n) != "they" {
		return text.NoHead
	}
	m := v.speaker(n)
	if r := v.referent(n); r != nil && v.inside(r.Head) {
		m = r.Head
	}
	if m == text.NoHead || m == n || len(v.parts(m)) < 2 || v.word(m).UPOS == "PRON" {
		return text.NoHead
	}
	return m
}

// behindBy reports whether child k stands to its noun in a way.
func (v *view) behindBy(k int, way string) bool {
	w := v.word(k)
	switch way {
	case "poss":
		return w.DepRel == "nmod:poss"
	case "own":
		if w.UPOS == "ADJ" && v.country(k, 0) == "" {
			return false // "military presence"
		}
		return isRel(w, "amod", "compound", "nmod:desc") && v.cases(k) == nil
	}
	return isRel(w, "nmod", "obl") && v.hasCase(k, way)
}

// able reports whether it is known who or what kind a side is.
func able(s Side) bool { return s.Country != "" || len(s.Sectors) > 0 }

// animate reports whether a noun is a pronoun of persons, a person or people.
func (v *view) animate(n int) bool {
	w := v.word(n)
	if w.UPOS == "PRON" {
		switch v.lemma(n) {
		case "he", "she", "they", "we", "i", "who", "it", "you", "him", "her", "them":
			return true
		}
		return false
	}
	return v.is(n, "people") || w.UPOS == "PROPN" && v.person(n) || w.UPOS == "NOUN" && v.human(n)
}

func (v *view) person(n int) bool { return v.named(n, text.Person) }
func (v *view) place(n int) bool  { return v.named(n, text.Place) }

// named reports whether word n stands in a name of a type.
func (v *view) named(n int, typ string) bool {
	names := v.doc.Names
	k := sort.Search(len(names), func(k int) bool { return names[k].Last > n })
	return k < len(names) && names[k].First <= n && names[k].Type == typ
}

// side makes a side of a noun.
func (v *view) side(n int) Side {
	s := Side{Head: n, Means: n, Words: v.phrase(n), Country: v.country(n, maxDescent), Sectors: v.sectors(n)}
	if v.word(n).UPOS == "PRON" {
		if m := v.referent(n); m != nil {
			s.Country, s.Sectors = v.ofReferent(m)
			if v.inside(m.Head) && s.Country != "" {
				s.Means = m.Head
			}
		}
		if sp := v.speaker(n); s.Country == "" && sp != text.NoHead {
			s.Country, s.Sectors, s.Means = v.country(sp, maxDescent), v.sectors(sp), sp
		}
	}
	if len(s.Sectors) == 0 && s.Country == "" && v.is(n, "polity") && v.word(n).Feat("Number") == "Plur" {
		s.Sectors = []string{"GOV"} // "the two countries"
	}
	if s.Country == "" && v.is(n, "ownstate") {
		s.Country = v.possessor(n)
	}
	if len(s.Sectors) == 0 && (v.means(n, "people") || v.ethnic(n) || v.word(n).UPOS == "NOUN" && v.human(n)) {
		s.Sectors = []string{"CVL"}
	}
	return s
}

// speaker returns the subject of the verb of saying over a pronoun's clause, whom the
// pronoun most likely means: "Ruvia said it would".
func (v *view) speaker(n int) int {
	switch v.lemma(n) {
	case "it", "he", "she", "they", "we", "i":
	default:
		return text.NoHead
	}
	if !isRel(v.word(n), "nsubj", "nsubj:pass", "nmod:poss", "expl") {
		return text.NoHead // "signed it"
	}
	i := n
	for range maxClimb {
		w := v.word(i)
		if !v.inside(w.Head) {
			break
		}
		if isRel(w, "ccomp", "parataxis") {
			if s := v.child(w.Head, "nsubj"); s != text.NoHead && s != n && v.word(s).UPOS != "PRON" {
				return s
			}
		}
		i = w.Head
	}
	return text.NoHead
}

// phrase returns the words of a noun without clauses, appositions and what is joined to it.
func (v *view) phrase(n int) text.Range {
	r := text.Range{First: n, Last: n + 1}
	for _, k := range v.children(n) {
		w := v.word(k)
		switch {
		case isRel(w, "det", "amod", "compound", "flat", "nummod", "nmod:poss", "nmod:desc", "goeswith", "fixed"):
		case isRel(w, "nmod") && k > n && v.hasCase(k, "of"):
		default:
			continue
		}
		first, last := v.doc.Subtree(k)
		r.First, r.Last = min(r.First, max(first, v.first)), max(r.Last, min(last, v.last))
	}
	return r
}

// country returns the country of a noun, looking depth levels into its phrase.
func (v *view) country(n, depth int) string {
	v.names()
	if depth > 0 && (v.means(n, "people") || v.ethnic(n)) {
		for _, k := range v.children(n) {
			if isRel(v.word(k), "nmod") && (v.hasCase(k, "in") || v.hasCase(k, "of") || v.hasCase(k, "from")) {
				if c := v.country(k, depth-1); c != "" {
					return c
				}
			}
		}
	}
	if depth > 0 && v.ethnic(n) {
		return ""
	}
	if m := v.known[n-v.first]; m != nil {
		if c := countryOf(m, v.roster); c != "" {
			return c
		}
	}
	if c := v.lies[n-v.first]; c != "" {
		return c
	}
	for _, k := range v.children(n) {
		if isRel(v.word(k), "flat") {
			if m := v.known[k-v.first]; m != nil {
				if c := countryOf(m, v.roster); c != "" {
					return c
				}
			}
		}
	}
	if depth == 0 {
		return ""
	}
	for _, rels := range [][]string{{"nmod:desc", "amod", "compound"}, {"nmod:poss"}, {"appos"}} {
		for _, k := range v.children(n) {
			if isRel(v.word(k), rels...) && (v.word(k).DepRel != "nmod" || rels[0] != "nmod:poss") {
				if c := v.country(k, depth-1); c != "" {
					return c
				}
			}
		}
	}
	for _, k := range v.children(n) { // "mosques destroyed in Ruvia"
		if w := v.word(k); w.DepRel == "acl" && w.XPOS == "VBN" && v.word(n).UPOS == "NOUN" {
			for _, o := range v.children(k) {
				if isRel(v.word(o), "obl") && (v.hasCase(o, "in") || v.hasCase(o, "at")) {
					if c := v.country(o, depth-1); c != "" {
						return c
					}
				}
			}
		}
	}
	for _, preps := range [][]string{{"of"}, {"from", "for", "to"}, {"in", "at", "near", "on", "along", "inside", "across", "around"}} {
		for _, k := range v.children(n) {
			if !isRel(v.word(k), "nmod") {
				continue
			}
			if cs := v.cases(k); len(cs) > 0 && slices.Contains(preps, cs[0]) {
				if c := v.country(k, depth-1); c != "" {
					return c
				}
			}
		}
	}
	return v.countryAfter(n)
}

// countryAfter returns the country of a name right after a noun and a preposition,
// wherever the tree has hung it: "two villages in Ruvia", "refugees from neighbouring
// Ruvia".
func (v *view) countryAfter(n int) string {
	if v.word(n).UPOS != "NOUN" || !v.inside(n+2) || v.is(n, "peer") && v.child(n, "amod", "compound") != text.NoHead {
		return ""
	}
	switch v.lemma(n + 1) {
	case "in", "from", "of", "near", "across", "inside":
	default:
		return ""
	}
	for k := n + 2; v.inside(k) && k < n+6; k++ {
		if c := v.country(k, 0); c != "" {
			return c
		}
		if w := v.word(k); w.UPOS != "DET" && w.UPOS != "ADJ" && w.XPOS != "VBG" && w.XPOS != "VBN" && w.XPOS != "NNP" {
			return ""
		}
	}
	return ""
}

// ethnic reports whether a nationality is that of a people, not of a state.
func (v *view) ethnic(n int) bool {
	for _, k := range v.children(n) {
		if v.lemma(k) == "ethnic" {
			return true
		}
	}
	return false
}

// countryOf returns the country that all actors of a name share, or "".
func countryOf(m *actor.Mention, roster *actor.Roster) string {
	country := ""
	for _, a := range m.Actors {
		c := codeOf(a, roster)
		if c == "" || country != "" && c != country {
			return usual(m)
		}
		country = c
	}
	return country
}

// usual returns the state that news means by a word that may mean several: "Congolese".
func usual(m *actor.Mention) string {
	for _, a := range m.Actors {
		if a.Type == actor.State && lexical().in("usual", strings.ToLower(a.ID)) {
			return StateCode(a.ID)
		}
	}
	return ""
}

// codeOf returns the ISO or PLOVER code of an actor's side.
func codeOf(a *actor.Actor, roster *actor.Roster) string {
	for range maxClimb {
		if a.ID == "un" {
			return "UNO"
		}
		if a.ID == "eu" {
			return "EUR"
		}
		if a.Type == actor.State {
			return StateCode(a.ID)
		}
		if a.Side == "" || a.Side == a.ID {
			break
		}
		next := roster.Get(a.Side)
		if next == nil {
			break
		}
		a = next
	}
	switch {
	case a.Type == actor.Organisation && a.Role == "ngo":
		return "NGO"
	case a.Type == actor.Organisation:
		return "IGO"
	case a.Type == actor.Group && a.Role == "armed-group":
		return "IMG"
	case a.Type == actor.Group && a.Role == "movement":
		return "ISM"
	}
	return ""
}

// StateCode gives regions and dependencies to their state.
func StateCode(id string) string {
	if c, ok := lexical().lists["region"][strings.ToLower(id)]; ok {
		return c
	}
	return id
}

// possessor returns the country behind "his country", "the government": who has it, or
// the subject of the clause.
func (v *view) possessor(n int) string {
	p := v.child(n, "nmod:poss")
	if p == text.NoHead {
		return ""
	}
	if m := v.referent(p); m != nil {
		c, _ := v.ofReferent(m)
		return c
	}
	for h, d := v.word(n).Head, 0; v.inside(h) && d < maxClimb; h, d = v.word(h).Head, d+1 {
		if s := v.child(h, "nsubj", "nsubj:pass"); s != text.NoHead && s != n {
			if c := v.country(v.antecedent(s), maxDescent); c != "" {
				return c
			}
		}
	}
	return ""
}

// referent returns the mention that a pronoun's chain names best, or nil.
func (v *view) referent(n int) *text.Mention {
	m := v.mention(n)
	if m == nil || m.Entity < 0 || m.Entity >= len(v.doc.Entities) {
		return nil
	}
	if k := v.doc.Entities[m.Entity].Name; k != text.NoMention {
		return &v.doc.Mentions[k]
	}
	if m.Antecedent != text.NoMention {
		return &v.doc.Mentions[m.Antecedent]
	}
	return nil
}

func (v *view) ofReferent(m *text.Mention) (country string, sectors []string) {
	if v.inside(m.Head) {
		if v.word(m.Head).UPOS == "PRON" {
			return "", nil
		}
		return v.country(m.Head, maxDescent), v.sectors(m.Head)
	}
	if v.roster == nil {
		return "", nil
	}
	start, end := v.doc.Words[m.First].Start, v.doc.Words[m.Last-1].End
	for _, f := range v.roster.Find(v.doc.Text[start:end]) {
		if c := countryOf(&f, v.roster); c != "" {
			return c, sectorsOf(&f)
		}
	}
	return "", nil
}
