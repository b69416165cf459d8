package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"readout"
)

// A Drawing is a sample of statements, drawn by lot from what a query finds, to judge.
type Drawing struct {
	ID      string
	Query   string
	Found   int // how many statements it was drawn from
	Seed    int64
	Who     string
	Created string // RFC 3339
	Size    int
	Judged  int // statements with a judgement
}

// Draw keeps a drawing with the ids of its statements, in their order.
func (s *Store) Draw(ctx context.Context, d Drawing, statements []readout.StatementID) error {
	return s.change(ctx, "keep a sample", func(_ *sql.Conn, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO drawings (sample, query, found, seed, who, created) VALUES (?, ?, ?, ?, ?, ?)",
			d.ID, d.Query, d.Found, d.Seed, d.Who, d.Created)
		for n, id := range statements {
			if err != nil {
				break
			}
			_, err = tx.ExecContext(ctx, "INSERT INTO samples (sample, n, statement) VALUES (?, ?, ?)", d.ID, n, string(id))
		}
		return err
	})
}

const drawingColumns = `SELECT d.sample, d.query, d.found, d.seed, d.who, d.created, (SELECT count(*) FROM samples s WHERE s.sample = d.sample),
	(SELECT count(DISTINCT statement) FROM judgements j WHERE j.sample = d.sample) FROM drawings d `

func (d *Drawing) fields() []any {
	return []any{&d.ID, &d.Query, &d.Found, &d.Seed, &d.Who, &d.Created, &d.Size, &d.Judged}
}

// Drawings returns all drawings, the newest first.
func (s *Store) Drawings(ctx context.Context) ([]Drawing, error) {
	return rowsOf(ctx, s, "list samples", drawingColumns+"ORDER BY d.created DESC, d.sample", nil, (*Drawing).fields)
}

// Drawing returns a drawing and the ids of its statements.
func (s *Store) Drawing(ctx context.Context, id string) (Drawing, []readout.StatementID, error) {
	var d Drawing
	err := s.reader.QueryRowContext(ctx, drawingColumns+"WHERE d.sample = ?", id).Scan(d.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return d, nil, &Error{Path: s.path, What: fmt.Sprintf("no sample %q", id), Kind: readout.ErrNotFound}
	}
	if err != nil {
		return d, nil, s.explain("read a sample", err)
	}
	ids, err := rowsOf(ctx, s, "read a sample", "SELECT statement FROM samples WHERE sample = ? ORDER BY n", []any{id},
		func(id *readout.StatementID) []any { return []any{id} })
	return d, ids, err
}

// A Judgement is what somebody found of a statement that was drawn by lot.
type Judgement struct {
	Sample, Statement, Who, At, Verdict string
}

// Judge keeps a judgement, in place of an earlier one of the same person.
func (s *Store) Judge(ctx context.Context, j Judgement) error {
	return s.exec(ctx, "write a judgement", `INSERT INTO judgements (sample, statement, who, at, verdict) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (sample, statement, who) DO UPDATE SET at = excluded.at, verdict = excluded.verdict`,
		j.Sample, j.Statement, j.Who, j.At, j.Verdict)
}

// Judgements returns the judgements of a drawing, in the order in which they were made.
func (s *Store) Judgements(ctx context.Context, sample string) ([]Judgement, error) {
	return rowsOf(ctx, s, "read judgements", "SELECT sample, statement, who, at, verdict FROM judgements WHERE sample = ? ORDER BY at, statement, who", []any{sample},
		func(j *Judgement) []any { return []any{&j.Sample, &j.Statement, &j.Who, &j.At, &j.Verdict} })
}
