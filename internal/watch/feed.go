package watch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/transform"

	"readout/internal/fetch"
	"readout/internal/store"
)

// readFeed reads a feed. One that breaks off or is broken in the middle gives the items that
// are whole, with a note.
func readFeed(body []byte, a *fetch.Answer) (*Listing, error) {
	body = decodeFeed(body, a.Header.Get("Content-Type"))
	got, err := parseFeed(body)
	why := a.Cut // though what came may happen to be whole
	switch {
	case err != nil:
		if got = salvage(body); got == nil {
			return nil, fmt.Errorf("is no feed that can be read: %w", err)
		}
		if why == nil && whole(body) {
			why = errors.New("the feed is broken")
		} else if why == nil {
			why = errors.New("the feed breaks off")
		}
	case len(got.Items) < min(countItems(body), maxItems): // what is broken ends it, and is not told
		if more := salvage(body); more != nil && len(more.Items) > len(got.Items) {
			got, why = more, errors.New("the feed is broken")
		}
	}
	out := listingOf(got, a.URL)
	if why != nil {
		out.Note = cutNote(why, len(out.Items))
	}
	return out, nil
}

func listingOf(f *feed, address string) *Listing {
	out := &Listing{Kind: store.FeedSource, Title: clip(strings.Join(strings.Fields(f.Title), " "), maxTitle), Floor: f.floor()}
	base, _ := url.Parse(address)
	for _, it := range f.Items {
		link := it.Link
		if link == "" && strings.HasPrefix(it.GUID, "http") {
			link = it.GUID
		}
		if base != nil && link != "" {
			if u, err := base.Parse(strings.TrimSpace(link)); err == nil {
				link = u.String()
			}
		}
		changed := it.Updated
		if changed == it.Published {
			changed = ""
		}
		out.add(link, Item{Title: it.Title, Told: it.Published, Changed: changed}, maxItems)
	}
	return out
}

// A feed is what gofeed reads, and how often it asks at most to be asked.
type feed struct {
	*gofeed.Feed
	ttl string // minutes
}

// parseFeed reads a whole feed.
func parseFeed(body []byte) (f *feed, err error) {
	defer func() { // foreign bytes in foreign code
		if v := recover(); v != nil {
			f, err = nil, fmt.Errorf("%v", v)
		}
	}()
	f = &feed{}
	p := gofeed.NewParser()
	p.RSSTranslator = &ttlReader{into: &f.ttl}
	if f.Feed, err = p.Parse(bytes.NewReader(body)); err != nil {
		return nil, err
	}
	if f.FeedType == "json" && !strings.Contains(f.FeedVersion, "jsonfeed") && len(f.Items) == 0 {
		return nil, errors.New("JSON, but no JSON Feed")
	}
	return f, nil
}

// A ttlReader keeps a feed's ttl, which gofeed drops.
type ttlReader struct {
	gofeed.DefaultRSSTranslator
	into *string
}

// Translate makes the common form of a feed.
func (t *ttlReader) Translate(f any) (*gofeed.Feed, error) {
	if r, ok := f.(*rss.Feed); ok {
		*t.into = r.TTL
	}
	return t.DefaultRSSTranslator.Translate(f)
}

// floor is how often a feed asks at most to be asked: RSS's ttl, or RSS 1.0's update period.
func (f *feed) floor() time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(f.ttl)); err == nil && n > 0 {
		return min(time.Duration(min(n, 1<<20))*time.Minute, maxFloor)
	}
	get := func(name string) string {
		if list := f.Extensions["sy"][name]; len(list) > 0 {
			return strings.TrimSpace(list[0].Value)
		}
		return ""
	}
	periods := map[string]time.Duration{"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour, "yearly": 365 * 24 * time.Hour}
	period := periods[strings.ToLower(get("updatePeriod"))]
	if n, err := strconv.Atoi(get("updateFrequency")); err == nil && n > 1 {
		period /= time.Duration(n)
	}
	return min(period, maxFloor)
}

// maxSalvaged bounds the bytes that are parsed again, item by item.
const maxSalvaged = 32 << 20

// salvage reads the items of a broken feed that are whole, each for itself. It returns nil
// where there are none.
func salvage(body []byte) *feed {
	if rootOf(body) == "{" {
		return salvageJSON(body)
	}
	var out *feed
	open, closed := itemTags(body)
	if open < 0 {
		return nil
	}
	name := elementName(body[open+1:])
	head, tail := body[:min(open, 16<<10)], closers(body)
	if i := bytes.LastIndexByte(head, '>'); i >= 0 {
		head = head[:i+1]
	}
	work := 0
	for n := 0; open >= 0 && n < maxItems && work < maxSalvaged; n++ {
		if closed < 0 {
			break
		}
		chunk := body[open : open+closed]
		text := append(append(append([]byte{}, head...), chunk...), tail...)
		work += len(text)
		one, err := parseFeed(text)
		if err != nil && n == 0 { // perhaps it is the head that is broken
			head = plainHead(rootOf(body))
			one, err = parseFeed(append(append(append([]byte{}, head...), chunk...), tail...))
		}
		if err == nil && len(one.Items) > 0 {
			if out == nil {
				out = one
			} else {
				out.Items = append(out.Items, one.Items...)
			}
		}
		body = body[open+closed:]
		open, closed = nextItem(body, name)
	}
	return out
}

// countItems counts the tags that open items.
func countItems(body []byte) int {
	if rootOf(body) == "{" {
		return 0
	}
	n := 0
	for _, name := range [...]string{"<item>", "<item ", "<entry>", "<entry "} {
		n += bytes.Count(body, []byte(name))
	}
	return n
}

// itemTags returns where the first item of a feed begins, and how long it is; -1 where there
// is none.
func itemTags(body []byte) (open, size int) {
	item, n := nextItem(body, "item")
	entry, m := nextItem(body, "entry")
	if item < 0 || entry >= 0 && entry < item {
		return entry, m
	}
	return item, n
}

func nextItem(body []byte, name string) (open, size int) {
	for from := 0; ; {
		i := bytes.Index(body[from:], []byte("<"+name))
		if i < 0 {
			return -1, -1
		}
		i += from
		if after := i + 1 + len(name); after < len(body) && strings.IndexByte(" >\t\r\n", body[after]) >= 0 {
			end := bytes.Index(body[i:], []byte("</"+name+">"))
			if end < 0 {
				return i, -1
			}
			return i, end + len(name) + len("</>")
		}
		from = i + 1
	}
}

var rootTag = regexp.MustCompile(`<([A-Za-z]+:)?(rss|RDF|feed)[\s>]`)

// closers ends the elements that are open where an item ends.
func closers(body []byte) []byte {
	m := rootTag.FindSubmatch(body[:min(len(body), 64<<10)])
	if m == nil {
		return nil
	}
	end := "</" + string(m[1]) + string(m[2]) + ">"
	if string(m[2]) == "rss" {
		end = "</channel>" + end
	}
	return []byte(end)
}

func plainHead(root string) []byte {
	switch root {
	case "feed":
		return []byte(`<feed xmlns="http://www.w3.org/2005/Atom">`)
	case "rdf":
		return []byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">`)
	}
	return []byte(`<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>`)
}

// whole reports whether a feed's root element ends.
func whole(body []byte) bool {
	tail := bytes.ToLower(body[max(0, len(body)-512):])
	return bytes.Contains(tail, []byte("</rss>")) || bytes.Contains(tail, []byte(":rdf>")) || bytes.Contains(tail, []byte("</feed>")) || bytes.HasSuffix(bytes.TrimSpace(tail), []byte("}"))
}

// salvageJSON reads the items of a JSON Feed up to where it breaks off.
func salvageJSON(body []byte) *feed {
	dec := json.NewDecoder(bytes.NewReader(body))
	out := &feed{Feed: &gofeed.Feed{FeedType: "json"}}
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			break
		}
		if key == "items" {
			salvageItems(dec, out)
			break
		}
		var v any
		if dec.Decode(&v) != nil {
			break
		}
		if title, ok := v.(string); ok && key == "title" {
			out.Title = title
		}
	}
	if len(out.Items) == 0 {
		return nil
	}
	return out
}

func salvageItems(dec *json.Decoder, out *feed) {
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return
	}
	for dec.More() && len(out.Items) < maxItems {
		var it struct {
			ID        any    `json:"id"`
			URL       string `json:"url"`
			Title     string `json:"title"`
			Published string `json:"date_published"`
			Modified  string `json:"date_modified"`
		}
		if dec.Decode(&it) != nil {
			return
		}
		id, _ := it.ID.(string)
		out.Items = append(out.Items, &gofeed.Item{GUID: id, Link: it.URL, Title: it.Title, Published: it.Published, Updated: it.Modified})
	}
}

var declaredEncoding = regexp.MustCompile(`^([^>]{0,200}?)\s+encoding\s*=\s*["'][^"'>]*["']`)

// decodeFeed makes UTF-8 of a feed whose declaration, or the server's, does not tell the
// truth: bytes that are UTF-8 are, whatever is declared.
func decodeFeed(body []byte, mediaType string) []byte {
	head := body[:min(len(body), 256)]
	if bytes.IndexByte(head, 0) < 0 { // UTF-16 is full of them
		body = slices.DeleteFunc(bytes.Clone(body), func(b byte) bool { return b < ' ' && b != '\t' && b != '\n' && b != '\r' })
		head = body[:min(len(body), 256)]
	}
	declared := declaredEncoding.FindSubmatchIndex(head)
	xml := bytes.Contains(head, []byte("<?xml"))
	switch {
	case utf8.Valid(body):
		if xml && declared != nil { // without the declaration it is read as UTF-8
			return append(append([]byte{}, body[:declared[3]]...), body[declared[1]:]...)
		}
		return body
	case len(body) > 1 && (body[0] == 0xFE && body[1] == 0xFF || body[0] == 0xFF && body[1] == 0xFE), xml && declared != nil && !bytes.Contains(bytes.ToLower(head), []byte("utf-8")):
		enc, _, _ := charset.DetermineEncoding(body[:min(len(body), 1024)], mediaType)
		if name := declaredName(head); name != "" {
			if e, _ := charset.Lookup(name); e != nil {
				enc = e
			}
		}
		return decoded(body, declared, enc.NewDecoder())
	}
	// Neither: what the server says, or Windows's Latin letters, and cut characters.
	enc, name, certain := charset.DetermineEncoding(body[:min(len(body), 1024)], mediaType)
	if name == "utf-8" || !certain && mostlyUTF8(body) {
		return bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return decoded(body, declared, enc.NewDecoder())
}

var encodingName = regexp.MustCompile(`encoding\s*=\s*["']([^"'>]*)["']`)

func declaredName(head []byte) string {
	if m := encodingName.FindSubmatch(head); m != nil {
		return string(m[1])
	}
	return ""
}

func decoded(body []byte, declared []int, t transform.Transformer) []byte {
	if declared != nil {
		body = append(append([]byte{}, body[:declared[3]]...), body[declared[1]:]...)
	}
	out, _, err := transform.Bytes(t, body)
	if err != nil {
		return body
	}
	return out
}

// mostlyUTF8 reports whether few of the bytes outside ASCII are no UTF-8.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		b = b[n:]
	}
	return good > 10*bad
}
