package segment

import "strings"

// rule proposes whether a sentence ends after word i, and says whether that is beyond
// what the treebanks, which have no line breaks within paragraphs and few abbreviations at
// ends, can teach better.
func (g *gaps) rule(i int) (ends, sure bool) {
	if n := g.views[i+1]; n.space == line {
		return g.lineBreak(i), true
	}
	if c := g.views[i].class; c == wAbbreviation || c == wInitial {
		ends := g.afterAbbreviation(i, g.form(i+1))
		return ends, ends && starts(&g.views[i+1])
	}
	if c := g.views[i].class; g.views[i+1].class == wAddress && (c == wLower || c == wCapital) {
		return false, true // "see https://"
	}
	if ends, sure := g.quotation(i); sure {
		return ends, true
	}
	return g.punctuation(i), false
}

// quotation decides at directed quotation marks, of which the treebanks have few: "They
// left. | “We won,” she said", but no end before who signs in "“We won.” – Ana Lim".
func (g *gaps) quotation(i int) (ends, sure bool) {
	v, n := &g.views[i], &g.views[i+1]
	switch {
	case v.class == wStop && n.class == wOpen && n.space == blank && g.form(i) == "." && strings.HasPrefix(g.form(i+1), "“"):
		return true, g.see(i+2).class == wCapital
	case v.class == wClose && n.class == wDash && n.space == blank && strings.HasPrefix(g.form(i), "”"):
		return false, true
	case v.class == wQuote && v.space == none && n.class == wDash && n.space == blank:
		return false, g.see(i-1).class == wStop
	}
	return false, false
}

// punctuation is the rule where no abbreviation stands before the gap.
func (g *gaps) punctuation(i int) bool {
	if g.clings(i + 1) {
		return false
	}
	stop := i // the last word that is no closing mark
	for stop > g.start && g.clings(stop) {
		stop--
	}
	v := &g.views[stop]
	switch v.class {
	case wStop:
		if !starts(&g.views[i+1]) || g.views[i+1].space == none && g.views[i+1].class != wCapital {
			return false
		}
		mark := g.form(stop)
		return mark == "." || stop == i || !g.quoteGoesOn(i+1)
	case wAbbreviation, wInitial:
		return starts(&g.views[i+1])
	}
	return false
}

func (g *gaps) form(i int) string {
	w := g.out.Words[i]
	return g.text[w.First:w.Last]
}

// lineBreak decides about a single line break: a sentence goes on over it where the line
// looks wrapped.
func (g *gaps) lineBreak(i int) bool {
	v, n := &g.views[i], &g.views[i+1]
	switch {
	case n.class == wLower:
		return v.class == wStop || v.class == wColon
	case v.class == wComma || n.class == wComma:
		return false
	}
	return true
}

// clings reports whether word i is a closing mark that clings to the word before it.
func (g *gaps) clings(i int) bool {
	v := &g.views[i]
	switch v.class {
	case wClose:
		return true
	case wQuote: // an opening mark stands after a blank
		return v.space == none && (i+1 == g.last || g.views[i+1].space != none || g.views[i+1].class == wComma)
	}
	return false
}

// starts reports whether a word of this class can start a sentence.
func starts(v *view) bool {
	switch v.class {
	case wLower, wStop, wClose, wComma, wColon:
		return false
	}
	return true
}

func (g *gaps) afterAbbreviation(i int, next string) bool {
	w := strings.ToLower(strings.TrimSuffix(g.form(i), "."))
	if g.views[i+1].class == wLower || strings.ContainsAny(next, `"“«`) && g.see(i+2).class == wLower {
		return false // the U.S. "certificate"
	}
	switch {
	case titles[w]:
		return false
	case closers[w] || strings.Contains(w, "."):
		return openers[strings.ToLower(next)] || strings.ContainsAny(next, `"“«`)
	}
	c := g.see(i - 1).class // an initial: "A. J. Brown"
	return openers[strings.ToLower(next)] && c != wCapital && c != wInitial
}

// quoteGoesOn reports whether a reporting verb stands soon after word i, before any
// other mark: `"Where?" Ms. Lim asked.`
func (g *gaps) quoteGoesOn(i int) bool {
	for j := i; j < g.last && j < i+6; j++ {
		if quoteVerbs[g.form(j)] {
			return true
		}
		if c := g.views[j].class; c > wUpper && c != wInitial && c != wAbbreviation && c != wMixed {
			return false
		}
	}
	return false
}
