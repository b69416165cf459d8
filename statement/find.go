package statement

import "strings"

// A found statement is what the rules make of a frame before anybody is resolved.
type found struct {
	f         *frame
	content   []stretch
	cue       stretch
	source    stretch
	hearer    stretch
	verb      *verb
	c         cue
	rule      string
	act       string
	lone      bool    // no source stands in the text, or only that of another statement
	extra     []piece // quotations of later frames
	relay     stretch // who passes it on
	label     bool    // a turn of a transcript
	turn      *turn
	asks      bool    // a question
	told      bool    // of a turn, nested in an account such as a readout
	p         float64 // of the learned finder that it is right; 0 where that did not find it
	refusal   string  // the class of a refusal, where its construction tells
	ours      bool    // a statement only in a release: what "we" believe
	inScene   bool    // a statement only where the article gives an account of talks
	accounted bool    // it is part of the account that a scene is
}

// A piece is a stretch of another frame.
type piece struct {
	f *frame
	stretch
}

// statements applies the rules to every frame in order, apart from those that the plan
// has taken.
func (a *analysis) statements(p plan) []found {
	var out []found
	for i := range a.frames {
		f := &a.frames[i]
		for len(p.turns) > 0 && p.turns[0].paragraph <= f.paragraph {
			t := &p.turns[0]
			out = append(out, found{f: f, label: true, turn: t, rule: t.rule, act: "assert"})
			p.turns = p.turns[1:]
		}
		if p.taken[f.paragraph] {
			continue
		}
		if fd, ok := a.signature(f); ok {
			out = append(detached(out, fd.extra), fd)
			continue
		}
		got := f.find(a)
		out = append(out, got...)
		if len(got) == 0 {
			out = a.floating(out, f)
		}
	}
	return out
}

// find applies the rules to one frame.
func (f *frame) find(a *analysis) []found {
	var out []found
	cs := f.cues()
	var main stretch // the last subject, for verbs that share it
	for k := range cs {
		c := &cs[k]
		if inside(out, c.at) {
			continue
		}
		limit := len(f.items)
		fd, ok := f.read(a, c, main, limit)
		if !fd.source.empty() && c.form&gerund == 0 && f.items[fd.source.from].class != rel {
			main = fd.source
		}
		if !ok {
			continue
		}
		fd.f = f
		a.secondVerb(&fd)
		a.mainClause(&fd)
		out = append(out, fd)
	}
	out = f.unheardWithin(f.told(a, f.settle(f.constructions(out))))
	for i := range out {
		if out[i].f == nil {
			out[i].f = f
		}
		a.refusedAlone(&out[i])
	}
	return out
}

// endsInQuestion reports whether said words end in a question mark.
func endsInQuestion(src string, f *frame, content []stretch) bool {
	last := content[len(content)-1]
	s := strings.TrimRight(src[f.items[last.from].start:f.items[last.to-1].end], `"'”’»›, `)
	return strings.HasSuffix(s, "?")
}

// inside reports whether item i lies in the content of a statement found already.
func inside(list []found, i int) bool {
	for _, fd := range list {
		for _, p := range fd.content {
			if p.from <= i && i < p.to {
				return true
			}
		}
	}
	return false
}

// firstSubject returns the noun phrase before the first verb of the frame's part before
// item i.
func (f *frame) firstSubject(i int) stretch {
	from := 0
	for k := i - 1; k >= 0; k-- {
		if f.items[k].class == semicolon {
			from = k + 1
			break
		}
	}
	for k := from; k < i; k++ {
		it := &f.items[k]
		switch it.class {
		case finite, thought, be, have, do, modal, passed:
		case other:
			if len(it.verbs) == 0 {
				continue
			}
			if c, ok := f.cueAt(k); !ok || c.start <= from {
				continue
			}
		default:
			continue
		}
		if k == from {
			continue
		}
		s, _ := f.subject(k)
		if !s.empty() && f.items[s.from].class != rel {
			return s
		}
	}
	return stretch{}
}

// quoteBefore reports whether a quotation, with or without a comma, stands before i.
func (f *frame) quoteBefore(i int) bool {
	if i > 0 && f.items[i-1].class == comma {
		i--
	}
	return i > 0 && (f.items[i-1].class == quoted || f.items[i].class == comma)
}

// before finds content that stands before speaker and verb.
func (f *frame) before(c *cue, left int, inverted, follows bool) ([]stretch, bool) {
	if !c.verb.can("vq") || left <= 0 || !inverted && f.items[left].class == rel {
		return nil, false
	}
	k := left
	withComma := f.items[k-1].class == comma
	if withComma {
		k--
	}
	if k == 0 {
		return nil, false
	}
	s := stretch{f.contentStart(k), k}
	if f.items[k-1].class == quoted {
		return []stretch{s}, f.speechLike(s)
	}
	if !withComma || follows || !c.verb.can("v") || inverted && c.verb.lemma != "say" {
		return nil, false
	}
	if s.to-s.from < 3 || !f.clausal(s) || f.hangsOpen(s) {
		return nil, false
	}
	return []stretch{s}, true
}

// hangsOpen reports whether a stretch ends in the beginning of a clause that goes on behind it: "the
// video showed him silent, when, in fact | , he answered".
func (f *frame) hangsOpen(s stretch) bool {
	for k := max(s.from+1, s.to-5); k+1 < s.to; k++ {
		if f.items[k].class == sub && f.items[k+1].class == comma || f.items[k+1].class == sub && k+2 == s.to {
			return true
		}
	}
	return false
}

// speechLike reports whether a stretch that ends in a quotation may be what was said, and
// is not an adverbial or a name: "Speaking on “This Week,” | Lim said".
func (f *frame) speechLike(s stretch) bool {
	if f.items[s.from].class == quoted {
		return true
	}
	from := s.from
	switch f.items[from].class {
	case det, poss, name, subjPron:
		if f.items[s.to-1].within {
			return true // `Lim "shared her belief ...," Brun said`
		}
	case prep, sub, doing, passed, to, clock:
		for from < s.to && f.items[from].class != comma {
			from++
		}
	}
	for k := from; k < s.to; k++ {
		switch f.items[k].class {
		case be, have, do, modal, finite, thought, passed, subjPron:
			return true
		case other:
			if k > from && (len(f.items[k].verbs) > 0 || strings.HasSuffix(f.items[k].low, "s")) {
				return true
			}
		}
	}
	return false
}

// interrupted reads "The plan, Lim said, would fail": words on both sides of speaker and
// verb, which stand between commas.
func (f *frame) interrupted(c *cue, source stretch, limit int) []stretch {
	if source.empty() || source.from < 2 || !c.verb.can("v") || f.items[source.from-1].class != comma ||
		c.end >= limit || f.items[c.end].class != comma || f.items[source.from].class == rel {
		return nil
	}
	k := c.end + 1
	end := f.clauseEnd(k, limit)
	if k >= limit || end <= k || f.items[k].class == quoted {
		return nil
	}
	from := f.contentStart(source.from - 1)
	switch f.items[from].class {
	case doing, sub, quoted:
		return nil
	}
	if f.clausal(stretch{from, source.from - 1}) && !f.hasVerb(k, min(k+12, end)) && f.items[k].class != passed {
		return nil
	}
	return []stretch{{from, source.from - 1}, {k, end}}
}

// clausal reports whether the stretch seems to be a clause of its own, and is neither a
// subordinate one nor an adverbial.
func (f *frame) clausal(s stretch) bool {
	switch f.items[s.from].class {
	case sub, doing, to, passed, clock:
		return false
	}
	for k := s.from + 1; k < s.to; k++ {
		switch it := &f.items[k]; it.class {
		case be, have, do, modal, finite, passed, thought, quoted, subjPron:
			return true
		case other:
			// An unknown verb in the present, or a plural noun.
			if len(it.verbs) > 0 || strings.HasSuffix(it.low, "s") && k+1 < s.to && f.items[k+1].class != prep && nounish(&f.items[k-1]) {
				return true
			}
		}
	}
	return false
}

// contentStart returns where the content that ends before item k starts: the start of the
// frame, or where a quotation follows another sentence or quotation.
func (f *frame) contentStart(k int) int {
	for j := k - 1; j > 0; j-- {
		switch f.items[j].class {
		case semicolon, colon:
			return j + 1
		case dash:
			if f.items[j+1].class == quoted && j+2 == k {
				return j + 1 // "He has changed his account once — | “I now recall,” he said"
			}
		case stop, quoted:
			if f.items[j+1].class == quoted {
				return j + 1
			}
		case closing:
			if f.items[j-1].class == stop && f.items[j+1].class == quoted {
				return j + 1
			}
		}
	}
	if f.items[0].class == conj && f.items[0].low != "nor" {
		return 1
	}
	return 0
}

// resumed finds the rest of a quotation that speaker and verb interrupt: `"A," Lim said,
// "b."`.
func (f *frame) resumed(i, limit int) []stretch {
	for k := i; k < limit && k < i+30; k++ {
		switch f.items[k].class {
		case quoted:
			if f.items[k-1].class == comma || f.items[k-1].class == colon || f.items[k-1].class == stop || f.items[k-1].class == dash {
				return []stretch{{k, k + 1}}
			}
			return nil
		case semicolon:
			return nil
		default:
			if c, ok := f.cueAt(k); ok && k > i && c.at == k {
				return nil
			}
		}
	}
	return nil
}

// passive reads "was asked whether", "was quoted as saying".
func (f *frame) passive(c *cue, fd found, limit int) (found, bool) {
	switch {
	case c.verb.questions():
		return f.asked(c, fd, limit)
	case c.verb.lemma == "quote":
		return f.quotedAs(c, fd, limit)
	}
	return fd, false
}

// settle drops statements whose content overlaps that of an earlier one. Where the later
// one relays the earlier ("..., CNN reports" after "Lim said ..."), it becomes a link of
// its chain.
func (f *frame) settle(list []found) []found {
	var out []found
	for _, fd := range list {
		clash := -1
		for i, o := range out {
			if overlap(fd.content, o.content) {
				clash = i
			}
		}
		switch {
		case clash < 0:
			out = append(out, fd)
		case fd.rule == "content first" && f.goesBeyond(&fd, &out[clash]):
			out[clash] = fd
		case fd.rule == "silence" && out[clash].rule == "noun":
			out[clash] = fd // "passed our questions on"
		case out[clash].rule == "silence":
		case (fd.rule == "purpose" || fd.rule == "account" && !fd.inScene) && len(f.unrelayed(out[clash:clash+1])) == 0:
			fd.relay = out[clash].source
			out[clash] = fd
		case out[clash].relay.empty() && !out[clash].asks && out[clash].rule != "asked" && !fd.source.empty() && fd.source.from >= out[clash].content[0].to && !overlap([]stretch{fd.source}, out[clash].content):
			out[clash].relay = fd.source
		case fd.rule == "according to" && out[clash].relay.empty() && !out[clash].source.empty() && fd.source.to <= out[clash].source.from && f.relays(fd.source):
			out[clash].relay = fd.source // "According to the press service, Lim noted that ..."
		}
	}
	for i := range out {
		for j := range out {
			if r := out[j].relay; out[i].relay.empty() && !r.empty() && out[i].source == out[j].source && len(out[i].content) > 0 && r.from >= out[i].content[0].to {
				out[i].relay = r // both are what the agency reports
			}
		}
	}
	return out
}

// goesBeyond reports whether the content of a statement, which has the cue and the content of
// an earlier one in it, goes on after that with another verb: "They had asked for a fund and
// received a footnote, | said Lim".
func (f *frame) goesBeyond(fd, inner *found) bool {
	if len(fd.content) == 0 || len(inner.content) == 0 || inner.turn != nil || !inner.relay.empty() {
		return false
	}
	whole, end := fd.content[0], inner.content[len(inner.content)-1].to
	return inner.cue.from >= whole.from && end < whole.to-2 && f.items[end].class == conj
}

func overlap(a, b []stretch) bool {
	for _, p := range a {
		for _, q := range b {
			if p.from < q.to && q.from < p.to {
				return true
			}
		}
	}
	return false
}

// floating gives a quotation that stands alone to whoever spoke before it: in the same
// paragraph, or in the one before where the quotation fills its own.
func (a *analysis) floating(out []found, f *frame) []found {
	if len(out) == 0 || f.items[0].class != quoted || !f.onlyQuotes() && !f.glossed() || a.afterQuestion(f) {
		return out
	}
	for i := len(out) - 1; i >= 0 && i >= len(out)-4 && out[i].f != nil; i-- {
		if last, ok := out[i].lastQuote(); ok {
			if f.follows(last) {
				out[i].extra = append(out[i].extra, piece{f, stretch{0, 1}})
			}
			break
		}
	}
	return out
}

// lastQuote returns the last piece of a statement's content if that has a quotation.
func (fd *found) lastQuote() (piece, bool) {
	if fd.label || fd.told {
		return piece{}, false
	}
	if n := len(fd.extra); n > 0 {
		return fd.extra[n-1], true
	}
	last := fd.content[len(fd.content)-1]
	return piece{fd.f, last}, fd.f.items[last.to-1].class == quoted || fd.f.items[last.from].class == quoted
}

// follows reports whether the frame comes right after the one of a piece.
func (f *frame) follows(last piece) bool {
	if f.first {
		return f.paragraph-last.f.paragraph <= 1 && last.f.index == f.index-1
	}
	return f.paragraph == last.f.paragraph && last.f.index >= f.index-2
}

// glossed reports whether a frame is a quotation and the writer's words about something in it:
// “We could win in Lurra,” which votes on Monday.
func (f *frame) glossed() bool {
	if len(f.items) < 3 || !f.items[0].pause || f.items[1].class != rel && f.items[1].class != doing {
		return false
	}
	return !f.hasClass(1, len(f.items), quoted)
}

func (f *frame) onlyQuotes() bool {
	for _, it := range f.items {
		if it.class != quoted && it.class != stop && it.class != dash {
			return false
		}
	}
	return true
}
