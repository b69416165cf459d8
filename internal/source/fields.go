package source

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"readout"
)

// Fields name the fields of a line of JSON that hold an article's parts. A name with dots
// leads into objects.
type Fields struct {
	ID, Text, Headline, Published, URL string // "" is the part's own name
}

// ParseFields reads a mapping such as "text=body,headline=title": of the parts id, text,
// headline, published and url to the names of fields. A name alone is the text's.
func ParseFields(s string) (Fields, error) {
	var f Fields
	if s == "" {
		return f, nil
	}
	parts := map[string]*string{"id": &f.ID, "text": &f.Text, "headline": &f.Headline, "published": &f.Published, "url": &f.URL}
	for pair := range strings.SplitSeq(s, ",") {
		part, name, ok := strings.Cut(strings.TrimSpace(pair), "=")
		if !ok {
			part, name = "text", part
		}
		to := parts[strings.TrimSpace(part)]
		switch name = strings.TrimSpace(name); {
		case to == nil:
			return f, fmt.Errorf("%q is no part of an article; there are id, text, headline, published and url: %w", part, readout.ErrInvalid)
		case name == "":
			return f, fmt.Errorf("%q has no name of a field: %w", part, readout.ErrInvalid)
		case *to != "":
			return f, fmt.Errorf("%q is given twice: %w", part, readout.ErrInvalid)
		}
		*to = name
	}
	return f, nil
}

// line is one article of a JSON Lines file.
type line struct {
	ID                       string
	Text                     *string
	Headline, Published, URL string
}

// read takes an article's parts from a line.
func (f Fields) read(raw []byte) (line, error) {
	var l line
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil {
		return l, fmt.Errorf("not a JSON object with %q: %w", or(f.Text, "text"), err)
	}
	l.ID = idText(field(object, or(f.ID, "id")))
	var text string
	there, err := stringIn(object, or(f.Text, "text"), &text)
	if there {
		l.Text = &text
	}
	for _, part := range []struct {
		name string
		to   *string
	}{{or(f.Headline, "headline"), &l.Headline}, {or(f.Published, "published"), &l.Published}, {or(f.URL, "url"), &l.URL}} {
		if err == nil {
			_, err = stringIn(object, part.name, part.to)
		}
	}
	return l, err
}

func or(name, own string) string {
	if name == "" {
		return own
	}
	return name
}

// field returns the value of a name: of the field that is written so or, where there is
// none and the name has dots, of one in an object. It is nil where there is none.
func field(object map[string]json.RawMessage, name string) json.RawMessage {
	if v, ok := object[name]; ok {
		return v
	}
	// As encoding/json has it, letters match in either case.
	for _, key := range sortedKeys(object) {
		if strings.EqualFold(key, name) {
			return object[key]
		}
	}
	first, rest, ok := strings.Cut(name, ".")
	if !ok {
		return nil
	}
	var inner map[string]json.RawMessage
	if json.Unmarshal(object[first], &inner) != nil {
		return nil
	}
	return field(inner, rest)
}

func sortedKeys(object map[string]json.RawMessage) []string {
	keys := make([]string, 0, len(object))
	for k := range object {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// stringIn reads a field that holds a string, and reports whether there is one.
func stringIn(object map[string]json.RawMessage, name string, to *string) (bool, error) {
	raw := field(object, name)
	if raw == nil || string(raw) == "null" {
		return false, nil
	}
	if err := json.Unmarshal(raw, to); err != nil {
		return false, fmt.Errorf("%q is not a text: %w", name, readout.ErrInvalid)
	}
	return true, nil
}

// idText is an id, a string or a number, as text.
func idText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if string(raw) == "null" {
		return ""
	}
	return string(raw)
}
