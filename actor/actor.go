// Package actor knows who is who in diplomacy: states and territories with their
// demonyms and metonyms, organisations, offices with the titles and ministries that
// stand for them, the people who held them and when, and the outlets that report.
//
// The facts are in actor files (TOML, see docs/actors.md). [Default] reads those that
// are shipped; [Load] reads any number, of which a later one overrides an earlier.
// [Roster.Find] finds the names in a text in one pass. A name that fits more than one
// actor stays ambiguous: all of them are given and none is chosen.
package actor

import "readout"

// Version names this stage's behaviour in the record.
const Version = "actor/1"

// Type is what an actor is.
type Type string

// The types of actor.
const (
	State        Type = "state"        // a state or territory
	Organisation Type = "organisation" // an international organisation or grouping
	Body         Type = "body"         // a ministry, parliament, army, party, court or other part of a state or organisation
	Outlet       Type = "outlet"       // a news agency, paper or broadcaster
	Office       Type = "office"       // a post that somebody holds
	Person       Type = "person"
	Group        Type = "group" // a people, movement or armed group
)

// An Actor is one entry of the actor file.
type Actor struct {
	ID   string // "USA" (ISO 3166 alpha-3 for states), "un", "USA/foreign-minister", "antony-blinken"
	Type Type
	Name string // as it is shown
	Side string // the id of the state or organisation it speaks for; a state's own id for a state
	// Role is what kind of office or body it is: "head-of-state", "head-of-government",
	// "foreign-minister", "spokesperson", "foreign-ministry", "parliament", "agency" ...
	Role         string
	Body         string      // for an office, the id of the body it belongs to
	Many         bool        // for an office: several people hold it at once
	Members      []string    // for an organisation or grouping: ids, where the file lists them
	Names        []string    // all names that mean it, the shown one first
	Demonyms     []string    // for a state: "Azerbaijani", "Azerbaijanis"
	Metonyms     []string    // for a state or body: "Baku", "the Kremlin"
	Surname      string      // for a person, the last name where the file gives it, else ""
	Female, Male bool        // for a person, where known: which pronoun it takes
	Held         []Tenure    // for a person, oldest first
	AsOf         readout.Day // the day that the facts are known to
	Source       string      // the actor file it stands in
}

// A Tenure is the time in which a person held an office. Dates are intervals, since
// often only a month or year is known.
type Tenure struct {
	Office string // the office's id
	From   readout.Interval
	To     readout.Interval // open where still in office on the actor's AsOf day
	Acting bool
}

// How says in what way a name in a text means an actor.
type How uint8

// The ways of meaning an actor.
const (
	ByName    How = iota // its name or a variant of it
	BySurname            // a person's last name alone
	ByDemonym            // "Azerbaijani"
	ByMetonym            // "Baku", which may also be the city
	ByTitle              // an office's title: "Secretary of State"
)

// A Mention is a place in a text where the roster knows a name. Its actors belong to
// the roster: they are not to be changed.
type Mention struct {
	Start, End int // bytes
	How        How
	Actors     []*Actor // more than one where the name is ambiguous
}
