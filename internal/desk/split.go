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

// maxSplit bounds the statements that are put right at once: each is an entry of the log.
const maxSplit = 500

// Split gives to in.Speaker what was said under the name of in.Statement's speaker and is
// found by a query, such as all that one outlet reported: two who share a name are parted so.
// Without a statement it gives in.Issues in place of the issue in.From to what a query finds
// of that. Each statement has an entry of its own in the log, and can be taken back. It returns
// their number.
func (d *Desk) Split(ctx context.Context, in Correction, text string, now time.Time) (int, error) {
	q, err := d.Query(text)
	if err != nil {
		return 0, err
	}
	if q.Root == nil {
		return 0, invalid("say which of the statements, by a query: all of them are put right together")
	}
	hits, change, err := d.parted(ctx, in, q)
	if err != nil {
		return 0, err
	}
	var pages []readout.PageID
	for i := range hits {
		one := change(&hits[i].Statement)
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

// parted returns the statements that a split is about, and how each is put right.
func (d *Desk) parted(ctx context.Context, in Correction, q query.Query) ([]store.Hit, func(*readout.Statement) Correction, error) {
	if in.Statement == "" {
		if in.From == "" || len(in.Issues) == 0 {
			return nil, nil, invalid("say which issue it is, and which one part of it is to be")
		}
		hits, err := d.within(ctx, q, query.Field{Name: query.Issue, Value: in.From}, func(st *readout.Statement) bool { return slices.Contains(st.Issues, in.From) })
		return hits, func(st *readout.Statement) Correction {
			one := in
			one.Kind, one.Statement = correct.Issues, st.ID
			one.Issues = slices.DeleteFunc(slices.Concat(st.Issues, in.Issues), func(id string) bool { return id == in.From })
			slices.Sort(one.Issues)
			one.Issues = slices.Compact(one.Issues)
			return one
		}, err
	}
	from, err := d.takenFor(ctx, &Correction{Statement: in.Statement})
	if err != nil {
		return nil, nil, err
	}
	name := string(from.ID)
	if name == "" {
		name = from.Name
	}
	hits, err := d.within(ctx, q, query.Field{Name: query.Speaker, Value: name}, func(st *readout.Statement) bool { return correct.SameParty(st.Speaker, from) })
	return hits, func(st *readout.Statement) Correction {
		one := in
		one.Kind, one.Statement = correct.Speaker, st.ID
		return one
	}, err
}

// within returns the statements that a query finds among those that a field does and that are
// meant.
func (d *Desk) within(ctx context.Context, q query.Query, of query.Field, meant func(*readout.Statement) bool) ([]store.Hit, error) {
	q.Root = query.And{q.Root, of}
	var out []store.Hit
	for h, err := range d.Store.Search(ctx, q, store.SearchOptions{}) {
		switch {
		case err != nil:
			return nil, err
		case !meant(&h.Statement):
			continue
		case len(out) == maxSplit:
			return nil, invalid("more than %d such statements are found: ask for fewer at once", maxSplit)
		}
		out = append(out, h)
	}
	if len(out) == 0 {
		return nil, invalid("no such statement is found by that query")
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
