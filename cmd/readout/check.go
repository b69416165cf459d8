package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"strings"

	"readout"
	"readout/internal/desk"
	"readout/internal/quote"
	"readout/internal/store"
)

type checkCommand struct {
	Quote   string      `arg:"" help:"The words, with or without their quotation marks."`
	Speaker string      `placeholder:"NAME" help:"Who is said to have said them: a name, office, side or actor id."`
	JSON    bool        `name:"json" help:"Print the answer as JSON."`
	Limit   int         `short:"n" default:"5" help:"How many to print of each kind; 0 prints all (default: ${default})."`
	Period  periodFlags `embed:""`
	Record  recordFlags `embed:""`
}

func (checkCommand) Help() string {
	return `Says whether the words stand in the record word for word, nearly, as somebody else's, as a paraphrase only, or not, and what was searched. Case, spaces, quotation marks and brackets do not count; ... stands for words left out. See docs/check.md.

Examples:
  readout check "a matter of weeks"
  readout check "human rights are always on the table" --speaker "Daniel Corrow"
  readout check --json "sovereign right" | jq -r .meaning`
}

// periodFlags bound the days that are looked at.
type periodFlags struct {
	From string `placeholder:"DAY" help:"From this day, month or year on (2024-03-01, 2024-03)."`
	To   string `placeholder:"DAY" help:"Up to this day, month or year."`
}

func (c *checkCommand) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	asked, err := e.desk(ctx, record)
	if err != nil {
		return err
	}
	report, err := asked.Check(ctx, desk.CheckQuery{Quote: c.Quote, Speaker: c.Speaker, Period: desk.Period(c.Period)})
	if err != nil {
		return asUsage(err)
	}
	out := bufio.NewWriter(e.Stdout)
	if c.JSON {
		err = jsonLines(out).Encode(report)
	} else {
		err = (&verdict{newListing(out, e).limited(c.Limit)}).print(&report)
	}
	return cmp.Or(err, out.Flush())
}

// A verdict prints what became of a quotation.
type verdict struct{ *listing }

func (v *verdict) print(r *quote.Report) error {
	v.line(0, v.bold(clean(r.Meaning)))
	if r.Scope.Cut {
		v.line(0, "Many statements share words with it: the newest were compared.")
	}
	v.finds("Word for word", r.Exact)
	v.finds("Nearly", r.Near)
	v.finds("Said by someone else", r.SomeoneElse)
	v.finds("A paraphrase: not to be put in quotation marks", r.Paraphrases)
	v.finds("Only a part of the words in quotation marks", r.Shortened)
	for _, h := range r.Headlines {
		v.blank()
		v.line(-4, fmt.Sprintf("Shortened by a headline to “%s”: %s, %s", clean(h.Words), outlet(&h.Article), clean(pageRef(&h.Page))))
	}
	if len(r.Pages) > 0 {
		v.section("On pages, but in no statement", len(r.Pages))
	}
	for i := range v.first(len(r.Pages)) {
		p := &r.Pages[i]
		where := ""
		if p.Headline {
			where = "in the headline"
		}
		v.line(-4, desk.Join(" · ", day(p.Article.Published)+"  "+clean(string(p.Article.Headline)), where))
		v.line(4, v.dim(desk.Join(" · ", outlet(&p.Article), clean(pageRef(&p.Page)))))
		v.earlier(p.Newer, &p.Page)
	}
	if r.Earliest != nil {
		v.blank()
		later := ""
		if r.MayBeEarlier > 0 {
			later = fmt.Sprintf(" (%d more, of unknown day, may be earlier)", r.MayBeEarlier)
		}
		v.line(-4, fmt.Sprintf("Earliest carrier of known day: %s, %s, %s%s", day(r.Earliest.Said), outlet(&r.Earliest.Article), clean(pageRef(&r.Earliest.Page)), later))
	}
	return v.err
}

func (v *verdict) finds(name string, list []quote.Find) {
	if len(list) == 0 {
		return
	}
	v.section(name, len(list))
	for i := range v.first(len(list)) {
		v.find(&list[i])
	}
}

func (v *verdict) find(f *quote.Find) {
	st := readout.Statement{Speaker: f.Speaker}
	v.line(-4, desk.Join(" · ", day(f.Said)+"  "+v.bold(speaker(&st)), string(f.Setting), string(f.Kind), string(f.Level), v.chain(f)))
	switch {
	case len(f.Diff) > 0:
		v.line(4, v.diff(f.Diff))
	case f.Verbatim:
		v.line(4, "“"+oneLine([]rune(f.Words))+"”")
	}
	v.line(4, "in: "+oneLine([]rune(f.Sentence.Text)))
	v.line(4, v.dim(desk.Join(" · ", outlet(&f.Article), clean(string(f.Article.Headline)), clean(pageRef(&f.Page)), places(f.Spans))))
	v.earlier(f.Newer, &f.Page)
}

// earlier says that words stood in an earlier version of an article.
func (v *verdict) earlier(newer readout.Opt, page *readout.Page) {
	if newer != "" {
		v.line(4, "Only in an earlier version: the article was changed since. readout versions "+clean(pageRef(page)))
	}
}

func (v *verdict) chain(f *quote.Find) string {
	if len(f.Chain) == 0 {
		return ""
	}
	return "as told by " + clean(chain(f.Chain))
}

// places are the code points at which words stand in the article's text.
func places(spans []readout.Span) string {
	var parts []string
	for _, sp := range spans {
		parts = append(parts, fmt.Sprintf("%d–%d", sp.Start, sp.End))
	}
	return strings.Join(parts, ", ")
}

// diff shows a comparison word by word: [-what the quotation has-] {+what was found+}.
func (v *verdict) diff(edits []quote.Edit) string {
	var b strings.Builder
	put := func(s string) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	for i := 0; i < len(edits); i++ {
		e := edits[i]
		q, f := clean(e.Quote), clean(e.Found)
		switch e.Op {
		case quote.Same:
			put(f)
		case quote.Changed:
			put(v.paint("31", "[-"+q+"-]") + v.paint("32", "{+"+f+"+}"))
		case quote.Added:
			put(v.paint("32", "{+"+f+"+}"))
		case quote.Missing:
			put(v.paint("31", "[-"+q+"-]"))
		case quote.Insert:
			put(v.dim("[" + q + "]"))
		case quote.Omitted:
			n := i
			for n+1 < len(edits) && edits[n+1].Op == quote.Omitted {
				n++
			}
			put(v.dim(fmt.Sprintf("(… %s left out)", desk.Plural(n-i+1, "word"))))
			i = n
		}
	}
	return b.String()
}
