package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout/internal/queue"
)

// jobs is a queue in a table of the record.
type jobs struct {
	s      *Store
	policy queue.Policy
}

// Jobs returns the queue that the record has of its own. Closing it does not close the
// record.
func (s *Store) Jobs(p queue.Policy) queue.Queue { return &jobs{s: s, policy: p.Filled()} }

// A holder marks who holds a job: it is ours only as long as nobody else has taken it.
type holder string

// now is the time of this machine: the clocks of those who share a queue need to agree to
// within a small part of a lease.
func now() int64 { return time.Now().UnixMilli() }

// jobsAtOnce is how many jobs one statement puts.
const jobsAtOnce = 64

func (q *jobs) Put(ctx context.Context, list ...queue.Job) (added int, err error) {
	for i := range list {
		if err := list[i].Check(); err != nil {
			return 0, err
		}
	}
	at := now()
	err = q.s.change(ctx, "put jobs", func(_ *sql.Conn, tx *sql.Tx) error {
		added = 0
		for some := range slices.Chunk(list, jobsAtOnce) {
			var args []any
			for _, j := range some {
				args = append(args, j.ID, string(j.Kind), notNil(j.Body), at, at)
			}
			res, err := tx.ExecContext(ctx, "INSERT INTO jobs (id, dead, kind, body, put, due, tries, holder, reason) VALUES "+
				strings.TrimSuffix(strings.Repeat("(?, 0, ?, ?, ?, ?, 0, '', ''), ", len(some)), ", ")+" ON CONFLICT (id, dead) DO NOTHING", args...)
			if err != nil {
				return err
			}
			n, err := res.RowsAffected()
			if err != nil {
				return err
			}
			added += int(n)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func (q *jobs) Take(ctx context.Context, kind queue.Kind, n int) ([]queue.Held, error) {
	var held, lost []queue.Held
	me := holder(rand.Text())
	err := q.s.change(ctx, "take jobs", func(_ *sql.Conn, tx *sql.Tx) error {
		held = nil
		text := `WITH ready (job) AS MATERIALIZED (
			SELECT id FROM jobs WHERE kind = ? AND dead = 0 AND due <= ? ORDER BY due, id LIMIT ?` + q.s.d.lockJobs() + `)
			UPDATE jobs SET holder = ?, due = ?, tries = tries + 1 FROM ready WHERE id = job AND dead = 0 RETURNING id, body, tries, put`
		at := now()
		rows, err := tx.QueryContext(ctx, text, string(kind), at, n, string(me), at+q.policy.Lease.Milliseconds())
		if err != nil {
			return err
		}
		defer rows.Close()
		put := make(map[string]int64)
		for rows.Next() {
			h := queue.Held{Job: queue.Job{Kind: kind}, Ours: me}
			var when int64
			if err := rows.Scan(&h.ID, &h.Body, &h.Try, &when); err != nil {
				return err
			}
			put[h.ID] = when
			held = append(held, h)
		}
		slices.SortFunc(held, func(a, b queue.Held) int { return cmp.Or(cmp.Compare(put[a.ID], put[b.ID]), cmp.Compare(a.ID, b.ID)) })
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	held = slices.DeleteFunc(held, func(h queue.Held) bool {
		if h.Try > q.policy.Tries {
			lost = append(lost, h)
		}
		return h.Try > q.policy.Tries
	})
	if len(lost) > 0 {
		err = q.Bury(ctx, queue.Lost, lost...)
	}
	return held, err
}

// each carries out a statement for each job that is still ours; args go before its id.
func (q *jobs) each(ctx context.Context, what, text string, held []queue.Held, args ...any) error {
	if len(held) == 0 {
		return nil
	}
	return q.s.change(ctx, what, func(_ *sql.Conn, tx *sql.Tx) error {
		st, err := tx.PrepareContext(ctx, text+" WHERE dead = 0 AND id = ? AND holder = ?")
		if err != nil {
			return err
		}
		defer st.Close()
		for _, h := range held {
			if _, err := st.ExecContext(ctx, append(slices.Clip(args), h.ID, string(h.Ours.(holder)))...); err != nil {
				return err
			}
		}
		return nil
	})
}

func (q *jobs) Ack(ctx context.Context, held ...queue.Held) error {
	return q.each(ctx, "acknowledge jobs", "DELETE FROM jobs", held)
}

func (q *jobs) Extend(ctx context.Context, held ...queue.Held) error {
	return q.each(ctx, "hold jobs", "UPDATE jobs SET due = ?", held, now()+q.policy.Lease.Milliseconds())
}

func (q *jobs) Nak(ctx context.Context, reason string, held ...queue.Held) error {
	if reason == "" {
		return q.each(ctx, "hand back jobs", "UPDATE jobs SET holder = '', tries = tries - 1, due = ?", held, now())
	}
	for _, h := range held {
		after, more := q.policy.After(h.Try)
		var err error
		if more {
			err = q.each(ctx, "hand back jobs", "UPDATE jobs SET holder = '', due = ?", []queue.Held{h}, now()+after.Milliseconds())
		} else {
			err = q.Bury(ctx, reason, h)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (q *jobs) Bury(ctx context.Context, reason string, held ...queue.Held) error {
	return q.s.change(ctx, "give up jobs", func(_ *sql.Conn, tx *sql.Tx) error {
		for _, h := range held {
			const there = "(SELECT 1 FROM jobs j WHERE j.id = ? AND j.dead = 0 AND j.holder = ?)"
			if _, err := tx.ExecContext(ctx, "DELETE FROM jobs WHERE id = ? AND dead = 1 AND EXISTS "+there, h.ID, h.ID, string(h.Ours.(holder))); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, "UPDATE jobs SET dead = 1, holder = '', put = ?, reason = ? WHERE id = ? AND dead = 0 AND holder = ?",
				now(), strings.Join(strings.Fields(reason), " "), h.ID, string(h.Ours.(holder)))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (q *jobs) Stats(ctx context.Context) ([]queue.Stat, error) {
	type row struct {
		kind          queue.Kind
		dead, n, held int
		oldest        int64
	}
	at := now()
	rows, err := rowsOf(ctx, q.s, "count jobs",
		"SELECT kind, dead, count(*), sum(CASE WHEN holder <> '' AND due > ? THEN 1 ELSE 0 END), min(put) FROM jobs GROUP BY kind, dead", []any{at},
		func(r *row) []any { return []any{&r.kind, &r.dead, &r.n, &r.held, &r.oldest} })
	if err != nil {
		return nil, err
	}
	var out []queue.Stat
	for _, kind := range queue.Kinds() {
		s := queue.Stat{Kind: kind}
		for _, r := range rows {
			switch {
			case r.kind != kind:
			case r.dead == 1:
				s.Dead = r.n
			default:
				s.Held, s.Ready = r.held, r.n-r.held
				s.Oldest = time.Duration(max(at-r.oldest, 0)) * time.Millisecond
			}
		}
		if s.Ready+s.Held+s.Dead > 0 {
			out = append(out, s)
		}
	}
	return out, nil
}

func (q *jobs) Dead(ctx context.Context, n int) ([]queue.Dead, error) {
	type row struct {
		queue.Dead
		put int64
	}
	rows, err := rowsOf(ctx, q.s, "list jobs", "SELECT id, kind, body, tries, reason, put FROM jobs WHERE dead = 1 ORDER BY put, id LIMIT ?", []any{n},
		func(r *row) []any { return []any{&r.ID, &r.Kind, &r.Body, &r.Tries, &r.Reason, &r.put} })
	var out []queue.Dead
	for _, r := range rows {
		r.At = time.UnixMilli(r.put).UTC()
		out = append(out, r.Dead)
	}
	return out, err
}

func (q *jobs) Replay(ctx context.Context) (n int, err error) {
	err = q.s.change(ctx, "replay jobs", func(_ *sql.Conn, tx *sql.Tx) error {
		const text = `INSERT INTO jobs (id, dead, kind, body, put, due, tries, holder, reason)
			SELECT id, 0, kind, body, CAST(? AS BIGINT), CAST(? AS BIGINT), 0, '', '' FROM jobs WHERE dead = 1 ON CONFLICT (id, dead) DO NOTHING`
		if _, err := tx.ExecContext(ctx, text, now(), now()); err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, "DELETE FROM jobs WHERE dead = 1")
		if err != nil {
			return err
		}
		gone, err := res.RowsAffected()
		n = int(gone)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("replay: %w", err)
	}
	return n, nil
}

// Close does nothing: the queue is part of the record.
func (q *jobs) Close() error { return nil }
