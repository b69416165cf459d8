package eval

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"readout/text"
)

// sets makes a partition of "AB C": mentions A and B in one set, C in another.
func sets(s string) map[int]int {
	out, set := make(map[int]int), 0
	for _, r := range s {
		if r == ' ' {
			set++
			continue
		}
		out[int(r)] = set
	}
	return out
}

// TestMUC has the examples of Vilain et al. (1995).
func TestMUC(t *testing.T) {
	tests := []struct {
		gold, system      string
		precision, recall float64
	}{
		{"ABCD", "AB CD", 100, 200. / 3},
		{"AB CD", "ABCD", 200. / 3, 100},
		{"ABCD", "ABCD", 100, 100},
		{"ABC", "ACD", 50, 50},
		{"ABC D", "A B C D", 0, 0},
	}
	for _, tt := range tests {
		var m muc
		m.add(sets(tt.gold), sets(tt.system))
		if p, r := m.precision(), m.recall(); math.Abs(p-tt.precision) > 1e-6 || math.Abs(r-tt.recall) > 1e-6 {
			t.Errorf("%q for %q: precision %.1f, recall %.1f, want %.1f, %.1f", tt.system, tt.gold, p, r, tt.precision, tt.recall)
		}
	}
}

func TestBCubed(t *testing.T) {
	var c bcubed
	c.add(sets("ABCDE FG"), sets("ABCDEFG"))
	// Precision: five mentions of 5/7, two of 2/7; recall 1.
	p := (5*5./7 + 2*2./7) / 7
	if want := 200 * p / (p + 1); math.Abs(c.f1()-want) > 1e-6 {
		t.Errorf("F1 %.3f, want %.3f", c.f1(), want)
	}
}

const corefFile = `# newdoc id = one
# sent_id = 1
1	Ana	Ana	PROPN	NNP	_	3	nsubj	_	Entity=(1-person-new
2	Lim	Lim	PROPN	NNP	_	1	flat	_	Entity=1)
3	met	meet	VERB	VBD	_	0	root	_	_
4	her	she	PRON	PRP$	_	5	nmod:poss	_	Entity=(2-person-new(1-person-giv)
5	deputy	deputy	NOUN	NN	_	3	obj	_	Entity=2)

# newdoc id = two
# sent_id = 1
1	Lim	Lim	PROPN	NNP	_	2	nsubj	_	Entity=(1-person-new)
2	left	leave	VERB	VBD	_	0	root	_	_

`

func corefPath(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.conllu")
	if err := os.WriteFile(path, []byte(corefFile), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadCoref(t *testing.T) {
	docs, err := LoadCoref(corefPath(t))
	if err != nil || len(docs) != 2 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	want := []GoldMention{
		{First: 0, Last: 2, Head: 0, Chain: 1, Type: "person"},
		{First: 3, Last: 5, Head: 4, Chain: 2, Type: "person"},
		{First: 3, Last: 4, Head: 3, Chain: 1, Type: "person"},
	}
	if len(docs[0].Mentions) != len(want) {
		t.Fatalf("mentions %+v", docs[0].Mentions)
	}
	for i, m := range docs[0].Mentions {
		if m != want[i] {
			t.Errorf("mention %d is %+v, want %+v", i, m, want[i])
		}
	}
}

// TestCoref lets a pronoun be linked rightly, wrongly and not at all.
func TestCoref(t *testing.T) {
	for name, tt := range map[string]struct {
		to   int
		want float64
	}{"right": {0, 100}, "wrong": {2, 0}, "not linked": {text.NoMention, 0}} {
		fill := func(d *text.Document) {
			if len(d.Words) < 5 {
				return
			}
			d.Mentions = []text.Mention{
				{First: 0, Last: 2, Head: 0, Kind: text.NameMention, Antecedent: text.NoMention, Entity: 0},
				{First: 3, Last: 4, Head: 3, Kind: text.PronounMention, Antecedent: tt.to, Entity: 1},
				{First: 3, Last: 5, Head: 4, Kind: text.NounMention, Antecedent: text.NoMention, Entity: 2},
			}
			sets := [][]int{{0}, {1}, {2}}
			if tt.to >= 0 {
				d.Mentions[1].Entity = tt.to
				sets[1], sets[tt.to] = nil, []int{min(1, tt.to), max(1, tt.to)}
			}
			for _, s := range sets {
				d.Entities = append(d.Entities, text.Entity{Mentions: s, Name: text.NoMention})
			}
		}
		s, err := Coref(context.Background(), corefPath(t), fill)
		if err != nil {
			t.Fatal(err)
		}
		if s.Pronouns != tt.want || s.Count != 1 {
			t.Errorf("%s: %.1f of %d pronouns, want %.1f of 1", name, s.Pronouns, s.Count, tt.want)
		}
	}
}

func TestGAP(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.tsv")
	file := "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n" +
		"1\tÄna Lim met Bo Oss when she left.\tshe\t24\tÄna Lim\t0\tTRUE\tBo Oss\t12\tFALSE\tu\n"
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	words := func(entity int) func(string) *text.Document {
		return func(s string) *text.Document {
			d := text.Annotate(nil, s)
			for i := range d.Words {
				m := text.Mention{First: i, Last: i + 1, Head: i, Kind: text.NameMention, Antecedent: text.NoMention, Entity: i}
				e := text.Entity{Mentions: []int{i}}
				if d.Words[i].Form == "she" {
					m.Kind, m.Antecedent, m.Entity = text.PronounMention, entity, entity
					d.Entities[entity].Mentions = append(d.Entities[entity].Mentions, i)
				}
				d.Mentions, d.Entities = append(d.Mentions, m), append(d.Entities, e)
			}
			return d
		}
	}
	for entity, want := range map[int]float64{1: 100, 3: 0} {
		s, err := GAP(context.Background(), path, words(entity))
		if err != nil {
			t.Fatal(err)
		}
		if s.Pronouns != want || s.F1 != want || s.Feminine != want || s.Masculine != 0 {
			t.Errorf("linked to word %d: %+v, want %.0f", entity, s, want)
		}
	}
}
