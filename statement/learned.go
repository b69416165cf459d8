package statement

import (
	"cmp"
	"slices"
	"unicode"

	"readout/internal/attribution"
	"readout/text"
)

// A marking is what the learned finder marked around one cue, in items.
type marking struct {
	f       *frame
	cue     stretch
	source  stretch // of f; empty where there is none
	content []piece // in text order
	p       float64 // that the whole is right
	lemma   string  // of the cue's main word
	clausal bool    // whether the content has a verb or a quotation
	phrase  bool    // whether a part of it has neither
	quotes  bool    // whether it has a quotation of a few words
	titled  bool    // whether it is no more than a title or name in marks
	remote  bool    // whether the page's language is far from that of news
	used    bool
}

// byCue orders markings as their cues stand in the text.
func byCue(m marking, at *marking) int {
	return cmp.Or(cmp.Compare(m.f.index, at.f.index), cmp.Compare(m.cue.from, at.cue.from))
}

// markings turns the finder's attributions into items. Those inside quotations are left
// out: they are the quoted one's to tell.
func (a *analysis) markings(list []attribution.Attribution, p plan) []marking {
	var out []marking
	for i := range list {
		at := &list[i]
		cue := a.piecesOf(at.Cue)
		if len(cue) != 1 || p.taken[cue[0].f.paragraph] || cue[0].f.items[cue[0].from].class == quoted {
			continue
		}
		m := marking{f: cue[0].f, cue: cue[0].stretch, p: at.P, remote: at.Remote, lemma: mainLemma(a.doc, at.Cue)}
		if s := a.piecesOf(at.Source); len(s) == 1 && s[0].f == m.f {
			m.source = m.f.ownSubject(m.f.nounEnd(s[0].stretch), m.cue)
		}
		for _, c := range at.Content {
			for _, p := range a.untilOther(&m, a.piecesOf(c)) {
				words := a.tokensIn(p.f.items[p.from].start, p.f.items[p.to-1].end)
				verb, quotes := hasVerb(words), a.quotesIn(p)
				m.phrase, m.titled = m.phrase || !verb && !hasMark(words), title(words)
				m.clausal, m.quotes = m.clausal || verb || quotes, m.quotes || quotes
				m.content = append(m.content, p)
			}
		}
		if len(m.content) > 0 {
			out = append(out, m)
		}
	}
	return out
}

// nounEnd returns a source without auxiliaries, adverbs and the like behind it: "Lim | has
// neither", "Lim | 's claim".
func (f *frame) nounEnd(s stretch) stretch {
	for s.to > s.from+1 {
		switch it := &f.items[s.to-1]; {
		case it.class == have, it.class == be, it.class == do, it.class == modal, it.class == neg, it.class == adv, it.class == clitic, it.low == "neither", it.low == "yesterday":
			s.to--
			continue
		}
		break
	}
	return s
}

// ownSubject returns the last part of a source before its cue where the parts before hang on a
// preposition: "in a note signed by Lim, head of the mission, | the ministry said".
func (f *frame) ownSubject(s, cue stretch) stretch {
	if s.from == 0 || s.to > cue.from || f.items[s.from-1].class != prep || f.items[s.from].class != name {
		return s
	}
	for k := s.to - 2; k > s.from; k-- {
		if f.items[k].class == comma && (f.items[k+1].class == det || f.items[k+1].class == name) && f.items[s.to-1].class != comma {
			return stretch{k + 1, s.to}
		}
	}
	return s
}

// mainLemma returns the lemma of the word of a span on which its other words hang.
func mainLemma(d *text.Document, s attribution.Span) string {
	for i := s.First; i < s.Last; i++ {
		if h := d.Words[i].Head; h < s.First || h >= s.Last {
			return d.Words[i].Lemma
		}
	}
	return ""
}

// hasVerb reports whether one of the words is a verb.
func hasVerb(words []text.Word) bool {
	return slices.ContainsFunc(words, func(w text.Word) bool {
		return w.UPOS == "VERB" && w.Feat("VerbForm") != "Part" || w.UPOS == "AUX"
	})
}

// hasMark reports whether one of the words is a mark of quotation.
func hasMark(words []text.Word) bool {
	return slices.ContainsFunc(words, func(w text.Word) bool {
		_, kind, _ := markAt(w.Form, 0)
		return kind != 0
	})
}

// quotesIn reports whether there is a quotation of a few words in a piece.
func (a *analysis) quotesIn(p piece) bool {
	return slices.ContainsFunc(p.f.items[p.from:p.to], func(it item) bool {
		return it.class == quoted && len(a.tokensIn(it.start, it.end)) >= leastWords+2
	})
}

// leastWords is how many words a quotation has that is more than a term.
const leastWords = 4

// title reports whether all that is said is a title, name or nickname in marks, with a word or
// three beside them: him “the Tide Table”, ‘The Night Ferry’.
func title(words []text.Word) bool {
	inside, capital, beside := 0, 0, 0
	open := false
	for i := range words {
		w := &words[i]
		_, kind, _ := markAt(w.Form, 0)
		switch {
		case kind != 0:
			open = !open
		case w.UPOS == "PUNCT", w.UPOS == "DET", w.UPOS == "ADP", w.UPOS == "CCONJ":
		case !open:
			beside++
		default:
			inside++
			if unicode.IsUpper(runeAt(w.Form, 0)) {
				capital++
			}
		}
	}
	return inside > 0 && inside < titleWords && capital == inside && beside <= 3
}

// titleWords bounds the words of a title, articles and the like aside.
const titleWords = 7

// piecesOf returns the items that a span of words touches, a piece for each frame.
func (a *analysis) piecesOf(s attribution.Span) []piece {
	if s.First >= s.Last {
		return nil
	}
	start, end := a.doc.Words[s.First].Start, a.doc.Words[s.Last-1].End
	k, _ := slices.BinarySearchFunc(a.frames, start, func(f frame, b int) int { return cmp.Compare(f.items[len(f.items)-1].end, b+1) })
	var out []piece
	for ; k < len(a.frames) && a.frames[k].items[0].start < end; k++ {
		f := &a.frames[k]
		from, _ := slices.BinarySearchFunc(f.items, start, func(it item, b int) int { return cmp.Compare(it.end, b+1) })
		to := from
		for to < len(f.items) && f.items[to].start < end {
			to++
		}
		if from < to {
			out = append(out, piece{f, stretch{from, to}})
		}
	}
	return out
}

// marked brings the rules' statements and the finder's markings together. Where both have
// one, the finder says what its words are, and the rule what is done with them.
func (a *analysis) marked(list []found, ms []marking) []found {
	var out []found
	remote := len(ms) > 0 && ms[0].remote
	for _, fd := range list {
		m := match(&fd, ms)
		switch {
		case m != nil && (m.confirms() || fd.stands(remote)):
			m.used = true
			if m.p < leastNew && (m.phrase && fd.asserts() || m.titled && !fd.stands(remote)) {
				continue // "added ten points": what the rule took for a clause is none
			}
			fd.adopt(m, ms)
			a.secondVerb(&fd)
		case !fd.stands(remote) || m == nil && fd.asserts() && a.verbless(&fd):
			continue
		}
		out = append(out, fd)
	}
	for i := range ms {
		m := &ms[i]
		if m.used || !m.likely() || m.within(out) || m.relays(out) {
			continue
		}
		if fd, ok := m.found(); ok && !fd.repeats(out) && !(remote && a.doubtful(&fd)) {
			a.secondVerb(&fd)
			at := slices.IndexFunc(out, func(o found) bool {
				return o.f.index > fd.f.index || o.f == fd.f && o.cue.from > fd.cue.from
			})
			if at < 0 {
				at = len(out)
			}
			out = slices.Insert(out, at, fd)
		}
	}
	for i := range out {
		if out[i].rule == "silence" {
			out[i].f.cutBefore(out, out[i].cue.from)
		}
	}
	return unshared(out)
}

// asserts reports whether a rule took what follows a verb such as "added" or "wrote" for a
// clause without "that".
func (fd *found) asserts() bool {
	return fd.rule == "bare clause" && (fd.act == "assert" || fd.act == "confirm") && fd.turn == nil && !fd.told
}

// verbless reports whether a part of a statement's content has no verb.
func (a *analysis) verbless(fd *found) bool {
	return slices.ContainsFunc(fd.content, func(s stretch) bool {
		words := a.tokensIn(fd.f.items[s.from].start, fd.f.items[s.to-1].end)
		return !hasVerb(words) && !hasMark(words)
	})
}

// unshared takes from each statement the words in other sentences that another statement
// there has with a cue and source of its own: the finder sometimes goes on into a quotation
// that is somebody else's.
func unshared(list []found) []found {
	for i := range list {
		fd := &list[i]
		fd.extra = slices.DeleteFunc(fd.extra, func(p piece) bool {
			return slices.ContainsFunc(list[max(0, i-nearby):min(len(list), i+nearby+1)], func(o found) bool {
				return o.f == p.f && o.f != fd.f && !o.told && !o.source.empty() && !o.cue.empty() && overlap(o.content, []stretch{p.stretch})
			})
		})
	}
	return list
}

// nearby is how many statements before and after one are looked at.
const nearby = 4

// match returns the marking of the same cue or, failing that, of much the same content.
func match(fd *found, ms []marking) *marking {
	if fd.turn != nil || fd.told {
		return nil
	}
	first, _ := slices.BinarySearchFunc(ms, fd.f.index, func(m marking, i int) int { return cmp.Compare(m.f.index, i) })
	var best *marking
	for i := first; i < len(ms) && ms[i].f == fd.f; i++ {
		m := &ms[i]
		switch {
		case m.used:
		case m.cue.from < fd.cue.to && fd.cue.from < m.cue.to:
			return m
		case best == nil && m.shares(fd):
			best = m
		}
	}
	return best
}

// shares reports whether half of the items of both contents are the same.
func (m *marking) shares(fd *found) bool {
	both, all := 0, 0
	for _, p := range fd.content {
		all += p.to - p.from
	}
	for _, c := range m.content {
		all += c.to - c.from
		for _, p := range fd.content {
			if c.f == fd.f {
				both += max(0, min(c.to, p.to)-max(c.from, p.from))
			}
		}
	}
	return both > 0 && both*3 >= all
}

// adopt takes over what the finder marked; ms is all that it did.
func (fd *found) adopt(m *marking, ms []marking) {
	fd.p = m.p
	switch {
	case fd.rule == "silence":
		// The construction knows where what is refused begins, the finder where it ends.
		if mine := m.inFrame(); len(mine) == 1 && len(fd.content) == 1 && mine[0].from == fd.content[0].from {
			fd.content[0].to = min(fd.content[0].to, mine[0].to)
		}
		return
	case trusted[fd.rule]:
		return
	}
	longer := m.source.from == fd.source.from && m.source.to < fd.source.to || fd.source.to-fd.source.from > 1 && m.f.justRelative(m.source)
	if !m.source.empty() && !longer && (fd.source.empty() || !overlap(fd.content, []stretch{m.source})) {
		fd.source, fd.lone = m.source, false
	}
	if fd.shorter(m) {
		return // "pledged | continued support": the same but for a word
	}
	last := m.content[len(m.content)-1]
	switch {
	case fd.act == "refuse" || fd.asks || overlap(m.inFrame(), []stretch{fd.relay}):
	case fd.verbatim():
		if mine := fd.spoken(m.inFrame()); holds(mine, fd.content) && m.apart(mine, ms) {
			fd.content = mine // it goes on beyond the marks
		}
	case fd.rule == "infinitive":
		// The finder has the one who is called upon in the content, the rule as the hearer.
		if s := &fd.content[0]; len(fd.content) == 1 && last.f == fd.f && last.to > s.from && last.from <= s.to {
			s.to = last.to
		}
	case fd.rule == "content first" && !m.shares(fd) && !holds(m.inFrame(), fd.content) || m.drops(fd, ms):
	case !surer[fd.rule]:
		to, paused := fd.pausedAt()
		fd.take(m.content)
		if k := len(fd.content) - 1; paused && k >= 0 && fd.content[k].from < to && fd.content[k].to > to {
			fd.content[k].to = to
		}
	}
	fd.cue = m.cue
}

// justRelative reports whether a noun phrase is no more than "who" or "which".
func (f *frame) justRelative(s stretch) bool {
	return s.to-s.from == 1 && f.items[s.from].class == rel
}

// inFrame returns the pieces of the content in the cue's frame.
func (m *marking) inFrame() []stretch {
	var out []stretch
	for _, p := range m.content {
		if p.f == m.f {
			out = append(out, p.stretch)
		}
	}
	return out
}

// spoken returns the stretches without those that are apart from the content and have no
// quotation: “He does,” Lim said, | and soon she left.
func (fd *found) spoken(list []stretch) []stretch {
	for i := range list {
		if len(fd.content) == 0 {
			break
		}
		if first := fd.content[0].from; list[i].from < first && first < list[i].to && fd.f.apart(first) {
			list[i].from = first // `the firm “Starts.” | “I guess,” Lim said`
		}
	}
	return slices.DeleteFunc(list, func(s stretch) bool {
		return !overlap(fd.content, []stretch{s}) && !fd.f.hasClass(s.from, s.to, quoted)
	})
}

// pausedAt returns where the content ends, if that is at a quotation that ends in a comma: what
// follows "a matter of weeks,” a change from April" is the reporter's.
func (fd *found) pausedAt() (int, bool) {
	if len(fd.content) == 0 {
		return 0, false
	}
	to := fd.content[len(fd.content)-1].to
	return to, to > 0 && fd.f.items[to-1].pause
}

// drops reports whether a rule's content has a quotation that the finder gives to nobody. A
// title or name before the finder's content is none: told “The Morning Boat” that.
func (m *marking) drops(fd *found, ms []marking) bool {
	mine := m.inFrame()
	for _, s := range fd.content {
		for k := s.from; k < s.to; k++ {
			at := []stretch{{k, k + 1}}
			if fd.f.items[k].class == quoted && !overlap(mine, at) && (len(mine) == 0 || k > mine[0].from) && m.apart(at, ms) {
				return true
			}
		}
	}
	return false
}

// holds reports whether each stretch of b lies in one of a.
func holds(a, b []stretch) bool {
	return !slices.ContainsFunc(b, func(s stretch) bool {
		return !slices.ContainsFunc(a, func(o stretch) bool { return o.from <= s.from && s.to <= o.to })
	})
}

// apart reports whether no other likely marking around has a part of the content.
func (m *marking) apart(content []stretch, ms []marking) bool {
	at, _ := slices.BinarySearchFunc(ms, m, byCue)
	return !slices.ContainsFunc(ms[max(0, at-nearby):min(len(ms), at+nearby+1)], func(o marking) bool {
		return o.f == m.f && o.cue != m.cue && o.p >= leastNew && overlap(o.inFrame(), content)
	})
}

// shorter reports whether the finder's content is the rule's without its first word, which
// the finder's cue has.
func (fd *found) shorter(m *marking) bool {
	return len(fd.content) == 1 && len(m.content) == 1 && len(fd.extra) == 0 && m.content[0].f == fd.f &&
		m.content[0].from == fd.content[0].from+1 && m.content[0].to == fd.content[0].to && m.cue.to == m.content[0].from
}

// surer are the rules that know better than the finder where their content ends: they have
// it in two pieces, or before its cue.
var surer = map[string]bool{"interrupted": true, "about": true, "as said": true, "according to": true, "infinitive": true}

// verbatim reports whether all of the content stands in quotation marks: the marks say
// better than any model where it ends.
func (fd *found) verbatim() bool {
	for _, p := range fd.content {
		if !fd.f.quotedOnly(p) {
			return false
		}
	}
	return !slices.ContainsFunc(fd.extra, func(p piece) bool { return !p.f.quotedOnly(p.stretch) })
}

func (f *frame) quotedOnly(s stretch) bool {
	for k := s.from; k < s.to; k++ {
		if c := f.items[k].class; c != quoted && c != comma && c != stop {
			return false
		}
	}
	return true
}

// take sets the content.
func (fd *found) take(pieces []piece) {
	fd.content, fd.extra = nil, nil
	for _, p := range pieces {
		if p.f == fd.f {
			fd.content = append(fd.content, p.stretch)
		} else {
			fd.extra = append(fd.extra, p)
		}
	}
}

// within reports whether the marking's cue stands in the content of a statement.
func (m *marking) within(list []found) bool {
	for i := range list {
		if list[i].f != m.f {
			continue
		}
		for _, p := range list[i].content {
			if p.from <= m.cue.from && m.cue.to <= p.to {
				return true
			}
		}
	}
	return false
}

// repeats reports whether a statement has words of a quotation that another one around it
// has, in whose content its cue does not stand.
func (fd *found) repeats(list []found) bool {
	at, _ := slices.BinarySearchFunc(list, fd.f.index, func(o found, i int) int { return cmp.Compare(o.f.index, i) })
	near := list[max(0, at-nearby):min(len(list), at+2*nearby)]
	has := func(p piece) bool {
		return slices.ContainsFunc(near, func(o found) bool { return o.verbatim() && o.has(p) })
	}
	return slices.ContainsFunc(fd.extra, has) || slices.ContainsFunc(fd.content, func(s stretch) bool { return has(piece{fd.f, s}) })
}

// has reports whether a part of a piece is in the content of a statement.
func (fd *found) has(p piece) bool {
	return fd.f == p.f && overlap(fd.content, []stretch{p.stretch}) ||
		slices.ContainsFunc(fd.extra, func(o piece) bool { return o.f == p.f && o.from < p.to && p.from < o.to })
}

// relays reports whether the marking's content holds a statement that its source is known
// to relay: then it is a link of that one's chain.
func (m *marking) relays(list []found) bool {
	for i := range list {
		fd := &list[i]
		if fd.f != m.f || fd.relay.empty() {
			continue
		}
		for _, c := range m.content {
			if c.f == fd.f && c.from <= fd.cue.from && fd.cue.to <= c.to && fd.relay.from < m.source.to && m.source.from < fd.relay.to {
				return true
			}
		}
	}
	return false
}

// held are verbs of what somebody thinks, wants or knows, which he need not have said.
var held = setOf(`believe think want hope expect know feel fear consider see understand wish intend plan doubt suspect
	assume worry find realize regard view love like hate prefer seek decide remember forget learn imagine`)

// nobody are subjects whose thoughts are nobody's statement: the reader's, everybody's.
var nobody = setOf("you it one nobody everyone everybody anyone")

// saysNobody reports whether a noun phrase is "no one".
func (f *frame) saysNobody(s stretch) bool { return s.to-s.from == 2 && f.items[s.from].low == "no" }

// first returns the first stretch of the content in the cue's frame, or the cue.
func (fd *found) first() stretch {
	if len(fd.content) == 0 {
		return fd.cue
	}
	return fd.content[0]
}

// saidNouns are words for what is said or written, beside [cueNouns].
var saidNouns = setOf("statement statements letter letters speech speeches tweet tweets post posts remark remarks comment comments question questions argument arguments " +
	"criticism criticisms attack attacks reference references testimony testimonials opposition disagreement ad video email plea lawsuit petition")

// leavesOut reports whether what a gerund at i says was not said: "without mentioning him", "not once
// referring to him".
func (f *frame) leavesOut(i int) bool {
	before := func(n int) string {
		if i < n {
			return ""
		}
		return f.at(i - n)
	}
	return before(1) == "without" || f.at(i) == "without" || before(1) == "once" && before(2) == "not" || f.at(i) == "not" && f.at(i+1) == "once"
}

// suffers are acts whose verbs, in the passive, have the one as subject at whom they are directed.
var suffers = setOf("accuse condemn praise urge warn threaten welcome thank")

// ofSaying reports whether a word of the cue is known to be one of saying: a verb of the table, or a
// noun as "plea".
func (m *marking) ofSaying() bool {
	for k := m.cue.from; k < m.cue.to; k++ {
		it := &m.f.items[k]
		if len(it.verbs) > 0 || it.class == colon || cueNouns[it.low] != "" || saidNouns[it.low] || it.low == "according" {
			return true
		}
	}
	return false
}

// found makes a statement of a marking that no rule has. It reports false for what is not
// said, or not yet.
func (m *marking) found() (found, bool) {
	fd := found{f: m.f, cue: m.cue, source: m.source, rule: "learned", act: "assert", p: m.p}
	fd.take(m.content)
	if len(fd.content)+len(fd.extra) == 0 {
		return fd, false
	}
	if s := fd.first(); asks[m.lemma] && s.from < fd.cue.from && !m.f.hasClass(s.from, s.to, quoted) {
		return fd, false // "Lim, asked the same, ..."
	}
	if m.f.leavesOut(m.cue.from) {
		return fd, false
	}
	if held[m.lemma] {
		if m.source.empty() || m.source.to-m.source.from == 1 && nobody[m.f.items[m.source.from].low] || m.f.saysNobody(m.source) {
			return fd, false
		}
		fd.act = "hold"
	} else if !m.quotes && !m.ofSaying() {
		fd.act = "" // not known: "looks to win", "made sure that"
	}
	for k := m.cue.from; k < m.cue.to; k++ {
		if act := cueNouns[m.f.items[k].low]; act != "" {
			fd.act = act
		}
		c, ok := m.f.cueAt(k)
		if !ok {
			continue
		}
		fd.c, fd.verb, fd.act = c, c.verb, c.verb.act
		if ct, ok := m.f.after(&c, len(m.f.items)); ok && !ct.hearer.empty() && !overlap([]stretch{ct.hearer}, fd.content) {
			fd.hearer = ct.hearer
		}
		if c.passive && !fd.source.empty() && fd.source.to <= c.at && suffers[c.verb.act] {
			fd.source = stretch{} // "Lim was accused of lying": nobody says by whom
		}
		if c.negated && !m.f.says(&c) {
			return fd, false
		}
		if c.negated && c.refuses("wh") {
			fd.act = "refuse"
		}
		if asks[c.verb.lemma] {
			opens := m.f.at(fd.first().from)
			if opens == "not" || opens == "to" && (m.f.at(fd.first().from+2) == "anonymous" || m.f.at(fd.first().from+2) == "unnamed") {
				return fd, false // "who asked not to be named", "to remain anonymous"
			}
			fd.asks = len(fd.content) > 0 && opens != "to"
		}
		break
	}
	return fd, true
}
