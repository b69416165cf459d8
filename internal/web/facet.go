package web

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/internal/column"
	"readout/internal/query"
)

// A shownFacet is a facet beside the results.
type shownFacet struct {
	Name   query.Name
	Title  string
	Values []shownValue
	More   int
	Open   bool // something is chosen in it
}

// A shownValue is a value with the address that chooses it, or takes it back.
type shownValue struct {
	Label  string
	Count  int
	Share  int // of the most common value, in tenths, for its bar
	Chosen bool
	Href   string
}

func facetTitle(name query.Name) string {
	switch name {
	case query.To:
		return "Spoken to"
	case query.Level:
		return "Source given as"
	case query.Publisher:
		return "Outlet"
	case column.Date:
		return "Days"
	}
	return strings.ToUpper(string(name[:1])) + string(name[1:])
}

func (s *Server) shownFacet(f column.Facet, st searchState) shownFacet {
	out := shownFacet{Name: f.Name, Title: facetTitle(f.Name), More: f.More}
	most := 1
	for _, v := range f.Values {
		most = max(most, v.Count)
	}
	known := func(v column.Value) int {
		return slices.IndexFunc(st.Filters, func(c filterValue) bool {
			return c.Name == f.Name && (c.Value == v.Field.Value || v.Chosen && strings.EqualFold(c.Value, v.Field.Value))
		})
	}
	for _, v := range f.Values {
		choice := filterValue{f.Name, v.Field.Value}
		if i := known(v); i >= 0 {
			choice = st.Filters[i]
		}
		out.Open = out.Open || v.Chosen
		out.Values = append(out.Values, shownValue{Label: s.facetLabel(f.Name, v.Field.Value, v.Label), Count: v.Count, Share: (10*v.Count + most - 1) / most,
			Chosen: v.Chosen, Href: st.toggled(choice).URL()})
	}
	return out
}

// facetLabel puts a value into words. Written is how the record has it.
func (s *Server) facetLabel(name query.Name, value, written string) string {
	switch name {
	case query.Speaker, query.To:
		if written == value {
			return s.personName(value)
		}
		return written
	case query.Side:
		return s.side(readout.Opt(s.sideID(value)))
	case query.Kind:
		if value == string(readout.Refusal) {
			return "no answer"
		}
		return kindShort(&readout.Statement{Kind: readout.Kind(value)})
	case query.Level:
		return levelWords(readout.Level(strings.TrimSuffix(value, "none")))
	case query.Issue:
		return s.foldedIssue(value)
	}
	return written
}

// personName is the name of an actor with an id, or the id itself.
func (s *Server) personName(id string) string {
	roster, err := s.Desk.Roster()
	if err != nil {
		return id
	}
	if a := roster.Get(id); a != nil {
		return cmp.Or(a.Name, id)
	}
	return id
}

// sideID finds the id of a side that the record has in lower case.
func (s *Server) sideID(folded string) string {
	roster, err := s.Desk.Roster()
	if err != nil {
		return folded
	}
	for _, id := range []string{folded, strings.ToUpper(folded)} {
		if roster.Get(id) != nil {
			return id
		}
	}
	return strings.ToUpper(folded)
}

// foldedIssue is the name of an issue that the record has folded.
func (s *Server) foldedIssue(folded string) string {
	id := strings.ReplaceAll(folded, " ", "-")
	if name := s.issue(id); name != id {
		return name
	}
	return s.issue(folded)
}
