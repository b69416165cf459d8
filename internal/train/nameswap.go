package train

import (
	"math/bits"
	"math/rand/v2"
	"strings"

	"readout/internal/names"
)

// NameLists are names by type, in the order of names.Types, as they are written.
type NameLists [len(names.Types)][]string

// A swapper makes sentences of others: their names exchanged for names of the same types
// from other sentences and from lists. What stands around a name then tells more of its
// type, and more names have been seen.
type swapper struct {
	pool [organisation + 1][][]string
	rng  *rand.Rand
}

// swapNames gives every sentence with a name of a person, place or organisation a few
// variants, most to those of the reference corpus.
func swapNames(all []NameSentence, lists NameLists, seed uint64) {
	s := swapper{rng: rand.New(rand.NewPCG(seed, 12))}
	s.fill(all, lists)
	for i := range all {
		spans := plainNames(&all[i])
		if len(spans) == 0 {
			continue
		}
		n := 1
		if all[i].Corpus == 0 {
			n = 4
			if s.rng.IntN(4) == 0 {
				all[i].Variants = append(all[i].Variants, lowered(&all[i]))
			}
		}
		for range n {
			all[i].Variants = append(all[i].Variants, s.swap(&all[i], spans))
		}
	}
}

func (s *swapper) fill(all []NameSentence, lists NameLists) {
	seen := make(map[string]bool)
	add := func(k int, words []string) {
		key := strings.Join(words, " ") + "\t" + names.Types[k]
		if len(words) > 0 && !seen[key] {
			seen[key] = true
			s.pool[k] = append(s.pool[k], words)
		}
	}
	for i := range all {
		for _, n := range plainNames(&all[i]) {
			add(n.Type, all[i].Forms[n.First:n.Last])
		}
	}
	for k := range s.pool {
		for _, name := range lists[k] {
			add(k, nameWords(name))
		}
	}
}

// nameWords cuts a name of a list into words as the treebanks do.
func nameWords(name string) []string {
	return strings.Fields(strings.NewReplacer("-", " - ", "'s ", " 's ", "’s ", " ’s ", ",", " , ", "(", " ( ", ")", " ) ", "/", " / ").Replace(name))
}

// plainNames returns the names of a sentence whose type and words are beyond doubt.
func plainNames(s *NameSentence) []names.Span {
	var out []names.Span
	for i := 0; i < len(s.Allowed); i++ {
		if bits.OnesCount16(s.Allowed[i]) != 1 {
			continue
		}
		l := bits.TrailingZeros16(s.Allowed[i])
		if k := (l - 1) / 2; l%2 == 1 && k <= organisation {
			j := i + 1
			for j < len(s.Allowed) && s.Allowed[j] == insideOf(k) {
				j++
			}
			out = append(out, names.Span{First: i, Last: j, Type: k})
		}
	}
	return out
}

// swap returns the sentence with other names.
func (s *swapper) swap(from *NameSentence, spans []names.Span) NameSentence {
	out := NameSentence{Corpus: from.Corpus}
	at := 0
	for _, n := range spans {
		out.Forms = append(out.Forms, from.Forms[at:n.First]...)
		out.Allowed = append(out.Allowed, from.Allowed[at:n.First]...)
		for i, form := range s.like(from.Forms[n.First:n.Last], n.Type) {
			mask := insideOf(n.Type)
			if i == 0 {
				mask = firstOf(n.Type)
			}
			out.Forms, out.Allowed = append(out.Forms, form), append(out.Allowed, mask)
		}
		at = n.Last
	}
	out.Forms = append(out.Forms, from.Forms[at:]...)
	out.Allowed = append(out.Allowed, from.Allowed[at:]...)
	out.Known = make([]uint8, len(out.Forms))
	return out
}

// like returns a name of the type: one word for one word of a person, and in small letters
// where the other is.
func (s *swapper) like(words []string, kind int) []string {
	pool := s.pool[kind]
	pick := pool[s.rng.IntN(len(pool))]
	if kind == person {
		switch one := len(words) == 1; {
		case one && s.rng.IntN(2) == 0:
			pick = pick[:1]
		case one:
			pick = pick[len(pick)-1:]
		default:
			for try := 0; try < 5 && len(pick) == 1; try++ {
				pick = pool[s.rng.IntN(len(pool))]
			}
		}
	}
	if joined := strings.Join(words, " "); joined == strings.ToLower(joined) {
		pick = strings.Fields(strings.ToLower(strings.Join(pick, " ")))
	}
	return pick
}

// lowered returns the sentence in small letters.
func lowered(from *NameSentence) NameSentence {
	out := NameSentence{Corpus: from.Corpus, Allowed: from.Allowed, Known: make([]uint8, len(from.Forms))}
	for _, form := range from.Forms {
		out.Forms = append(out.Forms, strings.ToLower(form))
	}
	return out
}
