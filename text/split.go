package text

// A Layout is a text cut into paragraphs, sentences and pieces, without tags. Its parts
// refer to each other by index, in text order.
//
// The rules of [Split] are those that package statement was tuned with; [Cut] follows the
// treebanks closer.
type Layout struct {
	Source     string
	Paragraphs []Paragraph
	Sentences  []Sentence
	Tokens     []Piece
}

// A Piece is the bytes [Start, End) of the text, at least one.
type Piece struct{ Start, End int }

// Text returns the token's words.
func (d *Layout) Text(t Piece) string { return d.Source[t.Start:t.End] }

// Split cuts s into paragraphs, sentences and pieces. Between two pieces lies nothing but
// white space. Time is linear in the length of s.
func Split(s string) *Layout {
	d := &Layout{Source: s}
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

func (d *Layout) paragraph(start, end int) {
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
