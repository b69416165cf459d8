// Package store keeps the record: pages as they came, what was read from them, and indexes
// to find it by. The record is one SQLite file, or a database of PostgreSQL; what differs
// between the two stands behind [dialect].
//
// [Store.Put] is idempotent by the SHA-256 of a page's bytes and by the versions of the
// stages that read them, and is one transaction, so a program that is killed at any
// moment loses nothing that Put has returned for and doubles nothing when it is run
// again. [Store.Search] answers a [query.Query] with statements in their sentences.
// Errors name the record and say what to do, see [Error].
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"readout"
)

// Options say how a record is opened.
type Options struct {
	ReadOnly bool          // the record must exist, and is not changed
	Wait     time.Duration // how long to wait for another program's lock; 0 is 10 seconds

	// Asked is called with what is read from a record in SQLite, before it is; nil for
	// nobody. It is there for tests that look at how a query would be carried out.
	Asked func(query string, args []any)
}

const defaultWait = 10 * time.Second

// readers is the number of connections that read at once. They do not wait for the
// writer, nor it for them.
const readers = 4

// A Store is an open record. It is safe for concurrent use; writes take turns.
type Store struct {
	path    string // without a password
	wait    time.Duration
	asked   func(query string, args []any)
	d       dialect
	writer  *sql.DB // nil when read-only; of one connection in SQLite
	reader  *sql.DB
	encoder *zstd.Encoder
	decoder *zstd.Decoder
	whole   lasting[Scope]
	count   lasting[int] // of statements
	care    caution      // in linking beside others
}

// maxUnpacked bounds what a compressed part of a damaged or hostile record unpacks to.
const maxUnpacked = 1 << 30

// Open opens the record at path, a file name or the address of a database of PostgreSQL
// ("postgres://…"), and makes it where there is none and Options do not say ReadOnly. The
// database itself must exist. A file or database that is not a record is never changed.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	s := &Store{path: path, wait: opt.Wait, asked: opt.Asked}
	if s.wait == 0 {
		s.wait = defaultWait
	}
	s.d = &sqliteDialect{s: s}
	if isPostgres(path) {
		s.d, s.path = &postgresDialect{s: s, address: path}, Shown(path)
	}
	if err := s.open(ctx, opt.ReadOnly); err != nil {
		_ = s.Close() // the first error says more
		return nil, err
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, readOnly bool) error {
	if err := s.d.inspect(readOnly); err != nil {
		return err
	}
	var err error
	if s.encoder, err = zstd.NewWriter(nil); err != nil {
		return err
	}
	if s.decoder, err = zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxUnpacked)); err != nil {
		return err
	}
	if !readOnly {
		if err := s.d.identify(ctx); err != nil {
			return s.explain("open", err)
		}
		if err := s.d.connect(ctx); err != nil {
			return s.explain("open", err)
		}
		if err := s.migrate(ctx); err != nil {
			return err
		}
	}
	return s.explain("open", s.d.connectReaders(ctx, func() error { return s.checkSchema(ctx) }))
}

// Close closes the record. What Put has returned for is on disk already.
func (s *Store) Close() error {
	var errs []error
	if s.reader != nil {
		errs = append(errs, s.reader.Close())
	}
	errs = append(errs, s.d.close())
	if s.writer != nil {
		errs = append(errs, s.writer.Close())
	}
	if s.decoder != nil {
		s.decoder.Close()
	}
	return errors.Join(errs...)
}

// Path returns the name of the record's file, or its address without a password.
func (s *Store) Path() string { return s.path }

func (s *Store) pack(b []byte) []byte { return s.encoder.EncodeAll(b, nil) }

func (s *Store) unpack(what string, b []byte) ([]byte, error) {
	out, err := s.decoder.DecodeAll(b, nil)
	if err != nil {
		return nil, s.damaged(fmt.Sprintf("%s cannot be unpacked", what), err)
	}
	return out, nil
}

// readOnly is the error of writing to a record that was opened for reading.
func (s *Store) readOnly() error {
	return &Error{Path: s.path, What: "the record was opened for reading only"}
}

// damaged makes the error of a record that is whole for the database, but whose contents
// do not fit together.
func (s *Store) damaged(what string, err error) error {
	return &Error{Path: s.path, What: what, Advice: damagedAdvice, Kind: readout.ErrDamaged, Err: err}
}
