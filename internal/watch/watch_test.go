package watch

import (
	"context"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"readout"
	"readout/article"
	"readout/internal/fetch"
	"readout/internal/fetch/fetchtest"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/internal/store"
)

// A world is invented outlets, whose pages can be changed, and a record that follows them.
type world struct {
	t      *testing.T
	mu     sync.Mutex
	pages  map[string]http.HandlerFunc // by host and path
	asked  []string                    // what was asked for, but for robots.txt
	path   string
	web    *fetchtest.Web
	asking func(http.Handler) http.Handler // stands before the pages; nil for nothing
	store  *store.Store
	fetch  *fetch.Client
	now    func() time.Time
}

// The bubble's clock begins with the year 2000.
const later = 26*365*24*time.Hour + 66*24*time.Hour + 9*time.Hour // 2026-03-01 09:00 or so

// in runs a test in a bubble, in which waiting takes no time.
func in(t *testing.T, f func(t *testing.T, w *world)) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "readout.db")
	synctest.Test(t, func(t *testing.T) {
		w := &world{t: t, pages: map[string]http.HandlerFunc{}, path: path, now: func() time.Time { return time.Now().Add(later) }}
		w.web = fetchtest.New(t, w)
		var err error
		if w.store, err = store.Open(t.Context(), path, store.Options{}); err != nil {
			t.Fatal(err)
		}
		w.fetch = fetch.New(fetch.Options{Agent: "readout/test", Dial: w.web.Dial, Gap: time.Second, Now: w.now, Robots: w.store})
		defer func() {
			w.fetch.Close()
			w.web.Close()
			if err := w.store.Close(); err != nil {
				t.Error(err)
			}
		}()
		f(t, w)
	})
}

func (w *world) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	if r.URL.Path != "/robots.txt" {
		w.asked = append(w.asked, r.Host+r.URL.RequestURI())
	}
	page := w.pages[r.Host+r.URL.Path]
	w.mu.Unlock()
	if page == nil {
		page = http.NotFound
	}
	var h http.Handler = page
	if w.asking != nil {
		h = w.asking(h)
	}
	h.ServeHTTP(out, r)
}

// serve puts a page at an address, such as "courier.example/feed".
func (w *world) serve(at, mediaType, body string) {
	w.handle(at, func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("Content-Type", mediaType)
		io.WriteString(out, body)
	})
}

func (w *world) handle(at string, h http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[at] = h
}

// article puts an article at an address.
func (w *world) article(at, headline, body string) {
	w.serve(at, "text/html; charset=utf-8", page(headline, body))
}

func page(headline, body string) string {
	return "<!DOCTYPE html><html><head><title>" + headline + "</title><meta property=og:type content=article></head><body><h1>" + headline + "</h1><p>" + body + "</p>" +
		"<p>The delegations met at Lake Dunmoor for the third time since the spring. Officials of both sides said that the bridge at the border would be opened once the customs houses are built, and that engineers had measured the river twice.</p>" +
		"<p>The regional bank pays for the bridge. Its governor, who visited the site on Monday, told guests that the work was on schedule and that the second pier would stand before the winter.</p></body></html>"
}

// took returns what was asked for since the last call.
func (w *world) took() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.asked
	w.asked = nil
	return out
}

// read reads articles, but no statements.
func (w *world) read(p source.Page) readout.Record {
	res := article.Extract(article.Input{Bytes: p.Bytes, MediaType: p.MediaType, URL: p.URL, Captured: p.Captured, Told: p.Told})
	return readout.Record{Schema: readout.Schema, Article: res.Article, Problems: res.Problems, Stages: map[string]string{"article": article.Version},
		Page: readout.Page{ID: readout.PageIDOf(p.Bytes), URL: readout.Opt(p.URL), Captured: res.Captured, MediaType: res.MediaType}}
}

// watcher returns a watcher that reads articles.
func (w *world) watcher(holder string) *Watcher {
	return &Watcher{Store: w.store, Fetch: w.fetch, Holder: holder, Workers: 3, Poll: 12 * time.Hour, Now: w.now, Jitter: func() float64 { return 0.5 }, Log: slog.New(slog.DiscardHandler),
		Ingest: func(ctx context.Context, pages iter.Seq2[source.Page, error]) error {
			in := &pipeline.Ingester{Store: w.store, Read: w.read, Stages: map[string]string{"article": article.Version}, Workers: 1}
			_, err := in.Run(ctx, pages)
			return err
		}}
}

func (w *world) add(address string) store.Source {
	w.t.Helper()
	src, _, err := Add(w.t.Context(), w.store, Outline{URL: address}, w.now())
	if err != nil {
		w.t.Fatal(err)
	}
	return src
}

func (w *world) round() Tally {
	w.t.Helper()
	tally, err := w.watcher("test").Round(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return tally
}

func (w *world) source(id string) store.Source {
	w.t.Helper()
	src, err := w.store.Source(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return src
}

// published returns the days of the pages in the record by their addresses.
func (w *world) published() map[string]readout.Interval {
	w.t.Helper()
	out := map[string]readout.Interval{}
	list, err := w.store.PageStates(w.t.Context(), false, 0, 1000)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, p := range list {
		out[string(p.Page.URL)] = p.Article.Published
	}
	return out
}

const rssFeed = `<?xml version="1.0"?><rss version="2.0"><channel><title>Orland  Courier</title><link>http://courier.example/</link>` +
	`<item><title>One</title><link>/a1</link><pubDate>Sat, 28 Feb 2026 21:06:00 +0400</pubDate></item>` +
	`<item><title>Two</title><link>http://courier.example/a2#top</link><pubDate>28 February 2026 09:00 EST</pubDate></item></channel></rss>`

func TestRound_feeds(t *testing.T) {
	feeds := map[string]string{
		"rss": rssFeed,
		"atom": `<feed xmlns="http://www.w3.org/2005/Atom"><title>Orland Courier</title><entry><title>One</title><link href="/a1"/><published>2026-02-28T21:06:00+04:00</published></entry>` +
			`<entry><title>Two</title><link rel="alternate" href="/a2"/><published>2026-02-28T14:00:00Z</published></entry></feed>`,
		"rdf": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Orland Courier</title></channel>` +
			`<item><title>One</title><link>http://courier.example/a1</link><dc:date>2026-02-28</dc:date></item><item><title>Two</title><link>http://courier.example/a2</link><dc:date>2026-02-28T12:00Z</dc:date></item></rdf:RDF>`,
		"json": `{"version":"https://jsonfeed.org/version/1.1","title":"Orland Courier","items":[{"id":"1","url":"http://courier.example/a1","title":"One","date_published":"2026-02-28T21:06:00+04:00"},` +
			`{"id":"2","url":"/a2","title":"Two","date_published":"2026-02-28"}]}`,
	}
	for name, feed := range feeds {
		t.Run(name, func(t *testing.T) {
			in(t, func(t *testing.T, w *world) {
				w.serve("courier.example/feed", "text/plain", feed)
				w.article("courier.example/a1", "First day of talks at the lake", "Ana Lim said that both sides had come closer.")
				w.article("courier.example/a2", "Second day of talks at the lake", "Ana Lim said nothing on the second day.")
				src := w.add("http://courier.example/feed")
				if got := w.round(); got != (Tally{Asked: 1, New: 2, Pages: 2}) {
					t.Errorf("%+v", got)
				}
				if got := w.source(src.ID); got.Kind != store.FeedSource || got.Title != "Orland Courier" || got.OK == "" {
					t.Errorf("%+v", got)
				}
				days := w.published()
				for _, at := range []string{"http://courier.example/a1", "http://courier.example/a2"} {
					if days[at] != readout.On("2026-02-28", readout.Feed) {
						t.Errorf("%s is of %v", at, days[at])
					}
				}
				if got := w.round(); got != (Tally{}) {
					t.Errorf("at once again: %+v", got)
				}
			})
		})
	}
}

// Where a watcher is stopped, another one goes on.
func TestRound_goesOn(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		w.serve("courier.example/feed", "application/rss+xml", rssFeed)
		w.article("courier.example/a1", "First day of talks at the lake", "Ana Lim said that both sides had come closer.")
		w.article("courier.example/a2", "Second day of talks at the lake", "Ana Lim said nothing on the second day.")
		w.add("http://courier.example/feed")
		ctx, stop := context.WithCancel(t.Context())
		w.handle("courier.example/a2", func(http.ResponseWriter, *http.Request) { stop() })
		if tally, err := w.watcher("one").Run(ctx); err != nil || tally.Pages != 1 {
			t.Errorf("%+v, %v", tally, err)
		}
		w.article("courier.example/a2", "Second day of talks at the lake", "Ana Lim said nothing on the second day.")
		w.took()
		if got := w.round(); got != (Tally{Pages: 1}) {
			t.Errorf("%+v", got)
		}
		if got := w.took(); !slices.Equal(got, []string{"courier.example/a2"}) {
			t.Errorf("asked for %v", got)
		}
	})
}

// Two watchers on one record ask a source once, also where one of them was killed: until its
// lease ends.
func TestRound_two(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		for _, host := range []string{"a.example", "b.example", "c.example", "d.example"} {
			w.serve(host+"/feed", "application/rss+xml", `<rss version="2.0"><channel><title>x</title><item><link>http://`+host+`/1</link></item></channel></rss>`)
			w.article(host+"/1", "The talks at the lake go on in "+host, "Ana Lim said that in "+host+".")
			w.add("http://" + host + "/feed")
		}
		var wait sync.WaitGroup
		for _, name := range []string{"one", "two"} {
			wait.Go(func() {
				if _, err := w.watcher(name).Round(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		got := w.took()
		slices.Sort(got)
		if want := []string{"a.example/1", "a.example/feed", "b.example/1", "b.example/feed", "c.example/1", "c.example/feed", "d.example/1", "d.example/feed"}; !slices.Equal(got, want) {
			t.Errorf("asked for %v", got)
		}

		w.add("http://e.example/feed")
		now := w.now()
		if _, ok, err := w.store.TakeSource(t.Context(), "", "killed", stamp(now), stamp(now.Add(leaseTime))); !ok || err != nil {
			t.Fatal(ok, err)
		}
		if got := w.round(); got.Asked != 0 {
			t.Errorf("a source that is kept was asked: %+v", got)
		}
		time.Sleep(leaseTime)
		if got := w.round(); got.Asked != 1 {
			t.Errorf("a source whose lease has ended was not asked: %+v", got)
		}
	})
}

func TestRound_failures(t *testing.T) {
	answer := func(status int, headers ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for i := 0; i < len(headers); i += 2 {
				w.Header().Set(headers[i], headers[i+1])
			}
			w.WriteHeader(status)
		}
	}
	tests := []struct {
		name    string
		handler http.HandlerFunc
		reason  string
		stopped string
		wait    time.Duration // until it is asked again, at least
	}{
		{"not there", answer(404), "404", "", 50 * time.Minute},
		{"gone", answer(410), "410", "gone (410) since 2026-03-0", 0},
		{"too many", answer(429, "Retry-After", "7200"), "429", "", 2 * time.Hour},
		{"later", answer(503, "Retry-After", "Sun, 08 Mar 2026 00:00:00 GMT"), "503", "", 6 * 24 * time.Hour},
		{"in a circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/feed", http.StatusFound) }, "redirects in a circle", "", 50 * time.Minute},
		{"a picture", answer(200, "Content-Type", "image/png"), "is image/png", "", 50 * time.Minute},
		{"nothing", answer(200), "neither a feed", "", 50 * time.Minute},
		{"no feed", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, `{"error":"none"}`) }, "no feed", "", 50 * time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in(t, func(t *testing.T, w *world) {
				w.handle("courier.example/feed", tt.handler)
				src := w.add("http://courier.example/feed")
				if got := w.round(); got.Failed != 1 {
					t.Errorf("%+v", got)
				}
				got := w.source(src.ID)
				if !strings.Contains(got.Reason, tt.reason) || !strings.HasPrefix(got.Stopped, tt.stopped) || tt.stopped == "" && got.Stopped != "" || got.Failures != 1 {
					t.Errorf("%+v", got)
				}
				if due, err := time.Parse(time.RFC3339, got.Due); err != nil || due.Sub(w.now()) < tt.wait-time.Minute {
					t.Errorf("due at %s, want in %s", got.Due, tt.wait)
				}
				// The next failure waits longer; an answer ends it.
				if tt.stopped != "" || tt.wait > time.Hour {
					return
				}
				time.Sleep(90 * time.Minute)
				w.round()
				again := w.source(src.ID)
				if due, _ := time.Parse(time.RFC3339, again.Due); again.Failures != 2 || due.Sub(w.now()) < 100*time.Minute {
					t.Errorf("%+v", again)
				}
				w.serve("courier.example/feed", "application/rss+xml", rssFeed)
				time.Sleep(3 * time.Hour)
				w.round()
				if got := w.source(src.ID); got.Failures != 0 || got.Reason != "" {
					t.Errorf("%+v", got)
				}
				log, err := w.store.SourceFetches(t.Context(), src.ID, 10)
				if err != nil || len(log) != 3 || log[0].Fresh != 2 || !strings.Contains(log[2].Note, tt.reason) {
					t.Errorf("%+v, %v", log, err)
				}
			})
		})
	}
}

func TestRound_robots(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		w.handle("courier.example/robots.txt", func(out http.ResponseWriter, r *http.Request) { out.WriteHeader(500) })
		w.serve("courier.example/feed", "application/rss+xml", rssFeed)
		src := w.add("http://courier.example/feed")
		w.round()
		if got := w.source(src.ID); !strings.Contains(got.Reason, "robots.txt") || len(w.took()) > 0 {
			t.Errorf("%+v", got)
		}
		w.serve("courier.example/robots.txt", "text/plain", "User-agent: *\nDisallow: /a1\n")
		w.article("courier.example/a2", "Second day of talks at the lake", "Ana Lim said nothing on the second day.")
		time.Sleep(25 * time.Hour)
		if got := w.round(); got.Pages != 1 || got.Lost != 1 {
			t.Errorf("%+v", got)
		}
		if got := w.took(); !slices.Equal(got, []string{"courier.example/feed", "courier.example/a2"}) {
			t.Errorf("asked for %v", got)
		}
	})
}

func TestRound_moved(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		w.handle("courier.example/feed", func(out http.ResponseWriter, r *http.Request) {
			http.Redirect(out, r, "http://news.example/rss", http.StatusMovedPermanently)
		})
		w.handle("other.example/feed", func(out http.ResponseWriter, r *http.Request) {
			http.Redirect(out, r, "http://news.example/rss", http.StatusPermanentRedirect)
		})
		w.serve("news.example/rss", "application/rss+xml", `<rss version="2.0"><channel><title>News</title></channel></rss>`)
		src := w.add("http://courier.example/feed")
		w.round()
		if got := w.source(src.ID); got.URL != "http://news.example/rss" {
			t.Errorf("%+v", got)
		}
		log, _ := w.store.SourceFetches(t.Context(), src.ID, 1)
		if len(log) != 1 || log[0].Note != "moved for good from http://courier.example/feed to http://news.example/rss" {
			t.Errorf("%+v", log)
		}
		second := w.add("http://other.example/feed")
		w.round()
		if got := w.source(second.ID); !strings.Contains(got.Stopped, "which is followed already") {
			t.Errorf("%+v", got)
		}
	})
}

// What has not changed is asked for with the server's own words, byte for byte.
func TestRound_unchanged(t *testing.T) {
	const tag = "\"\xe9t\xe9\"" // Latin letters, as old servers send them
	in(t, func(t *testing.T, w *world) {
		sent := 0
		w.handle("courier.example/feed", func(out http.ResponseWriter, r *http.Request) {
			out.Header().Set("ETag", tag)
			out.Header().Set("Last-Modified", "Sun, 1 Mar 2026 9:00 GMT ")
			out.Header().Set("Cache-Control", "public, max-age=14400")
			if r.Header.Get("If-None-Match") == tag && r.Header.Get("If-Modified-Since") == "Sun, 1 Mar 2026 9:00 GMT" {
				out.WriteHeader(http.StatusNotModified)
				return
			}
			sent++
			io.WriteString(out, rssFeed)
		})
		src := w.add("http://courier.example/feed")
		w.round()
		got := w.source(src.ID)
		if due, _ := time.Parse(time.RFC3339, got.Due); due.Sub(w.now()) < 4*time.Hour-time.Minute {
			t.Errorf("asked again at %s, sooner than Cache-Control has it", got.Due)
		}
		time.Sleep(24 * time.Hour)
		w.round()
		if got := w.source(src.ID); sent != 1 || got.Failures != 0 {
			t.Errorf("sent %d times, %+v", sent, got)
		}
	})
}

// A feed that breaks off gives the items that are whole, and is asked for in full the next
// time.
func TestRound_cutOff(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		w.handle("courier.example/feed", func(out http.ResponseWriter, r *http.Request) {
			out.Header().Set("ETag", `"1"`)
			out.Header().Set("Content-Length", fmt.Sprint(len(rssFeed)))
			io.WriteString(out, rssFeed[:len(rssFeed)-60])
			out.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		})
		w.article("courier.example/a1", "First day of talks at the lake", "Ana Lim said that both sides had come closer.")
		src := w.add("http://courier.example/feed")
		if got := w.round(); got.New != 1 || got.Pages != 1 || got.Failed != 0 {
			t.Errorf("%+v", got)
		}
		log, _ := w.store.SourceFetches(t.Context(), src.ID, 1)
		if got := w.source(src.ID); len(log) != 1 || !strings.Contains(log[0].Note, "breaks off") || len(got.ETag) > 0 {
			t.Errorf("%+v, %+v", log, got)
		}
	})
}

// A site's address leads to its feed; a page with links is read as a list; an article is
// followed by itself.
func TestRound_kinds(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		home := `<html><head><title>Orland Courier</title><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments">` +
			`<link rel="alternate" type="application/rss+xml" href="/feed"></head><body><a href="/x">Home</a></body></html>`
		w.serve("courier.example/", "text/html", home)
		w.serve("courier.example/feed", "application/rss+xml", rssFeed)
		list := `<html><head><title>Press office</title></head><body><nav><a href="/about-the-press-office">About the press office</a></nav><h1>Releases</h1><ul>` +
			`<li><a href="/r1">Minister Lim receives the envoy of Orlec</a> 27 February 2026</li><li><a href="/r2">Statement on the bridge at Lake Dunmoor</a> 26 February 2026</li>` +
			`<li><a href="http://elsewhere.example/r3">A release of somebody else altogether</a></li></ul></body></html>`
		w.serve("ministry.example/releases", "text/html", list)
		w.article("ministry.example/r1", "Minister Lim receives the envoy of Orlec", "Ana Lim received the envoy.")
		w.article("ministry.example/r2", "Statement on the bridge at Lake Dunmoor", "The ministry regrets the delay.")
		w.article("journal.example/story", "A long story about the lake", "It is told here for the first time.")
		site, releases, story := w.add("courier.example"), w.add("http://ministry.example/releases"), w.add("http://journal.example/story")
		if err := w.store.RemoveSource(t.Context(), site.ID); err != nil {
			t.Fatal(err)
		}
		site = w.add("http://courier.example/")
		w.round()
		if got := w.source(site.ID); got.URL != "http://courier.example/feed" || got.Site != "http://courier.example/" || got.Kind != store.FeedSource {
			t.Errorf("%+v", got)
		}
		if got := w.source(releases.ID); got.Kind != store.ListingSource || got.Title != "Press office" {
			t.Errorf("%+v", got)
		}
		if got := w.source(story.ID); got.Kind != store.PageSource {
			t.Errorf("%+v", got)
		}
		time.Sleep(2 * time.Second)
		w.round()
		got := w.took()
		slices.Sort(got)
		want := []string{"courier.example/", "courier.example/a1", "courier.example/a2", "courier.example/feed", "journal.example/story", "ministry.example/r1", "ministry.example/r2", "ministry.example/releases"}
		if !slices.Equal(got, want) {
			t.Errorf("asked for %v, want %v", got, want)
		}
		if again := w.add("http://courier.example/"); again.ID != site.ID {
			t.Errorf("the site is followed twice: %+v", again)
		}
	})
}

func TestRound_sitemaps(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		w.serve("courier.example/sitemap.xml", "application/xml", `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`+
			`<sitemap><loc>http://courier.example/news.xml.gz</loc><lastmod>2026-02-28</lastmod></sitemap><sitemap><loc>http://courier.example/2019.xml</loc><lastmod>2019-12-31</lastmod></sitemap></sitemapindex>`)
		w.serve("courier.example/news.xml.gz", "application/gzip", zipped(t, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="i">`+
			`<url><loc>http://courier.example/a1</loc><image:image><image:loc>http://courier.example/p.png</image:loc><image:title>No</image:title></image:image><news:news><news:publication_date>2026-02-27T10:00:00+04:00</news:publication_date><news:title>One &amp; two</news:title></news:news></url>`+
			`<url><loc>http://courier.example/old</loc><lastmod>2020-01-01</lastmod></url><url><loc>http://courier.example/undated</loc></url></urlset>`))
		w.article("courier.example/a1", "First day of talks at the lake", "Ana Lim said that both sides had come closer.")
		w.add("http://courier.example/sitemap.xml")
		w.round()
		if got, want := w.took(), []string{"courier.example/sitemap.xml", "courier.example/news.xml.gz", "courier.example/a1"}; !slices.Equal(got, want) {
			t.Errorf("asked for %v, want %v", got, want)
		}
		page := w.published()["http://courier.example/a1"]
		if page != readout.On("2026-02-27", readout.Feed) {
			t.Errorf("published %v", page)
		}
		health, err := w.store.SourceHealth(t.Context(), "")
		if err != nil || len(health) != 2 || health[1].Kind != store.SitemapSource || health[1].Taken != 1 || health[1].Undated != 0 {
			t.Errorf("%+v, %v", health, err)
		}
	})
}

// An article is looked at again. Other words are a new version, what is around them is not.
func TestRun_versions(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		w.serve("courier.example/feed", "application/rss+xml", `<rss version="2.0"><channel><item><link>http://courier.example/a1</link></item></channel></rss>`)
		const headline = "First day of talks at the lake"
		w.article("courier.example/a1", headline, "Ana Lim said that both sides had come closer.")
		w.add("http://courier.example/feed")
		run := func(d time.Duration) {
			t.Helper()
			ctx, stop := context.WithTimeout(t.Context(), d)
			defer stop()
			if _, err := w.watcher("test").Run(ctx); err != nil {
				t.Fatal(err)
			}
		}
		versions := func() []store.Version {
			t.Helper()
			list, err := w.store.VersionsAt(t.Context(), "https://courier.example/a1")
			if err != nil {
				t.Fatal(err)
			}
			return list
		}
		run(10 * time.Minute)
		w.serve("courier.example/a1", "text/html", page(headline, "Ana Lim said that both sides had come closer.")+"<div class=ad>Buy a boat</div>")
		run(2 * time.Hour)
		if got := versions(); len(got) != 1 || got[0].Seen != 2 {
			t.Errorf("an advertisement made a version: %+v", got)
		}
		w.article("courier.example/a1", headline, "Ana Lim said that both sides had not come closer.")
		run(8 * time.Hour)
		got := versions()
		if len(got) != 2 || got[0].Newest || !got[1].Newest {
			t.Errorf("%+v", got)
		}
		w.article("courier.example/a1", headline, "Ana Lim said that both sides had come closer.")
		run(24 * time.Hour)
		if got := versions(); len(got) != 2 || !got[0].Newest || got[1].Newest || got[0].Seen != 3 {
			t.Errorf("the first words are back: %+v", got)
		}
		w.article("courier.example/a1", "Quite another story", "Harvest festival.")
		w.serve("courier.example/a1", "text/html", "<html><head><title>Harvest</title><meta property=og:type content=article></head><body><h1>Harvest festival in Orlec</h1><p>"+
			strings.Repeat("Pumpkins of every size were shown in the market square by farmers from nine villages. ", 8)+"</p></body></html>")
		run(4 * 24 * time.Hour)
		if got := versions(); len(got) != 3 || !got[0].Newest || !got[2].Newest {
			t.Errorf("another article at the same address is no version: %+v", got)
		}
		w.handle("courier.example/a1", func(out http.ResponseWriter, r *http.Request) { out.WriteHeader(http.StatusGone) })
		run(60 * 24 * time.Hour)
		w.took()
		run(60 * 24 * time.Hour)
		if got := w.took(); slices.Contains(got, "courier.example/a1") {
			t.Error("an article that is gone is still asked for")
		}
	})
}
