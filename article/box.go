package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// Shares of a page's prose above which a hint against a box is not believed: template
// authors write "post-meta-layout" around the article too.
const (
	trustBelow = 0.35
	trustMost  = 0.8
)

// hintsFar are the hints of boxes that are never part of an article's own region. What
// stands in them says nothing about how large the article is.
const hintsFar = hintComment | hintFoot | hintNav | hintHidden | hintWidget

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
	m := p.measure()
	cards := p.findCards()
	for i := range p.boxes {
		b := &p.boxes[i]
		b.hints = b.believed(m)
		if cards[i] {
			b.hints |= hintRelated
		}
		if b.parent >= 0 {
			b.hints |= p.boxes[b.parent].hints &^ hintBody
		}
		if b.node.DataAtom == atom.Blockquote { // a post shown in full is quoted, not offered for sharing
			b.hints &^= hintShare | hintWidget
		}
	}
}

// measures are sums of the prose of a page.
type measures struct {
	all  float64
	open float64 // without comments
	near float64 // without what is far from any article
	head int     // the block of the first heading of the first rank, or -1
}

// around reports whether a box is one around the article, whatever its class says:
// it holds the headline, or most of a page that has none.
func (m measures) around(b *box) bool {
	if m.head >= 0 {
		return b.blocks[0] <= m.head && m.head < b.blocks[1]
	}
	return b.prose > trustMost*m.all
}

// measure sums the prose by the hints it stands under, as far as they are not hints of
// boxes around most of the page.
func (p *page) measure() measures {
	m := measures{all: p.boxes[0].prose}
	m.head = slices.IndexFunc(p.blocks, func(b block) bool { return b.tag == atom.H1 })
	under := make([]hint, len(p.boxes))
	for i := range p.boxes {
		b := &p.boxes[i]
		if !m.around(b) {
			under[i] = b.hints
		}
		if b.parent >= 0 {
			under[i] |= under[b.parent]
		}
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		w := prose(b)
		if under[b.box]&hintComment == 0 {
			m.open += w
		}
		if under[b.box]&hintsFar == 0 {
			m.near += w
		}
	}
	return m
}

// believed returns the hints of a box that fit how much of the page's prose it holds.
func (b *box) believed(m measures) hint {
	h := b.hints
	switch {
	case h&hintsBad == 0 || m.all == 0 || b.node.DataAtom == atom.Figcaption:
		return h
	case h&hintBody != 0 && b.prose > 0:
		return hintBody
	case h&hintComment != 0 && !m.around(b): // readers' words are never the article's
		return h
	case b.prose > trustMost*m.all:
		return h &^ hintsBad
	}
	if m.around(b) {
		h &^= hintComment
	}
	if b.prose > trustBelow*m.open {
		h &^= hintsFar
	}
	if b.prose > trustBelow*m.near {
		h &^= hintsBad &^ hintsFar
	}
	return h
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
