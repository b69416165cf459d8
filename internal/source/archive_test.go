package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"readout"
)

func zipped(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(text))
	z.Close()
	return b.String()
}

func zstded(t *testing.T, text string) string {
	t.Helper()
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(z.EncodeAll([]byte(text), nil))
}

func answer(url, head, body string) string {
	block := "HTTP/1.1 " + head + "\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2031-05-02T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, len(block), block)
}

func TestWalk_nestedArchives(t *testing.T) {
	dir := t.TempDir()
	page := answer("https://korvan.example/a", "200 OK\r\nContent-Type: text/plain; charset=koi8-r", "page")
	write(t, dir, map[string]string{
		"a/b/crawl.warc.gz": zipped(page) + zipped(answer("https://korvan.example/b", "301 Moved", "")),
		"a/plain.warc":      page,
		"a/packed.warc.zst": zstded(t, page),
		"a/b/c/one.html.gz": zipped("one"),
		"a/b/c/two.txt.zst": zstded(t, "two"),
		"a/feed.xml":        "<rss></rss>",
		"bad.html.zst":      "no zstd",
	})
	passed := map[string]int{}
	var got, errs []string
	for p, err := range Walk(t.Context(), []string{dir}, Options{OnPass: func(kind string) { passed[kind]++ }}) {
		if err != nil {
			errs = append(errs, err.Error())
			continue
		}
		got = append(got, strings.Join([]string{filepath.Base(p.Path), p.URL, p.MediaType, string(p.Captured), string(p.Bytes)}, " "))
	}
	const rest = " https://korvan.example/a text/plain; charset=koi8-r 2031-05-02 page"
	want := []string{"one.html.gz    one", "two.txt.zst  text/plain  two", "crawl.warc.gz#0" + rest, "packed.warc.zst#0" + rest, "plain.warc#0" + rest}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(errs) != 1 || !strings.Contains(errs[0], "bad.html.zst") || passed["redirect"] != 1 {
		t.Errorf("errors %q, passed %v", errs, passed)
	}
}

// From whichever mark an archive is gone on with, the rest of its pages comes, each once; a
// file that grew is gone on with, another one is begun anew.
func TestWalk_resume(t *testing.T) {
	var parts []string
	for i := range 5 {
		parts = append(parts, answer(fmt.Sprintf("https://korvan.example/%d", i), "200 OK\r\nContent-Type: text/html", fmt.Sprint("page ", i)), answer("x", "404 No", ""))
	}
	var members strings.Builder
	for _, p := range parts {
		members.WriteString(zipped(p))
	}
	for name, content := range map[string]string{"plain.warc": strings.Join(parts, ""), "members.warc.gz": members.String(), "one.warc.gz": zipped(strings.Join(parts, "")), "one.warc.zst": zstded(t, strings.Join(parts, ""))} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
			all, marks := walkFrom(t, file, Archive{})
			if len(all) != 5 {
				t.Fatalf("pages %q", all)
			}
			for i, m := range marks {
				got, _ := walkFrom(t, file, m.Archive)
				if want := all[min(i+1, len(all)):]; !slices.Equal(got, want) {
					t.Errorf("from mark %d, %s: %q, want %q", i, m.Place, got, want)
				}
			}
			last := marks[len(marks)-1]
			if last.Read != int64(len(content)) && !strings.HasSuffix(name, ".zst") {
				t.Errorf("%d of %d bytes read", last.Read, len(content))
			}
			other := last.Archive
			other.Head = "10:abc"
			if got, _ := walkFrom(t, file, other); len(got) != 5 {
				t.Errorf("of another file of that name: %q", got)
			}
			if strings.HasSuffix(name, ".zst") {
				return
			}
			more := answer("https://korvan.example/5", "200 OK\r\nContent-Type: text/html", "page 5")
			if strings.HasSuffix(name, ".gz") {
				more = zipped(more)
			}
			if err := os.WriteFile(file, []byte(content+more), 0o644); err != nil {
				t.Fatal(err)
			}
			if got, _ := walkFrom(t, file, last.Archive); !slices.Equal(got, []string{"page 5"}) {
				t.Errorf("of a file that grew: %q", got)
			}
		})
	}
}

func walkFrom(t *testing.T, file string, had Archive) (pages []string, marks []*Mark) {
	t.Helper()
	resume := func(context.Context, string) (Archive, error) { return had, nil }
	for p, err := range Walk(t.Context(), []string{file}, Options{Resume: resume}) {
		if err != nil {
			t.Fatal(err)
		}
		if marks = append(marks, p.Mark); !p.Passed {
			pages = append(pages, string(p.Bytes))
		}
	}
	return pages, marks
}

func TestKindOf(t *testing.T) {
	for in, want := range map[string]string{
		"text/HTML; charset=x": "", "": "", "text/plain": "", "image/png": "image", "video/mp4": "video", "text/css": "style sheet",
		"application/pdf": "PDF", "application/javascript": "script", "application/rss+xml": "XML", "application/json": "JSON", "application/zip": "other content",
	} {
		if got := kindOf(in); got != want {
			t.Errorf("kindOf(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestParseFields(t *testing.T) {
	for in, want := range map[string]Fields{
		"":     {},
		"body": {Text: "body"},
		"text=body, headline=title,published=meta.date,url=link,id=key": {Text: "body", Headline: "title", Published: "meta.date", URL: "link", ID: "key"},
	} {
		if got, err := ParseFields(in); err != nil || got != want {
			t.Errorf("ParseFields(%q) = %+v, %v", in, got, err)
		}
	}
	for _, in := range []string{"author=x", "text=", "text=a,text=b", "text=a,b"} {
		if got, err := ParseFields(in); !errors.Is(err, readout.ErrInvalid) {
			t.Errorf("ParseFields(%q) = %+v, %v", in, got, err)
		}
	}
}

func TestFields_read(t *testing.T) {
	f := Fields{Text: "a.body", ID: "key", Published: "date.of"}
	l, err := f.read([]byte(`{"a":{"Body":"text"},"key":7,"date.of":"2031-05-02","headline":null,"URL":"u"}`))
	if err != nil || l.Text == nil || *l.Text != "text" || l.ID != "7" || l.Published != "2031-05-02" || l.Headline != "" || l.URL != "u" {
		t.Errorf("got %+v, %v", l, err)
	}
	if _, err := f.read([]byte(`{"a":{"body":["x"]}}`)); err == nil || !strings.Contains(err.Error(), `"a.body" is not a text`) {
		t.Errorf("of a list: %v", err)
	}
}

// Size counts what marks count.
func TestSize(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.warc": "12345", "b/c.warc.gz": "123", "d.html": "1234567"})
	if got := Size(t.Context(), []string{dir}, Options{}); got != 8 {
		t.Errorf("Size = %d, want 8", got)
	}
	if n, ok := Count(t.Context(), []string{dir}, Options{}); ok {
		t.Errorf("Count = %d, though there are archives", n)
	}
}
