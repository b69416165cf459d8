package watch

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout/article"
	"readout/internal/fetch"
	"readout/internal/source"
	"readout/internal/store"
)

// ask asks a source what is new, and keeps what it says and when to ask again.
func (w *worker) ask(ctx context.Context, src *store.Source) (Tally, error) {
	begin := w.Now()
	answer, err := w.Fetch.Get(ctx, fetch.Request{URL: src.URL, Accept: fetch.AcceptFeed, ETag: string(src.ETag), Modified: string(src.Modified)})
	if ctx.Err() != nil {
		return Tally{}, nil // asked again the next time
	}
	r := &store.SourceResult{Source: src, Fetch: store.SourceFetch{At: stamp(begin), Took: w.Now().Sub(begin)}}
	a := &asking{worker: w, src: src, result: r, answer: answer, now: w.Now()}
	if answer != nil {
		r.Fetch.Status, r.Fetch.Bytes = answer.Status, answer.Fetched
	}
	a.take(ctx, err)
	if err := w.Store.SettleSource(ctx, r); err != nil {
		return Tally{}, taken(err)
	}
	tally := Tally{Asked: 1, New: r.Fetch.Fresh}
	if src.Failures > 0 {
		tally.Failed = 1
	}
	w.report(src, r)
	if a.page == nil {
		return tally, nil
	}
	tally.Pages = 1
	return tally, w.single(ctx, a.page, &r.Items[0])
}

// single keeps the page of a source that is one article: there is no need to fetch it twice.
func (w *worker) single(ctx context.Context, page *source.Page, it *store.SourceItem) error {
	keep := context.WithoutCancel(ctx)
	if err := w.Ingest(keep, func(yield func(source.Page, error) bool) { yield(*page, nil) }); err != nil {
		return err
	}
	it.Visits, it.Due, it.Page = 1, "", hashOf(page.Bytes)
	return w.Store.SettleItems(keep, []store.SourceItem{*it})
}

func (w *worker) report(src *store.Source, r *store.SourceResult) {
	args := []any{"source", src.URL, "new", r.Fetch.Fresh, "listed", r.Fetch.Listed, "next", src.Due}
	switch {
	case src.Stopped != "":
		w.Log.Warn("source stopped", "source", src.URL, "why", src.Stopped)
	case src.Failures > 0:
		w.Log.Warn("source failed", "source", src.URL, "err", src.Reason, "failures", src.Failures, "next", src.Due)
	case r.Fetch.Note != "":
		w.Log.Warn("source asked", append(args, "note", r.Fetch.Note)...)
	default:
		w.Log.Info("source asked", args...)
	}
}

// An asking is what comes of asking a source once.
type asking struct {
	*worker
	src    *store.Source
	result *store.SourceResult
	answer *fetch.Answer
	now    time.Time
	page   *source.Page  // of a source that is one article
	least  time.Duration // between two askings, as the feed itself says
}

// take makes of an answer, or of its failing, the source's new state.
func (a *asking) take(ctx context.Context, err error) {
	a.src.Asked = stamp(a.now)
	if err == nil {
		a.moved(ctx)
		err = a.read(ctx)
	}
	if err == nil {
		a.src.OK, a.src.Failures, a.src.Reason = stamp(a.now), 0, ""
		if a.src.Due <= stamp(a.now) {
			a.schedule(ctx)
		}
		return
	}
	a.fail(err)
}

// fail notes a failure and when to try again.
func (a *asking) fail(err error) {
	var later *fetch.LaterError
	var status *fetch.StatusError
	wait := backOff(time.Duration(a.src.Every)*time.Second, a.src.Failures+1)
	wait = jittered(wait, 0, a.Jitter())
	switch {
	case errors.As(err, &later): // no failure: it was not asked
		a.src.Due = stamp(later.Until.Add(time.Second))
		a.note(err.Error())
		return
	case errors.As(err, &status) && status.Status == http.StatusGone:
		a.src.Stopped = "gone (410) since " + a.now.UTC().Format(time.DateOnly)
	case errors.As(err, &status) && !status.RetryAt.IsZero():
		wait = max(wait, status.RetryAt.Sub(a.now))
	}
	a.src.Failures++
	a.src.Reason = clip(err.Error(), 500)
	a.src.Due = stamp(a.now.Add(wait))
	a.note(a.src.Reason)
}

func (a *asking) note(s string) {
	if a.result.Fetch.Note != "" {
		s = a.result.Fetch.Note + "; " + s
	}
	a.result.Fetch.Note = s
}

// moved follows a source that has moved for good.
func (a *asking) moved(ctx context.Context) {
	to := a.answer.Moved
	if to == "" || to == a.src.URL || a.answer.Err() != nil {
		return
	}
	if other, err := a.Store.Source(ctx, to); err == nil && other.ID != a.src.ID {
		a.src.Stopped = "moved to " + to + ", which is followed already"
		a.note(a.src.Stopped)
		return
	}
	a.note("moved for good from " + a.src.URL + " to " + to)
	a.src.URL = to
}

// read reads the answer.
func (a *asking) read(ctx context.Context) error {
	if a.answer.Status == http.StatusNotModified {
		return nil
	}
	if a.answer.Status != http.StatusOK {
		return a.answer.Err()
	}
	got, err := Read(a.answer)
	if err != nil {
		return err
	}
	first := a.src.Kind == ""
	if got.Kind == store.ListingSource && first && len(got.Feeds) > 0 {
		a.named(ctx, false)
		return a.discovered(ctx, got.Feeds[0])
	}
	if was := a.src.Kind; was != "" && was != got.Kind && !(isPage(was) && isPage(got.Kind)) {
		return fmt.Errorf("was a %s and is a %s now", was, got.Kind)
	}
	if a.src.Kind == "" || a.src.Kind == got.Kind {
		a.src.Kind = got.Kind
	}
	if got.Title != "" && a.src.Title == "" {
		a.src.Title = got.Title
	}
	// A feed that broke off is asked for in full the next time.
	a.src.ETag, a.src.Modified = nil, nil
	if got.Note == "" && a.answer.Cut == nil {
		a.src.ETag, a.src.Modified = []byte(a.answer.ETag()), []byte(a.answer.Modified())
	} else {
		a.note(got.Note)
	}
	a.least = got.Floor
	if first && got.Kind == store.ListingSource {
		a.named(ctx, isHome(a.src.URL))
	}
	return a.list(ctx, got)
}

// isHome reports whether an address is that of a whole site.
func isHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
}

// named looks for the sitemaps that the robots.txt of a source's host names: to be followed
// with it, or else to be told of.
func (a *asking) named(ctx context.Context, follow bool) {
	robots, err := a.Fetch.RobotsFor(ctx, a.src.URL)
	if err != nil || robots == nil {
		return // whatever there is to say of that is said where pages are asked for
	}
	var list []string
	for _, s := range robots.Sitemaps {
		address, err := Address(s)
		if err == nil && strings.HasPrefix(s, "http") && address != a.src.URL && !slices.Contains(list, address) && len(list) < maxNamed {
			list = append(list, address)
		}
	}
	if len(list) == 0 {
		return
	}
	if !follow {
		a.note("robots.txt names sitemaps, which can be followed, too: " + clip(strings.Join(list, " "), 500))
		return
	}
	a.note("its sitemaps are " + clip(strings.Join(list, " "), 500))
	for _, address := range list {
		a.child(address)
	}
}

// maxNamed bounds how many sitemaps of a robots.txt are followed.
const maxNamed = 10

// child makes a sitemap a source that belongs to this one.
func (a *asking) child(address string) {
	a.result.Children = append(a.result.Children, store.Source{ID: SourceID(address), URL: address, Kind: store.SitemapSource, Folder: a.src.Folder,
		Parent: a.src.ID, Added: stamp(a.now), Due: stamp(a.now), Every: int64(firstEvery / time.Second)})
}

func isPage(kind string) bool { return kind == store.PageSource || kind == store.ListingSource }

// discovered makes the feed that a site names the source, to be asked at once.
func (a *asking) discovered(ctx context.Context, feed string) error {
	if other, err := a.Store.Source(ctx, feed); err == nil && other.ID != a.src.ID {
		a.src.Stopped = "its feed " + feed + " is followed already"
		return nil
	}
	a.note("its feed is " + feed)
	if a.src.Site == "" {
		a.src.Site = a.src.URL
	}
	a.src.URL, a.src.Kind, a.src.Due = feed, store.FeedSource, stamp(a.now.Add(time.Second))
	return nil
}

// list makes items and child sitemaps of what a source lists.
func (a *asking) list(ctx context.Context, got *Listing) error {
	days := a.Days
	if days <= 0 {
		days = defaultDays
	}
	since := a.now.AddDate(0, 0, -days)
	if a.src.Kind == store.PageSource { // it is its own item
		got.Items = []Item{{URL: a.src.URL, Title: got.Title}}
		page := a.answer.Page()
		a.page = &page
	}
	for i := range got.Items {
		if it, ok := a.item(&got.Items[i], since); ok {
			a.result.Items = append(a.result.Items, it)
		}
	}
	a.result.Fetch.Listed = len(a.result.Items)
	return a.children(ctx, got.Children, since)
}

// item makes an item; of sitemaps, which go back for years, only those of late.
func (a *asking) item(in *Item, since time.Time) (store.SourceItem, bool) {
	now := stamp(a.now)
	out := store.SourceItem{URL: in.URL, Source: a.src.ID, Title: in.Title, Told: in.Told, Changed: in.Changed, First: now, Due: now}
	told, known := ReadWhen(in.Told)
	if known && !told.Time.After(a.now.Add(time.Hour)) {
		out.Published = stamp(told.Time)
	}
	if a.src.Kind != store.SitemapSource {
		return out, true
	}
	last, ok := ReadWhen(in.Changed)
	if !known {
		told, known = last, ok
	}
	return out, known && told.Time.After(since)
}

// maxChildSources bounds how many sitemaps of an index are followed: the newest.
const maxChildSources = 50

// children makes sources of the sitemaps that an index lists.
func (a *asking) children(ctx context.Context, list []Child, since time.Time) error {
	if a.src.Parent != "" && len(list) > 0 {
		of, err := a.Store.Source(ctx, a.src.Parent)
		if err != nil || of.Kind == store.SitemapSource {
			return err // an index in an index is more than the protocol has
		}
	}
	type dated struct {
		Child
		at time.Time
	}
	var out []dated
	for _, c := range list {
		at, ok := ReadWhen(c.Changed)
		if ok && at.Time.Before(since) {
			continue
		}
		out = append(out, dated{c, at.Time})
	}
	slices.SortStableFunc(out, func(x, y dated) int { return y.at.Compare(x.at) })
	for _, c := range out[:min(len(out), maxChildSources)] {
		a.child(c.URL)
	}
	return nil
}

// SourceID names a source by the address under which it is added.
func SourceID(address string) string { return fmt.Sprintf("s%x", sha256.Sum256([]byte(address)))[:9] }

// schedule says when to ask next.
func (a *asking) schedule(ctx context.Context) {
	came, err := a.Store.Arrivals(ctx, a.src.ID, arrivals)
	if err != nil {
		came = nil // what is wrong with the record is told where it is written
	}
	times := make([]time.Time, 0, arrivals)
	for _, it := range a.result.Items { // those of now are not in the record yet
		if it.Published != "" {
			came = append(came, it.Published)
		}
	}
	slices.SortFunc(came, func(x, y string) int { return strings.Compare(y, x) })
	for _, at := range slices.Compact(came) {
		if t, err := time.Parse(time.RFC3339, at); err == nil && len(times) < arrivals {
			times = append(times, t)
		}
	}
	floor := a.floor()
	every := rhythm(times, a.now, floor)
	if a.src.Kind == store.PageSource { // the older it is, the less it changes
		added, _ := time.Parse(time.RFC3339, a.src.Added)
		every = max(min(max(a.now.Sub(added)/8, minEvery), maxFloor), floor)
	}
	a.src.Every = int64(every / time.Second)
	a.src.Due = stamp(a.now.Add(jittered(every, floor, a.Jitter())))
}

// floor is how long the source asks to be left alone at least.
func (a *asking) floor() time.Duration {
	return max(a.least, freshFor(a.answer.Header))
}

// told is what a source says of an item's day.
func told(src *store.Source, it *store.SourceItem) []article.Told {
	kind := src.Kind
	if kind == store.PageSource {
		return nil
	}
	var out []article.Told
	if it.Told != "" {
		out = append(out, article.Told{Source: kind, Value: it.Told})
	}
	if it.Changed != "" {
		out = append(out, article.Told{Source: kind, Value: it.Changed, Updated: true})
	}
	return out
}
