package statement

import (
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/actor"
)

// Dated bounds the day of an article that does not say it by the offices of those who
// speak in it: "State Department spokesperson Matthew Miller said" was written while he
// held that office. found are the article's statements. It returns the article's own
// interval, and no evidence, where the day is known, nobody's office bounds it, or the
// bounds contradict each other or a year that the text mentions.
func Dated(in Input, found []readout.Statement) (readout.Interval, []readout.Evidence) {
	old := in.Article.Published
	known := old.Earliest != "" || old.Basis != readout.Capture && old.Basis != readout.None && old.Basis != ""
	if known || in.Roster == nil {
		return old, nil
	}
	now := readout.Interval{Latest: old.Latest, Basis: readout.Office}
	var why []readout.Evidence
	seen := make(map[string]bool)
	for i := range found {
		p := found[i].Speaker
		if p == nil || p.ID == "" || p.Office == "" || seen[string(p.ID)] || !in.holdsNow(string(p.Office)) {
			continue
		}
		held, ok := in.held(p)
		if !ok {
			continue
		}
		seen[string(p.ID)] = true
		now.Earliest = max(now.Earliest, held.Earliest)
		if held.Latest != "" && (now.Latest == "" || held.Latest < now.Latest) {
			now.Latest = held.Latest
		}
		why = append(why, readout.Evidence{Source: "office", Value: fmt.Sprintf("%s, %s", p.Name, p.Office), Earliest: held.Earliest, Latest: held.Latest, Used: true})
	}
	if len(why) == 0 || now.Latest != "" && now.Earliest > now.Latest || in.yearAfter(now.Latest, old.Latest) {
		return old, nil
	}
	return now, slices.DeleteFunc(why, func(e readout.Evidence) bool { // what does not bind
		return e.Earliest != now.Earliest && (e.Latest == "" || e.Latest != now.Latest)
	})
}

// bygone are words that make a title one of the past.
var bygone = setOf("former ex then late previous onetime")

// holdsNow reports whether the text prints the title, and not as one of the past.
func (in *Input) holdsNow(title string) bool {
	s := in.Article.Text
	at := strings.Index(s, title)
	if at < 0 {
		return false
	}
	before := wordsOf(s[max(0, at-20):at])
	first, _, _ := strings.Cut(strings.ToLower(title), " ")
	return !bygone[first] && (len(before) == 0 || !bygone[before[len(before)-1]])
}

// held returns when the person held the office that is printed with the name.
func (in *Input) held(p *readout.Party) (readout.Interval, bool) {
	person := in.Roster.Get(string(p.ID))
	if person == nil || person.Type != actor.Person {
		return readout.Interval{}, false
	}
	var out readout.Interval
	known := false
	for _, t := range person.Held {
		office := in.Roster.Get(t.Office)
		if office == nil || !in.means(string(p.Office), office) {
			continue
		}
		if !known || t.From.Earliest < out.Earliest {
			out.Earliest = t.From.Earliest
		}
		if out.Latest = max(out.Latest, t.To.Latest); t.To.Latest == "" {
			return readout.Interval{Earliest: out.Earliest}, out.Earliest != ""
		}
		known = true
	}
	return out, known && out.Earliest != ""
}

// maxTitle bounds the words of a title that are compared with an office.
const maxTitle = 12

// means reports whether some words of the title mean the office next to its owner.
func (in *Input) means(title string, office *actor.Actor) bool {
	ws := strings.Fields(title)
	if len(ws) > maxTitle {
		return false
	}
	for i := range ws {
		for j := len(ws); j > i; j-- {
			part := strings.Join(ws[i:j], " ")
			if slices.Contains(office.Names, part) {
				return true
			}
			for _, owner := range []string{office.Side, office.Body} {
				if a := in.Roster.Titled(owner, part); a != nil && a.ID == office.ID {
					return true
				}
			}
		}
	}
	return false
}

// yearAfter reports whether the text mentions a year after the last day of a bound, up to
// the day of saving: then the offices are those of another time.
func (in *Input) yearAfter(last, saved readout.Day) bool {
	if len(last) < 4 {
		return false
	}
	limit := "2100"
	if len(saved) >= 4 {
		limit = string(saved[:4])
	}
	for _, w := range in.document().Words {
		if len(w.Form) == 4 && w.Form > string(last[:4]) && w.Form <= limit && w.Form[0] == '2' && strings.Trim(w.Form, "0123456789") == "" {
			return true
		}
	}
	return false
}

// Redate gives statements whose day was bounded by the article's old interval the new one.
func Redate(found []readout.Statement, old, now readout.Interval) {
	for i := range found {
		if t := found[i].Time; t != nil && t.Interval == old {
			t.Interval = now
		}
	}
}
