package actor

import (
	"cmp"
	"slices"
	"strings"
)

// Find returns the places in the text where a name stands, in order. They do not
// overlap: of two names that do, the one that begins first is found, and of two that
// begin at the same place the longer. A possessive 's is not part of a name. The time is
// linear in the length of the text.
func (r *Roster) Find(text string) []Mention {
	f := finder{index: r.index, scanner: scanner{text: text, vocab: r.index.vocab}}
	for f.fill() {
		f.scan()
	}
	return f.found
}

// Titled returns the office or body that the title or part means where it stands next to
// the owner with the id: "foreign minister" next to "AZE". Nil means that the owner has
// none of that title.
func (r *Roster) Titled(owner, title string) *Actor {
	of := r.byID[owner]
	f := finder{index: r.index, scanner: scanner{text: title, vocab: r.index.vocab}}
	if of == nil || !f.fill() || len(f.tokens) > maxWords {
		return nil
	}
	var found *Actor
	f.parts.walk(f.tokens, func(n int, ends []end) {
		if n < len(f.tokens) {
			return
		}
		for _, a := range f.owners([]*Actor{of}, f.tokens, ends) {
			found = a
		}
	})
	return found
}

// A finder finds names in the tokens of a text, some thousand at a time.
type finder struct {
	*index
	scanner scanner
	tokens  []token
	pending token // the first token of the next lot
	more    bool
	found   []Mention
}

// A lot ends where no name can go on, but not before lotSize tokens, and at the latest
// after maxLot.
const (
	lotSize = 1 << 12
	maxLot  = 1 << 18
)

// bytesPerToken is what a word of English takes at least, on average, with its blank.
const bytesPerToken = 5

// fill reads the next lot of tokens and reports whether there are any.
func (f *finder) fill() bool {
	if f.tokens == nil {
		f.tokens = make([]token, 0, min(len(f.scanner.text)/bytesPerToken+1, lotSize+lotSize/4))
	}
	f.tokens = f.tokens[:0]
	if f.more {
		f.tokens = append(f.tokens, f.pending)
		f.more = false
	}
	for t, ok := f.scanner.next(); ok; t, ok = f.scanner.next() {
		if n := len(f.tokens); n >= lotSize && (t.gap == cut || t.word < 0) || n >= maxLot {
			f.pending, f.more = t, true
			break
		}
		f.tokens = append(f.tokens, t)
	}
	return len(f.tokens) > 0
}

// scan finds the names in the lot.
func (f *finder) scan() {
	for i := 0; i < len(f.tokens); {
		h := f.at(i, 0)
		if h.n == 0 {
			i++
			continue
		}
		if len(h.actors) > 0 {
			f.found = append(f.found, Mention{
				Start:  f.tokens[i].start,
				End:    f.tokens[i+h.n-1].end,
				How:    h.how,
				Actors: h.actors,
			})
		}
		i += h.n
	}
}

// A hit is whom the n tokens from some place on mean.
type hit struct {
	n      int
	how    How
	actors []*Actor
}

// maxNested bounds titles within titles: "spokesman for the Foreign Ministry of the
// Republic of Azerbaijan".
const maxNested = 3

// at returns the longest name that begins at token i.
func (f *finder) at(i, nested int) hit {
	word := f.tokens[i].word
	if word < 0 {
		return hit{}
	}
	best := f.name(i)
	if long := f.titleOf(i, nested); long.n > best.n {
		return long
	}
	return best
}

// name returns the longest name that begins at token i, with the title or part that
// follows it: "Azerbaijani" and "Azerbaijani Foreign Ministry spokesman".
func (f *finder) name(i int) hit {
	var best hit
	f.names.walk(f.tokens[i:], func(n int, ends []end) {
		h := f.accepted(i, n, ends)
		if h.n == 0 {
			return
		}
		for range maxNested {
			longer := f.partAfter(i, h)
			if longer.n == 0 {
				break
			}
			h = longer
		}
		if h.n >= best.n {
			best = h
		}
	})
	return best
}

// accepted returns the hit of those ends that are written as the tokens are.
func (f *finder) accepted(i, n int, ends []end) hit {
	var h hit
	for _, e := range ends {
		w := e.writing
		if e.how == ByName && len(e.actors) > 0 && e.actors[0].Type == Person && f.goesOn(i+n) {
			continue
		}
		if !w.accepts(f.tokens[i:]) || w.like && f.shouted(i) || w.alone && f.named(i+n) || w.bare && f.qualified(i) {
			continue
		}
		if h.n == 0 {
			h = hit{n, e.how, e.actors}
			continue
		}
		h.how = min(h.how, e.how)
		h.actors = join(h.actors, e.actors)
	}
	return h
}

// goesOn reports whether a given name goes on at token i, so that "Ang Jin" in "Ang Jin-soo" is
// somebody else; "Ana Lim-led" is the same.
func (f *finder) goesOn(i int) bool {
	if i >= len(f.tokens) || f.tokens[i].gap != hyphen || f.tokens[i].shape != lower {
		return false
	}
	word := f.scanner.text[f.tokens[i].start:f.tokens[i].end]
	return len(word) <= 4 && word != "led" && word != "era" && word != "run" && word != "like" && word != "held"
}

// shouted reports whether the words around token i are all in capitals, so that "US" may
// well be the word "us".
func (f *finder) shouted(i int) bool {
	n := 0
	for j := max(0, i-2); j <= min(i+2, len(f.tokens)-1); j++ {
		if j == i || f.tokens[max(j, i)].gap == cut {
			continue
		}
		if f.tokens[j].shape != upper {
			return false
		}
		n++
	}
	return n > 1
}

// named reports whether a capitalised word follows at token i, so that "The National" or
// "Paul" is the beginning of some other name.
func (f *finder) named(i int) bool {
	return i < len(f.tokens) && f.tokens[i].gap == space && f.tokens[i].shape != lower
}

// qualified reports whether the word before token i makes something else of a name of
// institution words: "Deputy Secretary of State", "National Security Council", or the
// name of some state that has one too.
func (f *finder) qualified(i int) bool {
	if i == 0 || f.tokens[i].gap != space {
		return false
	}
	before := f.tokens[i-1]
	word := f.scanner.text[before.start:before.end]
	if before.shape == capped && len(word) > 3 && institutionWords[strings.ToLower(word)] {
		return true
	}
	if word == "s" && i > 1 {
		before = f.tokens[i-2]
	}
	if len(f.found) == 0 {
		return false
	}
	last := f.found[len(f.found)-1]
	return last.End == before.end && last.Actors[0].Type == State
}

// partAfter returns the hit h made longer by a title or part that follows it, perhaps
// after a possessive, or no hit.
func (f *finder) partAfter(i int, h hit) hit {
	j := i + h.n
	if j >= len(f.tokens) || h.how != ByName && h.how != ByDemonym && h.how != ByTitle {
		return hit{}
	}
	switch g := f.tokens[j].gap; {
	case g == apos && f.isWord(j, "s"):
		j++
		if j >= len(f.tokens) || f.tokens[j].gap != space {
			return hit{}
		}
	case g != space && g != possess && g != hyphen:
		return hit{}
	}
	var longer hit
	f.parts.walk(f.tokens[j:], func(n int, ends []end) {
		if p := f.owners(h.actors, f.tokens[j:], ends); len(p) > 0 {
			longer = hit{j + n - i, howOf(p), p}
		}
	})
	return longer
}

// titleOf returns the longest title or part at token i that is followed by its owner:
// "Foreign Minister of Azerbaijan".
func (f *finder) titleOf(i, nested int) hit {
	var best hit
	if nested == maxNested {
		return best
	}
	f.parts.walk(f.tokens[i:], func(n int, ends []end) {
		j := f.ownerAt(i + n)
		if j < 0 {
			return
		}
		owner := f.at(j, nested+1)
		if owner.n == 0 || owner.how == BySurname || owner.how == ByDemonym {
			return
		}
		if p := f.owners(owner.actors, f.tokens[i:], ends); len(p) > 0 {
			best = hit{j + owner.n - i, howOf(p), p}
		}
	})
	return best
}

// ownerAt returns the token after the "of" or "for" at token j, and after its "the", or
// -1 where no owner can follow.
func (f *finder) ownerAt(j int) int {
	if j+1 >= len(f.tokens) || f.tokens[j].gap != space || !f.isWord(j, "of") && !f.isWord(j, "for") {
		return -1
	}
	j++
	if f.isWord(j, "the") && j+1 < len(f.tokens) && f.tokens[j].gap == space {
		j++
	}
	if f.tokens[j].gap != space {
		return -1
	}
	return j
}

// owners returns what the part means for each of its possible owners.
func (f *finder) owners(candidates []*Actor, tokens []token, ends []end) []*Actor {
	var out []*Actor
	for _, e := range ends {
		if !e.writing.accepts(tokens) {
			continue
		}
		for _, c := range candidates {
			if a := f.owned[ownedPart{c, e.part}]; a != nil && !slices.Contains(out, a) {
				out = append(out, a)
			}
		}
	}
	return out
}

func (f *finder) isWord(i int, word string) bool {
	t := f.tokens[i]
	return f.scanner.text[t.start:t.end] == word
}

func howOf(actors []*Actor) How {
	if actors[0].Type == Office {
		return ByTitle
	}
	return ByName
}

// join returns the actors of both, each once, in order of id. It leaves a and b alone,
// since they belong to the index.
func join(a, b []*Actor) []*Actor {
	out := slices.Concat(a, b)
	slices.SortFunc(out, func(a, b *Actor) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Compact(out)
}
