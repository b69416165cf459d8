package wikidata

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"readout/actor"
)

// makePerson makes the entry of somebody who is wanted.
func (b *builder) makePerson(p *person) {
	names := pick(p.Names, fitPerson)
	if len(names) == 0 {
		return
	}
	held := b.held(p)
	if len(held) == 0 && !b.o.Seatless {
		return
	}
	citizen := slices.Clone(p.States)
	for _, n := range p.Citizen {
		if id := b.ids[n]; id != "" {
			citizen = append(citizen, id)
		}
	}
	citizen = pick(citizen, func(id string) bool { return b.roster.Get(id) != nil })
	if !b.inAny(citizen, held) {
		return
	}
	e := &entry{Type: actor.Person, Name: names[0], Names: names[1:], Held: held, wished: true}
	known := b.knownPerson(names, citizen, held)
	b.counts.People++
	if known != nil {
		b.counts.Known++
		e.join(known)
	} else {
		e.ID = b.free(slug(names[0]), p.ID)
	}
	if e.ID == "" {
		return
	}
	e.key("gender", cmp.Or(genderOf(known), p.Gender))
	if known != nil {
		e.key("role", known.Role)
		e.key("surname", known.Surname)
	}
	if len(e.Held) == 0 {
		e.key("side", first(citizen))
	}
	for _, t := range e.Held {
		b.used[t.Office] = true
	}
	b.use(first(citizen), len(e.Held) == 0)
	slices.SortStableFunc(e.Held, func(a, b tenure) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Office, b.Office)) })
	b.entries[e.ID] = e
}

// use notes that an entry names another one.
func (b *builder) use(id string, names bool) {
	if names && id != "" {
		b.used[id] = true
	}
}

// inAny reports whether somebody belongs to the states that are asked for, as a citizen or
// by an office.
func (b *builder) inAny(citizen []string, held []tenure) bool {
	if len(b.o.Countries) == 0 || slices.ContainsFunc(citizen, b.inCountries) {
		return true
	}
	return slices.ContainsFunc(held, func(t tenure) bool {
		side, _, _ := strings.Cut(t.Office, "/")
		return b.inCountries(side)
	})
}

// held returns when somebody held which office.
func (b *builder) held(p *person) []tenure {
	var out []tenure
	for i := range p.Posts {
		one := p.Posts[i].tenure
		if one.From != "" && one.To == "" && !p.Posts[i].Ended {
			one.To = p.Died
		}
		if one.From == "" && one.To == "" || p.Posts[i].Ended && one.To == "" || !one.sound() {
			b.counts.Undated++
			continue
		}
		var err error
		switch one.Office, err = b.postOffice(&p.Posts[i]); {
		case errors.Is(err, errMissing):
			b.counts.Missing++
		case err != nil:
			b.counts.Homeless++
		default:
			out = add(out, one, false)
		}
	}
	return out
}

// postOffice returns the id of an office, or of that of the head of a state.
func (b *builder) postOffice(p *post) (string, error) {
	if p.Office != 0 {
		return b.office(p.Office)
	}
	if id := b.ids[p.State] + "/" + p.Role; b.isOffice(id) {
		return id, nil
	}
	return "", errMissing
}

// knownPerson returns whom the shipped files know by one of the names, if somebody in an
// office that both have, or of the same state.
func (b *builder) knownPerson(names, citizen []string, held []tenure) *actor.Actor {
	for _, n := range names {
		a := b.known(n, func(a *actor.Actor) bool {
			if a.Type != actor.Person || b.entries[a.ID] != nil {
				return false
			}
			both := func(t actor.Tenure) bool {
				return slices.ContainsFunc(held, func(h tenure) bool { return h.Office == t.Office })
			}
			side := func(t tenure) bool { return strings.HasPrefix(t.Office, a.Side+"/") }
			return slices.ContainsFunc(a.Held, both) || a.Side != "" && (slices.Contains(citizen, a.Side) || slices.ContainsFunc(held, side))
		})
		if a != nil {
			return a
		}
	}
	return nil
}

// join brings what the files know of somebody together with the entry. The extract is the
// later of the two.
func (e *entry) join(known *actor.Actor) {
	e.ID = known.ID
	e.Names = unique(slices.Concat(known.Names[1:], []string{e.Name}, e.Names))
	e.Name = known.Name
	e.Names = slices.DeleteFunc(e.Names, func(n string) bool { return n == e.Name })
	var held []tenure
	for _, t := range known.Held {
		held = append(held, tenure{Office: t.Office, From: text(t.From), To: text(t.To), Acting: t.Acting})
	}
	for _, t := range e.Held {
		held = add(held, t, true)
	}
	e.Held = held
}

func genderOf(a *actor.Actor) string {
	switch {
	case a != nil && a.Female:
		return "f"
	case a != nil && a.Male:
		return "m"
	}
	return ""
}

// settleMany marks the offices that several people hold at once, notes what is named by what
// is written, and counts.
func (b *builder) settleMany() {
	var all []tenure
	for _, e := range b.entries {
		all = append(all, e.Held...)
	}
	slices.SortFunc(all, func(a, b tenure) int { return cmp.Or(cmp.Compare(a.Office, b.Office), cmp.Compare(a.From, b.From)) })
	latest := "" // the end of those before, in this office
	for i, t := range all {
		_, end := span(cmp.Or(t.To, string(b.o.AsOf)))
		begin, _ := span(t.From)
		if i == 0 || all[i-1].Office != t.Office {
			latest = ""
		}
		if e := b.entries[t.Office]; e != nil && e.Type == actor.Office && begin != "" && latest != "" && begin < latest {
			e.Many = true
		}
		latest = max(latest, end)
	}
	for _, e := range b.entries {
		if e.Type == actor.Office && b.used[e.ID] {
			b.used[e.Side] = true
		}
	}
	for range 3 { // an office names a body, which names an organisation, which names another
		for _, e := range b.entries {
			b.use(e.Side, e.wished || b.used[e.ID])
		}
	}
	for id, e := range b.entries {
		if !e.wished && !b.used[id] {
			delete(b.entries, id)
			continue
		}
		switch e.Type {
		case actor.State:
			b.counts.States++
		case actor.Body:
			b.counts.Bodies++
		case actor.Organisation:
			b.counts.Organisations++
		case actor.Outlet:
			b.counts.Outlets++
		case actor.Office:
			b.counts.Offices++
		}
	}
}
