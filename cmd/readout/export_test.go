package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// A file that could not be written whole is not there, and an older one stays.
func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.csv")
	write := func(s string, fail error) error {
		return replaceFile(path, func(w io.Writer) error {
			if _, err := io.WriteString(w, s); err != nil {
				t.Fatal(err)
			}
			return fail
		})
	}
	if err := write("half", errors.New("stop")); err == nil {
		t.Error("no error")
	}
	if err := write("old", nil); err != nil {
		t.Fatal(err)
	}
	if err := write("half", errors.New("stop")); err == nil {
		t.Error("no error")
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "old" {
		t.Errorf("got %q, %v; want the older file", b, err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
