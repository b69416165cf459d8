package queue_test

import (
	"testing"

	"readout/internal/queue"
	"readout/internal/queue/natstest"
	"readout/internal/queue/queuetest"
)

// TestNATS runs the suite on a real server in this process.
func TestNATS(t *testing.T) {
	queuetest.Run(t, func(t *testing.T, p queue.Policy) func() queue.Queue {
		server := natstest.Start(t, 1)
		return func() queue.Queue {
			q, err := queue.OpenNATS(t.Context(), server.URL(), p)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { q.Close() })
			return q
		}
	})
}
