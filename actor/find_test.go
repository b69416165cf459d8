package actor_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"readout/actor"
)

// invented is an actor file about states that do not exist.
const invented = `
as_of = "2025-01-01"
ambiguous = ["Sarnia"]
ignore = ["Velmar Sea"]

[[state]]
id = "VEL"
name = "Velmar"
names = ["Republic of Velmar", "the Velmar Isles", "VL"]
demonyms = ["Velmari", "Velmaris"]
capital = "Ostrava Bay"
metonyms = ["the Tower"]
status = "un-member"
head_of_state = "President"
head_of_government = "Prime Minister"
parliament = "Great Moot"

[[state]]
id = "KOR2"
name = "Sarnia"
names = ["Kingdom of Sarnia", "SR", "US"]
demonyms = ["Sarnian"]
capital = "Tórsøy"
status = "un-member"
head_of_state = "King"
head_of_government = "Chancellor"
family_name_first = true

[[state]]
id = "SAR"
name = "Sarnia"
demonyms = ["Sarnian"]
status = "region"

[[organisation]]
id = "lo"
name = "League of Oceans"
names = ["LO", "OPAX+"]
role = "igo"

[[body]]
id = "VEL/foreign-ministry"
side = "VEL"
role = "foreign-ministry"
name = "External Department"
names = ["External Department"]
metonyms = ["Harbour Gate"]

[[body]]
id = "VEL/presidency"
side = "VEL"
role = "presidency"
name = "Amber House"

[[office]]
id = "VEL/foreign-minister"
side = "VEL"
role = "foreign-minister"
name = "First Envoy"
names = ["First Envoy", "Minister of the Crown"]
body = "VEL/foreign-ministry"

[[office]]
id = "lo/secretary-general"
side = "lo"
role = "secretary-general"
name = "Secretary-General"

[[outlet]]
id = "moon"
name = "The Morning Moon"
side = "VEL"
role = "paper"

[[outlet]]
id = "lantern"
name = "The Lantern"
side = "VEL"
role = "paper"

[[outlet]]
id = "dusk"
name = "DUSK"
names = ["Dusk Agency", "dsk"]
side = "VEL"
role = "agency"

[[person]]
id = "ana-lim"
name = "Ana Lim"
gender = "f"
held = [{ office = "VEL/head-of-state", from = "2015-03", to = "2019-05-02" }, { office = "VEL/foreign-minister", from = "2011", to = "2015-03" }]

[[person]]
id = "otto-lim"
name = "Otto J. Lim"
gender = "m"
held = [{ office = "VEL/head-of-state", from = "2019-05-02" }]

[[person]]
id = "bruna-von-der-ahr"
name = "Brüna von der Ahr"
held = [{ office = "lo/secretary-general", from = "2020" }]

[[person]]
id = "tesh-oran"
name = "Tesh Oran-ul"
side = "KOR2"

[[person]]
id = "sana-karim"
name = "Sana Karim"
side = "VEL"

[[person]]
id = "jo-may"
name = "Jo May"
side = "VEL"
role = "scholar"

[[person]]
id = "karim-al-dosh"
name = "Karim al-Dosh"
names = ["Kareem al-Dosh"]
side = "VEL"
`

func load(t testing.TB, text string) *actor.Roster {
	t.Helper()
	r, err := actor.Load(nil, actor.File{Name: "test.toml", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// show writes mentions as "words=how:id,id".
func show(text string, found []actor.Mention) string {
	hows := map[actor.How]string{
		actor.ByName: "name", actor.BySurname: "surname", actor.ByDemonym: "demonym",
		actor.ByMetonym: "metonym", actor.ByTitle: "title",
	}
	var out []string
	for _, m := range found {
		var ids []string
		for _, a := range m.Actors {
			ids = append(ids, a.ID)
		}
		out = append(out, fmt.Sprintf("%s=%s:%s", text[m.Start:m.End], hows[m.How], strings.Join(ids, ",")))
	}
	return strings.Join(out, " | ")
}

func TestRoster_Find(t *testing.T) {
	r := load(t, invented)
	tests := []struct{ name, text, want string }{
		{"a state", "Talks in Velmar went on.", "Velmar=name:VEL"},
		{"the longest name", "the Republic of Velmar", "Republic of Velmar=name:VEL"},
		{"no part of a word", "Velmarology and Velmart", ""},
		{"possessive", "Velmar’s offer and Velmaris' offer", "Velmar=name:VEL | Velmaris=demonym:VEL"},
		{"demonym", "a Velmari envoy", "Velmari=demonym:VEL"},
		{"in small letters", "velmar, lo and the velmari", ""},
		{"in capitals", "VELMAR AND DUSK", "VELMAR=name:VEL | DUSK=name:dusk"},
		{"an acronym as a word", "He told us and US officials", "US=name:KOR2"},
		{"an acronym that is a word in a headline in capitals", "THEY TOLD US THEN", ""},
		{"an acronym with dots", "the L.O. and the V.L.-led group", "L.O.=name:lo | V.L.=name:VEL"},
		{"an acronym with a plus", "OPAX+ cut output", "OPAX+=name:lo"},
		{"a short acronym in small letters", "a vl pump", ""},
		{"a name in small letters", "told dsk, DSK said", "dsk=name:dusk | DSK=name:dusk"},
		{"a metonym", "Ostrava Bay said no; the Tower too, as did Harbour Gate",
			"Ostrava Bay=metonym:VEL | Tower=metonym:VEL | Harbour Gate=metonym:VEL/foreign-ministry"},
		{"an ambiguous name", "Sarnia", "Sarnia=name:KOR2,SAR"},
		{"an ambiguous name with a title", "Sarnia's chancellor", "Sarnia's chancellor=title:KOR2/head-of-government"},
		{"folded", "Torsoy, Tórsøy and TÓRSØY", "Torsoy=metonym:KOR2 | Tórsøy=metonym:KOR2 | TÓRSØY=metonym:KOR2"},
		{"an accent of its own", "To\u0301rsøy", "To\u0301rsøy=metonym:KOR2"},
		{"a line break within", "Ostrava\nBay", "Ostrava\nBay=metonym:VEL"},
		{"a paragraph between", "Ostrava\n\nBay", ""},
		{"a full stop between", "in Ostrava. Bay", ""},
		{"a phrase to be ignored", "the Velmar Sea near Velmar", "Velmar=name:VEL"},

		{"title after the demonym", "Velmari foreign minister", "Velmari foreign minister=title:VEL/foreign-minister"},
		{"title after the name", "Velmar President Ana Lim", "Velmar President=title:VEL/head-of-state | Ana Lim=name:ana-lim"},
		{"title before", "the Minister of Foreign Affairs of the Republic of Velmar", "Minister of Foreign Affairs of the Republic of Velmar=title:VEL/foreign-minister"},
		{"possessive and title", "Velmar’s defense ministry", "Velmar’s defense ministry=name:VEL/defence-ministry"},
		{"plural possessive and title", "the Velmar Isles' president", "Velmar Isles' president=title:VEL/head-of-state"},
		{"title alone", "The foreign minister and the President said", ""},
		{"a title of one state alone", "First Envoy Ana Lim", "First Envoy=title:VEL/foreign-minister | Ana Lim=name:ana-lim"},
		{"a title of one state with small words", "A Minister of the Crown, a minister of the crown", "Minister of the Crown=title:VEL/foreign-minister"},
		{"a title of one state with another state", "Sarnian First Envoy and Deputy First Envoy", "Sarnian=demonym:KOR2,SAR"},
		{"a demonym cannot follow of", "the president of the Velmari club", "Velmari=demonym:VEL"},
		{"spokesman of a ministry", "External Department spokeswoman", "External Department spokeswoman=title:VEL/spokesperson"},
		{"spokesman of a state's ministry", "Velmari Foreign Ministry spokesman", "Velmari Foreign Ministry spokesman=title:VEL/spokesperson"},
		{"spokesman for", "a spokesman for the Velmari foreign ministry", "spokesman for the Velmari foreign ministry=title:VEL/spokesperson"},
		{"press service", "the press service of the President of Velmar", "press service of the President of Velmar=name:VEL/presidency"},
		{"press service after the demonym", "Velmari presidential press service", "Velmari presidential press service=name:VEL/presidency"},
		{"a house", "the Amber House said", "Amber House=name:VEL/presidency"},
		{"government", "the Velmari government, the government of Velmar", "Velmari government=name:VEL/government | government of Velmar=name:VEL/government"},
		{"parliament", "the Great Moot, Velmar's parliament", "Great Moot=name:VEL/parliament | Velmar's parliament=name:VEL/parliament"},
		{"a title it does not have", "the Velmari king", "Velmari=demonym:VEL"},
		{"an organisation's office", "LO Secretary General", "LO Secretary General=title:lo/secretary-general"},

		{"last name", "Lim said", "Lim=surname:ana-lim,otto-lim"},
		{"last name that is also a given name", "Karim Lo left; Karim stayed", "Karim=surname:sana-karim"},
		{"last name with particles", "Von der Ahr met von der Ahr", "Von der Ahr=surname:bruna-von-der-ahr | von der Ahr=surname:bruna-von-der-ahr"},
		{"last name with an article", "Al-Dosh and Dosh", "Al-Dosh=surname:karim-al-dosh | Dosh=surname:karim-al-dosh"},
		{"family name first", "Tesh agreed, Oran-ul did not", "Tesh=surname:tesh-oran"},
		{"last name that is a word", "May it last", ""},
		{"full name with a last name that is a word", "Jo May wrote", "Jo May=name:jo-may"},
		{"initial", "Otto J Lim, Otto J. Lim", "Otto J Lim=name:otto-lim | Otto J. Lim=name:otto-lim"},
		{"folded full name", "Bruna von der Ahr", "Bruna von der Ahr=name:bruna-von-der-ahr"},
		{"the article as part of a name", "The Morning Moon, not the Morning Moon", "The Morning Moon=name:moon"},
		{"the article and a word", "The Lantern said. The Lantern Society too.", "The Lantern=name:lantern"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(tt.text, r.Find(tt.text)); got != tt.want {
				t.Errorf("Find(%q)\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

// TestRoster_Find_Time holds that no text takes much longer than its length: a quadratic
// look-up would take minutes here.
func TestRoster_Find_Time(t *testing.T) {
	r := load(t, invented)
	for _, text := range []string{
		"president of the ", "spokesman for the press service of the ", "Republic of ", "U.S.", "US ", "Velmar's ", "the ", "A.", "'s", "\u0301", "Vel\u00admar",
		"von der ", " ", "\xff", "Velmar",
	} {
		long := strings.Repeat(text, 1+(1<<21)/len(text))
		start := time.Now()
		r.Find(long)
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%q repeated to %d bytes took %v", text, len(long), took)
		}
	}
}

func FuzzFind(f *testing.F) {
	r := load(f, invented)
	for _, seed := range []string{
		"the press service of the President of Velmar", "U.S.-led VL's L.O.", "Tórsøy\u0301 To\u0301rsøy", "\xffVelmar\xff", "Velmar' President", "Otto J.",
		"The Lantern’s Von der Ahr", "P.V.L. O", "Ostrava\r\n Bay",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range r.Find(text) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("mention at %d to %d after one that ends at %d, in %d bytes", m.Start, m.End, end, len(text))
			}
			end = m.End
			if utf8.ValidString(text) && !(utf8.ValidString(text[:m.Start]) && utf8.ValidString(text[m.Start:m.End])) {
				t.Errorf("mention at %d to %d is not on the borders of code points of %q", m.Start, m.End, text)
			}
			if len(m.Actors) == 0 {
				t.Errorf("nobody is meant by %q", text[m.Start:m.End])
			}
		}
	})
}
