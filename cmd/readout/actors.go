package main

import (
	"fmt"
	"strings"

	"readout"
	"readout/actor"
)

type actorsCommand struct {
	Name string      `arg:"" optional:"" help:"A name as a text has it; without one, counts are shown."`
	On   readout.Day `placeholder:"DAY" help:"Show the offices held on this day (2023-07-25)."`
}

func (actorsCommand) Help() string {
	return `Examples:
  readout actors "Secretary of State"
  readout actors Blinken --on 2023-07-31
  readout actors --actors mine.toml     check an actor file`
}

func (c *actorsCommand) Run(e *env) error {
	roster, err := loadRoster(e.ActorFiles)
	if err != nil {
		return err
	}
	if c.On != "" && !c.On.Valid() {
		return usageError{fmt.Errorf("--on %q: not a day like 2023-07-25", c.On)}
	}
	if c.Name == "" {
		return counts(e, roster)
	}
	found := 0
	for _, m := range roster.Find(c.Name) {
		for _, a := range m.Actors {
			found++
			c.show(e, roster, a)
		}
	}
	if found == 0 {
		return fmt.Errorf("%q: nobody of that name in the actor files: %w", c.Name, readout.ErrNotFound)
	}
	return nil
}

func (c *actorsCommand) show(e *env, roster *actor.Roster, a *actor.Actor) {
	fmt.Fprintf(e.Stdout, "%s  %s  %s  known to %s (%s)\n", a.ID, a.Type, a.Name, a.AsOf, a.Source)
	if len(a.Names) > 1 {
		fmt.Fprintf(e.Stdout, "  also: %s\n", strings.Join(a.Names[1:], ", "))
	}
	for _, t := range a.Held {
		if c.On != "" && !overlaps(t, c.On) {
			continue
		}
		fmt.Fprintf(e.Stdout, "  %s  %s to %s\n", t.Office, orUnknown(t.From.Earliest), orUnknown(t.To.Latest))
	}
}

func overlaps(t actor.Tenure, d readout.Day) bool {
	return t.From.Earliest <= d && (t.To.Latest == "" || d <= t.To.Latest)
}

func orUnknown(d readout.Day) string {
	if d == "" {
		return "…"
	}
	return string(d)
}

func counts(e *env, roster *actor.Roster) error {
	n := make(map[actor.Type]int)
	names := 0
	for a := range roster.Actors() {
		n[a.Type]++
		names += len(a.Names)
	}
	for _, t := range []actor.Type{actor.State, actor.Organisation, actor.Body, actor.Office, actor.Outlet, actor.Group, actor.Person} {
		fmt.Fprintf(e.Stdout, "%6d  %s\n", n[t], t)
	}
	_, err := fmt.Fprintf(e.Stdout, "%6d  actors, %d names\n", roster.Len(), names)
	return err
}
