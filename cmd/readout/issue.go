package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/actor"
	"readout/internal/position"
	"readout/internal/query"
	"readout/internal/store"
	"readout/issue"
	"readout/models/en"
	"readout/text"
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
	ask, who, err := c.ask(e)
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
	left, err := gather(ctx, record, &ask, query.Field{Name: query.Issue, Value: c.ID}, who, period)
	if err != nil {
		return advise(err)
	}
	report := position.Find(ask)
	if report.Statements == 0 && report.Asked.Asked == 0 && !c.JSON {
		return c.nothing(e)
	}
	out := bufio.NewWriter(e.Stdout)
	if c.JSON {
		err = jsonLines(out).Encode(report)
	} else {
		err = (&positions{newListing(out, e).limited(c.Limit)}).print(c.title(ask.Issues), &report)
	}
	if err == nil {
		err = out.Flush()
	}
	if left > 0 {
		fmt.Fprintf(e.Stderr, "readout: %s more left out: the day is not known\n", plural(left, "statement"))
	}
	return err
}

// nothing says that no statement was found, and what may be wrong with the names.
func (c *issueCommand) nothing(e *env) error {
	roster, err := loadRoster(e.ActorFiles)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.Stderr, "readout: no statement on %s found\n", c.ID)
	for _, name := range []string{c.Speaker, c.Side} {
		if name != "" && len(idsOf(roster, name)) == 0 {
			fmt.Fprintf(e.Stderr, "readout: %q: %s\n", name, unknownName)
		}
	}
	return nil
}

// title names whose position on what is shown.
func (c *issueCommand) title(set *issue.Set) string {
	name := c.ID
	if i, err := set.Get(c.ID); err == nil {
		name = i.Name
	}
	return join(" · ", name, c.Speaker, c.Side)
}

// ask makes the question of the flags, and the part of a query that finds whose words are
// asked for, nil for everybody's.
func (c *issueCommand) ask(e *env) (position.Ask, query.And, error) {
	set, err := loadIssues(e.IssueFiles)
	if err != nil {
		return position.Ask{}, nil, err
	}
	if _, err := set.Get(c.ID); errors.Is(err, readout.ErrNotFound) {
		return position.Ask{}, nil, usageError{fmt.Errorf("no issue %q; readout issues lists them", c.ID)}
	}
	roster, err := loadRoster(e.ActorFiles)
	if err != nil {
		return position.Ask{}, nil, err
	}
	model, err := en.Load()
	if err != nil {
		return position.Ask{}, nil, err
	}
	of, who := whose(roster, c.Speaker, c.Side)
	return position.Ask{Issue: c.ID, Issues: set, Phrase: c.Phrase, Of: of,
		Annotate: func(s string) *text.Document { return text.Annotate(model, s) }}, who, nil
}

// whose returns whether a party is a speaker, of a side, and what finds its statements;
// nil for everybody.
func whose(roster *actor.Roster, name, side string) (func(*readout.Party) bool, query.And) {
	if name == "" && side == "" {
		return nil, nil
	}
	var who query.And
	speaks := func(*readout.Party) bool { return true }
	if name != "" {
		speaks = partyNamed(roster, name, false)
		called := query.Or{query.Field{Name: query.Speaker, Value: name}}
		for _, id := range idsOf(roster, name) {
			called = append(called, query.Field{Name: query.Speaker, Value: id})
		}
		who = append(who, called)
	}
	id := ""
	if side != "" {
		id = sideOf(roster, side)
		who = append(who, query.Field{Name: query.Side, Value: id})
	}
	return func(p *readout.Party) bool {
		return p != nil && speaks(p) && (id == "" || strings.EqualFold(string(p.Side), id))
	}, who
}

// gather fills in the statements on a matter, the questions on it, and the replies to
// these. It returns how many statements a period leaves out because their day is not known.
func gather(ctx context.Context, s *store.Store, ask *position.Ask, on query.Node, who query.And, period query.Node) (left int, err error) {
	question := query.Field{Name: query.Kind, Value: string(readout.Question)}
	wanted, theirs := query.And{on}, query.And{on, query.Not{X: question}}
	if who != nil {
		wanted, theirs = append(wanted, query.Or{who, question}), append(theirs, who...)
	}
	if period != nil {
		wanted = append(wanted, period)
		tally, err := s.Count(ctx, query.Query{Root: append(theirs, period)})
		if err != nil {
			return 0, err
		}
		left = tally.Undated
	}
	for h, err := range s.Search(ctx, query.Query{Root: wanted}, store.SearchOptions{}) {
		if err != nil {
			return left, err
		}
		ask.Hits = append(ask.Hits, h)
	}
	ask.Replies, err = s.Replies(ctx, questions(ask.Hits))
	return left, err
}

func questions(hits []store.Hit) []store.Hit {
	var out []store.Hit
	for _, h := range hits {
		if h.Statement.Kind == readout.Question {
			out = append(out, h)
		}
	}
	return out
}

// positions prints a report of a position.
type positions struct{ *listing }

func (p *positions) print(title string, r *position.Report) error {
	p.line(0, p.bold(clean(title)))
	span := ""
	if r.Dated > 0 {
		span = fmt.Sprintf(", %s to %s", r.From, r.To)
	}
	p.line(0, fmt.Sprintf("%s on %s: %d dated%s; %d undated, counted apart", plural(r.Statements, "statement"), plural(r.Pages, "page"), r.Dated, span, r.Undated))
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
	p.line(0, p.bold(fmt.Sprintf("“%s”: in %d of %s, %d of them undated", clean(u.Phrase), u.N, plural(u.Of, "statement"), u.Undated)))
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
		p.line(-4, fmt.Sprintf("%s  %s  (%d of %s, %d undated)", when, p.quoted(use), f.N, plural(f.Of, "statement"), f.Undated))
		p.line(4, p.dim(p.source(use)))
	}
	if once := len(r.Formulas) - len(recur); once > 0 {
		p.line(0, p.dim(fmt.Sprintf("%s used once; --json has them", plural(once, "formula"))))
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
	return join(" · ", speaker(&st), string(c.Kind), string(c.Level), outlet(&c.Article), clean(pageRef(&c.Page)), places(c.Spans), carriers)
}
