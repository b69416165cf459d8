package column

import (
	"slices"
	"sync"
)

// How many values a cache keeps. 64 sets of a million statements are 8 MB.
const (
	maxSets    = 64
	maxMatches = 512
)

// A cache keeps what was worked out lately: the facets of a search, its pages and its
// export all ask for the same. What is in it is not changed.
type cache[K comparable, V any] struct {
	max  int
	mu   sync.Mutex
	of   map[K]V
	used []K // the one that was used last stands last
}

// get returns what is kept under a key, or else makes it.
func (c *cache[K, V]) get(key K, find func() (V, error)) (V, error) {
	c.mu.Lock()
	v, ok := c.of[key]
	if ok {
		c.touch(key)
	}
	c.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := find()
	if err != nil {
		return v, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = make(map[K]V)
	}
	c.of[key] = v
	c.touch(key)
	if len(c.used) > c.max {
		delete(c.of, c.used[0])
		c.used = slices.Delete(c.used, 0, 1)
	}
	return v, nil
}

func (c *cache[K, V]) touch(key K) {
	if i := slices.Index(c.used, key); i >= 0 {
		c.used = slices.Delete(c.used, i, i+1)
	}
	c.used = append(c.used, key)
}
