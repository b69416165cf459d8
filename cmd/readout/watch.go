package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"readout/internal/desk"
	"readout/internal/fetch"
	"readout/internal/pipeline"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/watch"
)

type watchCommand struct {
	Sources []string    `arg:"" optional:"" name:"source" help:"Addresses of feeds, sites, sitemaps or articles, or OPML files, to follow from now on; nothing follows what the record has already."`
	Once    bool        `help:"Ask what is due now, once, and end."`
	Now     bool        `help:"Ask the sources that are given, or all, also where they are not due yet."`
	Follow  followFlags `embed:""`
	Workers int         `default:"8" help:"Sources that are asked at the same time (default: ${default})."`
	Quiet   bool        `short:"q" help:"Print only what goes wrong, and the sum."`
	Web     fetchFlags  `embed:""`
	Queue   queueFlags  `embed:""`
	Record  recordFlags `embed:""`
}

func (watchCommand) Help() string {
	return `Follows sources: asks each one when something new is to be expected, and brings new articles into the record. RSS, Atom, RDF and JSON feeds, sitemaps and their indexes, pages that list articles, and single articles are read; for the address of a site its feed is found. An article that is found changed is kept as a new version (readout versions).

It runs until it is interrupted, and goes on where it was. Sources are asked politely: robots.txt is obeyed, a host gets one request at a time. Say with --contact where you can be reached. See docs/watch.md.

Examples:
  readout watch https://example.org/feed.xml feeds.opml --contact me@example.org
  readout watch                         go on with all that are followed
  readout watch --once --quiet          for a timer, such as cron
  readout watch --queue record          leave it to workers: readout work --fetch 8
  readout sources                       how they are doing`
}

func (c *watchCommand) Run(ctx context.Context, e *env) (err error) {
	outlines, err := c.outlines()
	if err != nil {
		return err
	}
	if _, err := e.Kit.Reader(); err != nil {
		return err
	}
	record, err := c.Record.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	if err := c.add(ctx, e, record, outlines); err != nil {
		return advise(err)
	}
	watcher, err := c.watcher(ctx, e, record)
	if err != nil {
		return advise(err)
	}
	if c.Queue.Queue != "" {
		return c.hand(ctx, e, watcher)
	}
	run := watcher.Run
	if c.Once {
		run = watcher.Round
	}
	tally, err := run(ctx)
	if err == nil && c.Once && tally == (watch.Tally{}) {
		return advise(nothingDue(ctx, e, record))
	}
	fmt.Fprintf(e.Stderr, "readout: %s: %s asked, %d failed; %s new, %d fetched, %d unchanged, %d not to be had\n", c.Record.DB,
		desk.Plural(tally.Asked, "source"), tally.Failed, desk.Plural(tally.New, "item"), tally.Pages, tally.Same, tally.Lost)
	if err == nil && c.Once && tally.Failed > 0 {
		return errPartial
	}
	return advise(err)
}

func nothingDue(ctx context.Context, e *env, record *store.Store) error {
	due, err := record.NextDue(ctx)
	if err != nil {
		return err
	}
	if due == "" {
		fmt.Fprintln(e.Stderr, "readout: no sources are followed; name one: readout watch https://example.org/feed.xml")
		return nil
	}
	fmt.Fprintf(e.Stderr, "readout: nothing is due before %s; --now asks all the same\n", due)
	return nil
}

// outlines reads what is given: addresses and OPML files.
func (c *watchCommand) outlines() ([]watch.Outline, error) { return outlines(c.Sources) }

func outlines(args []string) ([]watch.Outline, error) {
	var out []watch.Outline
	for _, arg := range args {
		b, err := os.ReadFile(arg)
		switch {
		case err == nil:
			list, err := watch.ReadOPML(b)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", arg, err)
			}
			out = append(out, list...)
			continue
		case strings.HasSuffix(arg, ".opml") && !strings.Contains(arg, "://"):
			return nil, fmt.Errorf("%s: %w", arg, bareError(err))
		}
		address, err := watch.Address(arg)
		if err != nil {
			return nil, usageError{err}
		}
		out = append(out, watch.Outline{URL: address})
	}
	return out, nil
}

// bareError takes the file's name off an error that is told with it.
func bareError(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// add adds the sources that are given, and with --now makes what is to be asked due.
func (c *watchCommand) add(ctx context.Context, e *env, record *store.Store, list []watch.Outline) error {
	now := time.Now()
	added, ids, err := addSources(ctx, record, list, now)
	if err != nil {
		return err
	}
	if n := len(list) - added; len(list) > 1 || n > 0 {
		fmt.Fprintf(e.Stderr, "readout: %s added, %d followed already\n", desk.Plural(added, "source"), n)
	}
	if !c.Now {
		return nil
	}
	return record.HurrySources(ctx, ids, now.UTC().Format(time.RFC3339))
}

func addSources(ctx context.Context, record *store.Store, list []watch.Outline, now time.Time) (added int, ids []string, err error) {
	for _, o := range list {
		src, fresh, err := watch.Add(ctx, record, o, now)
		if err != nil {
			return added, ids, err
		}
		if fresh {
			added++
		}
		ids = append(ids, src.ID)
	}
	return added, ids, nil
}

// hand puts sources that are due on the queue, for workers to ask.
func (c *watchCommand) hand(ctx context.Context, e *env, w *watch.Watcher) error {
	kit, err := e.Kit.Of(ctx, w.Store)
	if err != nil {
		return advise(err)
	}
	reader, err := kit.Reader()
	if err != nil {
		return err
	}
	q, err := c.Queue.open(ctx, w.Store, queue.Policy{})
	if err != nil {
		return advise(err)
	}
	defer q.Close()
	n, err := w.Hand(ctx, c.Once, func(ctx context.Context, sources []string) (int, error) {
		jobs := make([]queue.Job, len(sources))
		for i, id := range sources {
			jobs[i] = pipeline.FetchJob(id, reader.Stages())
		}
		return q.Put(ctx, jobs...)
	})
	fmt.Fprintf(e.Stderr, "readout: %s: %s put on the queue\n", store.Shown(c.Record.DB), desk.Plural(n, "source"))
	return advise(err)
}

func (c *watchCommand) watcher(ctx context.Context, e *env, record *store.Store) (*watch.Watcher, error) {
	prepare := context.WithoutCancel(ctx)
	kit, err := e.Kit.Of(prepare, record)
	if err != nil {
		return nil, err
	}
	if err := e.Kit.Keep(prepare, record); err != nil {
		return nil, err
	}
	reader, err := kit.Reader()
	if err != nil {
		return nil, err
	}
	level := slog.LevelInfo
	if c.Quiet {
		level = slog.LevelWarn
	}
	w := c.Follow.watcher(record, c.Web, newLog(e.Stderr, e.LogAs, level))
	w.Workers = c.Workers
	w.Ingest = func(ctx context.Context, pages iter.Seq2[source.Page, error]) error {
		in := &pipeline.Ingester{Store: record, Read: reader.Read, Stages: reader.Stages(), OnFail: func(err error) {
			fmt.Fprintf(e.Stderr, "readout: %v\n", err)
		}}
		_, err := in.Run(ctx, pages)
		return err
	}
	w.Link = func(ctx context.Context) error {
		_, err := pipeline.Link(ctx, record, nil)
		return err
	}
	return w, nil
}

// followFlags say how sources are followed.
type followFlags struct {
	Revisit bool          `default:"true" negatable:"" help:"Look again at articles for a month, to see what was changed (on by default)."`
	Days    int           `default:"30" help:"Leave out articles of sitemaps that are older (default: ${default} days)."`
	Gap     time.Duration `default:"2s" help:"Pause between two requests to a host (default: ${default})."`
}

// watcher returns a watcher that brings nothing into the record yet.
func (f followFlags) watcher(record *store.Store, web fetchFlags, log *slog.Logger) *watch.Watcher {
	opt := web.options()
	opt.Gap, opt.Robots, opt.Turns = f.Gap, record, record
	host, _ := os.Hostname() // to tell watchers on several machines apart
	return &watch.Watcher{Store: record, Fetch: fetch.New(opt), Once: !f.Revisit, Days: f.Days,
		Holder: fmt.Sprintf("%s:%d:%x", host, os.Getpid(), rand.Uint32()), Now: time.Now, Jitter: rand.Float64, Log: log}
}
