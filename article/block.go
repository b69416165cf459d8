package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A block is a run of text that stands for itself on the page: a paragraph, a heading,
// a list item, a line of a plain text page. HTML and plain text both become blocks, so
// that everything after reads only one kind of page.
type block struct {
	text  string     // white space folded to single spaces
	tag   atom.Atom  // of the innermost block element; atom.P for plain text
	node  *html.Node // that element, or nil for plain text
	links int        // bytes of text that stand in links
	role  role       // what the block turned out to be
	gap   bool       // whether a blank line stands before it (plain text)
}

// A role is what a block is to the article.
type role uint8

const (
	unread   role = iota
	headline      // the article's own headline, wherever it is repeated
	bodyText      // part of the body
	byline
	dateline
	dated  // a line that gives the article's date
	railed // part of the related rail
	chrome // navigation, promotion, credits, legal lines: anything else
)

// markup is a parsed HTML page.
type markup struct {
	root *html.Node
}

// cut turns the decoded page into blocks.
func (p *page) cut() {
	if p.doc != nil {
		p.blocks = cutHTML(p.doc.root)
		return
	}
	p.blocks = cutPlain(p.text)
}

func cutPlain(s string) []block {
	var blocks []block
	gap := false
	for line := range strings.Lines(s) {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			gap = true
			continue
		}
		blocks = append(blocks, block{text: line, tag: atom.P, gap: gap})
		gap = false
	}
	return blocks
}

// cutHTML walks the tree without recursion, since depth is the page author's choice.
func cutHTML(root *html.Node) []block {
	c := cutter{}
	for n := root; n != nil; {
		enter := n.Type != html.ElementNode || !hidden(n)
		if enter {
			c.open(n)
			if n.FirstChild != nil {
				n = n.FirstChild
				continue
			}
			c.close(n)
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			c.close(n)
		}
		if n == root {
			break
		}
		n = n.NextSibling
	}
	c.flush(nil)
	return c.blocks
}

type cutter struct {
	blocks []block
	buf    strings.Builder
	links  int
	inLink int
	inner  []*html.Node // open block elements
}

func (c *cutter) open(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		c.buf.WriteString(n.Data)
		if c.inLink > 0 {
			c.links += len(strings.TrimSpace(n.Data))
		}
	case n.DataAtom == atom.A:
		c.inLink++
	case n.DataAtom == atom.Br:
		c.buf.WriteByte('\n')
	case isBlock(n):
		c.flush(nil)
		c.inner = append(c.inner, n)
	}
}

func (c *cutter) close(n *html.Node) {
	switch {
	case n.Type != html.ElementNode:
	case n.DataAtom == atom.A:
		c.inLink--
	case isBlock(n):
		c.flush(n)
		c.inner = c.inner[:len(c.inner)-1]
	}
}

func (c *cutter) flush(_ *html.Node) {
	text := strings.Join(strings.Fields(c.buf.String()), " ")
	links := c.links
	c.buf.Reset()
	c.links = 0
	if text == "" {
		return
	}
	b := block{text: text, links: links}
	if len(c.inner) > 0 {
		b.node = c.inner[len(c.inner)-1]
		b.tag = b.node.DataAtom
	}
	c.blocks = append(c.blocks, b)
}

// hidden reports whether an element's text is never shown as text.
func hidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Object, atom.Select, atom.Textarea, atom.Button:
		return true
	}
	return false
}

func isBlock(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Aside, atom.Header, atom.Footer, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption,
		atom.Form, atom.Fieldset, atom.Hr, atom.Address, atom.Body, atom.Html, atom.Center:
		return true
	}
	return false
}
