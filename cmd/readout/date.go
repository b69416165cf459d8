package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/user"
	"strings"
	"time"

	"readout"
	"readout/internal/correct"
	"readout/internal/desk"
	"readout/internal/link"
	"readout/internal/query"
	"readout/internal/store"
)

type dateCommand struct {
	Page   string      `arg:"" help:"A page: its id, the beginning of its hash, or a part of its path or address that no other page has."`
	Day    string      `arg:"" optional:"" help:"The day that the page is of, or a range with \"..\"; nothing shows what is known."`
	Note   string      `help:"How you know."`
	Clear  bool        `help:"Take back what was said of the page before."`
	Record recordFlags `embed:""`
}

func (dateCommand) Help() string {
	return `Shows the day of a page as far as the record knows it, with every bound and what it rests on. A day given here overrules all of them, and what rests on the page's day is linked anew.

Examples:
  readout date pages/briefing.txt
  readout date sha256:4f2a… 2024-03-04 --note "printed edition of that day"`
}

func (c *dateCommand) Run(ctx context.Context, e *env) (err error) {
	from, to, err := eventDays("day", c.Day)
	if err != nil {
		return err
	}
	change := c.Day != "" || c.Clear
	record, err := c.Record.open(ctx, store.Options{ReadOnly: !change})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	id, err := thePage(ctx, record, c.Page)
	if err != nil {
		return advise(err)
	}
	if change {
		if c.Clear {
			from, to = "", ""
		}
		asked, err := e.desk(ctx, record)
		if err != nil {
			return err
		}
		_, err = asked.Correct(ctx, desk.Correction{Kind: correct.Date, Who: userName(), Page: id, Date: readout.Interval{Earliest: from, Latest: to},
			Why: cmp.Or(c.Note, "said with readout date")}, time.Now())
		if err != nil {
			return asUsage(err)
		}
	}
	d, err := record.Dating(ctx, id)
	if err != nil {
		return advise(err)
	}
	out := bufio.NewWriter(e.Stdout)
	return cmp.Or(showDating(newListing(out, e), &d), out.Flush())
}

// userName is who the system says is at the keyboard.
func userName() string {
	u, err := user.Current()
	if err != nil {
		return "somebody"
	}
	return u.Username
}

// thePage returns the id of the one page that its id, hash, path or address means.
func thePage(ctx context.Context, record *store.Store, name string) (readout.PageID, error) {
	if _, err := record.Record(ctx, readout.PageID(name)); !errors.Is(err, readout.ErrNotFound) {
		return readout.PageID(name), err
	}
	var found []store.PageHit
	q := query.Query{Root: query.Field{Name: query.Page, Value: name}}
	for h, err := range record.SearchPages(ctx, q, store.SearchOptions{Limit: maxPages}) {
		if err != nil {
			return "", err
		}
		found = append(found, h)
	}
	switch {
	case name == "" || len(found) == 0:
		return "", fmt.Errorf("no page %q in the record; readout search --pages lists them", name)
	case len(found) == 1:
		return found[0].Page.ID, nil
	}
	var list strings.Builder
	for i := range found {
		list.WriteString(fmt.Sprintf("\n  %s  %s", found[i].Page.ID, clean(pageRef(&found[i].Page))))
	}
	return "", usageError{fmt.Errorf("%q fits more than one page; give the id of one:%s", name, list.String())}
}

// maxPages is how many pages are named where a name fits several.
const maxPages = 10

func showDating(l *listing, d *link.Dating) error {
	l.line(-4, "Published: "+interval(d.Published))
	l.line(-4, "  by the page alone: "+interval(d.Own))
	for _, ev := range d.Evidence {
		mark := "  - "
		if !ev.Used {
			mark = "  (not used) "
		}
		l.line(-6, mark+fmt.Sprintf("%s: %s (%s)", day(readout.Interval{Earliest: ev.Earliest, Latest: ev.Latest}), clean(string(ev.Note)), clean(ev.Value)))
	}
	return l.err
}
