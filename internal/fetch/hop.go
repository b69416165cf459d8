package fetch

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// hop makes one request when it is its turn. Redirects are not followed.
func (c *Client) hop(ctx context.Context, u *url.URL, req *Request) (*Answer, error) {
	gap := c.opt.Gap
	if !req.ByHand {
		if err := c.permitted(ctx, u); err != nil {
			return nil, err
		}
		// Before the turn is taken: who fetches robots.txt anew may wait for that.
		gap = max(gap, c.delay(ctx, u))
	}
	h := c.host(u)
	if err := c.take(ctx, h); err != nil {
		return nil, err
	}
	answer, err := c.exchange(ctx, u, req)
	var retry time.Time
	if answer != nil {
		retry = answer.RetryAt
	}
	return answer, cmp.Or(err, c.give(ctx, h, gap, retry))
}

// The ways in which an answer takes too long.
var (
	errWhole = errors.New("took too long")
	errIdle  = errors.New("sent nothing for too long")
)

// exchange makes one request and reads its answer.
func (c *Client) exchange(ctx context.Context, u *url.URL, req *Request) (*Answer, error) {
	ctx, stop := context.WithTimeoutCause(ctx, c.opt.Whole, errWhole)
	defer stop()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	idle := time.AfterFunc(c.opt.Idle, func() { cancel(errIdle) })
	defer idle.Stop()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	for name, value := range map[string]string{"User-Agent": c.opt.Agent, "Accept": req.Accept, "If-None-Match": req.ETag, "If-Modified-Since": req.Modified} {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	begin := c.opt.Now()
	resp, err := c.http.Do(r)
	if err != nil {
		return nil, because(ctx, err)
	}
	defer resp.Body.Close()
	answer := &Answer{URL: u.String(), Status: resp.StatusCode, Header: resp.Header, At: begin}
	answer.RetryAt = retryAt(resp, c.opt.Now())
	if resp.StatusCode != http.StatusOK {
		_, _ = io.CopyN(io.Discard, resp.Body, 4<<10) // a short one leaves the connection for the next request
		return answer, nil
	}
	if t := mediaType(resp.Header); binary(t) {
		return nil, fmt.Errorf("is %s, not text", t)
	}
	answer.Body, answer.Fetched, answer.Cut = c.body(resp, cmp.Or(req.max, c.opt.MaxBytes), func() { idle.Reset(c.opt.Idle) })
	if answer.Cut != nil {
		answer.Cut = because(ctx, answer.Cut)
	}
	return answer, nil
}

// because returns why a request was broken off, where it was, or the error that came of it.
func because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); errors.Is(cause, errWhole) || errors.Is(cause, errIdle) {
		return cause
	}
	return err
}

func mediaType(h http.Header) string {
	t, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		t, _, _ = strings.Cut(h.Get("Content-Type"), ";")
		t = strings.ToLower(strings.TrimSpace(t))
	}
	return t
}

// binary reports whether a media type is of something that cannot be read here: there is no
// need to have it sent. Types that are often wrong are not among them.
func binary(t string) bool {
	kind, sub, _ := strings.Cut(t, "/")
	switch kind {
	case "image":
		return sub != "svg+xml"
	case "audio", "video", "font", "model":
		return true
	case "application":
		switch sub {
		case "pdf", "zip", "msword", "vnd.ms-excel", "vnd.ms-powerpoint", "x-7z-compressed", "x-rar-compressed", "x-tar", "java-archive", "wasm":
			return true
		}
		return strings.HasPrefix(sub, "vnd.openxmlformats-") || strings.HasPrefix(sub, "vnd.oasis.")
	}
	return false
}

// What unpacked bytes may be as a multiple of packed ones, above so many of them.
const (
	maxRatio  = 100
	freeBytes = 1 << 20
)

// body reads an answer's bytes, unpacked. With an error it returns those that came before.
func (c *Client) body(resp *http.Response, limit int64, alive func()) (b []byte, fetched int64, err error) {
	raw := &counted{in: resp.Body, alive: alive}
	var in io.Reader = raw
	switch coding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); coding {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(raw)
		if err != nil {
			return nil, raw.n, fmt.Errorf("not the gzip that it is said to be: %w", err)
		}
		in = z
	default:
		return nil, 0, fmt.Errorf("is packed as %q, which was not asked for", clip(coding))
	}
	b, err = bounded(in, limit, func() int64 { return raw.n })
	return b, raw.n, err
}

// bounded reads up to limit bytes of what was unpacked from those that packed counts.
func bounded(in io.Reader, limit int64, packed func() int64) ([]byte, error) {
	var out bytes.Buffer
	buf := make([]byte, 64<<10)
	for {
		n, err := in.Read(buf)
		out.Write(buf[:n])
		size := int64(out.Len())
		switch {
		case size > limit:
			return out.Bytes()[:limit], fmt.Errorf("larger than %d MiB", limit>>20)
		case size > freeBytes && size > maxRatio*packed():
			return out.Bytes(), fmt.Errorf("unpacks to more than %d times its size", maxRatio)
		case errors.Is(err, io.EOF):
			return out.Bytes(), nil
		case errors.Is(err, io.ErrUnexpectedEOF):
			return out.Bytes(), fmt.Errorf("breaks off after %d bytes", size)
		case err != nil:
			return out.Bytes(), err
		}
	}
}

// Gunzip unpacks a gzip file that was fetched as it is, within the bounds of an answer.
func Gunzip(b []byte, limit int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("not a gzip file: %w", err)
	}
	return bounded(z, limit, func() int64 { return int64(len(b)) })
}

// counted counts the bytes that are read, and says that they come.
type counted struct {
	in    io.Reader
	alive func()
	n     int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	if n > 0 {
		c.n += int64(n)
		c.alive()
	}
	return n, err
}
