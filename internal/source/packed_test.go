package source

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// dictionaryOf makes a dictionary of records.
func dictionaryOf(t *testing.T, records []string) []byte {
	t.Helper()
	var contents [][]byte
	for _, r := range records {
		contents = append(contents, []byte(r))
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 7, Contents: contents, History: contents[0], Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	return dict
}

// withDict is a WARC file whose records are compressed with a dictionary, each a frame; it
// begins with the dictionary, which may be packed itself.
func withDict(t *testing.T, records []string, pack bool) []byte {
	t.Helper()
	dict := dictionaryOf(t, records)
	z, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dict))
	if err != nil {
		t.Fatal(err)
	}
	held := dict
	if pack {
		held = []byte(zstded(t, string(dict)))
	}
	out := binary.LittleEndian.AppendUint32([]byte(dictFrame), uint32(len(held)))
	out = append(out, held...)
	for _, r := range records {
		out = z.EncodeAll([]byte(r), out)
	}
	return out
}

// Files of which the records are compressed with a dictionary of their own are read, and gone
// on with.
func TestWalk_zstdDictionary(t *testing.T) {
	var records []string
	for i := range 40 {
		records = append(records, answer(fmt.Sprintf("https://korvan.example/%d", i), "200 OK\r\nContent-Type: text/html", fmt.Sprintf("<p>The delegations of day %d met at Lake Dunmoor, for %d hours.", i, i*7%11)))
	}
	for _, pack := range []bool{false, true} {
		file := filepath.Join(t.TempDir(), "crawl.warc.zst")
		if err := os.WriteFile(file, withDict(t, records, pack), 0o644); err != nil {
			t.Fatal(err)
		}
		pages, marks := walkFrom(t, file, Archive{})
		if len(pages) != len(records) || !strings.Contains(pages[39], "day 39") {
			t.Fatalf("packed %v: %d pages %q", pack, len(pages), pages)
		}
		if rest, _ := walkFrom(t, file, marks[29].Archive); len(rest) != 10 {
			t.Errorf("packed %v: gone on with %d pages", pack, len(rest))
		}
	}
}

func TestUnpack_badDictionary(t *testing.T) {
	good := withDict(t, []string{answer("https://korvan.example/1", "200 OK", "one"), answer("https://korvan.example/2", "200 OK", "two"), answer("https://korvan.example/3", "200 OK", strings.Repeat("three ", 300))}, false)
	bomb := []byte(zstded(t, strings.Repeat("x", 2*maxDict)))
	frame := func(b []byte) []byte {
		return append(binary.LittleEndian.AppendUint32([]byte(dictFrame), uint32(len(b))), b...)
	}
	for name, file := range map[string][]byte{
		"too long":    bytes.Replace(good, good[4:8], []byte{0, 0, 0, 0xff}, 1),
		"cut off":     good[:40],
		"no dict":     frame([]byte("no dictionary")),
		"empty":       frame(nil),
		"packs a lot": frame(bomb),
	} {
		path := filepath.Join(t.TempDir(), "crawl.warc.zst")
		if err := os.WriteFile(path, file, 0o644); err != nil {
			t.Fatal(err)
		}
		var errs []error
		for _, err := range Walk(t.Context(), []string{path}, Options{}) {
			if err != nil {
				errs = append(errs, err)
			}
		}
		if len(errs) == 0 || !strings.Contains(errs[0].Error(), path) {
			t.Errorf("%s: %v", name, errs)
		}
	}
}
