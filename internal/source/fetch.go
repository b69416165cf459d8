package source

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"code.dny.dev/ssrf"

	"readout"
)

// A Fetcher gets pages from the web. It connects to public addresses only, so that a
// link or a redirect cannot reach into the machine or the network it runs in.
type Fetcher struct {
	client *http.Client
	agent  string
	now    func() time.Time
}

// NewFetcher returns a fetcher that names itself as agent. Private reports whether
// loopback and private addresses are allowed, as a user may ask for.
func NewFetcher(agent string, private bool, now func() time.Time) *Fetcher {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !private {
		// Checked when the connection is made, so it holds for redirects and for names
		// that resolve to another address the second time.
		dialer.Control = ssrf.New().Safe
	}
	return &Fetcher{agent: agent, now: now, client: &http.Client{
		Timeout: 60 * time.Second,
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  30 * time.Second,
			MaxResponseHeaderBytes: 1 << 20,
		},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) >= 10 {
				return errors.New("more than 10 redirects")
			}
			return nil
		},
	}}
}

// Get fetches one page. An answer that is not 200 is an error with its status.
func (f *Fetcher) Get(ctx context.Context, address string) (Page, error) {
	page := Page{URL: address}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return page, fmt.Errorf("%q: not a web address: %w", address, readout.ErrInvalid)
	}
	req.Header.Set("User-Agent", f.agent)
	resp, err := f.client.Do(req)
	if err != nil {
		return page, refused(address, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return page, fmt.Errorf("%s: the server answered %s", address, resp.Status)
	}
	page.URL = resp.Request.URL.String()
	page.MediaType = resp.Header.Get("Content-Type")
	page.Captured = readout.DayOf(f.now())
	page.Bytes, err = readAll(resp.Body, address)
	return page, err
}

// PublicDialer connects to public addresses only, at any port, or with private to all. An
// address is looked at when the connection is made, as that of a [Fetcher] is.
func PublicDialer(private bool) *net.Dialer {
	d := &net.Dialer{Timeout: 10 * time.Second}
	if !private {
		d.Control = ssrf.New(ssrf.WithAnyPort()).Safe
	}
	return d
}

// IsPrivate reports whether an error is that an address was refused because it is not a
// public one.
func IsPrivate(err error) bool {
	return errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedPort) || errors.Is(err, ssrf.ErrProhibitedNetwork)
}

func refused(address string, err error) error {
	if IsPrivate(err) {
		return fmt.Errorf("%s: leads to a private address or an unusual port, which is refused; --allow-private permits it", address)
	}
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	return fmt.Errorf("%s: %w", address, err)
}
