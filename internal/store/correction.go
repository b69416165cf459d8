package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"readout"
	"readout/article"
	"readout/internal/correct"
)

// Correct adds an entry to the log of corrections and returns its place. What it is about is
// corrected when the pages are read again, and linked again where that is needed; dates count
// at once.
func (s *Store) Correct(ctx context.Context, c correct.Correction) (n int64, err error) {
	data, err := json.Marshal(c)
	if err != nil {
		return 0, err
	}
	err = s.change(ctx, "write a correction", func(_ *sql.Conn, tx *sql.Tx) error {
		const text = "INSERT INTO corrections (page, kind, json) VALUES (?, ?, ?) RETURNING n"
		if err := tx.QueryRowContext(ctx, text, hashPart(c.Page), string(c.Kind), string(data)).Scan(&n); err != nil {
			return err
		}
		return s.relink(ctx, tx, &c)
	})
	return n, err
}

// relink has the pages linked again whose dates or links a correction changes.
func (s *Store) relink(ctx context.Context, tx *sql.Tx, c *correct.Correction) error {
	about := *c
	if c.Kind == correct.Undo {
		log, err := s.corrections(ctx, tx, "WHERE n = ?", c.Undoes)
		if err != nil || len(log) == 0 {
			return err
		}
		about = log[0]
	}
	switch about.Kind {
	case correct.Date:
		if err := s.redate(ctx, tx, about.Page); err != nil {
			return err
		}
	case correct.Same, correct.Apart:
	default:
		return nil
	}
	pages := []readout.PageID{about.Page}
	for _, o := range about.Others {
		pages = append(pages, o.Page)
	}
	for _, p := range pages {
		const text = "INSERT INTO link_pending (page) SELECT id FROM pages WHERE hash = ? ON CONFLICT (page) DO UPDATE SET page = excluded.page"
		if _, err := tx.ExecContext(ctx, text, hashPart(p)); err != nil {
			return s.explain("write a correction", err)
		}
	}
	return nil
}

// redate keeps the day that the last entry that counts gives to a page.
func (s *Store) redate(ctx context.Context, tx *sql.Tx, page readout.PageID) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM page_dates WHERE page = ?", hashPart(page)); err != nil {
		return s.explain("write a date", err)
	}
	log, err := s.log(ctx, tx, page)
	if err != nil {
		return err
	}
	for _, c := range slices.Backward(correct.Active(log)) {
		if c.Kind != correct.Date {
			continue
		}
		if d := c.New.Date; d != nil && (d.Earliest != "" || d.Latest != "") {
			_, err = tx.ExecContext(ctx, "INSERT INTO page_dates (page, earliest, latest, note) VALUES (?, ?, ?, ?)", hashPart(page), string(d.Earliest), string(d.Latest), c.Why)
		}
		break
	}
	return s.explain("write a date", err)
}

// hashPart is a page's hash without the name of the kind of hash.
func hashPart(id readout.PageID) string { return strings.TrimPrefix(string(id), "sha256:") }

// Corrections returns the entries of the log that are about a page or about all pages, in
// their order, also those that were taken back.
func (s *Store) Corrections(ctx context.Context, page readout.PageID) ([]correct.Correction, error) {
	return s.log(ctx, s.reader, page)
}

// log is the part of the log that is about a page: its entries, those about all pages, and
// what takes such entries back.
func (s *Store) log(ctx context.Context, db querier, page readout.PageID) ([]correct.Correction, error) {
	return s.corrections(ctx, db, "WHERE page IN (?, '')", hashPart(page))
}

// CorrectionLog returns the whole log, the last entry first; n of them, or all for 0.
func (s *Store) CorrectionLog(ctx context.Context, n int) ([]correct.Correction, error) {
	list, err := s.corrections(ctx, s.reader, "")
	if err != nil {
		return nil, err
	}
	correct.Active(list) // notes what was taken back
	slices.Reverse(list)
	if n > 0 {
		list = list[:min(n, len(list))]
	}
	return list, nil
}

// Correction returns an entry of the log by its place.
func (s *Store) Correction(ctx context.Context, n int64) (correct.Correction, error) {
	list, err := s.corrections(ctx, s.reader, "WHERE n = ?", n)
	if err == nil && len(list) == 0 {
		err = &Error{Path: s.path, What: fmt.Sprintf("no correction %d", n), Kind: readout.ErrNotFound}
	}
	if err != nil {
		return correct.Correction{}, err
	}
	return list[0], nil
}

func (s *Store) corrections(ctx context.Context, db querier, where string, args ...any) ([]correct.Correction, error) {
	rows, err := db.QueryContext(ctx, "SELECT n, json FROM corrections "+where+" ORDER BY n", args...)
	if err != nil {
		return nil, s.explain("read corrections", err)
	}
	defer rows.Close()
	var out []correct.Correction
	for rows.Next() {
		var n int64
		var data []byte
		if err := rows.Scan(&n, &data); err != nil {
			return nil, s.explain("read corrections", err)
		}
		var c correct.Correction
		if err := json.Unmarshal(data, &c); err != nil {
			return nil, s.damaged("a correction", err)
		}
		c.N = n
		out = append(out, c)
	}
	return out, s.explain("read corrections", rows.Err())
}

// Given is what a source said of a page that its bytes do not.
type Given struct {
	Form      string         `json:"form,omitempty"`
	Headline  string         `json:"headline,omitempty"`
	Published string         `json:"published,omitempty"`
	Told      []article.Told `json:"told,omitempty"`
	Served    string         `json:"served,omitempty"` // Content-Type, where it says more than the page's media type
}

// Again returns what is needed to read a page again: its bytes, where it came from, and what
// the source said of it.
func (s *Store) Again(ctx context.Context, id readout.PageID) (bytes []byte, page readout.Page, given Given, err error) {
	n, err := s.page(ctx, id)
	if err != nil {
		return nil, page, given, err
	}
	var head, said string
	var packed []byte
	const text = "SELECT p.head, p.given, b.zstd FROM pages p JOIN page_bytes b ON b.page = p.id WHERE p.id = ?"
	if err := s.reader.QueryRowContext(ctx, text, n).Scan(&head, &said, &packed); err != nil {
		return nil, page, given, s.explain("read page "+string(id), err)
	}
	err = json.Unmarshal([]byte(head), &page)
	if err == nil && said != "" {
		err = json.Unmarshal([]byte(said), &given)
	}
	if err != nil {
		return nil, page, given, s.damaged("a page's contents", err)
	}
	bytes, err = s.unpack("page "+string(id), packed)
	return bytes, page, given, err
}

// PageIDs returns the hashes of all pages that other stages than these have read, or of all
// where stages is nil, in the order in which they came; n at most, after one of them.
func (s *Store) PageIDs(ctx context.Context, stages map[string]string, after int64, n int) (ids []readout.PageID, last int64, err error) {
	text, args := "SELECT id, hash FROM pages WHERE id > ?", []any{after}
	if stages != nil {
		text += " AND stages <> ?"
		args = append(args, stageText(stages))
	}
	type row struct {
		id   int64
		hash string
	}
	list, err := rowsOf(ctx, s, "list pages", text+" ORDER BY id LIMIT ?", append(args, n), func(r *row) []any { return []any{&r.id, &r.hash} })
	for _, r := range list {
		ids, last = append(ids, readout.PageID("sha256:"+r.hash)), cmp.Or(r.id, last)
	}
	return ids, last, err
}

// Todo counts the pages that other stages than these have read, and those that are still to
// be linked.
func (s *Store) Todo(ctx context.Context, stages map[string]string) (old, pending int, err error) {
	const text = "SELECT (SELECT count(*) FROM pages WHERE stages <> ?), (SELECT count(*) FROM link_pending)"
	err = s.reader.QueryRowContext(ctx, text, stageText(stages)).Scan(&old, &pending)
	return old, pending, s.explain("count", err)
}
