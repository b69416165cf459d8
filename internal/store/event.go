package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/internal/link"
)

// EventQuery narrows the list of events.
type EventQuery struct {
	Actor    string      // an actor's id, a side, or words of a participant's name; "" is any
	Named    []string    // words of which one at least is an actor's, as above; none is any
	Kind     string      // such as "call"; "" is any
	From, To readout.Day // the event may have been on one of these days; "" is open
	Limit    int         // 0 is all

	// Status is what the pages say together, or "denied" for what some deny; "" is any.
	Status readout.Status
}

// Event returns an event across pages by its id, by that of one of its members, or by the
// beginning of one where no other event has it: [readout.ErrNotFound] where there is none,
// [readout.ErrInvalid] where there are several. Its refusals hold the events like it that
// are nearest in time.
func (s *Store) Event(ctx context.Context, id readout.EventID) (link.Event, error) {
	name, err := s.eventID(ctx, id)
	if err != nil {
		return link.Event{}, err
	}
	ev, err := s.linked(ctx, name)
	if err != nil {
		return ev, err
	}
	if err := s.addRefusals(ctx, &ev); err != nil {
		return ev, err
	}
	return ev, s.addNeighbours(ctx, &ev)
}

// anEvent are the columns of an event e across pages: its JSON, and the pages of its members that
// are earlier versions.
const anEvent = `e.json, (SELECT coalesce(string_agg(p.hash, ' '), '') FROM linked_members m JOIN versions v ON v.page = m.page AND v.newer <> 0 JOIN pages p ON p.id = m.page
	WHERE m.event = e.id)`

// linked reads an event across pages by its id.
func (s *Store) linked(ctx context.Context, id string) (link.Event, error) {
	var data []byte
	var earlier string
	if err := s.reader.QueryRowContext(ctx, "SELECT "+anEvent+" FROM linked_events e WHERE e.id = ?", id).Scan(&data, &earlier); err != nil {
		return link.Event{}, s.explain("read event "+id, err)
	}
	return s.eventOf(data, earlier)
}

// eventOf makes an event of its columns.
func (s *Store) eventOf(data []byte, earlier string) (link.Event, error) {
	var ev link.Event
	if err := json.Unmarshal(data, &ev); err != nil {
		return ev, s.damaged("an event", err)
	}
	if earlier != "" {
		pages := strings.Fields(earlier)
		ev.Replaced(func(page readout.PageID) bool { return slices.Contains(pages, hashPart(page)) })
	}
	return ev, nil
}

// maxRefusals is how many events of other pages are told that are like one and not it.
const maxRefusals = 20

// addRefusals adds why events of other pages that its members were compared with are not
// this one, each of those once.
func (s *Store) addRefusals(ctx context.Context, ev *link.Event) error {
	const text = `SELECT v.json FROM linked_members m JOIN event_verdicts v ON v.page = m.page AND v.n = m.n AND v.same <= 0
		WHERE m.event = ? AND NOT EXISTS (SELECT 1 FROM linked_members o WHERE o.page = v.other AND o.n = v.other_n AND o.event = m.event)
		ORDER BY m.name, v.json LIMIT 500`
	rows, err := s.reader.QueryContext(ctx, text, string(ev.ID))
	if err != nil {
		return s.explain("read an event", err)
	}
	defer rows.Close()
	seen := make(map[link.Ref]bool)
	for _, m := range slices.Concat(ev.Members, ev.Earlier) {
		seen[link.Ref{Page: m.Page, Event: m.Event}] = true
	}
	for _, v := range ev.Refusals {
		seen[v.A], seen[v.B] = true, true
	}
	for rows.Next() && len(ev.Refusals) < maxRefusals {
		var data []byte
		if err := rows.Scan(&data); err != nil {
			return s.explain("read an event", err)
		}
		var v link.Verdict
		if err := json.Unmarshal(data, &v); err != nil {
			return s.damaged("an event", err)
		}
		if !seen[v.A] || !seen[v.B] {
			ev.Refusals = append(ev.Refusals, v)
			seen[v.A], seen[v.B] = true, true
		}
	}
	return s.explain("read an event", rows.Err())
}

// eventID returns the id of the one event that an id, or the beginning of one, means.
func (s *Store) eventID(ctx context.Context, id readout.EventID) (string, error) {
	const text = `SELECT DISTINCT event, CASE WHEN name = ?1 THEN 1 ELSE 0 END FROM linked_members WHERE name >= ?1 AND name < ?2 ORDER BY 2 DESC, 1 LIMIT 4`
	rows, err := s.reader.QueryContext(ctx, text, string(id), string(id)+"\U0010FFFF")
	if err != nil {
		return "", s.explain("look for an event", err)
	}
	defer rows.Close()
	var found []string
	exact := 0
	for rows.Next() {
		var event string
		var whole int
		if err := rows.Scan(&event, &whole); err != nil {
			return "", s.explain("look for an event", err)
		}
		exact += whole
		if whole == 1 || exact == 0 && !slices.Contains(found, event) {
			found = append(found, event)
		}
	}
	if err := rows.Err(); err != nil {
		return "", s.explain("look for an event", err)
	}
	switch {
	case id == "" || len(found) == 0:
		return "", &Error{Path: s.path, What: fmt.Sprintf("no event %q", id), Kind: readout.ErrNotFound, Advice: "readout event lists them."}
	case len(found) > 1:
		return "", &Error{Path: s.path, What: fmt.Sprintf("%q is the beginning of several events", id), Kind: readout.ErrInvalid,
			Advice: "Give more of it: " + strings.Join(found, ", ") + "."}
	}
	return found[0], nil
}

// maxNeighbours is how many events before, and how many after, are told apart from one.
const maxNeighbours = 3

// addNeighbours adds to the refusals of an event those of its kind and parties that are
// nearest in time.
func (s *Store) addNeighbours(ctx context.Context, ev *link.Event) error {
	if len(ev.Participants) == 0 {
		return nil
	}
	day := string(cmp.Or(ev.Date.Earliest, ev.Date.Latest))
	party := partyKey(&ev.Participants[0])
	const before = "SELECT " + anEvent + " FROM linked_parties p JOIN linked_events e ON e.id = p.event WHERE p.party = ? AND p.kind = ? AND p.day <= ? AND p.event <> ? ORDER BY p.day DESC, p.event LIMIT 30"
	const after = "SELECT " + anEvent + " FROM linked_parties p JOIN linked_events e ON e.id = p.event WHERE p.party = ? AND p.kind = ? AND p.day > ? AND p.event <> ? ORDER BY p.day, p.event LIMIT 30"
	for _, text := range []string{before, after} {
		n := 0
		err := s.eachEvent(ctx, func(other *link.Event) error {
			if n < maxNeighbours && sharedParties(ev, other) >= min(2, len(ev.Participants)) && !told(ev, other) {
				ev.Refusals = append(ev.Refusals, link.Apart(ev, other))
				n++
			}
			return nil
		}, text, party, Key(ev.Kind), day, string(ev.ID))
		if err != nil {
			return err
		}
	}
	return nil
}

func sharedParties(a, b *link.Event) int {
	n := 0
	for i := range a.Participants {
		if slices.ContainsFunc(b.Participants, func(q readout.Participant) bool { return partyKey(&q) == partyKey(&a.Participants[i]) }) {
			n++
		}
	}
	return n
}

// told reports whether the refusals of an event are about another already.
func told(ev, other *link.Event) bool {
	return slices.ContainsFunc(ev.Refusals, func(v link.Verdict) bool {
		return slices.ContainsFunc(slices.Concat(other.Members, other.Earlier), func(m link.Member) bool { return m.Event == v.A.Event || m.Event == v.B.Event })
	})
}

// Events returns the events that a query asks for, the newest first and those whose day is
// not known last.
func (s *Store) Events(ctx context.Context, q EventQuery) ([]link.Event, error) {
	var out []link.Event
	err := s.EachEvent(ctx, q, func(ev *link.Event) error {
		out = append(out, *ev)
		return nil
	})
	return out, err
}

// EachEvent calls f with the events that a query asks for, as [Store.Events] orders them,
// and holds one at a time.
func (s *Store) EachEvent(ctx context.Context, q EventQuery, f func(*link.Event) error) error {
	where, args := []string{"TRUE"}, []any(nil)
	and := func(text string, values ...any) {
		where, args = append(where, text), append(args, values...)
	}
	const party = "instr(parties, ?) > 0 OR instr(parties, ?) > 0"
	if q.Actor != "" {
		and("("+party+")", "|"+strings.ToLower(q.Actor)+"|", fold(q.Actor))
	}
	var some []string
	for _, w := range q.Named {
		some, args = append(some, party), append(args, "|"+strings.ToLower(w)+"|", fold(w))
	}
	if len(some) > 0 {
		and("(" + strings.Join(some, " OR ") + ")")
	}
	if q.Kind != "" {
		and("kind = ?", Key(q.Kind))
	}
	if q.From != "" {
		and("(latest >= ? AND latest <> '')", string(q.From))
	}
	if q.To != "" {
		and("(earliest <= ? AND earliest <> '')", string(q.To))
	}
	text := "SELECT " + anEvent + " FROM linked_events e WHERE " + strings.Join(where, " AND ") + " ORDER BY earliest DESC, latest DESC, id DESC"
	if q.Status == "" {
		if q.Limit > 0 {
			text += " LIMIT ?"
			args = append(args, q.Limit)
		}
		return s.eachEvent(ctx, f, text, args...)
	}
	n := 0
	err := s.eachEvent(ctx, func(ev *link.Event) error {
		if !q.hasStatus(ev) {
			return nil
		}
		if n++; q.Limit > 0 && n > q.Limit {
			return errEnough
		}
		return f(ev)
	}, text, args...)
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// errEnough ends a list where as many as were wanted are there.
var errEnough = errors.New("enough")

func (s *Store) eachEvent(ctx context.Context, f func(*link.Event) error, text string, args ...any) error {
	rows, err := s.reader.QueryContext(ctx, text, args...)
	if err != nil {
		return s.explain("read events", err)
	}
	defer rows.Close()
	for rows.Next() {
		var data []byte
		var earlier string
		if err := rows.Scan(&data, &earlier); err != nil {
			return s.explain("read events", err)
		}
		ev, err := s.eventOf(data, earlier)
		if err != nil {
			return err
		}
		if err := f(&ev); err != nil {
			return err
		}
	}
	return s.explain("read events", rows.Err())
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
