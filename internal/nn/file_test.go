package nn

import (
	"errors"
	"testing"
)

// small returns a model of the smallest sizes.
func small(t *testing.T) (*Model, []byte) {
	t.Helper()
	s := Shape{Vector: 16, Form: 16, Affix: 16, Width: 16, Hidden: 32, Layers: 1, TagAt: 1, Tags: 2, Feats: 1, Arc: 16, Label: 16, Rels: 2}
	_, n := s.Carve(nil)
	keys, _ := SortKeys([]uint32{7})
	m := &Model{Shape: s, Tags: []string{"NOUN NN", "VERB VB"}, Feats: []string{"_"}, Rels: []string{"root", "obj"}, Allow: [][]int{{0}, {0}},
		Vocab: 1, Known: 1, VectorKeys: keys, FormKeys: keys, Vectors: Quantise(make([]float32, 16), 16),
		Forms: Quantise(make([]float32, 32), 16), Affix: Quantise(make([]float32, Affixes*AffixRows*16), 16)}
	flat := make([]float32, n)
	for i := range flat {
		flat[i] = float32(i%5) - 2
	}
	file, err := m.Encode(flat)
	if err != nil {
		t.Fatal(err)
	}
	return m, file
}

func TestDecode(t *testing.T) {
	want, file := small(t)
	got, err := Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.Shape != want.Shape || len(got.Tags) != 2 || got.FormKeys.Find(7) != 0 {
		t.Errorf("Decode(Encode(m)) = %+v", got.Shape)
	}
	for i, v := range got.Weights.In { // one panel: as it was
		if want := float32(i%5) - 2; v != want {
			t.Fatalf("weight %d is %v, want %v", i, v, want)
		}
	}
}

func TestDecode_foreign(t *testing.T) {
	_, file := small(t)
	for n := 0; n < len(file); n = 2*n + 1 {
		if _, err := Decode(file[:n]); !errors.Is(err, ErrFile) {
			t.Errorf("the first %d bytes: error %v", n, err)
		}
	}
	for i := range 600 { // any byte of the head changed: an error or sizes that fit
		broken := append([]byte(nil), file...)
		broken[i] ^= 0x15
		if m, err := Decode(broken); err == nil {
			NewNetwork(m)
		}
	}
}

func TestHalf(t *testing.T) {
	for _, tt := range []struct{ in, want float32 }{{0, 0}, {1, 1}, {-1.5, -1.5}, {1.00390625, 1}, {1.0117188, 1.015625}} {
		got := floatAt([]byte{0, 0, byte(half(tt.in)), byte(half(tt.in) >> 8)}, 0)
		if got != tt.want {
			t.Errorf("%v is stored as %v, want %v", tt.in, got, tt.want)
		}
	}
}
