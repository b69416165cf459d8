package article

import (
	"slices"
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
	w, root := c.walk, c.page.doc.root
	from, pos := len(c.clues), 0
	for n := root; n != nil; {
		switch {
		case n.Type == html.TextNode:
			pos += len(strings.TrimSpace(n.Data))
		case n.Type != html.ElementNode:
		case n.DataAtom == atom.Script && isLD(attr(n, "type")):
			c.brokenLD(rawText(n))
			n = after(n, root)
			continue
		case n.DataAtom != atom.Head && hidden(n) || w.beside(n):
			n = after(n, root)
			continue
		case w.headlines[n]:
			w.heads = append(w.heads, pos)
		default:
			c.element(n, pos)
		}
		n = following(n, root)
	}
	for i := range c.clues[from:] {
		c.clues[from+i].distance = w.distance(c.clues[from+i].distance)
	}
}

// element reads the date of one element at a place on the page.
func (c *clueCollector) element(n *html.Node, pos int) {
	prop, class := itemprop(n), c.walk.notes(n).date
	source, kind := "class", class
	value := attr(n, "datetime")
	if value == "" {
		value = attr(n, "content")
	}
	switch {
	case prop == "datepublished":
		source, kind = "microdata", publishing
	case prop == "datecreated":
		source, kind = "microdata", hinting
	case prop == "datemodified":
		source, kind = "microdata", updating
	case n.DataAtom == atom.Time:
		source = "time"
		if hasAttr(n, "pubdate") {
			kind = publishing
		} else if class == beside {
			kind = hinting
		}
	case class == beside:
		return
	case n.DataAtom == atom.Abbr && attr(n, "title") != "":
		value = attr(n, "title")
	}
	c.addElement(clue{source: source, kind: kind, distance: pos, apart: c.walk.apart(n)}, n, value)
}

// addElement keeps the date of an element's value, or else of its text. Where both have
// one and they differ, the text is the day as readers see it.
func (c *clueCollector) addElement(cl clue, n *html.Node, value string) {
	cl.shown = cl.source == "class" || cl.source == "time"
	if value != "" && c.add(cl, value) {
		return
	}
	cl.shown = true
	text := nodeText(n, maxDateText+1)
	if len(text) > maxDateText {
		return
	}
	h, label, ok := lineDate(text, c.order)
	if !ok {
		return
	}
	if label == updating {
		cl.kind = updating
	}
	cl.hit, cl.value, cl.hour = h, text[h.start:h.end], -1
	c.keep(cl)
}

func itemprop(n *html.Node) string { return strings.ToLower(clip(attr(n, "itemprop"), 40)) }

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// A dateWalk knows where the headline is while the page is searched for dates.
type dateWalk struct {
	headlines map[*html.Node]bool
	around    map[*html.Node]int  // elements that hold a headline, and how far above it, from 1
	heads     []int               // the places of the headlines, in bytes of text
	railed    map[*html.Node]bool // elements whose text is all of related items
	cache     map[string]classNote
}

func newDateWalk(p *page) *dateWalk {
	w := &dateWalk{headlines: map[*html.Node]bool{}, around: map[*html.Node]int{}, cache: map[string]classNote{}, railed: map[*html.Node]bool{}}
	for _, b := range p.blocks {
		if b.node == nil {
			continue
		}
		if b.role == headline {
			w.headlines[b.node] = true
		}
		if other, seen := w.railed[b.node]; b.role == railed || seen {
			w.railed[b.node] = b.role == railed && (other || !seen)
		}
	}
	if len(w.headlines) == 0 {
		for _, m := range p.signs().headlines {
			if m.node.DataAtom == atom.H1 {
				w.headlines[m.node] = true
			}
		}
	}
	for n := range w.headlines {
		for up := 1; n != nil && (w.around[n] == 0 || up < w.around[n]); n, up = n.Parent, up+1 {
			w.around[n] = up
		}
	}
	return w
}

// apart is how far above a headline the element is that holds it and n both: 1 or 2 for
// what belongs together.
func (w *dateWalk) apart(n *html.Node) int {
	for n != nil && w.around[n] == 0 {
		n = n.Parent
	}
	return w.around[n] - 1
}

// distance is how far behind the nearest headline a place is, or how far before it,
// negative.
func (w *dateWalk) distance(pos int) int {
	if len(w.heads) == 0 {
		return farFromHeadline
	}
	i, _ := slices.BinarySearch(w.heads, pos+1)
	switch {
	case i == 0:
		return pos - w.heads[0]
	case i < len(w.heads) && pos-w.heads[i-1] > nearHeadline && w.heads[i]-pos < nearHeadline:
		return pos - w.heads[i]
	}
	return pos - w.heads[i-1]
}

// beside reports whether an element is beside the article.
func (w *dateWalk) beside(n *html.Node) bool {
	if w.railed[n] {
		return w.around[n] == 0
	}
	switch n.DataAtom {
	case atom.Aside, atom.Nav, atom.Footer:
		return w.around[n] == 0
	case atom.Div, atom.Section, atom.Ul, atom.Ol, atom.Li, atom.Article, atom.Table:
		return w.notes(n).beside && w.around[n] == 0
	}
	return false
}

// inBeside reports whether n is in an element beside the article.
func (w *dateWalk) inBeside(n *html.Node) bool {
	for depth := 0; n != nil && depth < 64; n, depth = n.Parent, depth+1 {
		if n.Type == html.ElementNode && w.beside(n) {
			return true
		}
	}
	return false
}

// A classNote is what an element's class and id say about dates in it.
type classNote struct {
	beside bool     // the element is no part of the article
	clock  bool     // it shows the day on which the page is read
	date   clueKind // what a date in it is the date of; beside where nothing is said
}

// besideWords are words of class names and ids whose elements hold other things than
// the article.
var besideWords = words(`sidebar aside related comment comments commentlist footer nav navigation menu widget widgets recommended recommendations
	recommend latest popular trending similar newsletter breaking carousel slider ticker mostread rail promo readmore respond reply replies
	calendar archive archives events weather`)

var (
	publishedClasses = words(`published pubdate datepublished publishdate publicationdate publish publication posted postdate dateline`)
	updatedClasses   = words(`updated modified lastmodified lastupdated lastupdate update`)
	clockClasses     = words(`clock today currentdate todaydate currentdatetime datetoday weather`)
	datedClasses     = words(`datum fecha data tarih timestamp time byline meta postmeta info when`)
)

const maxClassNotes = 2000

func (w *dateWalk) notes(n *html.Node) classNote {
	names := attr(n, "class")
	if id := attr(n, "id"); id != "" {
		names += " " + id
	}
	if names == "" {
		return classNote{date: beside}
	}
	names = clip(names, 300)
	note, ok := w.cache[names]
	if !ok {
		note = readClass(strings.ToLower(names))
		if len(w.cache) < maxClassNotes {
			w.cache[names] = note
		}
	}
	return note
}

func readClass(names string) classNote {
	note := classNote{date: beside}
	for w := range strings.FieldsFuncSeq(names, notWord) {
		note.beside = note.beside || besideWords[w]
		note.clock = note.clock || clockClasses[w]
		switch {
		case publishedClasses[w]:
			note.date = publishing
		case updatedClasses[w]:
			if note.date != publishing {
				note.date = updating
			}
		case note.date != beside:
		case datedClasses[w], strings.Contains(w, "date") && !strings.Contains(w, "update") && !strings.Contains(w, "validate"):
			note.date = hinting
		}
	}
	return note
}
