package article

import (
	"fmt"

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
	box   int32      // the box it stands in
	// anchors are its links.
	anchors []anchor
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

// maxBlocks is how many blocks of a page are read. Articles have a hundredth of it.
const maxBlocks = 100_000

// cut turns the decoded page into blocks.
func (p *page) cut() {
	if p.doc != nil {
		p.blocks, p.boxes = cutHTML(p.doc.root)
		p.weighBoxes()
	} else {
		p.blocks = cutPlain(p.text)
	}
	if len(p.blocks) >= maxBlocks {
		p.problem("size", fmt.Sprintf("the page has more than %d paragraphs: the rest is not read", maxBlocks))
	}
	if p.in.Form != Body {
		p.findRail()
	}
}
