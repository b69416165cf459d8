// Package column keeps what a search compares of each statement in memory, as columns of
// numbers: some 28 bytes a statement. From these it answers at once what a database would
// have to go through tables for: how many statements a query finds, how they divide by
// speaker, side, kind or outlet, how they lie in time, and which are the newest.
//
// [Table.Find] takes the same queries as [store.Store.Search] and finds exactly the same
// statements; words are looked for in the store's index, everything else here. A [Table]
// follows the record, whichever program changes it: see [Options].
package column

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"readout"
	"readout/internal/query"
	"readout/internal/store"
)

// Options say how a table follows its record.
type Options struct {
	// Stale is how old the table may be: a change is seen after that time at the latest.
	// 0 looks for changes each time that something is asked.
	Stale time.Duration
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// A Table is the columns of a record. It is safe for concurrent use.
type Table struct {
	store *store.Store
	opt   Options

	latest atomic.Pointer[snapshot]
	mu     sync.Mutex // held while the table is brought up to date
	books  books
	labels labels
}

// Open reads the columns of a record: some seconds for a million statements. The store must
// stay open as long as the table is used.
func Open(ctx context.Context, s *store.Store, opt Options) (*Table, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	t := &Table{store: s, opt: opt}
	_, err := t.current(ctx)
	return t, err
}

// current returns the columns as they are now, or were Options.Stale ago.
func (t *Table) current(ctx context.Context) (*snapshot, error) {
	if s := t.latest.Load(); s != nil && t.fresh(s) {
		return s, nil
	}
	old := t.latest.Load()
	if !t.mu.TryLock() {
		if old != nil && t.opt.Stale > 0 {
			return old, nil // somebody brings it up to date just now
		}
		t.mu.Lock()
	}
	defer t.mu.Unlock()
	old = t.latest.Load()
	if old != nil && t.fresh(old) { // somebody else has looked meanwhile
		return old, nil
	}
	view, err := t.store.View(ctx)
	if err != nil {
		return nil, err
	}
	defer view.Close()
	now, err := t.update(ctx, view, old)
	if err != nil {
		return nil, err
	}
	now.checked.Store(t.opt.Now().UnixNano())
	t.latest.Store(now)
	return now, nil
}

func (t *Table) fresh(s *snapshot) bool {
	age := time.Duration(t.opt.Now().UnixNano() - s.checked.Load())
	return t.opt.Stale > 0 && age >= 0 && age < t.opt.Stale
}

// A snapshot is the columns at one moment. It is never changed.
type snapshot struct {
	columns
	change  int64 // the last change that is in it
	checked atomic.Int64

	manners   []manner
	intervals []readout.Interval
	known     []bool   // of the intervals: whether both ends are days of the calendar
	issueSets []string // joined by "\n"
	parties   parties
	pages     []pageCodes // by the number of the page
	sources   []string    // publisher and agency, folded, with "|" between
	languages []string
	headlines texts

	sets    cache[string, set]           // by the expression for the index of words
	matches cache[query.Field, []uint32] // parties by the field that finds them
}

// columns are the statements, one an index, in the order of their numbers.
type columns struct {
	numbers                                  []store.Number
	manner, speaker, addressee, said, issues []uint32
}

func (c *columns) len() int { return len(c.numbers) }

// A manner is how something was said: there are few of them, so that one number holds it.
type manner struct{ kind, level, setting, act string }

// parties are by their numbers.
type parties struct {
	actors, sides []string
	names         texts // name and office
	head, side    group // the actor, else the name; the side
}

// A group is what parties are listed under.
type group struct {
	of    []uint32 // by party; 0 is not listed
	heads []string
	first []uint32 // by head: a party that has it
}

type pageCodes struct{ source, language, headline uint32 }

// books number what comes in. They are the updater's alone.
type books struct {
	manners   codebook[manner]
	intervals codebook[readout.Interval]
	issueSets codebook[string]
	sources   codebook[string]
	languages codebook[string]
	headlines texts
	parties   parties
	known     []bool
	heads     codebook[string]
	sides     codebook[string]
}

// reloadShare is the share of pages that may change before reading all of them anew is less
// work: one in so many.
const reloadShare = 20

// update returns the snapshot that follows old, which is nil at first.
func (t *Table) update(ctx context.Context, view *store.View, old *snapshot) (*snapshot, error) {
	change, err := view.Change(ctx)
	if err != nil || old != nil && old.change == change {
		return old, err
	}
	var changed []int64
	if old != nil {
		if err := view.Changed(ctx, old.change, func(page int64) { changed = append(changed, page) }); err != nil {
			return nil, err
		}
		slices.Sort(changed)
	}
	now := &snapshot{change: change}
	now.sets.max, now.matches.max = maxSets, maxMatches
	if old == nil || len(changed) > 1000+len(old.pages)/reloadShare {
		t.books = books{}
		err = t.load(ctx, view, now)
	} else {
		err = t.follow(ctx, view, old, now, changed)
	}
	if err != nil {
		return nil, err
	}
	b := &t.books
	for _, i := range b.intervals.list[len(b.known):] {
		b.known = append(b.known, i.Earliest.Valid() && i.Latest.Valid() && i.Earliest <= i.Latest)
	}
	now.known = b.known
	now.manners, now.intervals, now.issueSets = b.manners.list, b.intervals.list, b.issueSets.list
	now.sources, now.languages, now.headlines, now.parties = b.sources.list, b.languages.list, b.headlines, b.parties
	return now, nil
}

// load reads everything.
func (t *Table) load(ctx context.Context, view *store.View, now *snapshot) error {
	if err := t.readParties(ctx, view); err != nil {
		return err
	}
	if err := t.readPages(ctx, view, 0, now); err != nil {
		return err
	}
	err := t.readRows(ctx, view, 0, &now.columns, len(now.pages))
	now.columns = now.columns.clip()
	return err
}

// follow reads the pages that changed and takes the others from the snapshot before.
func (t *Table) follow(ctx context.Context, view *store.View, old, now *snapshot, changed []int64) error {
	if err := t.readParties(ctx, view); err != nil {
		return err
	}
	now.pages = slices.Clone(old.pages)
	var fresh columns
	for _, page := range changed {
		if page < int64(len(now.pages)) {
			now.pages[page] = pageCodes{}
		}
		if err := t.readPages(ctx, view, page, now); err != nil {
			return err
		}
		if err := t.readRows(ctx, view, page, &fresh, len(now.pages)); err != nil {
			return err
		}
	}
	gone := func(n store.Number) bool {
		_, found := slices.BinarySearch(changed, n.Page())
		return found
	}
	now.columns = merge(&old.columns, fresh.sorted(), gone)
	return nil
}

func (t *Table) readParties(ctx context.Context, view *store.View) error {
	b := &t.books
	p := &b.parties
	var wrong error
	err := view.Parties(ctx, int64(len(p.actors))-1, func(r store.PartyRow) {
		if wrong = cmp.Or(wrong, dense(r.Number, len(p.actors))); wrong != nil {
			return
		}
		for int64(len(p.actors)) < r.Number { // numbers that were never used
			b.add(store.PartyRow{})
		}
		b.add(r)
	})
	return cmp.Or(err, wrong)
}

func (b *books) add(r store.PartyRow) {
	p := &b.parties
	party := uint32(len(p.actors))
	p.actors, p.sides = append(p.actors, r.Actor), append(p.sides, r.Side)
	p.names.add(r.Names)
	name, _, _ := strings.Cut(r.Names, "|")
	p.head.add(&b.heads, cmp.Or(r.Actor, strings.TrimSpace(name)), party)
	p.side.add(&b.sides, r.Side, party)
}

// add lists a party. Heads without letters cannot be asked for.
func (g *group) add(book *codebook[string], head string, party uint32) {
	if store.Key(head) == "" {
		head = ""
	}
	book.code("") // is 0
	code := book.code(head)
	for len(g.first) < len(book.list) {
		g.first = append(g.first, party)
	}
	g.of, g.heads = append(g.of, code), book.list
}

// dense returns an error for a number far beyond how many there are: no record that this
// program writes has such, and memory would be laid out for it.
func dense(number int64, have int) error {
	const gap = 1 << 22
	if number < 0 || number > int64(have)*16+gap {
		return fmt.Errorf("row %d of the record stands far from all others: %w", number, readout.ErrDamaged)
	}
	return nil
}

func (t *Table) readPages(ctx context.Context, view *store.View, page int64, now *snapshot) error {
	b := &t.books
	none := pageCodes{b.sources.code("|"), b.languages.code(""), 0}
	if len(b.headlines.starts) == 0 {
		b.headlines.add("")
	}
	var wrong error
	err := view.Pages(ctx, page, func(r store.PageRow) {
		if wrong == nil {
			wrong = dense(r.Number, len(now.pages))
		}
		if wrong != nil {
			return
		}
		for int64(len(now.pages)) <= r.Number {
			now.pages = append(now.pages, none)
		}
		now.pages[r.Number] = pageCodes{b.sources.code(r.Publisher), b.languages.code(r.Language), b.headlines.add(r.Headline)}
	})
	return cmp.Or(err, wrong)
}

// readRows appends the statements of a page, or for page 0 of all.
func (t *Table) readRows(ctx context.Context, view *store.View, page int64, c *columns, pages int) error {
	b := &t.books
	from, none := c.len(), b.issueSets.code("")
	known := uint32(len(b.parties.actors))
	var wrong error
	err := view.Rows(ctx, page, func(r *store.Row) {
		if r.Number < 0 || r.Number.Page() >= int64(pages) ||
			r.Speaker < 0 || r.Speaker >= int64(known) || r.Addressee < 0 || r.Addressee >= int64(known) {
			wrong = fmt.Errorf("statement %d is of no page or nobody in the record: %w", r.Number, readout.ErrDamaged)
			return
		}
		c.numbers = append(c.numbers, r.Number)
		c.manner = append(c.manner, b.manners.code(manner{r.Kind, r.Level, r.Setting, r.Act}))
		c.speaker, c.addressee = append(c.speaker, uint32(r.Speaker)), append(c.addressee, uint32(r.Addressee))
		c.said = append(c.said, b.intervals.code(r.Said))
		c.issues = append(c.issues, none)
	})
	if err != nil || wrong != nil {
		return cmp.Or(err, wrong)
	}
	var of store.Number
	var list []string
	flush := func() {
		if i, ok := slices.BinarySearch(c.numbers[from:], of); ok && len(list) > 0 {
			c.issues[from+i] = b.issueSets.code(strings.Join(list, "\n"))
		}
		list = list[:0]
	}
	err = view.Issues(ctx, page, func(n store.Number, issue string) {
		if n != of {
			flush()
		}
		of, list = n, append(list, issue)
	})
	flush()
	return err
}
