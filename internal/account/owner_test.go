package account

import (
	"slices"
	"testing"

	"readout"
	"readout/internal/link"
	"readout/text"
)

// What a ministry's own page has the other side say stands in the ministry's account.
func TestCompare_owner(t *testing.T) {
	model := loaded(t)
	tests := []struct {
		name    string
		article readout.Article
		want    string
	}{
		{"a letterhead", readout.Article{Headline: "Ministry of Foreign Affairs of Ruvia"}, "RUV"},
		{"a letterhead of the other side", readout.Article{Publisher: "Ostian Foreign Ministry"}, "OST"},
		{"who says most", readout.Article{Headline: "Lim meets Brun"}, "RUV"},
		{"an outlet's page", readout.Article{Headline: "Lim meets Brun", Dateline: "LURRA, May 5"}, ""},
		{"another outlet's page", readout.Article{Publisher: "Sella Times"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll undermines trade"},
				line{who: "Ana Lim", side: "RUV", words: "the lighthouse was repaired"}, line{who: "Jan Brun", side: "OST", words: "a third of the debt was cancelled"})
			tt.article.Text, tt.article.Language = page.Record.Article.Text, "en"
			page.Record.Article = tt.article
			c := &comparer{in: Input{Names: sideNames}}
			units := unitsOf(page, 0, nil, c.calls)
			if got := c.owner(page, units); got != tt.want {
				t.Fatalf("owner = %q, want %q", got, tt.want)
			}
			c.owned(page, units)
			if tt.want != "" && slices.ContainsFunc(units, func(u *unit) bool { return u.voice.side != tt.want }) {
				t.Errorf("not all of the page is told by %s", tt.want)
			}
		})
	}
}

func sideNames(side string) []string {
	return map[string][]string{"RUV": {"Ruvia", "Ruvian"}, "OST": {"Ostia", "Ostian"}}[side]
}

// Matters that were discussed are told one by one.
func TestCompare_listed(t *testing.T) {
	model := loaded(t)
	tests := []struct {
		words string
		want  int // rows
	}{
		{"The ministers discussed the ferry toll and the release of the sailors", 2},
		{"The ministers discussed trade in wheat and timber", 1},
		{"The ministers exchanged views on the ferry toll", 1},
	}
	for _, tt := range tests {
		page := pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: tt.words})
		got := Compare(Input{Pages: []Page{page}, A: "RUV", B: "OST", Words: WordsOf(model), Event: link.Event{}})
		if n := len(got.Rows); n != tt.want {
			t.Errorf("%q: %d rows (%v), want %d", tt.words, n, table(&got), tt.want)
		}
	}
}

func TestPrintedOn(t *testing.T) {
	tests := []struct {
		dateline  readout.Opt
		published readout.Interval
		want      bool
	}{
		{"OLVIK, May 6 (Sella Times)", readout.Interval{}, true},
		{"OLVIK, May 6 (Sella Times)", readout.On("2023-05-06", readout.Stated), false},
		{"OLVIK, May 4", readout.Interval{}, false},
		{"OLVIK", readout.Interval{}, false},
	}
	for _, tt := range tests {
		rec := &readout.Record{Article: readout.Article{Dateline: tt.dateline, Published: tt.published}}
		if got := printedOn(rec, "2024-05-05"); got != tt.want {
			t.Errorf("printedOn(%q, %v) = %t", tt.dateline, tt.published, got)
		}
	}
}

func TestRetold(t *testing.T) {
	person := func(id, side string) readout.Participant {
		return readout.Participant{Party: readout.Party{ID: readout.Opt(id), Name: id, Type: "person", Side: readout.Opt(side)}}
	}
	office := func(name string) readout.Participant {
		return readout.Participant{Party: readout.Party{Name: name, Type: "office"}}
	}
	state := readout.Participant{Party: readout.Party{ID: "OST", Name: "Ostia", Type: "state", Side: "OST"}}
	counterpart := readout.Participant{Party: readout.Party{Name: "Ostian counterpart", Type: "group", Side: "OST"}}
	lim, brun := person("ana-lim", "RUV"), person("jan-brun", "OST")
	tests := []struct {
		name string
		ev   readout.Event
		want bool
	}{
		{"one by his title", readout.Event{Kind: "meeting", Participants: readout.List[readout.Participant]{lim, office("Prime Minister")}}, true},
		{"titles alone", readout.Event{Kind: "meeting", Participants: readout.List[readout.Participant]{office("Foreign Minister"), counterpart}}, true},
		{"the visit", readout.Event{Kind: "visit", Participants: readout.List[readout.Participant]{lim, state}}, true},
		{"another visit", readout.Event{Kind: "visit", Date: readout.Time{Text: "last year"}, Participants: readout.List[readout.Participant]{lim, state}}, false},
		{"somebody else", readout.Event{Kind: "meeting", Participants: readout.List[readout.Participant]{lim, person("ina-ode", "VEL")}}, false},
	}
	for _, tt := range tests {
		if got := retold(&tt.ev, Page{Record: &readout.Record{}, Events: []readout.EventID{"e"}}, []readout.Participant{lim, brun}); got != tt.want {
			t.Errorf("%s: retold = %t", tt.name, got)
		}
	}
}

// What the guest said stands in the account of the office that passes it on, though the page does not
// say whose office that is.
func TestJointly_passedOn(t *testing.T) {
	model := loaded(t)
	page := pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: "the ferry toll undermines trade"},
		line{who: "Ana Lim", side: "RUV", words: "the lighthouse was repaired"}, line{who: "Ana Lim", side: "RUV", words: "a road was built"},
		line{who: "Jan Brun", side: "OST", relay: "the press office", words: "the courts were better than before"})
	c := &comparer{in: Input{Names: sideNames}}
	units := unitsOf(page, 0, nil, c.calls)
	jointly(units)
	if got := units[len(units)-1].voice.side; got != "RUV" {
		t.Errorf("side = %q, want that of the page", got)
	}
}

func TestEndsBefore(t *testing.T) {
	model := loaded(t)
	tests := []struct {
		words string
		from  int // the first word of what is free
		want  bool
	}{
		{"Brun stated that Sorrel is and remains an inseparable part of Ostia.", 6, true},
		{"Brun backed a hotline and handed over a list of ships.", 5, false},
	}
	for _, tt := range tests {
		d := text.Annotate(model, tt.words)
		u := &unit{doc: d, words: []int{tt.from - 3, tt.from - 2}}
		run := make([]int, 0, len(d.Words))
		for i := tt.from; i < len(d.Words)-1; i++ {
			run = append(run, i)
		}
		if got := endsBefore(d, map[int]*unit{tt.from - 2: u}, run) == u; got != tt.want {
			t.Errorf("%q: %q goes on = %t", tt.words, d.Words[tt.from].Form, got)
		}
	}
}

func TestAsks(t *testing.T) {
	model := loaded(t)
	for words, want := range map[string]bool{"What happens if the judges refuse?": true, "The judges refuse.": false} {
		if d := text.Annotate(model, words); asks(d, d.Sentences[0]) != want {
			t.Errorf("asks(%q) = %t", words, !want)
		}
	}
}

// Who asked for the meeting is told in several words.
func TestComparer_whose(t *testing.T) {
	model := loaded(t)
	tests := []struct{ words, want string }{
		{"The meeting took place at the wish of Ruvia", "RUV"},
		{"The meeting took place at the initiative of the Ostian side", "OST"},
		{"The president was invited by Ostia to his office", "OST"},
		{"The president invited Brun to Ruvia", ""},
	}
	for _, tt := range tests {
		page := pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: tt.words})
		c := prepared(Input{Pages: []Page{page}, A: "RUV", B: "OST", Names: sideNames})
		c.common()
		got := ""
		for _, side := range c.whose(c.units[0]) {
			got = side
		}
		if got != tt.want {
			t.Errorf("%q: whose = %q, want %q", tt.words, got, tt.want)
		}
	}
}

// How somebody came to an encounter tells no more than that it was.
func TestComparer_opens(t *testing.T) {
	model := loaded(t)
	tests := []struct {
		words string
		want  bool
	}{
		{"President Ana Lim returned from Olvik, where she had met Prime Minister Jan Brun", true},
		{"Ana Lim spoke with Jan Brun", true},
		{"Ana Lim told Jan Brun that the ferry would return", false},
	}
	for _, tt := range tests {
		page := pageOf(model, "a", line{who: "Ana Lim", side: "RUV", words: tt.words}, line{who: "Jan Brun", side: "OST", words: "the toll was lawful"})
		c := prepared(Input{Pages: []Page{page}, A: "RUV", B: "OST", Names: sideNames})
		if got := c.opens(c.units[0]); got != tt.want {
			t.Errorf("%q: opens = %t", tt.words, got)
		}
	}
}

// What a speech tells in the first person of the other is no joke at its end.
func TestToOther(t *testing.T) {
	model := loaded(t)
	for words, want := range map[string]bool{
		"I also asked him to give back the bell.":     true,
		"We urged the minister to open the road.":     true,
		"She urged him to open the road.":             true,
		"We have also made headway with the harbour.": false,
		"Nobody asked him to give back the bell.":     false,
	} {
		d := text.Annotate(model, words)
		var run []int
		for i := range d.Words {
			run = append(run, i)
		}
		if toOther(d, run) != want {
			t.Errorf("toOther(%q) = %t", words, !want)
		}
	}
}
