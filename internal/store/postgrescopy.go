package store

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5"
)

func (*postgresDialect) catalog(ctx context.Context, db querier) ([]*catalogTable, error) {
	const text = `SELECT c.relname::text, a.attname::text, coalesce(array_position(i.indkey::int2[], a.attnum), -1) + 1
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
		LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
		WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname NOT IN ('goose_db_version', 'statement_words', 'page_words', 'link_commits')
		ORDER BY c.relname::text, a.attnum`
	list, err := catalogOf(ctx, db, text)
	if err != nil {
		return nil, err
	}
	const others = `SELECT a.relname::text, b.relname::text FROM pg_constraint f JOIN pg_class a ON a.oid = f.conrelid JOIN pg_class b ON b.oid = f.confrelid
		WHERE f.contype = 'f' AND a.relnamespace = current_schema()::regnamespace`
	return list, addOthers(ctx, db, list, others)
}

// quiet locks the pages against other programs, and switches the triggers off.
func (d *postgresDialect) quiet(ctx context.Context, tx *sql.Tx) (loud func() error, err error) {
	if _, err := tx.ExecContext(ctx, "LOCK TABLE pages IN EXCLUSIVE MODE"); err != nil {
		return nil, err
	}
	const text = `DO $$ DECLARE t regclass; BEGIN
		FOR t IN SELECT DISTINCT g.tgrelid FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
			WHERE NOT g.tgisinternal AND c.relnamespace = current_schema()::regnamespace
		LOOP EXECUTE format('ALTER TABLE %s '`
	change := func(how string) error {
		_, err := tx.ExecContext(ctx, text+` || '`+how+` TRIGGER USER', t); END LOOP; END $$`)
		return err
	}
	return func() error { return change("ENABLE") }, change("DISABLE")
}

func (*postgresDialect) fill(ctx context.Context, conn *sql.Conn, _ *sql.Tx, t *table, next func() ([]any, error)) error {
	return native(conn, func(c *pgx.Conn) error {
		_, err := c.CopyFrom(ctx, pgx.Identifier{t.name}, t.columns, pgx.CopyFromFunc(next))
		return err
	})
}

func (*postgresDialect) countOn(ctx context.Context, tx *sql.Tx, tables []*catalogTable) error {
	for _, t := range tables {
		const identity = `SELECT a.attname::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			WHERE c.relname = ? AND c.relnamespace = current_schema()::regnamespace AND a.attidentity <> ''`
		rows, err := rowsIn[string](ctx, tx, identity, t.name)
		if err != nil {
			return err
		}
		for _, column := range rows {
			_, err := tx.ExecContext(ctx, "SELECT setval(pg_get_serial_sequence(?, ?), greatest(max("+column+"), 1), max("+column+") > 0) FROM "+t.name, t.name, column)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// rowsIn returns the values of a query's one column.
func rowsIn[T any](ctx context.Context, db querier, text string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}
