package source

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// collect walks and returns what came, in short form: path or URL and bytes, and errors.
func collect(t *testing.T, opt Options, args ...string) (got, errs []string) {
	t.Helper()
	for p, err := range Walk(context.Background(), args, opt) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		got = append(got, filepath.Base(p.Path)+p.URL+"="+string(p.Bytes))
	}
	return got, errs
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWalk_directory(t *testing.T) {
	dir := t.TempDir()
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	w.Write([]byte("zipped"))
	w.Close()
	write(t, dir, map[string]string{"b.txt": "two", "a.html": "one", "sub/c.txt.gz": z.String(), "notes.md": "x", ".git/d.txt": "hidden", "bad.txt.gz": "no gzip"})
	var skipped []string
	got, errs := collect(t, Options{OnSkip: func(p string) { skipped = append(skipped, filepath.Base(p)) }}, dir)
	if want := []string{"a.html=one", "b.txt=two", "c.txt.gz=zipped"}; !cmp.Equal(got, want) {
		t.Errorf("pages = %v, want %v", got, want)
	}
	if len(errs) != 1 || !strings.Contains(errs[0], "bad.txt.gz: not a gzip file") {
		t.Errorf("errors = %v, want the bad gzip file", errs)
	}
	if !cmp.Equal(skipped, []string{"notes.md"}) {
		t.Errorf("skipped = %v, want notes.md", skipped)
	}
}

func TestWalk_goesOnAfterErrors(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.txt": "good"})
	got, errs := collect(t, Options{Stdin: strings.NewReader("from standard input")}, filepath.Join(dir, "none.txt"), "-", filepath.Join(dir, "a.txt"))
	if want := []string{".=from standard input", "a.txt=good"}; !cmp.Equal(got, want) {
		t.Errorf("pages = %v, want %v", got, want)
	}
	if len(errs) != 1 || !strings.Contains(errs[0], "none.txt: no such file or directory") {
		t.Errorf("errors = %v", errs)
	}
}

func TestWalk_unreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("the superuser can read every file")
	}
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.txt": "good", "b.txt": "secret"})
	os.Chmod(filepath.Join(dir, "b.txt"), 0)
	got, errs := collect(t, Options{}, dir)
	if len(got) != 1 || len(errs) != 1 || !strings.Contains(errs[0], "permission denied") {
		t.Errorf("got %v, %v", got, errs)
	}
}

func TestWalk_tooLarge(t *testing.T) {
	path := filepath.Join(t.TempDir(), "zeros.html")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(2 << 30); err != nil { // sparse: takes no room
		t.Skip("no sparse files here")
	}
	f.Close()
	_, errs := collect(t, Options{}, path)
	if len(errs) != 1 || !strings.Contains(errs[0], "larger than 32 MiB") {
		t.Errorf("errors = %v", errs)
	}
}

func TestWalk_lines(t *testing.T) {
	in := `{"id":"a1","text":"One.","headline":"H","published":"2024-03-01"}` + "\n\n" +
		`{"id":2,"text":"Two."}` + "\n" + `{"id":"x"}` + "\n" + `not json` + "\n" +
		`{"id":"y","text":"","published":"March"}` + "\n" +
		`{"id":"long","text":"` + strings.Repeat("a", MaxPage) + `"}` + "\n" + `{"text":"Last."}`
	var pages []Page
	var errs []string
	for p, err := range Walk(context.Background(), []string{"-"}, Options{As: "jsonl", Stdin: strings.NewReader(in)}) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		pages = append(pages, p)
	}
	want := []Page{
		{ID: "a1", Path: "#a1", Bytes: []byte("One."), Form: "body", MediaType: "text/plain", Headline: "H", Published: "2024-03-01"},
		{ID: "2", Path: "#2", Bytes: []byte("Two."), Form: "body", MediaType: "text/plain"},
		{Path: "#8", Bytes: []byte("Last."), Form: "body", MediaType: "text/plain"},
	}
	if diff := cmp.Diff(want, pages); diff != "" {
		t.Errorf("pages (-want +got):\n%s", diff)
	}
	for i, part := range []string{`:4: no "text"`, ":5: not a JSON object", `:6: "published": "March"`, ":7: the line is longer"} {
		if i >= len(errs) || !strings.Contains(errs[i], part) {
			t.Errorf("error %d of %q does not name %q", i, errs, part)
		}
	}
}

func TestWalk_stops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range Walk(ctx, []string{"-"}, Options{As: "jsonl", Stdin: strings.NewReader(strings.Repeat("{\"text\":\"a\"}\n", 100))}) {
		n++
		if n == 3 {
			cancel()
		}
	}
	if n != 3 {
		t.Errorf("%d pages after the end of the context, want 3", n)
	}
}

// Standard input in which nothing comes, such as a terminal, does not keep the program.
func TestWalk_stopsWaiting(t *testing.T) {
	for _, as := range []string{"auto", "jsonl"} {
		ctx, cancel := context.WithCancel(context.Background())
		silent, _ := io.Pipe()
		time.AfterFunc(20*time.Millisecond, cancel)
		for p, err := range Walk(ctx, []string{"-"}, Options{As: as, Stdin: silent}) {
			t.Errorf("as %s: got %+v, %v, want nothing", as, p, err)
		}
		silent.Close()
	}
}

func TestWalk_addressesOfOtherKinds(t *testing.T) {
	_, errs := collect(t, Options{}, "gopher://example.org/a")
	if len(errs) != 1 || !strings.Contains(errs[0], "only http:// and https://") {
		t.Errorf("errors = %v", errs)
	}
}
