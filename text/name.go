package text

import (
	"fmt"

	"readout/internal/names"
	"readout/internal/nn"
)

// The types of names.
const (
	Person       = "PER"
	Organisation = "ORG"
	Place        = "LOC" // states and cities too, whether they act or lie somewhere
	Nationality  = "NAT" // what or who is of a state, people or faith: "Ruvian"
	Event        = "EVT"
	Law          = "LAW" // a law, treaty, resolution or other document with a name
	Other        = "MISC"
	Date         = "DATE" // a day, month, year, time of day or a span of them
	Money        = "MONEY"
	Percent      = "PERCENT"
	Quantity     = "QUANTITY" // a number with its unit or what it counts
)

// A Name is a name in a document: the words [First, Last), within one sentence, of one of
// the types. Articles and titles are not part of it.
type Name struct {
	First, Last int
	Type        string
	// Role is, for a person, the words of a title or role beside the name: "spokesperson"
	// in "State Department spokesperson Ana Lim" and "the foreign minister" in "Ana Lim,
	// the foreign minister of Ruvia". It is the zero Range where there is none.
	Role Range
	// Body is the organisation, place or nationality that the role is with, "State
	// Department" or "Ruvia"; the zero Range where none is named.
	Body Range
}

// A Range is words [First, Last) of a document. The zero Range is none.
type Range struct{ First, Last int }

// learnt are the types that the model of names has, by its own order.
var learnt = [len(names.Types)]string{Person, Place, Organisation, Nationality, Event, Law, Other}

// loadNames makes a model of names that fits the network.
func loadNames(part, net []byte, s nn.Shape) (*names.Model, error) {
	m, err := names.Decode(part)
	if err == nil && (m.Net != nn.Sum(net) || m.Inputs != [3]int{s.Input(), s.Width, s.Width} || m.Known < KnownMarks) {
		err = fmt.Errorf("%w: made for another network", names.ErrFile)
	}
	if err != nil {
		return nil, fmt.Errorf("load the language model: names: %w", err)
	}
	return m, nil
}

// findNames returns the names of d: those found by their words or on the list, made
// consistent, and dates and quantities in what they leave.
func findNames(d *Document, found []names.Span, marks []uint8) []Name {
	learned := make([]Name, 0, len(found))
	for _, s := range found {
		t := learnt[s.Type]
		if (t == Other || t == Event) && lawful(d.Words[s.First:s.Last]) {
			t = Law
		}
		if t != Other && nominal(d, s.First, s.Last) {
			learned = append(learned, Name{First: s.First, Last: s.Last, Type: t})
		}
	}
	learned = consistent(d, bounded(d, listed(d, learned, marks)))
	var out []Name
	at := 0
	for _, s := range d.Sentences {
		from := s.First
		for ; at < len(learned) && learned[at].First < s.Last; at++ {
			out = append(expressions(out, d.Words[from:learned[at].First], from), learned[at])
			from = learned[at].Last
		}
		out = expressions(out, d.Words[from:s.Last], from)
	}
	for i := range out {
		if out[i].Type == Person {
			d.role(out, i)
		}
	}
	return out
}

// nominal reports whether the words [first, last) may be a name by their tags: "Kudos" and
// "Sun." alone are none, nor is a plural that owes its capital to its place.
func nominal(d *Document, first, last int) bool {
	if w := &d.Words[first]; last-first == 1 {
		opens := d.Sentences[w.Sentence].First == first
		if among(weekdays, w.Form) || among(months, w.Form) && w.Form != "May" || opens && w.XPOS == "NNS" {
			return false
		}
	}
	for i := first; i < last; i++ {
		switch d.Words[i].UPOS {
		case "PROPN", "NOUN", "ADJ", "NUM", "X", "":
			return true
		}
	}
	return false
}
