package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"readout"
	"readout/internal/fetch"
	"readout/internal/source"
	"readout/internal/store"
)

// What is fetched before it is put into the record.
const (
	batchItems = 16
	batchBytes = 16 << 20
)

// retries are the times after which an article that could not be fetched is tried again.
var retries = [...]time.Duration{30 * time.Minute, 3 * time.Hour, 12 * time.Hour, 2 * 24 * time.Hour}

// items fetches some of what a source lists and is due, and puts it into the record. It
// reports whether there may be more.
func (w *worker) items(ctx context.Context, src *store.Source) (Tally, bool, error) {
	var tally Tally
	list, err := w.Store.DueItems(ctx, src.ID, stamp(w.Now()), batchItems)
	if err != nil || len(list) == 0 {
		return tally, false, err
	}
	var pages []source.Page
	was := make(map[string]string) // by address: the page that came before
	size, done, later := 0, 0, false
	for i := range list {
		if ctx.Err() != nil || size >= batchBytes {
			break
		}
		if err := w.hold(ctx, src); err != nil {
			return tally, false, taken(err)
		}
		was[list[i].URL] = list[i].Page
		page, err := w.item(ctx, src, &list[i])
		if ctx.Err() != nil {
			break
		}
		done++
		var wait *fetch.LaterError
		switch {
		case errors.As(err, &wait):
			later = true
		case err != nil:
			tally.Lost++
			w.Log.Warn("article not fetched", "source", src.URL, "article", list[i].URL, "err", err)
		case page == nil:
			tally.Same++
		default:
			pages, size = append(pages, *page), size+len(page.Bytes)
			tally.Pages++
		}
		if later { // the others of this host would be told the same
			for j := i + 1; j < len(list); j++ {
				list[j].Due = stamp(wait.Until.Add(time.Second))
			}
			done = len(list)
			break
		}
	}
	// What was fetched is kept, also where it is time to end.
	keep := context.WithoutCancel(ctx)
	if len(pages) > 0 {
		err := w.Ingest(keep, func(yield func(source.Page, error) bool) {
			for _, p := range pages {
				if !yield(p, nil) {
					return
				}
			}
		})
		if err == nil {
			err = w.kept(keep, list[:done], was)
		}
		if err != nil {
			return tally, false, err
		}
	}
	if err := w.Store.SettleItems(keep, list[:done]); err != nil {
		return tally, false, err
	}
	return tally, done == len(list), nil
}

// kept names the page that the record has of each item: where the words of what came are those
// of the page before, its bytes were not kept.
func (w *worker) kept(ctx context.Context, list []store.SourceItem, was map[string]string) error {
	var hashes []string
	for i := range list {
		hashes = append(hashes, list[i].Page)
	}
	there, err := w.Store.CameOf(ctx, hashes)
	for i := range list {
		if _, ok := there[list[i].Page]; !ok {
			list[i].Page = was[list[i].URL]
		}
	}
	return err
}

// taken is nil where somebody else has the source now: there is nothing more to do here.
func taken(err error) error {
	if errors.Is(err, store.ErrTaken) {
		return nil
	}
	return err
}

// item fetches an article and says in it what came of that. The page is nil where the server
// says that nothing has changed.
func (w *worker) item(ctx context.Context, src *store.Source, it *store.SourceItem) (*source.Page, error) {
	answer, err := w.Fetch.Get(ctx, fetch.Request{URL: it.URL, Accept: fetch.AcceptPage, ETag: string(it.ETag), Modified: string(it.Modified)})
	now := w.Now()
	if err == nil {
		err = answer.Err()
	}
	if err != nil {
		w.failed(it, err, now)
		return nil, err
	}
	it.Visits++
	it.Failures, it.Reason = 0, ""
	it.Due = ""
	if !w.Once {
		it.Due = revisit(it.Visits, now)
	}
	if answer.Status == http.StatusNotModified {
		return nil, nil
	}
	it.ETag, it.Modified = []byte(answer.ETag()), []byte(answer.Modified())
	page := answer.Page()
	page.Told = told(src, it)
	it.Page = hashOf(page.Bytes)
	return &page, nil
}

// failed notes why an article could not be fetched and when to try again. One that is gone is
// not asked for again: that it is, is noted.
func (w *worker) failed(it *store.SourceItem, err error, now time.Time) {
	var later *fetch.LaterError
	if errors.As(err, &later) {
		it.Due = stamp(later.Until.Add(time.Second))
		return
	}
	it.Failures++
	it.Reason = clip(err.Error(), 300)
	it.Due = ""
	var status *fetch.StatusError
	isStatus := errors.As(err, &status)
	if errors.Is(err, readout.ErrInvalid) || isStatus && status.Status == http.StatusGone || it.Failures > len(retries) {
		return
	}
	at := now.Add(jittered(retries[it.Failures-1], 0, w.Jitter()))
	if isStatus && status.RetryAt.After(at) {
		at = status.RetryAt
	}
	it.Due = stamp(at)
}

func hashOf(b []byte) string { return fmt.Sprint(readout.PageIDOf(b))[len("sha256:"):] }
