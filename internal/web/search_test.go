package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// fetch gets a page without a browser.
func fetch(t *testing.T, server *httptest.Server, path string, status int) string {
	t.Helper()
	answer, err := http.Get(server.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if answer.StatusCode != status {
		t.Errorf("%s: status %d, want %d", path, answer.StatusCode, status)
	}
	return string(body)
}

func TestSearch_states(t *testing.T) {
	server, _ := sampleServer(t)
	for _, tt := range []struct {
		name, path string
		status     int
		want       []string
	}{
		{"everything", "/search", 200, []string{"Narrow the search", `class="chart"`}},
		{"words", "/search?q=corridor", 200, []string{"<mark"}},
		{"a mistake in the query", "/search?q=speaker%3A", 400, []string{"cannot be read as a query", "^", "right after the colon", "How to ask"}},
		{"a value that there is none of", "/search?kind=shout", 400, []string{"kind has no value"}},
		{"an address that is cut off", "/search?after=!!", 400, []string{"cut off"}},
		{"days that are none", "/search?from=May", 400, []string{"not a day"}},
		{"nothing found", "/search?q=nowhere&kind=refusal", 200, []string{"No statement is like that", "Take something away"}},
		{"a concordance", "/search?view=lines&sort=left", 200, []string{`class="lines"`, "Sorted within this part"}},
		{"by relevance", "/search?q=corridor+talks&order=relevance", 200, []string{"statement"}},
		{"a statement that is not there", "/search?at=zzz", 200, []string{"Choose a statement"}},
		{"another page's statement", "/search/page?at=zzz", 404, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := fetch(t, server, tt.path, tt.status)
			for _, w := range tt.want {
				if !strings.Contains(body, w) {
					t.Errorf("the page has no %q", w)
				}
			}
			if len(body) > 150_000 {
				t.Errorf("the page has %d bytes", len(body))
			}
		})
	}
}

func TestSearch_looks(t *testing.T) {
	server, _ := sampleServer(t)
	for name, path := range map[string]string{"search": "/search", "search-words": "/search?q=corridor", "search-lines": "/search?view=lines&sort=right",
		"search-none": "/search?q=nowhere+date:2024&kind=refusal"} {
		t.Run(name, func(t *testing.T) { lookAt(t, server, name, path) })
	}
}
