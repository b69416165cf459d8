package main

import (
	"fmt"
	"os"
	"path/filepath"

	"readout/actor"
	"readout/internal/pipeline"
	"readout/internal/train"
	"readout/issue"
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

// coref makes what pronouns are linked by, which goes by the file's trees.
func coref(data, out string, seed uint64) error {
	weights, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	m, err := text.Load(weights)
	if err != nil {
		return fmt.Errorf("%s: %w", out, err)
	}
	roster, err := actor.Default()
	if err != nil {
		return err
	}
	files := []string{filepath.Join(data, "ud-english", "gum", "gum-permissive-train.conllu.gz")}
	gap := []string{filepath.Join(data, "coref", "gap", "gap-development.tsv.gz")}
	part, err := train.Coref(m.With(roster.Known), roster, files, gap, seed)
	if err != nil {
		return err
	}
	return replace(out, text.PartCoref, part)
}

// learnSettings makes the weights by which the setting of statements is chosen.
func learnSettings(out string, seed uint64) error {
	pages, err := goldPages("gold/dev", "gold/hard-seen", "sample")
	if err != nil {
		return err
	}
	reader, err := readerWith()
	if err != nil {
		return err
	}
	files, err := filepath.Glob("internal/setting/pages*.txt")
	if err != nil {
		return err
	}
	own, err := train.OwnSettings(files, reader)
	if err != nil {
		return err
	}
	weights, err := train.Settings(append(pages, own...), seed)
	if err != nil {
		return err
	}
	return os.WriteFile(out, weights, 0o644)
}

// goldPages reads the marked pages of folders that have an actor file each.
func goldPages(dirs ...string) ([]train.SettingPage, error) {
	var out []train.SettingPage
	for _, dir := range dirs {
		reader, err := readerWith(filepath.Join(dir, "actors.toml"))
		if err != nil {
			return nil, err
		}
		pages, err := train.GoldSettings(dir, reader)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		out = append(out, pages...)
	}
	return out, nil
}

// readerWith returns a reader that knows the actors of some files, too.
func readerWith(files ...string) (*pipeline.Reader, error) {
	roster, err := actor.Default()
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if roster, err = actor.Load(roster, actor.File{Name: name, Data: data}); err != nil {
			return nil, err
		}
	}
	issues, err := issue.Default()
	if err != nil {
		return nil, err
	}
	return pipeline.NewReader(roster, issues)
}

// replies makes the weights by which replies that give no answer are known.
func replies(data, out string, seed uint64) error {
	weights, err := train.Replies("internal/reply/replies.tsv", filepath.Join(data, "polnear", "train.jsonl.gz"), "internal/reply/withheld.tsv", []string{"gold/dev", "gold/hard-seen", "sample"}, seed)
	if err != nil {
		return err
	}
	return os.WriteFile(out, weights, 0o644)
}

// refusals makes the weights by which clauses are known that tell of a refusal.
func refusals(data, out string, seed uint64) error {
	reader, err := readerWith()
	if err != nil {
		return err
	}
	files, err := filepath.Glob("internal/refusal/told*.txt")
	if err != nil {
		return err
	}
	weights, err := train.Refusals(files, []string{"gold/dev", "sample"}, filepath.Join(data, "polnear", "train.jsonl.gz"), reader, seed)
	if err != nil {
		return err
	}
	return os.WriteFile(out, weights, 0o644)
}
