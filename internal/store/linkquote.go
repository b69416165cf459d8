package store

import (
	"encoding/json"
	"maps"
	"slices"

	"readout"
	"readout/internal/link"
)

// maxQuoteItems is how many quotations with one key are compared.
const maxQuoteItems = 32

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
		l.keyed("quote_keys", "page, n", p.Quotes[n].Keys(), maxQuoteItems, func(scan func(...any) error) error {
			var key int64
			var r itemRef
			err := scan(&key, &r.page, &r.n)
			if r.page != id {
				near[r]++
			}
			return err
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
