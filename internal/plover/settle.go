package plover

import (
	"slices"

	"readout/text"
)

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
	v.consequences(found)
	for i := range found {
		v.turn(&found[i])
		v.modes(&found[i])
	}
}

// consequences joins an attack and what came of it, "shelled the town, killing nine", "a
// bomb that killed two", and what forces make ready for with their making ready.
func (v *view) consequences(found []candidate) {
	for i := range found {
		p := &found[i]
		for k := range found {
			q := &found[k]
			if i == k || p.dropped || q.dropped || q.Class != "ASSAULT" {
				continue
			}
			w := v.word(q.host)
			switch {
			case p.Class == "ASSAULT" && w.XPOS == "VBG" && isRel(w, "advcl") && w.Head == p.host && q.host > p.host:
			case p.Class == "ASSAULT" && w.DepRel == "acl:relcl" && w.Head == v.object(p.host) && v.subject(q.host) == w.Head:
			case p.Class == "MOBILIZE" && isRel(w, "xcomp") && v.within(q.host, p.host) && len(p.Recipients) == 0:
			default:
				continue
			}
			q.dropped = true
			for _, s := range q.Recipients { // those hurt are of the place that was hit
				if s.Country == "" && len(p.Recipients) > 0 {
					s.Country = p.Recipients[0].Country
				}
				p.Recipients = unique(append(p.Recipients, s))
			}
		}
	}
}

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
			w := v.word(c.Head)
			if k, ok := byHead[w.Head]; ok && w.UPOS == "NOUN" && isRel(w, "obj", "nsubj:pass") && v.word(w.Head).UPOS == "VERB" && found[k].Class != c.Class {
				c.dropped = true // "lifted its embargo on Ruvia"
			}
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

// counts reports whether anybody in an act is of those that the record is about.
func (v *view) counts(c *candidate) bool {
	if len(c.Actors) > 0 && v.is(c.Actors[0].Head, "natural") {
		return false
	}
	if s := v.subject(c.host); s != text.NoHead && v.inside(s) && v.is(s, "natural") {
		return false
	}
	if c.rule.class == "PROTEST" && c.Class != "REQUEST" && len(c.Actors) == 1 && v.word(c.Actors[0].Head).UPOS == "PROPN" && v.person(c.Actors[0].Head) && !slices.Contains(c.Modes, "hunger") && !slices.Contains(c.Modes, "boycott") {
		return false // one person's march to victory
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
