package wikidata

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"readout"
	"readout/actor"
)

// An extract is what is kept of the input.
type extract struct {
	o       Options
	counts  Counts
	changed readout.Day // the last day on which an entity was
	classes []pair
	rules   *rules
	states  map[item]*thing
	needed  map[item]bool // offices and cities that others name
	heads   map[item][]post
	people  map[item]*person
	things  map[item]*thing
	bytes   int // about what all of these take
}

func newExtract(o Options) *extract {
	return &extract{o: o, states: make(map[item]*thing), needed: make(map[item]bool), heads: make(map[item][]post),
		people: make(map[item]*person), things: make(map[item]*thing)}
}

// A person is what is kept of somebody.
type person struct {
	ID      item
	Names   []string
	Gender  string // as in an actor file
	Died    string
	Citizen []item
	States  []string // of which somebody is a citizen, by their ids
	Posts   []post
}

// A post is an office that somebody held, by its entity.
type post struct {
	Office item
	State  item   // whose head it is, where only that is known
	Role   string // likewise
	Ended  bool   // it is said to have ended, perhaps not when
	tenure
}

// A thing is what is kept of anything else.
type thing struct {
	ID        item
	English   string
	Names     []string
	Demonyms  []string
	Classes   []item // it is one of them, or a kind of them
	Of        []item // the state or organisation that it belongs to, the closest first
	Area      []item // the jurisdiction
	Country   []item
	Codes     []string // of the states that it belongs to, where the input has these
	Owner     string   // the name of what it belongs to, likewise
	Role      string   // likewise
	Capital   item
	Code      string // of a state
	Member    bool   // of the United Nations
	Ended     bool
	HeadState item // the office
	HeadGov   item
}

// read takes what a file has into the extract.
func (x *extract) read(ctx context.Context, path string, pass int) error {
	table, err := isTable(ctx, path)
	if err != nil {
		return err
	}
	if table {
		if pass == 0 {
			return x.readTable(ctx, path)
		}
		return nil
	}
	return eachLine(ctx, path, func(n int, line []byte, err error) error {
		line = bytes.TrimRight(line, ", \t")
		if err == nil && (len(line) == 0 || string(line) == "[" || string(line) == "]") {
			return nil
		}
		if x.o.OnRead != nil {
			x.o.OnRead(n)
		}
		if err == nil {
			err = x.line(line, pass)
		}
		if errors.Is(err, ErrTooMuch) {
			return err
		}
		if err != nil && pass == 1 { // which reads all of each line
			x.bad(path, n, err)
		}
		return nil
	})
}

func (x *extract) bad(path string, n int, err error) {
	x.counts.Bad++
	if x.o.OnBad != nil {
		x.o.OnBad(Bad{File: path, Line: n, Err: err})
	}
}

// isTable reports whether a file is the CSV of a query: its first line begins no JSON.
func isTable(ctx context.Context, path string) (bool, error) {
	table := false
	err := eachLine(ctx, path, func(n int, line []byte, err error) error {
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
		if err == nil && len(line) == 0 {
			return nil
		}
		table = err == nil && line[0] != '{' && line[0] != '['
		return errSeen
	})
	if errors.Is(err, errSeen) {
		err = nil
	}
	return table, err
}

var errSeen = errors.New("seen")

// line reads an entity, and in the first pass only what tells what those of the second are.
func (x *extract) line(line []byte, pass int) error {
	if line[0] != '{' || line[len(line)-1] != '}' {
		return fmt.Errorf("%w: it does not begin and end with braces", errNoEntity)
	}
	if pass == 0 {
		x.counts.Entities++
		if !has(line, alpha2) && !has(line, alpha3) && !has(line, subclassOf) && !has(line, positionHeld) {
			return nil
		}
	}
	e, err := decode(line)
	if e == nil || err != nil {
		return err
	}
	x.changed = max(x.changed, e.Modified)
	if pass == 0 {
		return x.firstPass(e)
	}
	return x.secondPass(e)
}

func has(line []byte, property string) bool {
	return bytes.Contains(line, []byte(`"`+property+`"`))
}

// firstPass notes classes, states and which offices there are.
func (x *extract) firstPass(e *entity) error {
	for _, above := range e.items(subclassOf) {
		if len(x.classes) == maxClasses {
			return fmt.Errorf("%w: %d classes", ErrTooMuch, maxClasses)
		}
		x.classes = append(x.classes, pair{e.ID, above})
	}
	if code := e.code(); code != "" && !e.is(instanceOf, human) {
		x.state(e, code)
	}
	if e.is(instanceOf, human) && x.wanted(e) {
		for _, s := range e.statements(positionHeld) {
			x.needed[s.Main.item()] = true
		}
	}
	return x.fits()
}

// fits reports, by ErrTooMuch, that more is kept than may be.
func (x *extract) fits() error {
	if max(len(x.needed), len(x.states), len(x.people), len(x.things)) > maxKept || x.bytes > maxBytes {
		return x.tooMuch()
	}
	return nil
}

// keep counts about how much memory something takes.
func (x *extract) keep(names []string, numbers int) {
	x.bytes += 200 + 8*numbers
	for _, n := range names {
		x.bytes += 16 + len(n)
	}
}

func (x *extract) tooMuch() error {
	return fmt.Errorf("%w: no more than %d people or entities fit, or %d MB of them; ask for less with --sitelinks, --country or --type", ErrTooMuch, maxKept, maxBytes>>20)
}

func (x *extract) wants(t actor.Type) bool { return slices.Contains(x.o.Types, t) }

func (x *extract) wanted(e *entity) bool {
	return x.wants(actor.Person) && len(e.Sitelinks) >= x.o.Sitelinks
}

// code returns the three letters by which ISO 3166 knows a state.
func (e *entity) code() string {
	for _, s := range e.statements(alpha3) {
		if c := s.Main.text(); isCode(c, 3) && s.Qualifiers[endTime] == nil {
			return c
		}
	}
	for _, s := range e.statements(alpha2) {
		if c := s.Main.text(); isCode(c, 2) && s.Qualifiers[endTime] == nil {
			if r, err := language.ParseRegion(c); err == nil && isCode(r.ISO3(), 3) && r.ISO3() != "ZZZ" {
				return r.ISO3()
			}
		}
	}
	return ""
}

func isCode(s string, n int) bool {
	return len(s) == n && !strings.ContainsFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' })
}

// state keeps a state, and who headed it.
func (x *extract) state(e *entity, code string) {
	t := x.thing(e)
	t.Code, t.Capital, t.Member = code, e.current(capital), e.is(memberOf, unitedNations)
	t.HeadState, t.HeadGov = e.current(officeOfState), e.current(officeOfGov)
	for _, s := range e.statements(demonym) {
		if text, language := s.Main.monolingual(); slices.Contains(x.o.Languages, language) {
			t.Demonyms = append(t.Demonyms, clean(text))
		}
	}
	t.Demonyms = unique(t.Demonyms)
	for _, s := range e.statements(shortName) {
		if text, language := s.Main.monolingual(); slices.Contains(x.o.Languages, language) {
			t.Names = append(t.Names, clean(text))
		}
	}
	t.Names = unique(t.Names)
	x.states[e.ID] = t
	for _, n := range []item{t.Capital, t.HeadState, t.HeadGov} {
		x.needed[n] = true
	}
	if t.Ended || !x.wants(actor.Person) {
		return
	}
	x.head(e, headOfState, "head-of-state")
	x.head(e, headOfGov, "head-of-government")
}

// head keeps who headed a state.
func (x *extract) head(e *entity, property, role string) {
	for _, s := range e.statements(property) {
		if who := s.Main.item(); who != 0 {
			p := postOf(&s)
			p.State, p.Role = e.ID, role
			x.heads[who] = append(x.heads[who], p)
			x.keep(nil, postWords)
		}
	}
}

// secondPass keeps the people and the entities that they need.
func (x *extract) secondPass(e *entity) error {
	switch {
	case e.is(instanceOf, human):
		if x.wanted(e) && (x.o.Seatless || e.Claims[positionHeld] != nil || len(x.heads[e.ID]) > 0) {
			x.person(e)
		}
	case x.states[e.ID] != nil:
	case x.needed[e.ID]:
		x.things[e.ID] = x.thing(e)
	case len(e.Sitelinks) >= x.o.Sitelinks && x.rules.byClass(e.items(instanceOf), institution) != nil && !ended(e):
		x.things[e.ID] = x.thing(e)
	}
	return x.fits()
}

// institution reports whether actors of a type are named and speak, and are no persons.
func institution(t actor.Type) bool {
	return t == actor.Body || t == actor.Organisation || t == actor.Outlet
}

func ended(e *entity) bool { return len(e.statements(dissolved)) > 0 }

func (x *extract) thing(e *entity) *thing {
	classes := append(e.items(instanceOf), e.items(subclassOf)...)
	of := slices.Concat(e.items(headed), e.items(parentOrg), e.items(partOf))
	t := &thing{ID: e.ID, English: cmp.Or(e.label("en"), e.label(x.o.Languages[0])), Names: e.names(x.o.Languages), Classes: append(classes, e.ID),
		Of: of, Area: e.items(jurisdiction), Country: e.items(country), Ended: ended(e)}
	x.keep(t.Names, len(t.Classes)+len(t.Of)+len(t.Area)+len(t.Country))
	return t
}

func (x *extract) person(e *entity) {
	p := &person{ID: e.ID, Names: e.names(x.o.Languages), Citizen: e.items(citizenship)}
	switch first(e.items(gender)) {
	case female, transFemale:
		p.Gender = "f"
	case male, transMale:
		p.Gender = "m"
	}
	for _, s := range e.statements(died) {
		p.Died = cmp.Or(p.Died, s.Main.date())
	}
	for _, s := range e.statements(positionHeld) {
		if n := s.Main.item(); n != 0 {
			one := postOf(&s)
			one.Office = n
			p.Posts = append(p.Posts, one)
		}
	}
	p.Posts = append(p.Posts, x.heads[e.ID]...)
	x.keep(p.Names, len(p.Citizen)+postWords*len(p.Posts))
	x.people[e.ID] = p
}

// postWords is how much memory a post takes, in words of eight bytes.
const postWords = 16

// first returns the first of several, or the zero value where there is none.
func first[T any](list []T) (one T) {
	if len(list) > 0 {
		one = list[0]
	}
	return one
}

// postOf reads when somebody held an office.
func postOf(s *statement) post {
	var p post
	p.From, _ = s.first(startTime)
	p.To, p.Ended = s.first(endTime)
	if at, said := s.first(pointInTime); said && p.From == "" && p.To == "" {
		p.From, p.To, p.Ended = at, at, true
	}
	p.Acting, p.preferred = s.acting(), s.Rank == "preferred"
	return p
}

// sources names the files as a comment does.
func sources(paths []string) string {
	names := make([]string, len(paths))
	for i, p := range paths {
		names[i] = clean(filepath.Base(p))
	}
	return strings.Join(names, ", ")
}
