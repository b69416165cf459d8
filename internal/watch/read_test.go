package watch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout/internal/fetch"
	"readout/internal/store"
)

func zipped(t testing.TB, s string) string {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func answer(body, mediaType string) *fetch.Answer {
	return &fetch.Answer{URL: "https://courier.example/feed", Status: 200, Header: http.Header{"Content-Type": {mediaType}}, Body: []byte(body)}
}

func titles(l *Listing) []string {
	var out []string
	for _, it := range l.Items {
		out = append(out, it.Title)
	}
	return out
}

func TestRead_broken(t *testing.T) {
	const head = `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Courier</title>`
	item := func(title string) string {
		return "<item><title>" + title + "</title><link>https://courier.example/" + title + "</link></item>"
	}
	tests := []struct {
		name, body string
		want       []string
		note       string
	}{
		{"cut inside an item", head + item("one") + item("two") + "<item><title>thr", []string{"one", "two"}, "the feed breaks off: 2 items could be read"},
		{"cut behind an item", head + item("one"), []string{"one"}, "breaks off"},
		{"cut inside a tag", head + item("one") + "<ite", []string{"one"}, "breaks off"},
		{"a broken item in the middle", head + item("one") + "<item><title>t<b>wo</title></i></item>" + item("three") + "</channel></rss>", []string{"one", "three"}, "the feed is broken: 2 items"},
		{"atom", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>one</title><link href="https://courier.example/1"/></entry><entry><title>tw`, []string{"one"}, "breaks off"},
		{"rdf", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>x</title></channel><item><title>one</title><link>https://courier.example/1</link></item><item><ti`, []string{"one"}, "breaks off"},
		{"json", `{"version":"https://jsonfeed.org/version/1","title":"C","items":[{"id":"1","url":"https://courier.example/1","title":"one"},{"id":"2","url":"https://cou`, []string{"one"}, "breaks off"},
		{"control characters and bare ampersands", head + "<item><title>one\x01 & two</title><link>https://courier.example/1?a=1&b=2</link></item></channel></rss>", []string{"one & two"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read(answer(tt.body, "application/rss+xml"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, titles(got)); diff != "" || !strings.Contains(got.Note, tt.note) || (tt.note == "") != (got.Note == "") {
				t.Errorf("note %q, items %s", got.Note, diff)
			}
		})
	}
}

// Bytes that are UTF-8 are, whatever the feed or the server says of them.
func TestRead_charset(t *testing.T) {
	feed := func(declaration, title string) string {
		return declaration + `<rss version="2.0"><channel><title>x</title><item><title>` + title + `</title><link>https://courier.example/1</link></item></channel></rss>`
	}
	tests := []struct{ name, body, mediaType, want string }{
		{"UTF-8 declared as Latin", feed(`<?xml version="1.0" encoding="ISO-8859-1"?>`, "Café Zürich"), "text/xml", "Café Zürich"},
		{"UTF-8 that the server calls Cyrillic", feed(`<?xml version="1.0"?>`, "Café"), "text/xml; charset=windows-1251", "Café"},
		{"Cyrillic as declared", feed(`<?xml version="1.0" encoding="windows-1251"?>`, "\xcb\xe8\xec"), "text/xml; charset=utf-8", "Лим"},
		{"Cyrillic as the server says", feed(`<?xml version="1.0"?>`, "\xcb\xe8\xec"), "text/xml; charset=windows-1251", "Лим"},
		{"Latin that says it is UTF-8", feed(`<?xml version="1.0" encoding="utf-8"?>`, "Caf\xe9"), "text/xml", "Café"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Read(answer(tt.body, tt.mediaType))
			if err != nil || len(got.Items) != 1 || got.Items[0].Title != tt.want {
				t.Errorf("%+v, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestRead_floor(t *testing.T) {
	for body, want := range map[string]time.Duration{
		`<rss version="2.0"><channel><ttl>90</ttl></channel></rss>`:      90 * time.Minute,
		`<rss version="2.0"><channel><ttl>9999999</ttl></channel></rss>`: maxFloor,
		`<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>`: 6 * time.Hour,
		`<rss version="2.0"><channel><ttl>soon</ttl></channel></rss>`: 0,
	} {
		got, err := Read(answer(body, "text/xml"))
		if err != nil || got.Floor != want {
			t.Errorf("%s: %+v, %v; want %s", body, got, err, want)
		}
	}
}

func TestRead_sitemapCut(t *testing.T) {
	got, err := Read(answer(`<urlset><url><loc>https://courier.example/1</loc><lastmod>2026-02-03</lastmod></url><url><loc>https://cour`, "text/xml"))
	want := []Item{{URL: "https://courier.example/1", Changed: "2026-02-03"}}
	if err != nil || cmp.Diff(want, got.Items) != "" || !strings.Contains(got.Note, "breaks off: 1 items") {
		t.Errorf("%+v, %v", got, err)
	}
	z := zipped(t, `<urlset>`+strings.Repeat(`<url><loc>https://courier.example/1</loc></url>`, 1000))
	if got, err := Read(answer(z[:len(z)/2], "application/gzip")); err != nil || len(got.Items) == 0 || got.Note == "" {
		t.Errorf("half a gzip file: %+v, %v", got, err)
	}
}

func TestRead_none(t *testing.T) {
	for _, body := range []string{"", "words", "\x89PNG", `<opml version="2.0"/>`, "<svg/>", `{"a":1}`, "[1,2]", "\x1f\x8b broken"} {
		if got, err := Read(answer(body, "application/octet-stream")); err == nil {
			t.Errorf("%q is %+v", body, got)
		}
	}
	a := answer("", "text/xml")
	a.Cut = errors.New("broken off")
	if _, err := Read(a); !errors.Is(err, a.Cut) {
		t.Errorf("got %v", err)
	}
}

func TestReadWhen(t *testing.T) {
	tests := []struct{ in, want, day, basis string }{
		{"Tue, 03 Mar 2026 21:06:00 +0400", "2026-03-03T17:06:00Z", "2026-03-03", "offset"},
		{"Tue, 03 Mar 2026 01:06:00 +04:00", "2026-03-02T21:06:00Z", "2026-03-03", "offset"},
		{"2026-03-03T21:06:00Z", "2026-03-03T21:06:00Z", "2026-03-03", "offset"},
		{"2026-03-03T21:06:00.123456-03:30", "2026-03-04T00:36:00Z", "2026-03-03", "offset"},
		{"2026-03-03 21:06 GMT+2", "2026-03-03T19:06:00Z", "2026-03-03", "offset"},
		{"Tue, 3 Mar 2026 21:06:00 EST", "2026-03-04T02:06:00Z", "2026-03-03", "zone"},
		{"Tue, 3 Mar 2026 21:06:00 GMT", "2026-03-03T21:06:00Z", "2026-03-03", "zone"},
		{"Mon, 2 Mar 2026 09:06 PM PST", "2026-03-03T05:06:00Z", "2026-03-02", "zone"},
		{"3 March 2026 12:10 a.m.", "2026-03-03T00:10:00Z", "2026-03-03", "no zone"},
		{"Di, 03 März 2026 21:06:00 MEZ", "2026-03-03T20:06:00Z", "2026-03-03", "zone"},
		{"вт, 3 марта 2026 21:06", "2026-03-03T21:06:00Z", "2026-03-03", "no zone"},
		{"2026-03-03 21:06 IST", "2026-03-03T21:06:00Z", "2026-03-03", "no zone"},
		{"2026-03-03", "2026-03-03T00:00:00Z", "2026-03-03", "no time"},
		{"11.Mar.2026", "2026-03-11T00:00:00Z", "2026-03-11", "no time"},
		{"31.12.2025 23:59", "2025-12-31T23:59:00Z", "2025-12-31", "no zone"},
		{"1772571960", "2026-03-03T21:06:00Z", "2026-03-03", "seconds"},
		{"1772571960000", "2026-03-03T21:06:00Z", "2026-03-03", "seconds"},
		{"03/04/2026", "", "", ""}, // which is the day?
		{"soon", "", "", ""},
		{"", "", "", ""},
		{"2026-13-45", "", "", ""},
	}
	for _, tt := range tests {
		got, ok := ReadWhen(tt.in)
		at := ""
		if ok {
			at = stamp(got.Time)
		}
		if at != tt.want || string(got.Day) != tt.day || got.Basis != tt.basis {
			t.Errorf("ReadWhen(%q) = %s, %+v; want %s, %s, %s", tt.in, at, got, tt.want, tt.day, tt.basis)
		}
	}
}

func TestRhythm(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	every := func(d time.Duration, n int) []time.Time {
		var out []time.Time
		for i := range n {
			out = append(out, now.Add(-time.Duration(i)*d))
		}
		return out
	}
	tests := []struct {
		name  string
		came  []time.Time
		floor time.Duration
		want  time.Duration
	}{
		{"nothing known", nil, 0, firstEvery},
		{"one item", every(time.Hour, 1), 0, firstEvery},
		{"every two hours", every(2*time.Hour, 20), 0, time.Hour},
		{"every minute", every(time.Minute, 30), 0, minEvery},
		{"every week", every(7*24*time.Hour, 10), 0, maxEvery},
		{"every two hours, but asks for four", every(2*time.Hour, 20), 4 * time.Hour, 4 * time.Hour},
		{"has fallen silent", []time.Time{now.Add(-50 * time.Hour), now.Add(-51 * time.Hour)}, 0, 5 * time.Hour},
		{"asks for a year", every(time.Hour, 5), 365 * 24 * time.Hour, maxFloor},
	}
	for _, tt := range tests {
		if got := rhythm(tt.came, now, tt.floor); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	for failures, want := range map[int]time.Duration{1: time.Hour, 2: 2 * time.Hour, 5: 16 * time.Hour, 6: maxBackOff, 1 << 30: maxBackOff} {
		if got := backOff(time.Hour, failures); got != want {
			t.Errorf("after %d failures: %s, want %s", failures, got, want)
		}
	}
}

func TestOPML(t *testing.T) {
	const in = `<?xml version="1.0"?><opml version="1.0"><body><outline text="North"><outline text="Orland &amp; sons" title="Orland"><outline type="rss" text="Courier" xmlUrl="https://courier.example/feed" htmlUrl="https://courier.example/"/>
		</outline></outline><outline text="Ministry" xmlURL="feed://ministry.example/rss"/><outline text="mail" xmlUrl="mailto:a@example.org"/></body></opml>`
	want := []Outline{
		{URL: "https://courier.example/feed", Title: "Courier", Site: "https://courier.example/", Folder: "North/Orland"},
		{URL: "http://ministry.example/rss", Title: "Ministry"},
	}
	got, err := ReadOPML([]byte(in))
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Fatalf("%v\n%s", err, diff)
	}
	var sources []store.Source
	for _, o := range got {
		sources = append(sources, store.Source{URL: o.URL, Title: o.Title, Site: o.Site, Folder: o.Folder, Kind: store.FeedSource})
	}
	var out bytes.Buffer
	if err := WriteOPML(&out, "Sources", sources); err != nil {
		t.Fatal(err)
	}
	again, err := ReadOPML(out.Bytes())
	if diff := cmp.Diff(want, again); err != nil || diff != "" {
		t.Errorf("%v\n%s\n%s", err, diff, out.String())
	}
	if list, err := ReadOPML([]byte(in[:len(in)-150])); err == nil || len(list) != 1 {
		t.Errorf("half a file: %v, %v", list, err)
	}
	if _, err := ReadOPML([]byte("<rss/>")); err == nil {
		t.Error("a feed was read as OPML")
	}
}

func FuzzReadWhen(f *testing.F) {
	for _, s := range []string{"Tue, 03 Mar 2026 21:06:00 +0400", "2026-03-03T21:06:00.1Z", "1772571960", "3 Mar 2026 9:06 PM PST", "12:30:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, ok := ReadWhen(s)
		if ok && (!w.Day.Valid() || w.Basis == "") {
			t.Errorf("%q: %+v", s, w)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{rssFeed, rssFeed[:200], `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/1"/></entry>`, `<urlset><url><loc>https://courier.example/1</loc></url></urlset>`,
		`<sitemapindex><sitemap><loc>https://courier.example/s</loc></sitemap></sitemapindex>`, `{"items":[{"url":"https://courier.example/1"},{`, `<html><body><a href="/a">A headline of some length</a>`} {
		f.Add([]byte(s), "text/xml; charset=utf-8")
	}
	f.Fuzz(func(t *testing.T, b []byte, mediaType string) {
		got, err := Read(answer(string(b), mediaType))
		if err != nil {
			return
		}
		for _, it := range got.Items {
			if !strings.HasPrefix(it.URL, "http") || len(it.Title) > maxTitle || len(it.URL) > maxURL {
				t.Errorf("%+v", it)
			}
		}
	})
}

func FuzzReadOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline text="a"><outline xmlUrl="https://courier.example/feed"/></outline></body></opml>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := ReadOPML(b)
		if err != nil {
			return
		}
		var sources []store.Source
		for _, o := range list {
			sources = append(sources, store.Source{URL: o.URL, Title: o.Title, Site: o.Site, Folder: o.Folder})
		}
		var out bytes.Buffer
		if err := WriteOPML(&out, "x", sources); err != nil {
			t.Fatal(err)
		}
		again, err := ReadOPML(out.Bytes())
		if err != nil || len(again) != len(list) {
			t.Errorf("%v: %v\n%s", err, again, out.String())
		}
	})
}
