package account

import "readout/text"

// matter names what a row is about: the issue its statements share, or else the noun
// phrase they share, in the words of the first.
func (c *comparer) matter(r *row) string {
	a, b := unitsIn(r.a), unitsIn(r.b)
	if len(a) == 0 {
		a, b = b, nil
	}
	var best *term
	var in *unit
	most := 0.0
	for _, x := range a {
		for i := range x.terms {
			t := &x.terms[i]
			w := t.weight
			if len(b) > 0 {
				w *= c.shared(t, b)
			}
			if t.noun && w > most+1e-9 {
				best, in, most = t, x, w
			}
		}
	}
	if best == nil {
		return c.fallback(a)
	}
	return phrase(in.doc, best.word, in.words)
}

func (c *comparer) shared(t *term, units []*unit) float64 {
	best := 0.0
	for _, u := range units {
		for i := range u.terms {
			best = max(best, c.likeTerm(t, &u.terms[i]))
		}
	}
	return best
}

func (c *comparer) fallback(units []*unit) string {
	if len(units) == 0 || len(units[0].cell.Statement.Content) == 0 {
		return ""
	}
	s := units[0].cell.Statement.Content[0].Text
	return s[:min(len(s), 0)] + s
}

// phrase returns a noun with what stands directly before it and belongs to it.
func phrase(d *text.Document, i int, in []int) string {
	from := i
	for from > 0 && from > in[0] {
		w := &d.Words[from-1]
		rel := w.Rel()
		if w.Head < from-1 || w.Head > i || w.Head == from-1 || rel != "compound" && rel != "amod" && rel != "flat" && rel != "nummod" || w.UPOS == "PUNCT" {
			break
		}
		from--
	}
	return d.Text[d.Words[from].Start:d.Words[i].End]
}
