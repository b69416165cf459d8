// Package statement finds who said what in an article.
//
// [Find] returns the statements in the order in which they stand in the text. Each one
// carries the spans it was read from, so that a reader can check it against the article,
// and the name of the rule that read it. The rules work on words, quotation marks and a
// table of reporting verbs; a learned finder, where the input has one, confirms what they
// find, draws its borders and adds what they miss ("learned"). Where nothing tells who
// speaks, the speaker is null or has the printed name and no id. Transcripts, interviews,
// signed quotations and pages that are one written statement are read as wholes first.
// [Check] tells what a reader should know before quoting the article.
//
// Only English is read: an article in another language has no statements.
package statement

import (
	"strings"
	"unicode/utf8"

	"readout"
	"readout/actor"
	"readout/internal/attribution"
	"readout/internal/refusal"
	"readout/internal/setting"
	"readout/text"
)

// Version names this stage's behaviour in the record.
const Version = "statement/9"

// MaxText is the number of bytes of an article that are read; what lies beyond has no
// statements.
const MaxText = 512 << 10

// An Input is an article with what is known about it.
type Input struct {
	Page     readout.PageID
	Article  *readout.Article
	Document *text.Document     // of the article's text or its beginning; nil: cut by rules, no trees
	Finder   *attribution.Model // nil: rules alone
	Roster   *actor.Roster      // may be nil
	Decide   Decide             // chooses the setting of each statement; nil: the learned choice
	Judge    *refusal.Judge     // of clauses that tell of refusals; nil: the embedded one
}

func (in *Input) judge() *refusal.Judge {
	if in.Judge != nil {
		return in.Judge
	}
	return refusal.Loaded()
}

// A Decide chooses the setting of a statement, of the options for it, in text order. It must
// not keep the options.
type Decide func(s *readout.Statement, options []setting.Option) string

// document returns the article's text in words.
func (in *Input) document() *text.Document {
	if in.Document != nil {
		return in.Document
	}
	return text.Annotate(nil, Bounded(in.Article.Text))
}

// Find returns the statements in the article's text, in text order. It is safe for
// concurrent use.
func Find(in Input) []readout.Statement {
	found, _ := Read(in)
	return found
}

// english reports whether a language is English, or not known.
func english(lang readout.Opt) bool {
	l := strings.ToLower(string(lang))
	return l == "" || l == "en" || strings.HasPrefix(l, "en-")
}

// Bounded returns the part of a text that is read.
func Bounded(s string) string {
	if len(s) <= MaxText {
		return s
	}
	n := MaxText
	for n > MaxText-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
