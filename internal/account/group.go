package account

import (
	"slices"
	"strings"

	"readout"
	"readout/internal/link"
)

// Group brings the encounters of some pages together by who took part and when, for pages
// that are compared without a record.
func Group(recs []readout.Record) []link.Event {
	var out []link.Event
	for i := range recs {
		for j := range recs[i].Events {
			ev := &recs[i].Events[j]
			if !encounters[ev.Kind] {
				continue
			}
			k := slices.IndexFunc(out, func(o link.Event) bool { return same(&o, ev) })
			if k < 0 {
				out = append(out, link.Event{ID: ev.ID, Kind: ev.Kind, Class: ev.Class, Status: ev.Status, Participants: ev.Participants, Place: ev.Place, Date: ev.Date.Interval})
				k = len(out) - 1
			}
			out[k].Members = append(out[k].Members, link.Member{Page: recs[i].Page.ID, Event: ev.ID, Status: ev.Status, Date: ev.Date})
			if len(ev.Participants) > len(out[k].Participants) {
				out[k].Participants = ev.Participants
			}
			out[k].Date = meet(out[k].Date, ev.Date.Interval)
		}
	}
	return out
}

func same(a *link.Event, b *readout.Event) bool {
	x, y := a.Date, b.Date.Interval
	if x.Day() == "" || y.Day() == "" || x.Day() != y.Day() {
		return false
	}
	n := 0
	for _, p := range a.Participants {
		for _, q := range b.Participants {
			if strings.EqualFold(p.Name, q.Name) {
				n++
			}
		}
	}
	return n > 0 && n >= min(2, len(a.Participants), len(b.Participants))
}

// meet returns what two intervals permit.
func meet(a, b readout.Interval) readout.Interval {
	if b.Earliest > a.Earliest {
		a.Earliest, a.Basis = b.Earliest, b.Basis
	}
	if b.Latest != "" && (a.Latest == "" || b.Latest < a.Latest) {
		a.Latest, a.Basis = b.Latest, b.Basis
	}
	return a
}
