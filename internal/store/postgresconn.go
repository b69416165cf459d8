package store

import (
	"context"
	sqldriver "database/sql/driver"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/stdlib"
)

// A numbering is a connector of PostgreSQL that understands the SQL of this package, where
// parameters are written "?" or "?1". PostgreSQL writes them "$1".
type numbering struct{ sqldriver.Connector }

func (n numbering) Connect(ctx context.Context) (sqldriver.Conn, error) {
	c, err := n.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &pgConn{c.(*stdlib.Conn)}, nil
}

// A pgConn is a connection that numbers parameters. The driver's own connection is in it.
type pgConn struct{ *stdlib.Conn }

func (c *pgConn) Prepare(text string) (sqldriver.Stmt, error) { return c.Conn.Prepare(numbered(text)) }

func (c *pgConn) PrepareContext(ctx context.Context, text string) (sqldriver.Stmt, error) {
	return c.Conn.PrepareContext(ctx, numbered(text))
}

func (c *pgConn) ExecContext(ctx context.Context, text string, args []sqldriver.NamedValue) (sqldriver.Result, error) {
	return c.Conn.ExecContext(ctx, numbered(text), args)
}

func (c *pgConn) QueryContext(ctx context.Context, text string, args []sqldriver.NamedValue) (sqldriver.Rows, error) {
	return c.Conn.QueryContext(ctx, numbered(text), args)
}

// CheckNamedValue makes values that the database takes of those that users type: their text
// may hold anything.
func (c *pgConn) CheckNamedValue(v *sqldriver.NamedValue) error {
	if s, ok := v.Value.(string); ok {
		v.Value = storable(s)
	}
	return nil
}

// numbered writes the parameters of a statement as PostgreSQL does. Question marks within
// quotation marks stay.
func numbered(text string) string {
	if strings.IndexByte(text, '?') < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 16)
	var quote byte
	n := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '?':
			b.WriteByte('$')
			if i+1 == len(text) || text[i+1] < '0' || text[i+1] > '9' {
				n++
				b.WriteString(strconv.Itoa(n))
			}
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
