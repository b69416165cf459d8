package mediawiki

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDepth is how deep braces and brackets may lie in one another; what lies deeper is left
// out.
const maxDepth = 32

// Plain makes plain text of wiki markup: paragraphs, headings and items of lists, each on a
// line of its own. Templates are left out, but for those that mark words of the text
// (a quotation, a foreign word); so are tables, notes, pictures and categories. It takes
// time in proportion to the length.
func Plain(markup string) string {
	s := stripTags(markup)
	p := &plainer{s: s, ends: match(s)}
	p.write(0, len(s), 0)
	return tidy(html.UnescapeString(p.out.String()))
}

// dropped are the elements that are left out with what is in them.
var dropped = map[string]bool{"ref": true, "gallery": true, "math": true, "timeline": true, "score": true, "syntaxhighlight": true,
	"source": true, "imagemap": true, "references": true, "templatestyles": true, "graph": true, "chem": true, "style": true, "script": true}

// stripTags takes out comments and elements of HTML, and keeps the text in those that are
// not dropped.
func stripTags(s string) string {
	var out strings.Builder
	closing := closers{s: s}
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		s = s[i:]
		n := closing.element(s, &out)
		s = s[n:]
	}
}

// closers finds where elements end. What was not found once is not looked for again, so
// that a page of opened elements takes no longer than others.
type closers struct {
	s    string
	none map[string]bool
}

// element returns the length of what begins with a bracket and is not to be in the text.
func (c *closers) element(s string, out *strings.Builder) int {
	if strings.HasPrefix(s, "<!--") {
		if n := c.find(s, "-->"); n > 0 {
			return n
		}
		return len(s)
	}
	end := strings.IndexByte(s[:min(len(s), maxTag)], '>')
	name := nameOf(s)
	if end < 0 || name == "" {
		out.WriteByte('<')
		return 1
	}
	if name == "br" {
		out.WriteByte('\n')
	}
	if !dropped[name] || s[1] == '/' || s[end-1] == '/' {
		return end + 1
	}
	if n := c.find(s, "</"+name); n > 0 {
		if close := strings.IndexByte(s[n:min(len(s), n+maxTag)], '>'); close >= 0 {
			return n + close + 1
		}
	}
	return end + 1
}

// find returns where something ends in s, 0 where it is not there.
func (c *closers) find(s, what string) int {
	if c.none[what] {
		return 0
	}
	if i := strings.Index(s, what); i >= 0 {
		return i + len(what)
	}
	if c.none == nil {
		c.none = make(map[string]bool)
	}
	c.none[what] = true
	return 0
}

// nameOf is the name of the element that a tag begins or ends, in lower case.
func nameOf(tag string) string {
	tag = strings.TrimPrefix(tag[1:], "/")
	n := 0
	for n < len(tag) && n < 20 && (tag[n] >= 'a' && tag[n] <= 'z' || tag[n] >= 'A' && tag[n] <= 'Z' || n > 0 && tag[n] >= '0' && tag[n] <= '9') {
		n++
	}
	return strings.ToLower(tag[:n])
}

// The pairs that lie in one another.
const (
	template = iota
	table
	link
	pairs
)

// match finds the ends of templates, tables and links by their beginnings.
func match(s string) map[int]int {
	type opened struct{ kind, at int }
	ends := make(map[int]int)
	var stack []opened
	var open [pairs]int
	shut := func(kind, end int) {
		for open[kind] > 0 {
			top := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			open[top.kind]--
			if top.kind == kind {
				ends[top.at] = end
				return
			}
		}
	}
	for i := 0; i+1 < len(s); i++ {
		kind := -1
		switch two := s[i : i+2]; {
		case two == "{{":
			kind = template
		case two == "[[":
			kind = link
		case two == "{|" && lineStart(s, i):
			kind = table
		case two == "}}":
			shut(template, i+2)
		case two == "]]":
			shut(link, i+2)
		case two == "|}" && len(stack) > 0 && stack[len(stack)-1].kind == table:
			shut(table, i+2)
		default:
			continue
		}
		if kind >= 0 {
			stack = append(stack, opened{kind, i})
			open[kind]++
		}
		i++
	}
	return ends
}

// lineStart reports whether only spaces and colons stand before a place in its line.
func lineStart(s string, i int) bool {
	for n := 0; n < 16 && i > 0; n++ {
		i--
		if s[i] == '\n' {
			return true
		}
		if s[i] != ' ' && s[i] != ':' {
			return false
		}
	}
	return i == 0
}

type plainer struct {
	s    string
	ends map[int]int
	out  strings.Builder
}

// write writes the text of a part of the markup.
func (p *plainer) write(from, to, depth int) {
	if depth > maxDepth {
		return
	}
	for i := from; i < to; {
		c := p.s[i]
		end, paired := 0, false
		if c == '{' || c == '[' {
			end, paired = p.ends[i]
			paired = paired && end <= to
		}
		switch {
		case paired && c == '{' && p.s[i+1] == '{':
			p.template(i+2, end-2, depth)
			i = end
		case paired && c == '{':
			i = end
		case paired:
			p.link(i+2, end-2, depth)
			i = end
		case c == '[':
			i = p.external(i, to)
		case c == '\'' && i+1 < to && p.s[i+1] == '\'':
			for i < to && p.s[i] == '\'' {
				i++
			}
		default:
			p.out.WriteByte(c)
			i++
		}
	}
}

// marking are the templates whose words belong to the text, with the place of these among
// the values.
var marking = map[string]int{"lang": 1, "quote": 0, "blockquote": 0, "cquote": 0, "quotation": 0, "nowrap": 0, "transl": 1, "transliteration": 1}

// template writes the words of a template, if it has any of the text's.
func (p *plainer) template(from, to, depth int) {
	parts := p.split(from, to)
	name := strings.ToLower(strings.TrimSpace(p.s[parts[0].from:parts[0].to]))
	want, ok := marking[name]
	if !ok {
		return
	}
	for _, part := range parts[1:] {
		value := p.s[part.from:part.to]
		if key, _, named := strings.Cut(value, "="); named && len(key) < 20 && !strings.ContainsAny(key, "[{<") {
			if k := strings.TrimSpace(key); k != "text" && k != "quote" && k != "1" {
				continue
			}
			part.from += len(key) + 1
			want = 0
		}
		if want == 0 {
			p.write(part.from, part.to, depth+1)
			return
		}
		want--
	}
}

// link writes the words of a link: the last part, or the name of the page.
func (p *plainer) link(from, to, depth int) {
	target := strings.TrimSpace(p.s[from:to])
	if prefix, _, ok := strings.Cut(target[:min(len(target), 40)], ":"); ok && unwritten(prefix) {
		return
	}
	parts := p.split(from, to)
	last := parts[len(parts)-1]
	if len(parts) == 1 && last.from < last.to && p.s[last.from] == ':' {
		last.from++
	}
	p.write(last.from, last.to, depth+1)
}

// unwritten reports whether links to a namespace show no words.
func unwritten(prefix string) bool {
	switch strings.ToLower(strings.TrimSpace(prefix)) {
	case "file", "image", "media", "category":
		return true
	}
	return false
}

type part struct{ from, to int }

// split divides what is in a pair at its own bars.
func (p *plainer) split(from, to int) []part {
	var parts []part
	at := from
	for i := from; i < to; {
		c := p.s[i]
		if c == '{' || c == '[' {
			if end, ok := p.ends[i]; ok && end <= to {
				i = end
				continue
			}
		}
		if c == '|' {
			parts = append(parts, part{at, i})
			at = i + 1
		}
		i++
	}
	return append(parts, part{at, to})
}

// external writes the words of a link to another site, and returns where it ends.
func (p *plainer) external(i, to int) int {
	rest := p.s[i+1 : to]
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "//") {
		p.out.WriteByte('[')
		return i + 1
	}
	const longest = 2 << 10
	rest = rest[:min(len(rest), longest)]
	end := strings.IndexAny(rest, "]\n")
	if end < 0 || rest[end] == '\n' {
		p.out.WriteByte('[')
		return i + 1
	}
	if _, words, ok := strings.Cut(rest[:end], " "); ok {
		p.out.WriteString(strings.ReplaceAll(words, "''", ""))
	}
	return i + 1 + end + 1
}

// tidy takes the marks off the beginnings of lines, and makes one blank line of many.
func tidy(s string) string {
	var out strings.Builder
	blank := true
	for line := range strings.SplitSeq(s, "\n") {
		line = lineText(line)
		if line == "" {
			blank = true
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
			if blank {
				out.WriteByte('\n')
			}
		}
		out.WriteString(line)
		blank = false
	}
	return out.String()
}

func lineText(line string) string {
	line = strings.TrimSpace(strings.ReplaceAll(line, "\u00a0", " "))
	if strings.HasPrefix(line, "__") && strings.HasSuffix(line, "__") || strings.HasPrefix(line, "----") {
		return ""
	}
	if strings.HasPrefix(line, "=") && strings.HasSuffix(line, "=") {
		return strings.TrimSpace(strings.Trim(line, "="))
	}
	line = strings.TrimSpace(strings.TrimLeft(line, "*#:;"))
	line = strings.ReplaceAll(strings.ReplaceAll(line, "()", ""), "( ", "(") // where a template stood
	if r, _ := utf8.DecodeRuneInString(line); line == "" || len(line) < 4 && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return ""
	}
	return collapse(line)
}

// collapse makes one space of many.
func collapse(line string) string {
	if !strings.Contains(line, "  ") {
		return line
	}
	return strings.Join(strings.Fields(line), " ")
}
