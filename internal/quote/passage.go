package quote

import (
	"sort"
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

// Marks are the places of a text that stand between quotation marks, in order.
type Marks struct {
	text string
	list []stretch
	all  bool // the whole text is the speaker's own
}

// ReadMarks finds the marks in what was said.
func ReadMarks(kind readout.Kind, content string) Marks {
	return Marks{text: content, list: quoted(content), all: kind == readout.Direct}
}

// Own returns the places, in bytes, that are the speaker's own words.
func (m *Marks) Own() [][2]int {
	if m.all {
		return [][2]int{{0, len(m.text)}}
	}
	out := make([][2]int, len(m.list))
	for i, l := range m.list {
		out[i] = [2]int{l.start, l.end}
	}
	return out
}

// after returns the first stretch that ends behind a byte.
func (m *Marks) after(at int) int {
	return sort.Search(len(m.list), func(i int) bool { return m.list[i].end > at })
}

// Verbatim reports whether the bytes [start, end) are the speaker's own words: all of a
// direct statement, what stands between quotation marks in a mixed one.
func (m *Marks) Verbatim(kind readout.Kind, start, end int) bool {
	i := m.after(start)
	return m.all || kind != readout.Indirect && i < len(m.list) && m.list[i].start <= start && end <= m.list[i].end
}

// Whole returns where a piece [start, end) is to begin and end so that it keeps both marks
// of a quotation that begins or ends right there.
func (m *Marks) Whole(start, end int) (from, to int) {
	from, to = start, end
	if i := m.after(start); i < len(m.list) && m.list[i].start == start && m.list[i].end < end {
		_, size := utf8.DecodeLastRuneInString(m.text[:start])
		from = start - size
	}
	i := m.after(end - 1)
	if i == len(m.list) {
		return from, to
	}
	if l := m.list[i]; start < l.start && l.start < end && l.end < len(m.text) && strings.Trim(m.text[end:max(end, l.end)], ".,;:!? ") == "" {
		_, size := utf8.DecodeRuneInString(m.text[l.end:])
		to = l.end + size
	}
	return from, to
}
