package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A box is a block element of the page: what blocks stand in. Parents come before their
// children, so that sums over a subtree are one pass backwards.
type box struct {
	node   *html.Node
	parent int32
	hints  hint    // what its class, id and tag say it is
	text   int     // bytes of text in it and below
	links  int     // those of them in links
	prose  float64 // weight of the text in it that reads like prose
	blocks [2]int  // the first block in it, and the one after the last
}

// An anchor is a link inside a block.
type anchor struct {
	start, end int // bytes of the block's text
	href       string
}

// cutHTML returns the visible text of a page as blocks, and the boxes they stand in. It
// walks the tree without recursion, since depth is the page author's choice.
func cutHTML(root *html.Node) ([]block, []box) {
	c := cutter{cache: map[string]hint{}}
	c.enter(root)
	for n := root; n != nil; {
		if !hidden(n) && !c.hovers(n) {
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
	c.flush()
	return c.finish(), c.boxes
}

// cutter gathers blocks. All text goes into one buffer, which the blocks share.
type cutter struct {
	blocks  []block
	cuts    [][2]int // each block's place in buf
	boxes   []box
	stack   []int32 // open boxes, innermost last
	buf     []byte
	start   int  // where the current block starts in buf
	space   bool // whether white space waits to be written
	anchors []anchor
	inLink  bool   // whether a link is open
	href    string // where it leads
	from    int    // where it begins in the current block
	breaks  int    // line breaks since the last text
	lines   []int  // where line breaks stand in the current block
	pre     int    // open pre elements, whose lines are lines
	cache   map[string]hint
}

func (c *cutter) open(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		c.write(n.Data)
	case n.Type != html.ElementNode:
	case n.DataAtom == atom.A:
		c.openLink(n)
	case n.DataAtom == atom.Br:
		c.lineBreak()
	case c.isBox(n):
		c.flush()
		c.enter(n)
	}
}

func (c *cutter) close(n *html.Node) {
	switch {
	case n.Type != html.ElementNode:
	case n.DataAtom == atom.A:
		c.closeLink(n)
	case c.isBox(n):
		c.flush()
		c.leave()
	}
}

// isBox reports whether an element's text stands apart from what is around it.
func (c *cutter) isBox(n *html.Node) bool {
	return isBlock(n) || n.DataAtom == atom.Span && len(n.Attr) > 0 && c.hintOf(n)&hintsApart != 0
}

// hovers reports whether an element inside a sentence is shown only on hovering, or only
// read aloud. The cards that sites hang on names are made so.
func (c *cutter) hovers(n *html.Node) bool {
	return n.DataAtom == atom.Span && len(n.Attr) > 0 && (c.hintOf(n)&hintHidden != 0 || c.isCard(n))
}

// How much of an element is looked at to tell whether it is a card.
const (
	maxCardNodes = 80
	minCardLinks = 2
)

// isCard reports whether an element says again the name before it and adds links: a card
// about the one named, to be shown on hovering.
func (c *cutter) isCard(n *html.Node) bool {
	word := c.lastWord()
	if word == "" || n.FirstChild == nil {
		return false
	}
	links, repeats, seen := 0, false, 0
	for d := range n.Descendants() {
		if seen++; seen > maxCardNodes {
			break
		}
		if d.DataAtom == atom.A {
			links++
		}
		repeats = repeats || d.Type == html.TextNode && strings.Contains(d.Data, word)
	}
	return repeats && links >= minCardLinks
}

// lastWord returns the last word of the current block if it is long and ends it.
func (c *cutter) lastWord() string {
	block := c.buf[c.start:]
	i := len(block)
	for i > 0 && block[i-1] != ' ' && len(block)-i < maxCardWord {
		i--
	}
	if len(block)-i < minCardWord {
		return ""
	}
	return string(block[i:])
}

// The length of a word that a card can repeat.
const (
	minCardWord = 4
	maxCardWord = 40
)

func (c *cutter) enter(n *html.Node) {
	parent := int32(-1)
	if len(c.stack) > 0 {
		parent = c.stack[len(c.stack)-1]
	}
	if n.DataAtom == atom.Pre {
		c.pre++
	}
	c.stack = append(c.stack, int32(len(c.boxes)))
	c.boxes = append(c.boxes, box{node: n, parent: parent, hints: c.hintOf(n), blocks: [2]int{len(c.blocks), 0}})
}

func (c *cutter) leave() {
	last := len(c.stack) - 1
	done := &c.boxes[c.stack[last]]
	done.blocks[1] = len(c.blocks)
	if done.node.DataAtom == atom.Pre {
		c.pre--
	}
	c.stack = c.stack[:last]
}

// openLink notes where a link begins. An anchor without an address is a mark, not a link.
func (c *cutter) openLink(n *html.Node) {
	if href := attr(n, "href"); href != "" && !c.inLink {
		c.inLink, c.href, c.from = true, href, c.at()
	}
}

func (c *cutter) closeLink(n *html.Node) {
	if c.inLink && attr(n, "href") == c.href {
		c.endLink()
		c.inLink = false
	}
}

// endLink adds the part of the open link that stands in the current block.
func (c *cutter) endLink() {
	if end := len(c.buf) - c.start; end > c.from {
		c.anchors = append(c.anchors, anchor{c.from, end, c.href})
	}
	c.from = 0
}

// at returns where the next text will stand in the current block.
func (c *cutter) at() int {
	at := len(c.buf) - c.start
	if c.space && at > 0 {
		at++
	}
	return at
}

// lineBreak is a space; two of them end a paragraph.
func (c *cutter) lineBreak() {
	c.space = true
	c.breaks++
	switch {
	case c.breaks == 2:
		c.flush()
	case len(c.buf) > c.start:
		c.lines = append(c.lines, len(c.buf)-c.start)
	}
}

// write adds text, its white space folded and what has no width left out.
func (c *cutter) write(s string) {
	for i := 0; i < len(s); {
		if b := s[i]; b <= ' ' {
			c.space = true
			if b == '\n' && c.pre > 0 {
				c.flush()
			}
			i++
			continue
		}
		j := i
		for j < len(s) && s[j] > ' ' && s[j] < utf8.RuneSelf {
			j++
		}
		if j == i {
			j = c.wide(s, i)
			i = j
			continue
		}
		c.ink(s[i:j])
		i = j
	}
}

// wide handles the character outside ASCII at i and returns where the next one starts.
func (c *cutter) wide(s string, i int) int {
	r, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case r == '\u00a0' || unicode.IsSpace(r):
		c.space = true
	case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff':
	case r == utf8.RuneError && size == 1:
		c.ink("\ufffd")
	default:
		c.ink(s[i : i+size])
	}
	return i + size
}

func (c *cutter) ink(s string) {
	if c.space && len(c.buf) > c.start {
		c.buf = append(c.buf, ' ')
	}
	c.space, c.breaks = false, 0
	c.buf = append(c.buf, s...)
}

// flush ends the current block.
func (c *cutter) flush() {
	c.space = true
	if len(c.blocks) >= maxBlocks {
		c.buf = c.buf[:c.start]
	}
	if len(c.buf) == c.start {
		return
	}
	if c.inLink { // a link around several blocks is in each of them
		c.endLink()
	}
	switch {
	case len(c.lines) == 0:
		c.add(c.start, len(c.buf), c.anchors)
	case c.linesAreParagraphs():
		c.addLines(c.lines)
	default:
		c.addLines(c.dateBreaks())
	}
	c.start = len(c.buf)
	c.anchors = nil
	c.lines = c.lines[:0]
}

// add makes a block of a piece of the buffer.
func (c *cutter) add(start, end int, anchors []anchor) {
	b := block{anchors: anchors}
	for _, a := range anchors {
		b.links += a.end - a.start
	}
	if len(c.stack) > 0 {
		b.box = c.stack[len(c.stack)-1]
		b.node = c.boxes[b.box].node
		b.tag = b.node.DataAtom
	}
	c.blocks = append(c.blocks, b)
	c.cuts = append(c.cuts, [2]int{start, end})
}

// Lines that end in single breaks are paragraphs where there are several of them, long
// on the average.
const (
	minLines    = 4
	minLineMean = 60
)

func (c *cutter) linesAreParagraphs() bool {
	n := len(c.lines)
	return n >= minLines && len(c.buf)-c.start >= minLineMean*n
}

// dateBreaks returns the line breaks around the line that is a date and nothing else, if
// there is one: it stands for itself under a headline or an item of a rail. Blocks with
// several are lists.
func (c *cutter) dateBreaks() []int {
	var at []int
	from := 0
	for i := range len(c.lines) + 1 {
		to := len(c.buf) - c.start
		if i < len(c.lines) {
			to = c.lines[i]
		}
		if isDateLine(c.buf[c.start+from : c.start+to]) {
			if at != nil {
				return nil
			}
			at = []int{from, to}
		}
		from = to
	}
	return at
}

func isDateLine(b []byte) bool {
	if len(b) > maxRailDate+1 || len(b) < minDateLine {
		return false
	}
	h, ok := wholeDate(strings.TrimSpace(string(b)), orderUnknown)
	return ok && h.full()
}

// minDateLine is the size of the shortest full date: 1.5.23.
const minDateLine = 6

// addLines makes a block of each piece of the current block between breaks.
func (c *cutter) addLines(breaks []int) {
	from := 0
	for _, to := range append(breaks, len(c.buf)-c.start) {
		start := from
		if start < to && c.buf[c.start+start] == ' ' {
			start++
		}
		if start >= to {
			continue
		}
		c.add(c.start+start, c.start+to, cutAnchors(&c.anchors, start, to))
		from = to
	}
}

// cutAnchors takes the links off the front of a list that begin before byte to, as links
// of the piece from byte start.
func cutAnchors(all *[]anchor, start, to int) []anchor {
	n := 0
	for n < len(*all) && (*all)[n].start < to {
		a := &(*all)[n]
		a.start, a.end = max(a.start-start, 0), min(a.end, to)-start
		n++
	}
	cut := (*all)[:n:n]
	*all = (*all)[n:]
	return cut
}

// finish gives the blocks their text and the boxes their sums.
func (c *cutter) finish() []block {
	for len(c.stack) > 0 {
		c.leave()
	}
	text := string(c.buf)
	for i := range c.blocks {
		b := &c.blocks[i]
		b.text = text[c.cuts[i][0]:c.cuts[i][1]]
		if len(c.boxes) > 0 {
			c.boxes[b.box].text += len(b.text)
			c.boxes[b.box].links += b.links
		}
	}
	for i := len(c.boxes) - 1; i > 0; i-- {
		up := &c.boxes[c.boxes[i].parent]
		up.text += c.boxes[i].text
		up.links += c.boxes[i].links
	}
	return c.blocks
}

// hidden reports whether an element's text is never shown as text.
func hidden(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Object, atom.Select,
		atom.Textarea, atom.Button, atom.Video, atom.Audio, atom.Canvas, atom.Datalist:
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
		atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Blockquote, atom.Pre,
		atom.Figure, atom.Figcaption, atom.Form, atom.Fieldset, atom.Legend, atom.Hr, atom.Address, atom.Body, atom.Html,
		atom.Center, atom.Details, atom.Summary, atom.Dialog, atom.Hgroup, atom.Menu, atom.Dir:
		return true
	}
	return false
}
