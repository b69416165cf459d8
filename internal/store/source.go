package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"readout"
	"readout/internal/fetch"
)

// The kinds of source.
const (
	FeedSource    = "feed"    // RSS, Atom, RDF or JSON Feed
	SitemapSource = "sitemap" // or an index of sitemaps
	ListingSource = "listing" // a page with links to articles
	PageSource    = "page"    // one article
)

// A Source is an address that is followed.
type Source struct {
	ID       string
	URL      string // where it is now
	Kind     string // "" until it has been read
	Title    string
	Site     string // the address that it was found by, or ""
	Folder   string // of the OPML file that it came from, or ""
	Parent   string // the id of the site or sitemap index that names it, or ""
	Added    string // RFC 3339, as all times here
	Stopped  string // why it is not asked any more; "" where it is
	ETag     []byte // as the server sent it
	Modified []byte // its Last-Modified, likewise
	Due      string // when it is to be asked next
	Every    int64  // seconds between two askings, as learnt so far
	Asked    string // last, or ""
	OK       string // when it last answered, or ""
	Failures int    // since then
	Reason   string // of the last failure
	Holder   string // who is asking it now, or ""
	Lease    string // until when nobody else may
}

const sourceColumns = "id, url, kind, title, site, folder, parent, added, stopped, etag, modified, due, every, asked, ok, failures, reason, holder, lease"

func (s *Source) fields() []any {
	return []any{&s.ID, &s.URL, &s.Kind, &s.Title, &s.Site, &s.Folder, &s.Parent, &s.Added, &s.Stopped, &s.ETag, &s.Modified,
		&s.Due, &s.Every, &s.Asked, &s.OK, &s.Failures, &s.Reason, &s.Holder, &s.Lease}
}

// values are those of sourceColumns, to be written.
func (s *Source) values() []any {
	return []any{s.ID, storable(s.URL), s.Kind, storable(s.Title), storable(s.Site), storable(s.Folder), s.Parent, s.Added, s.Stopped, blob(s.ETag), blob(s.Modified),
		s.Due, s.Every, s.Asked, s.OK, s.Failures, s.Reason, s.Holder, s.Lease}
}

// blob is b, where it is nil an empty one.
func blob(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// AddSource adds a source, unless its address is followed already; it reports whether it did.
func (s *Store) AddSource(ctx context.Context, src *Source) (added bool, err error) {
	err = s.change(ctx, "add a source", func(_ *sql.Conn, tx *sql.Tx) error {
		added, err = addSource(ctx, tx, src)
		return err
	})
	return added, err
}

func addSource(ctx context.Context, tx *sql.Tx, src *Source) (bool, error) {
	var there int
	err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sources WHERE url = ? OR site = ?", src.URL, src.URL).Scan(&there)
	if err != nil || there > 0 {
		return false, err
	}
	const text = "INSERT INTO sources (" + sourceColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	_, err = tx.ExecContext(ctx, text, src.values()...)
	return err == nil, err
}

// Sources returns all sources, in the order in which they were added.
func (s *Store) Sources(ctx context.Context) ([]Source, error) {
	return rowsOf(ctx, s, "list sources", "SELECT "+sourceColumns+" FROM sources ORDER BY added, id", nil, (*Source).fields)
}

// Source returns the source with an id or address, be it the one by which it was found.
func (s *Store) Source(ctx context.Context, name string) (Source, error) {
	const text = "SELECT " + sourceColumns + " FROM sources WHERE id = ? OR url = ? OR site = ? ORDER BY url = ? DESC LIMIT 1"
	var src Source
	err := s.reader.QueryRowContext(ctx, text, name, name, name, name).Scan(src.fields()...)
	if errors.Is(err, sql.ErrNoRows) {
		return src, &Error{Path: s.path, What: fmt.Sprintf("no source %q", name), Kind: readout.ErrNotFound, Advice: "readout sources lists them."}
	}
	return src, s.explain("read a source", err)
}

// withChildren takes a source's id three times: the source, the sitemaps that it names, and
// those that these list.
const withChildren = "id = ? OR parent = ? OR parent IN (SELECT o.id FROM sources o WHERE o.parent = ?)"

// RemoveSource removes a source with what it listed. Pages that came from it stay.
func (s *Store) RemoveSource(ctx context.Context, id string) error {
	return s.exec(ctx, "remove a source", "DELETE FROM sources WHERE "+withChildren, id, id, id)
}

// StopSource says why a source is not asked any more, or with "" that it is again, at once.
func (s *Store) StopSource(ctx context.Context, id, why, now string) error {
	return s.exec(ctx, "stop a source", "UPDATE sources SET stopped = ?, due = ?, failures = 0 WHERE "+withChildren, why, now, id, id, id)
}

// HurrySources makes sources due, those with some ids or, where there are none, all.
func (s *Store) HurrySources(ctx context.Context, ids []string, now string) error {
	return s.change(ctx, "write sources", func(_ *sql.Conn, tx *sql.Tx) error {
		if len(ids) == 0 {
			_, err := tx.ExecContext(ctx, "UPDATE sources SET due = ? WHERE stopped = '' AND due > ?", now, now)
			return err
		}
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, "UPDATE sources SET due = ? WHERE id = ? AND due > ?", now, id, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// toDo says of a source s that nobody keeps it and that there is something to do for it; it
// takes a time three times.
const toDo = `s.stopped = '' AND (s.lease = '' OR s.lease <= ?) AND (s.due <= ?
	OR EXISTS (SELECT 1 FROM source_items i WHERE i.source = s.id AND i.due <> '' AND i.due <= ?))`

// TakeSource returns a source for which there is something to do now, and keeps it for a
// holder until some time: the one with an id, or any where that is "". It reports false where
// there is none.
func (s *Store) TakeSource(ctx context.Context, id, holder, now, until string) (src Source, ok bool, err error) {
	const text = `UPDATE sources SET holder = ?, lease = ? WHERE (lease = '' OR lease <= ?) AND id = (
		SELECT s.id FROM sources s WHERE ` + toDo + ` AND (? = '' OR s.id = ?) ORDER BY s.due, s.id LIMIT 1) RETURNING ` + sourceColumns
	err = s.change(ctx, "take a source", func(_ *sql.Conn, tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, text, holder, until, now, now, now, now, id, id).Scan(src.fields()...)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return src, false, nil
	}
	return src, err == nil, err
}

// DueSources returns the ids of sources for which there is something to do at a time and that
// nobody keeps, those first that wait longest.
func (s *Store) DueSources(ctx context.Context, now string) ([]string, error) {
	return rowsOf(ctx, s, "look for sources", "SELECT s.id FROM sources s WHERE "+toDo+" ORDER BY s.due, s.id", []any{now, now, now},
		func(id *string) []any { return []any{id} })
}

// HoldSource keeps a source for longer: [ErrTaken] where somebody else has it now.
func (s *Store) HoldSource(ctx context.Context, src *Source, until string) error {
	return s.change(ctx, "keep a source", func(_ *sql.Conn, tx *sql.Tx) error {
		return one(tx.ExecContext(ctx, "UPDATE sources SET lease = ? WHERE id = ? AND holder = ?", until, src.ID, src.Holder))
	})
}

// FreeSource lets others have a source again.
func (s *Store) FreeSource(ctx context.Context, src *Source) error {
	return s.exec(ctx, "free a source", "UPDATE sources SET holder = '', lease = '' WHERE id = ? AND holder = ?", src.ID, src.Holder)
}

// NextDue returns when there is next something to do, or "".
func (s *Store) NextDue(ctx context.Context) (at string, err error) {
	const text = `SELECT coalesce(min(at), '') FROM (
		SELECT CASE WHEN lease > due THEN lease ELSE due END AS at FROM sources WHERE stopped = ''
		UNION ALL SELECT CASE WHEN s.lease > i.due THEN s.lease ELSE i.due END FROM source_items i JOIN sources s ON s.id = i.source WHERE s.stopped = '' AND i.due <> '') t`
	err = s.reader.QueryRowContext(ctx, text).Scan(&at)
	return at, s.explain("look for the next source", err)
}

// A SourceFetch is one time that a source was asked.
type SourceFetch struct {
	At     string
	Status int           // of HTTP, 0 where there was no answer
	Bytes  int64         // as they came
	Took   time.Duration // to the millisecond
	Listed int           // items
	Fresh  int           // of these, new ones
	Note   string
}

// keptFetches is how many fetches are kept of each source.
const keptFetches = 50

// A SourceItem is something that a source lists.
type SourceItem struct {
	URL       string
	Source    string // its id
	Title     string
	Told      string // the date as the source gives it, or ""
	Published string // what that means, or ""
	Changed   string // what the source says of its last change, as it says it
	First     string // when it was first listed
	Due       string // when it is to be fetched, "" for never
	Visits    int    // how often it was fetched
	Failures  int    // in a row
	Reason    string // of the last one
	ETag      []byte
	Modified  []byte
	Page      string // hash of the bytes that came last, or ""
}

const itemColumns = "url, source, title, told, published, changed, first, due, visits, failures, reason, etag, modified, page"

func (i *SourceItem) fields() []any {
	return []any{&i.URL, &i.Source, &i.Title, &i.Told, &i.Published, &i.Changed, &i.First, &i.Due, &i.Visits, &i.Failures, &i.Reason, &i.ETag, &i.Modified, &i.Page}
}

// A SourceResult is what came of asking a source.
type SourceResult struct {
	Source   *Source
	Fetch    SourceFetch
	Items    []SourceItem
	Children []Source // sitemaps that an index lists
}

// SettleSource keeps what came of asking a source, all or nothing, and says in Fetch.Fresh
// how many of the items are new. An item that is known is due again where the source says
// that it has changed since. [ErrTaken] where somebody else has the source now, or where
// another one has its new address.
func (s *Store) SettleSource(ctx context.Context, r *SourceResult) error {
	src := r.Source
	return s.change(ctx, "write a source", func(_ *sql.Conn, tx *sql.Tx) error {
		const text = `UPDATE sources SET url = ?, kind = ?, title = ?, site = ?, stopped = ?, etag = ?, modified = ?, due = ?, every = ?, asked = ?, ok = ?, failures = ?, reason = ?
			WHERE id = ? AND holder = ? AND NOT EXISTS (SELECT 1 FROM sources o WHERE o.url = ? AND o.id <> ?)`
		err := one(tx.ExecContext(ctx, text, src.URL, src.Kind, storable(src.Title), src.Site, storable(src.Stopped), blob(src.ETag), blob(src.Modified), src.Due, src.Every, src.Asked, src.OK,
			src.Failures, storable(src.Reason), src.ID, src.Holder, src.URL, src.ID))
		if err != nil {
			return err
		}
		r.Fetch.Fresh = 0
		for i := range r.Items {
			fresh, err := addItem(ctx, tx, src, &r.Items[i])
			if err != nil {
				return err
			}
			r.Fetch.Fresh += fresh
		}
		for i := range r.Children {
			if _, err := addSource(ctx, tx, &r.Children[i]); err != nil {
				return err
			}
		}
		return logFetch(ctx, tx, src.ID, &r.Fetch)
	})
}

func addItem(ctx context.Context, tx *sql.Tx, src *Source, it *SourceItem) (fresh int, err error) {
	const text = "INSERT INTO source_items (" + itemColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '', ?, ?, '') ON CONFLICT DO NOTHING"
	r, err := tx.ExecContext(ctx, text, storable(it.URL), src.ID, storable(it.Title), storable(it.Told), it.Published, storable(it.Changed), it.First, it.Due, []byte{}, []byte{})
	if err != nil {
		return 0, err
	}
	if n, err := r.RowsAffected(); err != nil || n == 1 {
		return int(n), err
	}
	if it.Changed == "" {
		return 0, nil
	}
	_, err = tx.ExecContext(ctx, "UPDATE source_items SET changed = ?, due = ? WHERE url = ? AND source = ? AND changed <> ? AND visits > 0",
		storable(it.Changed), it.First, storable(it.URL), src.ID, storable(it.Changed))
	return 0, err
}

func logFetch(ctx context.Context, tx *sql.Tx, source string, f *SourceFetch) error {
	const text = `INSERT INTO source_fetches (source, at, status, bytes, took, listed, fresh, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (source, at) DO UPDATE SET status = excluded.status, note = excluded.note`
	if _, err := tx.ExecContext(ctx, text, source, f.At, f.Status, f.Bytes, f.Took.Milliseconds(), f.Listed, f.Fresh, storable(f.Note)); err != nil {
		return err
	}
	const old = "DELETE FROM source_fetches WHERE source = ? AND at < (SELECT min(at) FROM (SELECT at FROM source_fetches WHERE source = ? ORDER BY at DESC LIMIT ?) t)"
	_, err := tx.ExecContext(ctx, old, source, source, keptFetches)
	return err
}

// SourceFetches returns the last times that a source was asked, the newest first.
func (s *Store) SourceFetches(ctx context.Context, source string, limit int) ([]SourceFetch, error) {
	const text = "SELECT at, status, bytes, took, listed, fresh, note FROM source_fetches WHERE source = ? ORDER BY at DESC LIMIT ?"
	list, err := rowsOf(ctx, s, "read a source", text, []any{source, limit}, func(f *SourceFetch) []any {
		return []any{&f.At, &f.Status, &f.Bytes, &f.Took, &f.Listed, &f.Fresh, &f.Note}
	})
	for i := range list {
		list[i].Took *= time.Millisecond
	}
	return list, err
}

// DueItems returns what a source lists and is to be fetched at a time, new items first.
func (s *Store) DueItems(ctx context.Context, source, now string, limit int) ([]SourceItem, error) {
	const text = "SELECT " + itemColumns + " FROM source_items WHERE source = ? AND due <> '' AND due <= ? ORDER BY CASE WHEN visits = 0 THEN 0 ELSE 1 END, due, url LIMIT ?"
	return rowsOf(ctx, s, "read a source", text, []any{source, now, limit}, (*SourceItem).fields)
}

// SettleItems keeps what came of fetching items.
func (s *Store) SettleItems(ctx context.Context, items []SourceItem) error {
	return s.change(ctx, "write a source", func(_ *sql.Conn, tx *sql.Tx) error {
		for i := range items {
			it := &items[i]
			const text = "UPDATE source_items SET due = ?, visits = ?, failures = ?, reason = ?, etag = ?, modified = ?, page = ? WHERE url = ?"
			if _, err := tx.ExecContext(ctx, text, it.Due, it.Visits, it.Failures, storable(it.Reason), blob(it.ETag), blob(it.Modified), it.Page, it.URL); err != nil {
				return err
			}
		}
		return nil
	})
}

// Arrivals returns when the last items of a source came, the newest first: the time that the
// source gives, where it is not after the one at which they were first listed, else that.
func (s *Store) Arrivals(ctx context.Context, source string, limit int) ([]string, error) {
	const text = `SELECT at FROM (SELECT CASE WHEN published <> '' AND published < first THEN published ELSE first END AS at
		FROM source_items WHERE source = ?) t ORDER BY at DESC LIMIT ?`
	return rowsOf(ctx, s, "read a source", text, []any{source, limit}, func(at *string) []any { return []any{at} })
}

// A SourceHealth is how a source is doing.
type SourceHealth struct {
	Source
	Items     int // that it has listed
	Since     int // of these, first listed in the time that was asked for
	Taken     int // items whose page is in the record
	Waiting   int // items that are still to be fetched for the first time
	Failed    int // items that could not be fetched last time
	Undated   int // of the pages taken: without a day of their own
	Paywalled int // of the pages taken
}

// PerDay is how many items a source has listed a day over some days, or since it was added
// where that is less.
func (h *SourceHealth) PerDay(now time.Time, days int) float64 {
	over := float64(days)
	if added, err := time.Parse(time.RFC3339, h.Added); err == nil {
		over = min(over, max(now.Sub(added).Hours()/24, 1))
	}
	return float64(h.Since) / over
}

// SourceHealth returns how each source is doing; since is the time from which new items are counted.
func (s *Store) SourceHealth(ctx context.Context, since string) ([]SourceHealth, error) {
	const text = "SELECT " + sourceColumns + `,
		(SELECT count(*) FROM source_items i WHERE i.source = sources.id),
		(SELECT count(*) FROM source_items i WHERE i.source = sources.id AND i.first >= ?),
		(SELECT count(*) FROM source_items i WHERE i.source = sources.id AND i.page <> ''),
		(SELECT count(*) FROM source_items i WHERE i.source = sources.id AND i.visits = 0 AND i.failures = 0 AND i.due <> ''),
		(SELECT count(*) FROM source_items i WHERE i.source = sources.id AND i.failures > 0),
		(SELECT count(*) FROM source_items i JOIN pages p ON p.hash = i.page JOIN articles a ON a.page = p.id WHERE i.source = sources.id AND i.page <> '' AND (a.earliest = '' OR a.earliest <> a.latest)),
		(SELECT count(*) FROM source_items i JOIN pages p ON p.hash = i.page WHERE i.source = sources.id AND i.page <> ''
			AND EXISTS (SELECT 1 FROM problems b WHERE b.page = p.id AND b.kind = 'paywall'))
		FROM sources ORDER BY added, id`
	return rowsOf(ctx, s, "list sources", text, []any{since}, func(h *SourceHealth) []any {
		return append(h.fields(), &h.Items, &h.Since, &h.Taken, &h.Waiting, &h.Failed, &h.Undated, &h.Paywalled)
	})
}

// Robots returns the robots.txt of a scheme and host as it was last fetched, one without At
// where it was not.
func (s *Store) Robots(ctx context.Context, origin string) (fetch.RobotsFile, error) {
	f := fetch.RobotsFile{Origin: origin}
	var at string
	err := s.reader.QueryRowContext(ctx, "SELECT status, body, at FROM robots WHERE origin = ?", origin).Scan(&f.Status, &f.Body, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return f, nil
	}
	if err != nil {
		return f, s.explain("read robots.txt", err)
	}
	if f.At, err = time.Parse(time.RFC3339, at); err != nil {
		return f, s.damaged("a time", err)
	}
	return f, nil
}

// KeepRobots keeps a robots.txt.
func (s *Store) KeepRobots(ctx context.Context, f fetch.RobotsFile) error {
	const text = `INSERT INTO robots (origin, status, body, at) VALUES (?, ?, ?, ?)
		ON CONFLICT (origin) DO UPDATE SET status = excluded.status, body = excluded.body, at = excluded.at`
	return s.exec(ctx, "keep robots.txt", text, f.Origin, f.Status, blob(f.Body), f.At.UTC().Format(time.RFC3339))
}
