package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"readout/internal/attribution"
	"readout/internal/eval"
	"readout/internal/train"
	"readout/models/en"
)

// attributions makes the finder of attributions and prints its scores on the development
// sets.
func attributions(dir, out string, free bool, seed uint64, log io.Writer) error {
	language, err := en.Load()
	if err != nil {
		return err
	}
	c := train.AttributionCorpus{GUM: filepath.Join(dir, "gum-attribution", "train.jsonl.gz")}
	if !free {
		c.PolNeAR = filepath.Join(dir, "polnear", "train.jsonl.gz")
	}
	o := attribution.Defaults()
	o.Seed = seed
	m, err := train.Attributions(c, o, language, log)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, m.Bytes(), 0o644); err != nil {
		return err
	}
	for _, name := range []string{"polnear", "gum-attribution"} {
		scores, err := eval.Statements(context.Background(), filepath.Join(dir, name, "dev.jsonl.gz"), eval.FinderOf(language, m))
		if err != nil {
			return err
		}
		fmt.Fprintf(log, "%s dev: %+v\n", name, scores)
	}
	return nil
}
