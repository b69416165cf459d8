package article

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"readout"
)

// publishedNames are the <meta> names that give the day of publication, the most
// trustworthy first.
var publishedNames = []string{
	"article:published_time", "og:article:published_time", "datepublished", "og:published_time", "parsely-pub-date",
	"sailthru.date", "dc.date.issued", "dcterms.issued", "dc.issued", "dcterms.date.issued", "dcterms.available",
	"article:published", "article.published", "published_time", "publishdate", "publish_date", "publish-date", "publication_date",
	"publication-date", "publicationdate", "published-date", "published_date", "date_published", "datepublished", "cxenseparse:recs:publishtime",
	"cxenseparse:publishtime", "pubdate", "pub_date", "ptime", "rnews:datepublished", "article_date_original", "originalpublicationdate",
	"citation_publication_date", "citation_date", "bt:pubdate", "vr:published_time", "dc.date.published", "dc.created", "dcterms.created", "dc.date.created",
	"datecreated", "article.created", "article:post_date", "dateposted", "article-publication-date", "og:pubdate", "displaydate", "uploaddate",
}

// datedNames are names that give the day of publication on most sites and that of the
// last change or of the request on some.
var datedNames = []string{"dc.date", "dcterms.date", "date", "article:date", "og:date", "eomportal-lastupdate", "creation_date", "time"}

// updatedNames are names of the day of the last change.
var updatedNames = []string{
	"article:modified_time", "og:updated_time", "og:modified_time", "article:updated_time", "datemodified", "dc.modified", "dcterms.modified",
	"dc.date.modified", "last-modified", "lastmod", "lastmodified", "modified", "modified_time", "revised", "article:modified", "date_modified", "parsely-updated-date",
}

func (c *clueCollector) metas() {
	for _, set := range [...]struct {
		names []string
		kind  clueKind
	}{{publishedNames, publishing}, {datedNames, hinting}, {updatedNames, updating}} {
		for _, name := range set.names {
			for _, v := range c.page.metas(name) {
				c.add(clue{source: "meta", kind: set.kind}, v)
			}
		}
	}
}

// linkedData reads the dates of the JSON-LD objects that are the page or its article,
// not of those that it shows or lists.
func (c *clueCollector) linkedData() {
	main := c.page.mainLD()
	if main != nil {
		c.ldDates(main, publishing)
	}
	for _, n := range c.page.ld() {
		if !n.isArticle() && n.is("WebPage", "ItemPage", "CreativeWork", "Recipe", "HowTo", "VideoObject", "PodcastEpisode") {
			c.ldDates(n, hinting)
		}
	}
}

func (c *clueCollector) ldDates(n ldNode, kind clueKind) {
	published := n.str("datePublished")
	if published == "" {
		published, kind = n.str("dateCreated", "uploadDate"), hinting
	}
	c.add(clue{source: "json-ld", kind: kind}, published)
	c.add(clue{source: "json-ld", kind: updating}, n.str("dateModified"))
}

// brokenLD looks for the day of publication in a JSON-LD script that is not JSON. It
// counts only if the script gives no other.
func (c *clueCollector) brokenLD(script string) {
	if slices.ContainsFunc(c.clues, func(cl clue) bool { return cl.source == "json-ld" }) {
		return
	}
	found, rest := "", clip(script, maxScanned)
	for range maxDateHits {
		_, after, ok := strings.Cut(rest, `"datePublished"`)
		if !ok {
			break
		}
		rest = after
		value, _, ok := strings.Cut(strings.TrimLeft(clip(rest, maxDateValue), ": \t\r\n\""), `"`)
		if !ok {
			continue
		}
		if found != "" && value != found {
			return
		}
		found = value
	}
	c.add(clue{source: "json-ld", kind: publishing, note: "the JSON is broken"}, found)
}

// address reads the date in the page's URL.
func (c *clueCollector) address() {
	for _, a := range [...]string{c.page.in.URL, c.page.link("canonical"), c.page.meta("og:url")} {
		h, sure, ok := dateInURL(a)
		if !ok {
			continue
		}
		kind := publishing
		if !sure {
			kind = hinting
		}
		c.keep(clue{source: "url", kind: kind, value: a[h.start:h.end], hit: h, hour: -1})
		return
	}
}

// dateInURL finds a date in an address. It is sure of one that has path segments of its
// own or opens a name, as archives are laid out; a date inside a name may be what the
// text is about. A year and month without a day are a whole month.
func dateInURL(address string) (h dateHit, sure, ok bool) {
	u, err := url.Parse(strings.TrimSpace(clip(address, maxDateLine)))
	if err != nil {
		return dateHit{}, false, false
	}
	path := u.EscapedPath()
	at := strings.Index(address, path)
	if path == "" || at < 0 {
		return dateHit{}, false, false
	}
	t := tokenise(path)
	var month dateHit
	for i := range t.tokens {
		h, next, found := t.urlDate(i)
		if !found {
			continue
		}
		h.start, h.end = at+t.tokens[i].start, at+t.tokens[next-1].end
		if h.full() {
			return h, t.opens(i) || t.closes(next), true
		}
		if month.earliest == "" && t.opens(i) {
			month = h
		}
	}
	return month, true, month.earliest != ""
}

// opens reports whether token i starts a path segment, but for a letter or two.
func (t *dateText) opens(i int) bool {
	start := t.tokens[i].start
	slash := strings.LastIndexByte(t.s[:start], '/')
	return start-slash <= 3
}

// closes reports whether the token before i ends the path.
func (t *dateText) closes(i int) bool {
	rest := t.s[t.tokens[i-1].end:]
	return rest == "" || rest == "/" || strings.HasPrefix(rest, ".htm") || rest[0] == '/'
}

// urlDate reads a date of a path at token i: 2023/04/30, 2023-04-30, 20230430,
// 2023/apr/30, 2023-04/30, 202304/30, 30-04-2023, 30.04.2023 and the month 2023/04.
func (t *dateText) urlDate(i int) (dateHit, int, bool) {
	tok := t.tokens[i]
	if !tok.number() || i > 0 && (t.gap(i-1) == "." || tok.width <= 4 && t.gap(i-1) == "") {
		return dateHit{}, 0, false
	}
	switch {
	case tok.width == 8:
		return t.compactDate(i)
	case tok.width == 6:
		return t.yearMonth(i)
	case tok.year() >= 1990:
		return t.pathDate(i)
	case tok.width <= 2 && i+2 < len(t.tokens) && t.tokens[i+2].width == 4:
		if h, next, ok := t.numericDate(i, orderUnknown); ok && h.shape != slashShape {
			return h, next, true
		}
		if i+2 < len(t.tokens) && t.tokens[i+1].months != 0 && t.tokens[i+2].year() >= 1990 {
			h, ok := named(t.tokens[i+2].year(), t.tokens[i+1].months, tok.day())
			return h, i + 3, ok && tok.day() != 0
		}
	}
	return dateHit{}, 0, false
}

// pathDate reads a date that opens with a year.
func (t *dateText) pathDate(i int) (dateHit, int, bool) {
	year := t.tokens[i].year()
	if i+1 >= len(t.tokens) || !oneOf(t.gap(i), "/", "-", "_", ".") {
		return dateHit{}, 0, false
	}
	month := t.tokens[i+1].value
	switch {
	case t.tokens[i+1].months != 0:
		month = firstMonth(t.tokens[i+1].months)
	case t.tokens[i+1].width == 0 || t.tokens[i+1].width > 2:
		return t.monthAndDay(i)
	}
	if i+2 < len(t.tokens) && t.tokens[i+2].number() && t.tokens[i+2].width <= 2 && oneOf(t.gap(i+1), "/", "-", "_", ".") {
		if d := readout.MakeDay(year, month, t.tokens[i+2].value); d != "" && !t.unitBehind(i+2) {
			return dateHit{earliest: d, latest: d, shape: isoShape}, i + 3, true
		}
	}
	if t.gap(i) != "/" || t.tokens[i+1].width == 1 {
		return dateHit{}, 0, false
	}
	h, ok := wholeMonth(year, month)
	return h, i + 2, ok
}

// unitBehind reports whether the number at i is the start of a name in its segment and
// not a day: 2021/04/12-ways.
func (t *dateText) unitBehind(i int) bool {
	return t.gap(i-1) == "/" && (t.gap(i) == "-" || t.gap(i) == "_") && !t.tokens[i+1].number()
}

// monthAndDay reads 2023/0430.
func (t *dateText) monthAndDay(i int) (dateHit, int, bool) {
	tok := t.tokens[i+1]
	if tok.width != 4 || t.gap(i) != "/" {
		return dateHit{}, 0, false
	}
	d := readout.MakeDay(t.tokens[i].year(), tok.value/100, tok.value%100)
	if d == "" {
		return dateHit{}, 0, false
	}
	return dateHit{earliest: d, latest: d, shape: isoShape}, i + 2, true
}

// yearMonth reads 202304/30 and the month 202304.
func (t *dateText) yearMonth(i int) (dateHit, int, bool) {
	year, month := t.tokens[i].value/100, t.tokens[i].value%100
	if year < 1990 || year > lastYear || t.tokens[i].start == 0 || t.s[t.tokens[i].start-1] != '/' {
		return dateHit{}, 0, false
	}
	if i+1 < len(t.tokens) && t.gap(i) == "/" && t.tokens[i+1].width == 2 {
		if d := readout.MakeDay(year, month, t.tokens[i+1].value); d != "" {
			return dateHit{earliest: d, latest: d, shape: isoShape}, i + 2, true
		}
	}
	if end := t.tokens[i].end; end < len(t.s) && t.s[end] != '/' {
		return dateHit{}, 0, false
	}
	h, ok := wholeMonth(year, month)
	return h, i + 1, ok
}

// unixTime reads seconds or milliseconds since 1970, as some sites write their dates.
func unixTime(s string) (dateHit, bool) {
	if !digits(s) || len(s) != 10 && len(s) != 13 {
		return dateHit{}, false
	}
	sec := int64(number(s[:5]))*100000 + int64(number(s[5:10]))
	d := readout.DayOf(time.Unix(sec, 0).UTC())
	if d < "1995" || d > "2100" {
		return dateHit{}, false
	}
	return dateHit{earliest: d, latest: d, end: len(s), shape: isoShape}, true
}
