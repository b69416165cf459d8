package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of what is kept from a page's head: more than any honest page has.
const (
	maxMetaTags  = 1000
	maxMetaValue = 4 << 10
	maxMarked    = 200
	maxTextNodes = 2000 // of one element whose text is asked for
)

// signs are what the markup itself says about a page, gathered in one walk over the
// tree. They are nil-safe through the accessors of page: a plain text page has none.
type signs struct {
	metas     []metaTag
	links     []metaTag    // <link rel=NAME href=VALUE>
	title     string       // the <title>
	lang      string       // lang of <html>, or of <body>
	ld        []ldNode     // every JSON-LD object, nested ones included
	bylines   []marked     // elements marked as naming the author
	nodes     int          // elements walked
	sites     []string     // the site's names, once asked for
	home      string       // the text of the link to the site's front page
	headlines []marked     // h1 elements and those marked as the headline
	subheads  []*html.Node // h2 and h3 elements and those with a class that says title
}

// A marked element is one whose markup says what it holds.
type marked struct {
	node   *html.Node
	at     int // its place on the page, counted in elements
	weight int // how much the markup says so
	class  string
}

// A metaTag is the name and value of a <meta> or <link> element; the name is lower case.
type metaTag struct {
	name, value string
}

// signs returns what the markup says, which is read when first asked for.
func (p *page) signs() *signs {
	if p.seen == nil {
		p.seen = &signs{}
		if p.doc != nil {
			p.seen.gather(p.doc.root)
		}
	}
	return p.seen
}

// meta returns the first filled value of the <meta> elements whose name, property or
// itemprop is one of names; earlier names are preferred. Names are lower case.
func (p *page) meta(names ...string) string {
	for _, name := range names {
		for _, m := range p.signs().metas {
			if m.name == name && m.value != "" {
				return m.value
			}
		}
	}
	return ""
}

// metas returns all filled values of the <meta> elements with one of the names, in the
// order of the page.
func (p *page) metas(names ...string) []string {
	var values []string
	for _, m := range p.signs().metas {
		for _, name := range names {
			if m.name == name && m.value != "" {
				values = append(values, m.value)
			}
		}
	}
	return values
}

// link returns the address of the first <link> with the given rel.
func (p *page) link(rel string) string {
	for _, l := range p.signs().links {
		if l.name == rel {
			return l.value
		}
	}
	return ""
}

// ld returns every JSON-LD object of the page, outer before inner.
func (p *page) ld() []ldNode { return p.signs().ld }

func (s *signs) gather(root *html.Node) {
	var scripts ldReader
	for n := root; n != nil; n = following(n, root) {
		if n.Type != html.ElementNode {
			continue
		}
		s.nodes++
		switch n.DataAtom {
		case atom.Meta:
			s.addMeta(n)
		case atom.Link:
			s.addLink(n)
		case atom.Title:
			if s.title == "" && (n.Parent == nil || n.Parent.DataAtom != atom.Svg) && n.Namespace == "" {
				s.title = nodeText(n, maxMetaValue)
			}
		case atom.A:
			s.addHome(n)
			s.mark(n)
		case atom.Html, atom.Body:
			if s.lang == "" {
				s.lang = strings.TrimSpace(attr(n, "lang"))
			}
		case atom.Script:
			if isLD(attr(n, "type")) {
				scripts.read(rawText(n))
			}
		default:
			s.mark(n)
		}
	}
	s.ld = scripts.nodes
}

func (s *signs) addMeta(n *html.Node) {
	if len(s.metas) >= maxMetaTags {
		return
	}
	value := fold(clip(attr(n, "content"), maxMetaValue))
	for _, key := range [...]string{"name", "property", "itemprop", "http-equiv"} {
		if name := strings.ToLower(strings.TrimSpace(attr(n, key))); name != "" {
			s.metas = append(s.metas, metaTag{name: name, value: value})
		}
	}
}

func (s *signs) addLink(n *html.Node) {
	if len(s.links) >= maxMetaTags {
		return
	}
	for rel := range strings.FieldsSeq(strings.ToLower(clip(attr(n, "rel"), 100))) {
		s.links = append(s.links, metaTag{name: rel, value: strings.TrimSpace(attr(n, "href"))})
	}
}

// addHome keeps the text of the first link to the front page that is more than a word
// for it.
func (s *signs) addHome(n *html.Node) {
	if s.home != "" || attr(n, "href") != "/" {
		return
	}
	if text := nodeText(n, 60); text != "" && !frontWords[strings.ToLower(text)] {
		s.home = text
	}
}

// frontWords are what links to a front page say where they do not name the site.
var frontWords = lexicon(`home homepage start startseite accueil inicio início главная ana əsas index back zurück logo top >`)

// mark keeps the elements whose attributes say that they hold a headline or a byline.
func (s *signs) mark(n *html.Node) {
	if len(n.Attr) == 0 && n.DataAtom != atom.H1 && n.DataAtom != atom.H2 && n.DataAtom != atom.H3 {
		return
	}
	prop := attr(n, "itemprop")
	if n.DataAtom == atom.H1 || prop == "headline" {
		if len(s.headlines) < maxMarked {
			s.headlines = append(s.headlines, marked{node: n, at: s.nodes})
		}
		return
	}
	class := strings.ToLower(clip(attr(n, "class"), 200))
	if len(s.subheads) < maxMarked && (n.DataAtom == atom.H2 || n.DataAtom == atom.H3 || marksTitle(class)) {
		s.subheads = append(s.subheads, n)
	}
	if len(s.bylines) < maxMarked {
		if w := authorWeight(n, prop, class); w > 0 {
			s.bylines = append(s.bylines, marked{node: n, at: s.nodes, weight: w, class: class})
		}
	}
}

// marksTitle reports whether a class says that the element holds the page's title.
func marksTitle(class string) bool {
	for w := range strings.FieldsSeq(class) {
		switch {
		case w == "title" || w == "headline" || w == "entry-title" || w == "post-title" || w == "article-title" || w == "page-title":
			return true
		case strings.HasSuffix(w, "headline") || strings.HasPrefix(w, "headline"):
			return true
		}
	}
	return false
}

// following returns the node after n in the order of the page, or nil at the end of
// root's tree. It needs no stack: depth is the page author's choice.
func following(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return after(n, root)
}

// after returns the first node behind n and everything in it, within root.
func after(n, root *html.Node) *html.Node {
	for n != root && n != nil {
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
	return nil
}

// attr returns the value of an attribute, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// nodeText returns the shown text inside n, white space folded, of about limit bytes at
// most.
func nodeText(n *html.Node, limit int) string { return textWithout(n, limit, hidden) }

// textWithout is nodeText without the elements that skip names.
func textWithout(n *html.Node, limit int, skip func(*html.Node) bool) string {
	var b strings.Builder
	for c, left := n, maxTextNodes; c != nil && b.Len() < limit && left > 0; left-- {
		if c.Type == html.ElementNode && c != n && skip(c) {
			b.WriteByte(' ')
			c = after(c, n)
			continue
		}
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.DataAtom == atom.Br || isBlock(c):
			b.WriteByte(' ')
		}
		c = following(c, n)
	}
	return fold(strings.ReplaceAll(clip(b.String(), limit), "\u00ad", ""))
}

// rawText returns the text of a script element.
func rawText(n *html.Node) string {
	if n.FirstChild == nil || n.FirstChild.Type != html.TextNode {
		return ""
	}
	return n.FirstChild.Data
}

// fold joins all runs of white space into single spaces.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip cuts s to at most limit bytes, on a border of a character.
func clip(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && s[limit]&0xC0 == 0x80 {
		limit--
	}
	return s[:limit]
}
