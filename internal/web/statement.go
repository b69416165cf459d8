package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"readout"
	"readout/internal/cite"
	"readout/internal/export"
	"readout/internal/quote"
	"readout/internal/store"
)

// How much the page of a statement shows.
const (
	aroundStatement = 1500 // code points of its paragraph before and after it
	maxAnswers      = 12
	maxWordings     = 8
	maxCitation     = 5000 // code points
)

// A statementData is the page of a statement.
type statementData struct {
	store.Hit
	N         int // its number on its page, from 1
	Of        int // how many the page has
	Words     string
	Own       bool // all of the words are the speaker's
	Cut       bool // the paragraph is longer than what is shown
	Sheet     sheet
	Chain     []step
	Question  *store.Hit // that it answers
	Answers   []store.Hit
	Event     *readout.Event
	Copies    []store.Hit       // in the same text on other pages
	Wordings  []shownCheck      // in other words on other pages
	Check     string            // the address that looks for the words in the whole record
	Citations []cite.Citation   // the plain one first
	Files     []statementFormat // that it can be had as
	Link      string            // to the words on the web
}

// A step is one of those through whom a statement reached the reader.
type step struct {
	Does  string // "said it", "passed it on", "published it"
	To    *readout.Party
	Party *readout.Party // nil where it is not a party
	Name  string         // of what is no party; "" for an unknown speaker
	Href  string
	Note  string
}

// A statementFormat is a file of a statement's citation.
type statementFormat struct {
	Ext, Name, Media string
	style            cite.Style
}

func statementFormats() []statementFormat {
	return []statementFormat{
		{".bib", "BibTeX", "application/x-bibtex; charset=utf-8", cite.StyleBibTeX},
		{".json", "CSL-JSON", "application/vnd.citationstyles.csl+json; charset=utf-8", cite.StyleCSL},
		{".ris", "RIS", "application/x-research-info-systems; charset=utf-8", cite.StyleRIS},
		{".txt", "Text", "text/plain; charset=utf-8", cite.StylePlain},
	}
}

// statementOrFile is the page of a statement, or with an ending its citation as a file.
func (s *Server) statementOrFile(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("id")
	ext := path.Ext(name)
	i := slices.IndexFunc(statementFormats(), func(f statementFormat) bool { return f.Ext == ext })
	if i < 0 {
		s.page(s.statement).ServeHTTP(w, r)
		return
	}
	h, err := s.Desk.Store.Statement(r.Context(), readout.StatementID(strings.TrimSuffix(name, ext)))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	f := statementFormats()[i]
	body := ""
	for _, c := range cite.All(&h) {
		if c.Style == f.style {
			body = c.Text
		}
	}
	if f.style == cite.StyleCSL { // as citation processors read it: a list
		list, err := json.MarshalIndent([]cite.Item{cite.CSL(&h)}, "", "  ")
		if err != nil {
			s.fail(w, r, err)
			return
		}
		body = string(list)
	}
	w.Header().Set("Content-Type", f.Media)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "readout-"+fileName(string(h.Statement.ID))+ext))
	fmt.Fprintln(w, strings.TrimRight(body, "\r\n"))
}

// statement is the page of a statement.
func (s *Server) statement(r *http.Request) (*view, error) {
	ctx := r.Context()
	h, err := s.Desk.Store.Statement(ctx, readout.StatementID(r.PathValue("id")))
	if err != nil {
		return s.removed(r, readout.StatementID(r.PathValue("id")), err)
	}
	paper, err := s.Desk.Store.Paper(ctx, h.Page.ID)
	if err != nil {
		return nil, err
	}
	d := &statementData{Hit: h, Of: len(paper.Starts), Words: cite.Words(&h.Statement), Link: cite.Link(&h),
		Chain: chainOf(&h), Citations: shownCitations(&h), Files: statementFormats()}
	d.Own = h.Statement.Kind == readout.Direct
	d.Check = checkURL(checkWordsOf(&h.Statement), "")
	if err := s.paragraphOf(ctx, d, &paper); err != nil {
		return nil, err
	}
	if err := s.talkOf(ctx, d); err != nil {
		return nil, err
	}
	for i := range paper.Record.Events {
		if ev := &paper.Record.Events[i]; ev.ID == h.Statement.Event {
			d.Event = ev
		}
	}
	if err := s.versionsOf(ctx, d); err != nil {
		return nil, err
	}
	return &view{name: "statement", title: speaker(h.Statement.Speaker) + ": " + first(60, d.Words), nav: "record", data: d, head: linkedData(export.StatementLD(&h))}, nil
}

// shownCitations are the citations as far as a page can hold them; the files have them
// whole.
func shownCitations(h *store.Hit) []cite.Citation {
	all := cite.All(h)
	for i := range all {
		all[i].Text = first(maxCitation, all[i].Text)
	}
	return all
}

// paragraphOf marks the paragraph that the statement stands in.
func (s *Server) paragraphOf(ctx context.Context, d *statementData, p *store.Paper) error {
	n, ok, err := s.Desk.Store.PlaceOf(ctx, d.Page.ID, d.Statement.ID)
	if err != nil || !ok {
		return err
	}
	d.N = n + 1
	from := max(0, n-maxReach)
	said, err := s.Desk.Store.StatementsOn(ctx, d.Page.ID, from, n+maxReach)
	if err != nil {
		return err
	}
	start, end := d.Sentence.Start, d.Sentence.End
	for _, sp := range d.Statement.Content {
		start, end = min(start, sp.Start), max(end, sp.End)
	}
	r := &reading{Statements: said, First: from + 1, Events: p.Record.Events, Focus: d.Statement.ID, Kept: true}
	r.Text, r.From, d.Cut = around(p.Article.Text, start, min(end, start+4*aroundStatement))
	d.Sheet = newSheet(r)
	for i := range d.Sheet.Rows {
		d.Sheet.Rows[i].Notes = nil
	}
	return nil
}

// around returns the paragraphs that the code points [start, end) stand in, not more than
// some words before and after them, with the place at which they begin.
func around(text string, start, end int) (window string, from int, cut bool) {
	lo, hi := max(0, start-aroundStatement), end+aroundStatement
	point, a, b := 0, len(text), len(text)
	for i := range text {
		if point == lo {
			a = i
		}
		if point == hi {
			b = i
			break
		}
		point++
	}
	window, from = text[min(a, b):b], lo
	head := string([]rune(window)[:min(start-lo, len([]rune(window)))])
	if i := strings.LastIndex(head, "\n\n"); i >= 0 {
		skip := i + len("\n\n")
		from += len([]rune(window[:skip]))
		window = window[skip:]
	} else {
		cut = lo > 0
	}
	tail := max(0, min(end-from, len([]rune(window))))
	at := len(string([]rune(window)[:tail]))
	if i := strings.Index(window[at:], "\n\n"); i >= 0 {
		return window[:at+i], from, cut
	}
	return window, from, cut || b < len(text)
}

// talkOf finds the question that a statement answers, and what answers it.
func (s *Server) talkOf(ctx context.Context, d *statementData) error {
	if id := d.Statement.Answers; id != "" {
		q, err := s.Desk.Store.Statement(ctx, id)
		if err != nil {
			return err
		}
		d.Question = &q
	}
	if d.Statement.Kind != readout.Question {
		return nil
	}
	replies, err := s.Desk.Store.Replies(ctx, []store.Hit{d.Hit})
	if err != nil {
		return err
	}
	all := replies[d.Statement.ID]
	d.Answers = all[:min(len(all), maxAnswers)]
	return nil
}

// versionsOf finds the statement on other pages: in the same words where they carry the
// same text, and in others.
func (s *Server) versionsOf(ctx context.Context, d *statementData) error {
	var err error
	if d.Copies, err = s.Desk.Store.Copies(ctx, &d.Hit, sameWords); err != nil {
		return err
	}
	links, err := s.Desk.Store.LinkChecksOf(ctx, d.Page.ID)
	if err != nil {
		return err
	}
	for _, c := range links {
		of := func(sp readout.Span) bool { return c.Span != nil && sp.Start == c.Span.Start && sp.End == c.Span.End }
		if !slices.ContainsFunc(d.Statement.Content, of) || len(d.Wordings) == maxWordings {
			continue
		}
		heads, err := s.Desk.Store.PageHeads(ctx, c.Other)
		if err != nil {
			return err
		}
		if len(heads) > 0 {
			d.Wordings = append(d.Wordings, shownCheck{Check: c.Check, Other: &heads[0]})
		}
	}
	return nil
}

// sameWords reports whether two statements have the same words, but for signs and case.
func sameWords(a, b *readout.Statement) bool {
	key := func(w quote.Word) string { return w.Key }
	return slices.EqualFunc(wordsOf(a), wordsOf(b), func(x, y quote.Word) bool { return key(x) == key(y) })
}

func wordsOf(st *readout.Statement) []quote.Word {
	var out []quote.Word
	for _, sp := range st.Content {
		out = append(out, quote.Words(sp.Text)...)
	}
	return out
}

// checkWordsOf are the words of a statement to look for elsewhere: as many as can be.
func checkWordsOf(st *readout.Statement) string {
	var parts []string
	for _, sp := range st.Content {
		parts = append(parts, strings.Join(strings.Fields(sp.Text), " "))
	}
	text := strings.Join(parts, " ... ")
	if words := quote.Words(text); len(words) > maxChecked {
		text = text[:words[maxChecked-1].End]
	}
	return text
}

// maxChecked is how many words of a statement are looked for.
const maxChecked = 60

// chainOf tells through whom a statement reached the reader: who said it, who passed it
// on, whose text and whose page it is.
func chainOf(h *store.Hit) []step {
	st, a := &h.Statement, &h.Article
	does := "said it"
	switch st.Kind {
	case readout.Question:
		does = "asked it"
	case readout.Refusal:
		does = "did not answer"
	}
	chain := []step{{Does: does, Party: st.Speaker, To: st.Addressee, Note: levelNote(st)}}
	last := ""
	if st.Speaker != nil {
		last = st.Speaker.Name
	}
	for i := range st.Chain {
		if p := &st.Chain[i]; !strings.EqualFold(p.Name, last) {
			chain = append(chain, step{Does: "passed it on", Party: p})
			last = p.Name
		}
	}
	if agency := string(a.Agency); agency != "" && !strings.EqualFold(agency, last) && !strings.EqualFold(agency, string(a.Publisher)) {
		chain = append(chain, step{Does: "wrote the text", Name: agency})
		last = agency
	}
	name := cmp.Or(string(a.Publisher), string(a.Agency), "publisher unknown")
	page := step{Does: "published it", Name: name, Href: spotURL(h.Page.ID, "s-"+string(st.ID), h.Sentence.Start), Note: dated(a.Published)}
	if strings.EqualFold(name, last) && len(chain) > 0 {
		chain[len(chain)-1].Does = "passed it on and published it"
		if len(chain) == 1 {
			chain[0].Does = does + " and published it"
		}
		chain[len(chain)-1].Note = page.Note
	} else {
		chain = append(chain, page)
	}
	you := step{Does: "read it", Name: "you"}
	if h.Page.Captured != "" {
		you.Note = "page saved " + string(h.Page.Captured)
	}
	return append(chain, you)
}

// levelNote says how openly the first source is given.
func levelNote(st *readout.Statement) string {
	if st.Speaker == nil || st.Level == readout.UnknownSource {
		return "source not given"
	}
	return "source: " + levelWords(st.Level)
}
