package actor

import (
	"strings"

	"readout/text"
)

// Known is what the roster knows of the names in s, as package text takes it. Of an office
// with its state ("Ruvian President") the state's part is known by itself.
func (r *Roster) Known(s string) []text.Known {
	found := r.Find(s)
	out := make([]text.Known, 0, len(found))
	for _, m := range found {
		kind := knownKind(m)
		if first, _, more := strings.Cut(s[m.Start:m.End], " "); kind == text.KnownOffice && more {
			if parts := r.Find(first); len(parts) == 1 && parts[0].How == ByDemonym && parts[0].End == len(first) {
				out = append(out, text.Known{Start: m.Start, End: m.Start + len(first), Kind: text.KnownNationality})
				m.Start += len(first)
			}
		}
		out = append(out, text.Known{Start: m.Start, End: m.End, Kind: kind})
	}
	return out
}

// knownKind returns what all actors of a mention are, or text.KnownOther.
func knownKind(m Mention) text.KnownKind {
	switch m.How {
	case BySurname:
		return text.KnownSurname
	case ByDemonym:
		return text.KnownNationality
	case ByTitle:
		return text.KnownOffice
	}
	kind := kindOf(m.Actors[0])
	for _, a := range m.Actors[1:] {
		if kindOf(a) != kind {
			return text.KnownOther
		}
	}
	if kind == text.KnownOrganisation && m.How == ByMetonym {
		return text.KnownOther // a building, a street or a city for who sits there
	}
	return kind
}

func kindOf(a *Actor) text.KnownKind {
	switch a.Type {
	case State:
		return text.KnownPlace
	case Person:
		return text.KnownPerson
	case Office:
		return text.KnownOffice
	default:
		return text.KnownOrganisation
	}
}

// Fact is what the roster knows of a name, as package text's coreference takes it; of a
// name that means several actors, nothing.
func (r *Roster) Fact(name string) (text.Fact, bool) {
	found := r.Find(name)
	if len(found) != 1 || found[0].Start != 0 || found[0].End != len(name) || len(found[0].Actors) != 1 {
		return text.Fact{}, false
	}
	a := found[0].Actors[0]
	f := text.Fact{ID: a.ID, Demonym: found[0].How == ByDemonym, Seat: found[0].How == ByMetonym}
	switch {
	case found[0].How == ByTitle || a.Type == Office:
		return text.Fact{}, false
	case a.Type == Person:
		f.Type, f.Side = text.Person, a.Side
		f.Gender = map[[2]bool]string{{true, false}: "Fem", {false, true}: "Masc"}[[2]bool{a.Female, a.Male}]
		for _, t := range a.Held {
			if office := r.Get(t.Office); office != nil {
				f.Titles = append(f.Titles, strings.ToLower(office.Name))
			}
		}
	case a.Type == State:
		f.Type = text.Place
	default:
		f.Type = text.Organisation
	}
	return f, true
}
