package store

import (
	"context"
	"database/sql"

	"readout"
	"readout/internal/query"
)

// A Number names a statement's row in this record: a higher one is shown before a lower
// one, newest first. Reading the page again by newer stages gives its statements others.
type Number int64

// Page returns the number of the page that the statement stands on.
func (n Number) Page() int64 { return int64(n) >> placeBits & (1<<pageBits - 1) }

// A Row is what a search compares of a statement. Words are folded as in the record.
type Row struct {
	Number                    Number
	Kind, Level, Setting, Act string
	Speaker, Addressee        int64 // numbers of parties, 0 for nobody
	Said                      readout.Interval
}

// A PartyRow is what a search compares of a party.
type PartyRow struct {
	Number             int64
	Actor, Side, Names string // the names are name and office, folded, with "|" between
}

// A PageRow is what a search compares of a page.
type PageRow struct {
	Number    int64
	Headline  string // folded
	Publisher string // publisher and agency, folded, with "|" between
	Language  string // in lower case
}

// A View reads the record as it is at one moment. It must be closed, and soon: while it is
// open the record's log cannot be cut.
type View struct {
	s  *Store
	tx *sql.Tx
}

// View begins to read.
func (s *Store) View(ctx context.Context) (*View, error) {
	tx, err := s.reader.BeginTx(ctx, s.d.snapshot())
	return &View{s: s, tx: tx}, s.explain("read the record", err)
}

// Close ends reading.
func (v *View) Close() error { return v.s.explain("read the record", v.tx.Rollback()) }

// Change returns the number of the last change of a page, by whichever program: 0 before
// the first one.
func (v *View) Change(ctx context.Context) (seq int64, err error) {
	err = v.tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM page_changes").Scan(&seq)
	return seq, v.s.explain("read changes", err)
}

// Changed calls f with the number of each page that was added, read anew or removed after a
// change.
func (v *View) Changed(ctx context.Context, seq int64, f func(page int64)) error {
	var page int64
	return v.each(ctx, "SELECT page FROM page_changes WHERE seq > ? ORDER BY seq", []any{seq}, []any{&page}, func() { f(page) })
}

// each calls f for each row that a SELECT gives, once it is in dest.
func (v *View) each(ctx context.Context, text string, args, dest []any, f func()) error {
	rows, err := v.tx.QueryContext(ctx, text, args...)
	if err != nil {
		return v.s.explain("read the record", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return v.s.explain("read the record", err)
		}
		f()
	}
	return v.s.explain("read the record", rows.Err())
}

// only restricts a SELECT to a page, where one is named.
func only(column string, page int64) (text string, args []any) {
	if page == 0 {
		return "", nil
	}
	return " WHERE " + column + " = ?", []any{page}
}

// Rows calls f with the statements of a page, or for page 0 with all of them, in the order
// of their numbers. Those of earlier versions of articles are left out.
func (v *View) Rows(ctx context.Context, page int64, f func(*Row)) error {
	where, args := only("page", page)
	if page == 0 {
		where = " WHERE page NOT IN " + earlier
	} else {
		where += " AND page NOT IN " + earlier
	}
	var r Row
	dest := []any{&r.Number, &r.Kind, &r.Level, &r.Setting, &r.Act, &r.Speaker, &r.Addressee, &r.Said.Earliest, &r.Said.Latest, &r.Said.Basis}
	return v.each(ctx, "SELECT id, kind, level, setting, act, speaker, addressee, earliest, latest, basis FROM statements"+where+" ORDER BY id",
		args, dest, func() { f(&r) })
}

// Issues calls f with the issues of statements, of a page or for page 0 of all, in the
// order of the statements' numbers.
func (v *View) Issues(ctx context.Context, page int64, f func(of Number, issue string)) error {
	text, args := "SELECT statement, issue FROM statement_issues ORDER BY statement, issue", []any(nil)
	if page > 0 {
		text = "SELECT i.statement, i.issue FROM statements s JOIN statement_issues i ON i.statement = s.id WHERE s.page = ? ORDER BY i.statement, i.issue"
		args = []any{page}
	}
	var n Number
	var issue string
	return v.each(ctx, text, args, []any{&n, &issue}, func() { f(n, issue) })
}

// Pages calls f with a page, or for page 0 with all of them, in the order of their numbers.
func (v *View) Pages(ctx context.Context, page int64, f func(PageRow)) error {
	where, args := only("page", page)
	var r PageRow
	return v.each(ctx, "SELECT page, headline, publisher, language FROM articles"+where+" ORDER BY page", args,
		[]any{&r.Number, &r.Headline, &r.Publisher, &r.Language}, func() { f(r) })
}

// Parties calls f with the parties whose number is above one, in the order of their numbers.
// Party 0 is nobody.
func (v *View) Parties(ctx context.Context, above int64, f func(PartyRow)) error {
	var r PartyRow
	return v.each(ctx, "SELECT id, actor, side, names FROM parties WHERE id > ? ORDER BY id", []any{above},
		[]any{&r.Number, &r.Actor, &r.Side, &r.Names}, func() { f(r) })
}

// Words returns what the index of words is asked for a node, or false for one that is not
// about words alone, or only about words that must not be there.
func Words(n query.Node) (m Match, ok bool) { return matchAll(statementTerms{}, n) }

// Matching calls f with the numbers of the statements that the index of words finds, in
// their order. What to look for comes from [Words].
func (s *Store) Matching(ctx context.Context, m Match, f func(Number)) error {
	// One text of all numbers comes out of the database in half the time of as many rows.
	c := s.d.match("statement_words", m)
	text := "SELECT coalesce(string_agg(CAST(rowid AS TEXT), ','), '') FROM (SELECT rowid FROM statement_words WHERE " + c.text + " ORDER BY rowid) AS x"
	var list []byte
	if err := s.reader.QueryRowContext(ctx, text, c.args...).Scan(&list); err != nil {
		return s.explain("search", err)
	}
	var n Number
	for _, c := range list {
		if c == ',' {
			f(n)
			n = 0
		} else {
			n = n*10 + Number(c-'0')
		}
	}
	if len(list) > 0 {
		f(n)
	}
	return nil
}

// PagesNamed calls f with the number of each page that the field page: finds.
func (s *Store) PagesNamed(ctx context.Context, value string, f func(page int64)) error {
	c := pageClause("id", value)
	return s.numbers(ctx, s.reader, "SELECT id FROM pages WHERE "+c.text, c.args, f)
}

// numbers calls f with each number that a SELECT gives.
func (s *Store) numbers(ctx context.Context, db querier, text string, args []any, f func(int64)) error {
	rows, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return s.explain("search", err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return s.explain("search", err)
		}
		f(n)
	}
	return s.explain("search", rows.Err())
}
