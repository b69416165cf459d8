package store

import (
	"strconv"
	"strings"
)

// chunks are how many rows one statement reads or writes: it takes as long to ask for one
// as for several.
var chunks = [...]int{16, 4, 1}

// insert writes rows, given one after another, of so many columns each. The text is
// "INSERT … VALUES" without what follows; after says what to do with rows that are there.
func (l *linker) insert(text string, columns int, rows []any, after string) {
	row := "(" + strings.TrimSuffix(strings.Repeat("?, ", columns), ", ") + ")"
	for len(rows) > 0 && l.err == nil {
		for _, n := range chunks {
			if len(rows) >= n*columns {
				l.exec(text+" "+strings.TrimSuffix(strings.Repeat(row+", ", n), ", ")+" "+after, rows[:n*columns]...)
				rows = rows[n*columns:]
				break
			}
		}
	}
}

// keyed reads, for each key, the first rows of a table of keys in the order of ranks, and
// hands them to each, which scans the key first. The limit stands in the text: SQLite looks at
// the values of limits as it plans, and would plan anew each time.
func (l *linker) keyed(table, columns string, keys []int64, limit int, each func(scan func(...any) error) error) {
	order := "rank, page, n"
	if table == textKeys {
		order = "rank, page"
	}
	one := "SELECT key, " + columns + " FROM (SELECT * FROM " + table + " WHERE key = ? ORDER BY " + order + " LIMIT " + strconv.Itoa(limit) + ") AS k"
	for len(keys) > 0 && l.err == nil {
		n := 1
		for _, c := range chunks {
			if len(keys) >= c {
				n = c
				break
			}
		}
		var args []any
		for _, k := range keys[:n] {
			args = append(args, k)
		}
		l.query(strings.TrimSuffix(strings.Repeat(one+" UNION ALL ", n), " UNION ALL "), args, each)
		keys = keys[n:]
	}
}
