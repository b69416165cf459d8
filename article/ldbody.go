package article

import (
	"html"
	"strings"
)

// Bounds of a body taken from a page's JSON-LD.
const (
	minLDBody   = 500
	maxLDBody   = 1 << 20
	visibleBody = 0.4 // the share of it that must be visible for the page's own to be used
)

// hiddenBody returns the body that JSON-LD gives where the page itself shows only the
// beginning of it and leaves the rest to a script, or "".
func (p *page) hiddenBody() string {
	n := p.mainLD()
	if n == nil {
		return ""
	}
	body, _ := n["articleBody"].(string)
	if len(body) < minLDBody || len(body) > maxLDBody || float64(len(p.result.Article.Text)) > visibleBody*float64(len(body)) {
		return ""
	}
	var c cutter
	var paras []string
	for line := range strings.Lines(html.UnescapeString(body)) {
		c.buf, c.space = c.buf[:0], false
		c.write(line)
		if b := (block{text: string(c.buf)}); b.text != "" && !isFurniture(&b) {
			paras = append(paras, b.text)
		}
	}
	if text := strings.Join(paras, "\n\n"); !strings.ContainsAny(text, "<>") {
		return text
	}
	return ""
}
