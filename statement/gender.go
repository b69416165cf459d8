package statement

import "readout/text"

// genders gives the people whose gender nothing else tells that of their first name, as
// the language model has it. A name that has both is left open.
func (c *cast) genders() {
	d := c.a.doc
	told := map[*figure]nounClass{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		g := genderOf(m.Gender)
		if m.Kind != text.NameMention || g == 0 {
			continue
		}
		if s := c.sightingAt(d.Words[m.Head].Start); s != nil && s.figure.person && s.figure.gender == 0 {
			told[s.figure] |= g
		}
	}
	for p, g := range told {
		if g == male || g == female {
			p.gender = g
		}
	}
}

func genderOf(feature string) nounClass {
	switch feature {
	case "Masc":
		return male
	case "Fem":
		return female
	}
	return 0
}
