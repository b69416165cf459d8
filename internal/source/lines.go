package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"readout"
	"readout/article"
)

// lines yields a page for each line of a JSON Lines stream. A line that cannot be read
// is an error with its number, and the next one is read.
func (w *walker) lines(page Page, name string, r io.Reader) bool {
	in := bufio.NewReaderSize(r, 1<<16)
	for n := 1; w.ctx.Err() == nil; n++ {
		raw, err := readLine(in)
		if errors.Is(err, io.EOF) {
			return true
		}
		if w.ctx.Err() != nil {
			return false
		}
		where := fmt.Sprintf("%s:%d", name, n)
		if err != nil && !errors.Is(err, errLongLine) {
			w.yield(Page{Path: page.Path}, explain(where, err))
			return true
		}
		if err == nil && len(bytes.TrimSpace(raw)) == 0 {
			continue
		}
		var p Page
		if err == nil {
			p, err = w.parseLine(page.Path, n, raw)
		}
		if err != nil {
			err = fmt.Errorf("%s: %w", where, err)
		}
		if !w.yield(p, err) {
			return false
		}
	}
	return false
}

func (w *walker) parseLine(path string, n int, raw []byte) (Page, error) {
	p := Page{Path: fmt.Sprintf("%s#%d", path, n)}
	l, err := w.opt.Fields.read(raw)
	if err != nil {
		return p, err
	}
	if l.Text == nil {
		return p, fmt.Errorf("no %q: %w", or(w.opt.Fields.Text, "text"), readout.ErrInvalid)
	}
	if l.Published != "" && !validPublished(l.Published) {
		return p, fmt.Errorf("%q: %q is not a day like 2024-03-31: %w", or(w.opt.Fields.Published, "published"), l.Published, readout.ErrInvalid)
	}
	p.ID = l.ID
	if p.ID != "" {
		p.Path = path + "#" + p.ID
	}
	p.Bytes, p.Form, p.MediaType = []byte(*l.Text), article.Body, "text/plain"
	p.Headline, p.Published, p.URL = l.Headline, l.Published, l.URL
	return p, nil
}

// validPublished reports whether a time of publication begins with a day.
func validPublished(s string) bool {
	return readout.Day(s[:min(len(s), len("2006-01-02"))]).Valid()
}

var errLongLine = fmt.Errorf("the line is longer than %d MiB", MaxPage>>20)

// readLine returns the next line without its end. A line over MaxPage is read to its
// end and thrown away, so that the following one can be read.
func readLine(in *bufio.Reader) ([]byte, error) {
	var out []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if len(out)+len(part) > MaxPage {
			long, out = true, nil
		}
		if !long {
			out = append(out, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(out) == 0 && !long:
			return nil, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case long:
			return nil, errLongLine
		}
		return out, nil
	}
}
