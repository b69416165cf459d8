package statement

import (
	"strings"
	"unicode"
)

// A turn is what one speaker of a transcript says, without a break.
type turn struct {
	labelStart, labelEnd int // bytes of "MR LIM"
	colonEnd             int
	pieces               [][2]int // bytes, one a paragraph
	paragraph            int
	question             bool // asked by someone the label does not name
}

// questioners are labels that name nobody.
var questioners = setOf("question q reporter journalist moderator interviewer")

// minTurns is how many labelled paragraphs make a transcript.
const minTurns = 3

// transcript reads the turns of an article that is one, and says which paragraphs they
// fill. A paragraph without a label continues the turn before it.
func (a *analysis) transcript() (turns []turn, taken map[int]bool) {
	type labelled struct{ start, end, colon int }
	labels := map[int]labelled{}
	for pi, p := range a.doc.Paragraphs {
		start, end := paragraphBytes(a.doc, p)
		if n, colon := label(a.doc.Source[start:end]); n > 0 {
			labels[pi] = labelled{start, start + n, start + colon}
		}
	}
	if len(labels) < minTurns || len(labels)*6 < len(a.doc.Paragraphs) {
		return nil, nil
	}
	taken = map[int]bool{}
	for pi, p := range a.doc.Paragraphs {
		start, end := paragraphBytes(a.doc, p)
		if l, ok := labels[pi]; ok {
			t := turn{labelStart: l.start, labelEnd: l.end, colonEnd: l.colon, paragraph: pi}
			t.question = questioners[strings.ToLower(a.doc.Source[l.start:l.end])]
			turns = append(turns, t)
			start = l.colon
		}
		if len(turns) == 0 {
			continue
		}
		for start < end && a.doc.Source[start] == ' ' {
			start++
		}
		if start < end {
			t := &turns[len(turns)-1]
			t.pieces = append(t.pieces, [2]int{start, end})
		}
		taken[pi] = true
	}
	return turns, taken
}

// label returns the length of the speaker's label that a paragraph begins with and the
// offset after its colon, or 0: "QUESTION:", "MR. LIM:", "Q:", "SECRETARY OF STATE LIM:".
func label(s string) (n, colon int) {
	at := strings.IndexByte(s[:min(len(s), 60)], ':')
	if at <= 0 || at+1 < len(s) && s[at+1] != ' ' {
		return 0, 0
	}
	name := s[:at]
	if questioners[strings.ToLower(name)] || name == "A" || name == "Answer" {
		return at, at + 1
	}
	letters := 0
	for w := range strings.FieldsSeq(name) {
		low := strings.ToLower(w)
		if low == "mr." || low == "ms." || low == "mrs." || low == "dr." || low == "mr" || low == "ms" {
			continue
		}
		for _, r := range w {
			if unicode.IsLower(r) {
				return 0, 0
			}
			if unicode.IsLetter(r) {
				letters++
			} else if !strings.ContainsRune(".'’-()", r) {
				return 0, 0
			}
		}
	}
	if letters < 2 || len(strings.Fields(name)) > 6 {
		return 0, 0
	}
	return at, at + 1
}

// labelName returns a label as a name is usually written: "MR. LIM" is "Lim".
func labelName(s string) string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		if honorific[strings.ToLower(w)] {
			continue
		}
		rs := []rune(strings.ToLower(w))
		up := true
		for i, r := range rs {
			if up {
				rs[i] = unicode.ToUpper(r)
			}
			up = r == '-' || r == '\'' || r == '’'
		}
		out = append(out, string(rs))
	}
	return strings.Join(out, " ")
}
