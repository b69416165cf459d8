package web

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"readout"
	"readout/internal/query"
	"readout/internal/store"
)

// A problem is what an error page says.
type problem struct {
	Status  int
	Name    string // what went wrong, in a word or two
	Message string
	Advice  string
	Caret   string // a query with the place of the mistake below it
}

// fail shows an error. What is no mistake of the reader's is logged.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // nobody is waiting
	}
	p := problemOf(err)
	if p.Status >= http.StatusInternalServerError {
		var broken panicError
		stack := ""
		if errors.As(err, &broken) {
			stack = string(debug.Stack())
		}
		s.Log.Error("page failed", "path", r.URL.Path, "err", err, "stack", stack)
	}
	shown := s.show(w, r, &view{name: "problem", title: p.Name, query: r.FormValue("q"), status: p.Status, data: p})
	if shown != nil {
		http.Error(w, p.Message, p.Status)
	}
}

func problemOf(err error) problem {
	p := problem{Status: http.StatusInternalServerError, Name: "Something went wrong", Message: err.Error()}
	var ofQuery *query.Error
	var ofRecord *store.Error
	switch {
	case errors.As(err, &ofQuery):
		p = problem{Status: http.StatusBadRequest, Name: "The query cannot be read", Message: ofQuery.Message, Caret: ofQuery.Caret(),
			Advice: "Put words that hold signs into quotation marks; Search lists the fields there are."}
	case errors.Is(err, readout.ErrNotFound):
		p.Status, p.Name = http.StatusNotFound, "Not in the record"
	case errors.Is(err, readout.ErrInvalid):
		p.Status, p.Name = http.StatusBadRequest, "That cannot be asked"
	case errors.Is(err, store.ErrLocked):
		p.Status, p.Name = http.StatusServiceUnavailable, "The record is in use"
	}
	if errors.As(err, &ofRecord) && p.Advice == "" {
		p.Advice = ofRecord.Advice
	}
	return p
}

// unknown is the page for an address that there is none for.
func (s *Server) unknown(r *http.Request) (*view, error) {
	return nil, fmt.Errorf("no page at %s: %w", r.URL.Path, readout.ErrNotFound)
}

// A panicError is a bug that a handler met.
type panicError struct{ value any }

func (e panicError) Error() string { return fmt.Sprintf("a bug in this program: %v", e.value) }
