package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
	"time"

	"readout"
	"readout/internal/desk"
	"readout/internal/export"
	"readout/internal/pipeline"
	"readout/internal/queue"
	"readout/internal/source"
	"readout/internal/store"
)

// queueFlags name the queue.
type queueFlags struct {
	Queue string `name:"queue" env:"READOUT_QUEUE" placeholder:"ADDRESS" help:"The queue: nats://HOST:4222, several with commas, or record for the table in the record itself."`
}

// ownQueue names the queue in the record.
const ownQueue = "record"

// open opens the queue, that of the record where none is named.
func (f queueFlags) open(ctx context.Context, record *store.Store, p queue.Policy) (queue.Queue, error) {
	switch {
	case f.Queue == "" || f.Queue == ownQueue:
		return record.Jobs(p), nil
	case strings.HasPrefix(f.Queue, queue.Prefix), strings.HasPrefix(f.Queue, "tls://"):
		return queue.OpenNATS(ctx, f.Queue, p)
	}
	return nil, usageError{fmt.Errorf("--queue %q: neither an address such as nats://host:4222 nor %q", f.Queue, ownQueue)}
}

type workCommand struct {
	Record     recordFlags   `embed:""`
	Queue      queueFlags    `embed:""`
	Lanes      int           `placeholder:"N" help:"Jobs that are done at once (default: one for each processor)."`
	LinkEach   int           `default:"512" placeholder:"N" help:"For each so many pages to be linked one more worker links a part of them at the same time; on PostgreSQL (default: ${default})."`
	Lease      time.Duration `default:"1m" help:"After how long without a word from its worker a job is handed out again (default: ${default})."`
	Tries      int           `default:"5" help:"How often a job is tried (default: ${default})."`
	Patience   time.Duration `default:"2m" help:"How long the record or the queue may be out of reach (default: ${default})."`
	UntilEmpty bool          `help:"End when there is nothing left to do."`
	Parquet    string        `placeholder:"DIR" type:"path" help:"Read parts of archives (readout ingest --slice) into Parquet files in this folder, and not into the record; readout queue parts lists them."`
	Fetch      int           `placeholder:"N" help:"Ask sources too, N at the same time, which readout watch --queue puts on the queue; as shipped that is left to other workers."`
	Follow     followFlags   `embed:""`
	Web        fetchFlags    `embed:""`
}

func (workCommand) Help() string {
	return `Does the jobs of a queue until it is interrupted: reads pages that readout ingest --queue has kept, and links what is read; with --fetch it also follows the sources that readout watch --queue finds to be due. As many workers as you like may share a record and a queue, on one machine or on many. An interrupted worker finishes or hands back what it holds; one that is killed loses nothing: others get its jobs when their leases end.

Examples:
  readout ingest --queue record pages/ && readout work --until-empty
  readout work --db may.db --queue nats://localhost:4222
  readout ingest --queue record --slice 10000 news.warc.gz && readout work --parquet parts/ --until-empty
  readout work --fetch 8 --contact me@example.org`
}

func (c *workCommand) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	kit, err := e.Kit.Of(ctx, record)
	if err != nil {
		return advise(err)
	}
	reader, err := kit.Reader()
	if err != nil {
		return err
	}
	policy := queue.Policy{Lease: c.Lease, Tries: c.Tries}
	q, err := c.Queue.open(ctx, record, policy)
	if err != nil {
		return advise(err)
	}
	defer q.Close()
	w := c.worker(e, record, q, reader)
	begin := time.Now()
	done, err := w.Run(ctx)
	if c.Fetch > 0 {
		fmt.Fprintf(e.Stderr, "readout: %s followed\n", desk.Plural(done.Asked, "source"))
	}
	fmt.Fprintf(e.Stderr, "readout: %s read (%d failed), %s linked in %s\n", desk.Plural(done.Read, "page"), done.Failed, desk.Plural(done.Linked, "page"), time.Since(begin).Round(time.Second))
	return advise(err)
}

func (c *workCommand) worker(e *env, record *store.Store, q queue.Queue, reader *pipeline.Reader) *pipeline.Worker {
	w := &pipeline.Worker{Store: record, Queue: q, Read: reader.Read, Stages: reader.Stages(), Slices: slicer(source.Options{}),
		Lanes: c.Lanes, LinkEach: c.LinkEach, Lease: c.Lease, Patience: c.Patience, UntilEmpty: c.UntilEmpty, Log: e.Log}
	w.Renew = func(ctx context.Context) (func(source.Page) readout.Record, map[string]string, error) {
		kit, err := e.Kit.Of(ctx, record)
		if err != nil {
			return nil, nil, err
		}
		reader, err := kit.Reader()
		if err != nil {
			return nil, nil, err
		}
		return reader.Read, reader.Stages(), nil
	}
	if c.Parquet != "" {
		w.Parts = export.Parter(c.Parquet)
	}
	if c.Fetch > 0 {
		follow := c.Follow.watcher(record, c.Web, e.Log)
		w.Fetchers = c.Fetch
		w.Fetch = func(ctx context.Context, id string, ingest func(context.Context, iter.Seq2[source.Page, error]) error) error {
			one := *follow
			one.Ingest = ingest
			_, err := one.Source(ctx, id)
			return err
		}
	}
	return w
}

type queueCommand struct {
	Show   queueShow   `cmd:"" default:"withargs" help:"How much there is to do, and what was given up with the reasons."`
	Replay queueReplay `cmd:"" help:"Put back what was given up."`
	Parts  queueParts  `cmd:"" help:"List the Parquet files that workers have made of parts of archives."`
	Refill queueRefill `cmd:"" help:"Make the jobs again from the record: pages that are not read by today's stages, and links to be made."`
}

func (queueCommand) Help() string {
	return `The queue carries work and never the record: whatever is lost with it, readout queue refill makes again.

Examples:
  readout queue --queue nats://localhost:4222
  readout queue replay
  readout queue refill`
}

type queueShow struct {
	Record recordFlags `embed:""`
	Queue  queueFlags  `embed:""`
	JSON   bool        `name:"json" help:"As JSON."`
	Most   int         `name:"most" default:"20" help:"How many jobs that were given up are listed (default: ${default})."`
}

func (c *queueShow) Run(ctx context.Context, e *env) error {
	return withQueue(ctx, c.Record, c.Queue, func(_ *store.Store, q queue.Queue) error {
		stats, err := q.Stats(ctx)
		if err != nil {
			return err
		}
		dead, err := q.Dead(ctx, c.Most)
		if err != nil {
			return err
		}
		if c.JSON {
			enc := json.NewEncoder(e.Stdout)
			enc.SetIndent("", "  ")
			return enc.Encode(map[string]any{"kinds": stats, "dead": dead})
		}
		return printQueue(e, stats, dead)
	})
}

func printQueue(e *env, stats []queue.Stat, dead []queue.Dead) error {
	if len(stats) == 0 {
		_, err := fmt.Fprintln(e.Stdout, "nothing to do")
		return err
	}
	given := 0
	for _, s := range stats {
		given += s.Dead
		line := fmt.Sprintf("%s: %d waiting, %d taken, %d given up", s.Kind, s.Ready, s.Held, s.Dead)
		if s.Oldest > 0 {
			line += ", the oldest put " + s.Oldest.Round(time.Second).String() + " ago"
		}
		fmt.Fprintln(e.Stdout, line)
	}
	for _, d := range dead {
		fmt.Fprintf(e.Stdout, "given up at try %d: %s: %s\n", d.Tries, clean(d.ID), clean(d.Reason))
	}
	if more := given - len(dead); more > 0 {
		fmt.Fprintf(e.Stdout, "and %d more\n", more)
	}
	return nil
}

type queueReplay struct {
	Record recordFlags `embed:""`
	Queue  queueFlags  `embed:""`
}

func (c *queueReplay) Run(ctx context.Context, e *env) error {
	return withQueue(ctx, c.Record, c.Queue, func(_ *store.Store, q queue.Queue) error {
		n, err := q.Replay(ctx)
		fmt.Fprintf(e.Stderr, "readout: %s put back\n", desk.Plural(n, "job"))
		return err
	})
}

type queueRefill struct {
	Record recordFlags `embed:""`
	Queue  queueFlags  `embed:""`
}

func (c *queueRefill) Run(ctx context.Context, e *env) error {
	return withQueue(ctx, c.Record, c.Queue, func(s *store.Store, q queue.Queue) error {
		kit, err := e.Kit.Of(ctx, s)
		if err != nil {
			return err
		}
		reader, err := kit.Reader()
		if err != nil {
			return err
		}
		n, err := pipeline.Refill(ctx, s, q, reader.Stages())
		fmt.Fprintf(e.Stderr, "readout: %s put\n", desk.Plural(n, "job"))
		return err
	})
}

type queueParts struct {
	Record recordFlags `embed:""`
	JSON   bool        `name:"json" help:"One part a line as JSON."`
}

func (c *queueParts) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	kit, err := e.Kit.Of(ctx, record)
	if err != nil {
		return advise(err)
	}
	reader, err := kit.Reader()
	if err != nil {
		return err
	}
	list, err := record.Slices(ctx, reader.Stages())
	if err != nil {
		return advise(err)
	}
	out := bufio.NewWriter(e.Stdout)
	enc := jsonLines(out)
	for i := range list {
		if c.JSON {
			if err := enc.Encode(&list[i]); err != nil {
				return err
			}
			continue
		}
		for _, f := range list[i].Files {
			fmt.Fprintln(out, f.Name)
		}
	}
	return out.Flush()
}

// withQueue opens a record and its queue for f.
func withQueue(ctx context.Context, r recordFlags, f queueFlags, do func(*store.Store, queue.Queue) error) (err error) {
	record, err := r.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	q, err := f.open(ctx, record, queue.Policy{})
	if err != nil {
		return err
	}
	defer q.Close()
	return advise(do(record, q))
}
