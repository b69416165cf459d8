package plover

import (
	"slices"

	"readout/text"
)

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
			if p.Kind == "signing" && p.Class == "SUPPORT" && isRel(v.word(q.Head), "acl") && v.word(q.Head).Head == v.object(p.Head) && v.is(v.object(p.Head), "decree") {
				p.Class, p.Modes, p.Recipients = q.Class, q.Modes, q.Recipients // "signed a decree pardoning the rebels"
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
			case isRel(w, "obj") && v.is(k, "decree") && v.child(k, "acl") != text.NoHead:
				out = append(out, v.child(k, "acl"))
			case isRel(w, "obj") && v.infinitive(k) != text.NoHead:
				out = append(out, v.infinitive(k))
			case isRel(w, "xcomp", "ccomp"), isRel(w, "csubj") && k > h, isRel(w, "obj") && p.Class != "COERCE" && p.Class != "ACCUSE" && p.Class != "SANCTION":
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
	for range maxWithin {
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
			return a.Head == s.Head || a.Country == s.Country && s.Country != "" && (slices.Equal(a.Sectors, s.Sectors) || p.Class == "AGREE" && len(s.Sectors) == 0)
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
		if found := v.sides(k); slices.ContainsFunc(found, able) {
			return [][]Side{found}
		}
		for _, c := range v.children(k) { // "a formula for ending its dispute with Ruvia"
			if w := v.word(c); w.DepRel == "acl" && w.UPOS == "VERB" {
				return v.involved(p, c)
			}
		}
		return nil
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
