package actor

import (
	"cmp"
	"slices"
	"strings"

	"readout"
)

// The statuses of a state. A region, such as an annexed or autonomous one, has neither
// offices nor bodies.
const (
	dependent = "dependent"
	region    = "region"
)

var roles = map[Type][]string{
	State:        {"un-member", "observer", "disputed", dependent, region},
	Organisation: {"igo", "ngo", "court", "grouping"},
	Outlet:       {"agency", "paper", "broadcaster", "site"},
}

// check tests what can be known from one file alone, and reads its dates.
func check(f *file, src *File, entries []*entry) error {
	top := place{src: src}
	if !isDay(f.AsOf) {
		return top.of("as_of").errorf("%q is no day: want \"2006-01-02\"", f.AsOf)
	}
	first := make(map[string]bool, len(entries))
	for _, e := range entries {
		if err := e.check(); err != nil {
			return err
		}
		if first[e.ID] {
			return e.at.of("id").errorf("duplicate id %q: want each id once in a file", e.ID)
		}
		first[e.ID] = true
		if e.Type != Person {
			continue
		}
		if err := e.readHeld(f.People[e.at.index]); err != nil {
			return err
		}
	}
	return nil
}

func (e *entry) check() error {
	if !isID(e.ID) {
		return e.at.of("id").errorf("bad id %q: want letters, digits, \"-\" and \"/\", such as \"AZE\" or \"un/spokesperson\"", e.ID)
	}
	if !hasWord(e.Name) {
		return e.at.of("name").errorf("empty name of %q: want the name that is shown", e.ID)
	}
	for _, l := range []struct {
		key   string
		names []string
	}{{"names", e.common.Names}, {"demonyms", e.Demonyms}, {"metonyms", e.Metonyms}} {
		for i, n := range l.names {
			if !hasWord(n) {
				return e.at.of(l.key).nth(i).errorf("empty name of %q", e.ID)
			}
		}
	}
	if !isDay(e.common.AsOf) {
		return e.at.of("as_of").errorf("%q is no day: want \"2006-01-02\"", e.common.AsOf)
	}
	key := "role"
	if e.Type == State {
		key = "status"
	}
	if known := roles[e.Type]; known != nil && !slices.Contains(known, e.Role) {
		return e.at.of(key).errorf("bad %s %q of %q: want one of %s", key, e.Role, e.ID, strings.Join(known, ", "))
	}
	if (e.Type == Office || e.Type == Body) && e.Side == "" {
		return e.at.errorf("%q has no side: want the id of a state or organisation", e.ID)
	}
	return nil
}

// readHeld reads the tenures of a person into e, oldest first.
func (e *entry) readHeld(p personEntry) error {
	if p.Gender != "" && p.Gender != "f" && p.Gender != "m" {
		return e.at.of("gender").errorf("bad gender %q of %q: want \"f\" or \"m\", or leave it out", p.Gender, e.ID)
	}
	type numbered struct {
		Tenure
		item int
	}
	var all []numbered
	for i, h := range p.Held {
		t := Tenure{Office: h.Office, Acting: h.Acting}
		for _, d := range []struct {
			s    string
			into *readout.Interval
		}{{h.From, &t.From}, {h.To, &t.To}} {
			v, err := day(d.s)
			if err != nil {
				return e.at.of("held").nth(i).errorf("%v", err)
			}
			*d.into = v
		}
		if t.To.Latest != "" && t.To.Latest < t.From.Earliest {
			return e.at.of("held").nth(i).errorf("%q ends before it begins: from %s to %s", e.ID, h.From, h.To)
		}
		all = append(all, numbered{t, i})
	}
	slices.SortStableFunc(all, func(a, b numbered) int { return cmp.Compare(a.From.Earliest, b.From.Earliest) })
	for _, t := range all {
		e.Held = append(e.Held, t.Tenure)
		e.order = append(e.order, t.item)
	}
	return nil
}

// hasWord reports whether there is anything in the name to be found in a text.
func hasWord(name string) bool {
	s := scanner{text: name}
	_, ok := s.next()
	return ok
}

// isID reports whether s is fit for an id.
func isID(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && (i == 0 || c != '-' && c != '/' && c != '.') {
			return false
		}
	}
	return s != ""
}
