// Package mcp lets assistants ask the record by the Model Context Protocol. Every tool reads
// only. An answer is made of stored spans with the ids and places they come from, and of
// figures with what they are a part of: no text is generated here, and none that is
// a paraphrase is given as somebody's words.
package mcp

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"readout"
	"readout/internal/cite"
	"readout/internal/desk"
	"readout/internal/store"
)

// A Server has the tools. It is safe for concurrent use.
type Server struct {
	desk *desk.Desk
	base string // of links to the desk's pages, without a slash at its end, or ""
	mcp  *mcp.Server
}

// instructions tell an assistant how to use the answers.
const instructions = `A record of who said what in news coverage of diplomacy. Quote only text whose "verbatim" is true in quotation marks; everything else is the article's paraphrase. Give the speaker, who relays it (chain), the outlet and the link. Absence from the record is not absence from the world: say how many pages were searched. An unknown day is unknown.`

// New returns a server of a desk. Base is the address at which the desk's pages are shown,
// or "".
func New(d *desk.Desk, version, base string) *Server {
	s := &Server{desk: d, base: strings.TrimSuffix(base, "/")}
	s.mcp = mcp.NewServer(&mcp.Implementation{Name: "readout", Title: "readout", Version: version}, &mcp.ServerOptions{Instructions: instructions})
	add(s, "search_statements", "Statements that a query finds, the newest first. Words must stand in the sentence; fields are speaker: side: to: said: setting: kind: level: issue: publisher: headline: date: (2024-03 or 2024-03-01..2024-03-31); \"phrases\", OR, -word and parentheses work.", s.search)
	add(s, "get_statement", "One statement by its id, with its sentence, chain and place.", s.statement)
	add(s, "get_event", "An event by its id, or the events that words mean: its kind, who took part, its day.", s.event)
	add(s, "compare_accounts", "The accounts that the sides give of one event, side by side: a row for each matter, with a verdict (both, only A, only B, opposed, differently worded) and its reason.", s.compare)
	add(s, "position_history", "How somebody's words on an issue were put over time: first and last use of each wording, changes, questions asked and answered.", s.position)
	add(s, "check_quote", "Whether words stand in the record word for word, nearly, as somebody else's, as a paraphrase only, or not, and what was searched.", s.check)
	add(s, "cite", "A statement as a citation: APA, Chicago, BibTeX, CSL-JSON, and a link to its words.", s.cite)
	return s
}

// add gives the server a tool that reads only.
func add[In, Out any](s *Server, name, about string, f func(context.Context, In) (Out, error)) {
	closed := false
	mcp.AddTool(s.mcp, &mcp.Tool{Name: name, Description: about, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed}},
		func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, Out, error) {
			out, err := f(ctx, in)
			return nil, out, err
		})
}

// Stdio serves one client on standard input and output until it goes or ctx ends.
func (s *Server) Stdio(ctx context.Context) error { return s.mcp.Run(ctx, &mcp.StdioTransport{}) }

// Handler serves clients over HTTP (streamable, without sessions).
func (s *Server) Handler() http.Handler {
	return mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return s.mcp }, &mcp.StreamableHTTPOptions{Stateless: true, JSONResponse: true})
}

// A statement is one as an assistant is told of it.
type statement struct {
	ID        string   `json:"id"`
	Kind      string   `json:"kind" jsonschema:"direct, mixed, indirect, question or refusal"`
	Words     string   `json:"words" jsonschema:"what was said; in quotation marks only what the article has so"`
	Verbatim  bool     `json:"verbatim" jsonschema:"whether all of it is the speaker's own words"`
	Sentence  string   `json:"sentence" jsonschema:"the sentence it stands in, as printed"`
	Speaker   string   `json:"speaker,omitempty"`
	SpeakerID string   `json:"speaker_id,omitempty"`
	Office    string   `json:"office,omitempty"`
	Side      string   `json:"side,omitempty" jsonschema:"the state or organisation spoken for"`
	Addressee string   `json:"addressee,omitempty"`
	Chain     []string `json:"chain,omitempty" jsonschema:"who relays it, outermost last"`
	Setting   string   `json:"setting,omitempty"`
	Level     string   `json:"level,omitempty" jsonschema:"named, office, institution, unnamed or outlet"`
	Said      string   `json:"said,omitempty" jsonschema:"when, as far as it is known"`
	Issues    []string `json:"issues,omitempty"`
	Answers   string   `json:"answers,omitempty" jsonschema:"the id of the question it answers"`
	Event     string   `json:"event,omitempty"`
	Place     place    `json:"place"`
}

// A place is where words stand.
type place struct {
	Page      string `json:"page" jsonschema:"the id of the stored page"`
	Start     int    `json:"start" jsonschema:"code point of the article's text at which the words begin"`
	End       int    `json:"end"`
	Headline  string `json:"headline,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Published string `json:"published,omitempty"`
	URL       string `json:"url,omitempty" jsonschema:"the page's own address, at the words"`
	Link      string `json:"link,omitempty" jsonschema:"the statement at this desk"`
}

func (s *Server) statementOf(h *store.Hit) statement {
	st := &h.Statement
	out := statement{ID: string(st.ID), Kind: string(st.Kind), Words: cite.Words(st), Verbatim: st.Kind == readout.Direct, Sentence: h.Sentence.Text,
		Chain: names(st.Chain), Setting: string(st.Setting), Level: string(st.Level), Said: h.Said.String(), Issues: st.Issues,
		Answers: string(st.Answers), Event: string(st.Event), Place: s.placeOf(st.ID, st.Content, &h.Article, &h.Page, cite.Link(h))}
	if p := st.Speaker; p != nil {
		out.Speaker, out.SpeakerID, out.Office, out.Side = p.Name, string(p.ID), string(p.Office), string(p.Side)
	}
	if p := st.Addressee; p != nil {
		out.Addressee = p.Name
	}
	return out
}

func (s *Server) placeOf(id readout.StatementID, spans []readout.Span, a *store.Head, p *readout.Page, url string) place {
	out := place{Page: string(p.ID), Headline: string(a.Headline), Outlet: string(a.Publisher), Published: a.Published.String(), URL: url, Link: s.link("statement", string(id))}
	if out.Outlet == "" {
		out.Outlet = string(a.Agency)
	}
	if len(spans) > 0 {
		out.Start, out.End = spans[0].Start, spans[len(spans)-1].End
	}
	return out
}

// link is the address of something at the desk, where that is shown.
func (s *Server) link(kind, id string) string {
	if s.base == "" || id == "" {
		return ""
	}
	return s.base + "/" + kind + "/" + url.PathEscape(id)
}

func names(parties []readout.Party) []string {
	var out []string
	for i := range parties {
		out = append(out, parties[i].Name)
	}
	return out
}
