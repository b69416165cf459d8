package eval_test

import (
	"context"
	"os"
	"testing"

	"readout/internal/eval"
)

// The folders whose comparisons are scored: those that were looked at while the comparison
// was made, and those that were set aside.
var (
	compareTuned = []string{"../../sample", "../../gold/compare/gas", "../../gold/compare/trawlers"}
	compareAside = []string{"../../gold/compare/grain", "../../gold/compare/dam"}
)

func compareScores(t *testing.T, dirs []string) eval.CompareScores {
	t.Helper()
	var list []eval.Dossier
	for _, dir := range dirs {
		d, err := eval.ReadDossier(context.Background(), dir, readerOf(t, dir+"/actors.toml"))
		if err != nil {
			t.Fatal(err)
		}
		if os.Getenv("SHOW") != "" {
			for _, r := range d.Given.Rows {
				t.Logf("%-20s %s: %s", r.Verdict, r.Matter, r.Reason)
				for _, c := range r.A {
					t.Logf("      A: %s", c.Statement.Content[0].Text)
				}
				for _, c := range r.B {
					t.Logf("      B: %s", c.Statement.Content[0].Text)
				}
			}
		}
		list = append(list, d)
	}
	return eval.Compare(list, func(s string) { t.Log(s) })
}

func TestCompare(t *testing.T) {
	t.Logf("%+v", compareScores(t, compareTuned))
}
