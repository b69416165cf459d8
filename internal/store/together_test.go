package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"readout"
	"readout/internal/query"
)

// A draft is a page that is read by stages of a version, which finds as many statements.
type draft struct {
	bytes []byte
	rec   *readout.Record
}

func drafts(t *testing.T, n, version int) []draft {
	t.Helper()
	out := make([]draft, n)
	for i := range out {
		text := fmt.Sprintf("The corridor must reopen before winter, said Lim in %d of the valleys, and the ferry with it.\nNo, said Tal.\nYes, said No. %d.", i/4, i)
		list := []said{
			{words: "The corridor must reopen before winter", by: &readout.Party{Name: fmt.Sprintf("Lim %d", i%5)}, to: &readout.Party{Name: fmt.Sprintf("Tal %d", i%7)}},
			{words: "No", by: tal()}, {words: "Yes", by: &readout.Party{Name: fmt.Sprintf("Person %d", version*100+i)}}}
		bytes, rec := page(t, fmt.Sprint("p", i), text, readout.MakeDay(2023, 4, 1+i%9), list[:1+version]...)
		rec.Stages["statement"] = fmt.Sprintf("statement/%d", version)
		rec.Events = readout.List[readout.Event]{{ID: readout.EventID(fmt.Sprintf("%064d", i)), Kind: "meeting", Class: "CONSULT", Status: readout.Happened,
			Date:         readout.Time{Interval: readout.On(readout.MakeDay(2023, 3, 1+i%3), readout.Stated)},
			Participants: readout.List[readout.Participant]{{Party: *lim(), Role: "actor"}, {Party: *tal(), Role: "actor"}}}}
		out[i] = draft{bytes, rec}
	}
	return out
}

func putAll(t *testing.T, s *Store, list []draft, batch int) error {
	for part := range slices.Chunk(list, batch) {
		var entries []*Entry
		for _, d := range part {
			e, err := s.Prepare(d.bytes, d.rec, sentences(d.rec))
			if err != nil {
				return err
			}
			entries = append(entries, e)
		}
		if _, err := s.Put(t.Context(), entries...); err != nil {
			return err
		}
	}
	return nil
}

func linkAll(t *testing.T, s *Store) error {
	for {
		if _, left, err := s.Link(t.Context(), 3); err != nil || left == 0 {
			return err
		}
	}
}

// Programs that write and link the same pages at the same time, each in another order and by
// stages of two versions, make the record that one program makes.
func TestStore_together(t *testing.T) {
	const pages, programs = 24, 4
	alone := openTest(t, t.TempDir()+"/alone.db")
	if err := putAll(t, alone, drafts(t, pages, 2), pages); err != nil {
		t.Fatal(err)
	}
	if err := linkAll(t, alone); err != nil {
		t.Fatal(err)
	}
	want := contents(t, alone)
	onBoth(t, func(t *testing.T, s *Store) {
		var work errgroup.Group
		for i := range programs {
			list := drafts(t, pages, 1+i%2)
			rand.Shuffle(pages, func(a, b int) { list[a], list[b] = list[b], list[a] })
			work.Go(func() error {
				other, err := Open(t.Context(), s.Path(), Options{Wait: 30 * time.Second})
				if err != nil {
					return err
				}
				defer other.Close()
				if err := putAll(t, other, list, 5); err != nil {
					return err
				}
				return linkAll(t, other)
			})
		}
		follow := newFollower(s)
		stop := make(chan struct{})
		var following errgroup.Group
		following.Go(func() error {
			for {
				select {
				case <-stop:
					return nil
				default:
				}
				if err := follow.step(t); err != nil {
					return err
				}
			}
		})
		if err := work.Wait(); err != nil {
			t.Error(err)
		}
		close(stop)
		if err := following.Wait(); err != nil {
			t.Fatal(err)
		}
		if err := follow.step(t); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, contents(t, s)); d != "" {
			t.Errorf("-alone +together:\n%s", d)
		}
		follow.check(t)
		for table, want := range map[string]int64{"pages": pages, "page_bytes": pages, "page_sources": pages, "articles": pages, "page_changes": pages,
			"statements": 3 * pages, "statement_texts": 3 * pages, "statement_words": 3 * pages, "page_words": pages, "link_pending": 0} {
			if got, err := count(t.Context(), s.reader, table); err != nil || got != want {
				t.Errorf("%s: %d rows, %v; want %d", table, got, err, want)
			}
		}
	})
}

// contents is what a record says, without the numbers of its rows.
func contents(t *testing.T, s *Store) (out struct {
	Records map[readout.PageID]readout.Record
	Events  []readout.EventID
	Stories map[readout.PageID]string
}) {
	t.Helper()
	out.Records, out.Stories = make(map[readout.PageID]readout.Record), make(map[readout.PageID]string)
	for rec, err := range s.Records(t.Context(), query.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		out.Records[rec.Page.ID] = rec
		if st, err := s.Story(t.Context(), rec.Page.ID); err == nil {
			out.Stories[rec.Page.ID] = string(st.ID)
		}
	}
	events, err := s.Events(t.Context(), EventQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, ev := range events {
		out.Events = append(out.Events, ev.ID)
	}
	return out
}

// A follower knows of each page how many statements it has, by the changes alone; and the
// parties.
type follower struct {
	s       *Store
	seq     int64
	pages   map[int64]int
	parties []PartyRow
}

func newFollower(s *Store) *follower { return &follower{s: s, pages: make(map[int64]int)} }

func (f *follower) step(t *testing.T) error {
	v, err := f.s.View(t.Context())
	if err != nil {
		return err
	}
	defer v.Close()
	seq, err := v.Change(t.Context())
	if err != nil {
		return err
	}
	var changed []int64
	if err := v.Changed(t.Context(), f.seq, func(page int64) { changed = append(changed, page) }); err != nil {
		return err
	}
	for _, page := range changed {
		n := 0
		if err := v.Rows(t.Context(), page, func(*Row) { n++ }); err != nil {
			return err
		}
		f.pages[page] = n
	}
	f.seq = seq
	above := int64(0)
	if len(f.parties) > 0 {
		above = f.parties[len(f.parties)-1].Number
	}
	return v.Parties(t.Context(), above, func(r PartyRow) { f.parties = append(f.parties, r) })
}

func (f *follower) check(t *testing.T) {
	t.Helper()
	fresh := newFollower(f.s)
	if err := fresh.step(t); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(fresh.pages, f.pages); d != "" {
		t.Errorf("pages followed by their changes: -want +got:\n%s", d)
	}
	if d := cmp.Diff(fresh.parties, f.parties); d != "" {
		t.Errorf("parties followed by their numbers: -want +got:\n%s", d)
	}
}
