package article

import "strings"

// readBody decides which blocks are the body and which are the rail, and writes the
// article's text.
func (p *page) readBody() {
	var paras []string
	for _, b := range p.blocks {
		if b.role == unread || b.role == bodyText {
			paras = append(paras, b.text)
		}
	}
	p.result.Article.Text = strings.Join(paras, "\n\n")
}
