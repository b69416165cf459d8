package store

import (
	"context"
	"database/sql"
)

// postgresLinkParts is into how many parts linking is divided: more than there will be workers
// with nothing else to do, as what many pages tell of falls into one.
const postgresLinkParts = 16

func (*postgresDialect) linkParts() int { return postgresLinkParts }

// Modes of locks on the table of commits, see
// https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES. A turn beside
// others goes with turns like itself, a turn alone with none; and of the turns beside others one
// at a time ends. Locks of tables are taken before a transaction sees the record, those that
// functions take are not.
const (
	lockBeside = "ROW SHARE"
	lockEnd    = "SHARE ROW EXCLUSIVE"
	lockAlone  = "EXCLUSIVE"
)

// rowPatience is how long a turn beside others waits for a row, in milliseconds: whoever writes it
// at the same time gets in the way in any case.
const rowPatience = "100"

// beginLinks waits as long as it takes: linking goes on in small steps. A turn alone begins when
// all others have ended; one beside others sees the record as it is now until it ends.
func (d *postgresDialect) beginLinks(ctx context.Context, tx *sql.Tx, alone bool) (*linkTurn, error) {
	isolation, mode, patience := "REPEATABLE READ", lockBeside, rowPatience
	if alone {
		isolation, mode, patience = "READ COMMITTED", lockAlone, "0"
	}
	for _, text := range []string{"SET TRANSACTION ISOLATION LEVEL " + isolation, "SET LOCAL lock_timeout = 0",
		"LOCK TABLE link_commits IN " + mode + " MODE", "SET LOCAL lock_timeout = " + patience} {
		if _, err := tx.ExecContext(ctx, text); err != nil {
			return nil, err
		}
	}
	t := &linkTurn{s: d.s, tx: tx, alone: alone, trace: newTrace()}
	return t, tx.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM link_commits").Scan(&t.seen)
}

func (*postgresDialect) waitLinks(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "SET LOCAL lock_timeout = 0"); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "LOCK TABLE link_commits IN "+lockEnd+" MODE")
	return err
}
