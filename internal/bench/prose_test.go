package bench

import (
	"strings"

	prose "github.com/jdkato/prose/v3"
	"github.com/jdkato/prose/v3/ner"
	"github.com/jdkato/prose/v3/tag"

	"readout/text"
)

// A proseReader is prose with the universal tags that go with its Penn tags.
type proseReader struct {
	tagger    tag.Interface
	extracter *ner.Extracter
	universal map[string]string // by Penn tag and word, by Penn tag
}

// newProseReader learns from treebanks which universal tag a Penn tag mostly stands for, of
// each word and at all. That is more than a user of prose has: it is for prose's good.
func newProseReader(tagger tag.Interface, extracter *ner.Extracter, treebanks ...*text.Document) *proseReader {
	counts := make(map[string]map[string]int)
	count := func(key, upos string) {
		if counts[key] == nil {
			counts[key] = make(map[string]int)
		}
		counts[key][upos]++
	}
	for _, d := range treebanks {
		for _, w := range d.Words {
			count(w.XPOS, w.UPOS)
			count(pair(w.XPOS, w.Form), w.UPOS)
		}
	}
	r := &proseReader{tagger, extracter, make(map[string]string)}
	for key, of := range counts {
		best := ""
		for upos, n := range of {
			if n > of[best] || n == of[best] && upos < best {
				best = upos
			}
		}
		r.universal[key] = best
	}
	return r
}

func pair(penn, form string) string { return penn + " " + strings.ToLower(form) }

// setTag sets the Penn tag, brackets named as the treebanks name them, and the universal
// tag.
func (r *proseReader) setTag(w *text.Word, penn string) {
	switch penn {
	case "(":
		penn = "-LRB-"
	case ")":
		penn = "-RRB-"
	}
	upos, known := r.universal[pair(penn, w.Form)]
	if !known {
		upos = r.universal[penn]
	}
	w.XPOS, w.UPOS = penn, upos
}

// fill sets the tags of words whose sentences are given.
func (r *proseReader) fill(d *text.Document) {
	for i := range d.Sentences {
		words := d.Sentence(i)
		for k, t := range r.tag(words) {
			r.setTag(&words[k], t.Tag)
		}
	}
}

// tag returns the words as tokens of the text that they are with a blank between them.
func (r *proseReader) tag(words []text.Word) []prose.Token {
	tokens := make([]prose.Token, len(words))
	start := 0
	for i, w := range words {
		tokens[i] = prose.Token{Text: w.Form, Start: start}
		start += len(w.Form) + 1
	}
	r.tagger.TagTokens(tokens)
	return tokens
}

// nameTypes are the types of prose that have one of ours.
var nameTypes = map[string]string{"PERSON": text.Person, "ORGANIZATION": text.Organisation, "GPE": text.Place, "LOCATION": text.Place}

// names sets the names of a document whose words are given.
func (r *proseReader) names(d *text.Document) {
	for _, s := range d.Sentences {
		tokens := r.tag(d.Words[s.First:s.Last])
		r.extracter.Label(tokens)
		for _, e := range r.extracter.Chunk(joined(tokens), tokens) {
			name := text.Name{Type: nameTypes[e.Label]}
			for i, t := range tokens {
				if t.Start <= e.Start {
					name.First = s.First + i
				}
				if t.Start < e.End() {
					name.Last = s.First + i + 1
				}
			}
			d.Names = append(d.Names, name)
		}
	}
}

func joined(tokens []prose.Token) string {
	var forms []string
	for _, t := range tokens {
		forms = append(forms, t.Text)
	}
	return strings.Join(forms, " ")
}

// annotate cuts and tags a text.
func (r *proseReader) annotate(s string) *text.Document {
	d := &text.Document{Text: s}
	got, err := prose.NewDocument(s, prose.WithExtraction(false))
	if err != nil {
		return d
	}
	tokens := got.Tokens()
	for _, sentence := range got.Sentences() {
		first := len(d.Words)
		for ; len(tokens) > 0 && tokens[0].Start < sentence.End(); tokens = tokens[1:] {
			d.Words = append(d.Words, text.Word{Start: tokens[0].Start, End: tokens[0].End(), Form: tokens[0].Text,
				Sentence: len(d.Sentences), Token: len(d.Tokens), Head: text.NoHead})
			r.setTag(&d.Words[len(d.Words)-1], tokens[0].Tag)
			d.Tokens = append(d.Tokens, text.Token{First: len(d.Words) - 1, Last: len(d.Words)})
		}
		if len(d.Words) > first {
			d.Sentences = append(d.Sentences, text.Sentence{First: first, Last: len(d.Words)})
		}
	}
	return d
}
