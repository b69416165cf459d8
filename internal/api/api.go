// Package api is the record as JSON over HTTP: the same types as the record's own form, and
// the answers of package desk. The OpenAPI 3.1 document at /api/v1/openapi.json is made from
// the code.
//
// Lists come in parts, with a cursor for the next one. A request may name the fields it
// wants. Errors are problem details (RFC 9457). Answers to GET have an ETag.
package api

import (
	"errors"
	"net/http"
	"runtime"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"readout"
	"readout/internal/desk"
	"readout/internal/store"
)

// Prefix is where all addresses of the API begin.
const Prefix = "/api/v1"

// An API answers requests below [Prefix]. It is safe for concurrent use.
type API struct {
	desk    *desk.Desk
	doc     *huma.OpenAPI
	handler http.Handler
	reading chan struct{} // a place for each page that may be read at once

	exporting chan struct{} // a place for each file that may be written at once
}

// New returns the API of a desk. Version is the program's.
func New(d *desk.Desk, version string) *API {
	a := &API{desk: d, reading: make(chan struct{}, runtime.GOMAXPROCS(0)), exporting: make(chan struct{}, 1)}
	mux := http.NewServeMux()
	config := huma.DefaultConfig("readout", version)
	config.Info.Description = about
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = Prefix+"/openapi", "", ""
	config.CreateHooks = nil
	config.RejectUnknownQueryParameters = true
	config.Components.Schemas = newRegistry()
	config.Transformers = []huma.Transformer{selectFields}
	h := humago.New(mux, config)
	h.UseMiddleware(checkFields(h))
	a.statements(h)
	a.events(h)
	a.articles(h)
	a.people(h)
	a.read(h)
	a.export(h)
	a.doc = h.OpenAPI()
	allowNull(config.Components.Schemas)
	a.handler = withETag(mux)
	return a
}

const about = `Who said what, to whom, when, in which setting, and according to whom, as the pages of a record tell it; events, and the accounts that the sides give of them. Spans count Unicode code points in an article's text. Unknown is null. A query is written as for readout search.`

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.handler.ServeHTTP(w, r) }

// Document returns the API's OpenAPI document. It must not be changed.
func (a *API) Document() *huma.OpenAPI { return a.doc }

// A body is an answer.
type body[T any] struct{ Body T }

func answer[T any](v T, err error) (*body[T], error) {
	if err != nil {
		return nil, problem(err)
	}
	return &body[T]{v}, nil
}

// problem gives an error its status.
func problem(err error) error {
	switch {
	case errors.Is(err, readout.ErrNotFound):
		return huma.Error404NotFound(err.Error())
	case errors.Is(err, readout.ErrInvalid):
		return huma.Error400BadRequest(err.Error())
	case errors.Is(err, store.ErrLocked):
		return huma.Error503ServiceUnavailable(err.Error())
	}
	return huma.Error500InternalServerError("the record could not be read", err)
}

// get describes an operation that reads. What it says in a sentence is shown to users.
func get(id, path, tag, summary string, errs ...int) huma.Operation {
	return huma.Operation{OperationID: id, Method: http.MethodGet, Path: Prefix + path, Tags: []string{tag}, Summary: summary, Errors: errs}
}

// A Choice is the parameter that every operation has.
type Choice struct {
	Fields string `query:"fields" maxLength:"2000" doc:"The fields wanted, with commas between them, those of parts with dots: id,speaker.name. Of a list: of each item. All where it is left out." example:"statement.id,statement.speaker.name,sentence.text"`
}

// A Period is days that are looked at.
type Period struct {
	From string `query:"from" maxLength:"10" doc:"From this day, month or year on." example:"2024-03"`
	To   string `query:"to" maxLength:"10" doc:"Up to this day, month or year." example:"2024-05-31"`
}
