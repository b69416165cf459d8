package account

import (
	"context"
	"slices"

	"readout"
	"readout/internal/link"
	"readout/internal/store"
)

// unnumbered adds to an event those of the same parties whose pages print a day without a
// year, "OLVIK, May 13", on which news of the event may have appeared, and returns their
// records. The parties and the day of the month together leave little doubt about the year.
func unnumbered(ctx context.Context, record *store.Store, ev *link.Event, day readout.Day, sides []string) ([]readout.Record, error) {
	var like []link.Event
	err := record.EachEvent(ctx, store.EventQuery{Actor: string(ev.Participants[0].ID)}, func(e *link.Event) error {
		if e.ID != ev.ID && len(like) < maxAlso && encounters[e.Kind] && e.Status == readout.Happened && !link.Known(e.Date) && sameSides(sidesIn(e), sides) {
			like = append(like, *e)
		}
		return nil
	})
	var out []readout.Record
	for i := range like {
		_, recs, err := record.EventRecords(ctx, like[i].ID)
		if err != nil {
			return nil, err
		}
		for k := range recs {
			rec := &recs[k]
			if len(out) == maxAlso || member(ev, rec.Page.ID) || !printedOn(rec, day) {
				continue
			}
			if same(rec, ev)[0] == "" {
				continue
			}
			ev.Members = append(ev.Members, membersOf(rec, ev)...)
			out = append(out, *rec)
		}
	}
	return out, err
}

func sameSides(a, b []string) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(s string) bool { return !slices.Contains(b, s) })
}

// printedOn reports whether a page without a day of its own has a dateline without a year
// that is within the days of news after an event.
func printedOn(rec *readout.Record, day readout.Day) bool {
	if rec.Article.Published.Day() != "" {
		return false
	}
	for n := range newsDays + 1 {
		if link.SaysDay(string(rec.Article.Dateline), day.Add(n)) {
			return true
		}
	}
	return false
}
