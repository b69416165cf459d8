package eval_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"readout/internal/eval"
)

// The dossiers of gold/compare: the first were looked at while the comparison was made, the
// others were set aside.
var (
	tuned = []string{"gas", "trawlers"}
	aside = []string{"grain", "dam"}
)

func compareScores(t *testing.T, names []string) eval.CompareScores {
	t.Helper()
	var list []eval.Dossier
	for _, name := range names {
		dir := filepath.Join("../../gold/compare", name)
		d, err := eval.ReadDossier(context.Background(), dir, readerOf(t, dir+"/actors.toml"))
		if err != nil {
			t.Fatal(err)
		}
		if os.Getenv("SHOW") != "" {
			for _, r := range d.Got.Rows {
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
	t.Logf("%+v", compareScores(t, tuned))
}
