package segment

import (
	"strings"
	"unicode"
)

// titles are abbreviations that a name or number follows; they never end a sentence.
var titles = set(`mr mrs ms mx messrs dr prof rev hon fr gen lt col sgt capt cmdr maj adm brig cpl pvt supt
	gov sen sens rep reps amb pres st mt ft vs v no nos vol art sec fig pp cf approx est al e.g i.e viz msgr insp tel ext sgts drs profs spc mme mlle
	jan feb mar apr jun jul aug sep sept oct nov dec`)

// closers are abbreviations that may end a sentence: it does where the next word is one
// that seldom follows them inside one.
var closers = set(`inc corp co ltd jr sr bros dept etc ph.d a.m p.m am pm u.s u.n u.k e.u d.c u.s.a u.s.s.r u.a.e
	mass conn calif fla ga ala ariz ark colo del ill ind kan ky la md mich minn miss mo mont neb nev okla ore pa
	penn tenn tex vt va wash wis wyo n.h n.j n.m n.y n.c n.d s.c s.d r.i w.va ave blvd rd bldg assn univ
	mon tue tues wed thu thur thurs fri sat`)

// ordinary are abbreviations that are also words; only with a capital are they taken for
// abbreviations.
var ordinary = set(`no co sat mar la mass ill miss ore wash del ind art fig est am pm mt al v`)

// openers are words that start sentences much more often than they follow an
// abbreviation within one.
var openers = set(`the a an this that these those he she it they we i you his her its their our my in on at
	after before but and however when while if as for since although though asked there yet so "`)

// prefixes stay joined to their word by a hyphen, as in the treebanks.
var prefixes = set(`anti bi co e ex inter mid mini multi non over post pre pro quasi re semi sub
	super trans ultra un under vice al el op x`)

// quoteVerbs may follow a quotation that ends in "?" or "!" within one sentence.
var quoteVerbs = set(`said says asked asks told wrote replied added responded answered tweeted posted shouted
	continued yelled wondered exclaimed declared demanded`)

// abbreviation reports whether a full stop after w belongs to it.
func abbreviation(w string) bool {
	if len(w) > 8 {
		return false
	}
	low := strings.ToLower(w)
	if !titles[low] && !closers[low] {
		return false
	}
	return !ordinary[low] || unicode.IsUpper(first(w))
}

// set makes a set of the words of a list.
func set(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
