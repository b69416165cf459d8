package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

func TestStore_Health(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		if err := s.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		h, err := s.Condition(t.Context(), true)
		if err != nil {
			t.Fatal(err)
		}
		if h.Form == 0 || h.Bytes == 0 || len(h.Damage) > 0 || !strings.Contains(h.Database, "SQL") {
			t.Errorf("health %+v", h)
		}
		if n, err := s.Problems(t.Context()); err != nil || len(n) > 0 {
			t.Errorf("problems of an empty record: %v, %v", n, err)
		}
	})
}

func TestStore_Health_damaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	s := openTest(t, path)
	for i := range 40 {
		putText(t, s, fmt.Sprintf("p%d", i), strings.Repeat("The corridor stays open. ", 40))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) * 3 / 4; i < len(b)-4096; i += 4096 {
		copy(b[i:], strings.Repeat("\xff", 64))
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = Open(t.Context(), path, Options{ReadOnly: true})
	if errors.Is(err, readout.ErrDamaged) {
		return // that is as good
	}
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	h, err := s.Condition(t.Context(), true)
	if err == nil && len(h.Damage) == 0 || err != nil && !errors.Is(err, readout.ErrDamaged) {
		t.Errorf("health %+v, error %v", h, err)
	}
}

// putText writes a page without statements.
func putText(t *testing.T, s *Store, path, text string) {
	t.Helper()
	b, rec := page(t, path, text, "2024-05-05")
	e, err := s.Prepare(b, rec, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

// TestStore_Backup backs up while pages come in: each backup is a whole record of some
// moment, and one that is made when nothing more comes in is the record.
func TestStore_Backup(t *testing.T) {
	dir := t.TempDir()
	s := openTest(t, filepath.Join(dir, "r.db"))
	putText(t, s, "first", "The corridor stays open.")
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 60 {
			putText(t, s, fmt.Sprintf("p%d", i), "The corridor stays open.")
		}
	}()
	during, err := s.Backup(t.Context(), filepath.Join(dir, "during.db"))
	if err != nil {
		t.Fatal(err)
	}
	<-done
	if n := rowsOfDigest(during, "pages"); n < 1 || n > 61 || n != rowsOfDigest(during, "articles") {
		t.Errorf("%d pages and %d articles in a backup of some moment", n, rowsOfDigest(during, "articles"))
	}
	after, err := s.Backup(t.Context(), filepath.Join(dir, "after.db"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := s.Digests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, after); diff != "" {
		t.Errorf("(-record +backup)\n%s", diff)
	}
	restored := openTest(t, filepath.Join(dir, "after.db"))
	putText(t, restored, "new", "The ferry runs again.")
	if got, err := restored.Sums(t.Context()); err != nil || got.Pages != 62 {
		t.Errorf("%+v, %v: want 62 pages after one more", got, err)
	}
	if _, err := s.Backup(t.Context(), filepath.Join(dir, "after.db")); err == nil {
		t.Error("a backup took the place of a file")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func rowsOfDigest(list []TableDigest, table string) int64 {
	i := slices.IndexFunc(list, func(d TableDigest) bool { return d.Name == table })
	if i < 0 {
		return -1
	}
	return list[i].Rows
}
