package column

import (
	"bytes"
	"slices"
)

// A codebook numbers values as they come, from 0. Values are only ever added, so whoever
// has taken the list earlier may go on reading it.
type codebook[T comparable] struct {
	list []T
	of   map[T]uint32
}

func (c *codebook[T]) code(v T) uint32 {
	if n, ok := c.of[v]; ok {
		return n
	}
	if c.of == nil {
		c.of = make(map[T]uint32)
	}
	n := uint32(len(c.list))
	c.list, c.of[v] = append(c.list, v), n
	return n
}

// texts are numbered strings in one piece, so that looking for words in all of them is one
// pass. Like a codebook they only grow.
type texts struct {
	data   []byte // each followed by a zero byte
	starts []int
}

func (t *texts) add(s string) uint32 {
	t.starts = append(t.starts, len(t.data))
	t.data = append(append(t.data, s...), 0)
	return uint32(len(t.starts) - 1)
}

// find calls f with the number of each text that holds needle.
func (t texts) find(needle string, f func(uint32)) {
	for at, n := 0, []byte(needle); at < len(t.data); {
		i := bytes.Index(t.data[at:], n)
		if i < 0 {
			return
		}
		k, exact := slices.BinarySearch(t.starts, at+i)
		if !exact {
			k--
		}
		f(uint32(k))
		if k+1 == len(t.starts) {
			return
		}
		at = t.starts[k+1]
	}
}
