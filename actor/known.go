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
