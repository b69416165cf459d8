package web

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout"
	"readout/internal/export"
	"readout/internal/link"
	"readout/internal/store"
)

// How much an article's page shows of what there may be any number of.
const (
	openChecks  = 6
	maxChecks   = 30
	maxEvents   = 20
	maxCarriers = 20
	maxReach    = 8   // statements before a part's first that may reach into it
	maxOnPart   = 100 // statements that are shown on one part
)

// An articleData is the page of an article.
type articleData struct {
	store.Paper
	Name        string // of the page, where there is no headline
	Title       []segment
	Statements  int
	Sheet       sheet
	Part        int // from 1
	Parts       []partLink
	Checks      []shownCheck // the first ones
	LaterChecks []shownCheck
	MoreChecks  int // that are not shown
	AllChecks   int
	Told        []readout.Event // events of the page, the first ones
	Carriers    []carrier
	Story       *link.Story
	Dating      link.Dating
	Used        []readout.Evidence
	Unused      []readout.Evidence
	Versions    *versionData // nil where there is one only
	NotBytes    bool         // the id is not the hash of the bytes
}

// A partLink leads to another part of a long text.
type partLink struct {
	N    int
	Href string // "" for the part that is shown
}

// A shownCheck is a check with where its words are.
type shownCheck struct {
	readout.Check
	Href  string         // of the words; "" where it is about the headline or the whole
	Other *store.PageHit // the other page that it is about
}

// A carrier is another page with the same text.
type carrier struct {
	store.PageHit
	Role   link.Role
	Reason string
}

func articlePartURL(id readout.PageID, part int) string {
	if part <= 1 {
		return articleURL(id)
	}
	return articleURL(id) + "?part=" + strconv.Itoa(part)
}

// spotURL is the address of a place on an article's page: of a statement or event that
// begins at a code point. Long texts stand on several pages.
func spotURL(page readout.PageID, place string, at int) string {
	u := articleURL(page)
	if at > partCost/24 {
		u += "?at=" + strconv.Itoa(at)
	}
	return u + "#" + place
}

// article is the page of an article.
func (s *Server) article(r *http.Request) (*view, error) {
	ctx, id := r.Context(), readout.PageID(r.PathValue("id"))
	paper, err := s.Desk.Store.Paper(ctx, id)
	if err != nil {
		return nil, err
	}
	d := &articleData{Paper: paper, Statements: len(paper.Starts), Name: paper.Page.Name()}
	d.NotBytes = string(paper.Page.ID) != "sha256:"+paper.Hash
	if d.Title = newSheet(&reading{Text: strings.ReplaceAll(string(paper.Article.Headline), "\n", " ")}).line(); len(d.Title) == 0 {
		d.Title = []segment{{Text: "No headline", Class: "unknown"}}
	}
	links, err := s.Desk.Store.LinkChecksOf(ctx, paper.Page.ID)
	if err != nil {
		return nil, err
	}
	if err := s.sheetOf(r, d, links); err != nil {
		return nil, err
	}
	if err := s.checksOf(ctx, d, links); err != nil {
		return nil, err
	}
	if err := s.carriersOf(ctx, d); err != nil {
		return nil, err
	}
	if err := s.datingOf(ctx, d); err != nil {
		return nil, err
	}
	if err := s.editionsOf(ctx, d); err != nil {
		return nil, err
	}
	d.Told = d.Record.Events[:min(len(d.Record.Events), maxEvents)]
	title := first(80, string(paper.Article.Headline))
	if title == "" {
		title = first(80, d.Name)
	}
	return &view{name: "article", title: title, nav: "record", data: d, head: linkedData(export.ArticleLD(&d.Record))}, nil
}

// line is a text of one paragraph.
func (s sheet) line() []segment {
	if len(s.Rows) == 0 {
		return nil
	}
	return s.Rows[0].Segments
}

// sheetOf cuts a long text into parts and marks the one that is asked for.
func (s *Server) sheetOf(r *http.Request, d *articleData, links []store.LinkCheck) error {
	a := &d.Article
	parts := split(a.Text, d.Starts, eventStarts(d.Record.Events), partCost)
	n, err := s.partOf(r, d, parts)
	if err != nil {
		return err
	}
	for i := range parts {
		p := partLink{N: i + 1}
		if i != n {
			p.Href = articlePartURL(d.Page.ID, i+1)
		}
		d.Parts = append(d.Parts, p)
	}
	d.Part = n + 1
	p := parts[n]
	from := max(0, p.First-maxReach)
	to := min(p.Last, p.First+maxOnPart)
	said, err := s.Desk.Store.StatementsOn(r.Context(), d.Page.ID, from, to)
	if err != nil {
		return err
	}
	d.Sheet = newSheet(&reading{Text: a.Text[p.start:p.end], From: p.From, Statements: said, First: from + 1, Events: d.Record.Events,
		Checks: allChecks(d.Record.Checks, links), Differs: differing(said, links), Kept: true, Outlet: [2]readout.Opt{a.Publisher, a.Agency}})
	return nil
}

func eventStarts(events []readout.Event) []int {
	var out []int
	for i := range events {
		for _, sp := range events[i].Mentions {
			out = append(out, sp.Start)
		}
	}
	return out
}

func allChecks(own []readout.Check, links []store.LinkCheck) []readout.Check {
	out := slices.Clone(own)
	for _, c := range links {
		out = append(out, c.Check)
	}
	return out
}

// differing returns the statements that other pages have in other words.
func differing(said []readout.Statement, links []store.LinkCheck) map[readout.StatementID]bool {
	out := make(map[readout.StatementID]bool)
	spans := make(map[[2]int]bool, len(links))
	for _, c := range links {
		if c.Span != nil {
			spans[[2]int{c.Span.Start, c.Span.End}] = true
		}
	}
	for i := range said {
		for _, sp := range said[i].Content {
			if spans[[2]int{sp.Start, sp.End}] {
				out[said[i].ID] = true
			}
		}
	}
	return out
}

// partOf returns the part that is asked for: by its number, or by what stands in it: a
// code point, a statement or an event.
func (s *Server) partOf(r *http.Request, d *articleData, parts []part) (int, error) {
	if len(parts) == 1 {
		return 0, nil
	}
	if n, err := strconv.Atoi(r.FormValue("part")); err == nil {
		return min(max(n, 1), len(parts)) - 1, nil
	}
	at := r.FormValue("at")
	if n, err := strconv.Atoi(at); err == nil && len(at) < 16 {
		return partAt(parts, n), nil
	}
	for i := range d.Record.Events {
		if ev := &d.Record.Events[i]; string(ev.ID) == at && len(ev.Mentions) > 0 {
			return partAt(parts, ev.Mentions[0].Start), nil
		}
	}
	n, ok, err := s.Desk.Store.PlaceOf(r.Context(), d.Page.ID, readout.StatementID(at))
	if err != nil || !ok {
		return 0, err
	}
	st, err := s.Desk.Store.StatementsOn(r.Context(), d.Page.ID, n, n+1)
	if err != nil || len(st) == 0 || len(st[0].Content) == 0 {
		return 0, err
	}
	return partAt(parts, st[0].Content[0].Start), nil
}

// checksOf lists what to know before quoting, those about the headline first.
func (s *Server) checksOf(ctx context.Context, d *articleData, links []store.LinkCheck) error {
	all := allChecks(d.Record.Checks, links)
	d.AllChecks, d.MoreChecks = len(all), max(0, len(all)-maxChecks)
	for i, c := range all[:min(len(all), maxChecks)] {
		shown := shownCheck{Check: c}
		if c.Span != nil {
			shown.Href = fmt.Sprintf("#c-%d", i+1)
			if len(d.Parts) > 1 {
				shown.Href = spotURL(d.Page.ID, fmt.Sprintf("c-%d", i+1), c.Span.Start)
			}
		}
		if k := i - len(d.Record.Checks); k >= 0 {
			heads, err := s.Desk.Store.PageHeads(ctx, links[k].Other)
			if err != nil {
				return err
			}
			if len(heads) > 0 {
				shown.Other = &heads[0]
			}
		}
		if d.Checks = append(d.Checks, shown); i >= openChecks {
			d.Checks, d.LaterChecks = d.Checks[:openChecks], append(d.LaterChecks, shown)
		}
	}
	return nil
}

// carriersOf lists the other pages with the same text.
func (s *Server) carriersOf(ctx context.Context, d *articleData) error {
	story, err := s.Desk.Store.Story(ctx, d.Page.ID)
	if errors.Is(err, readout.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	d.Story = &story
	for _, c := range story.Carriers {
		if c.Page != d.Page.ID && len(d.Carriers) == maxCarriers {
			break
		}
		heads, err := s.Desk.Store.PageHeads(ctx, c.Page)
		if err != nil {
			return err
		}
		for _, h := range heads {
			d.Carriers = append(d.Carriers, carrier{h, c.Role, c.Reason})
		}
	}
	return nil
}

// datingOf tells how the day of the page is known, by itself and by the record.
func (s *Server) datingOf(ctx context.Context, d *articleData) error {
	dating, err := s.Desk.Store.Dating(ctx, d.Page.ID)
	if errors.Is(err, readout.ErrNotFound) {
		dating = link.Dating{Own: d.Article.Published, Published: d.Article.Published}
	} else if err != nil {
		return err
	}
	d.Dating = dating
	for _, ev := range slices.Concat(dating.Evidence, d.Article.Evidence) {
		if ev.Used {
			d.Used = append(d.Used, ev)
		} else {
			d.Unused = append(d.Unused, ev)
		}
	}
	return nil
}

// articleBytes gives the bytes of a page as they came. They are never a page of this
// server's: a browser shows them as plain text, and runs and loads nothing.
func (s *Server) articleBytes(w http.ResponseWriter, r *http.Request) {
	paper, err := s.Desk.Store.PageHeads(r.Context(), readout.PageID(r.PathValue("id")))
	if err == nil && len(paper) == 0 {
		err = readout.ErrNotFound
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	page, err := s.Desk.Store.Page(r.Context(), paper[0].Page.ID)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	if !utf8.Valid(page) {
		h.Set("Content-Type", "text/plain")
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": fileName(string(paper[0].Page.ID)) + ".txt"}))
	h.Set("Content-Length", strconv.Itoa(len(page)))
	_, _ = w.Write(page) // an error means that the reader is gone
}

// fileName keeps of an id what is safe in the name of a file.
func fileName(id string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, id)
	return name[:min(len(name), 100)]
}

func statementURL(id readout.StatementID) string { return "/statement/" + url.PathEscape(string(id)) }

func eventURL(id readout.EventID) string { return "/event/" + url.PathEscape(string(id)) }

// maxLinkedName is the longest name, in bytes, that is looked for.
const maxLinkedName = 120

// partyURL is where more of a party is found: its page where the actor files have it, else
// what it says; "" for nobody known.
func partyURL(p *readout.Party) string {
	switch {
	case p.ID != "":
		return "/actor/" + url.PathEscape(string(p.ID))
	case p.Name == "" || p.Type == "unnamed" || len(p.Name) > maxLinkedName:
		return ""
	}
	u, err := searchURL("speaker", p.Name)
	if err != nil {
		return ""
	}
	return u
}
