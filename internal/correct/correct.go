// Package correct keeps what people put right. Each correction is an entry of a log that only
// grows; taking one back is another entry. [Apply] puts a log to what the stages read from a
// page, so that corrections hold however often the page is read again.
//
// A correction says where it belongs by the words it is about, not by ids alone: those can
// change with the stages that make them.
package correct

import (
	"encoding/json"
	"io"
	"slices"

	"readout"
)

// A Kind is what a correction changes.
type Kind string

// The kinds of correction.
const (
	Speaker      Kind = "speaker"       // who made one statement
	Wrong        Kind = "wrong"         // one statement is none: it is taken out of the record
	Issues       Kind = "issues"        // what matters one statement speaks of
	Event        Kind = "event"         // of which event of the page one statement tells
	Date         Kind = "date"          // the day of a page
	Same         Kind = "same"          // events of pages are one
	Apart        Kind = "apart"         // an event of a page is not one with others
	MergeSpeaker Kind = "merge-speaker" // everything said by one party was said by another
	MergeIssue   Kind = "merge-issue"   // one issue is another one
	Undo         Kind = "undo"          // an earlier entry no longer counts
)

// A Correction is an entry of the log.
type Correction struct {
	N      int64          `json:"n"`  // place in the log, from 1
	At     string         `json:"at"` // RFC 3339
	Who    string         `json:"who"`
	Kind   Kind           `json:"kind"`
	Page   readout.PageID `json:"page"`   // "" for what is about all pages
	Where  Place          `json:"where"`  // the statement or event
	Others []Ref          `json:"others"` // of same and apart: the other events
	Old    Value          `json:"old"`
	New    Value          `json:"new"`
	Why    string         `json:"why"`
	Undoes int64          `json:"undoes"` // of undo: the entry that no longer counts
	Undone int64          `json:"undone"` // the entry that took this one back, 0 for none
}

// WriteLog writes entries as JSON Lines, in the order of a log: the first one first. It takes
// them as the store's CorrectionLog has them, the last one first.
func WriteLog(w io.Writer, newest []Correction) error {
	enc := json.NewEncoder(w)
	for _, c := range slices.Backward(newest) {
		if err := enc.Encode(c); err != nil {
			return err
		}
	}
	return nil
}

// A Place is a statement or an event of a page: its id when it was corrected, and the code
// points of what was said or of the first words that mention it.
type Place struct {
	ID    string `json:"id"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// A Ref is an event of some page.
type Ref struct {
	Page  readout.PageID `json:"page"`
	Where Place          `json:"where"`
}

// A Value is what was there or is to be there; the parts that a kind has nothing to do with
// are empty.
type Value struct {
	Speaker   *readout.Party       `json:"speaker,omitempty"`
	Issues    readout.List[string] `json:"issues,omitempty"`
	Event     readout.EventID      `json:"event,omitempty"`
	Date      *readout.Interval    `json:"date,omitempty"`
	Statement *readout.Statement   `json:"statement,omitempty"` // what was taken out
}

// Corrected is what [readout.Statement.Review] says of a statement that somebody changed.
const Corrected = "corrected"

// PlaceOf returns the place of a statement.
func PlaceOf(st *readout.Statement) Place {
	return hull(string(st.ID), st.Content, st.Cue)
}

// PlaceOfEvent returns the place of an event: that of the first words that mention it.
func PlaceOfEvent(ev *readout.Event) Place {
	return hull(string(ev.ID), ev.Mentions[:min(1, len(ev.Mentions))])
}

// hull is from the beginning of the first span to the end of the last one.
func hull(id string, lists ...readout.List[readout.Span]) Place {
	p := Place{ID: id, Start: -1}
	for _, spans := range lists {
		for _, sp := range spans {
			if p.Start < 0 || sp.Start < p.Start {
				p.Start, p.Text = sp.Start, sp.Text
			}
			p.End = max(p.End, sp.End)
		}
		if p.Start >= 0 {
			return p
		}
	}
	return Place{ID: id}
}

// likeness is how much of two places is common to both, 0 to 1.
func (p Place) likeness(q Place) float64 {
	common := min(p.End, q.End) - max(p.Start, q.Start)
	if common <= 0 {
		return 0
	}
	return float64(common) / float64(max(p.End, q.End)-min(p.Start, q.Start))
}

// enough is how like the place of a correction a statement must be that was read again.
const enough = 0.5

// Find returns which of the places is meant, -1 for none: the one with the id at the same
// words, else the one most like it.
func (p Place) Find(n int, at func(int) Place) int {
	best, most := -1, 0.0
	for i := range n {
		q := at(i)
		like := p.likeness(q)
		if q.ID == p.ID && like >= enough {
			return i
		}
		if like >= enough && like > most {
			best, most = i, like
		}
	}
	return best
}

// Active returns the entries of a log that count, in their order, and notes in the others
// what took them back.
func Active(log []Correction) []Correction {
	undone := make(map[int64]int64)
	for i := len(log) - 1; i >= 0; i-- { // what takes something back may have been taken back
		if c := &log[i]; c.Kind == Undo && undone[c.N] == 0 {
			undone[c.Undoes] = c.N
		}
	}
	var out []Correction
	for i := range log {
		log[i].Undone = undone[log[i].N]
		if log[i].Undone == 0 && log[i].Kind != Undo {
			out = append(out, log[i])
		}
	}
	return out
}

// Apply puts the entries that count to a record that was read anew. It returns those whose
// statement is not there any more.
func Apply(rec *readout.Record, active []Correction) (missed []Correction) {
	for _, c := range active {
		if !c.apply(rec) {
			missed = append(missed, c)
		}
	}
	return missed
}

func (c *Correction) apply(rec *readout.Record) bool {
	switch c.Kind {
	case MergeSpeaker, MergeIssue:
		for i := range rec.Statements {
			c.merge(&rec.Statements[i])
		}
		return true
	case Speaker, Wrong, Issues, Event:
		return c.one(rec)
	}
	return true // the others are about dates and links
}

// one changes the statement that a correction is about, and reports whether there is one.
func (c *Correction) one(rec *readout.Record) bool {
	i := c.Where.Find(len(rec.Statements), func(i int) Place { return PlaceOf(&rec.Statements[i]) })
	if i < 0 {
		return false
	}
	st := &rec.Statements[i]
	switch c.Kind {
	case Speaker:
		st.Speaker = c.New.Speaker
		st.Level = levelOf(c.New.Speaker, st.Level)
	case Issues:
		st.Issues = c.New.Issues
	case Event:
		st.Event = c.New.Event
	case Wrong:
		takeOut(rec, i)
		return true
	}
	st.Review = Corrected
	return true
}

// takeOut removes a statement, and what refers to it.
func takeOut(rec *readout.Record, i int) {
	id := rec.Statements[i].ID
	rec.Statements = slices.Delete(rec.Statements, i, i+1)
	for j := range rec.Statements {
		if rec.Statements[j].Answers == id {
			rec.Statements[j].Answers = ""
		}
	}
	for j := range rec.Events {
		rec.Events[j].AccordingTo = slices.DeleteFunc(rec.Events[j].AccordingTo, func(a readout.StatementID) bool { return a == id })
	}
}

func (c *Correction) merge(st *readout.Statement) {
	switch {
	case c.Kind == MergeSpeaker && SameParty(st.Speaker, c.Old.Speaker):
		st.Speaker, st.Review = c.New.Speaker, Corrected
	case c.Kind == MergeIssue && len(c.Old.Issues) > 0 && slices.Contains(st.Issues, c.Old.Issues[0]):
		st.Issues = slices.DeleteFunc(slices.Clone(st.Issues), func(is string) bool { return is == c.Old.Issues[0] || slices.Contains(c.New.Issues, is) })
		st.Issues, st.Review = append(st.Issues, c.New.Issues...), Corrected
	}
}

// SameParty reports whether two parties are shown as one: by their id, or where neither has
// one by name, office and side.
func SameParty(a, b *readout.Party) bool {
	if a == nil || b == nil {
		return false
	}
	if a.ID != "" || b.ID != "" {
		return a.ID == b.ID
	}
	return a.Name == b.Name && a.Office == b.Office && a.Side == b.Side
}

// levelOf is how openly a source is given once a person has said who it is: what the article
// prints does not change, so only a statement without a source gets a level.
func levelOf(p *readout.Party, was readout.Level) readout.Level {
	if p == nil || was != readout.UnknownSource {
		return was
	}
	if p.Type == "person" {
		return readout.Named
	}
	return readout.Institution
}
