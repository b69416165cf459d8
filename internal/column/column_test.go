package column_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"readout"
	"readout/internal/column"
	"readout/internal/query"
	"readout/internal/store"
	"readout/internal/store/storetest"
)

func open(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"), store.Options{Wait: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// The few values of which random statements are made, so that queries find some.
var (
	words    = []string{"corridor", "road", "shut", "open", "winter", "said"}
	people   = []*readout.Party{nil, party("ana-lim", "Ana Lim", "Foreign Minister", "ORU"), party("", "Ana Lim", "", ""), party("joren-tal", "Jörén Tal", "", "VES"), party("", "Lim Tal", "envoy", "ves")}
	days     = []readout.Day{"", "2023-01-30", "2023-02-01", "2023-02-27", "2023-04-30", "2024-12-31"}
	settings = []string{"", "briefing", "press service"}
	issues   = []string{"transit", "prisoners", "the treaty"}
	outlets  = []string{"", "Oru Daily", "New Oru Daily", "Vesta"}
	tongues  = []string{"", "en", "en-GB", "fr"}
)

func party(id, name, office, side string) *readout.Party {
	return &readout.Party{ID: readout.Opt(id), Name: name, Type: "person", Office: readout.Opt(office), Side: readout.Opt(side)}
}

func interval(t *rapid.T) readout.Interval {
	a, b := rapid.SampledFrom(days).Draw(t, "earliest"), rapid.SampledFrom(days).Draw(t, "latest")
	if a != "" && b != "" && a > b {
		a, b = b, a
	}
	return readout.Interval{Earliest: a, Latest: b, Basis: readout.Stated}
}

// write puts page n into the record, anew where it is there already.
func write(t *rapid.T, s *store.Store, n, version int) {
	bytes := fmt.Appendf(nil, "page %d", n)
	rec := &readout.Record{Schema: readout.Schema, Stages: map[string]string{"statement": fmt.Sprintf("statement/%d", version)}}
	rec.Page = readout.Page{ID: readout.PageIDOf(bytes), Path: readout.Opt(fmt.Sprintf("p%d.txt", n)), Bytes: int64(len(bytes))}
	rec.Article = readout.Article{Headline: readout.Opt(rapid.SampledFrom(words).Draw(t, "headline") + " closed"), Published: interval(t),
		Publisher: readout.Opt(rapid.SampledFrom(outlets).Draw(t, "outlet")), Agency: readout.Opt(rapid.SampledFrom(outlets).Draw(t, "agency")),
		Language: readout.Opt(rapid.SampledFrom(tongues).Draw(t, "language"))}
	for i := range rapid.IntRange(0, 4).Draw(t, "statements") {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 5).Draw(t, "words"), " ")
		rec.Statements = append(rec.Statements, readout.Statement{
			ID:      readout.StatementID(fmt.Sprintf("p%d-%d-%d", n, version, i)),
			Content: readout.List[readout.Span]{{End: len(text), Text: text}},
			Kind:    rapid.SampledFrom([]readout.Kind{readout.Direct, readout.Question, readout.Refusal}).Draw(t, "kind"),
			Level:   rapid.SampledFrom([]readout.Level{"", readout.Named, readout.Unnamed}).Draw(t, "level"),
			Setting: readout.Opt(rapid.SampledFrom(settings).Draw(t, "setting")),
			Act:     readout.Opt(rapid.SampledFrom([]string{"", "deny", "urge"}).Draw(t, "act")),
			Speaker: rapid.SampledFrom(people).Draw(t, "speaker"), Addressee: rapid.SampledFrom(people).Draw(t, "addressee"),
			Issues: rapid.SliceOfN(rapid.SampledFrom(issues), 0, 2).Draw(t, "issues"),
		})
	}
	ev := readout.Event{ID: readout.EventID(fmt.Sprintf("event%02d", n)), Kind: "call", Status: readout.Happened}
	for i := range rec.Statements {
		if i%2 == 0 {
			rec.Statements[i].Event = ev.ID
		} else if i == 1 {
			ev.AccordingTo = append(ev.AccordingTo, rec.Statements[i].ID)
		}
	}
	rec.Events = append(rec.Events, ev)
	e, err := s.Prepare(bytes, rec, nil)
	if err == nil {
		_, err = s.Put(t.Context(), e)
	}
	if err == nil {
		_, _, err = s.Link(t.Context(), 100)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func node(depth int) *rapid.Generator[query.Node] {
	fields := []query.Node{
		query.Word{Text: "corridor"}, query.Word{Text: "road shut"}, query.Word{Text: "w", Prefix: true}, query.Word{Text: "nowhere"},
		query.Field{Name: query.Said, Value: "open"},
		query.Field{Name: query.Speaker, Value: "ana-lim"}, query.Field{Name: query.Speaker, Value: "lim"}, query.Field{Name: query.Speaker, Value: "t", Prefix: true},
		query.Field{Name: query.To, Value: "joren tal"}, query.Field{Name: query.Side, Value: "VES"},
		query.Field{Name: query.Kind, Value: "refusal"}, query.Field{Name: query.Level, Value: "none"}, query.Field{Name: query.Level, Value: "named"},
		query.Field{Name: query.Setting, Value: "press service"}, query.Field{Name: query.Setting, Value: "pre", Prefix: true}, query.Field{Name: query.Act, Value: "deny"},
		query.Field{Name: query.Issue, Value: "transit"}, query.Field{Name: query.Issue, Value: "t", Prefix: true},
		query.Field{Name: query.Publisher, Value: "oru daily"}, query.Field{Name: query.Headline, Value: "road"}, query.Field{Name: query.Language, Value: "en"},
		query.Field{Name: query.Page, Value: "p1"}, query.Field{Name: query.Event, Value: "event07"}, query.Field{Name: query.Event, Value: "event1"},
		query.Date{From: "2023-02-01", To: "2023-02-28"}, query.Date{From: "2023-04-30"}, query.Date{To: "2023-01-31"},
	}
	leaf := rapid.SampledFrom(fields)
	if depth == 0 {
		return leaf
	}
	inner := node(depth - 1)
	return rapid.Custom(func(t *rapid.T) query.Node {
		switch rapid.IntRange(0, 4).Draw(t, "sort") {
		case 0:
			return query.Not{X: inner.Draw(t, "not")}
		case 1:
			return query.And(rapid.SliceOfN(inner, 2, 3).Draw(t, "and"))
		case 2:
			return query.Or(rapid.SliceOfN(inner, 2, 3).Draw(t, "or"))
		}
		return leaf.Draw(t, "leaf")
	})
}

func numbers(t *rapid.T, s *store.Store, q query.Query) []store.Number {
	var out []store.Number
	for h, err := range s.Search(t.Context(), q, store.SearchOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, h.Number)
	}
	return out
}

var facets = []query.Name{query.Speaker, query.To, query.Side, query.Kind, query.Level, query.Setting, query.Act, query.Issue, query.Publisher, query.Language}

// TestTable_Find_isWhatTheStoreFinds asks a growing and changing record the same of its
// columns and of its database: statements, their order, how many, and each count of each
// facet and bar.
func TestTable_Find_isWhatTheStoreFinds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		table, err := column.Open(t.Context(), s, column.Options{})
		if err != nil {
			t.Fatal(err)
		}
		version := 0
		rapid.Check(t, func(t *rapid.T) {
			version++
			for range rapid.IntRange(0, 3).Draw(t, "changes") {
				write(t, s, rapid.IntRange(1, 30).Draw(t, "page"), version)
			}
			ask := column.Ask{Query: query.Query{Root: node(3).Draw(t, "query")}, Facets: facets, Values: 20, Histogram: true}
			if rapid.Bool().Draw(t, "filter by kind") {
				ask.Filters = append(ask.Filters, column.Filter{Name: query.Kind, Any: []query.Node{query.Field{Name: query.Kind, Value: "refusal"}, query.Field{Name: query.Kind, Value: "direct"}}})
			}
			if rapid.Bool().Draw(t, "filter by speaker") {
				ask.Filters = append(ask.Filters, column.Filter{Name: query.Speaker, Any: []query.Node{query.Field{Name: query.Speaker, Value: "ana-lim"}}})
			}
			if rapid.Bool().Draw(t, "filter by date") {
				ask.Filters = append(ask.Filters, column.Filter{Name: column.Date, Any: []query.Node{query.Date{From: "2023-02-01", To: "2023-04-30"}}})
			}
			compare(t, s, table, ask)
		})
	})
}

func compare(t *rapid.T, s *store.Store, table *column.Table, ask column.Ask) {
	got, err := table.Find(t.Context(), ask)
	if err != nil {
		t.Fatal(err)
	}
	q := ask.Whole()
	want := numbers(t, s, q)
	if list := got.Newest(0, len(want)+1); !slices.Equal(list, want) {
		t.Fatalf("%s: found %v, the store %v", q, list, want)
	}
	for i, n := range want {
		if got.Before(n) != i || !got.Has(n) {
			t.Fatalf("%s: %d statements before the %dth", q, got.Before(n), i)
		}
	}
	tally, err := s.Count(t.Context(), q)
	if err != nil || tally.Found != got.Count || tally.Undated != got.Undated {
		t.Fatalf("%s: %d and %d undated, the store %+v, %v", q, got.Count, got.Undated, tally, err)
	}
	for _, f := range got.Facets {
		for _, v := range f.Values {
			if want := len(numbers(t, s, narrowed(ask, f.Name, v.Field))); want != v.Count {
				t.Fatalf("%s with %v: %d, the store %d", q, v.Field, v.Count, want)
			}
		}
	}
	for _, bar := range got.Histogram.Bars {
		if bar.All() == 0 {
			continue
		}
		if want := len(numbers(t, s, narrowed(ask, column.Date, query.Date{From: bar.From, To: bar.To}))); want != bar.All() {
			t.Fatalf("%s in %v: the store finds %d", q, bar, want)
		}
	}
}

// narrowed is the ask's query with another filter in the place of those of a name.
func narrowed(ask column.Ask, name query.Name, to query.Node) query.Query {
	ask.Filters = slices.DeleteFunc(slices.Clone(ask.Filters), func(f column.Filter) bool { return f.Name == name })
	ask.Filters = append(ask.Filters, column.Filter{Name: name, Any: []query.Node{to}})
	return ask.Whole()
}

// TestTable_followsOtherPrograms changes the record through another connection while many
// ask.
func TestTable_followsOtherPrograms(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		table, err := column.Open(t.Context(), s, column.Options{})
		if err != nil {
			t.Fatal(err)
		}
		other, err := store.Open(t.Context(), s.Path(), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				for range 50 {
					if _, err := table.Find(t.Context(), column.Ask{Facets: facets, Histogram: true}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		rapid.Check(t, func(t *rapid.T) { write(t, other, rapid.IntRange(1, 50).Draw(t, "page"), 1) })
		wg.Wait()
		got, err := table.Find(t.Context(), column.Ask{})
		if err != nil {
			t.Fatal(err)
		}
		want, err := other.Count(t.Context(), query.Query{})
		if err != nil || got.Count != want.Found {
			t.Errorf("%d statements, the store has %d, %v", got.Count, want.Found, err)
		}
	})
}

func TestTable_stale(t *testing.T) {
	s := open(t)
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	table, err := column.Open(t.Context(), s, column.Options{Stale: time.Second, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	bytes := []byte("page")
	rec := &readout.Record{Stages: map[string]string{}, Page: readout.Page{ID: readout.PageIDOf(bytes)}, Article: readout.Article{Text: "No."},
		Statements: readout.List[readout.Statement]{{ID: "s", Speaker: people[1]}}}
	e, err := s.Prepare(bytes, rec, nil)
	if err == nil {
		_, err = s.Put(t.Context(), e)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{0, 1} {
		got, err := table.Find(t.Context(), column.Ask{Facets: []query.Name{query.Speaker}})
		if err != nil || got.Count != want {
			t.Errorf("found %d, %v; want %d", got.Count, err, want)
		}
		if want == 1 && (len(got.Facets[0].Values) != 1 || got.Facets[0].Values[0].Label != "Ana Lim") {
			t.Errorf("speakers %+v, want Ana Lim", got.Facets[0].Values)
		}
		now = now.Add(time.Second)
	}
}
