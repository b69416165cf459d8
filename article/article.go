// Package article makes a clean, dated article of a page's bytes, HTML or plain text.
//
// [Extract] decodes the bytes, cuts the page into blocks, and reads from them the
// headline, the people and outlets behind the text, the body, the rail of related items
// and every piece of evidence for the day of publication. It never guesses: what the
// page does not show stays empty, and what kept it from being read is a
// [readout.Problem]. It is a pure function: no network, disk or clock, safe for
// concurrent use.
package article

import "readout"

// Version names this stage's behaviour in the record.
const Version = "article/4"

// A Form says what a page's bytes are.
type Form string

// The forms of a page.
const (
	Auto  Form = ""     // decide by the media type and the bytes
	HTML  Form = "html" // a web page
	Plain Form = "text" // a page's text: headline, body, rail and all
	// Body is an article's body already: Text is the input unchanged. What a body says of
	// itself is read from it, its dateline and its language, but no headline, rail or
	// save date, which it does not have.
	Body Form = "body"
)

// Input is a page as it came.
type Input struct {
	Bytes     []byte
	Form      Form
	MediaType string      // the Content-Type it was served with, or ""
	URL       string      // where it came from, or ""
	Captured  readout.Day // the day it was fetched, or ""
	Told      []Told      // what others say of its day
}

// A Told is a day that a feed, a sitemap or a list gives for a page that it names.
type Told struct {
	Source  string `json:"source"`            // "feed", "sitemap" or "listing"
	Value   string `json:"value"`             // as it stands there
	Updated bool   `json:"updated,omitempty"` // it is that of the last change
}

// Result is what was read from a page.
type Result struct {
	Article   readout.Article
	MediaType string      // "text/html" or "text/plain", or what the bytes were found to be
	Captured  readout.Day // the input's, or a save date found on the page
	Problems  []readout.Problem
}

// Extract reads a page. A page that cannot be read gives an empty article and at least
// one problem; Extract does not panic and its work is bounded by the page's size.
func Extract(in Input) Result {
	p := newPage(in)
	if !p.decode() {
		p.result.Article.Published = p.upToCapture(p.result.Article.Published)
		return p.result
	}
	if in.Form != Body {
		p.cut()
		p.readHead()
	}
	p.readBody()
	p.readDate()
	p.readSource()
	p.readLanguage()
	p.judge()
	return p.result
}

// page is a page on its way to an article. Each step reads the blocks and fills in part
// of the result.
type page struct {
	in     Input
	text   string  // the decoded page
	doc    *markup // its HTML, or nil for plain text
	seen   *signs  // what the markup says; asked for through p.signs
	blocks []block // the visible text in order
	boxes  []box   // the elements it stands in
	result Result
}

func newPage(in Input) *page {
	return &page{in: in, result: Result{Captured: in.Captured, Article: readout.Article{Published: readout.Interval{Basis: readout.None}}}}
}

func (p *page) problem(kind, message string) {
	p.result.Problems = append(p.result.Problems, readout.Problem{Stage: "article", Kind: kind, Message: message})
}
