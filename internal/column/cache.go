package column

import (
	"slices"
	"sync"
)

// maxSets bounds what is kept of one snapshot: 64 sets of a million statements are 8 MB.
const maxSets = 64

// A setCache keeps which statements hold words that were asked for lately: the facets of a
// search, its pages and its export all ask for the same. Sets in it are not changed.
type setCache struct {
	mu   sync.Mutex
	of   map[string]set
	used []string // the one that was used last stands last
}

func (c *setCache) get(expr string) (set, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s, ok := c.of[expr]
	if ok {
		c.touch(expr)
	}
	return s, ok
}

func (c *setCache) put(expr string, s set) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = make(map[string]set)
	}
	c.of[expr] = s
	c.touch(expr)
	if len(c.used) > maxSets {
		delete(c.of, c.used[0])
		c.used = slices.Delete(c.used, 0, 1)
	}
}

func (c *setCache) touch(expr string) {
	if i := slices.Index(c.used, expr); i >= 0 {
		c.used = slices.Delete(c.used, i, i+1)
	}
	c.used = append(c.used, expr)
}
