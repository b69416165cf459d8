package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"strings"

	"readout"
	"readout/internal/desk"
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

func (c *actorCommand) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	asked, err := e.desk(ctx, record)
	if err != nil {
		return err
	}
	d, err := asked.Dossier(ctx, c.ID, desk.Period(c.Period))
	if err != nil {
		return asUsage(err)
	}
	out := bufio.NewWriter(e.Stdout)
	if c.JSON {
		err = jsonLines(out).Encode(d)
	} else {
		err = (&positions{newListing(out, e).limited(c.Limit)}).dossier(&d)
	}
	return cmp.Or(err, out.Flush())
}

func (p *positions) dossier(d *desk.Dossier) error {
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
	p.line(0, p.bold(desk.Plural(r.Statements, "statement")+" in the record")+fmt.Sprintf("; %d dated%s", r.Dated, span(r.From, r.To)))
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
	p.section(fmt.Sprintf("Speakers of this side, by %s", desk.Plural(r.Spoken, "statement")), len(r.Voices))
	for _, v := range r.Voices[:p.first(len(r.Voices))] {
		who := party(&readout.Party{Name: v.Name, Type: v.Type, Office: v.Office})
		p.line(-8, fmt.Sprintf("    %d of %d  %s%s", v.N, v.Of, who, span(v.From, v.To)))
	}
	return p.err
}

func (p *positions) tenures(title string, list []desk.Tenure) {
	if len(list) == 0 {
		return
	}
	p.blank()
	p.line(0, p.bold(title))
	for _, t := range list {
		p.line(-8, fmt.Sprintf("    %s (%s)  %s", clean(t.Name), t.ID, t.Words()))
	}
}

// span is a range of days with a comma before it, where there is one.
func span(from, to readout.Day) string {
	if from == "" {
		return ""
	}
	return fmt.Sprintf(", %s to %s", from, to)
}
