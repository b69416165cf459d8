package store

import (
	"errors"
	"fmt"
	"strings"
)

// The kinds of failure besides the root package's; test for them with [errors.Is].
var (
	ErrLocked = errors.New("record in use") // by another program, for longer than was waited
	ErrFull   = errors.New("disk full")
	ErrNewer  = errors.New("record made by a newer readout")
)

// An Error is what kept a record from being opened, read or written.
type Error struct {
	Path   string // the record's file or address
	What   string // what is wrong
	Advice string // what to do about it, or ""
	Kind   error  // ErrLocked, readout.ErrDamaged ..., or nil
	Err    error  // what the system says, or nil
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Path + ": " + e.What
	}
	// What was tried to reach a database stands on lines of its own.
	said := strings.ReplaceAll(strings.ReplaceAll(e.Err.Error(), ":\n\t", ": "), "\n\t", "; ")
	return fmt.Sprintf("%s: %s: %s", e.Path, e.What, said)
}

// Unwrap gives the kind and the system's error.
func (e *Error) Unwrap() []error {
	var errs []error
	if e.Kind != nil {
		errs = append(errs, e.Kind)
	}
	if e.Err != nil {
		errs = append(errs, e.Err)
	}
	return errs
}

// explain makes an Error of what the database says, with the operation where the words of the
// database alone would not tell.
func (s *Store) explain(op string, err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	e := &Error{Path: s.path, What: op, Err: err}
	s.d.advise(e, s.d.fault(err))
	return e
}
