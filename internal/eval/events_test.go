package eval_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/internal/eval"
)

const eventLines = `{"id":"right","text":"a","expect":"event","events":[{"source":[{"country":"KST","sector":"MIL"}],"target":[{"country":"IGO"}],"plover":"ASSAULT","quad":4,"modes":["detain"]}]}
{"id":"second","text":"b","expect":"event","events":[{"source":[{"country":"KST"}],"target":[],"plover":"CONSULT","quad":1}]}
{"id":"none found","text":"c","expect":"event","events":[{"source":[{"country":"KST"}],"target":[],"plover":"AID","quad":2}]}

{"id":"speech","text":"a","expect":"statement"}
{"id":"silence","text":"c","expect":"statement"}
{"id":"sport","text":"d","expect":"none"}
`

func TestEvents(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.jsonl")
	if err := os.WriteFile(path, []byte(eventLines), 0o600); err != nil {
		t.Fatal(err)
	}
	kst := []eval.CodedSide{{Country: "KST", Sectors: []string{"MIL"}}}
	code := func(s string) []eval.CodedEvent {
		switch s {
		case "a":
			return []eval.CodedEvent{{Class: "ASSAULT", Modes: []string{"arrest"}, Actors: kst, Recipients: []eval.CodedSide{{Country: "UNO"}}, Real: true}}
		case "b": // the second shares more participants
			return []eval.CodedEvent{{Class: "AGREE", Actors: kst, Recipients: kst, Real: true}, {Class: "SUPPORT", Actors: kst, Real: true}}
		case "d":
			return []eval.CodedEvent{{Class: "PROTEST", Actors: kst}} // denied
		}
		return nil
	}
	got, err := eval.Events(context.Background(), path, eval.EventSystem{Code: code})
	if err != nil {
		t.Fatal(err)
	}
	third, half, precision := 100.0/3, 50.0, 200.0/3
	f1 := 100 * 4.0 / 6
	want := eval.EventScores{Sentences: 6, Events: 3, Class: third, Quad: 2 * third, Country: 2 * third, Record: third,
		StatementOnly: &half, LeadsF1: &f1, LeadsPrecision: &precision, LeadsRecall: &precision}
	near := cmp.Comparer(func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 })
	if diff := cmp.Diff(want, got, near); diff != "" {
		t.Errorf("scores (-want +got):\n%s", diff)
	}
}

func TestEvents_malformed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.jsonl")
	if err := os.WriteFile(path, []byte("{}\n{\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := eval.Events(context.Background(), path, eval.EventSystem{}); err == nil {
		t.Error("a broken line is no error")
	}
}
