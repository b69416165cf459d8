package article

import (
	"strings"

	"golang.org/x/net/html"
)

// decode turns the page's bytes into text and, for HTML, a tree. It reports whether
// there is anything to read.
func (p *page) decode() bool {
	p.text = string(p.in.Bytes)
	if p.in.Form == HTML || p.in.Form == Auto && looksLikeHTML(p.text) {
		root, err := html.Parse(strings.NewReader(p.text))
		if err != nil {
			p.problem("markup", err.Error())
			return false
		}
		p.doc = &markup{root: root}
		p.result.MediaType = "text/html"
		return true
	}
	p.result.MediaType = "text/plain"
	return true
}

func looksLikeHTML(s string) bool {
	s = strings.ToLower(s[:min(len(s), 1024)])
	return strings.Contains(s, "<!doctype html") || strings.Contains(s, "<html") || strings.Contains(s, "<head") || strings.Contains(s, "<body")
}
