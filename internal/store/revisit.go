package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// What is written of pages that an archive names by a digest which the record does not have.
const (
	noteRevisit = "INSERT INTO revisits (digest, mark, path, url, captured) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
	noteCome    = `INSERT INTO page_sources (page, path, url, name, captured)
		SELECT p.page, r.path, r.url, '', r.captured FROM revisits r JOIN payloads p ON p.digest = r.digest WHERE r.digest = ? ON CONFLICT DO NOTHING`
	clearCome = "DELETE FROM revisits WHERE digest = ? AND EXISTS (SELECT 1 FROM payloads p WHERE p.digest = revisits.digest)"
)

// await keeps the place of a page until its bytes come.
func (w *writer) await(e *Entry) {
	path, url, day := storable(string(e.page.Path)), storable(string(e.page.URL)), string(e.page.Captured)
	mark := sha256.Sum256([]byte(strings.Join([]string{path, url, day}, "\x00")))
	w.out.note(noteRevisit, e.payload, hex.EncodeToString(mark[:16]), path, url, day)
	w.awaited[e.payload] = true
}

// awaitedOf looks for which of the digests that pages of a batch carry places wait.
func (w *writer) awaitedOf(entries []*Entry) error {
	w.awaited = make(map[string]bool)
	list := payloadsOf(entries, func(e *Entry) bool { return !e.revisit })
	if list == "" {
		return nil
	}
	return digestsOf(w.ctx, w.tx, "SELECT DISTINCT digest FROM revisits WHERE digest IN (SELECT value FROM "+w.s.d.texts()+" j)", list, w.awaited)
}

// payloadsOf returns the digests of some of the entries as JSON, "" for none.
func payloadsOf(entries []*Entry, which func(*Entry) bool) string {
	var out []string
	for _, e := range entries {
		if e.payload != "" && which(e) {
			out = append(out, e.payload)
		}
	}
	if len(out) == 0 {
		return ""
	}
	list, _ := json.Marshal(out) // strings
	return string(list)
}

func digestsOf(ctx context.Context, db querier, text, list string, into map[string]bool) error {
	rows, err := db.QueryContext(ctx, text, list)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var digest string
		if err := rows.Scan(&digest); err != nil {
			return err
		}
		into[digest] = true
	}
	return rows.Err()
}

// come notes the places that wait of pages that came.
func (w *writer) come() {
	for _, digest := range slices.Sorted(maps.Keys(w.awaited)) {
		w.out.note(noteCome, digest)
		w.out.note(clearCome, digest)
	}
}

// comeMeanwhile looks once more, when a batch is written, for places that wait although their
// page is there: another program may have written one while this one wrote the other, and
// neither saw both.
func (s *Store) comeMeanwhile(ctx context.Context, entries []*Entry) error {
	list := payloadsOf(entries, func(*Entry) bool { return true })
	if list == "" {
		return nil
	}
	late := make(map[string]bool)
	err := digestsOf(ctx, s.reader, "SELECT DISTINCT r.digest FROM revisits r JOIN payloads p ON p.digest = r.digest WHERE r.digest IN (SELECT value FROM "+s.d.texts()+" j)", list, late)
	if err != nil || len(late) == 0 {
		return s.explain("look for pages", err)
	}
	return s.change(ctx, "write pages", func(_ *sql.Conn, tx *sql.Tx) error {
		for _, digest := range slices.Sorted(maps.Keys(late)) {
			for _, text := range []string{noteCome, clearCome} {
				if _, err := tx.ExecContext(ctx, text, digest); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// Awaited counts the places of pages whose bytes an archive had before and the record does
// not have yet.
func (s *Store) Awaited(ctx context.Context) (n int, err error) {
	err = s.reader.QueryRowContext(ctx, "SELECT count(*) FROM revisits").Scan(&n)
	return n, s.explain("count", err)
}
