package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxBylineTries bounds how many lines that may be a byline are read as one.
const maxBylineTries = 100

// readByline fills in who wrote the text and marks the blocks that say so.
func (p *page) readByline() {
	var found []string
	if p.doc != nil {
		found = p.markupByline()
	}
	if len(found) == 0 {
		found = p.textByline()
	}
	p.result.Article.Byline = found
	markByline(p.blocks, found)
}

// markupByline asks the page's own markup, the metadata and what readers see, and
// prefers what they agree on, as readers see it.
func (p *page) markupByline() []string {
	ld := p.ldByline()
	seen := p.visibleByline(ld)
	meta := p.withoutSite(p.metaByline())
	switch {
	case agree(seen, ld):
		return shorter(ld, seen)
	case agree(seen, meta):
		return shorter(meta, seen)
	case len(ld) > 0 && (len(seen) == 0 || allPeople(ld) && !allPeople(seen)):
		return ld
	case len(seen) > 0:
		return seen
	}
	if near := nearByline(p.blocks); len(near) > 0 {
		return near
	}
	return meta
}

func allPeople(found []string) bool {
	for _, n := range found {
		if !isPerson(n) {
			return false
		}
	}
	return true
}

// ldByline returns the authors that JSON-LD gives the article.
func (p *page) ldByline() []string {
	var found []string
	main := p.mainLD()
	if main == nil || main["author"] == nil {
		for _, n := range p.ld() {
			if n["author"] != nil && !n.is("Review", "Comment", "ImageObject", "VideoObject", "Quotation", "Answer", "Question") {
				main = n
				break
			}
		}
	}
	if main == nil {
		return nil
	}
	for _, a := range main.each("author", p.ld()) {
		name := a.str("name")
		if p.isSiteName(name) && !a.is("Person") { // a person's own site is named so too
			continue
		}
		for _, n := range names(name) {
			if !slices.Contains(found, n) && len(found) < maxNames {
				found = append(found, n)
			}
		}
	}
	return found
}

func (p *page) metaByline() []string {
	var found []string
	for _, key := range [...]string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "dc.contributor", "byl", "article.author", "citation_author"} {
		for _, v := range p.metas(key) {
			for _, n := range names(cleanValue(v)) {
				if !slices.Contains(found, n) && len(found) < maxNames {
					found = append(found, n)
				}
			}
		}
		if len(found) > 0 {
			break
		}
	}
	return found
}

// withoutSite drops the site's own name, which fills the author field of many pages
// whatever the byline says.
func (p *page) withoutSite(found []string) []string {
	return slices.DeleteFunc(found, p.isSiteName)
}

// agree reports whether the two bylines name the same people, one of them perhaps with
// words more.
func agree(a, b []string) bool {
	if len(a) == 0 || len(a) != len(b) {
		return false
	}
	for i := range a {
		if !strings.Contains(squash(a[i]), squash(b[i])) && !strings.Contains(squash(b[i]), squash(a[i])) {
			return false
		}
	}
	return true
}

// shorter returns the byline with fewer letters, but the second where both are alike.
func shorter(a, b []string) []string {
	if len(squash(strings.Join(a, ""))) < len(squash(strings.Join(b, ""))) {
		return a
	}
	return b
}

// authorWeight says how much an element's attributes say that it names the author, or 0.
func authorWeight(n *html.Node, prop, class string) int {
	w := 0
	switch {
	case n.Data == "byline" || prop == "author" || prop == "creator":
		w = 30
	case n.DataAtom == atom.A && hasWord(attr(n, "rel"), "author"):
		w = 30
	case strings.Contains(class, "comment") || strings.Contains(class, "avatar"):
		return 0
	}
	if strings.Contains(class, "hentry") || strings.Contains(class, "type-post") { // names the author of a whole post
		return w
	}
	for word := range strings.FieldsSeq(class) {
		w = max(w, classWeight(word))
	}
	return w
}

// classWeight rates one word of a class.
func classWeight(word string) int {
	if !strings.Contains(word, "author") && !strings.Contains(word, "byline") && !strings.Contains(word, "autor") && word != "auteur" {
		return 0
	}
	switch {
	case word == "author" || word == "byline" || word == "author-name" || word == "autor" || word == "auteur":
		return 30
	case strings.HasPrefix(word, "author-") && !strings.Contains(word, "name"): // a body class of some systems
		return 10
	case hasAny(word, "license", "bio", "desc", "about", "social", "image", "img", "photo", "email", "contact", "title", "role", "job", "function", "teaser", "related", "widget", "date", "time"):
		return 5
	case strings.Contains(word, "name"):
		return 30
	case strings.Contains(word, "byline"):
		return 25
	case hasAny(word, "box", "info", "section", "container", "wrap", "meta"):
		return 15
	}
	return 20
}

func hasAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// visibleByline returns the names in the element that is best marked as the byline and
// stands nearest to the headline, and in its like beside it. An element that says the
// same as ld is taken before all others.
func (p *page) visibleByline(ld []string) []string {
	top := p.headlinePlace()
	var best marked
	var found []string
	score := 0
	for _, m := range p.signs().bylines {
		if beyondArticle(m.node) {
			continue
		}
		s := m.weight - distance(m.at, top)
		if s+40 <= score || s <= score && len(ld) == 0 {
			continue
		}
		ns := p.elementNames(m.node)
		if agree(ns, ld) {
			s += 40
		}
		if len(ns) > 0 && s > score {
			best, found, score = m, ns, s
		}
	}
	if best.node == nil || agree(found, ld) {
		return found
	}
	for _, m := range p.signs().bylines {
		if m.at > best.at && m.at-best.at < 40 && m.class == best.class && m.node.DataAtom == best.node.DataAtom && !beyondArticle(m.node) {
			for _, n := range p.elementNames(m.node) {
				if !slices.Contains(found, n) && len(found) < maxNames {
					found = append(found, n)
				}
			}
		}
	}
	return found
}

// elementNames reads the names in an element, by those of its parts where they are
// marked one by one.
func (p *page) elementNames(n *html.Node) []string {
	var found []string
	for c, left := following(n, n), maxTextNodes; c != nil && left > 0; c, left = following(c, n), left-1 {
		if c.Type != html.ElementNode || attr(c, "itemprop") != "name" {
			continue
		}
		text := nodeText(c, 200)
		if text == "" {
			text = attr(c, "content")
		}
		for _, name := range names(text) {
			if !slices.Contains(found, name) && len(found) < maxNames {
				found = append(found, name)
			}
		}
	}
	if len(found) > 0 {
		return found
	}
	text := nodeText(n, 200)
	if len(text) > 160 {
		return nil
	}
	return names(text)
}

// headlinePlace returns where the headline stands, counted in elements.
func (p *page) headlinePlace() int {
	key := squash(string(p.result.Article.Headline))
	for _, m := range p.signs().headlines {
		if k := squash(p.headingText(m.node)); k != "" && k == key {
			return m.at
		}
	}
	return 0
}

// distance is how much less an element's marks count, the further it stands from the
// headline; before it more so.
func distance(at, top int) int {
	if at < top {
		return min((top-at)/8, 12)
	}
	return min((at-top)/60, 14)
}

// beyondArticle reports whether an element belongs to a comment, a side column or
// another article that the page advertises.
func beyondArticle(n *html.Node) bool {
	for depth := 0; n != nil && depth < 16; n, depth = n.Parent, depth+1 {
		switch n.DataAtom {
		case atom.Aside, atom.Nav:
			return true
		case atom.Footer:
			return !inside(n, atom.Article)
		case atom.Body, atom.Html, atom.Article, atom.Main:
			return false
		}
		if beyondWord(attr(n, "class")) || beyondWord(attr(n, "id")) {
			return true
		}
	}
	return false
}

func beyondWord(s string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(clip(s, 300))) {
		if strings.HasPrefix(w, "comment") || strings.HasSuffix(w, "comment") || strings.HasSuffix(w, "comments") ||
			hasAny(w, "kommentar", "respond", "related", "teaser", "sidebar", "recommend", "slider", "carousel", "most-read", "popular", "disqus") {
			return true
		}
	}
	return false
}

// hasWord reports whether one of the words of s is w.
func hasWord(s, w string) bool {
	for word := range strings.FieldsSeq(s) {
		if strings.EqualFold(word, w) {
			return true
		}
	}
	return false
}

// nearByline returns the names in a line that opens as a byline does, near the headline
// or, with a label and a colon, anywhere.
func nearByline(blocks []block) []string {
	start := 0
	for i, b := range blocks {
		if b.role == headline {
			start = i
			break
		}
	}
	for i := max(start-3, 0); i < len(blocks) && i < start+12; i++ {
		if ns := openedByline(blocks[i].text); len(ns) > 0 {
			return ns
		}
		if ns := datedByline(blocks[i].text); len(ns) > 0 {
			return ns
		}
	}
	for i, tries := start, 0; i < len(blocks) && tries < maxBylineTries; i++ {
		text := blocks[i].text
		if !isLabel(text) {
			continue
		}
		tries++
		if len(text) < 30 && strings.HasSuffix(text, ":") && i+1 < len(blocks) {
			text += " " + blocks[i+1].text
		}
		if ns := openedByline(text); len(ns) > 0 {
			return ns
		}
	}
	return nil
}

// isLabel reports whether a short line opens with a byline's opener and a colon.
func isLabel(line string) bool {
	if len(line) > 160 {
		return false
	}
	n := opener(line)
	return n > 0 && strings.Contains(line[:min(n+1, len(line))], ":")
}

// openedByline returns the names in a short line that starts with a byline's opener and
// holds people's names.
func openedByline(line string) []string {
	if len(line) > 160 || opener(line) == 0 || endsSentence(line) && len(line) > 60 {
		return nil
	}
	found := names(line)
	if !allPeople(found) && !(len(found) == 1 && plainOpener(line) && len(line) < 80) {
		return nil
	}
	return found
}

// plainOpener reports whether a line opens with words that only a byline has, so that a
// pen name may follow: "Posted by anna77".
func plainOpener(line string) bool {
	opened := strings.Fields(strings.ToLower(line[:opener(line)]))
	return len(opened) >= 2 && (hasAny(opened[len(opened)-1], "by", "von", "por", "par", "da", "door", "av"))
}

// datedByline returns the names in a short line that holds people's names and a day,
// and nothing else.
func datedByline(line string) []string {
	if len(line) > 120 || !strings.ContainsAny(line, "0123456789") {
		return nil
	}
	segments := segmentsOf(line)
	if last := strings.TrimSpace(segments[len(segments)-1]); len(segments) > 1 && line[0] <= '9' && isPerson(last) {
		return []string{last}
	}
	first := strings.TrimSpace(segments[0])
	found := names(first)
	if len(found) == 0 || !allPeople(found) || opener(first) > 0 {
		return nil
	}
	last := found[len(found)-1]
	rest := line[strings.Index(line, last)+len(last):]
	if len(segments) == 1 && !strings.Contains(rest, ":") {
		return nil // a place stands before a day with a comma, too
	}
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune(" ,|·•-–—./:", r) }) {
		if (w[0] < '0' || w[0] > '9') && !datedWord(w) {
			return nil
		}
	}
	return found
}

// textByline reads the byline of a page that marks nothing: a line that opens as one,
// near the top or behind the body, or a line that is a person's name and stands right
// behind the headline or the last paragraph.
func (p *page) textByline() []string {
	blocks := p.blocks
	if ns := nearByline(blocks); len(ns) > 0 {
		return ns
	}
	for i, tries := 1, 0; i < len(blocks) && tries < maxBylineTries; i++ {
		b, before := &blocks[i], &blocks[i-1]
		if len(b.text) > 160 || b.links > 0 || !together(b, before) || p.isCredit(i) {
			continue
		}
		prose := isProse(before.text)
		if !prose && before.role != headline {
			continue
		}
		tries++
		if ns := loneNames(b.text); len(ns) > 0 && endsBody(blocks, i) == prose {
			return ns
		}
	}
	return nil
}

// together reports whether two neighbours are lines of one text: in HTML, paragraphs
// beside each other.
func together(b, before *block) bool {
	if b.node == nil || before.node == nil {
		return b.node == before.node
	}
	return b.node == before.node || b.node.Parent == before.node.Parent && (b.tag == atom.P || b.tag == atom.Div || b.tag == before.tag || before.role == headline)
}

// loneNames returns the names in a line that holds nothing else.
func loneNames(line string) []string {
	if ns := openedByline(line); len(ns) > 0 {
		return ns
	}
	pieces := splitNames(line)
	for i, p := range pieces {
		pieces[i] = strings.TrimSpace(p)
		if !isPerson(pieces[i]) {
			return nil
		}
	}
	return pieces
}

// isProse reports whether a block is a paragraph of running text.
func isProse(s string) bool { return len(s) >= 80 && endsSentence(s) }

// endsBody reports whether nothing like a paragraph follows block i soon.
func endsBody(blocks []block, i int) bool {
	for j := i + 1; j < len(blocks) && j <= i+3; j++ {
		if isProse(blocks[j].text) && together(&blocks[j], &blocks[i]) {
			return false
		}
	}
	return true
}

// markByline gives the blocks that print the byline and nothing else their role.
func markByline(blocks []block, found []string) {
	if len(found) == 0 {
		return
	}
	tries := maxBylineTries
	for i := range blocks {
		b := &blocks[i]
		if b.role != unread || len(b.text) > 200 || !mentions(b.text, found) {
			continue
		}
		if tries--; tries < 0 {
			return
		}
		ns := names(b.text)
		if len(ns) > 0 && len(squash(b.text)) <= len(squash(strings.Join(found, "")))+60 && within(ns, found) && !isProse(b.text) {
			b.role = byline
		}
	}
}

// mentions reports whether a line holds the last word of one of the names, whatever its
// case. It spares most lines of a page the reading of names.
func mentions(line string, found []string) bool {
	line = strings.ToLower(line)
	for _, name := range found {
		if strings.Contains(line, strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])) {
			return true
		}
	}
	return false
}

func within(some, all []string) bool {
	for _, s := range some {
		if !slices.Contains(all, s) {
			return false
		}
	}
	return true
}
