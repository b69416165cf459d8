package desktest_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/internal/desktest"
	"readout/internal/store"
	"readout/internal/store/storetest"
	"readout/sample"
)

// The sample dossier, read into either kind of database, gives the same record, row for row
// and number for number.
func TestReadSample_isAlike(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, sample.Files); err != nil {
		t.Fatal(err)
	}
	var records [2]*store.Store
	for i, address := range []string{filepath.Join(t.TempDir(), "r.db"), storetest.Postgres(t)} {
		if err := desktest.ReadSample(t.Context(), dir, address); err != nil {
			t.Fatal(err)
		}
		records[i] = storetest.Open(t, address)
	}
	var got [2][]store.TableDigest
	for i, s := range records {
		var err error
		if got[i], err = s.Digests(t.Context(), "pages.came"); err != nil { // the clock's
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(got[0], got[1]); d != "" {
		t.Errorf("-SQLite +PostgreSQL:\n%s", d)
	}
}
