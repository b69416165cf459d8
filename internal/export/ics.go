package export

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/internal/cite"
	"readout/internal/link"
)

// A calendarWriter writes events that are planned as an iCalendar stream (RFC 5545).
type calendarWriter struct {
	out   io.Writer
	stamp string
	err   error
}

func calendar(out io.Writer, r *Request) (writer[link.Event], error) {
	w := &calendarWriter{out: out, stamp: r.Now.UTC().Format("20060102T150405Z")}
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//readout//readout//EN")
	w.line("CALSCALE", "GREGORIAN")
	return w, w.err
}

// write leaves out what is not planned or has no day. An event whose day is only known to
// lie between two others takes all of these days, and its title says so: programs show
// titles, and have no word for such a date.
func (w *calendarWriter) write(ev *link.Event) error {
	from, until, ok := calendarDays(ev.Date)
	if !ok || ev.Status != readout.Planned {
		return errLeftOut
	}
	w.line("BEGIN", "VEVENT")
	w.line("UID", escaped(string(ev.ID))+"@readout")
	w.line("DTSTAMP", w.stamp)
	w.line("DTSTART;VALUE=DATE", from.Format("20060102"))
	w.line("DTEND;VALUE=DATE", until.AddDate(0, 0, 1).Format("20060102")) // the first day after it
	w.line("SUMMARY", escaped(calendarTitle(ev)))
	w.line("DESCRIPTION", escaped(calendarNote(ev)))
	if ev.Place != "" {
		w.line("LOCATION", escaped(string(ev.Place)))
	}
	if ev.Class != "" {
		w.line("CATEGORIES", escaped(string(ev.Class)))
	}
	w.line("STATUS", "TENTATIVE") // it is told, not confirmed
	w.line("TRANSP", "TRANSPARENT")
	w.line("END", "VEVENT")
	return w.err
}

func (w *calendarWriter) close() error {
	w.line("END", "VCALENDAR")
	return w.err
}

// calendarDays returns the first and the last day of an interval, or the one end of it
// that is known.
func calendarDays(i readout.Interval) (from, until time.Time, ok bool) {
	from, errFrom := time.Parse(time.DateOnly, string(i.Earliest))
	until, errUntil := time.Parse(time.DateOnly, string(i.Latest))
	switch {
	case errFrom != nil && errUntil != nil:
		return from, until, false
	case errFrom != nil:
		return until, until, true
	case errUntil != nil || until.Before(from):
		return from, from, true
	}
	return from, until, true
}

// calendarTitle is what and who, and when where that is not one day.
func calendarTitle(ev *link.Event) string {
	title := eventName(ev)
	if ev.Date.Day() == "" {
		title += " (" + cite.When(ev.Date) + ")"
	}
	return title
}

func calendarNote(ev *link.Event) string {
	lines := []string{"Planned, as told on " + pages(len(ev.Members)) + " of the record."}
	if n := ev.Denials(); n > 0 {
		lines = append(lines, "Denied on "+pages(n)+".")
	}
	if ev.Date.Day() == "" {
		lines = append(lines, "The day: "+cite.When(ev.Date)+".")
	}
	for _, e := range ev.Evidence {
		if e.Used && e.Value != "" {
			lines = append(lines, "As printed: “"+e.Value+"”.")
		}
	}
	for i := range ev.Participants {
		p := &ev.Participants[i]
		lines = append(lines, p.Role+": "+p.Name)
	}
	for _, m := range ev.Members {
		lines = append(lines, string(m.Page))
	}
	return strings.Join(lines, "\n")
}

func pages(n int) string {
	if n == 1 {
		return "1 page"
	}
	return fmt.Sprintf("%d pages", n)
}

// line writes a property, folded after 75 bytes between characters (3.1).
func (w *calendarWriter) line(name, value string) {
	const most = 75
	text := name + ":" + value
	var b strings.Builder
	room := most
	for len(text) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		b.WriteString(text[:cut] + "\r\n ")
		text, room = text[cut:], most-1
	}
	b.WriteString(text + "\r\n")
	if w.err == nil {
		_, w.err = io.WriteString(w.out, b.String())
	}
}

var textEscapes = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// escaped is text as a value (3.3.11): without control characters, its line breaks and
// what separates values written out.
func escaped(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD"))
	return textEscapes.Replace(s)
}
