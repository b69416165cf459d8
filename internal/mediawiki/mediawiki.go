// Package mediawiki reads the XML dumps that wikis publish of their pages
// (https://www.mediawiki.org/xml/export-0.11.xsd and its forerunners) and makes plain text
// of wiki markup.
//
// A [Reader] gives one page after the other, of a page with many revisions the last one.
// It reads the few elements that it needs and passes over the rest; what it keeps is
// bounded, however long the dump or an element of it is. [Plain] leaves out what is no
// running text: templates, tables, notes, pictures, categories.
package mediawiki

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"strconv"
	"strings"
)

// A Page is a page of a wiki.
type Page struct {
	Title     string
	ID        string
	Namespace int    // 0 is that of articles
	Redirect  bool   // it leads to another page, and is none itself
	Timestamp string // of its revision, RFC 3339
	Text      string // wiki markup
	URL       string // where the wiki has it, or ""
}

// ErrNone is the error of a file that is no dump.
var ErrNone = errors.New("no MediaWiki dump")

// A TooLong is a page whose text is longer than the reader keeps. Reading goes on with the
// next one.
type TooLong struct {
	Title string
	Limit int
}

func (e *TooLong) Error() string {
	return fmt.Sprintf("page %q: its text is longer than %d MiB", e.Title, e.Limit>>20)
}

// A Reader reads a dump.
type Reader struct {
	in    *bufio.Reader
	limit int
	base  string // the address of the wiki's pages, with a slash at its end
	begun bool
	text  bytes.Buffer
	long  bool // text was cut off
}

// NewReader returns a reader of a dump that was unpacked. Texts of more than limit bytes
// are not kept.
func NewReader(r io.Reader, limit int) *Reader {
	return &Reader{in: bufio.NewReaderSize(r, 1<<17), limit: limit}
}

// Is reports whether a file that begins with some bytes, at best 4,096 of them, is a dump.
func Is(head []byte) bool { return bytes.Contains(head, []byte("<mediawiki")) }

// Next returns the next page, a [*TooLong] or, at the end, io.EOF. A dump that ends within
// a page gives io.ErrUnexpectedEOF.
func (r *Reader) Next() (Page, error) {
	for {
		t, err := r.tag()
		if err != nil {
			if err == io.EOF && !r.begun {
				return Page{}, ErrNone
			}
			return Page{}, err
		}
		switch t.name {
		case "mediawiki":
			r.begun = true
		case "base":
			r.base = baseOf(r.upTo("/base"))
		case "page":
			if r.begun {
				return r.page()
			}
		}
	}
}

// baseOf makes of the address of the wiki's first page that of the folder it is in.
func baseOf(first string) string {
	if !strings.HasPrefix(first, "http://") && !strings.HasPrefix(first, "https://") {
		return ""
	}
	return first[:strings.LastIndex(first, "/")+1]
}

func (r *Reader) page() (Page, error) {
	var p Page
	long := false
	for {
		t, err := r.tag()
		if err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return p, err
		}
		switch t.name {
		case "title":
			p.Title = r.upTo("/title")
		case "ns":
			p.Namespace, _ = strconv.Atoi(r.upTo("/ns")) // 0 where it says nothing
		case "id":
			if id := r.upTo("/id"); p.ID == "" { // the first is the page's own
				p.ID = id
			}
		case "redirect":
			p.Redirect = true
		case "timestamp":
			p.Timestamp = r.upTo("/timestamp")
		case "text":
			p.Text = ""
			if !t.empty {
				p.Text = r.upTo("/text")
				long = r.long
			}
		case "/page":
			if long {
				return Page{}, &TooLong{Title: p.Title, Limit: r.limit}
			}
			if r.base != "" && p.Title != "" {
				p.URL = r.base + (&url.URL{Path: strings.ReplaceAll(p.Title, " ", "_")}).EscapedPath()
			}
			return p, nil
		}
	}
}

// A tag is a mark of an element's beginning or end.
type tag struct {
	name  string // with a slash at an end
	empty bool
}

// maxTag bounds the length of a tag that is looked at.
const maxTag = 4 << 10

// tag passes over text and returns the next tag.
func (r *Reader) tag() (tag, error) {
	for {
		if err := r.pass('<'); err != nil {
			return tag{}, err
		}
		if b, _ := r.in.Peek(3); string(b) == "!--" {
			if err := r.passComment(); err != nil {
				return tag{}, err
			}
			continue
		}
		return r.tagHere()
	}
}

func (r *Reader) tagHere() (tag, error) {
	var b []byte
	for {
		part, err := r.in.ReadSlice('>')
		if len(b)+len(part) <= maxTag {
			b = append(b, part...)
		}
		if err == nil {
			break
		}
		if err != bufio.ErrBufferFull {
			return tag{}, err
		}
	}
	b = bytes.TrimSuffix(b, []byte(">"))
	t := tag{empty: bytes.HasSuffix(b, []byte("/"))}
	name := bytes.TrimSuffix(b, []byte("/"))
	if i := bytes.IndexAny(name, " \t\r\n"); i >= 0 {
		name = name[:i]
	}
	t.name = string(name)
	return t, nil
}

// pass goes behind the next byte of a value.
func (r *Reader) pass(c byte) error {
	for {
		_, err := r.in.ReadSlice(c)
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

func (r *Reader) passComment() error {
	for {
		if err := r.pass('-'); err != nil {
			return err
		}
		if b, _ := r.in.Peek(2); string(b) == "->" {
			return nil
		}
	}
}

// upTo returns the text up to a tag, unescaped and without the tags in between. It goes
// no further than the limit: long says so.
func (r *Reader) upTo(end string) string {
	r.text.Reset()
	r.long = false
	for {
		part, err := r.in.ReadSlice('<')
		if err == nil {
			part = part[:len(part)-1]
		}
		if r.text.Len()+len(part) > r.limit {
			r.long = true
		} else {
			r.text.Write(part)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil {
			break
		}
		if t, err := r.tagHere(); err != nil || t.name == end {
			break
		}
	}
	if r.long {
		return ""
	}
	return html.UnescapeString(r.text.String())
}
