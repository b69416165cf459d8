package column

import (
	"cmp"
	"slices"

	"readout/internal/store"
)

// codes are the columns, but for the statements' own numbers.
func (c *columns) codes() []*[]uint32 {
	return []*[]uint32{&c.manner, &c.speaker, &c.addressee, &c.said, &c.issues}
}

// clip gives back the room that growing has left over.
func (c columns) clip() columns {
	c.numbers = slices.Clip(slices.Clone(c.numbers))
	for _, col := range c.codes() {
		*col = slices.Clip(slices.Clone(*col))
	}
	return c
}

// sorted returns the columns in the order of the statements' numbers.
func (c *columns) sorted() *columns {
	order := make([]int, c.len())
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(c.numbers[a], c.numbers[b]) })
	out := &columns{numbers: make([]store.Number, c.len())}
	for to, from := range order {
		out.numbers[to] = c.numbers[from]
	}
	into := out.codes()
	for k, col := range c.codes() {
		list := make([]uint32, len(order))
		for to, from := range order {
			list[to] = (*col)[from]
		}
		*into[k] = list
	}
	return out
}

// A stretch is statements that follow one another in one of two sources.
type stretch struct {
	fresh    bool
	from, to int
}

// merge joins the statements of old that are not gone with fresh ones. Long stretches of
// old ones are copied at once.
func merge(old, fresh *columns, gone func(store.Number) bool) columns {
	var plan []stretch
	n := 0
	add := func(s stretch) {
		if s.from < s.to {
			plan = append(plan, s)
			n += s.to - s.from
		}
	}
	at, next := 0, 0
	for i, number := range old.numbers {
		dead := gone(number)
		if !dead && (next == fresh.len() || fresh.numbers[next] > number) {
			continue
		}
		add(stretch{false, at, i})
		at = i
		if dead {
			at++
		}
		first := next
		for next < fresh.len() && fresh.numbers[next] < number {
			next++
		}
		add(stretch{true, first, next})
	}
	add(stretch{false, at, old.len()})
	add(stretch{true, next, fresh.len()})
	out := columns{numbers: join(plan, n, old.numbers, fresh.numbers)}
	into, have, come := out.codes(), old.codes(), fresh.codes()
	for k := range into {
		*into[k] = join(plan, n, *have[k], *come[k])
	}
	return out
}

func join[T any](plan []stretch, n int, old, fresh []T) []T {
	out := make([]T, 0, n)
	for _, s := range plan {
		if s.fresh {
			out = append(out, fresh[s.from:s.to]...)
		} else {
			out = append(out, old[s.from:s.to]...)
		}
	}
	return out
}
