package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"

	"readout/internal/desk"
	"readout/internal/position"
	"readout/internal/query"
	"readout/internal/store"
	"readout/issue"
	"readout/models/en"
	"readout/text"
)

type issuesCommand struct {
	Text    string      `arg:"" optional:"" help:"A text; without one, the issues are listed."`
	Propose bool        `help:"Show phrases that recur in statements of the record that have no issue."`
	JSON    bool        `name:"json" help:"Print proposals as JSON, one a line."`
	Limit   int         `short:"n" default:"20" help:"How many to propose; 0 prints all (default: ${default})."`
	Least   int         `default:"3" placeholder:"N" help:"How many statements a phrase must stand in (default: ${default})."`
	Record  recordFlags `embed:""`
}

func (issuesCommand) Help() string {
	return `Examples:
  readout issues
  readout issues "They will withdraw their troops before the vote."
  readout issues --issues mine.toml        check an issue file
  readout issues --propose                 phrases of the record that none covers`
}

func (c *issuesCommand) Run(ctx context.Context, e *env) error {
	if c.Propose {
		return c.propose(ctx, e)
	}
	set, err := e.Kit.Issues()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(e.Stdout)
	if c.Text == "" {
		for i := range set.All() {
			fmt.Fprintf(out, "%-20s  %s\n", i.ID, clean(i.Name))
		}
		return out.Flush()
	}
	return cmp.Or(c.find(set, out), out.Flush())
}

// find prints the phrases of the text that mark issues, and the patterns that they fit.
func (c *issuesCommand) find(set *issue.Set, out io.Writer) error {
	model, err := en.Load()
	if err != nil {
		return err
	}
	hits := set.Find(text.Annotate(model, c.Text))
	for _, h := range hits {
		fmt.Fprintf(out, "%-20s  %s  (%s)\n", h.Issue, clean(c.Text[h.Start:h.End]), clean(h.Phrase))
	}
	if len(hits) == 0 {
		return fmt.Errorf("no issue found in the text")
	}
	return nil
}

// propose prints what recurs in statements that no issue covers.
func (c *issuesCommand) propose(ctx context.Context, e *env) (err error) {
	roster, err := e.Kit.Roster()
	if err != nil {
		return err
	}
	model, err := en.Load()
	if err != nil {
		return err
	}
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	terms := position.NewTerms(func(s string) [][2]int {
		var out [][2]int
		for _, m := range roster.Find(s) {
			out = append(out, [2]int{m.Start, m.End})
		}
		return out
	})
	for h, err := range record.Search(ctx, query.Query{}, store.SearchOptions{}) {
		if err != nil {
			return advise(err)
		}
		terms.Add(&h)
	}
	out := bufio.NewWriter(e.Stdout)
	best := terms.Best(c.Least, c.Limit, func(s string) *text.Document { return text.Annotate(model, s) })
	p := &positions{newListing(out, e)}
	for i := range best {
		if c.JSON {
			if err := jsonLines(out).Encode(best[i]); err != nil {
				return err
			}
			continue
		}
		p.term(&best[i])
	}
	if len(best) == 0 {
		fmt.Fprintln(e.Stderr, "readout: no phrase found; --least takes rarer ones")
	}
	return out.Flush()
}

// term prints a proposal with its examples.
func (p *positions) term(t *position.Term) {
	p.line(0, p.bold(clean(t.Phrase))+fmt.Sprintf("  in %d of %s without an issue, on %s; C-value %.1f", t.N, desk.Plural(t.Of, "statement"), desk.Plural(t.Pages, "page"), t.CValue))
	for i := range t.Examples {
		c := &t.Examples[i]
		p.line(4, p.quoted(c))
		p.line(4, p.dim(p.source(c)))
	}
}
