package bench

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	prose "github.com/jdkato/prose/v3"
	"github.com/jdkato/prose/v3/ner"
	"github.com/jdkato/prose/v3/tag"

	"readout/article"
	"readout/internal/eval"
	"readout/internal/source"
	"readout/models/en"
	"readout/text"
)

var update = flag.Bool("update", false, "add to docs/speed.md")

const speedFile = "../../docs/speed.md"

// heading begins the part of docs/speed.md that this test writes.
const heading = "\n## The language model beside prose v3\n"

// speedPasses is how often a library reads the texts; the fastest pass counts.
const speedPasses = 7

// TestLanguage compares the language model with prose v3 and adds both to docs/speed.md
// where it is asked to (make bench).
func TestLanguage(t *testing.T) {
	data := os.Getenv("READOUT_DATA")
	if data == "" || !*update {
		t.Skip("READOUT_DATA=… make bench measures this")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := tag.Open(tag.Default)
	if err != nil {
		t.Fatal(err)
	}
	extracter, err := ner.New()
	if err != nil {
		t.Fatal(err)
	}
	ours := eval.UDSystem{Fill: model.Analyse, Annotate: func(s string) *text.Document { return text.Annotate(model, s) }}
	peer := newProseReader(tagger, extracter, loadTreebanks(t, data, "train")...)
	theirs := eval.UDSystem{Fill: peer.fill, Annotate: peer.annotate}
	var b strings.Builder
	b.WriteString(heading + `
github.com/jdkato/prose/v3 v3.2.3 (MIT) cuts and tags English in pure Go. Development sets of UD English EWT and of the open part of GUM, EWT / GUM; prose has Penn tags, so each is given the universal tag that it mostly stands for with the word, counted in the training sets. prose was trained on other texts; readout on the training sets.

| measure | readout | prose |
| --- | ---: | ---: |
`)
	given := func(label string, s func(eval.UDScores) float64) {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", label, onGiven(t, data, ours, s), onGiven(t, data, theirs, s))
	}
	raw := func(label string, s func(eval.UDRawScores) float64) {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", label, onRaw(t, data, ours, s), onRaw(t, data, theirs, s))
	}
	given("universal tags, words given", func(s eval.UDScores) float64 { return s.UPOS })
	given("Penn tags, words given", func(s eval.UDScores) float64 { return s.XPOS })
	raw("sentences, raw text (F1)", func(s eval.UDRawScores) float64 { return s.SentencesF1 })
	raw("words, raw text (F1)", func(s eval.UDRawScores) float64 { return s.WordsF1 })
	raw("Penn tags, raw text (F1)", func(s eval.UDRawScores) float64 { return s.XPOS })
	fmt.Fprintf(&b, "| names of people, organisations and places, words given, EWT (F1) | %s | %s |\n",
		onNames(t, data, model.Analyse), onNames(t, data, peer.names))
	b.WriteString(speedTable(t, savedTexts(t, data), model))
	addTo(t, speedFile, b.String())
	t.Log(b.String())
}

// treebanks returns the paths of the treebanks' part ("dev", "train") below READOUT_DATA.
func treebanks(data, part string) []string {
	dir := filepath.Join(data, "ud-english")
	return []string{filepath.Join(dir, "ewt", "en_ewt-ud-"+part+".conllu.gz"), filepath.Join(dir, "gum", "gum-permissive-"+part+".conllu.gz")}
}

func loadTreebanks(t *testing.T, data, part string) []*text.Document {
	t.Helper()
	var out []*text.Document
	for _, path := range treebanks(data, part) {
		d, err := eval.LoadTreebank(path)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

func onGiven(t *testing.T, data string, system eval.UDSystem, measure func(eval.UDScores) float64) string {
	return eachTreebank(t, data, func(path string) (float64, error) {
		s, err := eval.UD(t.Context(), path, system)
		return measure(s), err
	})
}

func onRaw(t *testing.T, data string, system eval.UDSystem, measure func(eval.UDRawScores) float64) string {
	return eachTreebank(t, data, func(path string) (float64, error) {
		s, err := eval.UDRaw(t.Context(), path, system)
		return measure(s), err
	})
}

func eachTreebank(t *testing.T, data string, score func(path string) (float64, error)) string {
	t.Helper()
	var out []string
	for _, path := range treebanks(data, "dev") {
		v, err := score(path)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%.1f", v))
	}
	return strings.Join(out, " / ")
}

// onNames scores find on UNER's names of EWT's development set.
func onNames(t *testing.T, data string, find func(*text.Document)) string {
	s, err := eval.Names(t.Context(), filepath.Join(data, "ner", "uner-ewt", "en_ewt-ud-dev.iob2.gz"), eval.NameSystem{Fill: find})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%.1f", s.F1)
}

// savedTexts returns the texts of the saved news pages of docs/speed.md.
func savedTexts(t *testing.T, data string) []string {
	var out []string
	for p, err := range source.Walk(context.Background(), []string{filepath.Join(data, "articles", "body", "html")}, source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, article.Extract(article.Input{Bytes: p.Bytes, Form: p.Form}).Article.Text)
	}
	return out
}

// speedTable measures the libraries on the same texts in turns, so that whatever else the
// machine does meets all of them.
func speedTable(t *testing.T, texts []string, model *text.Model) string {
	document := func(s string, options ...prose.Option) {
		if _, err := prose.NewDocument(s, options...); err != nil {
			t.Fatal(err)
		}
	}
	systems := []struct {
		name string
		read func(string)
		best time.Duration
	}{
		{name: "readout: sentences, words, tags, features, lemmas, trees, names, coreference", read: func(s string) { text.Annotate(model, s) }},
		{name: "prose: sentences, words, Penn tags", read: func(s string) { document(s, prose.WithExtraction(false)) }},
		{name: "prose: the same and names", read: func(s string) { document(s) }},
	}
	for range speedPasses {
		for i := range systems {
			runtime.GC()
			start := eval.CPUTime()
			for _, s := range texts {
				systems[i].read(s)
			}
			if took := eval.CPUTime() - start; systems[i].best == 0 || took < systems[i].best {
				systems[i].best = took
			}
		}
	}
	words := 0
	for _, s := range texts {
		words += len(text.Annotate(model, s).Words)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `
Words a second on one core: the texts of the saved news pages above, %d words as readout counts them, a call a page, in turns in one process, the fastest of %d passes.

| library and what it finds | words a second | × readout |
| --- | ---: | ---: |
`, words, speedPasses)
	for _, s := range systems {
		fmt.Fprintf(&b, "| %s | %.0f | %.2f |\n", s.name, float64(words)/s.best.Seconds(), float64(systems[0].best)/float64(s.best))
	}
	return b.String()
}

// addTo writes part, which begins with heading, in the place of the one that has it.
func addTo(t *testing.T, path, part string) {
	t.Helper()
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := bytes.Cut(page, []byte(heading))
	_, next, more := bytes.Cut(rest, []byte("\n## "))
	if more {
		next = append([]byte("\n## "), next...)
	}
	if err := os.WriteFile(path, slices.Concat(before, []byte(part), next), 0o644); err != nil {
		t.Fatal(err)
	}
}
