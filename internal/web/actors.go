package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"readout"
	"readout/actor"
	"readout/internal/column"
	"readout/internal/query"
)

// How many are listed.
const (
	actorsShown = 60
	sidesShown  = 24
)

// An actorsData is the page to find an actor by.
type actorsData struct {
	Query    string
	Known    []knownActor // of the actor files
	MoreOf   int          // how many more of them fit
	Speakers []speakerLine
	Sides    []speakerLine
	All      column.Lane
}

// A knownActor is one of the actor files.
type knownActor struct {
	*actor.Actor
	Offices []*actor.Actor // held now, as far as the files know
	Count   int            // statements that find it
	Search  string
}

// A speakerLine is somebody who speaks in the record.
type speakerLine struct {
	column.Lane
	Name   string
	Href   string // "" where no actor file has it
	Search string
	Spark  string
}

// actors finds actors, or shows who speaks most.
func (s *Server) actors(r *http.Request) (*view, error) {
	d := &actorsData{Query: strings.TrimSpace(r.FormValue("q"))}
	v := &view{name: "actors", title: "Actors", nav: "actors", data: d}
	ctx := r.Context()
	if d.Query == "" {
		return v, s.mostFrequent(ctx, d)
	}
	var err error
	if d.Speakers, d.All, err = s.speakers(ctx, field(query.Speaker, d.Query), query.Speaker, actorsShown); err != nil {
		return nil, err
	}
	err = s.findActors(d)
	return v, err
}

func (s *Server) mostFrequent(ctx context.Context, d *actorsData) (err error) {
	if d.Speakers, d.All, err = s.speakers(ctx, nil, query.Speaker, actorsShown); err == nil {
		d.Sides, _, err = s.speakers(ctx, nil, query.Side, sidesShown)
	}
	return err
}

// spoken leaves out questions and sources without a name.
func spoken() query.And {
	return query.And{query.Not{X: field(query.Kind, string(readout.Question))}, query.Not{X: field(query.Level, string(readout.Unnamed))}}
}

// speakers are the most frequent speakers, or sides, of what a query finds.
func (s *Server) speakers(ctx context.Context, n query.Node, by query.Name, limit int) ([]speakerLine, column.Lane, error) {
	all := spoken()
	if n != nil {
		all = append(all, n)
	}
	lanes, err := s.lanes(ctx, query.Query{Root: all}, by, limit)
	if err != nil {
		return nil, column.Lane{}, err
	}
	roster, err := s.Desk.Roster()
	if err != nil {
		return nil, column.Lane{}, err
	}
	var out []speakerLine
	for _, l := range lanes.Lanes {
		if pronoun[l.Field.Value] {
			continue
		}
		line := speakerLine{Lane: l, Name: l.Label, Spark: spark(l.Bars, 120, 20)}
		id := l.Field.Value
		if by == query.Side {
			id, line.Name = s.sideNamed(id)
		}
		if a := roster.Get(id); a != nil {
			line.Name, line.Href = a.Name, "/actor/"+a.ID
		}
		line.Search = searchText(string(by) + ":" + quoted(id) + " -kind:question -level:unnamed")
		out = append(out, line)
	}
	return out, lanes.All, nil
}

// pronoun are names under which nobody is known: the page did not tell whom they mean.
var pronoun = map[string]bool{"he": true, "she": true, "it": true, "they": true, "we": true, "i": true, "you": true, "who": true, "this": true, "that": true}

// findActors looks through the names of the actor files: who has all the words.
func (s *Server) findActors(d *actorsData) error {
	roster, err := s.Desk.Roster()
	if err != nil {
		return err
	}
	counts := make(map[string]*speakerLine)
	for i := range d.Speakers {
		counts[strings.TrimPrefix(d.Speakers[i].Href, "/actor/")] = &d.Speakers[i]
	}
	words := strings.Fields(strings.ToLower(d.Query))
	var found []knownActor
	for a := range roster.Actors() {
		if !called(a, words) {
			continue
		}
		k := knownActor{Actor: a, Offices: roster.OfficesOf(a.ID, readout.On(a.AsOf, readout.Stated))}
		if line := counts[a.ID]; line != nil {
			k.Count, k.Search = line.Count, line.Search
		}
		found = append(found, k)
	}
	slices.SortStableFunc(found, func(x, y knownActor) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(typeOrder(x.Type), typeOrder(y.Type)), cmp.Compare(x.Name, y.Name))
	})
	d.Known = found[:min(len(found), actorsShown)]
	d.MoreOf = len(found) - len(d.Known)
	d.Speakers = slices.DeleteFunc(d.Speakers, func(l speakerLine) bool { return l.Href != "" }) // they stand among the known
	return nil
}

// called reports whether one of an actor's names, or its id, has all the words.
func called(a *actor.Actor, words []string) bool {
	return slices.ContainsFunc(append([]string{a.ID}, a.Names...), func(name string) bool {
		name = strings.ToLower(name)
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(name, w) })
	})
}

// typeOrder puts states and persons before what belongs to them.
func typeOrder(t actor.Type) int {
	return slices.Index([]actor.Type{"outlet", "body", "office", "organisation", "person", "state"}, t) * -1
}
