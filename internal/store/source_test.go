package store

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/fetch"
	"readout/internal/query"
)

func TestSources(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		const now, soon, later = "2026-03-01T09:00:00Z", "2026-03-01T09:05:00Z", "2026-03-01T10:00:00Z"
		src := &Source{ID: "s1", URL: "https://courier.example/feed", Site: "https://courier.example/", Added: now, Due: now, Every: 3600}
		for _, want := range []bool{true, false} {
			if added, err := s.AddSource(ctx, src); err != nil || added != want {
				t.Fatalf("added %v, %v; want %v", added, err, want)
			}
		}
		if added, err := s.AddSource(ctx, &Source{ID: "s2", URL: src.Site, Added: now, Due: now}); err != nil || added {
			t.Errorf("the site of a source was added: %v", err)
		}
		if at, err := s.NextDue(ctx); err != nil || at != now {
			t.Errorf("next due %q, %v", at, err)
		}
		got, ok, err := s.TakeSource(ctx, "", "one", now, soon)
		if err != nil || !ok || got.Holder != "one" || got.Lease != soon {
			t.Fatalf("%+v, %v, %v", got, ok, err)
		}
		if _, ok, err := s.TakeSource(ctx, "", "two", now, soon); err != nil || ok {
			t.Errorf("taken twice: %v", err)
		}
		if at, _ := s.NextDue(ctx); at != soon {
			t.Errorf("next due %q, want the end of the lease", at)
		}
		other, ok, err := s.TakeSource(ctx, "", "two", soon, later)
		if err != nil || !ok {
			t.Fatal("not taken after its lease", err)
		}
		r := &SourceResult{Source: &got, Fetch: SourceFetch{At: now, Status: 200, Took: 12 * time.Millisecond}}
		if err := s.SettleSource(ctx, r); !errors.Is(err, ErrTaken) {
			t.Errorf("settled by somebody who has it no more: %v", err)
		}
		if err := s.HoldSource(ctx, &got, later); !errors.Is(err, ErrTaken) {
			t.Errorf("kept by somebody who has it no more: %v", err)
		}
		other.Kind, other.Due, other.OK, other.ETag = FeedSource, later, soon, []byte("\xe9\x00")
		r = &SourceResult{Source: &other, Fetch: SourceFetch{At: soon, Status: 200, Note: "a\x00\xff"}, Children: []Source{{ID: "c1", URL: "https://courier.example/s.xml", Parent: "s1", Added: soon, Due: later}},
			Items: []SourceItem{{URL: "https://courier.example/a1", Title: "One\x00", Told: "1 March 2026", First: soon, Due: soon}, {URL: "https://courier.example/a1", First: soon, Due: soon}}}
		if err := s.SettleSource(ctx, r); err != nil || r.Fetch.Fresh != 1 {
			t.Fatalf("%+v, %v", r.Fetch, err)
		}
		items, err := s.DueItems(ctx, "s1", soon, 10)
		if err != nil || len(items) != 1 || items[0].Told != "1 March 2026" {
			t.Fatalf("%+v, %v", items, err)
		}
		items[0].Visits, items[0].Due, items[0].Page, items[0].Modified = 1, "", "none", []byte("Sun")
		if err := s.SettleItems(ctx, items); err != nil {
			t.Fatal(err)
		}
		// The source says that it has changed: it is due again.
		r.Items = []SourceItem{{URL: items[0].URL, Changed: "2 March", First: soon, Due: soon}}
		if err := s.SettleSource(ctx, r); err != nil || r.Fetch.Fresh != 0 {
			t.Fatalf("%+v, %v", r.Fetch, err)
		}
		if items, _ := s.DueItems(ctx, "s1", soon, 10); len(items) != 1 {
			t.Error("an item that has changed is not due")
		}
		if err := s.FreeSource(ctx, &other); err != nil {
			t.Fatal(err)
		}
		health, err := s.SourceHealth(ctx, now)
		if err != nil || len(health) != 2 || health[0].Items != 1 || health[0].Since != 1 || health[0].Taken != 1 || health[0].Holder != "" || string(health[0].ETag) != "\xe9\x00" {
			t.Errorf("%+v, %v", health, err)
		}
		if came, err := s.Arrivals(ctx, "s1", 10); err != nil || cmp.Diff([]string{soon}, came) != "" {
			t.Errorf("%v, %v", came, err)
		}
		if log, err := s.SourceFetches(ctx, "s1", 10); err != nil || len(log) != 1 {
			t.Errorf("%+v, %v", log, err)
		}
		if err := errors.Join(s.StopSource(ctx, "s1", "paused", later), s.HurrySources(ctx, nil, now), s.RemoveSource(ctx, "s1")); err != nil {
			t.Error(err)
		}
		if list, err := s.Sources(ctx); err != nil || len(list) != 0 {
			t.Errorf("%+v, %v", list, err)
		}
		f := fetch.RobotsFile{Origin: "https://courier.example", Status: 200, Body: []byte("User-agent: *\x00"), At: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}
		if err := errors.Join(s.KeepRobots(ctx, f), s.KeepRobots(ctx, f)); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Robots(ctx, f.Origin); err != nil || cmp.Diff(f, got) != "" {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

// editionOn is a page of an address with one statement.
func editionOn(t *testing.T, s *Store, url, at, headline, text string) *Entry {
	t.Helper()
	rec := &readout.Record{Schema: readout.Schema, Stages: map[string]string{"article": "article/2"}, Page: readout.Page{ID: readout.PageIDOf([]byte(text + at)), URL: readout.Opt(url)},
		Article:    readout.Article{Headline: readout.Opt(headline), Text: text},
		Statements: []readout.Statement{{ID: readout.StatementID("s-" + at), Kind: readout.Direct, Content: readout.List[readout.Span]{{Text: text, End: len(text)}}}}}
	e, err := s.Prepare([]byte(text+at), rec, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e.Seen(at)
}

func TestVersions(t *testing.T) {
	const url, plain = "http://Courier.example/a1?utm_source=x#top", "https://courier.example/a1"
	const head = "Ministers meet at the lake again"
	onBoth(t, func(t *testing.T, s *Store) {
		ctx := t.Context()
		put := func(entries ...*Entry) []Outcome {
			t.Helper()
			out, err := s.Put(ctx, entries...)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		found := func(word string) int {
			t.Helper()
			tally, err := s.Count(ctx, query.Query{Root: query.Word{Text: word}})
			if err != nil {
				t.Fatal(err)
			}
			return tally.Found
		}
		newest := func() (out []bool) {
			t.Helper()
			list, err := s.VersionsAt(ctx, plain)
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range list {
				out = append(out, v.Newest)
			}
			return out
		}
		// Of one batch: two versions, the first one once more, and another article.
		got := put(editionOn(t, s, url, "2026-03-01T09:00:00Z", head, "They will sign soon."), editionOn(t, s, plain, "2026-03-01T10:00:00Z", head, "They may sign soon."),
			editionOn(t, s, plain, "2026-03-01T09:30:00Z", head, "They will sign soon!"), editionOn(t, s, plain, "2026-03-01T08:00:00Z", "Harvest festival", "Pumpkins of every size were shown."))
		if diff := cmp.Diff([]Outcome{Added, Added, Kept, Added}, got); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]bool{false, true, true}, newest()); diff != "" {
			t.Error(diff)
		}
		if found("will") != 0 || found("may") != 1 || found("pumpkins") != 1 {
			t.Errorf("found %d, %d and %d", found("will"), found("may"), found("pumpkins"))
		}
		if n, err := s.CountEarlier(ctx, query.Query{Root: query.Word{Text: "sign"}}); err != nil || n != 1 {
			t.Errorf("%d in earlier versions, %v", n, err)
		}
		// The first words come back: as other bytes, and as the same.
		if got := put(editionOn(t, s, plain, "2026-03-01T11:00:00Z", head, "They will sign soon.")); got[0] != Kept {
			t.Errorf("%v", got)
		}
		if found("will") != 1 || found("may") != 0 {
			t.Errorf("found %d and %d", found("will"), found("may"))
		}
		first := editionOn(t, s, plain, "2026-03-01T10:00:00Z", head, "They may sign soon.").Seen("2026-03-01T12:00:00Z")
		put(first)
		if diff := cmp.Diff([]bool{false, true, true}, newest()); diff != "" {
			t.Error(diff)
		}
		// A page that cannot be read does not take their place.
		failed := editionOn(t, s, plain, "2026-03-01T13:00:00Z", "", "")
		failed.failed = true
		if got := put(failed); got[0] != Kept || found("may") != 1 {
			t.Errorf("%v", got)
		}
		list, err := s.Versions(ctx, readout.PageIDOf([]byte("They may sign soon."+"2026-03-01T10:00:00Z")))
		if err != nil || len(list) != 2 || list[0].Seen != 3 || list[1].Last != "2026-03-01T12:00:00Z" {
			t.Errorf("%+v, %v", list, err)
		}
		heads, err := s.PageHeads(ctx, list[0].Page)
		if err != nil || len(heads) != 1 {
			t.Fatalf("%v, %v", heads, err)
		}
		of, err := s.Newer(ctx, []int64{heads[0].Number})
		newer := of[heads[0].Number]
		if err != nil || newer != list[1].Page {
			t.Errorf("newer %q, %v", newer, err)
		}
	})
}
