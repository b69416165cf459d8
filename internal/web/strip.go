package web

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"readout"
	"readout/internal/column"
)

// A strip is statements over time in lanes, as a picture. Places are in per cent of its
// width and in pixels of its height.
type strip struct {
	From, To readout.Day
	Ticks    []axisTick
	Lanes    []stripLane
	Bars     bool   // amounts are drawn, not statements
	Unit     string // of amounts: how long a bar is
	Zooms    []zoom // of amounts, what leads to less time
	Turns    bool   // the last lane has changes of wording
}

// A zoom leads to the days of a bar.
type zoom struct{ X, Width, Href, Title string }

// An axisTick is a day named on the axis.
type axisTick struct {
	X     string
	Label string
	End   bool // stands too near to the right end to be named to the right
}

// A stripLane is a lane of the picture.
type stripLane struct {
	Name   string
	Href   string
	Height int
	Count  int
	Marks  []stripMark
	Blocks []block
}

// A stripMark is a statement.
type stripMark struct {
	X, Y  string
	Shape string // "verbatim", "paraphrase", "refusal" or "turn"
	Href  string
	Title string
}

// A block is the amounts of one sort of statements in a lane, as a path in a field of 1000
// by the lane's height.
type block struct{ Shape, Path string }

// scale places days between the first and the last one.
type scale struct {
	from time.Time
	days float64
}

// The sizes of a picture, in pixels, and how far marks stand from its sides, in per cent.
const (
	markSize  = 12
	markRows  = 6 // marks of one lane and day that stand above each other
	barHeight = 34
	margin    = 1.5
)

func newScale(from, to readout.Day) scale {
	a, b := dayTime(from), dayTime(to)
	return scale{a, math.Max(1, b.Sub(a).Hours()/24)}
}

func dayTime(d readout.Day) time.Time {
	t, _ := time.Parse(time.DateOnly, string(d)) // days of records are days
	return t
}

// at is the place of a day from 0 to 100.
func (s scale) at(d readout.Day) float64 {
	x := dayTime(d).Sub(s.from).Hours() / 24 / s.days
	return margin + (100-2*margin)*math.Max(0, math.Min(1, x))
}

func percent(x float64) string { return fmt.Sprintf("%.2f%%", x) }

// shapeOf is how a kind is drawn.
func shapeOf(k readout.Kind) string {
	switch k {
	case readout.Direct:
		return "verbatim"
	case readout.Refusal:
		return "refusal"
	case turn:
		return string(turn)
	}
	return "paraphrase"
}

// turn stands in place of a kind where a mark is a change of wording.
const turn readout.Kind = "turn"

// turnsShown bounds the changes that are drawn: as many as the page shows below.
const turnsShown = 40

// A dot is a statement to be placed.
type dot struct {
	said  readout.Interval
	kind  readout.Kind
	href  string
	title string
}

// marks places statements in a lane; those of one day stand above each other.
func (s scale) marks(l *stripLane, dots []dot) {
	const apart = 1.1 // per cent from which on two marks stand beside each other
	rows := make([]float64, 0, markRows)
	slices.SortStableFunc(dots, func(a, b dot) int { return strings.Compare(string(a.said.Earliest), string(b.said.Earliest)) })
	for _, d := range dots {
		x := (s.at(d.said.Earliest) + s.at(d.said.Latest)) / 2
		row := slices.IndexFunc(rows, func(last float64) bool { return x-last >= apart })
		switch {
		case row < 0 && len(rows) < markRows:
			row = len(rows)
			rows = append(rows, x)
		case row < 0:
			row = slices.Index(rows, slices.Min(rows))
		}
		rows[row] = x
		l.Marks = append(l.Marks, stripMark{percent(x), fmt.Sprint(markSize/2 + 3 + row*markSize), shapeOf(d.kind), d.href, d.title})
	}
	l.Height = max(1, len(rows))*markSize + 6
}

// blocks draws the bars of a lane, each of several bars of the histogram, of which the
// highest of all lanes has so many.
func (s scale) blocks(l *stripLane, bars []column.Bar, counts []column.Kinds, each, highest int) {
	l.Height = barHeight
	var paths [3]strings.Builder
	for i, k := range counts {
		x, end := 10*s.at(bars[i*each].From), 10*s.at(bars[min((i+1)*each, len(bars))-1].To.Add(1))
		y := float64(barHeight)
		for part, n := range [3]int{k.Verbatim, k.Paraphrase, k.Refusal} {
			if n == 0 {
				continue
			}
			h := math.Max(1, float64(n)*(barHeight-2)/float64(highest))
			fmt.Fprintf(&paths[part], "M%.1f %.1fh%.1fv-%.1fH%.1fz", x, y, math.Max(2, end-x-1), h, x)
			y -= h
		}
	}
	for part, shape := range [3]string{"verbatim", "paraphrase", "refusal"} {
		if paths[part].Len() > 0 {
			l.Blocks = append(l.Blocks, block{shape, paths[part].String()})
		}
	}
}

// together adds up so many bars each.
func together(bars []column.Kinds, each int) []column.Kinds {
	var out []column.Kinds
	for list := range slices.Chunk(bars, max(1, each)) {
		var sum column.Kinds
		for _, k := range list {
			sum.Verbatim, sum.Paraphrase, sum.Refusal, sum.Question = sum.Verbatim+k.Verbatim, sum.Paraphrase+k.Paraphrase, sum.Refusal+k.Refusal, sum.Question+k.Question
		}
		out = append(out, sum)
	}
	return out
}

// ticks names some days of the axis: years, months or days, as many as there is room for.
func (s scale) ticks(from, to readout.Day) []axisTick {
	end := dayTime(to)
	step, format := stepFor(s.days)
	var out []axisTick
	for at := begin(s.from, step); !at.After(end); at = step(at) {
		if at.Before(s.from) {
			continue
		}
		x := s.at(readout.DayOf(at))
		out = append(out, axisTick{percent(x), at.Format(format), x > 88})
	}
	if len(out) == 0 {
		out = append(out, axisTick{percent(s.at(from)), string(from), false})
	}
	return out
}

// begin is the first day that a step leads to from the beginning of the year before.
func begin(from time.Time, step func(time.Time) time.Time) time.Time {
	at := time.Date(from.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	if from.Year() > 1 {
		at = at.AddDate(-from.Year()%10, 0, 0) // whole decades, for steps of years
	}
	for next := step(at); !next.After(from); next = step(at) {
		at = next
	}
	return at
}

func stepFor(days float64) (step func(time.Time) time.Time, format string) {
	add := func(y, m, d int) func(time.Time) time.Time {
		return func(t time.Time) time.Time { return t.AddDate(y, m, d) }
	}
	switch {
	case days <= 10:
		return add(0, 0, 2), "2 Jan"
	case days <= 45:
		return add(0, 0, 7), "2 Jan"
	case days <= 230:
		return add(0, 1, 0), "Jan 2006"
	case days <= 800:
		return add(0, 3, 0), "Jan 2006"
	case days <= 8*365:
		return add(1, 0, 0), "2006"
	case days <= 24*365:
		return add(2, 0, 0), "2006"
	case days <= 60*365:
		return add(10, 0, 0), "2006"
	}
	return add(50, 0, 0), "2006"
}

// stretch words a range of days: a month or a year by its name where it is a whole one.
func stretch(from, to readout.Day) string {
	a, next := dayTime(from), dayTime(to).AddDate(0, 0, 1)
	switch {
	case from == to:
		return string(from)
	case a.Day() == 1 && a.AddDate(0, 1, 0).Equal(next):
		return a.Format("January 2006")
	case a.YearDay() == 1 && a.AddDate(1, 0, 0).Equal(next):
		return a.Format("2006")
	}
	return string(from) + " to " + string(to)
}

// spark is the points of a small line of amounts, in a field of width by height.
func spark(bars []column.Kinds, width, height float64) string {
	const points = 48
	bars = together(bars, (len(bars)+points-1)/points)
	highest := 1
	for _, b := range bars {
		highest = max(highest, b.Sum())
	}
	var out strings.Builder
	for i, b := range bars {
		x := 1.0
		if len(bars) > 1 {
			x += (width - 2) * float64(i) / float64(len(bars)-1)
		}
		fmt.Fprintf(&out, "%.1f,%.1f ", x, height-1.5-(height-3)*float64(b.Sum())/float64(highest))
	}
	return strings.TrimSpace(out.String())
}
