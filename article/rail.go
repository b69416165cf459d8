package article

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// Limits of a rail.
const (
	maxRelated  = 200 // items that are kept
	maxRailItem = 300 // bytes of a headline in it
	minRailRun  = 3   // dated lines in a row that are a rail without a heading
)

// railHeadings are the headings of rails, in lower case. Longer ones come before those
// they begin with.
var railHeadings = []string{
	"latest news", "latest stories", "latest articles", "latest posts", "latest headlines", "latest updates",
	"related articles", "related news", "related stories", "related posts", "related content", "related links", "related topics", "related",
	"more headlines", "more news", "more stories", "more articles", "top stories", "top news", "top headlines", "recent posts", "recent news",
	"recent articles", "recent stories", "other news", "other stories", "other articles", "news feed", "newsfeed", "read also", "also read",
	"see also", "read next", "read more", "most read", "most popular", "most viewed", "popular news", "you may also like", "you might also like",
	"recommended for you", "recommended", "trending now", "trending", "editor's picks", "editors' picks", "don't miss",
	"последние новости", "другие новости", "похожие новости", "новости по теме", "материалы по теме", "статьи по теме", "лента новостей", "главные новости",
	"читайте также", "читать также", "смотрите также", "самое читаемое", "самые читаемые", "популярные новости", "популярное", "ещё по теме", "еще по теме", "по теме",
	"останні новини", "читайте також", "новини за темою", "інші новини",
	"son xəbərlər", "oxşar xəbərlər", "digər xəbərlər", "əlaqəli xəbərlər", "həmçinin oxuyun", "bunu da oxuyun", "ən çox oxunanlar", "xəbər lenti", "günün xəbərləri",
	"վերջին լուրեր", "վերջին նորություններ", "այլ լուրեր", "այլ նորություններ", "նմանատիպ նյութեր", "նույն թեմայով", "կարդացեք նաև", "կարդալ նաև", "լրահոս", "ամենաընթերցված",
	"son dakika haberleri", "son haberler", "ilgili haberler", "diğer haberler", "benzer haberler", "en çok okunanlar", "bunları da okuyun", "ayrıca okuyun",
	"უახლესი ამბები", "ბოლო ამბები", "მსგავსი ამბები",
	"dernières nouvelles", "dernières actualités", "derniers articles", "articles liés", "articles similaires", "articles récents", "à lire aussi", "lire aussi",
	"à lire également", "les plus lus", "sur le même sujet", "dans la même rubrique",
	"neueste nachrichten", "aktuelle nachrichten", "neueste artikel", "neueste beiträge", "weitere nachrichten", "weitere artikel", "weitere meldungen",
	"ähnliche artikel", "verwandte artikel", "lesen sie auch", "auch interessant", "meistgelesen", "das könnte sie auch interessieren", "mehr zum thema",
	"últimas noticias", "noticias relacionadas", "lea también", "últimas notícias", "notícias relacionadas", "leia também", "ultime notizie", "leggi anche",
}

// railHeadingsBy are the headings by their first letter.
var railHeadingsBy = byFirst(railHeadings)

func byFirst(phrases []string) map[rune][]string {
	by := map[rune][]string{}
	for _, p := range phrases {
		r, _ := utf8.DecodeRuneInString(p)
		by[r] = append(by[r], p)
	}
	return by
}

// railHead reads the heading of a rail at the start of a line. rest is the first item
// where it is glued to the heading, as pages do that lose their line breaks.
func railHead(line string) (rest string, ok bool) {
	first, _ := utf8.DecodeRuneInString(line)
	for _, h := range railHeadingsBy[unicode.ToLower(first)] {
		if n := foldPrefix(line, h); n > 0 {
			return railRest(line[n:])
		}
	}
	return "", false
}

// railRest reads what stands behind a heading: nothing, or an item glued to it.
func railRest(rest string) (item string, ok bool) {
	tail := strings.TrimLeft(rest, " :.…»>→–—-|•")
	switch r, _ := utf8.DecodeRuneInString(rest); {
	case tail == "":
		return "", true
	case r == ':', startsItem(r):
		return tail, true
	}
	return "", false
}

func startsItem(r rune) bool {
	return unicode.IsDigit(r) || unicode.IsLetter(r) && !unicode.IsLower(r) || strings.ContainsRune("“”\"«„'‘", r)
}

// foldPrefix returns how many bytes of s its beginning takes that is prefix, whatever
// its case, or 0.
func foldPrefix(s, prefix string) int {
	at := 0
	for _, want := range prefix {
		r, size := utf8.DecodeRuneInString(s[at:])
		if unicode.ToLower(r) != want && unicode.ToUpper(r) != unicode.ToUpper(want) {
			return 0
		}
		at += size
	}
	return at
}

// findRail marks the rails that the lines of a page show, plain or not: a heading with
// headlines under it, or headlines each with its date.
func (p *page) findRail() {
	proseSeen := false
	for i := 0; i < len(p.blocks); i++ {
		b := &p.blocks[i]
		r := railReader{page: p, at: i, first: i}
		switch rest, ok := railHead(b.text); {
		case ok:
			r.at++
			r.item(rest, b)
			r.read()
		case isDatedItem(b), isItemLine(b.text) && p.dateFollows(i):
			r.read()
			if r.dated < minRailRun {
				r.items = nil
			}
		}
		if r.accept(proseSeen) {
			p.addRail(&r)
			i = r.at - 1
			continue
		}
		if len(r.items) == 0 || r.at-i > maxRelated { // what was read once is not read again
			i = max(i, r.at-1)
		}
		proseSeen = proseSeen || prose(b) > 0
	}
}

func (p *page) dateFollows(i int) bool {
	if i+1 >= len(p.blocks) {
		return false
	}
	_, ok := dateLine(p.blocks[i+1].text)
	return ok
}

// isDatedItem reports whether a block is one link with its date.
func isDatedItem(b *block) bool {
	_, day, ok := linkItem(b)
	return ok && day != ""
}

// addRail marks a rail and keeps its items. A single headline behind a heading and a
// colon is a pointer between two paragraphs and no rail.
func (p *page) addRail(r *railReader) {
	for i := r.first; i < r.at; i++ {
		p.blocks[i].role = railed
	}
	if r.at == r.first+1 && strings.Contains(p.blocks[r.first].text, ": ") {
		return
	}
	for _, it := range r.items {
		p.relate(it)
	}
}

// relate adds an item to the article's related ones, once. A day that only the second
// copy has is kept.
func (p *page) relate(it readout.Related) {
	a := &p.result.Article
	if it.Headline == string(a.Headline) {
		return
	}
	for i := range a.Related {
		if have := &a.Related[i]; have.Headline == it.Headline {
			have.Date, have.URL = cmp.Or(have.Date, it.Date), cmp.Or(have.URL, it.URL)
			return
		}
	}
	if len(a.Related) < maxRelated {
		a.Related = append(a.Related, it)
	}
}

// A railReader reads the items of one rail.
type railReader struct {
	page   *page
	first  int // the first block of the rail
	at     int // the next block to read
	items  []readout.Related
	dated  int
	linked int
	gaps   int         // dates that stood behind a blank line
	before readout.Day // a date that waits for its headline
	wait   bool        // whether one does
}

// read consumes blocks as long as they are headlines and dates.
func (r *railReader) read() {
	for ; r.at < len(r.page.blocks); r.at++ {
		b := &r.page.blocks[r.at]
		text := cutBullet(b.text)
		if day, ok := dateLine(text); ok {
			if !r.date(day, b.gap) {
				return
			}
			continue
		}
		if rest, ok := railHead(text); ok {
			r.item(rest, b)
			continue
		}
		if !r.takes(b, text) {
			return
		}
		r.item(text, b)
	}
}

// takes reports whether a block can be the next item. On an HTML page items are links,
// unless each has its date.
func (r *railReader) takes(b *block, text string) bool {
	switch {
	case isHeading(b.tag) && b.links == 0, isFurniture(b) && !r.page.dateFollows(r.at):
		return false
	case r.page.doc != nil && !isLinkItem(b):
		return isItemLine(text) && (r.wait || r.linked == 0 && r.page.dateFollows(r.at))
	}
	return isItemLine(text) || r.page.dateFollows(r.at) && len(text) <= maxRailItem
}

// date gives a date to the last item, or keeps it for the next one on pages that print
// dates first. It reports false for a date that belongs to neither, as a save date at
// the end of the page.
func (r *railReader) date(day readout.Day, gap bool) bool {
	switch n := len(r.items); {
	case r.wait:
		return false
	case n == 0 || r.items[n-1].Date != "" && r.before != "":
		r.before, r.wait = day, true
		return r.page.itemFollows(r.at)
	case r.dated == n, gap && (r.gaps == 0 || r.gaps < r.dated) && !r.page.itemFollows(r.at):
		return false
	default:
		r.items[n-1].Date = day
		r.dated++
		if gap {
			r.gaps++
		}
		return true
	}
}

// linkItem reads a block that is one link and at most a date beside it.
func linkItem(b *block) (headline string, day readout.Day, ok bool) {
	if len(b.anchors) != 1 {
		return "", "", false
	}
	a := b.anchors[0]
	headline = cutBullet(b.text[a.start:a.end])
	rest := strings.Trim(b.text[:a.start], " |,–—-()[]•") + strings.Trim(b.text[a.end:], " |,–—-()[]•")
	if len(rest)*10 <= len(b.text) || isClock(rest) {
		return headline, "", headline != ""
	}
	day, ok = dateLine(rest)
	return headline, day, ok && headline != ""
}

func isLinkItem(b *block) bool {
	_, _, ok := linkItem(b)
	return ok
}

func (p *page) itemFollows(i int) bool {
	return i+1 < len(p.blocks) && isItemLine(cutBullet(p.blocks[i+1].text))
}

// item adds a headline.
func (r *railReader) item(text string, b *block) {
	if text == "" {
		return
	}
	it := readout.Related{Headline: clip(text, maxRailItem)}
	if head, day, ok := linkItem(b); ok && day != "" {
		it.Headline, it.Date = clip(head, maxRailItem), day
		r.dated++
	} else if r.wait {
		it.Date, r.wait = r.before, false
		r.dated++
	} else if head, day, ok := splitDate(text); ok {
		it.Headline, it.Date = head, day
		r.dated++
	}
	if len(b.anchors) > 0 {
		it.URL = readout.Opt(r.page.resolve(b.anchors[0].href))
		r.linked++
	}
	r.items = append(r.items, it)
}

// accept reports whether what was read is a rail. One before any prose may as well be
// the article's own headline and date under a menu.
func (r *railReader) accept(proseSeen bool) bool {
	if len(r.items) == 0 {
		return false
	}
	return proseSeen || r.dated >= minRailRun
}

// isItemLine reports whether a line can be a headline: not a sentence, not a label.
func isItemLine(s string) bool {
	if len(s) > maxRailItem || strings.Count(s, " ") < 2 && utf8.RuneCountInString(s) < 15 || len(s) > 120 && strings.Contains(s, ". ") {
		return false
	}
	if strings.HasSuffix(s, ":") {
		return false // a label
	}
	bare := strings.TrimRight(s, "\"”’»")
	last := bare[strings.LastIndexByte(bare, ' ')+1:]
	return !strings.HasSuffix(last, ".") || strings.Count(last, ".") > 1 // "in the U.S."
}

// maxRailDate bounds a line that is only a date.
const maxRailDate = 48

// dateLine reads a line that is a date and nothing else. The day is empty where the
// order of its numbers leaves it open.
func dateLine(s string) (readout.Day, bool) {
	if len(s) > maxRailDate || strings.IndexFunc(s, unicode.IsDigit) < 0 {
		return "", false
	}
	i, ok := parseDate(s)
	return i.Day(), ok
}

// splitDate cuts a date off either end of an item: "11.03.2026 Talks resume".
func splitDate(s string) (headline string, day readout.Day, ok bool) {
	h, found := findDate(s)
	if !found {
		return "", "", false
	}
	before, after := strings.Trim(s[:h.start], " |,–—-()[]•"), strings.Trim(s[h.end:], " |,–—-()[]•")
	day = h.interval().Day()
	switch {
	case before == "" && after != "":
		return cutClock(after), day, true
	case after == "" && before != "" || isClock(after):
		return before, day, true
	}
	return "", "", false
}

// cutClock drops a time of day from the start of an item.
func cutClock(s string) string {
	if first, rest, ok := strings.Cut(s, " "); ok && isClock(first) {
		return strings.Trim(rest, " |,–—-()[]•")
	}
	return s
}

func isClock(s string) bool {
	h, m, ok := strings.Cut(s, ":")
	return ok && len(h) > 0 && len(h) <= 2 && len(m) >= 2 && len(m) <= 5 && strings.Trim(h+m, "0123456789:") == ""
}

// cutBullet drops a list mark.
func cutBullet(s string) string {
	return strings.TrimLeft(s, "•·▪●◦‣–—-*►▶»› ")
}
