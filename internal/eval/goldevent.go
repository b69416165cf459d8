package eval

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/event"
)

// eventCounts are the figures of events.
type eventCounts struct {
	found, asked, status, date portion
	sides                      hits
}

// scores returns the figures, or nil where no events were asked for.
func (c *eventCounts) scores() *GoldEvents {
	if c.asked.all == 0 {
		return nil
	}
	return &GoldEvents{
		EventPrecision: c.found.percent(), EventRecall: c.asked.percent(),
		EventStatus: c.status.percent(), EventDate: c.date.percent(), EventParticipants: c.sides.f1(),
	}
}

// eventsOf scores the events of a page whose expected ones are written down. An event is
// found where its kind is right and somebody of those expected takes part, or its day is
// right where nobody is named. Of acts of saying that are events the gold set has only some
// ("what a reader would list"): one that it does not have is not counted.
func (g *gold) eventsOf(r *Reading) {
	if !r.Want.Judged {
		return
	}
	ofGot, ofWant := pairEvents(r)
	for i := range r.Want.Events {
		w := &r.Want.Events[i]
		at, found := ofWant[i]
		switch {
		case w.Optional:
			continue
		case !g.events.asked.add(found):
			g.differ(r, 0, "missed event", "", wantEvent(w))
			continue
		}
		g.event(r, &r.Got.Events[at], w)
	}
	for i := range r.Got.Events {
		w, found := ofGot[i]
		switch {
		case found && !r.Want.Events[w].Optional:
			g.events.found.add(true)
		case !found && !event.Spoken(&r.Got.Events[i]):
			g.events.found.add(false)
			g.differ(r, 0, "extra event", gotEvent(&r.Got.Events[i]), "")
		}
	}
}

// event scores what is told of an expected event.
func (g *gold) event(r *Reading, got *readout.Event, want *ExpectedEvent) {
	if !g.events.status.add(slices.Contains(want.Statuses, string(got.Status))) {
		g.differ(r, 0, "event status", string(got.Status), wantEvent(want))
	}
	if !g.events.date.add(dateRight(got, want, &r.Got.Article)) {
		g.differ(r, 0, "event date", gotEvent(got), wantEvent(want))
	}
	if len(want.Participants) == 0 {
		return
	}
	shared := sharedSides(got, want)
	g.events.sides.right += shared
	g.events.sides.found += len(got.Participants) - unasked(got, want)
	g.events.sides.wanted += len(want.Participants)
	if shared < max(len(got.Participants)-unasked(got, want), len(want.Participants)) {
		g.differ(r, 0, "event participants", gotEvent(got), wantEvent(want))
	}
}

// unasked is how many participants of an event are neither right nor wrong: the state that a
// visit goes to may be told or not.
func unasked(got *readout.Event, want *ExpectedEvent) int {
	n := 0
	for i := range got.Participants {
		p := &got.Participants[i]
		if got.Kind == "visit" && p.Role == "recipient" && p.Type == "state" && sharedSides(&readout.Event{Participants: []readout.Participant{*p}}, want) == 0 {
			n++
		}
	}
	return n
}

// dateRight reports whether an event has the days that are expected, or lies within them.
// Where none are known the record must not know any, but for the bounds of its article.
func dateRight(got *readout.Event, want *ExpectedEvent, a *readout.Article) bool {
	d := got.Date
	if want.Date.Earliest == "" && want.Date.Latest == "" {
		return d.Earliest == "" || d.Latest == "" || d.Interval == a.Published || d.Day() == "" && d.Basis != readout.Stated && a.Published.Day() == ""
	}
	return d.Earliest >= want.Date.Earliest && d.Latest <= want.Date.Latest && d.Earliest != "" && d.Latest != ""
}

// pairEvents pairs one to one, those that are alike most first.
func pairEvents(r *Reading) (ofGot, ofWant map[int]int) {
	var all []pair
	for i := range r.Got.Events {
		for j := range r.Want.Events {
			if n := alike(&r.Got.Events[i], &r.Want.Events[j], &r.Got.Article); n > 0 {
				all = append(all, pair{i, j, n})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.overlap, a.overlap) })
	ofGot, ofWant = make(map[int]int), make(map[int]int)
	for _, p := range all {
		_, g := ofGot[p.got]
		_, w := ofWant[p.want]
		if !g && !w {
			ofGot[p.got], ofWant[p.want] = p.want, p.got
		}
	}
	return ofGot, ofWant
}

// alike is how much an event is like the expected one, 0 for not at all.
func alike(got *readout.Event, want *ExpectedEvent, a *readout.Article) float64 {
	if !slices.Contains(want.Kinds, got.Kind) {
		return 0
	}
	n := float64(sharedSides(got, want))
	day := dateRight(got, want, a)
	if n == 0 && len(got.Participants) > 0 && len(want.Participants) > 0 {
		return 0
	}
	n++
	if day {
		n++
	}
	if slices.Contains(want.Statuses, string(got.Status)) {
		n++
	}
	if !want.Optional {
		n += 0.5
	}
	return n
}

// sharedSides counts the expected participants that an event has. Names count as the same
// where one is part of the other.
func sharedSides(got *readout.Event, want *ExpectedEvent) int {
	n := 0
	for _, w := range want.Participants {
		if slices.ContainsFunc(got.Participants, func(p readout.Participant) bool {
			x, y := plainName(p.Name), plainName(w)
			return strings.Contains(x, y) || strings.Contains(y, x)
		}) {
			n++
		}
	}
	return n
}

func gotEvent(e *readout.Event) string {
	var who []string
	for _, p := range e.Participants {
		who = append(who, p.Name)
	}
	return fmt.Sprintf("%s | %s..%s %s | %s | %s", e.Kind, e.Date.Earliest, e.Date.Latest, e.Date.Text, e.Status, strings.Join(who, "; "))
}

func wantEvent(e *ExpectedEvent) string {
	return fmt.Sprintf("%s | %s..%s | %s | %s", strings.Join(e.Kinds, " or "), e.Date.Earliest, e.Date.Latest, strings.Join(e.Statuses, " or "), strings.Join(e.Participants, "; "))
}
