package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// This file is all that knows the driver.

const driver = "sqlite"

// openWriter opens the one connection that writes. Transactions take the write lock at
// their start, so that two programs wait for each other instead of failing half-way.
func openWriter(path string, wait time.Duration) (*sql.DB, error) {
	q := common(wait)
	q.Set("_journal_mode", "WAL")
	q.Set("_synchronous", "NORMAL") // a power cut may take the last commits, never the consistency
	q.Set("_foreign_keys", "1")
	q.Set("_txlock", "immediate")
	q.Add("_pragma", "cache_size(-65536)")
	q.Add("_pragma", "wal_autocheckpoint(4000)")
	return open(path, q, 1)
}

// openReaders opens the connections that read. Unless immutable, they may tidy up the
// files that go with a write-ahead log when they close, but change no contents.
func openReaders(path string, wait time.Duration, immutable bool) (*sql.DB, error) {
	q := common(wait)
	if immutable {
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	} else {
		q.Set("mode", "rw")
		q.Set("_query_only", "1")
	}
	q.Add("_pragma", "cache_size(-16384)")
	return open(path, q, readers)
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

func open(path string, q url.Values, connections int) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") { // a drive letter
		abs = "/" + abs
	}
	db, err := sql.Open(driver, "file:"+(&url.URL{Path: abs}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// A fault is what a database error means to a user.
type fault int

const (
	faultOther fault = iota
	faultLocked
	faultDamaged
	faultFull
	faultReadOnly
	faultCannotOpen
)

func faultOf(err error) fault {
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
	case sqlite3.SQLITE_READONLY:
		return faultReadOnly
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return faultCannotOpen
	}
	return faultOther
}

// applicationID marks a database as a record of this program: "RDOT".
const applicationID = 0x52444F54

// identify refuses a database that another program made.
func identify(ctx context.Context, db *sql.DB, path string) error {
	var id, tables int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if id == applicationID {
		return nil
	}
	const foreign = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version'"
	if err := db.QueryRowContext(ctx, foreign).Scan(&tables); err != nil {
		return err
	}
	if id != 0 || tables > 0 {
		return &Error{Path: path, What: "this database was made by another program", Advice: "Nothing was changed. Name another file with --db."}
	}
	return nil
}
