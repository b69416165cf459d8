package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/text"
	"readout/text/conllu"
)

const treebank = `# newpar id = p1
# sent_id = s1
# text = “Don't go.”
1	“	“	PUNCT	` + "``" + `	_	4	punct	_	SpaceAfter=No
2-3	Don't	_	_	_	_	_	_	_	_
2	Do	do	AUX	VB	Mood=Imp|VerbForm=Fin	4	aux	_	_
3	n't	not	PART	RB	Polarity=Neg	4	advmod	_	_
4	go	go	VERB	VB	Mood=Imp|VerbForm=Fin	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	SpaceAfter=No
6	”	”	PUNCT	''	_	4	punct	_	_

# newpar id = p2
# sent_id = s2
# text = Rain
1	Rain	rain	NOUN	NN	Number=Sing	0	root	_	_

`

func readDocument(t *testing.T, s string) *text.Document {
	t.Helper()
	all, err := conllu.ReadAll(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	d, err := text.FromConllu(all)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestFromConllu(t *testing.T) {
	d := readDocument(t, treebank)
	if want := "“Don't go.”\n\nRain"; d.Text != want {
		t.Errorf("text is %q, want %q", d.Text, want)
	}
	for i, w := range d.Words {
		if d.Text[w.Start:w.End] != w.Form {
			t.Errorf("word %d is %q in the text, %q by its form", i, d.Text[w.Start:w.End], w.Form)
		}
	}
	if got := d.Form(d.Tokens[1]); got != "Don't" {
		t.Errorf("token 1 is %q", got)
	}
	var b strings.Builder
	if err := d.WriteConllu(&b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(treebank, b.String()); diff != "" {
		t.Errorf("written otherwise than read (-want +got):\n%s", diff)
	}
}

func TestFromConllu_notSpelled(t *testing.T) {
	d := readDocument(t, strings.Replace(treebank, "2-3	Don't", "2-3	Dont", 1))
	if want := "“Dont go.”\n\nRain"; d.Text != want {
		t.Errorf("text is %q, want %q", d.Text, want)
	}
	if d.Words[1].End != d.Words[2].Start || d.Words[2].Start != d.Words[2].End {
		t.Errorf("words of Dont: %+v, %+v", d.Words[1], d.Words[2])
	}
}

func TestDocument_tree(t *testing.T) {
	d := readDocument(t, treebank)
	if got := d.Root(0); got != 3 {
		t.Errorf("Root(0) = %d, want 3", got)
	}
	if got := d.Child(3, "advmod"); got != 2 {
		t.Errorf("Child(3, advmod) = %d, want 2", got)
	}
	if first, last := d.Subtree(3); first != 0 || last != 6 {
		t.Errorf("Subtree(3) = %d, %d, want 0, 6", first, last)
	}
	if first, last := d.Subtree(2); first != 2 || last != 3 {
		t.Errorf("Subtree(2) = %d, %d, want 2, 3", first, last)
	}
	if way, top := d.Path(1, 2); top != 1 || !cmp.Equal(way, []int{1, 3, 2}) {
		t.Errorf("Path(1, 2) = %v, %d", way, top)
	}
	if way, top := d.Path(1, 3); top != 1 || !cmp.Equal(way, []int{1, 3}) {
		t.Errorf("Path(1, 3) = %v, %d", way, top)
	}
	if !d.Under(1, 3) || d.Under(3, 1) {
		t.Error("Under: wrong way round")
	}
	if got := d.Words[1].Feat("VerbForm"); got != "Fin" {
		t.Errorf("Feat(VerbForm) = %q", got)
	}
}

// TestDocument_circle holds that walks end in a file's circles.
func TestDocument_circle(t *testing.T) {
	d := readDocument(t, strings.Replace(treebank, "0	root	_	SpaceAfter=No", "2	root	_	SpaceAfter=No", 1))
	if n := 0; true {
		for range d.Up(1) {
			n++
		}
		if n > 6 {
			t.Errorf("Up(1) climbs %d words", n)
		}
	}
	d.Subtree(1)
	d.Path(1, 2)
	d.Path(0, 5)
}

func TestDocument_WriteTree(t *testing.T) {
	d := readDocument(t, treebank)
	var b strings.Builder
	if err := d.WriteTree(&b); err != nil {
		t.Fatal(err)
	}
	want := `# “Don't go.”
go  root  VERB  VB  go  Mood=Imp|VerbForm=Fin
├─ “  punct  PUNCT  ` + "``" + `  “
├─ Do  aux  AUX  VB  do  Mood=Imp|VerbForm=Fin
├─ n't  advmod  PART  RB  not  Polarity=Neg
├─ .  punct  PUNCT  .  .
└─ ”  punct  PUNCT  ''  ”

# Rain
Rain  root  NOUN  NN  rain  Number=Sing
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("WriteTree (-want +got):\n%s", diff)
	}
}
