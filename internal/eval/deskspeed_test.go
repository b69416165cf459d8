package eval_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/access"
	"readout/internal/column"
	"readout/internal/desk"
	"readout/internal/eval"
	"readout/internal/link"
	"readout/internal/query"
	"readout/internal/store"
	"readout/internal/web"
)

// deskHeading begins the part of docs/speed.md that TestDeskSpeed writes.
const deskHeading = "\n## The desk at a million statements\n"

// deskRounds is how often each question is asked, each time of something else.
const deskRounds = 100

// TestDeskSpeed measures how long the questions of the desk take in a record of a million
// statements, and adds it to docs/speed.md (make bench-desk).
func TestDeskSpeed(t *testing.T) {
	if !*update {
		t.Skip("run make bench-desk to measure speed and write docs/speed.md")
	}
	s := bigRecord(t)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	begin := time.Now()
	asked, err := desk.New(t.Context(), desk.NewKit([]string{eval.BigActors(s.Path())}, nil), s)
	if err != nil {
		t.Fatal(err)
	}
	table, err := asked.Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	opened := time.Since(begin)
	runtime.GC()
	runtime.ReadMemStats(&after)
	d := newDeskBench(t, asked, table)
	for range 2 { // what the program loads once
		d.page(t.Context(), "/search")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n| question | found, or bytes of the page (median) | ms at the median | ms at p95 | ms at most | CPU ms at the median | CPU ms at p95 |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	for k, q := range slices.Concat(d.questions(), d.pages()) {
		var times, cpu []time.Duration
		var found []int
		for n := range deskRounds {
			run := q.make(rand.New(rand.NewPCG(uint64(k)+3, uint64(n))))
			worked, begin := eval.CPUTime(), time.Now()
			found = append(found, run(t.Context()))
			times, cpu = append(times, time.Since(begin)), append(cpu, eval.CPUTime()-worked)
		}
		slices.Sort(times)
		slices.Sort(cpu)
		slices.Sort(found)
		ms := func(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }
		row := fmt.Sprintf("| %s | %d | %s | %s | %s | %s | %s |\n", q.name, found[len(found)/2],
			ms(times[len(times)/2]), ms(times[len(times)*95/100]), ms(times[len(times)-1]), ms(cpu[len(cpu)/2]), ms(cpu[len(cpu)*95/100]))
		t.Log(row)
		b.WriteString(row)
	}
	fmt.Fprintf(&b, "\nThe columns take %d bytes a statement and %.1f s to load.\n", int(after.HeapAlloc-before.HeapAlloc)/d.total, opened.Seconds())
	putSection(t, deskHeading, `
A made-up record of 1,000,000 statements on 100,000 pages over ten years (a generator with a seed; words, speakers and outlets as unevenly common as in news). Each question is asked 100 times, of words and people drawn as they occur, by one asker at a time, of a desk that has not been asked before, with nothing kept from a question before but what the desk itself keeps. Garbage collection is in both times; the model reads on all cores, so that a page may take less time than its work.
`+b.String())
}

type deskBench struct {
	t      *testing.T
	store  *store.Store
	table  *column.Table
	total  int
	site   http.Handler
	hits   []store.Hit
	events []link.Event
}

func newDeskBench(t *testing.T, asked *desk.Desk, table *column.Table) *deskBench {
	site, err := web.New(web.Options{Desk: asked, Gate: access.NewGate(asked.Store, true, time.Now), Now: time.Now,
		Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	s := asked.Store
	d := &deskBench{t: t, store: s, table: table, site: site}
	all := d.find(t.Context(), column.Ask{})
	d.total = all.Count
	// Statements drawn from all over the record.
	rnd := rand.New(rand.NewPCG(4, 4))
	list := all.Newest(0, d.total)
	var drawn []store.Number
	for range 500 {
		drawn = append(drawn, list[rnd.IntN(len(list))])
	}
	if d.hits, err = s.Hits(t.Context(), drawn); err != nil {
		t.Fatal(err)
	}
	if d.events, err = s.Events(t.Context(), store.EventQuery{}); err != nil {
		t.Fatal(err)
	}
	return d
}

// issue draws an issue of a statement.
func (d *deskBench) issue(rnd *rand.Rand) string {
	for {
		if list := d.hits[rnd.IntN(len(d.hits))].Statement.Issues; len(list) > 0 {
			return list[0]
		}
	}
}

// actor draws somebody in the actor file.
func (d *deskBench) actor(rnd *rand.Rand) string {
	for {
		if by := d.hits[rnd.IntN(len(d.hits))].Statement.Speaker; by.ID != "" {
			return string(by.ID)
		}
	}
}

func (d *deskBench) find(ctx context.Context, ask column.Ask) *column.Found {
	f, err := d.table.Find(ctx, ask)
	if err != nil {
		d.t.Fatal(err)
	}
	return f
}

// A deskQuestion makes a question of what it draws; the question returns how many it found.
type deskQuestion struct {
	name string
	make func(*rand.Rand) func(context.Context) int
}

var deskFacets = []query.Name{query.Speaker, query.Side, query.To, query.Setting, query.Level, query.Kind, query.Issue, query.Publisher, query.Language}

// anyWord draws a word of a statement.
func (d *deskBench) anyWord(rnd *rand.Rand) query.Node {
	words := strings.Fields(strings.Trim(d.hits[rnd.IntN(len(d.hits))].Statement.Content[0].Text, "“”"))
	return query.Word{Text: words[rnd.IntN(len(words))]}
}

// word draws as somebody does who looks for something: no word that stands in every tenth
// statement.
func (d *deskBench) word(rnd *rand.Rand) query.Node {
	for {
		w := d.anyWord(rnd)
		n, err := d.store.Count(d.t.Context(), query.Query{Root: w})
		if err != nil {
			d.t.Fatal(err)
		}
		if n.Found < d.total/10 {
			return w
		}
	}
}

func (d *deskBench) questions() []deskQuestion {
	anyWord, word := d.anyWord, d.word
	field := func(rnd *rand.Rand) query.Node {
		h := &d.hits[rnd.IntN(len(d.hits))]
		switch by := h.Statement.Speaker; rnd.IntN(5) {
		case 0:
			return query.Field{Name: query.Speaker, Value: by.Name}
		case 1:
			return query.Field{Name: query.Side, Value: string(by.Side)}
		case 2:
			return query.Field{Name: query.Kind, Value: string(h.Statement.Kind)}
		case 3:
			return query.Field{Name: query.Publisher, Value: string(h.Article.Publisher)}
		}
		day := h.Said.Earliest
		if day == "" {
			day = "2020-05-01"
		}
		return query.Date{From: day, To: day.Add(60)}
	}
	search := func(node func(*rand.Rand) query.Node) func(*rand.Rand) func(context.Context) int {
		return func(rnd *rand.Rand) func(context.Context) int {
			ask := column.Ask{Query: query.Query{Root: node(rnd)}}
			return func(ctx context.Context) int {
				f := d.find(ctx, ask)
				d.read(ctx, f.Newest(0, 25))
				return f.Count
			}
		}
	}
	full := func(node func(*rand.Rand) query.Node) func(*rand.Rand) func(context.Context) int {
		return func(rnd *rand.Rand) func(context.Context) int {
			ask := column.Ask{Query: query.Query{Root: node(rnd)}, Facets: deskFacets, Histogram: true}
			return func(ctx context.Context) int {
				f := d.find(ctx, ask)
				d.read(ctx, f.Newest(0, 25))
				return f.Count
			}
		}
	}
	both := func(rnd *rand.Rand) query.Node { return query.And{word(rnd), field(rnd)} }
	return []deskQuestion{
		{"search by a word", search(word)},
		{"search by a word, \"the\" and its like among them", search(anyWord)},
		{"search by a field", search(field)},
		{"search for everything", search(func(*rand.Rand) query.Node { return nil })},
		{"a word, with facets and histogram", full(word)},
		{"a field, with facets and histogram", full(field)},
		{"a word and a field, with facets and histogram", full(both)},
		{"everything, with facets and histogram", full(func(*rand.Rand) query.Node { return nil })},
		{"a word, by relevance", func(rnd *rand.Rand) func(context.Context) int {
			ask := column.Ask{Query: query.Query{Root: word(rnd)}}
			return func(ctx context.Context) int {
				f := d.find(ctx, ask)
				list, err := d.store.Rank(ctx, ask.Query, f.Newest(0, desk.Ranked))
				if err != nil {
					d.t.Fatal(err)
				}
				var numbers []store.Number
				for _, r := range list[:min(25, len(list))] {
					numbers = append(numbers, r.Number)
				}
				d.read(ctx, numbers)
				return f.Count
			}
		}},
		{"newest statements of the store, by a word or field", func(rnd *rand.Rand) func(context.Context) int {
			q := query.Query{Root: word(rnd)}
			if rnd.IntN(2) == 0 {
				q.Root = field(rnd)
			}
			return func(ctx context.Context) (n int) {
				for _, err := range d.store.Search(ctx, q, store.SearchOptions{Limit: 25}) {
					if err != nil {
						d.t.Fatal(err)
					}
					n++
				}
				return n
			}
		}},
		{"an article with all its statements", func(rnd *rand.Rand) func(context.Context) int {
			id := d.hits[rnd.IntN(len(d.hits))].Page.ID
			return func(ctx context.Context) int {
				rec, err := d.store.Record(ctx, id)
				if err != nil {
					d.t.Fatal(err)
				}
				return len(rec.Statements)
			}
		}},
		{"a statement by its id", func(rnd *rand.Rand) func(context.Context) int {
			id := d.hits[rnd.IntN(len(d.hits))].Statement.ID
			return func(ctx context.Context) int {
				n, err := d.store.NumberOf(ctx, id)
				if err != nil {
					d.t.Fatal(err)
				}
				d.read(ctx, []store.Number{n})
				return 1
			}
		}},
	}
}

func (d *deskBench) read(ctx context.Context, numbers []store.Number) {
	if _, err := d.store.Hits(ctx, numbers); err != nil {
		d.t.Fatal(err)
	}
}

// pages are the questions as a browser asks them: templates, highlighting and all.
func (d *deskBench) pages() []deskQuestion {
	text := func(n query.Node) string { return url.QueryEscape(query.Query{Root: n}.String()) }
	page := func(path func(*rand.Rand) string) func(*rand.Rand) func(context.Context) int {
		return func(rnd *rand.Rand) func(context.Context) int {
			address := path(rnd)
			return func(ctx context.Context) int { return d.page(ctx, address) }
		}
	}
	hit := func(rnd *rand.Rand) *store.Hit { return &d.hits[rnd.IntN(len(d.hits))] }
	return []deskQuestion{
		{"page: the front page", page(func(*rand.Rand) string { return "/" })},
		{"page: search for everything", page(func(*rand.Rand) string { return "/search" })},
		{"page: search by a word", page(func(rnd *rand.Rand) string { return "/search?q=" + text(d.word(rnd)) })},
		{"page: search by a word, of one kind and side", page(func(rnd *rand.Rand) string {
			h := hit(rnd)
			return "/search?q=" + text(d.word(rnd)) + "&kind=" + string(h.Statement.Kind) + "&side=" + url.QueryEscape(string(h.Statement.Speaker.Side))
		})},
		{"page: search by a word, as a concordance", page(func(rnd *rand.Rand) string { return "/search?view=lines&sort=right&q=" + text(d.word(rnd)) })},
		{"page: search by a word, open at a statement", page(func(rnd *rand.Rand) string {
			return "/search?q=" + text(d.word(rnd)) + "&at=" + url.QueryEscape(string(hit(rnd).Statement.ID))
		})},
		{"page: search by a word, by relevance", page(func(rnd *rand.Rand) string { return "/search?order=relevance&q=" + text(d.word(rnd)) })},
		{"page: a statement", page(func(rnd *rand.Rand) string { return "/statement/" + string(hit(rnd).Statement.ID) })},
		{"page: an article", page(func(rnd *rand.Rand) string { return "/article/" + url.PathEscape(string(hit(rnd).Page.ID)) })},
		{"page: an issue", page(func(rnd *rand.Rand) string { return "/issue/" + d.issue(rnd) })},
		{"page: an issue, one side", page(func(rnd *rand.Rand) string {
			return "/issue/" + d.issue(rnd) + "?side=" + url.QueryEscape(string(hit(rnd).Statement.Speaker.Side))
		})},
		{"page: an issue, two months", page(func(rnd *rand.Rand) string {
			from := readout.MakeDay(2014, 1, 1).Add(rnd.IntN(3500))
			return "/issue/" + d.issue(rnd) + "?from=" + string(from) + "&to=" + string(from.Add(60))
		})},
		{"page: issues", page(func(*rand.Rand) string { return "/issues" })},
		{"page: an actor", page(func(rnd *rand.Rand) string { return "/actor/" + url.PathEscape(d.actor(rnd)) })},
		{"page: actors", page(func(*rand.Rand) string { return "/actors" })},
		{"page: events", page(func(*rand.Rand) string { return "/events" })},
		{"page: events of an actor", page(func(rnd *rand.Rand) string { return "/events?actor=" + url.QueryEscape(d.actor(rnd)) })},
		{"page: an event, accounts side by side", page(func(rnd *rand.Rand) string { return "/event/" + string(d.events[rnd.IntN(len(d.events))].ID) })},
		{"page: check of a quotation", page(func(rnd *rand.Rand) string {
			words := strings.Fields(strings.Trim(hit(rnd).Statement.Content[0].Text, "“”"))
			return "/check?quote=" + url.QueryEscape(strings.Join(words[:min(6, len(words))], " "))
		})},
		{"feed of a search", page(func(rnd *rand.Rand) string { return "/feed.atom?q=" + text(d.word(rnd)) })},
	}
}

// page gets a page and returns its size in bytes.
func (d *deskBench) page(ctx context.Context, address string) int {
	w, r := httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, "GET", "http://127.0.0.1"+address, nil)
	d.site.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		d.t.Fatalf("%s: status %d", address, w.Code)
	}
	return w.Body.Len()
}
