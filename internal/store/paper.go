package store

import (
	"context"
	"encoding/json"
	"errors"

	"readout"
	"readout/internal/link"
)

// A Paper is what was read from a page, but for its statements, of which there may be
// thousands: see [Store.StatementsOn].
type Paper struct {
	readout.Record // without statements
	Failed         bool
	Hash           string         // SHA-256 of the bytes, hexadecimal
	Sources        []readout.Page // every place the same bytes came from: id, path, address, day
	Starts         []int          // for each statement, the code point at which its sentence begins
}

// Paper returns what was read from a page, named as for [Store.Page].
func (s *Store) Paper(ctx context.Context, id readout.PageID) (Paper, error) {
	var p Paper
	n, err := s.page(ctx, id)
	if err != nil {
		return p, err
	}
	if err := s.head(ctx, s.reader, n, &p.Record); err != nil {
		return p, err
	}
	if err := s.happened(ctx, s.reader, n, &p.Record); err != nil {
		return p, err
	}
	err = s.reader.QueryRowContext(ctx, "SELECT hash, failed FROM pages WHERE id = ?", n).Scan(&p.Hash, &p.Failed)
	if err != nil {
		return p, s.explain("read a page", err)
	}
	if p.Sources, err = s.sources(ctx, n); err != nil {
		return p, err
	}
	p.Starts, err = s.starts(ctx, n)
	return p, err
}

func (s *Store) sources(ctx context.Context, page int64) ([]readout.Page, error) {
	rows, err := s.reader.QueryContext(ctx, "SELECT name, path, url, captured FROM page_sources WHERE page = ? ORDER BY path, url", page)
	if err != nil {
		return nil, s.explain("read a page", err)
	}
	defer rows.Close()
	var out []readout.Page
	for rows.Next() {
		var p readout.Page
		if err := rows.Scan(&p.ID, &p.Path, &p.URL, &p.Captured); err != nil {
			return nil, s.explain("read a page", err)
		}
		out = append(out, p)
	}
	return out, s.explain("read a page", rows.Err())
}

func (s *Store) starts(ctx context.Context, page int64) ([]int, error) {
	rows, err := s.reader.QueryContext(ctx, "SELECT t.start FROM statements s JOIN statement_texts t ON t.id = "+textNumber+" WHERE s.page = ? ORDER BY s.n", page)
	if err != nil {
		return nil, s.explain("read a page", err)
	}
	defer rows.Close()
	var out []int
	for rows.Next() {
		var start int
		if err := rows.Scan(&start); err != nil {
			return nil, s.explain("read a page", err)
		}
		out = append(out, start)
	}
	return out, s.explain("read a page", rows.Err())
}

// StatementsOn returns the statements [from, to) of a page, counted from 0 in the order of
// the record.
func (s *Store) StatementsOn(ctx context.Context, id readout.PageID, from, to int) ([]readout.Statement, error) {
	page, err := s.page(ctx, id)
	if err != nil {
		return nil, err
	}
	const text = "SELECT t.json FROM statements s JOIN statement_texts t ON t.id = " + textNumber + " WHERE s.page = ? AND s.n >= ? AND s.n < ? ORDER BY s.n"
	rows, err := s.reader.QueryContext(ctx, text, page, from, to)
	if err != nil {
		return nil, s.explain("read a page", err)
	}
	defer rows.Close()
	var out []readout.Statement
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, s.explain("read a page", err)
		}
		out = append(out, readout.Statement{})
		if err := json.Unmarshal(b, &out[len(out)-1]); err != nil {
			return nil, s.damaged("a record's contents", err)
		}
	}
	return out, s.explain("read a page", rows.Err())
}

// PlaceOf returns the place of a statement in the record of its page, counted from 0, and
// whether the page has it.
func (s *Store) PlaceOf(ctx context.Context, id readout.PageID, st readout.StatementID) (int, bool, error) {
	page, err := s.page(ctx, id)
	if err != nil {
		return 0, false, err
	}
	n := -1
	const text = "SELECT coalesce(min(id & ((1 << 17) - 1)), -1) FROM statement_texts WHERE name = ? AND id >> 17 = ?"
	err = s.reader.QueryRowContext(ctx, text, string(st), page).Scan(&n)
	return n, n >= 0, s.explain("look for a statement", err)
}

// PageHeads returns the pages with some ids, those that the record has, in their order.
func (s *Store) PageHeads(ctx context.Context, ids ...readout.PageID) ([]PageHit, error) {
	const text = `SELECT a.head, p.head, (SELECT count(*) FROM statements s WHERE s.page = p.id)
		FROM pages p JOIN articles a ON a.page = p.id WHERE p.id = ?`
	var out []PageHit
	for _, id := range ids {
		n, err := s.page(ctx, id)
		if errors.Is(err, readout.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		h := PageHit{Number: n}
		var article, page []byte
		if err := s.reader.QueryRowContext(ctx, text, n).Scan(&article, &page, &h.Statements); err != nil {
			return nil, s.explain("read a page", err)
		}
		if err := errors.Join(json.Unmarshal(article, &h.Article), json.Unmarshal(page, &h.Page)); err != nil {
			return nil, s.damaged("a page's contents", err)
		}
		out = append(out, h)
	}
	return out, nil
}

// A LinkCheck is a check because of another page.
type LinkCheck struct {
	readout.Check
	Other readout.PageID
}

// LinkChecksOf returns what the reader of a page should know because of other pages, with
// the other page of each.
func (s *Store) LinkChecksOf(ctx context.Context, id readout.PageID) ([]LinkCheck, error) {
	page, err := s.page(ctx, id)
	if err != nil {
		return nil, err
	}
	rows, err := s.reader.QueryContext(ctx, "SELECT c.json, p.head FROM link_checks c JOIN pages p ON p.id = c.other WHERE c.page = ? ORDER BY c.n, c.other", page)
	if err != nil {
		return nil, s.explain("read links", err)
	}
	defer rows.Close()
	var out []LinkCheck
	for rows.Next() {
		var check, head []byte
		var c LinkCheck
		var other readout.Page
		if err := rows.Scan(&check, &head); err != nil {
			return nil, s.explain("read links", err)
		}
		if err := errors.Join(json.Unmarshal(check, &c.Check), json.Unmarshal(head, &other)); err != nil {
			return nil, s.damaged("links of a page", err)
		}
		c.Other = other.ID
		out = append(out, c)
	}
	return out, s.explain("read links", rows.Err())
}

// maxCopies bounds on how many other pages a statement's copies are looked for.
const maxCopies = 24

// Copies returns the statements of the same speaker, of the same kind, on pages that carry
// the same text as a statement's page, at most one a page. Same says whether two contents
// are one.
func (s *Store) Copies(ctx context.Context, h *Hit, same func(a, b *readout.Statement) bool) ([]Hit, error) {
	story, err := s.Story(ctx, h.Page.ID)
	if errors.Is(err, readout.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Hit
	for _, c := range story.Carriers[:min(len(story.Carriers), maxCopies)] {
		if c.Page == h.Page.ID {
			continue
		}
		found, err := s.copyOn(ctx, c, h, same)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

func (s *Store) copyOn(ctx context.Context, c link.Carrier, h *Hit, same func(a, b *readout.Statement) bool) ([]Hit, error) {
	page, err := s.page(ctx, c.Page)
	if err != nil {
		return nil, err
	}
	const text = hitColumns + `FROM statements s JOIN statement_texts t ON t.id = ` + textNumber + ` WHERE s.page = ? AND s.kind = ?
		AND s.speaker = (SELECT q.speaker FROM statement_texts x JOIN statements q ON q.page = x.id >> 17 AND q.n = x.id & ((1 << 17) - 1) WHERE x.name = ? LIMIT 1) ORDER BY s.n`
	rows, err := s.reader.QueryContext(ctx, text, page, string(h.Statement.Kind), string(h.Statement.ID))
	if err != nil {
		return nil, s.explain("look for a statement", err)
	}
	defer rows.Close()
	for rows.Next() {
		other, err := s.hit(rows)
		if err != nil {
			return nil, err
		}
		if same(&h.Statement, &other.Statement) {
			return []Hit{other}, nil
		}
	}
	return nil, s.explain("look for a statement", rows.Err())
}
