package text

// A Document is a text with its parts, as plain data. Paragraphs, sentences, tokens and
// words refer to each other by index into the document's lists, all in text order.
type Document struct {
	Text       string
	Paragraphs []Paragraph
	Sentences  []Sentence
	Tokens     []Token
	Words      []Word
	Names      []Name    // in text order; no two share a word
	Mentions   []Mention // in the order of their heads, a group after its last part
	Entities   []Entity  // in the order of their first mentions
}

// A Paragraph is the sentences [First, Last), at least one.
type Paragraph struct{ First, Last int }

// A Sentence is the words [First, Last), at least one.
type Sentence struct{ First, Last int }

// A Token is what is written in one piece: the words [First, Last), nearly always one.
// More than one is what Universal Dependencies calls a multiword token: "don't".
type Token struct{ First, Last int }

// NoHead is the Head of a word that hangs on no other: the root of its sentence, or any
// word of a sentence without a tree.
const NoHead = -1

// A Word is one syntactic word.
type Word struct {
	Start, End int // bytes of Document.Text; the next word starts at End or later
	Sentence   int // index into Document.Sentences
	Token      int // index into Document.Tokens

	Form   string // as written: Document.Text[Start:End], in texts that were cut here
	Lemma  string // "" where unknown
	UPOS   string // universal part of speech, "NOUN"
	XPOS   string // Penn Treebank tag, "NNS"
	Feats  string // "Number=Plur|Person=3", in the order of CoNLL-U; "" for none
	Head   int    // index into Document.Words, or NoHead
	DepRel string // relation to the head, "nsubj:pass"; "" without a tree
}

// Sentence returns the words of sentence i, a part of d.Words.
func (d *Document) Sentence(i int) []Word {
	s := d.Sentences[i]
	return d.Words[s.First:s.Last]
}

// Form returns the token as written, its words together.
func (d *Document) Form(t Token) string {
	return d.Text[d.Words[t.First].Start:d.Words[t.Last-1].End]
}

// SpaceAfter reports whether white space, or the end of the text, follows word i.
func (d *Document) SpaceAfter(i int) bool {
	return i+1 == len(d.Words) || d.Words[i].End < d.Words[i+1].Start
}

// Feat returns the value of one feature, "Plur" for "Number", or "".
func (w *Word) Feat(name string) string {
	for rest := w.Feats; rest != ""; {
		var pair string
		pair, rest = cutAt(rest, '|')
		if len(pair) > len(name) && pair[len(name)] == '=' && pair[:len(name)] == name {
			return pair[len(name)+1:]
		}
	}
	return ""
}

// Rel returns the relation without its subtype: "nsubj" for "nsubj:pass".
func (w *Word) Rel() string {
	rel, _ := cutAt(w.DepRel, ':')
	return rel
}

// cutAt returns what stands before and after the first sep in s.
func cutAt(s string, sep byte) (before, after string) {
	for i := range len(s) {
		if s[i] == sep {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}
