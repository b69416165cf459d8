package article

// readHead finds the headline, byline, publisher, agency and dateline.
func (p *page) readHead() {}
