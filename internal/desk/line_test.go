package desk_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/desk"
	"readout/internal/desktest"
	"readout/internal/store"
)

// TestDesk_Search_concordance goes through a concordance in small parts, there and back: they
// must be one list, in the order of the words beside the node.
func TestDesk_Search_concordance(t *testing.T) {
	d := desktest.Sample(t)
	for _, side := range []desk.Side{desk.Left, desk.Right} {
		ask := desk.Search{Side: side, Limit: desk.Sorted}
		whole, err := d.Search(t.Context(), ask)
		if err != nil {
			t.Fatal(err)
		}
		if len(whole.Hits) != whole.Count || whole.Unsorted != 0 || whole.Count < 20 {
			t.Fatalf("%d of %d statements, %d left out", len(whole.Hits), whole.Count, whole.Unsorted)
		}
		if !slices.IsSortedFunc(whole.Hits, func(a, b store.Hit) int { return slices.Compare(beside(side, a), beside(side, b)) }) {
			t.Errorf("%s: not in the order of the words", side)
		}
		var parts []readout.StatementID
		ask.Limit = 7
		for {
			part, err := d.Search(t.Context(), ask)
			if err != nil {
				t.Fatal(err)
			}
			if part.First != len(parts)+1 {
				t.Errorf("%s: a part begins at %d, want %d", side, part.First, len(parts)+1)
			}
			parts = append(parts, ids(part)...)
			if part.Previous != nil {
				ask.After = *part.Previous
				before, err := d.Search(t.Context(), ask)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(parts[part.First-8:part.First-1], ids(before)); diff != "" {
					t.Errorf("%s, the part before %d: %s", side, part.First, diff)
				}
			}
			if part.Next == nil {
				break
			}
			ask.After = *part.Next
		}
		if diff := cmp.Diff(ids(whole), parts); diff != "" {
			t.Errorf("%s: %s", side, diff)
		}
	}
}

func ids(f *desk.Finding) (out []readout.StatementID) {
	for _, h := range f.Hits {
		out = append(out, h.Statement.ID)
	}
	return out
}

// beside are the words beside a hit's node, the next one first.
func beside(side desk.Side, h store.Hit) []string {
	left, _, right := desk.Concord(h.Sentence, h.Statement.Cue, h.Statement.Content)
	text := right
	if side == desk.Left {
		text = left
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	if side == desk.Left {
		slices.Reverse(words)
	}
	return words
}
