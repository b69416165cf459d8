package web

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"

	"readout"
	"readout/internal/desk"
	"readout/internal/link"
	"readout/internal/store"
)

// eventsShown is how many events a page of the list has.
const eventsShown = 60

// An eventsData is the list of events.
type eventsData struct {
	Actor, Kind, Date, Status string
	Days                      eventDays
	Shown                     int
	Looked                    bool   // not all that lie in the page's days were wanted, and the list goes on
	Next                      string // address of the next page, or ""
	First                     string // address of the first one, where this is a later one
	Statuses                  []readout.Status
}

// An eventDay is the events of one day, or of one stretch of days.
type eventDay struct {
	Day    string
	Events []listedEvent
}

// A listedEvent is an event in a list.
type listedEvent struct{ link.Event }

// DeniedOn is on how many pages it is denied.
func (e *listedEvent) DeniedOn() int { return e.Event.Denials() }

// Pages is how many pages tell of it.
func (e *listedEvent) Pages() int {
	pages := make(map[readout.PageID]bool)
	for _, m := range e.Members {
		pages[m.Page] = true
	}
	return len(pages)
}

// events lists events by day, the newest first.
func (s *Server) events(r *http.Request) (*view, error) {
	d := &eventsData{Actor: r.FormValue("actor"), Kind: r.FormValue("kind"), Date: r.FormValue("date"), Status: r.FormValue("status"),
		Statuses: []readout.Status{readout.Happened, readout.Planned, readout.Denied, readout.Hypothetical}}
	q := desk.EventsQuery{Date: d.Date, EventPageQuery: store.EventPageQuery{After: r.FormValue("after"),
		EventQuery: store.EventQuery{Actor: d.Actor, Kind: d.Kind, Status: readout.Status(d.Status), Limit: eventsShown}}}
	got, err := s.Desk.Events(r.Context(), q)
	if err != nil {
		return nil, err
	}
	for _, ev := range got.Events {
		d.Days.add(ev)
	}
	d.Shown, d.Looked = len(got.Events), got.Looked
	if got.Next != "" {
		d.Next = d.address(got.Next)
	}
	if q.After != "" {
		d.First = d.address("")
	}
	return &view{name: "events", title: "Events", nav: "events", data: d, head: d.feeds()}, nil
}

// eventDays are events by day, in the order in which they are added.
type eventDays []eventDay

func (d *eventDays) add(ev link.Event) {
	day := cmp.Or(ev.Date.String(), "day not known")
	if n := len(*d); n == 0 || (*d)[n-1].Day != day {
		*d = append(*d, eventDay{Day: day})
	}
	last := &(*d)[len(*d)-1]
	last.Events = append(last.Events, listedEvent{ev})
}

// address is that of a part of the list with the same filters.
func (d *eventsData) address(after string) string {
	v := url.Values{}
	for name, value := range map[string]string{"actor": d.Actor, "kind": d.Kind, "date": d.Date, "status": d.Status, "after": after} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return "/events"
	}
	return "/events?" + v.Encode()
}

// Kinds are the kinds of which there are most, as suggestions: others can be asked for.
func (d *eventsData) Kinds() []string {
	return []string{"call", "meeting", "talks", "summit", "visit", "signing", "agreement", "arrest", "release", "trial", "conviction", "deportation", "expulsion",
		"sanctions", "attack", "strike", "demonstration", "deployment", "withdrawal", "aid", "demand", "promise", "refusal", "threat", "accusation", "rejection", "dismissal", "investigation"}
}

// Filtered reports whether anything narrows the list.
func (d *eventsData) Filtered() bool { return d.Actor+d.Kind+d.Date+d.Status != "" }

// feeds are those of the list with its filters.
func (d *eventsData) feeds() template.HTML {
	v := url.Values{}
	for name, value := range map[string]string{"actor": d.Actor, "event-kind": d.Kind, "date": d.Date, "status": d.Status} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return feedLinks("/events", v)
}
