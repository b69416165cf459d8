package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
)

// A Condition says how the database of a record is.
type Condition struct {
	Database string   // "SQLite 3.50.4", "PostgreSQL 15.14"
	File     string   // on this machine, or ""
	Form     int64    // the number of the last migration
	Bytes    int64    // of the file or database
	Log      int64    // of the write-ahead log beside the file, in bytes
	Damage   []string // what is wrong inside; found only by a thorough look, and 20 at most
}

// maxDamage is how many damaged places are named.
const maxDamage = 20

// Condition looks how the database is. A thorough look reads all of a SQLite file; PostgreSQL
// looks after its own.
func (s *Store) Condition(ctx context.Context, thorough bool) (Condition, error) {
	var h Condition
	if err := s.reader.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&h.Form); err != nil {
		return h, s.explain("read the version of the record", err)
	}
	return h, s.explain("look at the database", s.d.condition(ctx, s.reader, &h, thorough))
}

// Ready reports whether the record answers.
func (s *Store) Ready(ctx context.Context) error {
	var one int
	return s.explain("ask the record", s.reader.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT id FROM pages LIMIT 1) AS one").Scan(&one))
}

// Problems counts the problems of pages by the stage that had them.
func (s *Store) Problems(ctx context.Context) (map[string]int, error) {
	type row struct {
		stage string
		n     int
	}
	rows, err := rowsOf(ctx, s, "count problems", "SELECT stage, count(*) FROM problems GROUP BY stage ORDER BY stage", nil, func(r *row) []any { return []any{&r.stage, &r.n} })
	out := make(map[string]int, len(rows))
	for _, r := range rows {
		out[r.stage] = r.n
	}
	return out, err
}

func (d *sqliteDialect) condition(ctx context.Context, db *sql.DB, h *Condition, thorough bool) error {
	var version string
	if err := db.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version); err != nil {
		return err
	}
	h.Database, h.File = "SQLite "+version, d.s.path
	info, err := os.Stat(d.s.path)
	if err != nil {
		return err
	}
	h.Bytes = info.Size()
	if log, err := os.Stat(d.s.path + "-wal"); err == nil {
		h.Log = log.Size()
	}
	if !thorough {
		return nil
	}
	h.Damage, err = damage(ctx, db)
	if d.fault(err) == faultMemory { // a page of a damaged file names a size that no memory holds
		h.Damage, err = append(h.Damage, err.Error()), nil
	}
	return err
}

// damage returns what SQLite finds wrong in a file.
func damage(ctx context.Context, db *sql.DB) (out []string, err error) {
	rows, err := db.QueryContext(ctx, fmt.Sprintf("PRAGMA quick_check(%d)", maxDamage))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		if line != "ok" {
			out = append(out, line)
		}
	}
	return out, rows.Err()
}

func (*postgresDialect) condition(ctx context.Context, db *sql.DB, h *Condition, _ bool) error {
	err := db.QueryRowContext(ctx, "SELECT current_setting('server_version'), pg_database_size(current_database())").Scan(&h.Database, &h.Bytes)
	h.Database = "PostgreSQL " + h.Database
	return err
}

// Backup writes the record as it is at one moment to a new file, while other programs may
// read and write it. The file is a record itself; it is looked through before it gets its
// name, and returned with what its tables hold.
func (s *Store) Backup(ctx context.Context, to string) ([]TableDigest, error) {
	if exists(to) {
		return nil, &Error{Path: to, What: "this file is there already", Advice: "Nothing was changed. Name another file."}
	}
	part := to + ".part"
	if err := os.Remove(part); err != nil && exists(part) {
		return nil, &Error{Path: part, What: "left over from a backup that was broken off", Err: bare(err)}
	}
	defer os.Remove(part)
	if err := s.d.backup(ctx, part); err != nil {
		return nil, s.explain("back up the record", err)
	}
	if err := synced(part); err != nil {
		return nil, err
	}
	digests, err := examine(ctx, part)
	if err != nil {
		return nil, err
	}
	if err := os.Rename(part, to); err != nil {
		return nil, err
	}
	return digests, synced(filepath.Dir(to))
}

// synced has what was written to a file or directory be on disk.
func synced(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// examine looks a backup through.
func examine(ctx context.Context, path string) (out []TableDigest, err error) {
	s, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer func() {
		_ = s.Close()
		for _, end := range []string{"-wal", "-shm"} { // of looking at it, and empty
			_ = os.Remove(path + end)
		}
	}()
	h, err := s.Condition(ctx, true)
	if err != nil {
		return nil, err
	}
	if len(h.Damage) > 0 {
		return nil, s.damaged("the backup is damaged: "+h.Damage[0], nil)
	}
	return s.Digests(ctx)
}

func (d *sqliteDialect) backup(ctx context.Context, to string) error {
	db, err := open(d.s.path, common(d.s.wait), 1, nil)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

func (d *postgresDialect) backup(context.Context, string) error {
	return &Error{Path: d.s.path, What: "a record in PostgreSQL is backed up by PostgreSQL itself",
		Advice: "pg_dump --format=custom --file=FILE ADDRESS does, while others write; docs/operating.md tells more. readout db copy makes a file of it."}
}
