package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"text/tabwriter"

	"readout"
	"readout/article"
	"readout/internal/account"
	"readout/internal/eval"
	"readout/internal/source"
	"readout/models/en"
	"readout/text"
)

type evalCommand struct {
	Articles   evalArticles   `cmd:"" help:"Bodies, dates, titles and authors of saved web pages."`
	Statements evalStatements `cmd:"" help:"Who said what, on texts with marked attributions."`
	UD         evalUD         `cmd:"" name:"ud" help:"Words, tags, lemmas and trees, on a treebank."`
	Coref      evalCoref      `cmd:"" help:"Which names and pronouns mean the same, on texts with marked coreference."`
	Names      evalNames      `cmd:"" help:"Names of persons, organisations and places, on texts with marked names."`
	Events     evalEvents     `cmd:"" help:"Events in sentences with one coded event each, and in sentences without."`
	Links      evalLinks      `cmd:"" help:"Which texts and which mentions are about the same event, on texts with marked events."`
	Compare    evalCompare    `cmd:"" help:"The accounts of events side by side, on dossiers with the expected rows."`
	Gold       evalGold       `cmd:"" help:"Whole records, on pages with an expected record each."`
}

type evalArticles struct {
	Path string `arg:"" type:"existingdir" help:"A folder with body/, meta/ or dates/, each a truth.jsonl and html/ID.html.gz."`
	JSON bool   `name:"json" help:"Print the scores as one flat JSON object."`
}

func (evalArticles) Help() string {
	return "Example:\n  readout eval articles --json data/articles"
}

func (c *evalArticles) Run(ctx context.Context, e *env) error {
	scores, err := eval.Articles(ctx, c.Path, article.Extract)
	if err != nil {
		return err
	}
	return e.scores(scores, c.JSON)
}

type evalStatements struct {
	Path   string `arg:"" type:"existingfile" help:"JSON Lines of texts with attributions (.jsonl or .jsonl.gz)."`
	JSON   bool   `name:"json" help:"Print the scores as one flat JSON object."`
	Finder bool   `help:"Score the learned finder of attributions alone."`
}

func (evalStatements) Help() string {
	return "Example:\n  readout eval statements --json dev.jsonl.gz"
}

func (c *evalStatements) Run(ctx context.Context, e *env) error {
	reader, err := e.Kit.Reader()
	if err != nil {
		return err
	}
	find := func(text string) []readout.Statement {
		return reader.Statements(&readout.Article{Text: text, Language: "en"})
	}
	if c.Finder {
		find = eval.FinderOf(reader.Model, reader.Finder)
	}
	scores, err := eval.Statements(ctx, c.Path, find)
	if err != nil {
		return err
	}
	return e.scores(scores, c.JSON)
}

type evalUD struct {
	Path string `arg:"" type:"existingfile" help:"A treebank in CoNLL-U (.conllu or .conllu.gz)."`
	Raw  bool   `help:"Start from the treebank's text, not from its sentences and words."`
	JSON bool   `name:"json" help:"Print the scores as one flat JSON object."`
}

func (evalUD) Help() string {
	return "Example:\n  readout eval ud --raw --json en_ewt-ud-dev.conllu.gz"
}

func (c *evalUD) Run(ctx context.Context, e *env) error {
	model, err := en.Load()
	if err != nil {
		return err
	}
	system := eval.UDSystem{Fill: model.Analyse,
		Annotate: func(s string) *text.Document { return text.Annotate(model, s) }}
	if c.Raw {
		scores, err := eval.UDRaw(ctx, c.Path, system)
		if err != nil {
			return err
		}
		return e.scores(scores, c.JSON)
	}
	scores, err := eval.UD(ctx, c.Path, system)
	if err != nil {
		return err
	}
	return e.scores(scores, c.JSON)
}

type evalNames struct {
	Path    string `arg:"" help:"A file of words and tags (CoNLL, IOB2, UNER), or the folder or a file of re3d (.jsonl); plain or .gz." type:"path"`
	Bare    bool   `help:"Leave the actor files out."`
	KeptOut bool   `help:"Of re3d, only the documents that training leaves out, every fourth by id."`
	Diff    bool   `help:"Print every difference, a line each."`
	JSON    bool   `name:"json" help:"Print the scores as one flat JSON object."`
}

func (evalNames) Help() string {
	return "Example:\n  readout eval names --json en_ewt-ud-dev.iob2.gz"
}

func (c *evalNames) Run(ctx context.Context, e *env) error {
	model, err := en.Load()
	if err != nil {
		return err
	}
	if !c.Bare {
		roster, err := e.Kit.Roster()
		if err != nil {
			return err
		}
		model = model.With(roster.Known)
	}
	system := eval.NameSystem{Fill: model.Analyse, KeptOut: c.KeptOut,
		Annotate: func(s string) *text.Document { return text.Annotate(model, s) }}
	if c.Diff {
		system.Diff = func(line string) { fmt.Fprintln(e.Stdout, line) }
	}
	if eval.IsRe3d(c.Path) {
		scores, err := eval.Re3d(ctx, c.Path, system)
		if err != nil {
			return err
		}
		return e.scores(scores, c.JSON)
	}
	scores, err := eval.Names(ctx, c.Path, system)
	if err != nil {
		return err
	}
	return e.scores(scores, c.JSON)
}

type evalCoref struct {
	Path string `arg:"" type:"path" help:"A CoNLL-U file with GUM's Entity marks, a folder of them, or a file of GAP (.tsv), also .gz."`
	JSON bool   `name:"json" help:"Print the scores as one flat JSON object."`
}

func (evalCoref) Help() string {
	return "Example:\n  readout eval coref --json gum-dev.conllu.gz\n  readout eval coref gap-validation.tsv.gz"
}

func (c *evalCoref) Run(ctx context.Context, e *env) error {
	reader, err := e.Kit.Reader()
	if err != nil {
		return err
	}
	model := reader.Model
	if eval.IsGAP(c.Path) {
		scores, err := eval.GAP(ctx, c.Path, func(s string) *text.Document { return text.Annotate(model, s) })
		if err != nil {
			return err
		}
		return e.scores(scores, c.JSON)
	}
	scores, err := eval.Coref(ctx, c.Path, func(d *text.Document) {
		model.Analyse(d)
		model.Resolve(d, reader.Roster)
	})
	if err != nil {
		return err
	}
	return e.scores(scores, c.JSON)
}

type evalEvents struct {
	Path string `arg:"" type:"existingfile" help:"JSON Lines of sentences with coded events."`
	Bare bool   `help:"Take the events straight from the rules, not from the record."`
	Diff bool   `help:"Print every difference."`
	JSON bool   `name:"json" help:"Print the scores as one flat JSON object."`
}

func (evalEvents) Help() string {
	return "Scored is what the record says to have been done: its events, and its statements that have a class\n(the speaker to whom it is directed at, or else to whom it is addressed). With --bare, the coder of acts alone.\n\nExample:\n  readout eval events --actors sample/actors.toml --json gold/events/aside.jsonl"
}

func (c *evalEvents) Run(ctx context.Context, e *env) error {
	reader, err := e.Kit.Reader()
	if err != nil {
		return err
	}
	system := eval.EventSystem{Code: eval.RecordCoder(func(s string) readout.Record {
		return reader.Read(source.Page{Form: article.Body, Bytes: []byte(s)})
	})}
	if c.Bare {
		system.Code = eval.CoderOf(reader.Model, reader.Roster)
	}
	if c.Diff {
		system.Diff = func(line string) { fmt.Fprintln(e.Stdout, line) }
	}
	scores, err := eval.Events(ctx, c.Path, system)
	if err != nil {
		return err
	}
	return e.scores(scores, c.JSON)
}

type evalLinks struct {
	Path string `arg:"" type:"existingfile" help:"JSON Lines of texts with stories and chains of mentions (.jsonl)."`
	JSON bool   `name:"json" help:"Print the scores as one flat JSON object."`
}

func (evalLinks) Help() string {
	return "Example:\n  readout eval links --json ecbplus_dev.jsonl"
}

func (c *evalLinks) Run(ctx context.Context, e *env) error {
	reader, err := e.Kit.Reader()
	if err != nil {
		return err
	}
	scores, err := eval.Links(ctx, c.Path, func(s string) *text.Document { return text.Annotate(reader.Model, s) })
	if err != nil {
		return err
	}
	return e.scores(scores, c.JSON)
}

type evalGold struct {
	Path string `arg:"" type:"existingdir" help:"A folder with pages/ and expected/, as sample/README.md describes."`
	JSON bool   `name:"json" help:"Print the scores as one flat JSON object."`
	Diff bool   `help:"Print every difference, a line each."`
}

func (evalGold) Help() string {
	return "Example:\n  readout eval gold --actors sample/actors.toml --diff sample"
}

func (c *evalGold) Run(e *env) error {
	reader, err := e.Kit.Reader()
	if err != nil {
		return err
	}
	read := func(name string, page []byte) readout.Record {
		return reader.Read(source.Page{Path: name, Bytes: page})
	}
	var diff func(string)
	if c.Diff {
		diff = func(line string) { fmt.Fprintln(e.Stdout, line) }
	}
	scores, err := eval.GoldFolder(c.Path, read, diff)
	if err != nil {
		return err
	}
	return e.scores(scores, c.JSON)
}

type evalCompare struct {
	Path  []string `arg:"" type:"existingdir" help:"Dossiers: folders with pages/, compare.toml and, where they have one, actors.toml."`
	JSON  bool     `name:"json" help:"Print the scores as one flat JSON object."`
	Diff  bool     `help:"Print every difference, a line each."`
	Lost  bool     `help:"Count the rows that are not right by what went wrong first."`
	Out   bool     `name:"leave-one-out" help:"Compare each dossier with what the others teach of which statements are about one matter, and how they stand to each other."`
	Pairs []string `type:"existingfile" help:"With --leave-one-out: tables of pairs of sentences to learn from as well."`
}

func (evalCompare) Help() string {
	return "Example:\n  readout eval compare --diff sample gold/compare/gas gold/compare/trawlers"
}

func (c *evalCompare) Run(ctx context.Context, e *env) error {
	var list []eval.Dossier
	for _, dir := range c.Path {
		kit := e.Kit
		if file := filepath.Join(dir, "actors.toml"); exists(file) {
			kit = kit.With(file)
		}
		reader, err := kit.Reader()
		if err != nil {
			return err
		}
		d, err := eval.ReadDossier(ctx, dir, reader)
		if err != nil {
			return err
		}
		list = append(list, d)
	}
	var diff func(string)
	if c.Diff {
		diff = func(line string) { fmt.Fprintln(e.Stdout, line) }
	}
	if c.Out {
		examples, rulings, err := pairsOf(c.Pairs)
		if err != nil {
			return err
		}
		eval.LeaveOneOut(list, examples, rulings)
	}
	if c.Lost {
		return e.scores(eval.Losses(list, diff), c.JSON)
	}
	return e.scores(eval.Compare(list, diff), c.JSON)
}

// pairsOf reads what tables of pairs teach.
func pairsOf(files []string) ([][]account.Example, [][]account.Ruling, error) {
	if len(files) == 0 {
		return nil, nil, nil
	}
	var list []eval.SentencePair
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, eval.ParseSentencePairs(string(data))...)
	}
	model, err := en.Load()
	if err != nil {
		return nil, nil, err
	}
	finder, err := en.LoadAttribution()
	if err != nil {
		return nil, nil, err
	}
	r := eval.PairReader{Model: model, Finder: finder}
	return r.Examples(list), [][]account.Ruling{r.Rulings(list)}, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// scores prints a flat struct of figures, by the names they have in JSON.
func (e *env) scores(scores any, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(e.Stdout).Encode(scores)
	}
	w := tabwriter.NewWriter(e.Stdout, 0, 0, 2, ' ', 0)
	v := reflect.ValueOf(scores)
	for _, f := range reflect.VisibleFields(v.Type()) {
		if f.Anonymous {
			continue
		}
		value, err := v.FieldByIndexErr(f.Index)
		if err != nil {
			continue // of a group of figures that was not measured
		}
		if value.Kind() == reflect.Pointer {
			if value.IsNil() {
				continue
			}
			value = value.Elem()
		}
		format := "%s\t%v\n"
		if value.CanFloat() {
			format = "%s\t%.1f\n"
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		fmt.Fprintf(w, format, name, value.Interface())
	}
	return w.Flush()
}
