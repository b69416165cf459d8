package account

import (
	"testing"

	"readout"
	"readout/internal/link"
	"readout/text"
)

func TestTells(t *testing.T) {
	party := func(id, name, side string) readout.Participant {
		return readout.Participant{Party: readout.Party{ID: readout.Opt(id), Name: name, Type: "person", Side: readout.Opt(side)}}
	}
	lim, brun, ode := party("ana-lim", "Ana Lim", "RUV"), party("jan-brun", "Jan Brun", "OST"), party("ina-ode", "Ina Ode", "VEL")
	call := link.Event{Kind: "call", Date: readout.On("2024-05-05", readout.Stated), Participants: readout.List[readout.Participant]{lim, brun}}
	page := func(day readout.Day, words string, events ...readout.Event) readout.Record {
		return readout.Record{Article: readout.Article{Text: words, Published: readout.On(day, readout.Stated)}, Events: events}
	}
	other := readout.Event{Kind: "call", Status: readout.Happened, Participants: readout.List[readout.Participant]{lim, ode}, Evidence: readout.List[readout.Span]{{End: 10}}}
	tests := []struct {
		name string
		rec  readout.Record
		want bool
	}{
		{"both and the occasion", page("2024-05-06", "Lim used a telephone call with Brun to protest."), true},
		{"states in place of people", page("2024-05-05", "Ruvia's account of the call differed from that of Ostia."), true},
		{"days later", page("2024-05-09", "Lim used a telephone call with Brun to protest."), false},
		{"the day before", page("2024-05-04", "Lim used a telephone call with Brun to protest."), false},
		{"one side alone", page("2024-05-06", "Lim used a telephone call to protest."), false},
		{"another occasion", page("2024-05-06", "Lim wrote a letter to Brun."), false},
		{"no known day", page("", "Lim used a telephone call with Brun to protest."), false},
		{"a call with somebody else stands there", page("2024-05-06", "Lim called Ode after her call with Brun.", other), false},
	}
	names := func(side string) []string { return map[string][]string{"RUV": {"Ruvia"}, "OST": {"Ostia"}}[side] }
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tells(&tt.rec, &call, "2024-05-05", sidesIn(&call), names); got != tt.want {
				t.Errorf("tells = %t, want %t", got, tt.want)
			}
		})
	}
}

// What an account tells between its statements stands in the rows.
func TestCompare_rest(t *testing.T) {
	model := loaded(t)
	page := pageOf(model, "a", line{who: "the press office", words: "Lim welcomed the repair of the lighthouse"})
	words := page.Record.Article.Text + "\n\nThe minister drew her colleague's attention to the unpaid wages of the dockers."
	page.Record.Article.Text, page.Document = words, text.Annotate(model, words)
	for i := range page.Record.Statements {
		page.Record.Statements[i].Speaker.Type, page.Record.Statements[i].Level = "body", readout.Institution
	}
	lim := readout.Participant{Party: readout.Party{ID: "ana-lim", Name: "Ana Lim", Type: "person", Side: "RUV"}}
	got := Compare(Input{Pages: []Page{page}, A: "RUV", B: "OST", Words: WordsOf(model), Event: link.Event{Participants: readout.List[readout.Participant]{lim}}})
	if n := len(got.Rows); n != 2 {
		t.Errorf("%d rows (%v), want that of the lighthouse and that of the wages", n, table(&got))
	}
}
