package plover

import (
	"slices"

	"readout/text"
)

// recipientRoles are where the recipients of a class stand, best first.
var recipientRoles = map[string][]string{
	"CONSULT":   {"with", "obj", "between"},
	"AGREE":     {"with", "obj", "to", "for"},
	"SUPPORT":   {"obj", "for", "with", "to", "of", "in"},
	"CONCEDE":   {"to", "obj", "for", "from", "in", "against", "on", "with"},
	"COOPERATE": {"with", "obj", "to", "from"},
	"AID":       {"to", "obj", "for", "in"},
	"RETREAT":   {"obj", "from", "to", "of", "in"},
	"REQUEST":   {"obj", "on", "to", "upon", "of", "with", "against"},
	"ACCUSE":    {"obj", "against", "of", "with", "for", "on", "to", "into", "over", "at", "in"},
	"REJECT":    {"obj", "with", "to", "from", "for", "on"},
	"THREATEN":  {"obj", "against", "to", "on", "with", "for"},
	"PROTEST":   {"against", "obj", "at", "outside", "front", "near", "before", "over", "with", "to"},
	"SANCTION":  {"on", "against", "obj", "from", "with", "to", "in", "of"},
	"MOBILIZE":  {"against", "to", "near", "along", "on", "into", "in", "at", "off", "around", "toward", "towards", "inside", "with"},
	"COERCE":    {"obj", "on", "against", "from", "in", "to", "of"},
	"ASSAULT":   {"obj", "on", "at", "against", "with", "in", "into", "near", "inside", "outside"},
}

func rolesOf(r *rule) []string {
	if len(r.roles) > 0 {
		return r.roles
	}
	return recipientRoles[r.class]
}

// verbAct reads the participants off a verb or adjective.
func (v *view) verbAct(c *candidate) {
	subject := v.subject(c.Head)
	c.Actors = v.sides(subject)
	c.Recipients = v.recipients(c, c.Head)
	if c.rule.swap {
		c.Actors, c.Recipients = c.Recipients, c.Actors
	}
	if c.Class == "MOBILIZE" && len(c.Actors) == 0 {
		c.Actors = v.sides(v.object(c.Head))
	}
	// "Kesnan army lifted ...": the nationality hangs on the wrong noun.
	if s, _ := v.repaired(c.Head); s != text.NoHead && len(c.Actors) == 1 && c.Actors[0].Country == "" {
		for k := s - 1; k >= v.first && k >= s-2 && c.Actors[0].Country == ""; k-- {
			c.Actors[0].Country = v.country(k, 0)
		}
	}
}

// recipients takes the first of the rule's places at verb h where somebody known stands.
func (v *view) recipients(c *candidate, h int) []Side {
	var unknown []Side
	for _, role := range rolesOf(c.rule) {
		if role == "obj" && h != c.Head && v.object(h) == c.Head {
			continue // the event itself
		}
		found := v.at(role, h)
		found = slices.DeleteFunc(found, func(s Side) bool {
			return slices.ContainsFunc(c.Actors, func(a Side) bool { return a.Head == s.Head })
		})
		if slices.ContainsFunc(found, able) {
			return found
		}
		if unknown == nil && role != "in" && role != "at" {
			unknown = found
		}
	}
	return unknown
}

// at returns the sides in a place beside verb h.
func (v *view) at(role string, h int) []Side {
	obj := v.object(h)
	if role == "do" { // "attempted to kill the envoy"
		if x := v.child(h, "xcomp"); x != text.NoHead {
			return v.sides(v.object(x))
		}
		return nil
	}
	if role == "obj" {
		if o := v.child(h, "iobj"); o != text.NoHead && !v.passive(h) {
			if found := v.sides(o); len(found) > 0 {
				return found
			}
		}
		if found := v.sides(obj); len(found) > 0 || v.passive(h) {
			return found
		}
		// "is investigating crimes by rebels": what stands after "by" belongs to the object.
		for _, k := range v.beside(h) {
			if v.hasCase(k, "by") && !v.is(k, "time") {
				return v.sides(k)
			}
		}
		return nil
	}
	if role == "front" { // "in front of", "in defiance of"
		for _, k := range v.beside(h) {
			if v.is(k, "relational") || v.hasCase(k, role) {
				if found := v.sides(k); len(found) > 0 {
					return found
				}
			}
		}
		return nil
	}
	for _, k := range v.beside(h) {
		if (v.hasCase(k, role) || role == "to" && (v.hasCase(k, "toward") || v.hasCase(k, "towards"))) && (role != "of" || v.word(k).Head != h || v.word(h).UPOS != "NOUN") && !v.is(k, "time") {
			if found := v.sides(v.antecedent(k)); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// maxBeside bounds how deep the nouns beside a verb are looked for.
const maxBeside = 3

// beside returns the nouns with prepositions that hang on a verb, on its object, and on
// these, nearest first. Prepositions are often attached too low ("a protest Sunday to
// Ruvia"); what hangs on those who act themselves is left out.
func (v *view) beside(h int) []int {
	if v.around[h-v.first] == nil {
		v.around[h-v.first] = v.findBeside(h, v.object(h))
	}
	return v.around[h-v.first]
}

func (v *view) findBeside(h, obj int) []int {
	out := []int{}
	level := []int{h}
	if obj != text.NoHead && v.inside(obj) && v.word(obj).Head != h && !isRel(v.word(h), "acl") {
		level = append(level, obj)
	}
	for range maxBeside {
		var next []int
		for _, n := range level {
			for _, k := range v.children(n) {
				w := v.word(k)
				switch {
				case k == h:
				case isRel(w, "obl", "nmod") && w.DepRel != "nmod:poss":
					out = append(out, k)
					next = append(next, k)
				case isRel(w, "advmod"), isRel(w, "xcomp") && w.UPOS == "ADJ", isRel(w, "obj", "appos", "flat", "conj", "obl:unmarked", "nsubj:pass") && nominal(w):
					next = append(next, k)
				}
			}
		}
		level = next
	}
	return out
}

// nounAct finds the light verb over a noun and reads the participants off both. It
// reports whether the noun tells of an event.
func (v *view) nounAct(c *candidate) bool {
	n := c.Head
	top := n
	if isRel(v.word(n), "conj") && v.inside(v.word(n).Head) {
		top = v.word(n).Head
	}
	h := v.word(top).Head
	if v.inside(h) && v.is(h, "partitive") && isRel(v.word(top), "nmod") {
		top, h = h, v.word(h).Head
	}
	hosted, happens := false, false
	if v.inside(h) && (v.word(h).UPOS == "VERB" || v.word(h).UPOS == "AUX") {
		asObject := v.object(h) == top || isRel(v.word(top), "obj", "nsubj:pass")
		switch {
		case asObject && v.is(h, "light"):
			hosted = true
			c.host = h
			c.Actors = v.sides(v.subject(h))
		case asObject && v.is(h, "undergo"), isRel(v.word(top), "obl") && v.is(h, "come") && v.hasCase(top, "under"):
			hosted = true
			c.host = h
			c.Recipients = v.sides(v.subject(h))
		case isRel(v.word(top), "obl") && v.is(h, "enter") && !v.passive(h):
			hosted = true
			c.host = h
			c.Actors = v.sides(v.subject(h))
		case isRel(v.word(top), "nsubj", "nsubj:pass") && v.is(h, "happen"):
			happens = true
			c.host = h
		}
	}
	if c.rule.weak && !hosted {
		return false
	}
	v.own(c)
	if hosted {
		if more := v.recipients(c, c.host); len(c.Recipients) == 0 && slices.ContainsFunc(more, able) {
			c.Recipients = more
		}
	}
	if happens && len(c.Recipients) == 0 {
		c.Recipients = v.recipients(c, c.host)
	}
	if c.rule.swap {
		c.Actors, c.Recipients = c.Recipients, c.Actors
	}
	known := slices.ContainsFunc(c.Actors, able)
	other := slices.ContainsFunc(c.Recipients, able)
	return hosted && (known || other) || happens && (known || other) || known && other || c.rule.joint && len(c.Actors) > 1
}

// own reads participants inside a noun's phrase.
func (v *view) own(c *candidate) {
	v.names()
	n := c.Head
	doer, other := &c.Actors, &c.Recipients
	if c.rule.patient {
		doer, other = other, doer
	}
	add := func(to *[]Side, s []Side) {
		for _, one := range s {
			if able(one) {
				*to = unique(append(*to, one))
			}
		}
	}
	for _, k := range v.children(n) {
		w := v.word(k)
		switch cs := v.cases(k); {
		case w.DepRel == "nmod:poss" && w.UPOS == "PRON" && c.host != n:
		case w.DepRel == "nmod:poss", isRel(w, "amod", "compound"):
			if len(*doer) == 0 {
				add(doer, v.sides(k))
			}
		case !isRel(w, "nmod", "obl") || len(cs) == 0 || v.is(k, "time"):
		case cs[0] == "by":
			c.Actors = nil
			add(&c.Actors, v.sides(k))
		case cs[0] == "between", cs[0] == "among":
			add(&c.Actors, v.sides(k))
			for _, kk := range v.children(n) { // the second is often joined to the noun itself
				if len(c.Actors) == 1 && isRel(v.word(kk), "conj") && v.country(kk, 0) != "" {
					add(&c.Actors, v.sides(kk))
				}
			}
		case cs[0] == "of" && c.Class == "MOBILIZE": // "manoeuvres of 8,000 troops"
		case cs[0] == "of":
			if subjective(c.rule) && len(c.Actors) == 0 {
				add(&c.Actors, v.sides(k))
			} else {
				add(&c.Recipients, v.sides(k))
			}
		case slices.Contains(rolesOf(c.rule), cs[0]) && len(*other) == 0 || cs[0] == "with":
			add(&c.Recipients, v.sides(k))
		}
	}
}

// subjective reports whether what follows "of" does what the noun says: "the visit of".
func subjective(r *rule) bool {
	switch r.class {
	case "CONSULT", "PROTEST", "THREATEN", "AGREE":
		return true
	case "RETREAT":
		return r.mode == "withdraw" || r.mode == "resign"
	}
	return false
}
