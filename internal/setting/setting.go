// Package setting chooses where a statement was said, of the occasions that a page speaks of
// or none, by a linear ranking of options. Package statement makes the options and what is
// seen of each; the settings are those of docs/statements.md.
package setting

import (
	_ "embed"
	"math"
	"slices"
	"sync"

	"readout/internal/linear"
)

// An Option is an occasion at which a statement may have been made.
type Option struct {
	Setting  string   // "" for none
	Features []uint32 // hashes of what is seen, by [Hash]
}

// Clone returns options of their own memory.
func Clone(options []Option) []Option {
	out := slices.Clone(options)
	for i := range out {
		out[i].Features = slices.Clone(out[i].Features)
	}
	return out
}

//go:embed setting.bin
var weights []byte

// A Model ranks options. It is safe for concurrent use.
type Model struct{ rank *linear.Model }

// Load reads weights as [Learn] makes them.
func Load(data []byte) (*Model, error) {
	m, _, err := linear.Parse(data)
	if err != nil {
		return nil, err
	}
	if m.Columns() != 1 {
		return nil, linear.ErrFormat
	}
	return &Model{m}, nil
}

var loaded = sync.OnceValues(func() (*Model, error) { return Load(weights) })

// Loaded returns the model of the embedded weights, or nil where they do not fit.
func Loaded() *Model {
	m, _ := loaded()
	return m
}

// What is added to the chance of the setting that the rules give, and to that of none where
// they give none: the learned choice has to be surer than that.
const (
	rulesLead = 0.6
	noneLead  = 0.1
)

// Choose returns the likeliest setting of the options; said is what the rules say. A nil model
// chooses that.
func (m *Model) Choose(options []Option, said string) string {
	if m == nil || len(options) == 0 {
		return said
	}
	chances := make([]float64, len(options))
	top := math.Inf(-1)
	for i := range options {
		chances[i] = float64(m.rank.Margin(options[i].Features))
		top = max(top, chances[i])
	}
	all := 0.0
	for i := range chances {
		chances[i] = math.Exp(chances[i] - top)
		all += chances[i]
	}
	best, most := said, -1.0
	for i := range options {
		p := chances[i] / all
		switch {
		case options[i].Setting != said:
		case said == "":
			p += noneLead
		default:
			p += rulesLead
		}
		if p > most {
			best, most = options[i].Setting, p
		}
	}
	return best
}

// Hash is FNV-1a over numbers.
func Hash(parts ...uint32) uint32 {
	h := uint32(2166136261)
	for _, p := range parts {
		h = (h ^ p) * 16777619
		h ^= h >> 13
	}
	return h ^ h>>15
}

// Word is the hash of a word.
func Word(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}
