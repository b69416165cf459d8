package store

import (
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
)

// chunks are how many rows one statement reads or writes: it takes as long to ask for one
// as for several.
var chunks = [...]int{64, 16, 4, 1}

// insert writes rows, given one after another, of so many columns each. The text is
// "INSERT … VALUES" without what follows; after says what to do with rows that are there.
func (l *linker) insert(text string, columns int, rows []any, after string) {
	row := "(" + marks(columns) + ")"
	for some := range chunked(slices.Collect(slices.Chunk(rows, columns))) {
		l.exec(text+" "+strings.TrimSuffix(strings.Repeat(row+", ", len(some)), ", ")+" "+after, slices.Concat(some...)...)
	}
}

// chunked cuts a list into pieces as long as chunks are.
func chunked[T any](list []T) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for len(list) > 0 {
			n := chunks[slices.IndexFunc(chunks[:], func(n int) bool { return n <= len(list) })]
			if !yield(list[:n]) {
				return
			}
			list = list[n:]
		}
	}
}

// marks stand for n values in a statement.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// among asks for the rows of those that are in a list: the text ends with the column.
func (l *linker) among(text string, ids []int64, each func(scan func(...any) error) error) {
	for some := range chunked(ids) {
		l.query(text+" IN ("+marks(len(some))+")", anys(some), each)
	}
}

// delete takes the rows of pages out of a table.
func (l *linker) delete(table string, pages []int64) {
	for some := range chunked(pages) {
		l.exec("DELETE FROM "+table+" WHERE page IN ("+marks(len(some))+")", anys(some)...)
	}
}

func anys(ids []int64) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}

// keyed reads, for each key, the first rows of a table of keys in the order of ranks, and
// hands them to each, which scans the key first. The limit stands in the text: SQLite looks at
// the values of limits as it plans, and would plan anew each time.
func (l *linker) keyed(table, columns string, keys []int64, limit int, each func(scan func(...any) error) error) {
	order := "rank, page, n"
	if table == textKeys {
		order = "rank, page"
	}
	one := "SELECT key, " + columns + ", rank FROM (SELECT * FROM " + table + " WHERE key = ? ORDER BY " + order + " LIMIT " + strconv.Itoa(limit) + ") AS k"
	read := make(map[int64]reading, len(keys))
	for some := range chunked(keys) {
		l.query(strings.TrimSuffix(strings.Repeat(one+" UNION ALL ", len(some)), " UNION ALL "), anys(some), func(scan func(...any) error) error {
			return each(func(into ...any) error {
				var rank int64
				err := scan(append(into, &rank)...)
				key := *into[0].(*int64)
				read[key] = read[key].and(rank)
				return err
			})
		})
	}
	for _, key := range keys {
		l.trace.readKey(table, key, read[key].upward(math.MinInt64, limit))
	}
}

// A reading is how many rows of a key were read, and how far up and down.
type reading struct {
	rows      int
	low, high int64
}

func (r reading) and(rank int64) reading {
	if r.rows == 0 {
		return reading{1, rank, rank}
	}
	return reading{r.rows + 1, min(r.low, rank), max(r.high, rank)}
}

// upward is the stretch that was read from a rank on, so many rows at most.
func (r reading) upward(from int64, limit int) stretch {
	if r.rows < limit {
		return stretch{from, math.MaxInt64}
	}
	return stretch{from, r.high}
}

// downward is the same, down from a rank.
func (r reading) downward(from int64, limit int) stretch {
	if r.rows < limit {
		return stretch{math.MinInt64, from}
	}
	return stretch{r.low, from}
}
