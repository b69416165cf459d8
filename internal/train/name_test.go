package train

import (
	"os"
	"path/filepath"
	"testing"

	"readout/text"
)

func TestNameSentence_possible(t *testing.T) {
	tests := []struct {
		name    string
		allowed []uint16
		want    bool
	}{
		{"a name", []uint16{none, firstOf(person), insideOf(person), none}, true},
		{"the inside of a name first", []uint16{insideOf(person)}, false},
		{"the inside of another name", []uint16{firstOf(place), insideOf(person)}, false},
		{"one way of several", []uint16{firstOf(place) | none, insideOf(place) | insideOf(person)}, true},
	}
	for _, tt := range tests {
		s := NameSentence{Allowed: tt.allowed}
		if got := s.possible(); got != tt.want {
			t.Errorf("%s: possible = %v", tt.name, got)
		}
	}
}

// TestNameCorpora reads the corpora and asks that what they allow is possible.
func TestNameCorpora(t *testing.T) {
	dir := os.Getenv("READOUT_DATA")
	if dir == "" {
		t.Skip("READOUT_DATA is not set")
	}
	if _, err := os.Stat(filepath.Join(dir, "ner")); err != nil {
		t.Skip(err)
	}
	cut := func(s string) *text.Document { return text.Annotate(nil, s) }
	all, err := NameCorpora(dir, cut, func(string) []text.Known { return nil }, NameLists{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	counts := make([]int, len(nameCorpora))
	for i := range all {
		counts[all[i].Corpus]++
		for _, s := range append(all[i].Variants, all[i]) {
			if len(s.Forms) != len(s.Allowed) || len(s.Forms) != len(s.Known) || !s.possible() {
				t.Fatalf("%s: %q cannot be read: %v", nameCorpora[s.Corpus], s.Forms, s.Allowed)
			}
		}
	}
	for i, n := range counts {
		if n < 100 {
			t.Errorf("%s has %d sentences", nameCorpora[i], n)
		}
	}
}
