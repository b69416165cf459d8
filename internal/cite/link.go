package cite

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/internal/store"
)

// The bounds of a text fragment, in characters and words. Browsers match whole pages
// against it, and addresses are passed on by hand.
const (
	maxExact     = 120 // longer words are given by their beginning and end
	maxPart      = 300 // what has no spaces is not cut; where it is longer, there is no fragment
	edgeWords    = 4   // of the beginning and of the end
	contextWords = 3   // before and after
	maxFragments = 5   // pieces of one statement
)

// Link returns the address of a statement's words on their page: the page's, with a text
// fragment (WICG, Text Fragments) by which browsers scroll to the words and mark them. It
// is "" where the page has no address in the web.
func Link(h *store.Hit) string {
	base := Address(string(h.Page.URL))
	if base == "" {
		return ""
	}
	spans := h.Statement.Content
	if len(spans) == 0 {
		spans = readout.List[readout.Span]{h.Sentence}
	}
	sentence := readout.NewText(h.Sentence.Text)
	var directives []string
	for _, sp := range spans[:min(len(spans), maxFragments)] {
		before, after := around(sentence, h.Sentence.Start, sp)
		if d := directive(before, sp.Text, after); d != "" {
			directives = append(directives, "text="+d)
		}
	}
	if len(directives) == 0 {
		return base
	}
	if !strings.Contains(base, "#") {
		base += "#"
	}
	return base + ":~:" + strings.Join(directives, "&")
}

// Address returns an address of the web without a fragment directive, or "". What no
// address may hold as it is, and other formats would stumble on, is percent-encoded.
func Address(s string) string {
	s, _, _ = strings.Cut(s, ":~:")
	s = strings.TrimSuffix(s, "#")
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || strings.IndexByte(" \"<>\\^`{|}", s[i]) >= 0 {
			percent(&b, s[i])
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// directive points at words: prefix-,start,end,-suffix, each but the start only where it
// is there.
func directive(before, text, after string) string {
	inside := bare(strings.TrimSpace(text))
	if inside == "" {
		return ""
	}
	at := strings.Index(text, inside)
	before, after = before+text[:at], text[at+len(inside):]+after
	start, end := ends(inside)
	if tooLong(start) || tooLong(end) {
		return ""
	}
	d := escape(start)
	if end != "" {
		d += "," + escape(end)
	}
	if prefix := lastWords(lastLine(before), contextWords); tellsApart(prefix) {
		d = escape(prefix) + "-," + d
	}
	if suffix := firstWords(firstLine(after), contextWords); tellsApart(suffix) {
		d += ",-" + escape(suffix)
	}
	return d
}

// tellsApart reports whether what stands beside words is worth giving with them: it has
// letters or digits, and an end.
func tellsApart(context string) bool {
	worded := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return strings.ContainsFunc(context, worded) && !tooLong(context)
}

// around returns what stands before and after a span in its sentence, as far as the
// sentence holds it.
func around(sentence *readout.Text, at int, sp readout.Span) (before, after string) {
	start, end := sentence.Bytes(readout.Span{Start: sp.Start - at, End: sp.End - at, Text: sp.Text})
	if start < 0 {
		return "", ""
	}
	return sentence.String()[:start], sentence.String()[end:]
}

// ends returns short words whole, and the beginning and end of long ones or of such that
// go over a line's end: a browser finds no words across the borders of its blocks.
func ends(text string) (start, end string) {
	first, last := firstLine(text), lastLine(text)
	switch {
	case first != text:
		return firstWords(first, edgeWords), lastWords(last, edgeWords)
	case utf8.RuneCountInString(text) <= maxExact || len(strings.Fields(text)) <= 2*edgeWords:
		return text, ""
	}
	return firstWords(text, edgeWords), lastWords(text, edgeWords)
}

func firstLine(s string) string {
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		return s[:i]
	}
	return s
}

func lastLine(s string) string { return s[strings.LastIndexAny(s, "\r\n")+1:] }

func firstWords(s string, n int) string {
	words := strings.Fields(s)
	return strings.Join(words[:min(n, len(words))], " ")
}

func lastWords(s string, n int) string {
	words := strings.Fields(s)
	return strings.Join(words[max(0, len(words)-n):], " ")
}

func tooLong(s string) bool { return utf8.RuneCountInString(s) > maxPart }

// escape percent-encodes all but the letters, digits and marks that mean nothing in an
// address nor in a directive, in which "-", "," and "&" do.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '~' {
			b.WriteByte(c)
		} else {
			percent(&b, c)
		}
	}
	return b.String()
}

func percent(b *strings.Builder, c byte) {
	const hex = "0123456789ABCDEF"
	b.Write([]byte{'%', hex[c>>4], hex[c&15]})
}
