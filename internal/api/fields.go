package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// A selection is the fields that are wanted, with those wanted of their parts; nil is all.
type selection map[string]selection

func parseFields(s string) selection {
	sel := make(selection)
	for path := range strings.SplitSeq(s, ",") {
		at := sel
		for name := range strings.SplitSeq(strings.TrimSpace(path), ".") {
			if name == "" {
				continue
			}
			if at[name] == nil {
				at[name] = make(selection)
			}
			at = at[name]
		}
	}
	return sel
}

// of returns the wanted parts of a value decoded from JSON.
func (sel selection) of(v any) any {
	if len(sel) == 0 {
		return v
	}
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = sel.of(v[i])
		}
		return v
	case map[string]any:
		out := make(map[string]any, len(sel))
		for name, of := range sel {
			if part, ok := v[name]; ok {
				out[name] = of.of(part)
			}
		}
		return out
	}
	return v
}

// selectFields leaves of an answer what the request wants.
func selectFields(ctx huma.Context, status string, v any) (any, error) {
	fields := ctx.Query("fields")
	if fields == "" || status != "200" {
		return v, nil
	}
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var decoded any
	if err := decoder.Decode(&decoded); err != nil {
		return nil, err
	}
	sel := parseFields(fields)
	if whole, ok := decoded.(map[string]any); ok && isList(whole) {
		whole["items"] = sel.of(whole["items"])
		return whole, nil
	}
	return sel.of(decoded), nil
}

func isList(v map[string]any) bool {
	_, items := v["items"]
	_, next := v["next"]
	return items && next
}

// checkFields refuses a request for fields that the answer does not have.
func checkFields(api huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		fields := ctx.Query("fields")
		if fields == "" {
			next(ctx)
			return
		}
		r := api.OpenAPI().Components.Schemas
		of := answerSchema(ctx.Operation())
		if of != nil && resolve(r, of).Properties["next"] != nil {
			of = resolve(r, of).Properties["items"]
		}
		if unknown := parseFields(fields).unknown(r, of, ""); unknown != "" {
			_ = huma.WriteErr(api, ctx, http.StatusBadRequest, fmt.Sprintf("fields: there is no %q", unknown))
			return
		}
		next(ctx)
	}
}

func answerSchema(op *huma.Operation) *huma.Schema {
	ok := op.Responses["200"]
	if ok == nil || ok.Content["application/json"] == nil {
		return nil
	}
	return ok.Content["application/json"].Schema
}

// unknown returns the first field, with those it is a part of, that a schema has not; "" for
// none.
func (sel selection) unknown(r huma.Registry, s *huma.Schema, before string) string {
	if s = resolve(r, s); s == nil || s.Properties == nil {
		return ""
	}
	for name, of := range sel {
		part, ok := s.Properties[name]
		if !ok {
			return before + name
		}
		if u := of.unknown(r, part, before+name+"."); u != "" {
			return u
		}
	}
	return ""
}

// resolve follows references, and goes into what lists hold and what may be null.
func resolve(r huma.Registry, s *huma.Schema) *huma.Schema {
	for s != nil {
		switch {
		case s.Ref != "":
			s = r.SchemaFromRef(s.Ref)
		case s.Items != nil:
			s = s.Items
		case len(s.OneOf) > 0:
			s = s.OneOf[0]
		default:
			return s
		}
	}
	return nil
}
