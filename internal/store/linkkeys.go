package store

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/internal/link"
)

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

// A change is a page as it is now, and as it was.
type change struct {
	now *linkPage
	was link.Page
}

// A keyRow is a row of a table of keys, without the rank: that is the page's.
type keyRow struct {
	key              int64
	n                int         // 0 for texts
	earliest, latest readout.Day // of events
}

func textRows(p *link.Page) []keyRow {
	var out []keyRow
	for _, k := range p.Bands() {
		out = append(out, keyRow{key: k})
	}
	return out
}

func quoteRows(p *link.Page) []keyRow {
	var out []keyRow
	for n := range p.Quotes {
		for _, k := range p.Quotes[n].Keys() {
			out = append(out, keyRow{key: k, n: n})
		}
	}
	return out
}

func dayRows(p *link.Page) []keyRow {
	var out []keyRow
	for n := range p.Items {
		d := p.Items[n].Event.Date
		for _, k := range p.Items[n].DayKeys() {
			out = append(out, keyRow{int64(k), n, d.Earliest, d.Latest})
		}
	}
	return out
}

func featureRows(p *link.Page) []keyRow {
	var out []keyRow
	for n := range p.Items {
		d := p.Items[n].Event.Date
		for _, k := range p.Items[n].FeatureKeys() {
			out = append(out, keyRow{k.Key, n, d.Earliest, d.Latest})
		}
	}
	return out
}

// moveKeys writes the keys of pages that are new and takes out those that are no more. Where a
// feature stops telling something, or begins to, the links that rested on it are to be made
// again.
func (l *linker) moveKeys(changes []change) {
	l.moveTable(textKeys, changes, textRows)
	l.moveTable(quoteKeys, changes, quoteRows)
	l.moveTable(eventRows, changes, dayRows)
	var moved []int64
	for i := range changes {
		gone, come := differing(&changes[i], featureRows)
		for _, k := range slices.Concat(gone, come) {
			moved = append(moved, k.key)
		}
	}
	moved = distinct(moved)
	before := l.telling(moved)
	clear(l.borne)
	l.writeKeys(eventRows, changes, featureRows)
	after := l.telling(moved)
	for _, key := range moved {
		if (before[key] == nil) == (after[key] == nil) {
			continue
		}
		for _, r := range slices.Concat(before[key], after[key]) {
			if r.Date.Day() == "" { // whose day is known is linked by it
				l.dirty[r.page] = true
			}
		}
	}
}

// moveTable writes keys by which neighbours are found, and notes which came and went.
func (l *linker) moveTable(table string, changes []change, rowsOf func(*link.Page) []keyRow) {
	for i := range changes {
		gone, come := differing(&changes[i], rowsOf)
		page := changes[i].now.id
		for _, k := range gone {
			if !slices.ContainsFunc(come, k.sameKey) { // only the day is another
				note(l.moved.went, table, itemRef{page, k.n}, k.key)
			}
		}
		for _, k := range come {
			if !slices.ContainsFunc(gone, k.sameKey) {
				note(l.moved.came, table, itemRef{page, k.n}, k.key)
			}
		}
	}
	l.writeKeys(table, changes, rowsOf)
}

func (k keyRow) sameKey(other keyRow) bool { return k.key == other.key && k.n == other.n }

// differing returns the rows that a page has no more, and those that it has now, in order.
func differing(c *change, rowsOf func(*link.Page) []keyRow) (gone, come []keyRow) {
	was, now := inOrder(rowsOf(&c.was)), inOrder(rowsOf(&c.now.Page))
	without := func(list, other []keyRow) []keyRow {
		return slices.DeleteFunc(slices.Clone(list), func(k keyRow) bool { _, ok := slices.BinarySearchFunc(other, k, compareRows); return ok })
	}
	return without(was, now), without(now, was)
}

func inOrder(rows []keyRow) []keyRow {
	slices.SortFunc(rows, compareRows)
	return slices.Compact(rows)
}

func compareRows(a, b keyRow) int {
	return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.n, b.n), cmp.Compare(a.earliest, b.earliest), cmp.Compare(a.latest, b.latest))
}

// columnsOf are the columns of a table of keys.
func columnsOf(table string) string {
	switch table {
	case textKeys:
		return "key, rank, page"
	case quoteKeys:
		return "key, rank, page, n"
	}
	return "key, rank, page, n, earliest, latest"
}

func (l *linker) writeKeys(table string, changes []change, rowsOf func(*link.Page) []keyRow) {
	width := strings.Count(columnsOf(table), ",") + 1
	var rows []any
	for i := range changes {
		p := changes[i].now
		gone, come := differing(&changes[i], rowsOf)
		for _, k := range gone {
			l.deleteKey(table, p, k)
		}
		for _, k := range come {
			l.trace.writeKey(table, k.key, p.rank)
			row := []any{k.key, p.rank, p.id, k.n, string(k.earliest), string(k.latest)}
			rows = append(rows, row[:width]...)
		}
	}
	after := "ON CONFLICT DO NOTHING"
	if table == eventRows {
		after = "ON CONFLICT (key, rank, page, n) DO UPDATE SET earliest = excluded.earliest, latest = excluded.latest"
	}
	l.insert("INSERT INTO "+table+" ("+columnsOf(table)+") VALUES", width, rows, after)
}

func (l *linker) deleteKey(table string, p *linkPage, k keyRow) {
	text, args := "DELETE FROM "+table+" WHERE key = ? AND rank = ? AND page = ?", []any{k.key, p.rank, p.id}
	if table != textKeys {
		text, args = text+" AND n = ?", append(args, k.n)
	}
	l.exec(text, args...)
	l.trace.writeKey(table, k.key, p.rank)
}

// A bearer is an event with a key.
type bearer struct {
	link.Bearer
	itemRef
}

func bearers(rows []bearer) []link.Bearer {
	out := make([]link.Bearer, len(rows))
	for i := range rows {
		out[i] = rows[i].Bearer
	}
	return out
}

// firstBearers are how many events with a feature are looked at before all are asked for: of
// what is said again and again the first few are of different days already.
const firstBearers = 8

// telling returns the events with each key of those that tell something.
func (l *linker) telling(keys []int64) map[int64][]bearer {
	return remembered(l.borne, keys, func(keys []int64) map[int64][]bearer {
		out := l.items(keys, firstBearers)
		var more []int64
		for key, rows := range out {
			switch {
			case !link.Telling(bearers(rows)):
				delete(out, key)
			case len(rows) == firstBearers:
				more = append(more, key)
			}
		}
		for key, rows := range l.items(distinct(more), link.MaxBearers+1) {
			out[key] = rows
			if !link.Telling(bearers(rows)) {
				delete(out, key)
			}
		}
		return out
	})
}

// items returns the first so many events with each key.
func (l *linker) items(keys []int64, limit int) map[int64][]bearer {
	out := make(map[int64][]bearer, len(keys))
	l.keyed(eventRows, "page, n, earliest, latest", keys, limit, func(scan func(...any) error) error {
		var key int64
		var b bearer
		err := scan(&key, &b.page, &b.n, &b.Date.Earliest, &b.Date.Latest)
		out[key] = append(out[key], b)
		return err
	})
	return out
}
