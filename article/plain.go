package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// cutPlain makes a block of each line, or of each paragraph where lines are wrapped.
func cutPlain(s string) []block {
	blocks, lines := []block(nil), plainLines(s)
	wrapped := isWrapped(lines)
	gap := false
	for _, line := range lines {
		switch n := len(blocks); {
		case line == "":
			gap = true
		case wrapped && !gap && n > 0:
			blocks[n-1].text = line // joined below
		default:
			blocks = append(blocks, block{text: line, tag: atom.P, gap: gap})
			gap = false
		}
	}
	if wrapped {
		joinWrapped(blocks, lines)
	}
	return blocks
}

// plainLines returns the lines of a page with their white space folded.
func plainLines(s string) []string {
	var lines []string
	var c cutter
	for line := range strings.Lines(s) {
		c.buf, c.space = c.buf[:0], false
		c.write(line)
		lines = append(lines, string(c.buf))
	}
	return lines
}

// Lines of a wrapped text: how long they are, and how many it takes to say so.
const (
	minWrapped      = 45
	maxWrapped      = 100
	minWrappedLines = 4
)

// isWrapped reports whether paragraphs are broken into lines of some width and blank
// lines stand between them.
func isWrapped(lines []string) bool {
	inner, open, gaps := 0, 0, 0
	for i := range len(lines) - 1 {
		switch {
		case lines[i] == "":
			gaps++
		case lines[i+1] == "":
		default:
			inner++
			if n := len(lines[i]); n >= minWrapped && n <= maxWrapped && !endsSentence(lines[i]) {
				open++
			}
		}
	}
	return gaps > 0 && inner >= minWrappedLines && open*4 >= inner*3
}

// joinWrapped gives each block the lines of its paragraph.
func joinWrapped(blocks []block, lines []string) {
	at := 0
	for para := range paragraphs(lines) {
		blocks[at].text = strings.Join(para, " ")
		at++
	}
}

func paragraphs(lines []string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for len(lines) > 0 {
			end := slices.Index(lines, "")
			if end < 0 {
				end = len(lines)
			}
			if end > 0 && !yield(lines[:end]) {
				return
			}
			lines = lines[min(end+1, len(lines)):]
		}
	}
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
