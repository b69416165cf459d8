package eval_test

import (
	"os"
	"testing"

	"readout/internal/eval"
	"readout/models/en"
)

// TestPairReader holds how many pairs of sentences stand to each other as a reader would say.
func TestPairReader(t *testing.T) {
	tests := []struct {
		file  string
		right int // when this was written
	}{
		{"pairs.tsv", 48},
		{"pairs-stance.tsv", 36},
		{"pairs-aside.tsv", 27},
		{"pairs-learnt.tsv", 142},
		{"pairs-blind.tsv", 50},
	}
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	finder, err := en.LoadAttribution()
	if err != nil {
		t.Fatal(err)
	}
	r := eval.PairReader{Model: model, Finder: finder}
	for _, tt := range tests {
		data, err := os.ReadFile("../account/testdata/" + tt.file)
		if err != nil {
			t.Fatal(err)
		}
		right := 0
		list := eval.ParseSentencePairs(string(data))
		for _, p := range list {
			if got := r.Verdict(r.Input(p)); got == p.Want {
				right++
			}
		}
		if right < tt.right || len(list) == 0 {
			t.Errorf("%s: %d of %d pairs, want at least %d", tt.file, right, len(list), tt.right)
		}
		t.Logf("%s: %d of %d", tt.file, right, len(list))
	}
}

func TestParseSentencePairs(t *testing.T) {
	got := eval.ParseSentencePairs("# a note\nboth\tA.\tB.\nshort\n\ndifferently\tC.\tD.\n")
	if len(got) != 2 || got[0].Want != "both" || got[1].Want != "differently worded" || got[1].B != "D." {
		t.Errorf("pairs %v", got)
	}
}
