package train

import (
	"strings"
	"testing"
)

const reportedCorpus = `1	Lim	_	PROPN	NNP	_	2	nsubj	_	_
2	said	_	VERB	VBD	_	0	root	_	_
3	talks	_	NOUN	NNS	_	4	nsubj	_	_
4	failed	_	VERB	VBD	_	2	ccomp	_	_
5	.	_	PUNCT	.	_	2	punct	_	_

1	They	_	PRON	PRP	_	3	nsubj	_	_
2	will	_	AUX	MD	_	3	aux	_	_
3	sign	_	VERB	VB	_	0	root	_	_
4	it	_	PRON	PRP	_	3	obj	_	_
5	.	_	PUNCT	.	_	3	punct	_	_
`

// TestReported asks that made sentences are trees and keep who said and what was said.
func TestReported(t *testing.T) {
	all, err := read(strings.NewReader(reportedCorpus))
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for seed := range uint64(40) {
		for _, s := range Reported(all, seed) {
			checkReported(t, s)
			seen[s.Words[0].Form] = true
		}
	}
	if !seen["Lim"] || !seen["Asked"] {
		t.Errorf("sentences open with %v, want Lim and Asked", seen)
	}
}

func checkReported(t *testing.T, s Sentence) {
	t.Helper()
	var forms []string
	at := make(map[string]int)
	for i, w := range s.Words {
		forms = append(forms, w.Form)
		at[w.Form] = i
	}
	line := strings.Join(forms, " ")
	for i := range s.Words {
		steps := 0
		for v := i; v >= 0; v = s.Words[v].Head {
			if steps++; steps > len(s.Words) {
				t.Fatalf("%s: heads go round in a circle at %d", line, i)
			}
		}
	}
	verb := s.Words[at["Lim"]].Head
	if s.Words[verb].Head >= 0 || s.Words[at["failed"]].Head != verb || s.Words[at["talks"]].Head != at["failed"] {
		t.Errorf("%s: heads of Lim, failed, talks are wrong", line)
	}
	if i, ok := at["reporters"]; ok && s.Words[i].Rel == "iobj" && s.Words[i].Head != verb {
		t.Errorf("%s: reporters hang on %d", line, s.Words[i].Head)
	}
	mark := max(at["whether"], at["if"])
	if i, ok := at["Asked"]; ok && (s.Words[i].Head != verb || s.Words[at["sign"]].Head != i || s.Words[mark].Head != at["sign"]) {
		t.Errorf("%s: the question hangs wrong", line)
	}
}
