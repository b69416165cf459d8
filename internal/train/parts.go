package train

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"

	"readout/internal/lemma"
	"readout/internal/segment"
	"readout/text"
	"readout/text/conllu"
)

// Segment learns words and sentences from files in CoNLL-U and returns the weights.
func Segment(files []string, seed uint64) ([]byte, error) {
	var examples []segment.Example
	err := eachDocument(files, func(d *text.Document) { examples = append(examples, segmentExample(d)) })
	if err != nil {
		return nil, err
	}
	return segment.Train(examples, seed).Bytes(), nil
}

// Lemma learns lemmas from files in CoNLL-U and returns the weights.
func Lemma(files []string) ([]byte, error) {
	var examples []lemma.Example
	err := eachDocument(files, func(d *text.Document) {
		for i := range d.Words {
			w := &d.Words[i]
			if w.Lemma != "" {
				word := lemma.Word{Form: w.Form, UPOS: w.UPOS, XPOS: w.XPOS}
				examples = append(examples, lemma.Example{Word: word, Lemma: w.Lemma, Typo: w.Feat("Typo") == "Yes"})
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return lemma.Train(examples).Bytes(), nil
}

func segmentExample(d *text.Document) segment.Example {
	ex := segment.Example{Text: d.Text}
	for _, w := range d.Words {
		ex.Words = append(ex.Words, segment.Range{First: w.Start, Last: w.End})
	}
	for _, t := range d.Tokens {
		ex.Tokens = append(ex.Tokens, segment.Range(t))
	}
	for _, s := range d.Sentences {
		ex.Sentences = append(ex.Sentences, segment.Range(s))
	}
	for _, p := range d.Paragraphs {
		ex.Paragraphs = append(ex.Paragraphs, segment.Range(p))
	}
	return ex
}

// eachDocument calls use for the documents of files in CoNLL-U, plain or compressed
// (".gz"), in order.
func eachDocument(files []string, use func(*text.Document)) error {
	for _, name := range files {
		sentences, err := treebank(name)
		if err != nil {
			return err
		}
		for len(sentences) > 0 {
			n := documentLen(sentences)
			d, err := text.FromConllu(sentences[:n])
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			use(d)
			sentences = sentences[n:]
		}
	}
	return nil
}

// documentLen returns how many sentences the first document has.
func documentLen(sentences []conllu.Sentence) int {
	for i := 1; i < len(sentences); i++ {
		if _, ok := sentences[i].Comment("newdoc"); ok {
			return i
		}
	}
	return len(sentences)
}

func treebank(name string) ([]conllu.Sentence, error) {
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
	all, err := conllu.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}
