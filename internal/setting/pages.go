package setting

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// A Page is a short text whose statements are marked with where they were made.
type Page struct {
	Publisher, Headline string
	Text                string // paragraphs parted by an empty line
	Marks               []Mark
}

// A Mark says where the statements were made that begin before it and after the one before, or
// after the start of its paragraph.
type Mark struct {
	At      int // byte of the text
	Setting string
}

var codes = map[string]string{"b": "briefing", "i": "interview", "s": "speech", "p": "post", "t": "statement", "c": "call", "k": "talks", "r": "readout", "x": "transcript", "-": ""}

// Pages reads marked pages: "= publisher | headline" opens one, each further line is a paragraph with
// marks such as <b>. Lines that begin with # and empty lines do not count.
func Pages(r io.Reader) ([]Page, error) {
	var out []Page
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		if head, ok := strings.CutPrefix(line, "= "); ok {
			pub, title, found := strings.Cut(head, " | ")
			if !found {
				return nil, fmt.Errorf("line %d: no headline", n)
			}
			out = append(out, Page{Publisher: pub, Headline: title})
			continue
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("line %d: a paragraph before the first page", n)
		}
		if err := out[len(out)-1].add(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return out, lines.Err()
}

// add adds a paragraph.
func (p *Page) add(line string) error {
	if p.Text != "" {
		p.Text += "\n\n"
	}
	for {
		before, rest, found := strings.Cut(line, " <")
		p.Text += before
		if !found {
			return nil
		}
		code, after, closed := strings.Cut(rest, ">")
		name, known := codes[code]
		if !closed || !known {
			return fmt.Errorf("no mark of a setting: <%s", rest)
		}
		p.Marks = append(p.Marks, Mark{len(p.Text), name})
		line = after
	}
}

// Marked returns where a statement that begins at a byte of the text was made, and whether
// its paragraph has a mark behind it.
func (p *Page) Marked(at int) (string, bool) {
	for _, m := range p.Marks {
		if m.At > at {
			return m.Setting, !strings.Contains(p.Text[at:m.At], "\n\n")
		}
	}
	return "", false
}
