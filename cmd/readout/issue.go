package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/internal/desk"
	"readout/internal/position"
	"readout/internal/store"
)

type issueCommand struct {
	ID      string      `arg:"" help:"The issue's id: readout issues lists them."`
	Speaker string      `placeholder:"NAME" help:"Whose words: a name, office or actor id."`
	Side    string      `placeholder:"NAME" help:"For which state or organisation they are spoken."`
	Phrase  string      `placeholder:"WORDS" help:"Count the uses of a phrase, and show the first and the last."`
	JSON    bool        `name:"json" help:"Print the answer as JSON."`
	Limit   int         `short:"n" default:"10" help:"How many to print of each kind; 0 prints all (default: ${default})."`
	Period  periodFlags `embed:""`
	Record  recordFlags `embed:""`
}

func (issueCommand) Help() string {
	return `Statements on an issue in order of time: what was said of it in like words, first and last use, where one wording follows another, how often it was asked about and answered. Every figure says of how many; statements without a known day are counted apart. See docs/issues.md.

Examples:
  readout issue transit --side Halvern
  readout issue peace-treaty --speaker "Margit Ansley" --phrase conceivable
  readout issue --json detainees --from 2024-03 --to 2024-05 | jq .asked`
}

func (c *issueCommand) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	asked, err := e.desk(ctx, record)
	if err != nil {
		return err
	}
	got, err := asked.Position(ctx, desk.PositionQuery{Issue: c.ID, Speaker: c.Speaker, Side: c.Side, Phrase: c.Phrase, Period: desk.Period(c.Period)})
	if errors.Is(err, readout.ErrNotFound) {
		return usageError{err}
	}
	if err != nil {
		return asUsage(err)
	}
	if got.Statements == 0 && got.Asked.Asked == 0 && !c.JSON {
		return c.nothing(e, asked)
	}
	out := bufio.NewWriter(e.Stdout)
	if c.JSON {
		err = jsonLines(out).Encode(got.Report)
	} else {
		err = (&positions{newListing(out, e).limited(c.Limit)}).print(desk.Join(" · ", got.Name, c.Speaker, c.Side), &got.Report)
	}
	if err == nil {
		err = out.Flush()
	}
	if got.LeftOut > 0 {
		fmt.Fprintf(e.Stderr, "readout: %s more left out: the day is not known\n", desk.Plural(got.LeftOut, "statement"))
	}
	return err
}

// nothing says that no statement was found, and what may be wrong with the names.
func (c *issueCommand) nothing(e *env, asked *desk.Desk) error {
	fmt.Fprintf(e.Stderr, "readout: no statement on %s found\n", c.ID)
	for _, name := range []string{c.Speaker, c.Side} {
		known, err := asked.Knows(name)
		if err != nil {
			return err
		}
		if name != "" && !known {
			fmt.Fprintf(e.Stderr, "readout: %q: %s\n", name, desk.UnknownName)
		}
	}
	return nil
}

// positions prints a report of a position.
type positions struct{ *listing }

func (p *positions) print(title string, r *position.Report) error {
	p.line(0, p.bold(clean(title)))
	span := ""
	if r.Dated > 0 {
		span = fmt.Sprintf(", %s to %s", r.From, r.To)
	}
	p.line(0, fmt.Sprintf("%s on %s: %d dated%s; %d undated, counted apart", desk.Plural(r.Statements, "statement"), desk.Plural(r.Pages, "page"), r.Dated, span, r.Undated))
	p.line(0, shares(r.Kinds))
	p.line(0, "source "+shares(r.Levels))
	p.phrase(r.Phrase)
	p.changes(r)
	p.formulas(r)
	p.asked(&r.Asked)
	p.timeline("Statements, in order of time", r.Timeline)
	p.timeline("Statements without a known day, in no order", r.Other)
	return p.err
}

func (p *positions) timeline(title string, list []position.Cite) {
	if len(list) == 0 {
		return
	}
	p.section(title, len(list))
	for i := range p.first(len(list)) {
		p.line(-4, day(list[i].Said)+"  "+p.quoted(&list[i]))
		p.line(4, p.dim(p.source(&list[i])))
	}
}

func shares(list []position.Share) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = fmt.Sprintf("%s %d of %d", s.Name, s.N, s.Of)
	}
	return strings.Join(parts, ", ")
}

func (p *positions) phrase(u *position.Use) {
	if u == nil {
		return
	}
	p.blank()
	p.line(0, p.bold(fmt.Sprintf("“%s”: in %d of %s, %d of them undated", clean(u.Phrase), u.N, desk.Plural(u.Of, "statement"), u.Undated)))
	if u.First != nil {
		p.cite("first", u.First)
		p.cite("last", u.Last)
	}
}

func (p *positions) changes(r *position.Report) {
	if len(r.Changes) == 0 {
		return
	}
	p.section("Changes of wording", len(r.Changes))
	for i := range p.first(len(r.Changes)) {
		c := &r.Changes[i]
		p.cite("old", &c.Old)
		p.cite("new", &c.New)
		if !c.SameSpeaker {
			p.line(4, p.dim("by different speakers"))
		}
	}
}

func (p *positions) formulas(r *position.Report) {
	if len(r.Formulas) == 0 {
		return
	}
	recur := slices.DeleteFunc(slices.Clone(r.Formulas), func(f position.Formula) bool { return f.N == 1 })
	if len(recur) == 0 {
		p.blank()
	} else {
		p.section("Formulas used more than once, in order of first use; undated ones last", len(recur))
	}
	for i := range p.first(len(recur)) {
		f := &recur[i]
		when := "undated"
		if f.First != nil {
			when = day(f.First.Said)
			if f.Last.Statement != f.First.Statement {
				when += " to " + day(f.Last.Said)
			}
		}
		use := &f.Uses[0]
		p.line(-4, fmt.Sprintf("%s  %s  (%d of %s, %d undated)", when, p.quoted(use), f.N, desk.Plural(f.Of, "statement"), f.Undated))
		p.line(4, p.dim(p.source(use)))
	}
	if once := len(r.Formulas) - len(recur); once > 0 {
		p.line(0, p.dim(fmt.Sprintf("%s used once; --json has them", desk.Plural(once, "formula"))))
	}
}

func (p *positions) asked(a *position.Asked) {
	if a.Asked == 0 {
		return
	}
	span := ""
	if a.From != "" {
		span = fmt.Sprintf(" (%s to %s, %d undated)", a.From, a.To, a.Undated)
	}
	p.blank()
	p.line(0, p.bold(fmt.Sprintf("Asked %d%s: answered %d of %d, refused %d, no reply on the page %d", a.Asked, span, a.Answered, a.Asked, a.Refused, a.NoReply)))
	for i := range p.first(len(a.Exchanges)) {
		e := &a.Exchanges[i]
		if e.Question != nil {
			p.cite("asked", e.Question)
		}
		if e.Reply != nil {
			label := "answered"
			if e.Reply.Kind == readout.Refusal {
				label = "refused"
			}
			p.cite(label, e.Reply)
		}
	}
}

func (p *positions) cite(label string, c *position.Cite) {
	p.line(-4, fmt.Sprintf("%-9s %s  %s", label, day(c.Said), p.quoted(c)))
	p.line(4, p.dim(p.source(c)))
}

// quoted gives words in quotation marks where they are the speaker's own, else as they are.
func (p *positions) quoted(c *position.Cite) string {
	words := oneLine([]rune(c.Words))
	if c.Verbatim && strings.IndexAny(words, "\"“„«‘") != 0 {
		return "“" + words + "”"
	}
	return words
}

func (p *positions) source(c *position.Cite) string {
	st := readout.Statement{Speaker: c.Speaker}
	carriers := ""
	if c.Carriers > 1 {
		carriers = fmt.Sprintf("on %d pages", c.Carriers)
	}
	return desk.Join(" · ", speaker(&st), string(c.Kind), string(c.Level), outlet(&c.Article), clean(pageRef(&c.Page)), places(c.Spans), carriers)
}
