package article

import (
	"strings"
	"unicode"

	"readout"
)

// hintsRail are the hints of boxes that advertise other articles.
const hintsRail = hintRelated | hintSide

// findAsides marks the headlines of other articles in side columns and related boxes,
// and takes them with their dates.
func (p *page) findAsides() {
	seen := map[string]bool{}
	for _, it := range p.result.Article.Related {
		seen[it.Headline] = true
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.role != chrome || !p.advertises(b) {
			continue
		}
		b.role = railed
		text, day, _ := linkItem(b)
		if text = clip(text, maxRailItem); seen[text] {
			continue
		}
		seen[text] = true
		if day == "" {
			day = p.dateBeside(i)
		}
		p.relate(readout.Related{Headline: text, Date: day, URL: readout.Opt(p.resolve(b.anchors[0].href))})
	}
}

// Size of the shortest headline of a related article: in words, or in letters for
// scripts that do not part words.
const (
	minRailWords   = 4
	minRailLetters = 12
)

// advertises reports whether a block is the linked headline of another article.
func (p *page) advertises(b *block) bool {
	box := &p.boxes[b.box]
	if box.hints&hintsRail == 0 || box.hints&(hintNav|hintFoot|hintComment|hintAd) != 0 {
		return false
	}
	return isHeadline(b)
}

// isHeadline reports whether a block is one link with the words of a headline.
func isHeadline(b *block) bool {
	if !isLinkItem(b) || isFurniture(b) || len(b.text) > maxRailItem {
		return false
	}
	return strings.Count(b.text, " ") >= minRailWords-1 || len(b.text) >= 3*minRailLetters && strings.ContainsFunc(b.text, unspaced)
}

// unspaced reports whether a letter is of a script that does not part words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// dateBeside returns the day in the line before or after a headline in its item.
func (p *page) dateBeside(i int) readout.Day {
	for _, j := range [...]int{i + 1, i - 1} {
		if j < 0 || j >= len(p.blocks) || !p.sameItem(i, j) {
			continue
		}
		if day, ok := dateLine(p.blocks[j].text); ok {
			return day
		}
	}
	return ""
}

// maxItemDepth is how far up the box that holds a headline and its date is looked for.
const maxItemDepth = 3

// sameItem reports whether two blocks stand in one small box with no other headline.
func (p *page) sameItem(i, j int) bool {
	at := p.blocks[i].box
	for range maxItemDepth {
		if box := &p.boxes[at]; box.blocks[0] <= min(i, j) && max(i, j) < box.blocks[1] {
			return p.headlinesIn(box) == 1
		}
		if at = p.boxes[at].parent; at < 0 {
			return false
		}
	}
	return false
}

func (p *page) headlinesIn(b *box) int {
	n := 0
	for i := b.blocks[0]; i < min(b.blocks[1], b.blocks[0]+maxItemBlocks); i++ {
		if p.advertises(&p.blocks[i]) {
			n++
		}
	}
	return n
}

// maxItemBlocks bounds how much of a box is looked at for one item.
const maxItemBlocks = 12
