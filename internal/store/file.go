package store

import (
	"context"
)

// The kinds of file that a record keeps.
const (
	ActorFile = "actors"
	IssueFile = "issues"
)

// A File is an actor or issue file that the record's pages were read with.
type File struct {
	Kind string
	Name string // without its folder; there is one of a name and kind
	Data []byte
}

// PutFile keeps a file, in place of one of the same kind and name.
func (s *Store) PutFile(ctx context.Context, f File) error {
	if s.writer == nil {
		return s.readOnly()
	}
	const text = `INSERT INTO files (kind, name, n, data) VALUES (?1, ?2, (SELECT coalesce(max(n), 0) + 1 FROM files), ?3)
		ON CONFLICT (kind, name) DO UPDATE SET data = excluded.data WHERE data <> excluded.data`
	_, err := s.writer.ExecContext(ctx, text, f.Kind, f.Name, f.Data)
	return s.explain("keep file "+f.Name, err)
}

// Files returns the files of a kind, in the order in which they came.
func (s *Store) Files(ctx context.Context, kind string) ([]File, error) {
	rows, err := s.reader.QueryContext(ctx, "SELECT kind, name, data FROM files WHERE kind = ? ORDER BY n", kind)
	if err != nil {
		return nil, s.explain("read files", err)
	}
	defer rows.Close()
	var out []File
	for rows.Next() {
		var f File
		if err := rows.Scan(&f.Kind, &f.Name, &f.Data); err != nil {
			return nil, s.explain("read files", err)
		}
		out = append(out, f)
	}
	return out, s.explain("read files", rows.Err())
}
