package store

import (
	"encoding/json"
	"maps"
	"slices"

	"readout"
	"readout/internal/link"
)

// quotes notes on a page and on others which quotations they have in other words.
func (l *linker) quotes(id int64) {
	l.exec("DELETE FROM link_checks WHERE page = ?", id)
	l.exec("DELETE FROM link_checks WHERE other = ?", id)
	p := l.page(id)
	if p == nil || l.err != nil {
		return
	}
	for n := range p.Quotes {
		near := make(map[itemRef]int)
		l.neighbours(quoteKeys, itemRef{id, n}, p.rank, p.Quotes[n].Keys(), quoteReach, func(r itemRef) {
			if r.page != id {
				near[r]++
			}
		})
		for _, r := range slices.SortedFunc(maps.Keys(near), compareItemRefs) {
			if !p.Quotes[n].Enough(near[r]) {
				continue
			}
			if q := l.page(r.page); q != nil && r.n < len(q.Quotes) {
				l.quotePair(p, n, q, r.n)
			}
		}
	}
}

func (l *linker) quotePair(p *linkPage, n int, q *linkPage, m int) {
	if check, ok := link.CompareQuotes(&p.Quotes[n], &q.Quotes[m], q.Name); ok {
		l.keepCheck(p.id, q.id, n, check)
	}
	if check, ok := link.CompareQuotes(&q.Quotes[m], &p.Quotes[n], p.Name); ok {
		l.keepCheck(q.id, p.id, m, check)
	}
}

func (l *linker) keepCheck(page, other int64, n int, c readout.Check) {
	data, err := json.Marshal(c)
	l.fail(err)
	l.exec("INSERT INTO link_checks (page, other, n, json) VALUES (?, ?, ?, ?) ON CONFLICT (page, other, n) DO UPDATE SET json = excluded.json", page, other, n, string(data))
}
