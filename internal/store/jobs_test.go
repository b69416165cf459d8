package store

import (
	"path/filepath"
	"testing"

	"readout/internal/queue"
	"readout/internal/queue/queuetest"
	"readout/internal/store/pgtest"
)

// TestJobs runs the suite of queues on the record's own table, each worker with a record
// opened for itself.
func TestJobs(t *testing.T) {
	open := func(record func(t *testing.T) string) queuetest.Opener {
		return func(t *testing.T, p queue.Policy) func() queue.Queue {
			name := record(t)
			return func() queue.Queue { return openTest(t, name).Jobs(p) }
		}
	}
	t.Run("sqlite", func(t *testing.T) {
		queuetest.Run(t, open(func(t *testing.T) string { return filepath.Join(t.TempDir(), "r.db") }))
	})
	t.Run("postgres", func(t *testing.T) {
		queuetest.Run(t, open(func(t *testing.T) string { return pgtest.Database(t) }))
	})
}
