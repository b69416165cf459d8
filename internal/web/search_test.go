package web

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"readout"
	"readout/internal/desktest"
	"readout/internal/pipeline"
	"readout/internal/store"
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
		{"everything", "/search", 200, []string{"Narrow the search", `class="chart"`, ">Speaker</h2>", ">Side</h2>", ">Spoken to</h2>", ">Setting</h2>",
			">Source given as</h2>", ">Kind</h2>", ">Issue</h2>", ">Outlet</h2>", ">Language</h2>"}},
		{"words", "/search?q=corridor", 200, []string{"<mark"}},
		{"a mistake in the query", "/search?q=speaker%3A", 400, []string{"cannot be read as a query", "^", "right after the colon", "How to ask"}},
		{"a value that there is none of", "/search?kind=shout", 400, []string{"kind has no value"}},
		{"an address that is cut off", "/search?after=!!", 400, []string{"cut off"}},
		{"days that are none", "/search?from=May", 400, []string{"not a day"}},
		{"nothing found", "/search?q=nowhere&kind=refusal", 200, []string{"No statement is like that", "Take something away"}},
		{"a concordance", "/search?view=lines&sort=left", 200, []string{`class="lines"`, "Sorted over all that was found"}},
		{"by relevance", "/search?q=corridor+talks&order=relevance", 200, []string{"statement"}},
		{"a statement that is not there", "/search?at=zzz", 200, []string{"Choose a statement"}},
		{"another page's statement", "/search/page?at=zzz", 404, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
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
	lookAt(t, server, "search", "/search?q=corridor")
	for name, path := range map[string]string{"lines": "/search?view=lines&sort=right", "none": "/search?q=nowhere+date:2024&kind=refusal", "mistake": "/search?q=speaker:"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, server.URL, looks["phone"])
			b.visit(path)
			b.accessible()
			b.shot("search-" + name)
			if name != "mistake" { // the browser says itself that the answer was a refusal
				b.clean()
			}
		})
	}
}

// TestSearch_countsAreThoseOfTheExport follows every facet value of some searches and
// compares the number beside it with what it leads to, and that with the export.
func TestSearch_countsAreThoseOfTheExport(t *testing.T) {
	server, s := sampleServer(t)
	value := regexp.MustCompile(`<a class="value" href="([^"]*)"[^>]*>.*?<span class="count">([\d,]+)</span>`)
	bar := regexp.MustCompile(`<a href="([^"]*)" tabindex="-1"[^>]*><g[^>]*><title>[^:<]*: ([\d,]+) statement`)
	sum := regexp.MustCompile(`<strong>([\d,]+) statements?</strong>`)
	for _, path := range []string{"/search", "/search?q=corridor", "/search?kind=direct&side=hlv"} {
		body := fetch(t, server, path, 200)
		links := append(value.FindAllStringSubmatch(body, -1), bar.FindAllStringSubmatch(body, 12)...)
		if len(links) == 0 {
			t.Errorf("%s has nothing to choose", path)
		}
		for i, m := range links {
			if i%4 != 0 { // a quarter of them will do
				continue
			}
			address := html.UnescapeString(m[1])
			there := sum.FindStringSubmatch(fetch(t, server, address, 200))
			r := httptest.NewRequest("GET", address, nil)
			st, err := searchStateOf(r)
			if err != nil {
				t.Fatal(err)
			}
			ask, err := s.ask(&st)
			if err != nil {
				t.Fatal(err)
			}
			rows := 0
			if err := s.Desk.Store.Export(t.Context(), ask.Whole(), store.SearchOptions{}, func(store.Hit) error { rows++; return nil }); err != nil {
				t.Fatal(err)
			}
			several := strings.Count(address, "kind=") > 1 || strings.Count(address, "side=") > 1 // either of two: more than the value alone
			if there == nil || there[1] != number(rows) || m[2] != number(rows) && !several {
				t.Errorf("%s leads to %v and says %s; the export has %d", address, there, m[2], rows)
			}
		}
	}
}

func TestSearch_keys(t *testing.T) {
	server, _ := sampleServer(t)
	b := open(t, server.URL, look{})
	b.visit("/search?q=corridor")
	wait(b, "the first page", `document.querySelector("#reader .aimed") !== null`)
	first := eval[string](b, `document.querySelector("#reader").dataset.open`)
	b.press("j")
	wait(b, "the second page", `document.querySelector("#reader").dataset.open !== "`+first+`"`)
	if got := eval[string](b, `new URL(location).searchParams.get("at")`); got == "" || got != eval[string](b, `document.querySelector(".card.open").dataset.statement`) {
		t.Errorf("the address is at %q", got)
	}
	b.press("k")
	wait(b, "the first page again", `document.querySelector("#reader").dataset.open === "`+first+`"`)
	b.press("?")
	wait(b, "the list of keys", `document.querySelector("dialog.keys").open`)
	b.accessible()
	b.press(kb.Escape)
	wait(b, "the list to close", `!document.querySelector("dialog.keys").open`)
	b.press("/")
	if got := eval[string](b, `document.activeElement.name`); got != "q" {
		t.Errorf("/ goes to %q", got)
	}
	b.press(kb.Escape)
	b.press(kb.Enter)
	wait(b, "the article", `location.pathname.startsWith("/article/")`)

	// In the concordance, and from one part of a list to the next.
	b.visit("/search?view=lines")
	wait(b, "the first page", `document.querySelector("#reader .aimed") !== null`)
	b.press("j")
	wait(b, "the second line", `document.querySelectorAll(".line")[1].classList.contains("open")`)
	b.press("n")
	wait(b, "the next part", `new URL(location).searchParams.has("after") && document.querySelector('a[rel="prev"]') !== null`)
	wait(b, "its first page", `document.querySelector("#reader .aimed") !== null`) // the script is there, too
	b.press("p")
	wait(b, "the part before", `document.querySelector('a[rel="prev"]') === null`)
	b.clean()
}

func TestSearch_drag(t *testing.T) {
	server, _ := sampleServer(t)
	b := open(t, server.URL, look{})
	b.visit("/search")
	wait(b, "the script", `document.querySelector("#reader .sheet") !== null`)
	// Later, as the page goes elsewhere then, and what it was asked goes with it.
	eval[any](b, `setTimeout(() => { const s = document.querySelector(".chart svg"), r = s.getBoundingClientRect();
		const fire = (type, x) => s.dispatchEvent(new PointerEvent(type, {bubbles: true, clientX: r.left + x * r.width, clientY: r.top + 20, button: 0}));
		fire("pointerdown", .45); fire("pointermove", .6); fire("pointerup", .6); })`)
	wait(b, "the days", `new URL(location).searchParams.has("date")`)
	wait(b, "the fields", `document.getElementById("from") && document.getElementById("from").value !== ""`)
	if got, want := eval[string](b, `document.getElementById("from").value + ".." + document.getElementById("until").value`), eval[string](b, `new URL(location).searchParams.get("date")`); got != want {
		t.Errorf("the fields say %s, the address %s", got, want)
	}
	b.clean()
}

// TestSearch_withoutScript chooses a value, days, and a statement by links and forms alone.
func TestSearch_withoutScript(t *testing.T) {
	server, _ := sampleServer(t)
	b := open(t, server.URL, look{NoScript: true})
	b.visit("/search?q=corridor")
	b.click(".facet .value")
	if got := b.text(".chips"); got == "" {
		t.Error("nothing is chosen")
	}
	b.click(".card .pick")
	if got := b.text("#reader .aimed"); got == "" {
		t.Error("the page is not open at the statement")
	}
	b.click(".days button")
	if got := b.text(".sum"); !strings.Contains(got, "statement") {
		t.Errorf("after the days were set: %q", got)
	}
	b.shot("search-noscript")
	b.clean()
}

// press presses a key, as a person does.
func (b *tab) press(key string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(key))
}

// wait waits until a condition holds, also while the page goes elsewhere.
func wait(b *tab, what, condition string) {
	b.t.Helper()
	for range 200 {
		switch holds, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("Boolean("+condition+")")); {
		case err != nil && !leaving(err):
			b.t.Fatal(err)
		case holds:
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("no sign of %s", what)
}

// leaving reports whether a page did not answer because it goes elsewhere.
func leaving(err error) bool {
	for _, s := range []string{"navigated or closed", "context was destroyed", "Cannot find context"} {
		if strings.Contains(err.Error(), s) {
			return true
		}
	}
	return false
}

// A search for a page that was replaced says so, and leads to both versions.
func TestSearch_earlierVersion(t *testing.T) {
	d := desktest.Open(t, filepath.Join(t.TempDir(), "versions.db"))
	var ids []readout.PageID
	for i, text := range []string{"They will sign soon.", "They may sign soon."} {
		rec := readout.Record{Schema: readout.Schema, Stages: map[string]string{"article": "article/2"},
			Page:       readout.Page{ID: readout.PageIDOf([]byte(text)), URL: "https://courier.example/a1"},
			Article:    readout.Article{Headline: "Ministers meet at the lake again", Text: text},
			Statements: []readout.Statement{{ID: readout.StatementID(fmt.Sprint("s-", i)), Kind: readout.Direct, Content: readout.List[readout.Span]{{Text: text, End: len(text)}}}}}
		e, err := d.Store.Prepare([]byte(text), &rec, nil)
		if err == nil {
			_, err = d.Store.Put(t.Context(), e.Seen(fmt.Sprintf("2026-03-01T0%d:00:00Z", i)))
		}
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, rec.Page.ID)
	}
	if _, err := pipeline.Link(t.Context(), d.Store, nil); err != nil {
		t.Fatal(err)
	}
	server, _ := serveDesk(t, d)
	v := visitor{t, server.URL}
	_, page := v.get("/search?q=" + url.QueryEscape("page:"+string(ids[0])))
	for _, want := range []string{"1 statement like that stands in", articleURL(ids[0]), articleURL(ids[1]), "The newest version"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if _, page := v.get("/search?q=" + url.QueryEscape("page:"+string(ids[1]))); strings.Contains(page, "an earlier version") {
		t.Error("the newest version is called an earlier one")
	}
}
