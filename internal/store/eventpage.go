package store

import (
	"context"
	"slices"
	"strings"

	"readout"
	"readout/internal/link"
)

// EventPageQuery asks for one page of a list of events.
type EventPageQuery struct {
	EventQuery        // Limit is how many are wanted
	After      string // [EventPage.Next] of the page before, or ""
}

// An EventPage is a part of a list of events.
type EventPage struct {
	Events []link.Event
	Next   string // where the list goes on; "" at its end
	Looked bool   // the list goes on, but fewer than were wanted fit among those looked at
}

// How many events are looked at for one page, and of how many of these all is read.
const (
	maxLooked = 1500
	maxRead   = 300
)

// EventPage returns events as [Store.Events] orders them, a page at a time. It looks at a
// bounded number of events, so where few fit a page may be short and still not the last.
func (s *Store) EventPage(ctx context.Context, q EventPageQuery) (EventPage, error) {
	var out EventPage
	fit, err := s.fitting(ctx, &q, &out)
	if err != nil {
		return out, err
	}
	for i, row := range fit {
		if len(out.Events) == q.Limit || i == maxRead {
			out.Next, out.Looked = fit[i-1].at, len(out.Events) < q.Limit
			break
		}
		ev, err := s.linked(ctx, row.id)
		if err != nil {
			return out, err
		}
		if q.hasStatus(&ev) {
			out.Events = append(out.Events, ev)
		}
	}
	return out, nil
}

// An listedRow is an event in the order of the list.
type listedRow struct{ id, at string }

// fitting returns the events that fit by what they are indexed with, one more than are
// wanted where there are so many, and sets where the list goes on if it looks no further.
func (s *Store) fitting(ctx context.Context, q *EventPageQuery, out *EventPage) ([]listedRow, error) {
	text, args := q.compile()
	rows, err := s.reader.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, s.explain("read events", err)
	}
	defer rows.Close()
	most := q.Limit + 1
	if q.Status != "" {
		most = maxRead + 1
	}
	var fit []listedRow
	kind, name := Key(q.Kind), fold(q.Actor)
	last := ""
	for looked := 0; rows.Next() && len(fit) < most; looked++ {
		var id, itsKind, earliest, latest, parties string
		if err := rows.Scan(&id, &itsKind, &earliest, &latest, &parties); err != nil {
			return nil, s.explain("read events", err)
		}
		if looked == maxLooked {
			out.Next, out.Looked = last, true
			break
		}
		last = strings.Join([]string{earliest, latest, id}, "~")
		takesPart := q.Actor == "" || strings.Contains(parties, "|"+strings.ToLower(q.Actor)+"|") || strings.Contains(parties, name)
		if latest >= string(q.From) && (kind == "" || itsKind == kind) && takesPart {
			fit = append(fit, listedRow{id, last})
		}
	}
	return fit, s.explain("read events", rows.Err())
}

// compile bounds the events by where their index begins; the rest is asked of each.
func (q *EventPageQuery) compile() (string, []any) {
	where, args := []string{"TRUE"}, []any(nil)
	and := func(text string, values ...any) {
		where, args = append(where, text), append(args, values...)
	}
	if at := strings.Split(q.After, "~"); len(at) == 3 {
		and("(earliest, latest, id) < (?, ?, ?)", at[0], at[1], at[2])
	}
	if q.To != "" {
		and("(earliest <= ? AND earliest <> '')", string(q.To))
	}
	return "SELECT id, kind, earliest, latest, parties FROM linked_events WHERE " + strings.Join(where, " AND ") +
		" ORDER BY earliest DESC, latest DESC, id DESC", args
}

func (q *EventQuery) hasStatus(ev *link.Event) bool {
	switch q.Status {
	case "", ev.Status:
		return true
	case readout.Denied:
		return slices.ContainsFunc(ev.Members, func(m link.Member) bool { return m.Status == readout.Denied })
	}
	return false
}
