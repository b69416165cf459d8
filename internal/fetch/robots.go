package fetch

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Token is the name by which robots.txt files call this program.
const Token = "readout"

// The bounds of RFC 9309, and our own.
const (
	maxRobots    = 500 << 10           // bytes that are read, section 2.5
	maxRules     = 20_000              // of all groups
	maxDelay     = 5 * time.Minute     // a longer Crawl-delay counts as this
	robotsAge    = 24 * time.Hour      // section 2.4
	robotsAgain  = time.Hour           // after which one is tried again that the server refused
	robotsSoon   = time.Minute         // and one of a server that could not be reached
	robotsStale  = 30 * 24 * time.Hour // how long the last one holds while it is unreachable
	maxRobotsHop = 5                   // section 2.3.1.2
)

// A Robots is what a robots.txt file says to this program.
type Robots struct {
	rules    []rule
	Delay    time.Duration // between two requests, 0 where it does not say
	Sitemaps []string      // that it names, for all robots
}

// A rule permits or forbids the paths that begin as it says.
type rule struct {
	path  string
	allow bool
}

// ParseRobots reads a robots.txt file. Nothing in one is an error: what is no rule is passed
// over. The groups of the program that the token names are used, else those for all.
func ParseRobots(b []byte, token string) *Robots {
	b = bytes.TrimPrefix(b[:min(len(b), maxRobots)], []byte("\xef\xbb\xbf"))
	p := robotsParser{token: token}
	for len(b) > 0 {
		line := b
		if end := bytes.IndexAny(b, "\r\n"); end >= 0 {
			line, b = b[:end], b[end+1:]
		} else {
			b = nil
		}
		text, _, _ := strings.Cut(string(line), "#")
		if key, value, ok := strings.Cut(text, ":"); ok {
			p.line(strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value))
		}
	}
	out := p.groups[forAll]
	if p.named {
		out = p.groups[forUs]
	}
	out.Sitemaps = p.sitemaps
	return &out
}

// A robotsParser reads lines. What one kind of group says is gathered from all of that kind.
type robotsParser struct {
	token    string
	groups   [2]Robots
	within   [2]bool // the kinds of group that the lines now read belong to
	agents   bool    // the last line named a program
	named    bool    // one of them was this one
	rules    int
	sitemaps []string
}

// The kinds of group.
const (
	forAll = iota
	forUs
)

// maxSitemaps bounds how many sitemaps of a robots.txt are kept.
const maxSitemaps = 100

func (p *robotsParser) line(key, value string) {
	switch key {
	case "user-agent":
		p.agent(value)
	case "allow", "disallow":
		p.agents = false
		if p.rules++; value != "" && p.rules <= maxRules {
			p.each(func(g *Robots) { g.rules = append(g.rules, rule{normal(value), key == "allow"}) })
		}
	case "crawl-delay":
		p.agents = false
		p.each(func(g *Robots) { g.Delay = max(g.Delay, delay(value)) })
	case "sitemap":
		if len(p.sitemaps) < maxSitemaps {
			p.sitemaps = append(p.sitemaps, value)
		}
	}
}

// agent begins a group, or goes on naming the programs that one is for.
func (p *robotsParser) agent(value string) {
	if !p.agents {
		p.within, p.agents = [2]bool{}, true
	}
	if value == "*" {
		p.within[forAll] = true
	}
	if isToken(value, p.token) {
		p.within[forUs], p.named = true, true
	}
}

func (p *robotsParser) each(f func(*Robots)) {
	for kind, within := range p.within {
		if within {
			f(&p.groups[kind])
		}
	}
}

// isToken compares a user-agent line with a program's name: case does not count, nor a
// version behind the name.
func isToken(value, token string) bool {
	end := strings.IndexFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
	if end >= 0 {
		value = value[:end]
	}
	return strings.EqualFold(value, token)
}

func delay(value string) time.Duration {
	s, err := strconv.ParseFloat(value, 64)
	if err != nil || !(s > 0) {
		return 0
	}
	return time.Duration(min(s, maxDelay.Seconds()) * float64(time.Second))
}

// Allows reports whether a path with its query, as a request has it, may be asked for. The
// longest rule that fits decides; of two equally long ones the one that permits.
func (r *Robots) Allows(path string) bool {
	if r == nil || path == "/robots.txt" {
		return true
	}
	path = normal(cmp.Or(path, "/"))
	best, allowed := -1, true
	for _, rule := range r.rules {
		if n := len(rule.path); (n > best || n == best && rule.allow) && fits(rule.path, path) {
			best, allowed = n, rule.allow
		}
	}
	return allowed
}

// fits reports whether a path begins as a pattern says: * stands for anything, $ at the end
// for the end of the path. Its time is bounded by the product of the lengths.
func fits(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	rest := path[len(parts[0]):]
	for i, part := range parts[1:] {
		if i == len(parts)-2 && whole { // the last one stands at the end
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !whole || rest == ""
}

// normal writes a path in one of the ways in which it can be percent-encoded (section 2.2.2):
// octets outside ASCII are encoded, unreserved ones are not.
func normal(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c := path[i]
		if c == '%' && i+2 < len(path) {
			if v, err := strconv.ParseUint(path[i+1:i+3], 16, 8); err == nil {
				i += 2
				c = byte(v)
				if unreserved(c) {
					b.WriteByte(c)
				} else {
					b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
				}
				continue
			}
		}
		if c >= 0x80 || c <= ' ' {
			b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// A RobotsFile is a robots.txt file as it was fetched.
type RobotsFile struct {
	Origin string // scheme and host
	Status int    // 0 where the server could not be reached
	Body   []byte
	At     time.Time
}

// A RobotsKeeper keeps robots.txt files for the next run of the program.
type RobotsKeeper interface {
	Robots(ctx context.Context, origin string) (RobotsFile, error) // one without At where there is none
	KeepRobots(ctx context.Context, f RobotsFile) error
}

// A robotsCache has the robots.txt files of a host's origins: of http and of https.
type robotsCache struct {
	mu    sync.Mutex
	known map[string]*robotsEntry
}

type robotsEntry struct {
	turn   chan struct{} // holds one value while somebody fetches or reads it
	file   RobotsFile
	robots *Robots
	closed bool  // it cannot be reached: nothing is permitted
	why    error // what kept it from being reached, where there was no answer
}

func (c *Client) robotsOf(u *url.URL) *robotsEntry {
	origin := u.Scheme + "://" + strings.ToLower(u.Host)
	cache := &c.host(u).robots
	cache.mu.Lock()
	defer cache.mu.Unlock()
	if cache.known == nil {
		cache.known = map[string]*robotsEntry{}
	}
	e := cache.known[origin]
	if e == nil {
		e = &robotsEntry{turn: make(chan struct{}, 1), file: RobotsFile{Origin: origin}}
		cache.known[origin] = e
	}
	return e
}

// lock waits until nobody else fetches the file.
func (e *robotsEntry) lock(ctx context.Context) error {
	select {
	case e.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (e *robotsEntry) unlock() { <-e.turn }

// permitted returns why an address must not be asked for, or nil.
func (c *Client) permitted(ctx context.Context, u *url.URL) error {
	e, err := c.askRobots(ctx, u)
	if err != nil {
		return err
	}
	if err := e.lock(ctx); err != nil {
		return err
	}
	defer e.unlock()
	switch {
	case e.closed && e.file.Status == 0 && e.why != nil:
		return e.why
	case e.closed && e.file.Status == 0:
		return fmt.Errorf("its robots.txt cannot be fetched, so nothing is: %w", ErrRobots)
	case e.closed:
		return fmt.Errorf("the server answered %d for its robots.txt, so nothing is fetched: %w", e.file.Status, ErrRobots)
	case !e.robots.Allows(u.RequestURI()):
		return ErrRobots
	}
	return nil
}

// delay is what a host's robots.txt asks to wait between two requests, where it is known.
func (c *Client) delay(ctx context.Context, u *url.URL) time.Duration {
	e := c.robotsOf(u)
	if e.lock(ctx) != nil {
		return 0 // nothing will be asked
	}
	defer e.unlock()
	if e.robots == nil {
		return 0
	}
	return e.robots.Delay
}

// RobotsFor returns what the robots.txt of an address's host says, nil where it cannot be
// reached.
func (c *Client) RobotsFor(ctx context.Context, address string) (*Robots, error) {
	u, err := c.parse(address)
	if err != nil {
		return nil, err
	}
	e, err := c.askRobots(ctx, u)
	if err != nil {
		return nil, err
	}
	if err := e.lock(ctx); err != nil {
		return nil, err
	}
	defer e.unlock()
	return e.robots, nil
}

// askRobots returns the robots.txt that holds for an address, fetched where it is too old.
func (c *Client) askRobots(ctx context.Context, u *url.URL) (*robotsEntry, error) {
	e := c.robotsOf(u)
	if err := e.lock(ctx); err != nil {
		return nil, err
	}
	defer e.unlock()
	if e.file.At.IsZero() && c.opt.Robots != nil {
		kept, err := c.opt.Robots.Robots(ctx, e.file.Origin)
		if err != nil {
			return nil, err
		}
		if !kept.At.IsZero() {
			e.learn(kept)
		}
	}
	if !e.file.At.IsZero() && c.opt.Now().Sub(e.file.At) < e.age() {
		return e, nil
	}
	fresh, why := c.fetchRobots(ctx, e.file.Origin)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	reached := fresh.Status != 0 && fresh.Status < 500 && fresh.Status != http.StatusTooManyRequests
	if !reached && e.robots != nil && c.opt.Now().Sub(e.file.At) < robotsStale {
		return e, nil // the last one holds on
	}
	e.learn(fresh)
	e.why = why
	if c.opt.Robots == nil || fresh.Status == 0 {
		return e, nil
	}
	return e, c.opt.Robots.KeepRobots(ctx, fresh)
}

func (e *robotsEntry) age() time.Duration {
	switch {
	case e.closed && e.file.Status == 0:
		return robotsSoon
	case e.closed:
		return robotsAgain
	}
	return robotsAge
}

// learn reads a robots.txt file: one that is not there permits everything, one that cannot be
// reached nothing (sections 2.3.1.3 and 2.3.1.4). A server that has too many requests is one
// that cannot be reached.
func (e *robotsEntry) learn(f RobotsFile) {
	e.file, e.closed, e.robots = f, false, nil
	switch {
	case f.Status == 0, f.Status >= 500, f.Status == http.StatusTooManyRequests:
		e.closed = true
	case f.Status == http.StatusOK:
		e.robots = ParseRobots(f.Body, Token)
	default:
		e.robots = &Robots{}
	}
	e.file.Body = nil
}

// fetchRobots asks a host for its robots.txt. The error is what keeps it from answering.
func (c *Client) fetchRobots(ctx context.Context, origin string) (RobotsFile, error) {
	out := RobotsFile{Origin: origin, At: c.opt.Now()}
	u, err := url.Parse(origin + "/robots.txt")
	if err != nil {
		return out, err
	}
	for range maxRobotsHop + 1 {
		h := c.host(u)
		if err := c.take(ctx, h); err != nil {
			return out, err
		}
		answer, err := c.exchange(ctx, u, &Request{Accept: "text/plain, */*;q=0.5", ByHand: true, max: maxRobots})
		if err = cmp.Or(err, c.give(ctx, h, c.opt.Gap, time.Time{})); err != nil {
			return out, err
		}
		out.Status = answer.Status
		next, _ := redirect(answer)
		if next == "" {
			out.Body = answer.Body[:min(len(answer.Body), maxRobots)]
			return out, nil
		}
		if u, err = c.follow(u, next); err != nil {
			break
		}
	}
	out.Status = http.StatusNotFound // more redirects than must be followed: not there
	return out, nil
}
