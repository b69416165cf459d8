package web

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"strings"

	"readout"
	"readout/internal/access"
	"readout/internal/column"
	"readout/internal/correct"
)

// funcs are what templates may call, beside the language's own.
func (s *Server) funcs() template.FuncMap {
	all := s.sharedFuncs()
	maps.Copy(all, recordFuncs())
	return all
}

func (s *Server) sharedFuncs() template.FuncMap {
	return template.FuncMap{
		"menu":     func() []entry { return menu },
		"marked":   marked,
		"editor":   func(id access.Identity) bool { return id.Role.Covers(access.Editor) },
		"operator": func(id access.Identity) bool { return id.Role.Covers(access.Operator) },

		"correctionWords": correctionWords,
		"correctionKind":  func(k correct.Kind) string { return correctionKinds[k] },
		"static":          func(name string) string { return s.static.byName[name] },
		"day":             func(i readout.Interval) string { return cmp.Or(daysOf(i), "undated") },
		"plural":          plural,
		"number":          number,
		"speaker":         speaker,
		"side":            s.side,
		"issue":           s.issue,
		"outlet":          outlet,
		"search":          searchURL,
		"exports":         s.exports,
		"alerting":        func() bool { return s.Alerts != nil },
		"articleAt":       articleURL,
		"dict":            dict,
		"list":            func(v ...any) []any { return v },
		"join":            strings.Join,
		"first":           first,
		"dayRange":        dayRange,
		"undated":         func(l column.Lane) int { return l.Count - l.Dated },
		"opt":             func(s string) readout.Opt { return readout.Opt(s) },
	}
}

// An entry is one of the main menu.
type entry struct{ Name, Label, Href string }

// menu is what there is. The names are those of view.nav.
var menu = []entry{
	{"record", "Record", "/"},
	{"search", "Search", "/search"},
	{"events", "Events", "/events"},
	{"actors", "Actors", "/actors"},
	{"issues", "Issues", "/issues"},
	{"check", "Check", "/check"},
	{"try", "Try it", "/try"},
	{"corrections", "Corrections", "/corrections"},
	{"operate", "Operate", "/operate"},
}

// dayRange is a range of days, which may be a single one or none.
func dayRange(from, to readout.Day) string {
	if from == to {
		return string(from)
	}
	return string(from) + " to " + string(to)
}

// plural is a number with its noun: "1 page", "1,200 pages".
func plural(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "y"):
		noun = strings.TrimSuffix(noun, "y") + "ies"
	default:
		noun += "s"
	}
	return number(n) + " " + noun
}

// number puts commas between thousands.
func number(n int) string {
	if n < 0 {
		return "−" + number(-n)
	}
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", number(n/1000), n%1000)
}

// speaker is who a party is, in words: the name, else the office.
func speaker(p *readout.Party) string {
	if p == nil {
		return "speaker unknown"
	}
	return cmp.Or(p.Name, string(p.Office), "speaker unknown")
}

// side is the name of the state or organisation with an id.
func (s *Server) side(id readout.Opt) string {
	roster, err := s.Desk.Roster()
	if err != nil || id == "" {
		return string(id)
	}
	if a := roster.Get(string(id)); a != nil {
		return a.Name
	}
	return string(id)
}

// issue is the name of the issue with an id.
func (s *Server) issue(id string) string {
	set, err := s.Desk.Issues()
	if err != nil {
		return id
	}
	i, err := set.Get(id)
	if err != nil {
		return id
	}
	return i.Name
}

// outlet is whose page an article stands on, else whose text it is.
func outlet(publisher, agency readout.Opt) string {
	return cmp.Or(string(publisher), string(agency), "publisher unknown")
}

// searchURL is the address of a search: pairs of a field and its value.
func searchURL(pairs ...string) (string, error) {
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("search wants pairs")
	}
	var terms []string
	for i := 0; i < len(pairs); i += 2 {
		terms = append(terms, pairs[i]+":"+quoted(pairs[i+1]))
	}
	return "/search?" + url.Values{"q": {strings.Join(terms, " ")}}.Encode(), nil
}

// quoted is a value as a query has it.
func quoted(v string) string {
	if strings.ContainsAny(v, " \t\"():*") || v == "" {
		return `"` + strings.ReplaceAll(v, `"`, " ") + `"`
	}
	return v
}

func articleURL(id readout.PageID) string { return "/article/" + url.PathEscape(string(id)) }

// dict makes a map for a part of a template that needs more than one value.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict wants pairs")
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: key %v is no string", pairs[i])
		}
		m[key] = pairs[i+1]
	}
	return m, nil
}

// first is the beginning of a text of at most n code points, cut at a space.
func first(n int, s string) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	cut := string(r[:n])
	if i := strings.LastIndexByte(cut, ' '); i > n/2 {
		cut = cut[:i]
	}
	return cut + " …"
}
