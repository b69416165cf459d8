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

// Words is the time as far as it is known: "2020-05 to …, acting".
func (t Tenure) Words() string {
	s := asFarAsKnown(t.From) + " to " + asFarAsKnown(t.To)
	if t.Acting {
		s += ", acting"
	}
	return s
}

// asFarAsKnown is a day, month or year of which no more is known.
func asFarAsKnown(i readout.Interval) string {
	first, last := string(i.Earliest), string(i.Latest)
	switch {
	case first == "" || last == "":
		return "…"
	case first == last:
		return first
	case first[:7] == last[:7]:
		return first[:7]
	case first[:4] == last[:4]:
		return first[:4]
	}
	return first + ".." + last
}

// Facts returns what the actor files have of the actor that an id or a name means; its
// Record is empty.
func (d *Desk) Facts(name string) (Dossier, error) {
	a, err := d.Actor(name)
	if err != nil {
		return Dossier{}, err
	}
	roster, err := d.Roster()
	if err != nil {
		return Dossier{}, err
	}
	return dossierOf(roster, a), nil
}

// Dossier returns what is known of the actor that an id or a name means.
func (d *Desk) Dossier(ctx context.Context, name string, in Period) (Dossier, error) {
	period, err := in.node()
	if err != nil {
		return Dossier{}, err
	}
	out, err := d.Facts(name)
	if err == nil {
		out.Record, err = profile(ctx, d.Store, out.ID, period)
	}
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
