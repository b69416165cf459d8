package actor_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/actor"
)

const velmar = `
[[state]]
id = "VEL"
name = "Velmar"
status = "un-member"
head_of_state = "President"
`

func TestLoad_Errors(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no TOML", "[[state]\n", `test.toml:1:8: expected`},
		{"unknown key", "[[state]]\nid = \"VEL\"\nnane = \"Velmar\"\n", `test.toml:3:1: unknown key "nane"`},
		{"unknown table", "[[stat]]\nid = \"VEL\"\n", `test.toml:1:3: unknown key "stat"`},
		{"wrong type", "[[state]]\nid = 7\n", `test.toml:2:6: integer, want string`},
		{"empty name", "[[state]]\nid = \"VEL\"\nname = \"\"\n", `test.toml:3:8: empty name of "VEL"`},
		{"no name", "[[state]]\nid = \"VEL\"\nstatus = \"un-member\"\n", `test.toml:1:3: empty name of "VEL"`},
		{"empty further name", velmar + "names = [\"VL\",\n  \"-\"]\n", `test.toml:8:3: empty name of "VEL"`},
		{"bad id", "[[group]]\nid = \"a b\"\nname = \"A\"\n", `test.toml:2:6: bad id "a b"`},
		{"duplicate id", velmar + velmar, `test.toml:9:6: duplicate id "VEL"`},
		{"bad status", "[[state]]\nid = \"VEL\"\nname = \"Velmar\"\nstatus = \"free\"\n", `test.toml:4:10: bad status "free"`},
		{"bad role", "[[outlet]]\nid = \"o\"\nname = \"O\"\nrole = \"radio\"\n", `test.toml:4:8: bad role "radio"`},
		{"bad as_of", "as_of = \"2025-13-01\"\n", `test.toml:1:9: "2025-13-01" is no day`},
		{"bad as_of of an entry", velmar + "as_of = \"2025\"\n", `test.toml:7:9: "2025" is no day`},
		{"no side", "[[office]]\nid = \"x\"\nname = \"X\"\n", `test.toml:1:3: "x" has no side`},
		{"unknown side", "[[body]]\nid = \"x\"\nname = \"X\"\nside = \"NIL\"\n", `test.toml:4:8: unknown side "NIL"`},
		{"unknown body", velmar + "[[office]]\nid = \"x\"\nname = \"X\"\nside = \"VEL\"\nbody = \"VEL/x\"\n", `test.toml:11:8: unknown body "VEL/x"`},
		{"unknown member", "[[organisation]]\nid = \"lo\"\nname = \"LO\"\nrole = \"igo\"\nmembers = [\"VEL\"]\n", `test.toml:5:12: unknown member "VEL"`},
		{"unknown office", velmar + person(`{ office = "VEL/president", from = "2011" }`), `test.toml:10:9: unknown office "VEL/president"`},
		{"unknown office, the older of two", velmar + person("\n  {office = \"VEL/head-of-state\", from = \"2011\"},\n  {office = \"VEL/x\", from = \"2010\"},\n"), `test.toml:12:3: unknown office "VEL/x"`},
		{"body for office", velmar + person(`{ office = "VEL/government", from = "2011" }`), `unknown office "VEL/government"`},
		{"bad date", velmar + person(`{ office = "VEL/head-of-state", from = "2011-2" }`), `test.toml:10:9: "2011-2" is no date`},
		{"no such month", velmar + person(`{ office = "VEL/head-of-state", from = "2011-13" }`), `"2011-13" is no date`},
		{"no such day", velmar + person(`{ office = "VEL/head-of-state", from = "2011-02-30" }`), `"2011-02-30" is no date`},
		{"month zero", velmar + person(`{ office = "VEL/head-of-state", from = "2011-00" }`), `"2011-00" is no date`},
		{"too many parts", velmar + person(`{ office = "VEL/head-of-state", from = "2011-02-03-04" }`), `"2011-02-03-04" is no date`},
		{"end before beginning", velmar + person(`{ office = "VEL/head-of-state", from = "2011", to = "2010" }`), `"ana-lim" ends before it begins`},
		{"bad gender", "[[person]]\nid = \"p\"\nname = \"P Q\"\ngender = \"w\"\n", `test.toml:4:10: bad gender "w"`},
		{"too many words", "[[group]]\nid = \"g\"\nname = \"" + strings.Repeat("a ", 17) + "\"\n", `has more than 16 words`},
		{"bad phrase", "ignore = [\"a b\", \"...\"]\n", `test.toml:1:18: name "..." has no letters`},
		{"long phrase", "ignore = [\"" + strings.Repeat("a ", 17) + "\"]\n", `test.toml:1:11: name "a a`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := actor.Load(nil, actor.File{Name: "test.toml", Data: []byte(tt.text)})
			if err == nil || !errors.Is(err, readout.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want ErrInvalid with %s in:\n%s", err, tt.want, tt.text)
			}
		})
	}
}

func person(held string) string {
	return "[[person]]\nid = \"ana-lim\"\nname = \"Ana Lim\"\nheld = [" + held + "]\n"
}

func TestLoad_TooLarge(t *testing.T) {
	_, err := actor.Load(nil, actor.File{Name: "big.toml", Data: make([]byte, 17<<20)})
	if !errors.Is(err, readout.ErrInvalid) {
		t.Errorf("17 MiB: got %v, want ErrInvalid", err)
	}
}

func TestLoad_LaterFileWins(t *testing.T) {
	base := load(t, invented)
	r, err := actor.Load(base, actor.File{Name: "mine.toml", Data: []byte(`
as_of = "2026-02-03"

[[state]]
id = "VEL"
name = "Greater Velmar"
status = "un-member"
head_of_state = "Warden"

[[person]]
id = "new-lim"
name = "Nua Lim"
held = [{ office = "VEL/head-of-state", from = "2025" }]
`)})
	if err != nil {
		t.Fatal(err)
	}
	text := "Velmar, Greater Velmar, Greater Velmar's warden"
	want := "Greater Velmar=name:VEL | Greater Velmar's warden=title:VEL/head-of-state"
	if got := show(text, r.Find(text)); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if a := r.Get("VEL"); a.Source != "mine.toml" || a.AsOf != "2026-02-03" {
		t.Errorf("VEL is from %s as of %s, want mine.toml as of 2026-02-03", a.Source, a.AsOf)
	}
	if got := base.Get("VEL").Name; got != "Velmar" {
		t.Errorf("the base's VEL became %q", got)
	}
	if base.Get("new-lim") != nil {
		t.Error("the base got a person")
	}
	if r.Get("VEL/head-of-government") != nil {
		t.Error("the old entry's prime minister is still there")
	}
}

func TestLoad_MadeOffices(t *testing.T) {
	r := load(t, invented)
	tests := []struct {
		id   string
		want actor.Actor
	}{
		{"VEL/defence-minister", actor.Actor{Type: actor.Office, Name: "Defence Minister of Velmar", Body: "VEL/defence-ministry"}},
		{"VEL/spokesperson", actor.Actor{Type: actor.Office, Name: "Velmari Foreign Ministry spokesperson", Body: "VEL/foreign-ministry", Many: true}},
		{"KOR2/head-of-state", actor.Actor{Type: actor.Office, Name: "King of Sarnia"}},
		{"VEL/parliament", actor.Actor{Type: actor.Body, Name: "Great Moot of Velmar"}},
	}
	for _, tt := range tests {
		a := r.Get(tt.id)
		if a == nil {
			t.Errorf("no %s", tt.id)
			continue
		}
		got := actor.Actor{Type: a.Type, Name: a.Name, Body: a.Body, Many: a.Many}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.id, diff)
		}
	}
	for _, id := range []string{"SAR/government", "SAR/foreign-minister"} {
		if r.Get(id) != nil {
			t.Errorf("there is a %s, but regions have no offices", id)
		}
	}
}

func ids(list []*actor.Actor) string {
	var out []string
	for _, a := range list {
		out = append(out, a.ID)
	}
	return strings.Join(out, " ")
}

func TestRoster_Holders(t *testing.T) {
	r := load(t, invented)
	tests := []struct {
		name             string
		earliest, latest readout.Day
		want             string
	}{
		{"ever", "", "", "otto-lim ana-lim"},
		{"within", "2016-01-01", "2016-01-01", "ana-lim"},
		{"in the month of which the day is not known", "2015-03-01", "2015-03-01", "ana-lim"},
		{"before", "", "2015-02-28", ""},
		{"on the day of change", "2019-05-02", "2019-05-02", "otto-lim ana-lim"},
		{"after what is known", "2030-01-01", "2030-12-31", "otto-lim"},
		{"over both", "2018-01-01", "2020-01-01", "otto-lim ana-lim"},
		{"from a day on", "2019-05-03", "", "otto-lim"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ids(r.Holders("VEL/head-of-state", readout.Interval{Earliest: tt.earliest, Latest: tt.latest}))
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	if got := r.Holders("VEL/nobody", readout.Interval{}); got != nil {
		t.Errorf("holders of an unknown office: %v", got)
	}
}

func TestRoster_OfficesOf(t *testing.T) {
	r := load(t, invented)
	if got, want := ids(r.OfficesOf("ana-lim", readout.Interval{})), "VEL/head-of-state VEL/foreign-minister"; got != want {
		t.Errorf("ever: got %q, want %q", got, want)
	}
	if got, want := ids(r.OfficesOf("ana-lim", readout.On("2012-06-01", readout.Stated))), "VEL/foreign-minister"; got != want {
		t.Errorf("2012: got %q, want %q", got, want)
	}
	if got := r.OfficesOf("nobody", readout.Interval{}); got != nil {
		t.Errorf("of nobody: got %v", got)
	}
	if got, want := r.Get("ana-lim").Side, "VEL"; got != want {
		t.Errorf("side of the latest office: got %q, want %q", got, want)
	}
}

func TestRoster_Surname(t *testing.T) {
	r := load(t, invented)
	for name, want := range map[string]string{
		"Lim": "ana-lim otto-lim", "may": "jo-may", "VON DER AHR": "bruna-von-der-ahr", "Nobody": "",
	} {
		if got := ids(r.Surname(name)); got != want {
			t.Errorf("Surname(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestRoster_Titled(t *testing.T) {
	r := load(t, invented)
	for _, tt := range []struct{ owner, title, want string }{
		{"VEL", "foreign minister", "VEL/foreign-minister"},
		{"VEL", "President", "VEL/head-of-state"},
		{"VEL/foreign-ministry", "spokeswoman", "VEL/spokesperson"},
		{"KOR2", "president", ""},
		{"KOR2", "king of", ""},
		{"NIL", "president", ""},
		{"VEL", "", ""},
	} {
		got := ""
		if a := r.Titled(tt.owner, tt.title); a != nil {
			got = a.ID
		}
		if got != tt.want {
			t.Errorf("Titled(%q, %q) = %q, want %q", tt.owner, tt.title, got, tt.want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(invented)
	f.Add(velmar + person(`{ office = "VEL/head-of-state", from = "2011-02", to = "2012" }`))
	f.Add("as_of = \"\"\n[[person]]\nid=\"a\"\nname=\"\u0301 a\"\nheld=[[]]\n")
	f.Add("[[state]]\nid='A'\nname='1'\nstatus='region'\ncapital='\u00ad'\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := actor.Load(nil, actor.File{Name: "f", Data: []byte(text)})
		if err != nil {
			if !errors.Is(err, readout.ErrInvalid) {
				t.Errorf("%v is not ErrInvalid", err)
			}
			return
		}
		for a := range r.Actors() {
			if r.Get(a.ID) != a {
				t.Errorf("Get(%q) is another actor", a.ID)
			}
			r.Find(strings.Join(a.Names, " of the "))
		}
	})
}

func Example() {
	r, err := actor.Load(nil, actor.File{Name: "mine.toml", Data: []byte(`
as_of = "2025-06-30"

[[state]]
id = "VEL"
name = "Velmar"
demonyms = ["Velmari"]
capital = "Ostrava Bay"
status = "un-member"
head_of_state = "President"

[[person]]
id = "ana-lim"
name = "Ana Lim"
held = [{ office = "VEL/head-of-state", from = "2019-05" }]
`)})
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "Velmari President Ana Lim left Ostrava Bay. Lim's foreign minister stayed."
	for _, m := range r.Find(text) {
		fmt.Println(text[m.Start:m.End], "=", m.Actors[0].ID)
	}
	for _, p := range r.Holders("VEL/head-of-state", readout.On("2021-01-01", readout.Stated)) {
		fmt.Println("in office on 1 January 2021:", p.Name)
	}
	// Output:
	// Velmari President = VEL/head-of-state
	// Ana Lim = ana-lim
	// Ostrava Bay = VEL
	// Lim = ana-lim
	// in office on 1 January 2021: Ana Lim
}
