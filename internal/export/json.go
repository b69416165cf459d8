package export

import (
	"bytes"
	"encoding/json"
	"io"
)

// A lineWriter writes JSON, one thing a line.
type lineWriter[T any] struct{ enc *json.Encoder }

func jsonLines[T any](out io.Writer, _ *Request) (writer[T], error) {
	return lineWriter[T]{encoder(out)}, nil
}

func (w lineWriter[T]) write(thing *T) error { return w.enc.Encode(thing) }
func (w lineWriter[T]) close() error         { return nil }

// encoder writes JSON for programs, in which < and > stand as they are.
func encoder(out io.Writer) *json.Encoder {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc
}

// A listWriter writes things as the items of a list in one JSON document.
type listWriter[T any] struct {
	out  io.Writer
	item func(*T) any
	end  func(n int) string // what follows the items
	n    int
	buf  bytes.Buffer
}

// newList begins a document with what stands before the items.
func newList[T any](out io.Writer, before string, item func(*T) any, end func(int) string) (writer[T], error) {
	_, err := io.WriteString(out, before)
	return &listWriter[T]{out: out, item: item, end: end}, err
}

func (w *listWriter[T]) write(thing *T) error {
	w.buf.Reset()
	w.buf.WriteString("\n")
	if w.n > 0 {
		w.buf.Reset()
		w.buf.WriteString(",\n")
	}
	if err := encoder(&w.buf).Encode(w.item(thing)); err != nil {
		return err
	}
	w.n++
	_, err := w.out.Write(bytes.TrimRight(w.buf.Bytes(), "\n"))
	return err
}

func (w *listWriter[T]) close() error {
	_, err := io.WriteString(w.out, "\n"+w.end(w.n)+"\n")
	return err
}

// always makes an end that does not depend on the number of items.
func always(end string) func(int) string { return func(int) string { return end } }

// quoted is text as a JSON string.
func quoted(s string) string {
	var b bytes.Buffer
	_ = encoder(&b).Encode(s) // a string can always be written
	return string(bytes.TrimSpace(b.Bytes()))
}
