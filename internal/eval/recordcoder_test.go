package eval_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/internal/eval"
)

func TestRecordCoder(t *testing.T) {
	party := func(name, side string) readout.Party { return readout.Party{Name: name, Side: readout.Opt(side)} }
	velmora, kestria := party("Velmora", "VLM"), party("Kestria", "KST")
	rec := readout.Record{
		Events: []readout.Event{{Class: "COERCE", Mode: readout.List[string]{"arrest"}, Status: readout.Happened, Mentions: readout.List[readout.Span]{{Start: 40}},
			Participants: readout.List[readout.Participant]{{Party: kestria, Role: "actor", Country: "KST"}, {Party: party("Ode", ""), Role: "recipient", Sector: readout.List[string]{"CVL"}}}}},
		Statements: []readout.Statement{
			{Class: "ACCUSE", Cue: readout.List[readout.Span]{{Start: 8}}, Speaker: &velmora,
				Actor:  readout.List[readout.Participant]{{Party: velmora, Role: "actor", Country: "VLM", Sector: readout.List[string]{"GOV"}}},
				Target: readout.List[readout.Participant]{{Party: kestria, Role: "recipient", Country: "KST"}}},
			{Class: "REQUEST", Cue: readout.List[readout.Span]{{Start: 60}}, Speaker: &velmora, Addressee: &kestria},
			{Cue: readout.List[readout.Span]{{Start: 1}}, Speaker: &velmora}, // says, and no more
		},
	}
	got := eval.RecordCoder(func(string) readout.Record { return rec })("")
	side := func(name, country string, sectors ...string) []eval.CodedSide {
		return []eval.CodedSide{{Text: name, Country: country, Sectors: sectors}}
	}
	want := []eval.CodedEvent{
		{Class: "ACCUSE", Actors: side("Velmora", "VLM", "GOV"), Recipients: side("Kestria", "KST"), Real: true},
		{Class: "COERCE", Modes: []string{"arrest"}, Actors: side("Kestria", "KST"), Recipients: side("Ode", "", "CVL"), Real: true},
		{Class: "REQUEST", Actors: side("Velmora", "VLM"), Recipients: side("Kestria", "KST"), Real: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("coded (-want +got):\n%s", diff)
	}
}
