package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"readout"
)

// How many headlines of other articles make a rail under the text: fewer where a heading
// stands over them or they are headings themselves.
const (
	minTailRun   = 3
	minHeadedRun = 2
)

// cutTail finds the rails that stand under the text, in the body's box, which ends before
// block last, or behind it.
func (p *page) cutTail(first, last int) {
	total, read := 0.0, 0.0
	for i := first; i < last; i++ {
		if p.blocks[i].role == bodyText {
			total += prose(&p.blocks[i])
		}
	}
	for i := first; i < len(p.blocks); i++ {
		b := &p.blocks[i]
		if i < last && b.role == bodyText {
			read += prose(b)
		}
		if total == 0 || read < endShare*total || !p.isTailItem(b) {
			continue
		}
		end := p.tailRun(i)
		if headed := p.headedRun(i, last); end-i >= minTailRun || end-i >= minHeadedRun && (headed || isHeading(b.tag)) {
			p.addTail(i, end)
			if headed {
				p.blocks[i-1].role = chrome
			}
			dropLabels(p.blocks[min(end, last):last])
		}
		i = end - 1
	}
}

// dropLabels drops the lines under a rail, where all of them are labels and notices and
// no paragraph follows.
func dropLabels(blocks []block) {
	for i := range blocks {
		b := &blocks[i]
		if b.role == bodyText && (isProse(b.text) || len(b.text) > maxPromo || isCell(b.tag) || b.tag == atom.Li) {
			return
		}
	}
	for i := range blocks {
		if b := &blocks[i]; b.role == bodyText {
			b.role = chrome
		}
	}
}

// isTailItem reports whether a block is the linked headline of another article in a place
// that is not made for other links.
func (p *page) isTailItem(b *block) bool {
	const elsewhere = hintNav | hintFoot | hintComment | hintAd | hintShare | hintOffer | hintMeta | hintCaption
	if b.role != unread && b.role != chrome || p.boxes[b.box].hints&elsewhere != 0 || !isHeadline(b) {
		return false
	}
	return !strings.HasPrefix(b.anchors[0].href, "#")
}

// tailRun returns the end of the run of items that begins at block i. The dates and
// lines of text between them are not looked at.
func (p *page) tailRun(i int) int {
	for i < len(p.blocks) && p.isTailItem(&p.blocks[i]) {
		i++
	}
	return i
}

// headedRun reports whether the line before block i reads like the heading of a rail.
func (p *page) headedRun(i, last int) bool {
	if i == 0 || i > last {
		return false
	}
	b := &p.blocks[i-1]
	return (b.role == bodyText || b.role == chrome) && b.links == 0 && len(b.text) <= maxEndMark && hasLetter(b.text) && !endsSentence(strings.TrimSuffix(b.text, ":"))
}

func (p *page) addTail(from, to int) {
	for i := from; i < to; i++ {
		b := &p.blocks[i]
		b.role = railed
		text, day, _ := linkItem(b)
		p.relate(readout.Related{Headline: text, Date: day, URL: readout.Opt(p.resolve(b.anchors[0].href))})
	}
}

// Bounds of appeals to the reader: how long they are, in bytes, and how many of them
// stand under a text.
const (
	maxAppeal  = 400
	maxAppeals = 3
)

// dropAppeals drops the lines at the end of the body that ask the reader for money, a
// subscription or a membership.
func dropAppeals(blocks []block) {
	left := maxAppeals
	for i := len(blocks) - 1; i >= 0 && left > 0; i-- {
		b := &blocks[i]
		if b.role != bodyText {
			continue
		}
		if !isAppeal(b) {
			return
		}
		b.role = chrome
		left--
	}
}

// appealWords are what appeals to the reader say.
var appealWords = []string{
	"support us", "support our work", "support our journalism", "support our reporting", "support independent journalism", "support quality journalism",
	"become a member", "become a subscriber", "become a supporter", "become a patron", "donate today", "donate now", "make a donation", "make a contribution", "your donation", "your support",
	"unterstützen sie uns", "unterstützen sie unsere", "mitglied werden", "jetzt spenden", "spenden sie", "soutenez-nous", "soutenez notre", "faites un don", "faire un don",
	"apóyanos", "hazte socio", "haz una donación", "apoie o nosso", "faça uma doação", "sostienici", "fai una donazione",
	"поддержите нас", "поддержите нашу", "сделайте пожертвование", "підтримайте нас", "bizi dəstəkləyin", "bize destek olun", "աջակցեք մեզ",
}

// appealPaths are the words of addresses that appeals link to.
var appealPaths = lexicon(`donate donation donations give support supportus membership member members join contribute contribution contributions subscribe
subscription subscriptions subscriber signup register newsletter newsletters patreon abo abonnement abonnieren abonnez spenden spende don dons soutenir soutien
donar dona socio suscripcion suscribete doar assine abbonati sostienici podderzhat support-us become-a-member`)

// isAppeal reports whether a short paragraph asks the reader for support, by its words or
// by the address that it links to.
func isAppeal(b *block) bool {
	if len(b.text) > maxAppeal {
		return false
	}
	for _, a := range b.anchors {
		path, _, _ := strings.Cut(strings.ToLower(clip(a.href, maxClass)), "?")
		_, path, _ = strings.Cut(strings.TrimPrefix(strings.TrimPrefix(path, "https://"), "http://"), "/")
		for w := range strings.FieldsFuncSeq(path, func(r rune) bool { return r == '/' || r == '.' || r == '_' }) {
			if appealPaths[w] {
				return true
			}
		}
	}
	return containsAny(strings.ToLower(b.text), appealWords)
}
