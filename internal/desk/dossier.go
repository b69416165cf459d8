package desk

import (
	"context"

	"readout"
	"readout/actor"
	"readout/internal/position"
	"readout/internal/query"
	"readout/internal/store"
)

// A Dossier is an actor with what the actor files and the record hold of it.
type Dossier struct {
	ID      string               `json:"id"`
	Type    actor.Type           `json:"type"`
	Name    string               `json:"name"`
	Names   readout.List[string] `json:"other_names"`
	Side    readout.Opt          `json:"side"`
	AsOf    readout.Day          `json:"known_to"`
	Offices readout.List[Tenure] `json:"offices"` // held by a person, the latest last
	Holders readout.List[Tenure] `json:"holders"` // of an office, the latest first
	Record  position.Profile     `json:"record"`
}

// A Tenure is the time in which somebody held an office.
type Tenure struct {
	ID     string           `json:"id"` // of the office, or of who held it
	Name   string           `json:"name"`
	From   readout.Interval `json:"from"`
	To     readout.Interval `json:"to"`
	Acting bool             `json:"acting"`
}

// Dossier returns what is known of the actor that an id or a name means.
func (d *Desk) Dossier(ctx context.Context, name string, in Period) (Dossier, error) {
	a, err := d.Actor(name)
	if err != nil {
		return Dossier{}, err
	}
	period, err := in.node()
	if err != nil {
		return Dossier{}, err
	}
	roster, err := d.Roster()
	if err != nil {
		return Dossier{}, err
	}
	out := dossierOf(roster, a)
	out.Record, err = profile(ctx, d.Store, a.ID, period)
	return out, err
}

func dossierOf(roster *actor.Roster, a *actor.Actor) Dossier {
	d := Dossier{ID: a.ID, Type: a.Type, Name: a.Name, Names: a.Names[1:], Side: readout.Opt(a.Side), AsOf: a.AsOf}
	for _, t := range a.Held {
		d.Offices = append(d.Offices, Tenure{t.Office, roster.Get(t.Office).Name, t.From, t.To, t.Acting})
	}
	for _, p := range roster.Holders(a.ID, readout.Interval{}) {
		for _, t := range p.Held {
			if t.Office == a.ID {
				d.Holders = append(d.Holders, Tenure{p.ID, p.Name, t.From, t.To, t.Acting})
			}
		}
	}
	return d
}

func profile(ctx context.Context, s *store.Store, id string, period query.Node) (position.Profile, error) {
	var n query.Node = query.Or{query.Field{Name: query.Speaker, Value: id}, query.Field{Name: query.Side, Value: id}}
	if period != nil {
		n = query.And{n, period}
	}
	p := position.NewProfiler(id)
	for h, err := range s.Search(ctx, query.Query{Root: n}, store.SearchOptions{}) {
		if err != nil {
			return position.Profile{}, err
		}
		p.Add(&h)
	}
	return p.Profile(), nil
}
