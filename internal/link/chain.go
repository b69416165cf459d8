package link

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"readout/text"
)

// A Mention is words that name an event, in one of several texts.
type Mention struct {
	Doc        int // index of the text
	Start, End int // bytes of it
}

// Chains says which mentions name the same event: those with the same number do. They
// stand in texts about one subject, and their heads are words for one kind of event. What
// is said, or expressed by a verb that goes with any deed, is the same in one text only.
func Chains(docs []*text.Document, subjects []int, mentions []Mention) []int {
	c := newConcepts()
	numbers := make(map[string]int)
	out := make([]int, len(mentions))
	for i, m := range mentions {
		head := headOf(docs[m.Doc], m)
		key := strconv.Itoa(subjects[m.Doc]) + " " + c.of(head)
		if anyDeed[head] {
			key = "in " + strconv.Itoa(m.Doc) + " " + head
		}
		n, ok := numbers[key]
		if !ok {
			n = len(numbers)
			numbers[key] = n
		}
		out[i] = n
	}
	return out
}

// headOf returns the lemma of the word of a mention on which the others hang.
func headOf(d *text.Document, m Mention) string {
	first, _ := slices.BinarySearchFunc(d.Words, m.Start, func(w text.Word, at int) int { return cmp.Compare(w.End, at+1) })
	last := first
	for last < len(d.Words) && d.Words[last].Start < m.End {
		last++
	}
	for i := first; i < last; i++ {
		if h := d.Words[i].Head; h < first || h >= last {
			return lemmaOf(&d.Words[i])
		}
	}
	return strings.ToLower(d.Text[m.Start:m.End])
}

// anyDeed are words of saying, verbs that go with any deed, and pronouns.
var anyDeed = setOf("say tell report accord confirm add state be have do make take get go come give see know accept matter it this that which what")

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

//go:embed concept.txt
var conceptList string

// concepts are the words for kinds of events, by their stems.
type concepts map[string]string

func newConcepts() concepts {
	c := make(concepts)
	for line := range strings.Lines(conceptList) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		for _, w := range words {
			c[stem(w)] = words[0]
			c[w] = words[0]
		}
	}
	return c
}

// of returns what a lemma means: the first word of its set, or its stem.
func (c concepts) of(lemma string) string {
	return cmp.Or(c[lemma], c[stem(lemma)], stem(lemma))
}

// endings of words of which verbs, their nouns and their doers differ, longest first.
var endings = []string{"ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ors", "ion", "ions", "ed", "es", "s", "e"}

// stem cuts one ending off a word of which four letters are left then.
func stem(w string) string {
	for _, end := range endings {
		if strings.HasSuffix(w, end) && len(w)-len(end) >= 4 {
			return w[:len(w)-len(end)]
		}
	}
	return w
}
