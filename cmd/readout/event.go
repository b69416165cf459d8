package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"

	"readout"
	"readout/internal/desk"
	"readout/internal/link"
	"readout/internal/store"
)

type eventCommand struct {
	ID     string      `arg:"" optional:"" help:"An event, or the beginning of its id; nothing lists them."`
	Actor  string      `help:"Only events with this participant: an actor's id, a side, or words of a name."`
	Kind   string      `help:"Only events of this kind: call, meeting, talks, arrest …"`
	Date   string      `placeholder:"DAY" help:"Only events that may have been then: 2024-03-03, 2024-03, or a range with \"..\"."`
	Limit  int         `short:"n" default:"20" help:"How many to list; 0 lists all (default: ${default})."`
	JSON   bool        `name:"json" help:"Print one event a line as JSON."`
	Record recordFlags `embed:""`
}

func (eventCommand) Help() string {
	return `An event is what the pages of the record tell of as one: with an id, it is shown with its pages and with the reasons why they are taken for one, and others not.

Examples:
  readout event --kind call --actor margit-ansley
  readout event 4f2a
  readout event --json --date 2024-03 | jq .participants`
}

func (c *eventCommand) Run(ctx context.Context, e *env) (err error) {
	from, to, err := eventDays("--date", c.Date)
	if err != nil {
		return err
	}
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	out := bufio.NewWriter(e.Stdout)
	if c.ID != "" {
		err = c.one(ctx, record, out, e)
	} else {
		err = c.list(ctx, record, store.EventQuery{Actor: c.Actor, Kind: c.Kind, From: from, To: to, Limit: c.Limit}, out, e)
	}
	return advise(cmp.Or(err, out.Flush()))
}

// eventDays reads the days that an argument gives as a query would.
func eventDays(name, text string) (from, to readout.Day, err error) {
	if text == "" {
		return "", "", nil
	}
	days, ok := desk.Days(text)
	if !ok {
		return "", "", usageError{fmt.Errorf("%s %q: give a day, month or year, such as 2024-03-03 or 2024-03..2024-05", name, text)}
	}
	return days.From, days.To, nil
}

func (c *eventCommand) list(ctx context.Context, s *store.Store, q store.EventQuery, out io.Writer, e *env) error {
	events, err := s.Events(ctx, q)
	if err != nil {
		return err
	}
	l := newListing(out, e)
	enc := jsonLines(out)
	for i := range events {
		if c.JSON {
			err = enc.Encode(&events[i])
		} else {
			l.line(-4, eventLine(l.page, &events[i]))
			err = l.err
		}
		if err != nil {
			return err
		}
	}
	switch {
	case len(events) == 0:
		fmt.Fprintln(e.Stderr, "readout: no event found")
	case len(events) == q.Limit:
		fmt.Fprintf(e.Stderr, "readout: the newest %d shown; --limit 0 shows all\n", q.Limit)
	}
	return nil
}

// eventLine is an event in a line: when, what, who, where, and on how many pages.
func eventLine(p *page, ev *link.Event) string {
	return desk.Join(" · ", day(ev.Date)+"  "+p.bold(clean(ev.Kind)), eventParties(ev), clean(string(ev.Place)), desk.StatusName(ev),
		desk.Plural(len(ev.Members), "page"), p.dim(string(ev.ID)))
}

func eventParties(ev *link.Event) string {
	var who []string
	for i := range ev.Participants {
		who = append(who, clean(ev.Participants[i].Name))
	}
	return strings.Join(who, ", ")
}

func (c *eventCommand) one(ctx context.Context, s *store.Store, out io.Writer, e *env) error {
	ev, recs, err := s.EventRecords(ctx, readout.EventID(c.ID))
	if err != nil {
		return err
	}
	if c.JSON {
		return jsonLines(out).Encode(&ev)
	}
	v := eventView{listing: newListing(out, e), ev: &ev, recs: make(map[readout.PageID]*readout.Record)}
	for i := range recs {
		v.recs[recs[i].Page.ID] = &recs[i]
	}
	v.head()
	v.members(ctx, s)
	v.reasons()
	return v.err
}

// An eventView prints one event.
type eventView struct {
	*listing
	ev   *link.Event
	recs map[readout.PageID]*readout.Record
}

func (v *eventView) head() {
	v.line(-4, eventLine(v.page, v.ev))
	for i := range v.ev.Participants {
		p := &v.ev.Participants[i]
		v.line(-6, "  - "+desk.Join(" · ", party(&p.Party), p.Role))
	}
	v.line(-4, "Day: "+interval(v.ev.Date))
}

func (v *eventView) members(ctx context.Context, s *store.Store) {
	v.section("Pages", len(v.ev.Members))
	for i, m := range v.ev.Members {
		rec := v.recs[m.Page]
		if rec == nil {
			continue
		}
		v.line(-4, fmt.Sprintf("%3d ", i+1)+desk.Join(" · ", v.bold(cmp.Or(clean(string(rec.Article.Headline)), "(no headline)")), outletOf(rec), clean(pageRef(&rec.Page))))
		v.line(4, desk.Join(" · ", "tells of it as "+string(m.Status)+onDay(m.Date), "page of "+v.published(ctx, s, m.Page, rec), v.dim(string(m.Event))))
		v.carries(ctx, s, m.Page)
		v.line(4, v.dim(evidenceOf(rec, m.Event)))
		if checks, err := s.LinkChecks(ctx, m.Page); err == nil {
			for _, c := range checks {
				v.line(-6, v.paint("33", "    ! ")+clean(spanOf(c.Span))+clean(c.Note))
			}
		}
	}
	v.earlier(v.ev)
}

// earlier names the earlier versions of pages, which are counted once with the newest.
func (p *page) earlier(ev *link.Event) {
	for _, id := range ev.EarlierPages() {
		p.line(-4, p.dim("    earlier version: "+clean(string(id))))
	}
}

// spanOf is the words that a check is about, before what it says of them.
func spanOf(sp *readout.Span) string {
	if sp == nil {
		return ""
	}
	return sp.Text + ": "
}

func outletOf(rec *readout.Record) string {
	return clean(cmp.Or(string(rec.Article.Publisher), string(rec.Article.Agency), "publisher unknown"))
}

func onDay(t readout.Time) string {
	if t.Text == "" {
		return ""
	}
	return ", “" + clean(string(t.Text)) + "”"
}

// published words the day of a page, with what the record adds.
func (v *eventView) published(ctx context.Context, s *store.Store, id readout.PageID, rec *readout.Record) string {
	d, err := s.Dating(ctx, id)
	if err != nil {
		return interval(rec.Article.Published)
	}
	return interval(d.Published)
}

func (v *eventView) carries(ctx context.Context, s *store.Store, id readout.PageID) {
	st, err := s.Story(ctx, id)
	if err != nil {
		return // it is the only one with its text
	}
	for _, c := range st.Carriers {
		if c.Page == id {
			v.line(4, v.dim(desk.Join(": ", string(c.Role)+of(v.name(readout.PageID(c.Of))), clean(c.Reason))))
		}
	}
}

func of(page string) string {
	if page == "" {
		return ""
	}
	return " of " + page
}

// name is what a page is called in a reason.
func (v *eventView) name(id readout.PageID) string {
	if id == "" {
		return ""
	}
	if rec := v.recs[id]; rec != nil {
		return clean(pageRef(&rec.Page))
	}
	return string(id)
}

func evidenceOf(rec *readout.Record, id readout.EventID) string {
	for i := range rec.Events {
		if ev := &rec.Events[i]; ev.ID == id && len(ev.Evidence) > 0 {
			return oneLine([]rune(ev.Evidence[0].Text))
		}
	}
	return ""
}

func (v *eventView) reasons() {
	if len(v.ev.Links) > 0 {
		v.section("Why these are one", len(v.ev.Links))
		v.verdicts(v.ev.Links)
	}
	if len(v.ev.Refusals) > 0 {
		v.section("Why others are not", len(v.ev.Refusals))
		v.verdicts(v.ev.Refusals)
	}
}

func (v *eventView) verdicts(list []link.Verdict) {
	for _, x := range list {
		v.line(-4, fmt.Sprintf("  - %s, %s: %s", v.place(x.A), v.place(x.B), clean(strings.Join(x.Reasons, "; "))))
	}
}

// place is the number of a member, or an event's id.
func (v *eventView) place(r link.Ref) string {
	for i, m := range v.ev.Members {
		if m.Event == r.Event && m.Page == r.Page {
			return fmt.Sprint(i + 1)
		}
	}
	return string(r.Event)
}
