package source

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Count returns how many pages Walk would yield, for a progress bar. Lines of JSON Lines
// files are counted, nothing is parsed. It reports false where that cannot be known
// beforehand: for standard input, compressed lines and archives.
func Count(ctx context.Context, args []string, opt Options) (int, bool) {
	if opt.As == "warc" || opt.As == "mediawiki" {
		return 0, false
	}
	c := counter{ctx: ctx, lines: opt.As == "jsonl", auto: opt.As == "" || opt.As == "auto"}
	for _, arg := range args {
		switch {
		case arg == "-" && c.lines:
			return 0, false
		case arg == "-", isAddress(arg):
			c.n++
		default:
			if err := filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error { return c.entry(arg, path, d, err) }); err != nil {
				return 0, false
			}
		}
	}
	return c.n, true
}

type counter struct {
	ctx         context.Context
	lines, auto bool
	n           int
}

var errUncountable = errors.New("lines not countable")

func (c *counter) entry(root, path string, d fs.DirEntry, err error) error {
	switch {
	case c.ctx.Err() != nil:
		return c.ctx.Err()
	case err != nil:
		c.n++ // an error is yielded in its place
	case path != root && strings.HasPrefix(d.Name(), "."):
		if d.IsDir() {
			return fs.SkipDir
		}
	case d.IsDir(), path != root && !readable(path, d):
	case c.auto && (ext(path) == ".warc" || ext(path) == ".xml" && isDump(path)):
		return errUncountable
	case c.lines || c.auto && lineFile(path):
		return c.file(path)
	default:
		c.n++
	}
	return nil
}

func lineFile(path string) bool { return ext(path) == ".jsonl" || ext(path) == ".ndjson" }

func (c *counter) file(path string) error {
	if isPacked(path) {
		return errUncountable
	}
	f, err := os.Open(path)
	if err != nil {
		c.n++
		return nil
	}
	defer f.Close()
	buf := make([]byte, 1<<18)
	for c.ctx.Err() == nil {
		n, err := f.Read(buf)
		c.n += bytes.Count(buf[:n], []byte{'\n'})
		if err == io.EOF {
			return nil
		}
		if err != nil {
			c.n++
			return nil
		}
	}
	return c.ctx.Err()
}

// Size returns how many bytes the archives among the arguments have, for a progress bar:
// the marks of their pages count them.
func Size(ctx context.Context, args []string, opt Options) int64 {
	w := walker{ctx: ctx, opt: opt}
	var sum int64
	for _, arg := range args {
		if arg == "-" || isAddress(arg) {
			continue
		}
		// An error is told when the file is read.
		_ = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || ctx.Err() != nil || !w.isArchive(path) && !w.isWiki(path) {
				return ctx.Err()
			}
			if info, err := os.Stat(path); err == nil {
				sum += info.Size()
			}
			return nil
		})
	}
	return sum
}
