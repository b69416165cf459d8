package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout/internal/pipeline"
)

// writePages makes a directory of pages with statements in them.
func writePages(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pages")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "Talks on the corridor, round %d\n\nORUSTAD, May %d, 2023:\n\n", i, i%28+1)
		for k := range 6 {
			fmt.Fprintf(&b, "“We will open the road at kilometre %d,” said Ana Lim, the Foreign Ministry spokesperson. Jo Tal declined to comment on post %d.\n\n", i*10+k, k)
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d.txt", i)), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// manyPages are so many that an ingest of them can be stopped half-way.
const manyPages = 200

// output runs the binary and returns what it prints.
func output(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("readout", args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("readout %q: %v\n%s", args, err, &errs)
	}
	return string(out)
}

// Killed at any moment, any number of times, an ingest that is run again makes the same
// record as one that was never disturbed.
func TestIngest_killed(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills the binary many times")
	}
	t.Parallel()
	pages := writePages(t, manyPages)
	whole, broken := filepath.Join(t.TempDir(), "whole.db"), filepath.Join(t.TempDir(), "broken.db")
	output(t, "ingest", "--db", whole, pages)
	kills := 0
	for range 12 {
		if !killedOnce(t, broken, pages) {
			break
		}
		kills++
	}
	if kills == 0 {
		t.Fatal("every run was done before it could be killed")
	}
	output(t, "ingest", "--db", broken, pages)
	for _, args := range [][]string{{"export", "--format", "jsonl", "--records"}, {"export", "--format", "jsonl"},
		{"search", "--json", "--limit", "0", "kilometre -speaker:tal"}, {"search", "--json", "--pages", "--limit", "0", "corridor"}} {
		want := output(t, append(args, "--db", whole)...)
		got := output(t, append(args, "--db", broken)...)
		if strings.Count(want, "\n") < manyPages {
			t.Errorf("%q gives only %d lines", args, strings.Count(want, "\n"))
		}
		if want != got {
			t.Errorf("after %d kills, %q differs (-undisturbed +killed):\n%s", kills, args, cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")))
		}
	}
	t.Logf("killed %d times", kills)
}

// Interrupted, an ingest keeps what it has read, says how far it came, and goes on when
// it is run again.
func TestIngest_interrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a program cannot be interrupted by another one there")
	}
	t.Parallel()
	pages := writePages(t, manyPages)
	db := filepath.Join(t.TempDir(), "r.db")
	cmd := exec.Command("readout", "ingest", "--db", db, pages)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for range 5000 {
		if info, err := os.Stat(db + "-wal"); err == nil && info.Size() > 900_000 { // pages, not only the tables
			break
		}
		time.Sleep(2 * time.Millisecond)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Skip("it was done before it could be interrupted")
	}
	var first, second, kept, told int
	parts := strings.Split(strings.TrimSpace(errs.String()), "\n")
	if len(parts) != 2 {
		t.Fatalf("got %q, want two lines", errs.String())
	}
	_, err := fmt.Sscanf(parts[0][strings.LastIndex(parts[0], ": ")+2:], "%d new", &first)
	_, err2 := fmt.Sscanf(parts[1], "readout: stopped after %d page", &told)
	if err := errors.Join(err, err2); err != nil || told != first {
		t.Errorf("got %q, %v; want how many are new, and the same number told", errs.String(), err)
	}
	cmd = exec.Command("readout", "ingest", "--db", db, pages)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	line := string(out)[strings.LastIndex(string(out), ": ")+2:]
	if _, err := fmt.Sscanf(line, "%d new, %d already there", &second, &kept); err != nil || first+second != manyPages || kept != first {
		t.Errorf("first %d new, then %q, %v; want %d in all", first, line, err, manyPages)
	}
}

// killedOnce starts an ingest and kills it some time after it has begun to write. It
// reports false where the ingest was done before.
func killedOnce(t *testing.T, db, pages string) bool {
	t.Helper()
	cmd := exec.Command("readout", "ingest", "--db", db, pages)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	for begun := false; !begun; {
		select {
		case <-done:
			return false
		case <-time.After(2 * time.Millisecond):
			_, err := os.Stat(db + "-wal")
			begun = err == nil
		}
	}
	time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
	if err := cmd.Process.Kill(); err != nil {
		<-done
		return false
	}
	return <-done != nil
}

func TestNewLines(t *testing.T) {
	var out strings.Builder
	now := time.Unix(0, 0)
	m := newLines(&out, 10*time.Second, func() time.Time { return now })
	for range 5 {
		now = now.Add(4 * time.Second)
		m.progress(pipeline.Progress{New: int(now.Unix()) * 100, Failed: 2})
	}
	m.end()
	if want := "readout: 1202 done, 2 failed, 100 a second\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestNewBar(t *testing.T) {
	var out bytes.Buffer
	m := newBar(t.Context(), &out, func(context.Context) extent { return extent{pages: 200} })
	m.progress(pipeline.Progress{New: 49, Failed: 1})
	m.failed(fmt.Errorf("a.txt: empty: no text"))
	time.Sleep(300 * time.Millisecond) // the bar draws itself
	m.end()
	for _, want := range []string{"50 of 200 pages", "1 failed", "/s", "left", "readout: a.txt: empty: no text\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %q", want, out.String())
		}
	}
}
