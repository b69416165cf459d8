package pipeline

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"

	"readout"
	"readout/internal/source"
	"readout/internal/store"
)

// A Reads reads pages, by stages of some versions; a [Reader] does.
type Reads interface {
	Read(source.Page) readout.Record
	Stages() map[string]string
}

// Aside reads pages into a record of their own, links them, and calls use with it. The
// record lies in a temporary folder and is gone when Aside returns. Failed are told of
// pages that could not be read; it may be nil.
func Aside(ctx context.Context, r Reads, pages iter.Seq2[source.Page, error], failed func(error), use func(*store.Store) error) (err error) {
	dir, err := os.MkdirTemp("", "readout-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	record, err := store.Open(ctx, filepath.Join(dir, "readout.db"), store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, record.Close()) }()
	in := &Ingester{Store: record, Read: r.Read, Stages: r.Stages(), OnFail: failed}
	if _, err := in.Run(ctx, pages); err != nil {
		return err
	}
	if _, err := Link(ctx, record, nil); err != nil {
		return err
	}
	return use(record)
}
