package web

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/internal/access"
	"readout/internal/desk"
	"readout/internal/desktest"
	"readout/internal/export"
	"readout/internal/store"
)

// TestExport holds what a download has to what a search counts.
func TestExport(t *testing.T) {
	server, s := sampleServer(t)
	for _, q := range []string{"", "kind:refusal", "side:Halvern corridor"} {
		parsed, err := s.Desk.Query(q)
		if err != nil {
			t.Fatal(err)
		}
		tally, err := s.Desk.Store.Count(t.Context(), parsed)
		if err != nil || tally.Found == 0 {
			t.Fatalf("%q: %d, %v", q, tally.Found, err)
		}
		rows, err := csv.NewReader(strings.NewReader(fetched(t, server.URL+"/export?"+url.Values{"q": {q}, "format": {"csv"}}.Encode(), "text/csv", ".csv"))).ReadAll()
		if err != nil || len(rows) != tally.Found+1 {
			t.Errorf("%q: %d rows of CSV with the head, the search finds %d (%v)", q, len(rows), tally.Found, err)
		}
		lines := bufio.NewScanner(strings.NewReader(fetched(t, server.URL+"/export?"+url.Values{"q": {q}, "format": {"jsonl"}}.Encode(), "application/jsonl", ".jsonl")))
		lines.Buffer(nil, 1<<20)
		n := 0
		for lines.Scan() {
			n++
		}
		if n != tally.Found {
			t.Errorf("%q: %d lines of JSON, the search finds %d", q, n, tally.Found)
		}
	}
	for _, f := range export.Formats() {
		for _, k := range f.Kinds() {
			if got := fetched(t, server.URL+"/export?"+url.Values{"format": {f.Name}, "kind": {string(k)}}.Encode(), "", f.Extension); got == "" {
				t.Errorf("%s as %s is empty", k, f.Name)
			}
		}
	}
	// The page of events and the file have the same ones.
	for _, ask := range []string{"event-kind=call&date=2024-03-03", "status=planned", "actor=HLV&status=denied"} {
		v, err := url.ParseQuery(ask)
		if err != nil {
			t.Fatal(err)
		}
		page, err := s.Desk.Events(t.Context(), desk.EventsQuery{Date: v.Get("date"), EventPageQuery: store.EventPageQuery{EventQuery: store.EventQuery{
			Actor: v.Get("actor"), Kind: v.Get("event-kind"), Status: readout.Status(v.Get("status")), Limit: 500}}})
		if err != nil {
			t.Fatal(err)
		}
		file := fetched(t, server.URL+"/export?kind=events&format=jsonl&"+ask, "application/jsonl", ".jsonl")
		if n := strings.Count(file, "\n"); n != len(page.Events) || n == 0 && ask != "actor=HLV&status=denied" {
			t.Errorf("%s: %d events in the file, %d on the page", ask, n, len(page.Events))
		}
	}
}

// TestExport_mistake says what is wrong, and gives no file.
func TestExport_mistake(t *testing.T) {
	server, _ := sampleServer(t)
	for path, want := range map[string]string{
		"/export?format=docx":                "csv, jsonl",
		"/export?format=ics":                 "statements are written as",
		"/export?kind=people":                "statements, events and records",
		"/export?q=" + url.QueryEscape("(a"): "The query cannot be read",
		"/export?kind=events&q=corridor":     "a query finds no events",
		"/export?actor=HLV":                  "a query narrows statements down",
		"/export?kind=events&date=sometime":  "want a day",
	} {
		if got := plain(body(t, server, path, http.StatusBadRequest)); !strings.Contains(got, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

// fetched returns a download whose name ends as it should.
func fetched(t *testing.T, address, media, ext string) string {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v: %.200s", address, res.Status, err, b)
	}
	_, p, err := mime.ParseMediaType(res.Header.Get("Content-Disposition"))
	if err != nil || !strings.HasSuffix(p["filename"], ext) || !strings.HasPrefix(p["filename"], "readout-") {
		t.Errorf("%s: file %q, want %s (%v)", address, p["filename"], ext, err)
	}
	if got := res.Header.Get("Content-Type"); !strings.HasPrefix(got, media) || got == "" {
		t.Errorf("%s: %s, want %s", address, got, media)
	}
	return string(b)
}

var dataBlock = regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)

// TestLinkedData finds one block of valid JSON in each page's head, and a browser that says
// nothing against it.
func TestLinkedData(t *testing.T) {
	server, s := sampleServer(t)
	h := hitWith(t, s, `"move a barrier"`)
	b := open(t, server.URL, look{})
	for path, want := range map[string]string{
		articleURL(h.Page.ID):        "NewsArticle",
		statementURL(h.Statement.ID): "Quotation",
		"/event/" + disputed(t, s):   "Event",
	} {
		head, _, _ := strings.Cut(body(t, server, path, http.StatusOK), "</head>")
		found := dataBlock.FindAllStringSubmatch(head, -1)
		var got map[string]any
		if len(found) != 1 || json.Unmarshal([]byte(found[0][1]), &got) != nil || got["@type"] != want {
			t.Errorf("%s: %q, want one %s", path, found, want)
		}
		b.visit(path)
		b.clean()
	}
}

func TestLinkedData_hostile(t *testing.T) {
	_, s := sampleServer(t)
	h := hitWith(t, s, `"move a barrier"`)
	h.Article.Headline = `</script><script>alert(1)</script><!--`
	block := string(linkedData(export.StatementLD(&h)))
	if strings.Count(block, "<") != 2 || !strings.HasSuffix(block, "</script>") {
		t.Errorf("a headline can end the block: %s", block)
	}
}

// TestFeed_token lets a feed reader in with a reader's token in the address, and nowhere else.
func TestFeed_token(t *testing.T) {
	d := desktest.Sample(t)
	if err := access.SetUser(t.Context(), d.Store, "ana", "a long and winding pass", access.Editor, time.Now()); err != nil {
		t.Fatal(err)
	}
	token := make(map[access.Role]string)
	for _, role := range []access.Role{access.Reader, access.Editor} {
		var err error
		if token[role], err = access.Token(t.Context(), d.Store, "ana", "of "+string(role), role, time.Now(), time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	server, _ := serveDesk(t, d)
	for _, tt := range []struct {
		name, path string
		want       int
	}{
		{"no token", "/feed.atom", http.StatusUnauthorized},
		{"a reader's", "/feed.atom?token=" + token[access.Reader], http.StatusOK},
		{"a reader's for events", "/events.json?token=" + token[access.Reader], http.StatusOK},
		{"an editor's", "/feed.atom?token=" + token[access.Editor], http.StatusUnauthorized},
		{"another address", "/export?token=" + token[access.Reader], http.StatusUnauthorized},
		{"of the API", "/api/v1/issues?token=" + token[access.Reader], http.StatusUnauthorized},
		{"none of this desk's", "/feed.json?token=zzz", http.StatusUnauthorized},
	} {
		res, err := http.Get(server.URL + tt.path)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := io.ReadAll(res.Body)
		res.Body.Close()
		if res.StatusCode != tt.want {
			t.Errorf("%s: %s, want %d", tt.name, res.Status, tt.want)
		}
		if strings.Contains(string(b), "rdo_") {
			t.Errorf("%s: the answer repeats the token", tt.name)
		}
	}
}
