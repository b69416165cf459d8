package export

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"readout"
	"readout/internal/query"
	"readout/internal/source"
	"readout/internal/store"
	"readout/internal/warc"
)

// A PackRequest says which pages go into an evidence pack.
type PackRequest struct {
	Query    query.Query // the pages of statements that it finds; the zero Query is all pages
	Words    string      // the query as it was asked
	Software string
	Now      time.Time
}

// A Packed is what went into a pack.
type Packed struct {
	Pages      int
	Statements int // that were read from these pages, found by the query or not
}

// Pack writes the pages of a record as they came into an archive of the web, WARC 1.1: a
// resource for each page with its address, the day of its capture and the digests of its
// bytes, a revisit for every other address that the same bytes came from, and a metadata
// record with what the record calls the page. Ingesting it gives the same pages and
// statements.
func Pack(ctx context.Context, s *store.Store, r PackRequest, to io.Writer) (Packed, error) {
	out := bufio.NewWriter(to)
	p := packer{ctx: ctx, s: s, w: warc.NewWriter(out), now: r.Now.UTC().Format(time.RFC3339)}
	err := p.w.Info(r.Now, warc.Fields{
		{Name: "software", Value: r.Software},
		{Name: "format", Value: "WARC File Format 1.1"},
		{Name: "conformsTo", Value: "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
		{Name: "description", Value: "pages of a readout record with the statements of a query"},
		{Name: "query", Value: cmp.Or(r.Words, "(all)")},
	})
	if err != nil {
		return p.n, err
	}
	for rec, err := range s.Records(ctx, r.Query) {
		if err == nil {
			err = p.page(&rec)
		}
		if err != nil {
			return p.n, err
		}
	}
	return p.n, out.Flush()
}

type packer struct {
	ctx context.Context
	s   *store.Store
	w   *warc.Writer
	now string
	n   Packed
}

func (p *packer) page(rec *readout.Record) error {
	paper, err := p.s.Paper(p.ctx, rec.Page.ID)
	if err != nil {
		return err
	}
	content, page, given, err := p.s.Again(p.ctx, rec.Page.ID)
	if err != nil {
		return err
	}
	draft := p.draft(string(page.URL), page.Captured, paper.Hash)
	draft.ContentType = cmp.Or(given.Served, page.MediaType, "application/octet-stream")
	draft.Block = content
	for _, f := range []warc.Field{{Name: source.FieldForm, Value: given.Form}, {Name: source.FieldHeadline, Value: given.Headline}, {Name: source.FieldPublished, Value: given.Published}} {
		if f.Value != "" {
			draft.Fields = append(draft.Fields, f)
		}
	}
	id, err := p.w.Resource(draft)
	if err != nil {
		return err
	}
	if err := p.about(id, &draft, rec); err != nil {
		return err
	}
	p.n.Pages++
	p.n.Statements += len(rec.Statements)
	return p.places(&draft, &page, paper.Sources, paper.Hash)
}

// draft begins a record of an address and a day, either of which may not be known.
func (p *packer) draft(address string, captured readout.Day, hash string) warc.Draft {
	d := warc.Draft{Target: address, Date: string(captured)}
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		d.Target = "urn:sha256:" + hash
	}
	if captured == "" {
		d.Date = p.now
		d.Fields = warc.Fields{{Name: source.FieldCaptured, Value: "unknown"}}
	}
	return d
}

// about writes what the record says of a page.
func (p *packer) about(id string, d *warc.Draft, rec *readout.Record) error {
	published := rec.Article.Published
	fields := warc.Fields{{Name: "page", Value: string(rec.Page.ID)}}
	for _, f := range []warc.Field{
		{Name: "path", Value: string(rec.Page.Path)},
		{Name: "captured", Value: cmp.Or(string(rec.Page.Captured), "unknown")},
		{Name: "headline", Value: string(rec.Article.Headline)},
		{Name: "publisher", Value: string(rec.Article.Publisher)},
		{Name: "published", Value: strings.Trim(string(published.Earliest)+"/"+string(published.Latest), "/")},
		{Name: "statements", Value: fmt.Sprint(len(rec.Statements))},
	} {
		if f.Value != "" {
			fields = append(fields, f)
		}
	}
	_, err := p.w.Metadata(warc.Draft{Target: d.Target, Date: d.Date, About: id, ContentType: "application/warc-fields", Block: fields.Block()})
	return err
}

// places writes a revisit for each other address of a page.
func (p *packer) places(first *warc.Draft, page *readout.Page, places []readout.Page, hash string) error {
	told := map[readout.Opt]bool{"": true, page.URL: true}
	for _, at := range places {
		if told[at.URL] {
			continue
		}
		told[at.URL] = true
		d := p.draft(string(at.URL), at.Captured, hash)
		d.Block = first.Block
		if _, err := p.w.Resource(d); err != nil {
			return err
		}
	}
	return nil
}
