package account

import (
	"strings"

	"readout"
	"readout/actor"
	"readout/internal/link"
)

// Title words an event in a line: its id, kind, day and who took part.
func Title(ev *link.Event) string {
	return join("  ", short(string(ev.ID)), ev.Kind, string(ev.Status), days(ev), strings.Join(partyNames(ev), ", "), plural(Told(ev), "page"))
}

func short(id string) string { return id[:min(len(id), 12)] }

func partyNames(ev *link.Event) []string {
	var out []string
	for i := range ev.Participants {
		out = append(out, ev.Participants[i].Name)
	}
	return out
}

func days(ev *link.Event) string {
	switch d := ev.Date; {
	case d.Day() != "":
		return string(d.Day())
	case d.Earliest == "" && d.Latest == "":
		return "day unknown"
	default:
		return string(d.Earliest) + ".." + string(d.Latest)
	}
}

// Means reports whether an event has all of the words, whatever their case: at the
// beginning of its id, of words of its kind, of those who took part, of their sides, its
// place, or in its days.
func Means(ev *link.Event, words []string) bool {
	hay := strings.ToLower(join(" ", ev.Kind, string(ev.Status), string(ev.Place), string(ev.Date.Earliest), string(ev.Date.Latest), strings.Join(partyNames(ev), " ")))
	for i := range ev.Participants {
		hay += " " + strings.ToLower(string(ev.Participants[i].Side))
	}
	for _, m := range ev.Members {
		hay += " " + strings.ToLower(string(m.Event)+" "+string(m.Date.Text))
	}
	have := strings.Fields(hay)
	for _, w := range words {
		if !begins(have, strings.ToLower(w)) && !strings.HasPrefix(strings.ToLower(string(ev.ID)), strings.ToLower(w)) {
			return false
		}
	}
	return true
}

func begins(list []string, prefix string) bool {
	for _, s := range list {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return false
}

// Parties is 2 where an event has two parties or more, else the number it has.
func Parties(ev *link.Event) int { return min(2, len(ev.Participants)) }

// TookPlace is 1 where an event did, else 0.
func TookPlace(ev *link.Event) int {
	if ev.Status == readout.Happened {
		return 1
	}
	return 0
}

// Told is the number of pages that tell of an event.
func Told(ev *link.Event) int {
	pages := make(map[readout.PageID]bool)
	for _, m := range ev.Members {
		pages[m.Page] = true
	}
	return len(pages)
}

// NamesOf returns what gives the names and adjectives of a side, for [Input.Names].
func NamesOf(r *actor.Roster) func(side string) []string {
	return func(side string) []string {
		a := r.Get(side)
		if a == nil {
			return nil
		}
		out := append([]string{}, a.Names...)
		return append(append(out, a.Demonyms...), a.Metonyms...)
	}
}

// WhoOf returns what gives the name of a side, for [Input.Who].
func WhoOf(r *actor.Roster) func(side string) string {
	return func(side string) string {
		if a := r.Get(side); a != nil {
			return a.Name
		}
		return ""
	}
}
