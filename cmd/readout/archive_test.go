package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/sample"
)

// archived is a record of a WARC file as a crawler writes it.
func archived(kind, address, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2023-06-01T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, address, len(block), block)
}

// writeArchive makes a WARC file of n pages with other records between them, a gzip member
// each or one for all.
func writeArchive(t *testing.T, n int, single bool) string {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	put := func(rec string) {
		if _, err := io.WriteString(z, rec); err != nil {
			t.Fatal(err)
		}
		if !single {
			z.Close()
			z.Reset(&out)
		}
	}
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>Talks on the corridor, round %d</title></head><body><p>ORUSTAD, May %d, 2023:</p>", i, i%28+1)
		for k := range 6 {
			fmt.Fprintf(&b, "<p>“We will open the road at kilometre %d,” said Ana Lim, the Foreign Ministry spokesperson. Jo Tal declined to comment on post %d.</p>\n", i*10+k, k)
		}
		address := fmt.Sprintf("https://korvan.example/%d", i)
		put(archived("request", address, "GET / HTTP/1.1\r\n\r\n"))
		put(archived("response", address, b.String()))
		put(archived("response", address+".png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"+strings.Repeat("x", 5000)))
	}
	z.Close()
	name := filepath.Join(t.TempDir(), "crawl.warc.gz")
	if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// archivePages are so many that an ingest of them can be killed half-way.
const archivePages = 80

// Killed at any moment, an ingest of an archive goes on where it was, and makes the same
// record as one that was never disturbed.
func TestIngest_archiveKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills the binary many times")
	}
	t.Parallel()
	for _, single := range []bool{false, true} {
		file := writeArchive(t, archivePages, single)
		whole, broken := filepath.Join(t.TempDir(), "whole.db"), filepath.Join(t.TempDir(), "broken.db")
		output(t, "ingest", "--db", whole, file)
		kills := 0
		for range 2 {
			if !killedOnce(t, broken, file) {
				break
			}
			kills++
		}
		if kills == 0 {
			t.Fatal("every run was done before it could be killed")
		}
		output(t, "ingest", "--db", broken, file)
		for _, args := range [][]string{{"export", "--format", "jsonl", "--records"}, {"search", "--json", "--limit", "0", "kilometre -speaker:tal"}} {
			want := output(t, append(args, "--db", whole)...)
			got := output(t, append(args, "--db", broken)...)
			if strings.Count(want, "\n") < archivePages || want != got {
				t.Errorf("after %d kills, %q differs, %d and %d bytes", kills, args, len(want), len(got))
			}
		}
		t.Logf("killed %d times", kills)
	}
}

// The pages of an evidence pack, ingested into another record, are equal pages with equal
// statements.
func TestExport_packRoundTrip(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, sample.Files); err != nil {
		t.Fatal(err)
	}
	lines := `{"id":"a","text":"“We will sign,” Foreign Minister Ana Lim said on Monday.","headline":"Lim: we will sign","published":"2031-05-03T10:00:00Z","url":"https://korvan.example/lim"}`
	if err := os.WriteFile(filepath.Join(dir, "pages", "lines.jsonl"), []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	page := "<html><head><title>Réunion sur le pont</title></head><body><p>\xabWe will not sign,\xbb said Ana Lim, the foreign minister, in Caf\xe9 Ostia on Friday.</p></body></html>"
	warcFile := archived("response", "https://ostia.example/latin", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n"+page)
	if err := os.WriteFile(filepath.Join(dir, "pages", "latin.warc"), []byte(warcFile), 0o644); err != nil {
		t.Fatal(err)
	}
	a, b, pack := filepath.Join(dir, "a.db"), filepath.Join(dir, "b.db"), filepath.Join(dir, "pack.warc.gz")
	actors := "--actors=" + filepath.Join(dir, "actors.toml")
	ingestAll(t, actors, a, filepath.Join(dir, "pages"))
	output(t, "export", actors, "--db", a, "--warc", pack)
	ingestAll(t, actors, b, pack)
	want, got := recordsOf(t, a), recordsOf(t, b)
	if len(want) < 25 {
		t.Fatalf("only %d records", len(want))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-first +from the pack):\n%s", diff)
	}

	// A query takes the pages of what it finds.
	few := filepath.Join(dir, "few.warc.gz")
	output(t, "export", "--db", a, "--warc", few, "page:latin.warc")
	if got := output(t, "read", "--json", actors, few); strings.Count(got, "\n") != 1 || !strings.Contains(got, "Café Ostia") {
		t.Errorf("pages of a query: %s", got)
	}
}

// ingestAll ingests, whether or not single pages fail.
func ingestAll(t *testing.T, actors, db, from string) {
	t.Helper()
	e := &env{Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: io.Discard, Width: 80}
	if status := run(t.Context(), []string{"ingest", actors, "--db", db, from}, e); status == exitUsage {
		t.Fatalf("status %d", status)
	}
}

// recordsOf returns a record's pages by their bytes, without where they came from.
func recordsOf(t *testing.T, db string) map[readout.PageID]readout.Record {
	t.Helper()
	all := make(map[readout.PageID]readout.Record)
	for line := range strings.Lines(output(t, "export", "--db", db, "--format", "jsonl", "--records")) {
		var rec readout.Record
		if err := json.Unmarshal([]byte(line), &rec); err != nil {
			t.Fatal(err)
		}
		rec.Page.Path = ""
		all[rec.Page.ID] = rec
	}
	return all
}
