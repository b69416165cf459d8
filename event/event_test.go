package event_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/actor"
	"readout/event"
	"readout/internal/attribution"
	"readout/models/en"
	"readout/statement"
	"readout/text"
)

// cast is who is who in the tests.
const cast = `
as_of = "2024-06-30"
[[state]]
id = "RUV"
name = "Ruvia"
status = "un-member"
demonyms = ["Ruvian", "Ruvians"]
capital = "Lurra"
head_of_state = "President"
[[state]]
id = "OST"
name = "Ostland"
status = "un-member"
demonyms = ["Ostlandic"]
capital = "Port Even"
head_of_state = "President"
foreign_minister = "Foreign Secretary"
[[outlet]]
id = "lakewire"
name = "Lakewire"
side = "RUV"
role = "agency"
[[person]]
id = "ana-lim"
name = "Ana Lim"
gender = "f"
held = [{ office = "RUV/head-of-state", from = "2020-01-01" }]
[[person]]
id = "mira-sol"
name = "Mira Sol"
gender = "f"
held = [{ office = "RUV/foreign-minister", from = "2020-01-01" }]
[[person]]
id = "petr-harn"
name = "Petr Harn"
gender = "m"
side = "RUV"
role = "activist"
[[person]]
id = "tomas-ode"
name = "Tomas Ode"
gender = "m"
held = [{ office = "OST/foreign-minister", from = "2021-05-01" }]
[[person]]
id = "kara-brun"
name = "Kara Brun"
gender = "f"
held = [{ office = "OST/spokesperson", from = "2022" }]
`

// A kit is what the tests read with; it is loaded once.
type kit struct {
	roster *actor.Roster
	model  *text.Model
	finder *attribution.Model
}

var load = sync.OnceValues(func() (kit, error) {
	r, err := actor.Load(nil, actor.File{Name: "cast.toml", Data: []byte(cast)})
	if err != nil {
		return kit{}, err
	}
	model, err := en.Load()
	if err != nil {
		return kit{}, err
	}
	finder, err := en.LoadAttribution()
	return kit{r, model.With(r.Known).Knowing(r), finder}, err
})

func tools(t testing.TB) kit {
	t.Helper()
	k, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// input reads an article of Lakewire of 12 March 2024, a Tuesday, up to its statements.
func input(t testing.TB, headline, body string) event.Input {
	t.Helper()
	k := tools(t)
	a := &readout.Article{Headline: readout.Opt(headline), Text: body, Agency: "Lakewire", Language: "en", Published: readout.On("2024-03-12", readout.Stated)}
	return after(k, a)
}

func after(k kit, a *readout.Article) event.Input {
	in := statement.Input{Page: "sha256:0", Article: a, Document: text.Annotate(k.model, statement.Bounded(a.Text)), Finder: k.finder, Roster: k.roster}
	found, people := statement.Read(in)
	return event.Input{Page: "sha256:0", Article: a, People: people, Statements: found, Roster: k.roster}
}

// shown is an event as "kind status days: who @place [mentions] by n".
func shown(e *readout.Event) string {
	var who, named []string
	for _, p := range e.Participants {
		name := string(p.ID)
		if name == "" {
			name = "(" + p.Name + ")"
		}
		if p.Role != "actor" {
			name = p.Role + " " + name
		}
		who = append(who, name)
	}
	for _, m := range e.Mentions {
		named = append(named, m.Text)
	}
	day := string(e.Date.Day())
	if day == "" {
		day = fmt.Sprintf("%s..%s", e.Date.Earliest, e.Date.Latest)
	}
	s := fmt.Sprintf("%s %s %s: %s", e.Kind, e.Status, day, strings.Join(who, ", "))
	if e.Place != "" {
		s += " @" + string(e.Place)
	}
	s += fmt.Sprintf(" [%s]", strings.Join(named, "; "))
	if n := len(e.AccordingTo); n > 0 {
		s += fmt.Sprintf(" by %d", n)
	}
	return s
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, headline, in string
		want               []string
	}{
		{"a call", "", "President Ana Lim spoke by telephone on Sunday with Foreign Secretary Tomas Ode of Ostland.",
			[]string{"call happened 2024-03-10: ana-lim, tomas-ode [spoke]"}},
		{"one call by many names", "", "President Ana Lim spoke on Sunday with Foreign Secretary Tomas Ode of Ostland. The conversation lasted an hour. The call was the first this year.",
			[]string{"call happened 2024-03-10: ana-lim, tomas-ode [spoke; conversation; call]"}},
		{"what the headline adds", "Lim and Ode hold telephone call", "President Ana Lim spoke on Sunday with Foreign Secretary Tomas Ode of Ostland.",
			[]string{"call happened 2024-03-10: ana-lim, tomas-ode [spoke]"}},
		{"two calls on two days", "", "President Ana Lim telephoned Foreign Secretary Tomas Ode of Ostland on Sunday. Lim telephoned Ode again on Monday.",
			[]string{
				"call happened 2024-03-10: ana-lim, tomas-ode [telephoned]",
				"call happened 2024-03-11: ana-lim, tomas-ode [telephoned]",
			}},
		{"a meeting to come", "", "Foreign Minister Mira Sol will meet Foreign Secretary Tomas Ode of Ostland in Lurra on Friday.",
			[]string{"meeting planned 2024-03-15: mira-sol, tomas-ode @Lurra [meet]"}},
		{"a counterpart with a name", "", "President Ana Lim met her Ostlandic counterpart, Kara Brun, in Lurra on Monday.",
			[]string{"meeting happened 2024-03-11: ana-lim, kara-brun @Lurra [met]"}},
		{"a title before a name", "", "The Foreign Secretary of Ostland, Tomas Ode, met with President Ana Lim in Lurra on Monday.",
			[]string{"meeting happened 2024-03-11: tomas-ode, ana-lim @Lurra [met]"}},
		{"a visiting minister", "", "President Ana Lim met here on Monday with visiting Ostlandic Foreign Secretary Tomas Ode.",
			[]string{"meeting happened 2024-03-11: ana-lim, tomas-ode [met]"}},
		{"a day after an occasion", "", "The road is open, Kara Brun said after a meeting of Ana Lim with Tomas Ode on Monday.",
			[]string{"meeting happened 2024-03-11: ana-lim, tomas-ode [meeting]"}},
		{"ministers of two states", "", "The foreign ministers of Ruvia and Ostland met in Lurra on Monday.",
			[]string{"meeting happened 2024-03-11: mira-sol, tomas-ode @Lurra [met]"}},
		{"both of them", "", "President Ana Lim met Foreign Secretary Tomas Ode of Ostland on Monday.\n\nThe two spoke again by telephone on Tuesday.",
			[]string{
				"meeting happened 2024-03-11: ana-lim, tomas-ode [met]",
				"call happened 2024-03-12: ana-lim, tomas-ode [spoke]",
			}},
		{"an arrest", "", "Ruvian police arrested Petr Harn on Thursday.",
			[]string{"arrest happened 2024-03-07: (Ruvian police), recipient petr-harn [arrested]"}},
		{"somebody says so", "", "Ruvian police arrested Petr Harn on Thursday, Kara Brun said.",
			[]string{"arrest happened 2024-03-07: (Ruvian police), recipient petr-harn [arrested] by 1"}},
		{"a visit goes to a state", "", "Foreign Secretary Tomas Ode arrived in Lurra on Monday.",
			[]string{"visit happened 2024-03-11: tomas-ode, recipient RUV @Lurra [arrived]"}},
		{"who receives is the host", "", "President Ana Lim received Foreign Secretary Tomas Ode of Ostland on Monday.",
			[]string{"meeting happened 2024-03-11: tomas-ode, recipient ana-lim [received]"}},
		{"an invitation that is accepted", "", "President Ana Lim invited Foreign Secretary Tomas Ode to Lurra, and Ode accepted.",
			[]string{"visit planned 2024-03-12..: tomas-ode, recipient RUV @Lurra [invited]"}},
		{"an invitation alone", "", "President Ana Lim invited Foreign Secretary Tomas Ode to Lurra.", nil},
		{"by the way", "", "The roads were bad. The taxes that Ana Lim proposed were high.", nil},
		{"denied", "", "Kara Brun denied that Tomas Ode had met Ana Lim in Lurra.",
			[]string{"meeting denied ..2024-03-12: tomas-ode, ana-lim @Lurra [met] by 1"}},
		{"pure speech", "", "President Ana Lim said on Monday that peace was near. She urged Ostland to open the road and accused Tomas Ode of delay.", nil},
		{"an infinitive is no event", "", "Petr Harn has no wish to meet Ana Lim. It would be wrong to arrest Petr Harn.", nil},
		{"a habit is none", "", "Ana Lim often meets Tomas Ode.", nil},
		{"history", "", "In 1994 President Ana Lim met Tomas Ode in Lurra.", nil},
		{"a name called", "", `Ana Lim called Tomas Ode a "tired man".`, nil},
		{"a report that is released", "", "The Ruvian government released a report on roads on Monday.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := event.Find(input(t, tt.headline, tt.in))
			var got []string
			for i := range found {
				got = append(got, shown(&found[i]))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestFind_statements checks which statements belong to a call, and what they do.
func TestFind_statements(t *testing.T) {
	in := input(t, "", "President Ana Lim spoke by telephone on Sunday with Foreign Secretary Tomas Ode of Ostland and urged him to open the road, Lakewire reports.\n\n"+
		"In turn, the press service of the President of Ruvia reported that during the conversation, Ana Lim noted that the road was hers. The road does not need guards.\n\n"+
		"Petr Harn, a writer, said the sea was cold.")
	events := event.Find(in)
	if len(events) != 1 {
		t.Fatalf("%d events, want one call", len(events))
	}
	var got []string
	for i := range in.Statements {
		s := &in.Statements[i]
		line := s.Content[0].Text
		if s.Event == events[0].ID {
			line = "call: " + line
		}
		if s.Class != "" {
			line = string(s.Class) + " " + line
		}
		got = append(got, line)
	}
	want := []string{"REQUEST call: to open the road", "call: that the road was hers", "call: The road does not need guards", "the sea was cold"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestFind_unknownDay holds that no day is made up where the article's is not known.
func TestFind_unknownDay(t *testing.T) {
	for _, published := range []readout.Interval{{Basis: readout.None}, {Latest: "2026-01-14", Basis: readout.Capture}} {
		a := &readout.Article{Text: "President Ana Lim met Foreign Secretary Tomas Ode of Ostland on Sunday. They will meet again today.", Language: "en", Published: published}
		for _, e := range event.Find(after(tools(t), a)) {
			if e.Date.Earliest != "" || e.Date.Latest != "" && e.Date.Latest != published.Latest {
				t.Errorf("published %v: %s on %v", published, shown(&e), e.Date)
			}
		}
	}
}

func TestFind_ids(t *testing.T) {
	const body = "President Ana Lim met Foreign Secretary Tomas Ode of Ostland on Sunday."
	one, two := event.Find(input(t, "", body)), event.Find(input(t, "", body))
	if len(one) != 1 || one[0].ID == "" || one[0].ID != two[0].ID {
		t.Errorf("ids of one page read twice: %v and %v", one, two)
	}
	in := input(t, "", body)
	in.Page = "sha256:1"
	if other := event.Find(in); other[0].ID == one[0].ID {
		t.Error("two pages give an event the same id")
	}
}

// TestFind_linear reads a text twice as long in not much more than twice the time.
func TestFind_linear(t *testing.T) {
	piece := "President Ana Lim spoke by telephone on Sunday with Foreign Secretary Tomas Ode of Ostland. The call was long, Kara Brun said. The two met on Monday. "
	took := func(n int) time.Duration {
		in := input(t, "", strings.Repeat(piece+"\n\n", n))
		best := time.Hour
		for range 3 {
			start := time.Now()
			event.Find(in)
			best = min(best, time.Since(start))
		}
		return best
	}
	if a, b := took(200), took(800); b > 10*a+50*time.Millisecond {
		t.Errorf("a text four times as long took %v after %v", b, a)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"President Ana Lim spoke on Sunday with Tomas Ode. The call was long.", "“Both met,” they said. Ana Lim denied that Ode met her.",
		"The foreign ministers of Ruvia and Ostland, who met, will meet today.", "\xff met \xff. between and between Ana Lim", "Ode's call to Lim's talks with Sol between us",
	} {
		f.Add(s, uint64(1))
	}
	k, err := load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		s = strings.ToValidUTF8(s, "?")
		for _, published := range []readout.Interval{readout.On("2024-03-12", readout.Stated), {Latest: "2024-03-12", Basis: readout.Capture}} {
			a := &readout.Article{Text: s, Headline: readout.Opt(s), Published: published}
			d := text.Annotate(k.model, statement.Bounded(s))
			if seed%2 == 0 {
				scramble(d, seed)
			}
			found, people := statement.Read(statement.Input{Article: a, Document: d, Finder: k.finder, Roster: k.roster})
			in := event.Input{Article: a, People: people, Statements: found, Roster: k.roster}
			checkFound(t, in, event.Find(in))
		}
	})
}

// scramble gives words other heads, circles among them, as a file may hold.
func scramble(d *text.Document, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			if r.IntN(4) == 0 {
				d.Words[i].Head = s.First + r.IntN(s.Last-s.First)
			}
		}
	}
}

// checkFound holds what is true of the events of any text.
func checkFound(t *testing.T, in event.Input, found []readout.Event) {
	t.Helper()
	tx := readout.NewText(in.Article.Text)
	ids := map[readout.EventID]bool{}
	for i := range found {
		e := &found[i]
		if e.Kind == "" || e.Class == "" || e.Status == "" || len(e.Mentions) == 0 || len(e.Evidence) == 0 || ids[e.ID] {
			t.Errorf("%+v lacks something, or its id is not its own", e)
		}
		ids[e.ID] = true
		spans := slices.Concat(e.Mentions, e.Evidence)
		for k := range e.Participants {
			if sp := e.Participants[k].Span; sp != nil {
				spans = append(spans, *sp)
			}
		}
		for _, sp := range spans {
			if start, end := tx.Bytes(sp); start < 0 || start >= end || !utf8.ValidString(sp.Text) {
				t.Errorf("span %+v is not the text's", sp)
			}
		}
		if d := e.Date; d.Earliest != "" && d.Latest != "" && d.Earliest > d.Latest {
			t.Errorf("%s ends before it begins: %v", e.Kind, d)
		}
	}
	for i := range in.Statements {
		if id := in.Statements[i].Event; id != "" && !ids[id] {
			t.Errorf("a statement belongs to %s, which is not there", id)
		}
	}
}

// BenchmarkFind reads prose of calls, meetings and speech, tagged and with its statements.
func BenchmarkFind(b *testing.B) {
	in := input(b, "", strings.Repeat("President Ana Lim spoke by telephone on Sunday with Foreign Secretary Tomas Ode of Ostland. “The road is long,” she told reporters in Lurra, "+
		"and added that nobody in the valley had seen a lorry since the spring. The harvest was poor, and the price of bread has risen by a third. Ruvian police arrested Petr Harn on Thursday.\n\n", 60))
	words := len(in.People.Document().Words)
	for b.Loop() {
		event.Find(in)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
