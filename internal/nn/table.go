package nn

import (
	"encoding/binary"
	"slices"
)

// A Table is vectors of signed bytes with a scale for each row, read in place from the
// bytes of a weights file.
type Table struct {
	Width int
	rows  []byte // int8
	scale []byte // float32, little endian
}

// TableSize returns the number of bytes that a table takes in a weights file.
func TableSize(rows, width int) int { return rows * (4 + width) }

// NewTable returns the table that data holds, in place.
func NewTable(data []byte, rows, width int) *Table {
	return &Table{Width: width, scale: data[: 4*rows : 4*rows], rows: data[4*rows : 4*rows+rows*width]}
}

// Append appends the table to b in the form that [NewTable] reads.
func (t *Table) Append(b []byte) []byte { return append(append(b, t.scale...), t.rows...) }

// Rows returns the number of rows.
func (t *Table) Rows() int { return len(t.scale) / 4 }

// Row writes row i to out, Width values.
func (t *Table) Row(out []float32, i int) {
	row(out, t.rows[i*t.Width:(i+1)*t.Width], floatAt(t.scale, i))
}

// Quantise cuts rows of width values down to a [Table].
func Quantise(values []float32, width int) *Table {
	t := &Table{Width: width}
	for ; len(values) > 0; values = values[width:] {
		var top float32
		for _, v := range values[:width] {
			top = max(top, v, -v)
		}
		scale := top / 127
		for _, v := range values[:width] {
			q := int8(0)
			if scale > 0 {
				q = round(v / scale)
			}
			t.rows = append(t.rows, byte(q))
		}
		t.scale = appendFloat(t.scale, scale)
	}
	return t
}

func round(v float32) int8 {
	if v < 0 {
		return -int8(0.5 - v)
	}
	return int8(v + 0.5)
}

// Keys finds rows by key: the keys of the rows in order of size, little endian, in place.
type Keys []byte

// Find returns the row of a key, or -1.
func (k Keys) Find(key uint32) int {
	n := len(k) / 4
	// Keys are hashes, so they are spread evenly: look near where this one must stand.
	lo, hi := 0, n
	if n > 64 {
		at := int(uint64(key) * uint64(n) >> 32)
		step := 8
		for lo = at; lo > 0 && k.at(lo) > key; lo = max(0, lo-step) {
			step *= 2
		}
		step = 8
		for hi = at + 1; hi < n && k.at(hi) <= key; hi = min(n, hi+step) {
			step *= 2
		}
	}
	for lo < hi {
		if mid := (lo + hi) / 2; k.at(mid) < key {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < n && k.at(lo) == key {
		return lo
	}
	return -1
}

func (k Keys) at(i int) uint32 { return binary.LittleEndian.Uint32(k[4*i:]) }

// SortKeys returns the keys, without doubles, in the form that [Keys] reads, and for each
// row the index of its key in the argument. Of equal keys the first counts.
func SortKeys(keys []uint32) (Keys, []int) {
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case keys[a] < keys[b]:
			return -1
		case keys[a] > keys[b]:
			return 1
		}
		return 0
	})
	order = slices.CompactFunc(order, func(a, b int) bool { return keys[a] == keys[b] })
	var out Keys
	for _, i := range order {
		out = binary.LittleEndian.AppendUint32(out, keys[i])
	}
	return out, order
}
