// Package watch follows sources and brings what they list into the record: feeds, sitemaps,
// lists of articles and single articles.
//
// A [Watcher] asks each source when it is due, by a rhythm that it learns from when items
// come, fetches what is new, and looks at what it has fetched again for a while, to see
// changes. Everything that it needs to go on is in the record, so it can be stopped at any
// moment, and several can share a record: a source is kept by the one that asks it.
package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"sync"
	"time"

	"readout/internal/fetch"
	"readout/internal/source"
	"readout/internal/store"
)

// A Watcher follows the sources of a record.
type Watcher struct {
	Store *store.Store
	Fetch *fetch.Client
	// Ingest puts pages into the record. It returns when they are there for good.
	Ingest func(context.Context, iter.Seq2[source.Page, error]) error
	// Link is called when pages have come; it may be nil.
	Link func(context.Context) error

	Holder  string        // who this watcher is, other than all others; what it keeps is noted with it
	Workers int           // sources that are asked at once; 0 is 8
	Once    bool          // articles are not looked at again
	Days    int           // articles of sitemaps that are older are left out; 0 is 30
	Poll    time.Duration // how often to look whether somebody has added a source; 0 is 30 seconds
	Now     func() time.Time
	Jitter  func() float64 // from 0 to 1
	Log     *slog.Logger
}

const (
	defaultWorkers = 8
	defaultDays    = 30
	leaseTime      = 5 * time.Minute
	defaultPoll    = 30 * time.Second
)

// A Tally is what a watcher has done.
type Tally struct {
	Asked  int // sources
	Failed int // of these
	New    int // items that were listed for the first time
	Pages  int // articles that were fetched and put into the record
	Same   int // articles that had not changed
	Lost   int // articles that could not be fetched
}

func (t *Tally) add(o Tally) {
	t.Asked += o.Asked
	t.Failed += o.Failed
	t.New += o.New
	t.Pages += o.Pages
	t.Same += o.Same
	t.Lost += o.Lost
}

// Round does everything that is due now, and returns.
func (w *Watcher) Round(ctx context.Context) (Tally, error) { return w.run(ctx, true) }

// Run follows the sources until ctx ends; what is in hand then is finished.
func (w *Watcher) Run(ctx context.Context) (Tally, error) {
	tally, err := w.run(ctx, false)
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		err = nil
	}
	return tally, err
}

func (w *Watcher) run(ctx context.Context, once bool) (Tally, error) {
	n := w.Workers
	if n <= 0 {
		n = defaultWorkers
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var mu sync.Mutex
	var sum Tally
	var wait sync.WaitGroup
	link := &linker{link: w.Link}
	for i := range n {
		wait.Go(func() {
			worker := &worker{Watcher: w, name: fmt.Sprintf("%s/%d", w.Holder, i), linker: link}
			tally, err := worker.loop(ctx, once)
			mu.Lock()
			defer mu.Unlock()
			sum.add(tally)
			if err != nil {
				stop(err)
			}
		})
	}
	wait.Wait()
	err := context.Cause(ctx)
	if err == nil && once {
		err = link.now(ctx)
	}
	return sum, err
}

// A linker links pages, one call at a time.
type linker struct {
	mu   sync.Mutex
	link func(context.Context) error
}

func (l *linker) now(ctx context.Context) error {
	if l.link == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.link(ctx)
}

// A worker asks one source after the other.
type worker struct {
	*Watcher
	name   string // by which it keeps sources
	linker *linker
	once   bool
}

// loop takes sources that are due: with once until there are none, else until ctx ends.
func (w *worker) loop(ctx context.Context, once bool) (Tally, error) {
	var sum Tally
	w.once = once
	for ctx.Err() == nil {
		now := w.Now()
		due, err := w.Store.NextDue(ctx)
		if err != nil {
			return sum, ended(ctx, err)
		}
		if due == "" || due > stamp(now) {
			if once {
				return sum, nil
			}
			w.sleep(ctx, due)
			continue
		}
		src, ok, err := w.Store.TakeSource(ctx, "", w.name, stamp(now), stamp(now.Add(leaseTime)))
		if err != nil {
			return sum, ended(ctx, err)
		}
		if !ok {
			continue // somebody was faster; NextDue knows until when
		}
		tally, err := w.source(ctx, &src)
		sum.add(tally)
		free := w.Store.FreeSource(context.WithoutCancel(ctx), &src)
		if err = errors.Join(err, free); err != nil {
			return sum, ended(ctx, err)
		}
		if tally.Pages > 0 && !once {
			if err := w.linker.now(ctx); err != nil {
				return sum, ended(ctx, err)
			}
		}
	}
	return sum, nil
}

// ended is nil for an error that came because ctx ended.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// sleep waits until something is due, but not for long.
func (w *worker) sleep(ctx context.Context, due string) {
	d := cmp.Or(w.Poll, defaultPoll)
	if t, err := time.Parse(time.RFC3339, due); err == nil {
		d = min(d, max(t.Sub(w.Now()), time.Second))
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

// source does what there is to do for one source that is kept for this worker.
func (w *worker) source(ctx context.Context, src *store.Source) (Tally, error) {
	var sum Tally
	if src.Due <= stamp(w.Now()) {
		tally, err := w.ask(ctx, src)
		sum.add(tally)
		if err != nil {
			return sum, err
		}
	}
	for ctx.Err() == nil && src.Stopped == "" {
		tally, more, err := w.items(ctx, src)
		sum.add(tally)
		if err != nil || !more {
			return sum, err
		}
	}
	return sum, nil
}

// hold keeps a source for longer.
func (w *worker) hold(ctx context.Context, src *store.Source) error {
	return w.Store.HoldSource(ctx, src, stamp(w.Now().Add(leaseTime)))
}
