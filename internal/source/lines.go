package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"readout"
	"readout/article"
)

// line is one article of a JSON Lines file.
type line struct {
	ID        json.RawMessage `json:"id"` // a string or a number
	Text      *string         `json:"text"`
	Headline  string          `json:"headline"`
	Published string          `json:"published"`
	URL       string          `json:"url"`
}

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
			p, err = parseLine(page.Path, n, raw)
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

func parseLine(path string, n int, raw []byte) (Page, error) {
	p := Page{Path: fmt.Sprintf("%s#%d", path, n)}
	var l line
	if err := json.Unmarshal(raw, &l); err != nil {
		return p, fmt.Errorf("not a JSON object with \"id\" and \"text\": %w", err)
	}
	if l.Text == nil {
		return p, fmt.Errorf("no \"text\": %w", readout.ErrInvalid)
	}
	if l.Published != "" && !readout.Day(l.Published[:min(len(l.Published), 10)]).Valid() {
		return p, fmt.Errorf("\"published\": %q is not a day like 2024-03-31: %w", l.Published, readout.ErrInvalid)
	}
	p.ID = lineID(l.ID)
	if p.ID != "" {
		p.Path = path + "#" + p.ID
	}
	p.Bytes, p.Form, p.MediaType = []byte(*l.Text), article.Body, "text/plain"
	p.Headline, p.Published, p.URL = l.Headline, l.Published, l.URL
	return p, nil
}

func lineID(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if string(raw) == "null" {
		return ""
	}
	return string(raw)
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
