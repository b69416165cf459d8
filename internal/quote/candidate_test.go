package quote_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"readout"
	"readout/internal/query"
	"readout/internal/quote"
	"readout/internal/store"
)

func open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// put adds a page that says the lines, one a statement.
func put(t testing.TB, s *store.Store, name string, day readout.Day, lines ...string) *store.Entry {
	t.Helper()
	text := strings.Join(lines, "\n")
	tx := readout.NewText(text)
	rec := readout.Record{Schema: readout.Schema, Page: readout.Page{ID: readout.PageIDOf([]byte(name + text)), Path: readout.Opt(name)}, Stages: map[string]string{"statement": "statement/1"}}
	rec.Article = readout.Article{Headline: readout.Opt("Page " + name), Text: text, Published: readout.On(day, readout.Stated)}
	at := 0
	for i, line := range lines {
		if strings.Contains(line, "“") {
			rec.Statements = append(rec.Statements, readout.Statement{ID: readout.StatementID(fmt.Sprintf("%s/%d", name, i)), Kind: readout.Direct,
				Content: readout.List[readout.Span]{tx.Span(at, at+len(line))}, Speaker: &readout.Party{Name: "Ana Lim", Type: "person"}})
		}
		at += len(line) + 1
	}
	e, err := s.Prepare([]byte(name+text), &rec, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestCandidates(t *testing.T) {
	s := open(t)
	if _, err := s.Put(t.Context(),
		put(t, s, "a", "2031-05-01", "“The countries' border isn’t closed,”", "The lighthouse was dark."),
		put(t, s, "b", "2031-05-02", "“The border was closing,”", "“Ferries!”"),
		put(t, s, "c", "", "“Ferries sail,”")); err != nil {
		t.Fatal(err)
	}
	period, err := query.Parse("date:2031-05-02..")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		quote  string
		period query.Node
		want   quote.Verdict
		pages  int
	}{
		{"the countries’ border isn't closed", nil, quote.Exact, 3},
		{"the country's borders isn't closed", nil, quote.Near, 3},
		{"The border is closed", nil, quote.Near, 3},
		{"ferry", nil, quote.NotFound, 3}, // one word must be the same
		{"Ferries … sail", nil, quote.Exact, 3},
		{"the lighthouse was dark", nil, quote.Unattributed, 3},
		{"Page a", nil, quote.Unattributed, 3},
		{"the countries’ border", period.Root, quote.NotFound, 1},
	} {
		t.Run(tt.quote, func(t *testing.T) {
			ask, err := quote.Candidates(t.Context(), s, parse(t, tt.quote), tt.period)
			if err != nil {
				t.Fatal(err)
			}
			r := quote.Judge(ask)
			if r.Verdict != tt.want || r.Scope.Pages != tt.pages {
				t.Errorf("%q in %d pages, want %q in %d: %s", r.Verdict, r.Scope.Pages, tt.want, tt.pages, r.Meaning)
			}
			holds(t, &r)
		})
	}
}

// BenchmarkCandidates looks for words in records of several sizes: a phrase that stands
// once, one whose words are everywhere, one that is not there.
func BenchmarkCandidates(b *testing.B) {
	words := strings.Fields("corridor road bridge border prisoners treaty draft talks envoy sanctions ceasefire convoy customs mediator village ferry market harvest winter school peace agreement reach")
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1000, 10000, 50000} {
		s := open(b)
		for from := 0; from < n; from += 500 {
			entries := make([]*store.Entry, 500)
			for i := range entries {
				var lines []string
				for range 8 {
					var line strings.Builder
					line.WriteString("“")
					for range 22 {
						line.WriteString(words[rnd.IntN(len(words))] + " ")
						if rnd.IntN(2) == 0 {
							line.WriteString(fmt.Sprintf("w%d ", rnd.IntN(50000)))
						}
					}
					lines = append(lines, line.String()+"”")
				}
				entries[i] = put(b, s, fmt.Sprint(from+i), readout.MakeDay(2021+rnd.IntN(3), 1+rnd.IntN(12), 1+rnd.IntN(28)), lines...)
			}
			if _, err := s.Put(b.Context(), entries...); err != nil {
				b.Fatal(err)
			}
		}
		for _, q := range []string{"w77 w78 of the lighthouse", "a peace agreement is within reach", "lighthouses on the moon"} {
			parsed, err := quote.Parse(q)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprintf("%d pages/%s", n, strings.Fields(q)[0]), func(b *testing.B) {
				for b.Loop() {
					ask, err := quote.Candidates(b.Context(), s, parsed, nil)
					if err != nil {
						b.Fatal(err)
					}
					quote.Judge(ask)
				}
			})
		}
		b.Run(fmt.Sprintf("%d pages/scope", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Scope(b.Context(), query.Query{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
