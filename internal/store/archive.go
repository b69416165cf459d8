package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"readout"
)

// An Archive is a file of many pages and how far it has been read.
type Archive struct {
	Name  string // the file, as it was named
	Size  int64  // bytes
	Head  string // digest of its first bytes, by which another file of that name is told
	Start int64  // where the next record begins: bytes of the file
	Skip  int64  // bytes that the gzip member there unpacks to before it
}

// Archive returns how far stages have read the archive of a name: the zero Archive where
// they have not, or older ones have.
func (s *Store) Archive(ctx context.Context, name string, stages map[string]string) (Archive, error) {
	a := Archive{Name: name}
	var have string
	const text = "SELECT size, head, start, skip, stages FROM archives WHERE name = ?"
	err := s.reader.QueryRowContext(ctx, text, storable(name)).Scan(&a.Size, &a.Head, &a.Start, &a.Skip, &have)
	if errors.Is(err, sql.ErrNoRows) {
		return Archive{}, nil
	}
	if err != nil {
		return Archive{}, s.explain("look for an archive", err)
	}
	var old map[string]string
	if err := json.Unmarshal([]byte(have), &old); err != nil {
		return Archive{}, s.damaged("stage versions", err)
	}
	if supersedes(stages, old) {
		return Archive{}, nil
	}
	return a, nil
}

// Reached makes an entry that notes how far stages have read an archive. It is written
// with the pages before it or not at all.
func Reached(a Archive, stages map[string]string) *Entry {
	return &Entry{reached: &a, stages: stages}
}

// Carrying notes the digest under which an archive has the page.
func (e *Entry) Carrying(digest string) *Entry {
	e.payload = indexable(storable(digest))
	return e
}

// Revisited makes an entry of a page that an archive names by its digest alone: the place
// is noted of the page that has it. Where the record has none the outcome is [Unresolved].
func Revisited(digest string, from readout.Page) *Entry {
	return &Entry{page: from, payload: indexable(storable(digest)), revisit: true}
}

// carried returns the pages that are there of those whose digests are named.
func (w *writer) carried(entries []*Entry) (map[string]*known, error) {
	var digests []string
	for _, e := range entries {
		if e.payload != "" {
			digests = append(digests, e.payload)
		}
	}
	there := make(map[string]*known)
	if len(digests) == 0 {
		return there, nil
	}
	list, _ := json.Marshal(digests) // strings
	text := "SELECT digest, page FROM payloads WHERE digest IN (SELECT value FROM " + w.s.d.texts() + " j)"
	rows, err := w.tx.QueryContext(w.ctx, text, string(list))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var digest string
		var k known
		if err := rows.Scan(&digest, &k.id); err != nil {
			return nil, err
		}
		there[digest] = &k
	}
	return there, rows.Err()
}

// reached notes how far an archive was read.
func (w *writer) reached(e *Entry) {
	a := e.reached
	w.out.note(noteReached, storable(a.Name), a.Size, a.Head, a.Start, a.Skip, stageText(e.stages))
}

// What is written of archives.
const (
	noteReached = `INSERT INTO archives (name, size, head, start, skip, stages) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET size = excluded.size, head = excluded.head, start = excluded.start, skip = excluded.skip, stages = excluded.stages`
	notePayload = "INSERT INTO payloads (digest, page) VALUES (?, ?) ON CONFLICT DO NOTHING"
)
