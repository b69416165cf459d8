package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout"
)

// Circumstances are what the record knows of two items beyond themselves.
type Circumstances struct {
	SameText bool               // their pages carry the same text
	Telling  func(Feature) bool // whether the feature points to one event: see Telling; nil is always
}

// A Feature is something that few events of the same parties have in common.
type Feature struct {
	Sort string // "quotation", "words", "figure", "name", "day" and "weekday" of a date, "news" of a day
	Text string
}

// Weights of what two events have in common, in points; what is not exactly dated needs
// needed of them. A quotation or a run of words decides alone, names never.
const (
	needed        = 2.0
	quoteWeight   = 2.0
	runWeight     = 2.0
	loneRunWeight = 1.0 // where neither day is known, and so nothing tells whether others have it
	figureWeight  = 1.0
	nameWeight    = 0.5
	placeWeight   = 0.5
	dateWeight    = 1.5 // "on March 3" without a year, and a known day
	weekdayWeight = 0.5
	newsWeight    = 2.0 // both pages open with it, or the one knows its day, within the days of news
	aloneWeight   = 2.0 // either, where the record has no other event of the parties that it may mean
	lineScore     = 3.0 // the same sentence in the same text: surer than any day
	maxNameSum    = 1.0
)

// Said is the verdict of a person on the two events of another verdict.
func Said(v Verdict, same bool, who, why string) Verdict {
	reason := who + " says that they are one"
	if !same {
		reason = who + " says that they are not one"
	}
	if why != "" {
		reason += ": " + why
	}
	v.Same, v.Person, v.Reasons = same, true, readout.List[string]{reason}
	return v
}

// Compare says whether two events of pages are one. Their kinds are of one family, their
// participants fit, and their dates and places permit it; then a common day decides, or
// else what only the two have in common. What is not known speaks neither for nor against.
func Compare(a, b *Item, c Circumstances) Verdict {
	if refAfter(a.Ref, b.Ref) {
		a, b = b, a
	}
	v := Verdict{A: a.Ref, B: b.Ref}
	fit := fitOf(a, b)
	v.Near = fit.ok && a.Kind.fits(b.Kind)
	if why := Conflict(a, b); why != "" {
		return v.refuse(why)
	}
	when, _ := overlap(a.Event.Date.Interval, b.Event.Date.Interval)
	if a.exact() && b.exact() {
		c.Telling = nil // the day says which of their events it is
	}
	points, why := inCommon(a, b, c)
	need := fit.need
	switch {
	case c.SameText:
		v.Score, why = 3, append([]string{"their pages carry the same text"}, why...)
		need = 0
		if slices.ContainsFunc(a.Lines, func(h uint64) bool { return slices.Contains(b.Lines, h) }) {
			v.Score += lineScore
			why[0] = "the same sentence of the same text"
		}
	case a.exact() && b.exact():
		v.Score, why = 4, append([]string{"both on " + interval(when)}, why...)
	case a.Known() && b.Known() && days(when) <= 3:
		v.Score, why = 2, append([]string{fmt.Sprintf("%s and %s", interval(a.Event.Date.Interval), interval(b.Event.Date.Interval))}, why...)
		if a.Kind.Word == call || b.Kind.Word == call {
			need += 0.5
		}
	default:
		need += needed
	}
	if points < need {
		return v.refuse(fmt.Sprintf("%s and %s: nothing else they have in common shows that they are one%s",
			interval(a.Event.Date.Interval), interval(b.Event.Date.Interval), but(why)))
	}
	v.Same = true
	v.Score += points + fit.score
	v.Reasons = append(readout.List[string]{fit.words}, why...)
	return v
}

func but(why []string) string {
	if len(why) == 0 {
		return ""
	}
	return " (" + strings.Join(why, "; ") + ")"
}

func (v Verdict) refuse(why string) Verdict {
	v.Same, v.Score, v.Reasons = false, 0, readout.List[string]{why}
	return v
}

func refAfter(a, b Ref) bool { return compareRefs(a, b) > 0 }

func compareRefs(a, b Ref) int {
	return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Event, b.Event))
}

// Conflict returns why two events of pages cannot be one, whatever they have in common,
// or "".
func Conflict(a, b *Item) string {
	switch {
	case a.Page == b.Page:
		return "the page tells of them as two"
	case !a.Kind.fits(b.Kind):
		return fmt.Sprintf("%s and %s are of different kinds", a.Event.Kind, b.Event.Kind)
	}
	if _, ok := overlap(a.Event.Date.Interval, b.Event.Date.Interval); !ok {
		return fmt.Sprintf("different days: %s and %s", interval(a.Event.Date.Interval), interval(b.Event.Date.Interval))
	}
	if why := otherDay(a, b); why != "" {
		return why
	}
	if fit := fitOf(a, b); !fit.ok {
		return fit.words
	}
	if thought(a, b) || thought(b, a) {
		return "one of them is only thought of"
	}
	if placed(a.Kind) && a.Event.Place != "" && b.Event.Place != "" && !samePlace(string(a.Event.Place), string(b.Event.Place)) && !(a.exact() && b.exact()) {
		return fmt.Sprintf("different places: %s and %s", a.Event.Place, b.Event.Place)
	}
	return ""
}

// thought reports whether one event is only thought of and the other is told as a fact,
// without a day that would make them one.
func thought(a, b *Item) bool {
	fact := b.Event.Status == readout.Happened || b.Event.Status == readout.Denied
	return a.Event.Status == readout.Hypothetical && fact && !(a.exact() && b.exact())
}

// placed reports whether events of a kind are at one place.
func placed(kind Kind) bool { return kind.Word != call }

// otherDay returns why an event of a known day is not the one of which another page says
// "on Sunday" or "on March 3", or "".
func otherDay(a, b *Item) string {
	if a.exact() {
		a, b = b, a
	}
	on := b.Event.Date.Day()
	if a.exact() || on == "" || readDay(string(a.Event.Date.Text)).fits(on) {
		return ""
	}
	t, _ := time.Parse(time.DateOnly, string(on))
	return fmt.Sprintf("different days: “%s” and %s, a %s", a.Event.Date.Text, on, t.Weekday())
}

// sameDay returns the points for a day that one page says and another knows. A day of a
// month, or a day of the week within known bounds, decides alone where telling says that the
// parties have no other event on such a day.
func sameDay(a, b *Item, telling func(Feature) bool) (points float64, why string) {
	if a.exact() {
		a, b = b, a
	}
	said := readDay(string(a.Event.Date.Text))
	switch {
	case a.exact() || !b.exact():
		return 0, ""
	case said.day > 0 && said.month > 0:
		points = dateWeight
	case said.weekday >= 0:
		points = weekdayWeight
	default:
		return 0, ""
	}
	why = fmt.Sprintf("“%s” may be %s", a.Event.Date.Text, b.Event.Date.Day())
	if f, ok := a.sayable(); ok && telling != nil && telling(f) {
		return aloneWeight, why + ", and no other such day of these parties is known"
	}
	return points, why
}

// samePlace reports whether the one name stands in the other, as in "Geneva" and "Geneva,
// Switzerland".
func samePlace(a, b string) bool {
	a, b = " "+foldText(a)+" ", " "+foldText(b)+" "
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// inCommon adds up what two events share and others of the same parties do not.
func inCommon(a, b *Item, c Circumstances) (points float64, why []string) {
	telling := func(sort string, list []string) []string {
		return slices.DeleteFunc(list, func(s string) bool { return c.Telling != nil && !c.Telling(Feature{sort, s}) })
	}
	if q := telling("quotation", both(a.Quoted, b.Quoted)); len(q) > 0 {
		points += quoteWeight + 0.01*float64(len(q))
		why = append(why, fmt.Sprintf("the same quotation: “%s”", q[0]))
	}
	if r := telling("words", both(a.Runs, b.Runs)); len(r) > 0 {
		if a.Known() || b.Known() {
			points += runWeight + 0.01*float64(len(r))
		} else {
			points += loneRunWeight
		}
		why = append(why, "the same words in a row, leaving out small ones: "+r[0])
	}
	if n := telling("figure", both(a.Numbers, b.Numbers)); len(n) > 0 {
		points += figureWeight * float64(len(n))
		why = append(why, "the same figures: "+strings.Join(n[:min(len(n), 5)], ", "))
	}
	if p, w := sameDay(a, b, c.Telling); p > 0 {
		points += p
		why = append(why, w)
	}
	if n := telling("news", newsIn(a, b)); len(n) > 0 {
		points += newsWeight
		why = append(why, "news of the same days, and no other such event of these parties is known then")
	}
	if a.Known() || b.Known() { // names recur whenever the same two speak; with a day they help
		if n := telling("name", both(a.Names, b.Names)); len(n) > 0 {
			points += min(maxNameSum, nameWeight*float64(len(n)))
			why = append(why, "the same names: "+strings.Join(n[:min(len(n), 5)], ", "))
		}
		if placed(a.Kind) && a.Event.Place != "" && b.Event.Place != "" && samePlace(string(a.Event.Place), string(b.Event.Place)) {
			points += placeWeight
			why = append(why, "the same place: "+string(a.Event.Place))
		}
	}
	return points, why
}

// newsIn returns the days of news that two events share of which one page at least opens
// with it and does not say its day.
func newsIn(a, b *Item) []string {
	days := func(it *Item) (out []string) {
		for _, f := range it.sayings() {
			if f.Sort == "news" {
				out = append(out, f.Text)
			}
		}
		return out
	}
	if a.exact() && b.exact() || !a.News && !b.News {
		return nil
	}
	return both(days(a), days(b))
}

// both returns what stands in both of two sorted lists.
func both(a, b []string) []string {
	var out []string
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			out = append(out, a[i])
			i, j = i+1, j+1
		}
	}
	return out
}
