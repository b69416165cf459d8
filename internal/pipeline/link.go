package pipeline

import (
	"context"

	"readout/internal/store"
)

// linkBatch is how many pages are linked in one transaction.
const linkBatch = 128

// Link links the pages of a record that are not linked yet: which carry the same text, and
// which of their events are one. It returns how many it linked, also where ctx ends it in
// between; the next call goes on from there. Told, which may be nil, is called after each
// batch with the pages done and those left.
func Link(ctx context.Context, s *store.Store, told func(done, left int)) (int, error) {
	sum := 0
	for {
		if err := ctx.Err(); err != nil {
			return sum, err
		}
		done, left, err := s.Link(context.WithoutCancel(ctx), linkBatch)
		sum += done
		if err != nil {
			return sum, err
		}
		if told != nil && done > 0 {
			told(sum, left)
		}
		if left == 0 {
			return sum, nil
		}
	}
}
