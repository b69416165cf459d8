package refusal_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/internal/refusal"
	"readout/text"
)

func TestRead(t *testing.T) {
	got, err := refusal.Read(strings.NewReader("# of calls\nyes\tLim [would not say] {why}.\nno\tLim said why.\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []refusal.Sentence{{Text: "Lim would not say why.", Tells: true, Cue: [][2]int{{4, 17}}, Matter: [][2]int{{18, 21}}}, {Text: "Lim said why."}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
	for _, line := range []string{"maybe\tLim", "yes Lim", "yes\t[Lim", "yes\tLim]", "yes\t[Lim {said]}"} {
		if _, err := refusal.Read(strings.NewReader(line)); err == nil {
			t.Errorf("%q was read", line)
		}
	}
}

func TestLoadRejects(t *testing.T) {
	for _, data := range []string{"", "\x01", "\x01\x02\x00\x00\x00\x00abcd"} {
		if _, err := refusal.Load([]byte(data)); err == nil {
			t.Errorf("%q was loaded", data)
		}
	}
	if refusal.Loaded() == nil {
		t.Error("the embedded weights do not fit")
	}
}

// What is learnt from a few examples tells them apart.
func TestLearn(t *testing.T) {
	examples := []refusal.Example{{Features: []uint32{1, 2}, Tells: true, Class: "deferred"}, {Features: []uint32{3, 2}}}
	j, err := refusal.Load(refusal.Learn(examples, 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range examples {
		p, class := j.Tells(&refusal.Clause{Features: x.Features})
		if p >= 0.5 != x.Tells || x.Tells && class != x.Class {
			t.Errorf("%v: %.2f %s, want %t %s", x.Features, p, class, x.Tells, x.Class)
		}
	}
}

// Trees of any shape, also with rings, give spans within the document.
func FuzzClauses(f *testing.F) {
	f.Add([]byte{1, 2, 3, 0, 1, 4, 9, 7})
	lemmas := []string{"not", "question", "say", "decline", "whether", "on", "call", "x"}
	rels := []string{"root", "nsubj", "obj", "xcomp", "ccomp", "advmod", "obl", "case", "conj", "acl", "aux"}
	tags := []string{"VERB", "NOUN", "PUNCT", "ADJ", "PROPN", "CCONJ"}
	f.Fuzz(func(t *testing.T, data []byte) {
		n := min(len(data)/3, 60)
		d := &text.Document{Sentences: []text.Sentence{{First: 0, Last: n}}}
		for i := range n {
			b := data[3*i:]
			d.Words = append(d.Words, text.Word{Start: i, End: i + 1, Form: "x", Lemma: lemmas[int(b[0])%len(lemmas)],
				DepRel: rels[int(b[1])%len(rels)], UPOS: tags[int(b[1]>>3)%len(tags)], Head: int(b[2]%64) - 2})
		}
		for _, c := range refusal.Clauses(d, 0, func(int) bool { return false }) {
			for _, s := range []refusal.Span{c.Cue, c.Source, c.Matter} {
				if !s.Empty() && (s.First < 0 || s.Last > n) {
					t.Errorf("span %v of %d words", s, n)
				}
			}
		}
	})
}
