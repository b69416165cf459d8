package main

import (
	"os"

	"readout/internal/attribution"
	"readout/internal/nn"
	"readout/internal/train"
	"readout/models/en"
	"readout/text"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func main() {
	m := must(en.Load())
	dir := "/work/shared/data/"
	tr := must(train.ReadAttributions(dir+"polnear/train.jsonl.gz", m, false))
	tr = append(tr, must(train.ReadAttributions(dir+"gum-attribution/train.jsonl.gz", m, true))...)
	parts := must(text.Unbundle(must(os.ReadFile("models/en/en.bin"))))
	net := must(nn.Decode(parts[text.PartNet]))
	lm := attribution.Learn(attribution.Defaults(), tr, net, os.Stdout)
	if err := os.WriteFile("/tmp/attribution.bin", lm.Bytes(), 0o644); err != nil {
		panic(err)
	}
}
