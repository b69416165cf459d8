// Package text cuts an article's text into paragraphs, sentences and tokens, with byte
// offsets into the original.
//
// [Annotate] takes any bytes and never changes them: every token is the slice of the
// text that its offsets name, tokens are in order and do not overlap, and what lies
// between two of them is white space. Tokens follow the habits of the English Universal
// Dependencies treebanks: clitics ("'s", "n't"), punctuation and the parts of most
// hyphenated words stand alone. Time is linear in the length of the text.
package text

// Version names this stage's behaviour in the record.
const Version = "text/1"

// A Document is a text with its parts. Paragraphs, sentences and tokens refer to each
// other by index, in text order.
type Document struct {
	Source     string
	Paragraphs []Paragraph
	Sentences  []Sentence
	Tokens     []Token
}

// A Paragraph is the sentences [First, Last). Paragraphs are parted by line breaks, or by
// blank lines where the lines are wrapped; a line without tokens is none.
type Paragraph struct{ First, Last int }

// A Sentence is the tokens [First, Last), at least one.
type Sentence struct{ First, Last int }

// A Token is the bytes [Start, End) of the text, at least one.
type Token struct{ Start, End int }

// Text returns the token's words.
func (d *Document) Text(t Token) string { return d.Source[t.Start:t.End] }

// Annotate cuts s into paragraphs, sentences and tokens.
func Annotate(s string) *Document {
	d := &Document{Source: s}
	end := lineEnd
	if wrapped(s) {
		end = blankLine
	}
	for start := 0; start < len(s); {
		to := end(s, start)
		d.paragraph(start, to)
		start = to + 1
	}
	return d
}

// lineEnd returns the offset of the line break that ends the line at start, or len(s).
func lineEnd(s string, start int) int {
	for i := start; i < len(s); i++ {
		if s[i] == '\n' || s[i] == '\r' {
			return i
		}
	}
	return len(s)
}

func (d *Document) paragraph(start, end int) {
	first := len(d.Tokens)
	d.tokenize(start, end)
	if len(d.Tokens) == first {
		return
	}
	p := Paragraph{First: len(d.Sentences)}
	for i := first; i < len(d.Tokens); {
		last := d.sentenceEnd(i)
		d.Sentences = append(d.Sentences, Sentence{First: i, Last: last})
		i = last
	}
	p.Last = len(d.Sentences)
	d.Paragraphs = append(d.Paragraphs, p)
}
