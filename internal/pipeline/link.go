package pipeline

import (
	"context"
	"iter"

	"readout/internal/source"
	"readout/internal/store"
)

// linkBatch is how many pages are linked in one transaction: a second or two of work. The keys
// of more pages share more leaves of a large record's indexes, which are written once.
const linkBatch = 256

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

// RunLinked is [Ingester.Run], and links what is written beside the reading; what is left
// is linked at the end, of which told is told as by [Link]. Where the reading ends with an
// error the rest is left to the next call.
func (in *Ingester) RunLinked(ctx context.Context, pages iter.Seq2[source.Page, error], told func(done, left int)) (Progress, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	written := make(chan struct{}, 1)
	beside := *in
	beside.OnWrite = func(p Progress) {
		select {
		case written <- struct{}{}:
		default: // it is known already
		}
		if in.OnWrite != nil {
			in.OnWrite(p)
		}
	}
	linked := make(chan error, 1)
	go func() { linked <- linkWritten(ctx, in.Store, written, stop) }()
	done, err := beside.Run(ctx, pages)
	close(written)
	if e := <-linked; e != nil {
		return done, e
	}
	if err == nil {
		_, err = Link(ctx, in.Store, told)
	}
	return done, err
}

// linkWritten links a batch, and all that are full, each time that something was written. It
// calls fail with the error that it ends with.
func linkWritten(ctx context.Context, s *store.Store, written <-chan struct{}, fail func(error)) error {
	for range written {
		for left := linkBatch; left >= linkBatch && ctx.Err() == nil; {
			var err error
			if _, left, err = s.Link(context.WithoutCancel(ctx), linkBatch); err != nil {
				fail(err)
				return err
			}
		}
	}
	return nil
}
