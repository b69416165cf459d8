package wikidata

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout"
)

// An item is the number of an entity: 42 for Q42.
type item uint32

// itemOf reads "Q42", or the address that ends in it; 0 for what is none.
func itemOf(s string) item {
	s, ok := strings.CutPrefix(s[strings.LastIndexByte(s, '/')+1:], "Q")
	n, err := strconv.ParseUint(s, 10, 32)
	if !ok || err != nil {
		return 0
	}
	return item(n)
}

// The properties that are read.
const (
	instanceOf    = "P31"
	subclassOf    = "P279"
	positionHeld  = "P39"
	startTime     = "P580"
	endTime       = "P582"
	pointInTime   = "P585"
	gender        = "P21"
	citizenship   = "P27"
	died          = "P570"
	alpha2        = "P297"
	alpha3        = "P298"
	demonym       = "P1549"
	capital       = "P36"
	country       = "P17"
	jurisdiction  = "P1001"
	partOf        = "P361"
	parentOrg     = "P749"
	headed        = "P2389" // organization directed by the office
	headOfState   = "P35"
	headOfGov     = "P6"
	officeOfState = "P1906" // held by the head of state
	officeOfGov   = "P1313" // held by the head of government
	memberOf      = "P463"
	dissolved     = "P576"
	shortName     = "P1813"
	nature        = "P5102" // of a statement: "acting"
	asRole        = "P794"
	hasRole       = "P2868"
	objectHasRole = "P3831"
)

// Entities that the program knows by number.
const (
	human         item = 5
	unitedNations item = 1065
	acting        item = 4676846
	female        item = 6581072
	male          item = 6581097
	transFemale   item = 1052281
	transMale     item = 2449503
)

// The most that is taken from one entity.
const (
	maxStatements = 2000 // of one property
	maxAliases    = 60   // in all languages
	maxName       = 200  // bytes
)

// An entity is what is read of one line of a dump.
type entity struct {
	ID        item
	Labels    object
	Aliases   object
	Claims    object
	Sitelinks object
	Modified  readout.Day
}

// An object is a JSON object whose values are read when they are asked for. Where there is
// nothing in it, Wikidata writes an empty list.
type object map[string]json.RawMessage

func (o *object) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte("[")) {
		return nil
	}
	return json.Unmarshal(b, (*map[string]json.RawMessage)(o))
}

var errNoEntity = errors.New("no entity of Wikidata")

// decode reads an entity. Properties and lexemes give nil.
func decode(line []byte) (*entity, error) {
	var raw struct {
		ID        string `json:"id"`
		Labels    object `json:"labels"`
		Aliases   object `json:"aliases"`
		Claims    object `json:"claims"`
		Sitelinks object `json:"sitelinks"`
		Modified  string `json:"modified"`
	}
	if err := json.Unmarshal(line, &raw); err != nil {
		return nil, fmt.Errorf("%w: %w", errNoEntity, err)
	}
	if raw.ID == "" {
		return nil, fmt.Errorf("%w: it has no id", errNoEntity)
	}
	e := &entity{ID: itemOf(raw.ID), Labels: raw.Labels, Aliases: raw.Aliases, Claims: raw.Claims, Sitelinks: raw.Sitelinks}
	if e.ID == 0 {
		return nil, nil
	}
	if day := readout.Day(raw.Modified[:min(len(raw.Modified), len("2006-01-02"))]); day.Valid() {
		e.Modified = day
	}
	return e, nil
}

// A snak is a property with its value.
type snak struct {
	Kind  string `json:"snaktype"` // "value", "somevalue", "novalue"
	Value struct {
		Value json.RawMessage `json:"value"`
	} `json:"datavalue"`
}

// A statement is one value of a property, with what is said about it.
type statement struct {
	Main       snak   `json:"mainsnak"`
	Rank       string `json:"rank"`
	Qualifiers object `json:"qualifiers"`
}

// statements returns those of a property that are not deprecated, the preferred ones first.
func (e *entity) statements(property string) []statement {
	var all, out []statement
	if raw, ok := e.Claims[property]; !ok || json.Unmarshal(raw, &all) != nil {
		return nil
	}
	all = all[:min(len(all), maxStatements)]
	for _, rank := range []string{"preferred", "normal", ""} {
		for _, s := range all {
			if s.Rank == rank {
				out = append(out, s)
			}
		}
	}
	return out
}

// items returns the entities that a property has as its values, those preferred first.
func (e *entity) items(property string) []item {
	var out []item
	for _, s := range e.statements(property) {
		if n := s.Main.item(); n != 0 {
			out = append(out, n)
		}
	}
	return out
}

// current returns the first entity of a property that is not said to have ended.
func (e *entity) current(property string) item {
	for _, s := range e.statements(property) {
		if n := s.Main.item(); n != 0 && s.Qualifiers[endTime] == nil {
			return n
		}
	}
	return 0
}

func (e *entity) is(property string, one item) bool {
	return slices.Contains(e.items(property), one)
}

func (s *snak) item() item {
	var v struct {
		ID      string `json:"id"`
		Numeric item   `json:"numeric-id"`
		Type    string `json:"entity-type"`
	}
	if s.Kind != "value" || json.Unmarshal(s.Value.Value, &v) != nil {
		return 0
	}
	if v.ID == "" && v.Type == "item" {
		return v.Numeric
	}
	return itemOf(v.ID)
}

func (s *snak) text() string {
	var v string
	if s.Kind != "value" || json.Unmarshal(s.Value.Value, &v) != nil {
		return ""
	}
	return v
}

// date returns a time as an actor file writes it.
func (s *snak) date() string {
	var v struct {
		Time      string `json:"time"`
		Precision int    `json:"precision"`
		Calendar  string `json:"calendarmodel"`
	}
	if s.Kind != "value" || json.Unmarshal(s.Value.Value, &v) != nil {
		return ""
	}
	return date(v.Time, v.Precision, v.Calendar)
}

// monolingual returns a text and its language.
func (s *snak) monolingual() (text, language string) {
	var v struct {
		Text     string `json:"text"`
		Language string `json:"language"`
	}
	if s.Kind != "value" || json.Unmarshal(s.Value.Value, &v) != nil {
		return "", ""
	}
	return v.Text, v.Language
}

// qualifiers returns what is said about a statement under a property.
func (s *statement) qualifiers(property string) []snak {
	var out []snak
	if raw, ok := s.Qualifiers[property]; ok {
		_ = json.Unmarshal(raw, &out) // what is no list of them says nothing
	}
	return out[:min(len(out), maxStatements)]
}

// first returns the first date of a qualifier, and whether there is one at all.
func (s *statement) first(property string) (day string, said bool) {
	q := s.qualifiers(property)
	for i := range q {
		if day = q[i].date(); day != "" {
			return day, true
		}
	}
	return "", len(q) > 0 && q[0].Kind != "novalue"
}

func (s *statement) acting() bool {
	for _, property := range []string{nature, asRole, hasRole, objectHasRole} {
		for _, q := range s.qualifiers(property) {
			if q.item() == acting {
				return true
			}
		}
	}
	return false
}

// names returns the label and the other names in the languages, the label of the first
// language that has one first.
func (e *entity) names(languages []string) []string {
	var labels, rest []string
	for _, language := range languages {
		if s := e.label(language); s != "" {
			labels = append(labels, s)
		}
		var list []struct {
			Value string `json:"value"`
		}
		if raw, ok := e.Aliases[language]; ok && json.Unmarshal(raw, &list) == nil {
			for _, a := range list[:min(len(list), maxAliases)] {
				rest = append(rest, clean(a.Value))
			}
		}
	}
	return unique(append(labels, rest[:min(len(rest), maxAliases)]...))
}

// label returns the label in a language; a name that is the same in all of them stands
// under "mul".
func (e *entity) label(language string) string {
	var v struct {
		Value string `json:"value"`
	}
	for _, l := range []string{language, "mul"} {
		if raw, ok := e.Labels[l]; ok && json.Unmarshal(raw, &v) == nil && v.Value != "" {
			return clean(v.Value)
		}
	}
	return ""
}
