package store

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"readout"
)

// filled makes a record with some pages in it.
func filled(t *testing.T, pages int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "r.db")
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		text := fmt.Sprintf("Lim said no %d. %s", i, strings.Repeat("The ferry ran. ", 50))
		b, rec := page(t, fmt.Sprintf("%d.txt", i), text, "2023-04-30", said{words: "no", by: lim()})
		put(t, s, b, rec)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func rewrite(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(b), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOpen_errors(t *testing.T) {
	tests := []struct {
		name     string
		path     func(t *testing.T) string
		readOnly bool
		kind     error
		message  string
	}{
		{"no name", func(*testing.T) string { return "" }, false, readout.ErrInvalid, "no file given"},
		{"an address", func(*testing.T) string { return "mysql://host/db" }, false, readout.ErrInvalid, "mysql://"},
		{"a directory", func(t *testing.T) string { return t.TempDir() }, false, readout.ErrInvalid, "is a directory"},
		{"not there", func(t *testing.T) string { return filepath.Join(t.TempDir(), "r.db") }, true, readout.ErrNotFound, "no record here"},
		{"no directory", func(t *testing.T) string { return filepath.Join(t.TempDir(), "x", "r.db") }, false, nil, "cannot be used"},
		{"empty", func(t *testing.T) string { return write(t, "") }, true, readout.ErrNotFound, "is empty"},
		{"something else", func(t *testing.T) string { return write(t, strings.Repeat("PK\x03\x04", 4096)) }, false, readout.ErrDamaged, "not a record"},
		{"a damaged beginning", func(t *testing.T) string { return write(t, "SQLite format 3\x00"+strings.Repeat("x", 4096)) }, false, readout.ErrDamaged, "damaged"},
		{"cut off", func(t *testing.T) string {
			path := filled(t, 30)
			rewrite(t, path, func(b []byte) []byte { return b[:len(b)/2/4096*4096] })
			return path
		}, false, readout.ErrDamaged, "damaged"},
		{"another program's", foreign, false, nil, "another program"},
		{"another program's, to read", foreign, true, nil, "another program"},
		{"a newer program's", newer, false, ErrNewer, "newer readout"},
		{"a newer program's, to read", newer, true, ErrNewer, "newer readout"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := tt.path(t)
			before, _ := os.ReadFile(path)
			s, err := Open(t.Context(), path, Options{ReadOnly: tt.readOnly})
			if err == nil {
				s.Close()
				t.Fatal("no error")
			}
			var e *Error
			if !errors.As(err, &e) || e.Path != path || e.Advice == "" && tt.kind != nil {
				t.Errorf("got %#v, want an *Error with the path and advice", err)
			}
			if tt.kind != nil && !errors.Is(err, tt.kind) || !strings.Contains(err.Error(), tt.message) {
				t.Errorf("got %v, want %v, %q", err, tt.kind, tt.message)
			}
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func write(t *testing.T, contents string) string {
	path := filepath.Join(t.TempDir(), "r.db")
	if err := os.WriteFile(path, []byte(contents), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func run(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open(sqliteDriver, path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func foreign(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "r.db")
	run(t, path, "CREATE TABLE bookmarks (url TEXT)")
	return path
}

func newer(t *testing.T) string {
	path := filled(t, 1)
	run(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1); PRAGMA wal_checkpoint(TRUNCATE)")
	return path
}

// Damage inside the file shows when the damaged part is read, as such and not as a
// missing page.
func TestStore_damagedInside(t *testing.T) {
	path := filled(t, 200)
	rewrite(t, path, func(b []byte) []byte {
		for i := 20 * 4096; i < len(b); i++ {
			b[i] ^= 0x5A
		}
		return b
	})
	s, err := Open(t.Context(), path, Options{})
	if err == nil {
		defer s.Close()
		for _, err = range s.Search(t.Context(), parse(t, "said"), SearchOptions{}) {
			if err != nil {
				break
			}
		}
	}
	if !errors.Is(err, readout.ErrDamaged) {
		t.Errorf("got %v, want ErrDamaged", err)
	}
}

func TestStore_Put_locked(t *testing.T) {
	path := filled(t, 1)
	holder, err := openWriter(path, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Close()
	tx, err := holder.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	s, err := Open(t.Context(), path, Options{Wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b, rec := page(t, "new.txt", "Lim said no.", "")
	e, err := s.Prepare(b, rec, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Put(t.Context(), e)
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "waited 50ms") {
		t.Errorf("got %v, want ErrLocked and the time waited", err)
	}
	if got := find(t, s, "lim"); len(got) != 1 {
		t.Errorf("beside the other program's writing, found %v", got)
	}
}

// A full disk fails the batch that does not fit, keeps what came before, and lets the
// same batch in when there is room.
func TestStore_Put_full(t *testing.T) {
	path := filled(t, 1)
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.writer.Exec("PRAGMA max_page_count = 60"); err != nil {
		t.Fatal(err)
	}
	var failed *Entry
	kept := 1
	for i := 0; failed == nil; i++ {
		b, rec := page(t, fmt.Sprintf("n%d", i), fmt.Sprint("Lim said no ", i, strings.Repeat(" ferry", i)), "", said{words: "no", by: lim()})
		e, err := s.Prepare(b, rec, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), e); errors.Is(err, ErrFull) {
			failed = e
		} else if err != nil {
			t.Fatal(err)
		} else {
			kept++
		}
	}
	if got := find(t, s, "no"); len(got) != kept {
		t.Errorf("%d statements are left, want %d", len(got), kept)
	}
	if _, err := s.writer.Exec("PRAGMA max_page_count = 100000"); err != nil {
		t.Fatal(err)
	}
	if out, err := s.Put(t.Context(), failed); err != nil || out[0] != Added {
		t.Errorf("with room again: %v, %v", out, err)
	}
}

// Programs that begin a record at the same time all get it.
func TestOpen_together(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	var g errgroup.Group
	for i := range 8 {
		g.Go(func() error {
			s, err := Open(t.Context(), path, Options{Wait: 30 * time.Second})
			if err != nil {
				return err
			}
			b, rec := page(t, fmt.Sprint(i), fmt.Sprint("Lim said no ", i), "", said{words: "no", by: lim()})
			e, err := s.Prepare(b, rec, nil)
			if err == nil {
				_, err = s.Put(t.Context(), e)
			}
			return errors.Join(err, s.Close())
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	if got := find(t, openTest(t, path), "no"); len(got) != 8 {
		t.Errorf("found %v, want 8", got)
	}
}
