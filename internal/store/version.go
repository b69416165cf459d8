package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"readout"
	"readout/internal/query"
)

// What two texts of one address must have in common to be versions of one article, and not
// two articles: so many of the runs of words of the shorter one, or the headline.
const (
	runWords   = 4
	commonRuns = 0.25
)

// maxArticles bounds how many articles of one address a new text is compared with: addresses
// whose contents are replaced every day have as many as there are days.
const maxArticles = 8

// textDigest names the words of an article. What is printed around it does not count, nor
// do case and punctuation.
func textDigest(headline, text string) string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(fold(headline)+"\n"+fold(text))))[:32]
}

// alike reports whether two articles of one address can be versions of one.
func alike(headA, textA, headB, textB string) bool {
	if h := fold(headA); h == fold(headB) && strings.Count(h, " ") > 3 {
		return true
	}
	a, b := runs(textA), runs(textB)
	if len(b) < len(a) {
		a, b = b, a
	}
	common := 0
	for r := range a {
		if _, ok := b[r]; ok {
			common++
		}
	}
	return common > 0 && float64(common) >= commonRuns*float64(len(a))
}

// runs are the runs of words of a text.
func runs(text string) map[string]struct{} {
	words := strings.Fields(fold(text))
	n := min(runWords, len(words))
	out := make(map[string]struct{}, len(words))
	for i := 0; n > 0 && i+n <= len(words); i++ {
		out[strings.Join(words[i:i+n], " ")] = struct{}{}
	}
	return out
}

// A versionRow is a version as it is being written.
type versionRow struct {
	page, article int64
	digest        string
}

// versioned finds what the address of a new page has already. It reports that the page is
// not to be kept: its words are those of a version that is there, which is noted to have
// been seen again; or it could not be read, where a version could. Else article is the page
// whose version it is, 0 for its own.
func (w *writer) versioned(e *Entry) (article int64, kept bool) {
	rows, texts := w.atAddress(e.address)
	if w.err != nil || len(rows) == 0 {
		return 0, false
	}
	if e.failed {
		return 0, true
	}
	compared := map[int64]bool{}
	for i, r := range rows {
		if r.digest == "" {
			t := texts(r.page)
			r.digest = textDigest(string(t.Headline), t.Text)
			w.do("UPDATE versions SET digest = ? WHERE page = ?", r.digest, r.page)
			rows[i] = r
		}
		if r.digest == e.digest {
			w.seen(r.page, e.seen)
			return 0, true
		}
	}
	for _, r := range rows {
		if compared[r.article] || len(compared) >= maxArticles {
			continue
		}
		compared[r.article] = true
		if t := texts(r.page); alike(string(t.Headline), t.Text, e.headline, e.text) {
			return r.article, false
		}
	}
	return 0, false
}

// atAddress returns the versions of an address, the last first, and what reads one.
func (w *writer) atAddress(address string) ([]versionRow, func(page int64) *readout.Article) {
	rows, err := w.tx.QueryContext(w.ctx, "SELECT page, article, digest FROM versions WHERE address = ? ORDER BY last DESC, page DESC", address)
	if err != nil {
		w.err = err
		return nil, nil
	}
	defer rows.Close()
	var out []versionRow
	for rows.Next() {
		var r versionRow
		if w.err = rows.Scan(&r.page, &r.article, &r.digest); w.err != nil {
			return nil, nil
		}
		out = append(out, r)
	}
	w.err = rows.Err()
	return out, func(page int64) *readout.Article {
		var rec readout.Record
		if err := w.s.head(w.ctx, w.tx, page, &rec); err != nil && w.err == nil {
			w.err = err
		}
		return &rec.Article
	}
}

// keepVersion notes a page that was written as a version, of article or, where that is 0, of
// its own.
func (w *writer) keepVersion(page, article int64, e *Entry) {
	if article == 0 {
		article = page
	}
	w.do("INSERT INTO versions (page, address, article, digest, first, last, seen, newer) VALUES (?, ?, ?, ?, ?, ?, 1, 0)",
		page, e.address, article, e.digest, e.seen, e.seen)
	if article != page {
		w.newest(article)
	}
}

// seenPage notes that the bytes of a page were served again.
func (w *writer) seenPage(page int64, e *Entry) {
	var there bool
	if w.err == nil {
		w.err = w.tx.QueryRowContext(w.ctx, "SELECT EXISTS (SELECT 1 FROM versions WHERE page = ? AND address = ? AND last < ?)", page, e.address, e.seen).Scan(&there)
	}
	if there {
		w.seen(page, e.seen)
	}
}

// seen notes that a version was served again.
func (w *writer) seen(page int64, at string) {
	w.do("UPDATE versions SET seen = seen + 1, last = CASE WHEN ? > last THEN ? ELSE last END WHERE page = ?", at, at, page)
	var article int64
	if w.err == nil {
		w.err = w.tx.QueryRowContext(w.ctx, "SELECT article FROM versions WHERE page = ?", page).Scan(&article)
	}
	w.newest(article)
}

// newest says of each version of an article which one is the newest. Those for which that
// changes count as changed pages: what a program keeps of them must be read anew.
func (w *writer) newest(article int64) {
	if w.err != nil {
		return
	}
	var page int64
	w.err = w.tx.QueryRowContext(w.ctx, "SELECT page FROM versions WHERE article = ? ORDER BY last DESC, page DESC LIMIT 1", article).Scan(&page)
	const differs = "article = ? AND newer <> CASE WHEN page = ? THEN 0 ELSE ? END"
	w.do("UPDATE articles SET language = language WHERE page IN (SELECT page FROM versions WHERE "+differs+" AND (newer = 0 OR page = ?))", article, page, page, page)
	w.do("UPDATE versions SET newer = CASE WHEN page = ? THEN 0 ELSE ? END WHERE "+differs, page, page, article, page, page)
}

// do carries out a statement that is rare enough not to be prepared.
func (w *writer) do(text string, args ...any) {
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, text, args...)
	}
}

// A Version is one of the texts that an article has had at its address.
type Version struct {
	Page   readout.PageID `json:"page"`
	First  string         `json:"first"`  // when it was first seen there: a time, a day or "" for not known
	Last   string         `json:"last"`   // and last
	Seen   int            `json:"seen"`   // how often it was served
	Newest bool           `json:"newest"` // it is what a search shows
}

// Versions returns the versions of the article that a page is one of, the oldest first; just
// the page where it has no others, and nothing for one that has no address.
func (s *Store) Versions(ctx context.Context, id readout.PageID) ([]Version, error) {
	n, err := s.page(ctx, id)
	if err != nil {
		return nil, err
	}
	const text = `SELECT p.head, v.first, v.last, v.seen, v.newer = 0 FROM versions v JOIN pages p ON p.id = v.page
		WHERE v.article = (SELECT article FROM versions WHERE page = ?) ORDER BY v.first, v.page`
	return s.versions(ctx, text, n)
}

// VersionsAt returns the versions of articles at an address, of each article the oldest
// first.
func (s *Store) VersionsAt(ctx context.Context, address string) ([]Version, error) {
	const text = `SELECT p.head, v.first, v.last, v.seen, v.newer = 0 FROM versions v JOIN pages p ON p.id = v.page
		WHERE v.address = ? ORDER BY v.article, v.first, v.page`
	return s.versions(ctx, text, address)
}

// VersionsNamed returns the versions of the one article whose addresses hold a text, and
// nothing where there are several such articles, or none.
func (s *Store) VersionsNamed(ctx context.Context, part string) ([]Version, error) {
	const text = `SELECT p.head, v.first, v.last, v.seen, v.newer = 0 FROM versions v JOIN pages p ON p.id = v.page
		WHERE v.article = (SELECT min(article) FROM versions WHERE address LIKE ? ESCAPE '!' HAVING min(article) = max(article)) ORDER BY v.first, v.page`
	like := strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(part)
	return s.versions(ctx, text, "%"+like+"%")
}

func (s *Store) versions(ctx context.Context, text string, args ...any) ([]Version, error) {
	rows, err := s.reader.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, s.explain("read versions", err)
	}
	defer rows.Close()
	var out []Version
	for rows.Next() {
		var v Version
		var head []byte
		if err := rows.Scan(&head, &v.First, &v.Last, &v.Seen, &v.Newest); err != nil {
			return nil, s.explain("read versions", err)
		}
		var page readout.Page
		if err := json.Unmarshal(head, &page); err != nil {
			return nil, s.damaged("a page's contents", err)
		}
		v.Page = page.ID
		out = append(out, v)
	}
	return out, s.explain("read versions", rows.Err())
}

// Newer returns the page of the newest version of an article, for a page that is an earlier
// one, else "".
func (s *Store) Newer(ctx context.Context, id readout.PageID) (readout.PageID, error) {
	n, err := s.page(ctx, id)
	if err != nil {
		return "", err
	}
	var head []byte
	err = s.reader.QueryRowContext(ctx, "SELECT p.head FROM versions v JOIN pages p ON p.id = v.newer WHERE v.page = ? AND v.newer <> 0", n).Scan(&head)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", s.explain("read versions", err)
	}
	var page readout.Page
	if err := json.Unmarshal(head, &page); err != nil {
		return "", s.damaged("a page's contents", err)
	}
	return page.ID, nil
}

// Reworded returns the last earlier version of the article of a hit that does not have the
// hit's sentence, and reports whether there is one.
func (s *Store) Reworded(ctx context.Context, h *Hit) (Version, bool, error) {
	list, err := s.Versions(ctx, h.Page.ID)
	if err != nil || len(list) < 2 {
		return Version{}, false, err
	}
	sentence := fold(h.Sentence.Text)
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Page == h.Page.ID {
			continue
		}
		rec, err := s.Record(ctx, list[i].Page)
		if err != nil {
			return Version{}, false, err
		}
		if !strings.Contains(fold(rec.Article.Text), sentence) {
			return list[i], true, nil
		}
	}
	return Version{}, false, nil
}

// CountEarlier counts the statements that a query finds in earlier versions of articles only:
// those that [Store.Search] leaves out.
func (s *Store) CountEarlier(ctx context.Context, q query.Query) (int, error) {
	p, err := s.plan(ctx, s.reader, q, false)
	if err != nil || !p.hides {
		return 0, err
	}
	var shown, all int
	for _, n := range []*int{&shown, &all} {
		count := p.count()
		if err := s.reader.QueryRowContext(ctx, count.text, count.args...).Scan(n); err != nil {
			return 0, s.explain("count", err)
		}
		p.hides = false
	}
	return all - shown, nil
}

// earlier is the list of pages that are earlier versions.
const earlier = "(SELECT page FROM versions WHERE newer <> 0)"

// hidesEarlier reports whether a search leaves out earlier versions: there are some, and the
// query does not name a page.
func (s *Store) hidesEarlier(ctx context.Context, db querier, asksPage, all bool) (bool, error) {
	if asksPage || all {
		return false, nil
	}
	var some bool
	err := db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM versions WHERE newer <> 0)").Scan(&some)
	return some, s.explain("search", err)
}
