// Package queue hands out work to as many workers as there are, on one machine or on many.
//
// A [Queue] carries work and never the record: whatever is on it can be made again from the
// record, so that losing a queue costs time and nothing else. A job is put once however
// often it is put, until it is done; whoever takes it holds it for a while (a lease), and it
// is handed out again where nobody says by then what became of it. So every job is done at
// least once, and what does a job must not mind doing it twice. A job that fails is tried
// again later, each time after a longer while, and put aside with the reason after the last
// try, to be looked at and replayed.
//
// There are two: a table of leases in the record ([readout/internal/store.Store.Jobs]), and
// a stream of NATS JetStream ([OpenNATS]). One suite of tests, package queuetest, holds both
// to this.
package queue

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Kind is what is to be done.
type Kind string

// The kinds of jobs, in the order in which a worker prefers them.
const (
	Link  Kind = "link"  // link what is pending in the record
	Read  Kind = "read"  // read a page whose bytes the record has
	Slice Kind = "slice" // read part of an archive
	Fetch Kind = "fetch" // ask a source for what is new
)

// Kinds are all kinds.
func Kinds() []Kind { return []Kind{Link, Read, Slice, Fetch} }

// A Job is a piece of work.
type Job struct {
	ID   string `json:"id"` // one job of an id is on the queue at a time
	Kind Kind   `json:"kind"`
	Body []byte `json:"body"` // what whoever does it needs to know: 1 MiB at most
}

// MaxBody is how long the body of a job may be, in bytes.
const MaxBody = 1 << 20

// A Held is a job that somebody has taken.
type Held struct {
	Job
	Try  int // which try this is, from 1
	Ours any // the queue's own mark of who holds it
}

// A Dead is a job that was given up.
type Dead struct {
	Job
	Tries  int       `json:"tries"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
}

// A Stat says how much there is of one kind.
type Stat struct {
	Kind   Kind          `json:"kind"`
	Ready  int           `json:"ready"`  // to be taken, now or after a while
	Held   int           `json:"held"`   // taken
	Dead   int           `json:"dead"`   // given up
	Oldest time.Duration `json:"oldest"` // how long ago the oldest of them was put; 0 where there is none
}

// Policy says how long a job is held and how often it is tried. The zero value has the
// defaults.
type Policy struct {
	Lease time.Duration // how long a job is held without a word; 0 is 60 seconds
	Tries int           // 0 is 5
	Wait  time.Duration // before the second try, twice as long before each one after it; 0 is 2 seconds
}

// The longest time between two tries.
const longestWait = 10 * time.Minute

// Filled returns the policy with the defaults filled in.
func (p Policy) Filled() Policy {
	if p.Lease == 0 {
		p.Lease = time.Minute
	}
	if p.Tries == 0 {
		p.Tries = 5
	}
	if p.Wait == 0 {
		p.Wait = 2 * time.Second
	}
	return p
}

// After returns how long to wait after a try that failed, counted from 1, and false where it
// was the last one.
func (p Policy) After(try int) (time.Duration, bool) {
	if try >= p.Tries {
		return 0, false
	}
	wait := p.Wait
	for range try - 1 {
		if wait *= 2; wait >= longestWait {
			return longestWait, true
		}
	}
	return min(wait, longestWait), true
}

// A Queue hands out jobs. It is safe for concurrent use, by many programs.
type Queue interface {
	// Put adds jobs that are not on the queue, and returns how many these were. A job that
	// was given up counts as not there.
	Put(ctx context.Context, jobs ...Job) (added int, err error)
	// Take takes up to n jobs of one kind, and none where none is ready.
	Take(ctx context.Context, kind Kind, n int) ([]Held, error)
	// Ack says that jobs are done: what they made is safe.
	Ack(ctx context.Context, held ...Held) error
	// Nak says that jobs could not be done now: they are tried again after a while, and given
	// up with the reason after the last try. An empty reason hands them back untried: they are
	// there at once for the next one, and the try does not count.
	Nak(ctx context.Context, reason string, held ...Held) error
	// Extend holds jobs for another lease from now.
	Extend(ctx context.Context, held ...Held) error
	// Bury gives jobs up: they are not tried again until they are replayed.
	Bury(ctx context.Context, reason string, held ...Held) error
	// Stats says how much there is of each kind that there is anything of.
	Stats(ctx context.Context) ([]Stat, error)
	// Dead returns the jobs that were given up, n at most, the oldest first.
	Dead(ctx context.Context, n int) ([]Dead, error)
	// Replay puts back what was given up, as if it were new, and returns how many.
	Replay(ctx context.Context) (int, error)
	// Close lets go of what the queue has open. Jobs that are still held are handed out again
	// after their lease.
	Close() error
}

// Check reports what is wrong with a job.
func (j *Job) Check() error {
	switch {
	case j.ID == "" || strings.ContainsAny(j.ID, "\x00\r\n"):
		return fmt.Errorf("job %q: %w", j.ID, errBadID)
	case len(j.Body) > MaxBody:
		return fmt.Errorf("job %q: a body of %d bytes; %d is the most", j.ID, len(j.Body), MaxBody)
	}
	if slices.Contains(Kinds(), j.Kind) {
		return nil
	}
	return fmt.Errorf("job %q: no kind %q", j.ID, j.Kind)
}

var errBadID = errors.New("a job needs an id, without line breaks")

// Open says whether jobs are ready or held: then there is something left to wait for.
func Open(stats []Stat) bool {
	for _, s := range stats {
		if s.Ready+s.Held > 0 {
			return true
		}
	}
	return false
}
