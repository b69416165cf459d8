package main

import (
	"io"
	"readout/internal/account"
	"strings"

	"github.com/mattn/go-runewidth"
)

// A page prints lines for a person: wrapped to a width, coloured where that is wanted,
// safe whatever the text. The first error of its writer is kept.
type page struct {
	out   io.Writer
	width int
	color bool
	err   error
}

func (p *page) bold(s string) string { return p.paint("1", s) }
func (p *page) dim(s string) string  { return p.paint("2", s) }

// paint puts s into a terminal colour, word by word, since a line may be broken at any
// space.
func (p *page) paint(code, s string) string {
	if !p.color || s == "" {
		return s
	}
	words := strings.Split(s, " ")
	for i, w := range words {
		if w != "" {
			words[i] = "\x1b[" + code + "m" + w + "\x1b[0m"
		}
	}
	return strings.Join(words, " ")
}

// line prints s, wrapped, behind a margin. A negative margin is for the lines after the
// first one only.
func (p *page) line(margin int, s string) {
	first, rest := margin, margin
	if margin < 0 {
		first, rest = 0, -margin
	}
	var b strings.Builder
	b.WriteString(strings.Repeat(" ", first))
	col := first
	for i, w := range strings.Split(s, " ") {
		n := displayWidth(w)
		if i > 0 && col+1+n > p.width && col > rest {
			b.WriteString("\n" + strings.Repeat(" ", rest))
			col = rest
		} else if i > 0 {
			b.WriteByte(' ')
			col++
		}
		b.WriteString(w)
		col += n
	}
	p.print(b.String() + "\n")
}

func (p *page) blank() { p.print("\n") }

func (p *page) print(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.out, s)
	}
}

// displayWidth is the number of columns that s takes, colour codes not counted.
func displayWidth(s string) int {
	for {
		i := strings.Index(s, "\x1b[")
		if i < 0 {
			return runewidth.StringWidth(s)
		}
		end := strings.IndexByte(s[i:], 'm')
		if end < 0 {
			return runewidth.StringWidth(s)
		}
		s = s[:i] + s[i+end+1:]
	}
}

// clean makes foreign text safe to print: a control character could move the cursor,
// recolour or rename the reader's terminal.
func clean(s string) string { return account.Clean(s) }
