package query

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"readout"
)

// An Error is a place in a query that cannot be understood.
type Error struct {
	Query   string
	Offset  int // in bytes
	Message string
}

func (p *parser) fail(at int, format string, args ...any) error {
	return &Error{Query: p.s, Offset: min(at, len(p.s)), Message: fmt.Sprintf(format, args...)}
}

// Unwrap makes every Error a [readout.ErrInvalid].
func (e *Error) Unwrap() error { return readout.ErrInvalid }

// Error gives the message with its column, and below it the query with a caret under the
// place.
func (e *Error) Error() string {
	return fmt.Sprintf("query, column %d: %s\n  %s", e.Column(), e.Message, strings.ReplaceAll(e.Caret(), "\n", "\n  "))
}

// Caret gives the query and, on a line below it, a caret under the place.
func (e *Error) Caret() string {
	before, after := clip(e.Query[:e.Offset], e.Query[e.Offset:])
	return before + after + "\n" + strings.Repeat(" ", columns(before)) + "^"
}

// Column is the place in characters, from 1.
func (e *Error) Column() int { return len([]rune(e.Query[:e.Offset])) + 1 }

// clip cuts a query to what fits on a line around the place.
func clip(before, after string) (string, string) {
	const room = 60
	b, a := []rune(printable(before)), []rune(printable(after))
	if len(b) > room {
		b = append([]rune("…"), b[len(b)-room:]...)
	}
	if len(a) > room {
		a = append(a[:room:room], '…')
	}
	return string(b), string(a)
}

// printable keeps a query from moving the terminal's cursor.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s)
}

// columns is the width of s on a terminal.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch k := width.LookupRune(r).Kind(); {
		case unicode.Is(unicode.Mn, r):
		case k == width.EastAsianWide, k == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
