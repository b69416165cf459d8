// Package statement finds who said what in an article.
package statement

import (
	"readout"
)

// Version names this stage's behaviour in the record.
const Version = "statement/1"

type roster interface{}

// An Input is an article with what is known about it.
type Input struct {
	Page    readout.PageID
	Article *readout.Article
}

// Find returns the statements in the article's text, in text order.
func Find(in Input) []readout.Statement {
	a := analyse(in.Article.Text)
	tx := readout.NewText(in.Article.Text)
	var out []readout.Statement
	for _, fd := range a.statements() {
		f := &a.frames[fd.frame]
		s := readout.Statement{Rule: fd.rule}
		span := func(f *frame, p stretch) readout.Span {
			return tx.Span(f.items[p.from].start, f.items[p.to-1].end)
		}
		for _, p := range fd.content {
			if !p.empty() {
				s.Content = append(s.Content, span(f, p))
			}
		}
		for _, p := range fd.extra {
			s.Content = append(s.Content, span(&a.frames[p.frame], p.stretch))
		}
		if !fd.cue.empty() {
			s.Cue = append(s.Cue, span(f, fd.cue))
		}
		if !fd.source.empty() {
			s.Source = append(s.Source, span(f, fd.source))
		}
		out = append(out, s)
	}
	return out
}
