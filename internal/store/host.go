package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"readout/internal/fetch"
)

// TakeTurn gives a holder the turn to ask a host, until it is given back or some time has
// come. Where somebody else has it, or the host is to be left alone, it reports false and
// when to look again.
func (s *Store) TakeTurn(ctx context.Context, host, holder string, now, until time.Time) (t fetch.Turn, ok bool, err error) {
	const take = `INSERT INTO hosts (host, holder, lease, next, retry) VALUES (?, ?, ?, 0, 0)
		ON CONFLICT (host) DO UPDATE SET holder = excluded.holder, lease = excluded.lease
		WHERE (hosts.holder = '' OR hosts.lease <= ?) AND hosts.next <= ? AND hosts.retry <= ? RETURNING host`
	const look = "SELECT holder, lease, next, retry FROM hosts WHERE host = ?"
	at := now.UnixMilli()
	err = s.change(ctx, "take a turn", func(_ *sql.Conn, tx *sql.Tx) error {
		t, ok = fetch.Turn{}, false
		err := tx.QueryRowContext(ctx, take, storable(host), holder, until.UnixMilli(), at, at, at).Scan(new(string))
		if err == nil {
			ok = true
			return nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		var who string
		var lease, next, retry int64
		if err := tx.QueryRowContext(ctx, look, storable(host)).Scan(&who, &lease, &next, &retry); err != nil {
			return err
		}
		t = fetch.Turn{Taken: who != "" && lease > at, Next: time.UnixMilli(next), Retry: time.UnixMilli(retry)}
		return nil
	})
	return t, ok, err
}

// GiveTurn gives back the turn to ask a host, which is not to be asked before some time, and
// asked by itself to be left alone until another. Where the turn is somebody else's by now
// the times count all the same.
func (s *Store) GiveTurn(ctx context.Context, host, holder string, next, retry time.Time) error {
	const text = `UPDATE hosts SET lease = CASE WHEN holder = ? THEN 0 ELSE lease END, next = CASE WHEN ? > next THEN ? ELSE next END,
		retry = CASE WHEN ? > retry THEN ? ELSE retry END, holder = CASE WHEN holder = ? THEN '' ELSE holder END WHERE host = ?`
	n, r := next.UnixMilli(), int64(0)
	if !retry.IsZero() {
		r = retry.UnixMilli()
	}
	return s.exec(ctx, "give a turn", text, holder, n, n, r, r, holder, storable(host))
}
