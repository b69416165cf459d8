package store

import (
	"context"
	"database/sql"
	"sync"
)

// A linkTurn is a transaction's turn to link, from its beginning to right before it commits.
type linkTurn struct {
	s     *Store
	tx    *sql.Tx
	alone bool   // no other that links commits meanwhile
	seen  int64  // the last commit that the transaction sees
	trace *trace // nil where there is one writer at a time
}

// keptCommits is for how many commits those who link can look back: whoever takes longer begins
// again.
const keptCommits = 128

// end looks whether others got in the way, and tells them what was written.
func (t *linkTurn) end(ctx context.Context) error {
	if t.trace == nil {
		return nil
	}
	last := t.seen
	if !t.alone {
		if err := t.s.d.waitLinks(ctx, t.tx); err != nil {
			return err
		}
		var err error
		if last, err = t.look(ctx); err != nil {
			return err
		}
	}
	if _, err := t.tx.ExecContext(ctx, "INSERT INTO link_commits (seq, writes) VALUES (?, ?)", last+1, t.trace.writes()); err != nil {
		return err
	}
	_, err := t.tx.ExecContext(ctx, "DELETE FROM link_commits WHERE seq = ?", last+1-keptCommits)
	return err
}

// look returns the number of the last commit, or errOverlap. The transaction does not see the
// commits since it began; another connection does.
func (t *linkTurn) look(ctx context.Context) (last int64, err error) {
	last = t.seen
	rows, err := t.s.reader.QueryContext(ctx, "SELECT seq, writes FROM link_commits WHERE seq > ? ORDER BY seq", t.seen)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var seq int64
		var writes []byte
		if err := rows.Scan(&seq, &writes); err != nil {
			return 0, err
		}
		if seq != last+1 || t.trace.meets(writes) {
			return 0, errOverlap
		}
		last = seq
	}
	return last, rows.Err()
}

// A caution keeps those who link from trying in vain to do it at the same time: after each
// time that others got in the way twice as many turns are taken alone.
type caution struct {
	mu          sync.Mutex
	turns, last int
}

// mostCautious bounds how many turns are taken alone.
const mostCautious = 33

// alone reports whether a turn is to be taken alone.
func (c *caution) alone() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.turns == 0 {
		return false
	}
	c.turns--
	return true
}

// lost notes that others got in the way.
func (c *caution) lost() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = min(2*c.last+1, mostCautious)
	c.turns = c.last - 1
}

// won notes that nobody did.
func (c *caution) won() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last /= 2
}
