package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"strings"

	"readout"
	"readout/actor"
	"readout/internal/position"
	"readout/internal/query"
	"readout/internal/store"
)

type actorCommand struct {
	ID     string      `arg:"" help:"An actor's id or name: readout actors NAME shows who a name means."`
	JSON   bool        `name:"json" help:"Print the answer as JSON."`
	Limit  int         `short:"n" default:"10" help:"How many issues and voices to print; 0 prints all (default: ${default})."`
	Period periodFlags `embed:""`
	Record recordFlags `embed:""`
}

func (actorCommand) Help() string {
	return `Offices over time, the names it is given, its statements by issue, and the speakers counted to its side.

Examples:
  readout actor "Margit Ansley"
  readout actor HLV --from 2024-03 --to 2024-05
  readout actor --json HLV | jq .voices`
}

// A dossier is an actor with what the actor files and the record hold of it.
type dossier struct {
	ID      string                  `json:"id"`
	Type    actor.Type              `json:"type"`
	Name    string                  `json:"name"`
	Names   readout.List[string]    `json:"other_names"`
	Side    readout.Opt             `json:"side"`
	AsOf    readout.Day             `json:"known_to"`
	Offices readout.List[tenureRow] `json:"offices"` // held by a person, the latest last
	Holders readout.List[tenureRow] `json:"holders"` // of an office, the latest first
	Record  position.Profile        `json:"record"`
}

// A tenureRow is the time in which somebody held an office.
type tenureRow struct {
	ID     string           `json:"id"` // of the office, or of who held it
	Name   string           `json:"name"`
	From   readout.Interval `json:"from"`
	To     readout.Interval `json:"to"`
	Acting bool             `json:"acting"`
}

func (c *actorCommand) Run(ctx context.Context, e *env) (err error) {
	roster, err := loadRoster(e.ActorFiles)
	if err != nil {
		return err
	}
	a, err := theActor(roster, c.ID)
	if err != nil {
		return err
	}
	period, err := c.Period.node()
	if err != nil {
		return err
	}
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	d := dossierOf(roster, a)
	if d.Record, err = profile(ctx, record, a.ID, period); err != nil {
		return advise(err)
	}
	out := bufio.NewWriter(e.Stdout)
	if c.JSON {
		err = jsonLines(out).Encode(d)
	} else {
		err = (&positions{newListing(out, e).limited(c.Limit)}).dossier(&d)
	}
	return cmp.Or(err, out.Flush())
}

// unknownName is what to do about a name that no actor file has.
const unknownName = "nobody of that name in the actor files; --actors FILE adds those of the record"

// theActor returns the actor that an id or a name means.
func theActor(roster *actor.Roster, name string) (*actor.Actor, error) {
	switch ids := idsOf(roster, name); len(ids) {
	case 0:
		return nil, fmt.Errorf("%q: %s", name, unknownName)
	case 1:
		return roster.Get(ids[0]), nil
	default:
		return nil, usageError{fmt.Errorf("%q fits more than one; give the id of one: %s", name, strings.Join(ids, ", "))}
	}
}

func dossierOf(roster *actor.Roster, a *actor.Actor) dossier {
	d := dossier{ID: a.ID, Type: a.Type, Name: a.Name, Names: a.Names[1:], Side: readout.Opt(a.Side), AsOf: a.AsOf}
	for _, t := range a.Held {
		d.Offices = append(d.Offices, tenureRow{t.Office, roster.Get(t.Office).Name, t.From, t.To, t.Acting})
	}
	for _, p := range roster.Holders(a.ID, readout.Interval{}) {
		for _, t := range p.Held {
			if t.Office == a.ID {
				d.Holders = append(d.Holders, tenureRow{p.ID, p.Name, t.From, t.To, t.Acting})
			}
		}
	}
	return d
}

func profile(ctx context.Context, s *store.Store, id string, period query.Node) (position.Profile, error) {
	var n query.Node = query.Or{query.Field{Name: query.Speaker, Value: id}, query.Field{Name: query.Side, Value: id}}
	if period != nil {
		n = query.And{n, period}
	}
	p := position.NewProfiler(id)
	for h, err := range s.Search(ctx, query.Query{Root: n}, store.SearchOptions{}) {
		if err != nil {
			return position.Profile{}, err
		}
		p.Add(&h)
	}
	return p.Profile(), nil
}

func (p *positions) dossier(d *dossier) error {
	p.line(0, p.bold(clean(d.Name))+fmt.Sprintf("  %s, %s", d.ID, d.Type))
	if len(d.Names) > 0 {
		p.line(-4, "also: "+clean(strings.Join(d.Names, ", ")))
	}
	p.tenures("Offices held", d.Offices)
	p.tenures("Holders", d.Holders)
	if len(d.Offices)+len(d.Holders) > 0 {
		p.line(4, p.dim("as the actor files know it to "+string(d.AsOf)))
	}
	r := &d.Record
	p.blank()
	p.line(0, p.bold(plural(r.Statements, "statement")+" in the record")+fmt.Sprintf("; %d dated%s", r.Dated, span(r.From, r.To)))
	if r.Statements > 0 {
		p.line(4, "source "+shares(r.Levels))
		p.line(-8, "    called "+clean(shares(r.Names[:p.first(len(r.Names))])))
	}
	if len(r.Issues) > 0 {
		p.section("By issue", len(r.Issues))
	}
	for _, i := range r.Issues[:p.first(len(r.Issues))] {
		p.line(4, fmt.Sprintf("%-20s %d of %d%s", cmp.Or(i.Issue, "(none)"), i.N, i.Of, span(i.From, i.To)))
	}
	if r.Spoken == r.Statements {
		return p.err
	}
	p.section(fmt.Sprintf("Speakers of this side, by %s", plural(r.Spoken, "statement")), len(r.Voices))
	for _, v := range r.Voices[:p.first(len(r.Voices))] {
		who := party(&readout.Party{Name: v.Name, Type: v.Type, Office: v.Office})
		p.line(-8, fmt.Sprintf("    %d of %d  %s%s", v.N, v.Of, who, span(v.From, v.To)))
	}
	return p.err
}

func (p *positions) tenures(title string, list []tenureRow) {
	if len(list) == 0 {
		return
	}
	p.blank()
	p.line(0, p.bold(title))
	for _, t := range list {
		p.line(-8, fmt.Sprintf("    %s (%s)  %s", clean(t.Name), t.ID, tenure(actor.Tenure{From: t.From, To: t.To, Acting: t.Acting})))
	}
}

// span is a range of days with a comma before it, where there is one.
func span(from, to readout.Day) string {
	if from == "" {
		return ""
	}
	return fmt.Sprintf(", %s to %s", from, to)
}
