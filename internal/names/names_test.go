package names

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/internal/nn"
)

func TestCollect(t *testing.T) {
	got := Collect(nil, []uint8{0, 1, 2, 1, 3, 4, 4, 0, 2}, 10)
	want := []Span{{11, 13, 0}, {13, 14, 0}, {14, 17, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Collect (-want +got):\n%s", diff)
	}
}

func TestSubwords(t *testing.T) {
	a, b := Subwords(nil, "Ruvia"), Subwords(nil, "RUVIA")
	if a[0] != b[0] || a[1] == b[1] {
		t.Errorf("the whole %x and %x, the shapes %x and %x", a[0], b[0], a[1], b[1])
	}
	for _, form := range []string{"", "a", "ab", "\xff\xfe", "a very long word that goes on and on, longer than any"} {
		if n := len(Subwords(nil, form)); n < 2 || n > maxSubwords {
			t.Errorf("%q has %d subwords", form, n)
		}
	}
}

var small = Shape{Inputs: [3]int{16, 16, 16}, Width: 16, Hidden: 32, Layers: 1, Sub: 4, Known: 3}

// drawn returns the bytes of a model of weights drawn by chance.
func drawn(t testing.TB) []byte {
	rng := rand.New(rand.NewPCG(1, 2))
	_, n := small.Carve(nil)
	flat, sub := make([]float32, n), make([]float32, SubRows*small.Sub)
	var members [][]byte
	for range 2 {
		for _, x := range [][]float32{flat, sub} {
			for i := range x {
				x[i] = float32(rng.NormFloat64())
			}
		}
		members = append(members, EncodeMember(small, flat, sub))
	}
	data, err := Encode(small, members)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestModel_Label asks that labels may follow each other, and that a sentence has the same
// alone and among others.
func TestModel_Label(t *testing.T) {
	m, err := Decode(drawn(t))
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	forms := []string{"Ana", "left", "Ruvia", ".", "No", "."}
	values := make([]float32, len(forms)*16)
	for i := range values {
		values[i] = float32(rng.NormFloat64())
	}
	states := func(first int) nn.States {
		return nn.States{Input: values[first*16:], Tag: values[first*16:], Top: values[first*16:]}
	}
	var w Work
	all := append([]uint8(nil), m.Label(&w, forms, states(0), []uint8{1, 0, 2, 0, 99, 0}, []int{4, 6})...)
	alone := m.Label(&w, forms[4:], states(4), nil, []int{2})
	if diff := cmp.Diff(all[4:], alone); diff != "" {
		t.Errorf("labels alone (-among others +alone):\n%s", diff)
	}
	for i, l := range all {
		last := Labels
		if i != 0 && i != 4 {
			last = int(all[i-1])
		}
		if !Allowed(last, int(l)) {
			t.Errorf("label %d after %d", l, last)
		}
	}
	if got := m.Label(&w, nil, nn.States{}, nil, nil); len(got) != 0 {
		t.Errorf("labels of nothing: %v", got)
	}
}

func FuzzDecode(f *testing.F) {
	whole := drawn(f)
	f.Add(whole)
	f.Add(whole[:100])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := Decode(data); err != nil && !errors.Is(err, ErrFile) {
			t.Errorf("error %v", err)
		}
	})
}
