package statement

// A cue is a reporting verb with its auxiliaries, adverbs and particles.
type cue struct {
	start, end int // items
	at         int // the verb itself
	verb       *verb
	form       form
	passive    bool // "was asked"
	negated    bool // "did not say"
	infinitive bool // "to say" after a verb that leads to it
	hedged     bool // "would say", "will say": not said yet, or never
	would      bool // "would not say", "is unwilling to say"
}

// cues finds the reporting verbs of a frame, in order.
func (f *frame) cues() []cue {
	var out []cue
	for i := 0; i < len(f.items); i++ {
		c, ok := f.cueAt(i)
		if !ok {
			continue
		}
		if n := len(out); n > 0 && out[n-1].end > c.start {
			if !absorbs(out[n-1], c) {
				continue
			}
			c.negated = c.negated || out[n-1].negated
			c.start = out[n-1].start
			out = out[:n-1]
		}
		out = append(out, c)
	}
	return out
}

// absorbs reports whether the later cue is the infinitive of the earlier one: "went on to
// add".
func absorbs(early, late cue) bool {
	return (late.infinitive || late.negated) && late.start <= early.start && late.at > early.at
}

// cueAt reads the cue whose verb stands at i.
func (f *frame) cueAt(i int) (cue, bool) {
	it := &f.items[i]
	if len(it.verbs) == 0 || it.capital && i > 0 && f.items[i-1].class != colon || i > 0 && f.items[i-1].low == "-" {
		return cue{}, false
	}
	v, end := f.pick(i)
	if v.verb == nil {
		return cue{}, false
	}
	c := cue{start: i, end: end, at: i, verb: v.verb, form: v.form}
	f.auxiliaries(&c)
	if !f.isVerb(&c) {
		return cue{}, false
	}
	return c, true
}

// pick chooses among the verbs whose form stands at i the one with the longest particle
// that follows.
func (f *frame) pick(i int) (best inflected, end int) {
	end = i + 1
	for _, v := range f.items[i].verbs {
		n := len(v.verb.particle)
		if n > 0 && !f.follow(i+1, v.verb.particle) {
			continue
		}
		if best.verb == nil || n > len(best.verb.particle) {
			best, end = v, i+1+n
		}
	}
	return best, end
}

func (f *frame) follow(i int, ws []string) bool {
	for k, w := range ws {
		if i+k >= len(f.items) || f.items[i+k].low != w {
			return false
		}
	}
	return true
}

// floats reports whether a word of the class may stand before a quantifier that belongs
// to the subject before it.
func floats(c class) bool {
	switch c {
	case subjPron, rel, have, name, other, closing, comma:
		return true
	}
	return false
}

// leadIn are the verbs whose infinitive was really said: "went on to say".
var leadIn = setOf("went go goes on going continued continues proceeded rose rushed hastened took")

// auxiliaries widens the cue to the left over auxiliaries, adverbs and a verb that leads
// to it, and notes what they make of it.
func (f *frame) auxiliaries(c *cue) {
	j := c.at
loop:
	for j > 0 && c.at-j < 8 {
		p := &f.items[j-1]
		switch p.class {
		case adv:
			if p.low == "so" || p.capital {
				break loop
			}
		case neg:
			c.negated = true
		case det:
			// "they both said", "have all urged"; "has neither confirmed nor denied"
			if p.low == "neither" && j > 1 {
				c.negated = true
				break
			}
			if j < 2 || p.low != "both" && p.low != "all" && p.low != "each" || !floats(f.items[j-2].class) {
				break loop
			}
		case be:
			c.passive = c.form&(past|participle) != 0
		case modal:
			c.hedged, c.would = true, true
		case have, do:
			if p.class == do && c.form&plain == 0 {
				break loop
			}
		case conj:
			k := f.neitherNor(j - 1)
			if k < 0 {
				break loop
			}
			c.negated = true
			j = k
			continue
		case to:
			if j > 1 && f.items[j-2].tellsOf("loath") && (evasive(c.verb.lemma) || c.verb.lemma == "say" || c.verb.lemma == "tell") {
				c.infinitive, c.negated, c.would = true, true, true // "was unwilling to say"
				j -= 2
				continue
			}
			if n := f.leads(j - 1); n > 0 {
				c.infinitive = true
				j -= n
				continue
			}
			break loop
		default:
			break loop
		}
		j--
	}
	// Adverbs at the edge belong to the verb only between it and its subject.
	c.start = j
}

// neitherNor returns where the "neither" stands whose "nor" is at i, or -1.
func (f *frame) neitherNor(i int) int {
	for k := i - 1; f.items[i].low == "nor" && k >= 0 && k > i-maxSource; k-- {
		if f.items[k].low == "neither" {
			return k
		}
	}
	return -1
}

// leads returns how many items before and with the "to" at i make it an infinitive of
// something said, or 0.
func (f *frame) leads(i int) int {
	switch {
	case i >= 1 && (f.items[i-1].low == "continued" || f.items[i-1].low == "proceeded"):
		return 2
	case i >= 2 && f.items[i-1].low == "on" && leadIn[f.items[i-2].low]:
		return 3
	}
	return 0
}

// isVerb tells a verb from a noun or adjective of the same form, and from forms that say
// nothing yet ("to say", "the proposed plan").
func (f *frame) isVerb(c *cue) bool {
	if c.start == 0 && c.form&gerund == 0 && !f.bareStart(c) {
		return false
	}
	var before *item
	if c.start > 0 {
		before = &f.items[c.start-1]
	}
	switch {
	case before == nil:
		return true
	case c.infinitive:
		return true
	case before.class == to:
		return false
	case c.form&gerund != 0:
		return f.participle(c, before)
	case c.start == c.at-1 && f.items[c.start].class == adv && (before.class == det && !pronounLike[before.low] || before.class == poss || before.class == clitic):
		return false // "a newly revealed call"
	case c.start < c.at:
		return c.form&(past|participle) != 0 || f.items[c.at-1].class != be
	case before.class == det && !pronounLike[before.low] || before.class == poss || before.class == clitic || before.class == prep || before.class == number && !before.capital:
		return false
	case c.form&(past|participle) != 0:
		return c.verb.lemma == "ask" || c.form&participle == 0 || c.at+1 >= len(f.items) || f.items[c.at+1].low != "by"
	}
	return f.present(c, before)
}

// pronounLike are determiners that may be a subject of their own.
var pronounLike = setOf("this that these those some many most both others other all neither another several few")

// bareStart reports whether a cue may open its frame: "Asked about the talks, ...",
// `Said Lim: "..."`.
func (f *frame) bareStart(c *cue) bool {
	if c.form&(past|participle) == 0 || c.at != 0 {
		return false
	}
	return c.verb.questions() || c.verb.can("v") && c.end < len(f.items) && f.items[c.end].capital && startsPhrase(&f.items[c.end])
}

// asks are the verbs whose participle may open a sentence with a question: "Pressed on".
var asks = setOf("ask press question quiz query grill interrogate")

// turnsTo are the verbs of which the same is so where a question follows, and which mean
// something else in the active: "Challenged on", "approached for".
var turnsTo = map[string]bool{"probe": true, "approach": true, "challenge": true, "sound out": true, "tackle": true, "prod": true, "canvass": true, "buttonhole": true, "confront": true}

// questions reports whether the participle of a verb may tell of a question.
func (v *verb) questions() bool { return asks[v.lemma] || turnsTo[v.lemma] }

// participle reports whether a gerund is one that says something: ", adding that".
func (f *frame) participle(c *cue, before *item) bool {
	if c.start < c.at { // "is saying"
		return f.items[c.at-1].class != neg || wh[f.at(c.end)] || f.at(c.end) == "whether" || f.at(c.end) == "if"
	}
	switch before.class {
	case comma, conj, dash:
		return true
	case prep, sub:
		return before.low == "after" || before.low == "before" || before.low == "by" || before.low == "while" || before.low == "when" || before.low == "in"
	case other, name, objPron, passed:
		return f.clauseFollows(c.end) && (before.class != other || !notGerund[f.items[c.at].low]) // "told a news briefing that"
	}
	return false
}

// clauseFollows reports whether "that", a quotation or a colon stands at i.
func (f *frame) clauseFollows(i int) bool {
	return i < len(f.items) && (f.items[i].low == "that" || f.items[i].class == quoted || f.items[i].class == colon)
}

// present tells "says", "they claim" from the nouns "a report", "claims of".
func (f *frame) present(c *cue, before *item) bool {
	var after item
	if c.end < len(f.items) {
		after = f.items[c.end]
	}
	always := c.verb.lemma == "say" || c.verb.lemma == "tell" || c.verb.lemma == "write" || c.verb.lemma == "argue" || c.verb.lemma == "insist"
	if c.form&third != 0 && c.form&plain == 0 && before.class == det && plurals[before.low] {
		return false // "the many reasons that"
	}
	if c.form&third != 0 {
		switch before.class {
		case adv, subjPron, rel, name, closing, quoted, comma, other, passed, objPron, det, clock:
		default:
			return false
		}
		if always || before.class == subjPron || before.class == rel {
			return true
		}
		if after.low == "" || after.class == stop || after.class == comma {
			return c.verb.can("v") && f.afterComma(c.start)
		}
		switch after.class {
		case quoted, sub, subjPron, det, poss, colon, objPron:
			return true
		case name:
			return before.class == name || before.class == comma
		case prep, to:
			return before.class == name && (c.verb.leads(after.low) || c.verb.can("v") && f.afterComma(c.start))
		}
		return len(c.verb.particle) > 0
	}
	if c.verb.lemma == "question" && after.class == colon {
		return false // "a simple question: ..."
	}
	switch before.class {
	case subjPron, rel, you, adv, modal, do:
		return true
	case conj:
		return f.clauseFollows(c.end) || after.class == det
	case name, other, closing, comma, passed, det, quoted:
		plural := before.class != name && len(before.low) > 2 && before.low[len(before.low)-1] == 's' || before.low == "people" || before.class == det
		return (plural || before.class == quoted || before.class == closing) && (always || f.clauseFollows(c.end))
	}
	return false
}

// plurals are determiners that no verb in the third person singular follows.
var plurals = setOf("many several few these those some most two three four five six seven eight nine ten both all other such more any no")

// afterComma reports whether the noun phrase that ends before item i follows a comma or a
// quotation: ", the agency | reports."
func (f *frame) afterComma(i int) bool {
	s := f.phraseBefore(i)
	return !s.empty() && s.from > 0 && (f.items[s.from-1].class == comma || f.items[s.from-1].class == quoted)
}
