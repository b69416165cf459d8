package store

import (
	"testing"

	"readout"
	"readout/internal/query"
)

func TestStore_Scope(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for name, day := range map[string]readout.Day{"a": "2023-05-01", "b": "2023-05-08", "c": ""} {
			bytes, rec := page(t, name, "The road is open.", day)
			put(t, s, bytes, rec)
		}
		bytes, rec := page(t, "d", "The road is shut.", "2023-05-03")
		rec.Article.Published = readout.Interval{Earliest: "2023-05-03", Latest: "2023-06-03", Basis: readout.Office}
		put(t, s, bytes, rec)
		bytes, rec = page(t, "e", "", "2023-01-01") // nothing to read
		put(t, s, bytes, rec)
		for _, tt := range []struct {
			query string
			want  Scope
		}{
			{"", Scope{Pages: 4, Undated: 1, Bounded: 1, Earliest: "2023-05-01", Latest: "2023-06-03"}},
			{"date:2023-05-07..2023-05-09", Scope{Pages: 2, Bounded: 1, Earliest: "2023-05-03", Latest: "2023-06-03"}},
			{"date:2024", Scope{}},
		} {
			q, err := query.Parse(tt.query)
			if err != nil {
				t.Fatal(err)
			}
			got, err := s.Scope(t.Context(), q)
			if err != nil || got != tt.want {
				t.Errorf("%q: %+v, %v; want %+v", tt.query, got, err, tt.want)
			}
		}
	})
}

func TestStore_Replies(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		bytes, rec := page(t, "a", "Is it open? No comment. Is it shut? Yes.", "2023-05-01",
			said{words: "Is it open?", kind: readout.Question}, said{words: "No comment.", by: lim(), kind: readout.Refusal},
			said{words: "Is it shut?", kind: readout.Question}, said{words: "Yes.", by: lim(), kind: readout.Direct})
		rec.Statements[1].Answers, rec.Statements[3].Answers = rec.Statements[0].ID, rec.Statements[2].ID
		put(t, s, bytes, rec)
		questions := hits(t, s, "kind:question")
		got, err := s.Replies(t.Context(), questions)
		if err != nil {
			t.Fatal(err)
		}
		for question, want := range map[int]int{0: 1, 2: 3} {
			replies := got[rec.Statements[question].ID]
			if len(replies) != 1 || replies[0].Statement.ID != rec.Statements[want].ID {
				t.Errorf("question %d has the replies %+v, want statement %d", question, replies, want)
			}
		}
		if got, err := s.Replies(t.Context(), nil); err != nil || len(got) > 0 {
			t.Errorf("no question has %d replies, %v", len(got), err)
		}
	})
}

func hits(t *testing.T, s *Store, text string) []Hit {
	t.Helper()
	q, err := query.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var out []Hit
	for h, err := range s.Search(t.Context(), q, SearchOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, h)
	}
	return out
}
