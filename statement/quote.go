package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/text"
)

// A quote is a stretch of quoted text within one paragraph, marks included.
type quote struct {
	start, end int  // bytes
	open, shut bool // whether it has its opening and its closing mark
	goesOn     bool // whether the next paragraph's first quote continues it
	continues  bool // whether it continues the quote of the paragraph before
}

// A mark is one quotation mark in a paragraph.
type mark struct {
	start, end   int
	kind         byte // '"' for double marks, '\'' single, '<' angle, '>' angle pointing right
	opens, shuts bool // what its surroundings and shape allow
	apostrophe   bool // a single mark that is more likely an apostrophe
}

// strayMark is a quotation mark without a partner, for [Check].
type strayMark struct{ start, end int }

// quotes pairs the quotation marks of each paragraph. Marks are paired within their
// paragraph only, so that a missing one spoils no more than that; a quotation that goes
// on in the next paragraph has its mark reopened there. Marks within a quotation are
// left alone.
func quotes(d *text.Document) (list []quote, stray []strayMark) {
	pending := false
	for pi, p := range d.Paragraphs {
		start, end := paragraphBytes(d, p)
		ms := marks(d.Text, start, end)
		reopens := pi+1 < len(d.Paragraphs) && beginsWithMark(d, d.Paragraphs[pi+1])
		q, s := pair(d.Text, ms, start, end, reopens)
		if pending && len(q) > 0 && q[0].start == start {
			q[0].continues = true
		}
		pending = len(q) > 0 && q[len(q)-1].goesOn
		list = append(list, q...)
		stray = append(stray, s...)
	}
	return list, stray
}

func paragraphBytes(d *text.Document, p text.Paragraph) (start, end int) {
	first := d.Sentences[p.First].First
	last := d.Sentences[p.Last-1].Last - 1
	return d.Words[first].Start, d.Words[last].End
}

func beginsWithMark(d *text.Document, p text.Paragraph) bool {
	start, _ := paragraphBytes(d, p)
	_, kind, _ := markAt(d.Text, start)
	return kind != 0
}

// markAt returns the length and kind of the quotation mark at i, and +1 or -1 where its
// shape says that it opens or shuts.
func markAt(s string, i int) (n int, kind byte, shape int) {
	switch {
	case s[i] == '"':
		return 1, '"', 0
	case strings.HasPrefix(s[i:], "''"):
		return 2, '"', 0
	case strings.HasPrefix(s[i:], "``"):
		return 2, '"', +1
	case strings.HasPrefix(s[i:], "’’"):
		return len("’’"), '"', -1
	case strings.HasPrefix(s[i:], "‘‘"):
		return len("‘‘"), '"', +1
	case s[i] == '\'':
		return 1, '\'', 0
	case s[i] == '`':
		return 1, '\'', +1
	case s[i] < utf8.RuneSelf:
		return 0, 0, 0
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	switch r {
	case '“', '„', '‟':
		return size, '"', +1
	case '”':
		return size, '"', -1
	case '‘', '‚':
		return size, '\'', +1
	case '’':
		return size, '\'', -1
	case '«', '‹':
		return size, '<', 0
	case '»', '›':
		return size, '>', 0
	}
	return 0, 0, 0
}

// marks lists the quotation marks in [start, end), with what their surroundings allow.
func marks(s string, start, end int) []mark {
	var out []mark
	for i := start; i < end; {
		n, kind, shape := markAt(s, i)
		if n == 0 {
			i++
			continue
		}
		before, after := ' ', ' '
		if i > start {
			before, _ = utf8.DecodeLastRuneInString(s[start:i])
		}
		if i+n < end {
			after, _ = utf8.DecodeRuneInString(s[i+n : end])
		}
		m := mark{start: i, end: i + n, kind: kind}
		m.opens = !unicode.IsSpace(after) && !(wordRune(before) || strings.ContainsRune(".,!?…", before) && shape <= 0 && !wordRune(after))
		m.shuts = !unicode.IsSpace(before) && i > start && !(wordRune(after) && kind == '\'')
		switch {
		case shape > 0:
			// „so“: the mark that opens in English shuts in German.
			m.opens, m.shuts = true, s[i] != '`' && !wordRune(after) && !unicode.IsSpace(before) && i > start
		case shape < 0 && kind == '"':
			m.opens, m.shuts = i == start, i > start // ”so” where nothing stands before it
		case kind == '"' && unicode.IsSpace(before) && unicode.IsSpace(after):
			// `'Well done,' "`: some set a blank between two closing marks.
			m.shuts = endsWithMark(strings.TrimRight(s[start:i], " \u00a0"))
		}
		if kind == '\'' {
			m.apostrophe = apostrophe(s[:end], i, n, before, after)
		}
		out = append(out, m)
		i += n
	}
	return out
}

func endsWithMark(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("'’\"”", r)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// apostrophe reports whether the single mark at i stands for left out letters or a
// possessive: "don't", "the ministers' talks", "'em", "'90s".
func apostrophe(s string, i, n int, before, after rune) bool {
	switch {
	case wordRune(before) && wordRune(after):
		return true
	case wordRune(before) && (before == 's' || before == 'z') && unicode.IsSpace(after):
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[i+n:min(len(s), i+n+8)], " "))
		return wordRune(next)
	case !wordRune(before) && unicode.IsDigit(after):
		return i+n+2 < len(s) && s[i+n+2] == 's'
	case !wordRune(before) && wordRune(after):
		w := strings.ToLower(s[i+n : min(len(s), i+n+6)])
		for _, short := range []string{"em ", "til ", "twas ", "tis ", "n' ", "cause ", "bout "} {
			if strings.HasPrefix(w, short) {
				return true
			}
		}
	}
	return false
}

// pair makes quotes of a paragraph's marks.
func pair(s string, ms []mark, start, end int, reopens bool) (list []quote, stray []strayMark) {
	for i := 0; i < len(ms); {
		m := ms[i]
		if !canOpen(s, m, start) {
			if m.kind != '\'' && !(m.kind == '>' && m.start == start) {
				stray = append(stray, strayMark{m.start, m.end})
			}
			i++
			continue
		}
		j := partner(s, ms, i)
		switch {
		case j > 0:
			list = append(list, quote{start: m.start, end: ms[j].end, open: true, shut: true})
			i = j + 1
			continue
		case m.kind == '\'':
			// An apostrophe after all.
		case last(ms, i) && reopens && (m.start == start || introduced(s[start:m.start])):
			list = append(list, quote{start: m.start, end: end, open: true, goesOn: true})
			return list, stray
		case last(ms, i) && introduced(s[start:m.start]):
			list = append(list, quote{start: m.start, end: end, open: true})
			return list, append(stray, strayMark{m.start, m.end})
		default:
			stray = append(stray, strayMark{m.start, m.end})
		}
		i++
	}
	return list, stray
}

// introduced reports whether the words before a mark lead to a quotation that may fill
// the rest of the paragraph.
func introduced(before string) bool {
	before = strings.TrimRight(before, " ")
	return strings.HasSuffix(before, ":") || strings.HasSuffix(before, ",") || strings.HasSuffix(before, ".”") ||
		strings.HasSuffix(before, `."`) || strings.HasSuffix(before, ".")
}

// last reports whether no mark but apostrophes and inner ones follows mark i.
func last(ms []mark, i int) bool {
	for _, m := range ms[i+1:] {
		if m.kind == ms[i].kind && !m.apostrophe {
			return false
		}
	}
	return true
}

func canOpen(s string, m mark, start int) bool {
	switch {
	case m.kind == '>':
		// »so« in German and Danish; at the start of a line it is more often a bullet.
		return m.opens && m.start > start
	case m.kind == '\'' && m.apostrophe:
		return false
	case m.kind == '"' && m.start > start && s[m.start-1] >= '0' && s[m.start-1] <= '9' && m.end < len(s) && s[m.end] == ' ':
		return false // inches
	}
	return m.opens
}

// partner returns the mark that shuts the quotation opened by mark i, or 0.
func partner(s string, ms []mark, i int) int {
	m := ms[i]
	want := m.kind
	switch m.kind {
	case '<':
		want = '>'
	case '>':
		want = '<'
	}
	best := 0
	for j := i + 1; j < len(ms) && j < i+64; j++ {
		o := ms[j]
		if o.kind != want {
			continue
		}
		if m.kind == '\'' {
			if o.shuts && !o.apostrophe {
				return j
			}
			if o.shuts && best == 0 && o.apostrophe && !wordRune(runeAt(s, o.end)) {
				best = j
			}
			continue
		}
		switch {
		case o.shuts && (!o.opens || s[o.start] == s[m.start] || m.kind == '<' || m.kind == '>' || german(s, m, o)):
			return j
		case o.opens && !o.shuts:
			return 0 // opened again before it was shut: the mark between is missing
		}
	}
	return best
}

// german reports whether m and o are the pair „ and “.
func german(s string, m, o mark) bool {
	return strings.HasPrefix(s[m.start:], "„") && strings.HasPrefix(s[o.start:], "“")
}

func runeAt(s string, i int) rune {
	r, _ := utf8.DecodeRuneInString(s[min(i, len(s)):])
	return r
}
