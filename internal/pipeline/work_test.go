package pipeline

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/warc"
)

func worker(s *store.Store, q queue.Queue) *Worker {
	return &Worker{Store: s, Queue: q, Read: reader, Stages: stages("1"), Lanes: 3, UntilEmpty: true, Idle: time.Millisecond}
}

func keep(t *testing.T, s *store.Store, q queue.Queue, texts ...string) Progress {
	t.Helper()
	in := &Ingester{Store: s, Stages: stages("1"), Queue: q, Read: func(source.Page) readout.Record { panic("pages are read by workers") }}
	done, err := in.Run(t.Context(), walk(texts...))
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func same(t *testing.T, a, b *store.Store) {
	t.Helper()
	if diff := store.Differences(compared(t, a), compared(t, b), 3); len(diff) > 0 {
		t.Errorf("the records differ:\n%s", strings.Join(diff, "\n"))
	}
}

// What workers read from a queue makes the record that an Ingester makes by itself.
func TestWorker_Run(t *testing.T) {
	texts := append(many(150), "", "unreadable")
	alone, shared := openRecord(t), openRecord(t)
	in := &Ingester{Store: alone, Read: reader, Stages: stages("1")}
	if _, err := in.Run(t.Context(), walk(texts...)); err != nil {
		t.Fatal(err)
	}
	if _, err := Link(t.Context(), alone, nil); err != nil {
		t.Fatal(err)
	}
	q := shared.Jobs(queue.Policy{})
	if done := keep(t, shared, q, texts...); done != (Progress{New: 151, Failed: 1}) {
		t.Errorf("kept %+v", done)
	}
	if done := keep(t, shared, q, texts...); done != (Progress{New: 151, Failed: 1}) { // put again, and there already
		t.Errorf("kept again %+v", done)
	}
	done, err := worker(shared, q).Run(t.Context())
	if want := (Done{Read: 151, Failed: 1, Linked: 151}); err != nil || done != want {
		t.Errorf("Run = %+v, %v; want %+v", done, err, want)
	}
	if done := keep(t, shared, q, texts...); done != (Progress{Unchanged: 150, Failed: 2}) {
		t.Errorf("once read %+v", done)
	}
	same(t, alone, shared)
}

// A queue that is lost is made again from the record.
func TestRefill(t *testing.T) {
	s := openRecord(t)
	keep(t, s, s.Jobs(queue.Policy{}), many(40)...)
	for _, h := range take(t, s.Jobs(queue.Policy{}), 40) {
		if err := s.Jobs(queue.Policy{}).Ack(t.Context(), h); err != nil { // done, says a liar
			t.Fatal(err)
		}
	}
	q := s.Jobs(queue.Policy{})
	for _, want := range []int{40, 0} {
		if n, err := Refill(t.Context(), s, q, stages("1")); err != nil || n != want {
			t.Errorf("Refill = %d, %v; want %d", n, err, want)
		}
	}
	if done, err := worker(s, q).Run(t.Context()); err != nil || done.Read != 40 || done.Linked != 40 {
		t.Errorf("Run = %+v, %v", done, err)
	}
	if n, err := Refill(t.Context(), s, q, stages("1")); err != nil || n != 0 {
		t.Errorf("Refill = %d, %v; want nothing", n, err)
	}
}

func take(t *testing.T, q queue.Queue, n int) []queue.Held {
	t.Helper()
	held, err := q.Take(t.Context(), queue.Read, n)
	if err != nil || len(held) != n {
		t.Fatalf("took %d, %v", len(held), err)
	}
	return held
}

// Jobs that can never be done are given up at once, and hold up nothing.
func TestWorker_Run_badJobs(t *testing.T) {
	s := openRecord(t)
	q := s.Jobs(queue.Policy{})
	bad := []queue.Job{ReadJob("sha256:00", stages("1")), {ID: "read nothing", Kind: queue.Read, Body: []byte("{")}}
	if _, err := q.Put(t.Context(), bad...); err != nil {
		t.Fatal(err)
	}
	keep(t, s, q, many(3)...)
	done, err := worker(s, q).Run(t.Context())
	if err != nil || done.Buried != 2 || done.Read != 3 {
		t.Errorf("Run = %+v, %v", done, err)
	}
	if dead, err := q.Dead(t.Context(), 9); err != nil || len(dead) != 2 {
		t.Errorf("%+v, %v", dead, err)
	}
}

// A worker that is asked to end hands back what it has not begun, untried.
func TestWorker_Run_interrupted(t *testing.T) {
	s := openRecord(t)
	q := s.Jobs(queue.Policy{})
	keep(t, s, q, many(64)...)
	ctx, cancel := context.WithCancel(t.Context())
	w := worker(s, q)
	w.Lanes = 1
	w.Read = func(p source.Page) readout.Record {
		cancel()
		return reader(p)
	}
	done, err := w.Run(ctx)
	if err != nil || done.Read != 1 {
		t.Errorf("Run = %+v, %v; want the one page in hand finished", done, err)
	}
	for _, h := range take(t, q, 63) {
		if h.Try != 1 {
			t.Errorf("%s: try %d, want the first one", h.ID, h.Try)
		}
	}
}

// Parts of archives are read to their end, whoever begins them.
func TestWorker_Run_slices(t *testing.T) {
	texts := many(30)
	alone, shared := openRecord(t), openRecord(t)
	in := &Ingester{Store: alone, Read: reader, Stages: stages("1")}
	if _, err := in.Run(t.Context(), walk(texts...)); err != nil {
		t.Fatal(err)
	}
	if _, err := Link(t.Context(), alone, nil); err != nil {
		t.Fatal(err)
	}
	q := shared.Jobs(queue.Policy{Wait: time.Millisecond})
	for at := int64(0); at < 30; at += 10 {
		if _, err := q.Put(t.Context(), SliceJob(Part{File: "a.warc", From: warc.Place{Offset: at}, To: warc.Place{Offset: at + 10}, Records: 10}, stages("1"))); err != nil {
			t.Fatal(err)
		}
	}
	w := worker(shared, q)
	w.Slices = func(_ context.Context, p Part) iter.Seq2[source.Page, error] {
		return func(yield func(source.Page, error) bool) {
			n := int64(0)
			for page, err := range walk(texts...) {
				if n >= p.From.Offset && n < p.To.Offset && !yield(page, err) {
					return
				}
				n++
			}
		}
	}
	if done, err := w.Run(t.Context()); err != nil || done.Slices != 3 || done.Read != 30 {
		t.Errorf("Run = %+v, %v", done, err)
	}
	same(t, alone, shared)
}

// Files that came into the record after the worker began count for what was put since.
func TestWorker_Run_renewed(t *testing.T) {
	s := openRecord(t)
	q := s.Jobs(queue.Policy{})
	keep(t, s, q, many(5)...)
	w := worker(s, q)
	w.Stages = stages("0")
	w.Read = func(source.Page) readout.Record { panic("by old files") }
	looked := 0
	w.Renew = func(context.Context) (func(source.Page) readout.Record, map[string]string, error) {
		if looked++; looked > 1 {
			return nil, nil, errors.New("again")
		}
		return reader, stages("1"), nil
	}
	if done, err := w.Run(t.Context()); err != nil || done.Read != 5 || looked != 1 {
		t.Errorf("Run = %+v, %v, looked %d times", done, err, looked)
	}
}

func TestNextSize(t *testing.T) {
	for _, c := range []struct {
		size int
		took time.Duration
		want int
	}{
		{leastLinked, time.Millisecond, 2 * leastLinked},
		{mostLinked, time.Millisecond, mostLinked},
		{64, quickLink, 64},
		{64, 3 * quickLink, 32},
		{leastLinked, time.Minute, leastLinked},
	} {
		if got := nextSize(c.size, c.took); got != c.want {
			t.Errorf("after %d in %v: %d, want %d", c.size, c.took, got, c.want)
		}
	}
}
