package account

import (
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
	id := readout.EventID("")
	if len(words) == 1 {
		id = readout.EventID(words[0])
	}
	ev, recs, err := record.EventRecords(ctx, id)
	if errors.Is(err, readout.ErrNotFound) {
		if ev, err = search(ctx, record, words); err != nil {
			return ev, nil, err
		}
		return record.EventRecords(ctx, ev.ID)
	}
	return ev, recs, err
}

// Accounts returns an event as [Find] does, and takes in the pages that tell of it without
// having it as an event (see [tells]). Names gives the names of a side, as for [Input].
func Accounts(ctx context.Context, record *store.Store, words []string, names func(side string) []string) (link.Event, []readout.Record, error) {
	ev, recs, err := Find(ctx, record, words)
	if errors.Is(err, readout.ErrNotFound) {
		var none error
		if ev, recs, none = recall(ctx, record, words); errors.Is(none, readout.ErrNotFound) {
			return ev, recs, err // it words what was looked for
		} else if err = none; err != nil {
			return ev, recs, err
		}
	}
	if err != nil {
		return ev, recs, err
	}
	more, err := also(ctx, record, &ev, dayOf(&ev, words), names)
	return ev, append(recs, more...), err
}

// search asks the record for the events of those whom some of the words name, and for all
// of them where that gives none. One without a day gives way to what the words may mean as
// well, if that is one.
func search(ctx context.Context, record *store.Store, words []string) (link.Event, error) {
	var undated *link.Event
	for _, try := range []struct {
		q    store.EventQuery
		mean func(*link.Event, []string) bool
	}{{store.EventQuery{Named: words}, means}, {store.EventQuery{Named: words}, mayMean}, {store.EventQuery{}, means}} {
		var found []link.Event
		err := record.EachEvent(ctx, try.q, func(ev *link.Event) error {
			if try.mean(ev, words) { // else it is not held
				found = append(found, *ev)
			}
			return nil
		})
		if err != nil {
			return link.Event{}, err
		}
		switch ev, err := choose(found); {
		case undated != nil && err != nil:
			return *undated, nil
		case undated == nil && err == nil && ev.Date.Day() == "":
			undated = &ev
		case !errors.Is(err, readout.ErrNotFound):
			return ev, ambiguous(err, words)
		}
	}
	if undated != nil {
		return *undated, nil
	}
	return link.Event{}, fmt.Errorf("no event with %q: %w", strings.Join(words, " "), readout.ErrNotFound)
}

func ambiguous(err error, words []string) error {
	if several := (*AmbiguousError)(nil); errors.As(err, &several) {
		several.Words = words
	}
	return err
}

// dayOf is the day of an event: the one that is known, the one that was asked for, or the
// one before the page that tells of it.
func dayOf(ev *link.Event, words []string) readout.Day {
	if day := ev.Date.Day(); day != "" {
		return day
	}
	for _, w := range words {
		if day := readout.Day(w); day.Valid() {
			return day
		}
	}
	if ev.Date.Latest != "" {
		return ev.Date.Latest.Add(-1)
	}
	return ""
}

// choose returns the one event that the words mean: of several, one with two parties before
// one of whom only one is known, what took place before what did not, then the one that
// most pages tell of, and one of known day before others that may have been on it.
func choose(found []link.Event) (link.Event, error) {
	for _, better := range []func(*link.Event) int{parties, tookPlace, spread, dayKnown(found)} {
		most := 0
		for i := range found {
			most = max(most, better(&found[i]))
		}
		found = slices.DeleteFunc(slices.Clone(found), func(ev link.Event) bool { return better(&ev) < most })
	}
	switch len(found) {
	case 0:
		return link.Event{}, readout.ErrNotFound
	case 1:
		return found[0], nil
	}
	return link.Event{}, &AmbiguousError{Events: found}
}

// means reports whether an event has all of the words, whatever their case: at the
// beginning of its id, or of words of its kind and place, of those who took part and their
// sides, and of its days.
func means(ev *link.Event, words []string) bool { return hasAll(knownAs(ev), words) }

// mayMean reports the same where the kind is another word for an encounter, or the day one
// of those on which it may have been.
func mayMean(ev *link.Event, words []string) bool {
	have := knownAs(ev)
	if encounters[ev.Kind] {
		have = append(have, "talks", "conversation")
		if ev.Kind != "call" {
			have = append(have, "meeting", "summit", "visit", "negotiations")
		}
		if ev.Kind == "talks" || ev.Kind == "conversation" {
			have = append(have, "call")
		}
	}
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		day := readout.Day(w)
		return encounters[ev.Kind] && ways[strings.ToLower(w)] || day.Valid() && ev.Date.Overlaps(readout.On(day, readout.Stated))
	})
	return hasAll(have, words)
}

// ways are the words for how an encounter was held; the record may know it as a meeting.
var ways = setOf("video conference videoconference virtual online link telephone phone working trilateral three-way bilateral")

// knownAs are the words that an event is found by.
func knownAs(ev *link.Event) []string {
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
	return have
}

// hasAll reports whether each word begins one of others, whatever their case.
func hasAll(have, words []string) bool {
	for _, w := range words {
		if !slices.ContainsFunc(have, func(s string) bool { return strings.HasPrefix(strings.ToLower(s), strings.ToLower(w)) }) {
			return false
		}
	}
	return true
}

func parties(ev *link.Event) int { return min(2, len(ev.Participants)) }

func tookPlace(ev *link.Event) int {
	if ev.Status == readout.Happened {
		return 1
	}
	return 0
}

// dayKnown tells the only event of known day from those that may be the same.
func dayKnown(found []link.Event) func(*link.Event) int {
	n := 0
	for i := range found {
		if found[i].Date.Day() != "" {
			n++
		}
	}
	return func(ev *link.Event) int {
		if n == 1 && ev.Date.Day() != "" {
			return 1
		}
		return 0
	}
}

// spread is the number of pages that tell of an event.
func spread(ev *link.Event) int {
	pages := make(map[readout.PageID]bool)
	for _, m := range ev.Members {
		pages[m.Page] = true
	}
	return len(pages)
}
