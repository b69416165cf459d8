package eval_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"readout"
	"readout/internal/eval"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
)

// linkHeading begins the part of docs/speed.md that TestLinkSpeed writes.
const linkHeading = "\n## Linking as the record grows\n"

// linkSizes are the records, in pages, in which linking is measured.
var linkSizes = []int{1_000, 10_000, 100_000}

// TestLinkSpeed measures what it costs to link new pages in records of several sizes and
// adds it to docs/speed.md (make bench-link).
func TestLinkSpeed(t *testing.T) {
	if !*update {
		t.Skip("run make bench-link to measure speed and write docs/speed.md")
	}
	g := newGrower(t)
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var b strings.Builder
	var first time.Duration
	for _, size := range linkSizes {
		for g.pages < size {
			g.grow(t, s, min(20, (size-g.pages)/len(g.base)+1))
			if _, err := pipeline.Link(t.Context(), s, nil); err != nil {
				t.Fatal(err)
			}
			if g.world%200 == 0 {
				t.Logf("%d pages", g.pages)
			}
		}
		took := time.Duration(1 << 62)
		for range 5 {
			n := g.pages
			g.grow(t, s, 5)
			start := eval.CPUTime()
			if _, err := pipeline.Link(t.Context(), s, nil); err != nil {
				t.Fatal(err)
			}
			took = min(took, (eval.CPUTime()-start)/time.Duration(g.pages-n))
		}
		if first == 0 {
			first = took
		}
		fmt.Fprintf(&b, "| %d | %d | %.2f | %.2f |\n", size, g.calls(t, s), float64(took.Microseconds())/1000, float64(took)/float64(first))
		t.Logf("%d pages: %v a page", size, took)
		writeLinkSpeed(t, b.String()) // the largest takes minutes: keep what is measured
	}
}

func writeLinkSpeed(t *testing.T, rows string) {
	putSection(t, linkHeading, `
The beginnings of the sample pages, with all their events, again and again, each time with other words, days and people (a generator with a seed): every other copy is about the same two people, who so come to have thousands of calls. CPU time to link a new page, reading its record included, when the record holds so many already; the fastest of five batches of 140.

| pages in the record | events of the popular pair | ms a new page | × 1,000 pages |
| ---: | ---: | ---: | ---: |
`+rows)
}

// A grower makes copies of the sample pages, each set of them about a world of its own.
type grower struct {
	base  []readout.Record
	world int
	pages int
}

func newGrower(t *testing.T) *grower {
	reader := readerOf(t, "../../sample/actors.toml")
	g := &grower{}
	for p, err := range source.Walk(context.Background(), []string{"../../sample/pages"}, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		g.base = append(g.base, reader.Read(p))
	}
	return g
}

// grow adds n worlds to a record.
func (g *grower) grow(t *testing.T, s *store.Store, n int) {
	t.Helper()
	for range n {
		var entries []*store.Entry
		w := newWorld(g.world)
		for i := range g.base {
			rec := w.record(&g.base[i])
			bytes := fmt.Append(nil, g.world, " ", i)
			rec.Page.ID = readout.PageIDOf(bytes)
			e, err := s.Prepare(bytes, &rec, nil)
			if err != nil {
				t.Fatal(err)
			}
			entries = append(entries, e)
		}
		if _, err := s.Put(t.Context(), entries...); err != nil {
			t.Fatal(err)
		}
		g.world++
		g.pages += len(g.base)
	}
}

// calls counts the events of the popular pair.
func (g *grower) calls(t *testing.T, s *store.Store) int {
	t.Helper()
	events, err := s.Events(t.Context(), store.EventQuery{Actor: "margit-ansley-0"})
	if err != nil {
		t.Fatal(err)
	}
	return len(events)
}

// A world says how one copy of the sample differs from the others.
type world struct {
	n     int
	pair  int // 0 is the popular one
	shift int // days
	rnd   *rand.Rand
	words map[string]string
}

// worldText is how much of a page's text is kept, in bytes, and worldQuotes how many of its
// quotations: what is measured is the growing record, not the reading of long texts.
const (
	worldText   = 400
	worldQuotes = 2
)

// worldPairs is how many sets of people the other half of the worlds share.
const worldPairs = 60

func newWorld(n int) *world {
	w := &world{n: n, rnd: rand.New(rand.NewPCG(uint64(n), 5)), words: make(map[string]string)}
	if n%2 == 1 {
		w.pair = 1 + n/2%worldPairs
	}
	w.shift = (n*37)%20_000 - 12_000 // some 55 years
	return w
}

// record is a copy of a record in this world.
func (w *world) record(from *readout.Record) readout.Record {
	rec := *from
	a := &rec.Article
	a.Text, a.Published = w.text(a.Text), w.interval(a.Published)
	a.Headline = readout.Opt(w.text(string(a.Headline)))
	if len(a.Text) > worldText {
		a.Text = a.Text[:worldText+strings.IndexByte(a.Text[worldText:]+" ", ' ')]
	}
	a.Related, a.Links, a.Evidence, rec.Checks = nil, nil, nil, nil
	rec.Events = slices.Clone(rec.Events)
	for i := range rec.Events {
		ev := &rec.Events[i]
		ev.ID = readout.EventID(fmt.Sprintf("%s%06x", ev.ID[:8], w.n))
		ev.Date.Interval = w.interval(ev.Date.Interval)
		if ev.Date.Text != "" {
			ev.Date.Text = "then" // the copy's days fall on other days of the week
		}
		ev.Participants = slices.Clone(ev.Participants)
		for k := range ev.Participants {
			ev.Participants[k].Party = w.party(ev.Participants[k].Party)
		}
		ev.Evidence = w.spans(ev.Evidence)
		ev.Mentions = w.spans(ev.Mentions)
	}
	rec.Statements = slices.DeleteFunc(slices.Clone(rec.Statements), func(st readout.Statement) bool { return st.Kind != readout.Direct })
	rec.Statements = rec.Statements[:min(len(rec.Statements), worldQuotes)]
	for i := range rec.Statements {
		st := &rec.Statements[i]
		if st.Event != "" {
			st.Event = readout.EventID(fmt.Sprintf("%s%06x", st.Event[:8], w.n))
		}
		st.Content = w.spans(st.Content)
		if st.Speaker != nil {
			p := w.party(*st.Speaker)
			st.Speaker = &p
		}
	}
	return rec
}

func (w *world) spans(list readout.List[readout.Span]) readout.List[readout.Span] {
	list = slices.Clone(list)
	for i := range list {
		list[i].Text = w.text(list[i].Text)
	}
	return list
}

func (w *world) party(p readout.Party) readout.Party {
	if p.Type == "person" {
		p.Name = fmt.Sprintf("%s%d", p.Name, w.pair)
		if p.ID != "" {
			p.ID = readout.Opt(fmt.Sprintf("%s-%d", p.ID, w.pair))
		}
	}
	return p
}

func (w *world) interval(i readout.Interval) readout.Interval {
	i.Earliest, i.Latest = i.Earliest.Add(w.shift), i.Latest.Add(w.shift)
	return i
}

// text puts other words in the place of nearly all longer ones: within a world always
// the same, so that copies of a text stay copies.
func (w *world) text(s string) string {
	var b strings.Builder
	start := -1
	for i, r := range s + " " {
		if unicode.IsLetter(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			b.WriteString(w.word(s[start:i]))
			start = -1
		}
		if i < len(s) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (w *world) word(s string) string {
	if len(s) < 4 {
		return s
	}
	other, ok := w.words[s]
	if !ok {
		other = s
		if w.rnd.IntN(10) > 0 {
			other = fmt.Sprintf("%sq%d", s[:3], w.rnd.IntN(500))
		}
		w.words[s] = other
	}
	return other
}
