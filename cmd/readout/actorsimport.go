package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"readout"
	"readout/actor"
	"readout/internal/wikidata"
)

type actorsImport struct {
	Files     []string    `arg:"" name:"file" help:"A JSON dump of Wikidata or a part of one, an entity a line, or the CSV of a query; plain, gzip, bzip2 or zstd."`
	Out       string      `placeholder:"FILE" help:"The actor file to write (default: standard output)."`
	Type      []string    `enum:"person,state,body,organisation,outlet" default:"person,state,body,organisation" help:"What to take: person, state, body, organisation, outlet (default: ${default})."`
	Country   []string    `placeholder:"CODE" help:"Only what belongs to these states, by their ids, such as FRA."`
	Lang      []string    `default:"en" help:"Names in these languages; the first one gives the name that is shown (default: ${default})."`
	Sitelinks int         `placeholder:"N" help:"Only those about whom so many pages of Wikimedia's sites are written."`
	Seatless  bool        `help:"People who held no office, too."`
	AsOf      readout.Day `placeholder:"DAY" help:"The day to which the facts are known (default: when the last entity was changed); a table needs it."`
}

func (actorsImport) Help() string {
	return `The file adds to the shipped one: offices keep its ids where the state and the role are recognised, people that it knows keep theirs, and states that it knows are left to it. Each file is read twice, in memory that does not grow with it. docs/actors.md has a query whose CSV can be read.

Examples:
  readout actors import latest-all.json.bz2 --sitelinks 20 --out wikidata.toml
  readout actors import people.csv --as-of 2026-10-20 --out people.toml
  readout actors --actors people.toml                   check it
  readout ingest --actors people.toml pages/            use it`
}

func (c *actorsImport) Run(ctx context.Context, e *env) error {
	if slices.Contains(c.Files, "-") {
		return usageError{errors.New("files are read twice: save what comes on standard input in one first")}
	}
	if c.AsOf != "" && !c.AsOf.Valid() {
		return usageError{fmt.Errorf("--as-of %q: not a day like 2026-10-20", c.AsOf)}
	}
	roster, err := e.Kit.Roster()
	if err != nil {
		return err
	}
	for _, id := range c.Country {
		if len(id) != 3 {
			return usageError{fmt.Errorf("--country %q: want the three letters of a state, such as FRA", id)}
		}
	}
	data, counts, err := wikidata.File(ctx, c.Files, c.options(e, roster))
	switch {
	case errors.Is(err, wikidata.ErrTooMuch):
		return usageError{err}
	case errors.Is(err, readout.ErrInvalid) && c.AsOf == "" && counts.Entities > 0:
		return usageError{fmt.Errorf("%w\n  say it with --as-of DAY", err)}
	case err != nil:
		return err
	}
	if err := c.write(e, data); err != nil {
		return err
	}
	fmt.Fprintf(e.Stderr, "readout: %s\n", counts.Words())
	if hidden := counts.Bad - maxNamed; hidden > 0 {
		fmt.Fprintf(e.Stderr, "readout: and %d more lines that could not be read\n", hidden)
	}
	if counts.Bad > 0 {
		return errPartial
	}
	return nil
}

func (c *actorsImport) options(e *env, roster *actor.Roster) wikidata.Options {
	o := wikidata.Options{Roster: roster, Countries: c.Country, Languages: c.Lang, Sitelinks: c.Sitelinks, Seatless: c.Seatless, AsOf: c.AsOf}
	for _, t := range c.Type {
		o.Types = append(o.Types, actor.Type(t))
	}
	named := 0
	o.OnBad = func(b wikidata.Bad) {
		if named++; named <= maxNamed {
			fmt.Fprintf(e.Stderr, "readout: %s\n", clean(b.Error()))
		}
	}
	told := time.Now()
	o.OnRead = func(lines int) {
		if lines%1024 == 0 && time.Since(told) > 10*time.Second {
			told = time.Now()
			fmt.Fprintf(e.Stderr, "readout: line %d\n", lines)
		}
	}
	return o
}

// write writes the file whole or not at all.
func (c *actorsImport) write(e *env, data []byte) error {
	if c.Out == "" {
		_, err := e.Stdout.Write(data)
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(c.Out), ".actors-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err := errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), c.Out)
}
