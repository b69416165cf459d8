package train

import (
	"strings"
	"testing"
)

const printedCorpus = `# genre = news
1	"	_	PUNCT	QQ	_	3	punct	_	_
2	We	_	PRON	PRP	_	3	nsubj	_	_
3	won	_	VERB	VBD	_	7	ccomp	_	_
4	,	_	PUNCT	,	_	3	punct	_	_
5	"	_	PUNCT	''	_	3	punct	_	_
6	she	_	PRON	PRP	_	7	nsubj	_	_
7	told	_	VERB	VBD	_	0	root	_	_
8	Mr.	_	PROPN	NNP	_	9	nmod:desc	_	_
9	Lim	_	PROPN	NNP	_	7	obj	_	_
10	's	_	PART	POS	_	9	case	_	_

1	Lim	_	PROPN	NNP	_	2	nsubj	_	_
2	met	_	VERB	VBD	_	0	root	_	_
3	two	_	NUM	CD	_	4	nummod	_	_
4	envoys	_	NOUN	NNS	_	2	obj	_	_
5	late	_	ADV	RB	_	2	advmod	_	_
6	in	_	ADP	IN	_	7	case	_	_
7	Lurra	_	PROPN	NNP	_	2	obl	_	_
`

// TestPrinted asks that sentences keep their trees and get the marks of other papers.
func TestPrinted(t *testing.T) {
	all, err := read(strings.NewReader(strings.ReplaceAll(printedCorpus, "QQ", "``")))
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		all[i].Genre = "news"
	}
	seen := make(map[string]bool)
	for seed := range uint64(40) {
		for _, s := range Printed(all, seed) {
			for i, w := range s.Words {
				seen[w.Form] = true
				steps := 0
				for v := i; v >= 0; v = s.Words[v].Head {
					if steps++; steps > len(s.Words) {
						t.Fatalf("%v: heads go round in a circle at %d", s.Words, i)
					}
				}
				if w.Form == "envoys" && s.Words[w.Head].Form != "met" || w.Form == "LURRA" && s.Words[w.Head].Form != "met" {
					t.Errorf("%v: %s hangs on %s", s.Words, w.Form, s.Words[w.Head].Form)
				}
			}
		}
	}
	for _, form := range []string{"Mr", "“", "”", "‘", "’", "’s", "LURRA", "(", "–"} {
		if !seen[form] {
			t.Errorf("no sentence has %q", form)
		}
	}
}
