package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The files that begin with "sqlite" are all that knows SQLite, this one its driver.

const sqliteDriver = "sqlite"

// sqliteDialect is a record in one file, with one program that writes at a time.
type sqliteDialect struct {
	s     *Store
	mu    sync.Mutex
	stmts map[string]*sql.Stmt // what Put writes with, by its text
}

func (d *sqliteDialect) inspect(readOnly bool) error { return inspect(d.s.path, readOnly) }

func (d *sqliteDialect) connect(context.Context) (err error) {
	d.s.writer, err = openWriter(d.s.path, d.s.wait)
	return err
}

// connectReaders opens the read pool. Where the directory cannot be written SQLite cannot
// make the files that go with a write-ahead log; nobody can be writing there then, and
// the record is read as it lies.
func (d *sqliteDialect) connectReaders(_ context.Context, check func() error) error {
	s := d.s
	var err error
	for _, immutable := range []bool{false, true} {
		if immutable && (s.writer != nil || exists(s.path+"-wal")) {
			break
		}
		if s.reader != nil {
			s.reader.Close()
		}
		if s.reader, err = openReaders(s.path, s.wait, immutable, s.asked); err != nil {
			return err
		}
		if err = check(); err == nil || !d.cannotOpen(err) {
			break
		}
	}
	return err
}

// cannotOpen reports whether the file, or one that goes with it, could not be opened.
func (d *sqliteDialect) cannotOpen(err error) bool {
	f := d.fault(err)
	return f == faultCannotOpen || f == faultReadOnly
}

func (d *sqliteDialect) close() error {
	for _, st := range d.stmts {
		_ = st.Close() // closing the connection follows, and tells
	}
	return nil
}

// identify refuses a database that another program made, before opening it for writing
// could change it.
func (d *sqliteDialect) identify(ctx context.Context) error {
	s := d.s
	if info, err := os.Stat(s.path); err != nil || info.Size() == 0 {
		return nil
	}
	db, err := openReaders(s.path, s.wait, false, nil)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = d.ours(ctx, db)
	// A record that another program is just beginning is not marked as one yet; its log
	// stands beside it. It may also have been marked between two looks: look once more.
	for begin, again := time.Now(), true; err != nil && again && ctx.Err() == nil; {
		time.Sleep(againAfter)
		again = exists(s.path+"-wal") && time.Since(begin) < beginning
		_, err = d.ours(ctx, db)
	}
	return err
}

// beginning is how long a new record may take to be marked as one.
const beginning = 2 * time.Second

// alone lets programs begin together: goose's steps are transactions, and s.migrate looks
// whether another program was faster.
func (*sqliteDialect) alone(_ context.Context, f func() error) error { return f() }

func (*sqliteDialect) migrations() (goose.Dialect, string) { return goose.DialectSQLite3, "sqlite" }

// again: transactions take the write lock at their start, so none fails half-way.
func (*sqliteDialect) again(error) bool { return false }

func (*sqliteDialect) snapshot() *sql.TxOptions { return &sql.TxOptions{ReadOnly: true} }

func (*sqliteDialect) lockPages() string { return "" }

func (*sqliteDialect) refused(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xFF {
	case sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_RANGE:
		return true
	}
	return false
}

func (*sqliteDialect) lockJobs() string { return "" }

func (*sqliteDialect) linkParts() int { return 1 }

// beginLinks: there is one writer at a time.
func (d *sqliteDialect) beginLinks(_ context.Context, tx *sql.Tx, _ bool) (*linkTurn, error) {
	return &linkTurn{s: d.s, tx: tx, alone: true}, nil
}

func (*sqliteDialect) waitLinks(context.Context, *sql.Tx) error { return nil }

func (*sqliteDialect) numbers() string { return "json_each(?)" }

func (*sqliteDialect) texts() string { return "json_each(?)" }

func (*sqliteDialect) join() string { return " CROSS JOIN " }

func (*sqliteDialect) eventOf(json string) string { return "json_extract(" + json + ", '$.event')" }

func (*sqliteDialect) accordingTo(json string) string {
	return "json_each(" + json + ", '$.according_to')"
}

// openWriter opens the one connection that writes. Transactions take the write lock at
// their start, so that two programs wait for each other instead of failing half-way.
func openWriter(path string, wait time.Duration) (*sql.DB, error) {
	q := common(wait)
	q.Set("_journal_mode", "WAL")
	q.Set("_synchronous", "NORMAL") // a power cut may take the last commits, never the consistency
	q.Set("_foreign_keys", "1")
	q.Set("_txlock", "immediate")
	q.Add("_pragma", "cache_size(-65536)")
	q.Add("_pragma", "wal_autocheckpoint(16000)")
	return open(path, q, 1, nil)
}

// openReaders opens the connections that read. Unless immutable, they may tidy up the
// files that go with a write-ahead log when they close, but change no contents.
func openReaders(path string, wait time.Duration, immutable bool, asked func(string, []any)) (*sql.DB, error) {
	q := common(wait)
	if immutable {
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	} else {
		q.Set("mode", "rw")
		q.Set("_query_only", "1")
	}
	q.Add("_pragma", "cache_size(-16384)")
	return open(path, q, readers, asked)
}

// common are the settings of every connection. The file may come from somewhere else:
// what its schema could do by itself is switched off, and broken cells are looked for.
func common(wait time.Duration) url.Values {
	return url.Values{
		"_busy_timeout": {fmt.Sprint(wait.Milliseconds())},
		"_dqs":          {"0"},
		"_defensive":    {"1"},
		"_error_rc":     {"1"},
		"_pragma":       {"trusted_schema(0)", "cell_size_check(1)"},
	}
}

func open(path string, q url.Values, connections int, asked func(string, []any)) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") { // a drive letter
		abs = "/" + abs
	}
	name := "file:" + (&url.URL{Path: abs}).EscapedPath() + "?" + q.Encode()
	db, err := sql.Open(sqliteDriver, name)
	if err != nil {
		return nil, err
	}
	if asked != nil {
		db = telling(db, name, asked)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

func (*sqliteDialect) fault(err error) fault {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return faultOther
	}
	switch e.Code() & 0xFF { // the bits above tell the kinds apart further
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return faultLocked
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return faultDamaged
	case sqlite3.SQLITE_FULL:
		return faultFull
	case sqlite3.SQLITE_NOMEM:
		return faultMemory
	case sqlite3.SQLITE_READONLY:
		return faultReadOnly
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return faultCannotOpen
	}
	return faultOther
}

// applicationID marks a database as a record of this program: "RDOT".
const applicationID = 0x52444F54

// ours refuses a database that another program made.
func (d *sqliteDialect) ours(ctx context.Context, db *sql.DB) (versioned bool, err error) {
	var id, tables, versions int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return false, err
	}
	const count = `SELECT count(*) FILTER (WHERE name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'), count(*) FILTER (WHERE name = 'goose_db_version')
		FROM sqlite_schema WHERE type = 'table'`
	if err := db.QueryRowContext(ctx, count).Scan(&tables, &versions); err != nil {
		return false, err
	}
	if id != applicationID && (id != 0 || tables > 0) {
		return false, &Error{Path: d.s.path, What: "this database was made by another program", Advice: "Nothing was changed. Name another file with --db."}
	}
	return versions > 0, nil
}
