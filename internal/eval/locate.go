package eval

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Place is where a statement stands in a text: bytes [0] to [1] of each piece.
type Place struct {
	Content, Cue, Source [][2]int
}

// Locate finds an expected statement in a text, which is [Expected.Text] or an article's
// that carries the same words. Content must be found once; of several equal cues the one
// nearest to the content is meant, and of several equal sources the one nearest to the
// cue, those of the content's own paragraph first. White space of any kind and amount
// counts as the same.
func (s *ExpectedStatement) Locate(text string) (Place, error) {
	f := folded(text)
	content, err := f.content(s.Content)
	if err != nil {
		return Place{}, err
	}
	near := content
	cue, err := f.nearest("cue", s.Cue, near, content)
	if err != nil {
		return Place{}, err
	}
	if len(cue) > 0 {
		near = cue
	}
	source, err := f.nearest("source", s.Source, near, content)
	if err != nil {
		return Place{}, err
	}
	return Place{Content: f.unfold(content), Cue: f.unfold(cue), Source: f.unfold(source)}, nil
}

// A foldedText is a text with its white space made single spaces, and paragraph ends
// made newlines.
type foldedText struct {
	s  string
	at []int // the place in the text of each byte of s, and the text's end
}

func folded(text string) foldedText {
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	gap, lines := -1, 0 // where the white space began, and the line ends in it
	for i, r := range text {
		if unicode.IsSpace(r) {
			if gap < 0 {
				gap = i
			}
			if r == '\n' {
				lines++
			}
			continue
		}
		if gap >= 0 && b.Len() > 0 {
			b.WriteByte(spaceOf(lines))
			at = append(at, gap)
		}
		gap, lines = -1, 0
		_, size := utf8.DecodeRuneInString(text[i:])
		b.WriteString(text[i : i+size])
		for j := range size {
			at = append(at, i+j)
		}
	}
	return foldedText{s: b.String(), at: append(at, len(text))}
}

func spaceOf(lines int) byte {
	if lines > 1 {
		return '\n'
	}
	return ' '
}

func (f *foldedText) unfold(pieces [][2]int) [][2]int {
	out := make([][2]int, len(pieces))
	for i, p := range pieces {
		last := f.at[p[1]-1]
		out[i] = [2]int{f.at[p[0]], last + 1}
	}
	return out
}

// content finds the pieces of a content: the first one wherever it stands, the others
// after it.
func (f *foldedText) content(pieces []string) ([][2]int, error) {
	all := f.all(pieces[0])
	switch len(all) {
	case 0:
		return nil, fmt.Errorf("content %q is not in the text", pieces[0])
	case 1:
		return f.after(all[0], pieces[1:], "content")
	}
	return nil, fmt.Errorf("content %q stands %d times in the text", pieces[0], len(all))
}

func (f *foldedText) after(first [2]int, rest []string, what string) ([][2]int, error) {
	out := [][2]int{first}
	for _, p := range rest {
		end := out[len(out)-1][1]
		found := false
		for _, q := range f.all(p) {
			if q[0] >= end {
				out, found = append(out, q), true
				break
			}
		}
		if !found {
			return nil, fmt.Errorf("%s %q does not follow in the text", what, p)
		}
	}
	return out, nil
}

// nearest finds the pieces of a cue or source near other pieces, outside the content.
func (f *foldedText) nearest(what string, pieces []string, near, content [][2]int) ([][2]int, error) {
	if len(pieces) == 0 {
		return nil, nil
	}
	var best [][2]int
	least := -1
	for _, p := range f.all(pieces[0]) {
		if overlaps(p, content) {
			continue
		}
		if d := f.distance(p, near); least < 0 || d < least {
			if found, err := f.after(p, pieces[1:], what); err == nil {
				best, least = found, d
			}
		}
	}
	if best == nil {
		return nil, fmt.Errorf("%s %q is not in the text beside its content", what, strings.Join(pieces, " … "))
	}
	return best, nil
}

// distance is the bytes between p and the nearest piece; the border of a paragraph
// counts as more than any number of bytes.
func (f *foldedText) distance(p [2]int, pieces [][2]int) int {
	least := -1
	for _, q := range pieces {
		from, to := min(p[1], q[1]), max(p[0], q[0])
		d := 0
		if from < to {
			d = to - from + strings.Count(f.s[from:to], "\n")*len(f.s)
		}
		if least < 0 || d < least {
			least = d
		}
	}
	return least
}

func overlaps(p [2]int, pieces [][2]int) bool {
	for _, q := range pieces {
		if p[0] < q[1] && q[0] < p[1] {
			return true
		}
	}
	return false
}

// all finds every place of a piece that does not cut a word in two.
func (f *foldedText) all(piece string) [][2]int {
	var out [][2]int
	for from := 0; ; {
		i := strings.Index(f.s[from:], piece)
		if i < 0 || piece == "" {
			return out
		}
		start, end := from+i, from+i+len(piece)
		if !f.cutsWord(start) && !f.cutsWord(end) {
			out = append(out, [2]int{start, end})
		}
		from = end
	}
}

func (f *foldedText) cutsWord(i int) bool {
	before, _ := utf8.DecodeLastRuneInString(f.s[:i])
	after, _ := utf8.DecodeRuneInString(f.s[i:])
	return wordRune(before) && wordRune(after)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
