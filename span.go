package readout

import "unicode/utf8"

// A Span is a piece of an article's text: code points [Start, End), and the words that
// stand there.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// stride is the distance in bytes of the marks that a Text keeps.
const stride = 256

// A Text is an article's text that knows how its byte offsets, used inside the stages,
// relate to the code point offsets of a [Span]. It is safe for concurrent use.
type Text struct {
	s     string
	ascii bool
	marks []int // code points that start before byte i*stride
}

// NewText prepares s for conversion.
func NewText(s string) *Text {
	t := &Text{s: s}
	n := 0
	for i := 0; i < len(s); i++ {
		if i%stride == 0 {
			t.marks = append(t.marks, n)
		}
		if !continuation(s[i]) {
			n++
		}
	}
	t.ascii = n == len(s)
	return t
}

func continuation(b byte) bool { return b&0xC0 == 0x80 }

// String returns the whole text.
func (t *Text) String() string { return t.s }

// Span returns the piece of the text from byte start to byte end, which must lie on
// code point borders inside the text.
func (t *Text) Span(start, end int) Span {
	return Span{Start: t.codePoint(start), End: t.codePoint(end), Text: t.s[start:end]}
}

func (t *Text) codePoint(b int) int {
	if t.ascii || b == 0 {
		return b
	}
	i := min(b/stride, len(t.marks)-1)
	n := t.marks[i]
	for j := i * stride; j < b; j++ {
		if !continuation(t.s[j]) {
			n++
		}
	}
	return n
}

// Bytes returns the byte offsets of a span. It returns -1, -1 where the span lies
// outside the text or its words are not the ones that stand there.
func (t *Text) Bytes(sp Span) (start, end int) {
	start, end = t.byteOf(sp.Start), t.byteOf(sp.End)
	if start < 0 || end < start || t.s[start:end] != sp.Text {
		return -1, -1
	}
	return start, end
}

func (t *Text) byteOf(cp int) int {
	if cp < 0 || cp > len(t.s) {
		return -1
	}
	if t.ascii {
		return cp
	}
	lo, hi := 0, len(t.marks) // the last mark not above cp
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; t.marks[mid] <= cp {
			lo = mid
		} else {
			hi = mid
		}
	}
	b, n := lo*stride, t.marks[lo]
	for b < len(t.s) && continuation(t.s[b]) {
		b++
	}
	for n < cp && b < len(t.s) {
		_, size := utf8.DecodeRuneInString(t.s[b:])
		b += size
		n++
	}
	if n != cp {
		return -1
	}
	return b
}
