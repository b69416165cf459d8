// Package conllu reads and writes CoNLL-U, the file format of the Universal Dependencies
// treebanks, row by row and without loss: comments, multiword ranges and empty nodes stay
// as they are. Package text turns its sentences into documents and back.
package conllu

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// maxLine is the longest line that is read, in bytes.
const maxLine = 1 << 22

// ErrFormat is the kind of every error about a file's content.
var ErrFormat = errors.New("not CoNLL-U")

// A Sentence is one block of a file.
type Sentence struct {
	Comments []string // lines before the first row, each with its "#"
	Rows     []Row
}

// A Row is one line: a word, a multiword range (ID "3-4") or an empty node (ID "8.1").
// Fields are as in the file, "_" for none.
type Row struct {
	ID, Form, Lemma, UPOS, XPOS, Feats, Head, DepRel, Deps, Misc string
}

// IsWord reports whether the row is a word of the tree, neither range nor empty node.
func (r *Row) IsWord() bool { return !strings.ContainsAny(r.ID, "-.") }

// IsRange reports whether the row is a multiword token, which the next rows spell out.
func (r *Row) IsRange() bool { return strings.Contains(r.ID, "-") }

// MiscValue returns the value of a key in the last column, "No" for "SpaceAfter", or "".
func (r *Row) MiscValue(key string) string {
	for pair := range strings.SplitSeq(r.Misc, "|") {
		if k, v, ok := strings.Cut(pair, "="); ok && k == key {
			return v
		}
	}
	return ""
}

// Comment returns the value of "# key = value" and whether the key is there, with or
// without a value.
func (s *Sentence) Comment(key string) (value string, ok bool) {
	for _, c := range s.Comments {
		k, v, _ := strings.Cut(strings.TrimPrefix(c, "#"), "=")
		k = strings.TrimSpace(k)
		if k == key || strings.HasPrefix(k, key+" ") {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// Read yields the sentences of r. It stops after the first error.
func Read(r io.Reader) iter.Seq2[Sentence, error] {
	return func(yield func(Sentence, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(make([]byte, 64<<10), maxLine)
		var s Sentence
		n := 0
		for lines.Scan() {
			n++
			line := strings.TrimSuffix(lines.Text(), "\r")
			if line != "" {
				if err := s.add(line); err != nil {
					yield(Sentence{}, fmt.Errorf("line %d: %w", n, err))
					return
				}
				continue
			}
			if len(s.Rows) > 0 && !yield(s, nil) {
				return
			}
			s = Sentence{}
		}
		if err := lines.Err(); err != nil {
			yield(Sentence{}, fmt.Errorf("line %d: %w", n+1, err))
			return
		}
		if len(s.Rows) > 0 {
			yield(s, nil)
		}
	}
}

// ReadAll returns the sentences of r.
func ReadAll(r io.Reader) ([]Sentence, error) {
	var all []Sentence
	for s, err := range Read(r) {
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

func (s *Sentence) add(line string) error {
	if line[0] == '#' && len(s.Rows) == 0 {
		s.Comments = append(s.Comments, line)
		return nil
	}
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%w: %d columns, not 10", ErrFormat, len(f))
	}
	for i, col := range f {
		if col == "" {
			return fmt.Errorf("%w: column %d is empty", ErrFormat, i+1)
		}
	}
	s.Rows = append(s.Rows, Row{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9]})
	return nil
}

// Write writes the sentence and the empty line after it.
func Write(w io.Writer, s Sentence) error {
	var b strings.Builder
	for _, c := range s.Comments {
		b.WriteString(c)
		b.WriteByte('\n')
	}
	for _, r := range s.Rows {
		cols := [...]string{r.ID, r.Form, r.Lemma, r.UPOS, r.XPOS, r.Feats, r.Head, r.DepRel, r.Deps, r.Misc}
		for i, col := range cols {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(col)
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}
