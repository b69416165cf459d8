package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/correct"
	"readout/internal/query"
)

// fillRecord writes into every kind of table.
func fillRecord(t *testing.T, s *Store) {
	t.Helper()
	for i := range 30 {
		text := fmt.Sprintf("“The corridor must reopen %d”, Lim told Tal.\n必须开放, said Tal.\nThey met on Saturday.", i/3)
		bytes, rec := page(t, fmt.Sprint("p", i), text, readout.MakeDay(2023, 4, 1+i%9),
			said{words: "“The corridor must reopen", by: lim(), to: tal(), kind: readout.Direct, issues: []string{"The corridor", "the corridor"}},
			said{words: "必须开放", by: tal(), kind: readout.Indirect})
		rec.Events = readout.List[readout.Event]{{ID: readout.EventID(fmt.Sprintf("e%d", i)), Kind: "meeting", Class: "CONSULT", Status: readout.Happened,
			Date:         readout.Time{Interval: readout.On("2023-04-01", readout.Stated)},
			Participants: readout.List[readout.Participant]{{Party: *lim(), Role: "actor"}, {Party: *tal(), Role: "actor"}}}}
		rec.Statements[0].Event = rec.Events[0].ID
		put(t, s, bytes, rec)
	}
	bytes, rec := page(t, "caf\xe9\x00", "", "")
	rec.Problems = readout.List[readout.Problem]{{Stage: "article", Kind: "empty", Message: "no text"}}
	put(t, s, bytes, rec)
	ctx := t.Context()
	_, wrong := s.Correct(ctx, correct.Correction{Kind: correct.Date, Page: rec.Page.ID, Who: "ana", At: "2024-01-01T00:00:00Z", New: correct.Value{Date: &readout.Interval{Earliest: "2023-04-02", Latest: "2023-04-02"}}})
	_, left, err := s.Link(ctx, 1000)
	if err := errors.Join(err, wrong, s.PutFile(ctx, File{Kind: ActorFile, Name: "a.toml", Data: []byte{0, 1, 255}}),
		s.PutUser(ctx, User{Name: "ana", Role: "editor"}), s.PutGrant(ctx, Grant{Hash: []byte{1, 2}, User: "ana", Name: "nightly"}),
		s.Note(ctx, Act{What: "sign-in", Who: "ana"}), s.AddAlert(ctx, Alert{ID: "a1", Query: "corridor", Mail: "a@example.org", Days: 1}),
		s.Draw(ctx, Drawing{ID: "d1"}, []readout.StatementID{"p1-0"}), s.Judge(ctx, Judgement{Sample: "d1", Statement: "p1-0", Who: "ana"})); err != nil || left > 0 {
		t.Fatal(err, left)
	}
}

func digests(t *testing.T, s *Store) []TableDigest {
	t.Helper()
	out, err := s.Digests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// From SQLite to PostgreSQL and back: the same rows, the same answers, and the record goes on.
func TestCopy_thereAndBack(t *testing.T) {
	here := openTest(t, filepath.Join(t.TempDir(), "r.db"))
	fillRecord(t, here)
	there, back := openTest(t, postgresRecord(t)), openTest(t, filepath.Join(t.TempDir(), "r.db"))
	for _, way := range [][2]*Store{{here, there}, {there, back}} {
		copied, err := Copy(t.Context(), way[0], way[1], func(string, int64, int64) {})
		if err != nil {
			t.Fatal(err)
		}
		if len(copied) < 30 {
			t.Errorf("%d tables copied", len(copied))
		}
		if d := cmp.Diff(digests(t, way[0]), digests(t, way[1])); d != "" {
			t.Errorf("-from +to:\n%s", d)
		}
		if _, err := Copy(t.Context(), way[0], way[1], func(string, int64, int64) {}); !errors.Is(err, readout.ErrInvalid) {
			t.Errorf("a second copy: %v, want ErrInvalid", err)
		}
	}
	for _, text := range []string{"corridor", "said:corridor", `"must reopen"`, "开放", "reop* -2", "event:e3"} {
		want := find(t, here, text)
		for _, s := range []*Store{there, back} {
			if d := cmp.Diff(want, find(t, s, text)); d != "" || len(want) == 0 {
				t.Errorf("%s in %s: -want +got:\n%s", text, s.Path(), d)
			}
		}
	}
	for _, s := range []*Store{here, there, back} {
		bytes, rec := page(t, "new", "Lim said yes.", "2024-01-01", said{words: "yes", by: lim()}, said{words: "Lim", by: &readout.Party{Name: "Somebody New"}})
		if got := put(t, s, bytes, rec); got != Added {
			t.Errorf("a page after the copy: %v", got)
		}
		if n, err := s.Correct(t.Context(), correct.Correction{Kind: correct.Same, Page: rec.Page.ID}); err != nil || n != 2 {
			t.Errorf("a correction after the copy is number %d, %v", n, err)
		}
	}
	for _, s := range []*Store{there, back} {
		want, err := here.Digests(t.Context(), "pages.came")
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Digests(t.Context(), "pages.came")
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("after a page more: %v, -want +got:\n%s", err, d)
		}
	}
}

// Rank is the same, to the last digits that the two reckon alike.
func TestRank_isAlike(t *testing.T) {
	here, there := openTest(t, filepath.Join(t.TempDir(), "r.db")), openTest(t, postgresRecord(t))
	for i := range 40 {
		var text strings.Builder
		text.WriteString("The road")
		for k := range i % 7 {
			text.WriteString(fmt.Sprintf(" and the road %d of Zürich", k*i%5))
		}
		bytes, rec := page(t, fmt.Sprint("p", i), text.String()+".", "2023-04-01", said{words: text.String(), by: lim()})
		put(t, here, bytes, rec)
		put(t, there, bytes, rec)
	}
	for _, text := range []string{"road", `zurich OR "road 4"`, "said:road the", "roa* OR zzz", "ro* OR 1 OR 2"} {
		q := parse(t, text)
		a, b := ranked(t, here, q), ranked(t, there, q)
		if len(a) != len(b) || len(a) == 0 {
			t.Errorf("%s: %d and %d hits", text, len(a), len(b))
		}
		for i := range min(len(a), len(b)) {
			if d := a[i].Score - b[i].Score; a[i].Number != b[i].Number || d > 1e-9 || d < -1e-9 {
				t.Errorf("%s: hit %d is %+v and %+v", text, i, a[i], b[i])
				break
			}
		}
	}
}

func ranked(t *testing.T, s *Store, q query.Query) []Ranked {
	t.Helper()
	var numbers []Number
	for h, err := range s.Search(t.Context(), q, SearchOptions{}) {
		if err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, h.Number)
	}
	out, err := s.Rank(t.Context(), q, numbers)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
