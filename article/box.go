package article

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// Shares of a page's prose above which a hint against a box is not believed: template
// authors write "post-meta-layout" around the article too.
const (
	trustBelow        = 0.35
	trustCommentBelow = 0.8
)

// weighBoxes sums the prose of each box, and lets every box inherit the hints of those
// around it that can be believed.
func (p *page) weighBoxes() {
	if len(p.boxes) == 0 {
		return
	}
	for i := range p.blocks {
		p.boxes[p.blocks[i].box].prose += prose(&p.blocks[i])
	}
	for i := len(p.boxes) - 1; i > 0; i-- {
		p.boxes[p.boxes[i].parent].prose += p.boxes[i].prose
	}
	total := p.boxes[0].prose
	for i := range p.boxes {
		b := &p.boxes[i]
		b.hints = b.believed(total)
		if b.parent >= 0 {
			b.hints |= p.boxes[b.parent].hints &^ hintBody
		}
		if b.node.DataAtom == atom.Blockquote { // a post shown in full is quoted, not offered for sharing
			b.hints &^= hintShare | hintWidget
		}
	}
}

// believed returns the hints of a box that fit how much of the page's prose it holds.
func (b *box) believed(total float64) hint {
	switch {
	case b.hints&hintsBad == 0 || total == 0:
		return b.hints
	case b.hints&hintBody != 0 && b.prose > 0:
		return hintBody
	case b.prose > trustCommentBelow*total:
		return b.hints &^ hintsBad
	case b.prose > trustBelow*total:
		return b.hints &^ (hintsBad &^ hintComment)
	}
	return b.hints
}

// prose is how much text of a block reads like prose: whole sentences outside of links.
func prose(b *block) float64 {
	n := len(b.text) - b.links
	if n < 40 || b.links > n || isHeading(b.tag) {
		return 0
	}
	if !endsSentence(b.text) && n < 100 && !strings.ContainsAny(b.text, ".?!。؟।") {
		return 0
	}
	return float64(n)
}
