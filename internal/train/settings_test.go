package train_test

import (
	"testing"

	"readout"
	"readout/actor"
	"readout/internal/pipeline"
	"readout/internal/setting"
	"readout/internal/train"
	"readout/issue"
	"readout/statement"
)

// TestSettings_unlearnt holds the choice of settings to what it reaches on pages by two hands
// that nothing is learnt from.
func TestSettings_unlearnt(t *testing.T) {
	roster, err := actor.Default()
	if err != nil {
		t.Fatal(err)
	}
	issues, err := issue.Default()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := pipeline.NewReader(roster, issues)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file  string
		least float64 // percent
	}{{"testdata/settings-editor.txt", 82}, {"testdata/settings-agency.txt", 84}} {
		pages, err := train.OwnSettings([]string{c.file}, reader)
		if err != nil {
			t.Fatal(err)
		}
		right, all := 0, 0
		for i := range pages {
			in := pages[i].Input
			in.Decide = func(s *readout.Statement, options []setting.Option) string {
				got := setting.Loaded().Choose(options, string(s.Setting))
				if want, known := pages[i].Want(s); known {
					all++
					if got == want {
						right++
					}
				}
				return got
			}
			statement.Find(in)
		}
		if got := 100 * float64(right) / float64(all); got < c.least {
			t.Errorf("%s: %d of %d settings right, %.1f %%, want %.0f", c.file, right, all, got, c.least)
		} else {
			t.Logf("%s: %d of %d settings right, %.1f %%", c.file, right, all, got)
		}
	}
}
