package watch

import (
	"strconv"
	"strings"
	"time"

	"readout"
	"readout/article"
)

// A When is what a date of a feed or sitemap means, in whatever form it is written.
type When struct {
	Time  time.Time   // the moment; where no zone is given, in UTC
	Day   readout.Day // as it is written, in the writer's own zone
	Basis string      // "offset", "zone" (by a name), "no zone", "no time", "seconds" (since 1970)
}

// maxDate bounds a date, in bytes.
const maxDate = 200

// ReadWhen reads the date of an item. It reports false for what is none, and for one whose
// order of day and month is open.
func ReadWhen(s string) (When, bool) {
	s = strings.Join(strings.Fields(clip(s, maxDate)), " ")
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && (len(s) == 10 || len(s) == 13) {
		if len(s) == 13 {
			n /= 1000
		}
		t := time.Unix(n, 0).UTC()
		return When{Time: t, Day: readout.DayOf(t), Basis: "seconds"}, true
	}
	interval, ok := article.ParseDate(s)
	day := interval.Day()
	if !ok || day == "" {
		return When{}, false
	}
	midnight, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return When{}, false
	}
	w := When{Time: midnight, Day: day, Basis: "no time"}
	clock, rest, ok := clockIn(s)
	if !ok {
		return w, true
	}
	offset, basis := zoneIn(rest)
	w.Time, w.Basis = midnight.Add(clock-offset), basis
	return w, true
}

// clockIn reads the time of day in a date, and returns what stands behind it.
func clockIn(s string) (clock time.Duration, rest string, ok bool) {
	for i := 1; i+2 < len(s); i++ {
		if s[i] != ':' || !isDigit(s[i-1]) || !isDigit(s[i+1]) || !isDigit(s[i+2]) {
			continue
		}
		from := i - 1
		if from > 0 && isDigit(s[from-1]) {
			from--
		}
		if from > 0 && (s[from-1] == '+' || isDigit(s[from-1])) {
			continue
		}
		h, m, sec := number(s[from:i]), number(s[i+1:i+3]), 0
		rest = s[i+3:]
		if len(rest) >= 3 && rest[0] == ':' && isDigit(rest[1]) && isDigit(rest[2]) {
			sec, rest = number(rest[1:3]), rest[3:]
			if strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ",") {
				rest = strings.TrimLeft(rest[1:], "0123456789")
			}
		}
		rest = strings.TrimLeft(rest, " ")
		h, rest = halfDay(h, rest)
		if h > 24 || m > 59 || sec > 60 {
			return 0, "", false
		}
		return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(sec)*time.Second, rest, true
	}
	return 0, "", false
}

// halfDay reads "am" or "pm" behind an hour.
func halfDay(h int, rest string) (int, string) {
	lower := strings.ToLower(rest[:min(len(rest), 4)])
	for _, mark := range [...]string{"a.m.", "p.m.", "am", "pm"} {
		if !strings.HasPrefix(lower, mark) || len(rest) > len(mark) && isLetter(rest[len(mark)]) || h > 12 {
			continue
		}
		if h %= 12; mark[0] == 'p' {
			h += 12
		}
		return h, strings.TrimLeft(rest[len(mark):], " ")
	}
	return h, rest
}

// zones are the names of time zones that mean one thing, with what they are ahead of UTC in
// minutes: those of RFC 822, and such as outlets print. IST, AMT and AST mean two or more
// each, and are not here.
var zones = map[string]int{
	"Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420,
	"BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180, "SAST": 120, "CAT": 120, "WAT": 60, "EAT": 180,
	"MSK": 180, "TRT": 180, "AZT": 240, "GET": 240, "SAMT": 240, "IRST": 210, "AFT": 270, "PKT": 300, "UZT": 300, "TMT": 300, "TJT": 300, "NPT": 345,
	"ICT": 420, "WIB": 420, "HKT": 480, "SGT": 480, "PHT": 480, "AWST": 480, "JST": 540, "KST": 540, "ACST": 570, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}

// zoneIn reads the zone that stands behind a time of day.
func zoneIn(s string) (ahead time.Duration, basis string) {
	name := s[:len(s)-len(strings.TrimLeftFunc(s, func(r rune) bool { return 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' }))]
	rest := strings.TrimLeft(s[len(name):], " ")
	upper := strings.ToUpper(name)
	if upper == "" || upper == "GMT" || upper == "UTC" {
		if d, ok := offset(rest); ok {
			return d, "offset"
		}
	}
	if upper == "Z" {
		return 0, "offset"
	}
	if minutes, ok := zones[upper]; ok {
		return time.Duration(minutes) * time.Minute, "zone"
	}
	return 0, "no zone"
}

// offset reads +0400, +04:00, +4 and -03:30.
func offset(s string) (time.Duration, bool) {
	if len(s) < 2 || s[0] != '+' && s[0] != '-' || !isDigit(s[1]) {
		return 0, false
	}
	end := 1
	for end < len(s) && end < 6 && (isDigit(s[end]) || s[end] == ':') {
		end++
	}
	h, m := s[1:end], ""
	if before, after, ok := strings.Cut(h, ":"); ok {
		h, m = before, after
	} else if len(h) > 2 {
		h, m = h[:len(h)-2], h[len(h)-2:]
	}
	hours, minutes := number(h), number(m)
	if len(h) > 2 || hours > 14 || minutes > 59 {
		return 0, false
	}
	d := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if s[0] == '-' {
		d = -d
	}
	return d, true
}

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func isDigit(b byte) bool  { return '0' <= b && b <= '9' }
func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }
