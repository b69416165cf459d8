package account

import (
	"slices"
	"strings"

	"readout/text"
)

// claims are things of which each can be of one side only, a line a claim.
var claims = []map[string]bool{setOf("request initiative invitation initiate invite wish behest"), setOf("belong part territory soil land")}

func sameClaim(a, b string) bool {
	return slices.ContainsFunc(claims, func(c map[string]bool) bool { return c[a] && c[b] })
}

// whose returns the sides that a unit gives such things to: "at the request of Ruvia".
func (c *comparer) whose(u *unit) map[string]string {
	var out map[string]string
	for _, i := range u.words {
		lemma := lemmaOf(&u.doc.Words[i])
		if words().class[lemma]&whose == 0 {
			continue
		}
		for _, j := range u.words {
			w := &u.doc.Words[j]
			side := c.sideOf(lemmaOf(w))
			if formOf(w) == "our" {
				side = u.voice.side
			}
			if side != "" && u.owns(j, i) {
				if out == nil {
					out = make(map[string]string)
				}
				out[lemma] = side
			}
		}
	}
	return out
}

// owns reports whether word j hangs on word i as its owner, directly or by the noun it
// describes: "Lim's request", "the initiative of the Ruvian side", "belong to Ruvia".
func (u *unit) owns(j, i int) bool {
	const far = 3
	for range far {
		w := &u.doc.Words[j]
		if w.Head == i && lemmaOf(&u.doc.Words[i]) == "invite" {
			by := u.doc.Child(j, "case")
			return by != text.NoHead && formOf(&u.doc.Words[by]) == "by" // not "invited Brun to Ruvia"
		}
		if w.Head == i {
			return w.Rel() == "nmod" || w.Rel() == "obl" || w.Rel() == "amod" || w.Rel() == "compound"
		}
		if w.Head < 0 {
			return false
		}
		j = w.Head
	}
	return false
}

// sideOf returns the side that a word, in small letters, names: A's or B's id, or "".
func (c *comparer) sideOf(lemma string) string {
	for _, side := range []string{c.out.A.ID, c.out.B.ID} {
		if side != "" && c.sides[side][strings.TrimSuffix(lemma, "'s")] {
			return side
		}
	}
	return ""
}
