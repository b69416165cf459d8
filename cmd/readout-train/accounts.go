package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"readout/internal/desk"
	"readout/internal/eval"
)

// accounts makes what tells that statements of two accounts are about one matter, from dossiers.
func accounts(dirs []string, out string) error {
	var list []eval.Dossier
	for _, dir := range dirs {
		kit := desk.NewKit(nil, nil)
		switch _, err := os.Stat(filepath.Join(dir, "actors.toml")); {
		case err == nil:
			kit = kit.With(filepath.Join(dir, "actors.toml"))
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
		reader, err := kit.Reader()
		if err != nil {
			return err
		}
		d, err := eval.ReadDossier(context.Background(), dir, reader)
		if err != nil {
			return err
		}
		list = append(list, d)
	}
	return os.WriteFile(out, []byte(eval.Aligner(list, nil).String()), 0o644)
}
