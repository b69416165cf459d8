package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
)

// A spoken word is one of what a statement's content holds.
type spoken struct {
	Word        // bytes of the span's text
	span    int // index into the statement's Content
	stretch int // which of the stretches of the speaker's own words it stands in; 0 for none
}

// maxSpoken bounds the words of a statement that are compared.
const maxSpoken = 4000

// passage returns the words of a statement's content and which of them are the speaker's
// own: those between quotation marks, or all. Marks within a paraphrase are those of
// titles and nicknames.
func passage(st *readout.Statement) []spoken {
	var out []spoken
	whole, stretches := ownWords(st), 0
	for i, sp := range st.Content {
		marks := marked(st.Kind, sp.Text)
		m := 0
		for _, w := range Words(sp.Text) {
			for m < len(marks) && marks[m].end < w.End {
				m++
			}
			s := spoken{Word: w, span: i}
			switch {
			case whole:
				s.stretch = 1
			case m < len(marks) && marks[m].start <= w.Start:
				s.stretch = stretches + m + 1
			}
			if out = append(out, s); len(out) == maxSpoken {
				return out
			}
		}
		stretches += len(marks)
	}
	return out
}

// ownWords reports whether all of a statement's content is the speaker's own words.
func ownWords(st *readout.Statement) bool {
	switch st.Kind {
	case readout.Direct:
		return true
	case readout.Mixed, readout.Indirect:
		return false
	}
	turn := len(st.Cue) == 0 || strings.TrimSpace(st.Cue[0].Text) == ":"
	return turn && (st.Setting == "transcript" || st.Setting == "interview")
}

// A stretch is bytes [start, end) between quotation marks.
type stretch struct{ start, end int }

// closes are what ends a quotation that begins with a mark.
func closes(mark rune) string {
	switch mark {
	case '"':
		return "\""
	case '“':
		return "”\""
	case '„':
		return "“”\""
	case '«':
		return "»"
	case '»':
		return "«"
	case '‘':
		return "’"
	case '\'':
		return "'"
	}
	return ""
}

// marked returns what stands between quotation marks as the speaker's own.
func marked(kind readout.Kind, s string) []stretch {
	if kind == readout.Indirect {
		return nil
	}
	return quoted(s)
}

// quoted returns what stands between quotation marks, marks within marks not counted. What
// is opened and not closed goes on to the end, as in a quotation of several paragraphs.
func quoted(s string) []stretch {
	var out []stretch
	open, from := rune(0), 0
	for i, r := range s {
		after := i + utf8.RuneLen(r)
		switch {
		case r == utf8.RuneError:
		case open == 0 && closes(r) != "" && (r != '\'' || opensSingle(s[:i], s[after:])):
			open, from = r, after
		case open != 0 && strings.ContainsRune(closes(open), r) && !apostrophe(r, s[:i], s[after:]):
			out = append(out, stretch{from, i})
			open = 0
		}
	}
	if open != 0 && open != '\'' {
		out = append(out, stretch{from, len(s)})
	}
	return out
}

// opensSingle reports whether a straight single mark is no apostrophe: something closes it.
func opensSingle(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return !unicode.IsLetter(last) && !unicode.IsNumber(last) && unicode.IsLetter(next)
}

// apostrophe reports whether a closing single mark stands within a word.
func apostrophe(r rune, before, after string) bool {
	if r != '’' && r != '\'' {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLetter(last) && unicode.IsLetter(next)
}

// Verbatim reports whether the bytes [start, end) of what was said are the speaker's own
// words: all of a direct statement, what stands between quotation marks in another.
func Verbatim(kind readout.Kind, content string, start, end int) bool {
	if kind == readout.Direct {
		return true
	}
	for _, m := range marked(kind, content) {
		if m.start <= start && end <= m.end {
			return true
		}
	}
	return false
}

// Whole returns where a piece [start, end) of what was said is to begin and end so that it
// keeps both marks of a quotation that begins or ends right there.
func Whole(content string, start, end int) (from, to int) {
	from, to = start, end
	for _, m := range quoted(content) {
		switch {
		case start < m.start && m.start <= end && end <= m.end && m.end < len(content) && strings.Trim(content[end:m.end], ".,;:!? ") == "":
			_, size := utf8.DecodeRuneInString(content[m.end:])
			to = m.end + size
		case m.start == start && m.end < end:
			_, size := utf8.DecodeLastRuneInString(content[:start])
			from = start - size
		}
	}
	return from, to
}
