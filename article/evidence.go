package article

// readDate collects the evidence for the day of publication and answers from it.
func (p *page) readDate() {}
