// Package linear holds small linear classifiers over hashed features: one row of weights
// of eight bits for each slot of a table, one column for each class, or, of two classes, one for what
// the second has over the first. They are learnt by logistic regression.
package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrFormat is what Parse returns for bytes that are no model.
var ErrFormat = errors.New("not a linear model")

// A Model scores classes. It is safe for concurrent use.
type Model struct {
	columns int
	mask    uint32
	scale   float32 // of one step of a weight
	weights []int8  // slots × columns
}

// MaxClasses is the largest number of classes of a model.
const MaxClasses = 8

// Scores are the scores of the columns, in steps of the model.
type Scores [MaxClasses]int32

// Score adds up the rows of the features, a column each. Features are hashes; their low bits choose the
// slot.
func (m *Model) Score(features []uint32) Scores {
	var sum Scores
	n := m.columns
	for _, f := range features {
		row := m.weights[int(f&m.mask)*n:][:n]
		for c, w := range row {
			sum[c] += int32(w)
		}
	}
	return sum
}

// Best returns the class with the highest score, the first of equals, of a model with
// three or more.
func (m *Model) Best(features []uint32) int {
	s := m.Score(features)
	best := 0
	for c := 1; c < m.columns; c++ {
		if s[c] > s[best] {
			best = c
		}
	}
	return best
}

// Margin returns how far class 1 leads class 0, as the logarithm of its odds, of a model
// with these two.
func (m *Model) Margin(features []uint32) float32 {
	sum := int32(0)
	for _, f := range features {
		sum += int32(m.weights[f&m.mask])
	}
	return float32(sum) * m.scale
}

const header = 6 // columns, bits, scale

// Bytes returns the model as Parse reads it.
func (m *Model) Bytes() []byte {
	b := make([]byte, header, header+len(m.weights))
	b[0] = byte(m.columns)
	b[1] = byte(bits(m.mask))
	binary.LittleEndian.PutUint32(b[2:], math.Float32bits(m.scale))
	for _, w := range m.weights {
		b = append(b, byte(w))
	}
	return b
}

func bits(mask uint32) int {
	n := 0
	for ; mask > 0; mask >>= 1 {
		n++
	}
	return n
}

// Parse reads a model at the start of b and returns what follows it.
func Parse(b []byte) (*Model, []byte, error) {
	if len(b) < header || b[0] < 1 || b[0] > MaxClasses || b[1] > 24 {
		return nil, nil, fmt.Errorf("%w: header", ErrFormat)
	}
	m := &Model{columns: int(b[0]), mask: 1<<b[1] - 1, scale: math.Float32frombits(binary.LittleEndian.Uint32(b[2:]))}
	n := m.columns << b[1]
	if len(b) < header+n {
		return nil, nil, fmt.Errorf("%w: %d bytes of %d", ErrFormat, len(b), header+n)
	}
	m.weights = make([]int8, n)
	for i, w := range b[header : header+n] {
		m.weights[i] = int8(w)
	}
	return m, b[header+n:], nil
}

// Columns returns the number of columns: of classes, or 1 where there are two.
func (m *Model) Columns() int { return m.columns }
