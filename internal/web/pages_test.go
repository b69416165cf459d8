package web

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	browsing "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"

	"readout"
	"readout/internal/access"
	"readout/internal/desktest"
	"readout/internal/query"
	"readout/internal/store"
)

// maxPageBytes is the most that a page may weigh.
const maxPageBytes = 150 << 10

// visit gets an address and returns what came.
func visit(t *testing.T, server *httptest.Server, path string) (*http.Response, string) {
	t.Helper()
	res, err := http.Get(server.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	return res, contentOf(t, res)
}

func contentOf(t *testing.T, res *http.Response) string {
	t.Helper()
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// wants fails the test where a page lacks some words.
func wants(t *testing.T, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("the page lacks %q", w)
		}
	}
}

// hitWith returns the first statement of a record that a query finds.
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

// TestPagesInBrowser opens every kind of page at each width and on each ground.
func TestPagesInBrowser(t *testing.T) {
	server, s := sampleServer(t)
	barrier := hitWith(t, s, `"move a barrier"`)
	pages := []struct{ name, path string }{
		{"article-transcript", articleURL(barrier.Page.ID)},
		{"article-wire", articleURL(hitWith(t, s, `patience publisher:"Inland Wire"`).Page.ID)},
		{"statement-direct", statementURL(barrier.Statement.ID)},
		{"statement-relayed", statementURL(hitWith(t, s, `"talked past each other"`).Statement.ID)},
		{"check-empty", "/check"},
		{"check-near", "/check?" + url.Values{"quote": {"We think sixty days is long enough to move a barrier which took one night to put up"}}.Encode()},
		{"try", "/try"},
	}
	for _, p := range pages {
		lookAt(t, server, p.name, p.path)
	}
}

// lookAt opens a page at each width, on both grounds, and checks and photographs it.
func lookAt(t *testing.T, server *httptest.Server, name, path string) {
	t.Helper()
	for _, l := range []string{"phone", "tablet", "wide-dark"} {
		t.Run(name+" "+l, func(t *testing.T) {
			t.Parallel()
			b := open(t, server.URL, looks[l])
			b.visit(path)
			if l != "tablet" { // axe takes long, and finds there what it finds at the two other widths
				b.accessible()
			}
			b.light()
			b.shot(name + "-" + l)
			b.clean()
		})
	}
}

// light fails the test where the page, with the styles, scripts and letters that it loads,
// weighs more over the wire than a page may.
func (b *tab) light() {
	b.t.Helper()
	wait(b, "what was being loaded", `document.readyState === "complete" && !document.querySelector(".waiting")`)
	if n := eval[int](b, `[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].reduce((n, e) => n + e.encodedBodySize, 0)`); n == 0 || n > maxPageBytes {
		b.t.Errorf("the page and what it loads are %d bytes", n)
	}
}

// TestTryInBrowser reads the example without a script, from the menu on.
func TestTryInBrowser(t *testing.T) {
	server, s := sampleServer(t)
	before, err := s.Desk.Store.Sums(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, server.URL, look{NoScript: true, Width: 900, Height: 1200})
	b.visit("/")
	b.click(`.top a[href="/try"]`)
	b.click("form.ask button.main")
	if got := b.text(".both .counts"); !strings.Contains(got, "statements") {
		t.Errorf("what was read: %q", got)
	}
	if got := b.text(".json pre"); !strings.Contains(got, `"schema": "readout/1"`) {
		t.Errorf("the JSON begins %.60q", got)
	}
	b.shot("try-read")
	b.clean()
	if after, err := s.Desk.Store.Sums(t.Context()); err != nil || after != before {
		t.Errorf("the record had %v and has %v, %v", before, after, err)
	}
}

// TestFromStatementToItsWords goes by keyboard and fragments: a statement's place on its
// page is marked, and its note lit.
func TestFromStatementToItsWords(t *testing.T) {
	server, s := sampleServer(t)
	h := hitWith(t, s, `"move a barrier"`)
	b := open(t, server.URL, look{})
	b.visit(spotURL(h.Page.ID, "s-"+string(h.Statement.ID), h.Sentence.Start))
	if n := eval[int](b, `document.querySelectorAll(".sheet a.aimed, .note.aimed").length`); n < 2 {
		t.Errorf("%d pieces are marked as what the address means", n)
	}
	if !eval[bool](b, `(() => { const r = document.querySelector(".at:target").getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight })()`) {
		t.Error("the words are out of sight")
	}
	eval[any](b, `document.getElementById("show-notes").click()`)
	if eval[bool](b, `[...document.querySelectorAll(".notes")].some(e => e.checkVisibility())`) {
		t.Error("notes are shown after they were put away")
	}
	b.visit(statementURL(h.Statement.ID))
	if !eval[bool](b, `document.querySelector("button[data-copy]").checkVisibility()`) {
		t.Error("with scripts there is no button that copies")
	}
	checkCopied(b, h)
	b.clean()
}

// checkCopied presses the button that copies on a statement's page and reads the clipboard:
// there must be the words, who said them and where.
func checkCopied(b *tab, h store.Hit) {
	b.t.Helper()
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	for _, name := range []string{"clipboard-write", "clipboard-read"} {
		call(b, browsing.SetPermission, browsing.SetPermissionParams{Permission: &browsing.PermissionDescriptor{Name: name, AllowWithoutSanitization: true},
			Setting: browsing.PermissionSettingGranted, Origin: b.url})
	}
	got := eval[string](b, `(async () => {
		document.querySelector("button[data-copy='cite-text']").click();
		const status = document.getElementById("copied");
		for (let i = 0; i < 100 && !status.textContent; i++) await new Promise(f => setTimeout(f, 20));
		return status.textContent + "\n" + await navigator.clipboard.readText();
	})()`)
	for _, want := range []string{"Copied.\n", strings.Trim(h.Statement.Content[0].Text, "“”\"., "), h.Statement.Speaker.Name, string(h.Article.Publisher)} {
		if want == "" || !strings.Contains(got, want) {
			b.t.Errorf("the clipboard does not hold %q: %q", want, got)
		}
	}
}

func TestArticle(t *testing.T) {
	server, s := sampleServer(t)
	h := hitWith(t, s, `patience publisher:"Inland Wire"`)
	_, page := visit(t, server, articleURL(h.Page.ID))
	wants(t, page, `id="s-`+string(h.Statement.ID)+`"`, `href="/statement/`+string(h.Statement.ID)+`"`, "Nora Wickstead", "How the day is known",
		"Same text", "reprint", "Advertised on the page", "Lake Pilots Agree To Carry Mail", `href="/event/`)
	if text, _, _ := strings.Cut(page, "<aside"); strings.Contains(text, "Lake Pilots") {
		t.Error("the rail stands among the words of the article")
	}
	if res, _ := visit(t, server, "/article/sha256:00"); res.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown page: %s", res.Status)
	}
}

func TestArticleThatFailed(t *testing.T) {
	record := newRecord(t)
	put(t, record, []byte("\x89PNG\r\n\x1a\n"), readout.Record{Problems: readout.List[readout.Problem]{{Stage: "article", Kind: "binary", Message: "the bytes are image/png"}}})
	server, _ := serveDesk(t, desktest.Open(t, record.file))
	_, page := visit(t, server, articleURL(record.id))
	wants(t, page, "This page could not be read", "the bytes are image/png", "No headline")
}

func TestBytesAreNoPage(t *testing.T) {
	record := newRecord(t)
	content := []byte("<script>alert(1)</script><h1>Hello</h1>")
	put(t, record, content, readout.Record{Article: readout.Article{Text: "Hello"}})
	server, _ := serveDesk(t, desktest.Open(t, record.file))
	res, got := visit(t, server, articleURL(record.id)+"/bytes")
	if got != string(content) {
		t.Errorf("got %q", got)
	}
	for name, want := range map[string]string{"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff",
		"Content-Security-Policy": "default-src 'none'; sandbox", "Content-Disposition": "inline; filename=" + strings.ReplaceAll(string(record.id), ":", "-") + ".txt"} {
		if got := res.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestStatement(t *testing.T) {
	server, s := sampleServer(t)
	h := hitWith(t, s, `"move a barrier"`)
	_, page := visit(t, server, statementURL(h.Statement.ID))
	wants(t, page, "Daniel Corrow", "How it reached you", "The question that it answers", "a turn of a transcript", "in 100", "APA", "BibTeX", "CSL-JSON")
	relayed := hitWith(t, s, `kind:indirect patience OR "held up nobody"`)
	_, page = visit(t, server, statementURL(relayed.Statement.ID))
	wants(t, page, "paraphrase", "passed it on")
	for ext, want := range map[string]string{".bib": "application/x-bibtex; charset=utf-8", ".ris": "application/x-research-info-systems; charset=utf-8",
		".json": "application/vnd.citationstyles.csl+json; charset=utf-8", ".txt": "text/plain; charset=utf-8"} {
		res, got := visit(t, server, statementURL(h.Statement.ID)+ext)
		if res.Header.Get("Content-Type") != want || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") || got == "" {
			t.Errorf("%s: %v %.80q", ext, res.Header, got)
		}
		if ext == ".json" && !json.Valid([]byte(got)) {
			t.Errorf("no JSON: %.80q", got)
		}
	}
}

func TestCheck(t *testing.T) {
	server, _ := sampleServer(t)
	ask := func(pairs ...string) (int, string) {
		v := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		res, page := visit(t, server, "/check?"+v.Encode())
		return res.StatusCode, page
	}
	_, page := ask("quote", "We think sixty days is long enough to move a barrier that took one night to put up.")
	wants(t, page, "Nearly, not word for word", "only in the quotation: </span>sixty", "only in the record: </span>thirty", "Searched: ")
	_, page = ask("quote", "thirty days is long enough to move a barrier", "speaker", "Daniel Corrow")
	wants(t, page, `verdict v-exact`, "Earliest carrier of known day", `value="Daniel Corrow"`)
	_, page = ask("quote", "thirty days is long enough to move a barrier", "speaker", "Emil Dravon")
	wants(t, page, "Said by someone else")
	_, page = ask("quote", "the moon is made of granite and regret")
	wants(t, page, "Not found", "That says nothing of other pages")
	for _, wrong := range [][]string{{"quote", "!!!"}, {"quote", strings.Repeat("word ", 400)}, {"quote", "a matter of weeks", "from", "soon"}} {
		if status, page := ask(wrong...); status != http.StatusBadRequest || !strings.Contains(page, `role="alert"`) {
			t.Errorf("%.40q: status %d", wrong, status)
		}
	}
}

func TestTry(t *testing.T) {
	server, _ := sampleServer(t)
	post := func(text, answer string) (*http.Response, string) {
		res, err := http.PostForm(server.URL+"/try", url.Values{"text": {text}, "as": {"auto"}, "answer": {answer}})
		if err != nil {
			t.Fatal(err)
		}
		return res, contentOf(t, res)
	}
	const hostile = "<html><body><article><h1>Orlec &lt;script&gt;alert(1)&lt;/script&gt;</h1><p>President Bastian Orlec said on Monday that the road would stay open. \"We will <script>alert(2)</script>wait,\" he said.</p></article></body></html>"
	_, page := post(hostile, "")
	wants(t, page, "&lt;script&gt;alert(1)", "We will", "The record as JSON")
	if strings.Contains(page, "<script>alert") {
		t.Error("a script of the page is one of the answer")
	}
	res, answer := post(hostile, "json")
	var rec readout.Record
	if err := json.Unmarshal([]byte(answer), &rec); err != nil || len(rec.Statements) == 0 || res.Header.Get("Content-Type") != "application/json" {
		t.Errorf("as JSON: %v, %d statements, %v", err, len(rec.Statements), res.Header)
	}
	if res, page := post(strings.Repeat("a", maxPasted+1), ""); res.StatusCode != http.StatusBadRequest || !strings.Contains(page, "larger than 2 MB") {
		t.Errorf("too much: %s", res.Status)
	}
	if res, _ := post("x", ""); res.StatusCode != http.StatusOK {
		t.Errorf("one letter: %s", res.Status)
	}
}

// A testRecord is a record that is written by hand.
type testRecord struct {
	*store.Store
	file string
	id   readout.PageID // of the page that was put last
}

func newRecord(t testing.TB) *testRecord {
	t.Helper()
	r := &testRecord{file: filepath.Join(t.TempDir(), "r.db")}
	var err error
	if r.Store, err = store.Open(t.Context(), r.file, store.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func put(t testing.TB, r *testRecord, page []byte, rec readout.Record) {
	t.Helper()
	r.id = readout.PageIDOf(page)
	rec.Schema, rec.Page = readout.Schema, readout.Page{ID: r.id, Path: "page.html", Bytes: int64(len(page)), MediaType: "text/html"}
	e, err := r.Prepare(page, &rec, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Put(t.Context(), e); err != nil {
		t.Fatal(err)
	}
}

// TestHostileArticle has five megabytes in one paragraph, nine thousand statements, names
// that are scripts, signs that turn text round, and far too much of everything else.
func TestHostileArticle(t *testing.T) {
	const sentence = "\u202eOrlec<script>alert(1)</script> said that \u200b\u2067roads\u2069 & \"bridges\" stay open. "
	length := utf8.RuneCountInString(sentence)
	long := strings.Repeat("very ", 2000)
	rec := readout.Record{Article: readout.Article{Headline: "<script>alert(2)</script>\u202e", Text: strings.Repeat(sentence, 5_000_000/len(sentence)),
		Byline: readout.List[string]{long, long}, Dateline: "<b>", Publisher: "<i>"}}
	for i := range 9000 {
		name := fmt.Sprintf("<script>alert(%d)</script>", i)
		if i%500 == 0 {
			name = long
		}
		content := readout.Span{Start: i*length + 35, End: i*length + 50, Text: string([]rune(sentence)[35:50])}
		rec.Statements = append(rec.Statements, readout.Statement{ID: readout.StatementID(fmt.Sprintf("s%d", i)), Kind: readout.Indirect,
			Content: readout.List[readout.Span]{content}, Source: readout.List[readout.Span]{{Start: i * length, End: i*length + 6}},
			Speaker: &readout.Party{Name: name, Type: "person"}, Chain: readout.List[readout.Party]{{Name: name}, {Name: name}}})
		rec.Checks = append(rec.Checks, readout.Check{Kind: "<u>", Span: &content, Note: name})
		rec.Events = append(rec.Events, readout.Event{ID: readout.EventID(fmt.Sprintf("e%d", i)), Kind: "<call>", Mentions: readout.List[readout.Span]{{Start: i * length, End: i*length + 9}}})
		rec.Article.Evidence = append(rec.Article.Evidence, readout.Evidence{Source: "<s>", Value: long[:200]})
		rec.Article.Related = append(rec.Article.Related, readout.Related{Headline: "<script>", URL: "javascript:alert(3)"})
		rec.Problems = append(rec.Problems, readout.Problem{Stage: "<x>", Kind: "y", Message: name})
	}
	record := newRecord(t)
	put(t, record, []byte("hostile"), rec)
	server, s := serveDesk(t, desktest.Open(t, record.file))
	paths := []string{articleURL(record.id)}
	for _, n := range []int{0, 1, 77, 8999} {
		id := readout.StatementID(fmt.Sprintf("s%d", n))
		h, err := s.Desk.Store.Statement(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		place := spotURL(record.id, "s-"+string(id), h.Sentence.Start)
		address, fragment, _ := strings.Cut(place, "#")
		if _, page := visit(t, server, address); !strings.Contains(page, fmt.Sprintf("id=%q", fragment)) {
			t.Errorf("statement %d is not at %s", n, place)
		}
		if _, page := visit(t, server, articleURL(record.id)+"?at="+string(id)); !strings.Contains(page, fmt.Sprintf("id=%q", fragment)) {
			t.Errorf("statement %d is not at ?at=%s", n, id)
		}
		paths = append(paths, address, statementURL(id))
	}
	for _, part := range []string{"2", "40", "99999", "-1", "x"} {
		paths = append(paths, articleURL(record.id)+"?part="+part)
	}
	paths = append(paths, "/", "/search", "/search?q=bridges&at=s77", "/search?view=lines&sort=left", "/search/page?at=s8999", "/events", "/actors", "/operate",
		"/check?quote=roads+bridges", "/feed.atom", "/feed.json")
	live := regexp.MustCompile(`<script>|<call>|href="javascript|\x{202e}.*</h1>`)
	for _, path := range paths {
		res, page := visit(t, server, path)
		if res.StatusCode != http.StatusOK || len(page) > maxPageBytes {
			t.Errorf("%s: %s, %d bytes", path, res.Status, len(page))
		}
		if found := live.FindString(page); found != "" {
			t.Errorf("%s has %q", path, found)
		}
	}
	b := open(t, server.URL, looks["phone"])
	for _, path := range []string{articleURL(record.id), statementURL("s500"), "/search?q=bridges", "/"} {
		b.visit(path)
		b.clean()
	}
}

// BenchmarkLongArticle shows the middle of five megabytes in one paragraph.
func BenchmarkLongArticle(b *testing.B) {
	const sentence = "The minister said that the road would stay open to all who want to travel on it. "
	rec := readout.Record{Article: readout.Article{Headline: "A long day", Text: strings.Repeat(sentence, 5_000_000/len(sentence))}}
	for i := range 6000 {
		at := i * len(sentence)
		rec.Statements = append(rec.Statements, readout.Statement{ID: readout.StatementID(fmt.Sprintf("s%d", i)), Kind: readout.Indirect,
			Content: readout.List[readout.Span]{{Start: at + 18, End: at + 47, Text: sentence[18:47]}}, Source: readout.List[readout.Span]{{Start: at, End: at + 12}},
			Speaker: &readout.Party{Name: "The minister", Type: "person"}})
	}
	record := newRecord(b)
	put(b, record, []byte("long"), rec)
	d := desktest.Open(b, record.file)
	s, err := New(Options{Desk: d, Gate: access.NewGate(d.Store, true, time.Now), Version: "test", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, articleURL(record.id)+"?part=40", nil)
		r.RemoteAddr, r.Host = "127.0.0.1:1", "127.0.0.1:8470"
		s.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code, w.Body.String())
		}
	}
}
