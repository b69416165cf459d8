package pipeline

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout"
	"readout/actor"
	"readout/internal/source"
	"readout/internal/store"
)

// compared returns the sums of a record's rows.
func compared(t testing.TB, s *store.Store) map[string]map[string]store.Sum {
	t.Helper()
	sums, err := s.Compared(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// shuffled puts entries into records in other orders and in pieces of other sizes, linked in
// between, and compares all rows with those of the first record.
func shuffled(t *testing.T, times int, n int, entry func(s *store.Store, i int) *store.Entry) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(8, 8))
	var want map[string]map[string]store.Sum
	for round := range times {
		s := openRecord(t)
		order := rnd.Perm(n)
		for at := 0; at < n; {
			next := min(n, at+1+rnd.IntN(100))
			if round == 0 {
				next = n
			}
			var some []*store.Entry
			for _, i := range order[at:next] {
				some = append(some, entry(s, i))
			}
			if _, err := s.Put(t.Context(), some...); err != nil {
				t.Fatal(err)
			}
			if _, err := Link(t.Context(), s, nil); err != nil {
				t.Fatal(err)
			}
			at = next
		}
		got := compared(t, s)
		if round == 0 {
			want = got
			continue
		}
		if diff := store.Differences(want, got, 3); len(diff) > 0 {
			t.Errorf("order %d gives another record:\n%s", round, strings.Join(diff, "\n"))
		}
	}
}

// The links of real pages do not depend on the order in which they come.
func TestLink_orderOfPages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	if testing.Short() {
		t.Skip("reads the sample and the development set")
	}
	var records []readout.Record
	var bytes [][]byte
	for _, set := range []string{"../../sample", "../../gold/dev"} {
		data, err := os.ReadFile(filepath.Join(set, "actors.toml"))
		if err != nil {
			t.Fatal(err)
		}
		base, err := actor.Default()
		if err != nil {
			t.Fatal(err)
		}
		roster, err := actor.Load(base, actor.File{Name: "actors.toml", Data: data})
		if err != nil {
			t.Fatal(err)
		}
		reader, err := NewReader(roster, nil)
		if err != nil {
			t.Fatal(err)
		}
		for p, err := range source.Walk(t.Context(), []string{filepath.Join(set, "pages")}, source.Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			records, bytes = append(records, reader.Read(p)), append(bytes, p.Bytes)
		}
	}
	t.Logf("%d pages", len(records))
	shuffled(t, 3, len(records), func(s *store.Store, i int) *store.Entry {
		e, err := s.Prepare(bytes[i], &records[i], nil)
		if err != nil {
			t.Fatal(err)
		}
		return e
	})
}

// Nor do those of a day of which everybody writes: more events of two parties and more
// carriers of a text than are compared with each other.
func TestLink_orderOfCrowd(t *testing.T) {
	if testing.Short() {
		t.Skip("reads many pages")
	}
	var pages []dossierPage
	d := newDossier(3)
	rnd := rand.New(rand.NewPCG(4, 4))
	for k := range 14 {
		for i := range d.pages {
			p := d.pages[i]
			if i >= 8 {
				break
			}
			p.name = fmt.Sprintf("%02d-%s", k, p.name)
			p.record.Events = append(readout.List[readout.Event](nil), p.record.Events...)
			for n := range p.record.Events {
				p.record.Events[n].ID = readout.EventID(fmt.Sprintf("%s-%d", p.record.Events[n].ID, k))
				if rnd.IntN(3) == 0 {
					p.record.Events[n].Date.Text = "then"
				}
			}
			p.record.Page.ID = readout.PageIDOf([]byte(p.name + p.text))
			pages = append(pages, p)
		}
	}
	shuffled(t, 3, len(pages), func(s *store.Store, i int) *store.Entry {
		e, err := s.Prepare([]byte(pages[i].name+pages[i].text), &pages[i].record, nil)
		if err != nil {
			t.Fatal(err)
		}
		return e
	})
}
