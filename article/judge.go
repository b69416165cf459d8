package article

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Sizes of bodies, in words, below which other signs are believed.
const (
	stubWords   = 60  // hardly an article at all
	shortWords  = 150 // may be the start of one
	teaserWords = 300 // may be what a paywall shows
)

// judge names what is wrong with the page as a whole: empty, truncated, paywalled, not
// an article, in a language that is not read.
func (p *page) judge() {
	a := &p.result.Article
	p.judgeEncoding()
	words := countText(a.Text)
	if p.in.Form != Body {
		if what := p.notArticle(words); what != "" {
			p.problem("not-article", what)
			a.Related = nil // what a list shows is not beside anything
			return
		}
	}
	if words == 0 {
		p.problem("empty", p.whyEmpty())
		return
	}
	if p.in.Form != Body {
		p.judgeWhole(words)
	}
	p.judgeLanguage()
}

func (p *page) whyEmpty() string {
	if p.doc != nil {
		return "no article text was found in the page: where a browser shows one, save it from there, or give its text with --as text"
	}
	return "the page holds no article text"
}

// judgeWhole names what keeps the body from being all of the article.
func (p *page) judgeWhole(words int) {
	if why := p.paywall(words); why != "" {
		p.problem("paywall", fmt.Sprintf("%s: only %d words are read; save the page as a subscriber sees it", why, words))
		return
	}
	if why := p.truncated(words); why != "" {
		p.problem("truncated", why+": save the page again, whole")
	}
}

func (p *page) judgeLanguage() {
	lang := string(p.result.Article.Language)
	if lang == "" || lang == "en" || strings.HasPrefix(lang, "en-") {
		return
	}
	p.problem("language", fmt.Sprintf("the text is in %q: it is kept and can be searched, but statements are read in English only", lang))
}

// countText counts words; scripts without spaces are counted by two letters each.
func countText(s string) int {
	words, letters, in := 0, 0, false
	for _, r := range s {
		switch {
		case r >= 0x2E80 && (unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r)) || unicode.Is(unicode.Thai, r):
			letters++
		case notWord(r):
			in = false
		case !in:
			words++
			in = true
		}
	}
	return words + letters/2
}

// errorTitles are what the titles of error pages, bot checks and log-ins hold.
var errorTitles = [...]string{"404", "403 ", "500 ", "502 ", "503 ", "page not found", "not found", "page cannot be found", "can't be found", "seite nicht gefunden",
	"page introuvable", "página no encontrada", "страница не найдена", "səhifə tapılmadı", "sayfa bulunamadı", "access denied", "forbidden",
	"just a moment", "attention required", "are you a robot", "are you human", "security check", "verify you are", "bad gateway",
	"service unavailable", "temporarily unavailable", "under maintenance", "internal server error", "error occurred", "log in", "login", "sign in", "anmelden"}

// notArticle says what the page is where it is no article, or "". Each sign counts only
// for a page with little text.
func (p *page) notArticle(words int) string {
	if words >= teaserWords || p.doc == nil && words >= stubWords {
		return ""
	}
	title := strings.ToLower(string(p.result.Article.Headline) + " " + p.signs().title)
	if words < shortWords && len(title) < 120 {
		for _, e := range errorTitles {
			if strings.Contains(" "+title+" ", e) && (words < stubWords || !p.saysArticle()) {
				return fmt.Sprintf("the page is an error, check or log-in page (%q), not an article: fetch it again", clip(strings.TrimSpace(title), 60))
			}
		}
	}
	if words < shortWords && cookieWall(p.result.Article.Text) {
		return "the page asks for consent to cookies and holds no article: accept and save it again"
	}
	if p.doc == nil {
		return ""
	}
	if words < stubWords && hasPassword(p.doc.root) && !p.saysArticle() {
		return "the page asks to log in and holds no article: save it as a user who has logged in sees it"
	}
	if p.lists(words) {
		return "the page is a home page or a list of links, not an article: give the pages that it links to"
	}
	return ""
}

// saysArticle reports whether the metadata calls the page an article.
func (p *page) saysArticle() bool {
	return strings.EqualFold(p.meta("og:type"), "article") || p.mainLD() != nil
}

// cookieWall reports whether a short text speaks of little but cookies.
func cookieWall(text string) bool {
	lower := strings.ToLower(text)
	n := strings.Count(lower, "cookie") + strings.Count(lower, "consent")
	return n >= 3 && n*15 >= countText(text)
}

func hasPassword(root *html.Node) bool {
	for n := root; n != nil; n = following(n, root) {
		if n.DataAtom == atom.Input && strings.EqualFold(attr(n, "type"), "password") {
			return true
		}
	}
	return false
}

// lists reports whether the page is mostly links with headlines.
func (p *page) lists(words int) bool {
	text, links, linked, teasers := 0, 0, 0, 0
	for i := range p.blocks {
		b := &p.blocks[i]
		text += len(b.text)
		links += b.links
		if b.links > 25 && b.links*10 >= len(b.text)*8 {
			linked++
		}
		if b.links > 0 && goesOn(b.text) != "" {
			teasers++
		}
	}
	if p.saysArticle() && p.result.Article.Headline != "" && words >= stubWords {
		return false
	}
	root := p.atRoot()
	switch {
	case text == 0:
		return false
	case root && linked >= 8 && links*10 >= text*3:
		return true
	case teasers >= 3 && !p.saysArticle() && p.running() < 300:
		return true
	}
	return words < shortWords && linked >= 15 && links*10 >= text*6 && !p.saysArticle() && p.running() < 300
}

// running is how many bytes of the body are paragraphs of running text.
func (p *page) running() int {
	n := 0
	for i := range p.blocks {
		if b := &p.blocks[i]; b.role == bodyText && b.links*2 < len(b.text) && isProse(b.text) {
			n += len(b.text)
		}
	}
	return n
}

// atRoot reports whether the page's address is the front page of its site.
func (p *page) atRoot() bool {
	u, err := url.Parse(strings.TrimSpace(clip(p.address(), 2000)))
	if err != nil || u.Host == "" {
		return false
	}
	path := strings.Trim(strings.TrimSuffix(strings.TrimSuffix(u.Path, "index.html"), "index.php"), "/")
	return u.RawQuery == "" && len(path) <= 2
}

// paywallMarks are what pages write where they stop for those who do not pay.
var paywallMarks = [...]string{"subscribe to continue", "subscribe to read", "to continue reading", "continue reading this article", "already a subscriber", "subscribers only", "subscriber-only",
	"for subscribers", "this article is reserved", "become a subscriber", "to read the full", "read the full story", "unlock this article", "register to read", "premium content",
	"jetzt weiterlesen", "weiterlesen mit", "diesen artikel weiterlesen", "nur für abonnenten", "exklusiv für abonnenten", "bereits abonnent", "réservé aux abonnés",
	"article réservé", "déjà abonné", "contenido exclusivo", "solo para suscriptores", "ya eres suscriptor", "contenuto riservato", "только для подписчиков", "subscribe to unlock", "sign in to read", "log in to read", "artikel für abonnenten",
	"abonnez-vous pour", "pour lire la suite", "suscríbete para", "regístrate para", "assine para", "exclusivo para assinantes", "abbonati per", "подпишитесь, чтобы", "abunə ol", "abone ol"}

// paywall says by which sign the page shows only a part of the article, or "".
func (p *page) paywall(words int) string {
	if words >= teaserWords {
		return ""
	}
	for _, n := range p.ld() {
		if free, ok := n["isAccessibleForFree"]; ok && n.isArticle() && (free == false || free == "False" || free == "false") {
			return "the page says that the article is not free to read"
		}
	}
	switch strings.ToLower(p.meta("article:content_tier")) {
	case "locked", "metered":
		return "the page says that the article is for subscribers"
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if len(b.text) > 400 {
			continue
		}
		lower := strings.ToLower(b.text)
		for _, m := range paywallMarks {
			if strings.Contains(lower, m) {
				return fmt.Sprintf("the page stops at %q", clip(b.text, 80))
			}
		}
	}
	return ""
}

// moreMarks end a text that goes on elsewhere.
var moreMarks = [...]string{"read more", "continue reading", "full story", "read on", "weiterlesen", "mehr lesen", "lire la suite", "leer más", "seguir leyendo", "читать далее",
	"подробнее", "ətraflı", "devamı", "[…]", "[...]"}

// truncated says where the page or its text breaks off, or "".
func (p *page) truncated(words int) string {
	if p.doc != nil {
		if i := strings.LastIndexByte(p.text, '<'); i > strings.LastIndexByte(p.text, '>') && opensTag(p.text[i:]) {
			return fmt.Sprintf("the HTML ends inside a tag, at byte %d", i)
		}
	}
	last := lastParagraph(p.result.Article.Text)
	if words < teaserWords {
		if m := goesOn(last); m != "" {
			return fmt.Sprintf("the text ends with %q", m)
		}
	}
	if b := p.behindBody(); words < shortWords && b != nil && goesOn(b.text) != "" && hasAny(b.text, "…", "...") {
		return fmt.Sprintf("the page stops at %q", tailOf(b.text, 50))
	}
	if words < shortWords && (strings.HasSuffix(last, "…") || strings.HasSuffix(last, "...")) {
		return fmt.Sprintf("the text ends with dots after %d words", words)
	}
	if p.breaksOff(last) && words >= shortWords {
		return fmt.Sprintf("the text breaks off inside a sentence (%q)", tailOf(last, 50))
	}
	return ""
}

// behindBody returns the block that follows the body, or nil.
func (p *page) behindBody() *block {
	for i := len(p.blocks) - 2; i >= 0; i-- {
		if p.blocks[i].role == bodyText {
			return &p.blocks[i+1]
		}
	}
	return nil
}

// goesOn returns the mark by which a paragraph says that it goes on elsewhere, or "".
func goesOn(s string) string {
	s = strings.ToLower(strings.TrimRight(s[max(0, len(s)-60):], " .»>→"))
	for _, m := range moreMarks {
		if strings.HasSuffix(s, m) && len(s) > len(m)+20 {
			return m
		}
	}
	return ""
}

func opensTag(s string) bool {
	s = strings.TrimPrefix(s[1:], "/")
	return s != "" && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z' || s[0] == '!')
}

// breaksOff reports whether the last paragraph of a text stops in the middle, while the
// page has no end either: after it nothing is printed, and HTML is not closed.
func (p *page) breaksOff(last string) bool {
	if len(last) < 80 || endsSentence(last) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(last)
	if !unicode.IsLetter(r) && r != ',' && r != '-' {
		return false
	}
	if p.doc == nil {
		return len(p.blocks) > 0 && strings.HasSuffix(p.blocks[len(p.blocks)-1].text, tailOf(last, 40))
	}
	tail := strings.ToLower(p.text[max(0, len(p.text)-4096):])
	return !strings.Contains(tail, "</html") && !strings.Contains(tail, "</body")
}

func lastParagraph(text string) string {
	text = strings.TrimSpace(text)
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// tailOf returns about the last n bytes of s, from the start of a word.
func tailOf(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = s[len(s)-n:]
	if _, rest, ok := strings.Cut(s, " "); ok {
		return rest
	}
	return strings.ToValidUTF8(s, "")
}
