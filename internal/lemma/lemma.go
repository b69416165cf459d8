// Package lemma tells the dictionary form of a word from its form and tags.
//
// What it knows is a list of edits ("drop three letters, add y") and a table from hashes of
// what may be seen of a word to edits: the word as written, the word in lower case, its
// last letters, each with its tags. The most telling entry that is there decides. A word
// of the same form and tags has always the same lemma; unknown words follow the words that
// end like them.
package lemma

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Model knows lemmas. It is safe for concurrent use.
type Model struct {
	edits []edit
	table map[uint32]uint16 // by what is seen, an index into edits
	known map[uint32]bool   // hashes of lemmas, of words that are not names
}

// A Word is a word with its tags, those of Universal Dependencies and of the Penn Treebank.
type Word struct{ Form, UPOS, XPOS string }

// An edit makes a lemma of a form.
type edit struct {
	letters uint8  // the case of the letters that the form is put in first
	whole   bool   // the lemma is add, whatever the form
	drop    int    // bytes off the end of the form
	add     string // put to its end
}

// Lemma returns the lemma of w. It is w.Form, of words that are not names in lower case,
// where the model, which may be nil, does not know better.
func (m *Model) Lemma(w Word) string {
	if m == nil || w.XPOS == "GW" { // a piece of a word written apart
		return plain(w)
	}
	if w.UPOS == "PUNCT" && strings.Trim(w.Form, "-") == "" {
		return w.Form // as EWT has it; GUM has one hyphen for two
	}
	var keys [maxKeys]uint32
	whole, n := seen(&keys, w)
	for _, k := range keys[:whole] {
		if e, ok := m.table[k]; ok {
			if lemma, ok := m.edits[e].apply(w.Form); ok {
				return lemma
			}
		}
	}
	guess := plain(w)
	for _, k := range keys[whole:n] {
		if e, ok := m.table[k]; ok {
			if lemma, ok := m.edits[e].apply(w.Form); ok {
				guess = lemma
				break
			}
		}
	}
	return m.stem(w, guess)
}

// plain is the lemma of words that the model says nothing about.
func plain(w Word) string {
	if w.UPOS == "PROPN" {
		return w.Form
	}
	return inCase(w.Form, lowerCase)
}

// The cases of letters that an edit starts from.
const (
	lowerCase = iota
	titleCase // the first letter large, the others small
	asWritten
)

// apply returns the lemma that the edit makes of form, if it can.
func (e *edit) apply(form string) (string, bool) {
	if e.whole {
		return e.add, true
	}
	form = inCase(form, e.letters)
	cut := len(form) - e.drop
	if cut < 0 || cut == 0 && e.drop > 0 || cut < len(form) && !utf8.RuneStart(form[cut]) {
		return "", false
	}
	if e.add == "" {
		return form[:cut], true
	}
	return form[:cut] + e.add, true
}

// inCase returns form in a case; bytes that are no text stay as they are.
func inCase(form string, letters uint8) string {
	if !utf8.ValidString(form) {
		return form
	}
	switch letters {
	case lowerCase:
		return strings.ToLower(form)
	case titleCase:
		_, size := utf8.DecodeRuneInString(form)
		if strings.ToLower(form[size:]) == form[size:] && strings.ToUpper(form[:size]) == form[:size] {
			return form
		}
		return strings.ToUpper(form[:size]) + strings.ToLower(form[size:])
	}
	return form
}

// longestSuffix is the longest end of a word that is looked up, in bytes; longestForm the
// longest word that is looked up whole.
const (
	longestSuffix = 7
	longestForm   = 40
	maxKeys       = longestSuffix + 5
)

// seen puts the hashes of what is seen of w into keys, most telling first, and returns
// how many there are, of the whole word and all.
func seen(keys *[maxKeys]uint32, w Word) (whole, all int) {
	var buf [longestForm]byte
	low := buf[:0]
	if len(w.Form) <= longestForm {
		low = appendLower(low, w.Form)
	} else {
		low = appendLower(low, w.Form[len(w.Form)-longestSuffix:])
	}
	tags := hash(hash(basis, w.UPOS)^1, w.XPOS)
	shape := uint32(shapeOf(w.Form, w.UPOS))
	n := 0
	put := func(h uint32) { keys[n] = finish(h); n++ }
	if len(w.Form) <= longestForm {
		put(hash(tags^4, w.Form))
		put(hashBytes(tags^5^shape<<8, low))
		put(hashBytes(hash(basis^6, w.UPOS), low))
	}
	whole = n
	longest := min(longestSuffix, len(low))
	if shape >= acronym {
		longest = 0 // "Bush" and "DVD" in capitals end alike
	}
	for l := longest; l >= 0; l-- {
		put(hashBytes(tags^7^shape<<8^uint32(l)<<16, low[len(low)-l:]))
	}
	put(hash(basis^8^shape<<8, w.UPOS))
	return whole, n
}

// The shapes of words: how their letters are written. Of words that are not names only
// short ones in capitals stand out.
const (
	lower = iota
	capital
	upper
	other
	acronym // in capitals, up to five letters; their number is added
)

func shapeOf(s, upos string) int {
	up, letters, first := 0, 0, false
	for i, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if unicode.IsUpper(r) {
			up++
			first = first || i == 0
		}
	}
	name := upos == "PROPN" || upos == "X" || upos == "ADJ"
	switch {
	case letters == 0:
		return other
	case up == letters && letters > 1 && letters <= 5 && (name || upos == "NOUN"):
		return acronym + letters
	case !name || up == 0:
		return lower
	case up == letters && letters > 1:
		return upper
	case first && up == 1:
		return capital
	}
	return other
}

func appendLower(b []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		b = append(b, c)
	}
	return b
}

const basis = 2166136261

func hash(h uint32, s string) uint32 {
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

func hashBytes(h uint32, s []byte) uint32 {
	for _, b := range s {
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

// finish spreads what the last bytes changed over all bits.
func finish(h uint32) uint32 {
	h ^= h >> 15
	h *= 0x85ebca6b
	return h ^ h>>13
}
