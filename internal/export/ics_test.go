package export

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"readout"
	"readout/internal/link"
)

// A property is a line of a calendar, unfolded.
type property struct{ name, params, value string }

// parseCalendar reads a calendar as strictly as RFC 5545 puts it: lines end in CR LF, none
// is longer than 75 bytes, texts are escaped, properties that must be there are there once.
func parseCalendar(t *testing.T, text string) (events []map[string]property) {
	t.Helper()
	if !strings.HasSuffix(text, "\r\n") || strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\n") {
		t.Error("lines do not end in CR LF")
	}
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("line of %d bytes: %q", len(line), line)
		}
	}
	form := regexp.MustCompile(`^([A-Z-]+)((?:;[A-Z-]+=[A-Z-]+)*):(.*)$`)
	var open []string
	head := make(map[string]string)
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n") {
		m := form.FindStringSubmatch(line)
		if m == nil {
			t.Fatalf("no property: %q", line)
		}
		p := property{m[1], m[2], m[3]}
		switch {
		case p.name == "BEGIN":
			open = append(open, p.value)
			if p.value == "VEVENT" {
				events = append(events, make(map[string]property))
			}
		case p.name == "END":
			if len(open) == 0 || open[len(open)-1] != p.value {
				t.Fatalf("%s ends within %v", p.value, open)
			}
			open = open[:len(open)-1]
		case slices.Equal(open, []string{"VCALENDAR"}):
			head[p.name] = p.value
		default:
			ev := events[len(events)-1]
			if _, twice := ev[p.name]; twice {
				t.Errorf("two properties %s", p.name)
			}
			ev[p.name] = p
		}
	}
	if len(open) > 0 || head["VERSION"] != "2.0" || head["PRODID"] == "" {
		t.Errorf("calendar with %v, left open %v", head, open)
	}
	return events
}

// plainText is the text of a value; it fails for what had to be escaped.
func plainText(t *testing.T, p property) string {
	t.Helper()
	s := strings.NewReplacer(`\\`, "\x01", `\n`, "\n", `\,`, "\x02", `\;`, "\x03").Replace(p.value)
	if strings.ContainsAny(s, `\,;`) {
		t.Errorf("%s is not escaped: %q", p.name, p.value)
	}
	return strings.NewReplacer("\x01", `\`, "\x02", ",", "\x03", ";").Replace(s)
}

func TestCalendar(t *testing.T) {
	now := time.Date(2023, 5, 1, 12, 30, 0, 0, time.FixedZone("", 7200))
	out, n := written(t, fixture(t), "ics", Request{Kind: Events, Now: now})
	events := parseCalendar(t, string(out))
	if len(events) != 2 || n != (Count{Written: 2, LeftOut: 1}) {
		t.Fatalf("%d events, %+v; want 2, and one left out that has happened", len(events), n)
	}
	tests := []struct{ start, end, summary, location string }{
		{"20230703", "20230706", "meeting, \"closed\"; {all}: Ana Lim, Vesta Wire (between July 3 and July 5, 2023)", "Lake Sere, north"},
		{"20230612", "20230613", "signing: Oruland, Vesta", "Lake Sere, north"},
	}
	uids := make(map[string]bool)
	for i, tt := range tests {
		ev := events[i]
		got := []string{ev["DTSTART"].value, ev["DTEND"].value, plainText(t, ev["SUMMARY"]), plainText(t, ev["LOCATION"])}
		if want := []string{tt.start, tt.end, tt.summary, tt.location}; !slices.Equal(got, want) {
			t.Errorf("event %d is %q, want %q", i, got, want)
		}
		if ev["DTSTART"].params != ";VALUE=DATE" || ev["DTEND"].params != ";VALUE=DATE" || ev["DTSTAMP"].value != "20230501T103000Z" || ev["STATUS"].value != "TENTATIVE" {
			t.Errorf("event %d: %v", i, ev)
		}
		if !strings.Contains(plainText(t, ev["DESCRIPTION"]), "\nactor: ") {
			t.Errorf("description %q", ev["DESCRIPTION"].value)
		}
		uids[ev["UID"].value] = true
	}
	if len(uids) != len(events) || uids[""] {
		t.Errorf("ids %v", uids)
	}
}

func TestCalendar_days(t *testing.T) {
	tests := []struct {
		name     string
		on       readout.Interval
		from, to string // the days that it takes, "" for none
	}{
		{"a day", readout.On("2023-06-12", ""), "2023-06-12", "2023-06-12"},
		{"between two", readout.Interval{Earliest: "2023-06-12", Latest: "2023-06-14"}, "2023-06-12", "2023-06-14"},
		{"not before", readout.Interval{Earliest: "2023-06-12"}, "2023-06-12", "2023-06-12"},
		{"not after", readout.Interval{Latest: "2023-06-12"}, "2023-06-12", "2023-06-12"},
		{"the wrong way round", readout.Interval{Earliest: "2023-06-12", Latest: "2023-06-01"}, "2023-06-12", "2023-06-12"},
		{"unknown", readout.Interval{}, "", ""},
		{"no day of the calendar", readout.On("2023-02-30", ""), "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			from, to, ok := calendarDays(tt.on)
			if got := from.Format(time.DateOnly); ok != (tt.from != "") || ok && (got != tt.from || to.Format(time.DateOnly) != tt.to) {
				t.Errorf("%v takes %s to %s, %v; want %s to %s", tt.on, from, to, ok, tt.from, tt.to)
			}
		})
	}
}

// FuzzCalendar holds for any text: the calendar can be read again and has the text.
func FuzzCalendar(f *testing.F) {
	f.Add("talks, \\n; 世界\r\nBEGIN:VEVENT", "Lake\x1b")
	f.Fuzz(func(t *testing.T, kind, place string) {
		var out strings.Builder
		w, err := calendar(&out, &Request{})
		if err != nil {
			t.Fatal(err)
		}
		ev := link.Event{ID: "e", Kind: kind, Place: readout.Opt(place), Status: readout.Planned, Date: readout.On("2023-06-12", "")}
		if err := w.write(&ev); err != nil {
			t.Fatal(err)
		}
		if err := w.close(); err != nil {
			t.Fatal(err)
		}
		events := parseCalendar(t, out.String())
		if len(events) != 1 {
			t.Fatalf("%d events", len(events))
		}
		if got := plainText(t, events[0]["SUMMARY"]); len(got) > 3*len(kind)+1 {
			t.Errorf("%q became %q", kind, got)
		}
	})
}
