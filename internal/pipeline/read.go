// Package pipeline takes pages through the stages, one page at a time or a whole
// collection into the record.
package pipeline

import (
	"fmt"
	"slices"

	"readout"
	"readout/actor"
	"readout/article"
	"readout/event"
	"readout/internal/attribution"
	"readout/internal/source"
	"readout/issue"
	"readout/models/en"
	"readout/statement"
	"readout/text"
)

// A Reader takes a page through the stages left of the store. It is safe for concurrent
// use.
type Reader struct {
	Model  *text.Model        // nil: words and sentences by rules, no trees
	Finder *attribution.Model // nil: statements by rules alone
	Roster *actor.Roster
	Issues *issue.Set // nil: statements and events have no issues
}

// NewReader returns a reader with the shipped English model and finder, which knows the
// names of the roster and the issues, which may be nil.
func NewReader(roster *actor.Roster, issues *issue.Set) (*Reader, error) {
	model, err := en.Load()
	if err != nil {
		return nil, err
	}
	finder, err := en.LoadAttribution()
	return &Reader{Model: model.With(roster.Known).Knowing(roster), Finder: finder, Roster: roster, Issues: issues}, err
}

// Read makes the record of one page. It is a pure function of the page, the model, the roster and the issues.
// A stage that fails or panics leaves a problem in the record, never a lost page.
func (r *Reader) Read(p source.Page) (rec readout.Record) {
	rec = readout.Record{Schema: readout.Schema, Page: pageOf(p), Stages: r.Stages()}
	stage := "article"
	defer func() {
		if v := recover(); v != nil {
			rec.Problems = append(rec.Problems, readout.Problem{Stage: stage, Kind: "bug",
				Message: fmt.Sprintf("the stage broke off on this page (%v): please report it with the page", v)})
		}
	}()
	res := article.Extract(article.Input{Bytes: p.Bytes, Form: p.Form, MediaType: p.MediaType, URL: p.URL, Captured: p.Captured, Told: p.Told})
	rec.Article, rec.Problems = res.Article, res.Problems
	rec.Page.MediaType, rec.Page.Captured = res.MediaType, res.Captured
	fill(&rec.Article, p)

	stage = "text"
	in := r.input(&rec.Article)

	stage = "statement"
	in.Page = rec.Page.ID
	var people *statement.People
	rec.Statements, people = statement.Read(in)
	rec.Checks = statement.Check(in, rec.Statements)
	date(in, &rec)

	stage = "event"
	rec.Events = event.Find(event.Input{Page: in.Page, Article: &rec.Article, People: people, Statements: rec.Statements, Roster: r.Roster})

	stage = "issue"
	r.Issues.Tag(issue.Input{Article: &rec.Article, Document: in.Document, Statements: rec.Statements, Events: rec.Events})
	return rec
}

// date bounds the day of a page that does not say it by who speaks in which office.
func date(in statement.Input, rec *readout.Record) {
	published, why := statement.Dated(in, rec.Statements)
	if len(why) == 0 {
		return
	}
	statement.Redate(rec.Statements, rec.Article.Published, published)
	rec.Article.Published = published
	rec.Article.Evidence = append(rec.Article.Evidence, why...)
}

// Statements returns who said what in an article.
func (r *Reader) Statements(a *readout.Article) []readout.Statement {
	return statement.Find(r.input(a))
}

func (r *Reader) input(a *readout.Article) statement.Input {
	return statement.Input{Article: a, Document: text.Annotate(r.Model, statement.Bounded(a.Text)), Finder: r.Finder, Roster: r.Roster}
}

// Stages are the versions of the stages that make this reader's records, the actor and
// issue files included.
func (r *Reader) Stages() map[string]string {
	return map[string]string{"article": article.Version, "text": r.Model.Version(), "actor": r.Roster.Version(), "statement": statement.Version + "+" + r.Finder.Version(), "event": event.Version, "issue": r.Issues.Version()}
}

func pageOf(p source.Page) readout.Page {
	page := readout.Page{ID: readout.PageID(p.ID), Path: readout.Opt(p.Path), URL: readout.Opt(p.URL), Bytes: int64(len(p.Bytes))}
	if page.ID == "" {
		page.ID = readout.PageIDOf(p.Bytes)
	}
	return page
}

// fill adds what the source knows of an article and its text does not say.
func fill(a *readout.Article, p source.Page) {
	if p.Headline != "" {
		a.Headline = readout.Opt(p.Headline)
	}
	if p.Published == "" {
		return
	}
	day := readout.Day(p.Published[:min(len(p.Published), len("2006-01-02"))])
	a.Published = readout.On(day, readout.Metadata)
	a.Evidence = slices.Insert(a.Evidence, 0, readout.Evidence{Source: "given", Value: p.Published, Earliest: day, Latest: day, Used: true})
}
