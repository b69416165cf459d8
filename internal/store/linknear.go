package store

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
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
	quoteReach = 16
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
	for key, sides := range l.around(table, at, rank, keys) {
		for _, side := range sides {
			for _, r := range side {
				each(r)
			}
		}
		if slices.Contains(came, key) {
			l.between(sides, reachOf[table], func(r itemRef) { l.split(table)[r] = true })
		}
	}
}

// split are those of a table between whom others came.
func (l *linker) split(table string) map[itemRef]bool {
	if l.crowds[table] == nil {
		l.crowds[table] = make(map[itemRef]bool)
	}
	return l.crowds[table]
}

// around returns, for each key of an item, those that stand nearest to its place: before it
// and after it, as many of each at most as are neighbours.
func (l *linker) around(table string, at itemRef, rank int64, keys []int64) map[int64]*[2][]itemRef {
	reach := reachOf[table]
	out := make(map[int64]*[2][]itemRef, len(keys))
	add := func(key int64, side int, r itemRef) {
		if out[key] == nil {
			out[key] = new([2][]itemRef)
		}
		out[key][side] = append(out[key][side], r)
	}
	var many []int64
	for key, rows := range l.sharing(table, keys) {
		if len(rows) == 2*reach+2 { // there may be more: the nearest are asked for
			many = append(many, key)
			continue
		}
		place := slices.IndexFunc(rows, func(r itemRef) bool { return r == at })
		before, after := place, place+1
		if place < 0 { // its key went: where it would stand
			before = len(rows) - len(l.behind(rows, rank, at))
			after = before
		}
		for _, r := range rows[max(0, before-reach):before] {
			add(key, 0, r)
		}
		for _, r := range rows[after:min(len(rows), after+reach)] {
			add(key, 1, r)
		}
	}
	slices.Sort(many)
	l.nearest(table, at, rank, many, add)
	return out
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

// bearers returns the events with each key, as items does, once keys are moved.
func (l *linker) bearers(keys []int64) map[int64][]bearer { return remembered(l.borne, keys, l.items) }

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

// lookAround asks at once for all that share a key with what is on the pages of the batch:
// one by one they would be asked for in many more statements.
func (l *linker) lookAround() {
	keys := map[string][]int64{}
	var features []int64
	for _, id := range l.batch {
		p := l.page(id)
		if p == nil {
			continue
		}
		keys[textKeys] = append(keys[textKeys], p.Bands()...)
		for n := range p.Items {
			keys[eventRows] = append(keys[eventRows], dayKeys(&p.Items[n])...)
			features = slices.AppendSeq(features, maps.Keys(l.featureKeys(itemRef{id, n})))
		}
		for n := range p.Quotes {
			keys[quoteKeys] = append(keys[quoteKeys], p.Quotes[n].Keys()...)
		}
	}
	for _, table := range []string{textKeys, eventRows, quoteKeys} {
		l.sharing(table, distinct(keys[table]))
	}
	l.bearers(distinct(features))
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

// nearest asks for those that stand nearest to a place among very many.
func (l *linker) nearest(table string, at itemRef, rank int64, keys []int64, add func(key int64, side int, r itemRef)) {
	n, order := "n", []string{"rank", "page", "n"}
	if table == textKeys {
		n, order = "0 AS n", order[:2]
	}
	place := "(" + strings.Join(order, ", ") + ")"
	values := "(" + marks(len(order)) + ")"
	side := func(is int, sign, direction string) string {
		by := strings.Join(order, direction+", ") + direction
		return "SELECT key, " + string(rune('0'+is)) + " AS side, page, " + n + " FROM (SELECT * FROM " + table + " WHERE key = ? AND " + place + " " + sign + " " + values + " ORDER BY " + by + " LIMIT " + strconv.Itoa(reachOf[table]) + ") AS k"
	}
	one := side(0, "<", " DESC") + " UNION ALL " + side(1, ">", "")
	for some := range chunked(keys) {
		var args []any
		for _, k := range some {
			for range 2 {
				args = append(args, k, rank, at.page)
				if table != textKeys {
					args = append(args, at.n)
				}
			}
		}
		l.query(strings.TrimSuffix(strings.Repeat(one+" UNION ALL ", len(some)), " UNION ALL "), args, func(scan func(...any) error) error {
			var key int64
			var side int
			var r itemRef
			err := scan(&key, &side, &r.page, &r.n)
			add(key, side, r)
			return err
		})
	}
}

// moves are the keys that came and went in this transaction, by what has them.
type moves struct {
	came, went map[string]map[itemRef][]int64
}

func newMoves() moves {
	return moves{make(map[string]map[itemRef][]int64), make(map[string]map[itemRef][]int64)}
}

func note(in map[string]map[itemRef][]int64, table string, r itemRef, key int64) {
	if in[table] == nil {
		in[table] = make(map[itemRef][]int64)
	}
	in[table][r] = append(in[table][r], key)
}

// parted returns those among whom are neighbours no more since keys came, but for what is on
// pages of this batch, which is compared anew in any case. Where keys went, those who are
// neighbours now are linked again.
func (l *linker) parted(table string) []itemRef {
	went := l.moved.went[table]
	for _, at := range slices.SortedFunc(maps.Keys(went), compareItemRefs) {
		for _, sides := range l.around(table, at, l.rankOf(at.page), went[at]) {
			l.between(sides, reachOf[table], func(r itemRef) { l.dirty[r.page] = true })
		}
	}
	return slices.SortedFunc(maps.Keys(l.crowds[table]), compareItemRefs)
}

// between calls f for those around a place, where they are so many on both sides that not all
// are neighbours across it.
func (l *linker) between(sides *[2][]itemRef, reach int, f func(itemRef)) {
	if len(sides[0]) == 0 || len(sides[1]) == 0 || len(sides[0])+len(sides[1]) <= reach {
		return
	}
	for _, side := range sides {
		for _, r := range side {
			if !l.fresh[r.page] {
				f(r)
			}
		}
	}
}

func (l *linker) rankOf(page int64) int64 {
	if p := l.page(page); p != nil {
		return p.rank
	}
	return 0
}

// byDay returns the neighbours of an event by its days.
func (l *linker) byDay(me itemRef) map[itemRef]bool {
	if near, ok := l.near[me]; ok {
		return near
	}
	near := make(map[itemRef]bool)
	if it := l.item(me); it != nil {
		l.neighbours(eventRows, me, l.rankOf(me.page), dayKeys(it), func(r itemRef) { near[r] = true })
	}
	l.near[me] = near
	return near
}

// partTexts takes out the comparisons of pages that are neighbours no more.
func (l *linker) partTexts() {
	for _, r := range l.parted(textKeys) {
		stored := l.numbers("SELECT other FROM text_pairs WHERE page = ?", r.page)
		if len(stored) == 0 {
			continue
		}
		p := l.page(r.page)
		if p == nil {
			continue
		}
		near := l.textCandidates(p)
		for _, other := range stored {
			if l.fresh[other] || near[other] {
				continue
			}
			l.exec("DELETE FROM text_pairs WHERE page = ? AND other = ?", r.page, other)
			l.exec("DELETE FROM text_pairs WHERE page = ? AND other = ?", other, r.page)
			l.told = append(l.told, r.page, other)
			l.apart = append(l.apart, [2]int64{r.page, other})
		}
	}
}

// partEvents looks again at events whose pages were said to carry one text, and at those
// that are neighbours no more. It returns those whose links that may change.
func (l *linker) partEvents() (seeds []itemRef) {
	for _, pages := range l.apart {
		a, b := l.page(pages[0]), l.page(pages[1])
		if a == nil || b == nil {
			continue
		}
		for i := range a.Items {
			for k := range b.Items {
				seeds = append(seeds, l.lookAgain(itemRef{a.id, i}, itemRef{b.id, k}, false)...)
			}
		}
	}
	for _, me := range l.parted(eventRows) {
		it := l.item(me)
		if it == nil || !it.Known() {
			continue
		}
		near := l.byDay(me)
		for _, other := range l.refs("SELECT other, other_n FROM event_verdicts WHERE page = ? AND n = ?", me.page, me.n) {
			theirs := l.item(other)
			if near[other] || l.fresh[other.page] || theirs == nil || !theirs.Known() { // others do not meet by days
				continue
			}
			same := l.row("SELECT 1 FROM text_pairs WHERE page = ? AND other = ?", []any{me.page, other.page}, new(int))
			seeds = append(seeds, l.lookAgain(me, other, same)...)
		}
	}
	return seeds
}

// lookAgain gives the verdict on two events anew, or takes it out where they are not to be
// compared any more.
func (l *linker) lookAgain(a, b itemRef, sameText bool) []itemRef {
	mine, theirs := l.item(a), l.item(b)
	if mine == nil || theirs == nil || l.err != nil {
		return nil
	}
	shared := shared(l.featureKeys(a), l.featureKeys(b))
	telling := l.telling(slices.Sorted(maps.Keys(shared)))
	met := sameText || l.byDay(a)[b]
	tells := make(map[link.Feature]bool)
	for k, f := range shared {
		tells[f] = tells[f] || telling[k]
		met = met || telling[k] && !(mine.Known() && theirs.Known())
	}
	c, bySomebody := l.said(a)[b]
	if a.page == b.page && !bySomebody || !met && !bySomebody {
		l.drop(a, b)
	} else if v, ok := l.judge(a, b, sameText, tells, c, bySomebody); ok {
		l.keep(a, b, v)
	} else {
		l.drop(a, b)
	}
	return []itemRef{a, b}
}

func (l *linker) drop(a, b itemRef) {
	delete(l.verdicts, pairOf(a, b))
	const text = "DELETE FROM event_verdicts WHERE page = ? AND n = ? AND other = ? AND other_n = ?"
	l.exec(text, a.page, a.n, b.page, b.n)
	l.exec(text, b.page, b.n, a.page, a.n)
}

// featureKeys are the keys of an event's features.
func (l *linker) featureKeys(r itemRef) map[int64]link.Feature {
	if keys, ok := l.features[r]; ok {
		return keys
	}
	keys := make(map[int64]link.Feature)
	if it := l.item(r); it != nil {
		for _, k := range it.FeatureKeys() {
			keys[k.Key] = k.Feature
		}
	}
	l.features[r] = keys
	return keys
}

func shared(a, b map[int64]link.Feature) map[int64]link.Feature {
	if len(b) < len(a) {
		a, b = b, a
	}
	out := make(map[int64]link.Feature)
	for k, f := range a {
		if _, ok := b[k]; ok {
			out[k] = f
		}
	}
	return out
}

// telling reports which keys of features tell something.
func (l *linker) telling(keys []int64) map[int64]bool {
	out := make(map[int64]bool)
	for key, rows := range l.bearers(keys) {
		out[key] = link.Telling(bearers(rows))
	}
	return out
}

// partQuotes compares quotations anew where some are neighbours no more and had been noted.
func (l *linker) partQuotes() {
	for _, r := range l.parted(quoteKeys) {
		p := l.page(r.page)
		if p == nil || r.n >= len(p.Quotes) || !l.row("SELECT 1 FROM link_checks WHERE page = ? AND n = ? LIMIT 1", []any{r.page, r.n}, new(int)) {
			continue
		}
		l.exec("DELETE FROM link_checks WHERE page = ? AND n = ?", r.page, r.n)
		for _, other := range l.quotesNear(p, r.n) {
			l.quoteCheck(p, r.n, other)
		}
	}
}
