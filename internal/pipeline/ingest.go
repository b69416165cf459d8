package pipeline

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"
	"time"

	"readout"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
)

// An Ingester reads pages into a record. Pages are read by several workers and written
// in the order in which they come, so that the same pages make the same record however
// often the work is broken off and begun again.
type Ingester struct {
	Store   *store.Store
	Read    func(source.Page) readout.Record // such as Reader.Read; called by several goroutines
	Stages  map[string]string                // the versions of the stages of Read
	Workers int                              // 0 is one for each processor
	Queue   queue.Queue                      // pages are not read but kept, and put on it to be read; nil reads them here

	Patience time.Duration  // how long the record or the queue may be out of reach; 0 ends the run at once
	OnWait   func(error)    // called when they are, by several goroutines; may be nil
	OnFail   func(error)    // called for each page that could not be read
	OnWrite  func(Progress) // called when pages have been written

	OnUnresolved func(source.Page) // called for each page that an archive names and the record does not have; may be nil
}

// Progress is how many pages have been dealt with: they are in the record for good.
type Progress struct {
	New       int // read now for the first time, or kept to be read
	Updated   int // read again, by newer stages
	Unchanged int // in the record already
	Failed    int // not to be read: kept, where there were bytes, and counted nowhere else

	Unresolved int   // named by an archive without its bytes, and not in the record
	Bytes      int64 // of archives
}

// Done is the number of pages dealt with.
func (p Progress) Done() int { return p.New + p.Updated + p.Unchanged + p.Failed + p.Unresolved }

// ahead is how many pages may be in hand: they are read on while others are written or linked.
const ahead = 64

// A batch is written when it has this many pages or bytes, or is this old.
const (
	batchPages = 256
	batchBytes = 8 << 20
	batchAge   = time.Second
)

// Run ingests pages until there are no more or ctx ends; then the pages in hand are
// finished and written, and the error is the context's. An error of the record ends the
// run, too. What Progress counts is kept in every case.
func (in *Ingester) Run(ctx context.Context, pages iter.Seq2[source.Page, error]) (Progress, error) {
	workers := in.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	walk, stop := context.WithCancel(ctx)
	defer stop()
	todo := make(chan *job, workers)
	inOrder := make(chan *job, ahead)
	var wait sync.WaitGroup
	wait.Go(func() { hand(walk, pages, todo, inOrder) })
	for range workers {
		wait.Go(func() {
			for j := range todo {
				r := in.prepared(ctx, j)
				j.page.Bytes = nil // they are in the entry, compressed
				r.page = j.page
				j.result <- r
			}
		})
	}
	w := batch{in: in, walk: ctx, ctx: context.WithoutCancel(ctx)}
	err := w.collect(inOrder)
	stop()
	for range inOrder { // let the workers finish
	}
	wait.Wait()
	if err == nil {
		err = ctx.Err()
	}
	return w.done, err
}

// A job is a page on its way through a worker.
type job struct {
	page   source.Page
	err    error // what kept it from being brought in
	result chan result
}

// A result is what is to be written of a page.
type result struct {
	entry  *store.Entry // nil where there is nothing to write
	read   *queue.Job   // to be put when it is written; nil for none
	failed error        // why the page gave nothing to read
	err    error        // of the record
	size   int
	page   source.Page // without its bytes
}

// hand gives pages to the workers and, in the same order, to the writer.
func hand(ctx context.Context, pages iter.Seq2[source.Page, error], todo, inOrder chan<- *job) {
	defer close(inOrder)
	defer close(todo)
	for page, err := range pages {
		if ctx.Err() != nil { // what the source says now is about being stopped
			return
		}
		page.ID = "" // a line's own id is unique in its file only; its path keeps it
		j := &job{page: page, err: err, result: make(chan result, 1)}
		select {
		case inOrder <- j:
			todo <- j
		case <-ctx.Done():
			return
		}
	}
}

// outlast does what can be done twice, again and again while the record or the queue is out
// of reach, for as long as patience and ctx last.
func (in *Ingester) outlast(ctx context.Context, do func() error) error {
	err := do()
	if err != nil && in.Patience > 0 && in.Store.Outage(err) && in.OnWait != nil {
		in.OnWait(err)
	}
	for begin := time.Now(); err != nil && in.Store.Outage(err) && ctx.Err() == nil && time.Since(begin) < in.Patience; err = do() {
		pause(ctx, min(time.Second, in.Patience/10))
	}
	return err
}

// prepared is what prepare makes once the record can be asked.
func (in *Ingester) prepared(ctx context.Context, j *job) (r result) {
	_ = in.outlast(ctx, func() error { // the result has the error
		r = in.prepare(context.WithoutCancel(ctx), j)
		return r.err
	})
	return r
}

// prepare reads a page unless the record has it already.
func (in *Ingester) prepare(ctx context.Context, j *job) result {
	if j.err != nil {
		return result{failed: j.err}
	}
	if j.page.Passed {
		return result{}
	}
	from := pageOf(j.page)
	from.Captured = j.page.Captured
	if j.page.Revisit {
		from.ID = "" // not that of its bytes, which are not here
		return result{entry: store.Revisited(j.page.Digest, from)}
	}
	st, err := in.Store.Look(ctx, j.page.Bytes, from, in.Stages)
	if err != nil {
		return result{err: err}
	}
	if st.There && st.Current {
		r := result{failed: failure(from, st.Failed, st.Problem)}
		if !st.Located || j.page.At != "" {
			r.entry = store.Known(j.page.Bytes, from).Carrying(j.page.Digest).Seen(j.page.At)
		}
		return r
	}
	if in.Queue != nil {
		return in.later(j.page, from)
	}
	rec := in.Read(j.page)
	if _, err := correctPage(ctx, in.Store, &rec, readout.PageIDOf(j.page.Bytes)); err != nil {
		return result{err: err}
	}
	problem, failed := rec.Failure()
	entry, err := in.Store.Prepare(j.page.Bytes, &rec, Sentences(&rec))
	if err == nil {
		entry.Giving(givenOf(&j.page, rec.Page.MediaType)).Carrying(j.page.Digest).Seen(j.page.At)
	}
	return result{entry: entry, failed: failure(rec.Page, failed, problem), err: err, size: len(j.page.Bytes)}
}

// later keeps a page as it came, to be read by whoever takes the job.
func (in *Ingester) later(p source.Page, from readout.Page) result {
	from.MediaType, from.Captured = p.MediaType, p.Captured
	entry, err := in.Store.Unread(p.Bytes, from)
	if err != nil {
		return result{err: err}
	}
	job := ReadJob(readout.PageIDOf(p.Bytes), in.Stages)
	return result{entry: entry.Giving(givenOf(&p, p.MediaType)).Carrying(p.Digest), read: &job, size: len(p.Bytes)}
}

func failure(p readout.Page, failed bool, problem readout.Problem) error {
	if !failed {
		return nil
	}
	return fmt.Errorf("%s: %s: %s", p.Name(), problem.Kind, problem.Message)
}

// A batch gathers results and writes them in one transaction.
type batch struct {
	in      *Ingester
	walk    context.Context // of the run
	ctx     context.Context // of the writes; it outlives an interruption
	results []result
	size    int
	since   time.Time
	done    Progress
}

// collect writes what comes until nothing more does.
func (b *batch) collect(inOrder <-chan *job) error {
	for {
		j, more := b.next(inOrder)
		if j == nil { // nothing more, or nothing new for a while
			if err := b.write(); err != nil || !more {
				return err
			}
			continue
		}
		if err := b.add(<-j.result); err != nil {
			return err
		}
	}
}

// next waits for a job, but where there is something to write no longer than that may
// wait: then the job is nil.
func (b *batch) next(inOrder <-chan *job) (j *job, more bool) {
	if len(b.results) == 0 {
		j, more = <-inOrder
		return j, more
	}
	old := time.NewTimer(batchAge - time.Since(b.since))
	defer old.Stop()
	select {
	case j, more = <-inOrder:
		return j, more
	case <-old.C:
		return nil, true
	}
}

func (b *batch) add(r result) error {
	if r.err != nil {
		return r.err
	}
	if len(b.results) == 0 {
		b.since = time.Now()
	}
	b.results = append(b.results, r)
	b.size += r.size
	if len(b.results) < batchPages && b.size < batchBytes && time.Since(b.since) < batchAge {
		return nil
	}
	return b.write()
}

func (b *batch) write() error {
	if len(b.results) == 0 {
		return nil
	}
	var entries []*store.Entry
	for _, r := range b.results {
		if r.entry != nil {
			entries = append(entries, r.entry)
		}
	}
	entries = append(entries, b.reached()...)
	var outcomes []store.Outcome
	if len(entries) > 0 {
		err := b.in.outlast(b.walk, func() (err error) {
			outcomes, err = b.in.Store.Put(b.ctx, entries...)
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := b.in.outlast(b.walk, b.hand); err != nil {
		return err
	}
	for _, r := range b.results {
		outcome := store.Kept
		if r.entry != nil {
			outcome, outcomes = outcomes[0], outcomes[1:]
		}
		b.count(r, outcome)
	}
	b.results, b.size = b.results[:0], 0
	if b.in.OnWrite != nil {
		b.in.OnWrite(b.done)
	}
	return nil
}

// hand puts the jobs of what has been written. Broken off before, the pages are in the
// record without a job: ingesting them again, or refilling the queue, makes it.
func (b *batch) hand() error {
	var jobs []queue.Job
	for _, r := range b.results {
		if r.read != nil {
			jobs = append(jobs, *r.read)
		}
	}
	if len(jobs) == 0 {
		return nil
	}
	_, err := b.in.Queue.Put(b.ctx, jobs...)
	return err
}

// reached notes how far the batch brings each of its archives.
func (b *batch) reached() []*store.Entry {
	var entries []*store.Entry
	for i, r := range b.results {
		m := r.page.Mark
		if m == nil || m.Name == "" {
			continue
		}
		if i+1 < len(b.results) {
			if next := b.results[i+1].page.Mark; next != nil && next.Name == m.Name {
				continue
			}
		}
		at := store.Archive{Name: m.Name, Size: m.Size, Head: m.Head, Start: m.Place.Offset, Skip: m.Place.Skip}
		entries = append(entries, store.Reached(at, b.in.Stages))
	}
	return entries
}

func (b *batch) count(r result, outcome store.Outcome) {
	if r.page.Mark != nil {
		b.done.Bytes = r.page.Mark.Read
	}
	switch {
	case r.page.Passed:
	case outcome == store.Unresolved:
		b.done.Unresolved++
		if b.in.OnUnresolved != nil {
			b.in.OnUnresolved(r.page)
		}
	case r.failed != nil:
		b.done.Failed++
		if b.in.OnFail != nil {
			b.in.OnFail(r.failed)
		}
	case outcome == store.Added || r.read != nil:
		b.done.New++
	case outcome == store.Replaced:
		b.done.Updated++
	default:
		b.done.Unchanged++
	}
}
