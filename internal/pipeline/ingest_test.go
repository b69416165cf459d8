package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/query"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/store/storetest"
)

// reader makes one statement of each page's text, and a problem of an empty page.
func reader(p source.Page) readout.Record {
	rec := readout.Record{Schema: readout.Schema, Page: pageOf(p), Stages: stages("1")}
	rec.Article.Text = string(p.Bytes)
	if rec.Article.Text == "" {
		rec.Problems = append(rec.Problems, readout.Problem{Stage: "article", Kind: "empty", Message: "no text"})
		return rec
	}
	of := readout.NewText(rec.Article.Text)
	rec.Statements = append(rec.Statements, readout.Statement{ID: readout.StatementID(p.Path), Kind: readout.Indirect,
		Content: readout.List[readout.Span]{of.Span(0, len(p.Bytes))}})
	return rec
}

func stages(version string) map[string]string {
	return map[string]string{"article": "article/" + version}
}

func openRecord(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// walk yields texts as pages named after their place; an empty name is an error.
func walk(texts ...string) iter.Seq2[source.Page, error] {
	return func(yield func(source.Page, error) bool) {
		for i, text := range texts {
			p := source.Page{Path: fmt.Sprintf("%03d.txt", i), Bytes: []byte(text)}
			var err error
			if text == "unreadable" {
				p, err = source.Page{}, errors.New("unreadable")
			}
			if !yield(p, err) {
				return
			}
		}
	}
}

func many(n int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf("Lim said no for the %dth time.", i)
	}
	return texts
}

func dump(t *testing.T, s *store.Store) []readout.Record {
	t.Helper()
	var all []readout.Record
	for rec, err := range s.Records(t.Context(), query.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, rec)
	}
	return all
}

func TestIngester_Run(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		pages := walk("one", "two", "unreadable", "", "one")
		tests := []struct {
			name   string
			stages string
			want   Progress
		}{
			{"first", "1", Progress{New: 2, Unchanged: 1, Failed: 2}},
			{"again", "1", Progress{Unchanged: 3, Failed: 2}},
			{"with newer stages", "2", Progress{Updated: 2, Unchanged: 1, Failed: 2}},
			{"with older stages", "1", Progress{Unchanged: 3, Failed: 2}},
		}
		for _, tt := range tests {
			var failed []string
			var last Progress
			in := &Ingester{Store: s, Workers: 1, Stages: stages(tt.stages), OnFail: func(err error) { failed = append(failed, err.Error()) }, OnWrite: func(p Progress) { last = p }}
			in.Read = func(p source.Page) readout.Record {
				rec := reader(p)
				rec.Stages = stages(tt.stages)
				return rec
			}
			got, err := in.Run(t.Context(), pages)
			if err != nil || got != tt.want || last != tt.want {
				t.Errorf("%s: Run = %+v (told %+v), %v; want %+v", tt.name, got, last, err, tt.want)
			}
			if want := []string{"unreadable", "003.txt: empty: no text"}; !slices.Equal(failed, want) {
				t.Errorf("%s: failures %q, want %q", tt.name, failed, want)
			}
		}
		if got := len(dump(t, s)); got != 3 {
			t.Errorf("%d pages in the record, want 3", got)
		}
	})
}

// However the work is spread and wherever it is broken off, the record comes out the
// same.
func TestIngester_Run_interrupted(t *testing.T) {
	texts := many(300)
	whole := openRecord(t)
	in := &Ingester{Store: whole, Read: reader, Stages: stages("1"), Workers: 1}
	if _, err := in.Run(t.Context(), walk(texts...)); err != nil {
		t.Fatal(err)
	}
	broken := openRecord(t)
	for _, after := range []int64{1, 70, 120} {
		ctx, cancel := context.WithCancel(t.Context())
		var read atomic.Int64
		in := &Ingester{Store: broken, Stages: stages("1"), Workers: 4}
		in.Read = func(p source.Page) readout.Record {
			if read.Add(1) == after {
				cancel()
			}
			return reader(p)
		}
		before := len(dump(t, broken))
		done, err := in.Run(ctx, walk(texts...))
		if !errors.Is(err, context.Canceled) || int64(done.New) < after {
			t.Errorf("stopped after %d: %+v, %v; want the pages in hand and context.Canceled", after, done, err)
		}
		if got := len(dump(t, broken)); got != before+done.New {
			t.Errorf("%d pages in the record, but %d were there and %d told as new", got, before, done.New)
		}
	}
	in = &Ingester{Store: broken, Read: reader, Stages: stages("1")}
	if _, err := in.Run(t.Context(), walk(texts...)); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(dump(t, whole), dump(t, broken)); d != "" {
		t.Errorf("the records differ (-undisturbed +interrupted):\n%s", d)
	}
}

// An error of the record ends the run, and no worker is left behind.
func TestIngester_Run_recordFails(t *testing.T) {
	s := openRecord(t)
	s.Close()
	in := &Ingester{Store: s, Read: reader, Stages: stages("1"), Workers: 3}
	if done, err := in.Run(t.Context(), walk(many(100)...)); err == nil || done != (Progress{}) {
		t.Errorf("Run = %+v, %v; want an error", done, err)
	}
}

// lame is a queue that takes nothing the first times.
type lame struct {
	queue.Queue
	left atomic.Int32
}

func (q *lame) Put(ctx context.Context, jobs ...queue.Job) (int, error) {
	if q.left.Add(-1) >= 0 {
		return 0, errors.New("no route to host")
	}
	return q.Queue.Put(ctx, jobs...)
}

// What is out of reach for a while is waited for, and no page is lost or counted twice.
func TestIngester_Run_outOfReach(t *testing.T) {
	s := openRecord(t)
	jobs := s.Jobs(queue.Policy{})
	const pages, times = 100, 3
	for _, patience := range []time.Duration{0, time.Second} {
		q := &lame{Queue: jobs}
		q.left.Store(times)
		var waits atomic.Int32
		in := &Ingester{Store: s, Read: reader, Stages: stages("1"), Queue: q, Patience: patience, OnWait: func(error) { waits.Add(1) }}
		done, err := in.Run(t.Context(), walk(many(pages)...))
		if patience == 0 {
			if err == nil || done.Done() > 0 {
				t.Errorf("without patience: Run = %+v, %v; want an error and nothing done", done, err)
			}
			continue
		}
		if err != nil || done.New != pages || waits.Load() != 1 {
			t.Errorf("Run = %+v, %v, %d waits; want %d new, no error, 1 wait", done, err, waits.Load(), pages)
		}
	}
	stats, err := jobs.Stats(t.Context())
	if err != nil || len(stats) != 1 || stats[0].Ready != pages {
		t.Errorf("on the queue: %+v, %v; want %d ready", stats, err, pages)
	}
}

func TestSentences(t *testing.T) {
	const article = "It rained. Ana Lim said “we will sign” and left. Nobody asked.\n\n“It is late,” she said. “Good night.”"
	of := readout.NewText(article)
	at := func(words string) readout.Span {
		i := strings.Index(article, words)
		return of.Span(i, i+len(words))
	}
	tests := []struct {
		name, text string
		statement  readout.Statement
		want       string
	}{
		{"the sentence around", article, readout.Statement{Content: []readout.Span{at("“we will sign”")}}, "Ana Lim said “we will sign” and left."},
		{"from the first part to the last", article, readout.Statement{Content: []readout.Span{at("“It is late,”"), at("“Good night.”")}}, "“It is late,” she said. “Good night.”"},
		{"with the source", article, readout.Statement{Content: []readout.Span{at("left")}, Source: []readout.Span{at("rained")}}, "It rained. Ana Lim said “we will sign” and left."},
		{"no words", article, readout.Statement{}, ""},
		{"words that do not stand there", article, readout.Statement{Content: []readout.Span{{Start: 0, End: 3, Text: "xyz"}}}, ""},
	}
	for _, tt := range tests {
		rec := readout.Record{Article: readout.Article{Text: tt.text}, Statements: []readout.Statement{tt.statement}}
		if got := Sentences(&rec)[0]; got.Text != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got.Text, tt.want)
		}
	}
}

func TestSentences_cutsLongOnes(t *testing.T) {
	rec := readout.Record{Article: readout.Article{Text: strings.Repeat("é", 10_000)}}
	rec.Statements = append(rec.Statements, readout.Statement{Content: []readout.Span{{Start: 5000, End: 5004, Text: "éééé"}}})
	got := Sentences(&rec)[0]
	if n := len(got.Text); n > 8+2*maxAround || n < 8 || got.Start > 5000 || got.End < 5004 {
		t.Errorf("got %d bytes from %d to %d", n, got.Start, got.End)
	}
}
