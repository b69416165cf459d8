package main

import (
	"context"
	"errors"
	"iter"
	"os"

	"readout/internal/pipeline"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/warc"
)

// wholeFile is the digest of no bytes: whoever resumes at a place of a file with it does so
// whatever the file begins with.
const wholeFile = "0:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// slicer reads parts of WARC files, as the whole of one is read.
func slicer(opt source.Options) pipeline.Slicer {
	return func(ctx context.Context, p pipeline.Part) iter.Seq2[source.Page, error] {
		opt := opt
		opt.As = "warc"
		opt.Resume = func(_ context.Context, name string) (source.Archive, error) {
			return source.Archive{Name: name, Head: wholeFile, Place: p.From}, nil
		}
		return func(yield func(source.Page, error) bool) {
			at := p.From
			for page, err := range source.Walk(ctx, []string{p.File}, opt) {
				if !at.Before(p.To) {
					return
				}
				if page.Mark != nil {
					at = page.Mark.Place
				}
				page.Mark = nil // how far a part got says nothing of the file
				if !yield(page, err) {
					return
				}
			}
		}
	}
}

// putSlices puts the parts of WARC files on a queue, of so many records each.
func putSlices(ctx context.Context, q queue.Queue, files []string, records int, stages map[string]string) (parts int, err error) {
	for _, file := range files {
		n, err := putSlicesOf(ctx, q, file, records, stages)
		if parts += n; err != nil {
			return parts, err
		}
	}
	return parts, nil
}

func putSlicesOf(ctx context.Context, q queue.Queue, file string, records int, stages map[string]string) (parts int, err error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for s, err := range warc.Cut(f, records, warc.Limits{Payload: source.MaxPage}) {
		if err != nil {
			return parts, err
		}
		added, err := q.Put(ctx, pipeline.SliceJob(pipeline.Part{File: file, From: s.From, To: s.To, Records: s.Records}, stages))
		if parts += added; err != nil {
			return parts, err
		}
	}
	return parts, nil
}
