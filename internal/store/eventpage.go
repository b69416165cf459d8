package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"readout"
	"readout/internal/link"
)

// EventPageQuery asks for one page of a list of events.
type EventPageQuery struct {
	EventQuery        // Limit is how many are wanted
	After      string // [EventPage.Next] of the page before, or ""
}

// An EventPage is a part of a list of events.
type EventPage struct {
	Events []link.Event
	Next   string // where the list goes on; "" at its end
	Looked bool   // the list goes on, but fewer than were wanted fit among those looked at
}

// maxLooked is how many events are looked at for one page.
const maxLooked = 4000

// EventPage returns events as [Store.Events] orders them, a page at a time. It looks at a
// bounded number of events, so where few fit a page may be short and still not the last.
func (s *Store) EventPage(ctx context.Context, q EventPageQuery) (EventPage, error) {
	text, args := q.compile()
	rows, err := s.reader.QueryContext(ctx, text, args...)
	if err != nil {
		return EventPage{}, s.explain("read events", err)
	}
	defer rows.Close()
	var out EventPage
	looked, last := 0, ""
	for rows.Next() {
		var id, kind, earliest, latest, parties string
		var data []byte
		if err := rows.Scan(&id, &kind, &earliest, &latest, &parties, &data); err != nil {
			return out, s.explain("read events", err)
		}
		if len(out.Events) == q.Limit || looked == maxLooked {
			out.Next, out.Looked = last, len(out.Events) < q.Limit
			break
		}
		looked++
		last = strings.Join([]string{earliest, latest, id}, "~")
		if q.From != "" && latest < string(q.From) || q.Kind != "" && kind != Key(q.Kind) || !q.takesPart(parties) {
			continue
		}
		var ev link.Event
		if err := json.Unmarshal(data, &ev); err != nil {
			return out, s.damaged("an event", err)
		}
		if q.hasStatus(&ev) {
			out.Events = append(out.Events, ev)
		}
	}
	return out, s.explain("read events", rows.Err())
}

// compile bounds the events by where their index begins; the rest is asked of each.
func (q *EventPageQuery) compile() (string, []any) {
	where, args := []string{"1"}, []any(nil)
	and := func(text string, values ...any) {
		where, args = append(where, text), append(args, values...)
	}
	if at := strings.Split(q.After, "~"); len(at) == 3 {
		and("(earliest, latest, id) < (?, ?, ?)", at[0], at[1], at[2])
	}
	if q.To != "" {
		and("(earliest <= ? AND earliest <> '')", string(q.To))
	}
	return "SELECT id, kind, earliest, latest, parties, json FROM linked_events WHERE " + strings.Join(where, " AND ") +
		" ORDER BY earliest DESC, latest DESC, id DESC", args
}

func (q *EventPageQuery) takesPart(parties string) bool {
	return q.Actor == "" || strings.Contains(parties, "|"+strings.ToLower(q.Actor)+"|") || strings.Contains(parties, fold(q.Actor))
}

func (q *EventQuery) hasStatus(ev *link.Event) bool {
	switch q.Status {
	case "", ev.Status:
		return true
	case readout.Denied:
		return slices.ContainsFunc(ev.Members, func(m link.Member) bool { return m.Status == readout.Denied })
	}
	return false
}

// EventKinds returns the kinds of the newest events, in the order of the alphabet.
func (s *Store) EventKinds(ctx context.Context) ([]string, error) {
	const text = "SELECT DISTINCT kind FROM (SELECT kind FROM linked_events ORDER BY earliest DESC, latest DESC, id DESC LIMIT 1000) ORDER BY kind"
	rows, err := s.reader.QueryContext(ctx, text)
	if err != nil {
		return nil, s.explain("list kinds of events", err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var kind string
		if err := rows.Scan(&kind); err != nil {
			return nil, s.explain("list kinds of events", err)
		}
		out = append(out, kind)
	}
	return out, s.explain("list kinds of events", rows.Err())
}
