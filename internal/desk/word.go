package desk

import (
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/internal/account"
	"readout/internal/link"
)

// How words how a date is known, "" where it is not.
func How(b readout.Basis) string {
	return map[readout.Basis]string{
		readout.Stated: "as printed", readout.Metadata: "by the page's markup or address", readout.Feed: "by the feed",
		readout.Relative: "counted from a known day", readout.Office: "by who held office then",
		readout.Capture: "the page was saved then", link.FromRecord: "by other pages of the record", link.FromPerson: "as a person says",
	}[b]
}

// When words a date and how it is known.
func When(i readout.Interval) string {
	how := How(i.Basis)
	switch {
	case i.Earliest == "" && i.Latest == "":
		return "unknown"
	case i.Day() != "":
		return Join(", ", string(i.Day()), how)
	case i.Earliest == "":
		return Join(", ", "unknown, not after "+string(i.Latest), how)
	case i.Latest == "":
		return Join(", ", "unknown, not before "+string(i.Earliest), how)
	}
	return Join(", ", fmt.Sprintf("between %s and %s", i.Earliest, i.Latest), how)
}

// PartyName names a party with its office and side.
func PartyName(p *readout.Party) string {
	about := Join(", ", account.Clean(string(p.Office)), string(p.Side))
	if about == "" {
		return account.Clean(p.Name)
	}
	return fmt.Sprintf("%s (%s)", account.Clean(p.Name), about)
}

// SourceKnown words how openly the source is given and through whom it came.
func SourceKnown(s *readout.Statement) string {
	level := string(s.Level)
	if level == "" {
		level = "source not given"
	}
	if len(s.Chain) == 0 {
		return level
	}
	return level + ", via " + Via(s)
}

// Via names who relays a statement, outermost last.
func Via(s *readout.Statement) string {
	var via []string
	for _, p := range s.Chain {
		via = append(via, account.Clean(p.Name))
	}
	return strings.Join(via, " ← ")
}

// StatusName says whether an event took place, and on how many pages that is denied where
// others tell it.
func StatusName(ev *link.Event) string {
	word := string(ev.Status)
	if n := ev.Denials(); n > 0 && ev.Status != readout.Denied {
		word += fmt.Sprintf(", denied on %s", Plural(n, "page"))
	}
	return word
}

// Plural is a number with its noun.
func Plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Join joins the parts that are not empty.
func Join(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}
