// Package export writes statements, events and records in the formats of other programs.
//
// A [Format] takes what a [Request] asks of the record and writes it to a stream: one
// thing at a time, so that memory stays flat however many there are, all of them, in the
// order of the store. [Formats] lists the formats with what a command or a web page has
// to know of each. What a format cannot hold is left out and counted, never bent; what is
// written after an error has no proper end, so that no half of a record is taken for the
// whole. For pages of the web, [StatementLD], [EventLD] and [ArticleLD] give one thing's
// block of linked data.
package export

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"readout"
	"readout/internal/link"
	"readout/internal/query"
	"readout/internal/store"
)

// A Kind is a kind of thing that leaves the record.
type Kind string

// The kinds.
const (
	Statements Kind = "statements"
	Events     Kind = "events"  // across pages
	Records    Kind = "records" // of pages, as readout read prints them
)

// A Request says what is wanted.
type Request struct {
	Kind    Kind             // "" is Statements
	Query   query.Query      // which statements; for records, those of the pages with such statements
	Earlier bool             // statements of earlier versions of articles, too
	Events  store.EventQuery // which events
	Now     time.Time        // the time stamp of formats that need one
}

// A Count is what became of the things that a request found.
type Count struct {
	Written int
	LeftOut int // the format has no place for them
}

// A Format is a way in which things leave the record.
type Format struct {
	Name      string // as it is asked for: "csv"
	Title     string // for people: "BibTeX"
	MediaType string // with its parameters
	Extension string // of file names, with its dot

	statements maker[store.Hit]
	events     maker[link.Event]
	records    maker[readout.Record]
}

// A maker begins a document.
type maker[T any] func(io.Writer, *Request) (writer[T], error)

// A writer writes the things of a document, and its end.
type writer[T any] interface {
	write(*T) error // errLeftOut where the format has no place for it
	close() error
}

var errLeftOut = errors.New("no place in this format")

// Kinds returns what the format can write, in the order of the constants.
func (f *Format) Kinds() []Kind {
	var kinds []Kind
	if f.statements != nil {
		kinds = append(kinds, Statements)
	}
	if f.events != nil {
		kinds = append(kinds, Events)
	}
	if f.records != nil {
		kinds = append(kinds, Records)
	}
	return kinds
}

// Has reports whether the format can write things of a kind.
func (f *Format) Has(k Kind) bool { return slices.Contains(f.Kinds(), k) }

// Of returns the names of the formats that can write things of a kind.
func Of(k Kind) []string {
	var names []string
	for _, f := range Formats() {
		if f.Has(k) {
			names = append(names, f.Name)
		}
	}
	return names
}

// Find returns the format of a name, or a [readout.ErrNotFound] that lists those that
// there are.
func Find(name string) (Format, error) {
	var names []string
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("format %q: %w; known are %s", name, readout.ErrNotFound, strings.Join(names, ", "))
}

// Write writes all that a request finds. It fails with [readout.ErrInvalid] where the
// format cannot write such things.
func (f *Format) Write(ctx context.Context, s *store.Store, r Request, to io.Writer) (Count, error) {
	r.Kind = cmp.Or(r.Kind, Statements)
	if !f.Has(r.Kind) {
		return Count{}, fmt.Errorf("%s as %s: %w; there are %s", r.Kind, f.Name, readout.ErrInvalid, strings.Join(Of(r.Kind), ", "))
	}
	switch r.Kind {
	case Events:
		return stream(f.events, &r, to, func(each func(*link.Event) error) error { return s.EachEvent(ctx, r.Events, each) })
	case Records:
		return stream(f.records, &r, to, func(each func(*readout.Record) error) error {
			for rec, err := range s.Records(ctx, r.Query) {
				if err == nil {
					err = each(&rec)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	return stream(f.statements, &r, to, func(each func(*store.Hit) error) error {
		return s.Export(ctx, r.Query, store.SearchOptions{Earlier: r.Earlier}, func(h store.Hit) error { return each(&h) })
	})
}

// stream writes a document of the things that all hands over one by one.
func stream[T any](begin maker[T], r *Request, to io.Writer, all func(func(*T) error) error) (Count, error) {
	var n Count
	out := bufio.NewWriterSize(to, 1<<16)
	w, err := begin(out, r)
	if err != nil {
		return n, err
	}
	err = all(func(thing *T) error {
		err := w.write(thing)
		switch {
		case err == nil:
			n.Written++
		case errors.Is(err, errLeftOut):
			n.LeftOut++
			return nil
		}
		return err
	})
	if err == nil {
		err = w.close()
	}
	return n, cmp.Or(err, out.Flush())
}
