package desk

import (
	"context"
	"slices"
	"time"

	"readout"
	"readout/internal/correct"
	"readout/internal/pipeline"
	"readout/internal/query"
	"readout/internal/store"
)

// maxSplit bounds the statements that are given to somebody else at once: each is an entry of
// the log.
const maxSplit = 500

// Split gives to in.Speaker what was said under the name of in.Statement's speaker and is
// found by a query, such as all that one outlet reported: two who share a name are parted so.
// Each statement has an entry of its own in the log, and can be taken back. It returns their
// number.
func (d *Desk) Split(ctx context.Context, in Correction, text string, now time.Time) (int, error) {
	from, err := d.takenFor(ctx, &Correction{Statement: in.Statement})
	if err != nil {
		return 0, err
	}
	q, err := d.Query(text)
	if err != nil {
		return 0, err
	}
	if q.Root == nil {
		return 0, invalid("say which of their statements, by a query: all of them are put right together")
	}
	hits, err := d.saidAs(ctx, from, q)
	if err != nil {
		return 0, err
	}
	var pages []readout.PageID
	for i := range hits {
		one := in
		one.Kind, one.Statement = correct.Speaker, hits[i].Statement.ID
		c := correct.Correction{At: now.UTC().Format(time.RFC3339), Who: in.Who, Kind: one.Kind, Why: in.Why}
		if err := d.fill(ctx, &c, &one); err != nil {
			return i, err
		}
		if _, err := d.Store.Correct(ctx, c); err != nil {
			return i, err
		}
		if !slices.Contains(pages, c.Page) {
			pages = append(pages, c.Page)
		}
	}
	return len(hits), d.again(context.WithoutCancel(ctx), pages)
}

// saidAs returns the statements of a speaker that a query finds.
func (d *Desk) saidAs(ctx context.Context, who *readout.Party, q query.Query) ([]store.Hit, error) {
	name := string(who.ID)
	if name == "" {
		name = who.Name
	}
	q.Root = query.And{q.Root, query.Field{Name: query.Speaker, Value: name}}
	var out []store.Hit
	for h, err := range d.Store.Search(ctx, q, store.SearchOptions{}) {
		switch {
		case err != nil:
			return nil, err
		case !correct.SameParty(h.Statement.Speaker, who):
			continue
		case len(out) == maxSplit:
			return nil, invalid("more than %d of their statements are found: ask for fewer at once", maxSplit)
		}
		out = append(out, h)
	}
	if len(out) == 0 {
		return nil, invalid("none of their statements is found by that query")
	}
	return out, nil
}

// again reads pages again, with what people put right, and links what is to be linked.
func (d *Desk) again(ctx context.Context, pages []readout.PageID) error {
	if len(pages) > 0 {
		reader, err := d.Reader()
		if err != nil {
			return err
		}
		if _, err := pipeline.Again(ctx, d.Store, reader, pages, nil); err != nil {
			return err
		}
	}
	_, err := pipeline.Link(ctx, d.Store, nil)
	return err
}
