package main

import (
	"context"
	"fmt"

	"readout/internal/store"
)

type dbBackup struct {
	File   string      `arg:"" help:"The file to write; it must not be there."`
	Record recordFlags `embed:""`
}

func (dbBackup) Help() string {
	return `The record as it is at one moment, whole, whatever others write meanwhile. The file is read through before it gets its name; the rows and a digest of each table are printed, which are those of the record where nothing was written since. It is a record itself: to restore it, stop what uses the record, move away the record's file with those that end in -wal and -shm, and copy the backup there. A record in PostgreSQL is backed up by pg_dump.

Examples:
  readout db backup readout-monday.db
  readout db backup --db /var/lib/readout/readout.db /backup/readout-$(date +%F).db`
}

func (c *dbBackup) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	tables, err := record.Backup(ctx, c.File)
	if err != nil {
		return advise(err)
	}
	rows := printDigests(e.Stdout, tables)
	fmt.Fprintf(e.Stderr, "readout: %s: %d rows of %d tables, read through and whole\n", c.File, rows, len(tables))
	return nil
}
