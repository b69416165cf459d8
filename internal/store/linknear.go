package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"readout/internal/link"
)

// With whom of all those that share a key a page, an event or a quotation is compared: the
// nearest in the order of ranks, so many on each side. Two are neighbours or they are not,
// from both sides alike, and whatever the order in which they came; and whoever comes in
// between parts as many neighbours as it has, no more, however many share the key.
const (
	textReach  = 6
	eventReach = 32
	quoteReach = 6
)

// The tables of keys.
const (
	textKeys  = "text_keys"
	eventRows = "event_keys"
	quoteKeys = "quote_keys"
)

var reachOf = map[string]int{textKeys: textReach, eventRows: eventReach, quoteKeys: quoteReach}

// neighbours calls each for those that are neighbours of a page's text, event or quotation by
// one of its keys, once for each such key; of texts, which are pages, n is 0. Who among them
// were neighbours of each other before this one came in between is noted on the way.
func (l *linker) neighbours(table string, at itemRef, rank int64, keys []int64, each func(itemRef)) {
	came := l.moved.came[table][at]
	for key, sides := range l.around(table, place{at, rank, keys}) {
		for _, side := range sides {
			for _, r := range side {
				each(r)
			}
		}
		if slices.Contains(came, key) {
			l.between(sides, reachOf[table], func(r itemRef, from []itemRef) { l.split(table, r, from) })
		}
	}
}

// split notes that others came between an item and some, or all where from is nil.
func (l *linker) split(table string, r itemRef, from []itemRef) {
	if l.crowds[table] == nil {
		l.crowds[table] = make(map[itemRef]crowd)
	}
	c, ok := l.crowds[table][r]
	switch {
	case from == nil:
		c = nil
	case !ok:
		c = slices.Clone(from)
	case c != nil:
		c = append(c, from...)
	}
	l.crowds[table][r] = c
}

// A crowd are those from whom others may have parted an item: anybody where it is nil.
type crowd []itemRef

// hasPage reports whether one of a crowd may be on a page.
func (c crowd) hasPage(page int64) bool {
	return c == nil || slices.ContainsFunc(c, func(r itemRef) bool { return r.page == page })
}

// sides are those that stand nearest to a place, the nearest first: before it, and after it.
type sides [2][]itemRef

// A place is where an item stands, or stood, among those that have its keys.
type place struct {
	at   itemRef
	rank int64
	keys []int64
}

// A spot is a place for one key.
type spot struct {
	at  itemRef
	key int64
}

// around returns, for each key of a place, those that stand nearest to it: as many of each
// side at most as are neighbours.
func (l *linker) around(table string, p place) map[int64]*sides {
	l.surround(table, []place{p})
	out := make(map[int64]*sides, len(p.keys))
	for _, k := range p.keys {
		if s := l.sides[table][spot{p.at, k}]; s != nil {
			out[k] = s
		}
	}
	return out
}

// surround asks for those around several places at once, and remembers them.
func (l *linker) surround(table string, places []place) {
	var keys []int64
	for i := range places {
		keys = append(keys, places[i].keys...)
	}
	rows := l.sharing(table, distinct(keys))
	reach, found := reachOf[table], l.sides[table]
	var many []ask
	for i := range places {
		p := &places[i]
		for _, k := range p.keys {
			at := spot{p.at, k}
			if _, ok := found[at]; ok {
				continue
			}
			found[at] = nil
			if len(rows[k]) == 2*reach+2 { // there may be more: the nearest are asked for
				many = append(many, ask{at, p.rank})
			} else if len(rows[k]) > 0 {
				found[at] = l.nearestOf(rows[k], p, reach)
			}
		}
	}
	l.nearest(table, many)
}

// nearestOf returns those around a place of all that have a key, which are in order.
func (l *linker) nearestOf(rows []itemRef, p *place, reach int) *sides {
	at := slices.Index(rows, p.at)
	before, after := at, at+1
	if at < 0 { // its key went: where it would stand
		before = len(rows) - len(l.behind(rows, p.rank, p.at))
		after = before
	}
	nearest := slices.Clone(rows[max(0, before-reach):before])
	slices.Reverse(nearest)
	return &sides{nearest, rows[after:min(len(rows), after+reach)]}
}

// behind returns those of rows, which are in order, that come after a place.
func (l *linker) behind(rows []itemRef, rank int64, at itemRef) []itemRef {
	for i, r := range rows {
		if cmp.Or(cmp.Compare(l.rankOf(r.page), rank), compareItemRefs(r, at)) > 0 {
			return rows[i:]
		}
	}
	return nil
}

// sharing returns the first of those that have each key, in the order of ranks: two more than
// the neighbours of one.
func (l *linker) sharing(table string, keys []int64) map[int64][]itemRef {
	columns := "page, n"
	if table == textKeys {
		columns = "page, 0 AS n"
	}
	return remembered(l.shared[table], keys, func(keys []int64) map[int64][]itemRef {
		out := make(map[int64][]itemRef, len(keys))
		l.keyed(table, columns, keys, 2*reachOf[table]+2, func(scan func(...any) error) error {
			var key int64
			var r itemRef
			err := scan(&key, &r.page, &r.n)
			out[key] = append(out[key], r)
			return err
		})
		return out
	})
}

// remembered returns what stands under keys, and asks for what was not asked for before.
func remembered[T any](is map[int64][]T, keys []int64, ask func([]int64) map[int64][]T) map[int64][]T {
	missing := slices.DeleteFunc(slices.Clone(keys), func(k int64) bool { _, ok := is[k]; return ok })
	found := ask(missing)
	for _, k := range missing {
		is[k] = found[k]
	}
	out := make(map[int64][]T, len(keys))
	for _, k := range keys {
		if rows := is[k]; len(rows) > 0 {
			out[k] = rows
		}
	}
	return out
}

// lookAround asks at once for all that stand around what is on the pages of the batch, and
// has ready what will be compared: one by one they would be asked for in many more statements.
func (l *linker) lookAround() {
	places := make(map[string][]place)
	var features []int64
	for _, id := range l.batch {
		p := l.page(id)
		if p == nil {
			continue
		}
		places[textKeys] = append(places[textKeys], place{itemRef{page: id}, p.rank, p.Bands()})
		for n := range p.Items {
			me := itemRef{id, n}
			places[eventRows] = append(places[eventRows], place{me, p.rank, dayKeys(&p.Items[n])})
			features = slices.AppendSeq(features, maps.Keys(l.featureKeys(me)))
		}
		for n := range p.Quotes {
			places[quoteKeys] = append(places[quoteKeys], place{itemRef{id, n}, p.rank, p.Quotes[n].Keys()})
		}
	}
	for _, table := range []string{textKeys, eventRows, quoteKeys} {
		l.surround(table, places[table])
	}
	l.telling(distinct(features))
	var near []int64
	for _, at := range places[eventRows] {
		_, met := l.alike(at.at)
		near = append(near, pagesWith(met)...)
	}
	for _, at := range places[quoteKeys] {
		near = append(near, pagesWith(slices.Collect(maps.Keys(l.quotesAlike(l.page(at.at.page), at.at.n))))...)
	}
	for _, s := range l.sides[eventRows] {
		near = append(near, pagesOf(s)...)
	}
	l.readPages(near)
	var alike []int64
	for _, s := range l.sides[textKeys] {
		alike = append(alike, pagesOf(s)...)
	}
	l.readSignatures(alike)
}

func pagesOf(s *sides) []int64 {
	var out []int64
	if s != nil {
		for _, r := range slices.Concat(s[0], s[1]) {
			out = append(out, r.page)
		}
	}
	return out
}

func distinct(keys []int64) []int64 {
	slices.Sort(keys)
	return slices.Compact(keys)
}

func dayKeys(it *link.Item) []int64 {
	var out []int64
	for _, k := range it.DayKeys() {
		out = append(out, int64(k))
	}
	return out
}

// An ask is a spot among very many, and its rank.
type ask struct {
	spot
	rank int64
}

// nearest asks for those that stand nearest to spots among very many.
func (l *linker) nearest(table string, asks []ask) {
	for some := range chunked(asks) {
		var parts []string
		var args []any
		for i := range some {
			parts = append(parts, besides(table, i, 0, "<", " DESC"), besides(table, i, 1, ">", ""))
			l.sides[table][some[i].spot] = new(sides)
			for range 2 {
				args = append(args, some[i].key, some[i].rank, some[i].at.page)
				if table != textKeys {
					args = append(args, some[i].at.n)
				}
			}
		}
		read := make([][2]reading, len(some))
		l.query(strings.Join(parts, " UNION ALL "), args, func(scan func(...any) error) error {
			var i, side int
			var r itemRef
			var rank int64
			if err := scan(&i, &side, &r.page, &r.n, &rank); err != nil {
				return err
			}
			s := l.sides[table][some[i].spot]
			s[side] = append(s[side], r)
			read[i][side] = read[i][side].and(rank)
			return nil
		})
		for i := range some {
			a := &some[i]
			l.trace.readKey(table, a.key, read[i][0].downward(a.rank, reachOf[table]))
			l.trace.readKey(table, a.key, read[i][1].upward(a.rank, reachOf[table]))
		}
	}
}

// besides is the question for the nearest on one side of the i-th spot.
func besides(table string, i, side int, sign, direction string) string {
	n, order := "n", []string{"rank", "page", "n"}
	if table == textKeys {
		n, order = "0 AS n", order[:2]
	}
	return fmt.Sprintf("SELECT %d AS spot, %d AS side, page, %s, rank FROM (SELECT * FROM %s WHERE key = ? AND (%s) %s (%s) ORDER BY %s LIMIT %d) AS k",
		i, side, n, table, strings.Join(order, ", "), sign, marks(len(order)), strings.Join(order, direction+", ")+direction, reachOf[table])
}
