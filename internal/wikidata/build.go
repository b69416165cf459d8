package wikidata

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"readout/actor"
)

// A builder makes the entries of an actor file of an extract.
type builder struct {
	*extract
	roster  *actor.Roster // who is known; after the first step with states, bodies and organisations of the extract
	named   map[string][]*actor.Actor
	ids     map[item]string // of states, bodies and organisations
	taken   map[string]bool
	entries map[string]*entry
	offices map[item]string // ids, "" for none
	used    map[string]bool // what is named by what is written
}

// An entry is one of an actor file.
type entry struct {
	Type     actor.Type
	ID, Name string
	Names    []string
	Keys     [][2]string // further keys with their values
	Demonyms []string
	Held     []tenure
	Side     string
	Many     bool
	wished   bool // asked for; else written where others name it
}

func newBuilder(x *extract) *builder {
	b := &builder{extract: x, roster: x.o.Roster, ids: make(map[item]string), taken: make(map[string]bool), entries: make(map[string]*entry),
		offices: make(map[item]string), used: make(map[string]bool)}
	b.index()
	return b
}

// index notes who is known by which name.
func (b *builder) index() {
	b.named = make(map[string][]*actor.Actor)
	for a := range b.roster.Actors() {
		b.taken[a.ID] = true
		for _, n := range a.Names {
			key := fold(n)
			b.named[key] = append(b.named[key], a)
		}
	}
}

// maxBearers is how many may have a name that still tells who is meant.
const maxBearers = 100

// known returns the one actor that has a name and fits, or nil.
func (b *builder) known(name string, fits func(*actor.Actor) bool) *actor.Actor {
	var one *actor.Actor
	list := b.named[fold(name)]
	if len(list) > maxBearers {
		return nil
	}
	for _, a := range list {
		if fits(a) && a != one {
			if one != nil {
				return nil
			}
			one = a
		}
	}
	return one
}

// file makes the actor file.
func (b *builder) file(paths []string) ([]byte, error) {
	b.makeStates()
	b.makeInstitutions()
	if err := b.load(); err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(b.people)) {
		b.makePerson(b.people[id])
	}
	b.settleMany()
	data := b.write(paths)
	_, err := actor.Load(b.o.Roster, actor.File{Name: "the file made", Data: data})
	return data, tooLarge(err, len(data))
}

// load makes the states and institutions known, with the offices that states have.
func (b *builder) load() error {
	var out writer
	out.top(b.o.AsOf)
	for _, id := range slices.Sorted(maps.Keys(b.entries)) {
		out.entry(b.entries[id])
	}
	roster, err := actor.Load(b.o.Roster, actor.File{Name: "states and bodies", Data: out.Bytes()})
	if err != nil {
		return tooLarge(err, out.Len())
	}
	b.roster = roster
	b.index()
	b.noteHeads()
	return nil
}

// maxFile is what package actor reads.
const maxFile = 16 << 20

func tooLarge(err error, size int) error {
	if err != nil && size > maxFile {
		return fmt.Errorf("%w: it would have %d MB, and %d is the most; ask for less with --sitelinks, --country or --type", ErrTooMuch, size>>20, maxFile>>20)
	}
	return err
}

// makeStates gives states their ids, and makes those that are not known.
func (b *builder) makeStates() {
	best := make(map[string]*thing)
	for _, id := range slices.Sorted(maps.Keys(b.states)) {
		t := b.states[id]
		b.ids[id] = t.Code
		if old := best[t.Code]; old == nil || old.Ended && !t.Ended || old.Ended == t.Ended && t.Member && !old.Member {
			best[t.Code] = t
		}
	}
	for _, code := range slices.Sorted(maps.Keys(best)) {
		t := best[code]
		if b.roster.Get(code) != nil || t.Ended || len(t.Names) == 0 || !fit(t.Names[0]) {
			continue
		}
		e := &entry{Type: actor.State, ID: code, Name: t.Names[0], Names: pick(t.Names[1:], fit), Demonyms: pick(t.Demonyms, fit), wished: b.wants(actor.State) && b.inCountries(code)}
		e.key("status", b.status(t))
		if c := b.things[t.Capital]; c != nil && fit(c.English) {
			e.key("capital", c.English)
		}
		e.key("head_of_state", b.titleOf(t, t.HeadState))
		e.key("head_of_government", b.titleOf(t, t.HeadGov))
		b.entries[code] = e
	}
}

func (b *builder) status(t *thing) string {
	r := b.rules.byClass(t.Classes, func(t actor.Type) bool { return t == actor.State })
	switch {
	case t.Member:
		return "un-member"
	case r != nil && r.Role == "dependent":
		return "dependent"
	}
	return "disputed"
}

// titleOf returns the title of an office of a state, without the state.
func (b *builder) titleOf(state *thing, office item) string {
	o := b.things[office]
	if o == nil || o.English == "" {
		return ""
	}
	if s := title(o.English, slices.Concat(state.Demonyms, []string{state.English}, state.Names)); fit(s) && len(strings.Fields(s)) <= 6 {
		return s
	}
	return ""
}

func (e *entry) key(name, value string) {
	if value != "" {
		e.Keys = append(e.Keys, [2]string{name, value})
	}
}

// pick returns the names that pass.
func pick(names []string, passes func(string) bool) []string {
	var out []string
	for _, n := range names {
		if passes(n) {
			out = append(out, n)
		}
	}
	return out
}

func (b *builder) inCountries(side string) bool {
	return len(b.o.Countries) == 0 || slices.Contains(b.o.Countries, side)
}

// makeInstitutions makes bodies, organisations and outlets that are not known: organisations
// first, to which bodies may belong.
func (b *builder) makeInstitutions() {
	ids := slices.Sorted(maps.Keys(b.things))
	for _, organisations := range []bool{true, false} {
		for _, id := range ids {
			t := b.things[id]
			r := b.rules.byClass(t.Classes[:max(0, len(t.Classes)-1)], institution)
			if r != nil && (r.Type == actor.Organisation) == organisations && len(t.Names) > 0 && fit(t.Names[0]) && !t.Ended {
				b.makeInstitution(t, r)
			}
		}
	}
}

func (b *builder) makeInstitution(t *thing, r *rule) {
	side := b.side(t)
	whose := b.whose(side)
	if one := b.rules.byTitle(title(t.English, whose), r.Type); one != nil {
		r = one
	}
	if a := b.known(t.Names[0], func(a *actor.Actor) bool { return a.Type == r.Type && (r.Type == actor.Organisation || a.Side == side) }); a != nil {
		b.ids[t.ID] = a.ID
		return
	}
	id := slug(t.English)
	switch {
	case r.Type == actor.Body && side == "":
		return
	case r.Type == actor.Body && r.Single:
		id = side + "/" + r.Role
		if b.roster.Get(id) != nil || b.entries[id] != nil || b.entries[side] != nil && madeBodies[r.Role] {
			b.ids[t.ID] = id
			return
		}
	case r.Type == actor.Body:
		id = side + "/" + slug(title(t.English, whose))
	}
	if id = b.free(id, t.ID); id == "" {
		return
	}
	e := &entry{Type: r.Type, ID: id, Name: t.Names[0], Names: pick(t.Names[1:], fit), Side: side, wished: b.wants(r.Type) && b.inCountries(side)}
	if r.Type != actor.Organisation {
		e.key("side", side)
	}
	e.key("role", r.Role)
	b.ids[t.ID], b.entries[id] = id, e
}

// madeBodies are the bodies that the loader makes for each state.
var madeBodies = map[string]bool{"government": true, "parliament": true, "foreign-ministry": true, "defence-ministry": true}

// free returns an id that nobody has: where it is taken, with the entity's number.
func (b *builder) free(id string, n item) string {
	if id == "" || strings.HasSuffix(id, "/") {
		id += "q" + fmt.Sprint(n)
	}
	if b.taken[id] {
		id += "-q" + fmt.Sprint(n)
	}
	if b.taken[id] {
		return ""
	}
	b.taken[id] = true
	return id
}

// side returns the id of the state or organisation that something belongs to, or "".
func (b *builder) side(t *thing) string {
	for _, code := range t.Codes {
		if b.roster.Get(code) != nil {
			return code
		}
	}
	for _, n := range slices.Concat(t.Area, t.Of, t.Country) {
		if id := b.ids[n]; id != "" && id != b.ids[t.ID] {
			return b.sideOf(id)
		}
	}
	if t.Owner != "" {
		owner := func(a *actor.Actor) bool { return a.Type == actor.State || a.Type == actor.Organisation }
		if a := b.known(t.Owner, owner); a != nil {
			return a.ID
		}
	}
	return ""
}

// sideOf returns whose something is that has an id: of a body its state.
func (b *builder) sideOf(id string) string {
	if e := b.entries[id]; e != nil && e.Type == actor.Body {
		return e.Side
	}
	if a := b.roster.Get(id); a != nil && a.Type == actor.Body {
		return a.Side
	}
	return id
}

// whose returns the names by which an office says whose it is, the longest first.
func (b *builder) whose(side string) []string {
	var out []string
	if a := b.roster.Get(side); a != nil {
		out = slices.Concat(a.Names, a.Demonyms)
	}
	if e := b.entries[side]; e != nil {
		out = slices.Concat(out, []string{e.Name}, e.Names, e.Demonyms)
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return out
}

// errNotMade tells why somebody did not get an office.
var (
	errMissing  = errors.New("not in the extract")
	errHomeless = errors.New("belongs to no state or organisation")
)

// office returns the id of an office, which it makes where nobody has it.
func (b *builder) office(n item) (string, error) {
	if id, ok := b.offices[n]; ok {
		if id == "" {
			return "", errHomeless
		}
		return id, nil
	}
	t := b.things[n]
	if t == nil || t.English == "" || !fit(capitalised(t.English)) {
		return "", errMissing
	}
	id := b.roleOffice(t)
	b.offices[n] = id
	if id == "" {
		return "", errHomeless
	}
	return id, nil
}

// noteHeads notes which offices the heads of states have.
func (b *builder) noteHeads() {
	for _, id := range slices.Sorted(maps.Keys(b.states)) {
		t := b.states[id]
		for _, o := range []struct {
			office item
			role   string
		}{{t.HeadState, "head-of-state"}, {t.HeadGov, "head-of-government"}} {
			if id := t.Code + "/" + o.role; o.office != 0 && b.offices[o.office] == "" && !t.Ended && b.isOffice(id) {
				b.offices[o.office] = id
			}
		}
	}
}

func (b *builder) isOffice(id string) bool {
	a := b.roster.Get(id)
	return a != nil && a.Type == actor.Office
}

// roleOffice returns the id of an office by its side and role, or by its own name.
func (b *builder) roleOffice(t *thing) string {
	side := b.side(t)
	if side == "" || b.roster.Get(side) == nil {
		return ""
	}
	short := title(t.English, b.whose(side))
	if role := b.role(t, side, short); role != "" {
		if id := side + "/" + role; b.isOffice(id) {
			return id
		} else if !b.taken[id] {
			return b.makeOffice(t, id, role, side)
		}
	}
	if a := b.known(t.English, func(a *actor.Actor) bool { return a.Type == actor.Office && a.Side == side }); a != nil {
		return a.ID
	}
	return b.makeOffice(t, b.free(side+"/"+slug(short), t.ID), "", side)
}

func (b *builder) makeOffice(t *thing, id, role, side string) string {
	if id == "" || b.entries[id] != nil {
		return id
	}
	b.taken[id] = true
	name := capitalised(cmp.Or(first(pick(t.Names, fit)), t.English))
	e := &entry{Type: actor.Office, ID: id, Name: name, Names: pick(t.Names, fit), Side: side}
	e.Names = slices.DeleteFunc(e.Names, func(n string) bool { return fold(n) == fold(name) })
	e.key("side", side)
	e.key("role", role)
	b.entries[id] = e
	return id
}

// role returns the role of an office among those of its state or organisation. One of a part
// of a state is not the state's.
func (b *builder) role(t *thing, side, short string) string {
	if t.Role != "" {
		return t.Role
	}
	state := b.roster.Get(side).Type == actor.State
	if state && len(t.Area) > 0 && !slices.ContainsFunc(t.Area, func(n item) bool { return b.ids[n] == side }) {
		return ""
	}
	r := b.rules.byTitle(short, actor.Office)
	if r == nil && !isLesser(short) {
		r = b.rules.byClass(t.Classes, func(t actor.Type) bool { return t == actor.Office })
	}
	if r == nil || r.Single != state {
		return ""
	}
	if head := b.roster.Get(side + "/" + r.Role); strings.HasPrefix(r.Role, "head-of-") {
		// A king's country may have had presidents, and a president's one a king.
		if head == nil || !strings.Contains(fold(head.Name), fold(short)) {
			return ""
		}
	}
	return r.Role
}

// capitalised returns a name with a capital letter first.
func capitalised(s string) string {
	for i, r := range s {
		return strings.ToUpper(s[:i+len(string(r))]) + s[i+len(string(r)):]
	}
	return s
}
