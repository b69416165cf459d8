package main

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/internal/store"
)

// A table writes things of a kind as CSV, one a row.
type table[T any] struct {
	w       *csv.Writer
	columns []column[T]
}

// A column has a name and what stands in it.
type column[T any] struct {
	name string
	cell func(*T) string
}

// statementColumns are those of a statement. docs/export.md tells what they hold; new ones
// are only added at the end.
var statementColumns = []column[store.Hit]{
	{"statement_id", func(h *store.Hit) string { return string(h.Statement.ID) }},
	{"page_id", func(h *store.Hit) string { return string(h.Page.ID) }},
	{"path", func(h *store.Hit) string { return string(h.Page.Path) }},
	{"url", func(h *store.Hit) string { return string(h.Page.URL) }},
	{"publisher", func(h *store.Hit) string { return string(h.Article.Publisher) }},
	{"agency", func(h *store.Hit) string { return string(h.Article.Agency) }},
	{"headline", func(h *store.Hit) string { return string(h.Article.Headline) }},
	{"language", func(h *store.Hit) string { return string(h.Article.Language) }},
	{"published_earliest", func(h *store.Hit) string { return string(h.Article.Published.Earliest) }},
	{"published_latest", func(h *store.Hit) string { return string(h.Article.Published.Latest) }},
	{"published_basis", func(h *store.Hit) string { return string(h.Article.Published.Basis) }},
	{"said_earliest", func(h *store.Hit) string { return string(h.Said.Earliest) }},
	{"said_latest", func(h *store.Hit) string { return string(h.Said.Latest) }},
	{"said_basis", func(h *store.Hit) string { return string(h.Said.Basis) }},
	{"kind", func(h *store.Hit) string { return string(h.Statement.Kind) }},
	{"act", func(h *store.Hit) string { return string(h.Statement.Act) }},
	{"speaker_id", func(h *store.Hit) string { return string(some(h.Statement.Speaker).ID) }},
	{"speaker_name", func(h *store.Hit) string { return some(h.Statement.Speaker).Name }},
	{"speaker_type", func(h *store.Hit) string { return some(h.Statement.Speaker).Type }},
	{"speaker_office", func(h *store.Hit) string { return string(some(h.Statement.Speaker).Office) }},
	{"speaker_side", func(h *store.Hit) string { return string(some(h.Statement.Speaker).Side) }},
	{"addressee_id", func(h *store.Hit) string { return string(some(h.Statement.Addressee).ID) }},
	{"addressee_name", func(h *store.Hit) string { return some(h.Statement.Addressee).Name }},
	{"addressee_side", func(h *store.Hit) string { return string(some(h.Statement.Addressee).Side) }},
	{"chain", func(h *store.Hit) string { return chain(h.Statement.Chain) }},
	{"setting", func(h *store.Hit) string { return string(h.Statement.Setting) }},
	{"level", func(h *store.Hit) string { return string(h.Statement.Level) }},
	{"issues", func(h *store.Hit) string { return strings.Join(h.Statement.Issues, "; ") }},
	{"content", func(h *store.Hit) string { return spanWords(h.Statement.Content) }},
	{"content_start", func(h *store.Hit) string { return offsets(h.Statement.Content, start) }},
	{"content_end", func(h *store.Hit) string { return offsets(h.Statement.Content, end) }},
	{"cue", func(h *store.Hit) string { return spanWords(h.Statement.Cue) }},
	{"cue_start", func(h *store.Hit) string { return offsets(h.Statement.Cue, start) }},
	{"cue_end", func(h *store.Hit) string { return offsets(h.Statement.Cue, end) }},
	{"source", func(h *store.Hit) string { return spanWords(h.Statement.Source) }},
	{"source_start", func(h *store.Hit) string { return offsets(h.Statement.Source, start) }},
	{"source_end", func(h *store.Hit) string { return offsets(h.Statement.Source, end) }},
	{"sentence", func(h *store.Hit) string { return h.Sentence.Text }},
	{"answers", func(h *store.Hit) string { return string(h.Statement.Answers) }},
	{"confidence", func(h *store.Hit) string { return strconv.FormatFloat(h.Statement.Confidence, 'f', -1, 64) }},
	{"rule", func(h *store.Hit) string { return h.Statement.Rule }},
	{"event_id", func(h *store.Hit) string { return string(h.Statement.Event) }},
	{"class", func(h *store.Hit) string { return string(h.Statement.Class) }},
}

func newTable[T any](out io.Writer, columns []column[T]) (*table[T], error) {
	t := &table[T]{csv.NewWriter(out), columns}
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.name
	}
	return t, t.w.Write(row)
}

func (t *table[T]) row(of *T) error {
	row := make([]string, len(t.columns))
	for i, c := range t.columns {
		row[i] = harmless(c.cell(of))
	}
	return t.w.Write(row)
}

func (t *table[T]) flush() error {
	t.w.Flush()
	return t.w.Error()
}

// harmless keeps a spreadsheet from taking foreign text for a formula, with an apostrophe
// before it that makes it text, and a terminal from obeying it, without its control
// characters: texts have none, but names of files may.
func harmless(cell string) string {
	cell = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !strings.ContainsRune("\t\r\n", r) {
			return -1
		}
		return r
	}, cell)
	if cell == "" {
		return ""
	}
	if r, _ := utf8.DecodeRuneInString(cell); strings.ContainsRune("=+-@\t\r\n＝＋－＠", r) {
		return "'" + cell
	}
	return cell
}

func some(p *readout.Party) readout.Party {
	if p == nil {
		return readout.Party{}
	}
	return *p
}

// chain names who relays a statement, the outermost last.
func chain(parties []readout.Party) string {
	names := make([]string, len(parties))
	for i, p := range parties {
		names[i] = p.Name
	}
	return strings.Join(names, " ← ")
}

func spanWords(spans []readout.Span) string {
	parts := make([]string, len(spans))
	for i, sp := range spans {
		parts[i] = sp.Text
	}
	return strings.Join(parts, " … ")
}

func start(sp readout.Span) int { return sp.Start }
func end(sp readout.Span) int   { return sp.End }

// offsets lists one end of each span, in code points of the article's text.
func offsets(spans []readout.Span, of func(readout.Span) int) string {
	parts := make([]string, len(spans))
	for i, sp := range spans {
		parts[i] = strconv.Itoa(of(sp))
	}
	return strings.Join(parts, ";")
}
