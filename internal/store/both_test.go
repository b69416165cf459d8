package store

import (
	"context"
	"path/filepath"
	"testing"

	"readout/internal/store/pgtest"
)

// onBoth runs a test with an empty record in each kind of database.
func onBoth(t *testing.T, f func(t *testing.T, s *Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, openTest(t, filepath.Join(t.TempDir(), "r.db"))) })
	t.Run("postgres", func(t *testing.T) { f(t, openTest(t, postgresRecord(t))) })
}

// postgresRecord returns the address of an empty record.
func postgresRecord(t testing.TB) string {
	t.Helper()
	return pgtest.Filled(t, func(address string) error {
		s, err := Open(context.Background(), address, Options{})
		if err != nil {
			return err
		}
		return s.Close()
	})
}
