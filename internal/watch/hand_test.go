package watch

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"readout/internal/fetch"
	"readout/internal/pipeline"
	"readout/internal/queue"
	"readout/internal/source"
)

// A visitors counts how a host is asked.
type visitors struct {
	mu   sync.Mutex
	now  map[string]int       // requests under way, by host
	most int                  // at once, at one host
	last map[string]time.Time // when the last one ended
	gap  time.Duration        // the shortest between two
}

func (v *visitors) watch(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		v.now[r.Host]++
		v.most = max(v.most, v.now[r.Host])
		if last, ok := v.last[r.Host]; ok {
			v.gap = min(v.gap, time.Since(last))
		}
		v.mu.Unlock()
		time.Sleep(100 * time.Millisecond) // an answer takes a while
		h.ServeHTTP(w, r)
		v.mu.Lock()
		defer v.mu.Unlock()
		v.now[r.Host]--
		v.last[r.Host] = time.Now()
	})
}

// outlets serves several feeds of each of some hosts, whose articles stand on either.
func outlets(w *world) (feeds, articles []string) {
	for _, host := range []string{"courier.example", "gazette.example"} {
		for _, n := range []string{"1", "2", "3"} {
			feeds = append(feeds, "http://"+host+"/feed"+n)
			var items strings.Builder
			for _, at := range []string{"courier.example/" + host + n, "gazette.example/" + host + n} {
				articles = append(articles, at)
				items.WriteString("<item><link>http://" + at + "</link></item>")
				w.article(at, "The talks at the lake go on, part "+n+" as "+host+" has it", "Ana Lim said that in "+at+".")
			}
			w.serve(host+"/feed"+n, "application/rss+xml", `<rss version="2.0"><channel><title>x</title>`+items.String()+`</channel></rss>`)
		}
	}
	slices.Sort(articles)
	return feeds, articles
}

// Sources that one program hands out are followed by several others, which ask each host one
// at a time and with a pause, as a single one would; the record is the same.
func TestHand(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		v := &visitors{now: map[string]int{}, last: map[string]time.Time{}, gap: time.Hour}
		w.asking = v.watch
		feeds, articles := outlets(w)
		for _, feed := range feeds {
			w.add(feed)
		}
		stages := map[string]string{"article": "article/1"}
		q := w.store.Jobs(queue.Policy{})
		put := func(ctx context.Context, ids []string) (int, error) {
			var jobs []queue.Job
			for _, id := range ids {
				jobs = append(jobs, pipeline.FetchJob(id, stages))
			}
			return q.Put(ctx, jobs...)
		}
		for _, want := range []int{6, 0} {
			if n, err := w.watcher("boss").Hand(t.Context(), true, put); n != want || err != nil {
				t.Errorf("handed out %d, %v; want %d", n, err, want)
			}
		}
		var wait sync.WaitGroup
		var done [2]pipeline.Done
		for i := range done {
			client := fetch.New(fetch.Options{Agent: "readout/test", Dial: w.web.Dial, Gap: time.Second, Now: w.now, Robots: w.store, Turns: w.store})
			defer client.Close()
			follow := w.watcher("worker")
			follow.Fetch = client
			wait.Go(func() {
				var err error
				worker := &pipeline.Worker{Store: w.store, Queue: q, Read: w.read, Stages: stages, Lanes: 1, Fetchers: 3, UntilEmpty: true, Idle: time.Second,
					Fetch: func(ctx context.Context, id string, ingest func(context.Context, iter.Seq2[source.Page, error]) error) error {
						one := *follow
						one.Ingest = ingest
						_, err := one.Source(ctx, id)
						return err
					}}
				if done[i], err = worker.Run(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		got := slices.DeleteFunc(w.took(), func(s string) bool { return slices.Contains(feeds, "http://"+s) })
		slices.Sort(got)
		if !slices.Equal(got, articles) {
			t.Errorf("asked for %v", got)
		}
		if v.most != 1 || v.gap < time.Second {
			t.Errorf("%d requests at once at a host, %s between two", v.most, v.gap)
		}
		if a, b := done[0], done[1]; a.Asked == 0 || b.Asked == 0 || a.Asked+b.Asked != 6 || a.Read+b.Read != 12 || a.Linked+b.Linked != 12 {
			t.Errorf("they did %+v and %+v", a, b)
		}
		if days := w.published(); len(days) != len(articles) {
			t.Errorf("%d pages in the record", len(days))
		}
	})
}

// A host that asks one program to be left alone is left alone by all.
func TestTurns_retry(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		w.handle("courier.example/feed", func(out http.ResponseWriter, r *http.Request) {
			out.Header().Set("Retry-After", "7200")
			out.WriteHeader(http.StatusTooManyRequests)
		})
		w.article("courier.example/a1", "First day of talks at the lake", "Ana Lim said that both sides had come closer.")
		var asked []*fetch.Client
		for range 2 {
			c := fetch.New(fetch.Options{Dial: w.web.Dial, Now: w.now, Turns: w.store})
			defer c.Close()
			asked = append(asked, c)
		}
		if a, err := asked[0].Get(t.Context(), fetch.Request{URL: "http://courier.example/feed"}); err != nil || a.Status != 429 {
			t.Fatal(a, err)
		}
		var wait *fetch.LaterError
		if _, err := asked[1].Get(t.Context(), fetch.Request{URL: "http://courier.example/a1"}); !errors.As(err, &wait) || wait.Until.Sub(w.now()) < time.Hour {
			t.Errorf("the other one: %v", err)
		}
		time.Sleep(2 * time.Hour)
		if a, err := asked[1].Get(t.Context(), fetch.Request{URL: "http://courier.example/a1"}); err != nil || a.Status != 200 {
			t.Errorf("later: %v", err)
		}
	})
}

// A turn whose holder was killed is free when its lease ends.
func TestTurns_killed(t *testing.T) {
	in(t, func(t *testing.T, w *world) {
		w.article("courier.example/a1", "First day of talks at the lake", "Ana Lim said that both sides had come closer.")
		now := w.now()
		if _, ok, err := w.store.TakeTurn(t.Context(), "courier.example", "killed", now, now.Add(90*time.Second)); !ok || err != nil {
			t.Fatal(ok, err)
		}
		c := fetch.New(fetch.Options{Dial: w.web.Dial, Now: w.now, Turns: w.store})
		defer c.Close()
		if a, err := c.Get(t.Context(), fetch.Request{URL: "http://courier.example/a1"}); err != nil || a.Status != 200 || w.now().Sub(now) < 90*time.Second {
			t.Errorf("%v after %s", err, w.now().Sub(now))
		}
	})
}

// The sitemaps that robots.txt names are followed with a site that has no feed, indexes among
// them, and told of where there is one.
func TestRound_robotsSitemaps(t *testing.T) {
	const list = `<html><body><main><ul><li><a href="/a1">First day of talks at the lake ends without a word</a></li><li><a href="/a2">Second day of talks at the lake</a></li>` +
		`<li><a href="/a3">Third day of talks at the lake begins</a></li></ul></main></body></html>`
	const feed = `<link rel="alternate" type="application/rss+xml" href="/feed">`
	robots := "User-agent: *\nSitemap: http://courier.example/news.xml\nSitemap: /relative\nSitemap: ftp://x\nSitemap: http://courier.example/index.xml\nSitemap: http://courier.example/news.xml\n"
	tests := []struct {
		name, at, page string
		want           []string
		note           string
	}{
		{"a site", "", list, []string{"http://courier.example/", "http://courier.example/index.xml", "http://courier.example/news.xml", "http://courier.example/part.xml"}, "its sitemaps are"},
		{"a section", "news", list, []string{"http://courier.example/news"}, "which can be followed"},
		{"a site with a feed", "", strings.Replace(list, "<body>", feed+"<body>", 1), []string{"http://courier.example/feed"}, "which can be followed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in(t, func(t *testing.T, w *world) {
				w.serve("courier.example/robots.txt", "text/plain", robots)
				w.serve("courier.example/"+tt.at, "text/html", tt.page)
				w.serve("courier.example/feed", "application/rss+xml", rssFeed)
				w.serve("courier.example/news.xml", "application/xml", `<urlset><url><loc>http://courier.example/a9</loc><lastmod>`+stamp(w.now())+`</lastmod></url></urlset>`)
				w.serve("courier.example/index.xml", "application/xml", `<sitemapindex><sitemap><loc>http://courier.example/part.xml</loc></sitemap></sitemapindex>`)
				w.serve("courier.example/part.xml", "application/xml", `<sitemapindex><sitemap><loc>http://courier.example/deeper.xml</loc></sitemap></sitemapindex>`)
				src := w.add("http://courier.example/" + tt.at)
				w.round()
				w.round()
				sources, err := w.store.Sources(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, s := range sources {
					got = append(got, s.URL)
				}
				if slices.Sort(got); !slices.Equal(got, tt.want) {
					t.Errorf("follows %v, want %v", got, tt.want)
				}
				log, err := w.store.SourceFetches(t.Context(), src.ID, 9)
				if err != nil || len(log) == 0 || !strings.Contains(log[len(log)-1].Note, tt.note) {
					t.Errorf("%+v, %v", log, err)
				}
				if err := w.store.RemoveSource(t.Context(), src.ID); err != nil {
					t.Fatal(err)
				}
				if left, err := w.store.Sources(t.Context()); err != nil || len(left) != 0 {
					t.Errorf("left %+v, %v", left, err)
				}
			})
		})
	}
}
