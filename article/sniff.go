package article

import (
	"bytes"
	"encoding/json"
	"strings"

	"golang.org/x/net/html/atom"
)

// magics are the first bytes of files that hold no text to read.
var magics = [...]struct{ prefix, media string }{
	{"%PDF-", "application/pdf"},
	{"PK\x03\x04", "application/zip"},
	{"\x1f\x8b", "application/gzip"},
	{"\xff\xd8\xff", "image/jpeg"},
	{"\x89PNG\r\n", "image/png"},
	{"GIF87a", "image/gif"},
	{"GIF89a", "image/gif"},
	{"RIFF", "application/octet-stream"},
	{"\xd0\xcf\x11\xe0", "application/msword"},
	{"{\\rtf", "application/rtf"},
	{"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
	{"\xfd7zXZ\x00", "application/x-xz"},
	{"\x28\xb5\x2f\xfd", "application/zstd"},
	{"BZh9", "application/x-bzip2"},
	{"ID3", "audio/mpeg"},
	{"\x7fELF", "application/x-elf"},
	{"SQLite format 3\x00", "application/vnd.sqlite3"},
}

// binaryMedia returns the media type of bytes that are not text, or "". A NUL or two in
// a page is an accident; in an article's own text, whose offsets must not move, it
// cannot be mended.
func binaryMedia(b []byte, strict bool) string {
	for _, m := range magics {
		if bytes.HasPrefix(b, []byte(m.prefix)) {
			return m.media
		}
	}
	if unicodeMark(b) != nil {
		return ""
	}
	nuls := bytes.Count(b, []byte{0})
	if strict && nuls > 0 || nuls > len(b)/1000 {
		return "application/octet-stream"
	}
	if b = b[:min(len(b), 64<<10)]; controls(b) > len(b)/20 {
		return "application/octet-stream"
	}
	return ""
}

// controls counts the control characters that text has no use for.
func controls(b []byte) int {
	n := 0
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			n++
		}
	}
	return n
}

// baseMedia returns a media type without its parameters, in lower case.
func baseMedia(s string) string {
	s, _, _ = strings.Cut(strings.ToLower(s), ";")
	return strings.TrimSpace(s)
}

// textMedia says what a text is: HTML, plain text, or a listing that is no article. The
// media type it was served with is believed, unless the text plainly opens as something
// else.
func textMedia(s, served string) string {
	head := opening(s)
	switch {
	case opensWith(head, "<!doctype html") || opensWith(head, "<html") || opensWith(head, "<head>") || opensWith(head, "<body"):
		return "text/html"
	case opensWith(head, "<rss") || opensWith(head, "<rdf:rdf"):
		return "application/rss+xml"
	case opensWith(head, "<feed"):
		return "application/atom+xml"
	case opensWith(head, "<urlset") || opensWith(head, "<sitemapindex"):
		return "application/xml"
	case served == "text/html" || served == "application/xhtml+xml":
		return "text/html"
	case served == "text/plain":
		return "text/plain"
	case (opensWith(head, "{") || opensWith(head, "[{")) && json.Valid([]byte(s)):
		return "application/json"
	case taggy(s):
		return "text/html"
	}
	return "text/plain"
}

// opening returns the text behind white space, an XML declaration and comments.
func opening(s string) string {
	for range 20 {
		s = strings.TrimLeft(s, " \t\r\n\f\ufeff")
		end := ""
		switch {
		case strings.HasPrefix(s, "<?"):
			end = "?>"
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		default:
			return s
		}
		_, rest, ok := strings.Cut(s, end)
		if !ok {
			return s
		}
		s = rest
	}
	return s
}

func opensWith(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// taggy reports whether a text without the frame of a page is HTML all the same: it
// opens with an element, or has so many that they cannot be mentions.
func taggy(s string) bool {
	opens := strings.HasPrefix(opening(s), "<")
	s = s[:min(len(s), 256<<10)]
	tags := countTags(s)
	return opens && tags >= 2 || tags >= 6 && tags*300 >= len(s)
}

// countTags counts the start and end tags of HTML elements.
func countTags(s string) int {
	n := 0
	for {
		_, rest, ok := strings.Cut(s, "<")
		if !ok {
			return n
		}
		s = rest
		name := strings.TrimPrefix(s[:min(len(s), 16)], "/")
		end := strings.IndexAny(name, " >/\t\r\n")
		if end > 0 && atom.Lookup([]byte(strings.ToLower(name[:end]))) != 0 {
			n++
		}
	}
}
