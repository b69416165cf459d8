package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"readout"
	"readout/internal/fetch"
	"readout/internal/source"
	"readout/text"
)

type readCommand struct {
	Pages  []string    `arg:"" name:"page" help:"Files, directories or web addresses; - is standard input."`
	JSON   bool        `name:"json" help:"Print one record a line as JSON (see readout schema)."`
	Format string      `enum:"report,json,conllu,tree" default:"report" help:"report; json, the same as --json; conllu or tree: the article's words, tags, trees and names, in CoNLL-U or to read."`
	Input  sourceFlags `embed:""`
}

func (readCommand) Help() string {
	return `Examples:
  readout read article.html                      a report on the terminal
  readout read --json pages/ > records.jsonl     one record a line
  readout read --format tree --as body speech.txt
  curl -s https://example.org/a | readout read -
  readout read --as body speech.txt              the file is an article's text already
  readout read --json crawl.warc.gz              the pages of an archive of the web
  readout read --json-field text=body,headline=title,published=date articles.jsonl
  readout read --actors mine.toml article.html   with your own people and offices`
}

// sourceFlags say how pages are brought in.
type sourceFlags struct {
	As        string     `enum:"auto,html,text,body,jsonl,warc,mediawiki" default:"auto" help:"What the input is: auto, html, text (a page's text with headline, rail and all), body (an article's text, kept unchanged), jsonl (a line an article: id, text, headline, published, url), warc (an archive of the web) or mediawiki (a dump of a wiki)."`
	JSONField jsonFields `name:"json-field" placeholder:"NAME" help:"Which field of a line of JSON holds the text, or of each part: text=body,headline=title,published=date,url=link,id=key."`
	Web       fetchFlags `embed:""`
}

// options turns the flags into what source needs.
func (f sourceFlags) options(e *env) source.Options {
	return source.Options{As: f.As, Fields: f.JSONField.Fields, Stdin: e.Stdin, Fetch: fetch.New(f.Web.options()).Page,
		OnSkip: func(path string) {
			fmt.Fprintf(e.Stderr, "readout: %s: skipped: not a file named like a page (.html, .txt, .jsonl, .warc)\n", path)
		}}
}

// jsonFields is a mapping of an article's parts to fields of JSON, as a flag.
type jsonFields struct{ source.Fields }

// UnmarshalText reads the flag's value.
func (f *jsonFields) UnmarshalText(b []byte) (err error) {
	f.Fields, err = source.ParseFields(string(b))
	return err
}

func (c *readCommand) Run(ctx context.Context, e *env) error {
	reader, err := e.Kit.Reader()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(e.Stdout)
	show, err := c.shower(e, out, reader.Model)
	if err != nil {
		return err
	}
	tally := tally{e: e}
	passed := make(kinds)
	opt := c.Input.options(e)
	opt.OnPass = passed.add
	for page, err := range source.Walk(ctx, c.Pages, opt) {
		if err != nil {
			tally.fail(err)
			continue
		}
		rec := reader.Read(page)
		if p, bad := rec.Failure(); bad {
			tally.fail(fmt.Errorf("%s: %s: %s", rec.Page.Name(), p.Kind, p.Message))
			if !c.JSON && rec.Article.Headline == "" {
				continue // that line says all there is to say
			}
		}
		if err := show(&rec); err != nil {
			return err
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	passed.tell(e.Stderr)
	return tally.err()
}

// shower returns what prints a record: as a line of JSON, as a report to read, or its
// text with tags, trees and names.
func (c *readCommand) shower(e *env, out io.Writer, model *text.Model) (func(*readout.Record) error, error) {
	switch {
	case c.JSON && c.Format != "report" && c.Format != "json":
		return nil, usageError{errors.New("--json goes without --format " + c.Format)}
	case c.JSON || c.Format == "json":
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return func(rec *readout.Record) error { return enc.Encode(rec) }, nil
	case c.Format == "report":
		return newReport(out, e.Width, e.Color).record, nil
	}
	return func(rec *readout.Record) error {
		doc := text.Annotate(model, rec.Article.Text)
		if c.Format == "tree" {
			return doc.WriteTree(out)
		}
		fmt.Fprintf(out, "# newdoc id = %s\n", strings.Join(strings.Fields(rec.Page.Name()), " "))
		return doc.WriteConllu(out)
	}, nil
}

// tally counts the pages that failed, and names them as they come.
type tally struct {
	e      *env
	failed int
}

func (t *tally) fail(err error) {
	t.failed++
	fmt.Fprintf(t.e.Stderr, "readout: %v\n", err)
}

func (t *tally) err() error {
	if t.failed == 0 {
		return nil
	}
	return errPartial
}
