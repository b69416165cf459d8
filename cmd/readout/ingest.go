package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"readout/internal/desk"
	"readout/internal/pipeline"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
)

type ingestCommand struct {
	Pages  []string    `arg:"" name:"page" help:"Files, directories or web addresses; - is standard input."`
	Record recordFlags `embed:""`
	Input  sourceFlags `embed:""`
	Queue  queueFlags  `embed:""`
}

func (ingestCommand) Help() string {
	return `Pages that the record has already are left alone, so the same command can be repeated, and goes on where it was interrupted. Pages that cannot be read are kept with the reason.

Examples:
  readout ingest pages/
  readout ingest --db may.db https://example.org/a briefing.txt
  readout ingest --queue record pages/     keep them, for readout work to read`
}

func (c *ingestCommand) Run(ctx context.Context, e *env) (err error) {
	if _, err := e.Kit.Reader(); err != nil { // a mistake in a file of the user's leaves no record behind
		return err
	}
	record, err := c.Record.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	prepare := context.WithoutCancel(ctx) // an interrupt is told of with what was done, which is nothing then
	kit, err := e.Kit.Of(prepare, record)
	if err != nil {
		return advise(err)
	}
	if err := e.Kit.Keep(prepare, record); err != nil {
		return advise(err)
	}
	reader, err := kit.Reader()
	if err != nil {
		return err
	}
	opt := c.Input.options(e)
	m := newMeter(ctx, e, func(ctx context.Context) (int, bool) { return source.Count(ctx, c.Pages, opt) })
	opt.OnSkip = m.skipped
	in := &pipeline.Ingester{Store: record, Read: reader.Read, Stages: reader.Stages(), OnFail: m.failed, OnWrite: m.progress}
	if c.Queue.Queue != "" {
		if in.Queue, err = c.Queue.open(ctx, record, queue.Policy{}); err != nil {
			return advise(err)
		}
		defer in.Queue.Close()
	}
	done, err := in.Run(ctx, source.Walk(ctx, c.Pages, opt))
	if err == nil && in.Queue == nil {
		_, err = pipeline.Link(ctx, record, m.linking(10*time.Second, time.Now))
	}
	m.end()
	return c.summary(e, m, done, err)
}

// summary says what was done, whatever ended the work.
func (c *ingestCommand) summary(e *env, m *meter, p pipeline.Progress, err error) error {
	if hidden := m.failures - maxNamed; hidden > 0 {
		fmt.Fprintf(e.Stderr, "readout: and %d more that failed\n", hidden)
	}
	if m.skips > 0 {
		fmt.Fprintf(e.Stderr, "readout: %s skipped: not named like pages (.html, .txt, .jsonl)\n", desk.Plural(m.skips, "file"))
	}
	line := fmt.Sprintf("%d new, %d already there, %d failed", p.New, p.Unchanged, p.Failed)
	switch {
	case c.Queue.Queue != "":
		line = fmt.Sprintf("%d put on the queue, %d already there, %d failed", p.New, p.Unchanged, p.Failed)
	case p.Updated > 0:
		line = fmt.Sprintf("%d new, %d read again, %d already there, %d failed", p.New, p.Updated, p.Unchanged, p.Failed)
	}
	fmt.Fprintf(e.Stderr, "readout: %s: %s\n", c.Record.DB, line)
	switch {
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("stopped after %s; the same command goes on from there", desk.Plural(p.Done(), "page"))
	case err != nil:
		return advise(err)
	case p.Failed > 0:
		return errPartial
	}
	return nil
}

// maxNamed is how many failed pages are named one by one.
const maxNamed = 10

// A meter shows how an ingest is getting on: a bar on a terminal, else a line now and
// then.
type meter struct {
	out      io.Writer // where lines go; they stand above the bar
	progress func(pipeline.Progress)
	end      func()
	failures int
	skips    int
}

func (m *meter) failed(err error) {
	if m.failures++; m.failures <= maxNamed {
		fmt.Fprintf(m.out, "readout: %v\n", err)
	}
}

func (m *meter) skipped(string) { m.skips++ }

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

func newMeter(ctx context.Context, e *env, count func(context.Context) (int, bool)) *meter {
	if e.ErrTerm {
		return newBar(ctx, e.Stderr, count)
	}
	return newLines(e.Stderr, 10*time.Second, time.Now)
}

// newLines prints a line at most once in every.
func newLines(out io.Writer, every time.Duration, now func() time.Time) *meter {
	begin := now()
	last := begin
	return &meter{out: out, end: func() {}, progress: func(p pipeline.Progress) {
		t := now()
		if t.Sub(last) < every {
			return
		}
		last = t
		fmt.Fprintf(out, "readout: %d done, %d failed, %.0f a second\n", p.Done(), p.Failed, float64(p.Done())/t.Sub(begin).Seconds())
	}}
}

// newBar draws a bar: pages done of how many, failed ones, the rate and the time left.
// Counting goes on beside the work, which does not wait for it.
func newBar(ctx context.Context, out io.Writer, count func(context.Context) (int, bool)) *meter {
	failed := new(failedCount)
	bars := mpb.New(mpb.WithOutput(out), mpb.WithWidth(40), mpb.WithAutoRefresh())
	bar := bars.New(0, mpb.BarStyle().Lbound(" ").Filler("█").Tip("█").Padding("░").Rbound(" "),
		mpb.PrependDecorators(decor.Any(pagesDone)),
		mpb.AppendDecorators(decor.Any(failed.words), decor.AverageSpeed(0, "%.0f/s"), decor.Any(timeLeft(time.Now()))))
	ctx, stop := context.WithCancel(ctx)
	counted := make(chan struct{})
	go func() {
		defer close(counted)
		if n, ok := count(ctx); ok {
			bar.SetTotal(int64(n), false)
		}
	}()
	return &meter{out: bars,
		progress: func(p pipeline.Progress) {
			failed.set(p.Failed)
			bar.SetCurrent(int64(p.Done()))
		},
		end: func() {
			stop()
			<-counted
			bar.Abort(false) // it stays as it is; where all is done, nothing is missing
			bars.Wait()
		}}
}
