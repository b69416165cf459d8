package statement

import "slices"

// questionEnd returns where the question that starts at i ends: before the comma that
// the answer follows, "asked if talks failed, Lim said", else with the clause.
func (f *frame) questionEnd(i, limit int) int {
	for k := i + 1; k < limit; k++ {
		if f.items[k].class == comma {
			if c, ok := f.cueFrom(k + 1); f.answers(k+1, limit) || f.gestures(k+1, limit) || ok && c.at == k+1 && c.form&(past|third) != 0 {
				return k
			}
		}
		if f.items[k].class == quoted && f.items[k-1].class == comma {
			return k - 1
		}
	}
	return f.clauseEnd(i, limit)
}

// gestures reports whether a short clause at i ends its sentence in which somebody, a person
// by his role or a pronoun, does something: "the envoy shakes his head".
func (f *frame) gestures(i, limit int) bool {
	if i >= limit || limit-i > 12 {
		return false
	}
	if f.items[i].class == subjPron {
		return f.hasVerb(i+1, min(i+3, limit)) || f.hasClass(i+1, min(i+3, limit), passed)
	}
	if f.items[i].low != "the" {
		return false
	}
	for k := i + 1; k+1 < limit && k < i+5; k++ {
		if n, plural := nounOf(f.items[k].low); n&role != 0 && !plural {
			c := f.items[k+1].class
			return c != comma && c != conj && c != prep && c != clitic && c != name
		}
	}
	return false
}

// answers reports whether a subject with a verb of saying starts at i.
func (f *frame) answers(i, limit int) bool {
	for k := i; k < limit && k < i+25; k++ {
		if f.items[k].class == quoted {
			return k == i
		}
		c, ok := f.cueAt(k)
		if !ok || c.at != k || c.form&gerund != 0 {
			continue
		}
		s, shared := f.subject(c.start)
		return !shared && s.from == i
	}
	return false
}

// asked reads a question that is told from the side of the one asked: "Asked whether ...",
// "Lim was asked about ...".
func (f *frame) asked(c *cue, fd found, limit int) (found, bool) {
	i := c.end
	if f.at(i) == "by" {
		fd.source = stretch{i + 1, f.phraseAfter(i + 1)}
		if f.at(fd.source.to) == "," { // "by the chair, Ana Lim, who had paid"
			fd.source = f.speakerAfter(i + 1)
		}
		if i = fd.source.to; f.at(i) == "," && i > 0 && wh[f.at(i+1)] {
			i++
		}
	}
	if c.passive {
		fd.hearer, _ = f.subject(c.start)
	}
	i = f.matter(f.skipSetting(i, limit), limit)
	if c.start == 0 {
		i = f.matterBehind(i, limit)
	}
	if i >= limit {
		return fd, false
	}
	w := f.items[i].low
	switch {
	case w == "if" || w == "whether" || wh[w]:
	case w == "as" && f.at(i+1) == "to":
		i += 2
		fd.cue.to = i
	case w == "about" || w == "for" || w == "on" || w == "over":
		i++
		fd.cue.to = i
	default:
		return fd, false
	}
	end := f.questionEnd(i, limit)
	if end <= i || w == "for" && (turnsTo[c.verb.lemma] && c.verb.lemma != "approach" || replies[f.items[end-1].low] || end == i+1 && f.items[i].low == "time") {
		return fd, false // "asked for a response"; "pressed for time"
	}
	fd.content, fd.rule, fd.act = []stretch{{i, end}}, "asked", "ask"
	if fd.hearer.empty() && f.at(end) == "," && end+1 < limit && startsPhrase(&f.items[end+1]) {
		fd.hearer = stretch{end + 1, f.phraseAfter(end + 1)} // "Asked when, Lim shrugged"
	}
	return fd, true
}

// matter returns where "if", "whether" or "about" stands at or after i, past a place or
// time, "asked at a hearing | whether"; or i.
func (f *frame) matter(i, limit int) int {
	if i >= limit || f.items[i].low == "on" || f.items[i].low == "for" || wh[f.items[i].low] {
		return i
	}
	for k := i; k < limit && k < i+12 && f.items[k].class != comma; k++ {
		if w := f.items[k].low; w == "if" || w == "whether" || w == "about" {
			return k
		}
	}
	return i
}

// matterBehind returns where "for", "on" or "as to" stands behind the place or time of a
// question with which a sentence opens, "Pressed at the daily briefing | for a figure, Lim
// said", or i.
func (f *frame) matterBehind(i, limit int) int {
	if i >= limit || f.items[i].class != prep || f.items[i].low != "at" && f.items[i].low != "in" && f.items[i].low != "outside" && f.items[i].low != "after" {
		return i
	}
	for k := i + 2; k+1 < limit && k < i+12 && f.items[k].class != comma; k++ {
		if w := f.items[k].low; w == "for" || w == "on" && f.items[k+1].class != clock || w == "as" && f.at(k+1) == "to" {
			return k
		}
	}
	return i
}

// maxRelay bounds the items between "quoted" and "as saying".
const maxRelay = 9

// quotedAs reads "was quoted as saying that", with or without who quotes.
func (f *frame) quotedAs(c *cue, fd found, limit int) (found, bool) {
	end := c.end
	if f.at(end) == "by" { // "was quoted by the agency as saying"
		for end < min(limit, c.end+maxRelay) && f.at(end) != "as" {
			end++
		}
		fd.relay = stretch{c.end + 1, end}
	}
	if f.at(end) != "as" || f.at(end+1) != "saying" {
		return fd, false
	}
	fd.source, _ = f.subject(c.start)
	if fd.relay.empty() {
		fd.cue.to = end + 2
	}
	say := cue{start: c.start, at: end + 1, end: end + 2, verb: words().verbs["saying"][0].verb, form: gerund}
	ct, ok := f.after(&say, limit)
	if !ok || fd.source.empty() {
		return fd, false
	}
	fd.content, fd.rule, fd.act = ct.pieces, "quoted as saying", "assert"
	return fd, true
}

// quotesAs reads "the magazine quoted Lim as saying that": Lim says it, and the magazine passes it on.
func (f *frame) quotesAs(c *cue, fd found, limit int) (found, bool) {
	end := c.end + 1
	if end < limit && f.items[c.end].class != objPron {
		end = f.phraseAfter(c.end)
	}
	if end <= c.end || f.at(end) != "as" || f.at(end+1) != "saying" {
		return fd, false
	}
	say := cue{start: c.start, at: end + 1, end: end + 2, verb: words().verbs["saying"][0].verb, form: gerund}
	ct, ok := f.after(&say, limit)
	if !ok {
		return fd, false
	}
	if !fd.lone {
		fd.relay = fd.source
		if from := fd.source.from; f.items[from].class == rel && from > 1 && f.items[from-1].class == comma {
			fd.relay = f.nounBefore(from - 1) // "the magazine, which quoted him"
		}
	}
	fd.source, fd.lone = stretch{c.end, end}, false
	fd.content, fd.rule, fd.act = ct.pieces, "quoted as saying", "assert"
	return fd, true
}

// nounBefore returns the plain noun phrase that ends before item end.
func (f *frame) nounBefore(end int) stretch {
	s := stretch{end, end}
	for s.from > 0 {
		switch f.items[s.from-1].class {
		case name, other, poss, number:
			s.from--
			continue
		case det:
			s.from--
		}
		break
	}
	return s
}

// onWhether reads the question that opens "On whether talks would go on, Lim said",
// "Commenting on whether".
func (f *frame) onWhether(out []found) []found {
	k := 0
	if f.at(0) == "commenting" || f.at(0) == "responding" {
		k = 1
	}
	if at := f.toQuestion(); at > 0 {
		k = at
	} else if w := f.at(k + 1); f.at(k) != "on" && f.at(k) != "to" || w != "whether" && w != "if" && !wh[w] {
		return out
	}
	end := f.questionEnd(k+1, len(f.items))
	if end >= len(f.items) || f.items[end].class != comma || len(out) > 0 && overlap(out[0].content, []stretch{{k + 1, end}}) {
		return out
	}
	fd := found{c: cue{at: k}, cue: stretch{0, k + 1}, content: []stretch{{k + 1, end}}, rule: "asked", act: "ask"}
	return append([]found{fd}, out...)
}

// toQuestion returns the last word before what is asked in a sentence that opens "To the question
// | whether", "In reply to a question about | the talks", or 0.
func (f *frame) toQuestion() int {
	k := 0
	switch f.at(0) {
	case "in":
		k = 2
		if w := f.at(1); w != "reply" && w != "response" && w != "answer" {
			return 0
		}
	case "responding", "replying":
		k = 1
	}
	if f.at(k) != "to" || k+3 >= len(f.items) || f.items[k+1].class != det || f.at(k+2) != "question" && f.at(k+2) != "questions" {
		return 0
	}
	switch w := f.at(k + 3); {
	case w == "whether" || w == "if" || wh[w]:
		return k + 2
	case w == "about" || w == "on" || w == "over":
		return k + 3
	case w == "as" && f.at(k+4) == "to":
		return k + 4
	}
	return 0
}

// anonymous reports whether somebody asked "not to be named", or declined "to be named".
func (fd *found) anonymous() bool {
	if len(fd.content) == 0 {
		return false
	}
	f, k := fd.f, fd.content[0].from
	if fd.asks {
		return f.items[k].class == neg && f.at(k+1) == "to" && f.at(k+2) == "be"
	}
	return fd.act == "refuse" && f.at(k) == "to" && f.at(k+1) == "be" && (f.at(k+2) == "named" || f.at(k+2) == "identified" || f.at(k+2) == "quoted")
}

// answered mends who was asked and then speaks: "half of those asked | said they would".
func (fd *found) answered() {
	f, k := fd.f, fd.cue.to-1
	if fd.source.empty() || fd.source.to != fd.cue.from || k <= fd.cue.from {
		return
	}
	switch f.at(fd.cue.from) {
	case "asked", "surveyed", "polled", "questioned", "interviewed":
	default:
		return
	}
	if w := f.at(k); w == "said" || w == "say" || w == "says" {
		fd.source.to, fd.cue.from = k, k
		fd.asks, fd.act = false, "assert"
	}
}

// askers are those who, where they have no name and say a question, ask it.
var askers = setOf("reporter journalist correspondent newsman deputy lawmaker legislator senator mp member heckler student questioner")

// asksAloud reports whether one of them says a quotation that is a question: `"Did they pay?" a
// deputy called out`.
func (fd *found) asksAloud(src string) bool {
	if fd.asks || fd.source.empty() || fd.told || len(fd.extra) > 0 || !fd.verbatim() {
		return false
	}
	first := fd.f.items[fd.source.from].low
	if first != "a" && first != "one" && first != "another" || !endsInQuestion(src, fd.f, fd.content) {
		return false
	}
	return slices.ContainsFunc(fd.f.items[fd.source.from:fd.source.to], func(it item) bool { return askers[it.low] })
}

// inquires makes a question of "demanded to know how many".
func (fd *found) inquires() {
	if len(fd.content) == 0 || fd.turn != nil {
		return
	}
	f, k := fd.f, fd.content[0].from
	if f.items[k].class == quoted {
		return
	}
	if f.items[k].class == to && f.at(k+1) == "know" {
		k += 2
	} else if f.at(k-1) != "know" || f.at(k-2) != "to" || k-3 < fd.cue.from || fd.cue.to != k {
		return
	}
	if w := f.at(k); k < fd.content[0].to && (wh[w] || w == "whether" || w == "if") && f.items[max(fd.cue.to-1, 0)].class != neg && !fd.c.negated {
		fd.content[0].from, fd.cue.to = k, k
		fd.asks, fd.act = true, "ask"
	}
}

// unasked takes the words of a question from the content of the answer in its sentence.
func unasked(list []found) {
	for i := range list {
		q := &list[i]
		if q.rule != "asked" || q.turn != nil {
			continue
		}
		for j := max(0, i-nearby); j < min(len(list), i+nearby+1); j++ {
			fd := &list[j]
			if j != i && fd.f == q.f && len(fd.content) > 1 && !fd.asks {
				fd.content = slices.DeleteFunc(fd.content, func(p stretch) bool { return overlap([]stretch{p}, q.content) })
			}
		}
	}
}

// afterQuestion reports whether the sentence before a frame, of its paragraph, is a question
// that nobody in particular asks: "Would she go? ..."
func (a *analysis) afterQuestion(f *frame) bool {
	if f.index == 0 || f.first {
		return false
	}
	g := &a.frames[f.index-1]
	return g.paragraph == f.paragraph && g.openQuestion(a.doc.Text)
}
