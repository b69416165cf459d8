package train

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"

	"readout/internal/names"
)

// NameLists are names to put in the place of others.
type NameLists struct {
	Names   [len(names.Types)][]string // by type, as they are written
	Regions [][2]string                // a place and the region that it lies in
}

// A swapper makes sentences of others: their names exchanged for names of the same types
// from other sentences and from lists. What stands around a name then tells more of its
// type, and more names have been seen.
type swapper struct {
	pool    [organisation + 1][][]string
	regions [][2]string
	rng     *rand.Rand
}

// swapNames gives every sentence with a name of a person, place or organisation a few
// variants, most to those of the reference corpus.
func swapNames(all []NameSentence, lists NameLists, seed uint64) {
	s := swapper{regions: lists.Regions, rng: rand.New(rand.NewPCG(seed, 12))}
	s.fill(all, lists)
	for i := range all {
		spans := plainNames(&all[i])
		if len(spans) == 0 {
			continue
		}
		n := 1
		if all[i].Corpus == 0 {
			n = 4
		}
		for range n {
			all[i].Variants = append(all[i].Variants, s.swap(&all[i], spans))
		}
		if all[i].Corpus == 0 {
			all[i].Variants = append(all[i].Variants, lowered(&all[i].Variants[s.rng.IntN(n)]))
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
		for _, name := range lists.Names[k] {
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
		at = n.Last
		alone := at == len(from.Forms) || from.Forms[at] != ","
		if n.Type == place && alone && len(s.regions) > 0 && s.rng.IntN(8) == 0 {
			s.putRegion(&out)
			continue
		}
		words := s.like(from.Forms[n.First:n.Last], n.Type)
		if n.Type == organisation && from.Corpus == 0 && s.rng.IntN(6) == 0 {
			words = s.firm()
		}
		out.put(words, n.Type)
	}
	out.Forms = append(out.Forms, from.Forms[at:]...)
	out.Allowed = append(out.Allowed, from.Allowed[at:]...)
	out.Known = make([]uint8, len(out.Forms))
	return out
}

// putRegion appends a place and its region, two names, with a comma between them or none.
func (s *swapper) putRegion(out *NameSentence) {
	pair := s.regions[s.rng.IntN(len(s.regions))]
	out.put(nameWords(pair[0]), place)
	if s.rng.IntN(2) == 0 {
		out.Forms, out.Allowed = append(out.Forms, ","), append(out.Allowed, none)
	}
	out.put(nameWords(pair[1]), place)
}

// trades are what small firms add to the name of a person or place.
var trades = strings.Fields("Pizza Grill Cafe Bakery Diner Kitchen Motors Garage Tires Plumbing Roofing Insurance Dental Salon Cleaners " +
	"Florist Jewelers Furniture Books Karate Fitness Yoga Realty Law Associates Consulting Systems Energy Capital Partners Foods " +
	"Transport Travel Towing Storage Landscaping Photography Pharmacy Optical Veterinary Hardware Fabrics Sports Cycles")

// firm returns a name of a small firm: that of a person or place and a trade, or a person's
// in the genitive alone.
func (s *swapper) firm() []string {
	pool := s.pool[person+s.rng.IntN(2)]
	pick := pool[s.rng.IntN(len(pool))]
	words := []string{pick[s.rng.IntN(len(pick))]}
	switch s.rng.IntN(5) {
	case 0, 1:
		words = append(words, "'s")
	case 2:
		words = append(words, "s")
	default:
		words = slices.Clone(pick)
	}
	if last := words[len(words)-1]; last == "'s" && s.rng.IntN(3) == 0 {
		return words
	}
	trade := trades[s.rng.IntN(len(trades))]
	if s.rng.IntN(4) == 0 {
		trade = strings.ToLower(trade)
	}
	words = append(words, trade)
	if s.rng.IntN(4) == 0 {
		words = append(words, trades[s.rng.IntN(len(trades))])
	}
	return words
}

// put appends a name.
func (s *NameSentence) put(words []string, kind int) {
	for i, form := range words {
		mask := insideOf(kind)
		if i == 0 {
			mask = firstOf(kind)
		}
		s.Forms, s.Allowed = append(s.Forms, form), append(s.Allowed, mask)
	}
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
