package main

import (
	"readout/internal/desk"
	"testing"

	"readout"
)

func TestParseDays(t *testing.T) {
	for _, tt := range []struct {
		in       string
		from, to readout.Day
		ok       bool
	}{
		{"2024-03-03", "2024-03-03", "2024-03-03", true},
		{"2024-02", "2024-02-01", "2024-02-29", true},
		{"2024-03..2024-05", "2024-03-01", "2024-05-31", true},
		{"..2024", "", "2024-12-31", true},
		{"2024-13", "", "", false},
		{"2024-05..2024-03", "", "", false},
		{"2024 kind:direct", "", "", false},
		{"2024 OR 2025", "", "", false},
		{"\x1b[31m", "", "", false},
		{"", "", "", false},
	} {
		if got, ok := desk.Days(tt.in); ok != tt.ok || got.From != tt.from || got.To != tt.to {
			t.Errorf("%q: %+v, %v; want %s to %s, %v", tt.in, got, ok, tt.from, tt.to, tt.ok)
		}
	}
}
