package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// postgresOutput keeps what is to be written and sends it in few messages: each costs a way
// to the server and back. Rows go by COPY.
type postgresOutput struct {
	ctx   context.Context
	conn  *sql.Conn
	first pgx.Batch
	rows  map[string][][]any // by table
	last  pgx.Batch
}

func (d *postgresDialect) output(ctx context.Context, conn *sql.Conn, _ *sql.Tx) output {
	return &postgresOutput{ctx: ctx, conn: conn, rows: make(map[string][][]any)}
}

func (o *postgresOutput) clear(text string, args ...any) { o.first.Queue(numbered(text), args...) }

func (o *postgresOutput) note(text string, args ...any) { o.last.Queue(numbered(text), args...) }

func (o *postgresOutput) row(t *table, values ...any) {
	o.rows[t.name] = append(o.rows[t.name], values)
}

func (o *postgresOutput) flush() error {
	return native(o.conn, func(c *pgx.Conn) error {
		if err := c.SendBatch(o.ctx, &o.first).Close(); err != nil {
			return err
		}
		for _, t := range putTables().all() {
			if len(o.rows[t.name]) == 0 {
				continue
			}
			if _, err := c.CopyFrom(o.ctx, pgx.Identifier{t.name}, t.columns, pgx.CopyFromRows(o.rows[t.name])); err != nil {
				return fmt.Errorf("table %s: %w", t.name, err)
			}
		}
		return c.SendBatch(o.ctx, &o.last).Close()
	})
}

// native calls f with the driver's own connection.
func native(conn *sql.Conn, f func(*pgx.Conn) error) error {
	return conn.Raw(func(c any) error { return f(c.(*pgConn).Conn.Conn()) })
}

func (*postgresDialect) prepare(context.Context) error { return nil }

func (*postgresDialect) pageNumbers(ctx context.Context, tx *sql.Tx, n int) ([]int64, error) {
	if n == 0 {
		return nil, nil
	}
	rows, err := tx.QueryContext(ctx, "SELECT nextval(pg_get_serial_sequence('pages', 'id')) FROM generate_series(1, ?::bigint)", n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

const knownParties = ` unnest(?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS k (actor, side, names, n)`

// parties gives new parties their numbers in a transaction of its own, one program after
// another: so whoever sees a number has seen all lower ones, and programs that write the same
// new parties in another order do not wait for each other.
func (d *postgresDialect) parties(ctx context.Context, tx *sql.Tx, list []partyRow) (map[partyRow]int64, error) {
	out, err := d.findParties(ctx, tx, list)
	if err != nil || len(out) > len(list) { // nobody is in it, too
		return out, err
	}
	naming, err := d.naming.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer naming.Rollback()
	if _, err := naming.ExecContext(ctx, "SELECT pg_advisory_xact_lock(?, ?)", lockSpace, lockParties); err != nil {
		return nil, err
	}
	const add = "INSERT INTO parties (actor, side, names) SELECT k.actor, k.side, k.names FROM" + knownParties + `
		WHERE NOT EXISTS (SELECT 1 FROM parties p WHERE p.actor = k.actor AND p.side = k.side AND md5(p.names) = md5(k.names)) ORDER BY k.n`
	if _, err := naming.ExecContext(ctx, add, partyArrays(list)...); err != nil {
		return nil, err
	}
	if out, err = d.findParties(ctx, naming, list); err != nil {
		return nil, err
	}
	return out, naming.Commit()
}

func (*postgresDialect) findParties(ctx context.Context, db querier, list []partyRow) (map[partyRow]int64, error) {
	out := map[partyRow]int64{{}: 0}
	if len(list) == 0 {
		return out, nil
	}
	const find = "SELECT p.id, p.actor, p.side, p.names FROM" + knownParties + `
		JOIN parties p ON p.actor = k.actor AND p.side = k.side AND md5(p.names) = md5(k.names)`
	rows, err := db.QueryContext(ctx, find, partyArrays(list)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var p partyRow
		if err := rows.Scan(&id, &p.actor, &p.side, &p.names); err != nil {
			return nil, err
		}
		out[p] = id
	}
	return out, rows.Err()
}

func partyArrays(list []partyRow) []any {
	var actors, sides, names []string
	for _, p := range list {
		actors, sides, names = append(actors, p.actor), append(sides, p.side), append(names, p.names)
	}
	return []any{actors, sides, names}
}
