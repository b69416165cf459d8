//go:build unix

package source

import (
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A named pipe among the pages would be waited for until somebody wrote to it.
func TestWalk_directoryWithPipe(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"b.txt": "good"})
	if err := syscall.Mkfifo(filepath.Join(dir, "a.txt"), 0o600); err != nil {
		t.Skip(err)
	}
	got, errs := collect(t, Options{}, dir)
	if !cmp.Equal(got, []string{"b.txt=good"}) || len(errs) > 0 {
		t.Errorf("got %v, %v, want b.txt alone", got, errs)
	}
	if n, ok := Count(t.Context(), []string{dir}, Options{}); n != 1 || !ok {
		t.Errorf("Count = %d, %v, want 1", n, ok)
	}
}
