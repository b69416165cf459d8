package article

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"
)

// benchPages returns the annotated pages under READOUT_DATA, which are not part of the
// project.
func benchPages(b *testing.B) [][]byte {
	b.Helper()
	data := os.Getenv("READOUT_DATA")
	if data == "" {
		b.Skip("READOUT_DATA is not set")
	}
	dir := filepath.Join(data, "articles", "body")
	f, err := os.Open(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	var pages [][]byte
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var t struct{ ID string }
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			b.Fatal(err)
		}
		pages = append(pages, benchPage(b, filepath.Join(dir, "html", t.ID+".html.gz")))
	}
	return pages
}

func benchPage(b *testing.B, name string) []byte {
	b.Helper()
	packed, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		b.Fatal(err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		b.Fatal(err)
	}
	return raw
}

// benchStage runs f over all pages, one after the other.
func benchStage(b *testing.B, f func(raw []byte)) {
	pages := benchPages(b)
	size := 0
	for _, raw := range pages {
		size += len(raw)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, raw := range pages {
			f(raw)
		}
	}
}

// BenchmarkParse is the floor: the HTML parsed and nothing else.
func BenchmarkParse(b *testing.B) {
	benchStage(b, func(raw []byte) {
		if _, err := html.Parse(bytes.NewReader(raw)); err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	benchStage(b, func(raw []byte) { newPage(Input{Bytes: raw, Form: HTML}).decode() })
}

func BenchmarkCut(b *testing.B) {
	benchStage(b, func(raw []byte) {
		if p := newPage(Input{Bytes: raw, Form: HTML}); p.decode() {
			p.cut()
		}
	})
}

func BenchmarkExtract(b *testing.B) {
	benchStage(b, func(raw []byte) { Extract(Input{Bytes: raw, Form: HTML}) })
}
