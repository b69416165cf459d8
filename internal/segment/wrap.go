package segment

import (
	"strings"
	"unicode/utf8"
)

// The length, in characters, of a line that may have been cut at the margin.
const (
	minWrapped = 40
	maxWrapped = 100
)

// maxLook bounds the bytes from which wrapping is judged.
const maxLook = 1 << 16

// wrapped reports whether the lines of s are cut at a margin and its paragraphs parted by
// blank lines: nearly all lines that another one follows directly are about as long as
// each other, and half of them or more stop inside a sentence.
func wrapped(s string) bool {
	s = s[:min(len(s), maxLook)]
	var breaks, even, open, blank int
	for start := 0; start < len(s); {
		end := lineEnd(s, start)
		line, next := strings.TrimSpace(s[start:end]), nextLine(s, end)
		start = next
		if line == "" || next >= len(s) {
			continue
		}
		if strings.TrimSpace(s[next:lineEnd(s, next)]) == "" {
			blank++
			continue
		}
		breaks++
		if n := utf8.RuneCountInString(line); n >= minWrapped && n <= maxWrapped {
			even++
		}
		if !strings.ContainsAny(line[len(line)-1:], `.?!:"'`) && !strings.HasSuffix(line, "”") && !strings.HasSuffix(line, "’") {
			open++
		}
	}
	return blank > 0 && breaks >= 3 && even*10 >= breaks*9 && open*2 >= breaks
}

// nextLine returns where the line after the line break at end starts.
func nextLine(s string, end int) int {
	if strings.HasPrefix(s[end:], "\r\n") {
		return end + 2
	}
	return min(len(s), end+1)
}

// lineEnd returns the offset of the line break that ends the line at start, or len(s).
func lineEnd(s string, start int) int {
	if i := strings.IndexAny(s[start:], "\n\r"); i >= 0 {
		return start + i
	}
	return len(s)
}
