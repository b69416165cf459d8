package watch

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"readout/article"
	"readout/internal/fetch"
	"readout/internal/store"
)

// A Listing is what a source says when it is asked.
type Listing struct {
	Kind     string // as in store.Source; "" where it is not known what it is
	Title    string
	Items    []Item
	Children []Child       // of a sitemap index
	Feeds    []string      // that an HTML page names
	Floor    time.Duration // it asks not to be asked more often
	Note     string        // what was wrong with it though it could be read
}

// An Item is something that a source lists.
type Item struct {
	URL     string
	Title   string
	Told    string // the day or time of publication, as it is given
	Changed string // that of the last change, as it is given
}

// A Child is a sitemap that an index lists.
type Child struct {
	URL     string
	Changed string
}

// Bounds on what is read of one answer.
const (
	maxItems    = 1000   // of a feed or list
	maxEntries  = 50_000 // of a sitemap, as its protocol has it
	maxChildren = 1000   // of a sitemap index
	maxTitle    = 300    // bytes
	maxURL      = 2000   // bytes
)

// Read reads what a server answered for a source: a feed, a sitemap, a list of links or an
// article, whatever its media type says. The error says what it is instead. A feed that
// breaks off is read as far as it came, with a note.
func Read(a *fetch.Answer) (*Listing, error) {
	body := a.Body
	if bytes.HasPrefix(body, []byte{0x1F, 0x8B}) {
		plain, err := fetch.Gunzip(body, maxSitemap)
		if err != nil && len(plain) == 0 {
			return nil, err
		}
		body = plain
	}
	switch root := rootOf(body); root {
	case "rss", "rdf", "feed", "{":
		return readFeed(body, a)
	case "urlset", "sitemapindex":
		return readSitemap(body)
	case "opml":
		return nil, fmt.Errorf("is an OPML file: save it and give it to readout watch as a file")
	case "html", "!doctype", "head", "body":
		return readPage(body, a), nil
	case "":
		if a.Cut != nil {
			return nil, a.Cut
		}
		if strings.Contains(a.Header.Get("Content-Type"), "html") || bytes.Contains(body[:min(len(body), 4<<10)], []byte("<p")) {
			return readPage(body, a), nil
		}
	}
	return nil, fmt.Errorf("is neither a feed nor a sitemap nor a web page")
}

// rootOf returns the name of the first element, in lower case and without its prefix; "{" for
// JSON, "" for anything else.
func rootOf(b []byte) string {
	b = b[:min(len(b), 64<<10)]
	b = bytes.ReplaceAll(b, []byte{0}, nil) // UTF-16
	for {
		i := bytes.IndexAny(b, "<{")
		if i < 0 {
			return ""
		}
		if b[i] == '{' {
			if len(bytes.TrimSpace(bytes.TrimPrefix(b[:i], []byte("\xef\xbb\xbf")))) == 0 {
				return "{"
			}
			b = b[i+1:]
			continue
		}
		b = b[i+1:]
		switch {
		case bytes.HasPrefix(b, []byte("!--")):
			end := bytes.Index(b, []byte("-->"))
			if end < 0 {
				return ""
			}
			b = b[end+3:]
		case len(b) > 0 && b[0] == '?':
		default:
			if name := elementName(b); name != "" {
				return name
			}
		}
	}
}

func elementName(b []byte) string {
	end := bytes.IndexFunc(b, func(r rune) bool { return r == ' ' || r == '>' || r == '/' || r == '\t' || r == '\n' || r == '\r' })
	if end < 0 {
		end = len(b)
	}
	name := strings.ToLower(string(b[:min(end, 40)]))
	if _, local, ok := strings.Cut(name, ":"); ok {
		name = local
	}
	return name
}

// readPage reads a web page: an article, or a list of links to articles.
func readPage(body []byte, a *fetch.Answer) *Listing {
	in := article.Input{Bytes: body, MediaType: a.Header.Get("Content-Type"), URL: a.URL}
	page := article.ReadListing(in)
	out := &Listing{Kind: store.PageSource, Title: clip(page.Title, maxTitle), Feeds: page.Feeds}
	if !page.List {
		return out
	}
	out.Kind = store.ListingSource
	for _, r := range page.Items {
		out.add(string(r.URL), Item{Title: r.Headline, Told: string(r.Date)}, maxItems)
	}
	if a.Cut != nil {
		out.Note = cutNote(a.Cut, len(out.Items))
	}
	return out
}

// add adds an item, unless its address is not one of the web, or known already.
func (l *Listing) add(address string, it Item, limit int) {
	address = strings.TrimSpace(address)
	if len(l.Items) >= limit || len(address) > maxURL || !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		return
	}
	it.URL, _, _ = strings.Cut(address, "#")
	it.Title = clip(strings.Join(strings.Fields(it.Title), " "), maxTitle)
	it.Told, it.Changed = clip(strings.TrimSpace(it.Told), maxDate), clip(strings.TrimSpace(it.Changed), maxDate)
	l.Items = append(l.Items, it)
}

func cutNote(err error, n int) string {
	return fmt.Sprintf("%v: %d items could be read", err, n)
}

// clip shortens s to at most n bytes without breaking a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
