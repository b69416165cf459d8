package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"readout/actor"
	"readout/internal/eval"
	"readout/internal/nn"
	"readout/internal/train"
	"readout/text"
)

// makeNames makes the part that finds names, which reads the states of the network in the
// file out and cuts words with its segmenter.
func makeNames(o train.NameOptions, dir, out string, log io.Writer) error {
	file, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	parts, err := text.Unbundle(file)
	if err != nil {
		return err
	}
	net, err := nn.Decode(parts[text.PartNet])
	if err != nil {
		return err
	}
	delete(parts, text.PartNames)
	model, err := text.Load(text.Bundle(parts))
	if err != nil {
		return err
	}
	roster, err := actor.Default()
	if err != nil {
		return err
	}
	c := train.NameCorpus{Net: nn.NewNetwork(net)}
	cut := func(s string) *text.Document { return text.Annotate(model, s) }
	if c.Train, err = train.NameCorpora(dir, cut, roster.Known); err != nil {
		return err
	}
	c.Watch = func(data []byte) string {
		parts[text.PartNames] = data
		return nameScores(parts, dir, roster.Known)
	}
	data, err := train.Names(o, c, log)
	if err != nil {
		return err
	}
	return replace(out, text.PartNames, data)
}

// nameScores returns the scores of the model on the development sets, with the list and
// without.
func nameScores(parts map[string][]byte, dir string, lookup text.Lookup) string {
	m, err := text.Load(text.Bundle(parts))
	if err != nil {
		return err.Error()
	}
	line := ""
	for _, file := range []string{"ner/uner-ewt/en_ewt-ud-dev.iob2.gz", "ner/crossner-politics/dev.txt.gz", "ner/re3d"} {
		for _, m := range []*text.Model{m.With(lookup)} {
			s, err := eval.Names(context.Background(), filepath.Join(dir, filepath.FromSlash(file)), eval.NameSystem{
				Fill: m.Analyse, Annotate: func(s string) *text.Document { return text.Annotate(m, s) }, KeptOut: true})
			if err != nil {
				return err.Error()
			}
			line += fmt.Sprintf(" %.1f (%.1f %.1f %.1f)", s.F1, s.Per, s.Loc, s.Org)
		}
		line += ";"
	}
	return line
}
