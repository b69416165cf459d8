package article

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// maxPage is the largest page that is read, in bytes. Articles are a thousandth of it.
const maxPage = 32 << 20

// decode turns the page's bytes into text and, for HTML, a tree. It reports whether
// there is anything to read; where there is not, it has said why.
func (p *page) decode() bool {
	b := p.in.Bytes
	p.result.MediaType = p.namedMedia()
	switch {
	case len(b) > maxPage:
		p.problem("size", fmt.Sprintf("the page has %d bytes; at most %d are read: split it, or give the article's text alone", len(b), maxPage))
		return false
	case len(bytes.TrimSpace(bytes.TrimPrefix(b, []byte(utf8BOM)))) == 0:
		p.problem("empty", fmt.Sprintf("the page holds no text (%d bytes): save it again", len(b)))
		return false
	}
	if media := binaryMedia(b, p.in.Form == Body); media != "" {
		p.result.MediaType = media
		p.problem("binary", fmt.Sprintf("the bytes are %s, not text: convert to HTML or plain text first", media))
		return false
	}
	p.text = p.decoded()
	return p.parse()
}

// namedMedia returns the media type that goes with the form asked for, or the one the
// page was served with.
func (p *page) namedMedia() string {
	switch p.in.Form {
	case HTML:
		return "text/html"
	case Plain, Body:
		return "text/plain"
	}
	return baseMedia(p.in.MediaType)
}

// parse decides whether the text is HTML and builds the tree if so.
func (p *page) parse() bool {
	media := textMedia(p.text, baseMedia(p.in.MediaType))
	switch {
	case p.in.Form == Plain || p.in.Form == Body:
		media = "text/plain"
	case p.in.Form == HTML:
		media = "text/html"
	}
	p.result.MediaType = media
	switch media {
	case "text/html":
		root, flattened, err := parseHTML(p.text)
		if err != nil {
			p.problem("markup", fmt.Sprintf("the HTML cannot be read: %v", err))
			return false
		}
		if flattened {
			p.problem("markup", "elements are nested more than 512 deep: the inner ones were ignored, so the text may be incomplete or out of order")
		}
		p.doc = &markup{root: root}
	case "text/plain":
	default:
		p.problem("not-article", fmt.Sprintf("the page is %s, not an article: give the pages that it lists", media))
		return false
	}
	return true
}

const utf8BOM = "\xef\xbb\xbf"

// decoded returns the bytes as text. Valid UTF-8 is believed before any declaration:
// wrong declarations are more common than other encodings that happen to be valid.
func (p *page) decoded() string {
	b := p.in.Bytes
	if enc := unicodeMark(b); enc != nil {
		return p.convert(b, enc, "UTF-16")
	}
	multi, invalid, first := countUTF8(b)
	if invalid == 0 && !bytes.Contains(b, []byte("\x1b$")) {
		return p.plainUTF8(b)
	}
	label, enc := declared(b, p.in.MediaType)
	switch {
	case shifted(b, label):
		return p.convert(b, enc, label)
	case invalid == 0:
		return p.plainUTF8(b)
	}
	// Letters of the double-byte encodings look like UTF-8 now and then, those of the
	// others hardly ever.
	factor := 1
	if isDoubleByte(label) {
		factor = 10
	}
	if multi >= factor*invalid {
		p.problem("encoding", fmt.Sprintf("%d bytes are not valid UTF-8, the first at byte %d: shown as \uFFFD", invalid, first))
		return p.plainUTF8(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	if enc == nil || label == "utf-8" {
		found, name := sniffCharset(b)
		switch {
		case label == "utf-8":
			p.problem("encoding", fmt.Sprintf("declared as UTF-8, but byte %d is not: read as %s", first, name))
		case name == "windows-1252": // what is left when nothing else is likely
			p.problem("encoding", fmt.Sprintf("no encoding is declared and byte %d is not UTF-8: read as %s, see that the letters are right", first, name))
		}
		label, enc = name, found
	}
	return p.convert(b, enc, label)
}

// plainUTF8 drops the byte order mark, except from an article's own text, whose offsets
// must not move.
func (p *page) plainUTF8(b []byte) string {
	if p.in.Form == Body {
		return string(b)
	}
	s := strings.TrimPrefix(string(b), utf8BOM)
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}

func (p *page) convert(b []byte, enc encoding.Encoding, name string) string {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		p.problem("encoding", fmt.Sprintf("not readable as %s: %v", name, err))
		return p.plainUTF8(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	if n := bytes.Count(out, []byte("\uFFFD")); n > 0 {
		at := bytes.Index(out, []byte("\uFFFD"))
		p.problem("encoding", fmt.Sprintf("%d places are not valid %s, the first near byte %d: shown as \uFFFD", n, name, at))
	}
	return p.plainUTF8(out)
}

// unicodeMark returns the encoding that a UTF-16 byte order mark, or NUL bytes in every
// second place, give away.
func unicodeMark(b []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	case bytes.HasPrefix(b, []byte("<\x00!\x00")) || bytes.HasPrefix(b, []byte("<\x00h\x00")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(b, []byte("\x00<\x00!")) || bytes.HasPrefix(b, []byte("\x00<\x00h")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// isDoubleByte reports whether an encoding has two bytes for a character.
func isDoubleByte(label string) bool {
	switch label {
	case "gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr":
		return true
	}
	return false
}

// shifted reports whether seven-bit bytes are of an encoding that switches character
// sets with escapes.
func shifted(b []byte, label string) bool {
	return label == "iso-2022-jp" && bytes.Contains(b, []byte("\x1b$"))
}

// declared returns the charset named by the media type, the page's head or its XML
// declaration, in this order.
func declared(b []byte, mediaType string) (string, encoding.Encoding) {
	head := strings.ToLower(string(b[:min(len(b), 16<<10)]))
	for _, label := range [...]string{
		labelAfter(strings.ToLower(mediaType), "charset"),
		metaCharset(head),
		xmlEncoding(head),
	} {
		if enc, name := charset.Lookup(label); enc != nil {
			return name, enc
		}
	}
	return "", nil
}

// metaCharset returns what the first <meta> element with a charset says; head is in
// lower case.
func metaCharset(head string) string {
	for {
		_, rest, ok := strings.Cut(head, "<meta")
		if !ok {
			return ""
		}
		tag, _, _ := strings.Cut(rest, ">")
		if label := labelAfter(tag, "charset"); label != "" {
			return label
		}
		head = rest
	}
}

func xmlEncoding(head string) string {
	head = strings.TrimSpace(strings.TrimPrefix(head, utf8BOM))
	if !strings.HasPrefix(head, "<?xml") {
		return ""
	}
	decl, _, _ := strings.Cut(head, "?>")
	return labelAfter(decl, "encoding")
}

// labelAfter returns the word behind key and an equals sign.
func labelAfter(s, key string) string {
	_, rest, ok := strings.Cut(s, key)
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " \t\r\n")
	if !strings.HasPrefix(rest, "=") {
		return ""
	}
	rest = strings.TrimLeft(rest[1:], " \t\r\n\"'")
	end := strings.IndexAny(rest, " \t\r\n\"';,>/")
	if end >= 0 {
		rest = rest[:end]
	}
	return clip(rest, 40)
}

// countUTF8 counts the characters of several bytes and the bytes that belong to none,
// and says where the first of those stands.
func countUTF8(b []byte) (multi, invalid, first int) {
	first = -1
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			invalid++
			if first < 0 {
				first = i
			}
		} else {
			multi++
		}
		i += size
	}
	return multi, invalid, first
}

// sniffCharset guesses the encoding of bytes that are not UTF-8 and declare nothing
// useful: Cyrillic, whose words are long runs of high bytes, or else Western.
func sniffCharset(b []byte) (encoding.Encoding, string) {
	var high, runs, upper, lower int
	in := false
	for _, c := range b {
		if c < 0xC0 {
			in = false
			continue
		}
		high++
		if !in {
			runs++
		}
		in = true
		if c < 0xE0 {
			upper++
		} else {
			lower++
		}
	}
	if runs == 0 || high < 3*runs {
		return charmap.Windows1252, "windows-1252"
	}
	// The small letters, which are many more, lie where the other charset has capitals.
	if upper > lower {
		return charmap.KOI8R, "koi8-r"
	}
	return charmap.Windows1251, "windows-1251"
}
