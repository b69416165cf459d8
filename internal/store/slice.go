package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
)

// A Slice is part of an archive that was read into files beside the record.
type Slice struct {
	Job    string     `json:"job"`    // the part, as its job names it
	Pages  int        `json:"pages"`  // that were read
	Failed int        `json:"failed"` // that could not be
	Files  []PartFile `json:"files"`
}

// A PartFile is a file that holds rows of one kind.
type PartFile struct {
	Kind  string `json:"kind"` // "statements" or "events"
	Name  string `json:"name"` // below the folder of all files; made of the SHA-256 of its bytes
	Rows  int    `json:"rows"`
	Bytes int64  `json:"bytes"`
}

// SliceDone reports whether stages of these versions have read a part of an archive, and all
// of its files are there.
func (s *Store) SliceDone(ctx context.Context, job string, stages map[string]string) (bool, error) {
	err := s.reader.QueryRowContext(ctx, "SELECT job FROM slices WHERE job = ? AND stages = ?", storable(job), stageText(stages)).Scan(new(string))
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, s.explain("look for a part of an archive", err)
}

// CommitSlice notes that a part of an archive has been read by stages of some versions. Where
// that is noted already nothing changes: both made the same.
func (s *Store) CommitSlice(ctx context.Context, sl *Slice, stages map[string]string) error {
	files, err := json.Marshal(sl.Files)
	if err != nil {
		return err
	}
	return s.exec(ctx, "note a part of an archive", "INSERT INTO slices (job, stages, pages, failed, files) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		storable(sl.Job), stageText(stages), sl.Pages, sl.Failed, string(files))
}

// Slices returns the parts of archives that stages of some versions have read into files.
func (s *Store) Slices(ctx context.Context, stages map[string]string) ([]Slice, error) {
	type row struct {
		Slice
		files string
	}
	rows, err := rowsOf(ctx, s, "list parts of archives", "SELECT job, pages, failed, files FROM slices WHERE stages = ? ORDER BY job", []any{stageText(stages)},
		func(r *row) []any { return []any{&r.Job, &r.Pages, &r.Failed, &r.files} })
	if err != nil {
		return nil, err
	}
	out := make([]Slice, len(rows))
	for i := range rows {
		out[i] = rows[i].Slice
		if err := json.Unmarshal([]byte(rows[i].files), &out[i].Files); err != nil {
			return nil, s.damaged("a list of files", err)
		}
	}
	return out, nil
}
