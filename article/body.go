package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"readout"
)

// readBody decides which blocks are the body and which are the rail, and writes the
// article's text.
func (p *page) readBody() {
	switch {
	case p.in.Form == Body:
		p.result.Article.Text = p.text
		return
	case p.doc != nil:
		p.pickHTML()
	default:
		p.pickPlain()
	}
	p.dropRelated()
	dropRepeats(p.blocks)
	p.writeText()
	if text := p.hiddenBody(); text != "" {
		p.result.Article.Text, p.result.Article.Links = text, nil
	}
}

// dropRelated takes out of the body what the page advertises as another article: the
// same line between two paragraphs, without its link.
func (p *page) dropRelated() {
	if len(p.result.Article.Related) == 0 {
		return
	}
	advertised := map[string]bool{}
	for _, it := range p.result.Article.Related {
		advertised[it.Headline] = true
	}
	for i := range p.blocks {
		if b := &p.blocks[i]; b.role == bodyText && advertised[b.text] {
			b.role = railed
		}
	}
}

// minRepeated is how many paragraphs make a copy of the text. One alone may be meant.
const minRepeated = 2

// dropRepeats drops the paragraphs that a page prints once more, as designs do that have a
// copy of the text for small screens.
func dropRepeats(blocks []block) {
	seen := map[string]int{}
	var again []*block
	copied := 0
	for i := range blocks {
		b := &blocks[i]
		if b.role != bodyText || !isProse(b.text) {
			continue
		}
		if seen[b.text]++; seen[b.text] > 1 {
			again = append(again, b)
		}
		if seen[b.text] == 2 {
			copied++
		}
	}
	if copied < minRepeated {
		return
	}
	for _, b := range again {
		b.role = chrome
	}
}

// writeText joins the blocks of the body, and finds their links in it.
func (p *page) writeText() {
	var b strings.Builder
	var links []placedLink
	for i := range p.blocks {
		block := &p.blocks[i]
		if block.role != bodyText {
			continue
		}
		switch {
		case b.Len() == 0:
		case p.sameRow(i):
			b.WriteByte(' ')
		default:
			b.WriteString("\n\n")
		}
		for _, a := range block.anchors {
			links = append(links, placedLink{b.Len() + a.start, b.Len() + a.end, a.href})
		}
		b.WriteString(block.text)
	}
	p.result.Article.Text = b.String()
	p.writeLinks(links)
}

// maxCell bounds a table's cell that is written in one line with the rest of its row.
const maxCell = 120

// sameRow reports whether a block is a short cell of a table whose neighbour to the left
// is one too.
func (p *page) sameRow(i int) bool {
	if i == 0 || !isCell(p.blocks[i].tag) || !isCell(p.blocks[i-1].tag) || p.blocks[i-1].role != bodyText {
		return false
	}
	left, right := &p.blocks[i-1], &p.blocks[i]
	return left.node.Parent == right.node.Parent && len(left.text) <= maxCell && len(right.text) <= maxCell
}

func isCell(tag atom.Atom) bool { return tag == atom.Td || tag == atom.Th }

// A placedLink is a link at its place in the article's text, in bytes.
type placedLink struct {
	start, end int
	href       string
}

func (p *page) writeLinks(links []placedLink) {
	if len(links) == 0 {
		return
	}
	text := readout.NewText(p.result.Article.Text)
	for _, l := range links {
		if u := p.resolve(l.href); u != "" {
			p.result.Article.Links = append(p.result.Article.Links, readout.Link{Span: text.Span(l.start, l.end), URL: u})
		}
	}
}

// pickHTML finds the box that holds the body and marks the body's blocks in it.
func (p *page) pickHTML() {
	if len(p.blocks) == 0 {
		return
	}
	top := p.bodyBox()
	first, last := p.boxes[top].blocks[0], p.boxes[top].blocks[1]
	p.pickLead(first, top)
	blocks := p.blocks[first:last]
	for i := range blocks {
		if b := &blocks[i]; b.role == unread {
			b.role = p.sort(b)
		}
	}
	p.cutTail(first, last)
	p.cutEnd(blocks)
	dropAppeals(blocks)
	openTranscript(blocks)
	trimHead(blocks)
	trimTail(blocks)
	dropHeadings(blocks)
	for i := range p.blocks {
		if b := &p.blocks[i]; b.role == unread {
			b.role = chrome
		}
	}
	p.findAsides()
}

// majority is the share of a box's prose that one box inside it must hold to be taken
// in its stead.
const majority = 0.7

// namedShare is the share of a page's prose that boxes named after the body must hold
// for their name to be taken for it.
const namedShare = 0.4

// bodyBox walks down from the page to the smallest box that holds most of the prose:
// that of the boxes named after the body, where there are such.
func (p *page) bodyBox() int {
	good := make([]float64, len(p.boxes))
	named := make([]float64, len(p.boxes))
	inNamed := p.namedBoxes()
	all, inside := 0.0, 0.0
	for i := range p.blocks {
		b := &p.blocks[i]
		if p.boxes[b.box].hints&hintsBad != 0 {
			continue
		}
		w := prose(b)
		good[b.box] += w
		all += w
		if inNamed[b.box] {
			named[b.box] += w
			inside += w
		}
	}
	if inside >= namedShare*all {
		return p.descend(named)
	}
	return p.descend(good)
}

// namedBoxes reports which boxes are named after the body, or stand in one that is.
func (p *page) namedBoxes() []bool {
	named := make([]bool, len(p.boxes))
	for i := range p.boxes {
		b := &p.boxes[i]
		named[i] = b.hints&hintBody != 0 || b.parent >= 0 && named[b.parent]
	}
	return named
}

// descend sums weights of boxes upwards and follows the majority down.
func (p *page) descend(weight []float64) int {
	best := make([]int32, len(p.boxes)) // the child with the most weight
	for i := len(p.boxes) - 1; i > 0; i-- {
		up := p.boxes[i].parent
		weight[up] += weight[i]
		if best[up] == 0 || weight[i] >= weight[best[up]] {
			best[up] = int32(i)
		}
	}
	at := 0
	for best[at] != 0 && weight[best[at]] > 0 && weight[best[at]] >= majority*weight[at] && !isParagraph(p.boxes[best[at]].node.DataAtom) {
		at = int(best[at])
	}
	return at
}

func isParagraph(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Li, atom.Pre, atom.Td:
		return true
	}
	return isHeading(tag)
}

func isHeading(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// sort says whether a block inside the body's box is part of the body.
func (p *page) sort(b *block) role {
	switch {
	case p.boxes[b.box].hints&hintsBad != 0, b.tag == atom.H1:
		return chrome
	case b.links*10 >= len(b.text)*9:
		return chrome
	case isFurniture(b):
		return chrome
	}
	return bodyText
}

// maxLead is how many blocks before the body's box are searched for a lead.
const maxLead = 40

// minLead is the size of a lead in a place of its own, in bytes.
const minLead = 80

// pickLead marks the paragraphs between the headline and the body's box as body: many
// designs set the lead apart.
func (p *page) pickLead(first, top int) {
	start := first
	for i := first - 1; i >= 0 && i >= first-maxLead; i-- {
		if b := &p.blocks[i]; b.role == headline || b.tag == atom.H1 {
			start = i + 1
			break
		}
	}
	for i := start; i < first; i++ {
		if b := &p.blocks[i]; b.role == unread && p.isLead(b, top) {
			b.role = bodyText
		}
	}
}

func (p *page) isLead(b *block, top int) bool {
	if b.links*2 > len(b.text) || p.boxes[b.box].hints&(hintsBad&^hintRelated) != 0 || isFurniture(b) {
		return false
	}
	return (len(b.text) >= minLead || prose(b) > 0 && p.beside(b.box, top)) && !isHeading(b.tag) && !p.isDeck(b)
}

// beside reports whether a box stands next to another, or to the one around it.
func (p *page) beside(i int32, other int) bool {
	up := p.boxes[other].parent
	if up < 0 {
		return false
	}
	return p.boxes[i].parent == up || p.boxes[i].parent == p.boxes[up].parent
}

// deckWords are the words of classes for the summary under a headline, which is the
// desk's and not the author's.
var deckWords = []string{"dek", "deck", "standfirst", "subhead", "sub-head", "subtitle", "sub-title", "summary"}

func (p *page) isDeck(b *block) bool {
	for at, n := b.box, 0; at > 0 && n < 2; at, n = p.boxes[at].parent, n+1 {
		if containsAny(strings.ToLower(clip(attr(p.boxes[at].node, "class"), maxClass)), deckWords) {
			return true
		}
	}
	return false
}

// trimHead drops what stands before the first prose, headings aside.
func trimHead(blocks []block) {
	for i := range blocks {
		b := &blocks[i]
		if b.role == bodyText {
			if prose(b) > 0 {
				return
			}
			b.role = chrome
		}
	}
}

// cutEnd drops what stands under a heading that ends the text.
func (p *page) cutEnd(blocks []block) {
	total, read := 0.0, 0.0
	for i := range blocks {
		if blocks[i].role == bodyText {
			total += prose(&blocks[i])
		}
	}
	ended := false
	for i := range blocks {
		b := &blocks[i]
		ended = ended || total > 0 && endsText(b, read/total) && !p.isBad(b)
		if b.role == bodyText {
			read += prose(b)
			if ended {
				b.role = chrome
			}
		}
	}
}

// isBad reports whether a block stands in a box that is no part of the body.
func (p *page) isBad(b *block) bool { return b.node != nil && p.boxes[b.box].hints&hintsBad != 0 }

// trimTail drops what stands after the last prose.
func trimTail(blocks []block) {
	for i := len(blocks) - 1; i >= 0; i-- {
		b := &blocks[i]
		if b.role == bodyText {
			listed := (b.tag == atom.Li || isCell(b.tag)) && b.links*2 < len(b.text)
			if prose(b) > 0 || listed || endsSentence(b.text) && !isHeading(b.tag) {
				return
			}
			b.role = chrome
		}
	}
}

// dropHeadings drops headings that nothing of the body follows before the next one of
// the same rank.
func dropHeadings(blocks []block) {
	follows := false
	for i := len(blocks) - 1; i >= 0; i-- {
		b := &blocks[i]
		switch {
		case !isHeading(b.tag):
			follows = follows || b.role == bodyText
		case b.role == bodyText && !follows:
			b.role = chrome
		case b.role == bodyText:
			follows = i > 0 && isHeading(blocks[i-1].tag)
		default:
			follows = false
		}
	}
}
