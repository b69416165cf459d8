package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	jsonv2 "github.com/go-json-experiment/json"

	"readout"
	"readout/internal/correct"
	"readout/internal/link"
)

// Link links up to n of the pages that were written since they were last linked, or
// whose links rest on what has changed, and returns how many are left. Each call is one
// transaction. When none is left the links are those of the pages in the record, whatever
// the order in which they came and however often the work was broken off.
func (s *Store) Link(ctx context.Context, n int) (done, left int, err error) {
	return s.LinkPart(ctx, LinkPart{}, n)
}

// A LinkPart is one of so many parts of the work of linking: the pages with every Of-th lane
// from N on, see [link.Lane]. The zero value is all of it.
type LinkPart struct {
	N  int `json:"n"`
	Of int `json:"of"`
}

// LinkParts is into how many parts linking may be divided: several programs may then link at
// the same time. It is 1 where there is one writer anyway.
func (s *Store) LinkParts() int { return s.d.linkParts() }

// sharedTries is how often a part is linked beside others, which may get in its way, before all
// others wait for it.
const sharedTries = 3

// LinkPart is [Store.Link] for one part, while others may link other parts; left counts the
// pages of all of them.
func (s *Store) LinkPart(ctx context.Context, part LinkPart, n int) (done, left int, err error) {
	tries := 0
	err = s.change(ctx, "link pages", func(_ *sql.Conn, tx *sql.Tx) error {
		if tries++; tries > 1 {
			s.care.lost()
		}
		turn, err := s.d.beginLinks(ctx, tx, part.Of <= 1 || tries > sharedTries || s.care.alone())
		if err != nil {
			return err
		}
		l := newLinker(ctx, s, tx)
		l.part, l.trace = part, turn.trace
		err = l.run(n)
		l.row("SELECT count(*) FROM link_pending", nil, &left)
		if err = cmp.Or(err, l.err); err == nil && len(l.batch) > 0 {
			err = turn.end(ctx)
		}
		done = len(l.batch)
		switch {
		case turn.alone:
		case err == nil:
			s.care.won()
		case s.d.fault(err) == faultLocked:
			return errOverlap
		}
		return err
	})
	if err != nil {
		return 0, 0, err
	}
	return done, left, nil
}

func newLinker(ctx context.Context, s *Store, tx *sql.Tx) *linker {
	return &linker{s: s, ctx: ctx, tx: tx, stmts: make(map[string]*sql.Stmt), pages: make(map[int64]*linkPage), dirty: make(map[int64]bool),
		fresh: make(map[int64]bool), first: make(map[int64]bool), moved: newMoves(), crowds: make(map[string]map[itemRef]crowd),
		ready: make(map[int64]*readyText), signs: make(map[int64]link.Signature),
		near: make(map[itemRef]map[itemRef]bool), features: make(map[itemRef]map[int64]link.Feature),
		shared: map[string]map[int64][]itemRef{textKeys: {}, eventRows: {}, quoteKeys: {}},
		sides:  map[string]map[spot]*sides{textKeys: {}, eventRows: {}, quoteKeys: {}}, borne: make(map[int64][]bearer), paired: make(map[int64]bool),
		verdicts: make(map[[2]itemRef][]any), tied: make(map[itemRef]bool), checks: make(map[checkKey]string)}
}

// A linker links pages within one transaction. Its methods do nothing after the first
// error.
type linker struct {
	s     *Store
	ctx   context.Context
	tx    *sql.Tx
	stmts map[string]*sql.Stmt
	err   error

	part  LinkPart
	trace *trace // nil where nobody else may link meanwhile

	batch  []int64
	pages  map[int64]*linkPage // those looked at
	dirty  map[int64]bool      // to be linked again, as what their links rest on has changed
	fresh  map[int64]bool      // those of the batch, which are compared anew with all that they meet
	first  map[int64]bool      // those of the batch that were never linked before: there is nothing to take out
	moved  moves
	crowds map[string]map[itemRef]crowd // between whom others came, by table
	ready  map[int64]*readyText         // to be compared
	signs  map[int64]link.Signature     // those that were asked for
	told   []int64                      // pages whose stories may change
	apart  [][2]int64                   // pages that are not compared any more, and carried one text

	near     map[itemRef]map[itemRef]bool // what was asked of events, once their keys were moved
	features map[itemRef]map[int64]link.Feature
	shared   map[string]map[int64][]itemRef // and of keys, by table
	sides    map[string]map[spot]*sides
	borne    map[int64][]bearer
	verdicts map[[2]itemRef][]any // that were not written yet: two rows for two events
	tied     map[itemRef]bool     // events that are in a link, or that a person keeps apart from another

	made   madeEvents
	checks map[checkKey]string // that were not written yet
	pairs  []any               // rows of text_pairs that were not written yet
	paired map[int64]bool      // pages that are in one of them

	persons []correct.Correction // what persons say of events; nil before they are asked
}

// linkPage is a page's digest with the place its keys have.
type linkPage struct {
	link.Page
	id   int64
	rank int64
}

// itemRef is the place of an event: its page and its place in the record.
type itemRef struct {
	page int64
	n    int
}

func compareItemRefs(a, b itemRef) int {
	return cmp.Or(cmp.Compare(a.page, b.page), cmp.Compare(a.n, b.n))
}

func (l *linker) run(n int) error {
	l.checkVersion()
	l.batch = l.pending(n)
	for _, id := range l.batch {
		l.fresh[id] = true
	}
	l.delete("link_pending", l.batch) // before they are read: what is written after that stands there again
	seeds := l.index()
	l.lookAround()
	for _, id := range l.batch {
		l.texts(id)
	}
	l.writePairs()
	l.partTexts()
	l.stories()
	for _, id := range l.batch {
		seeds = append(seeds, l.compare(id)...)
		l.quotes(id)
	}
	l.writeVerdicts()
	l.writeChecks()
	l.partQuotes()
	l.writeChecks()
	l.cluster(append(seeds, l.partEvents()...))
	for _, id := range l.batch {
		delete(l.dirty, id)
	}
	var again []any
	for _, id := range slices.Sorted(maps.Keys(l.dirty)) {
		again = append(again, id)
	}
	l.insert("INSERT INTO link_pending VALUES", 1, again, "ON CONFLICT DO NOTHING")
	return l.err
}

// pending returns the first pages of the part that are to be linked.
func (l *linker) pending(n int) []int64 {
	if l.part.Of <= 1 {
		return l.numbers("SELECT page FROM link_pending ORDER BY page LIMIT ?", n)
	}
	return l.numbers("SELECT p.page FROM link_pending p LEFT JOIN articles a ON a.page = p.page WHERE coalesce(a.lane, 0) % ? = ? ORDER BY p.page LIMIT ?", l.part.Of, l.part.N, n)
}

// checkVersion has everything linked anew by a newer stage.
func (l *linker) checkVersion() {
	var version string
	l.row("SELECT version FROM link_version", nil, &version)
	if version != link.Version && l.err == nil {
		l.exec("INSERT INTO link_pending SELECT page FROM articles WHERE TRUE ON CONFLICT DO NOTHING")
		l.exec("UPDATE link_version SET version = ?", link.Version)
	}
}

// index brings what is kept of the pages of the batch up to date, and returns the events
// whose links rest on what it was before.
func (l *linker) index() []itemRef {
	l.readPages(l.batch)
	var changes []change
	var rows []any
	var seeds []itemRef
	for _, id := range l.batch {
		old := l.pages[id]
		c := change{now: l.digest(id)}
		if l.err != nil {
			return nil
		}
		if old != nil {
			c.was = old.Page
			seeds = append(seeds, l.forget(id)...)
		}
		changes = append(changes, c)
		p := c.now
		l.pages[id], l.signs[id], l.first[id] = p, p.Signature(), old == nil
		l.trace.writePages(inDigests, id)
		data, err := json.Marshal(p.Page)
		l.fail(err)
		rows = append(rows, id, indexable(p.Series), p.Number, string(p.Published.Earliest), string(p.Published.Latest), l.s.pack(data), []byte(l.signs[id]))
	}
	l.insert("INSERT INTO link_pages (page, series, number, earliest, latest, digest, signature) VALUES", 7, rows,
		`ON CONFLICT (page) DO UPDATE SET series = excluded.series, number = excluded.number, earliest = excluded.earliest, latest = excluded.latest,
		digest = excluded.digest, signature = excluded.signature`)
	l.moveKeys(changes)
	return seeds
}

// digest makes of the record of a page what linking needs to know of it.
func (l *linker) digest(id int64) *linkPage {
	rec := l.record(id)
	if l.err != nil {
		return nil
	}
	says, err := overrideFrom(l.ctx, l.tx, id, l.s)
	l.fail(err)
	own := rec.Article.Published
	if says != nil {
		link.Redate(&rec, readout.Interval{Earliest: says.Earliest, Latest: says.Latest, Basis: link.FromPerson})
	}
	p := &linkPage{Page: link.PageOf(&rec), id: id, rank: rank(rec.Page.ID)}
	p.Own = own
	return p
}

// rank is the place of a page among those with the same key: by its hash, so that it does
// not depend on what else is there.
func rank(id readout.PageID) int64 {
	hash := string(id)
	if len(hash) > len("sha256:")+15 {
		hash = hash[len("sha256:"):][:15]
	}
	n, err := strconv.ParseInt(hash, 16, 64)
	if err != nil {
		return 0
	}
	return n
}

// before reports whether a page is of this batch and was compared with all that it meets
// before another: what two pages of a batch have to do with each other is looked at once.
func (l *linker) before(page, other int64) bool { return l.fresh[page] && page < other }

// forget takes out what was found of a page, and returns the events that the verdicts on it
// were about.
func (l *linker) forget(id int64) []itemRef {
	carriers := l.numbers("SELECT other FROM text_pairs WHERE page = ?", id)
	l.told = append(l.told, carriers...)
	l.forgotten(id, carriers)
	l.exec("DELETE FROM text_pairs WHERE other = ?", id)
	l.exec("DELETE FROM text_pairs WHERE page = ?", id)
	l.exec("DELETE FROM link_checks WHERE page = ?", id)
	l.exec("DELETE FROM link_checks WHERE other = ?", id)
	seeds := l.refs("SELECT other, other_n FROM event_verdicts WHERE page = ? AND same = 1", id)
	seeds = append(seeds, l.refs("SELECT page, n FROM linked_members WHERE page = ?", id)...)
	l.exec("DELETE FROM event_verdicts WHERE (page, n, other, other_n) IN (SELECT other, other_n, page, n FROM event_verdicts WHERE page = ?)", id)
	l.exec("DELETE FROM event_verdicts WHERE page = ?", id)
	return seeds
}

// forgotten notes of which pages something is taken out with what was found of one.
func (l *linker) forgotten(id int64, carriers []int64) {
	if l.trace == nil {
		return
	}
	l.trace.readPages(inTexts, id)
	l.trace.writePages(inTexts, append(carriers, id)...)
	l.trace.readPages(inEvents, id)
	l.trace.writePages(inEvents, append(l.numbers("SELECT DISTINCT other FROM event_verdicts WHERE page = ?", id), id)...)
	l.trace.readPages(inChecks, id)
	l.trace.writePages(inChecks, append(l.numbers("SELECT DISTINCT page FROM link_checks WHERE other = ?", id), id)...)
}

// page returns a page that was indexed, or nil.
func (l *linker) page(id int64) *linkPage {
	if _, ok := l.pages[id]; !ok {
		l.readPages([]int64{id})
	}
	return l.pages[id]
}

// readPages has pages ready: those that were not indexed are nil.
func (l *linker) readPages(ids []int64) {
	missing := slices.DeleteFunc(distinct(slices.Clone(ids)), func(id int64) bool { _, ok := l.pages[id]; return ok })
	for _, id := range missing {
		l.pages[id] = nil
	}
	l.trace.readPages(inDigests, missing...)
	l.among("SELECT page, digest, signature FROM link_pages WHERE page", missing, func(scan func(...any) error) error {
		var id int64
		var packed, signature []byte
		if err := scan(&id, &packed, &signature); err != nil {
			return err
		}
		data, err := l.s.unpack("links of a page", packed)
		if err != nil {
			return err
		}
		p := &linkPage{id: id}
		if err := jsonv2.Unmarshal(data, &p.Page); err != nil {
			return err
		}
		p.rank = rank(p.ID)
		p.SetSignature(signature)
		l.pages[id] = p
		return nil
	})
}

func (l *linker) item(r itemRef) *link.Item {
	p := l.page(r.page)
	if p == nil || r.n >= len(p.Items) {
		return nil
	}
	return &p.Items[r.n]
}

func (l *linker) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

func (l *linker) stmt(text string) *sql.Stmt {
	if st, ok := l.stmts[text]; ok || l.err != nil {
		return st
	}
	st, err := l.tx.PrepareContext(l.ctx, text)
	l.fail(err)
	l.stmts[text] = st
	return st
}

func (l *linker) exec(text string, args ...any) {
	if st := l.stmt(text); l.err == nil {
		_, err := st.ExecContext(l.ctx, args...)
		l.fail(err)
	}
}

// row reads one row and reports whether there is one.
func (l *linker) row(text string, args []any, into ...any) bool {
	st := l.stmt(text)
	if l.err != nil {
		return false
	}
	err := st.QueryRowContext(l.ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false
	}
	l.fail(err)
	return err == nil
}

// query reads all rows before it returns: the transaction has one connection.
func (l *linker) query(text string, args []any, each func(scan func(...any) error) error) {
	st := l.stmt(text)
	if l.err != nil {
		return
	}
	rows, err := st.QueryContext(l.ctx, args...)
	if err != nil {
		l.fail(err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			l.fail(err)
			return
		}
	}
	l.fail(rows.Err())
}

func (l *linker) numbers(text string, args ...any) []int64 {
	var out []int64
	l.query(text, args, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		out = append(out, n)
		return err
	})
	return out
}

func (l *linker) refs(text string, args ...any) []itemRef {
	var out []itemRef
	l.query(text, args, func(scan func(...any) error) error {
		var r itemRef
		err := scan(&r.page, &r.n)
		out = append(out, r)
		return err
	})
	return out
}

// record reads the record of a page within the transaction.
func (l *linker) record(id int64) readout.Record {
	if l.err != nil {
		return readout.Record{}
	}
	rec, err := l.s.recordFrom(l.ctx, l.tx, id)
	l.fail(err)
	if l.err != nil {
		l.err = fmt.Errorf("page %d: %w", id, l.err)
	}
	return rec
}
