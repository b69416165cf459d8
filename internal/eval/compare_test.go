package eval_test

import (
	"os"
	"path/filepath"
	"testing"

	"readout"
	"readout/internal/account"
	"readout/internal/eval"
	"readout/internal/link"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/text"
)

// dossiers are compared with what is expected of them; those of aside were never tuned on.
var dossiers = []string{"gas", "trawlers"}

func TestDossiers(t *testing.T) {
	var list []eval.Dossier
	for _, name := range dossiers {
		list = append(list, dossier(t, filepath.Join("../../gold/compare", name)))
	}
	t.Logf("%+v", eval.Compare(list, func(s string) { t.Log(s) }))
}

func dossier(t *testing.T, dir string) eval.Dossier {
	t.Helper()
	reader := readerOf(t, dir+"/actors.toml")
	d, err := eval.ReadDossier(os.DirFS(dir), filepath.Base(dir), "compare.toml", func(want *eval.ExpectedComparison) (account.Comparison, error) {
		return compareFolder(t, reader, dir, want), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func compareFolder(t *testing.T, reader *pipeline.Reader, dir string, want *eval.ExpectedComparison) account.Comparison {
	files, _ := filepath.Glob(dir + "/pages/*")
	var recs []readout.Record
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		recs = append(recs, reader.Read(source.Page{Path: f, Bytes: data}))
	}
	ev := link.Event{}
	for _, e := range account.Group(recs) {
		t.Log("event", e.Kind, e.Status, len(e.Participants), e.Date, len(e.Members))
		if len(e.Members) > len(ev.Members) || len(ev.Members) == 1 && len(e.Members) == 1 && len(e.Participants) == 2 && len(ev.Participants) == 1 {
			ev = e
		}
	}
	names := func(side string) []string {
		if a := reader.Roster.Get(side); a != nil {
			return append(append([]string{}, a.Names...), a.Demonyms...)
		}
		return nil
	}
	got := account.Compare(account.Input{Event: ev, A: want.A, B: want.B, Words: account.WordsOf(reader.Model), Names: names,
		Pages: account.PagesOf(ev, recs, func(s string) *text.Document { return text.Annotate(reader.Model, s) })})
	for _, r := range got.Rows {
		t.Logf("%-20s %s: %s", r.Verdict, r.Matter, r.Reason)
		for _, c := range r.A {
			t.Logf("      A: %s", c.Statement.Content[0].Text)
		}
		for _, c := range r.B {
			t.Logf("      B: %s", c.Statement.Content[0].Text)
		}
	}
	for _, a := range got.Others {
		for _, c := range a.Statements {
			t.Logf("  other (%s | %v): %s", a.Channel, a.Relays, c.Statement.Content[0].Text)
		}
	}
	return got
}

func TestSeedTry(t *testing.T) {
	dir := os.Getenv("TRY")
	if dir == "" {
		t.Skip()
	}
	compareFolder(t, readerOf(t, os.Getenv("TRYACTORS")), dir, &eval.ExpectedComparison{A: os.Getenv("A"), B: os.Getenv("B")})
}
