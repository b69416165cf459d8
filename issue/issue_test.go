package issue_test

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/issue"
	"readout/models/en"
	"readout/text"
)

var model = sync.OnceValues(en.Load)

func annotate(t testing.TB, s string) *text.Document {
	t.Helper()
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	return text.Annotate(m, s)
}

func shipped(t testing.TB) *issue.Set {
	t.Helper()
	s, err := issue.Default()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A said is a line of testdata: what was said, and the issues that it is about.
type said struct {
	want []string
	text string
}

func read(t *testing.T, path string) []said {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []said
	for in := bufio.NewScanner(f); in.Scan(); {
		if strings.HasPrefix(in.Text(), "#") {
			continue
		}
		ids, words, ok := strings.Cut(in.Text(), "\t")
		if !ok {
			t.Fatalf("%s: no tab in %q", path, in.Text())
		}
		s := said{text: words}
		if ids != "-" {
			s.want = strings.Fields(ids)
		}
		out = append(out, s)
	}
	return out
}

// tagged returns the issues of a statement whose content is all of s.
func tagged(t testing.TB, set *issue.Set, s string) []string {
	a := &readout.Article{Text: s}
	tx := readout.NewText(s)
	st := []readout.Statement{{Content: readout.List[readout.Span]{tx.Span(0, len(s))}}}
	set.Tag(issue.Input{Article: a, Document: annotate(t, s), Statements: st})
	return st[0].Issues
}

// TestAccuracy holds what the shipped file finds in statements of our own. Those of
// aside.tsv were written before the file, by its author, and never read for tuning it;
// those of sample.tsv were written by others.
func TestAccuracy(t *testing.T) {
	set := shipped(t)
	for _, tt := range []struct {
		file              string
		precision, recall float64
	}{
		{"testdata/tuned.tsv", .93, .99},
		{"testdata/aside.tsv", .94, .98},
		{"testdata/sample.tsv", .86, .68},
	} {
		right, found, wanted := 0, 0, 0
		for _, s := range read(t, tt.file) {
			for _, id := range s.want {
				if _, err := set.Get(id); err != nil {
					t.Errorf("%s: no issue %q", tt.file, id)
				}
			}
			got := tagged(t, set, s.text)
			wanted += len(s.want)
			found += len(got)
			for _, id := range got {
				if slices.Contains(s.want, id) {
					right++
				}
			}
			if strings.Contains(tt.file, "tuned") && testing.Verbose() && !cmp.Equal(sorted(got), sorted(s.want)) {
				fmt.Printf("%v\twant %v\t%s\n", got, s.want, s.text)
			}
		}
		precision, recall := float64(right)/float64(found), float64(right)/float64(wanted)
		t.Logf("%s: precision %.3f, recall %.3f (%d right, %d found, %d wanted)", tt.file, precision, recall, right, found, wanted)
		if precision < tt.precision || recall < tt.recall {
			t.Errorf("%s: precision %.3f, recall %.3f; want %.3f, %.3f", tt.file, precision, recall, tt.precision, tt.recall)
		}
	}
}

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return slices.Compact(s)
}
