package store

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
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

// An edition is a version of an article, as the writer knows it.
type edition struct {
	page     int64    // 0 for one of this batch until its pages have numbers
	article  *edition // the first version; nil where that is this one
	number   int64    // of the first version's page, where that is not in memory
	digest   string
	headline string
	text     string
	read     bool // headline and text are there
}

// first is the page of the article's first version.
func (v *edition) first() int64 {
	switch {
	case v.number != 0:
		return v.number
	case v.article != nil:
		return v.article.first()
	}
	return v.page
}

// Editions are the versions of the addresses of a batch, the last seen one last.
type editions struct {
	w  *writer
	at map[string][]*edition
}

// editions reads what the addresses of new pages have already.
func (w *writer) editions(entries []*Entry, there map[string]*known) (*editions, error) {
	var addresses []string
	for _, e := range entries {
		was := there[e.hash]
		if e.address != "" && !e.known && !e.unread && (was == nil || len(was.stages) == 0) {
			addresses = append(addresses, e.address)
		}
	}
	known := &editions{w: w, at: make(map[string][]*edition)}
	if len(addresses) == 0 {
		return known, nil
	}
	list, _ := json.Marshal(addresses) // strings
	text := "SELECT v.address, v.page, v.article, v.digest FROM versions v WHERE v.address IN (SELECT value FROM " + w.s.d.texts() + " j) ORDER BY v.last, v.page"
	rows, err := w.tx.QueryContext(w.ctx, text, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var address string
		var v edition
		if err := rows.Scan(&address, &v.page, &v.number, &v.digest); err != nil {
			return nil, err
		}
		known.at[address] = append(known.at[address], &v)
	}
	return known, rows.Err()
}

// place finds what a new page is at its address: a version, which is to be kept; or one that
// is there already, whose words it repeats. A page that could not be read is not kept where
// a version could.
func (k *editions) place(e *Entry) (v *edition, keep bool, err error) {
	if e.address == "" {
		return nil, true, nil
	}
	list := k.at[e.address]
	if e.failed {
		if len(list) == 0 {
			return nil, true, nil
		}
		return nil, false, nil
	}
	for _, v := range slices.Backward(list) {
		if v.digest == "" {
			if err := k.read(v); err != nil {
				return nil, false, err
			}
			v.digest = textDigest(v.headline, v.text)
		}
		if v.digest == e.digest {
			return v, false, nil
		}
	}
	fresh := &edition{digest: e.digest, headline: e.headline, text: e.text, read: true}
	fresh.article, err = k.article(list, e)
	k.at[e.address] = append(list, fresh)
	return fresh, true, err
}

// late is [editions.place] for a page that is kept already and read now for the first time:
// where its words are there it is a version all the same.
func (k *editions) late(e *Entry, page int64) (*edition, error) {
	v, keep, err := k.place(e)
	if err != nil || v == nil {
		return nil, err
	}
	if !keep {
		v = &edition{article: v, digest: e.digest, headline: e.headline, text: e.text, read: true}
		k.at[e.address] = append(k.at[e.address], v)
	}
	v.page = page
	return v, nil
}

// article finds the article that a new page is a version of; nil where it is its own.
func (k *editions) article(list []*edition, e *Entry) (*edition, error) {
	var compared []*edition // a version of each article
	same := func(v *edition) func(*edition) bool {
		return func(o *edition) bool {
			return o == v.article || o.article == v || o.article != nil && o.article == v.article || o.first() != 0 && o.first() == v.first()
		}
	}
	for _, v := range slices.Backward(list) {
		if slices.ContainsFunc(compared, same(v)) {
			continue
		}
		if len(compared) == maxArticles {
			break
		}
		compared = append(compared, v)
		if err := k.read(v); err != nil {
			return nil, err
		}
		if alike(v.headline, v.text, e.headline, e.text) {
			return v, nil
		}
	}
	return nil, nil
}

// read reads the words of a version that is in the record.
func (k *editions) read(v *edition) error {
	if v.read {
		return nil
	}
	var rec readout.Record
	if err := k.w.s.head(k.w.ctx, k.w.tx, v.page, &rec); err != nil {
		return err
	}
	v.headline, v.text, v.read = string(rec.Article.Headline), rec.Article.Text, true
	return nil
}

// What is written of versions. The newest one of an article is that which was seen last.
const (
	noteVersion  = "INSERT INTO versions (page, address, article, digest, first, last, seen, newer) VALUES (?, ?, ?, ?, ?, ?, 1, 0)"
	noteSeen     = "UPDATE versions SET seen = seen + 1, digest = ?, last = CASE WHEN ? > last THEN ? ELSE last END WHERE page = ?"
	noteSeenPage = "UPDATE versions SET seen = seen + 1, last = ? WHERE page = ? AND address = ? AND last < ?"
	noteDigest   = "UPDATE versions SET digest = ? WHERE page = ?"

	newestPage = "(SELECT m.page FROM versions m WHERE m.article = versions.article ORDER BY m.last DESC, m.page DESC LIMIT 1)"
	newerPage  = "CASE WHEN versions.page = " + newestPage + " THEN 0 ELSE " + newestPage + " END"
	// Pages that begin or cease to be the newest version count as changed: what a program
	// keeps of them must be read anew.
	touchOlder   = "UPDATE articles SET language = language WHERE page IN (SELECT versions.page FROM versions WHERE versions.article = ? AND versions.newer <> " + newerPage + ")"
	noteNewest   = "UPDATE versions SET newer = " + newerPage + " WHERE article = ? AND newer <> " + newerPage
	ofPage       = "(SELECT o.article FROM versions o WHERE o.page = ?)"
	touchOlderOf = "UPDATE articles SET language = language WHERE page IN (SELECT versions.page FROM versions WHERE versions.article = " + ofPage + " AND versions.newer <> " + newerPage + ")"
	noteNewestOf = "UPDATE versions SET newer = " + newerPage + " WHERE article = " + ofPage + " AND newer <> " + newerPage
)

// version notes a page that was written as a version.
func (w *writer) version(v *edition, e *Entry) {
	if v == nil {
		return
	}
	w.out.note(noteVersion, v.page, e.address, v.first(), v.digest, e.seen, e.seen)
	if v.first() != v.page {
		w.newest(v.first())
	}
}

// again notes that the words of a version were served again by a page that is not kept.
func (w *writer) again(v *edition, e *Entry) {
	if v == nil {
		return
	}
	w.out.note(noteSeen, v.digest, e.seen, e.seen, v.page)
	w.newest(v.first())
}

// seenPage notes that the bytes of a page were served again.
func (w *writer) seenPage(page int64, e *Entry) {
	w.out.note(noteSeenPage, e.seen, page, e.address, e.seen)
	w.out.note(touchOlderOf, page)
	w.out.note(noteNewestOf, page)
}

// newest says of each version of an article which one is the newest.
func (w *writer) newest(article int64) {
	w.out.note(touchOlder, article)
	w.out.note(noteNewest, article)
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

// Newer returns, for those of some pages that are earlier versions of articles, the pages of
// the newest ones. Pages go by their numbers.
func (s *Store) Newer(ctx context.Context, pages []int64) (map[int64]readout.PageID, error) {
	list, _ := json.Marshal(pages) // numbers
	text := "SELECT v.page, p.head FROM " + s.d.numbers() + " j" + s.d.join() + "versions v ON v.page = j.value AND v.newer <> 0" +
		s.d.join() + "pages p ON p.id = v.newer"
	rows, err := s.reader.QueryContext(ctx, text, string(list))
	if err != nil {
		return nil, s.explain("read versions", err)
	}
	defer rows.Close()
	out := make(map[int64]readout.PageID)
	for rows.Next() {
		var n int64
		var head []byte
		if err := rows.Scan(&n, &head); err != nil {
			return nil, s.explain("read versions", err)
		}
		var page readout.Page
		if err := json.Unmarshal(head, &page); err != nil {
			return nil, s.damaged("a page's contents", err)
		}
		out[n] = page.ID
	}
	return out, s.explain("read versions", rows.Err())
}

// NewerThan returns the page of the newest version of the article of which a page is an earlier
// one, or "". Its error wraps [readout.ErrNotFound] where there is no such page.
func (s *Store) NewerThan(ctx context.Context, id readout.PageID) (readout.PageID, error) {
	n, err := s.page(ctx, id)
	if err != nil {
		return "", err
	}
	newer, err := s.Newer(ctx, []int64{n})
	return newer[n], err
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
