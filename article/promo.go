package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// callWords begin calls to the reader, in lower case.
var callWords = prefixSet(
	"click here", "click to", "sign up", "subscribe", "follow us", "follow @", "follow our", "share this", "download our", "download the app",
	"like us on", "join us on", "get the latest", "have a tip", "got a tip", "read or share", "leave a re", "leave a comment", "add a comment", "post a comment",
	"like this story", "this text available in", "this article is available in", "you may also", "you might also", "don't miss", "don’t miss",
	"continue reading", "story continues", "read the full", "read also", "see also", "also read", "read next",
	"читайте", "смотрите также", "подписывайтесь", "подпишитесь", "lesen sie", "weiterlesen", "das könnte sie auch", "abonnieren sie",
	"lire aussi", "à lire aussi", "voir aussi", "en savoir plus", "abonnez-vous", "leia mais", "leia também", "veja também", "saiba mais",
	"lea también", "lea además", "le puede interesar", "ver también", "leggi anche", "guarda anche", "leggi tutto",
	"həmçinin oxu", "bunu da oxu", "ayrıca oku", "կարդացեք նաև", "կարդալ նաև", "czytaj też", "czytaj także", "zobacz także", "lees ook", "läs också",
	"folgen sie uns", "folge uns", "suivez-nous", "síguenos", "siga-nos", "seguici", "следите за нами", "присоединяйтесь к нам", "стежте за нами",
	"bizi izləyin", "bizi takip edin", "հետևեք մեզ", "volg ons", "obserwuj nas", "abonnez vous", "suscríbete", "suscríbase", "assine ", "iscriviti", "abunə olun", "abone olun",
)

// labelWords begin labels of links to other pages. A sentence may begin like them.
var labelWords = prefixSet(
	"read more", "read:", "see more", "more:", "related:", "related stor", "related articles", "related news", "related content", "watch:",
	"watch more", "more from", "more on ", "most read", "up next", "learn more", "view more", "available in:", "latest news", "more headlines",
	"sponsored", "по теме", "последние новости", "mehr zum thema", "auch interessant", "siehe auch", "mehr dazu", "zum weiterlesen",
	"sur le même sujet", "ilgili haber", "son dakika", "oxşar xəbər", "son xəbər", "նմանատիպ", "վերջին լուրեր",
)

// buttonWords begin labels that are not sentences.
var buttonWords = prefixSet(
	"print", "share", "recommended", "trending", "advertisement", "loading", "image ", "listen to", "watch", "tweet", "email",
	"save", "comments", "advertise", "anzeige", "werbung", "teilen", "drucken", "добавить", "читать", "печать", "imprimer",
	"partager", "compartir", "compartilhe", "publicidad", "çap et", "yazdır", "paylaş", "տպել", "տարածել",
)

func isPromo(b *block, s string) bool {
	switch {
	case len(s) > maxPromo:
		return false
	case startsWithAny(s, callWords), followsOn(b.text), pointsAway(b):
		return true
	case b.links == 0 && endsSentence(s) && !strings.HasSuffix(s, ":"):
		return false
	}
	return startsWithAny(s, labelWords) || len(s) <= maxButton && startsWithAny(s, buttonWords)
}

// networks are where readers are asked to follow.
var networks = prefixSet("twitter", "facebook", "instagram", "telegram", "youtube", "whatsapp", "linkedin", "mastodon", "bluesky", "threads", "x ", "x.", "x,")

// followsOn reports whether a line asks to follow somebody on a network: "Follow Ana Lim
// on Telegram".
func followsOn(line string) bool {
	rest, ok := strings.CutPrefix(line, "Follow ")
	if !ok {
		return false
	}
	whom, where, ok := strings.Cut(rest, " on ")
	first, _ := utf8.DecodeRuneInString(whom)
	return ok && (unicode.IsUpper(first) || strings.HasPrefix(whom, "the ")) && fewWords(whom, 6) && startsWithAny(strings.ToLower(where), networks)
}

// pointsAway reports whether a block is a few words, a colon and a link to the end.
func pointsAway(b *block) bool {
	if len(b.anchors) != 1 || b.links*2 < len(b.text) {
		return false
	}
	a := b.anchors[0]
	return strings.HasSuffix(strings.TrimSpace(b.text[:a.start]), ":") && len(b.text)-a.end <= 2
}

// A prefixes is a set of beginnings, by their first byte.
type prefixes map[byte][]string

func prefixSet(all ...string) prefixes {
	set := prefixes{}
	for _, p := range all {
		set[p[0]] = append(set[p[0]], p)
	}
	return set
}

func startsWithAny(s string, set prefixes) bool {
	if s == "" {
		return false
	}
	for _, p := range set[s[0]] {
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
var creditWords = prefixSet(
	"photo:", "photo by", "photo credit", "photos:", "photos by", "photograph:", "image:", "image credit", "image source", "picture:",
	"credit:", "(credit", "video:", "(photo", "[photo", "(image", "foto:", "fotos:", "bild:", "bilder:", "фото:", "видео:",
	"fotoğraf:", "reporting by", "editing by", "writing by", "additional reporting", "(reporting by", "(writing by", "contact the writer",
	"contact us at", "crédit photo", "crédits photo", "photo :", "crédito:", "créditos:", "symbolbild", "archivbild", "archivfoto", "foto de archivo", "архивное фото", "լուսանկարը՝",
)

// creditEnds stand near the end of a caption.
var creditEnds = []string{
	"ap photo", "file photo", "getty images", "afp via", "(photo", ". photo by", "| photo by", "image credit", "/afp", "/reuters", "/epa", "/ap)",
	"/tass", "shutterstock", "via ap)", "foto:", "photo:", "фото:", "fotos:", "資料照", "사진=", "사진제공",
}

// creditLines stand in lines that name those who helped or where to follow them.
var creditLines = []string{
	"contributed to this report", "contributed to this story", "contributed reporting", "follow him on", "follow her on", "on twitter @", "follow us on",
	"all rights reserved", "все права на материалы", "alle rechte vorbehalten", "tous droits réservés",
	"todos los derechos reservados", "todos os direitos reservados", "bütün hüquqlar qorunur", "tüm hakları saklıdır", "follow him @", "follow her @", "follow them on",
}

// creditTail is how near the end a credit must stand.
const creditTail = 60

func isCredit(s string) bool {
	if len(s) <= maxPromo*2 && (startsWithAny(s, creditWords) || containsAny(s, creditLines)) {
		return true
	}
	return containsAny(s[max(0, len(s)-creditTail):], creditEnds) || strings.Contains(s[:min(len(s), creditTail)], "file photo")
}

// legalWords are what lines about rights say.
var legalWords = []string{
	"is subject to copyright", "may not be published, broadcast", "may not be reproduced", "reproduction without permission", "reproduction only with",
	"nachdruck nur mit", "reproduction interdite", "prohibida la reproducción", "proibida a reprodução", "riproduzione riservata",
	"перепечатка только", "при использовании материалов", "при перепечатке", "istifadə edilərkən istinad", "kaynak gösterilmeden", "հղումը պարտադիր",
}

// isLegal reports whether a line claims rights: a sign or a word for it, with a year or
// what it reserves.
func isLegal(s string) bool {
	switch {
	case len(s) > maxLegal:
		return false
	case strings.HasPrefix(s, "©"), containsAny(s, legalWords):
		return true
	}
	return (strings.HasPrefix(s, "copyright") || strings.HasPrefix(s, "(c) ")) && strings.ContainsAny(s, "©0123456789")
}

// endMarks begin headings over what follows an article's text: notes to the press,
// comments, other articles.
var endMarks = prefixSet(
	"notes to editors", "media contact", "press contact", "for further information", "leave a comment", "related articles", "related stories",
	"related news", "related posts", "more from", "more in ", "more stories", "you may also", "you might", "recommended for", "latest news",
	"share this", "read next", "pressekontakt", "mehr zum thema", "weitere artikel", "sur le même sujet", "читайте также", "самые популярные", "похожие",
	"artigos relacionad", "noticias relacionad", "notícias relacionad", "ilgili haber",
)

// endHeads are such headings, whole: subheadings may begin with the same words.
var endHeads = []string{
	"comments", "contact", "contacts", "related", "recommended", "popular", "tags", "topics", "newsletter", "more", "kontakt", "kommentare",
	"schlagworte", "schlagwörter", "commentaires", "комментарии", "по теме", "comentários", "comentarios", "yorumlar", "commenti", "şərhlər",
}

// endSigns are what offices write under a text that they hand to the press, in capitals
// or between dashes.
var endSigns = []string{"ENDS", "END", "ENDE", "FIN", "КОНЕЦ"}

func isEndSign(s string) bool {
	bare := strings.Trim(s, "-–—*#()[]. ")
	switch {
	case bare == "":
		return strings.HasPrefix(s, "##")
	case bare == "30": // on both sides: a number in brackets counts comments
		return strings.HasPrefix(s, "-") && strings.HasSuffix(s, "-")
	case bare != s && slices.Contains(endSigns, strings.ToUpper(bare)):
		return true
	}
	return slices.Contains(endSigns, s)
}

// aboutMarks begin headings over what a publisher says of itself.
var aboutMarks = prefixSet("about ", "über ", "à propos ", "о компании", "sobre ")

// endsText reports whether a block is a heading over what follows the text, when read is
// the share of the prose that stands before it.
func endsText(b *block, read float64) bool {
	if read < endShare || len(b.text) > maxEndMark || endsSentence(strings.TrimSuffix(b.text, ":")) {
		return false
	}
	s := strings.ToLower(b.text)
	head := strings.TrimRight(s, " :()0123456789")
	return startsWithAny(s, endMarks) || slices.Contains(endHeads, head) || isEndSign(b.text) || read >= aboutShare && startsWithAny(s, aboutMarks)
}

// The shares of the prose that must stand before a heading that ends it.
const (
	endShare   = 0.6
	aboutShare = 0.75
)
