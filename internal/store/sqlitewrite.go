package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// sqliteOutput carries out everything at once.
type sqliteOutput struct {
	d   *sqliteDialect
	ctx context.Context
	tx  *sql.Tx
	err error
}

func (d *sqliteDialect) output(ctx context.Context, _ *sql.Conn, tx *sql.Tx) output {
	return &sqliteOutput{d: d, ctx: ctx, tx: tx}
}

func (o *sqliteOutput) clear(text string, args ...any) { o.note(text, args...) }

func (o *sqliteOutput) row(t *table, values ...any) {
	o.note(t.insert(), values...)
}

// insert is the statement that writes a row.
func (t *table) insert() string {
	return "INSERT INTO " + t.name + " (" + quoted(t.columns) + ") VALUES (?" + strings.Repeat(", ?", len(t.columns)-1) + ")"
}

func (o *sqliteOutput) note(text string, args ...any) {
	if o.err != nil {
		return
	}
	_, o.err = o.d.prepared(o.ctx, o.tx, text).ExecContext(o.ctx, args...)
}

func (o *sqliteOutput) flush() error { return o.err }

const (
	findParty = "SELECT id FROM parties WHERE actor = ? AND side = ? AND names = ?"
	addParty  = "INSERT INTO parties (actor, side, names) VALUES (?, ?, ?) RETURNING id"
)

// prepare prepares once what Put writes with: the one connection that writes keeps it.
func (d *sqliteDialect) prepare(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stmts != nil {
		return nil
	}
	texts := append(clearing(), updatePage, updateGiven, notePending, noteSource, noteReached, notePayload, noteRevisit, noteCome, clearCome, noteVersion, noteSeen, noteSeenPage, noteDigest, touchOlder, noteNewest, touchOlderOf, noteNewestOf, findParty, addParty)
	for _, t := range putTables().all() {
		texts = append(texts, t.insert())
	}
	stmts := make(map[string]*sql.Stmt)
	for _, text := range texts {
		st, err := d.s.writer.PrepareContext(ctx, text)
		if err != nil {
			return err
		}
		stmts[text] = st
	}
	d.stmts = stmts
	return nil
}

// prepared returns a statement in a transaction.
func (d *sqliteDialect) prepared(ctx context.Context, tx *sql.Tx, text string) *sql.Stmt {
	return tx.StmtContext(ctx, d.stmts[text])
}

func (d *sqliteDialect) pageNumbers(ctx context.Context, tx *sql.Tx, n int) ([]int64, error) {
	out := make([]int64, n)
	var last int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM pages").Scan(&last); err != nil {
		return nil, err
	}
	for i := range out {
		out[i] = last + 1 + int64(i)
	}
	return out, nil
}

func (d *sqliteDialect) parties(ctx context.Context, tx *sql.Tx, list []partyRow) (map[partyRow]int64, error) {
	out := map[partyRow]int64{{}: 0}
	for _, p := range list {
		var id int64
		err := d.prepared(ctx, tx, findParty).QueryRowContext(ctx, p.actor, p.side, p.names).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			err = d.prepared(ctx, tx, addParty).QueryRowContext(ctx, p.actor, p.side, p.names).Scan(&id)
		}
		if err != nil {
			return nil, err
		}
		out[p] = id
	}
	return out, nil
}
