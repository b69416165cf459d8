package statement

import (
	"slices"
	"sort"

	"readout/text"
)

// Thresholds, chosen on the development sets of PolNeAR and GUM and on the sample and the
// development half of the gold set together: what is best on one is not on the others.
const (
	leastSeen   = 0.02 // chance of being right from which a marking is looked at
	leastBoth   = 0.2  // from which it confirms what a rule found
	leastNew    = 0.42 // from which it is a statement that no rule found
	leastQuoted = 0.3  // the same, of content with a quotation of a few words
	leastHeld   = 0.55 // the same, of what is thought or planned
	leastPhrase = 0.65 // the same, of content without a verb: "hailed the deal"
	leastOwn    = 0.6  // from which it confirms what an "I" or "we" says whom nobody knows
	leastAlone  = 0.6  // confidence of a rule that needs no marking

	// The same where the page's language is far from that of news, quotations aside; chosen on
	// GUM's training set, each part of it read by a finder that had not seen it.
	remoteBoth  = 0.45
	remoteNew   = 0.45
	remoteHeld  = 0.36
	remoteAlone = 0.8
	remoteThing = 0.75 // from which the finder alone has a statement whose content is a thing, no clause
)

// trusted are the rules whose statements stand without the finder's word for it: it was
// not taught what they find.
var trusted = map[string]bool{"transcript": true, "interview": true, "signed": true, "written": true, "asked": true,
	"account": true, "relayed": true, "purpose": true, "learned from": true, "quoted as saying": true}

// confirms reports whether a marking is enough for what a rule has found.
func (m *marking) confirms() bool {
	if m.remote && !m.quotes {
		return m.p >= remoteBoth
	}
	return m.p >= leastBoth
}

// likely reports whether a marking is a statement where no rule has found one.
func (m *marking) likely() bool {
	switch {
	case !m.clausal || m.titled || m.remote && m.phrase:
		return m.p >= leastPhrase
	case m.remote && held[m.lemma]:
		return m.p >= remoteHeld
	case m.remote && !m.quotes:
		return m.p >= remoteNew
	case held[m.lemma]:
		return m.p >= leastHeld
	case m.quotes:
		return m.p >= leastQuoted
	}
	return m.p >= leastNew
}

// stands reports whether a statement that the finder does not have is kept. Remote is that of
// the page's markings.
func (fd *found) stands(remote bool) bool {
	least := leastAlone
	if remote && !fd.verbatim() {
		least = remoteAlone
	}
	return fd.turn != nil || fd.told || fd.act == "refuse" || fd.asks || fd.inScene || trusted[fd.rule] || !fd.relay.empty() || confident(fd.rule, "") >= least
}

// registerWords is how many words a page has at least whose language tells that it is far from news.
const registerWords = 60

// register tells markings whether their page is far from news, and returns it. The finder
// goes by the language, of which a few lines tell little; a page with a dateline, on a body's own
// site, or with a call or talks in its lead is near, as readouts have few words that say so.
func (b *builder) register(ms []marking) bool {
	remote := len(ms) > 0 && ms[0].remote && len(b.a.doc.Words) >= registerWords && b.a.dateline == 0 && b.publisher == nil && b.meeting == nil
	for i := range ms {
		ms[i].remote = remote
	}
	return remote
}

// doubtful reports whether what the finder alone found on a page far from news is too doubtful
// for a statement: its content is a thing, as in "released a chart that sold well". Such pages tell
// of deeds in words in which news tells of statements.
func (a *analysis) doubtful(fd *found) bool {
	return fd.p < remoteThing && fd.act != "refuse" && a.thing(fd)
}

// thing reports whether all of a statement's content hangs on nouns, without a quotation.
func (a *analysis) thing(fd *found) bool {
	for _, s := range fd.content {
		if !a.hangsOnNoun(fd.f.items[s.from].start, fd.f.items[s.to-1].end) {
			return false
		}
	}
	return len(fd.content) > 0 && len(fd.extra) == 0
}

// hangsOnNoun reports whether the words in [start, end) hang on a noun that is no predicate, and
// no mark of quotation is among them.
func (a *analysis) hangsOnNoun(start, end int) bool {
	words := a.tokensIn(start, end)
	first := sort.Search(len(a.doc.Words), func(i int) bool { return a.doc.Words[i].Start >= start })
	if hasMark(words) {
		return false
	}
	for i := range words {
		if h := words[i].Head; words[i].UPOS != "PUNCT" && (h < first || h >= first+len(words)) {
			return nominal[words[i].UPOS] && !slices.ContainsFunc(words, func(w text.Word) bool { return w.Head == first+i && predicates[w.Rel()] })
		}
	}
	return false
}

var (
	nominal    = setOf("NOUN PROPN PRON NUM ADJ DET")
	predicates = setOf("nsubj csubj cop expl") // relations to a word that is the predicate of a clause
)
