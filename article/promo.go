package article

import "strings"

// promoWords begin lines that send the reader elsewhere, in lower case.
var promoWords = []string{
	"read more", "read also", "read next", "also read", "see also", "see more", "more:", "related:", "related stor", "related articles", "related news",
	"don't miss", "don’t miss", "watch:", "watch more", "watch the", "click here", "click to", "sign up", "subscribe", "follow us", "follow @",
	"share this", "download our", "download the", "like us on", "join us on", "you may also", "you might also", "more from", "more on ",
	"recommended", "trending", "most read", "up next", "advertisement", "story continues", "continue reading", "learn more", "view more",
	"read the full", "get the latest", "have a tip", "listen to", "print", "share", "leave a re", "leave a comment", "this text available in", "this article is available in", "sponsored", "latest news", "more headlines", "also on",
	"читайте также", "читать также", "смотрите также", "подписывайтесь", "поделиться", "по теме", "последние новости",
	"lesen sie auch", "mehr zum thema", "lesen sie mehr", "weiterlesen", "auch interessant", "siehe auch", "mehr dazu", "das könnte sie auch",
	"lire aussi", "à lire aussi", "voir aussi", "en savoir plus", "sur le même sujet", "abonnez-vous",
	"leia mais", "leia também", "veja também", "saiba mais", "lea también", "lea además", "le puede interesar", "ver también",
	"leggi anche", "guarda anche", "leggi tutto",
	"ayrıca oku", "ilgili haber", "son dakika", "həmçinin oxu", "oxşar xəbər", "son xəbər", "bunu da oxu",
	"կարդացեք նաև", "կարդալ նաև", "նմանատիպ", "վերջին լուրեր",
	"czytaj też", "czytaj także", "zobacz także", "lees ook", "läs också", "читайте",
}

// maxPromo bounds a promo line, in bytes.
const maxPromo = 200

// isPromo reports whether a block sends the reader elsewhere.
func isPromo(b *block) bool {
	return len(b.text) <= maxPromo && (startsWithAny(strings.ToLower(b.text), promoWords) || pointsAway(b))
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

var creditWords = []string{"photo:", "photo by", "photo credit", "image:", "image credit", "picture:", "credit:", "foto:", "photograph:", "fotos:", "bild:", "фото:", "photos:", "source:", "video:", "(photo", "[photo", "getty images"}

// isCredit reports whether a block says who took a picture.
func isCredit(b *block) bool {
	return len(b.text) <= maxPromo && startsWithAny(strings.ToLower(b.text), creditWords)
}

var legalWords = []string{"©", "copyright", "(c) ", "all rights reserved", "this material may not be"}

// isLegal reports whether a block is about rights.
func isLegal(b *block) bool {
	return len(b.text) <= 2*maxPromo && (startsWithAny(strings.ToLower(b.text), legalWords) || strings.Contains(strings.ToLower(b.text), "all rights reserved"))
}
