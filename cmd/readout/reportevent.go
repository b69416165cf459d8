package main

import (
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/event"
	"readout/internal/desk"
)

func (r *report) events(rec *readout.Record) {
	if len(rec.Events) == 0 {
		return
	}
	r.section("Events", len(rec.Events))
	n := 0
	for i := range rec.Events {
		if ev := &rec.Events[i]; !event.Spoken(ev) {
			n++
			r.event(n, ev, rec)
		}
	}
	if n == len(rec.Events) {
		return
	}
	for i := range rec.Events { // what was done with words, a line each
		if ev := &rec.Events[i]; event.Spoken(ev) {
			n++
			r.line(-4, desk.Join(" · ", fmt.Sprintf("%3d %s", n, clean(ev.Kind)), sides(ev.Participants), said(ev.Mentions)))
		}
	}
	r.blank()
}

// said is the words that name an event first.
func said(list []readout.Span) string {
	if len(list) == 0 {
		return ""
	}
	return "“" + clean(list[0].Text) + "”"
}

// event prints what it was, whether it took place, where and when, then who took part, who
// says so where the article itself does not, and which statements belong to it.
func (r *report) event(n int, ev *readout.Event, rec *readout.Record) {
	r.line(-4, desk.Join(" · ", fmt.Sprintf("%3d %s", n, r.bold(clean(ev.Kind))), r.status(ev.Status), clean(string(ev.Place)), dated(&ev.Date)))
	if who := sides(ev.Participants); who != "" {
		r.line(4, who)
	}
	if who := tellers(ev, rec.Statements); who != "" {
		r.line(4, r.dim("according to "+who))
	}
	if list := statementsOf(ev, rec.Statements); list != "" {
		r.line(4, r.dim(list))
	}
	r.blank()
}

// status marks what did not happen, or has not yet.
func (r *report) status(s readout.Status) string {
	switch s {
	case readout.Happened:
		return string(s)
	case readout.Hypothetical:
		return r.paint("33", "possible")
	}
	return r.paint("33", string(s))
}

// dated prints when an event was: the words and the days they mean, or only what is certain.
func dated(t *readout.Time) string {
	i := t.Interval
	var known string
	switch {
	case i.Day() != "":
		known = string(i.Day())
	case i.Earliest == "" && i.Latest == "":
	case i.Earliest == "":
		known = "not after " + string(i.Latest)
	case i.Latest == "":
		known = "not before " + string(i.Earliest)
	default:
		known = fmt.Sprintf("between %s and %s", i.Earliest, i.Latest)
	}
	switch {
	case t.Text == "":
		return known
	case known == "":
		return clean(string(t.Text))
	}
	return fmt.Sprintf("%s (%s)", clean(string(t.Text)), known)
}

// sides names who did something, and after an arrow to whom; who did it together stands in
// one list.
func sides(list []readout.Participant) string {
	var did, suffered []string
	for i := range list {
		if p := &list[i]; p.Role == "recipient" {
			suffered = append(suffered, ofSide(&p.Party))
		} else {
			did = append(did, ofSide(&p.Party))
		}
	}
	return desk.Join(" → ", strings.Join(did, ", "), strings.Join(suffered, ", "))
}

// ofSide names a party with its side: the statements tell the offices.
func ofSide(p *readout.Party) string {
	if p.Side == "" || p.Type == "state" {
		return clean(p.Name)
	}
	return fmt.Sprintf("%s (%s)", clean(p.Name), clean(string(p.Side)))
}

// tellers names the speakers of the statements that an event rests on.
func tellers(ev *readout.Event, list []readout.Statement) string {
	var out []string
	for i := range list {
		if s := &list[i]; slices.Contains(ev.AccordingTo, s.ID) {
			who := "somebody not named"
			if s.Speaker != nil {
				who = clean(s.Speaker.Name)
			}
			if !slices.Contains(out, who) {
				out = append(out, who)
			}
		}
	}
	return strings.Join(out, "; ")
}

// statementsOf lists the numbers of the statements that belong to an event: "statements 1,
// 4 to 6".
func statementsOf(ev *readout.Event, list []readout.Statement) string {
	var parts []string
	n := 0
	for i := 0; i < len(list); i++ {
		if list[i].Event != ev.ID {
			continue
		}
		from := i
		for i+1 < len(list) && list[i+1].Event == ev.ID {
			i++
		}
		n += i - from + 1
		switch i - from {
		case 0:
			parts = append(parts, fmt.Sprint(from+1))
		case 1:
			parts = append(parts, fmt.Sprint(from+1), fmt.Sprint(i+1))
		default:
			parts = append(parts, fmt.Sprintf("%d to %d", from+1, i+1))
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "statement " + parts[0]
	}
	return "statements " + strings.Join(parts, ", ")
}
