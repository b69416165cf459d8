package statement

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/text"
)

// A class is what a word is likely to be, from its shape and the closed lists alone.
type class uint8

const (
	other class = iota // noun, adjective or anything not listed
	name               // capitalised within a sentence
	number
	neg
	subjPron
	objPron
	poss
	be
	have
	do
	modal
	rel
	sub
	det
	conj
	prep
	to
	you
	adv
	clock
	thought
	finite // a verb, likely finite
	passed // a word in -ed: past or participle
	doing  // a word in -ing
	comma
	stop // full stop, question or exclamation mark
	semicolon
	colon
	dash
	opening
	closing
	clitic // 's after a noun
	punct
	quoted // a whole quotation
)

var classes = map[string]class{
	"neg": neg, "subjpron": subjPron, "objpron": objPron, "poss": poss, "be": be, "have": have, "do": do,
	"modal": modal, "rel": rel, "sub": sub, "det": det, "conj": conj, "prep": prep, "to": to, "you": you,
	"adv": adv, "time": clock, "thought": thought, "verb": finite,
}

// An item is a token outside quotations, or a whole quotation.
type item struct {
	start, end int // bytes
	low        string
	class      class
	capital    bool
	verbs      []inflected     // the reporting verbs it may be a form of
	lists      map[string]bool // of refusals, that it is in; see tellsOf
	quote      int             // index into analysis.quotes, or -1
	pause      bool            // of a quotation: its last words end in a comma
	full       bool            // of a quotation: its last words end in a mark
	within     bool            // of a quotation: it begins inside a sentence, with a small letter
}

// A frame is a sentence in which each quotation is one item, however many sentences
// stand inside it.
type frame struct {
	items     []item
	index     int // in analysis.frames
	paragraph int
	first     bool // of its paragraph
}

// maxFrame bounds the items of a frame, and so the work done on it.
const maxFrame = 300

// An analysis is an article's text made ready for the rules.
type analysis struct {
	doc      *text.Document
	dateline int // bytes at the start that nobody says
	quotes   []quote
	nicks    []quote // nicknames inside names, which are no quotations
	stray    []strayMark
	frames   []frame
}

func analyse(d *text.Document, dateline string) *analysis {
	a := &analysis{doc: d, dateline: datelineEnd(d.Text, dateline)}
	a.quotes, a.stray = quotes(a.doc)
	a.quotes, a.nicks = withoutNicknames(a.doc.Text, a.quotes)
	q := 0
	for pi, p := range a.doc.Paragraphs {
		q = a.paragraph(pi, p, q)
	}
	return a
}

// paragraph adds the frames of a paragraph and returns the index of the first quote
// after it.
func (a *analysis) paragraph(pi int, p text.Paragraph, q int) int {
	start, end := paragraphBytes(a.doc, p)
	spoken := max(a.dateline, start+stampEnd(a.doc.Text[start:end]))
	f := frame{paragraph: pi, first: true}
	flush := func() {
		if len(f.items) > 0 {
			tag(f.items)
			f.index = len(a.frames)
			a.frames = append(a.frames, f)
			f = frame{paragraph: pi}
		}
	}
	for si := p.First; si < p.Last; si++ {
		s := a.doc.Sentences[si]
		if f.items == nil {
			f.items = make([]item, 0, min(maxFrame, s.Last-s.First))
		}
		for ti := s.First; ti < s.Last; ti++ {
			t := &a.doc.Words[ti]
			if t.Start < spoken || a.nicknamed(t.Start) {
				continue
			}
			for q < len(a.quotes) && a.quotes[q].end <= t.Start {
				q++
			}
			if q < len(a.quotes) && a.quotes[q].start < t.End && a.quotes[q].start < end {
				f.addQuote(a.quotation(q))
			} else {
				f.items = append(f.items, a.item(t))
			}
			if len(f.items) >= maxFrame {
				flush()
			}
		}
		lastToken := a.doc.Words[s.Last-1]
		inside := q < len(a.quotes) && a.quotes[q].start < lastToken.End && a.quotes[q].end > lastToken.End
		if !inside && !a.quoteContinues(&f, s.Last) {
			flush()
		}
	}
	flush()
	for q < len(a.quotes) && a.quotes[q].end <= end {
		q++
	}
	return q
}

// quoteContinues reports whether the frame, which ends with a quotation, goes on in the
// token at i: in a lower-case word or a comma, or in who asked: `"Did you win?" Ana Lim asked.`
func (a *analysis) quoteContinues(f *frame, i int) bool {
	if i >= len(a.doc.Words) || len(f.items) == 0 || f.items[len(f.items)-1].class != quoted {
		return false
	}
	r := runeAt(a.doc.Text, a.doc.Words[i].Start)
	if unicode.IsLower(r) || r == ',' || r == ';' {
		return true
	}
	q := a.quotes[f.items[len(f.items)-1].quote]
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(a.doc.Text[q.start:q.end], `"'”’»›“`))
	return strings.ContainsRune(",?!", last) && a.verbSoon(i)
}

// verbSoon reports whether a reporting verb stands among the few words from i on, before
// any mark. A pronoun or article with a capital starts a sentence of its own.
func (a *analysis) verbSoon(i int) bool {
	if _, listed := words().class[strings.ToLower(a.doc.Words[i].Form)]; listed {
		return false
	}
	for _, w := range a.doc.Words[i:min(i+6, len(a.doc.Words))] {
		r, _ := utf8.DecodeRuneInString(w.Form)
		if !unicode.IsLetter(r) {
			return false
		}
		if unicode.IsLower(r) && len(words().verbs[w.Form]) > 0 {
			return true
		}
	}
	return false
}

// quotation makes the item of quotation q.
func (a *analysis) quotation(q int) item {
	qt := a.quotes[q]
	first := strings.TrimLeft(a.doc.Text[qt.start:qt.end], "\"'`‘’“”„«»‹› .…[")
	return item{start: qt.start, end: qt.end, class: quoted, quote: q, pause: pauses(a.doc.Text, qt), full: ends(a.doc.Text, qt), within: unicode.IsLower(runeAt(first, 0))}
}

// addQuote adds a quotation unless the last item is that one already.
func (f *frame) addQuote(it item) {
	if n := len(f.items); n > 0 && f.items[n-1].class == quoted && f.items[n-1].quote == it.quote {
		return
	}
	f.items = append(f.items, it)
}

// pauses reports whether a quotation ends with a comma before or after its mark.
func pauses(s string, q quote) bool {
	return strings.HasSuffix(strings.TrimRight(s[q.start:q.end], `"'”’»›“`), ",")
}

// ends reports whether a quotation ends with a full stop, a question mark, a dash or the
// like before its mark, or is too long for a name.
func ends(s string, q quote) bool {
	in := strings.TrimRight(s[q.start:q.end], `"'”’»›“`)
	r, _ := utf8.DecodeLastRuneInString(in)
	return strings.ContainsRune(".!?…—–-;", r) || hasFields(in, 7)
}

// hasFields reports whether a string has so many words, with blanks between them.
func hasFields(s string, n int) bool {
	for range strings.FieldsSeq(s) {
		if n--; n == 0 {
			return true
		}
	}
	return false
}

// tokensIn returns the tokens that lie in the bytes [start, end).
func (a *analysis) tokensIn(start, end int) []text.Word {
	ts := a.doc.Words
	from := sort.Search(len(ts), func(i int) bool { return ts[i].Start >= start })
	to := from
	for to < len(ts) && ts[to].End <= end {
		to++
	}
	return ts[from:to]
}

func (a *analysis) item(t *text.Word) item {
	s := t.Form
	it := item{start: t.Start, end: t.End, quote: -1}
	r, _ := utf8.DecodeRuneInString(s)
	it.capital = unicode.IsUpper(r)
	var known entry
	if t.End-t.Start <= 40 {
		it.low = strings.ToLower(s)
		known = words().known[it.low]
		it.verbs, it.lists = known.verbs, known.lists
	}
	it.class = shape(it.low, s, r, &known)
	return it
}

// shape gives the class that a word has by itself.
func shape(low, s string, r rune, known *entry) class {
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' {
		return mark1(s, r)
	}
	if known.listed {
		return known.class
	}
	switch {
	case unicode.IsDigit(r):
		return number
	case low == "'s" || low == "’s" || low == "'" || low == "’":
		return clitic
	case len(low) > 4 && strings.HasSuffix(low, "ly") && unicode.IsLower(r) && !notAdverb[low]:
		return adv
	case unicode.IsUpper(r):
		return name
	case len(low) > 3 && strings.HasSuffix(low, "ed") && !strings.HasSuffix(low, "eed"):
		return passed
	case len(low) > 4 && strings.HasSuffix(low, "ing") && !notGerund[low]:
		return doing
	}
	return other
}

var notAdverb = setOf("family reply ally assembly supply rally italy daily weekly monthly anomaly july friendly early likely elderly costly deadly")

var notGerund = setOf("briefing meeting building morning evening something nothing anything everything thing king during spring ring string wing ceiling hearing filing ruling beijing funding housing polling gathering training posting parking")

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

func mark1(s string, r rune) class {
	switch r {
	case ',':
		return comma
	case '.', '?', '!', '…':
		return stop
	case ';':
		return semicolon
	case ':':
		return colon
	case '–', '—', '―', '‒', '-':
		return dash
	case '(', '[':
		return opening
	case ')', ']':
		return closing
	case '$', '€', '£', '@', '#', '%':
		return number
	}
	if len(s) == 0 {
		return other
	}
	return punct
}

// tag settles what the neighbours decide.
func tag(items []item) {
	for i := range items {
		it := &items[i]
		if i == 0 && it.class == name && len(items) > 1 {
			it.class = opener(it.low, items[1].class)
		}
		switch it.class {
		case be:
			// "'s" after a noun is a possessive unless a verb or article follows it.
			if (it.low == "'s" || it.low == "’s") && i > 0 && !beClitic(items, i) {
				it.class = clitic
			}
		case dash:
			// A hyphen inside a compound clings to both of its neighbours.
			if i > 0 && i+1 < len(items) && items[i-1].end == it.start && items[i+1].start == it.end && it.end-it.start == 1 {
				it.class = other
			}
		case clock:
			if (it.low == "may" || it.low == "march") && !it.capital {
				it.class = modal
			}
		case modal:
			if it.low == "may" && it.capital && i+1 < len(items) && items[i+1].class == number {
				it.class = clock
			}
		case prep:
			if it.low == "to" {
				it.class = to
			}
		case passed, doing, finite, thought:
			if i > 0 && it.capital && items[i-1].class == name {
				it.class = name
			} else if it.class != doing && i > 0 && adjectival(items, i) {
				it.class = other
			}
		}
	}
}

// opener is the class of a capitalised first word: "Asked about", "Speaking in" are no
// names.
func opener(low string, next class) class {
	switch next {
	case prep, det, poss, sub, to, objPron, adv:
	default:
		return name
	}
	switch {
	case len(low) > 4 && strings.HasSuffix(low, "ed") && !strings.HasSuffix(low, "eed"):
		return passed
	case len(low) > 5 && strings.HasSuffix(low, "ing") && !notGerund[low]:
		return doing
	}
	return name
}

func beClitic(items []item, i int) bool {
	switch items[i-1].class {
	case subjPron, sub, rel, you:
		return true
	}
	if items[i-1].low == "that" || items[i-1].low == "there" {
		return true
	}
	return false
}

// adjectival reports whether the verb form at i stands as an adjective or noun: after a
// determiner or possessive, "the proposed deal".
func adjectival(items []item, i int) bool {
	switch items[i-1].class {
	case det, poss, clitic:
		return true
	}
	return false
}
