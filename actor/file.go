package actor

import (
	"fmt"

	"readout"
)

// A file is the form of an actor file.
type file struct {
	AsOf          string              `toml:"as_of"`
	Ambiguous     []string            `toml:"ambiguous"` // names that mean more than one actor, knowingly
	Ignore        []string            `toml:"ignore"`    // phrases in which no name is to be found
	States        []stateEntry        `toml:"state"`
	Organisations []organisationEntry `toml:"organisation"`
	Bodies        []bodyEntry         `toml:"body"`
	Offices       []officeEntry       `toml:"office"`
	Outlets       []outletEntry       `toml:"outlet"`
	Groups        []groupEntry        `toml:"group"`
	People        []personEntry       `toml:"person"`
	Places        []placeEntry        `toml:"place"`
}

// common is what all entries have.
type common struct {
	ID    string   `toml:"id"`
	Name  string   `toml:"name"`
	Names []string `toml:"names"`
	AsOf  string   `toml:"as_of"`
	Note  string   `toml:"note"` // for the file's readers
}

type stateEntry struct {
	common
	Demonyms         []string `toml:"demonyms"`
	Capital          string   `toml:"capital"`
	Metonyms         []string `toml:"metonyms"`
	Status           string   `toml:"status"`
	FamilyNameFirst  bool     `toml:"family_name_first"`
	HeadOfState      string   `toml:"head_of_state"`
	HeadOfGovernment string   `toml:"head_of_government"`
	ForeignMinister  string   `toml:"foreign_minister"`
	ForeignMinistry  string   `toml:"foreign_ministry"`
	DefenceMinister  string   `toml:"defence_minister"`
	DefenceMinistry  string   `toml:"defence_ministry"`
	Parliament       string   `toml:"parliament"`
	Military         string   `toml:"military"`
}

type organisationEntry struct {
	common
	Role     string   `toml:"role"`
	Side     string   `toml:"side"` // for an agency, the organisation it belongs to
	Members  []string `toml:"members"`
	Metonyms []string `toml:"metonyms"`
}

type bodyEntry struct {
	common
	Side     string   `toml:"side"`
	Role     string   `toml:"role"`
	Metonyms []string `toml:"metonyms"`
}

type officeEntry struct {
	common
	Side string `toml:"side"`
	Role string `toml:"role"`
	Body string `toml:"body"`
	Many bool   `toml:"many"`
}

type outletEntry struct {
	common
	Side string `toml:"side"`
	Role string `toml:"role"`
}

type groupEntry struct {
	common
	Side string `toml:"side"`
	Role string `toml:"role"`
}

type personEntry struct {
	common
	Gender  string        `toml:"gender"`
	Side    string        `toml:"side"`
	Role    string        `toml:"role"`
	Surname string        `toml:"surname"`
	Held    []tenureEntry `toml:"held"`
}

type tenureEntry struct {
	Office string `toml:"office"`
	From   string `toml:"from"`
	To     string `toml:"to"`
	Acting bool   `toml:"acting"`
}

// An entry is an actor as a file gives it, and where it stands there.
type entry struct {
	Actor
	common common
	at     place
	state  *stateEntry
	title  string // of an office or body that every state has: "Foreign Minister"
	order  []int  // of Held: which one it is in the file
}

// A note is a phrase of the lists ambiguous or ignore.
type note struct {
	phrase string
	ignore bool // else ambiguous
	at     place
}

// entries returns what the file says, in order of type.
func (f *file) entries(src *File) []*entry {
	var out []*entry
	add := func(table string, i int, c common, a Actor) *entry {
		a.ID, a.Name, a.Type, a.Source = c.ID, c.Name, Type(table), src.Name
		a.AsOf = readout.Day(c.AsOf)
		if c.AsOf == "" {
			a.AsOf = readout.Day(f.AsOf)
		}
		e := &entry{Actor: a, common: c, at: place{src: src, table: table, index: i}}
		out = append(out, e)
		return e
	}
	for i, s := range f.States {
		metonyms := s.Metonyms
		if s.Capital != "" {
			metonyms = append([]string{s.Capital}, metonyms...)
		}
		e := add("state", i, s.common, Actor{Side: s.ID, Role: s.Status, Demonyms: s.Demonyms, Metonyms: metonyms})
		e.state = &f.States[i]
	}
	for i, o := range f.Organisations {
		a := Actor{Side: o.Side, Role: o.Role, Members: o.Members, Metonyms: o.Metonyms}
		if a.Side == "" {
			a.Side = o.ID
		}
		add("organisation", i, o.common, a)
	}
	for i, b := range f.Bodies {
		add("body", i, b.common, Actor{Side: b.Side, Role: b.Role, Metonyms: b.Metonyms})
	}
	for i, o := range f.Offices {
		add("office", i, o.common, Actor{Side: o.Side, Role: o.Role, Body: o.Body, Many: o.Many})
	}
	for i, o := range f.Outlets {
		add("outlet", i, o.common, Actor{Side: o.Side, Role: o.Role})
	}
	for i, g := range f.Groups {
		add("group", i, g.common, Actor{Side: g.Side, Role: g.Role})
	}
	for i, p := range f.People {
		add("person", i, p.common, Actor{Side: p.Side, Role: p.Role, Surname: p.Surname, Female: p.Gender == "f", Male: p.Gender == "m"})
	}
	return out
}

// day reads a date to the day, month or year. The empty string is an open date.
func day(s string) (readout.Interval, error) {
	if s == "" {
		return readout.Interval{Basis: readout.None}, nil
	}
	first, last := bounds(s)
	if first == "" || last == "" {
		return readout.Interval{}, fmt.Errorf("%q is no date: want \"2006-01-02\", \"2006-01\" or \"2006\"", s)
	}
	return readout.Interval{Earliest: first, Latest: last, Basis: readout.Stated}, nil
}

// bounds returns the first and last day of a date, empty where it is none.
func bounds(s string) (first, last readout.Day) {
	switch len(s) {
	case len("2006"):
		return months(s+"-01", s+"-12")
	case len("2006-01"):
		return months(s, s)
	}
	if d := readout.Day(s); d.Valid() {
		return d, d
	}
	return "", ""
}

// months returns the first day of one month and the last day of another.
func months(from, to string) (first, last readout.Day) {
	first = readout.Day(from + "-01")
	if start := readout.Day(to + "-01"); first.Valid() && start.Valid() {
		next := start.Add(31) // some day of the next month
		return first, (next[:len("2006-01")] + "-01").Add(-1)
	}
	return "", ""
}
