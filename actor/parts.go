package actor

import "strings"

// fillIndex adds all names to the index: those of people's last words last, since they
// give way to other names.
func (r *Roster) fillIndex(entries []*entry) error {
	x := newIndex()
	r.index = x
	titles := titleCounts(entries)
	for i, a := range r.actors {
		e := entries[i]
		if err := x.addActor(a, e, titles); err != nil {
			return e.at.errorf("%v", err)
		}
		if err := r.addParts(a, e); err != nil {
			return e.at.errorf("%v", err)
		}
	}
	for _, n := range r.notes {
		if !n.ignore {
			continue
		}
		if err := x.addName(n.phrase, nil, ByName); err != nil {
			return n.at.errorf("%v", err)
		}
	}
	r.fillSurnames()
	return nil
}

// titleCounts returns how many offices and bodies bear each title.
func titleCounts(entries []*entry) map[string]int {
	counts := make(map[string]int)
	for _, e := range entries {
		if e.Type == Office || e.Type == Body {
			counts[foldName(e.shown())]++
		}
	}
	return counts
}

// shown returns the title of an office or the name of a body without its side.
func (e *entry) shown() string {
	if e.title != "" {
		return e.title
	}
	return e.Name
}

// addActor adds the names by which the actor is known wherever they stand.
func (x *index) addActor(a *Actor, e *entry, titles map[string]int) error {
	how := ByName
	if a.Type == Office {
		how = ByTitle
	}
	for _, name := range x.ownNames(a, e, titles) {
		if err := x.addName(name, a, how); err != nil {
			return err
		}
	}
	for _, name := range a.Demonyms {
		if err := x.addName(name, a, ByDemonym); err != nil {
			return err
		}
	}
	for _, name := range a.Metonyms {
		if err := x.addName(name, a, ByMetonym); err != nil {
			return err
		}
	}
	return nil
}

// ownNames returns the names that mean the actor without its side being named. A title
// of an office or body that consists of words for institutions alone, such as "Foreign
// Minister", does not, unless the file repeats it among the names, as it does with
// "Secretary of State". An ambassador's never does: any state may send one.
func (x *index) ownNames(a *Actor, e *entry, titles map[string]int) []string {
	if a.Type == Person {
		return fullNames(a.Names)
	}
	if a.Type != Office && a.Type != Body {
		return a.Names
	}
	var out []string
	title := e.shown()
	if titles[foldName(title)] == 1 && !general(title) && !strings.HasPrefix(a.Role, "ambassador") {
		out = append(out, title)
	}
	if e.title != "" {
		return out // the rest is title and state, which are found as such
	}
	return append(out, e.common.Names...)
}

// general reports whether the name consists of words for institutions alone.
func general(name string) bool {
	for w := range strings.FieldsSeq(foldName(name)) {
		if !institutionWords[w] {
			return false
		}
	}
	return true
}

// addParts adds the titles and parts by which an office or body is known together with
// its owner.
func (r *Roster) addParts(a *Actor, e *entry) error {
	if a.Type != Office && a.Type != Body {
		return nil
	}
	titles := append([]string{e.shown()}, titleParts[e.shown()]...)
	if err := r.index.addAll(titles, r.byID[a.Side], a); err != nil {
		return err
	}
	if err := r.index.addAll(titles, r.byID[a.Body], a); err != nil {
		return err
	}
	if usual(a) {
		if err := r.index.addAll(roleParts[a.Role], r.byID[a.Side], a); err != nil {
			return err
		}
	}
	if err := r.index.addAll(chiefParts[a.Role], r.chiefOwner(a), a); err != nil {
		return err
	}
	return r.addVoices(a)
}

// usual reports whether the office or body is what its role's usual titles mean next to
// its side. A state has many of a role, but one whose id is its side and role.
func usual(a *Actor) bool { return a.ID == a.Side+"/"+a.Role }

// chiefOwner returns what the holder of an office is the chief or voice of: its body,
// else the organisation. "Azerbaijani spokesman" may be anybody's.
func (r *Roster) chiefOwner(a *Actor) *Actor {
	if body := r.byID[a.Body]; body != nil {
		return body
	}
	if side := r.byID[a.Side]; side != nil && side.Type != State {
		return side
	}
	return nil
}

// addVoices adds what speaks for an office or body: its press service means itself, and
// the head of state's means the presidency.
func (r *Roster) addVoices(a *Actor) error {
	switch a.Role {
	case presidency:
		if !usual(a) {
			break
		}
		head := r.byID[a.Side+"/"+headOfState]
		voices := append([]string{"office", "administration", "executive office"}, pressOffices...)
		if err := r.index.addAll(voices, head, a); err != nil {
			return err
		}
	case "president-spokesperson":
		for _, owner := range []string{headOfState, presidency} {
			if err := r.index.addAll(spokespeople, r.byID[a.Side+"/"+owner], a); err != nil {
				return err
			}
		}
	case "head-of-government-office":
		voices := append([]string{"office"}, pressOffices...)
		if err := r.index.addAll(voices, r.byID[a.Side+"/"+headOfGovernment], a); err != nil {
			return err
		}
	case "head-of-government-spokesperson":
		if err := r.index.addAll(spokespeople, r.byID[a.Side+"/"+headOfGovernment], a); err != nil {
			return err
		}
	}
	if a.Type != Body {
		return nil
	}
	return r.index.addAll(pressOffices, a, a)
}

func (x *index) addAll(parts []string, owner, a *Actor) error {
	for _, p := range parts {
		if err := x.addPart(p, owner, a); err != nil {
			return err
		}
	}
	return nil
}
