package link

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"readout"
)

// EventOf makes one event of a group of items.
func EventOf(items []Item, g Group) Event {
	first := &items[g.Items[0]]
	ev := Event{ID: first.Ref.Event, Date: readout.Interval{Basis: readout.None}, Links: g.Links, Refusals: g.Refusals}
	var kinds, classes, places []string
	open := true // whether only words are used that leave open what it was
	modes, contexts, issues := make(map[string]bool), make(map[string]bool), make(map[string]bool)
	for _, i := range g.Items {
		e := &items[i].Event
		ev.Members = append(ev.Members, Member{Page: items[i].Page, Event: e.ID, Status: e.Status, Date: e.Date})
		if k := items[i].Kind; open && k.Word != "" {
			kinds, open = nil, false
		}
		if open || items[i].Kind.Word != "" {
			kinds = append(kinds, e.Kind)
		}
		classes, places = append(classes, string(e.Class)), append(places, string(e.Place))
		add(modes, e.Mode)
		add(contexts, e.Context)
		add(issues, e.Issues)
		ev.addParties(e.Participants)
	}
	ev.Kind, ev.Class, ev.Place = commonest(kinds), readout.Opt(commonest(classes)), readout.Opt(commonest(places))
	ev.Mode, ev.Context, ev.Issues = slices.Sorted(maps.Keys(modes)), slices.Sorted(maps.Keys(contexts)), slices.Sorted(maps.Keys(issues))
	ev.Status = statusOf(items, g.Items)
	ev.setDate(items, g.Items)
	return ev
}

func add(set map[string]bool, list []string) {
	for _, s := range list {
		set[s] = true
	}
}

// commonest returns the string that stands most often, of equal ones the first in the
// alphabet; "" only where nothing else does.
func commonest(list []string) string {
	n := make(map[string]int)
	for _, s := range list {
		if s != "" {
			n[s]++
		}
	}
	best := ""
	for s, k := range n {
		if k > n[best] || k == n[best] && s < best {
			best = s
		}
	}
	return best
}

// statusOf is what the pages say together: that it happened, else that it was denied, is
// planned, or only thought of. Each member keeps its own.
func statusOf(items []Item, group []int) readout.Status {
	for _, s := range []readout.Status{readout.Happened, readout.Denied, readout.Planned, readout.Hypothetical} {
		if slices.ContainsFunc(group, func(i int) bool { return items[i].Event.Status == s }) {
			return s
		}
	}
	return items[group[0]].Event.Status
}

// addParties adds participants that are not there yet; of two names for one the fuller
// stays, and the one that the actor file knows.
func (ev *Event) addParties(list []readout.Participant) {
	for i := range list {
		p := list[i]
		p.Span = nil
		mine := partyOf(&p)
		j := slices.IndexFunc(ev.Participants, func(q readout.Participant) bool {
			theirs := partyOf(&q)
			return sameParty(&mine, &theirs)
		})
		switch {
		case j < 0:
			ev.Participants = append(ev.Participants, p)
		case ev.Participants[j].ID == "" && (p.ID != "" || len(p.Name) > len(ev.Participants[j].Name)):
			ev.Participants[j] = p
		}
	}
}

// setDate bounds the event by what every member permits.
func (ev *Event) setDate(items []Item, group []int) {
	for _, i := range group {
		d := items[i].Event.Date.Interval
		if d.Earliest != "" || d.Latest != "" {
			if ev.Date.Earliest == "" && ev.Date.Latest == "" {
				ev.Date = d
			} else if both, ok := overlap(ev.Date, d); ok {
				ev.Date = stronger(both, ev.Date, d)
			}
		}
	}
	for _, i := range group {
		it := &items[i]
		d := it.Event.Date
		if d.Earliest == "" && d.Latest == "" {
			continue
		}
		used := d.Earliest != "" && d.Earliest == ev.Date.Earliest || d.Latest != "" && d.Latest == ev.Date.Latest
		ev.Evidence = append(ev.Evidence, readout.Evidence{Source: "event", Value: cmp.Or(string(d.Text), interval(d.Interval)),
			Earliest: d.Earliest, Latest: d.Latest, Used: used, Note: readout.Opt(fmt.Sprintf("%s, on %s", d.Basis, it.Page))})
	}
}

// stronger gives the days of both their basis: that of the interval they are, the better
// known one of two that are the same, else that of the narrower.
func stronger(both, a, b readout.Interval) readout.Interval {
	both.Basis = a.Basis
	ofA, ofB := spans(both, a), spans(both, b)
	if ofB && (!ofA || strength(b.Basis) < strength(a.Basis)) || !ofA && !ofB && days(b) < days(a) {
		both.Basis = b.Basis
	}
	return both
}

func spans(a, b readout.Interval) bool { return a.Earliest == b.Earliest && a.Latest == b.Latest }

// strength is the place of a basis from the strongest, 0, on.
func strength(b readout.Basis) int {
	order := []readout.Basis{readout.Stated, readout.Metadata, readout.Feed, readout.Relative, readout.Office, readout.Capture}
	if i := slices.Index(order, b); i >= 0 {
		return i
	}
	return len(order)
}
