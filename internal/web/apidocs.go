package web

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"readout"
)

// An operation is one of the API's, as its page shows it.
type operation struct {
	Method, Path, ID, Summary, Tag string
	Params                         []parameter
	Body                           string // the form of what is sent, "" for nothing
	Answer                         string // the form of what comes back, or its media types
}

type parameter struct {
	Name, In, Type, About, Default string
	Required                       bool
	Values                         []string
}

// A form is a schema of the API: the fields of what is sent or comes back.
type form struct {
	Name   string
	Fields []parameter
}

type apiData struct {
	Operations []operation
	Forms      []form
}

// apiDocs shows the API's own document, made from the code.
func (s *Server) apiDocs(r *http.Request) (*view, error) {
	if s.API == nil {
		return nil, readout.ErrNotFound
	}
	doc := s.API.Document()
	d := &apiData{}
	for path, item := range doc.Paths {
		for method, op := range map[string]*huma.Operation{http.MethodGet: item.Get, http.MethodPost: item.Post, http.MethodDelete: item.Delete, http.MethodPut: item.Put} {
			if op != nil {
				d.Operations = append(d.Operations, operationOf(method, path, op))
			}
		}
	}
	slices.SortFunc(d.Operations, func(a, b operation) int {
		return cmp.Or(cmp.Compare(a.Tag, b.Tag), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	schemas := doc.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		if f := formOf(name, schemas[name]); len(f.Fields) > 0 {
			d.Forms = append(d.Forms, f)
		}
	}
	return &view{name: "api", title: "API", nav: "api", data: d}, nil
}

func operationOf(method, path string, op *huma.Operation) operation {
	o := operation{Method: method, Path: path, ID: op.OperationID, Summary: op.Summary}
	if len(op.Tags) > 0 {
		o.Tag = op.Tags[0]
	}
	for _, p := range op.Parameters {
		o.Params = append(o.Params, parameterOf(p.Name, p.In, p.Required, cmp.Or(p.Description, p.Schema.Description), p.Schema))
	}
	if op.RequestBody != nil {
		for _, m := range op.RequestBody.Content {
			o.Body = typeOf(m.Schema)
		}
	}
	if ok := op.Responses["200"]; ok != nil {
		var media []string
		for _, name := range slices.Sorted(maps.Keys(ok.Content)) {
			if m := ok.Content[name]; m.Schema != nil && name == "application/json" {
				media = append(media, typeOf(m.Schema))
			} else {
				media = append(media, name)
			}
		}
		o.Answer = strings.Join(media, ", ")
	}
	return o
}

func parameterOf(name, in string, required bool, about string, s *huma.Schema) parameter {
	p := parameter{Name: name, In: in, Required: required, About: about, Type: typeOf(s)}
	if s == nil {
		return p
	}
	for _, v := range s.Enum {
		if text, ok := v.(string); ok {
			p.Values = append(p.Values, text)
		}
	}
	if s.Default != nil {
		if b, err := json.Marshal(s.Default); err == nil {
			p.Default = strings.Trim(string(b), `"`)
		}
	}
	return p
}

func formOf(name string, s *huma.Schema) form {
	f := form{Name: name}
	for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
		p := s.Properties[field]
		f.Fields = append(f.Fields, parameterOf(field, "", slices.Contains(s.Required, field), p.Description, p))
	}
	return f
}

// typeOf names what a schema permits: the name of a form, or of a plain type.
func typeOf(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]
	case s.Items != nil:
		return "list of " + typeOf(s.Items)
	case len(s.OneOf) > 0:
		return typeOf(s.OneOf[0]) + " or null"
	}
	name := s.Type
	if s.Format != "" {
		name += " (" + s.Format + ")"
	}
	if s.Nullable {
		name += " or null"
	}
	return name
}
