package store

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

// A page that an archive names by its digest is the one that it had under that digest,
// before in the batch or in the record; how far the archive was read is kept with it.
func TestStore_Put_archive(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		stages := map[string]string{"article": "article/2"}
		page := func(text, digest string) *Entry {
			t.Helper()
			rec := readout.Record{Schema: readout.Schema, Stages: stages, Page: readout.Page{ID: readout.PageIDOf([]byte(text)), Path: "a.warc#0"}}
			e, err := s.Prepare([]byte(text), &rec, nil)
			if err != nil {
				t.Fatal(err)
			}
			return e.Carrying(digest)
		}
		from := func(url string) readout.Page {
			return readout.Page{Path: readout.Opt("a.warc#" + url), URL: readout.Opt(url), Captured: "2031-05-02"}
		}
		at := Archive{Name: "a.warc", Size: 100, Head: "10:x", Start: 40, Skip: 2}
		put := func(entries ...*Entry) []Outcome {
			t.Helper()
			got, err := s.Put(t.Context(), entries...)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		got := put(Revisited("sha1:ONE", from("u0")), page("one", "sha1:ONE"), Revisited("sha1:ONE", from("u1")), page("two", ""), Revisited("sha1:TWO", from("u2")), Reached(at, stages))
		if want := []Outcome{Unresolved, Added, Kept, Added, Unresolved, Kept}; !slices.Equal(got, want) {
			t.Errorf("outcomes %v, want %v", got, want)
		}
		at.Start, at.Skip = 90, 0
		if got := put(Revisited("sha1:ONE", from("u3")), Reached(at, stages)); !slices.Equal(got, []Outcome{Kept, Kept}) {
			t.Errorf("outcomes %v", got)
		}
		paper, err := s.Paper(t.Context(), readout.PageIDOf([]byte("one")))
		if err != nil {
			t.Fatal(err)
		}
		var urls []string
		for _, p := range paper.Sources {
			urls = append(urls, string(p.URL))
		}
		if !slices.Equal(urls, []string{"", "u1", "u3"}) {
			t.Errorf("sources %q", urls)
		}
		for _, tt := range []struct {
			name, archive string
			stages        map[string]string
			want          Archive
		}{
			{"where it was left", "a.warc", stages, at},
			{"by older stages", "a.warc", map[string]string{"article": "article/3"}, Archive{}},
			{"another one", "b.warc", stages, Archive{}},
		} {
			got, err := s.Archive(t.Context(), tt.archive, tt.stages)
			if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
				t.Errorf("%s: %v (-want +got):\n%s", tt.name, err, diff)
			}
		}
	})
}
