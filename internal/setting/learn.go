package setting

import (
	"math/rand/v2"
	"slices"

	"readout/internal/linear"
)

// An Example is a statement with the options for where it was said, and where it was.
type Example struct {
	Options []Option
	Setting string
}

// Size of the table of weights, and the number of times that the examples are gone through.
const (
	tableBits = 17
	epochs    = 6
	runs      = 16 // whose weights are averaged
)

// Learn returns the weights that examples teach. The same examples give the same weights.
func Learn(examples []Example, seed uint64) []byte {
	rnd := rand.New(rand.NewPCG(seed, 1))
	t := linear.NewTrainer(1, tableBits)
	t.Rate, t.Drop, t.Decay = 0.1, 0.5, 1e-3
	list := slices.Clone(examples)
	for range runs {
		t.Restart()
		for e := range epochs {
			rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			for _, x := range list {
				rank(t, &x)
			}
			if e >= epochs/2 {
				t.Keep()
			}
		}
	}
	return t.Model().Bytes()
}

// rank makes one step on an example.
func rank(t *linear.Trainer, x *Example) {
	options, right := make([][]uint32, len(x.Options)), make([]bool, len(x.Options))
	for i, o := range x.Options {
		options[i], right[i] = o.Features, o.Setting == x.Setting
	}
	t.Rank(options, right)
}
