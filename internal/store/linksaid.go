package store

import (
	"readout/internal/correct"
)

// said returns what persons say of an event of a page: with which others it is one, or from
// which it is to be kept apart. The last word on two events counts.
func (l *linker) said(me itemRef) map[itemRef]correct.Correction {
	if l.persons == nil {
		log, err := l.s.corrections(l.ctx, l.tx, "WHERE kind IN ('same', 'apart', 'undo')")
		l.fail(err)
		l.persons = append([]correct.Correction{}, correct.Active(log)...)
	}
	out := make(map[itemRef]correct.Correction)
	for _, c := range l.persons {
		first, ok := l.meant(correct.Ref{Page: c.Page, Where: c.Where})
		for _, o := range c.Others {
			other, there := l.meant(o)
			switch {
			case !ok || !there || first == other:
			case first == me:
				out[other] = c
			case other == me:
				out[first] = c
			}
		}
	}
	return out
}

// meant returns the event that a person meant, as it is on its page now.
func (l *linker) meant(r correct.Ref) (itemRef, bool) {
	ids := l.numbers("SELECT id FROM pages WHERE hash = ?", hashPart(r.Page))
	if len(ids) == 0 {
		return itemRef{}, false
	}
	p := l.page(ids[0])
	if p == nil {
		return itemRef{}, false
	}
	n := r.Where.Find(len(p.Items), func(i int) correct.Place { return correct.PlaceOfEvent(&p.Items[i].Event) })
	return itemRef{ids[0], n}, n >= 0
}
