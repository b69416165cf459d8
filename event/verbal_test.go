package event_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/event"
)

// does is what a statement does: "ACCUSE: actors -> targets".
func does(s *readout.Statement) string {
	name := func(list []readout.Participant) string {
		var out []string
		for _, p := range list {
			n := string(p.ID)
			if n == "" {
				n = "(" + p.Name + ")"
			}
			out = append(out, n+"/"+string(p.Country))
		}
		return strings.Join(out, ", ")
	}
	if s.Class == "" {
		return ""
	}
	return string(s.Class) + ": " + name(s.Actor) + " -> " + name(s.Target)
}

// TestFind_acts has acts of words: those of statements, and those that no statement carries.
func TestFind_acts(t *testing.T) {
	tests := map[string]struct {
		body       string
		statements []string
		events     []string
	}{
		"the cue": {
			body:       "Ruvia accused Ostland of breaking the truce.",
			statements: []string{"ACCUSE: RUV/RUV -> OST/OST"},
		},
		"what the speaker says first": {
			body:       "Ruvia said it would cut ties with Ostland.",
			statements: []string{"THREATEN: RUV/RUV -> OST/OST"},
		},
		"whose demand it was": {
			body:       "Ruvia rejected an Ostlandic demand for access to the port.",
			statements: []string{"REJECT: RUV/RUV -> OST/OST"},
		},
		"a saying": {
			body:       "Ruvian President Ana Lim said the harvest had been good.",
			statements: []string{""},
		},
		"no answer": {
			body:       "The Ruvian president declined to comment on Ostland.",
			statements: []string{""},
		},
		"no words reported": {
			body:   "Miners in Ruvia have threatened a strike.",
			events: []string{"THREATEN"},
		},
		"a deed, in somebody's words": {
			body:   "Ruvian rebels blew up a bridge near Port Even, police said.",
			events: []string{"ASSAULT"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			in := input(t, "", test.body)
			var events, statements []string
			for _, e := range event.Find(in) {
				events = append(events, string(e.Class))
			}
			for i := range in.Statements {
				statements = append(statements, does(&in.Statements[i]))
			}
			if diff := cmp.Diff(test.events, events); diff != "" {
				t.Errorf("events (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.statements, statements); diff != "" && test.statements != nil {
				t.Errorf("statements (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSpoken(t *testing.T) {
	for kind, class := range map[string]string{"signing": "SUPPORT", "meeting": "AGREE", "trial": "ACCUSE", "attack": "ASSAULT"} {
		if event.Spoken(&readout.Event{Kind: kind, Class: readout.Opt(class)}) {
			t.Errorf("a %s is not done with words alone", kind)
		}
	}
	if !event.Spoken(&readout.Event{Kind: "refusal", Class: "REJECT"}) {
		t.Error("a refusal is an act of words")
	}
}
