package article

import "strings"

// readDate collects the evidence for the day of publication and answers from it.
func (p *page) readDate() {
	for _, c := range p.clues() {
		p.result.Article.Evidence = append(p.result.Article.Evidence, c.evidence())
	}
}

// localeOrder is the order of day and month that the page's declared language implies.
func (p *page) localeOrder() dateOrder {
	lang := strings.ToLower(p.signs().lang)
	if l := strings.ToLower(p.meta("og:locale", "content-language", "language")); lang == "" || lang == "en" && strings.HasPrefix(l, "en") {
		lang = l
	}
	lang = strings.ReplaceAll(lang, "_", "-")
	switch {
	case lang == "en-us":
		return monthFirst
	case lang == "" || lang == "en":
		return orderUnknown
	}
	return dayFirst
}
