package store

import (
	"context"
	"database/sql"
)

// postgresLinkParts is into how many parts linking is divided: more than there will be workers
// with nothing else to do, as what many pages tell of falls into one.
const postgresLinkParts = 16

func (*postgresDialect) linkParts() int { return postgresLinkParts }

// beginLinks waits as long as it takes: linking goes on in small steps. A turn alone begins when
// all others have ended; one beside others sees the record as it is now until it ends.
func (d *postgresDialect) beginLinks(ctx context.Context, tx *sql.Tx, alone bool) (*linkTurn, error) {
	t := &linkTurn{s: d.s, tx: tx, alone: alone, trace: newTrace()}
	if !alone {
		if _, err := tx.ExecContext(ctx, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"); err != nil {
			return nil, err
		}
	}
	if _, err := tx.ExecContext(ctx, "SET LOCAL lock_timeout = 0"); err != nil {
		return nil, err
	}
	if alone {
		if err := d.waitLinks(ctx, tx); err != nil {
			return nil, err
		}
	}
	return t, tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM link_commits").Scan(&t.seen)
}

func (*postgresDialect) waitLinks(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "LOCK TABLE link_commits IN EXCLUSIVE MODE")
	return err
}
