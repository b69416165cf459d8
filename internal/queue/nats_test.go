package queue_test

import (
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"readout/internal/queue"
	"readout/internal/queue/natstest"
	"readout/internal/queue/queuetest"
)

// TestNATS runs the suite on a real server in this process.
func TestNATS(t *testing.T) {
	queuetest.Run(t, func(t *testing.T, p queue.Policy) func() queue.Queue {
		address := natstest.Start(t, 1)
		return func() queue.Queue { return open(t, address, p) }
	})
}

func open(t *testing.T, address string, p queue.Policy) queue.Queue {
	t.Helper()
	q, err := queue.OpenNATS(t.Context(), address, p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.Close() })
	return q
}

// On a cluster of three servers each of them has what is on the queue.
func TestNATS_cluster(t *testing.T) {
	address := natstest.Start(t, 3)
	q := open(t, address, queue.Policy{})
	if n, err := q.Put(t.Context(), queue.Job{ID: "a", Kind: queue.Read}); n != 1 || err != nil {
		t.Fatalf("Put = %d, %v", n, err)
	}
	conn, err := nats.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"READOUT_WORK", "READOUT_DEAD"} {
		s, err := js.Stream(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.CachedInfo().Config.Replicas; got != 3 {
			t.Errorf("%s is on %d servers, want 3", name, got)
		}
	}
}
