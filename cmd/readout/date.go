package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"

	"readout"
	"readout/internal/link"
	"readout/internal/pipeline"
	"readout/internal/store"
)

type dateCommand struct {
	Page   string      `arg:"" help:"A page's id."`
	Day    string      `arg:"" optional:"" help:"The day that the page is of, or a range with \"..\"; nothing shows what is known."`
	Note   string      `help:"How you know."`
	Clear  bool        `help:"Take back what was said of the page before."`
	Record recordFlags `embed:""`
}

func (dateCommand) Help() string {
	return `Shows the day of a page as far as the record knows it, with every bound and what it rests on. A day given here overrules all of them, and what rests on the page's day is linked anew.

Examples:
  readout date sha256:4f2a…
  readout date sha256:4f2a… 2024-03-04 --note "printed edition of that day"`
}

func (c *dateCommand) Run(ctx context.Context, e *env) (err error) {
	from, to, err := eventDays(c.Day)
	if err != nil {
		return err
	}
	change := c.Day != "" || c.Clear
	record, err := c.Record.open(ctx, store.Options{ReadOnly: !change})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	id := readout.PageID(c.Page)
	if change {
		if c.Clear {
			from, to = "", ""
		}
		if err := record.SetDate(ctx, id, readout.Interval{Earliest: from, Latest: to}, cmp.Or(c.Note, "said with readout date")); err != nil {
			return advise(err)
		}
		if _, err := pipeline.Link(ctx, record, nil); err != nil {
			return advise(err)
		}
	}
	d, err := record.Dating(ctx, id)
	if err != nil {
		return advise(err)
	}
	out := bufio.NewWriter(e.Stdout)
	return cmp.Or(showDating(newListing(out, e), &d), out.Flush())
}

func showDating(l *listing, d *link.Dating) error {
	l.line(-4, "Published: "+recordInterval(d.Published))
	l.line(-4, "  by the page alone: "+recordInterval(d.Own))
	for _, ev := range d.Evidence {
		mark := "  - "
		if !ev.Used {
			mark = "  (not used) "
		}
		l.line(-6, mark+fmt.Sprintf("%s: %s (%s)", day(readout.Interval{Earliest: ev.Earliest, Latest: ev.Latest}), clean(string(ev.Note)), clean(ev.Value)))
	}
	return l.err
}
