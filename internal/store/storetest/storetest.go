// Package storetest gives tests of other packages a record in each kind of database.
package storetest

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"readout/internal/store"
	"readout/internal/store/pgtest"
)

// Each runs a test with an empty record in SQLite, and with one in PostgreSQL.
func Each(t *testing.T, f func(t *testing.T, s *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { f(t, Open(t, filepath.Join(t.TempDir(), "r.db"))) })
	t.Run("postgres", func(t *testing.T) { f(t, Open(t, Postgres(t))) })
}

// Open opens a record, which is closed when the test ends.
func Open(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{Wait: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Postgres returns the address of an empty record in PostgreSQL.
func Postgres(t testing.TB) string {
	t.Helper()
	return pgtest.Filled(t, func(address string) error {
		s, err := store.Open(context.Background(), address, store.Options{})
		if err != nil {
			return err
		}
		return s.Close()
	})
}
