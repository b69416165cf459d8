package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"readout"
)

// What the FollowTheMoney model says of the schemata used here: those that they extend,
// the properties that must be there, and the type of each property.
type ftmSchema struct {
	extends    []string
	required   []string
	properties map[string]string
}

var ftmModel = map[string]ftmSchema{
	"Thing": {nil, []string{"name"}, map[string]string{"name": "name", "summary": "text", "description": "text", "country": "country", "sourceUrl": "url",
		"publisher": "string", "keywords": "string", "notes": "text", "proof": "entity Document", "retrievedAt": "date"}},
	"LegalEntity":   {[]string{"Thing"}, []string{"name"}, nil},
	"Person":        {[]string{"LegalEntity"}, []string{"name"}, map[string]string{"position": "string"}},
	"Organization":  {[]string{"LegalEntity"}, []string{"name"}, nil},
	"PublicBody":    {[]string{"Organization"}, []string{"name"}, nil},
	"Document":      {[]string{"Thing"}, nil, map[string]string{"title": "string", "author": "string", "publishedAt": "date", "mimeType": "mimetype", "language": "language"}},
	"Article":       {[]string{"Document"}, nil, nil},
	"Pages":         {[]string{"Document"}, nil, nil},
	"Interval":      {nil, nil, map[string]string{"date": "date", "startDate": "date", "endDate": "date", "summary": "text", "description": "text", "recordId": "string", "sourceUrl": "url", "publisher": "string"}},
	"Documentation": {[]string{"Interval"}, []string{"document", "entity"}, map[string]string{"document": "entity Document", "entity": "entity Thing", "role": "string", "status": "string"}},
	"Event":         {[]string{"Interval", "Thing"}, []string{"name"}, map[string]string{"location": "address", "organizer": "entity LegalEntity", "involved": "entity LegalEntity"}},
}

// is reports whether a schema is another one or extends it.
func is(schema, other string) bool {
	return schema == other || slices.ContainsFunc(ftmModel[schema].extends, func(p string) bool { return is(p, other) })
}

// propertyOf returns the type of a property of a schema, or "".
func propertyOf(schema, name string) string {
	if kind := ftmModel[schema].properties[name]; kind != "" {
		return kind
	}
	for _, p := range ftmModel[schema].extends {
		if kind := propertyOf(p, name); kind != "" {
			return kind
		}
	}
	return ""
}

func entities(t *testing.T, out []byte) []entity {
	t.Helper()
	var all []entity
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var e entity
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// checkEntities holds entities against the model. An entity comes before what refers to
// it, but for the articles that events point at, which an export of statements has.
func checkEntities(t *testing.T, all []entity) {
	t.Helper()
	schemas := make(map[string]string)
	for _, e := range all {
		model, ok := ftmModel[e.Schema]
		if !ok || e.ID == "" {
			t.Fatalf("entity %+v", e)
		}
		for _, name := range model.required {
			if len(e.Properties[name]) == 0 {
				t.Errorf("%s %s has no %s", e.Schema, e.ID, name)
			}
		}
		for name, values := range e.Properties {
			kind := propertyOf(e.Schema, name)
			if kind == "" {
				t.Errorf("%s has no property %s", e.Schema, name)
			}
			for _, v := range values {
				to, refers := strings.CutPrefix(kind, "entity ")
				if refers && name != "proof" && !is(schemas[v], to) {
					t.Errorf("%s of %s is %q, want a %s", name, e.Schema, schemas[v], to)
				}
				if kind == "date" && !readout.Day((v + "-01-01")[:10]).Valid() || kind == "country" && len(v) != 2 || kind == "language" && len(v) != 3 || v == "" {
					t.Errorf("%s of %s is %q", name, e.Schema, v)
				}
			}
		}
		if old := schemas[e.ID]; old != "" && old != e.Schema {
			t.Errorf("%s is %s and %s", e.ID, old, e.Schema)
		}
		schemas[e.ID] = e.Schema
	}
}

func TestFTM(t *testing.T) {
	s := fixture(t)
	out, n := written(t, s, "ftm", Request{})
	all := entities(t, out)
	checkEntities(t, all)
	if n.LeftOut != 1 { // the question that nobody is known to have asked
		t.Errorf("%+v, want 1 left out", n)
	}
	count := make(map[string]int)
	spoken := make(map[string]bool)
	for _, e := range all {
		count[e.Schema]++
		if e.Schema == "Documentation" && strings.HasPrefix(e.Properties["role"][0], "speaker") {
			spoken[e.Properties["recordId"][0]] = true
		}
	}
	if count["Person"] != 1 || count["Article"] != 4 || len(spoken) != n.Written {
		t.Errorf("%v, %d statements; want one person, 4 articles and %d", count, len(spoken), n.Written)
	}
	again, _ := written(t, s, "ftm", Request{})
	if !bytes.Equal(out, again) {
		t.Error("another export is not the same")
	}
	events, _ := written(t, s, "ftm", Request{Kind: Events})
	checkEntities(t, entities(t, events))
}

// Sources without a name are never taken for one another, nor others on different pages.
func TestPartyEntity(t *testing.T) {
	sael := readout.Party{Name: "Sael", Type: "person"}
	tests := []struct {
		name string
		a, b *entity
		same bool
	}{
		{"of the actor file", partyEntity(&lim, "p1", "s1"), partyEntity(&lim, "p2", "s2"), true},
		{"not of the file, one page", partyEntity(&sael, "p1", "s1"), partyEntity(&sael, "p1", "s2"), true},
		{"not of the file, two pages", partyEntity(&sael, "p1", "s1"), partyEntity(&sael, "p2", "s2"), false},
		{"not named, one page", partyEntity(&official, "p1", "s1"), partyEntity(&official, "p1", "s2"), false},
	}
	for _, tt := range tests {
		if got := tt.a.ID == tt.b.ID; got != tt.same {
			t.Errorf("%s: same is %v, want %v", tt.name, got, tt.same)
		}
	}
	usa := partyEntity(&readout.Party{ID: "USA", Name: "United States", Type: "state", Side: "USA"}, "", "")
	if got := usa.Properties["country"]; !slices.Equal(got, []string{"us"}) || usa.Schema != "PublicBody" {
		t.Errorf("%+v", usa)
	}
}
