package article

// Limits of a card: a small box with another article's linked headline and a few words
// about it.
const (
	maxCardText   = 700
	maxCardProse  = 320
	maxCardBlocks = 10
	minHeadlined  = 20 // bytes of its headline
	minCards      = 3  // of them beside each other
	cardShare     = 0.7
)

// findCards reports which boxes are cards in a row of cards. Rows of them are told by
// their make, whatever their classes are called.
func (p *page) findCards() []bool {
	cards := make([]bool, len(p.boxes))
	count := make([]int, len(p.boxes)) // cards in a box
	text := make([]int, len(p.boxes))  // and the text in them
	for i := 1; i < len(p.boxes); i++ {
		if b := &p.boxes[i]; p.isTeaserCard(b) {
			cards[i] = true
			count[b.parent]++
			text[b.parent] += b.text
		}
	}
	for i := range cards {
		if cards[i] {
			up := p.boxes[i].parent
			cards[i] = count[up] >= minCards && float64(text[up]) >= cardShare*float64(p.boxes[up].text)
		}
	}
	return cards
}

func (p *page) isTeaserCard(b *box) bool {
	n := b.blocks[1] - b.blocks[0]
	if n < 1 || n > maxCardBlocks || b.text > maxCardText || b.prose > maxCardProse || b.links < minHeadlined {
		return false
	}
	for i := b.blocks[0]; i < b.blocks[1]; i++ {
		if block := &p.blocks[i]; block.links >= minHeadlined && block.links*10 >= len(block.text)*9 {
			return true
		}
	}
	return false
}
