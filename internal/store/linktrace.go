package store

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

// Several programs may link different pages at the same time. Each sees the record as it was
// when its transaction began, and traces what it reads and writes. Before it commits, alone, it
// looks whether a place that it has read was written by one that committed since; if so, it
// begins again. So what is committed is what would come of one transaction after the other,
// in the order of their commits; and the order does not matter. This is validation backwards, as
// in Kung and Robinson 1981, "On optimistic methods for concurrency control", with intervals of
// ranks in place of rows: of all that have a common key only the nearest are read, and whoever
// writes further off does not get in the way.

// errOverlap says that another transaction wrote what this one had read.
var errOverlap = errors.New("what links rest on was changed meanwhile")

// A space is what the places of a trace are in.
type space byte

const (
	inTextKeys  space = iota // a key, and the rank of one who has it
	inEventKeys              // the same
	inQuoteKeys              // the same
	inDigests                // a page, as it is kept for linking
	inTexts                  // a page in the verdicts on texts and in stories
	inEvents                 // a page in the verdicts on events and as a member of them
	inChecks                 // a page in what is noted of its quotations
)

var keySpaces = map[string]space{textKeys: inTextKeys, eventRows: inEventKeys, quoteKeys: inQuoteKeys}

// A site is a key or a page.
type site struct {
	in  space
	key int64
}

// A stretch are the ranks from one to another, both included.
type stretch struct{ from, to int64 }

var everywhere = stretch{math.MinInt64, math.MaxInt64}

// A written place is a row of a table of keys, or all rows of a page.
type written struct {
	site
	rank int64 // 0 of a page
}

// A trace is what a transaction that links has read and written. A nil one notes nothing.
type trace struct {
	read  map[site][]stretch
	wrote map[written]bool
}

func newTrace() *trace {
	return &trace{read: make(map[site][]stretch), wrote: make(map[written]bool)}
}

// readKey notes that who has a key was read, on some ranks.
func (t *trace) readKey(table string, key int64, on stretch) {
	if t == nil {
		return
	}
	at := site{keySpaces[table], key}
	if before := t.read[at]; !slices.Contains(before, on) && !slices.Contains(before, everywhere) {
		t.read[at] = append(before, on)
	}
}

// writeKey notes that a row of a table of keys was written or taken out.
func (t *trace) writeKey(table string, key, rank int64) {
	if t != nil {
		t.wrote[written{site{keySpaces[table], key}, rank}] = true
	}
}

// readPages notes that what is kept of pages was read.
func (t *trace) readPages(in space, pages ...int64) {
	if t == nil {
		return
	}
	for _, page := range pages {
		t.read[site{in, page}] = []stretch{everywhere}
	}
}

// writePages notes that what is kept of pages was written or taken out.
func (t *trace) writePages(in space, pages ...int64) {
	if t == nil {
		return
	}
	for _, page := range pages {
		t.wrote[written{site{in, page}, 0}] = true
	}
}

// placeSize is the length of a written place in bytes.
const placeSize = 1 + 8 + 8

// writes returns what was written, for others to look at.
func (t *trace) writes() []byte {
	list := make([]written, 0, len(t.wrote))
	for w := range t.wrote {
		list = append(list, w)
	}
	slices.SortFunc(list, func(a, b written) int {
		return cmp.Or(cmp.Compare(a.in, b.in), cmp.Compare(a.key, b.key), cmp.Compare(a.rank, b.rank))
	})
	out := make([]byte, 0, len(list)*placeSize)
	for _, w := range list {
		out = append(out, byte(w.in))
		out = binary.BigEndian.AppendUint64(out, uint64(w.key))
		out = binary.BigEndian.AppendUint64(out, uint64(w.rank))
	}
	return out
}

// meets reports whether another transaction wrote what this one has read.
func (t *trace) meets(writes []byte) bool {
	for ; len(writes) >= placeSize; writes = writes[placeSize:] {
		at := site{space(writes[0]), int64(binary.BigEndian.Uint64(writes[1:]))}
		rank := int64(binary.BigEndian.Uint64(writes[9:]))
		if slices.ContainsFunc(t.read[at], func(s stretch) bool { return s.from <= rank && rank <= s.to }) {
			return true
		}
	}
	return false
}
