package export

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"readout"
	"readout/internal/cite"
)

// What the Web Annotation Data Model demands of a collection, its page and the annotations
// on it, and that every selector finds its words in the article's text.
func TestWebAnnotation(t *testing.T) {
	s := fixture(t)
	out, n := written(t, s, "web-annotation", Request{Query: asked(t, "speaker:lim")})
	var got struct {
		Context string `json:"@context"`
		ID      string `json:"id"`
		Type    string `json:"type"`
		Label   string `json:"label"`
		Total   *int   `json:"total"`
		Last    string `json:"last"`
		First   struct {
			ID         string            `json:"id"`
			Type       string            `json:"type"`
			StartIndex *int              `json:"startIndex"`
			Items      []json.RawMessage `json:"items"`
		} `json:"first"`
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if got.Context != "http://www.w3.org/ns/anno.jsonld" || got.Type != "AnnotationCollection" || got.Label != "Statements: speaker:lim" || got.Total == nil || *got.Total != n.Written {
		t.Errorf("collection %s %q of %v", got.Type, got.Label, got.Total)
	}
	if got.First.Type != "AnnotationPage" || got.First.StartIndex == nil || *got.First.StartIndex != 0 || got.Last != got.First.ID || len(got.First.Items) != n.Written {
		t.Errorf("page %s, %d items", got.First.ID, len(got.First.Items))
	}
	ids := map[string]bool{checkIRI(t, got.ID): true, checkIRI(t, got.First.ID): true}
	for _, item := range got.First.Items {
		id := checkAnnotation(t, item)
		if ids[id] {
			t.Errorf("two annotations %s", id)
		}
		ids[id] = true
	}
}

func checkIRI(t *testing.T, iri string) string {
	t.Helper()
	if u, err := url.Parse(iri); err != nil || u.Scheme == "" || u.Scheme == "javascript" {
		t.Errorf("%q is no IRI", iri)
	}
	return iri
}

func checkAnnotation(t *testing.T, item json.RawMessage) (id string) {
	t.Helper()
	var a struct {
		ID, Type, Motivation string
		Body                 []struct{ Type, Value, Purpose string }
		Target               []struct {
			Type, Source string
			Selector     []map[string]any
		}
	}
	if err := json.Unmarshal(item, &a); err != nil {
		t.Fatal(err)
	}
	if a.Type != "Annotation" || a.Motivation != "identifying" || len(a.Body) == 0 || len(a.Target) == 0 {
		t.Errorf("annotation %s", item)
	}
	for _, b := range a.Body {
		if b.Type != "TextualBody" || b.Value == "" || b.Purpose != "identifying" && b.Purpose != "tagging" {
			t.Errorf("body %+v", b)
		}
	}
	for _, target := range a.Target {
		checkIRI(t, target.Source)
		quote, position := target.Selector[0], target.Selector[1]
		start, _ := position["start"].(float64)
		end, _ := position["end"].(float64)
		if target.Type != "SpecificResource" || quote["type"] != "TextQuoteSelector" || quote["exact"] == "" || position["type"] != "TextPositionSelector" || start < 0 || end <= start {
			t.Errorf("target %+v", target)
		}
	}
	return checkIRI(t, a.ID)
}

// Positions and quotations point at the same words of the article's text.
func TestWebAnnotation_selectors(t *testing.T) {
	s := fixture(t)
	for _, h := range hits(t, s) {
		rec, err := s.Record(t.Context(), h.Page.ID)
		if err != nil {
			t.Fatal(err)
		}
		text := []rune(rec.Article.Text)
		for _, sel := range cite.Selectors(&h) {
			at := sel.Position
			if got := string(text[at.Start:at.End]); got != sel.Quote.Exact {
				t.Errorf("at %d is %q, want %q", at.Start, got, sel.Quote.Exact)
			}
			if around := sel.Quote.Prefix + sel.Quote.Exact + sel.Quote.Suffix; !strings.Contains(rec.Article.Text, around) {
				t.Errorf("%q does not stand in the text", around)
			}
		}
	}
}

func TestPageIRI(t *testing.T) {
	tests := []struct {
		page readout.Page
		want string
	}{
		{readout.Page{ID: "sha256:00", URL: "https://a.example/1?b#c"}, "https://a.example/1?b#c"},
		{readout.Page{ID: "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", URL: "javascript:alert(1)"}, "ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"},
	}
	for _, tt := range tests {
		if got := pageIRI(&tt.page); got != tt.want {
			t.Errorf("%+v is %s, want %s", tt.page, got, tt.want)
		}
	}
	if got := pageIRI(&readout.Page{ID: "row 7"}); !strings.HasPrefix(got, "urn:uuid:") || got != pageIRI(&readout.Page{ID: "row 7"}) {
		t.Errorf("a page of a source's own id is %s", got)
	}
}
