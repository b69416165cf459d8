package main

import (
	"fmt"
	"path/filepath"

	"readout/internal/train"
	"readout/text"
)

// small makes one of the parts that take seconds.
func small(part, dir, out string, seed uint64) error {
	files := []string{
		filepath.Join(dir, "ewt", "en_ewt-ud-train.conllu.gz"),
		filepath.Join(dir, "gum", "gum-permissive-train.conllu.gz"),
	}
	var data []byte
	var err error
	switch part {
	case text.PartSegment:
		data, err = train.Segment(files, seed)
	case text.PartLemma:
		data, err = train.Lemma(files)
	default:
		err = fmt.Errorf("there is no part %q", part)
	}
	if err != nil {
		return err
	}
	return replace(out, part, data)
}
