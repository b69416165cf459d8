package store

import (
	"context"
	"database/sql"
	"slices"
)

func (d *sqliteDialect) catalog(ctx context.Context, db querier) ([]*catalogTable, error) {
	const text = `SELECT t.name, c.name, c.pk FROM pragma_table_list t JOIN pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'goose_db_version' ORDER BY t.name, c.cid`
	list, err := catalogOf(ctx, db, text)
	if err != nil {
		return nil, err
	}
	const others = `SELECT t.name, f."table" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f WHERE t.schema = 'main' AND t.type = 'table'`
	return list, addOthers(ctx, db, list, others)
}

// catalogOf reads tables with their columns from rows of table, column and the column's place
// in the primary key, 0 for none.
func catalogOf(ctx context.Context, db querier, text string) ([]*catalogTable, error) {
	rows, err := db.QueryContext(ctx, text)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []*catalogTable
	for rows.Next() {
		var name, column string
		var place int
		if err := rows.Scan(&name, &column, &place); err != nil {
			return nil, err
		}
		if len(list) == 0 || list[len(list)-1].name != name {
			list = append(list, &catalogTable{table: table{name: name}})
		}
		t := list[len(list)-1]
		t.columns = append(t.columns, column)
		if place > 0 {
			t.key = append(t.key, make([]string, max(0, place-len(t.key)))...)
			t.key[place-1] = column
		}
	}
	return list, rows.Err()
}

// addOthers notes which tables refer to which others.
func addOthers(ctx context.Context, db querier, list []*catalogTable, text string) error {
	rows, err := db.QueryContext(ctx, text)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var name, other string
		if err := rows.Scan(&name, &other); err != nil {
			return err
		}
		if i := slices.IndexFunc(list, func(t *catalogTable) bool { return t.name == name }); i >= 0 {
			list[i].others = append(list[i].others, other)
		}
	}
	return rows.Err()
}

// quiet takes the triggers out; the transaction has the file to itself already.
func (d *sqliteDialect) quiet(ctx context.Context, tx *sql.Tx) (loud func() error, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	triggers := make(map[string]string)
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		triggers[name] = text
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for name := range triggers {
		if _, err := tx.ExecContext(ctx, `DROP TRIGGER "`+name+`"`); err != nil {
			return nil, err
		}
	}
	return func() error {
		for _, text := range triggers {
			if _, err := tx.ExecContext(ctx, text); err != nil {
				return err
			}
		}
		return nil
	}, nil
}

func (d *sqliteDialect) fill(ctx context.Context, _ *sql.Conn, tx *sql.Tx, t *table, next func() ([]any, error)) error {
	st, err := tx.PrepareContext(ctx, t.insert())
	if err != nil {
		return err
	}
	defer st.Close()
	for {
		row, err := next()
		if err != nil || row == nil {
			return err
		}
		if _, err := st.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
}

// countOn: SQLite numbers rows after the highest one by itself.
func (*sqliteDialect) countOn(context.Context, *sql.Tx, []*catalogTable) error { return nil }
