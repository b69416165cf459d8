package article

func (p *page) pickPlain() {
	for i := range p.blocks {
		if b := &p.blocks[i]; b.role == unread {
			b.role = bodyText
		}
	}
}
