package article

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the pages in testdata/pages are expected to give")

// TestExtract_pages reads the pages in testdata/pages and compares body, rail and links.
func TestExtract_pages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			in := Input{Bytes: ar.Files[0].Data, URL: "https://herald.example/a/1", Form: Plain}
			if ar.Files[0].Name == "page.html" {
				in.Form = HTML
			}
			r := Extract(in)
			checkArticle(t, r.Article)
			got := written(r)
			if *update {
				ar.Files[1].Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(ar.Files[1].Data), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		})
	}
}

// written is a result in the form of the want sections.
func written(r Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "text:\n%s\nrelated:\n", r.Article.Text)
	for _, it := range r.Article.Related {
		day := string(it.Date)
		if day == "" {
			day = "-"
		}
		fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintf("%s %s %s", day, it.Headline, it.URL)))
	}
	b.WriteString("links:\n")
	for _, l := range r.Article.Links {
		fmt.Fprintf(&b, "%s %s\n", l.Span.Text, l.URL)
	}
	return b.String()
}
