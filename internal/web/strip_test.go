package web

import (
	"strings"
	"testing"

	"readout"
	"readout/internal/column"
)

func TestScale(t *testing.T) {
	s := newScale("2024-01-01", "2024-01-11")
	for day, want := range map[readout.Day]string{"2024-01-01": "1.50%", "2024-01-06": "50.00%", "2024-01-11": "98.50%", "2023-05-05": "1.50%", "2025-01-01": "98.50%"} {
		if got := percent(s.at(day)); got != want {
			t.Errorf("%s lies at %s, want %s", day, got, want)
		}
	}
}

func TestScale_ticks(t *testing.T) {
	for _, tt := range []struct {
		from, to readout.Day
		want     string
	}{
		{"2024-03-01", "2024-05-30", "Mar 2024, Apr 2024, May 2024"},
		{"2014-01-01", "2023-12-30", "2014, 2016, 2018, 2020, 2022"},
		{"2024-03-03", "2024-03-03", "2024-03-03"},
		{"0001-01-01", "0001-02-20", "Jan 0001, Feb 0001"},
	} {
		var got []string
		for _, k := range newScale(tt.from, tt.to).ticks(tt.from, tt.to) {
			got = append(got, k.Label)
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s to %s: %s, want %s", tt.from, tt.to, s, tt.want)
		}
	}
}

// Marks of one day stand above each other, as many as there is room for.
func TestScale_marks(t *testing.T) {
	s := newScale("2024-01-01", "2024-12-31")
	var l stripLane
	var dots []dot
	for range 20 {
		dots = append(dots, dot{said: readout.On("2024-06-01", readout.Stated), kind: readout.Direct})
	}
	s.marks(&l, dots)
	if len(l.Marks) != 20 || l.Height != markRows*markSize+6 {
		t.Errorf("%d marks, %d pixels high", len(l.Marks), l.Height)
	}
}

func TestScale_blocks(t *testing.T) {
	s := newScale("2024-01-01", "2024-02-29")
	bars := []column.Bar{{From: "2024-01-01", To: "2024-01-31"}, {From: "2024-02-01", To: "2024-02-29"}}
	counts := []column.Kinds{{Verbatim: 3, Refusal: 1}, {Paraphrase: 2}}
	if got := together(counts, 2); len(got) != 1 || got[0].Sum() != 6 {
		t.Errorf("together %+v", got)
	}
	var l stripLane
	s.blocks(&l, bars, counts, 1, 4)
	var shapes []string
	for _, b := range l.Blocks {
		shapes = append(shapes, b.Shape)
	}
	if got := strings.Join(shapes, " "); got != "verbatim paraphrase refusal" {
		t.Errorf("blocks of %s", got)
	}
}
