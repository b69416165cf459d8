package query

import (
	"fmt"
	"slices"
	"strings"

	"readout"
)

// A Name is the name of a field.
type Name string

// The fields, besides "date".
const (
	Speaker   Name = "speaker"   // name, office or actor id of who speaks
	Side      Name = "side"      // actor id of the state or organisation that is spoken for
	To        Name = "to"        // name, office or actor id of who is spoken to
	Said      Name = "said"      // words of what was said, without those around it
	Setting   Name = "setting"   // "briefing", "press service" ...
	Kind      Name = "kind"      // a readout.Kind
	Level     Name = "level"     // a readout.Level, or "none"
	Act       Name = "act"       // "deny", "urge" ...
	Issue     Name = "issue"     // a matter followed over time
	Publisher Name = "publisher" // outlet or agency
	Headline  Name = "headline"  // words of the headline
	Language  Name = "language"  // BCP 47; "en" finds "en-GB"
	Event     Name = "event"     // id of an event of a page or across pages, or its beginning
	Page      Name = "page"      // id of the page or its beginning, or part of its path or address
)

const dateName Name = "date"

// names lists every field, for messages.
func names() []string {
	return []string{string(Speaker), string(Side), string(To), string(Said), string(Setting), string(Kind), string(Level),
		string(Act), string(Issue), string(Publisher), string(Headline), string(Language), string(Event), string(Page), string(dateName)}
}

// values lists what a field may hold, or nil where it may hold anything.
func values(n Name) []string {
	switch n {
	case Kind:
		return []string{string(readout.Direct), string(readout.Mixed), string(readout.Indirect), string(readout.Question), string(readout.Refusal)}
	case Level:
		return []string{string(readout.Named), string(readout.OfficeLevel), string(readout.Institution), string(readout.Unnamed), string(readout.OutletLevel), "none"}
	}
	return nil
}

// field makes the node of a field and its value, which stands at valueAt.
func (p *parser) field(name string, at int, value Word, valueAt int) (Node, error) {
	n := Name(strings.ToLower(name))
	if !slices.Contains(names(), string(n)) {
		return nil, p.fail(at, "unknown field %q; %s; to search for the words as they stand, put them in quotation marks",
			name, suggest(string(n), names()))
	}
	if n == dateName {
		return p.date(value, valueAt)
	}
	allowed := values(n)
	if allowed == nil {
		return Field{Name: n, Value: value.Text, Prefix: value.Prefix}, p.meaningful(value, valueAt)
	}
	v := strings.ToLower(value.Text)
	if value.Prefix || !slices.Contains(allowed, v) {
		return nil, p.fail(valueAt, "%s has no value %q; %s", n, value.Text, suggest(v, allowed))
	}
	return Field{Name: n, Value: v}, nil
}

// date reads "2023", "2023-04", "2023-04-30" or two of them with ".." between, one of
// which may be left out.
func (p *parser) date(value Word, at int) (Node, error) {
	from, to, isRange := strings.Cut(value.Text, "..")
	if value.Prefix || from == "" && to == "" {
		return nil, p.fail(at, "expected a day, month or year, such as 2023-04-30, 2023-04 or 2023-04..2023-07")
	}
	if !isRange {
		to = from
	}
	var d Date
	if from != "" {
		if d.From, _ = days(from); d.From == "" {
			return nil, p.fail(at, "%q is not a day, month or year of the calendar; expected 2023-04-30, 2023-04 or 2023", from)
		}
	}
	if to != "" {
		toAt := at + len(value.Text) - len(to)
		if _, d.To = days(to); d.To == "" {
			return nil, p.fail(toAt, "%q is not a day, month or year of the calendar; expected 2023-04-30, 2023-04 or 2023", to)
		}
		if d.From > d.To {
			return nil, p.fail(toAt, "the end %s lies before the beginning %s", d.To, d.From)
		}
	}
	return d, nil
}

// days returns the first and the last day of a day, month or year, or "" and "".
func days(s string) (first, last readout.Day) {
	switch len(s) {
	case len("2023"):
		first, last = readout.Day(s+"-01-01"), readout.Day(s+"-12-31")
	case len("2023-04"):
		first = readout.Day(s + "-01")
		last = lastOfMonth(first)
	default:
		first, last = readout.Day(s), readout.Day(s)
	}
	if !first.Valid() || !last.Valid() {
		return "", ""
	}
	return first, last
}

func lastOfMonth(first readout.Day) readout.Day {
	for n := 30; n > 27; n-- {
		if d := first.Add(n); d.Valid() && d[:7] == first[:7] {
			return d
		}
	}
	return first.Add(27)
}

// suggest names the value nearest to s, and all of them where none is near.
func suggest(s string, known []string) string {
	best, least := "", 3
	for _, k := range known {
		if d := distance(s, k); d < least && d < len(k) {
			best, least = k, d
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "known are " + strings.Join(known, ", ")
}

// distance counts the letters to insert, delete or change to make b of a. Long words
// are far from everything.
func distance(a, b string) int {
	if len(a) > 32 {
		return len(a)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
