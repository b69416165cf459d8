package export

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
	"time"

	"readout"
	"readout/internal/desk"
	"readout/internal/store"
)

// An Ask is a request as an address has it; all of it may be empty.
type Ask struct {
	Kind      Kind   // "" is Statements
	Format    string // "" is the first that has the kind
	Query     string // of statements and records, as a search has it
	Actor     string // of events, as is what follows
	EventKind string
	Date      string // a day, month, year or range
	Status    readout.Status
}

// Read makes of an ask what [Format.Write] wants. Its errors wrap [readout.ErrInvalid].
func (a Ask) Read(d *desk.Desk, now time.Time) (Format, Request, error) {
	r := Request{Kind: cmp.Or(a.Kind, Statements), Now: now}
	names := Of(r.Kind)
	if len(names) == 0 {
		return Format{}, r, fmt.Errorf("kind %q: there are %s, %s and %s: %w", a.Kind, Statements, Events, Records, readout.ErrInvalid)
	}
	f, err := Find(cmp.Or(a.Format, names[0]))
	if err != nil || !f.Has(r.Kind) {
		return f, r, fmt.Errorf("format %q: %s are written as %s: %w", a.Format, r.Kind, strings.Join(names, ", "), readout.ErrInvalid)
	}
	ofEvents := a.Actor+a.EventKind+a.Date+string(a.Status) != ""
	switch {
	case r.Kind == Events && a.Query != "":
		return f, r, fmt.Errorf("q: a query finds no events; actor, event-kind, date and status do: %w", readout.ErrInvalid)
	case r.Kind != Events && ofEvents:
		return f, r, fmt.Errorf("actor, event-kind, date and status are of events; a query narrows %s down: %w", r.Kind, readout.ErrInvalid)
	case r.Kind == Events:
		r.Events, err = a.events()
	default:
		r.Query, err = d.Query(a.Query)
	}
	return f, r, err
}

func (a *Ask) events() (store.EventQuery, error) {
	q := store.EventQuery{Actor: a.Actor, Kind: a.EventKind, Status: a.Status}
	if a.Date == "" {
		return q, nil
	}
	days, ok := desk.Days(a.Date)
	if !ok {
		return q, fmt.Errorf("date %q: want a day, month or year, such as 2024-03-03 or 2024-03..2024-05: %w", a.Date, readout.ErrInvalid)
	}
	q.From, q.To = days.From, days.To
	return q, nil
}

// patience is how long a part of a file may take to be received.
const patience = time.Minute

// Patience gives a connection time for the next part of a file, and no more: who does not
// read does not keep the record open.
func Patience(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(patience)) // not every connection has one
}

// FileName is what a download is called: "readout-events-2024-03-03.csv".
func (f *Format) FileName(r Request) string {
	return fmt.Sprintf("readout-%s-%s%s", cmp.Or(r.Kind, Statements), r.Now.UTC().Format(time.DateOnly), f.Extension)
}
