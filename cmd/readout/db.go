package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"readout/internal/store"
)

type dbCommand struct {
	Copy dbCopy `cmd:"" help:"Copy a record into an empty one, also between SQLite and PostgreSQL."`
}

func (dbCommand) Help() string {
	return `Examples:
  readout db copy readout.db postgres://ana@db.example.org/readout
  readout db copy postgres://ana@db.example.org/readout copy.db`
}

type dbCopy struct {
	From string `arg:"" help:"The record: a file, or postgres://user@host/database."`
	To   string `arg:"" help:"Where to: a file that is not there, or the address of an empty database."`
}

func (dbCopy) Help() string {
	return `All of the record is there in the end, or nothing: an interrupted copy is begun again. What was copied is read again and compared before it counts; the rows and a digest of each table are printed, which are the same for the same rows in either kind of database. Pages may come into the first record meanwhile; they are not in the copy.

Examples:
  readout db copy readout.db postgres://ana@db.example.org/readout
  readout db copy postgres://ana@db.example.org/readout copy.db`
}

func (c *dbCopy) Run(ctx context.Context, e *env) (err error) {
	from, err := store.Open(ctx, c.From, store.Options{ReadOnly: true})
	if err != nil {
		return advise(err)
	}
	defer closing(from, &err)
	to, err := store.Open(ctx, c.To, store.Options{})
	if err != nil {
		return advise(err)
	}
	defer closing(to, &err)
	tables, err := store.Copy(ctx, from, to, copyProgress(e.Stderr, 10*time.Second, time.Now))
	if err != nil {
		return advise(err)
	}
	rows := int64(0)
	for _, t := range tables {
		rows += t.Rows
		fmt.Fprintf(e.Stdout, "%-18s %10d  %s\n", t.Name, t.Rows, t.Digest[:16])
	}
	fmt.Fprintf(e.Stderr, "readout: %s: %d rows of %d tables, read again and the same\n", to.Path(), rows, len(tables))
	return nil
}

// copyProgress tells at most once in every how a copy is getting on.
func copyProgress(out io.Writer, every time.Duration, now func() time.Time) func(table string, done, of int64) {
	last := now()
	return func(table string, done, of int64) {
		if t := now(); t.Sub(last) >= every {
			last = t
			fmt.Fprintf(out, "readout: %s: %d of %d rows\n", table, done, of)
		}
	}
}
