// Package wikidata makes actor files of what a user took from Wikidata: people with their
// offices and the days on which they held them, states, bodies and organisations.
//
// It reads the JSON of a dump or of a part of one, an entity a line, packed or not, and the
// CSV of a query. A dump is read twice, since what an office or a country is may stand
// behind whom it concerns; no more is kept of it than what the actor file gets. A line that
// cannot be read is counted, named and passed over. The same input makes the same file.
//
// What the shipped actor files know already keeps its id: offices are theirs where country
// and role are recognised (role.tsv has the rules), and of a person both are brought
// together. The result has been loaded once when it is returned.
package wikidata

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"readout"
	"readout/actor"
)

// Options say what is taken.
type Options struct {
	Roster    *actor.Roster // who is known already
	Types     []actor.Type  // of Person, State, Body, Organisation and Outlet; none is the first four
	Countries []string      // ids of states: only what belongs to one of them; none is all
	Languages []string      // of names; the first one gives the name that is shown; none is English
	Sitelinks int           // less than so many pages about it: not taken
	Seatless  bool          // people without an office, too
	AsOf      readout.Day   // to which the facts are known; "" is the last day on which an entity was changed
	OnBad     func(Bad)     // called for each line that cannot be read
	OnRead    func(lines int)
}

// A Bad is a line that cannot be read, or the place at which a file ends too early.
type Bad struct {
	File string
	Line int // counted from 1
	Err  error
}

func (b Bad) Error() string { return fmt.Sprintf("%s:%d: %v", b.File, b.Line, b.Err) }

// Counts say what was read and what became of it.
type Counts struct {
	Entities      int // read, or rows of a table
	Bad           int // lines that could not be read, and files that end too early
	People        int
	Known         int // of the people: in the shipped files, too
	States        int
	Bodies        int
	Organisations int
	Outlets       int
	Offices       int // that no other file has
	Undated       int // tenures left out, since when they were is not said
	Homeless      int // tenures left out, since it is not said what state or organisation the office belongs to
	Missing       int // tenures left out, since the office itself is not in the extract
}

// ErrTooMuch means that more was asked for than an actor file holds.
var ErrTooMuch = errors.New("more than an actor file holds")

// The most that is kept while an extract is read.
const (
	maxKept    = 250_000 // people, and other entities
	maxBytes   = 512 << 20
	maxClasses = 1 << 24 // pairs of a class and one above it
)

// File reads extracts and returns the actor file that they make.
func File(ctx context.Context, paths []string, o Options) ([]byte, Counts, error) {
	if len(o.Languages) == 0 {
		o.Languages = []string{"en"}
	}
	if len(o.Types) == 0 {
		o.Types = []actor.Type{actor.Person, actor.State, actor.Body, actor.Organisation}
	}
	x := newExtract(o)
	for pass := range 2 {
		for _, path := range paths {
			if err := x.read(ctx, path, pass); err != nil {
				return nil, x.counts, err
			}
		}
		if pass == 0 {
			x.rules = readRules()
			x.rules.spread(x.classes)
			x.classes = nil
		}
	}
	if o.AsOf == "" {
		x.o.AsOf = x.changed
	}
	if x.o.AsOf == "" {
		return nil, x.counts, fmt.Errorf("%s: nothing says to which day its facts are known: %w", strings.Join(paths, ", "), readout.ErrInvalid)
	}
	data, err := newBuilder(x).file(paths)
	return data, x.counts, err
}
