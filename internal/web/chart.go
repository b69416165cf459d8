package web

import (
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/internal/column"
	"readout/internal/desk"
)

// chartHeight is how high bars are at most, in pixels. Widths are parts of the whole, so that
// a chart fits every window without being distorted.
const chartHeight = 64

// A chart is a histogram drawn: bars of days, to choose a stretch of them.
type chart struct {
	Unit        column.Unit
	Bars        []chartBar
	Ticks       []chartTick
	From, Until string // what is chosen, as in the fields below the chart
	Off         string // the address without it; "" where nothing is chosen
	Most        int
	Earlier     int
	Width       int
	Height      int
	First, Last readout.Day
	HasPossible bool
	Base        string // the address without days, for the page's script
}

// A chartBar is a bar with its place. Possible stands on Sure.
type chartBar struct {
	column.Bar
	X, W, SureY, SureH, AllY, AllH string
	Href, Title                    string
	Out                            bool // not in the chosen stretch
}

// A chartTick is a word under the chart.
type chartTick struct{ X, Text string }

// newChart draws a histogram. Linked says whether each bar is a link.
func newChart(h column.Histogram, st searchState, linked bool) chart {
	c := chart{Unit: h.Unit, Earlier: h.Earlier, Base: st.dated("").URL()}
	for _, f := range st.Filters {
		if f.Name == column.Date {
			c.From, c.Until = ends(f.Value)
			c.Off = st.dated("").URL()
		}
	}
	if len(h.Bars) == 0 {
		return c
	}
	c.First, c.Last = h.Bars[0].From, h.Bars[len(h.Bars)-1].To
	for _, b := range h.Bars {
		c.Most = max(c.Most, b.All())
	}
	chosen := filterDays(st)
	width := 100 / float64(len(h.Bars))
	for i, b := range h.Bars {
		all, sure := c.height(b.All()), c.height(b.Sure)
		bar := chartBar{Bar: b, X: units(float64(i) * width), W: units(width * .86),
			SureY: units(chartHeight - sure), SureH: units(sure), AllY: units(chartHeight - all), AllH: units(all), Title: barTitle(b)}
		bar.Out = len(chosen) > 0 && !slices.ContainsFunc(chosen, func(d readout.Interval) bool { return d.Overlaps(readout.Interval{Earliest: b.From, Latest: b.To}) })
		if linked && b.All() > 0 {
			bar.Href = st.dated(barDays(b)).URL()
		}
		c.HasPossible = c.HasPossible || b.Possible > 0
		c.Bars = append(c.Bars, bar)
	}
	c.ticks(width)
	return c
}

// height of so many statements: never nothing for some.
func (c *chart) height(n int) float64 {
	if n == 0 || c.Most == 0 {
		return 0
	}
	return max(float64(n)/float64(c.Most)*(chartHeight-2), 1.5)
}

// ticks puts words under the bars where a longer stretch begins, not too close together.
func (c *chart) ticks(width float64) {
	const room = 15
	last := -1000.0
	for i, b := range c.Bars {
		text := tickText(c.Unit, b.From, i == 0)
		x := float64(i) * width
		if text == "" || x-last < room || x > 92 {
			continue
		}
		c.Ticks = append(c.Ticks, chartTick{units(x), text})
		last = x
	}
}

func tickText(unit column.Unit, d readout.Day, first bool) string {
	year, month, day := string(d[:4]), string(d[:7]), string(d)
	switch unit {
	case column.Day:
		return day
	case column.Week:
		if first || day[8:] <= "07" {
			return month
		}
	case column.Month:
		if first || strings.HasSuffix(month, "-01") {
			return year
		}
	case column.Year:
		return year
	}
	return ""
}

func units(v float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
}

// barDays is a bar as a query has it: a month or a year by its name.
func barDays(b column.Bar) string {
	switch from, to := string(b.From), string(b.To); {
	case from == to:
		return from
	case from[:4] == to[:4] && from[4:] == "-01-01" && to[4:] == "-12-31":
		return from[:4]
	case from[:7] == to[:7] && from[7:] == "-01" && string(readout.Day(to).Add(1))[:7] != from[:7]:
		return from[:7]
	default:
		return from + ".." + to
	}
}

func barTitle(b column.Bar) string {
	text := barDays(b) + ": " + plural(b.All(), "statement")
	if b.Possible > 0 {
		text += fmt.Sprintf(", of %s of which the day is only known to lie around then", number(b.Possible))
	}
	return text
}

// ends are the first and the last day of a range as the address has it.
func ends(value string) (from, until string) {
	from, until, isRange := strings.Cut(value, "..")
	if !isRange {
		return value, value
	}
	return from, until
}

// filterDays are the stretches of days that are chosen.
func filterDays(st searchState) (out []readout.Interval) {
	for _, f := range st.Filters {
		if d, ok := desk.Days(f.Value); ok && f.Name == column.Date {
			out = append(out, readout.Interval{Earliest: d.From, Latest: d.To})
		}
	}
	return out
}
