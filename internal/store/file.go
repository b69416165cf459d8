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
	const text = `INSERT INTO files (kind, name, n, data) VALUES (?, ?, (SELECT coalesce(max(n), 0) + 1 FROM files), ?)
		ON CONFLICT (kind, name) DO UPDATE SET data = excluded.data WHERE files.data <> excluded.data`
	return s.exec(ctx, "keep file "+f.Name, text, f.Kind, f.Name, f.Data)
}

// Files returns the files of a kind, in the order in which they came.
func (s *Store) Files(ctx context.Context, kind string) ([]File, error) {
	return rowsOf(ctx, s, "read files", "SELECT kind, name, data FROM files WHERE kind = ? ORDER BY n, name", []any{kind},
		func(f *File) []any { return []any{&f.Kind, &f.Name, &f.Data} })
}
