package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout"
	"readout/internal/query"
)

// inParts returns the ids of hits, part by part, going on behind the last hit of each.
func inParts(t *testing.T, s *Store, text string, order Order, part int, between func()) (out []string) {
	t.Helper()
	q := parse(t, text)
	var after Cursor
	for {
		n := 0
		for h, err := range s.Search(t.Context(), q, SearchOptions{Limit: part, Order: order, After: after}) {
			if err != nil {
				t.Fatal(err)
			}
			out, n = append(out, string(h.Statement.ID)), n+1
			after.Number = h.Number
		}
		if n == 0 {
			return out
		}
		ranked, err := s.Rank(t.Context(), q, []Number{after.Number})
		if err != nil {
			t.Fatal(err)
		}
		after = Cursor(ranked[0])
		between()
	}
}

func TestStore_Search_relevance(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for name, text := range map[string]string{
			"a": "The road, the road, the road.", "b": "The road is long, and so are the talks about everything else there is.", "c": "Nothing was said.",
		} {
			day := readout.Day("2024-01-0" + string('1'+name[0]-'a'))
			bytes, rec := page(t, name, text, day, said{words: text, by: lim()})
			put(t, s, bytes, rec)
		}
		for _, tt := range []struct {
			query string
			order Order
			want  []string
		}{
			{"road", Newest, []string{"b-0", "a-0"}},
			{"road", Relevance, []string{"a-0", "b-0"}},
			{"road talks", Relevance, []string{"b-0"}},
			{"road OR speaker:lim", Relevance, []string{"a-0", "b-0", "c-0"}},
			{"speaker:lim", Relevance, []string{"c-0", "b-0", "a-0"}}, // no words: the newest first
		} {
			if got := inParts(t, s, tt.query, tt.order, 10, func() {}); !slices.Equal(got, tt.want) {
				t.Errorf("%s in order %d: %v, want %v", tt.query, tt.order, got, tt.want)
			}
		}
	})
}

// TestStore_Search_cursor reads lists in parts while newer pages come in: no hit comes twice
// or is left out.
func TestStore_Search_cursor(t *testing.T) {
	for _, order := range []Order{Newest, Relevance} {
		onBoth(t, func(t *testing.T, s *Store) {
			add := func(n int, day readout.Day) {
				text := "The road" + strings.Repeat(" is long", 1+n%5) + "."
				bytes, rec := page(t, fmt.Sprint("p", n), text, day, said{words: text, by: lim()})
				put(t, s, bytes, rec)
			}
			for n := range 20 {
				add(n, readout.MakeDay(2024, 1, 1+n))
			}
			whole := inParts(t, s, "road", order, 100, func() {})
			came := 20
			got := inParts(t, s, "road", order, 3, func() {
				if order == Newest && came < 30 {
					add(came, "2024-03-01")
					came++
				}
			})
			if !slices.Equal(got, whole) {
				t.Errorf("in order %d: %v in parts, %v at once", order, got, whole)
			}
		})
	}
}

func TestStore_Hits(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		bytes, rec := page(t, "a", "One. Two.", "2024-01-01", said{words: "One", by: lim()}, said{words: "Two", by: tal()})
		put(t, s, bytes, rec)
		first, err := s.NumberOf(t.Context(), "a-0")
		if err != nil {
			t.Fatal(err)
		}
		second, err := s.NumberOf(t.Context(), "a-1")
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Hits(t.Context(), []Number{second, 1, first})
		if err != nil || len(got) != 2 || got[0].Statement.ID != "a-1" || got[1].Statement.ID != "a-0" || got[0].Number != second {
			t.Errorf("%+v, %v; want the second, then the first", got, err)
		}
		if _, err := s.NumberOf(t.Context(), "zzz"); err == nil {
			t.Error("a statement that is not there has a number")
		}
		if name, err := s.PartyName(t.Context(), 1, false); err != nil || name != "Ana Lim" {
			t.Errorf("the first party is %q, %v", name, err)
		}
		if q := (query.Query{}); len(wanted(q.Root).parts) > 0 {
			t.Error("a query for everything wants words")
		}
	})
}
