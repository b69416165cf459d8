package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence is the number of tokens after which a sentence is cut, so that a list or a
// table without full stops stays within bounds for the stages that follow.
const maxSentence = 400

// titles are abbreviations that a name or number follows; they never end a sentence.
var titles = set(`mr mrs ms mx messrs dr prof rev hon fr sr. gen lt col sgt capt cmdr maj adm brig cpl pvt
	gov sen sens rep reps amb pres st mt ft vs v no nos vol art sec fig pp cf approx est al e.g i.e viz
	jan feb mar apr jun jul aug sep sept oct nov dec`)

// closers are abbreviations that may end a sentence: it does where the next word is one
// that seldom follows them inside one.
var closers = set(`inc corp co ltd jr sr bros dept etc ph.d a.m p.m am pm u.s u.n u.k e.u d.c u.s.a u.s.s.r u.a.e
	mass conn calif fla ga ala ariz ark colo del ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa
	penn tenn tex vt va wash wis wyo n.h n.j n.m n.y n.c n.d s.c s.d r.i w.va ave blvd rd bldg assn univ
	mon tue tues wed thu thur thurs fri sat`)

// openers are words that start sentences much more often than they follow an
// abbreviation within one.
var openers = set(`the a an this that these those he she it they we i you his her its their our my in on at
	after before but and however when while if as for since although though asked there yet so "`)

// quoteVerbs may follow a quotation that ends in "?" or "!" within one sentence.
var quoteVerbs = set(`said says asked asks told wrote replied added responded answered tweeted posted shouted
	continued yelled wondered exclaimed declared demanded`)

// abbreviation reports whether the full stop after w belongs to it; after is the rune
// that follows.
func abbreviation(w string, after rune) bool {
	if len(w) > 12 {
		return false
	}
	low := strings.ToLower(w)
	if titles[low] || closers[low] {
		return !ordinary[low] || first(w, unicode.IsUpper)
	}
	// Initials: "A.", and the parts of "U.S.", "a.m.".
	if utf8.RuneCountInString(w) == 1 && first(w, unicode.IsUpper) && w != "I" {
		return true
	}
	return initials(w) || utf8.RuneCountInString(w) == 1 && letter(after) && first(w, letter)
}

// ordinary are abbreviations that are also words; only with a capital are they taken for
// abbreviations.
var ordinary = set(`no co sat mar la mass ill miss ore wash del ind art fig est am pm mt al v`)

func first(s string, is func(rune) bool) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return is(r)
}

// initials reports whether w is letters each followed by a full stop, the last one's
// missing: "U.S", "a.m".
func initials(w string) bool {
	n := 0
	for i, r := range w {
		if i%2 == 0 && !(r < utf8.RuneSelf && letter(r)) || i%2 == 1 && r != '.' {
			return false
		}
		n++
	}
	return n >= 3 && n%2 == 1
}

// sentenceEnd returns the index after the last token of the sentence that starts at i.
func (d *Layout) sentenceEnd(i int) int {
	for j := i; j < len(d.Tokens); j++ {
		if j-i >= maxSentence {
			return j
		}
		if end := d.boundary(j); end > 0 {
			return end
		}
	}
	return len(d.Tokens)
}

// boundary returns the index after the sentence whose final mark is the token j, closing
// marks included, or 0 where j ends none.
func (d *Layout) boundary(j int) int {
	w := d.Text(d.Tokens[j])
	mark := terminator(w)
	abbr := !mark && len(w) > 1 && w[len(w)-1] == '.'
	if !mark && !abbr {
		return 0
	}
	end := j + 1
	for end < len(d.Tokens) && d.closes(end) {
		end++
	}
	if end == len(d.Tokens) {
		return end
	}
	next := d.Text(d.Tokens[end])
	switch {
	case terminator(next) || !starts(next):
		return 0
	case abbr && end == j+1:
		if d.endsAfterAbbreviation(j, next) {
			return end
		}
		return 0
	case end > j+1 && (w == "?" || w == "!") && d.quoteGoesOn(end):
		return 0
	}
	return end
}

func terminator(w string) bool {
	return w == "." || w == "?" || w == "!" || w == "…" || strings.HasPrefix(w, "..")
}

// closes reports whether token i is a closing mark that clings to the token before it.
func (d *Layout) closes(i int) bool {
	t := d.Tokens[i]
	switch d.Text(t) {
	case "”", "’", "»", ")", "]", "›":
		return true
	case `"`, "'", "''", "“": // an opening mark stands after a blank
		return d.Tokens[i-1].End == t.Start && (i+1 == len(d.Tokens) || d.Tokens[i+1].Start > t.End)
	}
	return false
}

// starts reports whether w can start a sentence.
func starts(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return !unicode.IsLower(r) && !strings.ContainsRune(",;:)]}-–—―‒”’»/%", r)
}

func (d *Layout) endsAfterAbbreviation(j int, next string) bool {
	w := strings.ToLower(strings.TrimSuffix(d.Text(d.Tokens[j]), "."))
	switch {
	case titles[w]:
		return false
	case closers[w] || strings.Contains(w, "."):
		return openers[strings.ToLower(next)] || strings.ContainsAny(next, `"“«`)
	}
	return openers[strings.ToLower(next)] && !d.afterName(j) // an initial: "A. J. Brown"
}

// afterName reports whether the token before j is a capitalised word or another initial.
func (d *Layout) afterName(j int) bool {
	return j > 0 && first(d.Text(d.Tokens[j-1]), unicode.IsUpper)
}

// quoteGoesOn reports whether a reporting verb stands soon after token i, before any
// other mark: `"Where?" Ms. Lim asked.`
func (d *Layout) quoteGoesOn(i int) bool {
	for j := i; j < len(d.Tokens) && j < i+6; j++ {
		w := d.Text(d.Tokens[j])
		if quoteVerbs[w] {
			// `"Where?" He added: "..."`: the verb leads to the next quotation.
			return j+1 >= len(d.Tokens) || d.Text(d.Tokens[j+1]) != ":" && d.Text(d.Tokens[j+1]) != "that"
		}
		if !first(w, letter) {
			return false
		}
	}
	return false
}
