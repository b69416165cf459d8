package api

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"readout"
)

// newRegistry keeps the schemas of types, the record's own under their names, others with
// that of their package before it.
func newRegistry() huma.Registry {
	r := huma.NewMapRegistry("#/components/schemas/", func(t reflect.Type, hint string) string {
		name := huma.DefaultSchemaNamer(t, hint)
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		pkg := path.Base(t.PkgPath())
		if t.Name() == "" || slices.Contains([]string{".", "readout", "api", "v2"}, pkg) || strings.Contains(t.Name(), "[") {
			return name
		}
		return strings.ToUpper(pkg[:1]) + pkg[1:] + name
	})
	for _, t := range []reflect.Type{reflect.TypeFor[readout.Opt](), reflect.TypeFor[readout.StatementID](), reflect.TypeFor[readout.EventID](), reflect.TypeFor[readout.Level]()} {
		r.RegisterTypeAlias(t, reflect.TypeFor[textOrNull]())
	}
	r.RegisterTypeAlias(reflect.TypeFor[readout.Day](), reflect.TypeFor[dayOrNull]())
	return r
}

// textOrNull and dayOrNull stand for strings that are null in JSON where they are empty.
type (
	textOrNull string
	dayOrNull  string
)

// Schema describes a string that may be null.
func (textOrNull) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Nullable: true}
}

// Schema describes a day that may be null.
func (dayOrNull) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date", Nullable: true}
}

// allowNull says of every field that is a pointer to an object, and of every part that a
// request may leave out, what it is in JSON: an object or null. Lists are never null.
func allowNull(r huma.Registry) {
	for name, s := range r.Map() {
		t := r.TypeFromRef("#/components/schemas/" + name)
		for t != nil && t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t != nil && t.Kind() == reflect.Struct {
			allowNullIn(t, s)
		}
	}
}

func allowNullIn(t reflect.Type, s *huma.Schema) {
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := s.Properties[name]
		switch {
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			allowNullIn(f.Type, s)
		case p == nil:
		case f.Type.Kind() == reflect.Pointer && p.Ref != "":
			s.Properties[name] = &huma.Schema{OneOf: []*huma.Schema{{Ref: p.Ref}, {Type: "null"}}}
		case p.Type == huma.TypeArray:
			p.Nullable = strings.HasPrefix(f.Type.String(), "[]")
		}
	}
}
