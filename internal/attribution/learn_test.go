package attribution_test

import (
	"io"
	"strings"
	"testing"

	"readout/internal/attribution"
	"readout/models/en"
	"readout/text"
)

// example annotates a text in which [ ] stand around the source, < > around the cue and
// { } around the content.
func example(m *text.Model, marked string) attribution.Example {
	plain := strings.NewReplacer("[", "", "]", "", "<", "", ">", "", "{", "", "}", "").Replace(marked)
	d := text.Annotate(m, plain)
	span := func(open, shut string) attribution.Span {
		strip := strings.NewReplacer("[", "", "]", "", "<", "", ">", "", "{", "", "}", "")
		start := len(strip.Replace(marked[:strings.Index(marked, open)]))
		end := len(strip.Replace(marked[:strings.Index(marked, shut)]))
		var s attribution.Span
		for i, w := range d.Words {
			if w.Start >= start && w.End <= end {
				if s.Last == 0 {
					s.First = i
				}
				s.Last = i + 1
			}
		}
		return s
	}
	a := attribution.Attribution{Source: span("[", "]"), Cue: span("<", ">"), Content: []attribution.Span{span("{", "}")}}
	return attribution.Example{Document: d, Gold: []attribution.Attribution{a}}
}

func TestLearn(t *testing.T) {
	language, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	var examples []attribution.Example
	for range 10 {
		examples = append(examples,
			example(language, "[The minister] <said> {that the talks had failed}. The envoy left the room."),
			example(language, "{“We will not sign,”} <said> [Ana Lim]. She closed the door."),
			example(language, "The bridge was open. <According to> [the ministry], {nobody was hurt}."),
		)
	}
	o := attribution.Defaults()
	o.CueSlots, o.RoleSlots, o.WholeSlots, o.Groups, o.Folds, o.Runs = 3000, 9000, 2000, [2]int{2, 4}, 2, 2
	m := attribution.Learn(o, examples, language, io.Discard)
	if again := attribution.Learn(o, examples, language, io.Discard); string(again.Bytes()) != string(m.Bytes()) {
		t.Error("the same examples give other weights")
	}
	in := "The envoy said that the bridge was open."
	d := text.Annotate(language, in)
	found := m.FindAll(d, 0.2)
	if len(found) != 1 || wordsOf(d, found[0].Content...) != "that the bridge was open" || wordsOf(d, found[0].Source) != "The envoy" {
		t.Errorf("FindAll(%q) = %+v", in, found)
	}
}
