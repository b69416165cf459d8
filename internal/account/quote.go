package account

import (
	"strings"
	"unicode/utf8"

	"readout"
)

// closers gives for the mark that opens a quotation those that close it.
var closers = map[rune]string{'“': "”", '"': "\"", '„': "“”", '«': "»", '‘': "’"}

// opens and closes are all of them.
const (
	opens  = "“\"„«‘"
	closes = "”\"“»’"
)

// quoted returns the parts of spans that stand in quotation marks, the marks left out.
// Where there are no marks at all, whole says that the spans are verbatim as they are: a
// readout's own text.
func quoted(spans []readout.Span, text *readout.Text, whole bool) []readout.Span {
	var out []readout.Span
	for _, sp := range spans {
		out = append(out, marked(sp, text)...)
	}
	if len(out) == 0 && whole {
		return spans
	}
	return out
}

func marked(sp readout.Span, text *readout.Text) []readout.Span {
	start, _ := text.Bytes(sp)
	if start < 0 {
		return nil
	}
	var out []readout.Span
	open, by := -1, ""
	for i, r := range sp.Text {
		switch {
		case open < 0 && strings.ContainsRune(opens, r) && !letterBefore(sp.Text, i):
			open, by = i+utf8.RuneLen(r), closers[r]
		case open >= 0 && strings.ContainsRune(by, r) && closing(sp.Text, i, r):
			if i > open {
				out = append(out, text.Span(start+open, start+i))
			}
			open = -1
		}
	}
	if open >= 0 && open < len(sp.Text) { // goes on in the next piece
		out = append(out, text.Span(start+open, start+len(sp.Text)))
	}
	return out
}

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return i > 0 && letter(r)
}

// closing tells the end of a quotation from an apostrophe.
func closing(s string, i int, r rune) bool {
	next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
	return r != '’' || !letter(next)
}

func letter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f && r < 0x2000
}

// common returns the parts of a that stand in b.
func common(a, b []readout.Span, text *readout.Text) []readout.Span {
	var out []readout.Span
	for _, x := range a {
		for _, y := range b {
			xs, xe := text.Bytes(x)
			ys, ye := text.Bytes(y)
			if s, e := max(xs, ys), min(xe, ye); xs >= 0 && ys >= 0 && s < e {
				out = append(out, text.Span(s, e))
			}
		}
	}
	return out
}
