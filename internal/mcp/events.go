package mcp

import (
	"context"
	"errors"
	"strings"

	"readout/internal/account"
	"readout/internal/desk"
	"readout/internal/link"
)

type eventInput struct {
	Event string `json:"event" jsonschema:"an id, or words such as: call Ansley Orlec 2024-03-03"`
}

type eventOutput struct {
	Events []event `json:"events" jsonschema:"one, or those that the words mean as well"`
}

// An event is one as an assistant is told of it.
type event struct {
	ID           string   `json:"id"`
	Kind         string   `json:"kind"`
	Status       string   `json:"status" jsonschema:"happened, planned, denied or hypothetical"`
	Participants []string `json:"participants"`
	Place        string   `json:"place,omitempty"`
	Date         string   `json:"date,omitempty"`
	Basis        string   `json:"basis" jsonschema:"how the date is known"`
	Pages        []string `json:"pages" jsonschema:"ids of the pages that tell of it"`
	Link         string   `json:"link,omitempty"`
}

func (s *Server) eventOf(ev *link.Event) event {
	out := event{ID: string(ev.ID), Kind: ev.Kind, Status: string(ev.Status), Participants: []string{}, Place: string(ev.Place),
		Date: ev.Date.String(), Basis: string(ev.Date.Basis), Pages: []string{}, Link: s.link("event", string(ev.ID))}
	for i := range ev.Participants {
		out.Participants = append(out.Participants, ev.Participants[i].Name)
	}
	for _, m := range ev.Members {
		out.Pages = append(out.Pages, string(m.Page))
	}
	return out
}

func (s *Server) event(ctx context.Context, in eventInput) (eventOutput, error) {
	out := eventOutput{Events: []event{}}
	ev, _, err := account.Find(ctx, s.desk.Store, strings.Fields(in.Event))
	var many *account.AmbiguousError
	if errors.As(err, &many) {
		for i := range many.Events[:min(most, len(many.Events))] {
			out.Events = append(out.Events, s.eventOf(&many.Events[i]))
		}
		return out, nil
	}
	if err == nil {
		out.Events = append(out.Events, s.eventOf(&ev))
	}
	return out, err
}

type compareInput struct {
	Event string `json:"event" jsonschema:"an id, or words such as: call Ansley Orlec 2024-03-03"`
	A     string `json:"a,omitempty" jsonschema:"the side shown first, by name or id"`
	B     string `json:"b,omitempty" jsonschema:"the side it is compared with"`
}

type compareOutput struct {
	Event    event  `json:"event"`
	A        string `json:"a" jsonschema:"the name of side A"`
	B        string `json:"b" jsonschema:"the name of side B"`
	Accounts int    `json:"accounts" jsonschema:"how many accounts of the two sides were compared"`
	Pages    int    `json:"pages"`
	Rows     []row  `json:"rows"`
}

type row struct {
	Matter  string `json:"matter"`
	Verdict string `json:"verdict" jsonschema:"both, only A, only B, opposed or differently worded"`
	Reason  string `json:"reason" jsonschema:"why, with the accounts in which nothing was found"`
	A       []cell `json:"a"`
	B       []cell `json:"b"`
}

// A cell is a statement in a row.
type cell struct {
	Statement string   `json:"statement" jsonschema:"its id"`
	Words     string   `json:"words" jsonschema:"in quotation marks only what is verbatim"`
	Speaker   string   `json:"speaker,omitempty"`
	Channel   string   `json:"channel" jsonschema:"who tells it"`
	Chain     []string `json:"chain,omitempty"`
	Page      string   `json:"page"`
	Link      string   `json:"link,omitempty"`
}

func (s *Server) compare(ctx context.Context, in compareInput) (compareOutput, error) {
	c, err := s.desk.Compare(ctx, desk.CompareQuery{Event: strings.Fields(in.Event), A: in.A, B: in.B})
	out := compareOutput{Event: s.eventOf(&c.Event), A: c.A.Name, B: c.B.Name, Accounts: c.Accounts, Pages: len(c.Pages), Rows: []row{}}
	channels := make(map[int]string)
	for _, a := range append(c.A.Accounts, c.B.Accounts...) {
		channels[a.ID] = a.Channel
	}
	for i := range c.Rows {
		r := &c.Rows[i]
		out.Rows = append(out.Rows, row{Matter: r.Matter, Verdict: string(r.Verdict), Reason: r.Reason, A: s.cells(&c, r.A, channels), B: s.cells(&c, r.B, channels)})
	}
	return out, err
}

func (s *Server) cells(c *account.Comparison, list []account.Cell, channels map[int]string) []cell {
	out := []cell{}
	for i := range list {
		at := &list[i]
		got := cell{Statement: string(at.Statement.ID), Words: words(at), Channel: channels[at.Account], Chain: names(at.Statement.Chain),
			Page: string(c.Pages[at.Page].ID), Link: s.link("statement", string(at.Statement.ID))}
		if at.Statement.Speaker != nil {
			got.Speaker = at.Statement.Speaker.Name
		}
		out = append(out, got)
	}
	return out
}

// words are what a cell says, with quotation marks around what is verbatim.
func words(c *account.Cell) string {
	var b strings.Builder
	for _, p := range c.Pieces() {
		if p.Verbatim {
			b.WriteString("“" + p.Text + "”")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}
