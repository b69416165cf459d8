package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"readout"
	"readout/internal/desk"
	"readout/internal/query"
	"readout/internal/store"
)

type searchCommand struct {
	Query   []string    `arg:"" optional:"" help:"What to look for; nothing is everything. Best as one argument in single quotes."`
	JSON    bool        `name:"json" help:"Print one hit a line as JSON."`
	Pages   bool        `help:"Look for pages instead, by all their words, also in languages that statements are not read in."`
	Best    bool        `help:"Print first what the words fit best, instead of the newest."`
	Earlier bool        `help:"Search earlier versions of articles, too, that were changed since."`
	Limit   int         `short:"n" default:"20" help:"How many to print; 0 prints all (default: ${default})."`
	Record  recordFlags `embed:""`
}

func (searchCommand) Help() string {
	return `Words must stand in the sentence of a statement. A query may hold "quoted phrases", -words that must not be there (after --, where the query begins with one), OR, parentheses, the beginnings of words*, and the fields
  speaker: side: to: said: setting: kind: level: act: issue: event: publisher: headline: language: page: date:
The newest come first, unless --best is given; what is not dated comes last and is left out where a date is asked for.

Examples:
  readout search 'speaker:"Margit Ansley" corridor'
  readout search 'kind:refusal -side:USA date:2024-03..2024-05'
  readout search --json 'said:"matter of weeks" OR said:conceivable' | jq .sentence.text`
}

func (c *searchCommand) Run(ctx context.Context, e *env) (err error) {
	q, err := query.Parse(strings.Join(c.Query, " "))
	if err != nil {
		return asUsage(err)
	}
	if c.Pages {
		if err := store.OfPages(q); err != nil {
			return usageError{fmt.Errorf("%w; leave out --pages", err)}
		}
	}
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	asked, err := e.desk(ctx, record)
	if err != nil {
		return err
	}
	if q, err = asked.Resolve(q); err != nil {
		return err
	}
	out := bufio.NewWriter(e.Stdout)
	find := c.statements
	if c.Pages {
		find = c.pages
	}
	shown, tally, err := find(ctx, record, q, out, e)
	if err := cmp.Or(err, out.Flush()); err != nil {
		return advise(err)
	}
	return advise(c.remarks(ctx, record, q, shown, tally, e.Stderr))
}

// statements prints hits and returns how many, of how many that there are.
func (c *searchCommand) statements(ctx context.Context, s *store.Store, q query.Query, out io.Writer, e *env) (int, store.Tally, error) {
	show := c.shower(ctx, s, out, e)
	n := 0
	for hit, err := range s.Search(ctx, q, store.SearchOptions{Limit: c.Limit, Order: c.order(), Earlier: c.Earlier}) {
		if err != nil {
			return n, store.Tally{}, err
		}
		if err := show(&hit); err != nil {
			return n, store.Tally{}, err
		}
		n++
	}
	tally, err := s.Count(ctx, q)
	return n, tally, err
}

func (c *searchCommand) order() store.Order {
	if c.Best {
		return store.Relevance
	}
	return store.Newest
}

func (c *searchCommand) shower(ctx context.Context, s *store.Store, out io.Writer, e *env) func(*store.Hit) error {
	if c.JSON {
		enc := jsonLines(out)
		return func(h *store.Hit) error { return enc.Encode(h) }
	}
	l := newListing(out, e)
	return func(h *store.Hit) error {
		if err := l.hit(h); err != nil {
			return err
		}
		was, ok, err := s.Reworded(ctx, h)
		if ok {
			l.line(4, l.dim("An earlier version, seen "+cmp.Or(was.First, "at an unknown time")+", had other words here: readout versions "+clean(pageRef(&h.Page))))
		}
		return cmp.Or(err, l.err)
	}
}

func (c *searchCommand) pages(ctx context.Context, s *store.Store, q query.Query, out io.Writer, e *env) (int, store.Tally, error) {
	enc, l, n := jsonLines(out), newListing(out, e), 0
	for hit, err := range s.SearchPages(ctx, q, store.SearchOptions{Limit: c.Limit}) {
		if err == nil && c.JSON {
			err = enc.Encode(hit)
		} else if err == nil {
			err = l.found(&hit)
		}
		if err != nil {
			return n, store.Tally{}, err
		}
		n++
	}
	tally, err := s.CountPages(ctx, q)
	return n, tally, err
}

// remarks says on standard error what the hits do not show: that there are more, or
// where else to look.
func (c *searchCommand) remarks(ctx context.Context, s *store.Store, q query.Query, shown int, t store.Tally, out io.Writer) error {
	thing := "statement"
	if c.Pages {
		thing = "page"
	}
	if shown < t.Found {
		fmt.Fprintf(out, "readout: %d of %s shown; --limit 0 shows all\n", shown, desk.Plural(t.Found, thing))
	}
	if t.Undated > 0 {
		fmt.Fprintf(out, "readout: %d more left out: the day is not known\n", t.Undated)
	}
	if err := c.earlier(ctx, s, q, out); err != nil {
		return err
	}
	if t.Found > 0 {
		return nil
	}
	fmt.Fprintf(out, "readout: no %s found\n", thing)
	if c.Pages || q.Root == nil || store.OfPages(q) != nil {
		return nil
	}
	pages, err := s.CountPages(ctx, q)
	if err == nil && pages.Found > 0 {
		fmt.Fprintf(out, "readout: %s found outside statements; --pages lists them\n", desk.Plural(pages.Found, "page"))
	}
	return err
}

// earlier says how many statements earlier versions of articles have besides.
func (c *searchCommand) earlier(ctx context.Context, s *store.Store, q query.Query, out io.Writer) error {
	if c.Pages || c.Earlier {
		return nil
	}
	n, err := s.CountEarlier(ctx, q)
	if n > 0 {
		fmt.Fprintf(out, "readout: %s in earlier versions of articles that were changed since; --earlier shows them\n", desk.Plural(n, "statement"))
	}
	return err
}

func jsonLines(out io.Writer) *json.Encoder {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc
}

// A listing prints hits for a person: wrapped on a terminal, one thing a line in a pipe.
type listing struct {
	*report
	n     int
	limit int // how many of each kind to print; 0 is all
}

func newListing(out io.Writer, e *env) *listing {
	l := &listing{report: newReport(out, e.Width, e.Color)}
	if !e.Terminal {
		l.width = 1 << 30
	}
	return l
}

// limited returns a listing that prints so many of each kind.
func (l *listing) limited(limit int) *listing {
	l.limit = limit
	return l
}

// first is how many of n are printed.
func (l *listing) first(n int) int {
	if l.limit > 0 {
		return min(n, l.limit)
	}
	return n
}

// section begins a list after a blank line: its name, with how many of how many are shown.
func (l *listing) section(name string, n int) {
	l.blank()
	if shown := l.first(n); shown < n {
		l.line(0, l.bold(fmt.Sprintf("%s (%d of %d)", name, shown, n)))
	} else {
		l.report.section(name, n)
	}
}

func (l *listing) hit(h *store.Hit) error {
	if l.n++; l.n > 1 {
		l.blank()
	}
	st := &h.Statement
	who := l.bold(speaker(st))
	if st.Addressee != nil {
		who += " → " + party(st.Addressee)
	}
	l.line(-4, desk.Join(" · ", day(h.Said)+"  "+who, string(st.Setting), string(st.Kind), known(st)))
	l.line(4, l.marked(h))
	l.line(4, l.dim(desk.Join(" · ", outlet(&h.Article), clean(string(h.Article.Headline)), clean(pageRef(&h.Page)))))
	return l.err
}

func (l *listing) found(h *store.PageHit) error {
	if l.n++; l.n > 1 {
		l.blank()
	}
	l.line(-4, desk.Join(" · ", day(h.Article.Published)+"  "+l.bold(cmp.Or(clean(string(h.Article.Headline)), "(no headline)")),
		languageOf(h.Article.Language), desk.Plural(h.Statements, "statement")))
	l.line(4, l.dim(desk.Join(" · ", outlet(&h.Article), clean(pageRef(&h.Page)))))
	return l.err
}

func outlet(a *store.Head) string {
	return clean(cmp.Or(string(a.Publisher), string(a.Agency), "publisher unknown"))
}

// day words an interval shortly.
func day(i readout.Interval) string { return cmp.Or(i.String(), "undated") }

// marked is the sentence with the words of the statement bold.
func (l *listing) marked(h *store.Hit) string {
	text := []rune(h.Sentence.Text)
	spans := slices.Clone(h.Statement.Content)
	slices.SortFunc(spans, func(a, b readout.Span) int { return cmp.Compare(a.Start, b.Start) })
	var b strings.Builder
	at := 0
	for _, sp := range spans {
		start := min(max(sp.Start-h.Sentence.Start, at), len(text))
		end := min(max(sp.End-h.Sentence.Start, start), len(text))
		b.WriteString(oneLine(text[at:start]))
		b.WriteString(l.bold(oneLine(text[start:end])))
		at = end
	}
	b.WriteString(oneLine(text[at:]))
	return b.String()
}

// oneLine puts a space for each run of white space.
func oneLine(r []rune) string {
	s := clean(string(r))
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}
