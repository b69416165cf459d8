// Package setting chooses where a statement was said, of the occasions that a page speaks of
// or none, by a linear ranking of options. Package statement makes the options and what is
// seen of each; the settings are those of docs/statements.md.
package setting

import (
	_ "embed"
	"math"
	"sync"

	"readout/internal/linear"
)

// An Option is an occasion at which a statement may have been made.
type Option struct {
	Setting  string   // "" for none
	Features []uint32 // hashes of what is seen, by [Hash]
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

// Choose returns the likeliest setting of the options, whose chances add up where several
// are of one setting, and its chance, 0 to 1. A nil model chooses none.
func (m *Model) Choose(options []Option) (string, float64) {
	if m == nil || len(options) == 0 {
		return "", 0
	}
	scores := make([]float64, len(options))
	top := math.Inf(-1)
	for i := range options {
		scores[i] = float64(m.rank.Margin(options[i].Features))
		top = max(top, scores[i])
	}
	best, most, all := "", -1.0, 0.0
	for i := range options {
		sum := 0.0
		for j := range options {
			if options[j].Setting == options[i].Setting {
				sum += math.Exp(scores[j] - top)
			}
		}
		all += math.Exp(scores[i] - top)
		if sum > most {
			best, most = options[i].Setting, sum
		}
	}
	return best, most / all
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
