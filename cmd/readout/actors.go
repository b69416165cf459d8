package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"readout"
	"readout/actor"
	"readout/internal/desk"
)

type actorsCommand struct {
	Show   actorsShow   `cmd:"" default:"withargs" help:"Show who a name means, or check an actor file."`
	Import actorsImport `cmd:"" help:"Make an actor file of an extract of Wikidata."`
}

func (actorsCommand) Help() string {
	return `Examples:
  readout actors "US Secretary of State" --on 2023-07-31
  readout actors Blinken
  readout actors --actors mine.toml     check an actor file
  readout actors import latest-all.json.bz2 --sitelinks 20 --out wikidata.toml`
}

type actorsShow struct {
	Name string      `arg:"" optional:"" help:"A name as a text has it; without one, counts are shown."`
	On   readout.Day `placeholder:"DAY" help:"Show who held an office, or what somebody held, on this day only (2023-07-25)."`
}

func (c *actorsShow) Run(e *env) error {
	if c.On != "" && !c.On.Valid() {
		return usageError{fmt.Errorf("--on %q: not a day like 2023-07-25", c.On)}
	}
	roster, err := e.Kit.Roster()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(e.Stdout)
	if c.Name == "" {
		counts(out, roster)
		return out.Flush()
	}
	found := 0
	for _, m := range roster.Find(c.Name) {
		for _, a := range m.Actors {
			found++
			c.show(out, roster, a)
		}
	}
	if found == 0 {
		return fmt.Errorf("%q: nobody of that name in the actor files", c.Name)
	}
	return out.Flush()
}

// show prints an actor, and the offices it held or, of an office, who held it.
func (c *actorsShow) show(out io.Writer, roster *actor.Roster, a *actor.Actor) {
	fmt.Fprintf(out, "%s  %s  %s  known to %s (%s)\n", a.ID, a.Type, a.Name, a.AsOf, a.Source)
	if len(a.Names) > 1 {
		fmt.Fprintf(out, "  also: %s\n", strings.Join(a.Names[1:], ", "))
	}
	when := readout.On(c.On, readout.None)
	for _, t := range a.Held {
		if c.covers(t) {
			fmt.Fprintf(out, "  %s (%s)  %s\n", roster.Get(t.Office).Name, t.Office, tenure(t))
		}
	}
	for _, p := range roster.Holders(a.ID, when) {
		for _, t := range p.Held {
			if t.Office == a.ID && c.covers(t) {
				fmt.Fprintf(out, "  %s (%s)  %s, known to %s\n", p.Name, p.ID, tenure(t), p.AsOf)
			}
		}
	}
}

// covers reports whether a tenure may cover the day that is asked for.
func (c *actorsShow) covers(t actor.Tenure) bool {
	return c.On == "" || t.From.Earliest <= c.On && (t.To.Latest == "" || c.On <= t.To.Latest)
}

func tenure(t actor.Tenure) string {
	return desk.Tenure{From: t.From, To: t.To, Acting: t.Acting}.Words()
}

func counts(out io.Writer, roster *actor.Roster) {
	n := make(map[actor.Type]int)
	names := 0
	for a := range roster.Actors() {
		n[a.Type]++
		names += len(a.Names)
	}
	for _, t := range []actor.Type{actor.State, actor.Organisation, actor.Body, actor.Office, actor.Outlet, actor.Group, actor.Person} {
		fmt.Fprintf(out, "%6d  %s\n", n[t], t)
	}
	fmt.Fprintf(out, "%6d  actors, %d names\n", roster.Len(), names)
}
