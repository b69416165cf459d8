package train

import (
	"os"
	"path/filepath"
	"testing"

	"readout/text"
)

// BenchmarkAnalyse reports words a second on one core, tags and trees, for the words of
// GUM's development documents and the weights file READOUT_WEIGHTS.
func BenchmarkAnalyse(b *testing.B) {
	dir, weights := os.Getenv("READOUT_DATA"), os.Getenv("READOUT_WEIGHTS")
	if dir == "" || weights == "" {
		b.Skip("READOUT_DATA and READOUT_WEIGHTS are not set")
	}
	all, err := ReadFile(filepath.Join(dir, "ud-english/gum/gum-permissive-dev.conllu.gz"))
	if err != nil {
		b.Fatal(err)
	}
	file, err := os.ReadFile(weights)
	if err != nil {
		b.Fatal(err)
	}
	m, err := text.Load(file)
	if err != nil {
		b.Fatal(err)
	}
	d := new(text.Document)
	for _, s := range all {
		d.Sentences = append(d.Sentences, text.Sentence{First: len(d.Words), Last: len(d.Words) + len(s.Words)})
		for _, w := range s.Words {
			d.Words = append(d.Words, text.Word{Form: w.Form})
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		m.Analyse(d)
	}
	b.ReportMetric(float64(len(d.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
