package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"readout"
	"readout/internal/correct"
	"readout/internal/desk"
	"readout/internal/export"
	"readout/internal/query"
	"readout/internal/store"
)

type exportCommand struct {
	Query   []string    `arg:"" optional:"" help:"Which statements (see readout search --help); nothing is all of them."`
	Format  string      `default:"csv" placeholder:"NAME" help:"${formats} (default: ${default}). docs/export.md tells what each holds."`
	Output  string      `short:"o" default:"-" placeholder:"FILE" help:"Where to write; the file appears when it is complete (default: standard output)."`
	Records bool        `help:"Whole records, as readout read --json prints them, of the pages with such statements."`
	Events  bool        `help:"Events across pages in place of statements."`
	Actor   string      `help:"With --events: only events with this participant: an actor's id, a side, or words of a name."`
	Kind    string      `help:"With --events: only events of this kind: call, meeting, talks, arrest …"`
	Date    string      `placeholder:"DAY" help:"With --events: only events that may have been then: 2024-03-03, 2024-03, or a range with \"..\"."`
	Log     bool        `name:"corrections" help:"What people put right, in place of statements: the whole log, one entry a line (JSON Lines)."`
	WARC    string      `name:"warc" placeholder:"FILE" help:"Write the pages with such statements, as they came, into an archive of the web (WARC 1.1)."`
	Record  recordFlags `embed:""`
}

func (exportCommand) Help() string {
	return `Examples:
  readout export -o statements.csv
  readout export --format parquet -o statements.parquet
  readout export --format jsonl 'speaker:"Margit Ansley" date:2024' > ansley.jsonl
  readout export --format bibtex 'issue:transit kind:direct' > transit.bib
  readout export --format web-annotation 'event:4f2a' > call.jsonld
  readout export --format jsonl --records > records.jsonl
  readout export --events --kind call --date 2024-03 -o calls.csv
  readout export --events --format ics -o planned.ics
  readout export --events --format ftm > events.ftm.json
  readout export --corrections > corrections.jsonl
  readout export --warc evidence.warc.gz 'speaker:"Margit Ansley" issue:transit'`
}

func (c *exportCommand) Run(ctx context.Context, e *env) (err error) {
	format, request, err := c.request()
	if err != nil {
		return err
	}
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	if c.Log {
		return c.into(e, func(out io.Writer) error { return corrections(ctx, record, out, e.Stderr) })
	}
	asked, err := e.desk(ctx, record)
	if err != nil {
		return err
	}
	if request.Query, err = asked.Resolve(request.Query); err != nil {
		return err
	}
	if c.WARC != "" {
		return advise(replaceFile(c.WARC, func(out io.Writer) error { return c.pack(ctx, record, request, out, e.Stderr) }))
	}
	return c.into(e, func(out io.Writer) error { return c.write(ctx, record, format, request, out, e.Stderr) })
}

// into writes where --output says.
func (c *exportCommand) into(e *env, write func(io.Writer) error) error {
	if c.Output == "-" {
		return advise(write(e.Stdout))
	}
	return advise(replaceFile(c.Output, write))
}

// corrections writes the log of corrections.
func corrections(ctx context.Context, s *store.Store, to, remarks io.Writer) error {
	log, err := s.CorrectionLog(ctx, 0)
	if err != nil {
		return err
	}
	if err := correct.WriteLog(to, log); err != nil {
		return err
	}
	fmt.Fprintf(remarks, "readout: %s exported\n", desk.Plural(len(log), "correction"))
	return nil
}

// request reads what is asked for, and in which format.
func (c *exportCommand) request() (export.Format, export.Request, error) {
	r := export.Request{Kind: export.Statements, Now: time.Now()}
	format, err := export.Find(c.Format)
	if err != nil {
		return format, r, usageError{fmt.Errorf("--format %q: there are %s", c.Format, strings.Join(formatNames(), ", "))}
	}
	flag := ""
	switch {
	case c.WARC != "" && (c.Events || c.Records || c.Output != "-"):
		return format, r, usageError{errors.New("--warc goes with a query alone: it writes pages, to the file it names")}
	case c.Log && (c.Events || c.Records || c.WARC != "" || len(c.Query) > 0 || c.Format != "csv"):
		return format, r, usageError{errors.New("--corrections goes with --output alone: it writes the whole log, as JSON Lines")}
	case c.Events && (c.Records || len(c.Query) > 0):
		return format, r, usageError{errors.New("--events takes neither --records nor a query; --actor, --kind and --date narrow events down")}
	case !c.Events && (c.Actor != "" || c.Kind != "" || c.Date != ""):
		return format, r, usageError{errors.New("--actor, --kind and --date go with --events; a query narrows statements down")}
	case c.Events:
		r.Kind, flag = export.Events, "--events"
	case c.Records:
		r.Kind, flag = export.Records, "--records"
	}
	if !format.Has(r.Kind) {
		if flag == "" {
			flag = "an export of statements"
		}
		return format, r, usageError{fmt.Errorf("%s goes with --format %s", flag, strings.Join(export.Of(r.Kind), ", "))}
	}
	r.Events = store.EventQuery{Actor: c.Actor, Kind: c.Kind}
	if r.Events.From, r.Events.To, err = eventDays("--date", c.Date); err != nil {
		return format, r, err
	}
	if r.Query, err = query.Parse(strings.Join(c.Query, " ")); err != nil {
		return format, r, asUsage(err)
	}
	return format, r, nil
}

// formatNames lists the names of all formats.
func formatNames() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}

func (c *exportCommand) write(ctx context.Context, s *store.Store, f export.Format, r export.Request, to, remarks io.Writer) error {
	n, err := f.Write(ctx, s, r, to)
	if err != nil {
		return err
	}
	thing := strings.TrimSuffix(string(r.Kind), "s")
	fmt.Fprintf(remarks, "readout: %s exported\n", desk.Plural(n.Written, thing))
	if n.LeftOut > 0 {
		fmt.Fprintf(remarks, "readout: %s left out: %s has no place for them (docs/export.md)\n", desk.Plural(n.LeftOut, thing), f.Title)
	}
	if r.Kind == export.Events {
		return nil
	}
	tally, err := s.Count(ctx, r.Query)
	if err == nil && tally.Undated > 0 {
		fmt.Fprintf(remarks, "readout: %s left out: the day is not known\n", desk.Plural(tally.Undated, "statement"))
	}
	return err
}

// pack writes the evidence pack.
func (c *exportCommand) pack(ctx context.Context, s *store.Store, r export.Request, to, remarks io.Writer) error {
	n, err := export.Pack(ctx, s, export.PackRequest{Query: r.Query, Words: strings.Join(c.Query, " "), Software: "readout/" + version, Now: r.Now}, to)
	if err != nil {
		return err
	}
	fmt.Fprintf(remarks, "readout: %s with %s exported\n", desk.Plural(n.Pages, "page"), desk.Plural(n.Statements, "statement"))
	return nil
}

// chain names who relays a statement, the outermost last.
func chain(parties []readout.Party) string { return export.Chain(parties) }

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
