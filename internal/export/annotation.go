package export

import (
	"fmt"
	"io"

	"readout/internal/cite"
	"readout/internal/store"
)

// An annotation is one of the W3C's Web Annotation Data Model.
type annotation struct {
	ID         string             `json:"id"`
	Type       string             `json:"type"`
	Motivation string             `json:"motivation"`
	Generator  software           `json:"generator"`
	Body       []annotationBody   `json:"body"`
	Target     []annotationTarget `json:"target"`
}

type software struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

type annotationBody struct {
	Type     string `json:"type"`
	Value    string `json:"value"`
	Format   string `json:"format,omitempty"`
	Language string `json:"language,omitempty"`
	Purpose  string `json:"purpose"`
}

type annotationTarget struct {
	Type     string `json:"type"`
	Source   string `json:"source"`
	Selector [2]any `json:"selector"` // the same words found in two ways
}

// annotations writes a collection with one page, in one document: validators take it, and
// so does what reads single pages.
func annotations(out io.Writer, r *Request) (writer[store.Hit], error) {
	asked := r.Query.String()
	page := name("annotations", asked, "1")
	before := fmt.Sprintf(`{"@context": "http://www.w3.org/ns/anno.jsonld", "id": %s, "type": "AnnotationCollection", "label": %s,
"first": {"id": %s, "type": "AnnotationPage", "startIndex": 0, "items": [`,
		quoted(name("annotations", asked)), quoted("Statements: "+asked), quoted(page))
	after := func(n int) string { return fmt.Sprintf(`]}, "last": %s, "total": %d}`, quoted(page), n) }
	return newList(out, before, func(h *store.Hit) any { return annotationOf(h) }, after)
}

// annotationOf says of the words of a statement, each piece of them a target, who said
// them and in what way the article has them.
func annotationOf(h *store.Hit) annotation {
	a := annotation{
		ID: name("annotation", string(h.Page.ID), string(h.Statement.ID)), Type: "Annotation", Motivation: "identifying",
		Generator: software{"Software", "readout"},
		Body: []annotationBody{{Type: "TextualBody", Value: cite.Voice(h) + ", " + cite.How(h.Statement.Kind),
			Format: "text/plain", Language: "en", Purpose: "identifying"}},
	}
	tag := func(what, value string) {
		if value != "" {
			a.Body = append(a.Body, annotationBody{Type: "TextualBody", Value: what + ":" + value, Purpose: "tagging"})
		}
	}
	s := &h.Statement
	tag("statement", string(s.ID))
	tag("kind", string(s.Kind))
	tag("speaker", string(some(s.Speaker).ID))
	tag("level", string(s.Level))
	for _, issue := range s.Issues {
		tag("issue", issue)
	}
	for _, sel := range cite.Selectors(h) {
		a.Target = append(a.Target, annotationTarget{Type: "SpecificResource", Source: pageIRI(&h.Page), Selector: [2]any{sel.Quote, sel.Position}})
	}
	return a
}
