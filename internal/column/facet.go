package column

import (
	"cmp"
	"slices"
	"strings"

	"readout/internal/query"
	"readout/internal/store"
)

// A Facet is how statements divide by one of their properties.
type Facet struct {
	Name   query.Name
	Values []Value // the most common first; those that were chosen are always there
	More   int     // how many further values there are
}

// A Value is one value of a facet.
type Value struct {
	Field  query.Field // what a query asks for to find just these
	Label  string      // as people write it, where it stands in the record; else the value
	Count  int
	Chosen bool

	party  uint32 // one that has it
	source uint32
}

// tallies count the codes of a set of statements, each when it is first asked for.
type tallies struct {
	*snapshot
	of set

	counted map[string][]int
}

func (t *tallies) once(name string, count func() []int) []int {
	if c, ok := t.counted[name]; ok {
		return c
	}
	if t.counted == nil {
		t.counted = make(map[string][]int)
	}
	c := count()
	t.counted[name] = c
	return c
}

func (t *tallies) said() []int {
	return t.once("said", func() []int { return tally(t.columns.said, t.of, len(t.intervals)) })
}

// byParty counts the statements by who speaks or is spoken to.
func (t *tallies) byParty(name query.Name) []int {
	if name == query.To {
		return t.once("to", func() []int { return tally(t.addressee, t.of, len(t.parties.actors)) })
	}
	return t.once("speaker", func() []int { return tally(t.speaker, t.of, len(t.parties.actors)) })
}

// pages counts the statements by the page that they stand on.
func (t *tallies) pages() []int {
	return t.once("pages", func() []int {
		counts := make([]int, len(t.snapshot.pages))
		t.of.each(func(i int) { counts[t.numbers[i].Page()]++ })
		return counts
	})
}

// facet counts the values of one facet.
func (t *tallies) facet(name query.Name, chosen []query.Field, n int) Facet {
	switch name {
	case query.Speaker, query.To, query.Side:
		return t.partyFacet(name, chosen, n)
	case query.Publisher, query.Language:
		return t.pageFacet(name, chosen, n)
	case query.Issue:
		counts := make(map[string]int)
		for code, c := range t.once("issues", func() []int { return tally(t.issues, t.of, len(t.issueSets)) }) {
			if c == 0 {
				continue
			}
			for issue := range strings.SplitSeq(t.issueSets[code], "\n") {
				counts[issue] += c
			}
		}
		return simple(name, counts, chosen, n)
	}
	counts := make(map[string]int)
	for code, c := range t.once("manner", func() []int { return tally(t.manner, t.of, len(t.manners)) }) {
		if c > 0 {
			counts[t.manners[code].of(name)] += c
		}
	}
	return simple(name, counts, chosen, n)
}

func (m manner) of(name query.Name) string {
	switch name {
	case query.Kind:
		return m.kind
	case query.Level:
		return cmp.Or(m.level, "none")
	case query.Setting:
		return m.setting
	}
	return m.act
}

// simple makes a facet of values that are compared as a whole.
func simple(name query.Name, counts map[string]int, chosen []query.Field, n int) Facet {
	f := Facet{Name: name}
	for v, c := range counts {
		if v != "" {
			f.Values = append(f.Values, Value{Field: query.Field{Name: name, Value: v}, Label: v, Count: c})
		}
	}
	for _, field := range chosen {
		if i := f.index(field); i >= 0 {
			f.Values[i].Chosen = true
			continue
		}
		v := Value{Field: field, Label: field.Value, Chosen: true}
		is := wholeTest(field)
		for value, c := range counts {
			if value != "" && is(value) {
				v.Count += c
			}
		}
		f.Values = append(f.Values, v)
	}
	return f.first(n)
}

func (f *Facet) index(field query.Field) int {
	return slices.IndexFunc(f.Values, func(v Value) bool { return v.Field == field })
}

// first keeps the n most common values and what is chosen.
func (f Facet) first(n int) Facet {
	slices.SortFunc(f.Values, func(a, b Value) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Field.Value, b.Field.Value))
	})
	kept := f.Values[:0:0]
	for i, v := range f.Values {
		if i < n || v.Chosen {
			kept = append(kept, v)
		} else {
			f.More++
		}
	}
	f.Values = kept
	return f
}

// spare is how many more values are looked at closely than are wanted: their order may
// change when everybody is counted whom the value finds.
const spare = 5

// partyFacet counts who speaks, is spoken to, or is spoken for. A value finds parties by
// their id or by words of their names, so more than those listed under it: what is counted
// is what it finds.
func (t *tallies) partyFacet(name query.Name, chosen []query.Field, n int) Facet {
	counts, of := t.byParty(name), &t.parties.head
	if name == query.Side {
		of = &t.parties.side
	}
	byHead := make([]int, len(of.heads))
	for party, c := range counts {
		byHead[of.of[party]] += c
	}
	byHead[0] = 0
	top, all := commonest(byHead, n+spare)
	f := Facet{Name: name}
	for _, code := range top {
		f.Values = append(f.Values, Value{Field: query.Field{Name: name, Value: of.heads[code]}, Label: of.heads[code], Count: byHead[code], party: of.first[code]})
	}
	f = f.choose(chosen, len(f.Values))
	for i, v := range f.Values {
		f.Values[i].Count = 0
		for _, party := range t.party(v.Field) {
			f.Values[i].Count += counts[party]
		}
	}
	f = f.first(n)
	f.More = max(all-len(f.Values), 0)
	return f
}

// commonest returns the codes that were counted most, at most n, and how many were counted
// at all.
func commonest(counts []int, n int) (top []int, all int) {
	for code, c := range counts {
		if c == 0 {
			continue
		}
		all++
		if len(top) == n && c <= counts[top[n-1]] {
			continue
		}
		i, _ := slices.BinarySearchFunc(top, c, func(code, c int) int { return cmp.Compare(c, counts[code]) })
		for i < len(top) && counts[top[i]] == c {
			i++
		}
		top = slices.Insert(top, i, code)
		top = top[:min(len(top), n)]
	}
	return top, all
}

// choose marks what is chosen, adding what is not among the values, and keeps the first n.
func (f Facet) choose(chosen []query.Field, n int) Facet {
	for _, field := range chosen {
		if i := f.index(field); i >= 0 {
			f.Values[i].Chosen = true
		} else {
			f.Values = append(f.Values, Value{Field: field, Label: field.Value, Chosen: true})
		}
	}
	return f.first(n)
}

// pageFacet counts by outlet or language.
func (t *tallies) pageFacet(name query.Name, chosen []query.Field, n int) Facet {
	sources, languages := make([]int, len(t.sources)), make([]int, len(t.languages))
	for page, c := range t.pages() {
		codes := t.snapshot.pages[page]
		sources[codes.source] += c
		languages[codes.language] += c
	}
	counts, list, head := sources, t.sources, outlet
	if name == query.Language {
		counts, list, head = languages, t.languages, baseLanguage
	}
	groups := make(map[string]Value)
	for code, c := range counts {
		if h := head(list[code]); c > 0 && h != "" {
			v := groups[h]
			if v.Count == 0 {
				v = Value{Field: query.Field{Name: name, Value: h}, Label: h, source: uint32(code)}
			}
			v.Count += c
			groups[h] = v
		}
	}
	f := Facet{Name: name}
	for _, v := range groups {
		f.Values = append(f.Values, v)
	}
	f = f.choose(chosen, n+spare)
	for i := range f.Values {
		f.Values[i].Count = sumOf(list, counts, pageTest(f.Values[i].Field))
	}
	return f.first(n)
}

func sumOf(list []string, counts []int, test func(string) bool) (n int) {
	for i, s := range list {
		if counts[i] > 0 && test(s) {
			n += counts[i]
		}
	}
	return n
}

// outlet returns the publisher, or else the agency, of a source.
func outlet(source string) string {
	publisher, agency, _ := strings.Cut(source, "|")
	return cmp.Or(strings.TrimSpace(publisher), strings.TrimSpace(agency))
}

// baseLanguage returns the language of a tag, without its region.
func baseLanguage(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	return base
}

// pageTest decides publisher: and language: by the folded value of a page.
func pageTest(f query.Field) func(string) bool {
	if f.Name == query.Publisher {
		needle := store.Needle(f.Value, f.Prefix)
		return func(s string) bool { return strings.Contains(s, needle) }
	}
	lang := strings.ToLower(f.Value)
	return func(s string) bool { return s == lang || strings.HasPrefix(s, lang+"-") }
}
