package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"time"

	"readout"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
)

// A Worker does the jobs of a queue on a record. What a job makes is in the record before
// the job is acknowledged, and a job that was done is done again without a trace; so a worker
// may end at any moment, in any way.
type Worker struct {
	Store  *store.Store
	Queue  queue.Queue
	Read   func(source.Page) readout.Record                                                                   // such as Reader.Read; called by several goroutines
	Stages map[string]string                                                                                  // the versions of the stages of Read
	Renew  func(context.Context) (read func(source.Page) readout.Record, stages map[string]string, err error) // by the record's files as they are now; nil: they stay as they are
	Slices Slicer                                                                                             // nil leaves parts of archives to other workers
	Parts  Parter                                                                                             // what becomes of parts of archives; nil: they are read into the record
	Fetch  Fetcher                                                                                            // nil leaves sources to other workers
	Log    *slog.Logger

	Lanes      int           // how many jobs are done at once; 0 is one for each processor
	Fetchers   int           // how many sources are followed besides; 0 is 8
	LinkEach   int           // for each so many pages to be linked one more lane links a part of them; 0 is 512
	Lease      time.Duration // the queue's: jobs that take longer are held on; 0 is the queue's default
	UntilEmpty bool          // come back when nothing is left that this worker could do
	Idle       time.Duration // between two looks where there is nothing to do; 0 is 200 ms
	Patience   time.Duration // how long the record or the queue may be out of reach; 0 is 2 minutes
}

// renewAfter is how long a worker does not look again for the files by which some jobs were
// put, once it has not found them.
const renewAfter = 30 * time.Second

// reading is what pages are read with at a time.
type reading struct {
	read   func(source.Page) readout.Record
	stages map[string]string
	mark   string
}

// Read reads a page.
func (r reading) Read(p source.Page) readout.Record { return r.read(p) }

// Stages are the versions of what reads.
func (r reading) Stages() map[string]string { return r.stages }

// readers hands out what the lanes of a worker read with.
type readers struct {
	mu    sync.Mutex
	now   reading
	tried map[string]time.Time // versions that the record's files did not give, and when
}

// readersFor returns what is to be read with where jobs were put by stages of some versions.
// Actor files may have come into the record since the worker began.
func (l *lane) readersFor(ctx context.Context, by string) (reading, error) {
	r := l.readers
	r.mu.Lock()
	defer r.mu.Unlock()
	if by == "" || by == r.now.mark || l.Renew == nil || time.Since(r.tried[by]) < renewAfter {
		return r.now, nil
	}
	read, stages, err := l.Renew(ctx)
	if err != nil {
		return r.now, err
	}
	r.now = reading{read, stages, mark(stages)}
	if by != r.now.mark {
		r.tried[by] = time.Now()
		l.Log.Warn("jobs were put by other versions", "ours", stages)
	}
	return r.now, nil
}

// Done is what a worker did.
type Done struct {
	Read   int // pages
	Failed int // of those, the ones that gave nothing to read
	Linked int // pages
	Slices int
	Asked  int // sources
	Buried int // jobs that were given up at once
}

func (d *Done) add(o Done) {
	d.Read += o.Read
	d.Failed += o.Failed
	d.Linked += o.Linked
	d.Slices += o.Slices
	d.Asked += o.Asked
	d.Buried += o.Buried
}

// readBatch is how many pages a lane takes, and writes in one transaction.
const readBatch = 32

// Run works until ctx ends, and then finishes or hands back what it holds: this is no error.
// Where the record or the queue is out of reach it waits, for as long as its patience lasts.
func (w *Worker) Run(ctx context.Context) (Done, error) {
	w.fill()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var all Done
	var mu sync.Mutex
	var wait sync.WaitGroup
	with := &readers{tried: make(map[string]time.Time), now: reading{read: w.Read, stages: w.Stages, mark: mark(w.Stages)}}
	start := func(kinds []queue.Kind) {
		wait.Go(func() {
			l := &lane{Worker: w, readers: with, own: kinds}
			err := l.run(ctx)
			mu.Lock()
			all.add(l.done)
			mu.Unlock()
			if err != nil {
				stop(err) // the other lanes end, too
			}
		})
	}
	for range w.Lanes {
		start(w.reads())
	}
	if w.Fetch != nil { // these wait for servers most of the time
		for range w.Fetchers {
			start([]queue.Kind{queue.Fetch})
		}
	}
	wait.Wait()
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return all, err
	}
	return all, nil
}

func (w *Worker) fill() {
	if w.Lanes == 0 {
		w.Lanes = runtime.GOMAXPROCS(0)
	}
	if w.Fetchers == 0 {
		w.Fetchers = 8
	}
	if w.LinkEach == 0 {
		w.LinkEach = linkEach
	}
	if w.Lease == 0 {
		w.Lease = queue.Policy{}.Filled().Lease
	}
	if w.Idle == 0 {
		w.Idle = 200 * time.Millisecond
	}
	if w.Patience == 0 {
		w.Patience = 2 * time.Minute
	}
	if w.Log == nil {
		w.Log = slog.New(slog.DiscardHandler)
	}
}

// reads are what the worker's lanes for reading can do, in the order in which they prefer it:
// what is read is linked soon, so that nothing waits for the end of a long archive.
func (w *Worker) reads() []queue.Kind {
	if w.Slices == nil {
		return []queue.Kind{queue.Link, queue.Read}
	}
	return []queue.Kind{queue.Link, queue.Read, queue.Slice}
}

// does reports whether the worker can do jobs of a kind.
func (w *Worker) does(kind queue.Kind) bool {
	return slices.Contains(w.reads(), kind) || kind == queue.Fetch && w.Fetch != nil
}

// A lane does one batch of jobs after another.
type lane struct {
	*Worker
	readers *readers
	own     []queue.Kind // what it does
	done    Done
}

func (l *lane) run(ctx context.Context) error {
	for ctx.Err() == nil {
		worked, err := l.turn(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			if err := l.outlast(ctx, err); err != nil {
				return err
			}
			continue
		}
		if worked {
			continue
		}
		if end, err := l.empty(ctx); err == nil && end {
			return nil
		}
		pause(ctx, l.Idle)
	}
	return nil
}

// outlast waits until the record can be asked again: nothing is taken meanwhile that could
// only be handed back. It returns the error where patience ends.
func (l *lane) outlast(ctx context.Context, err error) error {
	l.Log.Warn("out of reach", "err", err)
	for begin := time.Now(); ctx.Err() == nil; {
		if time.Since(begin) > l.Patience {
			return err
		}
		pause(ctx, time.Second)
		if _, again := l.Store.Pending(ctx, l.LinkEach); again == nil {
			return nil
		}
	}
	return nil
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// turn takes a batch of the first kind that there is one of, and does it.
func (l *lane) turn(ctx context.Context) (worked bool, err error) {
	for _, kind := range l.own {
		n := 1
		if kind == queue.Read {
			n = readBatch
		}
		held, err := l.Queue.Take(ctx, kind, n)
		if len(held) > 0 {
			return true, errors.Join(err, l.do(ctx, kind, held))
		}
		if err != nil {
			return false, err
		}
	}
	return false, nil
}

// empty reports whether all is done that the worker was to do. Pages that are to be linked
// and have no job get one: whoever read them may not have lived to put it.
func (l *lane) empty(ctx context.Context) (bool, error) {
	added, err := putLinks(ctx, l.Store, l.Queue, l.LinkEach)
	if err != nil || added > 0 || !l.UntilEmpty {
		return false, err
	}
	stats, err := l.Queue.Stats(ctx)
	if err != nil {
		return false, err
	}
	for _, s := range stats {
		if l.does(s.Kind) && s.Ready+s.Held > 0 {
			return false, nil
		}
	}
	return true, nil
}

// do does a batch and holds it meanwhile. Work that was begun is brought to an end, or handed
// back, also where ctx ends.
func (l *lane) do(ctx context.Context, kind queue.Kind, held []queue.Held) error {
	keep := context.WithoutCancel(ctx)
	stop := l.hold(keep, held)
	defer stop()
	switch kind {
	case queue.Read:
		return l.readPages(ctx, keep, held)
	case queue.Link:
		return l.link(ctx, keep, held[0])
	case queue.Fetch:
		return l.fetch(ctx, keep, held[0])
	}
	return l.slice(ctx, keep, held[0])
}

// hold extends the leases of jobs until it is stopped.
func (l *lane) hold(ctx context.Context, held []queue.Held) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var wait sync.WaitGroup
	wait.Go(func() {
		for {
			pause(ctx, l.Lease/3)
			if ctx.Err() != nil {
				return
			}
			if err := l.Queue.Extend(ctx, held...); err != nil && ctx.Err() == nil {
				l.Log.Warn("cannot hold jobs", "err", err)
			}
		}
	})
	return func() {
		cancel()
		wait.Wait()
	}
}

// readPages reads pages and writes them, and acknowledges what is written. Of those that are
// not begun when ctx ends nothing has happened.
func (l *lane) readPages(ctx, keep context.Context, held []queue.Held) error {
	var some []readPage
	for i := range held {
		if ctx.Err() != nil {
			if err := l.Queue.Nak(keep, "", held[i:]...); err != nil {
				l.Log.Warn("cannot hand jobs back", "err", err)
			}
			break
		}
		p, err := l.readPage(keep, held[i])
		if err != nil {
			if err := l.failed(keep, err, held[i]); err != nil {
				return l.handBack(keep, err, append(jobsOf(some), held[i+1:]...))
			}
			continue
		}
		some = append(some, p)
	}
	err := l.write(keep, some)
	if _, err := putLinks(keep, l.Store, l.Queue, l.LinkEach); err != nil {
		l.Log.Warn("cannot put links to be made", "err", err) // whoever is idle puts them
	}
	return err
}

// A readPage is a page that was read, with its job.
type readPage struct {
	job   queue.Held
	entry *store.Entry // nil where stages as new as these had read it
	bad   bool         // there was nothing to read
}

func jobsOf(some []readPage) []queue.Held {
	jobs := make([]queue.Held, len(some))
	for i := range some {
		jobs[i] = some[i].job
	}
	return jobs
}

// write writes pages in one transaction and acknowledges their jobs. Where the record takes
// them but for one, each is written by itself.
func (l *lane) write(ctx context.Context, some []readPage) error {
	var entries []*store.Entry
	for _, p := range some {
		if p.entry != nil {
			entries = append(entries, p.entry)
		}
	}
	if len(entries) > 0 {
		_, err := l.Store.Put(ctx, entries...)
		switch {
		case err == nil:
		case l.Store.Outage(err):
			return l.handBack(ctx, err, jobsOf(some))
		case len(some) == 1:
			return l.failed(ctx, err, some[0].job)
		default:
			for i := range some {
				if err := l.write(ctx, some[i:i+1]); err != nil {
					return l.handBack(ctx, err, jobsOf(some[i+1:]))
				}
			}
			return nil
		}
	}
	for _, p := range some {
		if p.entry != nil {
			l.done.Read++
		}
		if p.bad {
			l.done.Failed++
		}
	}
	return l.Queue.Ack(ctx, jobsOf(some)...)
}

// failed says what becomes of a job that failed: given up where it can never be done, else
// tried later. An outage is no fault of the job's, and is returned.
func (l *lane) failed(ctx context.Context, err error, h queue.Held) error {
	l.Log.Warn("job failed", "job", h.ID, "err", err)
	switch {
	case errors.Is(err, readout.ErrNotFound), errors.Is(err, readout.ErrInvalid), errors.Is(err, readout.ErrDamaged):
		l.done.Buried++
		return l.Queue.Bury(ctx, err.Error(), h)
	case l.Store.Outage(err):
		return l.handBack(ctx, err, []queue.Held{h})
	}
	return l.Queue.Nak(ctx, err.Error(), h)
}

// handBack lets others do what was not tried, as record or queue cannot be reached, and
// returns the error that says so. Where handing back fails, too, the leases end by themselves.
func (l *lane) handBack(ctx context.Context, err error, held []queue.Held) error {
	if e := l.Queue.Nak(ctx, "", held...); e != nil {
		l.Log.Warn("cannot hand jobs back", "err", e)
	}
	return err
}

// readPage makes the entry of a page.
func (l *lane) readPage(ctx context.Context, h queue.Held) (readPage, error) {
	p := readPage{job: h}
	var b readBody
	if err := json.Unmarshal(h.Body, &b); err != nil || b.Page == "" {
		return p, fmt.Errorf("job %q names no page: %w", h.ID, readout.ErrInvalid)
	}
	with, err := l.readersFor(ctx, b.By)
	if err != nil {
		return p, err
	}
	current, err := l.Store.Current(ctx, b.Page, with.stages)
	if err != nil || current {
		return p, err
	}
	rec, from, _, err := readAgain(ctx, l.Store, with.read, b.Page)
	if err != nil {
		return p, err
	}
	if p.entry, err = l.Store.Prepare(from.Bytes, &rec, Sentences(&rec)); err != nil {
		return p, err
	}
	p.entry.Giving(givenOf(&from, rec.Page.MediaType))
	_, p.bad = rec.Failure()
	return p, nil
}

// A worker links so many pages in one transaction: few at first, as whoever is killed loses
// them, then twice as many as long as that is quick, as what a batch asks for is asked once. Of
// a part they are fewer: the more pages, the sooner another worker gets in the way.
const (
	leastLinked    = 32
	mostLinked     = 256
	mostLinkedPart = 128
	quickLink      = time.Second
)

// linkTurn bounds how long a lane links before it lets go: other work waits.
const linkTurn = 10 * time.Second

// link links what is pending, or a part of it. Acknowledged before it is looked whether there
// is more: what came meanwhile was not put, as this job was still there.
func (l *lane) link(ctx, keep context.Context, h queue.Held) error {
	part, err := linkPart(&h.Job)
	if err != nil {
		return l.failed(keep, err, h)
	}
	size := leastLinked
	for begin := time.Now(); ctx.Err() == nil && time.Since(begin) < linkTurn; {
		from := time.Now()
		done, left, err := l.Store.LinkPart(keep, part, size)
		l.done.Linked += done
		if err != nil {
			return l.failed(keep, err, h)
		}
		if left == 0 || done < size && part.Of > 1 || part.Of <= 1 && left >= 2*l.LinkEach && l.Store.LinkParts() > 1 {
			break // nothing is left, or other parts, or enough for several
		}
		if size = nextSize(size, time.Since(from)); part.Of > 1 {
			size = min(size, mostLinkedPart)
		}
	}
	if err := l.Queue.Ack(keep, h); err != nil {
		return err
	}
	_, err = putLinks(keep, l.Store, l.Queue, l.LinkEach)
	return err
}

// nextSize is how many pages are linked after a batch of some size that took some time.
func nextSize(size int, took time.Duration) int {
	switch {
	case took < quickLink:
		return min(2*size, mostLinked)
	case took > 2*quickLink:
		return max(size/2, leastLinked)
	}
	return size
}
