// Package feed tells of what is new without being asked again: a [Feed] of any query for
// feed readers, and [Alerts], queries whose new statements are sent to an address of the web
// or by mail.
//
// A feed is in the order in which pages came in, not in that of what they tell: a statement
// of last year is new where its page came today. A day of the record is the beginning of
// that day in UTC where a feed has to have a time.
package feed

import (
	"encoding/json"
	"encoding/xml"
	"time"
)

// The endings of addresses of feeds, and their media types.
const (
	AtomExt   = ".atom"
	JSONExt   = ".json"
	AtomMedia = "application/atom+xml; charset=utf-8"
	JSONMedia = "application/feed+json; charset=utf-8"
)

// Size is how many items a feed has at most.
const Size = 50

// A Feed is a list of what is new, the newest first.
type Feed struct {
	ID    string // the same for the same question
	Title string
	Home  string // address of the page that shows the same
	Self  string // address of the feed
	Items []Item
}

// An Item is a statement or an event.
type Item struct {
	ID      string // the same for the same thing wherever it is asked for
	URL     string // where the desk shows it
	Via     string // the words on their page in the web, or ""
	Title   string
	HTML    string
	Text    string
	Author  string    // the outlet, or ""
	Said    time.Time // the day on which it was said or happened; zero where that is not one known day
	Updated time.Time // when its page came in
	Tags    []string
}

// Updated is when the last of its items came in; the beginning of Unix time where there is
// none.
func (f *Feed) Updated() time.Time {
	last := time.Unix(0, 0).UTC()
	for i := range f.Items {
		if at := f.Items[i].Updated; at.After(last) {
			last = at
		}
	}
	return last
}

// Atom returns the feed as an Atom document (RFC 4287).
func (f *Feed) Atom() ([]byte, error) {
	doc := atomFeed{ID: f.ID, Title: f.Title, Updated: stamp(f.Updated()), Author: atomAuthor{"readout"},
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: f.Self}, {Rel: "alternate", Type: "text/html", Href: f.Home}}}
	for i := range f.Items {
		doc.Entries = append(doc.Entries, atomOf(&f.Items[i]))
	}
	b, err := xml.MarshalIndent(&doc, "", " ")
	return append([]byte(xml.Header), append(b, '\n')...), err
}

func atomOf(it *Item) atomEntry {
	e := atomEntry{ID: it.ID, Title: it.Title, Updated: stamp(it.Updated), Content: atomContent{"html", it.HTML},
		Links: []atomLink{{Rel: "alternate", Type: "text/html", Href: it.URL}}}
	if it.Via != "" {
		e.Links = append(e.Links, atomLink{Rel: "via", Href: it.Via})
	}
	if !it.Said.IsZero() {
		e.Published = stamp(it.Said)
	}
	if it.Author != "" {
		e.Author = &atomAuthor{it.Author}
	}
	for _, t := range it.Tags {
		e.Categories = append(e.Categories, atomCategory{t})
	}
	return e
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published,omitempty"`
	Author     *atomAuthor    `xml:"author"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Content    atomContent    `xml:"content"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomContent struct {
	Type string `xml:"type,attr"`
	Body string `xml:",chardata"`
}

// JSON returns the feed as a JSON Feed (version 1.1).
func (f *Feed) JSON() ([]byte, error) {
	doc := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Home: f.Home, Self: f.Self, Items: []jsonItem{}}
	for i := range f.Items {
		it := &f.Items[i]
		j := jsonItem{ID: it.ID, URL: it.URL, External: it.Via, Title: it.Title, HTML: it.HTML, Text: it.Text, Modified: stamp(it.Updated), Tags: it.Tags}
		if !it.Said.IsZero() {
			j.Published = stamp(it.Said)
		}
		if it.Author != "" {
			j.Authors = []jsonAuthor{{it.Author}}
		}
		doc.Items = append(doc.Items, j)
	}
	b, err := json.MarshalIndent(&doc, "", " ")
	return append(b, '\n'), err
}

type jsonFeed struct {
	Version string     `json:"version"`
	Title   string     `json:"title"`
	Home    string     `json:"home_page_url"`
	Self    string     `json:"feed_url"`
	Items   []jsonItem `json:"items"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	External  string       `json:"external_url,omitempty"`
	Title     string       `json:"title"`
	HTML      string       `json:"content_html"`
	Text      string       `json:"content_text"`
	Published string       `json:"date_published,omitempty"`
	Modified  string       `json:"date_modified"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
