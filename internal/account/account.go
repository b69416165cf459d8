// Package account puts the accounts that the sides give of one event beside each other.
//
// What comes in are the records of the pages that tell of an event, with the analysed
// texts of their articles. [Compare] sorts the statements by side and channel (who relays
// them), aligns them by matter, and says of each matter whether both sides speak of it,
// one alone, or both against each other, and why. Every word of a [Row] is a span of an
// article. Nothing is concluded from silence: a row of one side says in which accounts
// the other's was looked for ([Comparison.Scope]).
//
// It is a pure function, and looks at no more than [MaxStatements] statements of a side.
package account

import (
	"strings"

	"readout"
	"readout/internal/link"
	"readout/text"
)

// MaxStatements bounds the statements of one side that are compared, in the order of the
// pages: each is compared with each of the other side.
const MaxStatements = 240

// A Page is a page that tells of the event.
type Page struct {
	Record   *readout.Record
	Document *text.Document    // of the article's text
	Events   []readout.EventID // the page's events that are this one

	home *readout.Party // the office of a side whose letterhead it has, or nil
}

// Input is what is compared.
type Input struct {
	Event   link.Event
	Pages   []Page
	A, B    string                          // the sides to compare, actor ids; "" is chosen: the two with most accounts
	Words   *Words                          // which words are near in meaning; nil: only those that are derived from one another
	Names   func(side string) []string      // names and adjectives of a side, which tell nothing of a matter; may be nil
	Aligner *Aligner                        // what tells that statements are about one matter; nil: the shipped one
	Judge   *Judge                          // what tells how the two sides of a row stand to each other; nil: the shipped one
	Who     func(side string) (name string) // how a side is shown; nil: by its id
}

// A Comparison is the accounts of one event, side by side.
type Comparison struct {
	Event    link.Event            `json:"event"`
	A        Side                  `json:"a"`
	B        Side                  `json:"b"` // without accounts where only one side gives one
	Rows     readout.List[Row]     `json:"rows"`
	Others   readout.List[Account] `json:"others"`   // of other sides, unnamed sources and outlets: not compared
	Accounts int                   `json:"accounts"` // of the two sides
	Pages    readout.List[PageRef] `json:"pages"`    // [Cell.Page] is an index into them
	Omitted  int                   `json:"omitted"`  // statements beyond MaxStatements
}

// A Side is a state or organisation with the accounts it gives.
type Side struct {
	ID       string                `json:"id"`
	Name     string                `json:"name"`
	Accounts readout.List[Account] `json:"accounts"`
}

// An Account is what one side says of the event through one channel.
type Account struct {
	ID         int                  `json:"id"`
	Channel    string               `json:"channel"`    // who tells: "press service of the President"
	Relays     readout.List[string] `json:"relays"`     // the outlets that carried it to the reader
	Statements readout.List[Cell]   `json:"statements"` // of others than the two sides; else they stand in the rows
	Pages      readout.List[int]    `json:"pages"`
}

// A PageRef is a page of the comparison.
type PageRef struct {
	ID        readout.PageID   `json:"id"`
	Name      string           `json:"name"`
	Headline  readout.Opt      `json:"headline"`
	Publisher readout.Opt      `json:"publisher"`
	Published readout.Interval `json:"published"`
}

// A Row is one matter: what each side says of it.
type Row struct {
	Matter  string               `json:"matter"` // in words of the first statement
	Issues  readout.List[string] `json:"issues"` // that statements of both sides are tagged with, or of the one there is
	Verdict Verdict              `json:"verdict"`
	Reason  string               `json:"reason"`
	A       readout.List[Cell]   `json:"a"`
	B       readout.List[Cell]   `json:"b"`
}

// A Verdict says how two accounts of a matter stand to each other.
type Verdict string

// The verdicts.
const (
	Both    Verdict = "both"
	OnlyA   Verdict = "only A"
	OnlyB   Verdict = "only B"
	Opposed Verdict = "opposed"
	Worded  Verdict = "differently worded"
)

// A Cell is one statement in a row.
type Cell struct {
	Statement  readout.Statement          `json:"statement"`
	Account    int                        `json:"account"`
	Page       int                        `json:"page"`
	Verbatim   readout.List[readout.Span] `json:"verbatim"`                          // the parts of the content that are somebody's own words
	VerbatimOf *readout.Party             `json:"verbatim_of" jsonschema:"nullable"` // whose words these are
}

// Compare puts the accounts of an event side by side.
func Compare(in Input) Comparison {
	c := prepared(in)
	c.rows()
	return c.out
}

// prepared returns a comparer with the statements of both sides, each made ready.
func prepared(in Input) *comparer {
	c := &comparer{in: in}
	c.gather()
	c.choose()
	c.split()
	c.weigh()
	return c
}

// A Piece is a part of what a cell shows.
type Piece struct {
	Text     string
	Verbatim bool // to be put in quotation marks: somebody's own words
}

// Pieces returns the words of a cell in order, those that are verbatim apart and without
// the marks they have on the page.
func (c *Cell) Pieces() []Piece {
	var out []Piece
	for _, sp := range c.Statement.Content {
		runes := []rune(sp.Text)
		at := 0
		for _, v := range c.Verbatim {
			from, to := v.Start-sp.Start, v.End-sp.Start
			if from < at || to > len(runes) || from >= to {
				continue
			}
			out = appendPiece(out, strings.TrimRight(string(runes[at:from]), opens), false)
			out = appendPiece(out, strings.TrimRight(v.Text, ","), true) // the comma is the sentence's
			for at = to; at < len(runes) && strings.ContainsRune(closes, runes[at]); at++ {
			}
		}
		out = appendPiece(out, string(runes[at:]), false)
	}
	return out
}

func appendPiece(list []Piece, s string, verbatim bool) []Piece {
	if s = strings.TrimSpace(s); s == "" {
		return list
	}
	return append(list, Piece{s, verbatim})
}
