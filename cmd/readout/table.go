package main

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout"
	"readout/internal/store"
)

// A table writes statements as CSV, one a row. docs/export.md tells what the columns
// hold; new ones are only added at the end.
type table struct{ w *csv.Writer }

// columns are the names of the columns and what stands in them.
var columns = []struct {
	name string
	cell func(*store.Hit) string
}{
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
}

func newTable(out io.Writer) (*table, error) {
	t := &table{w: csv.NewWriter(out)}
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.name
	}
	return t, t.w.Write(row)
}

func (t *table) hit(h *store.Hit) error {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = harmless(c.cell(h))
	}
	return t.w.Write(row)
}

func (t *table) flush() error {
	t.w.Flush()
	return t.w.Error()
}

// harmless keeps a spreadsheet from taking foreign text for a formula: an apostrophe
// before it makes it text.
func harmless(cell string) string {
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
