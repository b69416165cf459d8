package article

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func headPage(t *testing.T, head string) *page {
	t.Helper()
	p := newPage(Input{Bytes: []byte(pageOf(head, "<p>The bridge is open.</p>"))})
	if !p.decode() {
		t.Fatal(p.result.Problems)
	}
	return p
}

func TestPage_meta(t *testing.T) {
	p := headPage(t, `<title> Talks
	resume </title><meta name="Author" content=""><meta name="author" content=" Ana  Lim "><meta property="article:author" content="Teo Marsh">
	<meta name="author" content="Gus Tamm"><link rel="alternate canonical" href="https://courier.example/a">`)
	if got := p.meta("byl", "author"); got != "Ana Lim" {
		t.Errorf("meta = %q, want the first filled one", got)
	}
	if diff := cmp.Diff([]string{"Ana Lim", "Gus Tamm"}, p.metas("author")); diff != "" {
		t.Errorf("metas (-want +got):\n%s", diff)
	}
	if got := p.link("canonical"); got != "https://courier.example/a" {
		t.Errorf("link = %q", got)
	}
	if got := p.signs().title; got != "Talks resume" {
		t.Errorf("title = %q", got)
	}
	if got := newPage(Input{}).meta("author"); got != "" {
		t.Errorf("a plain text page has meta %q", got)
	}
}

func TestPage_ld(t *testing.T) {
	tests := []struct {
		name, script, want string
	}{
		{"an object", `{"@type":"NewsArticle","headline":"Talks resume"}`, "Talks resume"},
		{"a graph", `{"@graph":[{"@type":"WebSite","name":"Courier"},{"@type":["Article","NewsArticle"],"headline":"Talks resume"}]}`, "Talks resume"},
		{"a full type name", `{"@type":"http://schema.org/NewsArticle","headline":"Talks resume"}`, "Talks resume"},
		{"escaped twice", `{"@type":"NewsArticle","headline":"Talks &amp; more"}`, "Talks & more"},
		{"a line end inside a string", "{\"@type\":\"NewsArticle\",\"headline\":\"Talks\nresume\"}", "Talks resume"},
		{"a comma too many and a comment around", `<!-- {"@type":"NewsArticle","headline":"Talks resume",} -->`, "Talks resume"},
		{"CDATA and a semicolon", `//<![CDATA[
{"@type":"NewsArticle","headline":"Talks resume"};
//]]>`, "Talks resume"},
		{"nonsense", `{"@type":`, ""},
		{"nesting without end", strings.Repeat(`{"a":[`, 5000), ""},
		{"a number for a headline", `{"@type":"NewsArticle","headline":3}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := headPage(t, `<script type="application/ld+json">`+tt.script+`</script>`)
			got := ""
			if n := p.mainLD(); n != nil {
				got = n.str("headline")
			}
			if got != tt.want {
				t.Errorf("headline %q, want %q", got, tt.want)
			}
		})
	}
}

func TestClip(t *testing.T) {
	for _, tt := range []struct {
		in    string
		limit int
		want  string
	}{{"abc", 5, "abc"}, {"abc", 2, "ab"}, {"aé", 2, "a"}, {"é", 1, ""}, {"", 0, ""}} {
		if got := clip(tt.in, tt.limit); got != tt.want {
			t.Errorf("clip(%q, %d) = %q, want %q", tt.in, tt.limit, got, tt.want)
		}
	}
}
