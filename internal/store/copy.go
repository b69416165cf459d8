package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	gohash "hash"
	"slices"
	"strconv"
	"strings"

	"readout"
)

// A TableDigest says what a table holds: two tables with the same digest have the same rows,
// in whichever database they are.
type TableDigest struct {
	Name   string
	Rows   int64
	Digest string // SHA-256 of the rows in the order of their keys, hexadecimal
}

// Digests returns the digests of all tables but for the indexes of words, by name. Columns to
// leave out are given as "table.column".
func (s *Store) Digests(ctx context.Context, without ...string) ([]TableDigest, error) {
	v, err := s.View(ctx)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	tables, err := s.d.catalog(ctx, v.tx)
	if err != nil {
		return nil, s.explain("list tables", err)
	}
	var out []TableDigest
	for _, t := range tables {
		t.columns = slices.DeleteFunc(t.columns, func(c string) bool { return slices.Contains(without, t.name+"."+c) })
		slices.Sort(t.columns)
		t.key = t.columns
		d, err := digest(ctx, v.tx, t)
		if err != nil {
			return nil, s.explain("read table "+t.name, err)
		}
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b TableDigest) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// digest reads a table through.
func digest(ctx context.Context, db querier, t *catalogTable) (TableDigest, error) {
	r, err := rowsOfTable(ctx, db, t)
	if err != nil {
		return TableDigest{}, err
	}
	defer r.rows.Close()
	for {
		if row, err := r.next(); err != nil || row == nil {
			return r.sum(t), err
		}
	}
}

// Copy copies all of a record into an empty one, in either kind of database. It is one
// transaction: all of it is there in the end, or nothing. Before that the rows are counted and
// read again in the target, and must be the same. One row at a time is kept in memory. While
// it copies, progress is told of each table how many rows are done.
func Copy(ctx context.Context, from, to *Store, progress func(table string, done, of int64)) ([]TableDigest, error) {
	if to.writer == nil {
		return nil, to.readOnly()
	}
	source, err := from.View(ctx)
	if err != nil {
		return nil, err
	}
	defer source.Close()
	c := &copying{ctx: ctx, from: from, to: to, source: source.tx, progress: progress}
	if err := to.changeOnce(ctx, c.run); err != nil {
		return nil, to.explain("copy the record", err)
	}
	return c.done, nil
}

// A catalogTable is a table as its database describes it.
type catalogTable struct {
	table
	key    []string // columns of the primary key
	others []string // tables that it refers to
}

// A copying is a copy under way.
type copying struct {
	ctx      context.Context
	from, to *Store
	source   *sql.Tx
	conn     *sql.Conn
	target   *sql.Tx
	progress func(table string, done, of int64)
	tables   []*catalogTable
	done     []TableDigest
}

func (c *copying) run(conn *sql.Conn, tx *sql.Tx) error {
	c.conn, c.target = conn, tx
	loud, err := c.to.d.quiet(c.ctx, tx)
	if err != nil {
		return err
	}
	if err := c.plan(); err != nil {
		return err
	}
	if err := c.empty(); err != nil {
		return err
	}
	for _, t := range c.tables {
		if err := c.copy(t); err != nil {
			return fmt.Errorf("table %s: %w", t.name, err)
		}
	}
	if err := errors.Join(c.statementWords(), c.pageWords()); err != nil {
		return fmt.Errorf("index of words: %w", err)
	}
	for i, t := range c.tables {
		if err := c.verify(t, c.done[i]); err != nil {
			return err
		}
	}
	return errors.Join(c.to.d.countOn(c.ctx, tx, c.tables), loud())
}

// plan finds the tables of both sides, which must be the same, and puts those first that
// others refer to.
func (c *copying) plan() error {
	here, err := c.from.d.catalog(c.ctx, c.source)
	if err != nil {
		return c.from.explain("list tables", err)
	}
	there, err := c.to.d.catalog(c.ctx, c.target)
	if err != nil {
		return err
	}
	byName := make(map[string]*catalogTable)
	for _, t := range there {
		byName[t.name] = t
	}
	for _, t := range here {
		other := byName[t.name]
		if other == nil || !sameSet(t.columns, other.columns) || len(here) != len(there) {
			return &Error{Path: c.to.path, What: fmt.Sprintf("the record has other tables than %s: %s", c.from.path, t.name), Kind: readout.ErrInvalid}
		}
		if !slices.Equal(t.key, other.key) || len(t.key) == 0 { // the order must be the same on both sides
			t.key = slices.Sorted(slices.Values(t.columns))
		}
	}
	c.tables = ordered(here)
	return nil
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// ordered puts tables after those that they refer to, else by name.
func ordered(list []*catalogTable) []*catalogTable {
	slices.SortFunc(list, func(a, b *catalogTable) int { return cmp.Compare(a.name, b.name) })
	var out []*catalogTable
	placed := make(map[string]bool)
	for len(out) < len(list) {
		before := len(out)
		for _, t := range list {
			ready := !slices.ContainsFunc(t.others, func(o string) bool { return !placed[o] && o != t.name })
			if !placed[t.name] && ready {
				placed[t.name] = true
				out = append(out, t)
			}
		}
		if len(out) == before { // they refer to each other in a ring
			return list
		}
	}
	return out
}

// empty refuses a target that holds something, and takes out the rows that every record
// begins with.
func (c *copying) empty() error {
	for _, t := range c.tables {
		begins := ""
		switch t.name {
		case "parties":
			begins = " WHERE id <> 0"
		case "link_version":
			begins = " WHERE version <> ''"
		}
		n, err := count(c.ctx, c.target, t.name+begins)
		if err != nil {
			return err
		}
		if n > 0 {
			return &Error{Path: c.to.path, What: fmt.Sprintf("the record to copy into holds something (%d rows of %s)", n, t.name), Kind: readout.ErrInvalid,
				Advice: "Nothing was changed. Name a file that is not there, or an empty database."}
		}
		if begins != "" {
			if _, err := c.target.ExecContext(c.ctx, "DELETE FROM "+t.name); err != nil {
				return err
			}
		}
	}
	return nil
}

func count(ctx context.Context, db querier, from string) (n int64, err error) {
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM "+from).Scan(&n)
	return n, err
}

// rowsOfTable reads the rows of a table in the order of its key.
func rowsOfTable(ctx context.Context, db querier, t *catalogTable) (*rowReader, error) {
	rows, err := db.QueryContext(ctx, "SELECT "+quoted(t.columns)+" FROM "+t.name+" ORDER BY "+quoted(t.key))
	if err != nil {
		return nil, err
	}
	return &rowReader{rows: rows, values: make([]any, len(t.columns)), digest: sha256.New()}, nil
}

func quoted(columns []string) string { return `"` + strings.Join(columns, `", "`) + `"` }

// A rowReader reads rows one by one, counts them and makes their digest.
type rowReader struct {
	rows   *sql.Rows
	values []any
	n      int64
	digest gohash.Hash
}

// next returns the next row, or nil after the last. It is overwritten by the row after it.
func (r *rowReader) next() ([]any, error) {
	if !r.rows.Next() {
		return nil, r.rows.Err()
	}
	into := make([]any, len(r.values))
	for i := range into {
		into[i] = &r.values[i]
	}
	if err := r.rows.Scan(into...); err != nil {
		return nil, err
	}
	for i, v := range r.values {
		if s, ok := v.(string); ok { // of an older record, which may hold anything
			r.values[i] = storable(s)
		}
		r.add(r.values[i])
	}
	r.n++
	return r.values, nil
}

// add adds a value to the digest: its kind, its length and its bytes.
func (r *rowReader) add(v any) {
	var b []byte
	kind := byte('b') // texts and bytes are told apart by the column
	switch v := v.(type) {
	case nil:
		kind = 'n'
	case int64:
		kind, b = 'i', strconv.AppendInt(nil, v, 10)
	case string:
		b = []byte(v)
	case []byte:
		b = v
	default:
		kind, b = '?', fmt.Append(nil, v)
	}
	r.digest.Write(append(strconv.AppendInt([]byte{kind}, int64(len(b)), 10), ':'))
	r.digest.Write(b)
}

func (r *rowReader) sum(t *catalogTable) TableDigest {
	return TableDigest{Name: t.name, Rows: r.n, Digest: hex.EncodeToString(r.digest.Sum(nil))}
}

// tellEvery is after how many rows progress is told of.
const tellEvery = 1000

func (c *copying) copy(t *catalogTable) error {
	of, err := count(c.ctx, c.source, t.name)
	if err != nil {
		return err
	}
	r, err := rowsOfTable(c.ctx, c.source, t)
	if err != nil {
		return err
	}
	defer r.rows.Close()
	err = c.to.d.fill(c.ctx, c.conn, c.target, &t.table, func() ([]any, error) {
		row, err := r.next()
		if r.n%tellEvery == 0 || row == nil {
			c.progress(t.name, r.n, of)
		}
		return row, err
	})
	if err != nil {
		return err
	}
	c.done = append(c.done, r.sum(t))
	return nil
}

func (c *copying) verify(t *catalogTable, want TableDigest) error {
	got, err := digest(c.ctx, c.target, t)
	if err != nil {
		return err
	}
	if got != want {
		return &Error{Path: c.to.path, What: fmt.Sprintf("table %s is not what was copied: %d rows (%s), of %d (%s)", t.name, got.Rows, got.Digest, want.Rows, want.Digest),
			Advice: "Nothing was changed.", Kind: readout.ErrDamaged}
	}
	return nil
}

// statementWords makes the index of the words of statements, which cannot be read out of
// every database: from what the index was made of.
func (c *copying) statementWords() error {
	rows, err := c.source.QueryContext(c.ctx, "SELECT s.id, t.json, t.sentence FROM statements s JOIN statement_texts t ON t.id = "+textNumber+" ORDER BY s.id")
	if err != nil {
		return err
	}
	defer rows.Close()
	return c.to.d.fill(c.ctx, c.conn, c.target, &putTables().words, func() ([]any, error) {
		if !rows.Next() {
			return nil, rows.Err()
		}
		var id int64
		var data []byte
		var sentence string
		if err := rows.Scan(&id, &data, &sentence); err != nil {
			return nil, err
		}
		var st readout.Statement
		if err := json.Unmarshal(data, &st); err != nil {
			return nil, c.from.damaged("a statement's contents", err)
		}
		return []any{id, c.to.d.words(spanText(st.Content)), c.to.d.words(sentence)}, nil
	})
}

func (c *copying) pageWords() error {
	rows, err := c.source.QueryContext(c.ctx, "SELECT page, head, rest FROM articles ORDER BY page")
	if err != nil {
		return err
	}
	defer rows.Close()
	return c.to.d.fill(c.ctx, c.conn, c.target, &putTables().pageWords, func() ([]any, error) {
		if !rows.Next() {
			return nil, rows.Err()
		}
		var id int64
		var head, packed []byte
		if err := rows.Scan(&id, &head, &packed); err != nil {
			return nil, err
		}
		data, err := c.from.unpack("an article", packed)
		if err != nil {
			return nil, err
		}
		var h Head
		var r rest
		if err := errors.Join(json.Unmarshal(head, &h), json.Unmarshal(data, &r)); err != nil {
			return nil, c.from.damaged("a page's contents", err)
		}
		return []any{id, c.to.d.words(string(h.Headline)), c.to.d.words(r.Text)}, nil
	})
}
