package main

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"text/tabwriter"

	"readout"
	"readout/article"
	"readout/internal/eval"
	"readout/statement"
)

type evalCommand struct {
	Articles   evalArticles   `cmd:"" help:"Bodies, dates, titles and authors of saved web pages."`
	Statements evalStatements `cmd:"" help:"Who said what, on texts with marked attributions."`
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
	Path string `arg:"" type:"existingfile" help:"JSON Lines of texts with attributions (.jsonl or .jsonl.gz)."`
	JSON bool   `name:"json" help:"Print the scores as one flat JSON object."`
}

func (evalStatements) Help() string {
	return "Example:\n  readout eval statements --json dev.jsonl.gz"
}

func (c *evalStatements) Run(ctx context.Context, e *env) error {
	roster, err := loadRoster(e.ActorFiles)
	if err != nil {
		return err
	}
	scores, err := eval.Statements(ctx, c.Path, func(text string) []readout.Statement {
		a := &readout.Article{Text: text, Language: "en"}
		return statement.Find(statement.Input{Article: a, Roster: roster})
	})
	if err != nil {
		return err
	}
	return e.scores(scores, c.JSON)
}

// scores prints a flat struct of figures, by the names they have in JSON.
func (e *env) scores(scores any, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(e.Stdout).Encode(scores)
	}
	w := tabwriter.NewWriter(e.Stdout, 0, 0, 2, ' ', 0)
	v := reflect.ValueOf(scores)
	for i := range v.NumField() {
		fmt.Fprintf(w, "%s\t%v\n", v.Type().Field(i).Tag.Get("json"), v.Field(i).Interface())
	}
	return w.Flush()
}
