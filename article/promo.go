package article

import "strings"

// Bounds of furniture lines, in bytes.
const (
	maxPromo   = 200 // a line that sends the reader elsewhere
	maxButton  = 40  // a label that is no sentence
	maxCaption = 600 // a caption with its credit
	maxLegal   = 400 // a line about rights
	maxEndMark = 60  // a heading over what follows the text
)

// isFurniture reports whether a block is none of the article's words by what it says.
func isFurniture(b *block) bool {
	if len(b.text) > maxCaption {
		return false
	}
	s := strings.ToLower(b.text)
	return isPromo(b, s) || isCredit(s) || isLegal(s) || !hasLetter(s) && !isCell(b.tag)
}

// promoWords begin lines that send the reader elsewhere, in lower case.
var promoWords = []string{
	"read more", "read also", "read next", "read:", "also read", "see also", "see more", "more:", "related:", "related stor",
	"related articles", "related news", "related content", "don't miss", "don’t miss", "watch:", "watch more",
	"click here", "click to", "sign up", "subscribe", "follow us", "follow @", "follow our", "share this", "download our",
	"download the app", "like us on", "join us on", "you may also", "you might also", "more from", "more on ",
	"most read", "up next", "story continues", "continue reading", "learn more", "view more",
	"read the full", "get the latest", "have a tip", "leave a re", "leave a comment",
	"this text available in", "this article is available in", "available in:", "sponsored", "latest news", "more headlines",
	"also on", "explore further", "like this story", "add a comment", "post a comment",
	"читайте", "смотрите также", "подписывайтесь", "поделиться", "по теме", "последние новости",
	"lesen sie", "mehr zum thema", "weiterlesen", "auch interessant", "siehe auch", "mehr dazu", "zum weiterlesen",
	"lire aussi", "à lire", "voir aussi", "en savoir plus", "sur le même sujet", "abonnez-vous",
	"leia mais", "leia também", "veja também", "saiba mais", "lea también", "lea además", "le puede interesar", "ver también",
	"leggi anche", "guarda anche", "leggi tutto",
	"ayrıca oku", "ilgili haber", "son dakika", "həmçinin oxu", "oxşar xəbər", "son xəbər", "bunu da oxu",
	"կարդացեք նաև", "կարդալ նաև", "նմանատիպ", "վերջին լուրեր",
	"czytaj też", "czytaj także", "zobacz także", "lees ook", "läs också",
}

// buttonWords begin labels that are not sentences.
var buttonWords = []string{
	"print", "share", "recommended", "trending", "advertisement", "loading", "image ", "listen to", "watch", "tweet", "email",
	"save", "comments", "advertise", "anzeige", "werbung", "teilen", "drucken", "добавить", "читать", "печать", "imprimer",
	"partager", "compartir", "compartilhe", "publicidad", "çap et", "yazdır", "paylaş", "տպել", "տարածել",
}

func isPromo(b *block, s string) bool {
	switch {
	case len(s) > maxPromo:
		return false
	case startsWithAny(s, promoWords), pointsAway(b):
		return true
	}
	return len(s) <= maxButton && !endsSentence(s) && startsWithAny(s, buttonWords)
}

// pointsAway reports whether a block is a few words, a colon and a link to the end.
func pointsAway(b *block) bool {
	if len(b.anchors) != 1 || b.links*2 < len(b.text) {
		return false
	}
	a := b.anchors[0]
	return strings.HasSuffix(strings.TrimSpace(b.text[:a.start]), ":") && len(b.text)-a.end <= 2
}

func startsWithAny(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func containsAny(s string, parts []string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// creditWords begin lines that say whose a picture or a text is.
var creditWords = []string{
	"photo:", "photo by", "photo credit", "photos:", "photos by", "photograph:", "photography", "image:", "image credit", "image source", "picture:",
	"credit:", "(credit", "video:", "(photo", "[photo", "(image", "foto:", "fotos:", "bild:", "bilder:", "фото:", "видео:",
	"fotoğraf:", "reporting by", "editing by", "writing by", "additional reporting", "(reporting by", "(writing by", "contact the writer",
	"citation:", "contact us at", "our standards:", "this document is subject to copyright",
}

// creditEnds stand near the end of a caption.
var creditEnds = []string{
	"ap photo", "file photo", "getty images", "afp via", "(photo", "photo by", "image credit", "/afp", "/reuters", "/epa", "/ap)",
	"/tass", "shutterstock", "via ap)", "foto:", "photo:", "фото:", "fotos:", "資料照", "사진=", "사진제공",
}

// creditLines stand in lines that name those who helped or where to follow them.
var creditLines = []string{
	"contributed to this report", "contributed to this story", "contributed reporting", "follow him on", "follow her on", "on twitter @", "follow us on",
	"all rights reserved", "read or share this story", "все права на материалы", "alle rechte vorbehalten", "tous droits réservés",
	"todos los derechos reservados", "todos os direitos reservados", "bütün hüquqlar qorunur", "tüm hakları saklıdır", "follow him @", "follow her @", "follow them on", "newsbeat on",
}

// creditTail is how near the end a credit must stand.
const creditTail = 60

func isCredit(s string) bool {
	if len(s) <= maxPromo*2 && (startsWithAny(s, creditWords) || containsAny(s, creditLines)) {
		return true
	}
	return containsAny(s[max(0, len(s)-creditTail):], creditEnds) || strings.Contains(s[:min(len(s), creditTail)], "file photo")
}

var legalWords = []string{"©", "copyright", "(c) ", "this material may not be", "® "}

func isLegal(s string) bool {
	return len(s) <= maxLegal && startsWithAny(s, legalWords)
}

// endMarks begin headings over what follows an article's text: notes about the
// publisher, comments, other articles.
var endMarks = []string{
	"about ", "notes to editors", "media contact", "press contact", "contact:", "contacts:", "for further information", "for more information",
	"comments", "leave a comment", "related", "more from", "more in", "more on", "more stories", "you may also", "you might", "recommended", "latest news",
	"popular", "tags", "topics", "share this", "newsletter", "read next",
	"über ", "pressekontakt", "kontakt", "kommentare", "mehr zum thema", "weitere artikel", "schlagworte", "schlagwörter",
	"à propos", "commentaires", "sur le même sujet", "комментарии", "читайте также", "по теме", "самые популярные", "похожие",
	"comentários", "comentarios", "relacionad", "yorumlar", "ilgili", "commenti",
}

// isEndMark reports whether a block is a heading over what follows the text.
func isEndMark(b *block) bool {
	return len(b.text) <= maxEndMark && !endsSentence(strings.TrimSuffix(b.text, ":")) && startsWithAny(strings.ToLower(b.text), endMarks)
}
