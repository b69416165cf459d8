package plover_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"readout/internal/plover"
	"readout/models/en"
	"readout/text"
)

var model = sync.OnceValues(en.Load)

func TestCode(t *testing.T) {
	tests := []struct {
		name, in string
		want     string // "CLASS/mode actors > recipients marks", ";" between acts
	}{
		{"verb with object", "Velmoran police arrested two Kestrian journalists.", "COERCE/arrest VLM:COP > KST:JRN"},
		{"passive", "Three diplomats were expelled by Kestria on Monday.", "SANCTION/expel KST > KST:GOV"},
		{"light verb and noun", "Kestrian warplanes carried out an air strike on a port in Velmora.", "ASSAULT/aerial KST:MIL > VLM"},
		{"all take part", "The presidents of Kestria and Velmora held talks in Port Asher.", "CONSULT/ KST:GOV VLM:GOV > "},
		{"a visit has a host", "Halvern's foreign minister arrived in Velmora on Friday.", "CONSULT/visit HLV:GOV > VLM"},
		{"by telephone", "The Kestrian president spoke by phone with Halvern's prime minister.", "CONSULT/phone KST:GOV HLV:GOV > "},
		{"what is demanded is no act", "Halvern urged Kestria to withdraw its troops.", "REQUEST/yield HLV > KST"},
		{"a threat takes its kind from what is threatened", "Velmora threatened to expel Kestrian diplomats.", "THREATEN/expel VLM > KST:GOV"},
		{"refused meeting", "Kestria refused to meet the Velmoran envoy.", "REJECT/meet KST > VLM:GOV"},
		{"to come: a promise", "Halvern will send food aid to Velmora.", "AGREE/ HLV > VLM future"},
		{"to come: giving way", "Kestria said it would withdraw its forces from Velmora.", "CONCEDE/ KST > VLM future"},
		{"to come by one's own word: a threat", "Kestria said it would bomb Ostrell.", "THREATEN/violence KST > VLM:GOV future"},
		{"denied", "Kestrian troops did not attack the convoy in Velmora.", "ASSAULT/ KST:MIL > VLM negated"},
		{"in a condition", "If Velmora attacked Kestria, the lake would burn.", "ASSAULT/ VLM > KST hypothetical"},
		{"long ago", "Kestria invaded Velmora in 1931.", "ASSAULT/ KST > VLM historical"},
		{"claimed by somebody is still done by the other", "Halvern said Kestria attacked a bridge in Velmora.", "ASSAULT/ KST > VLM"},
		{"accused", "Velmora accused Kestria of supporting rebels.", "ACCUSE/allege VLM > KST"},
		{"protest before an embassy", "Hundreds of Velmorans rallied outside the Kestrian embassy.", "PROTEST/demo VLM:CVL > KST:GOV"},
		{"only speech", "The Kestrian minister said relations with Velmora were good.", ""},
		{"no comment is no refusal", "The spokesman for Kestria declined to comment.", ""},
		{"sport", "Velmora beat Kestria 3-1 in the cup final after two late goals.", ""},
		{"a storm attacks nobody", "A storm hit the coast of Velmora on Sunday.", ""},
		{"a state right after a noun", "Halvern pledged to take in 300 refugees from neighbouring Velmora.", "AGREE/ HLV > VLM:REF"},
		{"several meant by they", "Kestria and Velmora said on Friday they would sign a fishing agreement.", "AGREE/ KST VLM >  future"},
		{"who tells of it has not done it", "Halvern test-fired a missile on Tuesday, officials in Ostrell said.", "MOBILIZE/weapons HLV > "},
		{"what came of it is part of it", "Kestrian warplanes bombed a port in Velmora, killing nine people.", "ASSAULT/aerial KST:MIL > VLM VLM:CVL"},
		{"a noun under a verb is no second act", "Kestria lifted its trade embargo on Velmora.", "RETREAT/ KST > VLM"},
		{"agreed that something is so", "The ministers of Kestria agreed that the harvest had failed.", ""},
		{"what would have been", "Kestria would have bombed Velmora.", "ASSAULT/aerial KST > VLM future hypothetical"},
		{"past tense that looks like a participle", "Halvern lifted trade restrictions on Kestria.", "CONCEDE/ HLV > KST"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := code(t, tt.in); got != tt.want {
				t.Errorf("Code(%q)\n got %q\nwant %q", tt.in, got, tt.want)
			}
		})
	}
}

func code(t *testing.T, s string) string {
	t.Helper()
	m, err := model()
	if err != nil {
		t.Fatal(err)
	}
	r := roster(t)
	doc := text.Annotate(m.With(r.Known).Knowing(r), s)
	var out []string
	for i := range doc.Sentences {
		for _, a := range plover.Code(doc, i, r) {
			out = append(out, show(a))
		}
	}
	return strings.Join(out, "; ")
}

func show(a plover.Act) string {
	var s strings.Builder
	s.WriteString(a.Class + "/" + strings.Join(a.Modes, ",") + " " + sides(a.Actors) + " > " + sides(a.Recipients))
	for _, m := range []struct {
		set  bool
		name string
	}{{a.Negated, "negated"}, {a.Future, "future"}, {a.Hypothetical, "hypothetical"}, {a.Historical, "historical"}} {
		if m.set {
			s.WriteString(" " + m.name)
		}
	}
	return s.String()
}

func sides(list []plover.Side) string {
	var out []string
	for _, s := range list {
		one := s.Country
		if len(s.Sectors) > 0 {
			one += ":" + s.Sectors[0]
		}
		out = append(out, one)
	}
	return strings.Join(out, " ")
}

// FuzzCode reads any tree: heads and relations are taken from the bytes.
func FuzzCode(f *testing.F) {
	f.Add("Kestria attacked Velmora and urged it to leave .", []byte{1, 0, 9, 9, 1, 2, 3, 4, 5})
	f.Add("troops of Kestria said they would bomb the port", []byte{200, 3, 17, 0})
	r := roster(f)
	f.Fuzz(func(t *testing.T, s string, tree []byte) {
		doc := text.Annotate(nil, s)
		shape(doc, tree)
		for i := range doc.Sentences {
			last := -1
			for _, a := range plover.Code(doc, i, r) {
				if a.Head < last {
					t.Fatal("acts out of order")
				}
				last = a.Head
				inside(t, doc, i, a.Trigger)
				for _, side := range slices.Concat(a.Actors, a.Recipients) {
					inside(t, doc, i, side.Words)
				}
			}
		}
		plover.Code(doc, len(doc.Sentences), r)
		plover.Code(doc, -1, nil)
	})
}

var (
	relations = []string{"root", "nsubj", "obj", "obl", "nmod", "xcomp", "ccomp", "conj", "case", "acl", "acl:relcl", "amod", "compound", "nsubj:pass", "advcl", "flat", "aux:pass", "appos", "nmod:poss", "iobj", "mark"}
	tags      = []string{"NOUN", "VERB", "PROPN", "ADJ", "PRON", "AUX", "ADP", "NUM"}
	penn      = []string{"VBN", "VBD", "VB", "NNS", "NNP"}
)

func shape(doc *text.Document, tree []byte) {
	if len(tree) == 0 {
		return
	}
	for i := range doc.Words {
		w := &doc.Words[i]
		b := int(tree[i%len(tree)]) + i
		s := doc.Sentences[w.Sentence]
		w.Head = s.First + b%(s.Last-s.First)
		w.DepRel = relations[b%len(relations)]
		if w.DepRel == "root" {
			w.Head = text.NoHead
		}
		w.UPOS, w.XPOS, w.Lemma = tags[(b*7)%len(tags)], penn[(b*3)%len(penn)], strings.ToLower(w.Form)
	}
}

func inside(t *testing.T, doc *text.Document, sentence int, r text.Range) {
	t.Helper()
	s := doc.Sentences[sentence]
	if r.First < s.First || r.Last > s.Last || r.First >= r.Last {
		t.Fatal(fmt.Sprint("range ", r, " is outside of its sentence ", s))
	}
}
