package statement_test

import (
	"testing"

	"readout"
	"readout/statement"
)

// TestDated asks that offices bound the day of an article only where they are those of
// its own time.
func TestDated(t *testing.T) {
	saved := readout.Interval{Latest: "2030-01-02", Basis: readout.Capture}
	held := readout.Interval{Earliest: "2021-05-01", Latest: "2030-01-02", Basis: readout.Office}
	tests := []struct {
		name, text string
		published  readout.Interval
		want       readout.Interval
	}{
		{"in office", "Foreign Minister Tomas Ode said that the road was open.", saved, held},
		{"owner before the title", "Ostland’s foreign minister Tomas Ode said that the road was open.", saved, held},
		{"two in office", "Foreign Minister Tomas Ode said that the road was open. Foreign Ministry spokesperson Kara Brun told reporters that it was not.", saved,
			readout.Interval{Earliest: "2022-01-01", Latest: "2030-01-02", Basis: readout.Office}},
		{"no title", "Tomas Ode said that the road was open.", saved, saved},
		{"a title of the past", "Former Foreign Minister Tomas Ode said that the road was open.", saved, saved},
		{"does not speak", "The road was open. Foreign Minister Tomas Ode slept.", saved, saved},
		{"dated", "Foreign Minister Tomas Ode said that the road was open.", readout.On("2024-03-12", readout.Stated), readout.On("2024-03-12", readout.Stated)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := input(t, tt.text)
			in.Article.Published = tt.published
			got, why := statement.Dated(in, statement.Find(in))
			if got != tt.want {
				t.Errorf("Dated = %+v, want %+v", got, tt.want)
			}
			if (len(why) > 0) != (got != tt.published) {
				t.Errorf("Dated has %d pieces of evidence for %+v", len(why), got)
			}
		})
	}
}
