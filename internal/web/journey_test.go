package web

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"readout/internal/store"
)

// The journeys of those for whom the desk is, each from the front page to its end: at three
// widths, and on a dark ground.
func journey(t *testing.T, walk func(*tab, *Server)) {
	for _, name := range []string{"phone", "tablet", "wide", "wide-dark"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, s := sampleServer(t)
			b := open(t, server.URL, looks[name])
			b.visit("/")
			walk(b, s)
			b.clean()
		})
	}
}

// A reporter: where do the two readouts of the call differ? The sentence, and the page it
// stands on. Once without scripts.
func TestJourney_reporter(t *testing.T) {
	journey(t, reporter)
	t.Run("no scripts", func(t *testing.T) {
		t.Parallel()
		server, s := sampleServer(t)
		b := open(t, server.URL, look{NoScript: true})
		b.visit("/")
		reporter(b, s)
		b.clean()
	})
}

func reporter(b *tab, _ *Server) {
	t := b.t
	b.click(`nav a[href="/events"]`)
	b.visit("/events?kind=call&actor=margit-ansley&date=2024-03-03")
	b.click(`a[href^="/event/"]`)
	if got := b.text(".comparison"); !strings.Contains(got, "opposed") || !strings.Contains(got, "only A") || !strings.Contains(got, "not in these") {
		t.Errorf("the comparison shows %.200q", got)
	}
	b.click(`.row-opposed a[href^="/statement/"]`)
	if got := b.text("blockquote"); !strings.Contains(got, "customs post") {
		t.Errorf("the statement is %q", got)
	}
	b.click(`#context ~ .where a`)
	if at := eval[string](b, "location.pathname"); !strings.HasPrefix(at, "/article/") {
		t.Errorf("the link leads to %s", at)
	}
}

// An analyst: how was the corridor put over time, and who was asked about it?
func TestJourney_analyst(t *testing.T) { journey(t, analyst) }

func analyst(b *tab, _ *Server) {
	t := b.t
	b.click(`nav a[href="/issues"]`)
	b.click(`a[href^="/issue/transit"]`)
	b.fill(`main input[name="side"]`, "Halvern")
	b.click(`main form button[type="submit"]`)
	got := b.text("main")
	for _, want := range []string{"Changes of wording", "conceivable", "matter of weeks", "Asked", "answered"} {
		if !strings.Contains(got, want) {
			t.Errorf("the issue's page has no %q", want)
		}
	}
}

// A political scientist: all refusals as a table, and how many of them are right.
func TestJourney_scientist(t *testing.T) { journey(t, scientist) }

func scientist(b *tab, s *Server) {
	t := b.t
	b.fill(`.find input[name="q"]`, "kind:refusal")
	b.click(".find button")
	link := eval[string](b, `document.querySelector('a[href*="format=csv"]').getAttribute("href")`)
	_, table := visitor{t, b.url}.get(link)
	q, err := s.Desk.Query("kind:refusal")
	if err != nil {
		t.Fatal(err)
	}
	tally, err := s.Desk.Store.Count(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(table, "\n") - 1; got != tally.Found {
		t.Errorf("the table has %d rows, the search %d", got, tally.Found)
	}
	b.visit("/validate")
	b.do(chromedp.Clear(chromedp.CSS("#draw-n")))
	b.fill("#draw-n", "10")
	b.fill("#draw-q", "kind:refusal")
	b.click("main form button.main")
	b.click(`button[value="right"]`)
	if got := b.text("main"); !strings.Contains(got, "1 judged") || !strings.Contains(got, "100.0 %") {
		t.Errorf("after one judgement the page says %.300q", got)
	}
}

// A fact-checker, with the keyboard alone: did somebody say it?
func TestJourney_checker(t *testing.T) { journey(t, checker) }

func checker(b *tab, _ *Server) {
	t := b.t
	b.tabTo(`nav a[href="/check"]`)
	b.do(chromedp.KeyEvent("\r"))
	wait(b, "the form", `location.pathname === "/check" && document.readyState === "complete"`)
	b.tabTo(`main [name="quote"]`)
	b.do(chromedp.KeyEvent("a matter of weeks"))
	b.tabTo(`main button[type="submit"]`)
	b.do(chromedp.KeyEvent("\r"))
	wait(b, "the verdict", `location.search.includes("quote=") && document.readyState === "complete"`)
	if got := b.text("main"); !strings.Contains(got, "Word for word") || !strings.Contains(got, "pages") {
		t.Errorf("the verdict is %.300q", got)
	}
}

// A developer: text in, statements with offsets out, by what the API's page shows.
func TestJourney_developer(t *testing.T) { journey(t, developer) }

func developer(b *tab, _ *Server) {
	t := b.t
	b.click(`.foot a[href="/api"]`)
	if got := b.text("#read"); !strings.Contains(got, "/api/v1/read") {
		t.Errorf("the API's page says of reading: %q", got)
	}
	got := eval[string](b, `fetch("/api/v1/read", {method: "POST", headers: {"Content-Type": "application/json"},
		body: JSON.stringify({as: "body", page: "“We will open the road,” Margit Ansley said on Monday."})})
		.then(r => r.json()).then(r => r.statements[0].speaker.id + " " + r.article.text.slice(r.statements[0].content[0].start, r.statements[0].content[0].end))`)
	if got != "margit-ansley “We will open the road,”" {
		t.Errorf("what was read is %q", got)
	}
}

// tabTo moves with the Tab key until an element has the focus.
func (b *tab) tabTo(selector string) {
	b.t.Helper()
	for range 80 {
		b.do(chromedp.KeyEvent("\t"))
		if eval[bool](b, `document.activeElement.matches('`+selector+`')`) {
			return
		}
	}
	b.t.Fatalf("the Tab key does not lead to %s", selector)
}

var update = flag.Bool("update", false, "write the pictures of the README anew")

// TestPictures makes the README's pictures of the desk: go test ./internal/web -run TestPictures -update.
func TestPictures(t *testing.T) {
	if !*update {
		t.Skip("only with -update: a picture differs from one machine to the next")
	}
	server, s := sampleServer(t)
	events, err := s.Desk.Store.Events(t.Context(), store.EventQuery{Actor: "margit-ansley", Kind: "call", From: "2024-03-03", To: "2024-03-03"})
	if err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"desk-search": "/search?q=corridor", "desk-event": "/event/" + string(events[0].ID)} {
		b := open(t, server.URL, look{Width: 1280, Height: 820})
		b.visit(path)
		wait(b, "what was being loaded", `!document.querySelector(".waiting")`)
		if err := os.WriteFile(filepath.Join("..", "..", "docs", name+".png"), get(b, chromedp.CaptureScreenshot()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
