package web

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"readout"
	"readout/internal/query"
	"readout/internal/store"
)

// hitWith returns the first statement of a record that has some words.
func hitWith(t *testing.T, s *Server, words string) store.Hit {
	t.Helper()
	q, err := query.Parse(words)
	if err != nil {
		t.Fatal(err)
	}
	for h, err := range s.Desk.Store.Search(t.Context(), q, store.SearchOptions{Limit: 1}) {
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	t.Fatalf("no statement %q", words)
	return store.Hit{}
}

// look opens a page in every look, and checks and photographs it.
func lookAt(t *testing.T, server *httptest.Server, name, path string) {
	t.Helper()
	for l := range looks {
		t.Run(l, func(t *testing.T) {
			b := open(t, server.URL, looks[l])
			b.visit(path)
			b.accessible()
			b.shot(name + "-" + l)
			b.clean()
		})
	}
}

func TestArticle(t *testing.T) {
	server, s := sampleServer(t)
	h := hitWith(t, s, `"move a barrier"`)
	lookAt(t, server, "article-transcript", articleURL(h.Page.ID))
	wire := hitWith(t, s, `"patience" publisher:"Inland Wire"`)
	lookAt(t, server, "article-wire", articleURL(wire.Page.ID))
}

func TestStatement(t *testing.T) {
	server, s := sampleServer(t)
	lookAt(t, server, "statement-direct", statementURL(hitWith(t, s, `"move a barrier"`).Statement.ID))
	lookAt(t, server, "statement-relayed", statementURL(hitWith(t, s, `"talked past each other"`).Statement.ID))
}

func TestCheck(t *testing.T) {
	server, _ := sampleServer(t)
	lookAt(t, server, "check-empty", "/check")
	lookAt(t, server, "check-near", "/check?"+url.Values{"quote": {"We think sixty days is long enough to move a barrier which took one night to put up"}}.Encode())
	lookAt(t, server, "check-exact", "/check?"+url.Values{"quote": {"matter of weeks"}}.Encode())
}

func TestTry(t *testing.T) {
	server, _ := sampleServer(t)
	for l := range looks {
		t.Run(l, func(t *testing.T) {
			b := open(t, server.URL, looks[l])
			b.visit("/try")
			b.accessible()
			b.click("button.main")
			b.accessible()
			b.shot("try-" + l)
			b.clean()
		})
	}
}

var _ = strings.Contains
var _ readout.PageID
