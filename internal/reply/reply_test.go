package reply_test

import (
	"strings"
	"testing"

	"readout/internal/reply"
)

func TestEvades(t *testing.T) {
	m := reply.Loaded()
	if m == nil {
		t.Fatal("the embedded weights do not fit")
	}
	for _, c := range []struct {
		sentence string
		asked    bool
		evades   bool
	}{
		{"I'm not going to speculate about the lamp", true, true},
		{"That would be one for the finance ministry", true, true},
		{"she could not confirm reports of a second boat", false, true},
		{"it did not comment on individual orders", false, true},
		{"Ask the finance minister", true, true},
		{"The lamp cost eleven crowns", true, false},
		{"We will not sell the lamp", true, false},
		{"the lamp would be lit on Friday", false, false},
		{"he had nothing to hide", false, false},
	} {
		if p, class := m.Evades(c.sentence, c.asked); p >= 0.5 != c.evades {
			t.Errorf("%q: chance of no answer %.2f (%s), want no answer: %t", c.sentence, p, class, c.evades)
		}
	}
}

func TestReadRejects(t *testing.T) {
	for _, line := range []string{"answer\tany", "maybe\tany\tYes", "answer\tnever\tYes"} {
		if _, err := reply.Read(strings.NewReader(line)); err == nil {
			t.Errorf("%q was read", line)
		}
	}
}

func TestLoadRejects(t *testing.T) {
	for _, data := range []string{"", "\x01", "\x01\x02\x00\x00\x00\x00abcd"} {
		if _, err := reply.Load([]byte(data)); err == nil {
			t.Errorf("%q was loaded", data)
		}
	}
}

// What is learnt from a few examples tells them apart.
func TestLearn(t *testing.T) {
	examples := []reply.Example{{"no comment", "no-comment", true}, {"We do not comment", "no-comment", true}, {"Yes, we did", "answer", true}, {"On Friday", "answer", true}}
	m, err := reply.Load(reply.Learn(examples, 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range examples {
		p, class := m.Evades(x.Sentence, x.Asked)
		if none := x.Class != "answer"; p >= 0.5 != none || none && class != x.Class {
			t.Errorf("%q: %.2f %s, want %s", x.Sentence, p, class, x.Class)
		}
	}
}

func FuzzEvades(f *testing.F) {
	f.Add("I'm not going to say", true)
	f.Add("'s 'll n't \xff", false)
	m := reply.Loaded()
	f.Fuzz(func(t *testing.T, s string, asked bool) {
		if p, class := m.Evades(s, asked); p < 0 || p > 1 || class == "" {
			t.Errorf("%q: %v %q", s, p, class)
		}
	})
}
