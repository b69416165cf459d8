package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"os"
	"time"

	"readout/internal/desk"
	"readout/internal/store"
	"readout/internal/watch"
)

type sourcesCommand struct {
	List   sourcesList   `cmd:"" default:"withargs" help:"The sources that are followed, and how they are doing."`
	Add    sourcesAdd    `cmd:"" help:"Follow addresses, or those of OPML files, the next time that readout watch runs."`
	Remove sourcesRemove `cmd:"" help:"Follow a source no longer, and forget what it listed. Articles stay."`
	Pause  sourcesPause  `cmd:"" help:"Do not ask a source until it is resumed."`
	Resume sourcesResume `cmd:"" help:"Ask a source again that was paused, or that was stopped because it is gone."`
	OPML   sourcesOPML   `cmd:"" name:"opml" help:"Write the sources as an OPML file, for other programs."`
}

func (sourcesCommand) Help() string {
	return `A source is named by its id or its address.

Examples:
  readout sources                                all of them
  readout sources https://example.org/feed.xml   one, with the last times that it was asked
  readout sources add feeds.opml https://example.org/news
  readout sources pause https://example.org/feed.xml
  readout sources opml > feeds.opml`
}

type sourcesList struct {
	Source string      `arg:"" optional:"" help:"One source, by id or address; nothing lists all."`
	JSON   bool        `name:"json" help:"Print one source a line as JSON."`
	Record recordFlags `embed:""`
}

// healthDays is over how many days items are counted.
const healthDays = 14

func (c *sourcesList) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	now := time.Now()
	list, err := record.SourceHealth(ctx, now.AddDate(0, 0, -healthDays).UTC().Format(time.RFC3339))
	if err != nil {
		return advise(err)
	}
	if c.Source != "" {
		one, err := record.Source(ctx, c.Source)
		if err != nil {
			return advise(err)
		}
		for _, h := range list {
			if h.ID == one.ID {
				list = []store.SourceHealth{h}
			}
		}
	}
	out := bufio.NewWriter(e.Stdout)
	show := &sourceListing{listing: newListing(out, e), now: now}
	enc := jsonLines(out)
	for i := range list {
		if c.JSON {
			err = enc.Encode(newSourceJSON(&list[i], now))
		} else {
			err = show.health(&list[i])
		}
		if err != nil {
			return err
		}
	}
	if c.Source != "" && !c.JSON {
		if err := show.fetches(ctx, record, list[0].ID); err != nil {
			return advise(err)
		}
	}
	if len(list) == 0 {
		fmt.Fprintln(e.Stderr, "readout: no sources are followed; readout watch https://example.org/feed.xml follows one")
	}
	return out.Flush()
}

// A sourceJSON is a source as readout sources --json prints it.
type sourceJSON struct {
	ID        string  `json:"id"`
	URL       string  `json:"url"`
	Kind      string  `json:"kind"`
	Title     string  `json:"title"`
	Site      string  `json:"site"`
	Folder    string  `json:"folder"`
	Stopped   string  `json:"stopped"`
	Asked     string  `json:"asked"`
	OK        string  `json:"ok"`
	Due       string  `json:"due"`
	Every     int64   `json:"every"` // seconds
	Failures  int     `json:"failures"`
	Reason    string  `json:"reason"`
	Items     int     `json:"items"`
	PerDay    float64 `json:"items_per_day"`
	Taken     int     `json:"taken"`
	Waiting   int     `json:"waiting"`
	Failed    int     `json:"failed"`
	Undated   int     `json:"undated"`
	Paywalled int     `json:"paywalled"`
}

func newSourceJSON(h *store.SourceHealth, now time.Time) sourceJSON {
	return sourceJSON{ID: h.ID, URL: h.URL, Kind: h.Kind, Title: h.Title, Site: h.Site, Folder: h.Folder, Stopped: h.Stopped, Asked: h.Asked, OK: h.OK, Due: h.Due,
		Every: h.Every, Failures: h.Failures, Reason: h.Reason, Items: h.Items, PerDay: h.PerDay(now, healthDays), Taken: h.Taken, Waiting: h.Waiting,
		Failed: h.Failed, Undated: h.Undated, Paywalled: h.Paywalled}
}

type sourceListing struct {
	*listing
	now time.Time
}

func (l *sourceListing) health(h *store.SourceHealth) error {
	if l.n++; l.n > 1 {
		l.blank()
	}
	l.line(-4, desk.Join(" · ", l.bold(clean(cmp.Or(h.Title, h.URL))), h.Kind, clean(h.Folder)))
	l.line(4, l.dim(desk.Join(" · ", h.ID, clean(h.URL))))
	switch {
	case h.Stopped != "":
		l.line(4, "not asked any more: "+clean(h.Stopped))
	case h.Failures > 0:
		l.line(4, fmt.Sprintf("failed %s in a row: %s; last answered %s; asked again %s", desk.Plural(h.Failures, "time"), clean(h.Reason), cmp.Or(h.OK, "never"), h.Due))
	case h.Asked == "":
		l.line(4, "not asked yet")
	default:
		l.line(4, fmt.Sprintf("answered %s; asked again %s, about every %s", h.OK, h.Due, (time.Duration(h.Every)*time.Second).Round(time.Minute)))
	}
	if h.Items > 0 {
		l.line(4, desk.Join(" · ", desk.Plural(h.Items, "item"), fmt.Sprintf("%.1f a day", h.PerDay(l.now, healthDays)), fmt.Sprintf("%d in the record", h.Taken),
			some(h.Waiting, "waiting"), some(h.Failed, "not to be had"), share(h.Undated, h.Taken, "without a day"), share(h.Paywalled, h.Taken, "behind a paywall")))
	}
	return l.err
}

func some(n int, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d %s", n, what)
}

func share(n, of int, what string) string {
	if n == 0 || of == 0 {
		return ""
	}
	return fmt.Sprintf("%d %% %s", (n*100+of/2)/of, what)
}

// fetches prints the last times that a source was asked.
func (l *sourceListing) fetches(ctx context.Context, record *store.Store, id string) error {
	list, err := record.SourceFetches(ctx, id, 20)
	if err != nil {
		return err
	}
	l.section("Asked", len(list))
	for _, f := range list {
		status := "no answer"
		if f.Status > 0 {
			status = fmt.Sprint(f.Status)
		}
		l.line(-4, desk.Join(" · ", f.At, status, desk.Plural(int(f.Bytes), "byte"), f.Took.String(), fmt.Sprintf("%d listed, %d new", f.Listed, f.Fresh), clean(f.Note)))
	}
	return l.err
}

type sourcesAdd struct {
	Sources []string    `arg:"" name:"source" help:"Addresses or OPML files."`
	Record  recordFlags `embed:""`
}

func (c *sourcesAdd) Run(ctx context.Context, e *env) (err error) {
	list, err := outlines(c.Sources)
	if err != nil {
		return err
	}
	record, err := c.Record.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	added, _, err := addSources(ctx, record, list, time.Now())
	if err != nil {
		return advise(err)
	}
	fmt.Fprintf(e.Stderr, "readout: %s added, %d followed already; readout watch asks them\n", desk.Plural(added, "source"), len(list)-added)
	return nil
}

// change carries out a change of one source.
func changeSource(ctx context.Context, f recordFlags, name string, change func(*store.Store, *store.Source) error) (err error) {
	record, err := f.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	src, err := record.Source(ctx, name)
	if err != nil {
		return advise(err)
	}
	return advise(change(record, &src))
}

type sourcesRemove struct {
	Source string      `arg:"" help:"Its id or address."`
	Record recordFlags `embed:""`
}

func (c *sourcesRemove) Run(ctx context.Context, e *env) error {
	return changeSource(ctx, c.Record, c.Source, func(s *store.Store, src *store.Source) error {
		fmt.Fprintf(e.Stderr, "readout: %s is not followed any more\n", clean(src.URL))
		return s.RemoveSource(ctx, src.ID)
	})
}

type sourcesPause struct {
	Source string      `arg:"" help:"Its id or address."`
	Record recordFlags `embed:""`
}

func (c *sourcesPause) Run(ctx context.Context, e *env) error {
	return changeSource(ctx, c.Record, c.Source, func(s *store.Store, src *store.Source) error {
		fmt.Fprintf(e.Stderr, "readout: %s is paused\n", clean(src.URL))
		return s.StopSource(ctx, src.ID, "paused", src.Due)
	})
}

type sourcesResume struct {
	Source string      `arg:"" help:"Its id or address."`
	Record recordFlags `embed:""`
}

func (c *sourcesResume) Run(ctx context.Context, e *env) error {
	return changeSource(ctx, c.Record, c.Source, func(s *store.Store, src *store.Source) error {
		fmt.Fprintf(e.Stderr, "readout: %s is asked again\n", clean(src.URL))
		return s.StopSource(ctx, src.ID, "", time.Now().UTC().Format(time.RFC3339))
	})
}

type sourcesOPML struct {
	File   string      `arg:"" optional:"" type:"path" help:"Where to write; standard output without it."`
	Record recordFlags `embed:""`
}

func (c *sourcesOPML) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	list, err := record.Sources(ctx)
	if err != nil {
		return advise(err)
	}
	out := e.Stdout
	if c.File != "" {
		f, err := os.Create(c.File)
		if err != nil {
			return err
		}
		defer func() { err = cmp.Or(err, f.Close()) }()
		out = f
	}
	return watch.WriteOPML(out, "Sources of "+c.Record.DB, list)
}
