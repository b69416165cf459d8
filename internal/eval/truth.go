package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"readout"
	"readout/article"
)

// truth is one line of a truth.jsonl. Which fields are there depends on the set.
type truth struct {
	ID       string          `json:"id"`
	Host     string          `json:"host"`
	URL      string          `json:"url"`
	Body     *string         `json:"articleBody"`
	Date     json.RawMessage `json:"date"` // nil where the set has no dates, null where the page has none
	Disputed string          `json:"date_disputed"`
	Title    string          `json:"title"`
	Authors  []string        `json:"authors"`
	With     []string        `json:"with"`
	Without  []string        `json:"without"`

	dir string
}

// maxPage bounds one unpacked page.
const maxPage = 64 << 20

func (t truth) day() string {
	var day *string
	if json.Unmarshal(t.Date, &day) != nil || day == nil {
		return ""
	}
	return *day
}

func (t truth) input(raw []byte) article.Input {
	return article.Input{Bytes: raw, Form: article.HTML, URL: strings.TrimSpace(t.URL)}
}

func (t truth) read() ([]byte, error) {
	if t.ID != filepath.Base(t.ID) {
		return nil, fmt.Errorf("%s: page %q: %w", t.dir, t.ID, readout.ErrInvalid)
	}
	name := filepath.Join(t.dir, "html", t.ID+".html.gz")
	packed, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	raw, err := io.ReadAll(io.LimitReader(z, maxPage))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return raw, nil
}

// loadTruths reads path/truth.jsonl, or those of its folders body, meta and dates.
func loadTruths(path string) ([]truth, error) {
	var all []truth
	for _, sub := range []string{".", "body", "meta", "dates"} {
		truths, err := loadTruth(filepath.Join(path, sub))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, truths...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no truth.jsonl here, nor in body, meta or dates: %w", path, readout.ErrNotFound)
	}
	return all, nil
}

func loadTruth(dir string) ([]truth, error) {
	name := filepath.Join(dir, "truth.jsonl")
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var truths []truth
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxPage)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		t := truth{dir: dir}
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		truths = append(truths, t)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return truths, nil
}
