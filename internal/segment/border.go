package segment

import (
	"strings"
	"unicode/utf8"
)

// borders decides about the borders between atoms, from the first on.
type borders struct {
	text                  string
	atoms                 []atom
	wordStart, tokenStart int // the atoms that start the present word and token
}

// at returns atom i, or an atom like the end of the text.
func (b *borders) at(i int) *atom {
	if i < 0 || i >= len(b.atoms) {
		return &edge
	}
	return &b.atoms[i]
}

var edge = atom{space: emptyLine, kind: mark}

// form returns what atom i says.
func (b *borders) form(i int) string {
	a := b.at(i)
	return b.text[a.start:a.end]
}

// glued reports whether atom i stands, and follows the one before without white space.
func (b *borders) glued(i int) bool { return i > 0 && i < len(b.atoms) && b.atoms[i].space == none }

// rule proposes the kind of the border before atom i, and says whether that is beyond
// doubt.
func (b *borders) rule(i int) (kind int, sure bool) {
	l, r := b.at(i-1), b.at(i)
	if r.inner {
		if b.negates(i) {
			return word, true
		}
		return b.innerRule(i), false
	}
	if b.afterNegation(i) {
		return joined, true
	}
	lword, rword := l.kind <= digits, r.kind <= digits
	switch {
	case l.kind == address || r.kind == address:
		return token, false
	case lword && rword:
		return joined, l.kind == letters
	case rword:
		decimal := l.kind == mark && r.kind == digits && b.wordStart < i-1 && b.at(i-2).kind == digits && b.form(i-1) == "."
		return b.afterMark(i), decimal
	case lword:
		return b.beforeMark(i)
	}
	if r.hash == l.hash && strings.ContainsRune("'’", first(b.form(i))) {
		return joined, false
	}
	return token, false
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// alwaysCut are runs of letters that are two words whatever stands around them; a model
// knows more that may be.
var alwaysCut = map[string]int{"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}

// innerRule is about places where the treebanks cut some runs of letters.
func (b *borders) innerRule(i int) int {
	if alwaysCut[strings.ToLower(b.form(i-1)+b.form(i))] > 0 {
		return word
	}
	return joined
}

// negates reports whether atom i is the n of "n't".
func (b *borders) negates(i int) bool {
	return b.atoms[i].inner && b.atoms[i].end-b.atoms[i].start == 1 && b.text[b.atoms[i].start]|0x20 == 'n' &&
		negation(b.text[b.atoms[i].end:])
}

// afterNegation reports whether atom i is the apostrophe or the t of "n't".
func (b *borders) afterNegation(i int) bool {
	return i > 0 && b.negates(i-1) || i > 1 && b.negates(i-2) && b.form(i) != "" && b.form(i)[0]|0x20 == 't'
}

// beforeMark is about the border between a word or number and a mark.
func (b *borders) beforeMark(i int) (int, bool) {
	next := b.at(i + 1)
	open := !b.glued(i + 1) // nothing touches the mark from behind
	l, r := b.at(i-1), b.at(i)
	switch m := b.form(i); m {
	case ",", ";", "!", "?", ")", "]", "”", "\"", "»":
		if open {
			return token, m != ")"
		}
		if m == "," && l.kind == digits && next.kind == digits {
			return joined, false
		}
	case ":":
		if l.kind == digits && next.kind == digits && !open {
			return joined, false
		}
	case "'", "’", "`", "‘", "´":
		return b.apostrophe(i, open)
	case ".":
		return b.stop(i, open)
	case "-", "‐", "‑":
		if !open && next.kind == letters && r.end-r.start <= 3 && b.wordStart == i-1 && prefixes[strings.ToLower(b.form(i-1))] {
			return joined, false
		}
	case "/":
		if !open && l.kind == digits && next.kind == digits {
			return joined, false
		}
	case "&":
		if !open && l.shape == oneUpper && next.shape == oneUpper {
			return joined, false
		}
	case "_", "@":
		if !open {
			return joined, false
		}
	}
	return token, false
}

func (b *borders) apostrophe(i int, open bool) (kind int, sure bool) {
	s := b.form(i - 1)
	switch {
	case open && (s[len(s)-1]|0x20) == 's' && !b.quoted(i):
		return word, b.at(i+1).kind <= digits && b.at(i+1).space == blank
	case open:
		return token, false
	case b.clitic(i + 1):
		return word, true
	case b.at(i-1).kind == letters && b.at(i+1).kind == letters:
		return joined, false // O'Brien
	}
	return token, false
}

// quoted reports whether a single quotation mark has been opened shortly before atom i
// and not closed.
func (b *borders) quoted(i int) bool {
	for k := i - 1; k > i-24 && k >= 0 && b.at(k).space < emptyLine; k-- {
		switch b.form(k) {
		case "'", "‘", "`":
			if b.glued(k + 1) {
				return b.at(k).space != none
			}
			return false
		}
	}
	return false
}

// clitic reports whether atom i is the letters of "'s", "'ll" and so on.
func (b *borders) clitic(i int) bool {
	a := b.at(i)
	if a.kind != letters || a.end-a.start > 2 || b.glued(i+1) && b.at(i+1).kind <= digits {
		return false
	}
	switch strings.ToLower(b.form(i)) {
	case "s", "m", "d", "ll", "re", "ve":
		return true
	}
	return false
}

// stop is about a full stop after letters or digits.
func (b *borders) stop(i int, open bool) (kind int, sure bool) {
	l, next := b.at(i-1), b.at(i+1)
	within := open && next.space == blank // of the paragraph
	switch {
	case l.kind == digits:
		if !open && next.kind == digits {
			return joined, true
		}
		return token, false
	case !open && next.kind == letters && single(next) && single(l):
		return joined, false // U.S, a.m
	case single(l) && b.wordStart < i-1 && b.form(i-2) == ".":
		return joined, within // the last stop of U.S.
	case b.wordStart != i-1:
		return token, false
	case l.shape == oneUpper && b.form(i-1) != "I":
		return joined, within && next.shape >= capital
	case ordinary[strings.ToLower(b.form(i-1))] && next.kind != digits && !within:
		return token, false
	case abbreviation(b.form(i - 1)):
		return joined, b.titled(i, within)
	}
	return token, false
}

// titled reports whether the full stop at i, after an abbreviation, is surely part of it:
// "Gen. Lim", "MR. LIM", "Jan. 3", "(D-Calif.)".
func (b *borders) titled(i int, within bool) bool {
	l, next := b.at(i-1), b.at(i+1)
	plain := !ordinary[strings.ToLower(b.form(i-1))]
	switch {
	case l.shape < capital:
		return false
	case next.space == none:
		return plain && (b.form(i+1) == ")" || b.form(i+1) == ",")
	case next.kind == digits:
		return within
	}
	return within && plain && next.shape >= capital
}

func single(a *atom) bool { return a.kind == letters && a.end-a.start == 1 }

// afterMark is about the border between a mark and a word or number.
func (b *borders) afterMark(i int) int {
	inWord := b.wordStart < i-1 // the mark was joined to what stands before it
	l, r := b.at(i-1), b.at(i)
	switch b.form(i - 1) {
	case "'", "’", "`", "‘", "´":
		if inWord || b.tokenStart < i-1 && b.clitic(i) {
			return joined
		}
	case ".":
		if inWord && single(b.at(i-2)) && single(r) || r.kind == digits && (inWord || l.space != none) {
			return joined
		}
	case ",", ":", "/", "&", "-", "‐", "‑":
		if inWord {
			return joined
		}
	case "_", "@", "#":
		return joined
	}
	return token
}

// features appends what the model sees of the border before atom i.
func (b *borders) features(f []uint32, i, rule int) []uint32 {
	l, r := b.at(i-1), b.at(i)
	ll, rr, r3 := b.at(i-2), b.at(i+1), b.at(i+2)
	cl, cr, cll, crr, cr3 := l.class(), r.class(), ll.class(), rr.class(), r3.class()
	gap := uint32(l.space)<<4 | uint32(rr.space)
	where := uint32(min(i-b.wordStart, 7))<<4 | uint32(min(i-b.tokenStart, 7)) // atoms of word and token so far
	rl := uint32(rule)
	f = append(f,
		mix(1, rl, where),
		mix(2, l.hash, r.hash),
		mix(3, cl, cr, rl),
		mix(4, cll, cl, cr, crr, gap),
		mix(5, l.hash, cr, crr, uint32(rr.space)),
		mix(6, cl, r.hash, rr.hash, uint32(rr.space)),
		mix(7, ll.hash, l.hash, r.hash, uint32(l.space)),
		mix(8, l.hash, r.hash, rr.hash, uint32(rr.space)),
		mix(9, b.at(b.wordStart).hash, l.hash, r.hash, where),
		mix(10, b.at(b.tokenStart).hash, r.hash, rr.hash, where),
		mix(11, cll, cl, cr, crr, cr3, uint32(r3.space), gap),
		mix(12, r.hash, rl, where),
		mix(13, cl, cr, crr, rl, gap, where),
		mix(14, l.hash, r.hash, b.at(b.tokenStart-1).hash),
		mix(15, b.at(i-3).class(), cll, cl, cr, gap),
		mix(16, l.hash, r.hash, crr, cr3),
	)
	return f
}

// class returns the atom's kind, shape and length; of a mark, the mark.
func (a *atom) class() uint32 {
	n := uint32(min(a.end-a.start, 5))
	switch a.kind {
	case letters:
		return 1<<8 | uint32(a.shape)<<4 | n
	case digits:
		return 2<<8 | n
	case address:
		return 3 << 8
	}
	return a.hash | 1<<31
}

// mix returns a hash of numbers in order.
func mix(parts ...uint32) uint32 {
	h := uint32(0x9e3779b9)
	for _, p := range parts {
		h = (h ^ p) * 0x85ebca6b
		h ^= h >> 15
	}
	h *= 0xc2b2ae35
	return h ^ h>>16
}
