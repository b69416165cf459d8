package export

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"readout"
)

// Which properties the vocabulary of schema.org has for the types used here.
var (
	thingProperties = []string{"@id", "@type", "identifier", "name", "description", "url", "subjectOf"}
	workProperties  = append([]string{"headline", "text", "genre", "author", "publisher", "sourceOrganization", "creditText", "dateCreated", "datePublished", "inLanguage", "keywords", "isBasedOn", "citation"}, thingProperties...)
	schemaTypes     = map[string][]string{
		"Quotation":              workProperties,
		"Question":               workProperties,
		"CreativeWork":           workProperties,
		"NewsArticle":            workProperties,
		"WebPage":                workProperties,
		"Claim":                  append([]string{"appearance"}, workProperties...),
		"Person":                 append([]string{"jobTitle"}, thingProperties...),
		"Organization":           thingProperties,
		"GovernmentOrganization": thingProperties,
		"NewsMediaOrganization":  thingProperties,
		"Place":                  thingProperties,
		"Event":                  append([]string{"startDate", "eventStatus", "location", "attendee", "organizer", "keywords"}, thingProperties...),
	}
)

func checkNode(t *testing.T, value any) {
	t.Helper()
	switch v := value.(type) {
	case []any:
		for _, x := range v {
			checkNode(t, x)
		}
	case map[string]any:
		kind, _ := v["@type"].(string)
		allowed, ok := schemaTypes[kind]
		if !ok {
			t.Errorf("type %q", kind)
		}
		for name, x := range v {
			if !slices.Contains(allowed, name) {
				t.Errorf("%s has no property %s", kind, name)
			}
			checkNode(t, x)
		}
		if id, ok := v["@id"].(string); ok {
			checkIRI(t, id)
		}
	case string:
		if v == "" {
			t.Error("an empty value")
		}
	}
}

func TestJSONLD(t *testing.T) {
	s := fixture(t)
	for _, kind := range []Kind{Statements, Events} {
		out, n := written(t, s, "json-ld", Request{Kind: kind})
		var got struct {
			Context string `json:"@context"`
			Graph   []any  `json:"@graph"`
		}
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatal(err)
		}
		if got.Context != "https://schema.org" || len(got.Graph) != n.Written {
			t.Errorf("%s: %d nodes in %q, want %d", kind, len(got.Graph), got.Context, n.Written)
		}
		checkNode(t, got.Graph)
	}
}

// Only the speaker's own words are a quotation, and nothing ends a script element.
func TestStatementLD(t *testing.T) {
	s := fixture(t)
	want := map[readout.Kind]string{readout.Direct: "Quotation", readout.Mixed: "Claim", readout.Indirect: "Claim", readout.Question: "Question", readout.Refusal: "CreativeWork"}
	for _, h := range hits(t, s) {
		b := StatementLD(&h)
		var n node
		if err := json.Unmarshal(b, &n); err != nil {
			t.Fatal(err)
		}
		if n.Context != schemaOrg || n.Type != want[h.Statement.Kind] || bytes.ContainsAny(b, "<>") {
			t.Errorf("%s: %s", h.Statement.Kind, b)
		}
		if n.URL != "" && strings.HasPrefix(n.URL, "javascript") {
			t.Errorf("address %s", n.URL)
		}
		rec, err := s.Record(t.Context(), h.Page.ID)
		if err != nil {
			t.Fatal(err)
		}
		if b := ArticleLD(&rec); !json.Valid(b) || bytes.ContainsAny(b, "<>") {
			t.Errorf("article %s", b)
		}
	}
	for _, ev := range events(t, s) {
		var n node
		if err := json.Unmarshal(EventLD(&ev), &n); err != nil {
			t.Fatal(err)
		}
		if (n.StartDate != "") != (ev.Date.Day() != "") {
			t.Errorf("event of %v starts %q", ev.Date, n.StartDate)
		}
	}
}
