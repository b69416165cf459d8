package web

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"readout"
	"readout/internal/access"
	"readout/internal/pipeline"
	"readout/internal/queue"
	"readout/internal/store"
)

// An operateData is how the record and the program are.
type operateData struct {
	Sums        store.Sums
	Path        string
	Stages      [][2]string // name and version
	Old         int         // pages that other versions of the stages read
	Pending     int         // pages to be linked
	Again       progress
	Failures    []store.PageState
	From        int // of the failures: how many come before these
	Next        int // of the failures: where the next part begins, 0 for none
	Files       []store.File
	Sources     []store.SourceHealth
	MoreSources int // that are not shown
	Queue       queueData
	Users       []store.User
	Acts        []store.Act
}

const (
	operateFailures = 25
	operateActs     = 20
	operateSources  = 100
	healthDays      = 14 // over which a source's items are counted
)

// operate shows how the record is: what failed, what is to be done, who did what.
func (s *Server) operate(r *http.Request) (*view, error) {
	ctx, record := r.Context(), s.Desk.Store
	d := &operateData{Path: record.Path(), Again: s.again.progress()}
	reader, err := s.Desk.Reader()
	if err != nil {
		return nil, err
	}
	stages := reader.Stages()
	for _, name := range slices.Sorted(maps.Keys(stages)) {
		d.Stages = append(d.Stages, [2]string{name, stages[name]})
	}
	d.From, _ = strconv.Atoi(r.FormValue("from"))
	d.From = max(d.From, 0)
	steps := []func() error{
		func() (err error) { d.Sums, err = record.Sums(ctx); return err },
		func() (err error) { d.Old, d.Pending, err = record.Todo(ctx, stages); return err },
		func() (err error) {
			d.Failures, err = record.PageStates(ctx, true, d.From, operateFailures)
			return err
		},
		func() error { return d.files(ctx, record) },
		func() error { return d.sources(ctx, record, s.Now()) },
		func() error { d.Queue = s.queued(ctx); return nil },
	}
	if access.Of(ctx).Role.Covers(access.Operator) {
		steps = append(steps, func() (err error) { d.Users, err = record.Users(ctx); return err },
			func() (err error) { d.Acts, err = record.Acts(ctx, operateActs); return err })
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if len(d.Failures) == operateFailures {
		d.Next = d.From + operateFailures
	}
	return &view{name: "operate", title: "Operate", nav: "operate", data: d}, nil
}

func (d *operateData) files(ctx context.Context, record *store.Store) error {
	for _, kind := range []string{store.ActorFile, store.IssueFile} {
		list, err := record.Files(ctx, kind)
		if err != nil {
			return err
		}
		d.Files = append(d.Files, list...)
	}
	return nil
}

// sources are those that fail first, then the others in the order in which they were added.
func (d *operateData) sources(ctx context.Context, record *store.Store, now time.Time) error {
	list, err := record.SourceHealth(ctx, now.AddDate(0, 0, -healthDays).UTC().Format(time.RFC3339))
	if err != nil {
		return err
	}
	slices.SortStableFunc(list, func(a, b store.SourceHealth) int { return cmp.Compare(min(b.Failures, 1), min(a.Failures, 1)) })
	d.MoreSources = max(len(list)-operateSources, 0)
	d.Sources = list[:len(list)-d.MoreSources]
	return nil
}

// A queueData is what is to be done on the record by workers.
type queueData struct {
	Kinds  []queue.Stat
	Dead   []queue.Dead // the first of those that were given up; for operators
	Given  int          // all that were
	Failed string       // why that cannot be told
}

// operateDead is how many jobs that were given up are shown.
const operateDead = 20

// queued asks the queue, which may be another program that does not answer: the rest of the
// page is there all the same.
func (s *Server) queued(ctx context.Context) (d queueData) {
	if s.Queue == nil {
		return d
	}
	ctx, stop := context.WithTimeout(ctx, 3*time.Second)
	defer stop()
	var err error
	if d.Kinds, err = s.Queue.Stats(ctx); err != nil {
		return queueData{Failed: err.Error()}
	}
	for _, k := range d.Kinds {
		d.Given += k.Dead
	}
	if d.Given == 0 || !access.Of(ctx).Role.Covers(access.Operator) {
		return d
	}
	if d.Dead, err = s.Queue.Dead(ctx, operateDead); err != nil {
		d.Failed = err.Error()
	}
	return d
}

// replay puts back what was given up.
func (s *Server) replay(w http.ResponseWriter, r *http.Request) {
	if _, err := s.Queue.Replay(r.Context()); err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/operate#queue", http.StatusSeeOther)
}

// A progress is how far the reading of pages that older stages read has come.
type progress struct {
	Running bool
	Done    int
	Began   time.Time
	Missed  int // corrections whose statement is not there any more
	Failed  string
}

// A rereading reads pages again beside the requests; one at a time.
type rereading struct {
	mu  sync.Mutex
	now progress
}

func (a *rereading) progress() progress {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.now
}

// begin reports whether it may begin: nothing else is running.
func (a *rereading) begin(now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.now.Running {
		return false
	}
	a.now = progress{Running: true, Began: now}
	return true
}

func (a *rereading) add(done, missed int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.now.Done += done
	a.now.Missed += missed
}

func (a *rereading) end(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.now.Running = false
	if err != nil {
		a.now.Failed = err.Error()
	}
}

// readAgain reads one page again, or all that older stages read; that goes on beside the
// requests, and after a break where it was.
func (s *Server) readAgain(w http.ResponseWriter, r *http.Request) {
	if page := readout.PageID(r.FormValue("page")); page != "" {
		if err := s.readOne(r.Context(), page); err != nil {
			s.fail(w, r, err)
			return
		}
	} else if s.again.begin(s.Now()) {
		go func() { s.again.end(s.readOld(context.WithoutCancel(r.Context()))) }()
	}
	http.Redirect(w, r, local(r.FormValue("back")), http.StatusSeeOther)
}

func (s *Server) readOne(ctx context.Context, page readout.PageID) error {
	reader, err := s.Desk.Reader()
	if err != nil {
		return err
	}
	if _, err := pipeline.Again(ctx, s.Desk.Store, reader, []readout.PageID{page}, nil); err != nil {
		return err
	}
	_, err = pipeline.Link(ctx, s.Desk.Store, nil)
	return err
}

func (s *Server) readOld(ctx context.Context) error {
	reader, err := s.Desk.Reader()
	if err != nil {
		return err
	}
	const batch = 64
	for last := int64(0); ; {
		ids, at, err := s.Desk.Store.PageIDs(ctx, reader.Stages(), last, batch)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			_, err := pipeline.Link(ctx, s.Desk.Store, nil)
			return err
		}
		missed, err := pipeline.Again(ctx, s.Desk.Store, reader, ids, nil)
		if err != nil {
			return err
		}
		s.again.add(len(ids), len(missed))
		last = at
	}
}
