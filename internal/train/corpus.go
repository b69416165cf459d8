// Package train makes the weights of the language model from annotated corpora.
//
// A network is trained on the CPU, with gradients written out by hand. The seed decides
// everything that is drawn by chance: the same corpora, the same seed and the same number
// of shards give the same weights, whatever the machine.
package train

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"readout/text/conllu"
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
	genre := ""
	for block, err := range conllu.Read(r) {
		if err != nil {
			return nil, err
		}
		if g, ok := block.Comment("meta::genre"); ok {
			genre = g
		}
		s := Sentence{Genre: genre}
		for i := range block.Rows {
			row := &block.Rows[i]
			if !row.IsWord() {
				continue
			}
			head, err := strconv.Atoi(row.Head)
			if err != nil {
				return nil, fmt.Errorf("head of %q: %w", row.Form, err)
			}
			s.Words = append(s.Words, Word{Form: row.Form, UPOS: row.UPOS, XPOS: row.XPOS, Feats: row.Feats, Rel: row.DepRel, Head: head - 1})
		}
		all = append(all, s)
	}
	return all, nil
}
