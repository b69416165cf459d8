package warctest

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"readout/internal/warc"
)

func TestGenerator(t *testing.T) {
	var a, b bytes.Buffer
	if err := New(1).Write(&a, 50); err != nil {
		t.Fatal(err)
	}
	if err := New(1).Write(&b, 50); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same seed makes other bytes")
	}
	r := warc.NewReader(&a, warc.Limits{})
	kinds := map[string]int{}
	words := 0
	for {
		rec, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		kinds[rec.Type]++
		if rec.Type == warc.ResponseType && !strings.HasSuffix(rec.Target(), ".jpg") {
			resp, err := rec.Response()
			if err != nil {
				t.Fatal(err)
			}
			page, err := resp.Payload()
			if err != nil {
				t.Fatal(err)
			}
			words += len(strings.Fields(string(page)))
		}
	}
	if kinds["response"] != 55 || kinds["request"] != 50 || words/50 < 400 || words/50 > 800 {
		t.Errorf("%v, %d words a page", kinds, words/50)
	}
}

// Pages have as many words as is said, on average.
func TestGenerator_words(t *testing.T) {
	paragraph := regexp.MustCompile(`(?s)<p class="t-body">(.*?)</p>`)
	for _, want := range []int{80, 500} {
		g, words := New(1), 0
		g.Words = want
		const pages = 2000
		for range pages {
			for _, m := range paragraph.FindAllSubmatch(g.Next().HTML, -1) {
				words += len(strings.Fields(string(m[1])))
			}
		}
		if mean := float64(words) / pages; mean < 0.96*float64(want) || mean > 1.04*float64(want) {
			t.Errorf("%.1f words a page, want %d", mean, want)
		}
	}
}

// Two pages have hardly a run of four words in common, reprints aside.
func TestGenerator_different(t *testing.T) {
	paragraph := regexp.MustCompile(`(?s)<p class="t-body">(.*?)</p>`)
	word := regexp.MustCompile(`[\pL\d]+`)
	runs := func(p Page) map[string]bool {
		out := make(map[string]bool)
		for _, m := range paragraph.FindAllSubmatch(p.HTML, -1) {
			words := word.FindAllString(strings.ToLower(string(m[1])), -1)
			for i := 3; i < len(words); i++ {
				out[strings.Join(words[i-3:i+1], " ")] = true
			}
		}
		return out
	}
	g := New(1)
	var pages []map[string]bool
	for range 60 {
		pages = append(pages, runs(g.Next()))
	}
	sum, pairs := 0.0, 0
	for i, a := range pages {
		for _, b := range pages[:i] {
			both := 0
			for r := range a {
				if b[r] {
					both++
				}
			}
			if share := float64(both) / float64(len(a)+len(b)-both); share < 0.2 { // else a reprint
				sum, pairs = sum+share, pairs+1
			}
		}
	}
	if mean := sum / float64(pairs); mean > 0.004 {
		t.Errorf("pages share %.4f of their runs of four words on average", mean)
	} else {
		t.Logf("%.5f of %d pairs", mean, pairs)
	}
}
