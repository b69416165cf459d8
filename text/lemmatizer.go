package text

import (
	"fmt"

	"readout/internal/lemma"
)

// A Lemmatizer knows the lemmas of words. It is safe for concurrent use. The nil
// Lemmatizer only puts words that are not names in lower case.
type Lemmatizer struct{ model *lemma.Model }

// LoadLemmatizer makes a lemmatizer of the bytes of its weights.
func LoadLemmatizer(data []byte) (*Lemmatizer, error) {
	m, err := lemma.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("load the lemmatizer: %w", err)
	}
	return &Lemmatizer{m}, nil
}

// Fill sets the lemmas of all words of d from their forms and tags, and of "'s" from its
// tree. It leaves all else as it is.
func (l *Lemmatizer) Fill(d *Document) {
	var m *lemma.Model
	if l != nil {
		m = l.model
	}
	for i := range d.Words {
		w := &d.Words[i]
		if d.perfect(w) {
			w.Lemma = "have"
			continue
		}
		w.Lemma = m.Lemma(lemma.Word{Form: w.Form, UPOS: w.UPOS, XPOS: w.XPOS})
	}
}

// perfect reports whether w is the "'s" of "it's gone", which is short for "has".
func (d *Document) perfect(w *Word) bool {
	return w.UPOS == "AUX" && w.XPOS == "VBZ" && w.DepRel == "aux" && w.Head != NoHead &&
		(w.Form == "'s" || w.Form == "’s") && d.Words[w.Head].XPOS == "VBN"
}
