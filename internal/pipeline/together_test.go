package pipeline

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"readout"
	"readout/internal/queue"
	"readout/internal/store"
	"readout/internal/store/pgtest"
)

// linkers is how many link at the same time.
const linkers = 4

// together puts entries into a record on PostgreSQL in another order and in pieces, while
// several programs link what is there in parts, and compares all rows with those of a record in
// SQLite that one program made.
func together(t *testing.T, n int, entry func(s *store.Store, i int) *store.Entry) {
	t.Helper()
	t.Run("together", func(t *testing.T) {
		alone := openRecord(t)
		var all []*store.Entry
		for i := range n {
			all = append(all, entry(alone, i))
		}
		if _, err := alone.Put(t.Context(), all...); err != nil {
			t.Fatal(err)
		}
		if _, err := Link(t.Context(), alone, nil); err != nil {
			t.Fatal(err)
		}
		want := compared(t, alone)
		rnd := rand.New(rand.NewPCG(3, 3))
		address := emptyRecord(t)
		order := rnd.Perm(n)
		var work errgroup.Group
		put := make(chan struct{})
		for k := range linkers {
			size := 1 + rnd.IntN(6)
			work.Go(func() error { return linkAPart(t.Context(), address, store.LinkPart{N: k, Of: linkers}, size, put) })
		}
		s := openAt(t, address)
		for at := 0; at < n; {
			next := min(n, at+1+rnd.IntN(12))
			var some []*store.Entry
			for _, i := range order[at:next] {
				some = append(some, entry(s, i))
			}
			if _, err := s.Put(t.Context(), some...); err != nil {
				t.Fatal(err)
			}
			at = next
		}
		close(put)
		if err := work.Wait(); err != nil {
			t.Fatal(err)
		}
		if _, err := Link(t.Context(), s, nil); err != nil {
			t.Fatal(err)
		}
		if diff := store.Differences(want, compared(t, s), 3); len(diff) > 0 {
			t.Errorf("linked together the record is another:\n%s", strings.Join(diff, "\n"))
		}
	})
}

// Those who link pages of different lanes, whose events and texts meet nevertheless, make the links
// that one program makes.
func TestLink_together(t *testing.T) {
	d := newDossier(5)
	rnd := rand.New(rand.NewPCG(6, 6))
	var pages []dossierPage
	for k := range 6 {
		for _, p := range d.pages[:24] {
			p.name = fmt.Sprintf("%02d-%s", k, p.name)
			p.record.Page.ID = readout.PageIDOf([]byte(p.name + p.text))
			p.record.Events = slices.Clone(p.record.Events)
			for n := range p.record.Events {
				ev := &p.record.Events[n]
				ev.ID = readout.EventID(fmt.Sprintf("%s-%d", ev.ID, k))
				if rnd.IntN(3) == 0 {
					ev.Date = readout.Time{}
				}
			}
			who := readout.Participant{Party: readout.Party{Name: fmt.Sprintf("Nobody %d", rnd.IntN(100))}, Role: "actor"}
			for n := range len(p.record.Events) + 1 { // by which the page gets its lane
				p.record.Events = append(p.record.Events, readout.Event{ID: readout.EventID(fmt.Sprintf("%s-%d", p.name, n)), Kind: "arrest", Participants: readout.List[readout.Participant]{who}})
			}
			pages = append(pages, p)
		}
	}
	together(t, len(pages), func(s *store.Store, i int) *store.Entry {
		e, err := s.Prepare([]byte(pages[i].name+pages[i].text), &pages[i].record, nil)
		if err != nil {
			t.Fatal(err)
		}
		return e
	})
}

// linkAPart links a part of a record until nothing was left of it after put was closed.
func linkAPart(ctx context.Context, address string, part store.LinkPart, size int, put <-chan struct{}) error {
	s, err := store.Open(ctx, address, store.Options{Wait: 30 * time.Second})
	if err != nil {
		return err
	}
	defer s.Close()
	for last := false; ; {
		select {
		case <-put:
			last = true
		default:
		}
		done, _, err := s.LinkPart(ctx, part, size)
		if err != nil || done == 0 && last {
			return err
		}
	}
}

// Workers divide linking where much is to be linked, and what they make is one record.
func TestWorker_Run_linkParts(t *testing.T) {
	d := newDossier(7)
	entries := func(s *store.Store) (out []*store.Entry) {
		for i := range d.pages {
			e, err := s.Prepare([]byte(d.pages[i].text), &d.pages[i].record, nil)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, e)
		}
		return out
	}
	alone, shared := openRecord(t), openAt(t, emptyRecord(t))
	for _, s := range []*store.Store{alone, shared} {
		if _, err := s.Put(t.Context(), entries(s)...); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Link(t.Context(), alone, nil); err != nil {
		t.Fatal(err)
	}
	q := shared.Jobs(queue.Policy{})
	if n, err := putLinks(t.Context(), shared, q, len(d.pages)); err != nil || n != 1 {
		t.Errorf("%d jobs, %v; want one where no more than that is to be linked", n, err)
	}
	if n, err := putLinks(t.Context(), shared, q, 10); err != nil || n < 2 {
		t.Errorf("%d jobs, %v; want several", n, err)
	}
	w := worker(shared, q)
	w.LinkEach = 10
	if done, err := w.Run(t.Context()); err != nil || done.Linked < len(d.pages) || done.Buried > 0 {
		t.Errorf("Run = %+v, %v", done, err)
	}
	same(t, alone, shared)
	if _, err := linkPart(&queue.Job{ID: "link", Body: []byte(`{"n": 3, "of": 2}`)}); !errors.Is(err, readout.ErrInvalid) {
		t.Errorf("the third of two parts: %v", err)
	}
}

// emptyRecord returns the address of an empty record on PostgreSQL.
func emptyRecord(t *testing.T) string {
	t.Helper()
	return pgtest.Filled(t, func(address string) error {
		s, err := store.Open(context.Background(), address, store.Options{})
		if err != nil {
			return err
		}
		return s.Close()
	})
}

func openAt(t *testing.T, address string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), address, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}
