package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"readout"
	"readout/internal/column"
	"readout/internal/desk"
	"readout/internal/query"
	"readout/internal/store"
)

// How much of a search a page shows.
const (
	searchCards = 25
	searchLines = 80
	cardRoom    = 1200 // code points of a sentence
	facetValues = 8
	linkBudget  = 50_000 // bytes that the addresses in facets and bars may take together
)

// A searchData is the search page.
type searchData struct {
	State   searchState
	Whole   string // the query with all filters, for the command line
	Found   *desk.Finding
	Facets  []shownFacet
	Chart   chart
	Chosen  []chip
	Cards   []card
	Lines   []line
	Next    string // addresses; "" where there is none
	Prev    string
	Last    int
	Earlier []earlierPage // versions that hold statements like that, where no newest one does
	Outside int           // pages that hold the words outside statements, where nothing was found
	Mistake *query.Error
	Wrong   string // another mistake
	Reader  *readerData
}

// A chip is a filter that is set, with the address without it.
type chip struct{ Name, Label, Off string }

// A card is a hit with the question that it answers.
type card struct {
	store.Hit
	Question *store.Hit
	Open     bool
	Href     string // opens the page beside the list
	Cut      bool   // the sentence is longer than is shown
}

// search is the search page.
func (s *Server) search(r *http.Request) (*view, error) {
	st, err := searchStateOf(r)
	d := &searchData{State: st}
	v := &view{name: "search", title: "Search", nav: "search", query: st.Query, data: d}
	if st.Query != "" {
		v.title = first(60, st.Query)
	}
	var of *query.Error
	switch err := cmp.Or(err, s.searched(r, d)); {
	case errors.As(err, &of):
		d.Mistake, v.status = of, http.StatusBadRequest
	case errors.Is(err, readout.ErrInvalid):
		d.Wrong, v.status = strings.TrimSuffix(err.Error(), ": "+readout.ErrInvalid.Error()), http.StatusBadRequest
	case err != nil:
		return nil, err
	default:
		asked := url.Values{}
		if d.Whole != "" {
			asked.Set("q", d.Whole)
		}
		v.head = feedLinks("/feed", asked)
	}
	return v, nil
}

// searched asks the desk and lays out what it finds.
func (s *Server) searched(r *http.Request, d *searchData) error {
	ctx, st := r.Context(), &d.State
	ask, err := s.ask(st)
	if err != nil {
		return err
	}
	if d.Found, err = s.Desk.Search(ctx, ask); err != nil {
		return err
	}
	d.Whole = d.Found.Query.String()
	d.Chosen = s.chips(*st)
	if c := d.Found.Next; c != nil {
		d.Next = st.after(c).URL()
	}
	if c := d.Found.Previous; c != nil {
		d.Prev = st.after(c).URL()
	}
	d.Last = d.Found.First + len(d.Found.Hits) - 1
	links := linkBudget / (len(st.fresh().URL()) + 40)
	d.Chart = newChart(d.Found.Histogram, *st, links >= len(d.Found.Histogram.Bars)+len(facetNames)*facetValues)
	for _, f := range d.Found.Facets {
		d.Facets = append(d.Facets, s.shownFacet(f, *st))
	}
	if st.View == asLines {
		d.Lines = linesOf(d.Found.Hits, *st)
	} else {
		d.Cards = cardsOf(d.Found, *st)
	}
	if d.Found.Count == 0 && d.Found.Query.Root != nil && store.OfPages(d.Found.Query) == nil {
		tally, err := s.Desk.Store.CountPages(ctx, d.Found.Query)
		if err != nil {
			return err
		}
		d.Outside = tally.Found
	}
	if d.Found.Count == 0 && store.AsksPage(d.Found.Query) {
		if d.Earlier, err = s.earlier(ctx, d.Found.Query); err != nil {
			return err
		}
	}
	if st.At != "" {
		d.Reader, err = s.reader(r, readout.StatementID(st.At))
		if errors.Is(err, readout.ErrNotFound) { // read anew since: the list is still right
			err = nil
		}
	}
	return err
}

// An earlierPage is a version of an article that another one has replaced.
type earlierPage struct {
	Page       readout.PageID
	Headline   readout.Opt
	Newer      readout.PageID // the newest version, or ""
	Statements int
}

// maxEarlier is how many statements of earlier versions are looked through for their pages.
const maxEarlier = 200

// earlier finds statements where the query names a page that is an earlier version: the
// columns have those of the newest ones.
func (s *Server) earlier(ctx context.Context, q query.Query) ([]earlierPage, error) {
	var out []earlierPage
	for h, err := range s.Desk.Store.Search(ctx, q, store.SearchOptions{Limit: maxEarlier}) {
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(out, func(p earlierPage) bool { return p.Page == h.Page.ID })
		if at < 0 {
			newer, err := s.Desk.Store.NewerThan(ctx, h.Page.ID)
			if err != nil {
				return nil, err
			}
			out, at = append(out, earlierPage{Page: h.Page.ID, Headline: h.Article.Headline, Newer: newer}), len(out)
		}
		out[at].Statements++
	}
	return out, nil
}

// ask makes of a state what the desk is asked.
func (s *Server) ask(st *searchState) (desk.Search, error) {
	ask := desk.Search{Ask: column.Ask{Facets: facetNames, Values: facetValues, Histogram: true}, Limit: searchCards}
	if st.View == asLines {
		ask.Limit = searchLines
	}
	if st.Order == "relevance" {
		ask.Order = store.Relevance
	}
	var err error
	if ask.After, err = cursorOf(st.After); err != nil {
		return ask, err
	}
	if ask.Query, err = s.Desk.Query(st.Query); err != nil {
		return ask, err
	}
	for _, name := range append(slices.Clone(facetNames), column.Date) {
		var values []string
		for _, f := range st.Filters {
			if f.Name == name {
				values = append(values, f.Value)
			}
		}
		if len(values) == 0 {
			continue
		}
		f, err := s.Desk.Filter(name, values)
		if err != nil {
			return ask, err
		}
		ask.Filters = append(ask.Filters, f)
	}
	return ask, nil
}

// cardsOf lays out hits, a question above its answer. Where the question was found too and
// stands next to it, it is not shown twice.
func cardsOf(f *desk.Finding, st searchState) []card {
	shown := make(map[readout.StatementID]bool)
	for _, h := range f.Hits {
		shown[h.Statement.ID] = true
	}
	var out []card
	for _, h := range f.Hits {
		c := card{Hit: h, Open: string(h.Statement.ID) == st.At, Href: st.at(h.Statement.ID).URL() + "#s-" + string(h.Statement.ID)}
		c.Sentence, c.Cut = window(h)
		if q, ok := f.Questions[h.Statement.Answers]; ok && !shown[q.Statement.ID] {
			q.Sentence, _ = window(q)
			c.Question = &q
		}
		out = append(out, c)
	}
	return questionsFirst(out)
}

// window is what a card shows of a sentence, from a little before what was said, and whether
// that is not all: pages come without any full stop.
func window(h store.Hit) (sp readout.Span, cut bool) {
	text := []rune(h.Sentence.Text)
	if len(text) <= cardRoom {
		return h.Sentence, false
	}
	from := 0
	if len(h.Statement.Content) > 0 {
		from = min(max(h.Statement.Content[0].Start-h.Sentence.Start-cardRoom/4, 0), len(text)-cardRoom)
	}
	at := h.Sentence.Start + from
	return readout.Span{Start: at, End: at + cardRoom, Text: string(text[from : from+cardRoom])}, true
}

// questionsFirst moves a question of the list that stands right behind its answer before
// it: by relevance that happens.
func questionsFirst(list []card) []card {
	for i := 0; i+1 < len(list); i++ {
		if list[i].Statement.Answers != "" && list[i].Statement.Answers == list[i+1].Statement.ID {
			list[i], list[i+1] = list[i+1], list[i]
			i++
		}
	}
	return list
}

func (s *Server) chips(st searchState) []chip {
	var out []chip
	for _, f := range st.Filters {
		off := st.toggled(f).URL()
		out = append(out, chip{facetTitle(f.Name), s.facetLabel(f.Name, f.Value, f.Value), off})
	}
	return out
}

// A readerData is the page beside the results, open at a statement.
type readerData struct {
	articleData
	ID   readout.StatementID
	Href string // of the whole article
}

// reader lays out the page on which a statement stands.
func (s *Server) reader(r *http.Request, id readout.StatementID) (*readerData, error) {
	ctx := r.Context()
	n, err := s.Desk.Store.NumberOf(ctx, id)
	if err != nil {
		return nil, err
	}
	hits, err := s.Desk.Store.Hits(ctx, []store.Number{n})
	if err != nil || len(hits) == 0 {
		return nil, cmp.Or(err, readout.ErrNotFound)
	}
	d := &readerData{ID: id, Href: spotOf(hits[0])}
	if d.Paper, err = s.Desk.Store.Paper(ctx, hits[0].Page.ID); err != nil {
		return nil, err
	}
	links, err := s.Desk.Store.LinkChecksOf(ctx, d.Page.ID)
	if err != nil {
		return nil, err
	}
	if err := s.sheetOf(r, &d.articleData, links); err != nil {
		return nil, err
	}
	d.Sheet.aim(id)
	return d, nil
}

// spotOf is the address of a statement on the page of its article.
func spotOf(h store.Hit) string {
	return spotURL(h.Page.ID, "s-"+string(h.Statement.ID), h.Sentence.Start)
}

// aim marks the words of a statement and its note.
func (s sheet) aim(id readout.StatementID) {
	n := ""
	for _, row := range s.Rows {
		for i := range row.Notes {
			if row.Notes[i].Statement.ID == id {
				row.Notes[i].Here = true
				n = strconv.Itoa(row.Notes[i].N)
			}
		}
	}
	for _, row := range s.Rows {
		for i := range row.Segments {
			if seg := &row.Segments[i]; n != "" && slices.Contains(strings.Fields(seg.Of), n) {
				seg.Class += " aimed"
			}
		}
	}
}

// readerPart is the page beside the results alone, for the page's script.
func (s *Server) readerPart(r *http.Request) (*view, error) {
	d, err := s.reader(r, readout.StatementID(r.FormValue("at")))
	if err != nil {
		return nil, err
	}
	return &view{name: "reader", bare: true, data: d}, nil
}
