package eval

import (
	"errors"
	"math"
	"strings"
	"testing"

	"readout"
	"readout/text"
	"readout/text/conllu"
)

// bank returns a document of sentences parted by "|", of tokens parted by blanks, of
// words parted by "+" and written form/UPOS/head/relation, the last two counted and
// optional.
func bank(t *testing.T, s string) *text.Document {
	t.Helper()
	var all []conllu.Sentence
	for sent := range strings.SplitSeq(s, "|") {
		var b conllu.Sentence
		for token := range strings.FieldsSeq(sent) {
			b.Rows = append(b.Rows, tokenRows(len(wordsOf(b.Rows)), token)...)
		}
		all = append(all, b)
	}
	d, err := text.FromConllu(all)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func wordsOf(rows []conllu.Row) (words []conllu.Row) {
	for _, r := range rows {
		if r.IsWord() {
			words = append(words, r)
		}
	}
	return words
}

func tokenRows(before int, token string) []conllu.Row {
	form, parts := "", strings.Split(token, "+")
	var rows []conllu.Row
	for i, part := range parts {
		f := append(strings.Split(part, "/"), "_", "_", "_")
		form += f[0]
		rows = append(rows, conllu.Row{ID: number(before + i + 1), Form: f[0], Lemma: "_", UPOS: f[1], XPOS: "_",
			Feats: "_", Head: f[2], DepRel: f[3], Deps: "_", Misc: "_"})
	}
	if len(parts) > 1 {
		id := number(before+1) + "-" + number(before+len(parts))
		rows = append([]conllu.Row{{ID: id, Form: form, Lemma: "_", UPOS: "_", XPOS: "_", Feats: "_",
			Head: "_", DepRel: "_", Deps: "_", Misc: "_"}}, rows...)
	}
	return rows
}

func number(n int) string { return string(rune('0' + n)) }

// TestScoreUD counts by hand what the shared task's definitions give.
func TestScoreUD(t *testing.T) {
	tests := []struct {
		name, gold, system string
		want               UDRawScores
	}{
		{"the same", "A/X/2/det b/N/0/root", "A/X/2/det b/N/0/root",
			raw(100, 100, 100, 100, 100, 100)},
		{"a subtype is left aside", "A/X/2/nsubj b/N/0/root", "A/X/2/nsubj:pass b/N/0/root",
			raw(100, 100, 100, 100, 100, 100)},
		{"wrong label, wrong tag", "A/X/2/det b/N/0/root", "A/Y/2/amod b/N/0/root",
			raw(100, 100, 100, 50, 100, 50)},
		{"wrong head", "A/X/2/det b/N/0/root c/N/2/obj", "A/X/3/det b/N/0/root c/N/2/obj",
			raw(100, 100, 100, 100, 200./3, 200./3)},
		// Tokens: 3 gold, 2 system, 1 the same. Sentences span the same characters.
		{"two tokens as one", "A/X/3/det b/N/3/amod c/N/0/root", "Ab/X/2/det c/N/0/root",
			raw(100, 40, 40, 40, 40, 40)},
		// Sentences: 1 gold, 2 system, none the same. The second root has another head.
		{"a sentence cut in two", "A/X/2/det b/N/0/root c/N/2/obj", "A/X/2/det b/N/0/root | c/N/0/root",
			raw(0, 100, 100, 100, 200./3, 200./3)},
		// Words of a multiword token are aligned by form: do, nt against do, n't.
		{"a multiword token split at another place", "do/A/3/aux+n't/P/3/advmod go/V/0/root", "don/A/3/aux+'t/P/3/advmod go/V/0/root",
			raw(100, 100, 100./3, 100./3, 100./3, 100./3)},
		// Tokens: 2 gold, 3 system, 1 the same. Words: all three.
		{"two tokens for a multiword token", "do/A/3/aux+n't/P/3/advmod go/V/0/root", "do/A/3/aux n't/P/3/advmod go/V/0/root",
			raw(100, 40, 100, 100, 100, 100)},
		// Words: 3 gold, 2 system, only go the same.
		{"one token for a multiword token", "do/A/3/aux+n't/P/3/advmod go/V/0/root", "don't/A/2/aux go/V/0/root",
			raw(100, 100, 40, 40, 40, 40)},
		{"no tree", "A/X/2/det b/N/0/root", "A/X b/N", raw(100, 100, 100, 100, 0, 0)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := scoreUD(bank(t, tt.gold), bank(t, tt.system))
			if err != nil {
				t.Fatal(err)
			}
			if !nearUD(got, tt.want) {
				t.Errorf("scoreUD = %+v, want %+v", got, tt.want)
			}
		})
	}
}

func raw(sentences, tokens, words, upos, uas, las float64) UDRawScores {
	return UDRawScores{SentencesF1: sentences, TokensF1: tokens, WordsF1: words,
		UDScores: UDScores{UPOS: upos, UAS: uas, LAS: las}}
}

func nearUD(a, b UDRawScores) bool {
	same := true
	for _, pair := range [][2]float64{{a.SentencesF1, b.SentencesF1}, {a.TokensF1, b.TokensF1}, {a.WordsF1, b.WordsF1},
		{a.UPOS, b.UPOS}, {a.UAS, b.UAS}, {a.LAS, b.LAS}} {
		same = same && math.Abs(pair[0]-pair[1]) < 1e-9
	}
	return same
}

func TestScoreUD_otherText(t *testing.T) {
	if _, err := scoreUD(bank(t, "A b"), bank(t, "A c")); !errors.Is(err, readout.ErrInvalid) {
		t.Errorf("scoreUD of two texts: %v", err)
	}
}

func TestUniversalFeats(t *testing.T) {
	if got, want := universalFeats("Tense=Past|NumForm=Word|Mood=Ind"), "Mood=Ind|Tense=Past"; got != want {
		t.Errorf("universalFeats = %q, want %q", got, want)
	}
}
