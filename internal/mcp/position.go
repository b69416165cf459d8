package mcp

import (
	"context"

	"readout/internal/desk"
	"readout/internal/position"
)

type positionInput struct {
	Issue   string `json:"issue" jsonschema:"the issue's id, such as detainees or peace-treaty"`
	Speaker string `json:"speaker,omitempty" jsonschema:"whose words: a name, office or actor id"`
	Side    string `json:"side,omitempty" jsonschema:"for which state or organisation, by name or id"`
	Phrase  string `json:"phrase,omitempty" jsonschema:"a phrase whose uses are counted"`
	From    string `json:"from,omitempty" jsonschema:"from this day, month or year on"`
	To      string `json:"to,omitempty" jsonschema:"up to this day, month or year"`
}

type positionOutput struct {
	Issue      string    `json:"issue"`
	Statements int       `json:"statements"`
	Dated      int       `json:"dated"`
	Undated    int       `json:"undated" jsonschema:"without a known day: in no order"`
	Pages      int       `json:"pages"`
	From       string    `json:"from,omitempty"`
	To         string    `json:"to,omitempty"`
	LeftOut    int       `json:"left_out,omitempty" jsonschema:"of the period because their day is not known"`
	Asked      int       `json:"asked"`
	Answered   int       `json:"answered"`
	Refused    int       `json:"refused"`
	NoReply    int       `json:"no_reply" jsonschema:"questions to which the page has no reply"`
	Phrase     *use      `json:"phrase,omitempty"`
	Formulas   []formula `json:"formulas" jsonschema:"wordings in order of first use"`
	Changes    []change  `json:"changes" jsonschema:"where one wording follows another"`
	Timeline   []cited   `json:"timeline" jsonschema:"dated statements in order, the newest at most 50"`
}

// A use is how often a phrase stands in the statements.
type use struct {
	N       int `json:"n"`
	Of      int `json:"of"`
	Undated int `json:"undated"`
}

type formula struct {
	Wording string `json:"wording"`
	N       int    `json:"n"`
	Of      int    `json:"of"`
	First   *cited `json:"first,omitempty"`
	Last    *cited `json:"last,omitempty"`
}

type change struct {
	Old         cited `json:"old"`
	New         cited `json:"new"`
	SameSpeaker bool  `json:"same_speaker"`
}

// A cited is a statement of a position.
type cited struct {
	Statement string   `json:"statement"`
	Said      string   `json:"said,omitempty"`
	Speaker   string   `json:"speaker,omitempty"`
	Kind      string   `json:"kind"`
	Level     string   `json:"level,omitempty"`
	Chain     []string `json:"chain,omitempty"`
	Words     string   `json:"words"`
	Verbatim  bool     `json:"verbatim"`
	Outlet    string   `json:"outlet,omitempty"`
	Page      string   `json:"page"`
	Link      string   `json:"link,omitempty"`
}

func (s *Server) cited(c *position.Cite) *cited {
	if c == nil {
		return nil
	}
	out := &cited{Statement: string(c.Statement), Said: c.Said.String(), Kind: string(c.Kind), Level: string(c.Level), Chain: names(c.Chain),
		Words: c.Words, Verbatim: c.Verbatim, Outlet: string(c.Article.Publisher), Page: string(c.Page.ID), Link: s.link("statement", string(c.Statement))}
	if c.Speaker != nil {
		out.Speaker = c.Speaker.Name
	}
	return out
}

func (s *Server) position(ctx context.Context, in positionInput) (positionOutput, error) {
	p, err := s.desk.Position(ctx, desk.PositionQuery{Issue: in.Issue, Speaker: in.Speaker, Side: in.Side, Phrase: in.Phrase, Period: desk.Period{From: in.From, To: in.To}})
	r := &p.Report
	out := positionOutput{Issue: p.Name, Statements: r.Statements, Dated: r.Dated, Undated: r.Undated, Pages: r.Pages, From: string(r.From), To: string(r.To),
		LeftOut: p.LeftOut, Asked: r.Asked.Asked, Answered: r.Asked.Answered, Refused: r.Asked.Refused, NoReply: r.Asked.NoReply,
		Formulas: []formula{}, Changes: []change{}, Timeline: []cited{}}
	if u := r.Phrase; u != nil {
		out.Phrase = &use{N: u.N, Of: u.Of, Undated: u.Undated}
	}
	for i := range r.Formulas[:min(most, len(r.Formulas))] {
		f := &r.Formulas[i]
		out.Formulas = append(out.Formulas, formula{Wording: f.Wording, N: f.N, Of: f.Of, First: s.cited(f.First), Last: s.cited(f.Last)})
	}
	for i := range r.Changes[:min(most, len(r.Changes))] {
		c := &r.Changes[i]
		out.Changes = append(out.Changes, change{Old: *s.cited(&c.Old), New: *s.cited(&c.New), SameSpeaker: c.SameSpeaker})
	}
	for i := range r.Timeline[max(0, len(r.Timeline)-most):] {
		out.Timeline = append(out.Timeline, *s.cited(&r.Timeline[max(0, len(r.Timeline)-most)+i]))
	}
	return out, err
}
