package account

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/internal/link"
	"readout/internal/store"
)

// An AmbiguousError is several events that the words mean as well.
type AmbiguousError struct {
	Words  []string
	Events []link.Event
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q: %d events have these words", strings.Join(e.Words, " "), len(e.Events))
}

// Find returns the one event of a record that words mean, with the records of its pages: its
// id or the beginning of it, or words of its kind, those who took part, place and day. The
// error is [readout.ErrNotFound] where there is none, and an [AmbiguousError] where there
// are several.
func Find(ctx context.Context, record *store.Store, words []string) (link.Event, []readout.Record, error) {
	if len(words) == 1 {
		ev, recs, err := record.EventRecords(ctx, readout.EventID(words[0]))
		if !errors.Is(err, readout.ErrNotFound) {
			return ev, recs, err
		}
	}
	ev, err := search(ctx, record, words)
	if err != nil {
		return ev, nil, err
	}
	return record.EventRecords(ctx, ev.ID)
}

// search asks the record for the events of somebody whom one of the words names, the
// longest one first, and for all of them where that gives none.
func search(ctx context.Context, record *store.Store, words []string) (link.Event, error) {
	byLength := slices.SortedStableFunc(slices.Values(words), func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, actor := range append(byLength[:min(asked, len(byLength))], "") {
		events, err := record.Events(ctx, store.EventQuery{Actor: actor})
		if err != nil {
			return link.Event{}, err
		}
		if ev, err := choose(events, words); actor == "" || !errors.Is(err, readout.ErrNotFound) {
			return ev, err
		}
	}
	return link.Event{}, readout.ErrNotFound
}

// asked is how many words are tried as the name of somebody who took part.
const asked = 3

// choose returns the one event that the words mean: of several, one with two parties before
// one of whom only one is known, what took place before what did not, and then the one
// that most pages tell of.
func choose(events []link.Event, words []string) (link.Event, error) {
	found := slices.DeleteFunc(slices.Clone(events), func(ev link.Event) bool { return !means(&ev, words) })
	for _, better := range []func(*link.Event) int{parties, tookPlace, spread} {
		most := 0
		for i := range found {
			most = max(most, better(&found[i]))
		}
		found = slices.DeleteFunc(found, func(ev link.Event) bool { return better(&ev) < most })
	}
	switch len(found) {
	case 0:
		return link.Event{}, fmt.Errorf("no event with %q: %w", strings.Join(words, " "), readout.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return link.Event{}, &AmbiguousError{Words: words, Events: found}
}

func parties(ev *link.Event) int { return min(2, len(ev.Participants)) }

func tookPlace(ev *link.Event) int {
	if ev.Status == readout.Happened {
		return 1
	}
	return 0
}

// spread is the number of pages that tell of an event.
func spread(ev *link.Event) int {
	pages := make(map[readout.PageID]bool)
	for _, m := range ev.Members {
		pages[m.Page] = true
	}
	return len(pages)
}

// means reports whether an event has all of the words, whatever their case: at the
// beginning of its id, or of words of its kind and place, of those who took part and their
// sides, and of its days.
func means(ev *link.Event, words []string) bool {
	have := []string{string(ev.ID), string(ev.Date.Earliest), string(ev.Date.Latest), string(ev.Status)}
	have = append(have, strings.Fields(ev.Kind+" "+string(ev.Place))...)
	for i := range ev.Participants {
		p := &ev.Participants[i]
		have = append(have, strings.Fields(p.Name+" "+string(p.Side))...)
	}
	for _, m := range ev.Members {
		have = append(have, string(m.Event))
		have = append(have, strings.Fields(string(m.Date.Text))...)
	}
	for _, w := range words {
		if !slices.ContainsFunc(have, func(s string) bool { return strings.HasPrefix(strings.ToLower(s), strings.ToLower(w)) }) {
			return false
		}
	}
	return true
}
