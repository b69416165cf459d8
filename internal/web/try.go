package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"readout"
	"readout/article"
	"readout/internal/source"
)

// What one may paste, and how much of what is read from it is shown. Reading is heavy:
// only some pages are read at once, and the others wait.
const (
	maxPasted = 2 << 20
	readers   = 2
	tryCost   = 40 << 10
	tryJSON   = 32 << 10
	tryEcho   = 20 << 10
)

// A tryData is the page on which a page is read that is not kept.
type tryData struct {
	Text, As, URL string
	Example       bool // the text is this program's own example
	Long          bool // the text is too long to stand in its field again
	Record        *readout.Record
	Title         []segment
	Sheet         sheet
	Checks        []shownCheck
	JSON          string
	CutText       bool
	CutJSON       bool
	Forms         []tryForm
}

// A tryForm is what a pasted text may be.
type tryForm struct{ Value, Label string }

func tryForms() []tryForm {
	return []tryForm{{"auto", "find out"}, {"html", "a page’s HTML"}, {"text", "a page’s text, headline first"}, {"body", "an article’s text alone"}}
}

// tryExample is about invented people in invented places.
const tryExample = `Oruland "Will Not Close The Bridge", Minister Says

HALVERN, 4 March 2024 (Basin Wire) – The foreign minister of Oruland, Ines Marrow, said on Monday that the bridge at Tarn would stay open to all traffic.

"We will not close the bridge," Marrow told reporters after a call with her Kestrian counterpart, Anton Brell. "Nobody has asked us to."

Asked whether tolls had been discussed, she declined to comment.

According to Brell's office, the two ministers spoke for half an hour about tolls and customs.
`

// try is the form to paste a page into.
func (s *Server) try(*http.Request) (*view, error) {
	return tryView(&tryData{Text: tryExample, Example: true, As: "text"}), nil
}

func tryView(d *tryData) *view {
	d.Forms = tryForms()
	return &view{name: "try", title: "Try it", nav: "try", data: d}
}

// tryPage reads a page that was pasted and shows what was read. Nothing is kept.
func (s *Server) tryPage(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 3*maxPasted) // a form's encoding takes room
	err := r.ParseForm()
	d := &tryData{Text: r.PostForm.Get("text"), As: r.PostForm.Get("as"), URL: strings.TrimSpace(r.PostForm.Get("url"))}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge) || len(d.Text) > maxPasted:
		err = &tooMuch{}
	case err != nil:
		err = fmt.Errorf("the form cannot be read: %w", readout.ErrInvalid)
	case strings.TrimSpace(d.Text) == "":
		http.Redirect(w, r, "/try", http.StatusSeeOther)
		return
	default:
		err = s.readPasted(r.Context(), d)
	}
	switch {
	case err != nil:
		s.fail(w, r, err)
	case r.PostForm.Get("answer") == "json":
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(d.Record) // an error means that the reader is gone
	default:
		d.prepare()
		w.Header().Set("Cache-Control", "no-store")
		if err := s.show(w, r, tryView(d)); err != nil {
			s.fail(w, r, err)
		}
	}
}

// tooMuch is the error of a text that is larger than what is read here.
type tooMuch struct{}

func (*tooMuch) Error() string {
	return fmt.Sprintf("the text is larger than %d MB: read it from a file, with readout read", maxPasted>>20)
}

func (*tooMuch) Unwrap() error { return readout.ErrInvalid }

// readPasted reads the page when it is its turn.
func (s *Server) readPasted(ctx context.Context, d *tryData) error {
	reader, err := s.Desk.Reader()
	if err != nil {
		return err
	}
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return ctx.Err()
	}
	page := source.Page{Bytes: []byte(d.Text), URL: d.URL}
	switch d.As {
	case "html":
		page.Form = article.HTML
	case "text":
		page.Form = article.Plain
	case "body":
		page.Form = article.Body
	}
	rec := reader.Read(page)
	d.Record = &rec
	return nil
}

// prepare makes of a record what the page shows, as much of it as a page can hold.
func (d *tryData) prepare() {
	rec := d.Record
	starts := make([]int, 0, len(rec.Statements))
	for i := range rec.Statements {
		at := 0
		if c := rec.Statements[i].Content; len(c) > 0 {
			at = c[0].Start
		}
		starts = append(starts, at)
	}
	parts := split(rec.Article.Text, starts, eventStarts(rec.Events), tryCost)
	p := parts[0]
	d.CutText = len(parts) > 1
	d.Title = newSheet(&reading{Text: strings.ReplaceAll(string(rec.Article.Headline), "\n", " ")}).line()
	d.Sheet = newSheet(&reading{Text: rec.Article.Text[p.start:p.end], Statements: rec.Statements[:min(p.Last, maxOnPart)], First: 1, Events: rec.Events, Checks: rec.Checks,
		Outlet: [2]readout.Opt{rec.Article.Publisher, rec.Article.Agency}})
	for i, c := range rec.Checks[:min(len(rec.Checks), maxChecks/2)] {
		shown := shownCheck{Check: c}
		if c.Span != nil && c.Span.Start < p.To {
			shown.Href = fmt.Sprintf("#c-%d", i+1)
		}
		d.Checks = append(d.Checks, shown)
	}
	d.JSON, d.CutJSON = tryRecord(rec)
	if len(d.Text) > tryEcho {
		d.Text, d.Long = "", true
	}
}

// tryRecord is the JSON of a record for people, and whether there is more of it.
func tryRecord(rec *readout.Record) (string, bool) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(rec); err != nil {
		return err.Error(), false // a record has nothing that JSON lacks
	}
	cost := 0
	for i, c := range b.String() {
		if cost += len(string(c)); c == '"' {
			cost += 4 // as HTML has it
		}
		if cost > tryJSON && c == '\n' {
			return b.String()[:i], true
		}
		if cost > 2*tryJSON {
			return b.String()[:i], true
		}
	}
	return b.String(), false
}
