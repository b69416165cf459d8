package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"readout"
	"readout/internal/fetch/fetchtest"
)

func zipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// bad is a server that misbehaves in every way that has a path.
func bad(t testing.TB) http.Handler {
	mux := http.NewServeMux()
	on := func(path string, f func(w http.ResponseWriter, r *http.Request)) { mux.HandleFunc(path, f) }
	on("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1251")
		io.WriteString(w, "<p>hello")
	})
	on("/zipped", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(zipped(t, []byte("<p>zipped")))
	})
	on("/endless", func(w http.ResponseWriter, r *http.Request) {
		for block := make([]byte, 1<<20); ; {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	})
	on("/slow", func(w http.ResponseWriter, r *http.Request) { // a byte now and then, for ever
		for {
			if _, err := io.WriteString(w, "x"); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-time.After(5 * time.Second):
			case <-r.Context().Done():
				return
			}
		}
	})
	on("/silent", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	on("/stalls", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "<p>begins")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	on("/short", func(w http.ResponseWriter, r *http.Request) { // a wrong length
		w.Header().Set("Content-Length", "1000")
		io.WriteString(w, "<p>not a thousand")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	on("/broken-gzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := zipped(t, bytes.Repeat([]byte("words "), 10_000))
		w.Write(z[:len(z)/2])
	})
	on("/no-gzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		io.WriteString(w, "<p>plain")
	})
	on("/brotli", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		io.WriteString(w, "??")
	})
	bomb := zipped(t, make([]byte, 8<<20))
	on("/bomb", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(bomb)
	})
	on("/film", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Type", "video/mp4") })
	on("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	on("/far/{n}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/far/"+r.PathValue("n")+"x", http.StatusFound)
	})
	on("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	on("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://new.example/moved-again", http.StatusMovedPermanently)
	})
	on("/moved-again", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/for-now", http.StatusPermanentRedirect)
	})
	on("/for-now", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page", http.StatusFound) })
	on("/later", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	on("/too-many", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", time.Now().Add(2*time.Hour).UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusTooManyRequests)
	})
	on("/gone", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusGone) })
	on("/same", func(w http.ResponseWriter, r *http.Request) {
		w.Header()["ETag"] = []string{`W/"a b"; odd`}
		w.Header().Set("Last-Modified", "yesterday, about noon")
		if r.Header.Get("If-None-Match") == `W/"a b"; odd` && r.Header.Get("If-Modified-Since") == "yesterday, about noon" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, "new")
	})
	on("/{$}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.UserAgent()) })
	return mux
}

// inBubble runs a test with a client of a web in which no time is lost.
func inBubble(t *testing.T, h http.Handler, opt Options, f func(t *testing.T, c *Client)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		web := fetchtest.New(t, h)
		opt.Dial = web.Dial
		c := New(opt)
		defer web.Close()
		defer c.Close()
		f(t, c)
	})
}

func TestGet(t *testing.T) {
	tests := []struct {
		path, body, err string
		status          int
		within          time.Duration // the time it may take
	}{
		{path: "/page", body: "<p>hello"},
		{path: "/zipped", body: "<p>zipped"},
		{path: "/", body: "readout/1 (+https://outlet.example)"},
		{path: "/none", status: 404, err: "the server answered 404 Not Found"},
		{path: "/gone", status: 410, err: "410"},
		{path: "/endless", err: "larger than 1 MiB"},
		{path: "/slow", err: "took too long", within: 61 * time.Second},
		{path: "/silent", err: "sent nothing for too long", within: 21 * time.Second},
		{path: "/stalls", body: "<p>begins", err: "sent nothing for too long", within: 21 * time.Second},
		{path: "/short", body: "<p>not a thousand", err: "breaks off after 17 bytes"},
		{path: "/broken-gzip", err: "breaks off"},
		{path: "/no-gzip", err: "not the gzip that it is said to be"},
		{path: "/brotli", err: `packed as "br"`},
		{path: "/film", err: "is video/mp4, not text"},
		{path: "/loop", err: "redirects in a circle"},
		{path: "/far/1", err: "more than 10 redirects"},
		{path: "/file", err: "not a web address"},
		{path: "/later", status: 503, err: "ask again at"},
		{path: "/too-many", status: 429, err: "ask again at"},
	}
	h := bad(t)
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			inBubble(t, h, Options{Agent: "readout/1 (+https://outlet.example)", MaxBytes: 1 << 20}, func(t *testing.T, c *Client) {
				begin := time.Now()
				a, err := c.Get(t.Context(), Request{URL: "http://outlet.example" + tt.path, ByHand: true})
				if a != nil {
					err = errors.Join(err, a.Err())
					if tt.body != "" && string(a.Body) != tt.body || tt.status != 0 && a.Status != tt.status {
						t.Errorf("status %d, body %q; want %d, %q", a.Status, clip(string(a.Body)), tt.status, tt.body)
					}
				}
				if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
					t.Errorf("error %v, want %q", err, tt.err)
				}
				if took := time.Since(begin); took > tt.within+time.Second {
					t.Errorf("took %s", took)
				}
			})
		})
	}
}

func TestGet_bomb(t *testing.T) {
	inBubble(t, bad(t), Options{}, func(t *testing.T, c *Client) {
		a, err := c.Get(t.Context(), Request{URL: "http://outlet.example/bomb", ByHand: true})
		if err != nil || a.Cut == nil || !strings.Contains(a.Cut.Error(), "more than 100 times") || len(a.Body) > 2<<20 {
			t.Errorf("got %d bytes, %v, %v", len(a.Body), a.Cut, err)
		}
	})
}

func TestGet_moved(t *testing.T) {
	inBubble(t, bad(t), Options{}, func(t *testing.T, c *Client) {
		a, err := c.Get(t.Context(), Request{URL: "http://outlet.example/moved", ByHand: true})
		if err != nil || a.Moved != "http://new.example/for-now" || a.URL != "http://new.example/page" {
			t.Errorf("got %+v, %v", a, err)
		}
	})
}

func TestGet_unchanged(t *testing.T) {
	inBubble(t, bad(t), Options{}, func(t *testing.T, c *Client) {
		req := Request{URL: "http://outlet.example/same", ByHand: true}
		a, err := c.Get(t.Context(), req)
		if err != nil || string(a.Body) != "new" {
			t.Fatal(a, err)
		}
		req.ETag, req.Modified = a.ETag(), a.Modified()
		if a, err = c.Get(t.Context(), req); err != nil || a.Status != http.StatusNotModified || a.Err() != nil {
			t.Errorf("got %+v, %v", a, err)
		}
	})
}

// A host is asked by one request at a time, with a pause in between; other hosts are not
// kept waiting.
func TestGet_oneAtATime(t *testing.T) {
	var mu sync.Mutex
	var begins []time.Time
	asking := 0
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		if r.Host == "outlet.example" {
			begins = append(begins, time.Now())
			asking++
			if asking > 1 {
				t.Errorf("%d requests at once", asking)
			}
		}
		mu.Unlock()
		time.Sleep(time.Second)
		mu.Lock()
		defer mu.Unlock()
		if r.Host == "outlet.example" {
			asking--
		}
	})
	inBubble(t, h, Options{Gap: 2 * time.Second}, func(t *testing.T, c *Client) {
		begin := time.Now()
		var wait sync.WaitGroup
		for _, host := range []string{"outlet.example", "outlet.example", "outlet.example", "other.example"} {
			wait.Go(func() {
				if _, err := c.Get(t.Context(), Request{URL: "http://" + host + "/", ByHand: true}); err != nil {
					t.Error(err)
				}
				if took := time.Since(begin); host == "other.example" && took > 2*time.Second {
					t.Errorf("the other host waited for %s", took)
				}
			})
		}
		wait.Wait()
		for i := 1; i < len(begins); i++ {
			if d := begins[i].Sub(begins[i-1]); d < 3*time.Second {
				t.Errorf("%s between two requests, want 3s", d)
			}
		}
	})
}

func TestGet_retryAfter(t *testing.T) {
	inBubble(t, bad(t), Options{}, func(t *testing.T, c *Client) {
		begin := time.Now()
		if a, err := c.Get(t.Context(), Request{URL: "http://outlet.example/later", ByHand: true}); err != nil || !a.RetryAt.Equal(begin.Add(time.Hour)) {
			t.Fatalf("%+v, %v", a, err)
		}
		var later *LaterError
		if _, err := c.Get(t.Context(), Request{URL: "http://outlet.example/page", ByHand: true}); !errors.As(err, &later) || !later.Until.Equal(begin.Add(time.Hour)) {
			t.Errorf("the host was asked again at once: %v", err)
		}
		if _, err := c.Get(t.Context(), Request{URL: "http://other.example/page", ByHand: true}); err != nil {
			t.Errorf("another host was not asked: %v", err)
		}
		time.Sleep(time.Hour)
		if _, err := c.Get(t.Context(), Request{URL: "http://outlet.example/page", ByHand: true}); err != nil {
			t.Errorf("after its time: %v", err)
		}
	})
}

func TestGet_ends(t *testing.T) {
	inBubble(t, bad(t), Options{Gap: time.Hour}, func(t *testing.T, c *Client) {
		if _, err := c.Get(t.Context(), Request{URL: "http://outlet.example/page", ByHand: true}); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		if _, err := c.Get(ctx, Request{URL: "http://outlet.example/page", ByHand: true}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

func TestGet_robots(t *testing.T) {
	tests := []struct {
		name, robots string
		status       int
		path         string
		want         string // of the error
	}{
		{"none", "", 404, "/a", ""},
		{"forbidden to all", "User-agent: *\nDisallow: /", 200, "/a", "robots.txt forbids it"},
		{"forbidden", "User-agent: *\nDisallow: /a", 200, "/a/b?c", "robots.txt forbids it"},
		{"another path", "User-agent: *\nDisallow: /a", 200, "/b", ""},
		{"not allowed to see it", "", 403, "/a", ""},
		{"fails", "", 500, "/a", "answered 500 for its robots.txt"},
		{"too many", "", 429, "/a", "answered 429 for its robots.txt"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			asked := 0
			h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					asked++
					w.WriteHeader(tt.status)
					io.WriteString(w, tt.robots)
				}
			})
			inBubble(t, h, Options{}, func(t *testing.T, c *Client) {
				for range 2 {
					_, err := c.Get(t.Context(), Request{URL: "http://outlet.example" + tt.path})
					if (err == nil) != (tt.want == "") || err != nil && (!strings.Contains(err.Error(), tt.want) || !errors.Is(err, ErrRobots)) {
						t.Errorf("error %v, want %q", err, tt.want)
					}
				}
				if asked != 1 {
					t.Errorf("robots.txt asked for %d times, want once", asked)
				}
				time.Sleep(25 * time.Hour)
				_, _ = c.Get(t.Context(), Request{URL: "http://outlet.example" + tt.path})
				if asked != 2 {
					t.Errorf("robots.txt was not asked for a day later")
				}
			})
		})
	}
}

// A robots.txt that was there holds on while it cannot be reached; and it is kept for the
// next run of the program.
func TestGet_robotsKept(t *testing.T) {
	status := 200
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(status)
			io.WriteString(w, "User-agent: *\nDisallow: /a\nCrawl-delay: 10")
		}
	})
	kept := &keeper{}
	inBubble(t, h, Options{Robots: kept}, func(t *testing.T, c *Client) {
		get := func(c *Client, path string) error {
			_, err := c.Get(t.Context(), Request{URL: "http://outlet.example" + path})
			return err
		}
		if err := get(c, "/b"); err != nil {
			t.Fatal(err)
		}
		begin := time.Now()
		if err := get(c, "/b"); err != nil || time.Since(begin) < 10*time.Second {
			t.Errorf("%v after %s, want the Crawl-delay", err, time.Since(begin))
		}
		status = 503
		time.Sleep(25 * time.Hour)
		if get(c, "/b") != nil || get(c, "/a") == nil {
			t.Error("the last robots.txt does not hold on")
		}
		opt := c.opt
		next := New(opt)
		defer next.Close()
		if get(next, "/a") == nil || kept.asked != 2 {
			t.Errorf("the next run did not ask what was kept (%d times)", kept.asked)
		}
	})
}

type keeper struct {
	f     RobotsFile
	asked int
}

func (k *keeper) Robots(context.Context, string) (RobotsFile, error) { k.asked++; return k.f, nil }
func (k *keeper) KeepRobots(_ context.Context, f RobotsFile) error   { k.f = f; return nil }

// Addresses inside the local network are refused, wherever they come from.
func TestGet_private(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "secret") }))
	defer inside.Close()
	strict := New(Options{})
	for _, address := range []string{inside.URL, strings.Replace(inside.URL, "127.0.0.1", "localhost", 1), "http://169.254.169.254/latest", "http://10.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0x7f000001/", "http://127.1:22/"} {
		a, err := strict.Get(t.Context(), Request{URL: address, ByHand: true})
		if err == nil {
			t.Errorf("%s: got %q", address, a.Body)
		}
	}
	if _, err := strict.Get(t.Context(), Request{URL: inside.URL, ByHand: true}); !strings.Contains(fmt.Sprint(err), "private address") {
		t.Errorf("error %v does not say why", err)
	}
	page, err := New(Options{Private: true}).Page(t.Context(), inside.URL)
	if err != nil || string(page.Bytes) != "secret" {
		t.Errorf("a private address that is permitted: %v", err)
	}
}

// A redirect from a public address to a private one is refused when it is followed: the
// first hop goes over the network in memory, the second one is dialled for real.
func TestGet_redirectToPrivate(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "secret") }))
	defer inside.Close()
	outside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, strings.Replace(inside.URL, "127.0.0.1", "127.0.0.2", 1), http.StatusFound)
	}))
	defer outside.Close()
	public := PublicDialer(true)
	strict := PublicDialer(false)
	c := New(Options{Dial: nil})
	c.http.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == strings.TrimPrefix(outside.URL, "http://") {
			return public.DialContext(ctx, network, address)
		}
		return strict.DialContext(ctx, network, address)
	}
	if a, err := c.Get(t.Context(), Request{URL: outside.URL, ByHand: true}); err == nil || !strings.Contains(err.Error(), "private address") {
		t.Errorf("got %+v, %v", a, err)
	}
}

func TestGet_addresses(t *testing.T) {
	c := New(Options{})
	for _, address := range []string{"http://a b", "ftp://outlet.example/", "file:///etc/passwd", "", "http://", "http:///x", "http://x.example/" + strings.Repeat("a", maxAddress)} {
		if _, err := c.Get(t.Context(), Request{URL: address}); !errors.Is(err, readout.ErrInvalid) {
			t.Errorf("%q gave %v", clip(address), err)
		}
	}
}
