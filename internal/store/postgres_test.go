package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/store/pgtest"
)

// with opens a database and changes it.
func with(t *testing.T, address, text string) string {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(text); err != nil {
		t.Fatal(err)
	}
	return address
}

func TestOpen_postgresErrors(t *testing.T) {
	empty := pgtest.Database(t)
	absent := strings.Replace(empty, "@/", "@/nothing", 1)
	tests := []struct {
		name, address string
		readOnly      bool
		kind          error
		message       string
	}{
		{"not an address", "postgres://a b:secret@host/x", false, readout.ErrInvalid, "not an address"},
		{"nobody listens", "postgres://ana:secret@localhost:1/x", false, nil, "cannot be reached"},
		{"no database", absent, false, readout.ErrNotFound, "no such database"},
		{"nothing in it, to read", empty, true, readout.ErrNotFound, "is empty"},
		{"another program's", with(t, pgtest.Database(t), "CREATE TABLE pages (url TEXT)"), false, nil, "another program"},
		{"a newer program's", with(t, postgresRecord(t), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, true)"), false, ErrNewer, "newer readout"},
		{"a user without rights", with(t, postgresRecord(t), "CREATE ROLE reader LOGIN") + "&user=reader", true, nil, "may not"},
		{"no schema", empty + "&search_path=nowhere", false, nil, "no schema"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := Open(t.Context(), tt.address, Options{ReadOnly: tt.readOnly, Wait: 5 * time.Second})
			if err == nil {
				s.Close()
				t.Fatal("no error")
			}
			var e *Error
			if !errors.As(err, &e) || e.Advice == "" || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %#v, want an *Error of one line with advice and without a password", err)
			}
			if tt.kind != nil && !errors.Is(err, tt.kind) || !strings.Contains(err.Error(), tt.message) {
				t.Errorf("got %v, want %v, %q", err, tt.kind, tt.message)
			}
		})
	}
}

// A row that another program holds is waited for as long as Options say.
func TestStore_Put_postgresLocked(t *testing.T) {
	address := postgresRecord(t)
	holder := openTest(t, address)
	bytes, rec := page(t, "a", "Lim said no.", "", said{words: "no", by: lim()})
	put(t, holder, bytes, rec)
	tx, err := holder.writer.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.Exec("UPDATE pages SET failed = 0"); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), address, Options{Wait: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err = s.Put(t.Context(), Known(bytes, rec.Page)); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "waited 50ms") {
		t.Errorf("got %v, want ErrLocked and the time waited", err)
	}
}

// A page of many megabytes of different words has no place in the index, and is found.
func TestSearchPages_long(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		var text strings.Builder
		for i := range 200_000 {
			text.WriteString("w")
			text.WriteString(strings.Repeat(string(rune('a'+i%26)), i%7))
			text.WriteString(string(rune('a' + i/26%26)))
			text.WriteString(string(rune('a' + i/676%26)))
			text.WriteString(string(rune('a'+i/17576%26)) + " ")
		}
		bytes, rec := page(t, "long", text.String()+" the last words "+strings.Repeat("x", 50_000), "2023-04-30")
		rec.Article.Headline = readout.Opt(strings.Repeat("long headline ", 500))
		rec.Article.Publisher = readout.Opt(strings.Repeat("publisher ", 1000))
		put(t, s, bytes, rec)
		for query, want := range map[string]int{`"the last words"`: 1, "last*": 1, "words": 1, `"the words"`: 0, "nowhere": 0, "-words": 0, "headline:headline": 1} {
			got := 0
			for _, err := range s.SearchPages(t.Context(), parse(t, query), SearchOptions{}) {
				if err != nil {
					t.Fatal(err)
				}
				got++
			}
			if got != want {
				t.Errorf("%s: %d pages, want %d", query, got, want)
			}
		}
	})
}

// The migrations of both kinds are the same in number and name, and make the same tables.
func TestMigrations_areAlike(t *testing.T) {
	list := func(dir string) (names []string) {
		entries, err := os.ReadDir(filepath.Join("migrations", dir))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}
	if a, b := list("sqlite"), list("postgres"); strings.Join(a, " ") != strings.Join(b, " ") {
		t.Errorf("SQLite has %v, PostgreSQL %v", a, b)
	}
	there := openTest(t, postgresRecord(t))
	here := openTest(t, filepath.Join(t.TempDir(), "r.db"))
	if a, b := tableList(t, here), tableList(t, there); a != b {
		t.Errorf("SQLite has\n%s\nPostgreSQL has\n%s", a, b)
	}
	const unordered = `SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_collation l ON l.oid = a.attcollation
		WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'goose_db_version' AND l.collname <> 'C'`
	var n int
	if err := there.reader.QueryRow(unordered).Scan(&n); err != nil || n > 0 {
		t.Errorf(`%d columns of text without COLLATE "C", %v`, n, err)
	}
}

func tableList(t *testing.T, s *Store) string {
	t.Helper()
	list, err := s.d.catalog(context.Background(), s.reader)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, t := range ordered(list) {
		b.WriteString(t.name + " (" + strings.Join(t.columns, ", ") + ")\n")
	}
	return b.String()
}

func TestNumbered(t *testing.T) {
	for in, want := range map[string]string{
		"SELECT 1":                              "SELECT 1",
		"WHERE a = ? AND b = ?":                 "WHERE a = $1 AND b = $2",
		"WHERE a = ?1 OR b = ?2 OR c = ?1":      "WHERE a = $1 OR b = $2 OR c = $1",
		`WHERE a = '?''?' AND "b?" = ? AND c=?`: `WHERE a = '?''?' AND "b?" = $1 AND c=$2`,
	} {
		if got := numbered(in); got != want {
			t.Errorf("numbered(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestShown(t *testing.T) {
	for in, want := range map[string]string{
		"readout.db":                             "readout.db",
		"postgres://ana@host/db":                 "postgres://ana@host/db",
		"postgres://ana:secret@host:5433/db?a=b": "postgres://ana@host:5433/db?a=b",
		"postgresql://host/db?password=secret":   "postgresql://host/db",
		"postgres://a b:secret@host/db":          "postgres://…",
	} {
		if got := Shown(in); got != want {
			t.Errorf("Shown(%q) = %q, want %q", in, got, want)
		}
	}
}
