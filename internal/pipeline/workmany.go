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
	err = l.ingest(ctx, with, l.Slices(ctx, p))
	switch {
	case ctx.Err() != nil:
		return l.Queue.Nak(keep, "", h)
	case err != nil:
		return l.failed(keep, err, h)
	}
	l.done.Slices++
	if _, err := putLinks(keep, l.Store, l.Queue); err != nil {
		l.Log.Warn("cannot put links to be made", "err", err)
	}
	return l.Queue.Ack(keep, h)
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
	if _, err := putLinks(keep, l.Store, l.Queue); err != nil {
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
