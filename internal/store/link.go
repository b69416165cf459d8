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

	"readout"
	"readout/internal/correct"
	"readout/internal/link"
)

// Link links up to n of the pages that were written since they were last linked, or
// whose links rest on what has changed, and returns how many are left. Each call is one
// transaction. When none is left the links are those of the pages in the record, whatever
// the order in which they came and however often the work was broken off.
func (s *Store) Link(ctx context.Context, n int) (done, left int, err error) {
	err = s.change(ctx, "link pages", func(_ *sql.Conn, tx *sql.Tx) error {
		if err := s.d.lockLinks(ctx, tx); err != nil {
			return err
		}
		l := newLinker(ctx, s, tx)
		if err := l.run(n); err != nil {
			return err
		}
		l.row("SELECT count(*) FROM link_pending", nil, &left)
		done = len(l.batch)
		return l.err
	})
	if err != nil {
		return 0, 0, err
	}
	return done, left, nil
}

func newLinker(ctx context.Context, s *Store, tx *sql.Tx) *linker {
	return &linker{s: s, ctx: ctx, tx: tx, stmts: make(map[string]*sql.Stmt), pages: make(map[int64]*linkPage), dirty: make(map[int64]bool),
		fresh: make(map[int64]bool), first: make(map[int64]bool), moved: newMoves(), crowds: make(map[string]map[itemRef]bool),
		ready: make(map[int64]*readyText), signs: make(map[int64]link.Signature),
		near: make(map[itemRef]map[itemRef]bool), features: make(map[itemRef]map[int64]link.Feature),
		shared: map[string]map[int64][]itemRef{textKeys: {}, eventRows: {}, quoteKeys: {}}, borne: make(map[int64][]bearer),
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

	batch  []int64
	pages  map[int64]*linkPage // those looked at
	dirty  map[int64]bool      // to be linked again, as what their links rest on has changed
	fresh  map[int64]bool      // those of the batch, which are compared anew with all that they meet
	first  map[int64]bool      // those of the batch that were never linked before: there is nothing to take out
	moved  moves
	crowds map[string]map[itemRef]bool // between whom others came, by table
	ready  map[int64]*readyText        // to be compared
	signs  map[int64]link.Signature    // those that were asked for
	told   []int64                     // pages whose stories may change
	apart  [][2]int64                  // pages that are not compared any more, and carried one text

	near     map[itemRef]map[itemRef]bool // what was asked of events, once their keys were moved
	features map[itemRef]map[int64]link.Feature
	shared   map[string]map[int64][]itemRef // and of keys, by table
	borne    map[int64][]bearer
	verdicts map[[2]itemRef][]any // that were not written yet: two rows for two events
	tied     map[itemRef]bool     // events that are in a link, or that a person keeps apart from another

	made   madeEvents
	checks map[checkKey]string // that were not written yet

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
	l.batch = l.numbers("SELECT page FROM link_pending ORDER BY page LIMIT ?", n)
	var seeds []itemRef
	for _, id := range l.batch { // before it is read: what is written after that stands there again
		l.exec("DELETE FROM link_pending WHERE page = ?", id)
		l.fresh[id] = true
	}
	for _, id := range l.batch {
		seeds = append(seeds, l.index(id)...)
	}
	l.lookAround()
	for _, id := range l.batch {
		l.texts(id)
	}
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
	for _, id := range slices.Sorted(maps.Keys(l.dirty)) {
		l.exec("INSERT INTO link_pending VALUES (?) ON CONFLICT DO NOTHING", id)
	}
	return l.err
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

// index brings the keys of a page up to date, and returns the events whose links rest on
// what it was before.
func (l *linker) index(id int64) []itemRef {
	old := l.stored(id)
	l.first[id] = old == nil
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
	l.pages[id] = p
	var was link.Page
	if old != nil {
		was = old.Page
	}
	l.moveKeys("text_keys", p, was.Bands(), p.Bands())
	l.moveEventKeys(p, &was)
	l.moveQuoteKeys(p, &was)
	digest, err := json.Marshal(p.Page)
	l.fail(err)
	l.signs[id] = p.Signature()
	l.exec(`INSERT INTO link_pages (page, series, number, earliest, latest, digest, signature) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (page) DO UPDATE SET series = excluded.series, number = excluded.number, earliest = excluded.earliest, latest = excluded.latest,
		digest = excluded.digest, signature = excluded.signature`,
		id, indexable(p.Series), p.Number, string(p.Published.Earliest), string(p.Published.Latest), l.s.pack(digest), []byte(l.signs[id]))
	if l.first[id] {
		return nil
	}
	return l.forget(id)
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

// moveKeys writes the keys of a page that are new and takes out those that are no more.
func (l *linker) moveKeys(table string, p *linkPage, was, now []int64) {
	for _, k := range was {
		if !slices.Contains(now, k) {
			note(l.moved.went, table, itemRef{page: p.id}, k)
			l.exec("DELETE FROM "+table+" WHERE key = ? AND rank = ? AND page = ?", k, p.rank, p.id)
		}
	}
	var rows []any
	for _, k := range now {
		if !slices.Contains(was, k) {
			note(l.moved.came, table, itemRef{page: p.id}, k)
			rows = append(rows, k, p.rank, p.id)
		}
	}
	l.insert("INSERT INTO "+table+" (key, rank, page) VALUES", 3, rows, "ON CONFLICT DO NOTHING")
}

// eventKey is a row of event_keys.
type eventKey struct {
	key              int64
	n                int
	earliest, latest readout.Day
}

func eventKeys(p *link.Page) (days, features map[eventKey]bool) {
	days, features = make(map[eventKey]bool), make(map[eventKey]bool)
	for n := range p.Items {
		it := &p.Items[n]
		d := it.Event.Date
		for _, k := range it.DayKeys() {
			days[eventKey{int64(k), n, d.Earliest, d.Latest}] = true
		}
		for _, k := range it.FeatureKeys() {
			features[eventKey{k.Key, n, d.Earliest, d.Latest}] = true
		}
	}
	return days, features
}

// moveEventKeys does what moveKeys does for the events of a page. Where a feature stops
// telling something, or begins to, the links that rested on it are to be made again.
func (l *linker) moveEventKeys(p *linkPage, was *link.Page) {
	oldDays, oldFeatures := eventKeys(was)
	days, features := eventKeys(&p.Page)
	l.moveRows(p, oldDays, days)
	l.noteDays(p, oldDays, days)
	changed := make(map[int64]bool)
	for k := range oldFeatures {
		if !features[k] {
			changed[k.key] = true
		}
	}
	for k := range features {
		if !oldFeatures[k] {
			changed[k.key] = true
		}
	}
	before := l.items(slices.Sorted(maps.Keys(changed)))
	l.moveRows(p, oldFeatures, features)
	after := make(map[int64][]bearer)
	for key := range changed {
		rows := before[key]
		after[key] = slices.DeleteFunc(slices.Clone(rows), func(b bearer) bool { return b.page == p.id })
	}
	for k := range features {
		if changed[k.key] {
			after[k.key] = append(after[k.key], bearer{link.Bearer{Date: readout.Interval{Earliest: k.earliest, Latest: k.latest}}, itemRef{p.id, k.n}})
		}
	}
	for key := range changed {
		rows, now := before[key], after[key]
		if len(rows) > link.MaxBearers { // there may be more than were read
			now = l.items([]int64{key})[key]
		}
		if link.Telling(bearers(rows)) == link.Telling(bearers(now)) {
			continue
		}
		for _, r := range now {
			if r.Date.Day() == "" { // whose day is known is linked by it
				l.dirty[r.page] = true
			}
		}
	}
}

// noteDays notes which keys of days came and went.
func (l *linker) noteDays(p *linkPage, was, now map[eventKey]bool) {
	type keyOf struct {
		key int64
		n   int
	}
	without := func(set map[eventKey]bool) map[keyOf]bool {
		out := make(map[keyOf]bool)
		for k := range set {
			out[keyOf{k.key, k.n}] = true
		}
		return out
	}
	before, after := without(was), without(now)
	for k := range before {
		if !after[k] {
			note(l.moved.went, eventRows, itemRef{p.id, k.n}, k.key)
		}
	}
	for k := range after {
		if !before[k] {
			note(l.moved.came, eventRows, itemRef{p.id, k.n}, k.key)
		}
	}
}

func (l *linker) moveRows(p *linkPage, was, now map[eventKey]bool) {
	sorted := func(set, without map[eventKey]bool) []eventKey {
		var out []eventKey
		for k := range set {
			if !without[k] {
				out = append(out, k)
			}
		}
		slices.SortFunc(out, func(a, b eventKey) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.n, b.n)) })
		return out
	}
	for _, k := range sorted(was, now) {
		l.exec("DELETE FROM event_keys WHERE key = ? AND rank = ? AND page = ? AND n = ?", k.key, p.rank, p.id, k.n)
	}
	var rows []any
	for _, k := range sorted(now, was) {
		rows = append(rows, k.key, p.rank, p.id, k.n, string(k.earliest), string(k.latest))
	}
	l.insert("INSERT INTO event_keys (key, rank, page, n, earliest, latest) VALUES", 6, rows,
		"ON CONFLICT (key, rank, page, n) DO UPDATE SET earliest = excluded.earliest, latest = excluded.latest")
}

// A bearer is an event with a key.
type bearer struct {
	link.Bearer
	itemRef
}

func bearers(rows []bearer) []link.Bearer {
	out := make([]link.Bearer, len(rows))
	for i := range rows {
		out[i] = rows[i].Bearer
	}
	return out
}

// items returns the events with each key, one more than may have it for it to tell something.
func (l *linker) items(keys []int64) map[int64][]bearer {
	out := make(map[int64][]bearer, len(keys))
	l.keyed("event_keys", "page, n, earliest, latest", keys, link.MaxBearers+1, func(scan func(...any) error) error {
		var key int64
		var b bearer
		err := scan(&key, &b.page, &b.n, &b.Date.Earliest, &b.Date.Latest)
		out[key] = append(out[key], b)
		return err
	})
	return out
}

func (l *linker) moveQuoteKeys(p *linkPage, was *link.Page) {
	old, now := quoteKeysOf(was), quoteKeysOf(&p.Page)
	for n, keys := range old {
		for _, k := range keys {
			if n < len(now) && slices.Contains(now[n], k) {
				continue
			}
			note(l.moved.went, quoteKeys, itemRef{p.id, n}, k)
			l.exec("DELETE FROM quote_keys WHERE key = ? AND rank = ? AND page = ? AND n = ?", k, p.rank, p.id, n)
		}
	}
	var rows []any
	for n, keys := range now {
		for _, k := range keys {
			if n < len(old) && slices.Contains(old[n], k) {
				continue
			}
			note(l.moved.came, quoteKeys, itemRef{p.id, n}, k)
			rows = append(rows, k, p.rank, p.id, n)
		}
	}
	l.insert("INSERT INTO quote_keys (key, rank, page, n) VALUES", 4, rows, "ON CONFLICT DO NOTHING")
}

func quoteKeysOf(p *link.Page) [][]int64 {
	out := make([][]int64, len(p.Quotes))
	for n := range p.Quotes {
		out[n] = p.Quotes[n].Keys()
	}
	return out
}

// before reports whether a page is of this batch and was compared with all that it meets
// before another: what two pages of a batch have to do with each other is looked at once.
func (l *linker) before(page, other int64) bool { return l.fresh[page] && page < other }

// forget takes out what was found of a page, and returns the events that the verdicts on it
// were about.
func (l *linker) forget(id int64) []itemRef {
	l.told = append(l.told, l.numbers("SELECT other FROM text_pairs WHERE page = ?", id)...)
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

// stored returns what linking knew of a page before, or nil.
func (l *linker) stored(id int64) *linkPage {
	var packed, signature []byte
	var hash string
	if !l.row("SELECT k.digest, k.signature, p.hash FROM link_pages k JOIN pages p ON p.id = k.page WHERE k.page = ?", []any{id}, &packed, &signature, &hash) {
		return nil
	}
	data, err := l.s.unpack("links of a page", packed)
	l.fail(err)
	p := &linkPage{id: id, rank: rank(readout.PageID("sha256:" + hash))}
	if l.err == nil {
		l.fail(json.Unmarshal(data, &p.Page))
		p.SetSignature(signature)
	}
	return p
}

// page returns a page that was indexed, or nil.
func (l *linker) page(id int64) *linkPage {
	if p, ok := l.pages[id]; ok {
		return p
	}
	p := l.stored(id)
	l.pages[id] = p
	return p
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
