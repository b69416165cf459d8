package eval

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2"

	"readout"
	"readout/internal/account"
	"readout/internal/link"
	"readout/internal/pipeline"
	"readout/internal/query"
	"readout/internal/source"
	"readout/internal/store"
	"readout/text"
)

// CompareScores say how far comparisons of accounts are those that a careful reader makes,
// row by row. Percentages are 0 to 100.
type CompareScores struct {
	Dossiers int     `json:"dossiers"`
	Linked   float64 `json:"linked"`   // pages that tell of the event that were found to
	Expected int     `json:"expected"` // rows that a careful reader writes down
	Rows     float64 `json:"rows"`     // of them, those that are there with the right verdict
	Given    float64 `json:"given"`    // the same, where the pages that tell of the event are given and all on them is about it
	Cells    float64 `json:"cells"`    // expected words that stand in the row of their matter, on their side
	Extra    int     `json:"extra"`    // rows that are there and are not expected
}

// An ExpectedComparison is what a careful reader makes of the accounts of one event; see
// gold/compare.
type ExpectedComparison struct {
	Event string        `toml:"event"` // words that find the event
	A     string        `toml:"a"`     // the sides, actor ids
	B     string        `toml:"b"`
	Pages []string      `toml:"pages"` // the files that tell of it
	Rows  []ExpectedRow `toml:"row"`
}

// An ExpectedRow is one matter: words of the statements of each side, the most telling
// first, as they stand on the pages.
type ExpectedRow struct {
	Matter  string          `toml:"matter"`
	A       []string        `toml:"a"`
	B       []string        `toml:"b"`
	Verdict account.Verdict `toml:"verdict"`
}

// ParseExpectedComparison reads the file of an expected comparison. An error is
// [readout.ErrInvalid].
func ParseExpectedComparison(data []byte) (*ExpectedComparison, error) {
	var e ExpectedComparison
	if err := toml.Unmarshal(data, &e); err != nil {
		return nil, fmt.Errorf("%w: %w", err, readout.ErrInvalid)
	}
	for i, r := range e.Rows {
		if !slices.Contains([]account.Verdict{account.Both, account.OnlyA, account.OnlyB, account.Opposed, account.Worded}, r.Verdict) {
			return nil, fmt.Errorf("row %d: no verdict is called %q: %w", i+1, r.Verdict, readout.ErrInvalid)
		}
	}
	return &e, nil
}

// A Dossier is a comparison beside what is expected of it.
type Dossier struct {
	Name  string
	Got   account.Comparison
	Given account.Comparison // where the pages are given
	Want  *ExpectedComparison

	in, given account.Input // of these two
}

// compare makes the comparisons with an aligner and a judge; nil are the shipped ones.
func (d *Dossier) compare(al *account.Aligner, by *account.Judge) {
	d.in.Aligner, d.given.Aligner, d.in.Judge, d.given.Judge = al, al, by, by
	d.Got, d.Given = account.Compare(d.in), account.Compare(d.given)
}

// ReadDossier compares the accounts of the event that dir's compare.toml is about, by the
// pages beside it in pages/, each read and all linked by reader.
func ReadDossier(ctx context.Context, dir string, reader *pipeline.Reader) (Dossier, error) {
	d := Dossier{Name: filepath.Base(dir)}
	data, err := os.ReadFile(filepath.Join(dir, "compare.toml"))
	if err != nil {
		return d, err
	}
	if d.Want, err = ParseExpectedComparison(data); err != nil {
		return d, fmt.Errorf("%s: %w", dir, err)
	}
	pages := source.Walk(ctx, []string{filepath.Join(dir, "pages")}, source.Options{As: "auto"})
	err = pipeline.Aside(ctx, reader, pages, nil, func(record *store.Store) error {
		ev, recs, err := account.Accounts(ctx, record, strings.Fields(d.Want.Event), account.NamesOf(reader.Roster))
		if err != nil {
			return err
		}
		d.in = inputFor(d.Want, reader, ev, recs)
		ev, recs, err = given(ctx, record, d.Want, ev)
		d.given = inputFor(d.Want, reader, ev, recs)
		d.compare(nil, nil)
		return err
	})
	return d, err
}

func inputFor(want *ExpectedComparison, reader *pipeline.Reader, ev link.Event, recs []readout.Record) account.Input {
	return account.Input{Event: ev, A: want.A, B: want.B, Words: account.WordsOf(reader.Model),
		Pages: account.PagesOf(ev, recs, func(s string) *text.Document { return text.Annotate(reader.Model, s) }),
		Names: account.NamesOf(reader.Roster)}
}

// given returns the records of the pages that tell of an event, as if all that is said on
// them were about it.
func given(ctx context.Context, record *store.Store, want *ExpectedComparison, ev link.Event) (link.Event, []readout.Record, error) {
	const id = "given"
	var recs []readout.Record
	ev.Members = nil
	for rec, err := range record.Records(ctx, query.Query{}) {
		if err != nil {
			return ev, nil, err
		}
		if !slices.Contains(want.Pages, filepath.Base(rec.Page.Name())) {
			continue
		}
		for i := range rec.Statements {
			rec.Statements[i].Event = id
		}
		ev.Members = append(ev.Members, link.Member{Page: rec.Page.ID, Event: id})
		recs = append(recs, rec)
	}
	return ev, recs, nil
}

// Compare scores comparisons. Every difference is told to diff, a line each; diff may be nil.
func Compare(dossiers []Dossier, diff func(string)) CompareScores {
	if diff == nil {
		diff = func(string) {}
	}
	s := CompareScores{Dossiers: len(dossiers)}
	var all, byGiven compared
	linked, pages := 0, 0
	for i := range dossiers {
		d := &dossiers[i]
		for _, name := range d.Want.Pages {
			if slices.ContainsFunc(d.Got.Pages, func(p account.PageRef) bool { return filepath.Base(p.Name) == name }) {
				linked++
			} else {
				diff(fmt.Sprintf("%s: page not found: %s", d.Name, name))
			}
		}
		pages += len(d.Want.Pages)
		all.add(d.Name, &d.Got, d.Want, diff)
		byGiven.add(d.Name, &d.Given, d.Want, func(string) {})
	}
	s.Linked, s.Expected, s.Extra = percent(linked, pages), all.rows, all.extra
	s.Rows, s.Given, s.Cells = percent(all.right, all.rows), percent(byGiven.right, all.rows), percent(all.cells, all.pieces)
	return s
}

// compared counts rows.
type compared struct{ rows, right, cells, pieces, extra int }

func (c *compared) add(name string, got *account.Comparison, want *ExpectedComparison, diff func(string)) {
	used := make(map[int]bool)
	for i := range want.Rows {
		w := &want.Rows[i]
		n, ok, why := score(got, w, used)
		c.rows++
		c.cells += n
		c.pieces += len(w.A) + len(w.B)
		if ok {
			c.right++
		} else {
			diff(fmt.Sprintf("%s: %s: %s", name, w.Matter, why))
		}
	}
	for i := range got.Rows {
		if !used[i] {
			c.extra++
			diff(fmt.Sprintf("%s: not expected: %s (%s)", name, got.Rows[i].Matter, got.Rows[i].Verdict))
		}
	}
}

// score finds the row of an expected one: the one that holds the most of its words.
func score(got *account.Comparison, want *ExpectedRow, used map[int]bool) (cells int, ok bool, why string) {
	best := -1
	for i := range got.Rows {
		a, b := held(got.Rows[i].A, want.A), held(got.Rows[i].B, want.B)
		if a+b > 0 {
			used[i] = true
		}
		right := got.Rows[i].Verdict == want.Verdict && (a > 0 || len(want.A) == 0) && (b > 0 || len(want.B) == 0 || want.Verdict == account.OnlyA)
		if a+b > cells || right && !ok {
			cells, best, ok = a+b, i, right
		}
	}
	if best < 0 {
		return 0, false, "not there"
	}
	r := &got.Rows[best]
	return cells, ok, fmt.Sprintf("want %s, got %s (%s; %d of %d words)", want.Verdict, r.Verdict, r.Reason, cells, len(want.A)+len(want.B))
}

// held counts the pieces that stand in one of the cells.
func held(list []account.Cell, pieces []string) int {
	n := 0
	for _, p := range pieces {
		want := strings.Fields(plainWords(p))
		if slices.ContainsFunc(list, func(c account.Cell) bool {
			return stands(strings.Fields(plainText(c.Statement.Content)), want)
		}) {
			n++
		}
	}
	return n
}

// stands reports whether at least half of the letters of want stand in one run in words: as
// for statements, where content begins is another matter than whether it was found, and the
// reader who wrote "thanked for the sympathy" did not part the verb from the rest.
func stands(words, want []string) bool {
	all, best := 0, 0
	for _, w := range want {
		all += len(w)
	}
	run := make([]int, len(want)+1) // letters of the run that ends before want[i-1] and the word before
	for _, w := range words {
		for i := len(want); i > 0; i-- {
			if run[i] = 0; want[i-1] == w {
				run[i] = run[i-1] + len(w)
			}
			best = max(best, run[i])
		}
	}
	return 2*best >= all && all > 0
}

func plainText(spans []readout.Span) string {
	var parts []string
	for _, sp := range spans {
		parts = append(parts, sp.Text)
	}
	return plainWords(strings.Join(parts, " "))
}

func plainWords(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) {
			return -1
		}
		return r
	}, s)), " "))
}
