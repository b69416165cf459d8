package desk

import (
	"context"

	"readout"
	"readout/internal/account"
	"readout/internal/link"
	"readout/internal/store"
)

// MaxPages bounds the pages of an event that [Desk.Event] reads, in the order in which the
// event has them.
const MaxPages = 60

// An Event is an event with the records of its pages and its accounts side by side.
type Event struct {
	link.Event
	Records  []readout.Record   // of the first MaxPages of its pages
	Pages    int                // that tell of it
	Accounts account.Comparison // of those records
}

// Event returns an event by its id or the beginning of it, with the accounts of sides a and
// b, by name or id; an empty one is chosen as in [CompareQuery].
func (d *Desk) Event(ctx context.Context, id readout.EventID, a, b string) (Event, error) {
	ev, err := d.Store.Event(ctx, id)
	if err != nil {
		return Event{}, err
	}
	out := Event{Event: ev}
	seen := make(map[readout.PageID]bool)
	for _, m := range ev.Members {
		if seen[m.Page] {
			continue
		}
		seen[m.Page] = true
		if out.Pages++; out.Pages > MaxPages {
			continue
		}
		rec, err := d.Store.Record(ctx, m.Page)
		if err != nil {
			return Event{}, err
		}
		out.Records = append(out.Records, rec)
	}
	out.Accounts, err = d.compare(ev, out.Records, a, b)
	return out, err
}

// EventsQuery asks for a page of the list of events.
type EventsQuery struct {
	store.EventPageQuery
	Date string // a day, month, year or range; "" is any
}

// Events returns a page of the list of events, the newest first.
func (d *Desk) Events(ctx context.Context, q EventsQuery) (store.EventPage, error) {
	if q.Date != "" {
		days, ok := Days(q.Date)
		if !ok {
			return store.EventPage{}, invalid("date %q: want a day, month or year, such as 2024-03-03 or 2024-03..2024-05", q.Date)
		}
		q.From, q.To = days.From, days.To
	}
	return d.Store.EventPage(ctx, q.EventPageQuery)
}
