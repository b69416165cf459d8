package eval

// muc counts links as Vilain et al. (1995) did.
type muc struct{ goldKept, gold, systemKept, system int }

// add compares two partitions, each a map from mentions to sets.
func (m *muc) add(gold, system map[int]int) {
	kept, all := links(gold, system)
	m.goldKept, m.gold = m.goldKept+kept, m.gold+all
	kept, all = links(system, gold)
	m.systemKept, m.system = m.systemKept+kept, m.system+all
}

func (m *muc) recall() float64    { return percent(m.goldKept, m.gold) }
func (m *muc) precision() float64 { return percent(m.systemKept, m.system) }

// links returns the number of links in the sets of a, one less than their mentions, and
// how many of them the sets of b keep: a set that b cuts into n pieces loses n-1. Mentions
// that b lacks are pieces of their own.
func links(a, b map[int]int) (kept, all int) {
	size, pieces := make(map[int]int), make(map[int]int)
	seen := make(map[[2]int]bool)
	for mention, set := range a {
		size[set]++
		other, ok := b[mention]
		if !ok {
			pieces[set]++
		} else if !seen[[2]int{set, other}] {
			seen[[2]int{set, other}] = true
			pieces[set]++
		}
	}
	for set, n := range size {
		all += n - 1
		kept += n - pieces[set]
	}
	return kept, all
}

// bcubed counts as Bagga and Baldwin (1998) did, over the mentions of sets of two or more:
// the share of a mention's set that the other side has in its set too.
type bcubed struct {
	precision, recall float64
	gold, system      int
}

func (c *bcubed) add(gold, system map[int]int) {
	sum, n := togetherness(gold, system)
	c.recall, c.gold = c.recall+sum, c.gold+n
	sum, n = togetherness(system, gold)
	c.precision, c.system = c.precision+sum, c.system+n
}

func (c *bcubed) f1() float64 {
	return 100 * harmonic(c.precision/max(1, float64(c.system)), c.recall/max(1, float64(c.gold)))
}

// togetherness adds up over the mentions in sets of a with two or more the share of their set
// that b has together with them.
func togetherness(a, b map[int]int) (sum float64, n int) {
	size, both := make(map[int]int), make(map[[2]int]int)
	for mention, set := range a {
		size[set]++
		if other, ok := b[mention]; ok {
			both[[2]int{set, other}]++
		}
	}
	for mention, set := range a {
		if size[set] < 2 {
			continue
		}
		n++
		if other, ok := b[mention]; ok {
			sum += float64(both[[2]int{set, other}]) / float64(size[set])
		}
	}
	return sum, n
}
