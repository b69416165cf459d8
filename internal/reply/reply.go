// Package reply tells replies that answer from those that do not, by a linear classifier
// over their first words: "I'm not going to get into that", "that would be one for the
// treasury". The classes of non-answers are those of docs/statements.md.
package reply

import (
	_ "embed"
	"math"
	"strings"
	"sync"

	"readout/internal/linear"
)

// Classes are the classes of replies, an answer first.
var Classes = []string{"answer", "refused", "declined", "no-comment", "deferred", "unconfirmed", "ignorance"}

//go:embed reply.bin
var weights []byte

// A Model knows answers from non-answers, and the classes of these. It is safe for
// concurrent use.
type Model struct {
	evades *linear.Model // two classes: an answer, none
	class  *linear.Model // the classes but for the answer
}

// Load reads weights as [Learn] makes them.
func Load(data []byte) (*Model, error) {
	evades, rest, err := linear.Parse(data)
	if err != nil {
		return nil, err
	}
	class, _, err := linear.Parse(rest)
	if err != nil {
		return nil, err
	}
	if evades.Columns() != 1 || class.Columns() != len(Classes)-1 {
		return nil, linear.ErrFormat
	}
	return &Model{evades, class}, nil
}

var loaded = sync.OnceValues(func() (*Model, error) { return Load(weights) })

// Loaded returns the model of the embedded weights, or nil where they do not fit.
func Loaded() *Model {
	m, _ := loaded()
	return m
}

// Evades returns the probability that a sentence of a reply gives no answer, 0 to 1, and
// the likeliest class of non-answer. Asked says whether a question stands before it.
func (m *Model) Evades(sentence string, asked bool) (float64, string) {
	if m == nil {
		return 0, ""
	}
	f := features(make([]uint32, 0, maxFeatures), sentence, asked)
	p := 1 / (1 + math.Exp(-float64(m.evades.Margin(f))))
	return p, Classes[1+m.class.Best(f)]
}

// First returns the first sentence of a reply.
func First(said string) string {
	if i := strings.IndexAny(said, ".!?;"); i > 0 {
		return said[:i]
	}
	return said
}

// maxWords bounds the words of a sentence that are looked at.
const maxWords = 16

// maxFeatures is how many features a sentence has at most: nine a form, with the ends, and five.
const maxFeatures = 9*(maxWords+2) + 5

// features appends the hashes of what is seen in a sentence: its words as forms and as classes, and
// what follows one another.
func features(out []uint32, sentence string, asked bool) []uint32 {
	ws := forms(sentence)
	long := min(len(ws), maxWords)
	ws = ws[:long]
	state := "0"
	if asked {
		state = "1"
	}
	add := func(parts ...string) { out = append(out, hash(parts)) }
	add("bias")
	add("asked", state)
	add("long", state, string(rune('a'+min(long, 12)/3)))
	padded := append(make([]string, 0, maxWords+4), "<")
	padded = append(append(padded, ws...), ">", ">", ">")
	kinds := make([]string, 0, maxWords+4)
	for _, w := range padded {
		kinds = append(kinds, classOf(w))
	}
	denied := 0
	for i := 0; i < len(padded)-2; i++ {
		w := padded[i]
		add("1", w)
		add("1a", w, state)
		add("2", w, padded[i+1])
		add("3", w, padded[i+1], padded[i+2])
		add("2_", w, padded[i+2])
		if denied > 0 {
			add("not", w)
			denied--
		}
		if w == "not" || w == "no" || w == "never" || w == "nothing" {
			denied = 5
		}
		if c, next := kinds[i], kinds[i+1]; c != w || next != padded[i+1] {
			add("c", c)
			add("c2", c, next)
			add("c3", c, next, kinds[i+2])
		}
	}
	if len(ws) > 0 {
		add("first", ws[0], state)
		add("firsts", padded[1], padded[2], padded[3])
	}
	return out
}

// hash is FNV-1a over the parts, a mark after each.
func hash(parts []string) uint32 {
	h := uint32(2166136261)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint32(p[i])) * 16777619
		}
		h = (h ^ 31) * 16777619
	}
	return h ^ h>>15
}

// forms returns the words of a sentence without endings and capitals, those that mean the
// one who speaks or what he does as one, so that "I'm not", "she was not" are the same; a
// name is "NAME".
func forms(sentence string) []string {
	var out []string
	words := strings.Fields(strings.ReplaceAll(sentence, "’", "'"))
	for i, raw := range words[:min(len(words), 2*maxWords)] {
		w := strings.Trim(raw, "\"'“”‘„«»‹›,.;:!?()[]…—–")
		if w == "" {
			continue
		}
		if i > 0 && w[0] >= 'A' && w[0] <= 'Z' && w != "I" && !strings.HasPrefix(w, "I'") {
			if n := len(out); n == 0 || out[n-1] != "NAME" {
				out = append(out, "NAME")
			}
			continue
		}
		out = split(out, strings.ToLower(w))
	}
	if len(out) > 1 && out[0] == "that" && (out[1] == "SELF" || out[1] == "it" || out[1] == "they" || out[1] == "the" || out[1] == "NAME") {
		out = out[1:] // "said that she ..."
	}
	return out
}

// split appends a word without its contraction.
func split(out []string, w string) []string {
	if whole, ok := contracted[w]; ok {
		return append(out, whole...)
	}
	if base, ok := strings.CutSuffix(w, "n't"); ok {
		return append(out, stem(base), "not")
	}
	for _, c := range clitics {
		if base, ok := strings.CutSuffix(w, c[0]); ok && base != "" {
			if c[0] == "'s" && !subjects[base] {
				return append(out, stem(base), "'s")
			}
			return append(out, stem(base), c[1])
		}
	}
	return append(out, stem(w))
}

var contracted = map[string][]string{"can't": {"can", "not"}, "cannot": {"can", "not"}, "won't": {"will", "not"}, "shan't": {"will", "not"}, "let's": {"let", "SELF"}}

var clitics = [][2]string{{"'ll", "will"}, {"'d", "will"}, {"'ve", "have"}, {"'re", "be"}, {"'m", "be"}, {"'s", "be"}}

var subjects = set("it that he she there what who here this where")

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// stem returns what stands for a word: for one with several forms the same, else the word
// without a frequent ending.
func stem(w string) string {
	if s, ok := same()[w]; ok {
		return s
	}
	for _, end := range []string{"ing", "ies", "ed", "es", "s"} {
		if base, ok := strings.CutSuffix(w, end); ok && len(base) >= 4 {
			w = base
			break
		}
	}
	return strings.TrimRight(w, "e")
}

// same maps words to what they have in common.
var same = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, l := range []struct{ to, words string }{
		{"SELF", "i we he she"}, {"OWN", "my our his her their its"}, {"ME", "me us him them"}, {"MYSELF", "myself ourselves himself herself themselves"},
		{"be", "am is are was were been being"}, {"have", "has had having"}, {"do", "does did done doing"}, {"will", "would shall wo"}, {"can", "could ca"},
		{"the", "an a"}, {"say", "says said saying"}, {"tell", "tells told telling"}, {"know", "knows knew known knowing"}, {"give", "gives gave given giving"},
		{"go", "goes going went gone"}, {"get", "gets getting got"}, {"see", "sees saw seen seeing"}, {"take", "takes took taken taking"}, {"speak", "speaks spoke spoken speaking"},
		{"hear", "hears heard hearing"}, {"leave", "leaves left leaving"}, {"think", "thinks thought thinking"}, {"this", "these those"}, {"make", "makes made making"},
		{"keep", "keeps kept keeping"}, {"put", "puts putting"}, {"let", "lets letting"}, {"read", "reads reading"},
	} {
		for w := range strings.FieldsSeq(l.words) {
			m[w] = l.to
		}
	}
	return m
})

// classOf returns the class of a form, or the form.
func classOf(form string) string {
	if c, ok := classes()[form]; ok {
		return c
	}
	return form
}

// classes maps forms to classes of like meaning.
var classes = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, l := range []struct{ class, words string }{
		{"TELL", "say tell comment discuss disclose reveal divulge answer respond reply talk speak speculate elaborate specify explain clarify describe characterise characterize detail confirm verify share name address preview predict"},
		{"KNOW", "know remember recall aware familiar informed briefed recollect remind sure certain"},
		{"NEWS", "details information figures number numbers date dates update readout announcement news reaction comment timeline names specifics answer statement"},
		{"OFFICE", "minister ministry president presidency government court courts lawyer lawyers prosecutor prosecutors police army navy committee council treasury company office spokesman spokeswoman inspectors experts historians voters parliament parties colleagues operator chairman chair mayor judge judges board bank union engineers staff king queen house commission department agency embassy people public authorities investigators secretary leader leaders governor"},
		{"REFER", "refer direct point redirect send ask call contact"},
		{"LATER", "later tomorrow soon yet early premature moment time course stage point october monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september november december week month year"},
		{"CLOSED", "confidential private secret classified internal sensitive personal inappropriate improper"},
		{"PENDING", "finalised finalized finalise finalize prepared prepare drafted draft closing closed count counted process processed complete completed settle settled negotiate negotiated underway"},
		{"ANNOUNCE", "announce publish inform communicate release circulate reveal"},
		{"ASSESS", "look check study review examin investigat verify consider assess analys"},
	} {
		for w := range strings.FieldsSeq(l.words) {
			m[stem(w)] = l.class
		}
	}
	return m
})
