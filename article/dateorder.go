package article

import (
	"net/url"
	"strings"
)

// dayFirstHosts are the top-level domains of countries where English is written and the
// day comes first.
var dayFirstHosts = words(`uk ie au nz in za sg ng ke gh my pk bd lk mt hk`)

// localeOrder is the order of day and month that the page's declared language and its
// address imply.
func (p *page) localeOrder() dateOrder {
	lang := strings.ToLower(bcp47(p.signs().lang))
	for _, declared := range [...]string{p.meta("og:locale"), p.meta("content-language"), p.meta("language")} {
		if l := strings.ToLower(bcp47(declared)); lang == "" || lang == "en" && strings.HasPrefix(l, "en") {
			lang = l
		}
	}
	switch {
	case lang == "" || lang == "en":
		return p.hostOrder()
	case lang == "en-us":
		return monthFirst
	}
	return dayFirst
}

func (p *page) hostOrder() dateOrder {
	u, err := url.Parse(p.address())
	if err != nil {
		return orderUnknown
	}
	host := u.Hostname()
	if dayFirstHosts[host[strings.LastIndexByte(host, '.')+1:]] {
		return dayFirst
	}
	return orderUnknown
}

// settleOrder reads the dates anew whose order of day and month was left open, where
// other dates on the page or the language of the text tell it.
func (c *clueCollector) settleOrder() {
	var order dateOrder
	for i := range c.clues {
		cl := &c.clues[i]
		if !cl.hit.either || cl.hit.shape == namedShape {
			continue
		}
		if order == orderUnknown {
			if order = c.page.writtenOrder(cl.hit.shape); order == orderUnknown {
				return
			}
		}
		for _, h := range datesIn(cl.value, order) {
			if h.full() {
				cl.hit, cl.note = h, "day and month in the order used on the page"
				break
			}
		}
	}
}

// writtenOrder is the order that the page's own dates of a shape have, where those that
// can be read in one way only agree, or else that of the language of its text.
func (p *page) writtenOrder(shape dateShape) dateOrder {
	found := [3]bool{}
	for _, b := range p.blocks {
		if len(b.text) > maxDateText {
			continue
		}
		for _, h := range datesIn(b.text, orderUnknown) {
			if h.shape != shape || h.either || h.earliest[5:7] == h.earliest[8:] {
				continue
			}
			if first := strings.TrimLeft(b.text[h.start:h.end], "0"); number(leadingDigits(first)) > 12 {
				found[dayFirst] = true
			} else {
				found[monthFirst] = true
			}
		}
	}
	switch {
	case found[dayFirst] && !found[monthFirst]:
		return dayFirst
	case found[monthFirst] && !found[dayFirst]:
		return monthFirst
	case found[dayFirst]:
		return orderUnknown
	}
	if lang, sure := languageOf(clip(p.result.Article.Text, languageSample)); sure && lang != "" && lang != "en" {
		return dayFirst
	}
	return orderUnknown
}

func leadingDigits(s string) string {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return s[:i]
		}
	}
	return s
}
