package eval_test

import (
	"database/sql"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"readout/internal/desk"
	"readout/internal/eval"
	"readout/internal/store"
)

// bounded are the scans that the desk may do, by their beginnings: of what is short however
// long the record is, of a list in the question, of what an index of words finds, of rows
// that come in order and are read only until there are enough, and of indexes of numbers and
// days.
var bounded = []string{
	"SCAN CONSTANT ROW", "SCAN users", "SCAN j VIRTUAL TABLE", "SCAN json_each VIRTUAL TABLE", "SCAN statement_words VIRTUAL TABLE INDEX", "SCAN page_words VIRTUAL TABLE INDEX",
	"SCAN versions USING COVERING INDEX versions_newer", "SCAN pages USING COVERING INDEX", "SCAN statements USING COVERING INDEX",
	"SCAN a USING COVERING INDEX articles_days", "SCAN x", "SCAN linked_events USING",
}

// inOrder are questions that are read until there are enough: SQLite has no other word for
// that than for reading all.
var inOrder = []string{"SELECT s.id FROM statements s WHERE TRUE ORDER BY s.id DESC LIMIT ?", "FROM pages p JOIN articles a ON a.page = p.id  ORDER BY p.id DESC LIMIT ?",
	"FROM linked_events e WHERE TRUE ORDER BY earliest DESC, latest DESC, id DESC LIMIT ?"}

// TestDeskPlans asks SQLite how it carries out what [TestDeskSpeed] measures: no page may read
// all of a table that grows with the record, nor make an index for one question.
func TestDeskPlans(t *testing.T) {
	path, err := eval.BigRecord(t.Context(), t.TempDir(), 200)
	if err != nil {
		t.Fatal(err)
	}
	asked := &askedOf{}
	s, err := store.Open(t.Context(), path, store.Options{Asked: asked.note})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	work, err := desk.New(t.Context(), desk.NewKit([]string{eval.BigActors(path)}, nil), s)
	if err != nil {
		t.Fatal(err)
	}
	table, err := work.Columns(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d := newDeskBench(t, work, table)
	d.page(t.Context(), "/search") // what the program loads once
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	series := false
	for _, q := range d.pages() {
		asked.texts, asked.args = nil, nil
		for n := range uint64(5) {
			q.make(rand.New(rand.NewPCG(3, n)))(t.Context())
		}
		for i, text := range asked.texts {
			series = series || strings.Contains(text, "FROM link_pages k")
			for _, step := range planOf(t, db, text, asked.args[i]) {
				if unbounded(text, step) {
					t.Errorf("%s: %s in\n%s", q.name, step, text)
				}
			}
		}
	}
	if !series {
		t.Error("no page was asked for its neighbours in a series")
	}
}

// unbounded reports whether a step of carrying out a question takes longer the longer the
// record is.
func unbounded(text, step string) bool {
	if strings.Contains(step, "AUTOMATIC") {
		return true
	}
	begins := func(p string) bool { return strings.HasPrefix(step, p) }
	holds := func(p string) bool { return strings.Contains(text, p) }
	return begins("SCAN ") && !slices.ContainsFunc(bounded, begins) && !slices.ContainsFunc(inOrder, holds)
}

// askedOf is what a record was asked, each text once.
type askedOf struct {
	mu    sync.Mutex
	texts []string
	args  [][]any
}

func (a *askedOf) note(text string, args []any) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !slices.Contains(a.texts, text) {
		a.texts, a.args = append(a.texts, text), append(a.args, args)
	}
}

// planOf is how a question is carried out, step by step.
func planOf(t *testing.T, db *sql.DB, text string, args []any) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, args...)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		out = append(out, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
