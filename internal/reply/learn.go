package reply

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"

	"readout/internal/linear"
)

// An Example is a sentence of a reply with its class, and whether a question stands
// before it.
type Example struct {
	Sentence string
	Class    string
	Asked    bool
}

// Read reads examples, a line each: class, "asked", "told" (by itself) or "any", sentence,
// parted by tabs. Lines that begin with # and empty lines do not count.
func Read(r io.Reader) ([]Example, error) {
	var out []Example
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || !slices.Contains(Classes, f[0]) || f[1] != "asked" && f[1] != "told" && f[1] != "any" {
			return nil, fmt.Errorf("line %d: not a class, a place and a sentence", n)
		}
		if f[1] != "told" {
			out = append(out, Example{f[2], f[0], true})
		}
		if f[1] != "asked" {
			out = append(out, Example{f[2], f[0], false})
		}
	}
	return out, lines.Err()
}

// Sizes of the tables of weights, and the number of times that the examples are gone through.
const (
	evadesBits = 17
	classBits  = 12
	epochs     = 14
)

// Learn returns the weights that examples teach. The same examples give the same weights.
func Learn(examples []Example, seed uint64) []byte {
	rnd := rand.New(rand.NewPCG(seed, 1))
	evades, class := linear.NewTrainer(2, evadesBits), linear.NewTrainer(len(Classes)-1, classBits)
	evades.Rate, evades.Drop, evades.Decay = 0.1, 0.2, 1e-4
	class.Rate, class.Drop = 0.1, 0.2
	list := slices.Clone(examples)
	for e := range epochs {
		rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for _, x := range list {
			f := features(nil, x.Sentence, x.Asked)
			c := slices.Index(Classes, x.Class)
			evades.Learn(f, min(c, 1))
			if c > 0 {
				class.Learn(f, c-1)
			}
		}
		if e >= epochs/2 {
			evades.Keep()
			class.Keep()
		}
	}
	return append(evades.Model().Bytes(), class.Model().Bytes()...)
}
