package wikidata

import (
	_ "embed"
	"slices"
	"strings"

	"readout/actor"
)

// role.tsv says which offices and bodies are those of an actor file: a line a role, with the
// type, the classes of Wikidata and the titles in English that mean it, separated by "|".
// The first line that fits counts.
//
//go:embed role.tsv
var roleTable string

// A rule is a line of role.tsv.
type rule struct {
	Type    actor.Type
	Role    string
	Classes []item
	Titles  []string
	Single  bool // a state has one: its id is the state's with the role
}

// rules are all of them, with what belongs to their classes.
type rules struct {
	list  []rule
	class map[item][]int // by class, also below those of the table: rules, by their numbers
}

func readRules() *rules {
	r := &rules{class: make(map[item][]int)}
	for line := range strings.Lines(roleTable) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		one := rule{Type: actor.Type(f[0]), Role: f[1], Single: f[2] == "one"}
		for c := range strings.SplitSeq(f[3], "|") {
			if n := itemOf(c); n != 0 {
				one.Classes = append(one.Classes, n)
			}
		}
		if f[4] != "-" {
			one.Titles = strings.Split(f[4], "|")
		}
		r.list = append(r.list, one)
	}
	return r
}

// A pair is a class and one above it.
type pair struct{ class, above item }

// spread lets the classes below those of the table count as they do.
func (r *rules) spread(pairs []pair) {
	slices.SortFunc(pairs, func(a, b pair) int { return int(int64(a.above) - int64(b.above)) })
	for i := range r.list {
		todo := slices.Clone(r.list[i].Classes)
		seen := make(map[item]bool)
		for len(todo) > 0 {
			c := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if seen[c] {
				continue
			}
			seen[c] = true
			r.class[c] = append(r.class[c], i)
			at, _ := slices.BinarySearchFunc(pairs, c, func(p pair, c item) int { return int(int64(p.above) - int64(c)) })
			for ; at < len(pairs) && pairs[at].above == c; at++ {
				todo = append(todo, pairs[at].class)
			}
		}
	}
}

// byClass returns the first rule for something of these classes, or nil.
func (r *rules) byClass(classes []item, ofType func(actor.Type) bool) *rule {
	best := len(r.list)
	for _, c := range classes {
		for _, i := range r.class[c] {
			if ofType(r.list[i].Type) {
				best = min(best, i)
			}
		}
	}
	if best == len(r.list) {
		return nil
	}
	return &r.list[best]
}

// byTitle returns the rule for a title without whose it is, or nil.
func (r *rules) byTitle(title string, t actor.Type) *rule {
	title = strings.ToLower(title)
	for i := range r.list {
		if r.list[i].Type == t && slices.Contains(r.list[i].Titles, title) {
			return &r.list[i]
		}
	}
	return nil
}

// lesser are the words that begin the titles of those who stand below or beside an office,
// whatever class they are said to be of.
var lesser = []string{
	"deputy ", "vice ", "vice-", "first deputy ", "first vice", "assistant ", "under-secretary", "undersecretary", "junior ",
	"shadow ", "former ", "minister of state", "parliamentary ", "state secretary", "spouse ", "first lady", "candidate ", "member ",
}

func isLesser(title string) bool {
	title = strings.ToLower(title)
	return slices.ContainsFunc(lesser, func(w string) bool { return strings.HasPrefix(title, w) })
}
