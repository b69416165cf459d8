package fetch

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A host is what is known of a server: whose turn it is, when the next request may be made,
// and its robots.txt.
type host struct {
	name string
	turn chan struct{} // holds one value while somebody asks the host

	mu    sync.Mutex
	next  time.Time // not before
	retry time.Time // asked to be left alone until

	robots robotsCache
}

// Bounds on what is kept of hosts and on how long is waited for one.
const (
	maxHosts  = 10_000
	maxWait   = 30 * time.Second // for the end of a Retry-After; a longer one is an error
	maxRetry  = 7 * 24 * time.Hour
	sameRetry = time.Minute // where a server refuses and does not say for how long
)

func (c *Client) host(u *url.URL) *host {
	key := strings.ToLower(u.Host)
	c.mu.Lock()
	defer c.mu.Unlock()
	h := c.hosts[key]
	if h == nil {
		if len(c.hosts) >= maxHosts {
			c.forget()
		}
		h = &host{name: key, turn: make(chan struct{}, 1)}
		c.hosts[key] = h
	}
	return h
}

// forget drops the hosts that nobody asks now and that ask for no pause.
func (c *Client) forget() {
	now := c.opt.Now()
	for key, h := range c.hosts {
		h.mu.Lock()
		idle := len(h.turn) == 0 && h.next.Before(now) && h.retry.Before(now)
		h.mu.Unlock()
		if idle {
			delete(c.hosts, key)
		}
	}
}

// take waits for the caller's turn.
func (h *host) take(ctx context.Context, now func() time.Time) error {
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	h.mu.Lock()
	next, retry := h.next, h.retry
	h.mu.Unlock()
	if retry.Sub(now()) > maxWait {
		<-h.turn
		return &LaterError{Until: retry}
	}
	if retry.After(next) {
		next = retry
	}
	wait := time.NewTimer(next.Sub(now()))
	defer wait.Stop()
	select {
	case <-wait.C:
		return nil
	case <-ctx.Done():
		<-h.turn
		return ctx.Err()
	}
}

// A Turn is why a host cannot be asked now.
type Turn struct {
	Taken bool      // somebody else asks it
	Next  time.Time // it is not to be asked before
	Retry time.Time // it asked to be left alone until
}

// Turns are shared by programs that ask the same hosts: one asks a host at a time.
type Turns interface {
	// TakeTurn gives a holder the turn to ask a host, until it is given back or some time has
	// come. Where that cannot be it reports false and why.
	TakeTurn(ctx context.Context, host, holder string, now, until time.Time) (t Turn, ok bool, err error)
	// GiveTurn gives it back, with the time before which nobody is to ask the host, and the
	// one until which it asked to be left alone, zero for none.
	GiveTurn(ctx context.Context, host, holder string, next, retry time.Time) error
}

// lookAgain is how long to wait for a turn that somebody else has before looking again.
const lookAgain = 250 * time.Millisecond

// turnSlack is how much longer than a request may take its turn is kept from others, where it
// is not given back.
const turnSlack = 30 * time.Second

// take waits for the client's turn among all that share them.
func (c *Client) take(ctx context.Context, h *host) error {
	if err := h.take(ctx, c.opt.Now); err != nil || c.opt.Turns == nil {
		return err
	}
	err := c.takeShared(ctx, h)
	if err != nil {
		<-h.turn
	}
	return err
}

func (c *Client) takeShared(ctx context.Context, h *host) error {
	for {
		now := c.opt.Now()
		t, ok, err := c.opt.Turns.TakeTurn(ctx, h.name, c.holder, now, now.Add(c.opt.Whole+turnSlack))
		if err != nil || ok {
			return err
		}
		if t.Retry.Sub(now) > maxWait {
			return &LaterError{Until: t.Retry}
		}
		wait := max(t.Next.Sub(now), t.Retry.Sub(now), time.Millisecond)
		if t.Taken {
			wait = max(wait, lookAgain)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// give ends a turn, also where ctx has ended.
func (c *Client) give(ctx context.Context, h *host, gap time.Duration, retry time.Time) error {
	next := c.opt.Now().Add(gap)
	defer h.give(next, retry)
	if c.opt.Turns == nil {
		return nil
	}
	return c.opt.Turns.GiveTurn(context.WithoutCancel(ctx), h.name, c.holder, next, retry)
}

// give ends a turn.
func (h *host) give(next, retry time.Time) {
	h.mu.Lock()
	h.next = next
	if retry.After(h.retry) {
		h.retry = retry
	}
	h.mu.Unlock()
	<-h.turn
}

// retryAt returns the time until which a server asks to be left alone: what a refusal says
// in Retry-After, as seconds or as a date, else a minute.
func retryAt(resp *http.Response, now time.Time) time.Time {
	if resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return time.Time{}
	}
	wait := sameRetry
	value := strings.TrimSpace(resp.Header.Get("Retry-After"))
	if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
		wait = time.Duration(min(n, int64(maxRetry/time.Second))) * time.Second
	} else if t, err := http.ParseTime(value); err == nil {
		wait = max(t.Sub(now), 0)
	}
	return now.Add(min(wait, maxRetry))
}
