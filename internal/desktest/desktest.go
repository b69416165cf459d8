// Package desktest gives tests a desk of the sample dossier.
package desktest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"readout/internal/desk"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
	"readout/sample"
)

// Sample returns a desk of a record of its own that holds the sample dossier. The pages are
// read once for all tests of a package.
func Sample(t testing.TB) *desk.Desk {
	t.Helper()
	content, err := sampleRecord()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "readout.db")
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return Open(t, file)
}

// Open returns a desk of the record in a file, which is made where there is none.
func Open(t testing.TB, file string) *desk.Desk {
	t.Helper()
	record, err := store.Open(t.Context(), file, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { record.Close() })
	d, err := desk.New(t.Context(), desk.NewKit(nil, nil), record)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// In returns a desk of the sample dossier in another record, which must be empty: a file, or
// the address of a database.
func In(t testing.TB, address string) *desk.Desk {
	t.Helper()
	to, err := store.Open(t.Context(), address, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = store.Copy(t.Context(), Sample(t).Store, to, func(string, int64, int64) {})
	if err := errors.Join(err, to.Close()); err != nil {
		t.Fatal(err)
	}
	return Open(t, address)
}

var sampleRecord = sync.OnceValues(func() (content []byte, err error) {
	dir, err := os.MkdirTemp("", "readout-sample-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.CopyFS(dir, sample.Files); err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "sample.db")
	if err := ReadSample(context.Background(), dir, file); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

// ReadSample reads the sample dossier, which lies in a directory, into a record.
func ReadSample(ctx context.Context, dir, address string) (err error) {
	record, err := store.Open(ctx, address, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, record.Close()) }()
	kit := desk.NewKit([]string{filepath.Join(dir, "actors.toml")}, nil)
	if err := kit.Keep(ctx, record); err != nil {
		return err
	}
	reader, err := kit.Reader()
	if err != nil {
		return err
	}
	in := &pipeline.Ingester{Store: record, Read: reader.Read, Stages: reader.Stages()}
	if _, err := in.Run(ctx, source.Walk(ctx, []string{filepath.Join(dir, "pages")}, source.Options{})); err != nil {
		return err
	}
	_, err = pipeline.Link(ctx, record, nil)
	return err
}
