package plover

import (
	"slices"
	"strings"
	"testing"
)

// modes are PLOVER 2.0's classes with their modes.
var modes = map[string]string{
	"AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
	"CONSULT":  "visit third-party multilateral phone",
	"RETREAT":  "withdraw release disarm ceasefire access resign",
	"REQUEST":  "assist change yield meet",
	"REJECT":   "assist change yield meet",
	"ACCUSE":   "disapprove investigate allege",
	"THREATEN": "restrict arrest relations expel territory violence",
	"PROTEST":  "demo riot strike hunger boycott obstruct vandalize",
	"SANCTION": "convict expel withdraw discontinue",
	"MOBILIZE": "troops weapons police militia",
	"COERCE":   "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
	"ASSAULT":  "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}

func TestLexicon_rules(t *testing.T) {
	l := lexical()
	for _, index := range []map[string][]*rule{l.verbs, l.nouns, l.adjs} {
		for lemma, rules := range index {
			for _, r := range rules {
				checkMode(t, lemma, r.class, r.mode)
				if r.kind == "" {
					t.Errorf("%q: no kind", r.line)
				}
			}
		}
	}
}

func TestLexicon_modes(t *testing.T) {
	for list, values := range lexical().lists {
		for _, prefix := range []string{"means", "words", "content"} {
			class, ok := strings.CutPrefix(list, prefix)
			if !ok || modes[class] == "" {
				continue
			}
			for word, mode := range values {
				checkMode(t, list+" "+word, class, mode)
			}
		}
	}
}

func checkMode(t *testing.T, what, class, mode string) {
	t.Helper()
	known, ok := modes[class]
	if !ok || mode != "" && !slices.Contains(strings.Fields(known), mode) {
		t.Errorf("%s: %s/%s is none of PLOVER 2.0", what, class, mode)
	}
}
