package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"readout/internal/link"
	"readout/internal/query"
	"readout/internal/store"
)

type exportCommand struct {
	Query   []string    `arg:"" optional:"" help:"Which statements (see readout search --help); nothing is all of them."`
	Format  string      `enum:"csv,jsonl" default:"csv" help:"csv or jsonl (default: ${default}). The columns are described in docs/export.md."`
	Output  string      `short:"o" default:"-" placeholder:"FILE" help:"Where to write; the file appears when it is complete (default: standard output)."`
	Records bool        `help:"With jsonl: whole records, as readout read --json prints them, of the pages with such statements."`
	Events  bool        `help:"Events across pages in place of statements, all of them."`
	Record  recordFlags `embed:""`
}

func (exportCommand) Help() string {
	return `Examples:
  readout export -o statements.csv
  readout export --format jsonl 'speaker:"Margit Ansley" date:2024' > ansley.jsonl
  readout export --format jsonl --records > records.jsonl
  readout export --events -o events.csv`
}

func (c *exportCommand) Run(ctx context.Context, e *env) (err error) {
	if c.Records && c.Format != "jsonl" {
		return usageError{errors.New("--records goes with --format jsonl")}
	}
	if c.Events && (c.Records || len(c.Query) > 0) {
		return usageError{errors.New("--events takes neither --records nor a query; readout event --json narrows events down")}
	}
	q, err := e.Kit.Query(strings.Join(c.Query, " "))
	if err != nil {
		return asUsage(err)
	}
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	if c.Output != "-" {
		err = replaceFile(c.Output, func(out io.Writer) error { return c.write(ctx, record, q, out, e.Stderr) })
	} else {
		err = c.write(ctx, record, q, e.Stdout, e.Stderr)
	}
	return advise(err)
}

func (c *exportCommand) write(ctx context.Context, s *store.Store, q query.Query, to, remarks io.Writer) error {
	out := bufio.NewWriterSize(to, 1<<16)
	var n int
	var err error
	thing := "statement"
	switch {
	case c.Events:
		thing = "event"
		n, err = exportEvents(ctx, s, c.Format, out)
	case c.Records:
		thing = "record"
		n, err = exportRecords(ctx, s, q, out)
	case c.Format == "csv":
		n, err = exportCSV(ctx, s, q, out)
	default:
		n, err = exportLines(ctx, s, q, out)
	}
	if err := cmp.Or(err, out.Flush()); err != nil {
		return err
	}
	fmt.Fprintf(remarks, "readout: %s exported\n", plural(n, thing))
	tally, err := s.Count(ctx, q)
	if err == nil && tally.Undated > 0 {
		fmt.Fprintf(remarks, "readout: %s left out: the day is not known\n", plural(tally.Undated, "statement"))
	}
	return err
}

func exportLines(ctx context.Context, s *store.Store, q query.Query, out io.Writer) (n int, err error) {
	enc := jsonLines(out)
	err = s.Export(ctx, q, func(h store.Hit) error {
		n++
		return enc.Encode(h)
	})
	return n, err
}

func exportRecords(ctx context.Context, s *store.Store, q query.Query, out io.Writer) (n int, err error) {
	enc := jsonLines(out)
	for rec, err := range s.Records(ctx, q) {
		if err == nil {
			err = enc.Encode(rec)
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func exportCSV(ctx context.Context, s *store.Store, q query.Query, out io.Writer) (n int, err error) {
	w, err := newTable(out, statementColumns)
	if err != nil {
		return 0, err
	}
	err = s.Export(ctx, q, func(h store.Hit) error {
		n++
		return w.row(&h)
	})
	return n, cmp.Or(err, w.flush())
}

// exportEvents writes the events across pages, the newest first.
func exportEvents(ctx context.Context, s *store.Store, format string, out io.Writer) (n int, err error) {
	if format == "jsonl" {
		enc := jsonLines(out)
		err = s.EachEvent(ctx, store.EventQuery{}, func(ev *link.Event) error {
			n++
			return enc.Encode(ev)
		})
		return n, err
	}
	w, err := newTable(out, eventColumns)
	if err != nil {
		return 0, err
	}
	err = s.EachEvent(ctx, store.EventQuery{}, func(ev *link.Event) error {
		n++
		return w.row(ev)
	})
	return n, cmp.Or(err, w.flush())
}

// unfinished ends the name of a file that is not complete.
const unfinished = ".part"

// replaceFile writes a file under another name and gives it its own when it is complete,
// so that no half of a file is taken for the whole. What is not a plain file, such as a
// pipe, is written to as it is.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(write(f), f.Close())
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*"+unfinished)
	if err != nil {
		return named(path, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the first error is the one to tell
		}
	}()
	err = write(f)
	if err == nil {
		err = errors.Join(f.Chmod(0o644), f.Sync())
	}
	if err := cmp.Or(err, f.Close()); err != nil {
		return named(path, err)
	}
	return os.Rename(f.Name(), path)
}

// named makes an error of the unfinished file one of the file that it would have become.
func named(path string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) && strings.HasSuffix(pe.Path, unfinished) {
		return fmt.Errorf("%s: %w", path, pe.Err)
	}
	return err
}
