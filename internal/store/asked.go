package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
)

// askedConnector makes connections that tell what they are asked.
type askedConnector struct {
	driver driver.Driver
	name   string
	tell   func(query string, args []any)
}

func (c *askedConnector) Driver() driver.Driver { return c.driver }

func (c *askedConnector) Connect(context.Context) (driver.Conn, error) {
	conn, err := c.driver.Open(c.name)
	if err != nil {
		return nil, err
	}
	return &askedConn{conn.(askedDriver), c.tell}, nil
}

// askedDriver is what SQLite's connections can do that database/sql makes use of.
type askedDriver interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

type askedConn struct {
	askedDriver
	tell func(query string, args []any)
}

func (c *askedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	values := make([]any, len(args))
	for i, a := range args {
		values[i] = a.Value
	}
	c.tell(query, values)
	return c.askedDriver.QueryContext(ctx, query, args)
}

// telling opens a database whose queries are told of.
func telling(db *sql.DB, name string, tell func(query string, args []any)) *sql.DB {
	return sql.OpenDB(&askedConnector{db.Driver(), name, tell})
}
