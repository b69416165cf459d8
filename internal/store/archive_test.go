package store

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

// A page that an archive names by its digest is the one that it had under that digest,
// before in the batch or in the record, or comes to have; how far the archive was read is kept with it.
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
		if !slices.Equal(urls, []string{"", "u0", "u1", "u3"}) {
			t.Errorf("sources %q", urls)
		}
		if n, err := s.Awaited(t.Context()); err != nil || n != 1 { // that of the other page
			t.Errorf("%d places wait, %v", n, err)
		}
		// The page comes later, from another part of the archive; the place is noted once.
		put(Revisited("sha1:TWO", from("u2")), Revisited("sha1:TWO", from("u4")), Revisited("sha1:THREE", from("u5")))
		put(page("two, at last", "sha1:TWO"))
		paper, err = s.Paper(t.Context(), readout.PageIDOf([]byte("two, at last")))
		if n, e := s.Awaited(t.Context()); err != nil || e != nil || n != 1 || len(paper.Sources) != 3 || paper.Sources[1].URL != "u2" || paper.Sources[2].Captured != "2031-05-02" {
			t.Errorf("%d places wait, %+v, %v, %v", n, paper.Sources, err, e)
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

// Programs that write a page and its other places at the same time lose none of them.
func TestStore_Put_revisitsTogether(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		const pages = 40
		var wait sync.WaitGroup
		wait.Go(func() {
			for i := range pages {
				text := fmt.Sprint("page ", i)
				rec := readout.Record{Schema: readout.Schema, Stages: map[string]string{}, Page: readout.Page{ID: readout.PageIDOf([]byte(text)), Path: "a.warc"}}
				e, err := s.Prepare([]byte(text), &rec, nil)
				if err == nil {
					_, err = s.Put(t.Context(), e.Carrying(fmt.Sprint("sha1:", i)))
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
		for i := range pages {
			if _, err := s.Put(t.Context(), Revisited(fmt.Sprint("sha1:", i), readout.Page{Path: "b.warc", URL: "u"})); err != nil {
				t.Error(err)
			}
		}
		wait.Wait()
		if n, err := s.Awaited(t.Context()); n != 0 || err != nil {
			t.Errorf("%d places wait, %v", n, err)
		}
	})
}
