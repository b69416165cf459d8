// Package queuetest holds every queue to what package queue says of it.
package queuetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout/internal/queue"
)

// An Opener opens an empty queue, and opens it again each time it is called: as another
// worker does.
type Opener func(t *testing.T, p queue.Policy) func() queue.Queue

// Run runs the suite.
func Run(t *testing.T, open Opener) {
	tests := []struct {
		name string
		f    func(t *testing.T, open Opener)
	}{
		{"a job is put once until it is done", putOnce},
		{"a job is handed to one", takenOnce},
		{"kinds are apart", kindsApart},
		{"a lease that ends hands the job out again", leaseEnds},
		{"a lease that is extended does not end", leaseExtended},
		{"a job that fails comes later and is given up at last", failsAndDies},
		{"a job handed back has not been tried", handedBack},
		{"a job whose holders vanish is given up", holdersVanish},
		{"what was given up is replayed", replayed},
		{"bad jobs are refused", refused},
		{"many workers do each job", manyWorkers},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.f(t, open) })
	}
}

func jobs(kind queue.Kind, n int) []queue.Job {
	out := make([]queue.Job, n)
	for i := range out {
		out[i] = queue.Job{ID: fmt.Sprintf("%s %d. of *all* > it/é", kind, i), Kind: kind, Body: fmt.Appendf(nil, `{"n":%d}`, i)}
	}
	return out
}

func put(t *testing.T, q queue.Queue, want int, list ...queue.Job) {
	t.Helper()
	got, err := q.Put(t.Context(), list...)
	if err != nil || got != want {
		t.Fatalf("Put = %d, %v; want %d", got, err, want)
	}
}

// take takes until there are n jobs, for as long as anything may take here.
func take(t *testing.T, q queue.Queue, kind queue.Kind, n int) []queue.Held {
	t.Helper()
	var held []queue.Held
	for begin := time.Now(); len(held) < n; {
		more, err := q.Take(t.Context(), kind, n-len(held))
		if err != nil {
			t.Fatal(err)
		}
		if held = append(held, more...); len(held) < n {
			if time.Since(begin) > 10*time.Second {
				t.Fatalf("took %d jobs of kind %s, want %d", len(held), kind, n)
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	return held
}

func none(t *testing.T, q queue.Queue, kind queue.Kind) {
	t.Helper()
	if held, err := q.Take(t.Context(), kind, 1); err != nil || len(held) > 0 {
		t.Fatalf("took %v, %v; want nothing", held, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// stats waits until a queue is as told: a cluster is told of what happened a moment later.
func stats(t *testing.T, q queue.Queue, want ...queue.Stat) {
	t.Helper()
	var diff string
	for begin := time.Now(); time.Since(begin) < 10*time.Second; time.Sleep(5 * time.Millisecond) {
		got, err := q.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			if there := got[i].Ready+got[i].Held > 0; got[i].Oldest < 0 || got[i].Oldest > time.Hour || !there && got[i].Oldest != 0 {
				t.Fatalf("the oldest is of %v", got[i].Oldest)
			}
			got[i].Oldest = 0
		}
		if diff = cmp.Diff(want, got); diff == "" {
			return
		}
	}
	t.Fatalf("stats (-want +got):\n%s", diff)
}

func putOnce(t *testing.T, open Opener) {
	q := open(t, queue.Policy{})()
	list := jobs(queue.Read, 3)
	stats(t, q)
	put(t, q, 2, list[0], list[1], list[0])
	put(t, q, 1, list...)
	stats(t, q, queue.Stat{Kind: queue.Read, Ready: 3})
	held := take(t, q, queue.Read, 3)
	stats(t, q, queue.Stat{Kind: queue.Read, Held: 3})
	put(t, q, 0, list...)
	must(t, q.Ack(t.Context(), held...))
	stats(t, q)
	put(t, q, 3, list...)
}

func takenOnce(t *testing.T, open Opener) {
	again := open(t, queue.Policy{})
	a, b := again(), again()
	list := jobs(queue.Read, 5)
	put(t, a, 5, list...)
	held := append(take(t, a, queue.Read, 3), take(t, b, queue.Read, 2)...)
	none(t, a, queue.Read)
	none(t, b, queue.Read)
	var got []queue.Job
	for _, h := range held {
		if h.Try != 1 {
			t.Errorf("%s: try %d, want 1", h.ID, h.Try)
		}
		got = append(got, h.Job)
	}
	slices.SortFunc(got, func(a, b queue.Job) int { return strings.Compare(a.ID, b.ID) })
	if diff := cmp.Diff(list, got); diff != "" {
		t.Errorf("(-put +taken):\n%s", diff)
	}
}

func kindsApart(t *testing.T, open Opener) {
	q := open(t, queue.Policy{})()
	put(t, q, 3, append(jobs(queue.Read, 1), jobs(queue.Link, 2)...)...)
	stats(t, q, queue.Stat{Kind: queue.Link, Ready: 2}, queue.Stat{Kind: queue.Read, Ready: 1})
	none(t, q, queue.Slice)
	if held := take(t, q, queue.Link, 2); held[0].Kind != queue.Link {
		t.Errorf("took %v", held[0])
	}
	none(t, q, queue.Link)
	take(t, q, queue.Read, 1)
}

const short = 200 * time.Millisecond

func leaseEnds(t *testing.T, open Opener) {
	again := open(t, queue.Policy{Lease: short})
	a, b := again(), again()
	put(t, a, 1, jobs(queue.Read, 1)...)
	lost := take(t, a, queue.Read, 1)
	held := take(t, b, queue.Read, 1)
	if held[0].Try != 2 {
		t.Errorf("try %d, want 2", held[0].Try)
	}
	must(t, b.Ack(t.Context(), held...))
	must(t, a.Ack(t.Context(), lost...)) // late, and no harm
	stats(t, a)
}

func leaseExtended(t *testing.T, open Opener) {
	again := open(t, queue.Policy{Lease: 2 * short})
	a, b := again(), again()
	put(t, a, 1, jobs(queue.Read, 1)...)
	held := take(t, a, queue.Read, 1)
	for begin := time.Now(); time.Since(begin) < 5*short; time.Sleep(short / 2) {
		must(t, a.Extend(t.Context(), held...))
		none(t, b, queue.Read)
	}
	must(t, a.Ack(t.Context(), held...))
	stats(t, b)
}

func failsAndDies(t *testing.T, open Opener) {
	q := open(t, queue.Policy{Tries: 3, Wait: 20 * time.Millisecond})()
	list := jobs(queue.Slice, 1)
	put(t, q, 1, list...)
	for try := 1; try <= 3; try++ {
		held := take(t, q, queue.Slice, 1)
		if held[0].Try != try {
			t.Fatalf("try %d, want %d", held[0].Try, try)
		}
		must(t, q.Nak(t.Context(), "the disk is full\nand more", held...))
	}
	stats(t, q, queue.Stat{Kind: queue.Slice, Dead: 1})
	none(t, q, queue.Slice)
	dead, err := q.Dead(t.Context(), 10)
	if err != nil || len(dead) != 1 || !strings.HasPrefix(dead[0].Reason, "the disk is full") || dead[0].Tries != 3 ||
		time.Since(dead[0].At).Abs() > time.Minute || cmp.Diff(list[0], dead[0].Job) != "" {
		t.Errorf("Dead = %+v, %v", dead, err)
	}
}

func handedBack(t *testing.T, open Opener) {
	q := open(t, queue.Policy{Tries: 2})()
	put(t, q, 1, jobs(queue.Read, 1)...)
	for range 5 {
		must(t, q.Nak(t.Context(), "", take(t, q, queue.Read, 1)...))
	}
	must(t, q.Ack(t.Context(), take(t, q, queue.Read, 1)...))
	stats(t, q)
}

func holdersVanish(t *testing.T, open Opener) {
	q := open(t, queue.Policy{Tries: 2, Lease: short})()
	put(t, q, 1, jobs(queue.Read, 1)...)
	take(t, q, queue.Read, 1)
	take(t, q, queue.Read, 1)
	taken := 0 // a queue may not know what was handed back from what was lost, and allow for it
	for begin := time.Now(); time.Since(begin) < 10*time.Second; time.Sleep(10 * time.Millisecond) {
		held, err := q.Take(t.Context(), queue.Read, 1)
		if taken += len(held); err != nil || taken > 2 {
			t.Fatalf("taken %d more times, %v", taken, err)
		}
		if dead, err := q.Dead(t.Context(), 1); err != nil || len(dead) == 1 {
			if err != nil || dead[0].Reason != queue.Lost {
				t.Errorf("%+v, %v", dead, err)
			}
			stats(t, q, queue.Stat{Kind: queue.Read, Dead: 1})
			return
		}
	}
	t.Error("it is not given up")
}

func replayed(t *testing.T, open Opener) {
	q := open(t, queue.Policy{Tries: 1})()
	list := jobs(queue.Read, 4)
	put(t, q, 4, list...)
	held := take(t, q, queue.Read, 4)
	must(t, q.Bury(t.Context(), "no such page", held[0], held[1]))
	must(t, q.Nak(t.Context(), "the last try", held[2]))
	must(t, q.Ack(t.Context(), held[3]))
	stats(t, q, queue.Stat{Kind: queue.Read, Dead: 3})
	if dead, err := q.Dead(t.Context(), 2); err != nil || len(dead) != 2 {
		t.Errorf("Dead(2) = %v, %v", dead, err)
	}
	n, err := q.Replay(t.Context())
	if err != nil || n != 3 {
		t.Fatalf("Replay = %d, %v; want 3", n, err)
	}
	stats(t, q, queue.Stat{Kind: queue.Read, Ready: 3})
	for _, h := range take(t, q, queue.Read, 3) {
		if h.Try != 1 || h.ID == held[3].ID {
			t.Errorf("%s: try %d, want the first one", h.ID, h.Try)
		}
	}
}

func refused(t *testing.T, open Opener) {
	q := open(t, queue.Policy{})()
	for _, j := range []queue.Job{
		{Kind: queue.Read}, {ID: "two\nlines", Kind: queue.Read}, {ID: "a", Kind: "dance"}, {ID: "a"}, {ID: "a", Kind: queue.Read, Body: make([]byte, queue.MaxBody+1)},
	} {
		if n, err := q.Put(t.Context(), j); err == nil || n != 0 {
			t.Errorf("Put(%.20q, %q, %d bytes) = %d, %v; want it refused", j.ID, j.Kind, len(j.Body), n, err)
		}
	}
	put(t, q, 1, queue.Job{ID: strings.Repeat("long", 500), Kind: queue.Fetch, Body: make([]byte, queue.MaxBody)})
	if held := take(t, q, queue.Fetch, 1); len(held[0].Body) != queue.MaxBody || len(held[0].ID) != 2000 {
		t.Errorf("%d bytes", len(held[0].Body))
	}
}

// manyWorkers has four workers do 200 jobs, of which some fail at first, while they are put
// twice.
func manyWorkers(t *testing.T, open Opener) {
	const n = 200
	again := open(t, queue.Policy{Wait: time.Millisecond})
	list := jobs(queue.Read, n)
	var mu sync.Mutex
	done := make(map[string]int)
	var wait sync.WaitGroup
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for range 4 {
		q := again()
		wait.Go(func() {
			for ctx.Err() == nil {
				held, err := q.Take(ctx, queue.Read, 7)
				for i, h := range held {
					mu.Lock()
					fails := h.Try == 1 && strings.Contains(h.ID, "3")
					if !fails {
						done[h.ID]++
					}
					all := len(done) == n
					mu.Unlock()
					if fails {
						err = errors.Join(err, q.Nak(ctx, "not now", held[i]))
					} else {
						err = errors.Join(err, q.Ack(ctx, held[i]))
					}
					if all {
						cancel()
					}
				}
				if err != nil && ctx.Err() == nil {
					t.Error(err)
					return
				}
				if len(held) == 0 {
					time.Sleep(time.Millisecond)
				}
			}
		})
	}
	q := again()
	put(t, q, n, list...)
	wait.Wait()
	for _, j := range list {
		if done[j.ID] != 1 {
			t.Errorf("%s was done %d times", j.ID, done[j.ID])
		}
	}
}
