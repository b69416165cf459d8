package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// A column has a name and what stands in it.
type column[T any] struct {
	name string
	cell func(*T) string
}

// A tableWriter writes things of a kind as CSV, one a row.
type tableWriter[T any] struct {
	w       *csv.Writer
	columns []column[T]
	row     []string
}

func table[T any](columns []column[T]) maker[T] {
	return func(out io.Writer, _ *Request) (writer[T], error) {
		t := &tableWriter[T]{csv.NewWriter(out), columns, make([]string, len(columns))}
		for i, c := range columns {
			t.row[i] = c.name
		}
		return t, t.w.Write(t.row)
	}
}

func (t *tableWriter[T]) write(of *T) error {
	for i, c := range t.columns {
		t.row[i] = harmless(c.cell(of))
	}
	return t.w.Write(t.row)
}

func (t *tableWriter[T]) close() error {
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

// Chain names who relays a statement, the outermost last.
func Chain(parties []readout.Party) string {
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
