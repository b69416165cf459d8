// Package train makes the weights of the language model from annotated corpora.
//
// A network is trained on the CPU, with gradients written out by hand. The seed decides
// everything that is drawn by chance: the same corpora, the same seed and the same number
// of shards give the same weights, whatever the machine.
package train

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// A Word is a word of a training corpus.
type Word struct {
	Form, UPOS, XPOS, Feats, Rel string
	Head                         int // index into the sentence, -1 for the root
}

// A Sentence is one sentence of a training corpus.
type Sentence struct {
	Genre string // "news", "" where the corpus has none
	Words []Word
}

// ReadFile reads a file in CoNLL-U, plain or compressed (".gz").
func ReadFile(name string) ([]Sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	all, err := read(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}

func read(r io.Reader) ([]Sentence, error) {
	var all []Sentence
	var s Sentence
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case line == "":
			if len(s.Words) > 0 {
				all = append(all, s)
			}
			s.Words = nil
		case line[0] == '#':
			if genre, ok := strings.CutPrefix(line, "# meta::genre = "); ok {
				s.Genre = genre
			}
		default:
			if err := s.add(line); err != nil {
				return nil, err
			}
		}
	}
	if len(s.Words) > 0 {
		all = append(all, s)
	}
	return all, lines.Err()
}

// add reads the line of one word. Lines of multiword tokens and empty nodes say nothing.
func (s *Sentence) add(line string) error {
	c := strings.Split(line, "\t")
	if len(c) != 10 {
		return fmt.Errorf("line of %d columns: %q", len(c), line)
	}
	if strings.ContainsAny(c[0], "-.") {
		return nil
	}
	head, err := strconv.Atoi(c[6])
	if err != nil {
		return fmt.Errorf("head of %q: %w", line, err)
	}
	s.Words = append(s.Words, Word{Form: c[1], UPOS: c[3], XPOS: c[4], Feats: c[5], Rel: c[7], Head: head - 1})
	return nil
}
