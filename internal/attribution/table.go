package attribution

import "encoding/binary"

// A table is the weights of hashed features, read in place from the bytes of a weights
// file. A slot is a row of weights, one byte each and raised by 128, and a byte of the
// feature that owns it: features that own no slot weigh nothing.
type table struct {
	columns int // 6 at most
	slots   uint32
	scale   float32
	rows    []byte // columns+1 each, and padding
	owners  []byte // the last byte of each row
}

// ready takes the owners out of the rows.
func (t *table) ready() *table {
	t.owners = make([]byte, t.slots)
	for k := range t.owners {
		t.owners[k] = t.rows[(t.columns+1)*k+t.columns]
	}
	return t
}

// padding follows the rows, which are read eight bytes at a time.
const padding = 8

// sums are a row of weights in a table's steps.
type sums [6]int32

// slot returns the slot that a feature may own.
func slot(f, slots uint32) uint32 { return uint32(uint64(f) * uint64(slots) >> 32) }

// A tally is the weights of fewer than 256 features added up: all columns at once, in lanes of
// 16 bits, the even ones and the odd ones apart, each weight raised by 128.
type tally struct{ even, odd, n uint64 }

// plus returns two tallies together.
func (a tally) plus(b tally) tally { return tally{a.even + b.even, a.odd + b.odd, a.n + b.n} }

// lanes are the columns of a row that a tally adds up apart from those between them.
const lanes = 0x00ff00ff00ff00ff

// tally adds up the weights of features, and uses these up. Rows lie far apart in memory, and
// the finder spends much of its time waiting for them: owners are few bytes, and tell of which
// features there is a row to be read.
func (t *table) tally(features []uint32) tally {
	n := 0
	for _, f := range features {
		at := slot(f, t.slots)
		features[n] = at
		n += owned(t.owners[at], f)
	}
	stride := uint64(t.columns + 1)
	weights := uint64(1)<<(8*t.columns&63) - 1
	var even, odd uint64
	for _, at := range features[:n] {
		from := uint64(at) * stride
		row := binary.LittleEndian.Uint64(t.rows[from:from+8]) & weights
		even += row & lanes
		odd += row >> 8 & lanes
	}
	return tally{even, odd, uint64(n)}
}

// owned returns 1 where owner is the low byte of a feature, and 0 elsewhere, without a branch.
func owned(owner byte, f uint32) int { return int((uint32(owner^byte(f)) - 1) >> 31) }

// sums returns the row that a tally is.
func (a tally) sums() (out sums) {
	for k := range 3 {
		out[2*k] = int32(a.even>>(16*uint(k))&0xffff) - int32(128*a.n)
		out[2*k+1] = int32(a.odd>>(16*uint(k))&0xffff) - int32(128*a.n)
	}
	return out
}

// sum returns the sum of the weights of features, fewer than 256, and uses these up.
func (t *table) sum(features []uint32) sums { return t.tally(features).sums() }
