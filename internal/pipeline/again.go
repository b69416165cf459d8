package pipeline

import (
	"cmp"
	"context"
	"slices"

	"readout"
	"readout/article"
	"readout/internal/correct"
	"readout/internal/source"
	"readout/internal/store"
)

// againBatch is how many pages are written in one transaction.
const againBatch = 32

// Again reads pages of the record anew, puts what people corrected to them, and writes them in
// place of what was there. Links are left to [Link]. It returns the corrections whose
// statement is not there any more; told, which may be nil, is called with the pages done.
func Again(ctx context.Context, s *store.Store, r *Reader, ids []readout.PageID, told func(done int)) (missed []correct.Correction, err error) {
	done := 0
	for batch := range slices.Chunk(ids, againBatch) {
		var entries []*store.Entry
		for _, id := range batch {
			if err := ctx.Err(); err != nil {
				return missed, err
			}
			entry, lost, err := again(ctx, s, r, id)
			if err != nil {
				return missed, err
			}
			missed = append(missed, lost...)
			entries = append(entries, entry)
		}
		if _, err := s.Put(context.WithoutCancel(ctx), entries...); err != nil {
			return missed, err
		}
		if done += len(batch); told != nil {
			told(done)
		}
	}
	return missed, nil
}

func again(ctx context.Context, s *store.Store, r *Reader, id readout.PageID) (*store.Entry, []correct.Correction, error) {
	content, page, given, err := s.Again(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	rec := r.Read(source.Page{Path: string(page.Path), URL: string(page.URL), Bytes: content, MediaType: cmp.Or(given.Served, page.MediaType),
		Form: article.Form(given.Form), Captured: page.Captured, Headline: given.Headline, Published: given.Published, Told: given.Told})
	missed, err := correctPage(ctx, s, &rec, id)
	if err != nil {
		return nil, nil, err
	}
	entry, err := s.Prepare(content, &rec, Sentences(&rec))
	if err != nil {
		return nil, nil, err
	}
	return entry.Again(), missed, nil
}

// correctPage puts what people corrected to a record that was just read.
func correctPage(ctx context.Context, s *store.Store, rec *readout.Record, id readout.PageID) ([]correct.Correction, error) {
	log, err := s.Corrections(ctx, id)
	if err != nil || len(log) == 0 {
		return nil, err
	}
	return correct.Apply(rec, correct.Active(log)), nil
}

// givenOf is what a page's source says of it that its bytes do not; found is the media type
// that they were found to have.
func givenOf(p *source.Page, found string) store.Given {
	g := store.Given{Form: string(p.Form), Headline: p.Headline, Published: p.Published, Told: p.Told}
	if p.MediaType != found { // such as one with a charset
		g.Served = p.MediaType
	}
	return g
}
