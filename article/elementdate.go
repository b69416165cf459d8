package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elements reads the dates of elements that are made for dates: microdata, <time> and
// those whose class says so. Elements beside the article, such as the rail, comments and
// the footer, are passed over.
func (c *clueCollector) elements() {
	if c.page.doc == nil {
		return
	}
	w := newDateWalk(c.page)
	from := len(c.clues)
	for n := c.page.doc.root; n != nil; {
		if n.Type == html.TextNode {
			w.pos += len(strings.TrimSpace(n.Data))
		}
		if n.Type == html.ElementNode && n.DataAtom != atom.Head && (hidden(n) || w.beside(n)) {
			w.enter(n)
			n = after(n, c.page.doc.root)
			continue
		}
		if n.Type == html.ElementNode {
			w.enter(n)
			c.element(n, w.pos)
		}
		n = following(n, c.page.doc.root)
	}
	for i := range c.clues[from:] {
		c.clues[from+i].distance -= w.head
	}
}

// element reads the date of one element.
func (c *clueCollector) element(n *html.Node, distance int) {
	prop, class := itemprop(n), dateClass(n)
	value := attr(n, "datetime")
	if value == "" {
		value = attr(n, "content")
	}
	switch {
	case prop == "datepublished" || prop == "datecreated" || prop == "datemodified":
		kind := publishing
		if prop == "datemodified" {
			kind = updating
		} else if prop == "datecreated" {
			kind = hinting
		}
		c.addElement("microdata", kind, n, value, distance)
	case n.DataAtom == atom.Time:
		kind := hinting
		if hasAttr(n, "pubdate") || class == publishing {
			kind = publishing
		} else if class == updating {
			kind = updating
		}
		c.addElement("time", kind, n, value, distance)
	case class == publishing || class == hinting || class == updating:
		if n.DataAtom == atom.Abbr && attr(n, "title") != "" {
			value = attr(n, "title")
		}
		c.addElement("class", class, n, value, distance)
	}
}

// addElement keeps the date of an element's value, or else of its text.
func (c *clueCollector) addElement(source string, kind clueKind, n *html.Node, value string, distance int) {
	if value != "" && c.add(source, kind, value, distance) {
		return
	}
	text := nodeText(n, maxDateText+1)
	if len(text) > maxDateText {
		return
	}
	h, n2, ok := lineDate(text, c.order)
	if !ok {
		return
	}
	if n2 == updating {
		kind = updating
	}
	c.keep(clue{source: source, kind: kind, value: text[h.start:h.end], hit: h, hour: -1, distance: distance})
}

func itemprop(n *html.Node) string { return strings.ToLower(attr(n, "itemprop")) }

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// dateClass says what the class or id of an element promises of the date in it; beside
// where it promises nothing.
func dateClass(n *html.Node) clueKind {
	names := strings.ToLower(clip(attr(n, "class")+" "+attr(n, "id"), 300))
	if names == " " {
		return beside
	}
	kind := beside
	for w := range strings.FieldsFuncSeq(names, notWord) {
		switch {
		case oneOf(w, "updated", "modified", "lastmodified", "lastupdated", "lastupdate", "update"):
			if kind != publishing {
				kind = updating
			}
		case oneOf(w, "published", "pubdate", "datepublished", "publishdate", "publicationdate", "publish", "publication", "posted", "postdate", "dateline"):
			kind = publishing
		case kind == beside && (strings.Contains(w, "date") && !strings.Contains(w, "update") && !strings.Contains(w, "validate") || oneOf(w, "datum", "fecha", "data", "tarih", "timestamp", "time", "byline", "meta", "postmeta", "info", "when")):
			kind = hinting
		}
	}
	return kind
}

// besideWords are words of class names and ids whose elements hold other things than
// the article.
var besideWords = words(`sidebar aside related comment comments commentlist footer nav navigation menu widget widgets recommended recommendations
	recommend latest popular trending similar newsletter breaking carousel slider ticker mostread rail promo readmore respond reply replies
	calendar archive archives events weather`)

// A dateWalk keeps track of where on the page a walk over its tree is.
type dateWalk struct {
	pos       int // bytes of text passed
	headlines map[*html.Node]bool
	around    map[*html.Node]bool // elements that hold the headline
	head      int                 // position of the end of the last headline before the body
}

func newDateWalk(p *page) *dateWalk {
	w := &dateWalk{headlines: map[*html.Node]bool{}, around: map[*html.Node]bool{}}
	for _, b := range p.blocks {
		if b.role == headline && b.node != nil {
			w.headlines[b.node] = true
		}
	}
	if len(w.headlines) == 0 {
		for _, m := range p.signs().headlines {
			w.headlines[m.node] = m.node.DataAtom == atom.H1
		}
	}
	for n, ok := range w.headlines {
		for ; ok && n != nil && !w.around[n]; n = n.Parent {
			w.around[n] = true
		}
	}
	return w
}

func (w *dateWalk) enter(n *html.Node) {
	if w.headlines[n] {
		w.head = w.pos
	}
}

// beside reports whether an element is beside the article.
func (w *dateWalk) beside(n *html.Node) bool {
	if w.around[n] || n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	switch n.DataAtom {
	case atom.Aside, atom.Nav, atom.Footer:
		return true
	case atom.Div, atom.Section, atom.Ul, atom.Ol, atom.Li, atom.Article, atom.Table:
	default:
		return false
	}
	for w := range strings.FieldsFuncSeq(strings.ToLower(clip(attr(n, "class")+" "+attr(n, "id"), 300)), notWord) {
		if besideWords[w] {
			return true
		}
	}
	return false
}

// inBeside reports whether n is in an element beside the article.
func (w *dateWalk) inBeside(n *html.Node) bool {
	for depth := 0; n != nil && depth < 64; n, depth = n.Parent, depth+1 {
		if w.beside(n) {
			return true
		}
	}
	return false
}
