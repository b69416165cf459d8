// Package source brings pages in: files, directories, archives of lines, addresses and
// standard input. It yields bytes and where they came from, and judges nothing about
// what they say.
//
// [Walk] yields each page or the error that kept it from being read, and goes on: one
// unreadable entry of a directory is one error among many pages.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"readout"
	"readout/article"
	"readout/internal/warc"
)

// MaxPage is the largest page that is read, in bytes after decompression. The longest
// articles are a few hundred kilobytes; what is larger is not one.
const MaxPage = 32 << 20

// A Page is bytes as they came.
type Page struct {
	ID        string // given by the source (a line's "id"), or ""
	Path      string // the file, or "" for an address; "FILE#ID" for a line of a file
	URL       string
	Bytes     []byte
	MediaType string
	Form      article.Form
	At        string         // when it was fetched, RFC 3339, or ""
	Captured  readout.Day    // the day it was fetched, or ""
	Headline  string         // known from the source, or ""
	Published string         // likewise, as the source gives it
	Told      []article.Told // what others say of its day

	Digest  string // of the bytes as an archive has them, by which it names them again; or ""
	Revisit bool   // the archive has that digest, and no bytes: it had them before
	Mark    *Mark  // how far the archive it came from has been read with it, or nil
	Passed  bool   // no page: the mark alone, with [Options.Resume]
}

// Options say how sources are read.
type Options struct {
	As     string                                                  // "auto" (also ""), "html", "text", "body" or "jsonl"
	Stdin  io.Reader                                               // what "-" reads
	Fetch  func(ctx context.Context, address string) (Page, error) // for addresses; nil refuses them
	OnSkip func(path string)

	Fields Fields            // of JSON Lines; the zero Fields are those of the record's own names
	Resume Resumer           // how far archives were read; nil reads them from their beginning and yields no revisits
	OnPass func(kind string) // called for what an archive holds besides pages
	OnNote func(what string) // called with what is to be known of an archive
}

// Walk yields the pages of the arguments in their order; the entries of a directory in
// the order of their names. It stops when ctx ends.
func Walk(ctx context.Context, args []string, opt Options) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		w := walker{ctx: ctx, opt: opt, yield: yield}
		for _, arg := range args {
			if !w.argument(arg) {
				return
			}
		}
	}
}

// isAddress reports whether an argument is a web address rather than a file.
func isAddress(arg string) bool {
	return strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://")
}

// untilDone reads r until ctx ends, also where r is a terminal or a pipe in which nothing
// comes any more: nothing else ends such a read, and its goroutine ends with the program.
func untilDone(ctx context.Context, r io.Reader) io.ReadCloser {
	out, in := io.Pipe()
	stop := context.AfterFunc(ctx, func() { in.CloseWithError(ctx.Err()) })
	go func() {
		_, err := io.Copy(in, r)
		in.CloseWithError(err)
		stop()
	}()
	return out
}

type walker struct {
	ctx   context.Context
	opt   Options
	yield func(Page, error) bool
	read  int64 // bytes of the archives before the one at hand
}

// argument reports whether to go on.
func (w *walker) argument(arg string) bool {
	switch {
	case w.ctx.Err() != nil:
		return false
	case arg == "-":
		in := untilDone(w.ctx, w.opt.Stdin)
		defer in.Close()
		return w.stream(Page{}, "standard input", in)
	case isAddress(arg):
		return w.address(arg)
	}
	info, err := os.Stat(arg)
	if err != nil {
		if strings.Contains(arg, "://") {
			err = errors.New("of addresses only http:// and https:// are read")
		}
		return w.yield(Page{Path: arg}, explain(arg, err))
	}
	if info.IsDir() {
		return w.directory(arg)
	}
	return w.file(arg)
}

func (w *walker) address(u string) bool {
	if w.opt.Fetch == nil {
		return w.yield(Page{URL: u}, fmt.Errorf("%s: fetching is switched off", u))
	}
	page, err := w.opt.Fetch(w.ctx, u)
	page.Form = w.form()
	return w.yield(page, err)
}

func (w *walker) directory(root string) bool {
	goOn := true
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case w.ctx.Err() != nil:
			goOn = false
		case err != nil:
			goOn = w.yield(Page{Path: path}, explain(path, err))
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
		case !readable(path, d):
			if w.opt.OnSkip != nil {
				w.opt.OnSkip(path)
			}
		default:
			goOn = w.file(path)
		}
		if !goOn {
			return fs.SkipAll
		}
		return nil
	})
	if err != nil && goOn {
		return w.yield(Page{Path: root}, explain(root, err))
	}
	return goOn
}

// readable reports whether an entry found in a directory is a file with the name of a
// page or of many. A file that is named as an argument is read whatever its name.
func readable(path string, d fs.DirEntry) bool {
	if !pageName(path) {
		return false
	}
	if d.Type()&fs.ModeSymlink != 0 {
		info, err := os.Stat(path)
		return err != nil || info.Mode().IsRegular() // reading it will say what is wrong
	}
	return d.Type().IsRegular() // opening a pipe would wait for a writer
}

func pageName(path string) bool {
	switch ext(path) {
	case ".html", ".htm", ".xhtml", ".shtml", ".txt", ".text", ".jsonl", ".ndjson", ".warc":
		return true
	case ".xml":
		return isDump(path)
	}
	return false
}

func (w *walker) file(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return w.yield(Page{Path: path}, explain(path, err))
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return w.yield(Page{Path: path}, fmt.Errorf("%s: is a directory", path))
	}
	switch {
	case w.isArchive(path):
		return w.archive(path, f)
	case w.isWiki(path):
		return w.dump(path, f)
	}
	in, err := unpack(path, f)
	if err != nil {
		return w.yield(Page{Path: path}, err)
	}
	defer in.Close()
	return w.stream(Page{Path: path}, path, in)
}

func (w *walker) stream(page Page, name string, r io.Reader) bool {
	ext := ext(page.Path)
	switch {
	case w.opt.As == "jsonl" || w.auto() && (ext == ".jsonl" || ext == ".ndjson"):
		return w.lines(page, name, r)
	case w.opt.As == "warc": // not from a file
		a := &archive{w: w, at: Archive{Name: name}, in: warc.NewReader(r, warc.Limits{Payload: MaxPage})}
		return a.pages()
	case w.opt.As == "mediawiki":
		return w.articles(name, r, nil)
	}
	b, err := readAll(r, name)
	switch {
	case w.ctx.Err() != nil:
		return false
	case err != nil:
		return w.yield(page, err)
	}
	page.Bytes, page.Form = b, w.form()
	if w.auto() && (ext == ".txt" || ext == ".text") {
		page.MediaType = "text/plain"
	}
	return w.yield(page, nil)
}

func (w *walker) auto() bool { return w.opt.As == "" || w.opt.As == "auto" }

func (w *walker) form() article.Form {
	if w.auto() {
		return article.Auto
	}
	return article.Form(w.opt.As)
}

// readAll reads a whole page, but not more than MaxPage.
func readAll(r io.Reader, name string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxPage+1))
	switch {
	case err != nil:
		return nil, explain(name, err)
	case len(b) > MaxPage:
		return nil, fmt.Errorf("%s: larger than %d MiB, which no article is; if it holds many, give them a line each (--as jsonl)", name, MaxPage>>20)
	}
	return b, nil
}

// explain puts the file's name before what went wrong with it, once.
func explain(name string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s: not readable for this user (permission denied)", name)
	}
	return fmt.Errorf("%s: %w", name, err)
}
