package store

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"
)

// change carries out a change of several statements, all of it or nothing. Where another
// program's change got in the way it begins again.
func (s *Store) change(ctx context.Context, what string, f func(*sql.Conn, *sql.Tx) error) error {
	if s.writer == nil {
		return s.readOnly()
	}
	for try := 1; ; try++ {
		err := s.changeOnce(ctx, f)
		if err == nil || errors.Is(err, ErrTaken) {
			return err
		}
		if try == maxTries || !s.d.again(err) {
			return s.explain(what, err)
		}
		select {
		case <-ctx.Done():
			return s.explain(what, err)
		case <-time.After(rand.N(time.Duration(try) * againAfter)):
		}
	}
}

// maxTries bounds how often a change is begun.
const maxTries = 10

func (s *Store) changeOnce(ctx context.Context, f func(*sql.Conn, *sql.Tx) error) error {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(conn, tx); err != nil {
		return err
	}
	return tx.Commit()
}
