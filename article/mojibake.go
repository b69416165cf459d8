package article

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// judgeEncoding names text that was decoded wrongly before it came here. It is kept as
// it is: a quotation must not be mended behind the reader's back.
func (p *page) judgeEncoding() {
	text := string(p.result.Article.Headline) + "\n" + p.result.Article.Text
	if n, example := mojibake(text); n > 0 {
		p.problem("encoding", fmt.Sprintf("the text was decoded wrongly before it was saved, as in %q (%d places); it is kept as it is", example, n))
	}
	if n := strings.Count(p.text, "\uFFFD"); n > 0 && !p.has("encoding") {
		if i := strings.Index(text, "\uFFFD"); i >= 0 {
			p.problem("encoding", fmt.Sprintf("%d characters were lost before the page was saved, as in %q; they are shown as \uFFFD", n, around(text, i, i+3)))
		}
	}
}

// has reports whether a problem of the kind has been named.
func (p *page) has(kind string) bool {
	for _, pr := range p.result.Problems {
		if pr.Kind == kind {
			return true
		}
	}
	return false
}

// mojibake counts the places where a text looks decoded with the wrong charset, and
// gives one of them.
func mojibake(text string) (places int, example string) {
	if isASCII(text) {
		return 0, ""
	}
	for _, find := range [...]func(string) (int, string){doubleUTF8, cyrillicAsLatin, utf8AsCyrillic} {
		if n, at := find(text); n > 0 {
			return n, at
		}
	}
	return 0, ""
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// doubleUTF8 finds UTF-8 that was read as windows-1252: "donâ€™t", "cafÃ©". A single
// pair of characters may be honest, as in French quotation marks after a capital; three
// that make one, or several pairs, are not.
func doubleUTF8(text string) (int, string) {
	strong, weak, first := 0, 0, -1
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		size, length := doubled(text[i:])
		switch {
		case size == 0:
			_, w := utf8.DecodeRuneInString(text[i:])
			i += w
			continue
		case size > 2:
			strong++
		default:
			weak++
		}
		if first < 0 || size > 2 && strong == 1 {
			first = i
		}
		i += length
	}
	if strong == 0 && weak < 2 {
		return 0, ""
	}
	return strong + weak, around(text, first, first+2)
}

// doubled returns how many bytes of UTF-8 the characters at the start of s stand for,
// each read as one of windows-1252, and how long they are; or 0.
func doubled(s string) (size, length int) {
	lead, w := westernByte(s)
	switch {
	case lead == 0xC2 || lead == 0xC3 || lead == 0xC5 || lead == 0xD0 || lead == 0xD1:
		size = 2
	case lead == 0xE2:
		size = 3
	default:
		return 0, 0
	}
	length = w
	for range size - 1 {
		b, w := westernByte(s[length:])
		if b < 0x80 || b > 0xBF {
			return 0, 0
		}
		length += w
	}
	return size, length
}

// westernByte returns the byte that windows-1252 has for the first character of s, or
// that character itself where it is a stray control, and its length in s.
func westernByte(s string) (byte, int) {
	r, w := utf8.DecodeRuneInString(s)
	if r < 0x100 {
		return byte(r), w
	}
	b, ok := charmap.Windows1252.EncodeRune(r)
	if !ok {
		return 0, w
	}
	return b, w
}

// cyrillicAsLatin finds windows-1251 that was read as windows-1252: words of accented
// capitals and small letters only, "Ïðåçèäåíò".
func cyrillicAsLatin(text string) (int, string) {
	return countWords(text, func(w string) bool {
		n := 0
		for _, r := range w {
			if r < 0xC0 || r > 0xFF {
				return false
			}
			n++
		}
		return n >= 4
	})
}

// utf8AsCyrillic finds UTF-8 that was read as windows-1251, where every second letter is
// one of two: "РџСЂРёРІРµС‚".
func utf8AsCyrillic(text string) (int, string) {
	return countWords(text, func(w string) bool {
		n, leads := 0, 0
		for _, r := range w {
			if r == 'Р' || r == 'С' {
				leads++
			}
			n++
		}
		return n >= 5 && leads*2 >= n-1 && leads >= 3
	})
}

// countWords counts the words of a text that bad says are mojibake, if they are enough
// to be no accident.
func countWords(text string, bad func(string) bool) (int, string) {
	n, all, example := 0, 0, ""
	for w := range strings.FieldsSeq(text) {
		all++
		if w[0] >= utf8.RuneSelf && bad(strings.TrimFunc(w, unicode.IsPunct)) {
			if n == 0 {
				example = clip(w, 60)
			}
			n++
		}
	}
	if n < 3 || n*10 < all {
		return 0, ""
	}
	return n, example
}

// around returns the words that stand at text[start:end].
func around(text string, start, end int) string {
	from := strings.LastIndexAny(text[:start], " \n") + 1
	to := len(text)
	if i := strings.IndexAny(text[min(end, len(text)):], " \n"); i >= 0 {
		to = min(end, len(text)) + i
	}
	if start-from > 40 {
		from = start
	}
	return clip(text[from:to], 60)
}
