package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/pressly/goose/v3"

	"readout"
)

//go:embed migrations/*/*.sql
var migrations embed.FS

// againAfter is how long to wait before a migration that met another one is tried again.
const againAfter = 50 * time.Millisecond

// migrate brings the record's schema up to this program's. SQLite refuses at once, without
// waiting, where two connections turn a new file into a database together; so it is asked
// again.
func (s *Store) migrate(ctx context.Context) error {
	for begin := time.Now(); ; {
		err := s.d.alone(ctx, func() error { return s.migrateOnce(ctx) })
		if !errors.Is(err, ErrLocked) || time.Since(begin) > s.wait {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(againAfter):
		}
	}
}

func (s *Store) migrateOnce(ctx context.Context) error {
	provider, err := s.provider(s.writer)
	if err != nil {
		return err
	}
	for {
		before, pending, err := s.pending(ctx, provider)
		if err != nil || !pending {
			return err
		}
		_, failed := provider.Up(ctx)
		if failed == nil {
			return nil
		}
		// Another program that began at the same time may have been faster, with all of
		// it or with a step.
		now, pending, err := s.pending(ctx, provider)
		if err != nil || !pending {
			return err
		}
		if now == before {
			return s.explain("bring the record up to date", failed)
		}
	}
}

// pending returns the form that the record has, and reports whether it is older than this
// program's.
func (s *Store) pending(ctx context.Context, provider *goose.Provider) (have int64, older bool, err error) {
	have, want, err := provider.GetVersions(ctx)
	if err != nil {
		return 0, false, s.explain("read the version of the record", err)
	}
	if have > want {
		return have, false, s.newer(have, want)
	}
	return have, have < want, nil
}

func (s *Store) provider(db *sql.DB) (*goose.Provider, error) {
	dialect, dir := s.d.migrations()
	files, err := fs.Sub(migrations, "migrations/"+dir)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, db, files, goose.WithDisableGlobalRegistry(true))
}

// checkSchema refuses to read a record that this program does not know the form of.
func (s *Store) checkSchema(ctx context.Context) error {
	versioned, err := s.d.ours(ctx, s.reader)
	if err != nil {
		return s.explain("open", err)
	}
	_, dir := s.d.migrations()
	files, err := fs.Glob(migrations, "migrations/"+dir+"/*.sql")
	if err != nil {
		return err
	}
	have, want := int64(0), versionOf(files[len(files)-1])
	if versioned {
		if err := s.reader.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version").Scan(&have); err != nil {
			return s.explain("open", err)
		}
	}
	switch {
	case have > want:
		return s.newer(have, want)
	case have == 0:
		return &Error{Path: s.path, What: "the record is empty", Advice: "Fill it with readout ingest.", Kind: readout.ErrNotFound}
	case have < want:
		return &Error{Path: s.path, What: fmt.Sprintf("the record has the form of an older readout (%d, now %d)", have, want),
			Advice: "Run readout ingest on it once: that brings it up to date."}
	}
	return nil
}

// versionOf is the number that the name of a migration begins with.
func versionOf(file string) int64 {
	digits, _, _ := strings.Cut(path.Base(file), "_")
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		panic("store: migration " + file + " has no number")
	}
	return n
}

func (s *Store) newer(have, want int64) error {
	return &Error{Path: s.path, Kind: ErrNewer, What: fmt.Sprintf("the record was made by a newer readout (form %d; this one knows up to %d)", have, want),
		Advice: "Nothing was changed. Use the newer program, or another record with --db."}
}
