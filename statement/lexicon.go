package statement

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed verbs.tsv
var verbTable string

//go:embed words.tsv
var wordTable string

// A verb is a reporting verb: what a speaker does with it and which constructions it
// takes.
type verb struct {
	lemma    string
	act      string
	takes    string   // constructions, one letter each; see verbs.tsv
	preps    []string // see verbs.tsv
	particle []string // the further words of "point out"
}

// can reports whether the verb takes one of the constructions.
func (v *verb) can(constructions string) bool { return strings.ContainsAny(v.takes, constructions) }

func (v *verb) leads(prep string) bool {
	return slices.Contains(v.preps, prep)
}

// A form is the shape in which a verb stands.
type form uint8

const (
	plain      form = 1 << iota // say
	third                       // says
	past                        // said
	participle                  // said, written
	gerund                      // saying
)

// An inflected is one form of one verb. A verb with particles is listed under its first
// word.
type inflected struct {
	verb *verb
	form form
}

type lexicon struct {
	verbs map[string][]inflected
	class map[string]class
	known map[string]entry // both of these, and the lists of refusals
}

// An entry is what the lexicon says of a word.
type entry struct {
	verbs  []inflected
	class  class
	listed bool            // it has a class
	lists  map[string]bool // of refusals, that it is in
}

// words is the lexicon, read once from the embedded tables.
var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{verbs: map[string][]inflected{}, class: map[string]class{}}
	for line := range strings.Lines(verbTable) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) >= 3 && line[0] != '#' {
			l.addVerb(append(f, "", ""))
		}
	}
	for line := range strings.Lines(wordTable) {
		name, list, ok := strings.Cut(line, "\t")
		if !ok || line[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(list) {
			if _, old := l.class[w]; !old {
				l.class[w] = classes[name]
			}
		}
	}
	l.known = make(map[string]entry, len(l.verbs)+len(l.class))
	for w, verbs := range l.verbs {
		l.known[w] = entry{verbs: verbs}
	}
	for w, c := range l.class {
		l.known[w] = entry{verbs: l.verbs[w], class: c, listed: true}
	}
	for w, in := range refusalWords().lists {
		e := l.known[w]
		e.lists = in
		l.known[w] = e
	}
	return l
})

func (l *lexicon) addVerb(f []string) {
	parts := strings.Fields(f[0])
	v := &verb{lemma: f[0], act: f[1], takes: f[2], particle: parts[1:]}
	if f[3] != "" {
		v.preps = strings.Split(f[3], ",")
	}
	for w, fm := range inflect(parts[0], f[4]) {
		l.verbs[w] = append(l.verbs[w], inflected{v, fm})
	}
}

// inflect returns the forms of a verb. irregular is "", the past, or past/participle; a
// past that only doubles the last letter doubles it in the gerund too.
func inflect(lemma, irregular string) map[string]form {
	ed, s, ing := lemma+"ed", lemma+"s", lemma+"ing"
	last := lemma[len(lemma)-1]
	switch {
	case last == 'e':
		ed = lemma + "d"
		ing = lemma[:len(lemma)-1] + "ing"
	case last == 'y' && !strings.ContainsRune("aeiou", rune(lemma[len(lemma)-2])):
		ed, s = lemma[:len(lemma)-1]+"ied", lemma[:len(lemma)-1]+"ies"
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "sh"), strings.HasSuffix(lemma, "ch"),
		lemma == "go":
		s = lemma + "es"
	}
	pp := ed
	if irregular != "" {
		var ok bool
		if ed, pp, ok = strings.Cut(irregular, "/"); !ok {
			pp = ed
		}
		if ed == lemma+string(last)+"ed" {
			ing = lemma + string(last) + "ing"
		}
	}
	out := map[string]form{}
	for _, p := range []struct {
		w string
		f form
	}{{lemma, plain}, {s, third}, {ed, past}, {pp, participle}, {ing, gerund}} {
		out[p.w] |= p.f
	}
	return out
}
