package eval_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"readout"
	"readout/actor"
	"readout/article"
	"readout/internal/eval"
	"readout/internal/pipeline"
	"readout/internal/source"
	"readout/issue"
	"readout/models/en"
	"readout/text"
)

var update = flag.Bool("update", false, "rewrite gold/scores.json and docs/accuracy.md")

const (
	scoresFile   = "../../gold/scores.json"
	accuracyFile = "../../docs/accuracy.md"
)

// slack is how far a score may fall, in points, before the test fails: sums of floating
// point numbers may come out in another order.
const slack = 0.05

// lowerIsBetter are the figures that count faults.
var lowerIsBetter = []string{"rail_in_body", "invented_days", "wrong_speaker", "extra", "statement_only"}

// notScored are the figures that depend on the machine, or say how much was measured.
var notScored = []string{"parse_ratio", "pages", "dossiers", "expected", "articles", "words", "texts", "names", "pronouns_counted", "names_counted", "sentences", "events"}

// figures are the scores of each measurement by name.
type figures map[string]map[string]float64

// TestScores holds the checked-in scores: they may rise, never fall. The sample is always
// scored; the public data only where READOUT_DATA names the folder that holds it.
func TestScores(t *testing.T) {
	kept := readScores(t)
	got := measure(t)
	for _, name := range slices.Sorted(maps.Keys(got)) {
		compare(t, name, got[name], kept[name])
		kept[name] = got[name]
	}
	if *update {
		writeJSON(t, scoresFile, kept)
		write(t, accuracyFile, accuracyPage(kept))
	}
	page, err := os.ReadFile(accuracyFile)
	if err != nil {
		t.Fatal(err)
	}
	if want := accuracyPage(readScores(t)); want != string(page) {
		t.Errorf("%s does not show gold/scores.json: run make scores", accuracyFile)
	}
}

func compare(t *testing.T, name string, got, kept map[string]float64) {
	t.Helper()
	for key, was := range kept {
		now, measured := got[key]
		if slices.Contains(notScored, key) {
			continue
		}
		fell := now < was-slack
		if slices.Contains(lowerIsBetter, key) {
			fell = now > was+slack
		}
		if !fell && measured {
			continue
		}
		if *update {
			t.Logf("%s: %s was %.2f and is now kept as %.2f", name, key, was, now)
			continue
		}
		t.Errorf("%s: %s was %.2f and is %.2f", name, key, was, now)
	}
}

func measure(t *testing.T) figures {
	got := figures{"sample": goldScores(t, "../../sample"), "gold-dev": goldScores(t, "../../gold/dev"), "gold-test": goldScores(t, "../../gold/test"), "gold-hard": goldScores(t, "../../gold/hard")}
	got["compare"], got["compare-aside"] = flat(t, compareScores(t, compareTuned)), flat(t, compareScores(t, compareAside))
	measureEvents(t, got, "events-aside", "../../gold/events/aside.jsonl", "../../sample/actors.toml")
	measureEvents(t, got, "events-dev", "../../gold/events/dev.jsonl", "../../sample/actors.toml")
	data := os.Getenv("READOUT_DATA")
	if data == "" {
		t.Log("READOUT_DATA is not set: scores on public data are not measured")
		return got
	}
	articles, err := eval.Articles(context.Background(), filepath.Join(data, "articles"), article.Extract)
	if err != nil {
		t.Fatal(err)
	}
	got["articles"] = flat(t, articles)
	measureEvents(t, got, "events-plover", filepath.Join(data, "events/plover_gsr_dev.jsonl"))
	reader := readerOf(t)
	for name, file := range treebanks {
		measureTrees(t, got, name, filepath.Join(data, "ud-english", file))
	}
	measureNames(t, got, filepath.Join(data, "ner"), reader.Roster)
	measureCoref(t, got, data, reader)
	links, err := eval.Links(context.Background(), filepath.Join(data, "events/ecbplus_dev.jsonl"), func(s string) *text.Document { return text.Annotate(reader.Model, s) })
	if err != nil {
		t.Fatal(err)
	}
	got["links-ecbplus"] = flat(t, links)
	for _, name := range []string{"polnear", "gum-attribution"} {
		scores, err := eval.Statements(context.Background(), filepath.Join(data, name, "dev.jsonl.gz"), func(text string) []readout.Statement {
			return reader.Statements(&readout.Article{Text: text, Language: "en"})
		})
		if err != nil {
			t.Fatal(err)
		}
		got[name] = flat(t, scores)
	}
	return got
}

// treebanks are the files that words, tags and trees are scored on.
var treebanks = map[string]string{"ud-ewt": "ewt/en_ewt-ud-dev.conllu.gz", "ud-gum": "gum/gum-permissive-dev.conllu.gz"}

// measureEvents scores what records of sentences say to have been done.
func measureEvents(t *testing.T, got figures, name, file string, actorFiles ...string) {
	t.Helper()
	reader := readerOf(t, actorFiles...)
	scores, err := eval.Events(context.Background(), file, eval.EventSystem{Code: eval.RecordCoder(func(s string) readout.Record {
		return reader.Read(source.Page{Form: article.Body, Bytes: []byte(s)})
	})})
	if err != nil {
		t.Fatal(err)
	}
	got[name] = flat(t, scores)
}

func measureTrees(t *testing.T, got figures, name, file string) {
	t.Helper()
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	system := eval.UDSystem{Fill: model.Analyse, Annotate: func(s string) *text.Document { return text.Annotate(model, s) }}
	given, err := eval.UD(context.Background(), file, system)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := eval.UDRaw(context.Background(), file, system)
	if err != nil {
		t.Fatal(err)
	}
	got[name], got[name+"-raw"] = flat(t, given), flat(t, raw)
}

// nameFiles are the files that names are scored on, with words given.
var nameFiles = map[string]string{"names-uner": "uner-ewt/en_ewt-ud-dev.iob2.gz", "names-crossner": "crossner-politics/dev.txt.gz"}

// measureNames scores names with the shipped actor file and, on the first set, without.
func measureNames(t *testing.T, got figures, dir string, roster *actor.Roster) {
	t.Helper()
	bare, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	system := func(m *text.Model) eval.NameSystem {
		return eval.NameSystem{Fill: m.Analyse, Annotate: func(s string) *text.Document { return text.Annotate(m, s) }, KeptOut: true}
	}
	for name, file := range nameFiles {
		for suffix, m := range map[string]*text.Model{"": bare.With(roster.Known), "-bare": bare} {
			scores, err := eval.Names(context.Background(), filepath.Join(dir, file), system(m))
			if err != nil {
				t.Fatal(err)
			}
			got[name+suffix] = flat(t, scores)
		}
	}
	for suffix, m := range map[string]*text.Model{"": bare.With(roster.Known), "-bare": bare} {
		scores, err := eval.Re3d(context.Background(), filepath.Join(dir, "re3d"), system(m))
		if err != nil {
			t.Fatal(err)
		}
		got["names-re3d"+suffix] = flat(t, scores)
	}
}

func measureCoref(t *testing.T, got figures, data string, reader *pipeline.Reader) {
	t.Helper()
	model := reader.Model
	gum, err := eval.Coref(context.Background(), filepath.Join(data, "ud-english/gum/gum-permissive-dev.conllu.gz"), func(d *text.Document) {
		model.Analyse(d)
		model.Resolve(d, reader.Roster)
	})
	if err != nil {
		t.Fatal(err)
	}
	gap, err := eval.GAP(context.Background(), filepath.Join(data, "coref/gap/gap-validation.tsv.gz"),
		func(s string) *text.Document { return text.Annotate(model, s) })
	if err != nil {
		t.Fatal(err)
	}
	got["coref-gum"], got["coref-gap"] = flat(t, gum), flat(t, gap)
}

// goldScores scores the pages of a folder with its own actor file.
func goldScores(t *testing.T, dir string) map[string]float64 {
	t.Helper()
	reader := readerOf(t, dir+"/actors.toml")
	scores, err := eval.GoldFolder(dir, func(name string, page []byte) readout.Record {
		return reader.Read(source.Page{Path: name, Bytes: page})
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return flat(t, scores)
}

func readerOf(t *testing.T, actorFiles ...string) *pipeline.Reader {
	t.Helper()
	issues, err := issue.Default()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := pipeline.NewReader(rosterOf(t, actorFiles...), issues)
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func rosterOf(t *testing.T, paths ...string) *actor.Roster {
	t.Helper()
	roster, err := actor.Default()
	if err != nil {
		t.Fatal(err)
	}
	var files []actor.File
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, actor.File{Name: path, Data: data})
	}
	if roster, err = actor.Load(roster, files...); err != nil {
		t.Fatal(err)
	}
	return roster
}

// flat turns a struct of figures into a map by their JSON names, rounded to what is shown.
func flat(t *testing.T, scores any) map[string]float64 {
	t.Helper()
	data, err := json.Marshal(scores)
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]float64)
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	for key, v := range out {
		fmt.Sscanf(fmt.Sprintf("%.2f", v), "%g", &v)
		out[key] = v
	}
	return out
}

func readScores(t *testing.T) figures {
	t.Helper()
	kept := make(figures)
	data, err := os.ReadFile(scoresFile)
	if os.IsNotExist(err) && *update {
		return kept
	}
	if err == nil {
		err = json.Unmarshal(data, &kept)
	}
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func writeJSON(t *testing.T, path string, v any) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	write(t, path, b.String())
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
