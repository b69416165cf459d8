package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"readout"
	"readout/internal/query"
)

// Standing is what the record knows of a page before it is read.
type Standing struct {
	There   bool            // its bytes are kept
	Current bool            // and were read by stages as new as these
	Failed  bool            // and gave nothing to read
	Located bool            // and this place is noted
	Problem readout.Problem // the first one, if there were any
}

// Look says how a page stands in the record: its bytes, the place they came from, and
// the versions of the stages that would read it.
func (s *Store) Look(ctx context.Context, page []byte, from readout.Page, stages map[string]string) (Standing, error) {
	const text = `SELECT p.stages, p.failed, EXISTS (SELECT 1 FROM page_sources s WHERE s.page = p.id AND s.path = ? AND s.url = ?),
		coalesce(b.stage, ''), coalesce(b.kind, ''), coalesce(b.message, '')
		FROM pages p LEFT JOIN problems b ON b.page = p.id AND b.n = 0 WHERE p.hash = ?`
	var st Standing
	var have string
	err := s.reader.QueryRowContext(ctx, text, storable(string(from.Path)), storable(string(from.URL)), hash(page)).Scan(
		&have, &st.Failed, &st.Located, &st.Problem.Stage, &st.Problem.Kind, &st.Problem.Message)
	if errors.Is(err, sql.ErrNoRows) {
		return Standing{}, nil
	}
	if err != nil {
		return Standing{}, s.explain("look for a page", err)
	}
	var old map[string]string
	if err := json.Unmarshal([]byte(have), &old); err != nil {
		return Standing{}, s.damaged("stage versions", err)
	}
	st.There, st.Current = true, !supersedes(stages, old)
	return st, nil
}

// Page returns the bytes of a page, by its hash ("sha256:…") or by the id its source
// gave it.
func (s *Store) Page(ctx context.Context, id readout.PageID) ([]byte, error) {
	n, err := s.page(ctx, id)
	if err != nil {
		return nil, err
	}
	var packed []byte
	if err := s.reader.QueryRowContext(ctx, "SELECT zstd FROM page_bytes WHERE page = ?", n).Scan(&packed); err != nil {
		return nil, s.explain("read page "+string(id), err)
	}
	return s.unpack("page "+string(id), packed)
}

// Record returns what was read from a page, named as for [Store.Page].
func (s *Store) Record(ctx context.Context, id readout.PageID) (readout.Record, error) {
	n, err := s.page(ctx, id)
	if err != nil {
		return readout.Record{}, err
	}
	return s.record(ctx, n)
}

func (s *Store) page(ctx context.Context, id readout.PageID) (n int64, err error) {
	hash, _ := strings.CutPrefix(string(id), "sha256:")
	const text = `SELECT id FROM pages WHERE hash = ? UNION ALL SELECT page FROM page_sources WHERE name = ? LIMIT 1`
	err = s.reader.QueryRowContext(ctx, text, hash, storable(string(id))).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, &Error{Path: s.path, What: fmt.Sprintf("no page %q", id), Kind: readout.ErrNotFound}
	}
	return n, s.explain("look for a page", err)
}

func (s *Store) record(ctx context.Context, page int64) (readout.Record, error) {
	return s.recordFrom(ctx, s.reader, page)
}

// A querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func (s *Store) recordFrom(ctx context.Context, db querier, page int64) (readout.Record, error) {
	var rec readout.Record
	if err := s.head(ctx, db, page, &rec); err != nil {
		return rec, err
	}
	err := s.each(ctx, db, "SELECT t.json FROM statements s JOIN statement_texts t ON t.id = "+textNumber+" WHERE s.page = ? ORDER BY s.n", page, func(b []byte) error {
		rec.Statements = append(rec.Statements, readout.Statement{})
		return json.Unmarshal(b, &rec.Statements[len(rec.Statements)-1])
	})
	if err != nil {
		return rec, err
	}
	return rec, s.happened(ctx, db, page, &rec)
}

// head fills in what a record has one of, and the article's lists.
func (s *Store) head(ctx context.Context, db querier, page int64, rec *readout.Record) error {
	var head, stages, article string
	var packed []byte
	const text = "SELECT p.head, p.schema, p.stages, a.head, a.rest FROM pages p JOIN articles a ON a.page = p.id WHERE p.id = ?"
	err := db.QueryRowContext(ctx, text, page).Scan(&head, &rec.Schema, &stages, &article, &packed)
	if err != nil {
		return s.explain("read a record", err)
	}
	unpacked, err := s.unpack("an article", packed)
	if err != nil {
		return err
	}
	var h Head
	var r rest
	err = errors.Join(json.Unmarshal([]byte(head), &rec.Page), json.Unmarshal([]byte(stages), &rec.Stages),
		json.Unmarshal([]byte(article), &h), json.Unmarshal(unpacked, &r))
	if err != nil {
		return s.damaged("a record's contents", err)
	}
	rec.Article = readout.Article{Headline: h.Headline, Byline: h.Byline, Publisher: h.Publisher, Agency: h.Agency, Dateline: h.Dateline,
		Language: h.Language, Published: h.Published, Evidence: r.Evidence, Text: r.Text, Related: r.Related, Links: r.Links}
	rec.Checks = r.Checks
	return nil
}

// happened fills in the events of a record and its problems.
func (s *Store) happened(ctx context.Context, db querier, page int64, rec *readout.Record) error {
	err := s.each(ctx, db, "SELECT json FROM events WHERE page = ? ORDER BY n", page, func(b []byte) error {
		rec.Events = append(rec.Events, readout.Event{})
		return json.Unmarshal(b, &rec.Events[len(rec.Events)-1])
	})
	if err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, "SELECT stage, kind, message FROM problems WHERE page = ? ORDER BY n", page)
	if err != nil {
		return s.explain("read problems", err)
	}
	defer rows.Close()
	for rows.Next() {
		var p readout.Problem
		if err := rows.Scan(&p.Stage, &p.Kind, &p.Message); err != nil {
			return s.explain("read problems", err)
		}
		rec.Problems = append(rec.Problems, p)
	}
	return s.explain("read problems", rows.Err())
}

func (s *Store) each(ctx context.Context, db querier, text string, page int64, f func([]byte) error) error {
	rows, err := db.QueryContext(ctx, text, page)
	if err != nil {
		return s.explain("read a record", err)
	}
	defer rows.Close()
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return s.explain("read a record", err)
		}
		if err := f(b); err != nil {
			return s.damaged("a record's contents", err)
		}
	}
	return s.explain("read a record", rows.Err())
}

// Records yields the records of the pages that hold a statement the query asks for, or
// of all pages for the zero Query, in the order in which they were added.
func (s *Store) Records(ctx context.Context, q query.Query) iter.Seq2[readout.Record, error] {
	text, args := "SELECT p.id FROM pages p ORDER BY p.id", []any(nil)
	if q.Root != nil {
		p := planStatements(s.d, q) // with earlier versions: hits of a page that is named may be such
		from := p.from()
		text, args = "SELECT DISTINCT ("+p.id()+" >> 17 & 536870911) AS page "+from.text+" ORDER BY page", from.args // see statementID
	}
	return func(yield func(readout.Record, error) bool) {
		rows, err := s.reader.QueryContext(ctx, text, args...)
		if err != nil {
			yield(readout.Record{}, s.explain("search", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var page int64
			var rec readout.Record
			err := s.explain("search", rows.Scan(&page))
			if err == nil {
				rec, err = s.record(ctx, page)
			}
			if !yield(rec, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(readout.Record{}, s.explain("search", err))
		}
	}
}
