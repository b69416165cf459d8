package plover

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon/*.txt
var files embed.FS

// A rule says which words name an event. See lexicon/README.md for the form.
type rule struct {
	class, mode, kind string
	head              string // lemma
	conds             []cond
	roles             []string // where recipients stand: "obj" or prepositions, best first
	swap              bool     // the grammatical subject is the recipient
	joint             bool     // all take part alike
	patient           bool     // of a noun: its possessor is acted upon, "his arrest"
	weak              bool     // of a noun: needs a light verb
	line              string   // as it stands in the file
}

// A cond is what must stand beside a rule's head.
type cond struct {
	at    byte     // where: see the constants
	prep  string   // of atPrep
	words []string // lemmas, "" for any
	not   bool
}

// The places of conditions.
const (
	atParticle = 'p' // a particle, or a preposition that leads on
	atObj      = 'o'
	atSubj     = 's'
	atPrep     = 'x' // the noun after a preposition
	atClause   = 'c' // an infinitive or a clause
	atModifier = 'm' // of a noun: a word before it
	atBe       = 'b' // of a participle: "be"
)

// lexicon is the rules, read once from the embedded files.
type lexicon struct {
	verbs, nouns, adjs map[string][]*rule
	sets               map[string][]string
	lists              map[string]map[string]string // further tables: list, word, value
}

var lexical = sync.OnceValue(func() *lexicon {
	l := &lexicon{verbs: map[string][]*rule{}, nouns: map[string][]*rule{}, adjs: map[string][]*rule{},
		sets: map[string][]string{}, lists: map[string]map[string]string{}}
	l.readLists("sets", func(name, word string) { l.sets[name] = append(l.sets[name], word) })
	l.readLists("lists", func(name, word string) {
		list, value, _ := strings.Cut(name, " ")
		if l.lists[list] == nil {
			l.lists[list] = map[string]string{}
		}
		l.lists[list][word] = value
	})
	l.readRules("nouns", l.nouns)
	for lemma, rules := range l.nouns {
		for _, r := range rules {
			l.sets[r.class] = append(l.sets[r.class], lemma)
			if r.mode != "" {
				l.sets[r.class+"/"+r.mode] = append(l.sets[r.class+"/"+r.mode], lemma)
			}
		}
	}
	l.readRules("verbs", l.verbs)
	l.readRules("adjectives", l.adjs)
	for _, index := range []map[string][]*rule{l.verbs, l.nouns, l.adjs} {
		for _, rules := range index {
			slices.SortStableFunc(rules, func(a, b *rule) int { return weight(b) - weight(a) })
		}
	}
	return l
})

// weight orders rules: the more particular first.
func weight(r *rule) int {
	n := 0
	for _, c := range r.conds {
		n += 2
		if slices.ContainsFunc(c.words, func(w string) bool { return strings.Contains(w, " ") }) && len(c.words) < 20 {
			n++
		}
		if c.at == atClause && c.words == nil || c.not {
			n--
		}
	}
	return n
}

func read(name string) string {
	data, err := files.ReadFile("lexicon/" + name + ".txt")
	if err != nil {
		panic(err) // embedded
	}
	return string(data)
}

// readLists reads blocks of words under names in square brackets.
func (l *lexicon) readLists(file string, add func(name, word string)) {
	name := ""
	for line := range strings.Lines(read(file)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "", line[0] == '#':
		case line[0] == '[':
			name = strings.Trim(line, "[]")
		default:
			for w := range strings.FieldsSeq(line) {
				add(name, strings.ReplaceAll(w, "_", " "))
			}
		}
	}
}

func (l *lexicon) readRules(file string, index map[string][]*rule) {
	var class, mode, kind string
	for line := range strings.Lines(read(file)) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if line[0] == '[' {
			f := strings.Fields(strings.Trim(line, "[]"))
			class, mode, _ = strings.Cut(f[0], "/")
			kind = strings.Join(f[1:], " ")
			continue
		}
		for part := range strings.SplitSeq(line, ",") {
			r := l.parse(strings.TrimSpace(part), file == "nouns")
			r.class, r.kind = class, kind
			if r.mode == "" {
				r.mode = mode
			}
			for lemma := range strings.SplitSeq(r.head, "|") {
				one := *r
				one.head = lemma
				index[lemma] = append(index[lemma], &one)
			}
		}
	}
}

// parse reads one pattern.
func (l *lexicon) parse(s string, noun bool) *rule {
	r := &rule{line: s}
	pattern, roles, _ := strings.Cut(s, ">")
	r.roles = strings.Fields(roles)
	words := strings.Fields(pattern)
	var plain []string
	for _, w := range words {
		switch name, list, ok := strings.Cut(w, ":"); {
		case w == "&":
			r.joint = true
		case w == "^":
			r.swap = true
		case w == "~patient":
			r.patient = true
		case w == "~weak":
			r.weak = true
		case w == "~":
			r.conds = append(r.conds, cond{at: atClause})
		case w == "=be":
			r.conds = append(r.conds, cond{at: atBe})
		case w == "~to", w == "~bare":
			r.conds = append(r.conds, cond{at: atClause, prep: w[1:]})
		case strings.HasPrefix(w, "/"):
			r.mode = w[1:]
		case ok:
			r.conds = append(r.conds, l.condition(name, list))
		default:
			plain = append(plain, w)
		}
	}
	if len(plain) == 0 {
		panic(fmt.Sprintf("lexicon: no head in %q", s))
	}
	if noun {
		n := len(plain) - 1
		r.head = plain[n]
		for _, w := range plain[:n] {
			r.conds = append(r.conds, cond{at: atModifier, words: l.words(w)})
		}
		return r
	}
	r.head = plain[0]
	for _, w := range plain[1:] {
		particle, strict := strings.CutPrefix(w, "+")
		c := cond{at: atParticle, words: strings.Split(particle, "|")}
		if strict {
			c.prep = "+"
		}
		r.conds = append(r.conds, c)
	}
	return r
}

func (l *lexicon) condition(name, list string) cond {
	c := cond{at: atPrep, prep: name, words: l.words(list)}
	if after, ok := strings.CutPrefix(name, "!"); ok {
		c.not, name, c.prep = true, after, after
	}
	switch name {
	case "obj":
		c.at = atObj
	case "subj":
		c.at = atSubj
	case "mod":
		c.at = atModifier
	case "do":
		c.at = atClause
	}
	return c
}

// words expands "a|b|@set".
func (l *lexicon) words(list string) []string {
	var out []string
	for w := range strings.SplitSeq(list, "|") {
		set, ok := strings.CutPrefix(w, "@")
		if !ok {
			if w == "*" {
				w = ""
			}
			out = append(out, strings.ReplaceAll(w, "_", " "))
			continue
		}
		members, known := l.sets[set]
		if !known {
			panic(fmt.Sprintf("lexicon: no set %q", set))
		}
		out = append(out, members...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (l *lexicon) in(list, word string) bool {
	_, ok := l.lists[list][word]
	return ok
}
