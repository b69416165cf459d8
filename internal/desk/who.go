package desk

import (
	"cmp"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"readout"
	"readout/actor"
	"readout/internal/quote"
)

// UnknownName is what to do about a name that no actor file has.
const UnknownName = "nobody of that name in the actor files; --actors FILE adds those of the record"

// Actor returns the actor that an id or a name means.
func (d *Desk) Actor(name string) (*actor.Actor, error) {
	roster, err := d.Roster()
	if err != nil {
		return nil, err
	}
	switch ids := idsOf(roster, name); len(ids) {
	case 0:
		return nil, missing("%q: %s", name, UnknownName)
	case 1:
		return roster.Get(ids[0]), nil
	default:
		return nil, invalid("%q fits more than one; give the id of one: %s", name, strings.Join(ids, ", "))
	}
}

// Knows reports whether the actor files have a name or id.
func (d *Desk) Knows(name string) (bool, error) {
	roster, err := d.Roster()
	return err == nil && len(idsOf(roster, name)) > 0, err
}

// sideOf returns the id of the one side that a name means, else the name as it is. In a
// query capitals do not matter: the forms that a text would have are tried.
func sideOf(roster *actor.Roster, name string) string {
	for _, form := range []string{name, cases.Title(language.Und).String(name), strings.ToUpper(name)} {
		found := roster.Find(form)
		if len(found) == 1 && len(found[0].Actors) == 1 && found[0].Start == 0 && found[0].End == len(form) {
			return cmp.Or(found[0].Actors[0].Side, name)
		}
	}
	return name
}

// partyNamed returns whether a party is who a name means: an actor by its id or a name of
// the actor files, somebody whose printed name or office holds the words, and, with sides,
// who speaks for a state or organisation of that name.
func partyNamed(roster *actor.Roster, name string, sides bool) func(*readout.Party) bool {
	ids := make(map[string]bool)
	for _, id := range idsOf(roster, name) {
		ids[id] = true
	}
	words := " " + folded(name) + " "
	return func(p *readout.Party) bool {
		if p == nil {
			return false
		}
		return p.ID != "" && ids[string(p.ID)] || sides && p.Side != "" && ids[string(p.Side)] ||
			strings.Contains(" "+folded(p.Name)+" ", words) || strings.Contains(" "+folded(string(p.Office))+" ", words)
	}
}

// idsOf returns the ids of the actors that the whole of name means, or that it is the id of.
func idsOf(roster *actor.Roster, name string) []string {
	if a := roster.Get(name); a != nil {
		return []string{a.ID}
	}
	var ids []string
	for _, m := range roster.Find(name) {
		if m.Start > 0 || m.End < len(name) {
			continue
		}
		for _, a := range m.Actors {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// folded is a name's words without case and signs.
func folded(s string) string {
	var keys []string
	for _, w := range quote.Words(s) {
		keys = append(keys, w.Key)
	}
	return strings.Join(keys, " ")
}
