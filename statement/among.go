package statement

// A last name that two people of the article have is theirs alone where something beside
// it fits one of them only: the pronoun that takes it up, a title, a role in apposition.

// narrowed returns the only one of those who share a name that fits, the figure itself
// where nobody shares its name, or where several fit.
func (p *figure) narrowed(fits func(*figure) bool) *figure {
	var found *figure
	for _, q := range p.among {
		if !fits(q) {
			continue
		}
		if found != nil {
			return p
		}
		found = q
	}
	if found == nil {
		return p
	}
	return found
}

// notOf is narrowed to those who may have another gender than one.
func (p *figure) notOf(gender nounClass) *figure {
	return p.narrowed(func(q *figure) bool { return gender == 0 || q.gender != gender })
}

// byTitles returns whom a shared last name means by the words of the noun phrase s around
// it: "Ms Lim", "Defence Minister Lim", "Lim, the jeweller".
func (r *resolver) byTitles(f *frame, s stretch, p *figure) *figure {
	if len(p.among) == 0 {
		return p
	}
	for k := s.from; k < s.to; k++ {
		it := &f.items[k]
		if sg := r.sightingAt(it.start); sg != nil && sg.figure == p {
			continue
		}
		n, _ := nounOf(it.low)
		if g := n & (male | female); g != 0 {
			if q := p.narrowed(func(q *figure) bool { return q.gender == g }); q != p {
				return q
			}
		}
		if n&role == 0 {
			continue
		}
		if q := p.narrowed(func(q *figure) bool { return r.goesBy(q, it.low, it.low) }); q != p {
			return q
		}
	}
	return p
}
