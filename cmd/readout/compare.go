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
	"slices"
	"strings"

	"readout"
	"readout/internal/account"
	"readout/internal/link"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
	"readout/text"
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
	reader, err := newReader(e)
	if err != nil {
		return err
	}
	words, files := split(c.Event)
	find := c.inRecord
	if len(files) > 0 {
		find = func(ctx context.Context, words []string, e *env, r *pipeline.Reader) (link.Event, []readout.Record, error) {
			return inFiles(ctx, words, files, e, r)
		}
	}
	ev, recs, err := find(ctx, words, e, reader)
	if err != nil {
		return err
	}
	got := account.Compare(account.Input{Event: ev, Words: account.WordsOf(reader.Model),
		Pages: account.PagesOf(ev, recs, func(s string) *text.Document { return text.Annotate(reader.Model, s) }),
		A:     sideOf(reader.Roster, c.A), B: sideOf(reader.Roster, c.B),
		Names: account.NamesOf(reader.Roster), Who: account.WhoOf(reader.Roster)})
	out := bufio.NewWriter(e.Stdout)
	return cmp.Or(c.print(out, e, &got), out.Flush())
}

// split parts the arguments into words that name an event and files to read.
func split(args []string) (words, files []string) {
	for _, a := range args {
		if _, err := os.Stat(a); err == nil || a == "-" || strings.Contains(a, "://") {
			files = append(files, a)
		} else {
			words = append(words, strings.Fields(a)...)
		}
	}
	return words, files
}

// inFiles reads pages and returns the one event that the words mean.
func inFiles(ctx context.Context, words, files []string, e *env, reader *pipeline.Reader) (link.Event, []readout.Record, error) {
	var recs []readout.Record
	tally := tally{e: e}
	for page, err := range source.Walk(ctx, files, sourceFlags{As: "auto"}.options(e)) {
		if err != nil {
			tally.fail(err)
			continue
		}
		recs = append(recs, reader.Read(page))
	}
	ev, err := choose(account.Group(recs), words)
	return ev, recs, err
}

// inRecord returns the event of the record that the words mean, with its pages.
func (c *compareCommand) inRecord(ctx context.Context, words []string, e *env, _ *pipeline.Reader) (ev link.Event, recs []readout.Record, err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return ev, nil, err
	}
	defer closing(record, &err)
	if len(words) == 1 {
		ev, recs, err = record.EventRecords(ctx, readout.EventID(words[0]))
		if !errors.Is(err, readout.ErrNotFound) {
			return ev, recs, advise(err)
		}
	}
	events, err := record.Events(ctx, store.EventQuery{})
	if err != nil {
		return ev, nil, advise(err)
	}
	if ev, err = choose(events, words); err != nil {
		return ev, nil, err
	}
	return record.EventRecords(ctx, ev.ID)
}

// listed is how many events are named where the words mean several.
const listed = 12

// choose returns the one event that the words mean: of several, the one that took place
// where the others did not, and then the one that most pages tell of.
func choose(events []link.Event, words []string) (link.Event, error) {
	found := slices.DeleteFunc(slices.Clone(events), func(ev link.Event) bool { return !account.Means(&ev, words) })
	for _, better := range []func(*link.Event) int{account.Parties, account.TookPlace, account.Told} {
		most := 0
		for i := range found {
			most = max(most, better(&found[i]))
		}
		found = slices.DeleteFunc(found, func(ev link.Event) bool { return better(&ev) < most })
	}
	switch {
	case len(found) == 0:
		return link.Event{}, fmt.Errorf("no event with %q: %w", strings.Join(words, " "), readout.ErrNotFound)
	case len(found) == 1:
		return found[0], nil
	}
	var b strings.Builder
	for i := range found[:min(listed, len(found))] {
		fmt.Fprintf(&b, "\n  %s", account.Title(&found[i]))
	}
	return link.Event{}, usageError{fmt.Errorf("%d events have these words; add the day, who took part, or the id:%s", len(found), clean2(b.String()))}
}

// clean2 makes lines safe to print.
func clean2(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

func (c *compareCommand) print(out io.Writer, e *env, got *account.Comparison) error {
	switch c.Format {
	case "json":
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return enc.Encode(got)
	case "markdown":
		return markdown(out, got)
	}
	return newSideBySide(out, e.Width, e.Color).comparison(got)
}
