package store

import (
	"path/filepath"
	"testing"

	"readout/internal/store/pgtest"
)

// onBoth runs a test with an empty record in each kind of database.
func onBoth(t *testing.T, f func(t *testing.T, s *Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, openTest(t, filepath.Join(t.TempDir(), "r.db"))) })
	t.Run("postgres", func(t *testing.T) { f(t, openTest(t, pgtest.Database(t))) })
}
