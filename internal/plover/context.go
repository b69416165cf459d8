package plover

import "slices"

// maxSport is how many words of sport a sentence about something else may have.
const maxSport = 1

// offTopic reports whether a sentence is about sport.
func (v *view) offTopic() bool {
	n := 0
	for i := v.first; i < v.last; i++ {
		switch {
		case v.is(i, "sport"):
			n++
		case v.is(i, "grave"):
			n--
		}
	}
	return n > maxSport
}

// contexts returns what the words of the sentence say it is about, in the order of their
// first signs.
func (v *view) contexts(c *candidate) []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for i := v.first; i < v.last; i++ {
		add(v.lex.lists["context"][v.lemma(i)])
		if i+1 < v.last {
			add(v.lex.lists["context"][v.lemma(i)+" "+v.lemma(i+1)])
		}
	}
	for _, s := range slices.Concat(c.Actors, c.Recipients) {
		if slices.Contains(s.Sectors, "MIL") && c.Class != "PROTEST" {
			add("military")
		}
	}
	return out
}
