package statement

import (
	"strings"
	"testing"

	"readout"
)

func TestDays(t *testing.T) {
	monday := readout.On("2024-03-04", readout.Stated) // 4 March 2024 was a Monday
	office := readout.Interval{Earliest: "2024-03-04", Latest: "2024-03-20", Basis: readout.Office}
	saved := readout.Interval{Latest: "2026-01-14", Basis: readout.Capture}
	tests := []struct {
		words     string
		published readout.Interval
		ahead     bool
		want      string // days and basis; "" for none
	}{
		{"Sunday", monday, false, "2024-03-03..2024-03-03 relative"},
		{"Sunday evening", monday, true, "2024-03-10..2024-03-10 relative"},
		{"Monday", monday, false, "2024-03-04..2024-03-04 relative"},
		{"last Monday", monday, false, "2024-02-26..2024-02-26 relative"},
		{"today", monday, true, "2024-03-04..2024-03-04 relative"},
		{"yesterday", monday, false, "2024-03-03..2024-03-03 relative"},
		{"tomorrow", monday, true, "2024-03-05..2024-03-05 relative"},
		{"March 25", monday, true, "2024-03-25..2024-03-25 relative"},
		{"March 25", monday, false, "2023-03-25..2023-03-25 relative"},
		{"25 - 26 March 2024", monday, false, "2024-03-25..2024-03-26 stated"},
		{"12 June 2024", saved, true, "2024-06-12..2024-06-12 stated"},
		{"May", monday, true, "2024-05-01..2024-05-31 relative"},
		{"March", monday, true, "2024-03-04..2024-03-31 relative"},
		{"this week", monday, false, "2024-03-04..2024-03-04 relative"},
		{"last week", monday, false, "2024-02-26..2024-03-03 relative"},
		{"next month", monday, true, "2024-04-01..2024-04-30 relative"},
		{"last month", monday, false, "2024-02-01..2024-02-29 relative"},
		{"this morning", monday, false, "2024-03-04..2024-03-04 relative"},
		{"three days ago", monday, false, "2024-03-01..2024-03-01 relative"},
		{"2022", monday, false, "2022-01-01..2022-12-31 stated"},
		{"Sunday", office, false, "2024-03-03..2024-03-17 office"},
		{"today", office, true, "2024-03-04..2024-03-20 office"},
		{"Sunday", saved, false, "..2026-01-14 capture"},
		{"Sunday", saved, true, ".. none"},
		{"today", saved, true, "..2026-01-14 capture"},
		{"Sunday", readout.Interval{}, false, ".. none"},
		{"ten days", monday, false, ""},
		{"two days later", monday, false, ""},
		{"30 February 2024", monday, false, "..2024-03-04 stated"},
	}
	for _, tt := range tests {
		got := ""
		if iv, ok := Days(strings.Fields(tt.words), tt.published, tt.ahead); ok {
			got = string(iv.Earliest) + ".." + string(iv.Latest) + " " + string(iv.Basis)
		}
		if got != tt.want {
			t.Errorf("Days(%q, %v, %t) = %q, want %q", tt.words, tt.published, tt.ahead, got, tt.want)
		}
	}
}

func FuzzDays(f *testing.F) {
	f.Add("last Monday 3 May 2024", "2024-03-04", "2024-03-20", true)
	f.Add("three days ago", "", "2026-01-14", false)
	f.Fuzz(func(t *testing.T, words, from, to string, ahead bool) {
		published := readout.Interval{Earliest: readout.Day(from), Latest: readout.Day(to), Basis: readout.Office}
		iv, ok := Days(strings.Fields(words), published, ahead)
		valid := (from == "" || published.Earliest.Valid()) && (to == "" || published.Latest.Valid()) && (from == "" || to == "" || from <= to)
		if ok && valid && iv.Earliest != "" && iv.Latest != "" && iv.Earliest > iv.Latest {
			t.Errorf("Days(%q, %v) = %v", words, published, iv)
		}
	})
}
