package eval_test

import (
	"os"
	"strconv"
	"testing"

	"readout"
	"readout/internal/eval"
	"readout/internal/query"
	"readout/internal/store"
)

// bigRecord opens the record of a million statements, which is made in READOUT_BIG once;
// READOUT_BIG_PAGES says how many pages of ten statements it has (100,000).
func bigRecord(t *testing.T) *store.Store {
	t.Helper()
	dir := os.Getenv("READOUT_BIG")
	if dir == "" {
		t.Skip("READOUT_BIG names no directory for the record of a million statements")
	}
	pages := 100_000
	if n, err := strconv.Atoi(os.Getenv("READOUT_BIG_PAGES")); err == nil {
		pages = n
	}
	path, err := eval.BigRecord(t.Context(), dir, pages)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestBigRecord(t *testing.T) {
	path, err := eval.BigRecord(t.Context(), t.TempDir(), 30)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n, err := s.Count(t.Context(), query.Query{}); err != nil || n.Found != 300 {
		t.Errorf("%d statements, %v; want 300", n.Found, err)
	}
	for h, err := range s.Search(t.Context(), query.Query{}, store.SearchOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		rec, err := s.Record(t.Context(), h.Page.ID)
		if err != nil {
			t.Fatal(err)
		}
		of := []rune(rec.Article.Text)
		for _, sp := range []readout.Span{h.Sentence, h.Statement.Content[0], h.Statement.Cue[0], h.Statement.Source[0]} {
			if string(of[sp.Start:sp.End]) != sp.Text {
				t.Fatalf("%s: %q stands at %d, not %q", h.Statement.ID, string(of[sp.Start:sp.End]), sp.Start, sp.Text)
			}
		}
	}
}
