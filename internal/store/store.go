// Package store keeps the record on disk, in one SQLite file: pages as they came, what
// was read from them, and indexes to find it by.
//
// [Store.Put] is idempotent by the SHA-256 of a page's bytes and by the versions of the
// stages that read them, and is one transaction, so a program that is killed at any
// moment loses nothing that Put has returned for and doubles nothing when it is run
// again. [Store.Search] answers a [query.Query] with statements in their sentences.
// Errors name the file and say what to do, see [Error].
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
}

const defaultWait = 10 * time.Second

// readers is the number of connections that read at once. They do not wait for the
// writer, nor it for them.
const readers = 4

// A Store is an open record. It is safe for concurrent use; writes take turns.
type Store struct {
	path    string
	wait    time.Duration
	writer  *sql.DB // one connection; nil when read-only
	reader  *sql.DB
	write   *writeStatements
	encoder *zstd.Encoder
	decoder *zstd.Decoder
}

// maxUnpacked bounds what a compressed part of a damaged or hostile record unpacks to.
const maxUnpacked = 1 << 30

// Open opens the record at path, a file name, and makes it where there is none and
// Options do not say ReadOnly. A file that is not a record is never changed.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	s := &Store{path: path, wait: opt.Wait}
	if s.wait == 0 {
		s.wait = defaultWait
	}
	if err := s.open(ctx, opt.ReadOnly); err != nil {
		_ = s.Close() // the first error says more
		return nil, err
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, readOnly bool) error {
	if err := inspect(s.path, readOnly); err != nil {
		return err
	}
	var err error
	if s.encoder, err = zstd.NewWriter(nil); err != nil {
		return err
	}
	if s.decoder, err = zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxUnpacked)); err != nil {
		return err
	}
	if readOnly {
		return s.openReader(ctx)
	}
	if err := s.identify(ctx); err != nil {
		return err
	}
	if s.writer, err = openWriter(s.path, s.wait); err != nil {
		return s.explain("open", err)
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	if s.write, err = prepareWrites(ctx, s.writer); err != nil {
		return s.explain("open", err)
	}
	return s.openReader(ctx)
}

// openReader opens the read pool. Where the directory cannot be written SQLite cannot
// make the files that go with a write-ahead log; nobody can be writing there then, and
// the record is read as it lies.
func (s *Store) openReader(ctx context.Context) error {
	var err error
	for _, immutable := range []bool{false, true} {
		if immutable && (s.writer != nil || exists(s.path+"-wal")) {
			break
		}
		if s.reader != nil {
			s.reader.Close()
		}
		if s.reader, err = openReaders(s.path, s.wait, immutable); err != nil {
			return s.explain("open", err)
		}
		if err = s.checkSchema(ctx); err == nil || !cannotOpen(err) {
			break
		}
	}
	return err
}

// Close closes the record. What Put has returned for is on disk already.
func (s *Store) Close() error {
	var errs []error
	if s.reader != nil {
		errs = append(errs, s.reader.Close())
	}
	if s.write != nil {
		s.write.close()
	}
	if s.writer != nil {
		errs = append(errs, s.writer.Close())
	}
	if s.decoder != nil {
		s.decoder.Close()
	}
	return errors.Join(errs...)
}

// Path returns the name of the record's file, as given to Open.
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

// damaged makes the error of a record whose file is whole for SQLite, but whose contents
// do not fit together.
func (s *Store) damaged(what string, err error) error {
	return &Error{Path: s.path, What: what, Advice: damagedAdvice, Kind: readout.ErrDamaged, Err: err}
}
