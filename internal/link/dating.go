package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout"
)

// FromRecord is the basis of a date that other pages of the record bound.
const FromRecord readout.Basis = "record"

// FromPerson is the basis of a date that a person gave.
const FromPerson readout.Basis = "person"

// A Dating is what the record knows of the day of a page, beyond what the page says.
type Dating struct {
	Page      readout.PageID                 `json:"page"`
	Own       readout.Interval               `json:"own"` // by the page alone
	Published readout.Interval               `json:"published"`
	Evidence  readout.List[readout.Evidence] `json:"evidence"` // of "person", "story", "event" or "number"
}

// A Neighbour is a page of the same series of addresses whose day is known.
type Neighbour struct {
	Page   readout.PageID
	Name   string
	Number int64
	Day    readout.Day
}

// What is known of a page besides itself.
type Surroundings struct {
	Override *readout.Evidence // what a person says; nil for nothing
	Story    *Story            // that the page carries; nil for none
	Pages    []Page            // the carriers of the story
	Events   []Event           // that it tells of
	Below    []Neighbour       // with lower numbers, the nearest first
	Above    []Neighbour       // with higher ones, likewise
}

// Date bounds the day of a page by what surrounds it. What a person says overrules the
// rest; a bound that contradicts what stands before it is shown and not used.
func Date(p *Page, s Surroundings) Dating {
	d := Dating{Page: p.ID, Own: p.Own, Published: p.Published}
	if s.Override != nil {
		d.Published = readout.Interval{Earliest: s.Override.Earliest, Latest: s.Override.Latest, Basis: FromPerson}
		d.Evidence = append(d.Evidence, *s.Override)
		return d
	}
	if p.Published.Day() != "" && p.Published.Basis != readout.Capture {
		return d
	}
	d.byStory(p, s)
	d.byEvents(p, s.Events)
	d.byNumbers(p, s.Below, s.Above)
	return d
}

func (d *Dating) bound(source, value string, earliest, latest readout.Day, note string) {
	ev := readout.Evidence{Source: source, Value: value, Earliest: earliest, Latest: latest, Note: readout.Opt(note)}
	both, ok := overlap(d.Published, readout.Interval{Earliest: earliest, Latest: latest})
	switch {
	case !ok:
		ev.Note = readout.Opt(note + "; not used: it contradicts " + interval(d.Published))
	case both.Earliest != d.Published.Earliest || both.Latest != d.Published.Latest:
		ev.Used = true
		d.Published = readout.Interval{Earliest: both.Earliest, Latest: both.Latest, Basis: FromRecord}
	}
	d.Evidence = append(d.Evidence, ev)
}

// byStory bounds a copy by the original, which came first, and the original by its copies.
func (d *Dating) byStory(p *Page, s Surroundings) {
	if s.Story == nil || s.Story.Original == "" {
		return
	}
	pages := slices.Clone(s.Pages)
	slices.SortFunc(pages, comparePages)
	for i := range pages {
		q := &pages[i]
		switch {
		case q.ID == p.ID:
		case p.ID == readout.PageID(s.Story.Original) && q.Published.Day() != "":
			d.bound("story", q.Name, "", q.Published.Latest, "this page had the text first; that one carries it")
			return
		case q.ID == readout.PageID(s.Story.Original) && q.Published.Earliest != "":
			d.bound("story", q.Name, q.Published.Earliest, "", "that page had the text first")
		}
	}
}

// byEvents bounds a page by the events it tells of, whose days other pages know: what has
// happened was before the page, what is to come was after it.
func (d *Dating) byEvents(p *Page, events []Event) {
	events = slices.Clone(events)
	slices.SortFunc(events, func(a, b Event) int { return cmp.Compare(a.ID, b.ID) })
	for i := range events {
		ev := &events[i]
		k := slices.IndexFunc(ev.Members, func(m Member) bool { return m.Page == p.ID })
		if k < 0 || len(ev.Members) < 2 {
			continue
		}
		m := &ev.Members[k]
		what := fmt.Sprintf("%s of %s", ev.Kind, interval(ev.Date))
		switch {
		case m.Status == readout.Happened && ev.Date.Earliest != "":
			latest := wordsUntil(string(m.Date.Text), ev.Date)
			note := "the page tells of it as past"
			if latest != "" {
				note += fmt.Sprintf(", as “%s”", m.Date.Text)
			}
			d.bound("event", what, ev.Date.Earliest, latest, note)
		case m.Status == readout.Planned && ev.Date.Latest != "":
			d.bound("event", what, "", ev.Date.Latest, "the page tells of it as still to come")
		}
	}
}

// wordsUntil returns the last day on which a past event of a known day can be called by
// these words, or "": "on Sunday" is the last one that was, "today" is today.
func wordsUntil(text string, on readout.Interval) readout.Day {
	day := on.Day()
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return ""
	}
	words := strings.Fields(foldText(text))
	has := func(w string) bool { return slices.Contains(words, w) }
	switch {
	case has("last") || has("previous"):
		return ""
	case has("today") || has("tonight"):
		return day
	case has("yesterday"):
		return day.Add(1)
	case has(strings.ToLower(t.Weekday().String())):
		return day.Add(7)
	}
	return ""
}

// byNumbers bounds a page by those whose addresses have the nearest numbers, where these
// rise with the days.
func (d *Dating) byNumbers(p *Page, below, above []Neighbour) {
	all := slices.Clone(below)
	slices.Reverse(all)
	all = append(all, above...)
	if len(all) < 2 || !slices.IsSortedFunc(all, func(a, b Neighbour) int { return cmp.Compare(a.Day, b.Day) }) {
		return
	}
	if len(below) > 0 {
		d.bound("number", below[0].Name, below[0].Day, "", fmt.Sprintf("number %d, before this page's %d in the same series", below[0].Number, p.Number))
	}
	if len(above) > 0 {
		d.bound("number", above[0].Name, "", above[0].Day, fmt.Sprintf("number %d, after this page's %d in the same series", above[0].Number, p.Number))
	}
}

// Apart says why two events of the record that are alike are not one, by their days.
func Apart(a, b *Event) Verdict {
	v := Verdict{A: a.ref(), B: b.ref()}
	if _, ok := overlap(a.Date, b.Date); !ok {
		return v.refuse(fmt.Sprintf("different days: %s and %s", interval(a.Date), interval(b.Date)))
	}
	return v.refuse(fmt.Sprintf("%s and %s: nothing shows that they are one", interval(a.Date), interval(b.Date)))
}

func (ev *Event) ref() Ref { return Ref{Page: ev.Members[0].Page, Event: ev.Members[0].Event} }

// Redate gives a page the day that a person says it is of, and bounds its events by it:
// what has happened was not later, and "on Sunday" is the last one before.
func Redate(rec *readout.Record, on readout.Interval) {
	rec.Article.Published = on
	rec.Events = slices.Clone(rec.Events)
	for i := range rec.Events {
		ev := &rec.Events[i]
		if day := dayBefore(string(ev.Date.Text), on.Day()); day != "" && ev.Status == readout.Happened && ev.Date.Day() == "" {
			if both, ok := overlap(ev.Date.Interval, readout.On(day, readout.Relative)); ok {
				ev.Date.Interval = both
				continue
			}
		}
		bound := readout.Interval{Latest: on.Latest, Basis: FromPerson}
		if ev.Status == readout.Planned {
			bound = readout.Interval{Earliest: on.Earliest, Basis: FromPerson}
		}
		if both, ok := overlap(ev.Date.Interval, bound); ok {
			ev.Date.Interval = both
		}
	}
}

// dayBefore returns the day that words such as "on Sunday" or "today" mean on a page of a
// known day, for what has happened, or "".
func dayBefore(text string, published readout.Day) readout.Day {
	for back := range 7 {
		day := published.Add(-back)
		if until := wordsUntil(text, readout.On(day, readout.Relative)); until != "" && published >= day && published <= until {
			return day
		}
	}
	return ""
}
