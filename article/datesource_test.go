package article

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"readout"
)

// A datedPage is a page annotated with its day of publication, nil where it has none.
type datedPage struct {
	ID, URL, Host string
	Date          *readout.Day
	Disputed      readout.Day `json:"date_disputed"`
	raw           []byte
}

func (d datedPage) right(day readout.Day) bool {
	return d.Date != nil && day == *d.Date || day != "" && day == d.Disputed
}

// A tally counts answers of which some are right.
type tally struct{ there, right int }

func (t *tally) add(right bool) {
	t.there++
	if right {
		t.right++
	}
}

func (t *tally) share() float64 { return float64(t.right) / float64(max(t.there, 1)) }

// TestDateSources holds the answers to the annotated pages under READOUT_DATA and, with
// -v, prints how often each kind of evidence is there and right, which is what the
// figures in trust.go rest on.
func TestDateSources(t *testing.T) {
	var all tally
	dated, invented := 0, 0
	halves, sources := [2]tally{}, map[string]*tally{}
	for _, d := range datedPages(t) {
		r := Extract(Input{Bytes: d.raw, URL: d.URL, Form: HTML})
		day := r.Article.Published.Day()
		switch {
		case d.Date == nil && day != "":
			invented++
		case d.Date != nil:
			dated++
		}
		if day != "" && d.Date != nil {
			all.add(d.right(day))
			h := fnv.New32a()
			h.Write([]byte(d.Host))
			halves[h.Sum32()%2].add(d.right(day))
		}
		for name, right := range sourcesOf(r.Article.Evidence, d) {
			if sources[name] == nil {
				sources[name] = &tally{}
			}
			sources[name].add(right)
		}
	}
	coverage := float64(all.there) / float64(dated)
	t.Logf("precision %.3f of %d, coverage %.3f, invented %d; by halves of hosts %.3f, %.3f", all.share(), all.there, coverage, invented, halves[0].share(), halves[1].share())
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		t.Logf("%-16s there %3d, right %.3f", name, sources[name].there, sources[name].share())
	}
	if all.share() < 0.95 || coverage < 0.80 || invented > 0 {
		t.Errorf("precision %.3f, coverage %.3f, %d invented, want at least 0.95, 0.80 and none", all.share(), coverage, invented)
	}
}

// sourcesOf says for each source on a page whether the first single day it gives is
// right.
func sourcesOf(evidence []readout.Evidence, d datedPage) map[string]bool {
	right := map[string]bool{}
	for _, e := range evidence {
		name := e.Source
		if e.Used {
			name += ", used"
		}
		if _, seen := right[name]; !seen && e.Earliest != "" && e.Earliest == e.Latest {
			right[name] = d.right(e.Earliest)
		}
	}
	return right
}

// datedPages reads the annotated pages under READOUT_DATA.
func datedPages(t *testing.T) []datedPage {
	root := os.Getenv("READOUT_DATA")
	if root == "" {
		t.Skip("READOUT_DATA is not set")
	}
	var pages []datedPage
	for _, set := range []string{"meta", "dates"} {
		dir := filepath.Join(root, "articles", set)
		f, err := os.Open(filepath.Join(dir, "truth.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var d datedPage
			if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
				t.Fatal(err)
			}
			if d.raw, err = readGzip(filepath.Join(dir, "html", d.ID+".html.gz")); err != nil {
				t.Fatal(err)
			}
			pages = append(pages, d)
		}
	}
	return pages
}

func readGzip(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return io.ReadAll(z)
}
