package pipeline

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

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
			next := min(n, at+1+rnd.IntN([]int{100, 4}[round%2]))
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
	entry := func(s *store.Store, i int) *store.Entry {
		e, err := s.Prepare(bytes[i], &records[i], nil)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	shuffled(t, 3, len(records), entry)
	together(t, len(records), entry)
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
	entry := func(s *store.Store, i int) *store.Entry {
		e, err := s.Prepare([]byte(pages[i].name+pages[i].text), &pages[i].record, nil)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	shuffled(t, 3, len(pages), entry)
	together(t, len(pages), entry)
}

// Nor what is noted of a quotation that many pages have, each in words of its own: more than are
// compared with each other, a few pages at a time and many at once.
func TestLink_orderOfQuotes(t *testing.T) {
	if testing.Short() {
		t.Skip("links many pages")
	}
	said := strings.Fields("the ferry will open to everybody who lives on the island before the first winter storm comes")
	others := strings.Fields("may never perhaps soon all none harbour ship later bridge")
	rnd := rand.New(rand.NewPCG(2, 7))
	d := newDossier(6)
	pages := make([]dossierPage, 90)
	for i := range pages {
		p := d.pages[i%len(d.pages)]
		p.name, p.record.Events = fmt.Sprint("page ", i), nil
		p.record.Page.ID = readout.PageIDOf([]byte(p.name + p.text))
		p.record.Statements = nil
		for n := range 1 + rnd.IntN(3) {
			words := slices.Clone(said[rnd.IntN(3) : len(said)-rnd.IntN(9)])
			for range 1 + rnd.IntN(2) {
				words[rnd.IntN(len(words))] = others[rnd.IntN(len(others))]
			}
			text := strings.Join(words, " ")
			p.record.Statements = append(p.record.Statements, readout.Statement{ID: readout.StatementID(fmt.Sprint("q", n)), Kind: readout.Direct, Level: readout.Named,
				Speaker: &readout.Party{ID: "vera-ode", Name: "Vera Ode", Type: "person"}, Content: readout.List[readout.Span]{{Text: text, End: len(text)}}})
		}
		pages[i] = p
	}
	entry := func(s *store.Store, i int, rec *readout.Record) *store.Entry {
		e, err := s.Prepare([]byte(pages[i].name+pages[i].text), rec, nil)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	plain := func(s *store.Store, i int) *store.Entry { return entry(s, i, &pages[i].record) }
	shuffled(t, 12, len(pages), plain)
	together(t, len(pages), plain)

	// Nor on what pages had that lost it when they were read again, many at once, by one program
	// or by several.
	inTurn := func(s *store.Store, _ string) error {
		_, err := Link(t.Context(), s, nil)
		return err
	}
	var want map[string]map[string]store.Sum
	dir := t.TempDir()
	for n, way := range []struct {
		name    string
		address func(t *testing.T) string
		rounds  int
		link    func(s *store.Store, address string) error
	}{
		{"read once", func(*testing.T) string { return dir + "/once.db" }, 1, inTurn},
		{"read again", func(*testing.T) string { return dir + "/twice.db" }, 2, inTurn},
		{"read again and linked in parts", emptyRecord, 2, linkParts},
	} {
		t.Run(way.name, func(t *testing.T) {
			address := way.address(t)
			s := openAt(t, address)
			for round := 2 - way.rounds; round < 2; round++ {
				var some []*store.Entry
				for i := range pages {
					rec := pages[i].record
					if round == 1 && i%22 > 0 {
						rec.Statements, rec.Stages = nil, stages("2")
					}
					some = append(some, entry(s, i, &rec))
				}
				if _, err := s.Put(t.Context(), some...); err != nil {
					t.Fatal(err)
				}
				if err := way.link(s, address); err != nil {
					t.Fatal(err)
				}
			}
			if got := compared(t, s); n == 0 {
				want = got
			} else if diff := store.Differences(want, got, 3); len(diff) > 0 {
				t.Errorf("the record is another:\n%s", strings.Join(diff, "\n"))
			}
		})
	}
}

// linkParts has several programs link what is to be linked, each a part.
func linkParts(s *store.Store, address string) error {
	put := make(chan struct{})
	close(put)
	var work errgroup.Group
	for k := range linkers {
		work.Go(func() error {
			return linkAPart(context.Background(), address, store.LinkPart{N: k, Of: linkers}, 3, put)
		})
	}
	if err := work.Wait(); err != nil {
		return err
	}
	_, err := Link(context.Background(), s, nil)
	return err
}
