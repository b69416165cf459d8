package statement

import "readout/text"

// read makes a statement of one cue. main is the subject that verbs without their own
// share.
func (f *frame) read(a *analysis, c *cue, main stretch, limit int) (found, bool) {
	fd := found{c: *c, verb: c.verb, act: c.verb.act, cue: stretch{c.start, c.end}}
	switch {
	case c.passive:
		return f.passive(c, fd, limit)
	case c.verb.questions() && f.opensQuestion(c):
		return f.asked(c, fd, limit)
	case c.start == 0 && c.at == 0:
		return f.opening(c, fd, limit)
	}
	inverted := f.findSource(c, &fd, main)
	if c.verb.lemma == "quote" && !inverted && !c.negated {
		if quoted, ok := f.quotesAs(c, fd, limit); ok {
			return quoted, true
		}
	}
	f.nobody(c, &fd)
	if !f.says(c) {
		return fd, false
	}
	after, ok := f.after(c, limit)
	if f.precedes(a, c, &fd, after, inverted, limit, ok && after.rule != "object") {
		return fd, true
	}
	if inverted || fd.source.empty() {
		return fd, false
	}
	if !ok && !fd.lone {
		after, ok = f.asSaid(c, fd.source, limit)
	}
	if !ok {
		if after, ok = f.colonEnd(a, c); ok {
			fd.extra = []piece{{&a.frames[f.index+1], stretch{0, 1}}}
			fd.rule = after.rule
		}
		return fd, ok && !c.negated
	}
	return f.behind(c, fd, after, limit)
}

// nobody denies a verb whose subject is nobody, "Neither Lim nor Brun would say", and takes
// in all of that subject.
func (f *frame) nobody(c *cue, fd *found) {
	if fd.source.empty() || fd.lone {
		return
	}
	if from := fd.source.from; from > 0 {
		if n := f.neitherNor(from - 1); n >= 0 {
			fd.source.from = n
		}
	}
	c.negated = c.negated || nobodySays[f.items[fd.source.from].low]
}

// nobodySays are first words of subjects of which none says it: "Neither side would say".
var nobodySays = setOf("neither nobody none")

// findSource sets the statement's source and reports whether it stands behind the verb:
// `"...," said Lim`.
func (f *frame) findSource(c *cue, fd *found, main stretch) (inverted bool) {
	shared := c.form&gerund != 0 && c.start == c.at
	if own := f.absolute(c); !own.empty() {
		fd.source = own
		return false
	}
	if !shared {
		fd.source, shared = f.subject(c.start)
	}
	if shared {
		fd.source, fd.lone = main, true
		if main.empty() {
			fd.source = f.firstSubject(c.start)
		}
	}
	if !fd.lone && !fd.source.empty() || !f.quoteBefore(c.start) || !c.verb.can("vq") || c.verb.lemma == "tell" {
		return false
	}
	s := f.speakerAfter(c.end)
	if !s.empty() {
		fd.source, fd.lone, inverted = s, false, true
	}
	return inverted
}

// absolute returns the noun phrase with a determiner that stands between a comma and a
// participle, as its own subject: "he left, | his office | saying only that".
func (f *frame) absolute(c *cue) stretch {
	if c.form&gerund == 0 || c.start != c.at || c.start < 3 || !nounish(&f.items[c.start-1]) {
		return stretch{}
	}
	s := f.phraseBefore(c.start)
	if s.empty() || s.from == 0 || f.items[s.from-1].class != comma && f.items[s.from-1].low != "with" || f.items[s.from].class != det && f.items[s.from].class != poss {
		return stretch{}
	}
	return s
}

// says reports whether the verb says something: not what will be said, nor what was not,
// unless that is a refusal.
func (f *frame) says(c *cue) bool {
	if !c.negated {
		return !c.hedged
	}
	return evasive(c.verb.lemma) || c.verb.lemma == "say" || c.verb.lemma == "tell" || c.verb.lemma == "rule out" || f.neither(c)
}

// precedes fills in content that stands before the verb: `"...," Lim said`, "The plan, Lim
// said, would fail". after is what stands behind, and follows whether that may be the
// content too.
func (f *frame) precedes(a *analysis, c *cue, fd *found, after content, inverted bool, limit int, follows bool) bool {
	if pieces := f.interrupted(c, fd.source, limit); pieces != nil && !fd.lone && !inverted {
		fd.content, fd.rule = pieces, "interrupted"
		return true
	}
	left, end := c.start, c.end
	switch {
	case inverted:
		end = fd.source.to
	case !fd.source.empty() && !fd.lone:
		left = fd.source.from
	}
	pre, ok := f.before(c, left, inverted, follows)
	if !ok || f.relativeClause(fd, pre, inverted) || f.adverbial(a, c, pre) {
		return false
	}
	fd.content, fd.rule, fd.hearer = pre, "content first", after.hearer
	fd.asks = c.verb.act == "ask" && endsInQuestion(a.doc.Text, f, pre)
	fd.content = append(fd.content, f.resumed(end, limit)...)
	if !inverted && !fd.lone && c.verb.lemma == "recall" {
		f.recalled(c.end, fd)
	}
	return true
}

// recalled gives a quotation to whom its teller recalls: “We go,” Lim recalled | the president telling
// him.
func (f *frame) recalled(i int, fd *found) {
	end := i + 1
	if i < len(f.items) && f.items[i].class != objPron {
		end = f.phraseAfter(i)
	}
	for k := i + 1; k <= end && k < len(f.items); k++ {
		if w := f.at(k); w == "saying" || w == "telling" {
			fd.relay, fd.source, fd.rule = fd.source, stretch{i, k}, "relayed"
			return
		}
	}
}

// adverbial reports whether words without a quotation before speaker and verb hang on the
// verb as its time or circumstance do, by their tree: "As talks opened, | Lim testified".
func (f *frame) adverbial(a *analysis, c *cue, pre []stretch) bool {
	from, to := f.items[pre[0].from].start, f.items[pre[0].to-1].end
	for k := pre[0].from; k < pre[0].to; k++ {
		if f.items[k].class == quoted {
			return false
		}
	}
	hangs := false
	for _, w := range a.tokensIn(from, to) {
		if w.Head == text.NoHead {
			return false
		}
		h := &a.doc.Words[w.Head]
		if h.Start >= from && h.End <= to {
			continue
		}
		switch w.Rel() {
		case "advcl", "obl", "advmod":
			hangs = hangs || h.Start == f.items[c.at].start
		case "punct", "cc", "mark":
		default:
			return false
		}
	}
	return hangs
}

// relativeClause reports whether speaker and verb say more about quoted words that are no
// speech: "the four “loopholes” he cited are", "as “The Daily Lake” wrote".
func (f *frame) relativeClause(fd *found, pre []stretch, inverted bool) bool {
	last := &f.items[pre[len(pre)-1].to-1]
	if last.class != quoted || last.pause || inverted || pre[0].to < len(f.items) && f.items[pre[0].to].class == comma {
		return false
	}
	return !last.full
}

// behind fills in content that stands behind the verb, and tells questions and refusals
// from what they are made of.
func (f *frame) behind(c *cue, fd found, after content, limit int) (found, bool) {
	fd.content, fd.hearer, fd.rule = after.pieces, after.hearer, after.rule
	relative := f.items[fd.source.from].class == rel
	switch {
	case fd.rule == "object" && c.form&third != 0 && relative:
		return fd, false // "who defends Lim" says who it is
	case fd.source.from > 0 && hypothetical[f.at(fd.source.from-1)]:
		return fd, false
	case c.verb.lemma == "defer" && f.anyRefusalWord("expertise", fd.content[0].from, fd.content[0].to):
		return fd, false // "defers to their judgment"
	case c.verb.act == "refuse" && fd.rule == "object" && !f.asksIn(fd.content[0].from, fd.content[0].to) && !f.anyRefusalWord("asking", fd.content[0].from, fd.content[0].to):
		return fd, false // who sidesteps a ban is asked nothing
	case c.verb.act == "answer" && fd.rule == "about" && !c.negated:
		return fd, false // "replied to questions" says nothing of the reply
	case c.negated && c.verb.lemma == "rule out":
		fd.act = ""
	case c.negated && !c.refuses(fd.rule):
		return fd, false
	case c.negated:
		fd.act = "refuse"
		p := &fd.content[len(fd.content)-1]
		p.to = max(p.from+1, min(p.to, f.refusedEnd(p.from)))
	}
	f.cutRelative(&fd)
	switch {
	case c.verb.lemma == "ask" && (fd.rule == "that" || fd.rule == "about" && f.asksFor(fd.content[0])):
		fd.act = "urge"
	case c.verb.act == "ask":
		f.question(c, &fd, limit)
	}
	if after.hearer.empty() && after.cueEnd > fd.cue.to && after.cueEnd <= after.pieces[0].from {
		fd.cue.to = after.cueEnd
	}
	return fd, true
}

// question reports on the statement whether its verb asks something, or asks for it.
func (f *frame) question(c *cue, fd *found, limit int) {
	p := &fd.content[0]
	if len(fd.content) > 1 || f.items[p.from].class == quoted || fd.rule == "infinitive" || c.verb.lemma == "question" {
		fd.asks = fd.rule == "quote after" || fd.rule == "colon"
		return
	}
	fd.asks = true
	p.to = min(p.to, f.questionEnd(p.from, limit))
}

// replies are what somebody who asks for them wants to hear.
var replies = setOf("comment comments opinion opinions view views reaction response answer answers explanation details clarification assessment")

// asksFor reports whether what follows "asked for" is a thing, not an answer.
func (f *frame) asksFor(p stretch) bool {
	if f.at(p.from-1) != "for" {
		return false
	}
	for k := p.from; k < p.to && f.items[k].class != prep; k++ {
		if replies[f.items[k].low] {
			return false
		}
	}
	return true
}

// asSaid reads "As Lim said, the plan failed".
func (f *frame) asSaid(c *cue, source stretch, limit int) (content, bool) {
	k := f.skipSetting(c.end, limit)
	if c.verb.can("dD") && k < limit && startsHearer(&f.items[k]) {
		k = f.phraseAfter(k)
	}
	if source.from == 0 || f.at(source.from-1) != "as" || k >= limit || f.items[k].class != comma && f.items[k].class != dash {
		return content{}, false
	}
	if source.from > 2 { // "-- as Lim said --": the words before it, too
		return content{}, false
	}
	end := f.clauseEnd(k+1, limit)
	return content{pieces: []stretch{{k + 1, end}}, rule: "as said", cueEnd: c.end}, end > k+2
}

// colonEnd reads a sentence that ends in a colon before a paragraph that is a quotation.
func (f *frame) colonEnd(a *analysis, c *cue) (content, bool) {
	if f.items[len(f.items)-1].class != colon || wh[f.at(0)] || f.index+1 >= len(a.frames) || c.passive || !c.verb.can("cqtvxa") {
		return content{}, false
	}
	next := &a.frames[f.index+1]
	return content{rule: "colon", cueEnd: c.end}, next.items[0].class == quoted && next.paragraph-f.paragraph <= 1
}

// hypothetical are the words that make what follows no fact: "if she says".
var hypothetical = setOf("if unless whether")

// cutRelative ends the content of "Lim, who had said that ..., | left" where the relative
// clause does: at a comma before a verb.
func (f *frame) cutRelative(fd *found) {
	if fd.source.empty() || f.items[fd.source.from].class != rel || fd.source.from == 0 || f.items[fd.source.from-1].class != comma {
		return
	}
	p := &fd.content[len(fd.content)-1]
	for k := p.from + 1; k+1 < p.to; k++ {
		if f.items[k].class != comma {
			continue
		}
		switch next := &f.items[k+1]; next.class {
		case finite, passed, be, have, do, modal, thought:
			p.to = k
			return
		case other:
			if c, ok := f.cueAt(k + 1); ok && c.form&(past|third) != 0 {
				p.to = k
				return
			}
		}
	}
}

// neither reports whether the verb is one of "neither confirmed nor denied".
func (f *frame) neither(c *cue) bool {
	for k := c.start; k < c.at; k++ {
		if f.items[k].low == "neither" {
			return c.verb.lemma == "confirm" || c.verb.lemma == "deny"
		}
	}
	return c.at > 0 && f.items[c.at-1].low == "nor"
}

// opening reads `Said Lim: "We go."`.
func (f *frame) opening(c *cue, fd found, limit int) (found, bool) {
	fd.source = f.speakerAfter(c.end)
	k := fd.source.to
	if fd.source.empty() || k+1 >= limit || f.items[k].class != comma && f.items[k].class != colon || f.items[k+1].class != quoted {
		return fd, false
	}
	fd.content, fd.rule = []stretch{{k + 1, k + 2}}, "quote after"
	return fd, true
}

// opensQuestion reports whether "asked" has no subject: "Asked whether", "when asked".
func (f *frame) opensQuestion(c *cue) bool {
	if c.form&(past|participle) == 0 || c.start < c.at {
		return false
	}
	if c.start == 0 {
		return true
	}
	before := &f.items[c.start-1]
	switch before.class {
	case sub:
		return before.low == "when" || before.low == "if" || before.low == "while"
	case conj, comma, semicolon:
		return c.start == 1 || f.items[c.start-1].class == semicolon && wh[f.at(c.end)] || f.matter(c.end, len(f.items)) > c.end || f.at(c.end) == "about" || f.at(c.end) == "whether" || f.at(c.end) == "if" || f.at(c.end) == "by"
	}
	return false
}
