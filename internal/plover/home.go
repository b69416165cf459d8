package plover

import (
	"slices"

	"readout/text"
)

// lay makes the place the recipient of what is done to whoever is there: protests,
// curfews, bans.
func (v *view) lay(c *candidate) {
	if !v.lex.in("local", c.Class+slash(c.Modes)) && !v.lex.in("local", c.Class) || len(c.Recipients) > 0 {
		return
	}
	for _, k := range v.beside(c.host) {
		if v.hasCase(k, "in") || v.hasCase(k, "at") || v.hasCase(k, "across") || v.hasCase(k, "throughout") {
			if country := state(v.country(k, maxDescent)); country != "" {
				c.Recipients = []Side{{Head: k, Means: k, Words: v.phrase(k), Country: country}}
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

// complete gives the sides without a country that of the place, of the other side, or of
// the one country that the sentence names, where they are of a kind that has one.
func (v *view) complete(c *candidate) {
	fill := func(list, others []Side, acts bool) {
		for i := range list {
			s := &list[i]
			if s.Country != "" || !v.domestic(s) {
				continue
			}
			if len(s.Sectors) > 0 && s.Sectors[0] == "SOC" {
				s.Country = "NGO"
				continue
			}
			if i > 0 && v.isOwn(s.Head) { // "a minister and his family"
				s.Country = state(list[0].Country)
			}
			if s.Country == "" && together(c) {
				s.Country = ofOthers(list, s)
			}
			if s.Country == "" {
				s.Country = v.home(c)
			}
			if s.Country == "" && acts && c.Class == "ASSAULT" {
				s.Country = v.teller()
			}
			for _, o := range others {
				if s.Country == "" && !v.foreign(s) {
					s.Country = state(o.Country)
				}
			}
		}
	}
	if len(c.Recipients) > 0 && v.is(c.Recipients[0].Head, "embassy") {
		fill(c.Actors, nil, true) // those who march there are at home elsewhere
	} else {
		fill(c.Actors, c.Recipients, true)
	}
	fill(c.Recipients, c.Actors, false)
}

// ofOthers returns the state of those that a side meets.
func ofOthers(list []Side, s *Side) string {
	for i := range list {
		if &list[i] != s && state(list[i].Country) != "" {
			return list[i].Country
		}
	}
	return ""
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
	hosts := []int{c.host, c.Head}
	if s := v.subject(c.host); s != text.NoHead && v.word(s).UPOS == "NOUN" && len(v.lex.nouns[v.lemma(s)]) > 0 {
		hosts = append(hosts, s) // "a strike on a depot in Ruvia killed four"
	}
	for _, h := range hosts {
		for _, k := range v.beside(h) {
			if v.is(k, "frontier") {
				continue // "across the Ruvian border" is in two states
			}
			if v.hasCase(k, "in") || v.hasCase(k, "at") || v.hasCase(k, "near") || v.hasCase(k, "across") || v.hasCase(k, "throughout") || v.hasCase(k, "off") || v.hasCase(k, "of") && v.inside(v.word(k).Head) && v.is(v.word(k).Head, "compass") {
				if country := v.country(k, maxDescent); country != "" {
					return state(country)
				}
			}
		}
	}
	return v.only()
}

// teller returns the state whose officials or forces tell of it: they speak of their own
// country.
func (v *view) teller() string {
	for i := v.first; i < v.last; i++ {
		if w := v.word(i); w.UPOS != "VERB" || w.DepRel != "root" && w.DepRel != "parataxis" || !v.is(i, "saying") {
			continue
		}
		if s := v.child(i, "nsubj"); s != text.NoHead && len(v.sectors(s)) > 0 && v.lex.in("teller", v.sectors(s)[0]) {
			return state(v.country(s, maxDescent))
		}
	}
	return ""
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
