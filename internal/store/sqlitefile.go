package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"readout"
)

const damagedAdvice = "Nothing was changed. Restore the file from a backup, or move it away and run readout ingest again on the same pages."

func (d *sqliteDialect) advise(e *Error, f fault) {
	switch f {
	case faultLocked:
		e.Kind, e.What = ErrLocked, fmt.Sprintf("another program is writing to this record; waited %s", d.s.wait)
		e.Advice = "Wait until it has finished and run the same command again. What was done so far is kept."
	case faultDamaged:
		e.Kind, e.What, e.Advice = readout.ErrDamaged, "the record is damaged", damagedAdvice
	case faultFull:
		e.Kind, e.What = ErrFull, "the disk is full"
		e.Advice = "All pages reported so far are kept. Make room and run the same command again: it goes on where it stopped."
	case faultReadOnly:
		e.What = "the record cannot be written"
		e.Advice = "Give a file in a directory that you may write to, with --db."
	case faultCannotOpen:
		e.What = "the record cannot be opened"
		e.Advice = "See that the file and its directory can be read and written by this user."
	}
}

const header = "SQLite format 3\x00"

// inspect refuses what cannot be a record before SQLite sees it, with clearer words.
func inspect(path string, readOnly bool) error {
	fail := func(kind error, what, advice string) error {
		return &Error{Path: path, What: what, Advice: advice, Kind: kind}
	}
	if path == "" {
		return fail(readout.ErrInvalid, "no file given for the record", "Name one with --db.")
	}
	if scheme, _, found := strings.Cut(path, "://"); found {
		return fail(readout.ErrInvalid, "records at "+scheme+":// addresses are not supported", "Give a file name or a postgres:// address with --db.")
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && readOnly:
		return fail(readout.ErrNotFound, "there is no record here", "Make one with readout ingest, or name another with --db.")
	case errors.Is(err, fs.ErrNotExist):
		return inspectDirectory(path)
	case err != nil:
		return &Error{Path: path, What: "the record cannot be opened", Err: bare(err)}
	case info.IsDir():
		return fail(readout.ErrInvalid, "is a directory", "Give the name of a file with --db.")
	case !info.Mode().IsRegular():
		return fail(readout.ErrInvalid, "is not a file", "Give the name of a file with --db.")
	case info.Size() == 0 && readOnly:
		return fail(readout.ErrNotFound, "the record is empty", "Fill it with readout ingest.")
	case info.Size() == 0:
		return nil // a new record whose maker was stopped at once
	}
	return inspectHeader(path)
}

func inspectDirectory(path string) error {
	dir := filepath.Dir(path)
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = syscall.ENOTDIR
	}
	if err != nil {
		return &Error{Path: path, What: "the directory " + dir + " cannot be used", Advice: "Make the directory first, or name another file with --db.", Err: bare(err)}
	}
	return nil
}

func inspectHeader(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return &Error{Path: path, What: "the record cannot be opened", Err: bare(err)}
	}
	defer f.Close()
	b := make([]byte, len(header))
	if _, err := io.ReadFull(f, b); err != nil || string(b) != header {
		return &Error{Path: path, What: "not a record of readout, or one that is damaged", Advice: damagedAdvice, Kind: readout.ErrDamaged}
	}
	return nil
}

// bare takes the file's name off an error that will be told with it.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
