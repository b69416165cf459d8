package main

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"readout"
)

type schemaCommand struct{}

func (schemaCommand) Help() string {
	return "Example:\n  readout schema > record.schema.json"
}

func (schemaCommand) Run(e *env) error {
	enc := json.NewEncoder(e.Stdout)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(recordSchema())
}

// recordSchema describes the JSON of a record, read off the Go types.
func recordSchema() *jsonschema.Schema {
	r := jsonschema.Reflector{Mapper: schemaOf, Namer: schemaName, AllowAdditionalProperties: true}
	s := r.Reflect(&readout.Record{})
	s.ID = "https://readout.invalid/record.schema.json"
	s.Title = "A readout record, version " + readout.Schema
	s.Description = "Everything read from one page. Spans count Unicode code points in article.text. Unknown is null."
	return s
}

// schemaName names the definition of a type; a list after what it holds, since brackets
// may not stand in a reference.
func schemaName(t reflect.Type) string {
	if strings.HasPrefix(t.Name(), "List[") {
		item := t.Elem().Name()
		return strings.ToUpper(item[:1]) + item[1:] + "List"
	}
	return t.Name()
}

// schemaOf describes the types that write themselves: the empty string as null.
func schemaOf(t reflect.Type) *jsonschema.Schema {
	switch t {
	case reflect.TypeFor[readout.Opt](), reflect.TypeFor[readout.StatementID](), reflect.TypeFor[readout.EventID](), reflect.TypeFor[readout.Level]():
		return orNull(&jsonschema.Schema{Type: "string"})
	case reflect.TypeFor[readout.Day]():
		return orNull(&jsonschema.Schema{Type: "string", Format: "date"})
	}
	return nil
}

func orNull(s *jsonschema.Schema) *jsonschema.Schema {
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{s, {Type: "null"}}}
}
