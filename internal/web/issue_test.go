package web

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"readout/internal/query"
	"readout/internal/store"
)

func TestIssues(t *testing.T) {
	server, _ := sampleServer(t)
	page := plain(body(t, server, "/issues", http.StatusOK))
	for _, want := range []string{"Corridors, roads and transit 38", "without a statement", "by week", "2024-05-30"} {
		if !strings.Contains(page, want) {
			t.Errorf("the list of issues lacks %q: %s", want, page)
		}
	}
}

func TestIssue(t *testing.T) {
	server, s := sampleServer(t)
	for _, tt := range []struct {
		query string
		want  []string
		not   string
	}{
		{"", []string{"38 statements", "31 different ones", "Halvern", "Kestria", "Asked", "Formulas, by first use", "Changes of wording"}, "Everyone"},
		{"?side=Halvern", []string{"Halvern:", "Margit Ansley", "Daniel Corrow"}, "Emil Dravon"},
		{"?speaker=Margit+Ansley&phrase=transit+road", []string{"“transit road”", "First use", "Margit Ansley:"}, "Bastian Orlec President"},
		{"?from=2024-04&to=2024-04", []string{"2024-04", "all days"}, "2024-05-13"},
		{"?speaker=Nobody", []string{"0 statements", "No dated statement"}, "Ansley"},
	} {
		page := plain(body(t, server, "/issue/transit"+tt.query, http.StatusOK))
		for _, want := range tt.want {
			if !strings.Contains(page, want) {
				t.Errorf("/issue/transit%s lacks %q", tt.query, want)
			}
		}
		if strings.Contains(page, tt.not) {
			t.Errorf("/issue/transit%s has %q", tt.query, tt.not)
		}
	}
	if page := body(t, server, "/issue/transit", http.StatusOK); !strings.Contains(page, `href="#change-1"`) || !strings.Contains(page, `id="change-1"`) {
		t.Error("the picture does not lead to the change of wording")
	}
	body(t, server, "/issue/nothing", http.StatusNotFound)
	body(t, server, "/issue/transit?from=later", http.StatusBadRequest)

	// Every statement that is counted by the columns is one that a search finds.
	lanes, err := s.lanes(t.Context(), mustQuery(t, s, "issue:transit -kind:question"), query.Side, 8)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lanes.Lanes {
		q := mustQuery(t, s, "issue:transit -kind:question side:"+l.Field.Value)
		if n, err := s.Desk.Store.Count(t.Context(), q); err != nil || n.Found != l.Count {
			t.Errorf("side %s: %d in the lane, %d found, %v", l.Field.Value, l.Count, n.Found, err)
		}
	}
}

func mustQuery(t *testing.T, s *Server, text string) query.Query {
	t.Helper()
	q, err := s.Desk.Query(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// What the page links to as the search for its statements finds as many as it says.
func TestFigures(t *testing.T) {
	server, s := sampleServer(t)
	figure := regexp.MustCompile(`<a href="/search\?q=([^"]*)">([0-9,]+)(?: of [0-9,]+| statements?)?</a>`)
	for _, path := range []string{"/issues", "/issue/transit", "/issue/transit?side=KST", "/actors", "/actors?q=Ansley", "/actor/margit-ansley", "/actor/HLV", "/actor/HLV/foreign-minister"} {
		found := figure.FindAllStringSubmatch(body(t, server, path, http.StatusOK), -1)
		for _, f := range found {
			text, err := url.QueryUnescape(html.UnescapeString(f[1]))
			if err != nil {
				t.Fatal(err)
			}
			n, err := s.Desk.Store.Count(t.Context(), mustQuery(t, s, text))
			if err != nil || number(n.Found) != f[2] {
				t.Errorf("%s says %s for %s, which finds %d (%v)", path, f[2], text, n.Found, err)
			}
		}
		if len(found) == 0 && path != "/actor/HLV/foreign-minister" {
			t.Errorf("%s has no figures", path)
		}
	}
}

func TestIssue_seen(t *testing.T) {
	server, _ := sampleServer(t)
	lookAt(t, server, "issue", "/issue/transit")
	lookAt(t, server, "issues", "/issues")
}

// Dragging over the picture chooses days; without scripts a form does.
func TestIssue_zoom(t *testing.T) {
	server, _ := sampleServer(t)
	b := open(t, server.URL, look{})
	b.visit("/issue/transit")
	at := eval[map[string]float64](b, `(() => { const r = document.querySelector(".lane-axis").getBoundingClientRect(); return {x: r.left, y: r.top + 10, w: r.width} })()`)
	mouse := func(kind input.DispatchMouseEventType, x float64) {
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: at["y"], Button: input.MouseButtonLeft, ClickCount: 1})
	}
	mouse(input.DispatchMouseEventTypeMousePressed, at["x"]+at["w"]*.3)
	mouse(input.DispatchMouseEventTypeMouseMoved, at["x"]+at["w"]*.5)
	mouse(input.DispatchMouseEventTypeMouseMoved, at["x"]+at["w"]*.6)
	mouse(input.DispatchMouseEventTypeMouseReleased, at["x"]+at["w"]*.6)
	got := ""
	for range 100 { // the page may be just going
		if got, _ = chromedp.Run(b.ctx, chromedp.Evaluate[string]("location.search")); strings.Contains(got, "from=2024") {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if !strings.Contains(got, "to=2024") {
		t.Errorf("after dragging the address is %s", got)
	}
	b.clean()

	plain := open(t, server.URL, look{NoScript: true})
	plain.visit("/issue/transit?from=2024-04")
	plain.click("form.filters button")
	plain.clean()
}

func TestActors(t *testing.T) {
	server, _ := sampleServer(t)
	for path, want := range map[string][]string{
		"/actors":           {"Margit Ansley", "Halvern", "Who speaks most in"},
		"/actors?q=ansley":  {"In the actor files", "Margit Ansley", "Foreign Secretary"},
		"/actors?q=xyzzy":   {"Nobody in the actor files is called"},
		"/actors?q=pell":    {"In the record only"},
		"/actors?q=halvern": {"Halvern state"},
	} {
		page := plain(body(t, server, path, http.StatusOK))
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s lacks %q: %s", path, w, first(600, page))
			}
		}
	}
}

func TestActor(t *testing.T) {
	server, _ := sampleServer(t)
	for path, want := range map[string][]string{
		"/actor/margit-ansley":        {"Offices held", "Foreign Secretary", "By issue", "Who speaks for it", "External Affairs Office spokesperson", "outlets are left out", "Whom it speaks to and about", "Bastian Orlec", "Names used", "Newest statements"},
		"/actor/HLV":                  {"Who speaks for it", "by those who are named", "by sources without a name, kept apart", "Daniel Corrow"},
		"/actor/HLV/foreign-minister": {"Holders", "Margit Ansley", "Conrad Ellery"},
	} {
		page := plain(body(t, server, path, http.StatusOK))
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s lacks %q", path, w)
			}
		}
	}
	body(t, server, "/actor/nobody-at-all", http.StatusNotFound)
}

func TestActor_seen(t *testing.T) {
	server, _ := sampleServer(t)
	lookAt(t, server, "actor", "/actor/margit-ansley")
	lookAt(t, server, "state", "/actor/HLV")
	lookAt(t, server, "actors", "/actors")
}

// Every actor that the sample's statements name has a page.
func TestActor_all(t *testing.T) {
	server, s := sampleServer(t)
	seen := make(map[string]bool)
	for h, err := range s.Desk.Store.Search(t.Context(), query.Query{}, store.SearchOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		if sp := h.Statement.Speaker; sp != nil && sp.ID != "" {
			seen[string(sp.ID)] = true
		}
	}
	for id := range seen {
		body(t, server, "/actor/"+id, http.StatusOK)
	}
	set, err := s.Desk.Issues()
	if err != nil {
		t.Fatal(err)
	}
	for i := range set.All() {
		body(t, server, "/issue/"+i.ID, http.StatusOK)
	}
	if _, err := s.Desk.Facts("HLV"); err != nil || len(seen) < 10 {
		t.Error(len(seen), err)
	}
}
