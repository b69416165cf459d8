package account

import "readout/actor"

// NamesOf returns what gives the names and adjectives of a side, for [Input.Names].
func NamesOf(r *actor.Roster) func(side string) []string {
	return func(side string) []string {
		a := r.Get(side)
		if a == nil {
			return nil
		}
		out := append([]string{}, a.Names...)
		return append(append(out, a.Demonyms...), a.Metonyms...)
	}
}

// WhoOf returns what gives the name of a side, for [Input.Who].
func WhoOf(r *actor.Roster) func(side string) string {
	return func(side string) string {
		if a := r.Get(side); a != nil {
			return a.Name
		}
		return ""
	}
}
