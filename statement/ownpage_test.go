package statement_test

import (
	"testing"

	"readout"
	"readout/statement"
)

// TestFind_noRelease checks that nothing gets a setting from pages that are neither the report of a
// sitting nor a release, however like one they begin.
func TestFind_noRelease(t *testing.T) {
	tests := []struct{ publisher, headline, in string }{
		{"The Lurra Guardian", "Road to shut", "The Lurra Guardian has learned that the road will be shut in May.\n\n\"We were never asked,\" said Vera Holt, a farmer."},
		{"Lake Radio", "Road to shut", "Lake Radio reports that the road will be shut.\n\n\"We were never asked,\" said Vera Holt, a farmer."},
		{"The Lurra Post", "A week on the road", "We asked the mayor to open the gate.\n\n\"It is shut,\" said Vera Holt."},
		{"The Pale House", "Fact sheet", "The President held a working session with governors on Monday.\n\nThe governors said that the road was open.\n\n\"We need the road,\" said Vera Holt."},
		{"Orland Refugee Council", "Answers to five questions about the camp", "The camp was opened in May.\n\nThe nurses said that the camp was full.\n\n\"There is no water,\" said Vera Holt."},
		{"Lurra Chamber of Commerce", "Debate on tariffs", "Two hundred firms met on Monday.\n\nThe firms said that tariffs hurt.\n\n\"We pay twice,\" said Vera Holt."},
	}
	for _, tt := range tests {
		t.Run(tt.publisher, func(t *testing.T) {
			in := input(t, tt.in)
			in.Article.Headline, in.Article.Agency, in.Article.Publisher = readout.Opt(tt.headline), "", readout.Opt(tt.publisher)
			found := statement.Find(in)
			if len(found) == 0 {
				t.Fatal("Find found nothing")
			}
			for i := range found {
				if found[i].Setting != "" {
					t.Errorf("Find(%q): %q, want no setting", tt.in, shown(found[i:i+1]))
				}
			}
		})
	}
}
