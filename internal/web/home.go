package web

import (
	"cmp"
	"net/http"

	"readout/internal/link"
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
	Events   []link.Event
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
	if d.Events, err = record.Events(ctx, store.EventQuery{Limit: homeEvents}); err != nil {
		return nil, err
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
