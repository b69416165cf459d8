package train

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reported returns sentences made of those of a corpus that report what someone said, in
// two shapes that are everyday in news and rare in the treebanks: "told reporters that ..."
// for "said that ...", and "Asked whether ..., Lim said ...". Their trees follow from the
// corpus's own.
func Reported(all []Sentence, seed uint64) []Sentence {
	rng := rand.New(rand.NewPCG(seed, 1))
	questions := clauses(all)
	var out []Sentence
	for _, s := range all {
		said := reports(s)
		if said < 0 || len(s.Words) > 45 {
			continue
		}
		out = append(out, tell(s, said, rng))
		if len(questions) > 0 && s.Words[said].Head < 0 && opensWithSubject(s, said) && rng.IntN(2) == 0 {
			out = append(out, asked(questions[rng.IntN(len(questions))], s, said, rng))
		}
	}
	return out
}

// reports returns the first "said" or "says" of s with a subject before and a clause after
// it and no one spoken to, or -1.
func reports(s Sentence) int {
	for i := range s.Words {
		if form := s.Words[i].Form; form != "said" && form != "says" {
			continue
		}
		subject, clause, other := false, false, false
		for j := range s.Words {
			w := &s.Words[j]
			if w.Head != i {
				continue
			}
			switch {
			case w.Rel == "nsubj" && j < i:
				subject = true
			case w.Rel == "ccomp" && j > i:
				clause = true
			case w.Rel == "iobj" || w.Rel == "obj" || w.Rel == "ccomp" || w.Rel == "punct" && j == i+1 || w.Rel == "obl":
				other = true
			}
		}
		if subject && clause && !other {
			return i
		}
	}
	return -1
}

func opensWithSubject(s Sentence, said int) bool {
	top := 0
	for range s.Words {
		if h := s.Words[top].Head; h < 0 || h == said {
			break
		}
		top = s.Words[top].Head
	}
	return s.Words[top].Head == said && s.Words[top].Rel == "nsubj"
}

// A phrase is words whose heads count from its own first word; the phrase's head has -1.
type phrase []Word

const singular, plural = "Number=Sing", "Number=Plur"

// hearers are who is told, days when.
var (
	hearers = []phrase{
		{{"reporters", "NOUN", "NNS", plural, "iobj", -1}},
		{{"reporters", "NOUN", "NNS", plural, "iobj", -1}},
		{{"journalists", "NOUN", "NNS", plural, "iobj", -1}},
		{{"lawmakers", "NOUN", "NNS", plural, "iobj", -1}},
		{{"parliament", "NOUN", "NN", singular, "iobj", -1}},
		{{"him", "PRON", "PRP", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs", "iobj", -1}},
		{{"them", "PRON", "PRP", "Case=Acc|Number=Plur|Person=3|PronType=Prs", "iobj", -1}},
		{{"the", "DET", "DT", "Definite=Def|PronType=Art", "det", 1}, {"agency", "NOUN", "NN", singular, "iobj", -1}},
		{{"the", "DET", "DT", "Definite=Def|PronType=Art", "det", 1}, {"Council", "PROPN", "NNP", singular, "iobj", -1}},
		{{"state", "NOUN", "NN", singular, "compound", 1}, {"television", "NOUN", "NN", singular, "iobj", -1}},
		{{"Reuters", "PROPN", "NNP", singular, "iobj", -1}},
	}
	days = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
)

// tell returns s with someone told at the verb said.
func tell(s Sentence, said int, rng *rand.Rand) Sentence {
	s = Sentence{Genre: s.Genre, Words: slices.Clone(s.Words)}
	if verb := &s.Words[said]; verb.Form == "said" {
		verb.Form = []string{"told", "told", "told", "warned", "assured"}[rng.IntN(5)]
	} else {
		verb.Form = "tells"
	}
	clause := said
	for j := range s.Words {
		if w := &s.Words[j]; w.Head == said && w.Rel == "ccomp" && clause == said {
			clause = j
		}
	}
	at := said + 1
	if s.Words[at].Form != "that" && s.Words[at].UPOS != "PUNCT" && rng.IntN(3) > 0 {
		s.insert(at, phrase{{"that", "SCONJ", "IN", "_", "mark", -1}}, clause)
	}
	if rng.IntN(3) == 0 {
		day := days[rng.IntN(len(days))]
		s.insert(at, phrase{{"on", "ADP", "IN", "_", "case", 1}, {day, "PROPN", "NNP", singular, "obl", -1}}, said)
	}
	s.insert(at, hearers[rng.IntN(len(hearers))], said)
	return s
}

// insert puts a phrase before word at and hangs it on head.
func (s *Sentence) insert(at int, p phrase, head int) {
	moved := func(i int) int {
		if i >= at {
			return i + len(p)
		}
		return i
	}
	for i := range s.Words {
		s.Words[i].Head = moved(s.Words[i].Head)
	}
	words := slices.Clone(p)
	for i := range words {
		if words[i].Head < 0 {
			words[i].Head = moved(head)
		} else {
			words[i].Head += at
		}
	}
	s.Words = slices.Insert(s.Words, at, words...)
}

// clauses returns short statements that can be asked about: a subject first, a verb as
// root, no mark inside.
func clauses(all []Sentence) []Sentence {
	var out []Sentence
	for _, s := range all {
		last := len(s.Words) - 1
		if last < 4 || last > 14 || s.Words[last].Form != "." {
			continue
		}
		root := slices.IndexFunc(s.Words, func(w Word) bool { return w.Head < 0 })
		marks := slices.ContainsFunc(s.Words[:last], func(w Word) bool { return w.UPOS == "PUNCT" })
		if s.Words[root].UPOS == "VERB" && !marks && reports(s) < 0 && opensWithSubject(s, root) {
			out = append(out, Sentence{Words: s.Words[:last]})
		}
	}
	return out
}

// asked returns "Asked whether question, s".
func asked(question, s Sentence, said int, rng *rand.Rand) Sentence {
	out := Sentence{Genre: s.Genre}
	mark := []string{"whether", "if", "whether"}[rng.IntN(3)]
	out.Words = append(out.Words, Word{"Asked", "VERB", "VBN", "Tense=Past|VerbForm=Part|Voice=Pass", "advcl", 0}, Word{mark, "SCONJ", "IN", "_", "mark", 0})
	n := len(question.Words) + 3
	out.Words[0].Head = said + n
	for i, w := range question.Words {
		if w.Head < 0 {
			out.Words[1].Head = i + 2
			w.Rel, w.Head = "ccomp", 0
		} else {
			w.Head += 2
		}
		if i == 0 && w.UPOS != "PROPN" && w.Form != "I" {
			w.Form = lowerFirst(w.Form)
		}
		out.Words = append(out.Words, w)
	}
	out.Words = append(out.Words, Word{",", "PUNCT", ",", "_", "punct", 0})
	for i, w := range s.Words {
		if w.Head >= 0 {
			w.Head += n
		}
		if i == 0 && w.UPOS != "PROPN" && w.Form != "I" {
			w.Form = lowerFirst(w.Form)
		}
		out.Words = append(out.Words, w)
	}
	if rng.IntN(2) == 0 {
		out.insert(1, askedWhen[rng.IntN(len(askedWhen))], 0)
	}
	return out
}

// askedWhen are by whom, when and where somebody was asked.
var askedWhen = []phrase{
	{{"on", "ADP", "IN", "_", "case", 1}, {"Tuesday", "PROPN", "NNP", singular, "obl", -1}},
	{{"on", "ADP", "IN", "_", "case", 1}, {"Friday", "PROPN", "NNP", singular, "obl", -1}},
	{{"by", "ADP", "IN", "_", "case", 1}, {"reporters", "NOUN", "NNS", plural, "obl:agent", -1}},
	{{"by", "ADP", "IN", "_", "case", 2}, {"a", "DET", "DT", "Definite=Ind|PronType=Art", "det", 2}, {"journalist", "NOUN", "NN", singular, "obl:agent", -1}},
	{{"at", "ADP", "IN", "_", "case", 2}, {"a", "DET", "DT", "Definite=Ind|PronType=Art", "det", 2}, {"briefing", "NOUN", "NN", singular, "obl", -1}},
}

func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if strings.ToUpper(s) == s && size < len(s) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}
