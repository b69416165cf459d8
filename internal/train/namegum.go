package train

import (
	"fmt"
	"strings"

	"readout/internal/names"
	"readout/text/conllu"
)

// gumTypes are the types of GUM's mentions that are names where their head is a proper
// noun. A state that acts is an organisation there; its name is a place elsewhere.
var gumTypes = map[string][]int{"person": {person}, "place": {place}, "organization": {organisation},
	"event": {event}, "abstract": {law, other, organisation, event}, "object": {other, law}}

// readGUM reads the names of GUM: of each mention whose head is a proper noun the words of
// the name itself, without titles and appositions. Other proper nouns are left open.
func readGUM(name string) ([]NameSentence, error) {
	in, err := openText(name)
	if err != nil {
		return nil, err
	}
	all, err := conllu.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var sentences []gumSentence
	places := make(map[string]bool)
	for i := range all {
		s := gumSentence{rows: rowsOfWords(all[i].Rows), places: places}
		_, s.newdoc = all[i].Comment("newdoc")
		s.mentions()
		for _, m := range s.found {
			if from, to := s.name(m); m.etype == "place" && from < to {
				places[s.written(from, to)] = true
			}
		}
		sentences = append(sentences, s)
	}
	var out []NameSentence
	for i := range sentences {
		out = append(out, sentences[i].names())
	}
	return out, nil
}

func rowsOfWords(rows []conllu.Row) (out []conllu.Row) {
	for i := range rows {
		if rows[i].IsWord() {
			out = append(out, rows[i])
		}
	}
	return out
}

// A gumMention is a mention of the words [first, last] of a sentence.
type gumMention struct {
	id, etype   string
	first, last int
}

type gumSentence struct {
	rows   []conllu.Row
	newdoc bool
	places map[string]bool // names that are a place somewhere
	found  []gumMention
}

// written returns the words [from, to).
func (s *gumSentence) written(from, to int) string {
	var b strings.Builder
	for _, r := range s.rows[from:to] {
		b.WriteString(r.Form)
		b.WriteByte(' ')
	}
	return b.String()
}

// mentions reads the brackets of the Entity values: "(1-person-new-...(2-place-...)1)".
// Mentions that are open at the end of a sentence are forgotten.
func (s *gumSentence) mentions() {
	var open []gumMention
	for i := range s.rows {
		value := s.rows[i].MiscValue("Entity")
		for value != "" {
			at := strings.IndexAny(value[1:], "()") + 1
			if at == 0 {
				at = len(value)
			}
			if value[0] != '(' {
				id := value[:at]
				open = s.closed(open, strings.TrimLeft(id, ")"), i)
				value = strings.TrimLeft(value[at:], ")")
				continue
			}
			fields := strings.SplitN(value[1:at], "-", 3)
			m := gumMention{id: fields[0], first: i}
			if len(fields) > 1 {
				m.etype = fields[1]
			}
			open = append(open, m)
			if value = value[at:]; strings.HasPrefix(value, ")") {
				open = s.closed(open, m.id, i)
				value = value[1:]
			}
		}
	}
}

func (s *gumSentence) closed(open []gumMention, id string, last int) []gumMention {
	for k := len(open) - 1; k >= 0; k-- {
		if open[k].id == id {
			m := open[k]
			m.last = last
			s.found = append(s.found, m)
			return append(open[:k], open[k+1:]...)
		}
	}
	return open
}

// names returns the sentence with the labels of its mentions that are names.
func (s *gumSentence) names() NameSentence {
	out := NameSentence{Corpus: 1, first: s.newdoc}
	for i := range s.rows {
		r := &s.rows[i]
		mask := unmarked(r.Form, []int{nationality, other})
		if s.proper(i) {
			mask = anyOf
		}
		out.Forms, out.Allowed = append(out.Forms, r.Form), append(out.Allowed, mask)
	}
	taken := make([]bool, len(s.rows))
	for size := len(s.rows); size > 0; size-- { // outer mentions before those inside
		for _, m := range s.found {
			if m.last-m.first+1 == size {
				s.mark(&out, m, taken)
			}
		}
	}
	return out
}

func (s *gumSentence) mark(out *NameSentence, m gumMention, taken []bool) {
	types, from, to := gumTypes[m.etype], 0, 0
	if types != nil {
		from, to = s.name(m)
	}
	if from == to || taken[from] || taken[to-1] {
		return
	}
	if m.etype == "organization" && s.places[s.written(from, to)] {
		types = []int{place}
	}
	for i := from; i < to; i++ {
		mask := uint16(0)
		for _, k := range types {
			if i == from {
				mask |= firstOf(k)
			} else {
				mask |= insideOf(k)
			}
		}
		out.Allowed[i], taken[i] = mask, true
	}
	if to < len(out.Allowed) && out.Allowed[to]&none != 0 { // the name does not go on
		for k := range names.Types {
			out.Allowed[to] &^= insideOf(k)
		}
	}
}

func (s *gumSentence) proper(i int) bool {
	return s.rows[i].UPOS == "PROPN" || strings.HasPrefix(s.rows[i].XPOS, "NNP")
}

// name returns the words of a mention's name: its head, a proper noun, with the proper
// nouns around it and those after "of".
func (s *gumSentence) name(m gumMention) (first, last int) {
	head := -1
	for i := m.first; i <= m.last; i++ {
		h := 0
		fmt.Sscan(s.rows[i].Head, &h)
		if h-1 < m.first || h-1 > m.last {
			head = i
			break
		}
	}
	if head < 0 || !s.proper(head) || s.rows[head].UPOS == "PRON" {
		return 0, 0
	}
	first, last = head, head+1
	for first > m.first && s.joins(first-1) && s.rows[first-1].DepRel != "nmod:desc" {
		first--
	}
	for s.rows[first].UPOS == "PUNCT" {
		first++
	}
	for last <= m.last {
		switch next := last + 1; {
		case s.joins(last) && s.rows[last].DepRel != "appos" && s.rows[last].DepRel != "list" && s.rows[last].DepRel != "conj":
			last++
		case next <= m.last && (s.rows[last].Form == "of" || s.rows[last].Form == "for") && s.proper(next):
			last += 2
		case next+1 <= m.last && s.rows[last].Form == "of" && s.rows[next].Form == "the" && s.proper(next+1):
			last += 3
		default:
			for s.rows[last-1].UPOS == "PUNCT" {
				last--
			}
			return first, last
		}
	}
	for s.rows[last-1].UPOS == "PUNCT" {
		last--
	}
	return first, last
}

// joins reports whether word i may stand in a name beside its head.
func (s *gumSentence) joins(i int) bool {
	return s.proper(i) && s.rows[i].DepRel != "nmod:poss" || s.rows[i].XPOS == "HYPH" || s.rows[i].Form == "&"
}
