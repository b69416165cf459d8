package plover

import (
	"slices"

	"readout/text"
)

// owe makes a request of what somebody says that another must do: "said Ruvia must
// withdraw".
func (v *view) owe(found []candidate) []candidate {
	for i := v.first; i < v.last; i++ {
		if v.word(i).UPOS != "VERB" || !v.is(i, "saying") {
			continue
		}
		for _, k := range v.children(i) {
			if !isRel(v.word(k), "ccomp") || !v.musts(k) {
				continue
			}
			c := candidate{rule: &rule{class: "REQUEST", line: "must"}, host: i}
			c.Class, c.Kind, c.Head, c.Rule = "REQUEST", "demand", i, "must"
			c.Trigger = text.Range{First: i, Last: i + 1}
			c.Actors, c.Recipients = v.sides(v.subject(i)), v.sides(v.child(k, "nsubj", "nsubj:pass"))
			taken := slices.ContainsFunc(found, func(o candidate) bool { return o.Head == i })
			if !taken && len(c.Recipients) > 0 && slices.ContainsFunc(c.Actors, able) && v.official(c.Recipients[0]) && v.word(c.Recipients[0].Head).UPOS != "PRON" {
				found = append(found, c)
			}
		}
	}
	return found
}

// musts reports whether a clause says what must be done.
func (v *view) musts(k int) bool {
	for _, c := range v.children(k) {
		if isRel(v.word(c), "aux") && v.lemma(c) == "must" {
			return true
		}
	}
	return false
}

// official reports whether a side is a state, a body of states, or of a political sector.
func (v *view) official(s Side) bool {
	for _, sector := range s.Sectors {
		if v.lex.in("political", sector) {
			return true
		}
	}
	return s.Country != "" && len(s.Sectors) == 0
}

// settle sorts out which acts are only the content of others, and what of them is past,
// to come, denied or possible.
func (v *view) settle(found []candidate) {
	v.oneEach(found)
	for i := range found {
		v.mark(&found[i])
	}
	for i := range found {
		if !found[i].dropped && v.lex.in("absorbing", found[i].Class) {
			v.absorb(found, i)
		}
	}
	for i := range found {
		v.turn(&found[i])
		v.modes(&found[i])
	}
}

// oneEach drops the second of two acts that a verb and its noun name together: "launched
// an attack".
func (v *view) oneEach(found []candidate) {
	byHead := map[int]int{}
	for i := range found {
		byHead[found[i].Head] = i
	}
	for i := range found {
		c := &found[i]
		if c.host == c.Head {
			continue
		}
		k, ok := byHead[c.host]
		switch {
		case !ok:
		case found[k].Class == c.Class:
			found[k].merge(c)
			c.dropped = true
		case len(found[k].rule.conds) > 0 || found[k].Class == "CONSULT" && c.Class != "CONSULT" && !v.is(c.host, "light"):
			c.dropped = true
		default:
			found[k].dropped = true
		}
	}
}

// merge takes from a noun's act what the verb's lacks.
func (c *candidate) merge(noun *candidate) {
	if !slices.ContainsFunc(c.Actors, able) {
		c.Actors = noun.Actors
	}
	if !slices.ContainsFunc(c.Recipients, able) {
		c.Recipients = noun.Recipients
	}
	if len(c.Modes) == 0 {
		c.Modes = noun.Modes
	}
}

// absorb drops the acts that are the content of act i, and takes from them what it lacks.
func (v *view) absorb(found []candidate, i int) {
	p := &found[i]
	content := v.content(p)
	for k := range found {
		q := &found[k]
		if k == i || q.Head == p.host || q.Head == p.Head {
			continue
		}
		for _, c := range content {
			if !v.within(q.Head, c) {
				continue
			}
			if p.Class == "AGREE" && p.Kind == "pledge" && !q.dropped && (q.Head == c || q.host == c) && v.lex.lists["future"][q.Class] == "THREATEN" {
				p.Class = "THREATEN"
			}
			if !q.dropped && len(p.Modes) == 0 && v.lex.in("content", p.Class) {
				p.addMode(v.lex.lists["content"+p.Class][q.Class+slash(q.Modes)], v.lex.lists["content"+p.Class][q.Class])
			}
			if q.Head == c || q.host == c {
				v.borrow(p, q)
			}
			q.dropped = true
		}
	}
	if !v.addressed(p) {
		for _, c := range content {
			v.askOf(p, c)
		}
	}
	if !v.addressed(p) {
		for k := range found {
			for _, c := range content {
				if q := &found[k]; k != i && q.dropped && v.within(q.Head, c) {
					v.borrow(p, q)
				}
			}
		}
	}
	if p.Class == "THREATEN" && !v.addressed(p) {
		for _, c := range append(content, p.Head) {
			v.condition(p, c)
		}
	}
	if len(p.Modes) == 0 {
		for _, c := range content {
			v.contentMode(p, c)
		}
	}
}

// condition takes as the recipient of a threat who is to do or stop something: "to close
// the border if Ruvia does not withdraw".
func (v *view) condition(p *candidate, k int) {
	for _, c := range v.children(k) {
		if isRel(v.word(c), "advcl") && (v.hasCase(c, "if") || v.hasCase(c, "unless") || v.hasCase(c, "until")) {
			if s := v.child(c, "nsubj", "nsubj:pass"); s != text.NoHead && !v.addressed(p) {
				v.choose(p, v.sides(s))
			}
		}
	}
}

func slash(modes []string) string {
	if len(modes) == 0 {
		return ""
	}
	return "/" + modes[0]
}

func (c *candidate) addMode(choices ...string) {
	for _, m := range choices {
		if m != "" {
			c.Modes = []string{m}
			return
		}
	}
}

// content returns the heads of what an act is about.
func (v *view) content(p *candidate) []int {
	var out []int
	for _, h := range slices.Compact([]int{p.host, p.Head}) {
		for _, k := range v.children(h) {
			w := v.word(k)
			switch {
			case k == p.Head || k == p.host:
			case isRel(w, "obj") && v.infinitive(k) != text.NoHead:
				out = append(out, v.infinitive(k))
			case isRel(w, "xcomp", "ccomp"), isRel(w, "obj") && p.Class != "COERCE" && p.Class != "ACCUSE" && p.Class != "SANCTION":
				out = append(out, k)
			case isRel(w, "nsubj:pass") && p.Class != "COERCE" && p.Class != "ACCUSE" && p.Class != "SANCTION" && p.Class != "REQUEST":
				out = append(out, k)
			case isRel(w, "advcl") && (w.XPOS == "VB" && v.hasCase(k, "to") || v.hasCase(k, "of") || v.hasCase(k, "for") || v.hasCase(k, "from") || v.hasCase(k, "with") || v.hasCase(k, "over") || v.hasCase(k, "against") || v.hasCase(k, "on")),
				isRel(w, "acl") && v.word(h).UPOS == "NOUN" && w.DepRel != "acl:relcl":
				out = append(out, k)
			case isRel(w, "advcl") && p.Class == "PROTEST" && k > h:
				out = append(out, k)
			case isRel(w, "obl", "nmod"):
				for _, prep := range []string{"for", "of", "over", "on", "to", "against", "from", "about", "with", "in"} {
					if v.hasCase(k, prep) {
						out = append(out, k)
					}
				}
			}
		}
	}
	return out
}

// infinitive returns the infinitive that hangs on a noun, or NoHead.
func (v *view) infinitive(n int) int {
	for _, k := range v.children(n) {
		if w := v.word(k); w.DepRel == "acl" && w.XPOS == "VB" && v.hasCase(k, "to") {
			return k
		}
	}
	return text.NoHead
}

// maxWithin bounds how deep in an act's content another act stands.
const maxWithin = 6

// within reports whether word i belongs to the clause or phrase of word top.
func (v *view) within(i, top int) bool {
	for n := 0; n < maxWithin; n++ {
		if i == top {
			return true
		}
		if !v.inside(i) || isRel(v.word(i), "acl:relcl", "parataxis", "appos") {
			return false
		}
		i = v.word(i).Head
	}
	return false
}

// addressed reports whether an act's recipients are known well enough.
func (v *view) addressed(p *candidate) bool {
	if p.Class == "AGREE" && len(p.Actors) > 1 && p.Actors[0].Country != p.Actors[1].Country {
		return true // with each other
	}
	return slices.ContainsFunc(p.Recipients, func(s Side) bool { return able(s) && !v.isOwn(s.Head) })
}

// isOwn reports whether a noun belongs to somebody by a pronoun: "its troops".
func (v *view) isOwn(n int) bool {
	p := v.child(n, "nmod:poss")
	return p != text.NoHead && v.word(p).UPOS == "PRON"
}

// borrow fills an act's recipients from its content.
func (v *view) borrow(p, q *candidate) {
	if v.addressed(p) {
		return
	}
	if slices.Contains([]string{"REQUEST", "ACCUSE", "SUPPORT", "PROTEST"}, p.Class) && v.choose(p, q.Actors) {
		return
	}
	v.choose(p, q.Recipients)
}

// choose makes sides the recipients of an act, but for its own actors, and reports
// whether they are known.
func (v *view) choose(p *candidate, sides []Side) bool {
	var others []Side
	for _, s := range sides {
		mine := slices.ContainsFunc(p.Actors, func(a Side) bool {
			return a.Head == s.Head || a.Country == s.Country && s.Country != "" && slices.Equal(a.Sectors, s.Sectors)
		})
		if !mine && able(s) && !v.isOwn(s.Head) {
			others = append(others, s)
		}
	}
	if len(others) == 0 {
		return false
	}
	p.Recipients = others
	return true
}

// askOf takes the recipients of an act from a clause or noun that is no act itself: who is
// to do it, or to whom it is done. Those of another country are preferred.
func (v *view) askOf(p *candidate, k int) {
	if v.addressed(p) {
		return
	}
	groups := v.involved(p, k)
	for _, g := range groups {
		foreign := func(s Side) bool {
			return s.Country != "" && !slices.ContainsFunc(p.Actors, func(a Side) bool { return a.Country == s.Country })
		}
		if slices.ContainsFunc(g, foreign) && v.choose(p, g) {
			return
		}
	}
	for _, g := range groups {
		if v.choose(p, g) {
			return
		}
	}
}

// involved returns the sides in the places of a content clause, best first.
func (v *view) involved(p *candidate, k int) [][]Side {
	if v.word(k).UPOS != "VERB" {
		if v.place(k) {
			return nil
		}
		return [][]Side{v.sides(k)}
	}
	var out [][]Side
	if p.Class == "REQUEST" || p.Class == "ACCUSE" {
		if s := v.child(k, "nsubj", "nsubj:pass"); s != text.NoHead {
			if found := v.sides(s); slices.ContainsFunc(found, able) {
				return [][]Side{found}
			}
		}
	}
	verbs := []int{k}
	for _, c := range v.children(k) {
		if isRel(v.word(c), "xcomp", "ccomp", "advcl") && v.word(c).UPOS == "VERB" && c > k {
			verbs = append(verbs, c)
		}
	}
	for _, h := range verbs {
		for _, role := range []string{"obj", "to", "with", "from", "against", "on", "for", "of", "at", "into", "in"} {
			out = append(out, v.at(role, h))
		}
	}
	return out
}

// contentMode reads a mode off the words of an act's content.
func (v *view) contentMode(p *candidate, k int) {
	first, last := v.doc.Subtree(k)
	for i := max(first, v.first); i < min(last, v.last); i++ {
		if m := v.lex.lists["words"+p.Class][v.lemma(i)]; m != "" {
			p.addMode(m)
			return
		}
	}
}

// turn makes of what is to come, or refused, the class that this is.
func (v *view) turn(c *candidate) {
	if c.dropped {
		return
	}
	if v.hasUnless(c.host) && c.Class != "REQUEST" && c.Class != "ACCUSE" && c.Class != "CONSULT" && c.Future {
		c.Class, c.Modes = "THREATEN", nil
		return
	}
	switch to := v.lex.lists["future"][c.Class]; {
	case c.Negated && c.Future && v.lex.in("refusable", c.Class):
		c.Class, c.Modes, c.Negated, c.Future = "REJECT", nil, false, false
		c.addMode(v.lex.lists["contentREJECT"][c.rule.class])
	case !c.Future || c.Negated || to == "":
	case to == "THREATEN":
		if v.bySpeaker(c.host) {
			old := c.Class
			c.Class = to
			m := v.lex.lists["contentTHREATEN"][old+slash(c.Modes)]
			if m == "" {
				m = v.lex.lists["contentTHREATEN"][old]
			}
			c.Modes = nil
			c.addMode(m)
		}
	default:
		c.Class, c.Modes = to, nil
	}
}

// hasUnless reports whether a verb's clause has a condition of the kind that threatens.
func (v *view) hasUnless(i int) bool {
	for _, k := range v.children(i) {
		if isRel(v.word(k), "advcl") && v.hasCase(k, "unless") {
			return true
		}
	}
	return false
}

// bySpeaker reports whether a clause is what somebody says of themselves: "said it would".
func (v *view) bySpeaker(i int) bool {
	for n := 0; n < maxClimb && v.inside(i); n++ {
		w := v.word(i)
		if isRel(w, "ccomp") && v.inside(w.Head) && v.is(w.Head, "saying") {
			s := v.child(i, "nsubj")
			return s == text.NoHead || v.word(s).UPOS == "PRON" || v.is(s, "ownstate")
		}
		i = w.Head
	}
	return false
}

// modes adds the mode that the words around an act tell.
func (v *view) modes(c *candidate) {
	if c.dropped || len(c.Modes) > 0 {
		return
	}
	table := v.lex.lists["means"+c.Class]
	if table == nil {
		return
	}
	for i := v.first; i < v.last; i++ {
		if m := table[v.lemma(i)]; m != "" && v.near(i, c) {
			c.addMode(m)
			return
		}
	}
}

// near reports whether word i hangs on the act's verb through nouns alone.
func (v *view) near(i int, c *candidate) bool {
	for n := 0; n < maxWithin && v.inside(i); n++ {
		if i == c.Head || i == c.host {
			return true
		}
		if isRel(v.word(i), "acl:relcl", "ccomp", "parataxis", "conj") && v.word(i).UPOS == "VERB" {
			return false
		}
		i = v.word(i).Head
	}
	return false
}

// acts returns what is left, with contexts.
func (v *view) acts(found []candidate) []Act {
	var out []Act
	for i := range found {
		c := &found[i]
		if c.dropped || !v.counts(c) {
			continue
		}
		v.complete(c)
		if together(c) {
			c.Actors, c.Recipients = unique(append(c.Actors, c.Recipients...)), nil
		}
		v.lay(c)
		abroad(c)
		c.Contexts = v.contexts(c)
		out = append(out, c.Act)
	}
	return out
}

// lay makes the place the recipient of what is done to whoever is there: protests,
// curfews, bans.
func (v *view) lay(c *candidate) {
	if !v.lex.in("local", c.Class+slash(c.Modes)) && !v.lex.in("local", c.Class) || len(c.Recipients) > 0 {
		return
	}
	for _, k := range v.beside(c.host, v.object(c.host)) {
		if v.hasCase(k, "in") || v.hasCase(k, "at") || v.hasCase(k, "across") || v.hasCase(k, "throughout") {
			if country := state(v.country(k, maxDescent)); country != "" {
				c.Recipients = []Side{{Head: k, Words: v.phrase(k), Country: country}}
				return
			}
		}
	}
}

// abroad makes a meeting in a third country of a visit by two or more.
func abroad(c *candidate) {
	if c.Class != "CONSULT" || !slices.Contains(c.Modes, "visit") || len(c.Recipients) != 1 {
		return
	}
	host := c.Recipients[0].Country
	countries := map[string]bool{}
	for _, a := range c.Actors {
		countries[a.Country] = true
	}
	if len(countries) > 1 && !countries[""] && host != "" && !countries[host] {
		c.Modes, c.Recipients = []string{"third-party"}, nil
	}
}

// together reports whether all parties to an act take part alike.
func together(c *candidate) bool {
	if c.rule.joint && c.Class == c.rule.class {
		return true
	}
	return c.Class == "CONSULT" && !slices.Contains(c.Modes, "visit") && !c.rule.swap
}

// counts reports whether anybody in an act is of those that the record is about.
func (v *view) counts(c *candidate) bool {
	if len(c.Actors) > 0 && v.is(c.Actors[0].Head, "natural") {
		return false
	}
	if s := v.subject(c.host); s != text.NoHead && v.inside(s) && v.is(s, "natural") {
		return false
	}
	if c.Class == "CONSULT" && !v.company(c) || c.Class == "PROTEST" && !slices.Contains(c.Modes, "boycott") && v.governs(c) {
		return false
	}
	for _, s := range slices.Concat(c.Actors, c.Recipients) {
		if s.Country != "" {
			return true
		}
		for _, sector := range s.Sectors {
			if v.lex.in("political", sector) || c.Class == "PROTEST" {
				return true
			}
		}
	}
	return false
}

// company reports whether a meeting has more than one person in it.
func (v *view) company(c *candidate) bool {
	all := slices.Concat(c.Actors, c.Recipients)
	if len(all) != 1 || slices.Contains(c.Modes, "visit") {
		return len(all) > 0
	}
	w := v.word(all[0].Head)
	return w.Feat("Number") == "Plur" || v.is(all[0].Head, "council")
}

// governs reports whether the first to act is of the government: its rallies are no
// protests.
func (v *view) governs(c *candidate) bool {
	return len(c.Actors) > 0 && len(c.Actors[0].Sectors) > 0 && c.Actors[0].Sectors[0] == "GOV"
}

// complete gives the sides without a country that of the place, of the other side, or of
// the one country that the sentence names, where they are of a kind that has one.
func (v *view) complete(c *candidate) {
	fill := func(list, others []Side) {
		for i := range list {
			s := &list[i]
			if s.Country != "" || !v.domestic(s) {
				continue
			}
			s.Country = v.home(c)
			for _, o := range others {
				if s.Country == "" && !v.foreign(s) {
					s.Country = state(o.Country)
				}
			}
		}
	}
	if len(c.Recipients) > 0 && v.is(c.Recipients[0].Head, "embassy") {
		fill(c.Actors, nil) // those who march there are at home elsewhere
	} else {
		fill(c.Actors, c.Recipients)
	}
	fill(c.Recipients, c.Actors)
}

// foreign reports whether a side need not be of the country of those it deals with: a
// society, an outlet, a company.
func (v *view) foreign(s *Side) bool { return len(s.Sectors) > 0 && v.lex.in("foreign", s.Sectors[0]) }

// domestic reports whether a side is of some country even where none is named.
func (v *view) domestic(s *Side) bool {
	if len(s.Sectors) > 0 {
		return v.lex.in("domestic", s.Sectors[0])
	}
	return v.word(s.Head).UPOS == "PROPN" && v.place(s.Head)
}

// home returns the country that an act without another takes place in.
func (v *view) home(c *candidate) string {
	for _, h := range []int{c.host, c.Head} {
		for _, k := range v.beside(h, v.object(h)) {
			if v.hasCase(k, "in") || v.hasCase(k, "at") || v.hasCase(k, "near") || v.hasCase(k, "across") || v.hasCase(k, "throughout") || v.hasCase(k, "off") {
				if country := v.country(k, maxDescent); country != "" {
					return state(country)
				}
			}
		}
	}
	return v.only()
}

// state passes over codes of entities of no state.
func state(country string) string {
	switch country {
	case "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC":
		return ""
	}
	return country
}

// only returns the one country that the sentence names, or "".
func (v *view) only() string {
	if v.soleKnown {
		return v.sole
	}
	v.soleKnown = true
	v.names()
	for i := range v.known {
		country := v.lies[i]
		if v.known[i] != nil {
			country = state(countryOf(v.known[i], v.roster))
		}
		if country == "" {
			continue
		}
		if v.sole != "" && v.sole != country {
			v.sole = ""
			return ""
		}
		v.sole = country
	}
	return v.sole
}
