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
// the types.
type Name struct {
	First, Last int
	Type        string
}

// learnt are the types that the model of names has, by its own order.
var learnt = [len(names.Types)]string{Person, Place, Organisation, Nationality, Event, Law, Other}

// loadNames makes a model of names that fits the network.
func loadNames(part []byte, s nn.Shape) (*names.Model, error) {
	m, err := names.Decode(part)
	if err == nil && (m.Inputs != [3]int{s.Input(), s.Width, s.Width} || m.Known < KnownMarks) {
		err = fmt.Errorf("%w: made for another network", names.ErrFile)
	}
	if err != nil {
		return nil, fmt.Errorf("load the language model: names: %w", err)
	}
	return m, nil
}

// findNames returns the names of d: those found by their words.
func findNames(d *Document, found []names.Span) []Name {
	var out []Name
	for _, s := range found {
		if t := learnt[s.Type]; t != Other {
			out = append(out, Name{First: s.First, Last: s.Last, Type: t})
		}
	}
	return out
}
