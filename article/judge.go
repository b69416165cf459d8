package article

// judge names what is wrong with the page as a whole: empty, truncated, paywalled, not
// an article, in a language that is not read.
func (p *page) judge() {}
