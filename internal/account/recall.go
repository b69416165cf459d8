package account

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"readout"
	"readout/internal/link"
	"readout/internal/query"
	"readout/internal/store"
)

// recall makes an event of words that none of the record's has, where they name an encounter
// and two who took part: a page that tells "I sat down with my colleague" may have no event.
// Its pages are those that open with the names of both. Its day is the one asked for, or that of
// an encounter that one of the two has on such a page, or else that of the first page or the one
// before. The error is [readout.ErrNotFound] where there is no such page.
func recall(ctx context.Context, record *store.Store, words []string) (link.Event, []readout.Record, error) {
	r := recalled{ev: link.Event{Status: readout.Happened}}
	var ofNames query.Or
	for _, w := range words {
		switch day := readout.Day(w); {
		case day.Valid():
			r.day = day
		case encounters[w]:
			r.ev.Kind = w
		case ways[strings.ToLower(w)] || occasions[strings.ToLower(w)]:
			r.ev.Kind = cmp.Or(r.ev.Kind, "talks")
		default:
			r.names = append(r.names, w)
			ofNames = append(ofNames, query.Field{Name: query.Speaker, Value: w}, query.Field{Name: query.To, Value: w}, query.Field{Name: query.Headline, Value: w})
		}
	}
	if r.ev.Kind == "" || len(r.names) < 2 {
		return r.ev, nil, readout.ErrNotFound
	}
	looked := 0
	for rec, err := range record.Records(ctx, query.Query{Root: ofNames}) {
		if err != nil {
			return r.ev, nil, err
		}
		if looked++; looked > maxLooked || len(r.pages) == maxAlso {
			break
		}
		if newer, err := record.NewerThan(ctx, rec.Page.ID); err != nil {
			return r.ev, nil, err
		} else if newer == "" {
			r.look(&rec)
		}
	}
	return r.event()
}

// occasions are words for an encounter that are no kind of event.
var occasions = setOf("summons summoning demarche démarche audience consultations session round")

// recalled is an event as it is put together from its pages.
type recalled struct {
	ev      link.Event
	names   []string
	day     readout.Day   // that was asked for
	days    []readout.Day // of encounters that one of those named has
	pages   []readout.Record
	parties []readout.Participant
}

// look takes a page in that opens with all names, and notes who they are.
func (r *recalled) look(rec *readout.Record) {
	on := rec.Article.Published.Day()
	opening := openingWords(rec)
	lacks := func(name string) bool { return !has(opening, wordsOf(name)) }
	if on == "" || r.day != "" && (on < r.day || on > r.day.Add(newsDays)) || slices.ContainsFunc(r.names, lacks) {
		return
	}
	r.pages = append(r.pages, *rec)
	for i := range rec.Statements {
		r.meet(rec.Statements[i].Speaker)
		r.meet(rec.Statements[i].Addressee)
	}
	for i := range rec.Events {
		ev := &rec.Events[i]
		known := false
		for k := range ev.Participants {
			known = r.meet(&ev.Participants[k].Party) || known
		}
		if day := ev.Date.Interval.Day(); known && encounters[ev.Kind] && ev.Status == readout.Happened && day != "" && inNews(day, on) {
			r.days = append(r.days, day)
		}
	}
}

// meet notes one of those named, and reports whether it is one.
func (r *recalled) meet(p *readout.Party) bool {
	if p == nil || p.ID == "" || p.Side == "" || p.Type == "outlet" {
		return false
	}
	named := slices.ContainsFunc(r.names, func(name string) bool { return has(wordsOf(p.Name), wordsOf(name)) })
	if named && !slices.ContainsFunc(r.parties, func(q readout.Participant) bool { return q.ID == p.ID }) {
		r.parties = append(r.parties, readout.Participant{Party: *p})
	}
	return named
}

// event returns what was put together.
func (r *recalled) event() (link.Event, []readout.Record, error) {
	ev := &r.ev
	ev.Participants = r.parties
	if len(r.pages) == 0 || len(sidesIn(ev)) < 2 {
		return *ev, nil, readout.ErrNotFound
	}
	first := r.pages[0].Article.Published.Day()
	for i := range r.pages {
		first = min(first, r.pages[i].Article.Published.Day())
	}
	switch {
	case r.day != "":
		ev.Date = readout.On(r.day, readout.Stated)
	case len(r.days) > 0:
		ev.Date = readout.On(slices.Min(r.days), readout.Stated)
	default:
		ev.Date = readout.Interval{Earliest: first.Add(-1), Latest: first}
	}
	var pages []readout.Record
	for _, rec := range r.pages {
		if on := rec.Article.Published.Day(); on > ev.Date.Latest.Add(newsDays) {
			continue
		}
		ev.Members = append(ev.Members, membersOf(&rec, ev)...)
		pages = append(pages, rec)
	}
	return *ev, pages, nil
}
