package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"readout"
	"readout/internal/account"
	"readout/internal/desk"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
)

type compareCommand struct {
	Event  []string    `arg:"" help:"An event of the record: its id, or the beginning of it, or words that only it has: its kind, who took part, its day. Files and directories among them are read in place of the record."`
	Format string      `enum:"table,markdown,json" default:"table" help:"table, markdown or json."`
	A      string      `placeholder:"SIDE" help:"The side shown first, by name or id (default: the two of which the pages tell most)."`
	B      string      `placeholder:"SIDE" help:"The side it is compared with."`
	Record recordFlags `embed:""`
}

func (compareCommand) Help() string {
	return `A row is a matter: what each side says of it, and whether both speak of it, one alone, or both against each other. Words in quotation marks are verbatim; docs/compare.md says what the verdicts mean.

Examples:
  readout compare "call Ansley Orlec 2024-03-03"
  readout compare --format markdown 0f3a > table.md
  readout compare --actors sample/actors.toml sample/pages/0[367]*.*    pages, without a record`
}

func (c *compareCommand) Run(ctx context.Context, e *env) (err error) {
	words, files := split(c.Event)
	var got account.Comparison
	use := func(record *store.Store) (err error) {
		asked, err := e.desk(ctx, record)
		if err != nil {
			return err
		}
		got, err = asked.Compare(ctx, desk.CompareQuery{Event: words, A: c.A, B: c.B})
		return err
	}
	if len(files) > 0 {
		err = c.aside(ctx, e, files, use)
	} else {
		err = c.inRecord(ctx, use)
	}
	if err != nil {
		return which(e, err, words, len(files) > 0)
	}
	out := bufio.NewWriter(e.Stdout)
	return cmp.Or(c.print(out, e, &got), out.Flush())
}

// aside reads files into a record of their own for use.
func (c *compareCommand) aside(ctx context.Context, e *env, files []string, use func(*store.Store) error) error {
	reader, err := e.Kit.Reader()
	if err != nil {
		return err
	}
	tally := tally{e: e}
	return pipeline.Aside(ctx, reader, source.Walk(ctx, files, sourceFlags{As: "auto"}.options(e)), tally.fail, use)
}

// pageNames end the names of files: such a word names one, also where there is none.
var pageNames = []string{".html", ".htm", ".txt"}

// split parts the arguments into words that name an event and files to read.
func split(args []string) (words, files []string) {
	for _, a := range args {
		if _, err := os.Stat(a); err == nil || a == "-" || strings.Contains(a, "/") || slices.Contains(pageNames, filepath.Ext(a)) {
			files = append(files, a)
		} else {
			words = append(words, strings.Fields(a)...)
		}
	}
	return words, files
}

// inRecord opens the record for use.
func (c *compareCommand) inRecord(ctx context.Context, use func(*store.Store) error) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	return use(record)
}

// listed is how many events are named where the words mean several.
const listed = 12

// which adds to the error of words that mean several events which ones these are, and to
// that of words that mean none where to look.
func which(e *env, err error, words []string, files bool) error {
	var many *account.AmbiguousError
	var ofRecord *store.Error
	switch {
	case errors.As(err, &many):
	case !errors.Is(err, readout.ErrNotFound) || errors.As(err, &ofRecord):
		return asUsage(err)
	case len(words) == 0:
		return errors.New("no event found in these pages")
	case files:
		return fmt.Errorf("no event with %q in these pages", strings.Join(words, " "))
	default:
		return fmt.Errorf("no event with %q; readout event lists them", strings.Join(words, " "))
	}
	p := &page{out: e.Stderr, width: e.Width}
	for i := range many.Events[:min(listed, len(many.Events))] {
		p.line(-2, eventLine(p, &many.Events[i]))
	}
	return usageError{fmt.Errorf("%w; add the day, who took part, or the id", err)}
}

func (c *compareCommand) print(out io.Writer, e *env, got *account.Comparison) error {
	switch c.Format {
	case "json":
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return enc.Encode(got)
	case "markdown":
		return desk.Markdown(out, got)
	}
	return newSideBySide(out, e.Width, e.Color).comparison(got)
}
