package watch

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Bounds on the time between two askings of a source.
const (
	minEvery   = 10 * time.Minute
	maxEvery   = 12 * time.Hour
	firstEvery = time.Hour // where nothing is known yet
	maxFloor   = 24 * time.Hour
	maxBackOff = 24 * time.Hour
)

// arrivals is how many of a source's last items tell its rhythm.
const arrivals = 30

// rhythm returns how long to wait before a source is asked again, by when its last items
// came, the newest first: half the time that is usual between two of them, so that an item is
// found a quarter of it late on average, and no less than a tenth of the time for which
// nothing has come. Floor is what the source asks for at least.
func rhythm(came []time.Time, now time.Time, floor time.Duration) time.Duration {
	every := firstEvery
	if n := len(came); n >= 2 {
		if span := came[0].Sub(came[n-1]); span > 0 {
			every = span / time.Duration(n-1) / 2
		} else { // all at once
			every = firstEvery
		}
	}
	if len(came) > 0 {
		every = max(every, now.Sub(came[0])/10)
	}
	return max(min(max(every, minEvery), maxEvery), min(floor, maxFloor))
}

// backOff returns how long to wait after some failures in a row.
func backOff(every time.Duration, failures int) time.Duration {
	d := max(every, minEvery)
	for range min(failures-1, 16) {
		d *= 2
		if d >= maxBackOff {
			return maxBackOff
		}
	}
	return min(d, maxBackOff)
}

// jittered moves a time by up to a tenth, so that sources that began together do not stay so;
// by is from 0 to 1. It is never shortened below a floor.
func jittered(d, floor time.Duration, by float64) time.Duration {
	return max(d+time.Duration((math.Mod(by, 1)-0.5)*0.2*float64(d)), floor)
}

// revisits are the times after which an article is looked at again since it was last
// fetched, to see whether its words were changed.
var revisits = [...]time.Duration{time.Hour, 5 * time.Hour, 18 * time.Hour, 2 * 24 * time.Hour, 5 * 24 * time.Hour, 21 * 24 * time.Hour}

// revisit returns when an item is to be fetched again after so many visits, "" for never.
func revisit(visits int, now time.Time) string {
	if visits < 1 || visits > len(revisits) {
		return ""
	}
	return stamp(now.Add(revisits[visits-1]))
}

// freshFor is how long an answer may be kept, by its Cache-Control: asking sooner gives the
// same.
func freshFor(h http.Header) time.Duration {
	for part := range strings.SplitSeq(strings.ToLower(h.Get("Cache-Control")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			n, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 64)
			if err != nil || n < 0 {
				return 0
			}
			return time.Duration(min(n, int64(maxFloor/time.Second))) * time.Second
		}
	}
	return 0
}

// stamp writes a time as the record has it.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
