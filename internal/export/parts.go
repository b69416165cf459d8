package export

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"os"
	"path"
	"path/filepath"

	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
)

// Parter returns what reads part of an archive into Parquet files below a folder: into a
// record of its own, which is linked, written by [Parts] and thrown away.
func Parter(dir string) pipeline.Parter {
	return func(ctx context.Context, r pipeline.Reads, pages iter.Seq2[source.Page, error]) (store.Slice, error) {
		var out store.Slice
		err := pipeline.Aside(ctx, r, pages, func(error) { out.Failed++ }, func(s *store.Store) error {
			sums, err := s.Sums(ctx)
			if err != nil {
				return err
			}
			out.Pages = sums.Pages - sums.Failed
			out.Files, err = Parts(ctx, s, dir)
			return err
		})
		return out, err
	}
}

// Parts writes all statements and events of a record as Parquet files below a folder, one of
// each kind that there is anything of. A file has a name made of its contents, so the same
// record makes the same files however often it is written, and it gets its name when it is
// complete and on the disk.
func Parts(ctx context.Context, s *store.Store, dir string) ([]store.PartFile, error) {
	f, err := Find("parquet")
	if err != nil {
		return nil, err
	}
	var out []store.PartFile
	for _, kind := range []Kind{Statements, Events} {
		part, err := f.part(ctx, s, dir, kind)
		if err != nil {
			return out, err
		}
		if part.Rows > 0 {
			out = append(out, part)
		}
	}
	return out, nil
}

// part writes one file. Its name begins with a dot until it is whole.
func (f *Format) part(ctx context.Context, s *store.Store, dir string, kind Kind) (part store.PartFile, err error) {
	part.Kind = string(kind)
	folder := filepath.Join(dir, string(kind))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return part, err
	}
	file, err := os.CreateTemp(folder, ".part-*")
	if err != nil {
		return part, err
	}
	defer func() {
		if err != nil || part.Rows == 0 {
			_ = os.Remove(file.Name()) // the first error is the one to tell
		}
	}()
	sum := sha256.New()
	n, err := f.Write(ctx, s, Request{Kind: kind, Earlier: true}, io.MultiWriter(file, sum))
	part.Rows = n.Written
	if err == nil && part.Rows > 0 {
		part.Bytes, err = file.Seek(0, io.SeekEnd)
		err = errors.Join(err, file.Chmod(0o644), file.Sync())
	}
	if err = errors.Join(err, file.Close()); err != nil || part.Rows == 0 {
		return part, err
	}
	part.Name = path.Join(string(kind), hex.EncodeToString(sum.Sum(nil))+f.Extension)
	if err := os.Rename(file.Name(), filepath.Join(dir, filepath.FromSlash(part.Name))); err != nil {
		return part, err
	}
	return part, syncFolder(folder)
}
