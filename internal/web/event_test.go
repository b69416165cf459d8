package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"readout/internal/account"
	"readout/internal/desk"
	"readout/internal/store"
)

// disputed returns the id of the sample's disputed call.
func disputed(t *testing.T, s *Server) string {
	t.Helper()
	got, err := s.Desk.Events(t.Context(), desk.EventsQuery{Date: "2024-03-03", EventPageQuery: store.EventPageQuery{EventQuery: store.EventQuery{Kind: "call", Actor: "Ansley", Limit: 2}}})
	if err != nil || len(got.Events) != 1 {
		t.Fatalf("calls on 3 March: %v, %v", got.Events, err)
	}
	return string(got.Events[0].ID)
}

// body returns a page of a server, of which a status is wanted, and which is not too big.
func body(t *testing.T, server *httptest.Server, path string, status int) string {
	t.Helper()
	b := fetch(t, server, path, status)
	const most = 150_000
	if len(b) > most {
		t.Errorf("%s has %d bytes", path, len(b))
	}
	return b
}

var tags = regexp.MustCompile(`<[^>]*>`)

// plain is a page's text in one line.
func plain(html string) string {
	s := strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(tags.ReplaceAllString(html, ""))
	return strings.Join(strings.Fields(s), " ")
}

func TestEvent_rows(t *testing.T) {
	server, s := sampleServer(t)
	id := disputed(t, s)
	got, err := s.Desk.Compare(t.Context(), desk.CompareQuery{Event: []string{id}})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) < 8 {
		t.Fatalf("%d rows", len(got.Rows))
	}
	page := plain(body(t, server, "/event/"+id, http.StatusOK))
	for i := range got.Rows {
		r := &got.Rows[i]
		want := []string{r.Matter, string(r.Verdict), r.Reason}
		for _, list := range [][]account.Cell{r.A, r.B} {
			for _, c := range account.Sayings(list) {
				want = append(want, c.Words(), c.Whose())
			}
		}
		for _, w := range want {
			if !strings.Contains(page, strings.Join(strings.Fields(w), " ")) {
				t.Errorf("row %q: the page lacks %q", r.Matter, w)
			}
		}
	}
	for _, want := range []string{"Call: Margit Ansley and Bastian Orlec", "happened", "6 pages", "a diplomat in Port Asher", "In brief: Ansley and Orlec speak by telephone"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "“to open the Serrin corridor") {
		t.Error("a paraphrase stands in quotation marks")
	}
}

func TestEvent_files(t *testing.T) {
	server, s := sampleServer(t)
	id := disputed(t, s)
	got, err := s.Desk.Compare(t.Context(), desk.CompareQuery{Event: []string{id}, A: "KST"})
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	if err := desk.Markdown(&want, &got); err != nil {
		t.Fatal(err)
	}
	if md := body(t, server, "/event/"+id+"/comparison.md?a=KST", http.StatusOK); md != want.String() {
		t.Errorf("Markdown:\n%s\nwant\n%s", md, want.String())
	}
	var back account.Comparison
	if err := json.Unmarshal([]byte(body(t, server, "/event/"+id+"/comparison.json?a=Kestria", http.StatusOK)), &back); err != nil || back.A.ID != "KST" || len(back.Rows) != len(got.Rows) {
		t.Errorf("JSON: %v, sides %s and %s, %d rows", err, back.A.ID, back.B.ID, len(back.Rows))
	}
	body(t, server, "/event/"+id+"/comparison.xls", http.StatusNotFound)
	body(t, server, "/event/none", http.StatusNotFound)
	body(t, server, "/event/"+id+"?a=Atlantis", http.StatusBadRequest)
}

// Every event of the sample has a page, also those with one account or none.
func TestEvent_all(t *testing.T) {
	server, s := sampleServer(t)
	got, err := s.Desk.Events(t.Context(), desk.EventsQuery{EventPageQuery: store.EventPageQuery{EventQuery: store.EventQuery{Limit: 100}}})
	if err != nil {
		t.Fatal(err)
	}
	one, none := 0, 0
	for _, ev := range got.Events {
		page := body(t, server, "/event/"+string(ev.ID), http.StatusOK)
		if strings.Contains(page, "Only one side gives an account") {
			one++
		}
		if strings.Contains(page, "No side gives an account") {
			none++
		}
	}
	if one == 0 || none == 0 {
		t.Errorf("%d events with one side's account, %d without any; want some of each", one, none)
	}
}

func TestEvents(t *testing.T) {
	server, s := sampleServer(t)
	for _, tt := range []struct {
		query, want, not string
	}{
		{"", "Lake Dunmoor", "No event"},
		{"?kind=call", "Bastian Orlec", "talks in Lake"},
		{"?actor=Rellan&kind=arrest", "Kestrian police", "Ansley"},
		{"?actor=HLV&date=2024-03", "Margit Ansley, Bastian Orlec", "Rellan"},
		{"?status=planned", "signing", "arrest in Marnow"},
		{"?kind=invasion", "No event in the record fits", "Ansley"},
	} {
		page := plain(body(t, server, "/events"+tt.query, http.StatusOK))
		page = page[strings.Index(page, "Status"):]
		if !strings.Contains(page, tt.want) || strings.Contains(page, tt.not) {
			t.Errorf("/events%s: want %q and no %q in %s", tt.query, tt.want, tt.not, page)
		}
	}
	body(t, server, "/events?date=never", http.StatusBadRequest)

	var all []string
	for after, n := "", 0; ; n++ {
		got, err := s.Desk.Events(t.Context(), desk.EventsQuery{EventPageQuery: store.EventPageQuery{After: after, EventQuery: store.EventQuery{Limit: 3}}})
		if err != nil || n > 40 {
			t.Fatal(n, err)
		}
		for _, ev := range got.Events {
			all = append(all, string(ev.ID))
		}
		if after = got.Next; after == "" {
			break
		}
	}
	whole, err := s.Desk.Store.Events(t.Context(), store.EventQuery{})
	if err != nil || len(whole) != len(all) {
		t.Fatalf("in pages %d events, at once %d, %v", len(all), len(whole), err)
	}
	for i := range whole {
		if string(whole[i].ID) != all[i] {
			t.Errorf("event %d: in pages %s, at once %s", i, all[i], whole[i].ID)
		}
	}
}

func TestEvent_seen(t *testing.T) {
	server, s := sampleServer(t)
	lookAt(t, server, "event", "/event/"+disputed(t, s))
	lookAt(t, server, "events", "/events")
}

// On a phone the sides stand below each other under their names.
func TestEvent_stacked(t *testing.T) {
	server, s := sampleServer(t)
	b := open(t, server.URL, look{Width: 360, Height: 740, NoScript: true})
	b.visit("/event/" + disputed(t, s))
	if got := b.text("tbody .side-A .side-label"); !strings.Contains(got, "Halvern") {
		t.Errorf("the first card is headed %q", got)
	}
	b.clean()
	wide := open(t, server.URL, look{})
	wide.visit("/event/" + disputed(t, s))
	if eval[bool](wide, `(() => { const a = document.querySelector("tbody .cell.side-A").getBoundingClientRect(), b = document.querySelector("tbody .cell.side-B").getBoundingClientRect(); return a.top === b.top && a.right <= b.left })()`) != true {
		t.Error("the columns do not stand side by side on a wide screen")
	}
}

// The sample's disputed call is one landscape page on paper.
func TestEvent_printed(t *testing.T) {
	server, s := sampleServer(t)
	b := open(t, server.URL, look{})
	b.visit("/event/" + disputed(t, s))
	pdf := get(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if dir := os.Getenv("READOUT_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "event.pdf"), pdf, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1)); n != 1 {
		t.Errorf("printed on %d pages", n)
	}
	box := regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)`).FindSubmatch(pdf)
	if box == nil || len(box[1]) < 3 || string(box[1]) < string(box[2]) {
		t.Errorf("page is %s by %s points", box[1], box[2])
	}
}
