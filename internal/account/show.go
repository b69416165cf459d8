package account

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"readout"
)

// Told words who tells, and through whom: "State Department, as relayed by TURAN".
func (a *Account) Told() string {
	if len(a.Relays) == 0 {
		return a.Channel
	}
	return a.Channel + ", as relayed by " + strings.Join(a.Relays, ", ")
}

// A Saying is a cell with those that say the same in the same account on other pages.
type Saying struct {
	Cell
	Again []Cell
}

// Sayings brings together what several pages carry in the same words of the same account.
func Sayings(list []Cell) []Saying {
	var out []Saying
	for _, c := range list {
		same := func(s Saying) bool { return again(&s.Cell, &c) }
		if i := slices.IndexFunc(out, same); i >= 0 {
			out[i].Again = append(out[i].Again, c)
			continue
		}
		out = append(out, Saying{Cell: c})
	}
	return out
}

func again(a, b *Cell) bool {
	return a.Account == b.Account && a.Statement.Kind == b.Statement.Kind && wordKey(a) == wordKey(b)
}

// plainMarks are the straight forms of quotation marks and apostrophes.
var plainMarks = strings.NewReplacer("’", "'", "‘", "'", "“", "\"", "”", "\"")

func wordKey(c *Cell) string {
	return strings.TrimRight(plainMarks.Replace(strings.ToLower(c.Words())), "'\",.")
}

// Words is what a statement says on a line, in marks what is verbatim.
func (c *Cell) Words() string {
	var out []string
	for _, p := range c.Pieces() {
		if p.Verbatim {
			out = append(out, "“"+Clean(p.Text)+"”")
		} else {
			out = append(out, Clean(p.Text))
		}
	}
	return strings.Join(out, " ")
}

// Does is the cue of a statement that does more than say: "offered" of "offered to
// explain"; else "".
func (c *Cell) Does() string {
	s := &c.Statement
	if s.Kind == readout.Direct || s.Act == "assert" {
		return ""
	}
	return Clean(beside(s))
}

// beside is the cue up to where what is said begins, so that nothing is shown twice.
func beside(s *readout.Statement) string {
	var out []string
	for _, cue := range s.Cue {
		text := []rune(cue.Text)
		for _, c := range s.Content {
			if c.Start < cue.End && cue.Start < c.End {
				text = text[:max(0, min(len(text), c.Start-cue.Start))]
			}
		}
		if words := strings.TrimSpace(string(text)); words != "" {
			out = append(out, words)
		}
	}
	return strings.Join(out, " … ")
}

// Whose says whose the words in marks are where they are not the speaker's: "words of the
// press service", or that they are verbatim, or that there are none.
func (c *Cell) Whose() string {
	switch of := c.VerbatimOf; {
	case of == nil || len(c.Verbatim) == 0:
		return "paraphrase"
	case c.Statement.Speaker != nil && c.Statement.Speaker.Name == of.Name:
		return "verbatim"
	default:
		return "words of " + Clean(of.Name)
	}
}

// Place is where a cell stands: the page's number from 1, and the code points of its text.
func (c *Cell) Place() string {
	sp := c.Statement.Content
	return fmt.Sprintf("p%d:%d-%d", c.Page+1, sp[0].Start, sp[len(sp)-1].End)
}

// Clean makes foreign text safe to print on a line: a control character could move the
// cursor, recolour or rename the reader's terminal, or turn the order of letters around.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}
