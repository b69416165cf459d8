package text_test

import (
	"os"
	"strings"
	"testing"

	"readout/text"
)

// BenchmarkNames compares the whole way from text to trees with and without names.
func BenchmarkNames(b *testing.B) {
	data, err := os.ReadFile("../models/en/en.bin")
	if err != nil {
		b.Fatal(err)
	}
	parts, err := text.Unbundle(data)
	if err != nil {
		b.Fatal(err)
	}
	s := strings.Repeat("The minister, who met Ana Lim in Paris on Monday, told reporters that talks had failed. She was told to leave.\n", 40)
	for _, with := range []string{"with", "without"} {
		if with == "without" {
			delete(parts, text.PartNames)
		}
		m, err := text.Load(text.Bundle(parts))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(with, func(b *testing.B) {
			b.ReportAllocs()
			words := 0
			for b.Loop() {
				words += len(text.Annotate(m, s).Words)
			}
			b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
