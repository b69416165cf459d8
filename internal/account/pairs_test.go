package account

import (
	"os"
	"strings"
	"testing"

	"readout"
	"readout/internal/attribution"
	"readout/internal/link"
	"readout/models/en"
	"readout/statement"
	"readout/text"
)

// TestPairs holds how many pairs of sentences stand to each other as a reader would say.
func TestPairs(t *testing.T) {
	tests := []struct {
		file  string
		right int // when this was written
	}{
		{"testdata/pairs.tsv", 48},
		{"testdata/pairs-stance.tsv", 33},
		{"testdata/pairs-aside.tsv", 26},
	}
	model := loaded(t)
	finder, err := en.LoadAttribution()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		data, err := os.ReadFile(tt.file)
		if err != nil {
			t.Fatal(err)
		}
		right, all := 0, 0
		rows(string(data), func(f []string) {
			all++
			if got := verdictOf(t, model, finder, f[1], f[2]); got == f[0] {
				right++
			} else {
				t.Logf("want %s, got %s\n\tA: %s\n\tB: %s", f[0], got, f[1], f[2])
			}
		})
		if right < tt.right {
			t.Errorf("%s: %d of %d pairs, want at least %d", tt.file, right, all, tt.right)
		}
		t.Logf("%s: %d of %d", tt.file, right, all)
	}
}

// verdictOf compares two sentences of two sides.
func verdictOf(t *testing.T, model *text.Model, finder *attribution.Model, a, b string) string {
	t.Helper()
	in := Input{A: "RUV", B: "OST", Words: WordsOf(model), Names: func(side string) []string {
		return map[string][]string{"RUV": {"Ruvia", "Ruvian", "Lim"}, "OST": {"Ostia", "Ostian", "Brun"}}[side]
	}}
	for i, s := range []string{strings.Replace(a, "Lim ", "Foreign Minister Ana Lim ", 1), strings.Replace(b, "Brun ", "President Jan Brun ", 1)} {
		rec := &readout.Record{Article: readout.Article{Text: s, Language: "en"}}
		doc := text.Annotate(model, s)
		rec.Statements = statement.Find(statement.Input{Article: &rec.Article, Document: doc, Finder: finder})
		for k := range rec.Statements {
			st := &rec.Statements[k]
			st.Event = "e"
			st.Chain = nil
			st.Speaker = &readout.Party{Name: "x", Type: "person", Side: readout.Opt([]string{"RUV", "OST"}[i])}
			st.Level = readout.Named
		}
		if len(rec.Statements) == 0 {
			t.Logf("no statement: %s", s)
		}
		in.Pages = append(in.Pages, Page{Record: rec, Document: doc, Events: []readout.EventID{"e"}})
	}
	in.Event = link.Event{}
	got := Compare(in)
	for _, r := range got.Rows {
		if len(r.A) > 0 && len(r.B) > 0 {
			return string(r.Verdict)
		}
	}
	if len(got.Rows) < 2 {
		return "lost"
	}
	return "apart"
}
