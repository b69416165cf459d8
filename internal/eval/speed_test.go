package eval_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"readout"
	"readout/actor"
	"readout/article"
	"readout/event"
	"readout/internal/eval"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
	"readout/issue"
	"readout/statement"
	"readout/text"
)

// How often a stage is measured; the fastest pass counts, since other work on the machine
// can only slow one down.
const speedPasses = 15

// TestSpeed writes its parts of docs/speed.md. It measures only when it is asked to (make bench): a
// speed is the machine's as much as the program's, so nothing is compared here.
func TestSpeed(t *testing.T) {
	if !*update {
		t.Skip("run make bench to measure speed and write docs/speed.md")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var b strings.Builder
	fmt.Fprintf(&b, `# Speed

Written by `+"`make bench`"+`, never by hand: %s, %s/%s, one core, CPU time with garbage collection, the fastest of %d passes. Machines differ, so the figure to keep is the last column: how many times the work of parsing the page's HTML alone (golang.org/x/net/html).
`, runtime.Version(), runtime.GOOS, runtime.GOARCH, speedPasses)
	putIntroduction(t, b.String())
	for _, part := range []struct {
		heading string
		pages   []source.Page
	}{{sampleHeading, speedPages(t, "../../sample/pages/*.html")}, {savedHeading, savedPages(t)}} {
		if len(part.pages) > 0 {
			text := fmt.Sprintf("\n%s.\n\n%s", size(part.pages), speeds(t, part.pages))
			putSection(t, part.heading, text)
			t.Log(text)
		}
	}
}

func speedPages(t *testing.T, pattern string) []source.Page {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no pages: %v", pattern, err)
	}
	return walk(t, files)
}

// savedPages are none where READOUT_DATA is not set.
func savedPages(t *testing.T) []source.Page {
	data := os.Getenv("READOUT_DATA")
	if data == "" {
		return nil
	}
	return walk(t, []string{filepath.Join(data, "articles", "body", "html")})
}

func walk(t *testing.T, args []string) []source.Page {
	var out []source.Page
	for p, err := range source.Walk(context.Background(), args, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

func size(pages []source.Page) string {
	n := 0
	for _, p := range pages {
		n += len(p.Bytes)
	}
	return fmt.Sprintf("%d pages, %d kB a page", len(pages), n/len(pages)/1000)
}

// speeds measures each stage on the same pages and returns a table.
func speeds(t *testing.T, pages []source.Page) string {
	reader := readerOf(t, "../../sample/actors.toml")
	roster, model := reader.Roster, reader.Model
	records := make([]readout.Record, len(pages))
	for i, p := range pages {
		records[i] = reader.Read(p)
	}
	docs := make([]*text.Document, len(pages))
	people := make([]*statement.People, len(pages))
	words := 0
	for i := range records {
		docs[i] = text.Annotate(model, records[i].Article.Text)
		_, people[i] = statement.Read(statement.Input{Article: &records[i].Article, Document: docs[i], Finder: reader.Finder, Roster: roster})
		words += len(docs[i].Words)
	}
	stages := []struct {
		name string
		run  func()
	}{
		{"parsing the HTML alone", func() { each(pages, func(p source.Page) { html.Parse(bytes.NewReader(p.Bytes)) }) }},
		{"article: bytes to clean text and dates", func() {
			each(pages, func(p source.Page) { article.Extract(article.Input{Bytes: p.Bytes, Form: p.Form}) })
		}},
		{"text: sentences and words", func() { eachRecord(records, func(r *readout.Record) { model.Cut(r.Article.Text) }) }},
		{"text: the same with tags, trees, names and coreference", func() {
			eachRecord(records, func(r *readout.Record) { text.Annotate(model, r.Article.Text) })
		}},
		{"actor: names in the text", func() { eachRecord(records, func(r *readout.Record) { roster.Find(r.Article.Text) }) }},
		{"statement: who said what (with actor)", func() {
			for i := range records {
				statement.Find(statement.Input{Article: &records[i].Article, Document: docs[i], Finder: reader.Finder, Roster: roster})
			}
		}},
		{"event: what happened", func() {
			for i := range records {
				r := &records[i]
				event.Find(event.Input{Page: r.Page.ID, Article: &r.Article, People: people[i], Statements: r.Statements, Roster: roster})
			}
		}},
		{"issue: matters spoken of", func() {
			for i := range records {
				r := &records[i]
				reader.Issues.Tag(issue.Input{Article: &r.Article, Document: docs[i], Statements: r.Statements, Events: r.Events})
			}
		}},
		{"text to statements (text, actor, statement)", func() {
			eachRecord(records, func(r *readout.Record) { reader.Statements(&r.Article) })
		}},
		{"the whole: bytes to record", func() { each(pages, func(p source.Page) { reader.Read(p) }) }},
		{"store: record to disk (SQLite, one transaction)", func() { put(t, pages, records) }},
	}
	var b strings.Builder
	b.WriteString("| stage | pages a second | ms a page | words of text a second | × parsing |\n| --- | ---: | ---: | ---: | ---: |\n")
	var floor time.Duration
	for _, s := range stages {
		took := fastest(s.run)
		if floor == 0 {
			floor = took
		}
		perPage := took.Seconds() / float64(len(pages))
		fmt.Fprintf(&b, "| %s | %.0f | %.2f | %.0f | %.2f |\n", s.name, 1/perPage, perPage*1000, float64(words)/took.Seconds(), float64(took)/float64(floor))
	}
	start := eval.CPUTime()
	if _, err := actor.Default(); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "\nLoading the shipped actor file, once a process: %d ms.\n", (eval.CPUTime() - start).Milliseconds())
	return b.String()
}

func each(pages []source.Page, f func(source.Page)) {
	for _, p := range pages {
		f(p)
	}
}

func eachRecord(records []readout.Record, f func(*readout.Record)) {
	for i := range records {
		f(&records[i])
	}
}

func put(t *testing.T, pages []source.Page, records []readout.Record) {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "speed")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	db, err := store.Open(ctx, filepath.Join(dir, "speed.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var entries []*store.Entry
	for i := range records {
		e, err := db.Prepare(pages[i].Bytes, &records[i], pipeline.Sentences(&records[i]))
		if err != nil {
			t.Fatal(err)
		}
		entries = append(entries, e)
	}
	if _, err := db.Put(ctx, entries...); err != nil {
		t.Fatal(err)
	}
}

func fastest(f func()) time.Duration {
	var best time.Duration
	for range speedPasses {
		runtime.GC()
		start := eval.CPUTime()
		f()
		if took := eval.CPUTime() - start; best == 0 || took < best {
			best = took
		}
	}
	return max(best, 1)
}
