package pipeline

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/article"
	"readout/internal/correct"
	"readout/internal/link"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/store/storetest"
)

// put writes pages of a dossier into a record, as their bytes the names and texts.
func put(t testing.TB, s *store.Store, pages []dossierPage) {
	t.Helper()
	for i := range pages {
		p := &pages[i]
		entry, err := s.Prepare([]byte(p.name+p.text), &p.record, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), entry); err != nil {
			t.Fatal(err)
		}
	}
}

func linked(t testing.TB, s *store.Store) []link.Event {
	t.Helper()
	if _, err := Link(t.Context(), s, nil); err != nil {
		t.Fatal(err)
	}
	events, err := s.Events(t.Context(), store.EventQuery{})
	if err != nil {
		t.Fatal(err)
	}
	return events
}

// truthOf says which event of the dossier each event of its pages is.
func truthOf(d dossier) map[readout.EventID]int {
	truth := make(map[readout.EventID]int)
	for i := range d.pages {
		for k, n := range d.pages[i].truth {
			truth[d.pages[i].record.Events[k].ID] = n
		}
	}
	return truth
}

// judge returns the B-cubed F1 of events against the truth, and how many hold two.
func judge(t testing.TB, events []link.Event, truth map[readout.EventID]int) (f1 float64, merged int) {
	t.Helper()
	size := make(map[int]int)
	seen := 0
	for _, ev := range events {
		for _, m := range ev.Members {
			n, ok := truth[m.Event]
			if !ok {
				t.Fatalf("event %s is on no page", m.Event)
			}
			size[n]++
			seen++
		}
	}
	var precision, recall float64
	for _, ev := range events {
		in := make(map[int]int)
		for _, m := range ev.Members {
			in[truth[m.Event]]++
		}
		if len(in) > 1 {
			merged++
		}
		for n, k := range in {
			precision += float64(k*k) / float64(len(ev.Members))
			recall += float64(k*k) / float64(size[n])
		}
	}
	precision, recall = precision/float64(seen), recall/float64(seen)
	return 2 * precision * recall / (precision + recall), merged
}

// Of three dossiers, events are linked as they are told of, and no two calls are one.
func TestLink_dossiers(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	for seed := range uint64(3) {
		d := newDossier(seed + 1)
		s := openRecord(t)
		put(t, s, d.pages)
		events := linked(t, s)
		f1, merged := judge(t, events, truthOf(d))
		t.Logf("dossier %d: %d pages, %d events, B³ %.3f", seed+1, len(d.pages), len(events), f1)
		if f1 < 0.95 || merged > 0 {
			t.Errorf("dossier %d: B³ %.3f, %d events of two; want 0.95 and none", seed+1, f1, merged)
			tellWrong(t, events, truthOf(d), d)
		}
	}
}

func tellWrong(t testing.TB, events []link.Event, truth map[readout.EventID]int, d dossier) {
	names := make(map[readout.PageID]string)
	for i := range d.pages {
		names[d.pages[i].record.Page.ID] = d.pages[i].name
	}
	for _, ev := range events {
		var pages []string
		for _, m := range ev.Members {
			pages = append(pages, names[m.Page])
		}
		t.Logf("event %d on %v: %v", truth[ev.Members[0].Event], ev.Date, pages)
		for _, v := range ev.Refusals {
			if truth[v.A.Event] == truth[v.B.Event] {
				t.Logf("    %s and %s: %v", names[v.A.Page], names[v.B.Page], v.Reasons)
			}
		}
	}
}

// Whatever the order in which pages come, and however they are linked in between, the
// events, stories and checks are the same.
func TestLink_order(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	d := newDossier(7)
	want := openRecord(t)
	put(t, want, d.pages)
	first := linked(t, want)
	rnd := rand.New(rand.NewPCG(3, 3))
	for i := range 4 {
		rnd.Shuffle(len(d.pages), func(i, j int) { d.pages[i], d.pages[j] = d.pages[j], d.pages[i] })
		s := openRecord(t)
		if i == 3 { // in another kind of database, too
			s = storetest.Open(t, storetest.Postgres(t))
		}
		for at := 0; at < len(d.pages); {
			next := min(len(d.pages), at+1+rnd.IntN(20))
			put(t, s, d.pages[at:next])
			linked(t, s)
			at = next
		}
		if diff := cmp.Diff(first, linked(t, s)); diff != "" {
			t.Fatalf("another order gives other events (-first +now):\n%s", diff)
		}
		for i := range d.pages {
			id := d.pages[i].record.Page.ID
			if diff := cmp.Diff(storyOf(t, want, id), storyOf(t, s, id)); diff != "" {
				t.Fatalf("another order gives another story:\n%s", diff)
			}
			if diff := cmp.Diff(datingOf(t, want, id), datingOf(t, s, id)); diff != "" {
				t.Fatalf("another order gives another day:\n%s", diff)
			}
		}
	}
}

func storyOf(t *testing.T, s *store.Store, id readout.PageID) link.Story {
	story, err := s.Story(t.Context(), id)
	if err != nil {
		return link.Story{}
	}
	return story
}

func datingOf(t *testing.T, s *store.Store, id readout.PageID) link.Dating {
	t.Helper()
	d, err := s.Dating(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Pages that carry the same text are stories with the roles that they were made with, and
// undated ones are bounded by what is known of the others.
func TestLink_stories(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDossier(2)
		put(t, s, d.pages)
		linked(t, s)
		want := map[string]link.Role{"wire": link.Original, "reprint": link.Reprint, "brief": link.Abridged, "update": link.Updated}
		for i := range d.pages {
			p := &d.pages[i]
			kind := p.name[3 : len(p.name)-len(".txt")]
			story, err := s.Story(t.Context(), p.record.Page.ID)
			if want[kind] == "" {
				if err == nil {
					t.Errorf("%s is in a story: %v", p.name, story.Reason)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", p.name, err)
				continue
			}
			k := slices.IndexFunc(story.Carriers, func(c link.Carrier) bool { return c.Page == p.record.Page.ID })
			if got := story.Carriers[k].Role; got != want[kind] {
				t.Errorf("%s: %s (%s), want %s", p.name, got, story.Carriers[k].Reason, want[kind])
			}
		}
		for i := range d.pages {
			p := &d.pages[i]
			if p.record.Article.Published.Day() != "" || len(p.truth) == 0 || p.truth[0] >= 100 {
				continue
			}
			dating := datingOf(t, s, p.record.Page.ID)
			if dating.Published.Earliest == "" || dating.Published.Basis != link.FromRecord {
				t.Errorf("%s: %v, want it bounded: %v", p.name, dating.Published, dating.Evidence)
			}
		}
	})
}

// A page that is read again by newer stages loses what it had, and its neighbours with it.
func TestLink_replaced(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDossier(5)
		put(t, s, d.pages)
		linked(t, s)
		without := openRecord(t)
		for i := range d.pages {
			if i%3 == 0 {
				d.pages[i].record.Events = nil
				d.pages[i].record.Stages = stages("2")
			}
		}
		put(t, s, d.pages)
		put(t, without, d.pages)
		if diff := cmp.Diff(linked(t, without), linked(t, s)); diff != "" {
			t.Errorf("(-fresh +replaced):\n%s", diff)
		}
	})
}

// Broken off after any batch, linking goes on from there and comes out the same.
func TestLink_interrupted(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	var pages []dossierPage
	for seed := range uint64(4) {
		pages = append(pages, newDossier(seed+30).pages...)
	}
	whole, broken := openRecord(t), openRecord(t)
	put(t, whole, pages)
	put(t, broken, pages)
	want := linked(t, whole)
	ctx, cancel := context.WithCancel(t.Context())
	done, err := Link(ctx, broken, func(done, left int) { cancel() })
	if !errors.Is(err, context.Canceled) || done == 0 || done >= len(pages) {
		t.Fatalf("Link = %d, %v; want it broken off after one batch", done, err)
	}
	if diff := cmp.Diff(want, linked(t, broken)); diff != "" {
		t.Errorf("(-undisturbed +interrupted):\n%s", diff)
	}
}

// A quotation that two pages have in different words is noted on both.
func TestLink_quotes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDossier(6)
		a, b := d.pages[0], d.pages[5]
		for i, p := range []*dossierPage{&a, &b} {
			words := []string{"“The ferry will open to everybody before the winter comes.”", "“The ferry may open to everybody before the winter comes.”"}[i]
			p.record.Statements = readout.List[readout.Statement]{{ID: "q", Kind: readout.Direct, Level: readout.Named, Speaker: &readout.Party{ID: "vera-ode", Name: "Vera Ode", Type: "person"},
				Content: readout.List[readout.Span]{{Text: words, End: len(words)}}}}
		}
		put(t, s, []dossierPage{a, b})
		linked(t, s)
		for i, want := range []string{"in " + b.name + ": here “will”, there “may”", "in " + a.name + ": here “may”, there “will”"} {
			checks, err := s.LinkChecks(t.Context(), []dossierPage{a, b}[i].record.Page.ID)
			if err != nil || len(checks) != 1 || checks[0].Kind != link.QuoteDiffers || !strings.HasSuffix(checks[0].Note, want) {
				t.Errorf("page %d: %v, %v; want %q", i, checks, err, want)
			}
		}
	})
}

// What a person says of a page's day overrules the rest, and the page's events with it;
// taken back, all is as before.
func TestLink_override(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDossier(4)
		put(t, s, d.pages)
		before := linked(t, s)
		k := slices.IndexFunc(d.pages, func(p dossierPage) bool { return p.truth[0] >= 100 })
		id := d.pages[k].record.Page.ID
		if err := setDate(t, s, id, readout.Interval{Earliest: "2031-03-01", Latest: "2031-03-02"}, "the printed paper"); err != nil {
			t.Fatal(err)
		}
		linked(t, s)
		got := datingOf(t, s, id)
		if got.Published != (readout.Interval{Earliest: "2031-03-01", Latest: "2031-03-02", Basis: link.FromPerson}) || got.Evidence[0].Note != "the printed paper" {
			t.Errorf("%+v", got)
		}
		ev, recs, err := s.EventRecords(t.Context(), d.pages[k].record.Events[0].ID[:10])
		if err != nil || ev.Date.Latest != "2031-03-02" || len(recs) != 1 || recs[0].Page.ID != id {
			t.Errorf("event of %v on %d pages, %v; want it by the day the person says", ev.Date, len(recs), err)
		}
		if err := setDate(t, s, id, readout.Interval{}, ""); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, linked(t, s)); diff != "" {
			t.Errorf("taken back (-before +after):\n%s", diff)
		}
	})
}

// The same dossiers, read by the stages themselves: what these find of their events is
// linked as well, and no two calls are one.
func TestLink_read(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	for seed := range uint64(3) {
		d := newDossier(seed + 1)
		roster, err := d.roster()
		if err != nil {
			t.Fatal(err)
		}
		reader, err := NewReader(roster, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := openRecord(t)
		truth := make(map[readout.EventID]int)
		told := 0
		for i := range d.pages {
			p := &d.pages[i]
			told += len(p.truth)
			rec := reader.Read(source.Page{Path: p.name, Bytes: []byte(p.text), Form: article.Body, Captured: saved,
				Headline: string(p.record.Article.Headline), Published: string(p.record.Article.Published.Day())})
			for k := range rec.Events {
				if n, ok := truthAt(p, &rec.Events[k]); ok {
					truth[rec.Events[k].ID] = n
				}
			}
			entry, err := s.Prepare([]byte(p.text), &rec, nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Put(t.Context(), entry); err != nil {
				t.Fatal(err)
			}
		}
		var events []link.Event
		for _, ev := range linked(t, s) {
			ev.Members = slices.DeleteFunc(ev.Members, func(m link.Member) bool { _, ok := truth[m.Event]; return !ok })
			if len(ev.Members) > 0 {
				events = append(events, ev)
			}
		}
		f1, merged := judge(t, events, truth)
		t.Logf("dossier %d: %d of %d events of pages found, B³ %.3f", seed+1, len(truth), told, f1)
		if f1 < 0.95 || merged > 0 {
			t.Errorf("dossier %d: B³ %.3f, %d events of two; want 0.95 and none", seed+1, f1, merged)
			tellWrong(t, events, truth, d)
		}
	}
}

// truthAt returns which event of the dossier an event is that the stages found: the one
// told of in the same sentence.
func truthAt(p *dossierPage, ev *readout.Event) (int, bool) {
	if ev.Class != "CONSULT" {
		return 0, false
	}
	for k := range p.record.Events {
		for _, sp := range ev.Evidence {
			if sp.Text == p.record.Events[k].Evidence[0].Text {
				return p.truth[k], true
			}
		}
	}
	return 0, false
}

// An event is found by its id, by that of a member, and by the beginning of either.
func TestStore_Event(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDossier(1)
		put(t, s, d.pages)
		events := linked(t, s)
		for _, ev := range events {
			for _, m := range ev.Members {
				got, err := s.Event(t.Context(), m.Event)
				if err != nil || got.ID != ev.ID {
					t.Errorf("Event(%s) = %s, %v; want %s", m.Event, got.ID, err, ev.ID)
				}
			}
		}
		if _, err := s.Event(t.Context(), "nothing"); !errors.Is(err, readout.ErrNotFound) {
			t.Errorf("unknown: %v", err)
		}
		counts := make(map[byte]map[readout.EventID]bool)
		for _, ev := range events {
			for _, m := range ev.Members {
				if counts[m.Event[0]] == nil {
					counts[m.Event[0]] = make(map[readout.EventID]bool)
				}
				counts[m.Event[0]][ev.ID] = true
			}
		}
		for c, of := range counts {
			_, err := s.Event(t.Context(), readout.EventID(string(c)))
			if (len(of) > 1) != errors.Is(err, readout.ErrInvalid) {
				t.Errorf("%c is the beginning of %d events: %v", c, len(of), err)
			}
		}
		byActor, err := s.Events(t.Context(), store.EventQuery{Actor: string(events[0].Participants[0].ID), Kind: "call", From: "2031-02-10", To: "2031-03-10"})
		if err != nil || len(byActor) == 0 || len(byActor) >= len(events) {
			t.Errorf("%d of %d events, %v", len(byActor), len(events), err)
		}
	})
}

func setDate(t *testing.T, s *store.Store, page readout.PageID, on readout.Interval, why string) error {
	t.Helper()
	_, err := s.Correct(t.Context(), correct.Correction{Kind: correct.Date, Page: page, New: correct.Value{Date: &on}, Why: why})
	return err
}
