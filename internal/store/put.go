package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout"
)

// An Outcome is what became of an entry.
type Outcome int

// The outcomes of Put.
const (
	Added    Outcome = iota // the page is new, or is read for the first time
	Replaced                // it was read before, by older stages
	Kept                    // it is there already; where it came from is noted
)

// Put adds entries to the record, all of them or, where it returns an error, none. A
// page that is there already is read anew only where the entry's stages are newer.
func (s *Store) Put(ctx context.Context, entries ...*Entry) ([]Outcome, error) {
	if s.writer == nil {
		return nil, s.readOnly()
	}
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return nil, s.explain("begin", err)
	}
	defer tx.Rollback()
	w := s.write.in(ctx, tx)
	outcomes := make([]Outcome, len(entries))
	for i, e := range entries {
		if outcomes[i], err = w.put(e); err != nil {
			return nil, s.explain(fmt.Sprintf("write page %s", e.page.ID), err)
		}
	}
	if err := w.flush(); err != nil {
		return nil, s.explain("write the index", err)
	}
	if err := tx.Commit(); err != nil {
		return nil, s.explain("commit", err)
	}
	return outcomes, nil
}

// A writer writes within one transaction. Its methods do nothing after the first error.
type writer struct {
	ctx context.Context
	st  *writeStatements
	tx  *sql.Tx
	err error

	words []indexRow
}

// An indexRow is what the index of words gets of a statement.
type indexRow struct {
	id    int64
	words *[2]string
}

func (w *writer) exec(of *sql.Stmt, args ...any) sql.Result {
	if w.err != nil {
		return nil
	}
	var res sql.Result
	res, w.err = w.tx.StmtContext(w.ctx, of).ExecContext(w.ctx, args...)
	return res
}

// insert is exec for a row whose number is wanted.
func (w *writer) insert(of *sql.Stmt, args ...any) int64 {
	res := w.exec(of, args...)
	if w.err != nil {
		return 0
	}
	var id int64
	id, w.err = res.LastInsertId()
	return id
}

func (w *writer) put(e *Entry) (Outcome, error) {
	id, stages, err := w.find(e.hash)
	outcome := Kept
	switch {
	case err != nil:
		return 0, err
	case id == 0 && e.known:
		return 0, fmt.Errorf("page sha256:%s: %w", e.hash, readout.ErrNotFound)
	case id == 0:
		outcome = Added
		id = w.insert(w.st.page, e.hash, e.head, e.schema, stageText(e.stages), e.failed, e.given)
		w.exec(w.st.bytes, id, e.bytes)
		if e.unread {
			break
		}
		w.contents(id, e)
		w.exec(w.st.pending, id)
	case !e.known && !e.unread && (e.again || supersedes(e.stages, stages)):
		if outcome = Replaced; len(stages) == 0 { // its bytes were kept, and nothing has read it
			outcome = Added
		}
		w.clear(id)
		w.exec(w.st.update, e.head, e.schema, stageText(e.stages), e.failed, id)
		w.contents(id, e)
		w.exec(w.st.pending, id)
	}
	w.exec(w.st.source, id, string(e.page.Path), string(e.page.URL), string(e.page.ID), string(e.page.Captured))
	return outcome, w.err
}

func (w *writer) find(hash string) (id int64, stages map[string]string, err error) {
	var text string
	err = w.tx.StmtContext(w.ctx, w.st.find).QueryRowContext(w.ctx, hash).Scan(&id, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), &stages)
	}
	return id, stages, err
}

// clear takes out what was read from a page; the page and its places stay.
func (w *writer) clear(page int64) {
	for _, st := range w.st.clear {
		w.exec(st, page)
	}
}

func (w *writer) contents(page int64, e *Entry) {
	a := &e.article
	w.exec(w.st.article, page, a.headline, a.publisher, a.language, string(a.published.Earliest), string(a.published.Latest), a.head, a.rest)
	w.exec(w.st.pageWords, page, a.words[0], a.words[1])
	for n := range e.said {
		w.statement(page, n, &e.said[n])
	}
	for n, ev := range e.events {
		w.exec(w.st.event, page, n, ev.event.ID, ev.event.Kind, string(ev.event.Class), ev.event.Status,
			string(ev.event.Date.Earliest), string(ev.event.Date.Latest), ev.json)
	}
	for n, p := range e.problems {
		w.exec(w.st.problem, page, n, p.Stage, p.Kind, p.Message)
	}
}

func (w *writer) statement(page int64, n int, r *statementRow) {
	id := statementID(r.said.Earliest, page, n)
	w.exec(w.st.statement, id, page, n, r.kind, r.level, r.setting, r.act, w.party(r.speaker), w.party(r.addressee),
		string(r.said.Earliest), string(r.said.Latest), string(r.said.Basis))
	w.exec(w.st.text, textID(page, n), r.name, r.start, r.sentence, r.json)
	for _, issue := range r.issues {
		w.exec(w.st.issue, issue, id)
	}
	w.words = append(w.words, indexRow{id, &r.words})
}

// flush writes the index of words. Its rows must come in the order of their numbers: for
// each one that does not, the index is written to the disk in between.
func (w *writer) flush() error {
	slices.SortFunc(w.words, func(a, b indexRow) int { return cmp.Compare(a.id, b.id) })
	for _, r := range w.words {
		w.exec(w.st.words, r.id, r.words[0], r.words[1])
	}
	return w.err
}

// The parts of a statement's number, in bits: the day, the page, the place in the page.
const (
	dayBits   = 17 // 1800 to 2158; days outside count as the nearest
	pageBits  = 29
	placeBits = 63 - dayBits - pageBits
)

// statementID numbers a statement so that a higher number is shown before a lower one.
func statementID(day readout.Day, page int64, n int) int64 {
	return firstID(day) | page<<placeBits | int64(1<<placeBits-1-n)
}

// textID numbers a statement's words in the order of pages.
func textID(page int64, n int) int64 { return page<<placeBits | int64(n) }

// textNumber is textID in SQL, for a statement called s.
const textNumber = "(s.page << 17 | s.n)"

// firstID is the lowest number that a statement of a day can have; days that are not
// known are before all others.
func firstID(day readout.Day) int64 {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return 0
	}
	days := int64(t.Sub(time.Date(1800, 1, 1, 0, 0, 0, 0, time.UTC)).Hours()/24) + 1
	return min(max(days, 1), 1<<dayBits-1) << (pageBits + placeBits)
}

// party returns the number of a party, 0 for nobody.
func (w *writer) party(p partyRow) int64 {
	if p == (partyRow{}) || w.err != nil {
		return 0
	}
	find := w.tx.StmtContext(w.ctx, w.st.findParty)
	var id int64
	err := find.QueryRowContext(w.ctx, p.actor, p.side, p.names).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return w.insert(w.st.party, p.actor, p.side, p.names)
	}
	w.err = err
	return id
}

func stageText(stages map[string]string) string {
	b, _ := json.Marshal(stages) // a map of strings; its keys come out in order
	return string(b)
}

// supersedes reports whether what the stages of fresh make is to replace what those of
// old made: they differ, and none of them is older.
func supersedes(fresh, old map[string]string) bool {
	differs := len(fresh) != len(old)
	for name, was := range old {
		now, ok := fresh[name]
		if !ok || older(now, was) {
			return false
		}
		differs = differs || now != was
	}
	return differs
}

// older compares versions such as "article/2" and "actor/1+8f3a" by their numbers.
func older(now, was string) bool {
	a, okA := number(now)
	b, okB := number(was)
	return okA && okB && a < b
}

func number(version string) (int, bool) {
	_, digits, _ := strings.Cut(version, "/")
	digits, _, _ = strings.Cut(digits, "+")
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// writeStatements are the prepared statements of a writer.
type writeStatements struct {
	all                                                   []*sql.Stmt
	find, page, update, bytes, source, article, pageWords *sql.Stmt
	statement, text, words, issue, findParty, party       *sql.Stmt
	event, problem, pending                               *sql.Stmt
	clear                                                 []*sql.Stmt
}

func (st *writeStatements) in(ctx context.Context, tx *sql.Tx) *writer {
	return &writer{ctx: ctx, st: st, tx: tx}
}

func (st *writeStatements) close() {
	for _, s := range st.all {
		_ = s.Close() // closing the connection follows, and tells
	}
}

func prepareWrites(ctx context.Context, db *sql.DB) (*writeStatements, error) {
	st := &writeStatements{}
	var failed error
	prepare := func(text string) *sql.Stmt {
		s, err := db.PrepareContext(ctx, text)
		if err != nil {
			failed = errors.Join(failed, err)
			return nil
		}
		st.all = append(st.all, s)
		return s
	}
	st.find = prepare("SELECT id, stages FROM pages WHERE hash = ?")
	st.page = prepare("INSERT INTO pages (hash, head, schema, stages, failed, given) VALUES (?, ?, ?, ?, ?, ?)")
	st.update = prepare("UPDATE pages SET head = ?, schema = ?, stages = ?, failed = ? WHERE id = ?")
	st.bytes = prepare("INSERT INTO page_bytes (page, zstd) VALUES (?, ?)")
	st.source = prepare("INSERT OR IGNORE INTO page_sources (page, path, url, name, captured) VALUES (?, ?, ?, ?, ?)")
	st.article = prepare("INSERT INTO articles (page, headline, publisher, language, earliest, latest, head, rest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
	st.pageWords = prepare("INSERT INTO page_words (rowid, headline, body) VALUES (?, ?, ?)")
	st.statement = prepare(`INSERT INTO statements (id, page, n, kind, level, setting, act, speaker, addressee, earliest, latest, basis)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	st.text = prepare("INSERT INTO statement_texts (id, name, start, sentence, json) VALUES (?, ?, ?, ?, ?)")
	st.words = prepare("INSERT INTO statement_words (rowid, said, sentence) VALUES (?, ?, ?)")
	st.issue = prepare("INSERT OR IGNORE INTO statement_issues (issue, statement) VALUES (?, ?)")
	st.findParty = prepare("SELECT id FROM parties WHERE actor = ? AND side = ? AND names = ?")
	st.party = prepare("INSERT INTO parties (actor, side, names) VALUES (?, ?, ?)")
	st.event = prepare("INSERT INTO events (page, n, name, kind, class, status, earliest, latest, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
	st.problem = prepare("INSERT INTO problems (page, n, stage, kind, message) VALUES (?, ?, ?, ?, ?)")
	st.pending = prepare("INSERT OR IGNORE INTO link_pending (page) VALUES (?)")
	for _, text := range []string{
		"DELETE FROM statement_words WHERE rowid IN (SELECT id FROM statements WHERE page = ?)",
		"DELETE FROM page_words WHERE rowid = ?",
		"DELETE FROM statement_texts WHERE id IN (SELECT " + textNumber + " FROM statements s WHERE s.page = ?)",
		"DELETE FROM statements WHERE page = ?", // their issues go with them
		"DELETE FROM articles WHERE page = ?",
		"DELETE FROM events WHERE page = ?",
		"DELETE FROM problems WHERE page = ?",
	} {
		st.clear = append(st.clear, prepare(text))
	}
	if failed != nil {
		st.close()
		return nil, failed
	}
	return st, nil
}
