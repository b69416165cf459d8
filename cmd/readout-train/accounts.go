package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"readout/internal/account"
	"readout/internal/desk"
	"readout/internal/eval"
	"readout/models/en"
)

// accounts makes what tells that statements of two accounts are about one matter, out, and what
// tells how they stand to each other, judge.tsv beside it, from dossiers, which are folders, and
// tables of pairs of sentences, which are files.
func accounts(paths []string, out string) error {
	var list []eval.Dossier
	var pairs []eval.SentencePair
	for _, path := range paths {
		switch info, err := os.Stat(path); {
		case err != nil:
			return err
		case info.IsDir():
			d, err := dossier(path)
			if err != nil {
				return err
			}
			list = append(list, d)
		default:
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			pairs = append(pairs, eval.ParseSentencePairs(string(data))...)
		}
	}
	reader, err := pairReader()
	if err != nil {
		return err
	}
	judge := eval.Judge(append(eval.Rulings(list), reader.Rulings(pairs)), eval.Everyone)
	if err := os.WriteFile(filepath.Join(filepath.Dir(out), "judge.tsv"), []byte(judge.String()), 0o644); err != nil {
		return err
	}
	var examples [][]account.Example
	if len(pairs) > 0 {
		examples = reader.Examples(pairs)
	}
	return os.WriteFile(out, []byte(eval.Aligner(list, examples).String()), 0o644)
}

func dossier(dir string) (eval.Dossier, error) {
	kit := desk.NewKit(nil, nil)
	switch _, err := os.Stat(filepath.Join(dir, "actors.toml")); {
	case err == nil:
		kit = kit.With(filepath.Join(dir, "actors.toml"))
	case !errors.Is(err, fs.ErrNotExist):
		return eval.Dossier{}, err
	}
	reader, err := kit.Reader()
	if err != nil {
		return eval.Dossier{}, err
	}
	return eval.ReadDossier(context.Background(), dir, reader)
}

func pairReader() (eval.PairReader, error) {
	model, err := en.Load()
	if err != nil {
		return eval.PairReader{}, err
	}
	finder, err := en.LoadAttribution()
	return eval.PairReader{Model: model, Finder: finder}, err
}
