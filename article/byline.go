package article

import (
	"strings"

	"golang.org/x/net/html"
)

// marksAuthor reports whether an element's attributes say that it names the author.
func marksAuthor(n *html.Node, prop, class string) bool {
	if prop == "author" || prop == "creator" || hasWord(attr(n, "rel"), "author") {
		return true
	}
	return strings.Contains(class, "byline") || strings.Contains(class, "author")
}

// hasWord reports whether one of the words of s is w.
func hasWord(s, w string) bool {
	for word := range strings.FieldsSeq(s) {
		if strings.EqualFold(word, w) {
			return true
		}
	}
	return false
}

func (p *page) readByline() {}
