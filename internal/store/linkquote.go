package store

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"readout"
	"readout/internal/link"
)

// quotes notes on a page and on others which quotations they have in other words.
func (l *linker) quotes(id int64) {
	p := l.page(id)
	if p == nil || l.err != nil {
		return
	}
	for n := range p.Quotes {
		for _, r := range l.quotesNear(p, n, func(int64) bool { return true }) {
			if l.before(r.page, id) {
				continue
			}
			l.quoteCheck(p, n, r)
			if q := l.page(r.page); q != nil {
				l.quoteCheck(q, r.n, itemRef{id, n})
			}
		}
	}
}

// quotesNear returns the quotations that one is compared with, of the other pages that on
// takes.
func (l *linker) quotesNear(p *linkPage, n int, on func(page int64) bool) []itemRef {
	near := l.quotesAlike(p, n)
	maps.DeleteFunc(near, func(r itemRef, keys int) bool {
		if !on(r.page) {
			return true
		}
		q := l.page(r.page)
		return q == nil || r.n >= len(q.Quotes) || keys == 1 && !q.Quotes[r.n].Short()
	})
	return slices.SortedFunc(maps.Keys(near), compareItemRefs)
}

// quotesAlike returns the quotations of other pages that have keys in common with one, and how
// many: one key only where it is short, and then they have to be as well.
func (l *linker) quotesAlike(p *linkPage, n int) map[itemRef]int {
	near := make(map[itemRef]int)
	q := &p.Quotes[n]
	l.neighbours(quoteKeys, itemRef{p.id, n}, p.rank, q.Keys(), func(r itemRef) {
		if r.page != p.id {
			near[r]++
		}
	})
	maps.DeleteFunc(near, func(_ itemRef, keys int) bool { return keys == 1 && !q.Short() })
	return near
}

// quoteCheck notes on a page how another one has its quotation.
func (l *linker) quoteCheck(p *linkPage, n int, r itemRef) {
	q := l.page(r.page)
	if q == nil || r.n >= len(q.Quotes) {
		return
	}
	if check, ok := link.CompareQuotes(&p.Quotes[n], &q.Quotes[r.n], q.Name); ok {
		l.keepCheck(p.id, q.id, n, check)
	}
}

// A checkKey is the place of a check: the page that has it, the other one, and the quotation.
type checkKey struct {
	page, other int64
	n           int
}

func (l *linker) keepCheck(page, other int64, n int, c readout.Check) {
	data, err := json.Marshal(c)
	l.fail(err)
	l.checks[checkKey{page, other, n}] = string(data)
}

// writeChecks writes the checks that were kept since.
func (l *linker) writeChecks() {
	var rows []any
	for _, k := range slices.SortedFunc(maps.Keys(l.checks), func(a, b checkKey) int {
		return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.other, b.other), cmp.Compare(a.n, b.n))
	}) {
		rows = append(rows, k.page, k.other, k.n, l.checks[k])
		l.trace.writePages(inChecks, k.page)
	}
	clear(l.checks)
	l.insert("INSERT INTO link_checks (page, other, n, json) VALUES", 4, rows, "ON CONFLICT (page, other, n) DO UPDATE SET json = excluded.json")
}
