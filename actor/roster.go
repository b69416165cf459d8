package actor

import (
	"cmp"
	"iter"
	"slices"

	"readout"
)

// A Roster is the actors of one or more actor files, with what is needed to find their
// names in a text. It does not change and is safe for concurrent use.
type Roster struct {
	actors  []*Actor
	entries []*entry // what the files say, for a later Load
	all     []*entry // what each actor was made of
	notes   []note
	places  map[string]string // by folded name: the state it lies in
	byID    map[string]*Actor
	holders map[string][]*Actor // by office: who ever held it, newest first
	bearers map[string][]*Actor // by folded last name
	bodies  map[string][]*Actor // by side
	named   map[string][]*Actor // by name, as printed: those that are no people
	index   *index
	digest  string // of the files

	familyNameFirst map[*Actor]bool // states whose people's last names stand first
}

// Version names the program's look-up and the files read: another actor file makes
// another record.
func (r *Roster) Version() string { return Version + "+" + r.digest }

// Len returns the number of actors.
func (r *Roster) Len() int { return len(r.actors) }

// Actors yields all actors in the order of the files.
func (r *Roster) Actors() iter.Seq[*Actor] { return slices.Values(r.actors) }

// Get returns the actor with the id, or nil.
func (r *Roster) Get(id string) *Actor { return r.byID[id] }

// Bodies returns the bodies of a side in the order of the files.
func (r *Roster) Bodies(side string) []*Actor { return r.bodies[side] }

// Named returns whoever but people has the name, letter by letter, in the order of the files,
// whether [Roster.Find] would know it by itself or not.
func (r *Roster) Named(name string) []*Actor { return r.named[name] }

// Surname returns everybody whose last name is name, in the order of the files. It
// knows the last names that are also common words or places, such as "May" and
// "Jordan", which [Roster.Find] passes over.
func (r *Roster) Surname(name string) []*Actor { return r.bearers[foldName(name)] }

// Holders returns the people who may have held the office on some day of when, the
// latest first. An empty interval means at any time. A tenure without an end is taken
// to go on, also after the day that the facts are known to: compare [Actor.AsOf].
func (r *Roster) Holders(office string, when readout.Interval) []*Actor {
	var out []*Actor
	for _, p := range r.holders[office] {
		held := func(t Tenure) bool { return t.Office == office && t.mayCover(when) }
		if slices.ContainsFunc(p.Held, held) {
			out = append(out, p)
		}
	}
	return out
}

// OfficesOf returns the offices that the person may have held on some day of when, the
// latest first. An empty interval means at any time.
func (r *Roster) OfficesOf(person string, when readout.Interval) []*Actor {
	p := r.byID[person]
	if p == nil {
		return nil
	}
	var out []*Actor
	for _, t := range slices.Backward(p.Held) {
		office := r.byID[t.Office]
		if t.mayCover(when) && !slices.Contains(out, office) {
			out = append(out, office)
		}
	}
	return out
}

// mayCover reports whether some day of when may lie in the tenure.
func (t Tenure) mayCover(when readout.Interval) bool {
	startsAfter := when.Latest != "" && t.From.Earliest > when.Latest
	endsBefore := t.To.Latest != "" && t.To.Latest < when.Earliest
	return !startsAfter && !endsBefore
}

// fill makes the look-up tables from the actors.
func (r *Roster) fill() {
	r.byID = make(map[string]*Actor, len(r.actors))
	r.holders = make(map[string][]*Actor)
	r.bodies, r.named = make(map[string][]*Actor), make(map[string][]*Actor)
	for _, a := range r.actors {
		r.byID[a.ID] = a
		if a.Type == Body {
			r.bodies[a.Side] = append(r.bodies[a.Side], a)
		}
		if a.Type != Person {
			r.fillNames(a)
		}
		for i, t := range a.Held {
			again := func(u Tenure) bool { return u.Office == t.Office }
			if !slices.ContainsFunc(a.Held[:i], again) {
				r.holders[t.Office] = append(r.holders[t.Office], a)
			}
		}
	}
	for office, people := range r.holders {
		slices.SortStableFunc(people, func(a, b *Actor) int {
			return cmp.Compare(lastStart(b, office), lastStart(a, office))
		})
	}
}

func (r *Roster) fillNames(a *Actor) {
	for _, name := range a.Names {
		if list := r.named[name]; len(list) == 0 || list[len(list)-1] != a {
			r.named[name] = append(list, a)
		}
	}
}

// lastStart returns the day from which the person last held the office.
func lastStart(p *Actor, office string) readout.Day {
	for _, t := range slices.Backward(p.Held) {
		if t.Office == office {
			return t.From.Earliest
		}
	}
	return ""
}
