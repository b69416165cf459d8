package export

import (
	"strconv"
	"strings"

	"readout"
	"readout/internal/link"
	"readout/internal/plover"
)

// eventColumns are those of an event across pages. The first ones have the names of the
// fields of PLOVER's exchange format; new ones are only added at the end.
func eventColumns() []column[link.Event] {
	return []column[link.Event]{
		{"id", func(ev *link.Event) string { return string(ev.ID) }},
		{"date", func(ev *link.Event) string { return string(ev.Date.Earliest) }},
		{"enddate", func(ev *link.Event) string { return string(ev.Date.Latest) }},
		{"event", func(ev *link.Event) string { return string(ev.Class) }},
		{"mode", func(ev *link.Event) string { return strings.Join(ev.Mode, "; ") }},
		{"context", func(ev *link.Event) string { return strings.Join(ev.Context, "; ") }},
		{"actor", func(ev *link.Event) string { return ofRole(ev, "actor", partyName) }},
		{"actor_id", func(ev *link.Event) string { return ofRole(ev, "actor", partyID) }},
		{"actor_code", func(ev *link.Event) string { return ofRole(ev, "actor", country) }},
		{"actor_sector", func(ev *link.Event) string { return ofRole(ev, "actor", sector) }},
		{"recipient", func(ev *link.Event) string { return ofRole(ev, "recipient", partyName) }},
		{"recipient_id", func(ev *link.Event) string { return ofRole(ev, "recipient", partyID) }},
		{"recipient_code", func(ev *link.Event) string { return ofRole(ev, "recipient", country) }},
		{"recipient_sector", func(ev *link.Event) string { return ofRole(ev, "recipient", sector) }},
		{"host", func(ev *link.Event) string { return ofRole(ev, "host", partyName) }},
		{"event_loc", func(ev *link.Event) string { return string(ev.Place) }},
		{"kind", func(ev *link.Event) string { return ev.Kind }},
		{"status", func(ev *link.Event) string { return string(ev.Status) }},
		{"date_basis", func(ev *link.Event) string { return string(ev.Date.Basis) }},
		{"issues", func(ev *link.Event) string { return strings.Join(ev.Issues, "; ") }},
		{"mentions", func(ev *link.Event) string { return strconv.Itoa(len(ev.Members)) }},
		{"denials", func(ev *link.Event) string { return strconv.Itoa(ev.Denials()) }},
		{"page_ids", func(ev *link.Event) string { return memberPages(ev) }},
		{"quad_code", func(ev *link.Event) string { return quadCode(ev.Class) }},
	}
}

// quadCode is PLOVER's, or "" where the class is not known.
func quadCode(class readout.Opt) string {
	if n := plover.Quad(string(class)); n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}

// ofRole joins what is asked of each participant in a role, in one order for all columns;
// what is unknown of one keeps its place.
func ofRole(ev *link.Event, role string, cell func(*readout.Participant) string) string {
	var parts []string
	for i := range ev.Participants {
		if p := &ev.Participants[i]; p.Role == role {
			parts = append(parts, cell(p))
		}
	}
	return strings.Join(parts, "; ")
}

func partyName(p *readout.Participant) string { return p.Name }
func partyID(p *readout.Participant) string   { return string(p.ID) }
func country(p *readout.Participant) string   { return string(p.Country) }
func sector(p *readout.Participant) string    { return strings.Join(p.Sector, " ") }

func memberPages(ev *link.Event) string {
	ids := make([]string, len(ev.Members))
	for i, m := range ev.Members {
		ids[i] = string(m.Page)
	}
	return strings.Join(ids, "; ")
}
