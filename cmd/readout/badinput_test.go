package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout"
)

// command runs one command line in this process.
func command(t *testing.T, stdin string, args ...string) (status int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	e := &env{Stdin: strings.NewReader(stdin), Stdout: &stdout, Stderr: &stderr, Width: 80}
	status = run(context.Background(), args, e)
	return status, stdout.String(), stderr.String()
}

// A bad file is one clear line that names it, and the good page beside it is read.
func TestRead_badInput(t *testing.T) {
	dir := t.TempDir()
	make := func(name string, content []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := make("good.txt", []byte("Minister speaks\n\n\"We will sign the treaty before the winter,\" Foreign Minister Ana Lim said on Monday.\n"))
	sparse := make("zeros.txt", nil)
	if err := os.Truncate(sparse, 2<<30); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, file string
		want       string // in the line on standard error; "" where the page is read all the same
	}{
		{"not there", filepath.Join(dir, "none.html"), "no such file"},
		{"empty", make("empty.html", nil), "empty"},
		{"white space", make("blank.txt", []byte(" \n\t\n")), "empty"},
		{"two gigabytes of zeros", sparse, "larger than 32 MiB"},
		{"ZIP", make("page.html", zipped(t)), "binary"},
		{"bare gzip magic", make("x.txt.gz", []byte("no")), "gzip"},
		{"HTML bomb", make("bomb.html", []byte("<html><body>"+strings.Repeat("<div>", 100_000)+"deep")), "nested more than"},
		{"invalid UTF-8", make("bad.txt", []byte("A headline here\n\nThe minister \xff\xfe said nothing at all that day.\n")), ""},
		{"a line of 50 MB", make("line.txt", bytes.Repeat([]byte("word "), 10<<20)), "larger than 32 MiB"},
		{"a line of 30 MB", make("line2.txt", bytes.Repeat([]byte("word "), 6<<20)), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			status, out, errs := command(t, "", "read", "--json", tt.file, good)
			if took := time.Since(start); took > 3*time.Minute {
				t.Errorf("took %v", took)
			}
			if !strings.Contains(out, "We will sign the treaty") {
				t.Errorf("the good page was lost: %s", errs)
			}
			if tt.want == "" {
				if status != exitDone {
					t.Errorf("status %d: %s", status, errs)
				}
				return
			}
			if status != exitFailed || !strings.Contains(errs, tt.want) || !strings.Contains(errs, filepath.Base(tt.file)) {
				t.Errorf("status %d, standard error %q, want %q and the file's name", status, errs, tt.want)
			}
			if n := strings.Count(errs, "\n"); n != 1 {
				t.Errorf("%d lines on standard error, want 1: %s", n, errs)
			}
		})
	}
}

func zipped(t *testing.T) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create("a.txt")
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("text"))
	w.Close()
	return b.Bytes()
}

func TestRun_usage(t *testing.T) {
	for _, args := range [][]string{{"read"}, {"nosuch"}, {"read", "--as", "pdf", "a"}, {"actors", "X", "--on", "May"}} {
		status, _, errs := command(t, "", args...)
		if status != exitUsage || errs == "" {
			t.Errorf("readout %v: status %d, standard error %q, want %d and a message", args, status, errs, exitUsage)
		}
	}
}

func TestRead_bodyKeepsTheText(t *testing.T) {
	const text = "Ana Lim said:  “We’ll sign.”\n\n\nLatest news\n01.02.2024\n"
	status, out, errs := command(t, text, "read", "--json", "--as", "body", "-")
	var rec readout.Record
	if err := json.Unmarshal([]byte(out), &rec); status != exitDone || err != nil {
		t.Fatalf("status %d, %v: %s", status, err, errs)
	}
	if rec.Article.Text != text {
		t.Errorf("text = %q, want it unchanged: %q", rec.Article.Text, text)
	}
	if len(rec.Article.Related) > 0 {
		t.Errorf("related items were taken out of a body: %v", rec.Article.Related)
	}
}

// Every span of every record names the words that stand there.
func TestRead_spans(t *testing.T) {
	status, out, errs := command(t, "", "read", "--json", "--actors", "../../sample/actors.toml", "../../sample/pages")
	if status != exitDone {
		t.Fatalf("status %d: %s", status, errs)
	}
	n := 0
	for line := range strings.Lines(out) {
		var rec readout.Record
		if err := json.Unmarshal([]byte(line), &rec); err != nil {
			t.Fatal(err)
		}
		text := readout.NewText(rec.Article.Text)
		for _, s := range rec.Statements {
			for _, list := range [][]readout.Span{s.Content, s.Cue, s.Source} {
				for _, sp := range list {
					n++
					if start, _ := text.Bytes(sp); start < 0 {
						t.Errorf("%s: span %+v does not name its words", rec.Page.Path, sp)
					}
				}
			}
		}
	}
	if n == 0 {
		t.Error("no spans at all")
	}
}

func TestReport_cleansForeignText(t *testing.T) {
	_, out, _ := command(t, "Headline \x1b[2J\u202egnp\n\nText of the page \x1b]0;owned\a with controls in it, long enough to be kept.\n", "read", "-")
	if strings.ContainsAny(out, "\x1b\a\u202e") {
		t.Errorf("control characters reached the terminal: %q", out)
	}
}

// A front page has a day on every item: the reason why they do not count is told once.
func TestReport_tellsAReasonOnce(t *testing.T) {
	_, out, _ := command(t, "", "read", "--actors", "../../sample/actors.toml", "../../sample/pages/28-ledger-section-front.html")
	if n := strings.Count(out, "one of several dated items"); n != 1 || !strings.Contains(out, "and 13 more") {
		t.Errorf("the reason is told %d times, want once with a count of the others:\n%s", n, out)
	}
}
