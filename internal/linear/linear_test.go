package linear

import (
	"errors"
	"testing"
)

// teach returns a trainer that has seen feature c often with class c, and feature 9 with
// all.
func teach(classes int) *Trainer {
	t := NewTrainer(classes, 6)
	for i := range 300 {
		t.Learn([]uint32{uint32(i % classes), 9}, i%classes)
	}
	t.Keep()
	return t
}

func TestModel_Best(t *testing.T) {
	m := teach(3).Model()
	for c := range 3 {
		if got := m.Best([]uint32{uint32(c), 9}); got != c {
			t.Errorf("Best with feature %d = %d", c, got)
		}
	}
}

func TestModel_Margin(t *testing.T) {
	m := teach(2).Model()
	if m.Margin([]uint32{0, 9}) >= 0 || m.Margin([]uint32{1, 9}) <= 0 {
		t.Errorf("Margin of class 0 %v, of class 1 %v", m.Margin([]uint32{0, 9}), m.Margin([]uint32{1, 9}))
	}
	if m.Columns() != 1 {
		t.Errorf("two classes take %d columns, want 1", m.Columns())
	}
}

func TestParse(t *testing.T) {
	m := teach(3).Model()
	b := append(m.Bytes(), "rest"...)
	got, rest, err := Parse(b)
	if err != nil || string(rest) != "rest" {
		t.Fatalf("Parse: rest %q, %v", rest, err)
	}
	for f := range uint32(64) {
		if got.Score([]uint32{f}) != m.Score([]uint32{f}) {
			t.Errorf("feature %d scores %v after reading back, was %v", f, got.Score([]uint32{f}), m.Score([]uint32{f}))
		}
	}
	for _, n := range []int{0, 5, 6, len(b) - 5} {
		if _, _, err := Parse(b[:n]); !errors.Is(err, ErrFormat) {
			t.Errorf("Parse of %d bytes: %v", n, err)
		}
	}
}

func TestTrainer_Rank(t *testing.T) {
	tr := NewTrainer(1, 6)
	for range 3 {
		tr.Restart()
		for range 100 {
			tr.Rank([][]uint32{{1, 9}, {2, 9}, {3, 9}}, []bool{false, true, false})
		}
		tr.Keep()
	}
	m := tr.Model()
	score := func(f uint32) int32 { return m.Score([]uint32{f, 9})[0] }
	if score(2) <= score(1) || score(2) <= score(3) {
		t.Errorf("the right option scores %d, the others %d and %d", score(2), score(1), score(3))
	}
	if tr.Rank([][]uint32{{1}}, []bool{false}) != 0 {
		t.Error("without a right option the likelihood is not 0")
	}
}
