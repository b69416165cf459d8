package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSentence is the number of words after which a sentence is cut, so that a list or a
// table without full stops stays within bounds for the stages that follow.
const maxSentence = 400

// The classes of words, as the sentence model sees them.
const (
	wLower = iota + 1
	wCapital
	wUpper
	wNumber
	wMixed
	wInitial // "A."
	wAbbreviation
	wStop // ends sentences: . ? ! and runs of them
	wOpen
	wClose
	wQuote // a mark that may open or close
	wComma
	wColon
	wDash
	wAddress
	wOther
)

// A view is a word as the sentence model sees it.
type view struct {
	fold  uint32 // hash of the form, in lower case
	class uint8
	space uint8 // white space before the word
	gone  bool  // the word is not the first of its token
}

// sentences cuts the words into paragraphs and sentences.
func (c *cutter) sentences() {
	c.look()
	words := c.out.Words
	for i := 0; i < len(words); {
		last := i + 1
		for last < len(words) && c.views[last].space != emptyLine {
			last++
		}
		c.paragraph(i, last)
		i = last
	}
}

// look makes the views of all words.
func (c *cutter) look() {
	c.views = make([]view, len(c.out.Words), len(c.out.Words)+1)
	k := 0
	for t := range c.out.Tokens {
		for i := c.out.Tokens[t].First; i < c.out.Tokens[t].Last; i++ {
			w := c.out.Words[i]
			for c.atoms[k].start < w.First {
				k++
			}
			form := c.text[w.First:w.Last]
			v := view{space: c.atoms[k].space, gone: i > c.out.Tokens[t].First}
			if c.atoms[k].end == w.Last {
				v.fold, v.class = c.atoms[k].hash, c.atoms[k].word(form)
			} else {
				v.fold, v.class = hashFold(form[:min(len(form), 64)]), wordClass(form)
			}
			c.views[i] = v
		}
	}
}

// word returns the class of a word that is the one atom a.
func (a *atom) word(form string) uint8 {
	switch a.kind {
	case letters:
		return [...]uint8{lower: wLower, capital: wCapital, allCaps: wUpper, oneUpper: wUpper, mixed: wMixed}[a.shape]
	case digits:
		return wNumber
	case address:
		return wAddress
	}
	return markClass(form)
}

func markClass(form string) uint8 {
	switch r := first(form); r {
	case '.', '!', '?', '…', '。', '？', '！':
		return wStop
	case '"', '\'':
		return wQuote
	case '(', '[', '{', '“', '‘', '«', '<', '`', '„':
		return wOpen
	case ')', ']', '}', '”', '’', '»', '>':
		return wClose
	case ',', ';':
		return wComma
	case ':':
		return wColon
	case '-', '–', '—', '*', '_', '=', '•', '·', '~', '+', '#', '|':
		return wDash
	}
	return wOther
}

// wordClass returns the class of a word of several atoms.
func wordClass(form string) uint8 {
	r, size := utf8.DecodeRuneInString(form)
	n := len(form)
	switch {
	case form[n-1] == '.' && letter(r):
		if n == size+1 {
			return wInitial
		}
		return wAbbreviation
	case digit(r):
		return wNumber
	case unicode.IsUpper(r):
		return wCapital
	case letter(r):
		return wMixed
	}
	return markClass(form)
}

// paragraph cuts the words [first, last) into sentences.
func (c *cutter) paragraph(first, last int) {
	p := Range{First: len(c.out.Sentences)}
	g := gaps{cutter: c, first: first, last: last}
	g.restart(first)
	for i := first; i < last; i++ {
		g.pass(i)
		if i+1 < last && !c.views[i+1].gone && c.ends(&g, i) || i+1 == last {
			c.out.Sentences = append(c.out.Sentences, Range{g.start, i + 1})
			g.restart(i + 1)
		}
	}
	p.Last = len(c.out.Sentences)
	c.out.Paragraphs = append(c.out.Paragraphs, p)
}

// ends reports whether a sentence ends after word i, which is not its paragraph's last.
func (c *cutter) ends(g *gaps, i int) bool {
	if i+1-g.start >= maxSentence {
		return true
	}
	if g.within(i) {
		return false
	}
	rule, sure := g.rule(i)
	if sure || c.model.sentence == nil {
		return rule
	}
	c.features = g.features(c.features[:0], i, rule)
	return c.model.sentence.Margin(c.features) > 0
}

// gaps decides about the gaps between the words of a paragraph, from the first on.
type gaps struct {
	*cutter
	first, last int    // the paragraph
	start       int    // of the present sentence
	quote       bool   // a straight double quotation mark is open
	depth       int    // of brackets and directed marks, at most 3
	opened      int    // where the last mark was opened
	style       uint32 // how the last sentence ended
	finite      bool   // a word that only sentences have has been passed
}

func (g *gaps) restart(i int) {
	if i > g.first {
		g.cutter.style = g.see(i-1).key()<<8 | g.see(i).key()
	}
	g.style = g.cutter.style
	g.start, g.depth, g.finite = i, 0, false
	if i == g.first {
		g.quote = false
	}
}

// pass takes note of word i.
func (g *gaps) pass(i int) {
	v := &g.views[i]
	switch v.class {
	case wQuote:
		if g.text[g.out.Words[i].First] == '"' {
			g.quote = !g.quote
			g.opened = i
		}
	case wOpen:
		g.depth = min(g.depth+1, 3)
		g.opened = i
	case wClose:
		g.depth = max(g.depth-1, 0)
	case wLower:
		g.finite = g.finite || finite[v.fold]
	}
}

// finite are hashes of frequent words that headings and lists seldom have.
var finite = hashes(`is are was were be been am has have had do does did will would can could should
	may might must said says say n't 's 're 'm 've 'll i we you he she they it`)

// opening are hashes of words that often start sentences.
var opening = hashes(`the a an this that these those he she it they we i you his her its their our my in on at
	after before but and however when while if as for since although though there yet so what why how who
	where please thanks is are do does did can could would also then no yes not`)

func hashes(words string) map[uint32]bool {
	m := make(map[uint32]bool)
	for w := range strings.FieldsSeq(words) {
		m[hashFold(w)] = true
	}
	return m
}

// within reports whether no sentence can end after word i: between words without a
// capital, and before a mark that clings to what precedes.
func (g *gaps) within(i int) bool {
	v, n := &g.views[i], &g.views[i+1]
	if n.space == line {
		return false
	}
	if n.class == wComma && n.space == none {
		return true
	}
	return v.class == wLower && (n.class == wLower || n.class == wComma || n.space == none && n.class != wOpen)
}

// see returns the view of word i, or that of the paragraph's edge.
func (g *gaps) see(i int) *view {
	if i < g.first || i >= g.last {
		return &beyond
	}
	return &g.views[i]
}

var beyond = view{space: emptyLine}

// features appends what the model sees of the gap after word i.
func (g *gaps) features(f []uint32, i int, rule bool) []uint32 {
	p3, p2, p1, p := g.see(i-3), g.see(i-2), g.see(i-1), g.see(i)
	n, n2, n3, n4 := g.see(i+1), g.see(i+2), g.see(i+3), g.see(i+4)
	cp, cn := p.key(), n.key()
	pair := cp<<8 | cn
	quotes := bit(g.quote)<<2 | uint32(g.depth)
	says, fin, open, ahead := bit(rule), bit(g.finite), bit(opening[n.fold]), bit(g.finiteAhead(i))
	sofar, left := bucket(i+1-g.start), bucket(g.last-i-1)
	head := g.see(g.start)
	return append(f,
		mix(101, says),
		mix(102, says, pair, quotes),
		mix(103, p.fold, cn),
		mix(104, n.fold, uint32(n.class), cp),
		mix(105, p.fold, n.fold),
		mix(106, pair, p1.key(), n2.key()),
		mix(107, pair, p1.key(), p2.key(), n2.key(), n3.key()),
		mix(108, p1.fold, p.fold, cn),
		mix(109, n.fold, n2.fold, cp),
		mix(110, pair, quotes, n2.key()),
		mix(111, pair, sofar, fin),
		mix(112, pair, left),
		mix(113, head.fold, pair, min(sofar, 4)),
		mix(114, p1.fold, pair),
		mix(115, n2.fold, pair),
		mix(116, pair, sofar, left, fin),
		mix(117, p2.fold, p1.fold, pair),
		mix(118, p2.key(), p1.key(), pair, says),
		mix(119, pair, n2.key(), n3.key(), n4.key()),
		mix(120, p3.key(), p2.key(), p1.key(), pair),
		mix(121, says, p.fold, n.fold, uint32(n.class)),
		mix(122, head.key(), pair, sofar, quotes),
		mix(123, g.see(g.first).key(), pair, fin),
		mix(124, open, pair, fin, min(sofar, 6)),
		mix(125, g.style, pair),
		mix(126, g.style, open, cp, fin),
		mix(127, open, pair, ahead, quotes),
		mix(128, p.fold, cn, fin, open),
	)
}

// finiteAhead reports whether one of the words that heads of sentences have stands soon
// after the gap.
func (g *gaps) finiteAhead(i int) bool {
	for k := i + 2; k < i+6 && k < g.last && g.views[k].class != wStop; k++ {
		if finite[g.views[k].fold] {
			return true
		}
	}
	return false
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// key returns the word's class and the white space before it.
func (v *view) key() uint32 { return uint32(v.class)<<2 | uint32(v.space) }

// bucket rounds a count.
func bucket(n int) uint32 {
	switch {
	case n <= 4:
		return uint32(n)
	case n <= 6:
		return 5
	case n <= 10:
		return 6
	case n <= 20:
		return 7
	case n <= 40:
		return 8
	}
	return 9
}
