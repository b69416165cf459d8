package watch

import (
	"context"
	"crypto/rand"
	"errors"
	"time"
)

// Hand hands out the sources for which there is something to do, to be followed elsewhere by
// [Watcher.Source]: with once those of now, else each when it is due, until ctx ends. Put
// gets their ids and returns how many it took; one that was not dealt with is handed out
// again. Hand returns the sum.
func (w *Watcher) Hand(ctx context.Context, once bool, put func(ctx context.Context, sources []string) (int, error)) (int, error) {
	at := &worker{Watcher: w}
	sum := 0
	for ctx.Err() == nil {
		due, err := w.Store.DueSources(ctx, stamp(w.Now()))
		if err != nil {
			return sum, ended(ctx, err)
		}
		if len(due) > 0 {
			n, err := put(ctx, due)
			sum += n
			if err != nil {
				return sum, ended(ctx, err)
			}
		}
		if once {
			break
		}
		next, err := w.Store.NextDue(ctx)
		if err != nil {
			return sum, ended(ctx, err)
		}
		if len(due) > 0 { // they are due until somebody deals with them
			next = stamp(w.Now().Add(handAgain))
		}
		at.sleep(ctx, next)
	}
	return sum, nil
}

// handAgain is after how long it is looked whether what was handed out is dealt with.
const handAgain = 5 * time.Second

// Source does what there is to do for one source, unless somebody keeps it or there is
// nothing.
func (w *Watcher) Source(ctx context.Context, id string) (Tally, error) {
	at := &worker{Watcher: w, name: w.Holder + "/" + rand.Text()[:8]}
	now := w.Now()
	src, ok, err := w.Store.TakeSource(ctx, id, at.name, stamp(now), stamp(now.Add(leaseTime)))
	if err != nil || !ok {
		return Tally{}, ended(ctx, err)
	}
	tally, err := at.source(ctx, &src)
	return tally, errors.Join(ended(ctx, err), w.Store.FreeSource(context.WithoutCancel(ctx), &src))
}
