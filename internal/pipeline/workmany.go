package pipeline

import (
	"context"
	"encoding/json"
	"iter"

	"readout/internal/queue"
	"readout/internal/source"
)

// slice reads part of an archive. What was written of it is not read again by whoever takes
// it next.
func (l *lane) slice(ctx, keep context.Context, h queue.Held) error {
	var p Part
	if err := json.Unmarshal(h.Body, &p); err != nil || p.File == "" {
		l.done.Buried++
		return l.Queue.Bury(keep, "it names no file", h)
	}
	with, err := l.readersFor(keep, p.By)
	if err != nil {
		return l.failed(keep, err, h)
	}
	if l.Parts != nil {
		err = l.part(ctx, keep, with, h.ID, l.Slices(ctx, p))
	} else {
		err = l.ingest(ctx, with, l.Slices(ctx, p))
	}
	switch {
	case ctx.Err() != nil:
		return l.Queue.Nak(keep, "", h)
	case err != nil:
		return l.failed(keep, err, h)
	}
	l.done.Slices++
	if _, err := putLinks(keep, l.Store, l.Queue, l.LinkEach); err != nil {
		l.Log.Warn("cannot put links to be made", "err", err)
	}
	return l.Queue.Ack(keep, h)
}

// part reads part of an archive into files, unless that was done. The record names them in
// one row, written when they are there: broken off before, the same files are made again.
func (l *lane) part(ctx, keep context.Context, with reading, job string, pages iter.Seq2[source.Page, error]) error {
	done, err := l.Store.SliceDone(keep, job, with.stages)
	if err != nil || done {
		return err
	}
	made, err := l.Parts(ctx, with, pages)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil { // it may have ended before the last page
		return err
	}
	made.Job = job
	if err := l.Store.CommitSlice(keep, &made, with.stages); err != nil {
		return err
	}
	l.done.Read += made.Pages
	l.done.Failed += made.Failed
	return nil
}

// fetch follows a source. What it fetched is in the record, as is what is left to do for it.
func (l *lane) fetch(ctx, keep context.Context, h queue.Held) error {
	var b fetchBody
	if err := json.Unmarshal(h.Body, &b); err != nil || b.Source == "" {
		l.done.Buried++
		return l.Queue.Bury(keep, "it names no source", h)
	}
	with, err := l.readersFor(keep, b.By)
	if err != nil {
		return l.failed(keep, err, h)
	}
	err = l.Fetch(ctx, b.Source, func(ctx context.Context, pages iter.Seq2[source.Page, error]) error {
		return l.ingest(ctx, with, pages)
	})
	switch {
	case ctx.Err() != nil:
		return l.Queue.Nak(keep, "", h)
	case err != nil:
		return l.failed(keep, err, h)
	}
	l.done.Asked++
	if _, err := putLinks(keep, l.Store, l.Queue, l.LinkEach); err != nil {
		l.Log.Warn("cannot put links to be made", "err", err)
	}
	return l.Queue.Ack(keep, h)
}

// ingest reads pages into the record.
func (l *lane) ingest(ctx context.Context, with reading, pages iter.Seq2[source.Page, error]) error {
	in := Ingester{Store: l.Store, Read: with.read, Stages: with.stages, Workers: 1}
	done, err := in.Run(ctx, pages)
	l.done.Read += done.New + done.Updated
	l.done.Failed += done.Failed
	return err
}
