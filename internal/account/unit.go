package account

import (
	"readout"
	"readout/text"
)

// A unit is a statement made ready to be compared.
type unit struct {
	cell  Cell
	voice voice
	doc   *text.Document
	words []int // of doc, in the content and in text order
	cue   []int // of doc, in the cue
	terms []term
	mind  stance
}

// unitsOf returns the statements of a page that tell of its events, without questions,
// and without what only holds others: a readout's whole text, of which each sentence is
// a statement of its own.
func unitsOf(p Page, number int) []*unit {
	whole := readout.NewText(p.Record.Article.Text)
	var out []*unit
	for i := range p.Record.Statements {
		s := &p.Record.Statements[i]
		if s.Kind == readout.Question || !tellsOf(s, p.Events) || opening(s, p) {
			continue
		}
		inner := within(s, p.Record.Statements)
		if len(inner) > 0 && covered(s, inner) {
			continue
		}
		u := &unit{cell: Cell{Statement: *s, Page: number}, voice: voiceOf(s, p.Record), doc: p.Document}
		u.cell.Verbatim, u.cell.VerbatimOf = verbatim(s, p.Record.Statements, whole)
		u.words = wordsIn(p.Document, whole, s.Content)
		u.cue = wordsIn(p.Document, whole, s.Cue)
		if len(u.words) > 0 {
			out = append(out, u)
		}
	}
	return out
}

func tellsOf(s *readout.Statement, events []readout.EventID) bool {
	for _, id := range events {
		if s.Event == id {
			return true
		}
	}
	return false
}

// opening reports whether a statement is only that the event took place: "Lim spoke with
// Brun, the press service reports". Its words name the event and both parties.
func opening(s *readout.Statement, p Page) bool {
	for i := range p.Record.Events {
		ev := &p.Record.Events[i]
		if !tellsOf(&readout.Statement{Event: ev.ID}, p.Events) || s.Kind != readout.Indirect || len(s.Content) == 0 {
			continue
		}
		for _, m := range ev.Mentions {
			if inside(m, s.Content) && named(ev, s) {
				return true
			}
		}
	}
	return false
}

// named reports whether the words of a statement hold two participants of an event.
func named(ev *readout.Event, s *readout.Statement) bool {
	n := 0
	for i := range ev.Participants {
		if sp := ev.Participants[i].Span; sp != nil && inside(*sp, s.Content) {
			n++
		}
	}
	return n >= 2
}

func inside(sp readout.Span, list []readout.Span) bool {
	for _, in := range list {
		if in.Start <= sp.Start && sp.End <= in.End {
			return true
		}
	}
	return false
}

// within returns the statements whose content stands in that of s, s itself left out.
func within(s *readout.Statement, all []readout.Statement) []*readout.Statement {
	var out []*readout.Statement
	for i := range all {
		o := &all[i]
		if o.ID == s.ID || size(o) >= size(s) {
			continue
		}
		all := len(o.Content) > 0
		for _, sp := range o.Content {
			all = all && inside(sp, s.Content)
		}
		if all {
			out = append(out, o)
		}
	}
	return out
}

func size(s *readout.Statement) int {
	n := 0
	for _, sp := range s.Content {
		n += sp.End - sp.Start
	}
	return n
}

// covered reports whether what stands within a statement is the most of it.
func covered(s *readout.Statement, inner []*readout.Statement) bool {
	n := 0
	for _, o := range inner {
		n += size(o)
	}
	return 2*n >= size(s)
}

// verbatim returns which parts of a statement are somebody's own words, and whose: what
// stands in quotation marks, and all of a statement within one that is direct. Where
// somebody relays the statement the words are the relay's.
func verbatim(s *readout.Statement, all []readout.Statement, whole *readout.Text) ([]readout.Span, *readout.Party) {
	if s.Kind == readout.Direct || s.Kind == readout.Mixed {
		return quoted(s.Content, whole, s.Kind == readout.Direct), teller(s)
	}
	for i := range all {
		o := &all[i]
		if o.ID == s.ID || size(o) < size(s) || o.Kind != readout.Direct && o.Kind != readout.Mixed {
			continue
		}
		marks := quoted(o.Content, whole, o.Kind == readout.Direct)
		if parts := common(s.Content, marks, whole); len(parts) > 0 {
			return parts, teller(o)
		}
	}
	return nil, nil
}

// wordsIn returns the words of a document that stand in spans.
func wordsIn(d *text.Document, whole *readout.Text, spans []readout.Span) []int {
	var out []int
	for _, sp := range spans {
		start, end := whole.Bytes(sp)
		if start < 0 {
			continue
		}
		for i := firstAt(d, start); i < len(d.Words) && d.Words[i].Start < end; i++ {
			out = append(out, i)
		}
	}
	return out
}

// firstAt returns the first word that ends after byte b.
func firstAt(d *text.Document, b int) int {
	lo, hi := 0, len(d.Words)
	for lo < hi {
		if mid := (lo + hi) / 2; d.Words[mid].End <= b {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
