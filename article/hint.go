package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A hint is what an element's tag, class and id say about its text.
type hint uint16

// The hints. hintBody speaks for the text being the article's, the others against.
const (
	hintNav     hint = 1 << iota // menus, breadcrumbs, page numbers
	hintFoot                     // footers, legal lines
	hintSide                     // side columns
	hintRelated                  // other articles
	hintComment                  // readers' comments
	hintShare                    // buttons for sharing and following
	hintOffer                    // newsletters, subscriptions, forms
	hintAd                       // advertisements
	hintCaption                  // captions and credits
	hintMeta                     // byline, date, tags
	hintHidden                   // not shown, or only on hovering
	hintWidget                   // players, galleries, pop-ups
	hintBody                     // the article itself
)

// hintsApart make a box of an inline element.
const hintsApart = hintCaption | hintComment | hintOffer | hintRelated | hintShare

// hintsBad speak against a box being part of the body.
const hintsBad = hintNav | hintFoot | hintSide | hintRelated | hintComment | hintShare | hintOffer | hintAd | hintCaption |
	hintMeta | hintHidden | hintWidget

// hintWords are the words that template authors use in classes and ids.
var hintWords = map[string]hint{
	"nav": hintNav, "navigation": hintNav, "navbar": hintNav, "menu": hintNav, "breadcrumb": hintNav, "breadcrumbs": hintNav,
	"pagination": hintNav, "pager": hintNav, "submenu": hintNav, "masthead": hintNav, "skip": hintNav, "toolbar": hintNav,
	"toc":    hintNav,
	"footer": hintFoot, "legal": hintFoot, "disclaimer": hintFoot, "copyright": hintFoot, "imprint": hintFoot, "terms": hintFoot,
	"sidebar": hintSide, "aside": hintSide, "rail": hintSide, "rightrail": hintSide, "leftrail": hintSide, "complementary": hintSide,
	"rightcol": hintSide, "sidecol": hintSide,
	"related": hintRelated, "recommended": hintRelated, "recommendations": hintRelated, "recommendation": hintRelated,
	"trending": hintRelated, "popular": hintRelated, "mostread": hintRelated, "teaser": hintRelated, "teasers": hintRelated,
	"recirc": hintRelated, "recirculation": hintRelated, "readmore": hintRelated, "seealso": hintRelated, "suggested": hintRelated,
	"suggestions": hintRelated, "relatedcontent": hintRelated, "readnext": hintRelated, "morefrom": hintRelated,
	"crosslink": hintRelated, "crosslinks": hintRelated, "relatedposts": hintRelated, "relatedarticles": hintRelated,
	"yarpp": hintRelated, "headlines": hintRelated, "topstories": hintRelated, "latestnews": hintRelated,
	"comment": hintComment, "comments": hintComment, "disqus": hintComment, "respond": hintComment, "replies": hintComment,
	"commentlist": hintComment, "livefyre": hintComment, "kommentare": hintComment, "kommentar": hintComment,
	"share": hintShare, "sharing": hintShare, "social": hintShare, "addthis": hintShare, "sharedaddy": hintShare,
	"sharebar": hintShare, "addtoany": hintShare, "socials": hintShare, "follow": hintShare, "sociallinks": hintShare,
	"newsletter": hintOffer, "subscribe": hintOffer, "subscription": hintOffer, "signup": hintOffer, "optin": hintOffer,
	"paywall": hintOffer, "login": hintOffer, "register": hintOffer, "registration": hintOffer, "donate": hintOffer,
	"donation": hintOffer, "mailchimp": hintOffer, "abo": hintOffer, "cta": hintOffer,
	"ad": hintAd, "ads": hintAd, "advert": hintAd, "adverts": hintAd, "advertisement": hintAd, "advertising": hintAd,
	"sponsor": hintAd, "sponsored": hintAd, "taboola": hintAd, "outbrain": hintAd, "dfp": hintAd, "adsense": hintAd,
	"promo": hintAd, "promos": hintAd, "promotion": hintAd, "anzeige": hintAd, "werbung": hintAd, "adslot": hintAd,
	"caption": hintCaption, "captions": hintCaption, "credit": hintCaption, "credits": hintCaption, "imagecaption": hintCaption,
	"bildunterschrift": hintCaption, "photocredit": hintCaption, "figcaption": hintCaption, "imagecredit": hintCaption,
	"byline": hintMeta, "author": hintMeta, "authors": hintMeta, "bio": hintMeta, "dateline": hintMeta, "timestamp": hintMeta,
	"meta": hintMeta, "metadata": hintMeta, "postmeta": hintMeta, "tags": hintMeta, "taglist": hintMeta, "tagcloud": hintMeta,
	"categories": hintMeta, "keywords": hintMeta, "kicker": hintMeta, "eyebrow": hintMeta, "authorbox": hintMeta, "autor": hintMeta,
	"published": hintMeta, "pubdate": hintMeta, "contributor": hintMeta, "contributors": hintMeta, "topics": hintMeta,
	"invisible": hintHidden, "visuallyhidden": hintHidden, "tooltip": hintHidden, "popover": hintHidden,
	"hovercard": hintHidden, "hover": hintHidden, "offscreen": hintHidden,
	"widget": hintWidget, "widgets": hintWidget, "popup": hintWidget, "modal": hintWidget, "overlay": hintWidget, "cookie": hintWidget,
	"cookies": hintWidget, "consent": hintWidget, "gdpr": hintWidget, "slideshow": hintWidget, "carousel": hintWidget,
	"player": hintWidget, "dropdown": hintWidget, "lightbox": hintWidget, "infobox": hintWidget, "factbox": hintWidget,
	"articlebody": hintBody, "storybody": hintBody, "articletext": hintBody, "storytext": hintBody, "posttext": hintBody,
	"articlecontent": hintBody, "postcontent": hintBody, "entrycontent": hintBody, "storycontent": hintBody, "bodytext": hintBody,
	"newstext": hintBody, "maintext": hintBody, "articulo": hintBody,
}

// hintPairs are pairs of words that mean more together than each alone.
var hintPairs = map[[2]string]hint{
	{"article", "body"}: hintBody, {"article", "content"}: hintBody, {"article", "text"}: hintBody, {"entry", "content"}: hintBody,
	{"post", "content"}: hintBody, {"post", "body"}: hintBody, {"story", "body"}: hintBody, {"story", "content"}: hintBody,
	{"story", "text"}: hintBody, {"body", "text"}: hintBody, {"body", "copy"}: hintBody, {"article", "copy"}: hintBody,
	{"news", "text"}: hintBody, {"content", "body"}: hintBody, {"entry", "body"}: hintBody, {"body", "content"}: hintBody,
	{"read", "more"}: hintRelated, {"see", "also"}: hintRelated, {"read", "next"}: hintRelated, {"most", "read"}: hintRelated,
	{"more", "from"}: hintRelated, {"more", "stories"}: hintRelated, {"top", "stories"}: hintRelated, {"latest", "news"}: hintRelated,
	{"more", "news"}: hintRelated, {"read", "also"}: hintRelated, {"more", "on"}: hintRelated, {"up", "next"}: hintRelated,
	{"also", "like"}: hintRelated, {"sr", "only"}: hintHidden, {"screen", "reader"}: hintHidden, {"element", "invisible"}: hintHidden, {"visually", "hidden"}: hintHidden,
	{"pull", "quote"}: hintWidget, {"right", "rail"}: hintSide, {"side", "bar"}: hintSide, {"sign", "up"}: hintOffer,
	{"tag", "list"}: hintMeta, {"post", "tags"}: hintMeta, {"tag", "cloud"}: hintMeta,
}

// maxClass bounds how much of a class or id is read.
const maxClass = 400

// hintOf returns what the element says about itself.
func (c *cutter) hintOf(n *html.Node) hint {
	h := tagHint(n.DataAtom)
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class", "id", "role", "itemprop", "data-component", "data-testid", "data-module":
			h |= c.wordHints(a.Val)
		case "hidden":
			h |= hintHidden
		case "style":
			if hidesText(a.Val) {
				h |= hintHidden
			}
		}
	}
	switch n.DataAtom {
	case atom.Tr, atom.Td, atom.Th, atom.Tbody: // classes of rows speak of what they are about
		h &^= hintWidget | hintMeta | hintCaption
	}
	return h
}

func tagHint(tag atom.Atom) hint {
	switch tag {
	case atom.Nav, atom.Menu:
		return hintNav
	case atom.Footer:
		return hintFoot
	case atom.Aside:
		return hintSide
	case atom.Figcaption, atom.Caption:
		return hintCaption
	case atom.Dialog:
		return hintWidget
	case atom.Form:
		return hintOffer
	case atom.Address:
		return hintMeta
	}
	return 0
}

func hidesText(style string) bool {
	style = strings.ToLower(clip(style, maxClass))
	_, value, ok := strings.Cut(style, "display")
	return ok && strings.HasPrefix(strings.TrimLeft(value, " :"), "none")
}

// wordHints reads the words of a class or an id. Pages repeat few of them many times.
func (c *cutter) wordHints(s string) hint {
	if s == "" {
		return 0
	}
	if h, ok := c.cache[s]; ok {
		return h
	}
	h := readHints(clip(s, maxClass))
	for class := range strings.FieldsSeq(clip(s, maxClass)) {
		if class == "hidden" || class == "hide" || class == "is-hidden" || class == "d-none" { // "hidden-xs" is shown elsewhere
			h |= hintHidden
		}
	}
	c.cache[s] = h
	return h
}

func readHints(s string) hint {
	var h hint
	before := ""
	for start := 0; start < len(s); {
		end := classWordEnd(s, start)
		if end == start {
			start++
			if c := s[start-1]; c <= ' ' {
				before = "" // the next class
			}
			continue
		}
		word := strings.ToLower(s[start:end])
		h |= hintWords[word]
		if before != "" {
			h |= hintPairs[[2]string{before, word}]
		}
		before = word
		start = end
	}
	return h
}

// classWordEnd returns the end of the word at i: letters, cut where a capital follows a
// small letter.
func classWordEnd(s string, i int) int {
	for j := i; ; j++ {
		if j == len(s) || !isASCIILetter(s[j]) || j > i && isUpper(s[j]) && !isUpper(s[j-1]) {
			return j
		}
	}
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }
