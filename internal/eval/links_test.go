package eval

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"readout/models/en"
	"readout/text"
)

// The example of Luo (2005): one set cut in two, and one too large.
func TestChainScores(t *testing.T) {
	of := func(sets ...[]int) map[int]int {
		out := make(map[int]int)
		for n, set := range sets {
			for _, m := range set {
				out[m] = n
			}
		}
		return out
	}
	gold := of([]int{1, 2, 3, 4, 5}, []int{6, 7}, []int{8, 9, 10, 11, 12})
	tests := []struct {
		name           string
		system         map[int]int
		b3, muc, ceafe float64
	}{
		{"the same", gold, 100, 100, 100},
		{"two joined", of([]int{1, 2, 3, 4, 5}, []int{6, 7, 8, 9, 10, 11, 12}), 86.49, 94.74, 73.33},
		{"two large ones joined", of([]int{1, 2, 3, 4, 5, 8, 9, 10, 11, 12}, []int{6, 7}), 73.68, 94.74, 66.67},
		{"all alone", of([]int{1}, []int{2}, []int{3}, []int{4}, []int{5}, []int{6}, []int{7}, []int{8}, []int{9}, []int{10}, []int{11}, []int{12}), 40, 0, 17.78},
	}
	for _, tt := range tests {
		b3, muc, ceafe := chainScores(gold, tt.system)
		for _, x := range []struct {
			name      string
			got, want float64
		}{{"B³", b3, tt.b3}, {"MUC", muc, tt.muc}, {"CEAF-e", ceafe, tt.ceafe}} {
			if math.Abs(x.got-x.want) > 0.005 {
				t.Errorf("%s: %s = %.2f, want %.2f", tt.name, x.name, x.got, x.want)
			}
		}
	}
}

func TestLinks(t *testing.T) {
	const lines = `{"id":"a","story":"s1","text":"A quake hit Orum. The quake killed nine.","mentions":[{"start":2,"end":7,"chain":"c1"},{"start":22,"end":27,"chain":"c1"}]}
{"id":"b","story":"s1","text":"The earthquake in Orum … killed nine.","mentions":[{"start":4,"end":14,"chain":"c1"}]}
`
	file := filepath.Join(t.TempDir(), "x.jsonl")
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	got, err := Links(t.Context(), file, func(s string) *text.Document { return text.Annotate(model, s) })
	if err != nil || got.Given != 100 || got.Texts != 2 {
		t.Errorf("Links = %+v, %v; want 100 with the stories given", got, err)
	}
	if err := os.WriteFile(file, []byte(`{"text":"A quake","mentions":[{"start":2,"end":9}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Links(t.Context(), file, func(s string) *text.Document { return text.Annotate(nil, s) }); err == nil {
		t.Error("a mention outside its text is taken")
	}
}
