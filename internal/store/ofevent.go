package store

import (
	"context"
	"strings"
)

// minEventPrefix is how much of an event's id must be given to find it by.
const minEventPrefix = 4

// ofEvent selects the statements of an event across pages, named by its id, that of one
// of its members, or the beginning of one: on the members' pages, those that were made in
// it, that tell of it, or that it is told by.
func ofEvent(d dialect, id string) clause {
	end := id
	if len(id) >= minEventPrefix {
		end += "\U0010FFFF"
	}
	return clause{"SELECT es.id FROM linked_members m" + d.join() + "linked_members o ON o.event = m.event" +
		d.join() + "statements es ON es.page = o.page" + d.join() + "statement_texts et ON et.id = " + strings.ReplaceAll(textNumber, "s.", "es.") +
		" WHERE m.name >= ? AND m.name <= ? AND (" + d.eventOf("et.json") + " = o.name OR et.name IN (SELECT j.value FROM events e, " +
		d.accordingTo("e.json") + " j WHERE e.page = o.page AND e.n = o.n))",
		[]any{id, end}}
}

// OfEvent calls f with the number of each statement that the field event: finds, with
// some perhaps twice, in no order.
func (s *Store) OfEvent(ctx context.Context, value string, f func(Number)) error {
	c := ofEvent(s.d, value)
	return s.numbers(ctx, s.reader, c.text, c.args, func(n int64) { f(Number(n)) })
}
