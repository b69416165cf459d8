package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestKeys_Find(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	for _, n := range []int{0, 1, 2, 63, 64, 65, 1000, 20000} {
		list := make([]uint32, n)
		for i := range list {
			list[i] = rng.Uint32()
			if i%7 == 0 { // bunches, which hashes seldom make
				list[i] = uint32(i) * 3
			}
		}
		keys, order := SortKeys(list)
		for row, i := range order {
			if got := keys.Find(list[i]); got != row {
				t.Fatalf("%d keys: key %d is found in row %d, want %d", n, list[i], got, row)
			}
		}
		for range 100 {
			k := rng.Uint32()
			if got := keys.Find(k); got >= 0 && keys.at(got) != k {
				t.Fatalf("%d keys: foreign key %d is found in row %d", n, k, got)
			}
		}
	}
}

func TestSortKeys_doubles(t *testing.T) {
	keys, order := SortKeys([]uint32{5, 3, 5})
	if len(keys) != 8 || len(order) != 2 || order[0] != 1 || order[1] != 0 {
		t.Errorf("SortKeys keeps %d bytes of keys, order %v; want 8, [1 0]", len(keys), order)
	}
}

func TestQuantise(t *testing.T) {
	values := []float32{1, -0.5, 0.01, 0, 0, 0, 0, 0, -2, 2, 1.99, 0.3}
	table := Quantise(values, 4)
	out := make([]float32, 4)
	for i := range table.Rows() {
		table.Row(out, i)
		for j, v := range out {
			if want := values[4*i+j]; math.Abs(float64(v-want)) > 2.0/254+1e-6 {
				t.Errorf("row %d, value %d: %v, want about %v", i, j, v, want)
			}
		}
	}
}

func TestFeatures_Read(t *testing.T) {
	var a, b Features
	tests := []struct {
		name, one, other    string
		vector, form, shape bool // the same for both
	}{
		{"capitals", "Talks", "talks", true, true, false},
		{"digits", "2004", "1999", false, true, true},
		{"quotation marks", "’s", "'s", true, true, false},
		{"other words", "talks", "falls", false, false, true},
	}
	for _, tt := range tests {
		buf := a.Read(tt.one, nil)
		b.Read(tt.other, buf)
		if (a.Vector == b.Vector) != tt.vector || (a.Form == b.Form) != tt.form || (a.Affix[5] == b.Affix[5]) != tt.shape {
			t.Errorf("%s: %q and %q have the same vector %v, form %v, shape %v", tt.name, tt.one, tt.other,
				a.Vector == b.Vector, a.Form == b.Form, a.Affix[5] == b.Affix[5])
		}
	}
	if a.Read("the", nil); a.Vector != Key("the") {
		t.Error("the key of a word differs from the vocabulary's")
	}
}
