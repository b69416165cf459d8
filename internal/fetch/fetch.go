// Package fetch gets bytes from the web, safely for the machine it runs on and politely to
// the one it asks.
//
// Safely: connections go to public addresses only, whatever a name, a link or a redirect
// leads to; an answer is bounded in bytes, time, redirects and in what it unpacks to.
// Politely: a host is asked by one connection at a time, with a pause between two requests;
// robots.txt (RFC 9309), its Crawl-delay and Retry-After are honoured; what has not changed
// is not sent again where the server can tell.
//
// What the answer says is left to others.
package fetch

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"code.dny.dev/ssrf"

	"readout"
	"readout/internal/source"
)

// Options say how to fetch. Zero values are the defaults.
type Options struct {
	Agent        string        // the User-Agent header
	Private      bool          // loopback, private addresses and unusual ports are allowed, as a user may ask for
	Gap          time.Duration // between the end of a request and the beginning of the next one to the same host; 0 is none
	Whole        time.Duration // for a request with its redirects; 0 is 60 seconds
	Idle         time.Duration // without a byte; 0 is 20 seconds
	MaxBytes     int64         // of an answer, unpacked; 0 is source.MaxPage
	MaxRedirects int           // 0 is 10
	Robots       RobotsKeeper  // keeps robots.txt files beyond the program's end; may be nil
	Turns        Turns         // shared with other programs that ask the same hosts; nil where there are none
	Now          func() time.Time
	// Dial makes connections, in place of the network; what it connects to is not checked.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// A Client gets bytes from the web. It is safe for concurrent use.
type Client struct {
	opt    Options
	holder string // who this is, among all that share turns
	http   *http.Client
	mu     sync.Mutex
	hosts  map[string]*host
}

// New returns a client.
func New(opt Options) *Client {
	opt.Whole = cmp.Or(opt.Whole, 60*time.Second)
	opt.Idle = cmp.Or(opt.Idle, 20*time.Second)
	opt.MaxBytes = cmp.Or(opt.MaxBytes, source.MaxPage)
	opt.MaxRedirects = cmp.Or(opt.MaxRedirects, 10)
	if opt.Now == nil {
		opt.Now = time.Now
	}
	dial := opt.Dial
	if dial == nil {
		dialer := &net.Dialer{Timeout: 10 * time.Second}
		if !opt.Private {
			// Checked when the connection is made, so it holds for redirects and for names
			// that resolve to another address the second time.
			dialer.Control = ssrf.New().Safe
		}
		dial = dialer.DialContext
	}
	return &Client{opt: opt, holder: rand.Text(), hosts: map[string]*host{}, http: &http.Client{
		Transport: &http.Transport{
			DialContext:            dial,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  opt.Whole,
			MaxResponseHeaderBytes: 256 << 10,
			MaxConnsPerHost:        1,
			ForceAttemptHTTP2:      true,
			IdleConnTimeout:        30 * time.Second,
			DisableCompression:     true, // unpacked here, where it is bounded
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Close gives back the connections that wait for further requests.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// A Request is what to get.
type Request struct {
	URL      string
	Accept   string // the Accept header, or ""
	ETag     string // as the last answer had it, byte for byte, or ""
	Modified string // its Last-Modified, likewise
	// ByHand says that a person asks for this one address now. Such a request is not a
	// robot's, and robots.txt is not asked; everything else holds for it too.
	ByHand bool
	max    int64 // bytes, where fewer than usual are wanted
}

// An Answer is what a server answered.
type Answer struct {
	URL      string // where the redirects ended
	Moved    string // the address that it has moved to for good (301, 308), or ""
	Status   int
	Header   http.Header
	Body     []byte // of status 200: unpacked, as far as it came
	Cut      error  // why Body is not the whole, or nil
	At       time.Time
	RetryAt  time.Time // the time that a server asked to be left alone until, or zero
	Fetched  int64     // bytes as they came
	Duration time.Duration
}

// ETag returns the answer's ETag, to be sent back as it is.
func (a *Answer) ETag() string { return a.Header.Get("ETag") }

// Modified returns the answer's Last-Modified, to be sent back as it is.
func (a *Answer) Modified() string { return a.Header.Get("Last-Modified") }

// Err returns what keeps the answer from being used: nil for a whole one of status 200 and
// for one that says that nothing has changed.
func (a *Answer) Err() error {
	switch {
	case a.Status == http.StatusOK:
		return a.Cut
	case a.Status == http.StatusNotModified:
		return nil
	}
	return &StatusError{Status: a.Status, RetryAt: a.RetryAt}
}

// A StatusError is an answer with another status than 200.
type StatusError struct {
	Status  int
	RetryAt time.Time // or zero
}

func (e *StatusError) Error() string {
	text := strings.TrimSpace(fmt.Sprintf("the server answered %d %s", e.Status, http.StatusText(e.Status)))
	if e.RetryAt.IsZero() {
		return text
	}
	return text + ", and to ask again at " + e.RetryAt.UTC().Format(time.RFC3339)
}

// A LaterError is a request that was not made: the host asked to be left alone until then.
type LaterError struct{ Until time.Time }

func (e *LaterError) Error() string {
	return "the server asked to be left alone until " + e.Until.UTC().Format(time.RFC3339)
}

// ErrRobots is a request that was not made because robots.txt forbids it.
var ErrRobots = errors.New("robots.txt forbids it")

// Get asks for an address, and follows redirects. The answer may have any status; an error
// says that there was none.
func (c *Client) Get(ctx context.Context, req Request) (*Answer, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	u, err := c.parse(req.URL)
	if err != nil {
		return nil, err
	}
	begin := c.opt.Now()
	moved, permanent, seen := "", true, map[string]bool{}
	for hop := 0; ; hop++ {
		answer, err := c.hop(ctx, u, &req)
		if err != nil {
			return nil, refused(u.String(), err)
		}
		answer.Moved, answer.Duration = moved, c.opt.Now().Sub(begin)
		next, good := redirect(answer)
		if next == "" {
			return answer, nil
		}
		seen[u.String()] = true
		to, err := c.follow(u, next)
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s: redirects to %w", u, err)
		case seen[to.String()]:
			return nil, fmt.Errorf("%s: redirects in a circle", req.URL)
		case hop+1 >= c.opt.MaxRedirects:
			return nil, fmt.Errorf("%s: more than %d redirects", req.URL, c.opt.MaxRedirects)
		}
		if permanent = permanent && good; permanent {
			moved = to.String()
		}
		u = to
	}
}

// maxAddress bounds an address, in bytes.
const maxAddress = 8 << 10

func (c *Client) parse(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || len(address) > maxAddress {
		return nil, fmt.Errorf("%q: not a web address: %w", clip(address), readout.ErrInvalid)
	}
	u.Fragment = ""
	return u, nil
}

func (c *Client) follow(from *url.URL, location string) (*url.URL, error) {
	u, err := from.Parse(location)
	if err != nil {
		return nil, fmt.Errorf("%q: not a web address: %w", clip(location), readout.ErrInvalid)
	}
	u.User = nil // nobody but the user says with which name to come
	return c.parse(u.String())
}

func clip(s string) string { return s[:min(len(s), 200)] }

// redirect returns where an answer leads to, and whether for good.
func redirect(a *Answer) (to string, permanent bool) {
	switch a.Status {
	case http.StatusMovedPermanently, http.StatusPermanentRedirect:
		return a.Header.Get("Location"), true
	case http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect:
		return a.Header.Get("Location"), false
	}
	return "", false
}

// Page gets an article for a person who asks for it, as one wants it who reads on: an answer
// that is not whole is an error.
func (c *Client) Page(ctx context.Context, address string) (source.Page, error) {
	answer, err := c.Get(ctx, Request{URL: address, Accept: AcceptPage, ByHand: true})
	if err != nil {
		return source.Page{URL: address}, err
	}
	if err := answer.Err(); err != nil {
		return source.Page{URL: address}, fmt.Errorf("%s: %w", address, err)
	}
	return answer.Page(), nil
}

// The Accept headers for articles and for what lists them.
const (
	AcceptPage = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.8, */*;q=0.1"
	AcceptFeed = "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.1"
)

// Page returns the answer's bytes as a page.
func (a *Answer) Page() source.Page {
	return source.Page{URL: a.URL, Bytes: a.Body, MediaType: a.Header.Get("Content-Type"), Captured: readout.DayOf(a.At), At: a.At.UTC().Format(time.RFC3339)}
}
