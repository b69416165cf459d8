package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
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
	Added      Outcome = iota // the page is new, or is read for the first time
	Replaced                  // it was read before, by older stages
	Kept                      // it is there already; where it came from is noted
	Unresolved                // an archive names it by its digest, and it is not there: its place waits for it
)

// Put adds entries to the record, all of them or, where it returns an error, none. A
// page that is there already is read anew only where the entry's stages are newer. Several
// programs may put at the same time, the same pages too.
func (s *Store) Put(ctx context.Context, entries ...*Entry) (outcomes []Outcome, err error) {
	if s.writer != nil {
		if err := s.d.prepare(ctx); err != nil {
			return nil, s.explain("write pages", err)
		}
	}
	err = s.change(ctx, "write pages", func(conn *sql.Conn, tx *sql.Tx) error {
		w := &writer{ctx: ctx, s: s, tx: tx, out: s.d.output(ctx, conn, tx)}
		outcomes, err = w.put(entries)
		return err
	})
	if err != nil {
		return nil, err
	}
	return outcomes, s.comeMeanwhile(ctx, entries)
}

// A table is one that Put writes rows into.
type table struct {
	name    string
	columns []string
}

func columns(names string) []string { return strings.Split(names, " ") }

// tables are the tables that Put writes.
type tables struct {
	pages, bytes, articles, pageWords, statements, texts, words, issues, events, problems table
}

func putTables() *tables {
	return &tables{
		pages:      table{"pages", columns("id hash head schema stages failed given")},
		bytes:      table{"page_bytes", columns("page zstd")},
		articles:   table{"articles", columns("page headline publisher language earliest latest head rest lane")},
		pageWords:  table{"page_words", columns("rowid headline body")},
		statements: table{"statements", columns("id page n kind level setting act speaker addressee earliest latest basis")},
		texts:      table{"statement_texts", columns("id name start sentence json")},
		words:      table{"statement_words", columns("rowid said sentence")},
		issues:     table{"statement_issues", columns("issue statement")},
		events:     table{"events", columns("page n name kind class status earliest latest json")},
		problems:   table{"problems", columns("page n stage kind message")},
	}
}

// all returns the tables in an order in which a row may refer to one of a table before.
func (t *tables) all() []*table {
	return []*table{&t.pages, &t.bytes, &t.articles, &t.pageWords, &t.statements, &t.texts, &t.words, &t.issues, &t.events, &t.problems}
}

// A writer writes entries within one transaction.
type writer struct {
	ctx context.Context
	s   *Store
	tx  *sql.Tx
	out output

	tables  *tables
	parties map[partyRow]int64
	words   []indexRow
	awaited map[string]bool // digests for which places wait, which may have come
}

// An indexRow is what the index of words gets of a statement.
type indexRow struct {
	id    int64
	words *[2]string
}

// A step is what is to be done with an entry.
type step struct {
	entry   *Entry
	of      *known // the page, nil where it is none
	page    int64
	dropped bool // a new page that is not kept: see place
	outcome Outcome
	edition *edition // the version that a new page is, or that one is that is not kept
	first   bool     // a page is Replaced of which only the bytes were kept
}

func (w *writer) put(entries []*Entry) ([]Outcome, error) {
	steps, err := w.plan(entries)
	if err != nil {
		return nil, err
	}
	if w.parties, err = w.s.d.parties(w.ctx, w.tx, partiesOf(steps)); err != nil {
		return nil, err
	}
	w.tables = putTables()
	outcomes := make([]Outcome, len(steps))
	w.pages(steps)
	for i, st := range steps {
		w.entry(st)
		if outcomes[i] = st.outcome; st.first {
			outcomes[i] = Added
		}
	}
	w.flush()
	w.notes(steps)
	return outcomes, w.out.flush()
}

// pages writes the rows of new pages. Others may write them at the same time: everyone in the
// same order, so that no two wait for each other.
func (w *writer) pages(steps []step) {
	for _, st := range slices.SortedStableFunc(slices.Values(steps), func(a, b step) int { return cmp.Compare(a.entry.hash, b.entry.hash) }) {
		if e := st.entry; st.outcome == Added {
			w.out.row(&w.tables.pages, st.page, e.hash, e.head, e.schema, stageText(e.stages), number01(e.failed), e.given)
		}
	}
}

// notes writes where pages came from, and that they are to be linked; in an order for the same
// reason.
func (w *writer) notes(steps []step) {
	for _, st := range slices.SortedStableFunc(slices.Values(steps), func(a, b step) int { return cmp.Compare(a.page, b.page) }) {
		if st.outcome == Unresolved {
			w.await(st.entry)
			continue
		}
		if st.outcome != Kept && !st.entry.unread {
			w.out.note(notePending, st.page)
		}
		if st.entry.reached != nil {
			w.reached(st.entry)
			continue
		}
		if st.entry.payload != "" && !st.entry.revisit && st.page != 0 {
			w.out.note(notePayload, st.entry.payload, st.page)
		}
		if st.dropped {
			continue
		}
		from := &st.entry.page
		w.out.note(noteSource, st.page, storable(string(from.Path)), storable(string(from.URL)), storable(string(from.ID)), string(from.Captured))
	}
	w.come()
}

// A known is a page of a batch: one that is there, or will be.
type known struct {
	id     int64
	stages map[string]string
}

// plan looks what is there of the pages, and says what becomes of each entry.
func (w *writer) plan(entries []*Entry) ([]step, error) {
	there, err := w.find(entries)
	if err != nil {
		return nil, err
	}
	carried, err := w.carried(entries)
	if err != nil {
		return nil, err
	}
	if err := w.awaitedOf(entries); err != nil {
		return nil, err
	}
	had, err := w.editions(entries, there)
	if err != nil {
		return nil, err
	}
	steps := make([]step, len(entries))
	var added []*step
	for i, e := range entries {
		if e.reached != nil || e.revisit {
			steps[i] = step{entry: e, outcome: Kept, of: carried[e.payload]}
			if e.revisit && steps[i].of == nil {
				steps[i].outcome = Unresolved
			}
			continue
		}
		was, ok := there[e.hash]
		st := step{entry: e, outcome: Kept}
		switch {
		case !ok && e.known:
			return nil, w.s.explain("write page "+string(e.page.ID), fmt.Errorf("page sha256:%s: %w", e.hash, readout.ErrNotFound))
		case !ok:
			keep := true
			if !e.unread {
				if st.edition, keep, err = had.place(e); err != nil {
					return nil, err
				}
			}
			if keep {
				st.outcome = Added
				added = append(added, &steps[i])
			} else {
				st.dropped, was = true, &known{} // another page of the same words
			}
		case !e.known && !e.unread && (e.again || supersedes(e.stages, was.stages)):
			st.outcome = Replaced
			if st.first = len(was.stages) == 0; st.first {
				if st.edition, err = had.late(e, was.id); err != nil {
					return nil, err
				}
			}
		}
		if st.outcome != Kept {
			if was == nil {
				was = &known{}
				there[e.hash] = was
			}
			was.stages = e.stages
		}
		st.of = was
		steps[i] = st
		if e.payload != "" && carried[e.payload] == nil {
			carried[e.payload] = was
		}
	}
	numbers, err := w.s.d.pageNumbers(w.ctx, w.tx, len(added))
	if err != nil {
		return nil, err
	}
	for i, st := range added {
		there[st.entry.hash].id = numbers[i]
	}
	for i := range steps {
		st := &steps[i]
		if st.dropped && st.edition != nil {
			st.of.id = st.edition.page
		}
		if st.of != nil {
			st.page = st.of.id
		}
		if st.outcome == Added && st.edition != nil {
			st.edition.page = st.page
		}
	}
	return steps, nil
}

// find returns the pages that are there, and keeps others from writing them.
func (w *writer) find(entries []*Entry) (map[string]*known, error) {
	hashes := make([]string, len(entries))
	for i, e := range entries {
		hashes[i] = e.hash
	}
	list, _ := json.Marshal(hashes) // strings
	text := "SELECT id, hash, stages FROM pages WHERE hash IN (SELECT value FROM " + w.s.d.texts() + " j) ORDER BY hash" + w.s.d.lockPages()
	rows, err := w.tx.QueryContext(w.ctx, text, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	there := make(map[string]*known)
	for rows.Next() {
		var k known
		var hash, stages string
		if err := rows.Scan(&k.id, &hash, &stages); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(stages), &k.stages); err != nil {
			return nil, w.s.damaged("stage versions", err)
		}
		there[hash] = &k
	}
	return there, rows.Err()
}

// partiesOf returns the parties of what is to be written, each once, in their order.
func partiesOf(steps []step) []partyRow {
	var out []partyRow
	seen := map[partyRow]bool{{}: true}
	for _, st := range steps {
		if st.outcome == Kept {
			continue
		}
		for i := range st.entry.said {
			for _, p := range []partyRow{st.entry.said[i].speaker, st.entry.said[i].addressee} {
				if !seen[p] {
					seen[p] = true
					out = append(out, p)
				}
			}
		}
	}
	return out
}

func (w *writer) entry(st step) {
	e := st.entry
	if st.dropped {
		w.again(st.edition, e)
		return
	}
	switch st.outcome {
	case Added:
		w.out.row(&w.tables.bytes, st.page, e.bytes)
		if !e.unread {
			w.contents(st.page, e)
			w.version(st.edition, e)
		}
	case Replaced:
		for _, text := range clearing() {
			w.out.clear(text, st.page)
		}
		if st.first { // what its source said was kept as it came
			w.out.clear(updateGiven, e.given, st.page)
		}
		w.out.clear(updatePage, e.head, e.schema, stageText(e.stages), number01(e.failed), st.page)
		w.contents(st.page, e)
		w.version(st.edition, e)
	}
	switch {
	case st.outcome == Replaced:
		w.out.note(noteDigest, e.digest, st.page)
	case st.outcome == Kept && e.reached == nil && !e.revisit && e.address != "" && e.seen != "":
		w.seenPage(st.page, e)
	}
}

// What is written besides rows of tables.
const (
	updateGiven = "UPDATE pages SET given = ? WHERE id = ?"
	updatePage  = "UPDATE pages SET head = ?, schema = ?, stages = ?, failed = ? WHERE id = ?"
	// A program that links at this moment must not take the page off its list.
	notePending = "INSERT INTO link_pending (page) VALUES (?) ON CONFLICT (page) DO UPDATE SET page = excluded.page"
	noteSource  = "INSERT INTO page_sources (page, path, url, name, captured) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)

// clearing takes out what was read from a page; the page and its places stay.
func clearing() []string {
	return []string{
		"DELETE FROM statement_words WHERE rowid IN (SELECT id FROM statements WHERE page = ?)",
		"DELETE FROM page_words WHERE rowid = ?",
		"DELETE FROM statement_texts WHERE id IN (SELECT " + textNumber + " FROM statements s WHERE s.page = ?)",
		"DELETE FROM statements WHERE page = ?", // their issues go with them
		"DELETE FROM articles WHERE page = ?",
		"DELETE FROM events WHERE page = ?",
		"DELETE FROM problems WHERE page = ?",
	}
}

func (w *writer) contents(page int64, e *Entry) {
	a, t := &e.article, w.tables
	w.out.row(&t.articles, page, a.headline, a.publisher, a.language, string(a.published.Earliest), string(a.published.Latest), a.head, a.rest, a.lane)
	w.out.row(&t.pageWords, page, a.words[0], a.words[1])
	for n := range e.said {
		w.statement(page, n, &e.said[n])
	}
	for n, ev := range e.events {
		w.out.row(&t.events, page, n, string(ev.event.ID), ev.event.Kind, string(ev.event.Class), string(ev.event.Status),
			string(ev.event.Date.Earliest), string(ev.event.Date.Latest), ev.json)
	}
	for n, p := range e.problems {
		w.out.row(&t.problems, page, n, p.Stage, p.Kind, storable(p.Message))
	}
}

func (w *writer) statement(page int64, n int, r *statementRow) {
	id, t := statementID(r.said.Earliest, page, n), w.tables
	w.out.row(&t.statements, id, page, n, r.kind, r.level, r.setting, r.act, w.parties[r.speaker], w.parties[r.addressee],
		string(r.said.Earliest), string(r.said.Latest), string(r.said.Basis))
	w.out.row(&t.texts, textID(page, n), r.name, r.start, r.sentence, r.json)
	for _, issue := range r.issues {
		w.out.row(&t.issues, issue, id)
	}
	w.words = append(w.words, indexRow{id, &r.words})
}

// flush writes the index of words. Its rows must come in the order of their numbers: for
// each one that does not, SQLite's index is written to the disk in between.
func (w *writer) flush() {
	slices.SortFunc(w.words, func(a, b indexRow) int { return cmp.Compare(a.id, b.id) })
	for _, r := range w.words {
		w.out.row(&w.tables.words, r.id, r.words[0], r.words[1])
	}
}

// storable makes a text that every database takes: valid UTF-8 without the letter 0. Names
// of files may be anything.
func storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
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
