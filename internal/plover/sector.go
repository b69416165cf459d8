package plover

import (
	"slices"
	"strings"

	"readout/actor"
)

// sectors returns what a noun's phrase says about the sector, the primary one first.
func (v *view) sectors(n int) []string {
	v.names()
	var own, mod []string
	add := func(to *[]string, s string) {
		if s != "" && !slices.Contains(*to, s) {
			*to = append(*to, s)
		}
	}
	// A body or person that is known by name has its own sector, whatever words make the
	// name: "Security Council".
	if m := v.known[n-v.first]; m != nil && m.How == actor.ByName && m.Actors[0].Type != actor.State && v.word(n).UPOS == "PROPN" && m.Actors[0].Type != actor.Person {
		if own := sectorsOf(m); own != nil || !v.is(n, "institution") {
			return own
		}
		return strings.Split(v.lex.lists["sector"][v.lemma(n)], "+")
	}
	if v.breakaway(n) {
		add(&mod, "PRE")
	}
	former := false
	take := func(k int, to *[]string) {
		if v.is(k, "former") {
			former = true
		}
		s, ok := "", false
		if k > v.first {
			s, ok = v.lex.lists["sector"][v.lemma(k-1)+" "+v.lemma(k)]
		}
		if !ok {
			s = v.lex.lists["sector"][v.lemma(k)]
		}
		for f := range strings.SplitSeq(s, "+") {
			add(to, f)
		}
	}
	take(n, &own)
	for _, k := range v.children(n) {
		w := v.word(k)
		if isRel(w, "amod") && w.UPOS == "ADJ" && len(own) == 0 && !v.is(n, "generic") && !v.is(n, "people") {
			continue // "military occupation"
		}
		if isRel(w, "amod", "compound", "nmod:desc", "flat") {
			take(k, &mod)
			for _, kk := range v.children(k) {
				if isRel(v.word(kk), "amod", "compound", "flat") {
					take(kk, &mod)
				}
			}
		}
		if isRel(w, "appos") && v.known[n-v.first] == nil {
			take(k, &mod)
		}
		if isRel(w, "nmod") && v.is(n, "generic") && v.hasCase(k, "of") {
			v.ofGroup(n, k, take, &mod)
		}
	}
	if m := v.known[n-v.first]; m != nil && len(own) == 0 {
		for _, s := range sectorsOf(m) {
			add(&own, s)
		}
	}
	all := append(own, mod...)
	if v.is(n, "generic") || len(own) == 0 {
		all = append(mod, own...)
	}
	if former {
		all = append([]string{"ELI"}, all...)
	}
	var out []string
	for _, s := range all {
		add(&out, s)
	}
	return out
}

// ofGroup takes the sector of leaders or followers from whom they lead or follow: "leaders
// of the opposition coalition"; those of who is out of office oppose.
func (v *view) ofGroup(n, k int, take func(int, *[]string), to *[]string) {
	if v.lex.in("sector", v.lemma(k)) {
		take(k, to)
		return
	}
	for _, kk := range v.children(k) {
		switch {
		case !isRel(v.word(kk), "amod", "compound", "nmod:desc"):
		case v.lemma(n) != "supporter" && v.lemma(kk) == "opposition":
			take(kk, to)
		case v.lemma(n) == "supporter" && (v.is(kk, "former") || slices.ContainsFunc(v.children(kk), func(f int) bool { return v.is(f, "former") })):
			*to = append(*to, "OPP")
		}
	}
}

// breakaway reports whether a noun or a word before it names an entity that few recognise.
func (v *view) breakaway(n int) bool {
	is := func(i int) bool {
		m := v.known[i-v.first]
		return m != nil && m.Actors[0].Type == actor.State && v.lex.in("breakaway", strings.ToLower(m.Actors[0].ID))
	}
	return is(n) || slices.ContainsFunc(v.children(n), func(k int) bool { return isRel(v.word(k), "amod", "compound", "nmod:desc") && is(k) })
}

// sectorsOf returns the sectors of what the roster knows by a name.
func sectorsOf(m *actor.Mention) []string {
	a := m.Actors[0]
	switch a.Type {
	case actor.State:
		if m.How == actor.ByMetonym {
			return []string{"GOV"}
		}
		return nil
	case actor.Outlet:
		return []string{"JRN"}
	case actor.Person:
		return strings.Split(roleSector(personRole(a)), "+")
	case actor.Group:
		switch a.Role {
		case "armed-group", "rebel":
			return []string{"REB"}
		case "people":
			return nil
		}
		return []string{"REB"}
	case actor.Organisation:
		return nil
	}
	if s := roleSector(a.Role); s != "" {
		return strings.Split(s, "+")
	}
	return []string{"GOV"}
}

// personRole returns what a person does: the last office's place in its name, or a role.
func personRole(a *actor.Actor) string {
	if len(a.Held) == 0 {
		return a.Role
	}
	office := a.Held[len(a.Held)-1].Office
	_, role, _ := strings.Cut(office, "/")
	return role
}

// roleSector returns the sectors of a role of the actor files, "+" between them.
func roleSector(role string) string {
	role = strings.ReplaceAll(strings.ToLower(role), " ", "-")
	if s, ok := lexical().lists["role"][role]; ok {
		return s
	}
	for part := range strings.SplitSeq(role, "-") {
		if s, ok := lexical().lists["sector"][part]; ok {
			return s
		}
	}
	return "GOV"
}
