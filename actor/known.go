package actor

import "readout/text"

// Known is what the roster knows of the names in s, as package text takes it.
func (r *Roster) Known(s string) []text.Known {
	found := r.Find(s)
	out := make([]text.Known, len(found))
	for i, m := range found {
		out[i] = text.Known{Start: m.Start, End: m.End, Kind: knownKind(m)}
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
