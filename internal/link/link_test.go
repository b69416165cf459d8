package link

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

// The people of these tests are invented.
var (
	ode  = person("vera-ode", "Vera Ode", "ORU")
	rell = person("joss-rell", "Joss Rell", "VES")
	tamm = person("ina-tamm", "Ina Tamm", "VES")
	oru  = readout.Party{ID: "ORU", Name: "Oruland", Type: "state", Side: "ORU"}
	ves  = readout.Party{ID: "VES", Name: "Vesteria", Type: "state", Side: "VES"}
)

func person(id, name, side string) readout.Party {
	return readout.Party{ID: readout.Opt(id), Name: name, Type: "person", Side: readout.Opt(side)}
}

// told is an event of a page, with the sentence that tells of it.
func told(page, kind, from, to, sentence string, who ...readout.Party) Item {
	ev := readout.Event{ID: readout.EventID(page + "/" + kind + from), Kind: kind, Status: readout.Happened}
	ev.Date.Interval = readout.Interval{Earliest: readout.Day(from), Latest: readout.Day(to), Basis: readout.Relative}
	for _, p := range who {
		ev.Participants = append(ev.Participants, readout.Participant{Party: p, Role: "actor"})
	}
	ev.Evidence = readout.List[readout.Span]{{End: len(sentence), Text: sentence}}
	rec := readout.Record{Page: readout.Page{ID: readout.PageID(page)}, Events: readout.List[readout.Event]{ev}}
	return PageOf(&rec).Items[0]
}

func TestCompare(t *testing.T) {
	first := told("a", "call", "2031-05-04", "2031-05-04", "Ode on Sunday spoke with Rell for 40 minutes about the Lower Ferry.", ode, rell)
	in := func(from, to, words string, who ...readout.Party) Item {
		return told("b", "call", from, to, words, who...)
	}
	status := func(it Item, s readout.Status) Item { it.Event.Status = s; return it }
	dated := func(it Item, words string) Item { it.Event.Date.Text = readout.Opt(words); return it }
	news := func(it Item, on readout.Day) Item {
		it.News, it.Published = true, readout.On(on, readout.Stated)
		return it
	}
	tests := []struct {
		name string
		b    Item
		c    Circumstances
		same bool
		why  string // part of the first reason
	}{
		{"same day", in("2031-05-04", "2031-05-04", "Rell took a call from Ode.", ode, rell), Circumstances{}, true, "the same parties: Joss Rell, Vera Ode"},
		{"other day", in("2031-05-05", "2031-05-05", "Rell took a call from Ode for 40 minutes.", ode, rell), Circumstances{}, false, "different days: 2031-05-04 and 2031-05-05"},
		{"other party", in("2031-05-04", "2031-05-04", "Ode called Tamm.", ode, tamm), Circumstances{}, false, "other parties"},
		{"no day, nothing in common", in("", "2031-09-01", "The recent call between Ode and Rell.", ode, rell), Circumstances{}, false, "nothing else they have in common"},
		{"no day, only a name in common", in("", "2031-09-01", "In a call Ode and Rell discussed the Lower Ferry.", ode, rell), Circumstances{}, false, "nothing else"},
		{"no day, figures and a name in common", in("", "2031-09-01", "In a call of 40 minutes Ode and Rell discussed the Lower Ferry.", ode, rell), Circumstances{}, true, ""},
		{"the same that every call has", in("", "2031-09-01", "In a call of 40 minutes Ode and Rell discussed the Lower Ferry.", ode, rell),
			Circumstances{Telling: func(f Feature) bool { return f.Sort != "figure" }}, false, "nothing else"},
		{"a day without its year, no other such day", dated(in("", "", "On May 4 Ode called Rell.", ode, rell), "On May 4"), Circumstances{Telling: func(Feature) bool { return true }}, true, ""},
		{"a day without its year, a rival", dated(in("", "", "On May 4 Ode called Rell.", ode, rell), "On May 4"),
			Circumstances{Telling: func(f Feature) bool { return f.Sort != "day" }}, false, "nothing else"},
		{"another day without its year", dated(in("", "", "On May 5 Ode called Rell.", ode, rell), "On May 5"), Circumstances{Telling: func(Feature) bool { return true }}, false, "different days"},
		{"a day of the week within bounds", dated(in("2031-04-30", "2031-05-25", "On Sunday Ode called Rell.", ode, rell), "On Sunday"), Circumstances{Telling: func(Feature) bool { return true }}, true, ""},
		{"a day of the week without bounds", dated(in("", "2031-09-01", "On Sunday Ode called Rell.", ode, rell), "On Sunday"), Circumstances{Telling: func(Feature) bool { return true }}, false, "nothing else"},
		{"news of the next day", news(in("", "2031-05-05", "Rell received a call from Ode.", ode, rell), "2031-05-05"), Circumstances{}, true, ""},
		{"news of the next day, a rival", news(in("", "2031-05-05", "Rell received a call from Ode.", ode, rell), "2031-05-05"),
			Circumstances{Telling: func(f Feature) bool { return f.Sort != "news" }}, false, "nothing else"},
		{"news of another week", news(in("", "2031-05-12", "Rell received a call from Ode.", ode, rell), "2031-05-12"), Circumstances{}, false, "nothing else"},
		{"no day, same text", in("", "2031-09-01", "Ode called Rell.", ode, rell), Circumstances{SameText: true}, true, ""},
		{"same text, other day", in("2031-05-06", "2031-05-06", "Ode called Rell.", ode, rell), Circumstances{SameText: true}, false, "different days"},
		{"no day, another day of the week", dated(in("", "2031-09-01", "On Tuesday, in a call of 40 minutes, Ode and Rell discussed the Lower Ferry.", ode, rell), "On Tuesday"),
			Circumstances{}, false, "different days: “On Tuesday” and 2031-05-04, a Sunday"},
		{"sides for people", in("2031-05-04", "2031-05-04", "Oruland and Vesteria held a call about the Lower Ferry of 40 minutes.", oru, ves), Circumstances{}, true, "the same sides"},
		{"sides for people, no more", in("2031-05-04", "2031-05-04", "Oruland and Vesteria held a call.", oru, ves), Circumstances{}, false, "nothing else"},
		{"one party named", in("2031-05-04", "2031-05-04", "Rell took a call of 40 minutes.", rell), Circumstances{}, true, "the same party"},
		{"one party named, no more", in("2031-05-04", "2031-05-04", "Rell took a call.", rell), Circumstances{}, false, "nothing else"},
		{"nobody named", in("2031-05-04", "2031-05-04", "There was a call of 40 minutes."), Circumstances{}, false, "nobody is named"},
		{"surname alone", in("2031-05-04", "2031-05-04", "Ode called.", readout.Party{Name: "Ode", Type: "person"}, rell), Circumstances{}, true, "the same parties"},
		{"planned, then done", status(in("2031-05-04", "2031-05-04", "Ode is to call Rell.", ode, rell), readout.Planned), Circumstances{}, true, ""},
		{"only thought of", status(in("", "2031-05-14", "If Ode called Rell for 40 minutes about the Lower Ferry …", ode, rell), readout.Hypothetical), Circumstances{}, false, "only thought of"},
		{"other kind", told("b", "meeting", "2031-05-04", "2031-05-04", "Ode met Rell.", ode, rell), Circumstances{}, false, "different kinds"},
		{"a looser word", told("b", "talks", "2031-05-04", "2031-05-04", "Ode and Rell held talks.", ode, rell), Circumstances{}, true, ""},
		{"same page", func() Item { it := in("2031-05-04", "2031-05-04", "", ode, rell); it.Page = "a"; return it }(), Circumstances{}, false, "as two"},
	}
	for _, tt := range tests {
		got := Compare(&first, &tt.b, tt.c)
		back := Compare(&tt.b, &first, tt.c)
		if d := cmp.Diff(got, back); d != "" {
			t.Errorf("%s: the verdict depends on the order:\n%s", tt.name, d)
		}
		if got.Same != tt.same || !strings.Contains(got.Reasons[0], tt.why) {
			t.Errorf("%s: same %v, reasons %q; want %v, %q", tt.name, got.Same, got.Reasons, tt.same, tt.why)
		}
	}
}

// Two calls without a day, of the same two people, stay two unless a long piece of what
// is said of them is the same.
func TestCompare_place(t *testing.T) {
	at := func(it Item, place string) Item { it.Event.Place = readout.Opt(place); return it }
	a := at(told("a", "talks", "2031-05-04", "2031-05-04", "Talks are to be held at Lower Ferry."), "Lower Ferry")
	b := at(told("b", "talks", "2031-05-04", "2031-05-05", "Talks at Lower Ferry of Ode and Rell.", ode, rell), "Lower Ferry")
	c := at(told("c", "talks", "2031-05-04", "2031-05-04", "Talks are to be held at Upper Mill."), "Upper Mill")
	if v := Compare(&a, &b, Circumstances{}); !v.Same {
		t.Errorf("same place and day: %q", v.Reasons)
	}
	if v := Compare(&a, &c, Circumstances{}); v.Same {
		t.Errorf("other place: %q", v.Reasons)
	}
	if !slices.ContainsFunc(a.DayKeys(), func(k DayKey) bool { return slices.Contains(b.DayKeys(), k) }) {
		t.Error("no common key")
	}
}

// "The Prime Minister" is the one who has that title on the other page, on the same day.
func TestCompare_title(t *testing.T) {
	titled := rell
	titled.Office = "Prime Minister of Ostland"
	alone := readout.Party{Name: "Prime Minister", Type: "office"}
	other := readout.Party{Name: "Foreign Minister", Type: "office"}
	a := told("a", "call", "2031-05-04", "2031-05-04", "Ode called Rell.", ode, titled)
	b := told("b", "call", "2031-05-04", "2031-05-04", "The call between Ode and the Prime Minister.", ode, alone)
	c := told("c", "call", "2031-05-04", "2031-05-04", "The call between Ode and the Foreign Minister.", ode, other)
	if v := Compare(&a, &b, Circumstances{}); !v.Same {
		t.Errorf("the title: %q", v.Reasons)
	}
	if v := Compare(&a, &c, Circumstances{}); v.Same {
		t.Errorf("another title: %q", v.Reasons)
	}
}

func TestCompare_undated(t *testing.T) {
	a := told("a", "call", "", "2031-09-01", "In a recent call of 40 minutes Ode told Rell that prisoners of both sides go home before the harvest begins and schools open again in the valley.", ode, rell)
	b := told("b", "call", "", "2031-09-01", "On a call Ode told Rell that peace at Lower Ferry is possible.", ode, rell)
	if v := Compare(&a, &b, Circumstances{}); v.Same {
		t.Errorf("linked: %q", v.Reasons)
	}
	c := told("c", "call", "", "2031-09-01", "Ode is said to have asked for 40 minutes that prisoners of both sides go home before the harvest begins and schools open again in the valley.", ode, rell)
	if v := Compare(&a, &c, Circumstances{}); !v.Same {
		t.Errorf("not linked: %q", v.Reasons)
	}
}

// An undated event that could be either of two stays apart; a chain of likenesses does
// not make one event of two days; the order does not matter.
func TestCluster(t *testing.T) {
	phrase := "the ferry shall run by night and by day for everyone who needs it"
	items := []Item{
		told("a", "call", "2031-05-04", "2031-05-04", "On Sunday Ode called Rell.", ode, rell),
		told("b", "call", "2031-05-04", "2031-05-04", "Rell took the call.", ode, rell),
		told("c", "call", "2031-05-18", "2031-05-18", "Ode called Rell again.", ode, rell),
		told("d", "call", "2031-05-18", "2031-05-18", "They spoke.", ode, rell),
		told("e", "call", "", "2031-09-01", phrase, ode, rell),
		told("f", "call", "2031-05-04", "2031-05-04", phrase, ode, rell),
		told("g", "call", "2031-05-18", "2031-05-18", phrase, ode, rell),
		told("h", "call", "", "2031-09-01", "A call of Ode and Rell.", ode, rell),
	}
	var verdicts []Verdict
	for i := range items {
		for j := range i {
			verdicts = append(verdicts, Compare(&items[i], &items[j], Circumstances{}))
		}
	}
	want := [][]string{{"a", "b", "f"}, {"c", "d", "g"}, {"e"}, {"h"}}
	rnd := rand.New(rand.NewPCG(1, 2))
	var first []Event
	for range 20 {
		rnd.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		rnd.Shuffle(len(verdicts), func(i, j int) { verdicts[i], verdicts[j] = verdicts[j], verdicts[i] })
		var got [][]string
		var events []Event
		for _, g := range Cluster(items, verdicts) {
			var pages []string
			for _, i := range g.Items {
				pages = append(pages, string(items[i].Page))
			}
			got = append(got, pages)
			events = append(events, EventOf(items, g))
		}
		slices.SortFunc(got, slices.Compare)
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("groups (-want +got):\n%s", d)
		}
		if first == nil {
			first = events
		}
		if d := cmp.Diff(first, events); d != "" {
			t.Fatalf("another order gives other events:\n%s", d)
		}
	}
}

func TestEventOf_date(t *testing.T) {
	items := []Item{
		told("a", "meeting", "2031-05-01", "2031-05-31", "In May Ode met Rell.", ode, rell),
		told("b", "meeting", "2031-05-12", "2031-06-02", "Ode met Rell.", ode, rell),
	}
	items[0].Event.Date.Basis = readout.Stated
	ev := EventOf(items, Group{Items: []int{0, 1}})
	want := readout.Interval{Earliest: "2031-05-12", Latest: "2031-05-31", Basis: readout.Relative}
	if ev.Date != want || len(ev.Evidence) != 2 || !ev.Evidence[0].Used || !ev.Evidence[1].Used {
		t.Errorf("date %v on %v; want %v, both used", ev.Date, ev.Evidence, want)
	}
	if len(ev.Participants) != 2 || ev.ID != items[0].Ref.Event {
		t.Errorf("%d participants, id %s", len(ev.Participants), ev.ID)
	}
}

// paragraphsOf makes a text of numbered paragraphs, each of its own words.
func paragraphsOf(numbers ...int) string {
	var out []string
	for _, n := range numbers {
		var words []string
		for i := range 24 {
			words = append(words, fmt.Sprintf("word%dx%d", n, i*i%17+n))
		}
		out = append(out, strings.Join(words, " ")+".")
	}
	return strings.Join(out, "\n\n")
}

func TestStoryOf(t *testing.T) {
	page := func(id, publisher, agency, day string, numbers ...int) (Page, string) {
		rec := readout.Record{Page: readout.Page{ID: readout.PageID(id)}, Article: readout.Article{Publisher: readout.Opt(publisher), Agency: readout.Opt(agency),
			Text: paragraphsOf(numbers...), Published: readout.Interval{Basis: readout.None}}}
		if day != "" {
			rec.Article.Published = readout.On(readout.Day(day), readout.Stated)
		}
		return PageOf(&rec), rec.Article.Text
	}
	type in struct {
		id, publisher, agency, day string
		numbers                    []int
	}
	tests := []struct {
		name     string
		pages    []in
		original string
		roles    string
	}{
		{"days tell", []in{{"a", "Oru Daily", "", "2031-05-01", []int{1, 2, 3, 4}}, {"b", "Ves Post", "", "2031-05-02", []int{1, 2, 3, 4}}, {"c", "Lake News", "", "2031-05-03", []int{1, 3}}}, "a", "a original, b reprint of a, c abridged of a"},
		{"credit tells", []in{{"a", "Ves Post", "VESTA", "", []int{1, 2, 3}}, {"b", "VESTA", "VESTA", "", []int{1, 2, 3}}}, "b", "a reprint of b, b original"},
		{"nothing tells", []in{{"a", "Ves Post", "", "", []int{1, 2, 3}}, {"b", "Oru Daily", "", "", []int{1, 2, 3}}}, "", "a carrier of b, b carrier of a"},
		{"same house, later", []in{{"a", "VESTA", "VESTA", "2031-05-01", []int{1, 2, 3}}, {"b", "VESTA", "VESTA", "2031-05-02", []int{1, 2, 3, 4, 5}}}, "a", "a original, b updated of a"},
		{"same day", []in{{"a", "Ves Post", "", "2031-05-01", []int{1, 2, 3}}, {"b", "Oru Daily", "", "2031-05-01", []int{1, 2}}}, "", "a carrier of b, b carrier of a"},
		{"other texts", []in{{"a", "Ves Post", "", "2031-05-01", []int{1, 2, 3}}, {"b", "Oru Daily", "", "2031-05-01", []int{4, 5, 6, 1}}}, "-", ""},
	}
	for _, tt := range tests {
		var pages []Page
		var texts []string
		for _, p := range tt.pages {
			page, text := page(p.id, p.publisher, p.agency, p.day, p.numbers...)
			pages, texts = append(pages, page), append(texts, text)
		}
		var pairs []TextPair
		for i := range pages {
			for j := range i {
				if !slices.ContainsFunc(pages[i].Bands(), func(k int64) bool { return slices.Contains(pages[j].Bands(), k) }) {
					t.Errorf("%s: no common key", tt.name)
				}
				if p := CompareTexts(pages[j].ID, pages[i].ID, NewText(texts[j]), NewText(texts[i])); p.Same {
					pairs = append(pairs, p)
				}
			}
		}
		if tt.original == "-" {
			if len(pairs) > 0 {
				t.Errorf("%s: taken for one text", tt.name)
			}
			continue
		}
		slices.Reverse(pages)
		s := StoryOf(pages, pairs)
		slices.SortFunc(s.Carriers, func(a, b Carrier) int { return strings.Compare(string(a.Page), string(b.Page)) })
		var roles []string
		for _, c := range s.Carriers {
			role := fmt.Sprintf("%s %s", c.Page, c.Role)
			if c.Of != "" {
				role += " of " + string(c.Of)
			}
			roles = append(roles, role)
		}
		if got := strings.Join(roles, ", "); got != tt.roles || string(s.Original) != tt.original {
			t.Errorf("%s: original %q, %s; want %q, %s", tt.name, s.Original, got, tt.original, tt.roles)
		}
	}
}

func TestCompareTexts_aligns(t *testing.T) {
	p := CompareTexts("a", "b", NewText(paragraphsOf(1, 2, 3)), NewText(paragraphsOf(3, 9, 1)+" And more."))
	want := readout.List[Aligned]{{A: 0, B: 2}, {A: 2, B: 0, Exact: true}}
	if d := cmp.Diff(want, p.Paragraphs); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if !slices.Equal(p.OnlyA, []int{1}) || !slices.Equal(p.OnlyB, []int{1}) {
		t.Errorf("only in A %v, only in B %v", p.OnlyA, p.OnlyB)
	}
}

func TestCompareQuotes(t *testing.T) {
	quote := func(words string) *Quote {
		said := readout.Statement{Kind: readout.Direct, Level: readout.Named, Speaker: &ode, Content: readout.List[readout.Span]{{End: len(words), Text: words}}}
		return &quotesOf(&readout.Record{Statements: readout.List[readout.Statement]{said}})[0]
	}
	here := "“We shall open the Lower Ferry to everybody before the winter.”"
	tests := []struct{ name, there, note string }{
		{"the same", "\"We shall open the Lower Ferry to everybody before the winter,\"", ""},
		{"shorter", "“open the Lower Ferry to everybody before”", ""},
		{"other words", "“We will open the Lower Ferry to everybody before the winter.”",
			"stands as “We will open the Lower Ferry to everybody before the winter.” in there.html: here “shall”, there “will”"},
		{"a word less", "“We shall open the Lower Ferry before the winter.”", "here “to everybody”, there nothing"},
		{"another", "“We shall never talk about a ferry with anybody at all.”", ""},
	}
	for _, tt := range tests {
		check, ok := CompareQuotes(quote(here), quote(tt.there), "there.html")
		if ok != (tt.note != "") || !strings.Contains(check.Note, tt.note) {
			t.Errorf("%s: %v %q, want %q", tt.name, ok, check.Note, tt.note)
		}
	}
}

func TestDate(t *testing.T) {
	undated := Page{ID: "u", Number: 105, Published: readout.Interval{Latest: "2033-01-01", Basis: readout.Capture}}
	call := Event{ID: "e", Kind: "call", Date: readout.On("2031-05-04", readout.Relative), Members: readout.List[Member]{
		{Page: "d", Event: "d1", Status: readout.Happened}, {Page: "u", Event: "u1", Status: readout.Happened, Date: readout.Time{Text: "on Sunday"}}}}
	older := call
	older.Members = slices.Clone(call.Members)
	older.Members[1].Date.Text = ""
	numbers := func(days ...readout.Day) (out []Neighbour) {
		for i, d := range days {
			out = append(out, Neighbour{Name: "n", Number: int64(100 + i), Day: d})
		}
		return out
	}
	tests := []struct {
		name string
		s    Surroundings
		want readout.Interval
	}{
		{"nothing", Surroundings{}, undated.Published},
		{"an event told with its day of the week", Surroundings{Events: []Event{call}}, readout.Interval{Earliest: "2031-05-04", Latest: "2031-05-11", Basis: FromRecord}},
		{"an event told as past", Surroundings{Events: []Event{older}}, readout.Interval{Earliest: "2031-05-04", Latest: "2033-01-01", Basis: FromRecord}},
		{"numbers", Surroundings{Below: numbers("2031-04-01", "2031-03-30"), Above: numbers("2031-04-03")}, readout.Interval{Earliest: "2031-04-01", Latest: "2031-04-03", Basis: FromRecord}},
		{"numbers that do not rise", Surroundings{Below: numbers("2031-04-01", "2031-04-30"), Above: numbers("2031-04-03")}, undated.Published},
		{"numbers against an event", Surroundings{Events: []Event{call}, Below: numbers("2031-06-01"), Above: numbers("2031-06-03")},
			readout.Interval{Earliest: "2031-05-04", Latest: "2031-05-11", Basis: FromRecord}},
		{"a copy", Surroundings{Story: &Story{Original: "d"}, Pages: []Page{undated, {ID: "d", Published: readout.On("2031-05-06", readout.Stated)}}},
			readout.Interval{Earliest: "2031-05-06", Latest: "2033-01-01", Basis: FromRecord}},
		{"a person", Surroundings{Override: &readout.Evidence{Earliest: "2030-01-01", Latest: "2030-01-01"}, Events: []Event{call}}, readout.On("2030-01-01", FromPerson)},
	}
	for _, tt := range tests {
		if got := Date(&undated, tt.s); got.Published != tt.want {
			t.Errorf("%s: %v, want %v; %v", tt.name, got.Published, tt.want, got.Evidence)
		}
	}
}

func TestNumbered(t *testing.T) {
	tests := []struct {
		url, series string
		n           int64
	}{
		{"https://oru.example/news/article-12345-ferry.html", "oru.example/news/", 12345},
		{"https://oru.example/2031/05/04/12346/", "oru.example/0000/00/00/", 12346},
		{"https://oru.example/index.php?id=991", "oru.example/index.php?id=", 991},
		{"https://oru.example/2031/05/", "", 0},
		{"https://oru.example/20310504", "", 0},
		{"", "", 0},
	}
	for _, tt := range tests {
		if series, n := numbered(tt.url); series != tt.series || n != tt.n {
			t.Errorf("numbered(%q) = %q, %d; want %q, %d", tt.url, series, n, tt.series, tt.n)
		}
	}
}

func FuzzWordsOf(f *testing.F) {
	f.Add("Ode’s “ferry” 1.5 o'clock\n\nÉté\xff")
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, w := range wordsOf(s) {
			if w.start < at || w.end <= w.start || w.end > len(s) {
				t.Fatalf("word %d..%d after %d of %d bytes", w.start, w.end, at, len(s))
			}
			at = w.end
		}
		rec := readout.Record{Article: readout.Article{Text: s}, Page: readout.Page{URL: readout.Opt(s)},
			Events:     readout.List[readout.Event]{{ID: "e", Evidence: readout.List[readout.Span]{{Text: s}}}},
			Statements: readout.List[readout.Statement]{{Kind: readout.Mixed, Event: "e", Content: readout.List[readout.Span]{{Text: s}}, Speaker: &readout.Party{Name: s}}}}
		p := PageOf(&rec)
		CompareTexts("a", "b", NewText(s), NewText(s+" "+s))
		Compare(&p.Items[0], &p.Items[0], Circumstances{})
	})
}

func TestTelling(t *testing.T) {
	on := func(days ...string) (out []Bearer) {
		for _, d := range days {
			from, to, _ := strings.Cut(d, "..")
			if to == "" {
				to = from
			}
			out = append(out, Bearer{Date: readout.Interval{Earliest: readout.Day(from), Latest: readout.Day(to)}})
		}
		return out
	}
	tests := []struct {
		name    string
		bearers []Bearer
		want    bool
	}{
		{"one day", on("2031-05-04", "2031-05-04", "2031-05-02..2031-05-06"), true},
		{"two days", on("2031-05-04", "2031-05-05"), false},
		{"days that do not meet", on("2031-05-01..2031-05-03", "2031-05-04..2031-05-06"), false},
		{"a day and none", on("2031-05-04", "..2031-12-01"), true},
		{"none", on("..2031-12-01", "..2031-12-02"), true},
		{"too many", make([]Bearer, MaxBearers+1), false},
	}
	for _, tt := range tests {
		if got := Telling(tt.bearers); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// Whatever stands around it, a piece of nine words gives a run of six away.
// Two events without days that are not worth comparing by what they share would not be one.
func TestMeet(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 3))
	some := func(sort string) (out []string) {
		for i := range 3 {
			if rnd.IntN(4) == 0 {
				out = append(out, fmt.Sprint(sort, " ", i))
			}
		}
		return out
	}
	same := 0
	for range 2000 {
		var items [2]Item
		for i := range items {
			it := told(fmt.Sprint("page ", i), "call", "", "", "Ode spoke with Rell.", ode, rell)
			it.Quoted, it.Runs, it.Numbers, it.Names = some("quotation"), some("words"), some("figure"), some("name")
			items[i] = it
		}
		shared := map[Feature]bool{}
		for _, k := range items[0].FeatureKeys() {
			if slices.Contains(items[1].FeatureKeys(), k) {
				shared[k.Feature] = true
			}
		}
		is := Compare(&items[0], &items[1], Circumstances{}).Same
		if meet := Meet(shared, false, false); is && !meet {
			t.Fatalf("%v are enough to link two events, but not to compare them", shared)
		}
		if is {
			same++
		}
		if !Meet(shared, true, false) && len(shared) > 0 || Meet(shared, true, true) {
			t.Fatalf("%v: one known day permits a comparison, two decide", shared)
		}
	}
	if same == 0 {
		t.Error("none are one")
	}
	if Meet(map[Feature]bool{{"name", "the lower ferry"}: true, {"words", "a b c d e"}: true}, false, false) {
		t.Error("a name and a run of words are worth a comparison")
	}
}

func TestWinnow(t *testing.T) {
	piece := "hand the keys of the ferry to seven people"
	first := winnow(wordsOf("We should "+piece+" before winter, he said then."), 6)
	for _, around := range []string{"%s.", "He wants to %s who live there and know it", "Nobody could have known that one day they would %s"} {
		if both(least(first, 100), least(winnow(wordsOf(fmt.Sprintf(around, piece)), 6), 100)) == nil {
			t.Errorf("nothing in common with %q", fmt.Sprintf(around, piece))
		}
	}
}

func TestReadDay(t *testing.T) {
	tests := []struct {
		text, day string
		fits      bool
	}{
		{"on Sunday", "2031-05-04", true},
		{"on Sunday", "2031-05-05", false},
		{"On 3 March", "2031-03-03", true},
		{"March 3rd", "2031-03-04", false},
		{"in March", "2031-03-04", true},
		{"in May", "2031-03-04", false},
		{"last week", "2031-03-04", true},
		{"", "2031-03-04", true},
	}
	for _, tt := range tests {
		if got := readDay(tt.text).fits(readout.Day(tt.day)); got != tt.fits {
			t.Errorf("%q fits %s: %v, want %v", tt.text, tt.day, got, tt.fits)
		}
	}
}
