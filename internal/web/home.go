package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"readout"
	"readout/internal/column"
	"readout/internal/query"
	"readout/internal/store"
)

// How much the front page shows of each.
const (
	homeStatements = 40
	homeEvents     = 14
	homePages      = 8
)

// A homeData is the front page: what is newest in the record.
type homeData struct {
	Sums     store.Sums
	Path     string
	Sample   bool // the sample dossier can be loaded
	Days     []homeDay
	Moves    []move
	Week     readout.Day // the last day of the newest week
	Events   eventDays
	Pages    []store.PageState
	Failures []store.PageState
}

// A homeDay is the newest statements of one day.
type homeDay struct {
	Day  string
	Hits []store.Hit
}

// home is the front page, or on an empty record what to do first.
func (s *Server) home(r *http.Request) (*view, error) {
	ctx, record := r.Context(), s.Desk.Store
	d := homeData{Path: record.Path(), Sample: s.Sample != nil}
	var err error
	if d.Sums, err = record.Sums(ctx); err != nil {
		return nil, err
	}
	if d.Sums.Pages == 0 {
		return &view{name: "empty", title: "A new record", nav: "record", data: &d}, nil
	}
	for h, err := range record.Search(ctx, query.Query{}, store.SearchOptions{Limit: homeStatements}) {
		if err != nil {
			return nil, err
		}
		d.add(h)
	}
	if err := s.moves(ctx, &d); err != nil {
		return nil, err
	}
	events, err := record.Events(ctx, store.EventQuery{Limit: homeEvents})
	if err != nil {
		return nil, err
	}
	for _, ev := range events {
		d.Events.add(ev)
	}
	if d.Pages, err = record.PageStates(ctx, false, 0, homePages); err != nil {
		return nil, err
	}
	if d.Sums.Failed > 0 {
		d.Failures, err = record.PageStates(ctx, true, 0, homePages)
	}
	return &view{name: "home", title: "Record", nav: "record", data: &d}, err
}

func (d *homeData) add(h store.Hit) {
	day := cmp.Or(h.Said.String(), "day not known")
	if n := len(d.Days); n == 0 || d.Days[n-1].Day != day {
		d.Days = append(d.Days, homeDay{Day: day})
	}
	last := &d.Days[len(d.Days)-1]
	last.Hits = append(last.Hits, h)
}

// A move is how much an issue was spoken of lately: in the newest week of the record, and in
// the four weeks before it.
type move struct {
	Issue        string
	Week, Before int
	From         readout.Day // the first day of the newest week
}

// homeMoves is how many issues are shown, those that grew most first.
const homeMoves = 8

// moves counts statements by issue in the newest week and before.
func (s *Server) moves(ctx context.Context, d *homeData) error {
	for _, day := range d.Days {
		for _, h := range day.Hits {
			d.Week = max(d.Week, h.Said.Latest)
		}
	}
	if d.Week == "" {
		return nil
	}
	table, err := s.Desk.Columns(ctx)
	if err != nil {
		return err
	}
	week, err := byIssue(ctx, table, d.Week.Add(-6), d.Week)
	if err != nil {
		return err
	}
	before, err := byIssue(ctx, table, d.Week.Add(-34), d.Week.Add(-7))
	if err != nil {
		return err
	}
	for id, n := range week {
		d.Moves = append(d.Moves, move{Issue: id, Week: n, Before: before[id], From: d.Week.Add(-6)})
	}
	growth := func(m move) float64 { return float64(m.Week+1) / (float64(m.Before)/4 + 1) }
	slices.SortFunc(d.Moves, func(a, b move) int {
		return cmp.Or(cmp.Compare(growth(b), growth(a)), cmp.Compare(b.Week, a.Week), cmp.Compare(a.Issue, b.Issue))
	})
	d.Moves = d.Moves[:min(homeMoves, len(d.Moves))]
	return nil
}

// byIssue counts the statements of a range of days by issue.
func byIssue(ctx context.Context, table *column.Table, from, to readout.Day) (map[string]int, error) {
	found, err := table.Find(ctx, column.Ask{Query: query.Query{Root: query.Date{From: from, To: to}}, Facets: []query.Name{query.Issue}, Values: 200})
	if err != nil {
		return nil, err
	}
	out := make(map[string]int)
	for _, v := range found.Facets[0].Values {
		if v.Field.Value != "" {
			out[v.Field.Value] = v.Count
		}
	}
	return out, nil
}
