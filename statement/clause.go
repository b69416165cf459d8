package statement

import "strings"

// A content is what a cue says and where the search for it found its hearer.
type content struct {
	pieces []stretch
	hearer stretch
	rule   string
	cueEnd int // the items after the verb that still belong to the cue, up to here
}

// after finds the content that follows a cue: "said that ...", "told Lim: "...".
func (f *frame) after(c *cue, limit int) (content, bool) {
	var out content
	i := c.end
	if c.verb.can("dDupxa") && !c.passive {
		i = f.hearer(c, &out, limit)
	} else if c.verb.can("s") && f.at(i) == "to" && i+1 < limit && startsHearer(&f.items[i+1]) {
		end := f.phraseAfter(i + 1)
		out.hearer = stretch{i + 1, end}
		i = end
	}
	if ct, ok := f.complement(c, i, limit, &out); ok {
		if ct.rule == "that" && !c.verb.can("dDups") {
			ct.hearer = stretch{} // "dismissed concerns that": an object
		}
		return ct, true
	}
	return out, false
}

func startsHearer(it *item) bool {
	switch it.class {
	case name, objPron, det, poss, other, number, you:
		return true
	}
	return false
}

// at returns the word at i, or "".
func (f *frame) at(i int) string {
	if i < 0 || i >= len(f.items) {
		return ""
	}
	return f.items[i].low
}

// hearer reads the object of "told Lim that" and returns the item after it.
func (f *frame) hearer(c *cue, out *content, limit int) int {
	i := c.end
	if i >= limit || !startsHearer(&f.items[i]) {
		return i
	}
	end := i + 1
	if f.items[i].class != objPron {
		end = min(f.phraseAfter(i), limit)
	}
	for k := i + 1; k < end; k++ {
		if c.verb.can("p") && c.verb.leads(f.items[k].low) || c.verb.can("u") && f.items[k].class == to {
			end = k
		}
	}
	if end >= limit {
		return i
	}
	// "warned the plan would fail" has no hearer: the noun phrase is a subject.
	if !c.verb.can("D") && c.verb.lemma != "tell" && c.verb.lemma != "ask" {
		switch f.items[end].class {
		case be, have, modal, finite, do, passed:
			return i
		}
	}
	out.hearer = stretch{i, end}
	return end
}

// complement reads what a cue governs from item i on.
func (f *frame) complement(c *cue, i, limit int, out *content) (content, bool) {
	if i >= limit {
		return *out, false
	}
	v := c.verb
	if v.can("p") && !out.hearer.empty() && v.leads(f.items[i].low) {
		return f.accusation(v.act, out, i, limit)
	}
	j := f.skipSetting(i, limit)
	out.cueEnd = j
	if j < limit {
		switch it := &f.items[j]; {
		case it.class == colon && v.can("cqtwo"):
			out.cueEnd = j + 1
			return f.rest(out, j+1, limit, "colon")
		case it.class == quoted && v.can("q"):
			return f.quotedFrom(out, j, limit, "quote after")
		case it.class == comma && f.at(j+1) == "that" && v.can("ct") && !out.hearer.empty():
			return f.clause(out, j+1, limit, "that")
		case it.class == comma && j+1 < limit && f.items[j+1].class == quoted && v.can("q"):
			return f.quotedFrom(out, j+1, limit, "quote after")
		case it.low == "that" && v.can("ctq") && !f.demonstrative(j):
			return f.clause(out, j, limit, "that")
		case v.can("wqct") && (it.low == "if" || it.low == "whether" || v.can("wt") && wh[it.low]) && (v.can("w") || c.negated):
			return f.clause(out, j, limit, "wh")
		}
	}
	if v.can("q") && out.hearer.empty() {
		if k := f.leadsTo(j, limit); k > 0 {
			out.cueEnd = k
			return f.quotedFrom(out, k, limit, "colon")
		}
	}
	return f.governs(c, i, j, limit, out)
}

// leadsTo returns the quotation after "with a question of his own:" at i, or 0.
func (f *frame) leadsTo(i, limit int) int {
	if i >= limit || f.items[i].class != prep {
		return 0
	}
	for k := i + 1; k+1 < limit && k < i+9; k++ {
		switch it := &f.items[k]; it.class {
		case colon:
			if f.items[k+1].class == quoted {
				return k + 1
			}
			return 0
		case det, poss, other, prep, passed, name:
			if len(it.verbs) > 0 && it.class != other {
				return 0
			}
		default:
			return 0
		}
	}
	return 0
}

var wh = setOf("how why what who where when which")

// demonstrative reports whether the "that" at i is a pronoun or article: "said that".
func (f *frame) demonstrative(i int) bool {
	if i+1 >= len(f.items) {
		return true
	}
	switch f.items[i+1].class {
	case stop, comma, semicolon:
		return !(f.items[i+1].class == comma)
	}
	return false
}

// governs reads the other constructions: infinitives, objects, bare clauses.
func (f *frame) governs(c *cue, i, j, limit int, out *content) (content, bool) {
	v, it := c.verb, &f.items[i]
	named := !out.hearer.empty()
	switch {
	case it.class == to && v.can("u") && named, it.class == to && v.can("i") && !named:
		return f.clause(out, i, limit, "infinitive")
	case named && (v.can("x") || v.can("a") && it.low == "as"):
		return f.described(c, out, i, limit)
	case v.can("u") && v.lemma == "call on" && named:
		return *out, false
	case !v.can("p") && (it.class == prep || it.class == to) && v.leads(it.low):
		out.cueEnd = i + 1
		return f.object(out, i+1, limit, "about")
	case c.negated && evasive(v.lemma) && v.lemma != "say":
		return f.object(out, i, limit, "object")
	case v.can("x"):
		if it.class != quoted {
			return *out, false
		}
		return f.object(out, i, limit, "naming")
	case v.can("g") && it.class == doing:
		return f.clause(out, i, limit, "gerund")
	}
	if v.can("a") && !named {
		if ct, ok := f.object(out, i, limit, "describing"); ok && f.hasAs(ct) {
			return ct, true
		}
	}
	if v.can("cdD") && f.bareClause(j, limit, v.can("c") || v.lemma == "tell") {
		return f.clause(out, j, limit, "bare clause")
	}
	if out.hearer.empty() && v.can("o") {
		return f.object(out, i, limit, "object")
	}
	if named && v.can("op") {
		ct := *out
		ct.hearer = stretch{}
		return f.object(&ct, out.hearer.from, limit, "object")
	}
	return *out, false
}

func (f *frame) hasAs(ct content) bool {
	for k := ct.pieces[0].from; k < ct.pieces[0].to; k++ {
		if f.items[k].low == "as" {
			return true
		}
	}
	return false
}

// accusation takes hearer and matter together: "accused | Lim of lying".
func (f *frame) accusation(act string, out *content, i, limit int) (content, bool) {
	from := out.hearer.from
	end := f.clauseEnd(i, limit)
	out.pieces = []stretch{{from, end}}
	if act != "thank" && act != "praise" {
		out.hearer = stretch{} // who is spoken of is not who is spoken to
	}
	out.rule = "accusation"
	return *out, true
}

// described takes what is called something with what it is called: "called | it a lie".
func (f *frame) described(c *cue, out *content, i, limit int) (content, bool) {
	from := out.hearer.from
	end := f.clauseEnd(i, limit)
	if end <= out.hearer.to && !c.verb.can("x") {
		return *out, false
	}
	if !f.hasClass(from, end, quoted) && f.items[i].class != det && !(f.items[from].class == objPron && end > i) && f.items[i].low != "as" {
		return *out, false // "called Lim on Monday": perhaps by telephone
	}
	out.hearer = stretch{}
	out.pieces = []stretch{{from, max(end, i)}}
	out.rule = "naming"
	return *out, true
}

// object takes a noun phrase with what hangs on it.
func (f *frame) object(out *content, i, limit int, rule string) (content, bool) {
	if i >= limit {
		return *out, false
	}
	switch f.items[i].class {
	case det, poss, name, other, objPron, quoted, number, doing, passed:
	case sub:
		if f.items[i].low != "what" {
			return *out, false
		}
	default:
		return *out, false
	}
	end := f.clauseEnd(i, limit)
	if end <= i {
		return *out, false
	}
	out.pieces = []stretch{{i, end}}
	out.rule = rule
	return *out, true
}

// clause takes everything from i to the end of the clause.
func (f *frame) clause(out *content, i, limit int, rule string) (content, bool) {
	end := f.clauseEnd(i, limit)
	if end-i < 2 && (end <= i || f.items[i].class != quoted) {
		return *out, false
	}
	out.pieces = []stretch{{i, end}}
	out.rule = rule
	return *out, true
}

// rest takes everything to the end of the frame, as after a colon.
func (f *frame) rest(out *content, i, limit int, rule string) (content, bool) {
	end := f.trimEnd(i, limit)
	if i < end && f.items[i].class == quoted {
		return f.quotedFrom(out, i, limit, rule)
	}
	if end <= i {
		return *out, false
	}
	out.pieces = []stretch{{i, end}}
	out.rule = rule
	return *out, true
}

// quotedFrom takes the quotation at i, and what follows it in the same clause.
func (f *frame) quotedFrom(out *content, i, limit int, rule string) (content, bool) {
	end := i + 1
	// `said "x" and "y" of the plan`: words that run on belong to the same content.
	if end < limit {
		switch f.items[end].class {
		case comma, stop, semicolon, dash:
			if f.items[end].class == comma && end+1 < limit && f.items[end+1].class == quoted {
				end += 2
			}
		case quoted:
			end++
		default:
			end = f.clauseEnd(end, limit)
		}
	}
	out.pieces = []stretch{{i, end}}
	out.rule = rule
	return *out, true
}

// clauseEnd returns the end of the clause that starts at i: the end of the frame without
// its stop, or where a new statement or account begins.
func (f *frame) clauseEnd(i, limit int) int {
	start := f.afterCondition(i, limit)
	for k := start + 1; k < limit; k++ {
		it := &f.items[k]
		switch it.class {
		case semicolon:
			return k
		case comma:
			if f.breaks(k+1, limit) || f.answers(k+1, limit) && (f.hasVerb(i, k) || f.hasClass(i, k, passed) || f.hasCue(i+1, k)) {
				return k
			}
		case dash:
			if c, ok := f.cueFrom(k + 1); ok && c.form&gerund != 0 {
				return k
			}
		case quoted:
			if it.pause && f.breaks(k+1, limit) || it.full && k+1 < limit && f.items[k+1].class == quoted {
				return k + 1
			}
		case conj:
			if f.newCue(k + 1) {
				return k
			}
		}
	}
	return f.trimEnd(i, limit)
}

// afterCondition returns where the main clause starts in "that if talks failed, | the road
// would be shut", or i.
func (f *frame) afterCondition(i, limit int) int {
	k := i + 1
	if f.at(i) != "that" || k >= limit {
		return i
	}
	if f.items[k].class == comma {
		k++
	}
	switch f.at(k) {
	case "if", "when", "unless", "because", "once", "until", "although", "while":
	default:
		return i
	}
	for ; k < limit && k < i+25; k++ {
		switch f.items[k].class {
		case comma:
			if !f.tail(k+1, limit) {
				return k
			}
			return i
		case semicolon, stop, quoted:
			return i
		}
	}
	return i
}

// cueFrom returns the cue whose verb stands at i.
func (f *frame) cueFrom(i int) (cue, bool) {
	if i >= len(f.items) {
		return cue{}, false
	}
	return f.cueAt(i)
}

// newCue reports whether another statement by the same speaker starts at i: "and said".
func (f *frame) newCue(i int) bool {
	for k := i; k < i+3 && k < len(f.items); k++ {
		if f.items[k].class == adv || f.items[k].class == have || f.items[k].low == "then" {
			continue
		}
		c, ok := f.cueAt(k)
		return ok && c.form&(past|third) != 0 && c.start <= i
	}
	return false
}

// breaks reports whether what follows a comma is no part of the clause before it:
// "..., adding that", "..., according to", "..., Lim said".
func (f *frame) breaks(i, limit int) bool {
	if i >= limit {
		return true
	}
	it := &f.items[i]
	if it.class == conj && i+1 < limit {
		if f.newCue(i + 1) {
			return true
		}
		i++
		it = &f.items[i]
	}
	switch {
	case it.low == "according" && f.at(i+1) == "to":
		return true
	case it.class == doing || len(it.verbs) > 0 || it.class == adv:
		for k := i; k < i+2 && k < limit; k++ {
			if c, ok := f.cueAt(k); ok && (c.form&gerund != 0 || f.items[i-1].class == conj) {
				return true
			}
		}
	case it.low == "while" && f.cueBefore(i, limit):
		return true
	case it.class == det && f.span(i, limit):
		return true
	}
	return f.tail(i, limit)
}

// span reports whether "a day after", "two weeks before" starts at i.
func (f *frame) span(i, limit int) bool {
	for k := i + 1; k < i+4 && k+1 < limit; k++ {
		switch f.items[k].low {
		case "day", "days", "week", "weeks", "month", "months", "year", "years", "hours", "minutes":
			w := f.items[k+1].low
			return w == "after" || w == "before" || w == "earlier" || w == "later"
		}
	}
	return false
}

func (f *frame) cueBefore(i, limit int) bool {
	for k := i; k < limit; k++ {
		if c, ok := f.cueAt(k); ok && c.form&(past|third) != 0 {
			return true
		}
	}
	return false
}

// tail reports whether the items from i to limit are nothing but a speaker and a verb
// that takes what stands before it: ", Lim said".
func (f *frame) tail(i, limit int) bool {
	for k := i; k < limit && k < i+12; k++ {
		c, ok := f.cueAt(k)
		if !ok || !c.verb.can("v") || c.hedged || c.negated {
			continue
		}
		s, _ := f.subject(c.start)
		if s.from == i && s.to == c.start {
			return !f.takesClause(&c, limit)
		}
		if k == i && !f.speakerAfter(c.end).empty() {
			return true
		}
	}
	return false
}

// takesClause reports whether the cue's content follows it.
func (f *frame) takesClause(c *cue, limit int) bool {
	j := f.skipSetting(c.end, limit)
	return f.clauseFollows(j) || j < limit && f.items[j].class == comma && f.clauseFollows(j+1) || f.bareClause(j, limit, true)
}

// trimEnd drops stops and closing marks at the end of the frame's items.
func (f *frame) trimEnd(i, limit int) int {
	for limit > i {
		switch f.items[limit-1].class {
		case stop, comma, colon, semicolon, dash, punct:
			limit--
			continue
		}
		break
	}
	return limit
}

// bareClause reports whether a clause without "that" starts at i: a noun phrase or
// pronoun with a verb soon after it.
func (f *frame) bareClause(i, limit int, likely bool) bool {
	if i >= limit {
		return false
	}
	switch f.items[i].class {
	case subjPron, you:
		return true
	case det, name, poss, other, number, adv, doing, passed, quoted:
	case prep, sub:
		// "said in his view the plan failed"
		if k := f.shutBy(i); k >= limit || f.items[k].class != comma || f.items[i].low == "as" || f.items[i].low == "by" || f.items[i].low == "on" || f.tail(k+1, limit) {
			return false
		}
	default:
		return false
	}
	return likely && f.verbAfter(i, limit)
}

// verbAfter reports whether a verb seems to follow the noun phrase at i.
func (f *frame) verbAfter(i, limit int) bool {
	for k := i + 1; k < limit && k < i+40; k++ {
		it := &f.items[k]
		switch it.class {
		case be, have, do, modal, finite, thought, subjPron:
			return true
		case passed:
			if f.items[k-1].class != comma {
				return true
			}
		case semicolon:
			return false
		case quoted:
			if nounish(&f.items[k-1]) {
				return true // `said the plan "would fail"`
			}
		case other:
			if len(it.verbs) > 0 || len(it.low) > 3 && strings.HasSuffix(it.low, "s") && k+1 < limit && f.items[k+1].class != prep && nounish(&f.items[k-1]) {
				return true
			}
		}
	}
	return false
}
