package actor

import (
	"fmt"
	"maps"
)

// A placeEntry is places, or peoples, within one state. They are no actors and are not
// found in texts by themselves: see [Roster.StateOf].
type placeEntry struct {
	Side  string   `toml:"side"`
	Names []string `toml:"names"`
}

// StateOf returns the id of the state in which a place lies, or a people lives, by its
// name as it is written: "Basra", "Karen". It is empty where no actor file tells, or
// where two states have one of that name.
func (r *Roster) StateOf(place string) string { return r.places[foldName(place)] }

// gazetteer returns the places of the entries with those of base. A later file's side
// counts for a name that stands in an earlier one.
func (f *file) gazetteer(base map[string]string) map[string]string {
	if len(f.Places) == 0 {
		return base
	}
	own := map[string]string{}
	for _, p := range f.Places {
		for _, name := range p.Names {
			name = foldName(name)
			if side, twice := own[name]; twice && side != p.Side {
				own[name] = ""
				continue
			}
			own[name] = p.Side
		}
	}
	out := maps.Clone(base)
	if out == nil {
		out = map[string]string{}
	}
	maps.Copy(out, own)
	return out
}

// checkPlaces checks that the sides of a file's places exist.
func (r *Roster) checkPlaces() error {
	for name, side := range r.places {
		if side != "" && r.byID[side] == nil {
			return mistake(fmt.Sprintf("[[place]] %q: unknown side %q: want the id of a state", name, side))
		}
	}
	return nil
}
