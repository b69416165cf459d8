package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"readout"
	"readout/actor"
	"readout/internal/query"
	"readout/internal/store"
)

// recordFlags name the record.
type recordFlags struct {
	DB string `name:"db" default:"./readout.db" env:"READOUT_DB" placeholder:"FILE" help:"The record's file (default: ${default})."`
}

// open opens the record; where it cannot, the error says what to do about it.
func (f recordFlags) open(ctx context.Context, opt store.Options) (*store.Store, error) {
	s, err := store.Open(ctx, f.DB, opt)
	return s, advise(err)
}

// advise adds to an error of the record what to do about it, on a line of its own.
func advise(err error) error {
	var e *store.Error
	if errors.As(err, &e) && e.Advice != "" {
		return fmt.Errorf("%w\n  %s", err, e.Advice)
	}
	return err
}

// parseQuery reads a query. A mistake in it is one in the command line. Sides may be
// given by their names, which the actor files turn into the ids that the record has.
func parseQuery(text string, actorFiles []string) (query.Query, error) {
	q, err := query.Parse(text)
	if err != nil {
		return q, usageError{err}
	}
	asked := false
	query.Walk(q.Root, func(n query.Node) {
		f, ok := n.(query.Field)
		asked = asked || ok && f.Name == query.Side
	})
	if !asked {
		return q, nil
	}
	roster, err := loadRoster(actorFiles)
	if err != nil {
		return q, err
	}
	return q.Map(func(f query.Field) query.Field {
		if f.Name == query.Side {
			f.Value = sideOf(roster, f.Value)
		}
		return f
	}), nil
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

// closing closes the record at the end of a command, and returns the command's error or
// else that of closing.
func closing(s *store.Store, err *error) {
	if e := s.Close(); e != nil && *err == nil {
		*err = e
	}
}

// pageRef is where a page came from, for a person: its address, else its path.
func pageRef(p *readout.Page) string {
	if p.URL != "" {
		return string(p.URL)
	}
	return p.Name()
}
