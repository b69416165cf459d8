package export

import (
	"io"
	"strings"

	"readout/internal/cite"
	"readout/internal/store"
)

// cslJSON writes a list of items for citation processors.
func cslJSON(out io.Writer, _ *Request) (writer[store.Hit], error) {
	return newList(out, "[", func(h *store.Hit) any { return cite.CSL(h) }, always("]"))
}

// A textWriter writes one text after the other.
type textWriter[T any] struct {
	out  io.Writer
	text func(*T) string
}

func texts[T any](text func(*T) string) maker[T] {
	return func(out io.Writer, _ *Request) (writer[T], error) { return textWriter[T]{out, text}, nil }
}

func (w textWriter[T]) write(thing *T) error {
	_, err := io.WriteString(w.out, w.text(thing))
	return err
}

func (w textWriter[T]) close() error { return nil }

func bibTeX(h *store.Hit) string { return cite.BibTeX(h) + "\n" }
func ris(h *store.Hit) string    { return cite.RIS(h) + "\r\n" }

// markdown is a statement as an item of a list.
func markdown(h *store.Hit) string {
	text := "- " + unmarked(cite.Line(h))
	if link := cite.Link(h); link != "" {
		text += " [Page](<" + link + ">)"
	}
	return text + "\n"
}

// unmarked takes the meaning from what Markdown takes for markup.
func unmarked(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>#+-!|~&$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
