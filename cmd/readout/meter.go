package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"readout/internal/desk"
	"readout/internal/pipeline"
	"readout/internal/source"
)

// A meter shows how an ingest is getting on: a bar on a terminal, else a line now and
// then.
type meter struct {
	out      io.Writer // where lines go; they stand above the bar
	progress func(pipeline.Progress)
	end      func()
	failures int
	skips    int
	passed   kinds        // what archives hold besides pages
	missing  int          // pages that archives had before and the record does not
	waited   atomic.Int64 // when it was last said that something is waited for
}

// extent is how much there is to read, as far as that is known beforehand.
type extent struct {
	pages int
	bytes int64 // of archives
}

func extentOf(ctx context.Context, args []string, opt source.Options) extent {
	if n, ok := source.Count(ctx, args, opt); ok {
		return extent{pages: n}
	}
	return extent{bytes: source.Size(ctx, args, opt)}
}

// kinds counts things by what they are.
type kinds map[string]int

func (k kinds) add(kind string) { k[kind]++ }

// tell says in one line what was passed over, the most frequent first.
func (k kinds) tell(out io.Writer) {
	if len(k) == 0 {
		return
	}
	names := slices.SortedFunc(maps.Keys(k), func(a, b string) int {
		return cmp.Or(cmp.Compare(k[b], k[a]), cmp.Compare(a, b))
	})
	sum := 0
	for i, name := range names {
		sum += k[name]
		names[i] = fmt.Sprintf("%d %s", k[name], name)
	}
	fmt.Fprintf(out, "readout: %s passed over that hold no page: %s\n", desk.Plural(sum, "record"), strings.Join(names, ", "))
}

func (m *meter) failed(err error) {
	if m.failures++; m.failures <= maxNamed {
		fmt.Fprintf(m.out, "readout: %v\n", err)
	}
}

func (m *meter) skipped(string) { m.skips++ }

// patience is how long an ingest waits for a database or a queue on another machine.
const patience = 2 * time.Minute

// waits says, once in that time, that the record or the queue is waited for.
func (m *meter) waits(err error) {
	if now, last := time.Now().UnixNano(), m.waited.Load(); now-last > int64(patience) && m.waited.CompareAndSwap(last, now) {
		m.note(fmt.Sprintf("out of reach, tried again for %v: %v", patience, err))
	}
}

func (m *meter) note(what string) { fmt.Fprintf(m.out, "readout: %s\n", what) }

func (m *meter) unresolved(p source.Page) {
	if m.missing++; m.missing <= maxNamed {
		fmt.Fprintf(m.out, "readout: %s: %s: had before by the archive (%s), and not in the record\n", p.Path, p.URL, p.Digest)
	}
}

// linking tells at most once in every how linking is getting on.
func (m *meter) linking(every time.Duration, now func() time.Time) func(done, left int) {
	last := now()
	return func(done, left int) {
		if t := now(); t.Sub(last) >= every {
			last = t
			fmt.Fprintf(m.out, "readout: linking: %d done, %d left\n", done, left)
		}
	}
}

func newMeter(ctx context.Context, e *env, count func(context.Context) extent) *meter {
	if e.ErrTerm {
		return newBar(ctx, e.Stderr, count)
	}
	return newLines(e.Stderr, 10*time.Second, time.Now)
}

// newLines prints a line at most once in every.
func newLines(out io.Writer, every time.Duration, now func() time.Time) *meter {
	begin := now()
	last := begin
	out = &turns{out: out}
	return &meter{out: out, passed: make(kinds), end: func() {}, progress: func(p pipeline.Progress) {
		t := now()
		if t.Sub(last) < every {
			return
		}
		last = t
		bytes := ""
		if p.Bytes > 0 {
			bytes = ", " + humanize.Bytes(uint64(p.Bytes)) + " of archives"
		}
		fmt.Fprintf(out, "readout: %d done, %d failed, %.0f a second%s\n", p.Done(), p.Failed, float64(p.Done())/t.Sub(begin).Seconds(), bytes)
	}}
}

// turns lets those who write take turns: what is read and what is written tell of
// themselves beside each other.
type turns struct {
	mu  sync.Mutex
	out io.Writer
}

func (t *turns) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.out.Write(p)
}

// newBar draws a bar: pages done of how many, or bytes of archives, failed ones, the rate
// and the time left. Counting goes on beside the work, which does not wait for it.
func newBar(ctx context.Context, out io.Writer, count func(context.Context) extent) *meter {
	g := &gauge{begin: time.Now()}
	bars := mpb.New(mpb.WithOutput(out), mpb.WithWidth(40), mpb.WithAutoRefresh())
	bar := bars.New(0, mpb.BarStyle().Lbound(" ").Filler("█").Tip("█").Padding("░").Rbound(" "),
		mpb.PrependDecorators(decor.Any(g.done)),
		mpb.AppendDecorators(decor.Any(g.rate), decor.Any(g.timeLeft)))
	ctx, stop := context.WithCancel(ctx)
	counted := make(chan struct{})
	go func() {
		defer close(counted)
		n := count(ctx)
		g.bytes.Store(n.bytes > 0)
		bar.SetTotal(max(int64(n.pages), n.bytes), false)
	}()
	return &meter{out: bars, passed: make(kinds),
		progress: func(p pipeline.Progress) { bar.SetCurrent(g.set(p)) },
		end: func() {
			stop()
			<-counted
			bar.Abort(false) // it stays as it is; where all is done, nothing is missing
			bars.Wait()
		}}
}

// gauge is what the bar shows, which draws itself beside the work.
type gauge struct {
	begin         time.Time
	bytes         atomic.Bool // the bar counts bytes, and not pages
	pages, failed atomic.Int64
	from          atomic.Int64 // where reading an archive went on
}

// set returns how far the bar is.
func (g *gauge) set(p pipeline.Progress) int64 {
	g.pages.Store(int64(p.Done()))
	g.failed.Store(int64(p.Failed))
	if !g.bytes.Load() {
		return int64(p.Done())
	}
	g.from.CompareAndSwap(0, p.Bytes)
	return p.Bytes
}

func (g *gauge) done(s decor.Statistics) string {
	switch {
	case g.bytes.Load():
		return fmt.Sprintf("%s of %s, %d pages", humanize.Bytes(uint64(s.Current)), humanize.Bytes(uint64(s.Total)), g.pages.Load())
	case s.Total <= 0:
		return fmt.Sprintf("%d pages", s.Current)
	}
	return fmt.Sprintf("%d of %d pages", s.Current, s.Total)
}

// rate is the number of pages a second, after that of those that failed.
func (g *gauge) rate(decor.Statistics) string {
	rate := fmt.Sprintf("%.0f/s", float64(g.pages.Load())/time.Since(g.begin).Seconds())
	if n := g.failed.Load(); n > 0 {
		return fmt.Sprintf("%d failed  %s", n, rate)
	}
	return rate
}

// timeLeft tells how long the rest takes at the rate so far.
func (g *gauge) timeLeft(s decor.Statistics) string {
	done := s.Current - g.from.Load()
	if done <= 0 || s.Total <= s.Current || s.Aborted {
		return ""
	}
	rest := float64(s.Total-s.Current) / float64(done) * float64(time.Since(g.begin))
	return "  " + time.Duration(rest).Round(time.Second).String() + " left"
}
