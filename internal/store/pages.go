package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"readout"
	"readout/internal/query"
)

// A PageHit is a page whose own words a query finds, whether or not statements were read
// from it.
type PageHit struct {
	Article    Head         `json:"article"`
	Page       readout.Page `json:"page"`
	Statements int          `json:"statements"` // how many were read from it
	Number     int64        `json:"-"`          // the page's row
}

// pageTerms compiles for a search of pages, which are called a.
type pageTerms struct{ d dialect }

func (pageTerms) match(n query.Node) (Match, bool) {
	w, ok := n.(query.Word)
	if !ok {
		return Match{}, false
	}
	return column(w.Text, w.Prefix, "headline", "body"), true
}

func (t pageTerms) words(m Match) clause {
	c := t.d.match("page_words", m)
	return clause{"a.page IN (SELECT rowid FROM page_words WHERE " + c.text + ")", c.args}
}

func (pageTerms) field(f query.Field) clause { return articleField("a.page", f) }

func (pageTerms) date(d query.Date) clause { return dateClause("a", d) }

// OfPages returns an error for a query that asks for what only statements have.
func OfPages(q query.Query) error {
	var err error
	query.Walk(q.Root, func(n query.Node) {
		f, ok := n.(query.Field)
		if !ok || err != nil {
			return
		}
		switch f.Name {
		case query.Publisher, query.Headline, query.Language, query.Page:
		default:
			err = fmt.Errorf("%s: is about statements, not pages: %w", f.Name, readout.ErrInvalid)
		}
	})
	return err
}

// SearchPages yields the pages that a query asks for, by the words of their headlines
// and texts. See [OfPages] for what it may ask.
func (s *Store) SearchPages(ctx context.Context, q query.Query, opt SearchOptions) iter.Seq2[PageHit, error] {
	where := compile(pageTerms{s.d}, q)
	hides, failed := s.hidesEarlier(ctx, s.reader, AsksPage(q), opt.Earlier)
	text := `SELECT a.page, a.head, p.head, (SELECT count(*) FROM statements s WHERE s.page = a.page)
		FROM articles a JOIN pages p ON p.id = a.page WHERE ` + where.text
	if hides {
		text += " AND a.page NOT IN " + earlier
	}
	text += " ORDER BY a.earliest DESC, a.page DESC"
	args := where.args
	if opt.Limit > 0 {
		text += " LIMIT ?"
		args = append(args, opt.Limit)
	}
	return func(yield func(PageHit, error) bool) {
		if failed != nil {
			yield(PageHit{}, failed)
			return
		}
		rows, err := s.reader.QueryContext(ctx, text, args...)
		if err != nil {
			yield(PageHit{}, s.explain("search", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var h PageHit
			var article, page []byte
			err := s.explain("search", rows.Scan(&h.Number, &article, &page, &h.Statements))
			if err == nil && errors.Join(json.Unmarshal(article, &h.Article), json.Unmarshal(page, &h.Page)) != nil {
				err = s.damaged("a page's contents", nil)
			}
			if !yield(h, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(PageHit{}, s.explain("search", err))
		}
	}
}

// CountPages counts what SearchPages would yield without a limit.
func (s *Store) CountPages(ctx context.Context, q query.Query) (Tally, error) {
	where := compile(pageTerms{s.d}, q)
	hides, err := s.hidesEarlier(ctx, s.reader, AsksPage(q), false)
	if err != nil {
		return Tally{}, err
	}
	if hides {
		where.text = "(" + where.text + ") AND a.page NOT IN " + earlier
	}
	var t Tally
	err = s.reader.QueryRowContext(ctx, "SELECT count(*) FROM articles a WHERE "+where.text, where.args...).Scan(&t.Found)
	if err != nil || !asksDate(q) {
		return t, s.explain("count", err)
	}
	err = s.reader.QueryRowContext(ctx, "SELECT count(*) FROM articles a WHERE ("+where.text+") IS NULL", where.args...).Scan(&t.Undated)
	return t, s.explain("count", err)
}
