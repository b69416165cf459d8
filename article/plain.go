package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// cutPlain makes a block of each line, or of each paragraph where lines are wrapped.
func cutPlain(s string) []block {
	lines := plainLines(s)
	width := wrapWidth(lines)
	var blocks []block
	var para []string // the lines of the open block
	gap := false
	end := func() {
		if len(para) > 0 {
			blocks[len(blocks)-1].text = strings.Join(para, " ")
			para = para[:0]
		}
	}
	for i, line := range lines {
		if line == "" {
			end()
			gap = true
			continue
		}
		if len(blocks) == maxBlocks {
			break
		}
		if len(para) == 0 || !goesOnBelow(lines[i-1], line, width) {
			end()
			blocks = append(blocks, block{tag: atom.P, gap: gap})
		}
		para = append(para, line)
		gap = false
	}
	end()
	return blocks
}

// plainLines returns the lines of a page with their white space folded.
func plainLines(s string) []string {
	var lines []string
	var c cutter
	for line := range strings.Lines(s) {
		if len(lines) == 2*maxBlocks {
			break
		}
		c.buf, c.space = c.buf[:0], false
		c.write(line)
		lines = append(lines, string(c.buf))
	}
	return lines
}

// Lines of a wrapped text: how long they are, in characters, and how many it takes to
// say so.
const (
	minWrapped      = 45
	maxWrapped      = 100
	minWrappedLines = 4
)

// maxSticking is how many lines of a wrapped text may stick out: addresses, a headline.
const maxSticking = 2

// wrapWidth returns the width to which the paragraphs of a text are wrapped, with blank
// lines between them, or 0. The lines of such a text are as long as the first word of
// the next allows.
func wrapWidth(lines []string) int {
	var counts [maxWrapped + 1]int
	long, gaps := 0, 0
	for _, line := range lines {
		switch n := utf8.RuneCountInString(line); {
		case n == 0:
			gaps++
		case n > maxWrapped:
			long++
		default:
			counts[n]++
		}
	}
	if gaps == 0 || long*10 > len(lines) {
		return 0
	}
	sticking := 0
	for width := maxWrapped; width >= minWrapped && sticking <= maxSticking; width-- {
		if counts[width] > 0 && wrappedTo(lines, width) {
			return width
		}
		sticking += counts[width]
	}
	return 0
}

// wrappedTo reports whether the lines inside paragraphs have no room left at a width.
func wrappedTo(lines []string, width int) bool {
	inner, full := 0, 0
	for i := range len(lines) - 1 {
		if n := utf8.RuneCountInString(lines[i]); n >= minWrapped && n <= width && lines[i+1] != "" {
			inner++
			if fills(lines[i], lines[i+1], width) {
				full++
			}
		}
	}
	return inner >= minWrappedLines && full*4 >= inner*3
}

// fills reports whether a line has no room left for the first word of the next.
func fills(line, next string, width int) bool {
	word, _, _ := strings.Cut(next, " ")
	return utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width
}

// goesOnBelow reports whether a paragraph wrapped to a width goes on in the next line.
func goesOnBelow(line, next string, width int) bool {
	if width == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	return fills(line, next, width) || unicode.IsLower(r) && len(line) >= minWrapped && !endsSentence(line)
}

// pickPlain marks the body of a plain text page: what stands behind the headline and is
// neither rail nor furniture.
func (p *page) pickPlain() {
	first, last := proseEnds(p.blocks)
	start := headlineEnd(p.blocks, first)
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.role != unread {
			continue
		}
		b.role = bodyText
		outside := i < first || i > last
		if i < start || isFurniture(b) || outside && isTicker(b.text) {
			b.role = chrome
		}
	}
	p.cutEnd(p.blocks)
	dropAppeals(p.blocks)
	openTranscript(p.blocks)
	p.signature(last)
}

// signature takes a name alone under the last paragraph for the byline.
func (p *page) signature(last int) {
	for i := len(p.blocks) - 1; i > last; i-- {
		b := &p.blocks[i]
		if b.role != bodyText || !isPerson(b.text) {
			continue
		}
		b.role = byline
		if len(p.result.Article.Byline) == 0 {
			p.result.Article.Byline = []string{b.text}
		}
		return
	}
}

// proseEnds returns the first and the last block of prose, or all of the blocks where
// there is none.
func proseEnds(blocks []block) (first, last int) {
	first, last = -1, -1
	for i := range blocks {
		if blocks[i].role == unread && prose(&blocks[i]) > 0 {
			last = i
			if first < 0 {
				first = i
			}
		}
	}
	if first < 0 {
		return 0, len(blocks) - 1
	}
	return first, last
}

// headlineEnd returns the block behind the headline that stands before the prose, or 0.
func headlineEnd(blocks []block, first int) int {
	for i := min(first, len(blocks)) - 1; i >= 0; i-- {
		if blocks[i].role == headline {
			return i + 1
		}
	}
	return 0
}

// isTicker reports whether a line is a date, the weather or an exchange rate.
func isTicker(s string) bool {
	if _, ok := findDate(s); ok && len(s) <= maxTicker {
		return true
	}
	digits := 0
	for _, b := range []byte(s) {
		if '0' <= b && b <= '9' {
			digits++
		}
	}
	return len(s) <= maxTicker && (strings.Contains(s, "°") || digits*4 >= len(s))
}

const maxTicker = 80
