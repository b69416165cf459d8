package refusal

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"

	"readout/internal/linear"
)

// A Sentence is one of our own, with the words that tell of a refusal and what was asked,
// as bytes of it; both are empty where it tells of none.
type Sentence struct {
	Text   string
	Tells  bool
	Cue    [][2]int
	Matter [][2]int
}

// Read reads sentences, a line each: "yes" or "no", a tab and the sentence, in which square
// brackets stand round the telling words and braces round the matter that was asked about.
// Lines that begin with # and empty lines do not count.
func Read(r io.Reader) ([]Sentence, error) {
	var out []Sentence
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		says, marked, ok := strings.Cut(line, "\t")
		if !ok || says != "yes" && says != "no" {
			return nil, fmt.Errorf("line %d: no yes or no and a sentence", n)
		}
		s := Sentence{Tells: says == "yes"}
		if err := s.unmark(marked); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		out = append(out, s)
	}
	return out, lines.Err()
}

// unmark takes the brackets out of a sentence.
func (s *Sentence) unmark(marked string) error {
	var b strings.Builder
	open, close, from := byte(0), byte(0), 0
	for i := range len(marked) {
		c := marked[i]
		switch {
		case open == 0 && (c == '[' || c == '{'):
			open, close, from = c, c+2, b.Len()
		case open != 0 && c == close:
			span := [2]int{from, b.Len()}
			if open == '[' {
				s.Cue = append(s.Cue, span)
			} else {
				s.Matter = append(s.Matter, span)
			}
			open = 0
		case strings.IndexByte("[]{}", c) >= 0:
			return fmt.Errorf("a stray %c", c)
		default:
			b.WriteByte(c)
		}
	}
	s.Text = b.String()
	if open != 0 {
		return fmt.Errorf("%c is not closed", open)
	}
	return nil
}

// An Example is a clause and whether it tells of a refusal, with its class where that is
// known.
type Example struct {
	Features []uint32
	Tells    bool
	Class    string
}

// Sizes of the tables of weights, and the number of times that the examples are gone through.
const (
	tellsBits = 16
	classBits = 13
	epochs    = 12
)

// Learn returns the weights that examples teach. The same examples give the same weights.
func Learn(examples []Example, seed uint64) []byte {
	rnd := rand.New(rand.NewPCG(seed, 1))
	tells, class := linear.NewTrainer(2, tellsBits), linear.NewTrainer(len(Classes), classBits)
	tells.Rate, tells.Drop, tells.Decay = 0.1, 0.4, 1e-4
	class.Rate, class.Drop = 0.1, 0.3
	list := slices.Clone(examples)
	for e := range epochs {
		rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, x := range list {
			if !x.Tells {
				tells.Learn(x.Features, 0)
				continue
			}
			tells.Learn(x.Features, 1)
			if c := slices.Index(Classes, x.Class); c >= 0 {
				class.Learn(x.Features, c)
			}
		}
		if e >= epochs/2 {
			tells.Keep()
			class.Keep()
		}
	}
	return append(tells.Model().Bytes(), class.Model().Bytes()...)
}
