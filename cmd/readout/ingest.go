package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"readout/internal/desk"
	"readout/internal/pipeline"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/warc"
)

type ingestCommand struct {
	Pages  []string    `arg:"" name:"page" help:"Files, directories or web addresses; - is standard input."`
	Record recordFlags `embed:""`
	Input  sourceFlags `embed:""`
	Queue  queueFlags  `embed:""`
	Slice  int         `placeholder:"N" help:"With --queue: put WARC files on it as parts of N records, to be read by workers that have them under the same names; such as 10000."`
}

func (ingestCommand) Help() string {
	return `Pages that the record has already are left alone, so the same command can be repeated, and goes on where it was interrupted. Pages that cannot be read are kept with the reason. Of archives of the web (.warc, .warc.gz) the pages are read, and reading goes on behind the last one that was kept; docs/archives.md tells more of these, of wikis' dumps and of lines of JSON.

Examples:
  readout ingest pages/
  readout ingest CC-NEWS-20310501000000-00001.warc.gz
  readout ingest --json-field text=body,headline=title,published=date,url=link articles.jsonl.gz
  readout ingest --db may.db https://example.org/a briefing.txt
  readout ingest --queue record pages/     keep them, for readout work to read`
}

func (c *ingestCommand) Run(ctx context.Context, e *env) (err error) {
	if _, err := e.Kit.Reader(); err != nil { // a mistake in a file of the user's leaves no record behind
		return err
	}
	record, err := c.Record.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	prepare := context.WithoutCancel(ctx) // an interrupt is told of with what was done, which is nothing then
	kit, err := e.Kit.Of(prepare, record)
	if err != nil {
		return advise(err)
	}
	if err := e.Kit.Keep(prepare, record); err != nil {
		return advise(err)
	}
	reader, err := kit.Reader()
	if err != nil {
		return err
	}
	opt := c.Input.options(e)
	m := newMeter(ctx, e, func(ctx context.Context) extent { return extentOf(ctx, c.Pages, opt) })
	opt.OnSkip, opt.OnPass, opt.OnNote = m.skipped, m.passed.add, m.note
	opt.Resume = resumer(record, reader.Stages())
	in := &pipeline.Ingester{Store: record, Read: reader.Read, Stages: reader.Stages(), OnFail: m.failed, OnWrite: m.progress, OnUnresolved: m.unresolved}
	if c.Queue.Queue != "" {
		if in.Queue, err = c.Queue.open(ctx, record, queue.Policy{}); err != nil {
			return advise(err)
		}
		defer in.Queue.Close()
		in.Patience, in.OnWait = patience, m.waits
	}
	if c.Slice > 0 {
		return c.slices(ctx, e, in)
	}
	run := func(pages iter.Seq2[source.Page, error]) (pipeline.Progress, error) {
		return in.RunLinked(ctx, pages, m.linking(10*time.Second, time.Now))
	}
	if in.Queue != nil { // whoever reads the pages links them
		run = func(pages iter.Seq2[source.Page, error]) (pipeline.Progress, error) { return in.Run(ctx, pages) }
	}
	done, err := run(source.Walk(ctx, c.Pages, opt))
	m.end()
	return c.summary(e, m, done, err)
}

// resumer tells how far stages have read an archive into the record.
func resumer(record *store.Store, stages map[string]string) source.Resumer {
	return func(ctx context.Context, name string) (source.Archive, error) {
		a, err := record.Archive(ctx, name, stages)
		return source.Archive{Name: a.Name, Size: a.Size, Head: a.Head, Place: warc.Place{Offset: a.Start, Skip: a.Skip}}, err
	}
}

// slices puts parts of archives on the queue, which workers read with the files themselves.
func (c *ingestCommand) slices(ctx context.Context, e *env, in *pipeline.Ingester) error {
	if in.Queue == nil {
		return usageError{errors.New("--slice needs --queue")}
	}
	n, err := putSlices(ctx, in.Queue, c.Pages, c.Slice, in.Stages)
	fmt.Fprintf(e.Stderr, "readout: %s: %s put on the queue\n", store.Shown(c.Record.DB), desk.Plural(n, "part"))
	return err
}

// summary says what was done, whatever ended the work.
func (c *ingestCommand) summary(e *env, m *meter, p pipeline.Progress, err error) error {
	if hidden := m.failures - maxNamed; hidden > 0 {
		fmt.Fprintf(e.Stderr, "readout: and %d more that failed\n", hidden)
	}
	if m.skips > 0 {
		fmt.Fprintf(e.Stderr, "readout: %s skipped: not named like pages (.html, .txt, .jsonl, .warc)\n", desk.Plural(m.skips, "file"))
	}
	m.passed.tell(e.Stderr)
	if p.Unresolved > 0 {
		fmt.Fprintf(e.Stderr, "readout: %s that an archive had before and the record does not\n", desk.Plural(p.Unresolved, "page"))
	}
	line := fmt.Sprintf("%d new, %d already there, %d failed", p.New, p.Unchanged, p.Failed)
	switch {
	case c.Queue.Queue != "":
		line = fmt.Sprintf("%d put on the queue, %d already there, %d failed", p.New, p.Unchanged, p.Failed)
	case p.Updated > 0:
		line = fmt.Sprintf("%d new, %d read again, %d already there, %d failed", p.New, p.Updated, p.Unchanged, p.Failed)
	}
	fmt.Fprintf(e.Stderr, "readout: %s: %s\n", store.Shown(c.Record.DB), line)
	switch {
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("stopped after %s; the same command goes on from there", desk.Plural(p.Done(), "page"))
	case err != nil:
		return advise(err)
	case p.Failed > 0:
		return errPartial
	}
	return nil
}

// maxNamed is how many failed pages are named one by one.
const maxNamed = 10
