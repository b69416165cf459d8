package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"readout"
)

// Limits of what can be a headline, in bytes and words.
const (
	maxHeadline      = 400
	maxHeadlineWords = 60
)

// readHead finds the headline and the byline. Publisher, agency and language need the
// body and are read after it.
func (p *page) readHead() {
	p.readHeadline()
	p.readByline()
}

// readHeadline fills in the headline and marks the blocks that print it.
func (p *page) readHeadline() {
	h := ""
	if p.doc != nil {
		h = p.markupHeadline()
	} else {
		h = plainHeadline(p.blocks)
	}
	p.result.Article.Headline = readout.Opt(h)
	markHeadline(p.blocks, h)
}

// markupHeadline takes the heading on which the page and its metadata agree. Where no
// heading resembles a title in the metadata, a single h1 wins over them, since it is
// what readers see.
func (p *page) markupHeadline() string {
	titles := p.titles()
	sets := make([]map[string]bool, len(titles))
	for i, t := range titles {
		sets[i] = tokenSet(t)
	}
	best, score := heading{}, 0.0
	own := 0
	var single heading
	for _, h := range p.headings() {
		if p.isSiteName(h.text) {
			continue
		}
		s := h.agreement(sets)
		if s > score {
			best, score = h, s
		}
		if h.own {
			own++
			single = h
		}
	}
	switch {
	case score >= 0.5:
		return best.text
	case own == 1 && single.words() > 1:
		return single.text
	}
	if h := p.printedTitle(); h != "" {
		return h
	}
	switch {
	case len(titles) > 0 && len(titles[0]) > 0:
		return titles[0]
	case own > 0:
		return single.text
	case len(p.signs().subheads) == 0:
		return plainHeadline(p.blocks) // a text in paragraphs, not a page
	}
	return ""
}

// printedTitle returns the block that prints the <title>, or the part of it before or
// after the site's name: pages without a single heading have at least that.
func (p *page) printedTitle() string {
	title := p.signs().title
	if title == "" || len(title) > maxHeadline {
		return ""
	}
	printed := make(map[string]string)
	for i := range p.blocks[:min(len(p.blocks), 300)] {
		if text := p.blocks[i].text; len(text) <= maxHeadline {
			printed[squash(text)] = text
			if day := datesIn(text, orderUnknown); len(day) == 1 && day[0].start > 20 { // and the day in the same line
				text = dropDateWords(text[:day[0].start])
				printed[squash(text)] = text
			}
		}
	}
	for _, cut := range [...]func(string) (string, string, bool){cutLast, cutFirst} {
		part, ok := title, true
		for range 4 {
			if text := printed[squash(part)]; text != "" && len(strings.Fields(text)) > 2 {
				return text
			}
			head, tail, cutOK := cut(part)
			if ok = cutOK; !ok {
				break
			}
			if part = head; len(tail) > len(head) {
				part = tail
			}
		}
	}
	return ""
}

// dropDateWords cuts the words and marks that lead up to a day off the end of a text.
func dropDateWords(s string) string {
	for {
		s = strings.TrimRight(s, " ,|-–")
		i := strings.LastIndexByte(s, ' ')
		if i < 0 || !datedWord(s[i+1:]) {
			return s
		}
		s = s[:i]
	}
}

// A heading is an element that may hold the headline.
type heading struct {
	text   string
	tokens map[string]bool
	own    bool    // whether it is an h1 or is marked as the headline
	weight float64 // how much its element speaks for it
}

func (h heading) words() int { return len(strings.Fields(h.text)) }

// agreement is how far the heading says the same as the title most like it, by the
// words they share, times the weight of its element.
func (h heading) agreement(titles []map[string]bool) float64 {
	best := 0.0
	for _, t := range titles {
		best = max(best, overlap(h.tokens, t))
	}
	return best * h.weight
}

// headings returns the elements that may hold the headline, in the order of the page.
func (p *page) headings() []heading {
	var hs []heading
	seen := make(map[string]bool)
	add := func(n *html.Node, own bool, weight float64) {
		text := p.headingText(n)
		if text == "" || len(text) > maxHeadline || seen[text] {
			return
		}
		seen[text] = true
		hs = append(hs, heading{text: text, tokens: tokenSet(text), own: own, weight: weight})
	}
	for _, m := range p.signs().headlines {
		n := m.node
		switch {
		case !inside(n, atom.Nav, atom.Footer, atom.Aside):
			add(n, true, 1)
		case inside(n, atom.Nav): // the end of a trail of crumbs
			add(n, false, 0.9)
		}
	}
	for _, n := range p.signs().subheads {
		if !inside(n, atom.Nav, atom.Footer, atom.Aside) {
			add(n, false, 0.8)
		}
	}
	return hs
}

// headingText returns a heading's text without the kicker above and the subtitle below
// the headline that some pages put into the same element, unless nothing else is there.
func (p *page) headingText(n *html.Node) string {
	text := textWithout(n, maxHeadline+1, func(c *html.Node) bool { return hidden(c) || besideHeadline(c) })
	if text == "" {
		text = nodeText(n, maxHeadline+1)
	}
	if strings.Contains(text, " | ") {
		text = p.cutSite(text)
	}
	return strings.TrimPrefix(text, ": ")
}

// kickerClasses are pieces of the classes that mark a line above or below a headline.
var kickerClasses = [...]string{"kicker", "overline", "topline", "eyebrow", "dachzeile", "roofline", "spitzmarke", "supertitle", "preheadline",
	"pretitle", "topic", "label", "subtitle", "sub-title", "subline", "subhead", "sub-head", "deck", "visuallyhidden", "visually-hidden", "sr-only"}

func besideHeadline(n *html.Node) bool {
	class := strings.ToLower(clip(attr(n, "class"), 200))
	if class == "" {
		return n.DataAtom == atom.Small
	}
	for _, k := range kickerClasses {
		if strings.Contains(class, k) {
			return true
		}
	}
	return false
}

// titles returns what the metadata give as the page's title, the site's name cut off,
// the most trustworthy first.
func (p *page) titles() []string {
	var titles []string
	add := func(s string) {
		if s = p.cutSite(cleanValue(s)); s != "" && !p.isSiteName(s) && len(s) <= maxHeadline {
			titles = append(titles, s)
		}
	}
	if n := p.mainLD(); n != nil {
		add(n.str("headline"))
	}
	add(p.meta("og:title"))
	add(p.meta("twitter:title"))
	add(p.meta("dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline"))
	add(p.signs().title)
	return titles
}

// mainLD returns the JSON-LD object of the article that the page is about: the first
// one with a headline. Others on the page are advertised by it.
func (p *page) mainLD() ldNode {
	for _, n := range p.ld() {
		if n.isArticle() && n.str("headline", "name") != "" {
			return n
		}
	}
	for _, n := range p.ld() {
		if n.isArticle() {
			return n
		}
	}
	return nil
}

// plainHeadline returns the first line of a text that reads like a headline: a few
// words, not a sentence, not a date, with more text behind it.
func plainHeadline(blocks []block) string {
	if letterhead(blocks) != "" {
		blocks = blocks[1:]
	}
	for i, b := range blocks {
		if i >= 6 || i+1 >= len(blocks) {
			return ""
		}
		if len(b.text) > maxHeadline || b.links > 0 {
			return ""
		}
		if isKicker(b.text) {
			continue
		}
		if looksLikeHeadline(b.text) {
			return b.text
		}
		if endsSentence(b.text) && utf8.RuneCountInString(b.text) > 100 {
			return "" // the body has begun
		}
	}
	return ""
}

func looksLikeHeadline(s string) bool {
	words := strings.Fields(s)
	if len(words) < 3 || len(words) > maxHeadlineWords {
		return false
	}
	letters, digits := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
		case unicode.IsDigit(r):
			digits++
		}
	}
	if letters < 8 || digits*2 > letters || strings.ContainsAny(s, "°©") {
		return false
	}
	return !strings.HasSuffix(s, ".") || len(words) <= 12
}

// endsSentence reports whether a text ends with a mark that closes a sentence.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»›)]“ ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…։。！？؟۔।:;", r)
}

// markHeadline gives every block that prints the headline its role.
func markHeadline(blocks []block, title string) {
	key := squash(title)
	if key == "" {
		return
	}
	for i := range blocks {
		b := &blocks[i]
		if b.role == unread && len(b.text) >= len(key) && len(b.text) <= 2*len(title)+40 && squash(b.text) == key {
			b.role = headline
		}
	}
}

// tokenSet returns the words of s in lower case.
func tokenSet(s string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsFuncSeq(strings.ToLower(clip(s, maxHeadline)), notWord) {
		set[w] = true
	}
	return set
}

func notWord(r rune) bool {
	if r < 0x80 {
		return !isASCIILetter(byte(r)) && (r < '0' || r > '9')
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// overlap is the share of words that two sets have in common (Dice).
func overlap(a, b map[string]bool) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	common := 0
	for w := range a {
		if b[w] {
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// squash keeps the letters and digits of s, in lower case.
func squash(s string) string {
	if isASCII(s) {
		out := make([]byte, 0, len(s))
		for i := range len(s) {
			if c := s[i]; isASCIILetter(c) || '0' <= c && c <= '9' {
				if isUpper(c) {
					c |= 0x20
				}
				out = append(out, c)
			}
		}
		return string(out)
	}
	return strings.Map(func(r rune) rune {
		if notWord(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// inside reports whether n stands in one of the elements.
func inside(n *html.Node, tags ...atom.Atom) bool {
	for depth := 0; n != nil && depth < 64; n, depth = n.Parent, depth+1 {
		if slices.Contains(tags, n.DataAtom) {
			return true
		}
	}
	return false
}
