package store

import (
	"path/filepath"
	"testing"

	"readout/internal/queue"
	"readout/internal/queue/queuetest"
)

// TestJobs runs the suite of queues on the record's own table, each worker with a record
// opened for itself.
func TestJobs(t *testing.T) {
	queuetest.Run(t, func(t *testing.T, p queue.Policy) func() queue.Queue {
		file := filepath.Join(t.TempDir(), "r.db")
		return func() queue.Queue { return openTest(t, file).Jobs(p) }
	})
}
