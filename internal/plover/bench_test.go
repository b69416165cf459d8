package plover_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/actor"
	"readout/internal/plover"
	"readout/models/en"
	"readout/text"
)

// BenchmarkCode codes the plain pages of the sample; words/s is of this stage alone.
func BenchmarkCode(b *testing.B) {
	doc, roster := sample(b)
	words := 0
	for b.Loop() {
		for s := range doc.Sentences {
			plover.Code(doc, s, roster)
		}
		words += len(doc.Words)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

func sample(tb testing.TB) (*text.Document, *actor.Roster) {
	tb.Helper()
	paths, err := filepath.Glob("../../sample/pages/*.txt")
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no sample pages: %v", err)
	}
	var all strings.Builder
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		all.Write(data)
		all.WriteString("\n\n")
	}
	model, err := en.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return text.Annotate(model, all.String()), roster(tb)
}

// roster returns the shipped actors and those of the sample.
func roster(tb testing.TB) *actor.Roster {
	tb.Helper()
	base, err := actor.Default()
	if err != nil {
		tb.Fatal(err)
	}
	data, err := os.ReadFile("../../sample/actors.toml")
	if err != nil {
		tb.Fatal(err)
	}
	r, err := actor.Load(base, actor.File{Name: "sample/actors.toml", Data: data})
	if err != nil {
		tb.Fatal(err)
	}
	return r
}
