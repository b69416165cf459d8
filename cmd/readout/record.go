package main

import (
	"context"
	"errors"
	"fmt"

	"readout"
	"readout/internal/store"
)

// recordFlags name the record.
type recordFlags struct {
	DB string `name:"db" default:"./readout.db" env:"READOUT_DB" placeholder:"FILE" help:"The record's file, or postgres://user@host/database (default: ${default})."`
}

// open opens the record; where it cannot, the error says what to do about it.
func (f recordFlags) open(ctx context.Context, opt store.Options) (*store.Store, error) {
	s, err := store.Open(ctx, f.DB, opt)
	return s, advise(err)
}

// advise adds to an error of the record what to do about it, on a line of its own.
func advise(err error) error {
	var e *store.Error
	if errors.As(err, &e) && e.Advice != "" {
		return fmt.Errorf("%w\n  %s", err, e.Advice)
	}
	return err
}

// asUsage makes a mistake in what was asked for one in the command line, and says of an
// error of the record what to do about it.
func asUsage(err error) error {
	var ofRecord *store.Error
	if errors.Is(err, readout.ErrInvalid) && !errors.As(err, &ofRecord) {
		return usageError{err}
	}
	return advise(err)
}

// closing closes the record at the end of a command, and returns the command's error or
// else that of closing.
func closing(s *store.Store, err *error) {
	if e := s.Close(); e != nil && *err == nil {
		*err = e
	}
}

// pageRef is where a page came from, for a person: its address, else its path.
func pageRef(p *readout.Page) string {
	if p.URL != "" {
		return string(p.URL)
	}
	return p.Name()
}
