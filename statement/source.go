package statement

// A stretch is a run of items [from, to); empty where from == to.
type stretch struct{ from, to int }

func (s stretch) empty() bool { return s.from >= s.to }

// maxSource bounds the items of a source.
const maxSource = 45

// subject returns the noun phrase before the cue that starts at item i. shared reports
// that the verb has none of its own and takes the one of the verb before: "came and said".
func (f *frame) subject(i int) (s stretch, shared bool) {
	j := i - 1
	if j < 0 {
		return stretch{}, false
	}
	switch f.items[j].class {
	case rel:
		if f.items[j].low == "who" || f.items[j].low == "which" {
			return stretch{j, i}, false
		}
	case sub:
		if f.items[j].low == "that" && j > 0 && nounish(&f.items[j-1]) {
			return stretch{j, i}, false
		}
		return stretch{}, false
	case conj:
		return stretch{}, true
	case comma, dash:
		return f.apposition(i)
	case clock, number:
		if k := f.beforeTime(i); k > 0 {
			return f.subject(k)
		}
	}
	if f.items[j].low == "then" && j > 0 && f.items[j-1].class == conj {
		return stretch{}, true
	}
	return f.phraseBefore(i), false
}

// beforeTime returns the start of the time that ends before item i, "Lim | on Sunday",
// or 0.
func (f *frame) beforeTime(i int) int {
	k := i
	for k > 0 && (f.items[k-1].class == clock || f.items[k-1].class == number || f.items[k-1].low == "last" || f.items[k-1].low == "this") {
		k--
	}
	if k == 0 || k == i || f.items[k].class == number && f.items[i-1].class != clock && f.items[k-1].class != clock {
		return 0
	}
	if k > 1 && (f.items[k-1].low == "on" || f.items[k-1].low == "in" || f.items[k-1].low == "late" || f.items[k-1].low == "early") {
		k--
		if k > 1 && f.items[k-1].class == adv {
			k--
		}
		return k
	}
	if k > 0 && nounish(&f.items[k-1]) {
		return k
	}
	return 0
}

func nounish(it *item) bool {
	switch it.class {
	case other, name, number, objPron, closing, clock:
		return true
	}
	return false
}

// apposition reads "Lim, the envoy of Ruvia, said": the noun phrase before the first
// comma, and the insertion with it where that says who the source is.
func (f *frame) apposition(i int) (stretch, bool) {
	shut := i - 1
	for k := shut - 1; k > 0 && shut-k <= maxSource; k-- {
		c := f.items[k].class
		if c == stop || c == semicolon || c == colon || c == quoted && (f.items[k].pause || f.items[k-1].class == comma) {
			break
		}
		if c != f.items[shut].class {
			continue
		}
		if !nounish(&f.items[k-1]) && f.items[k-1].class != closing {
			// A list of clauses: ", came, and went, said".
			break
		}
		s := f.phraseBefore(k)
		if s.empty() {
			break
		}
		if s.to-s.from == 1 && f.items[s.from].class == number && s.from > 0 && f.items[s.from-1].class == comma {
			continue // "Ana Lim, 58, who lives in Lurra, said"
		}
		if f.describes(k+1, shut) {
			return stretch{f.nameBefore(s), shut}, false
		}
		if f.insertion(k+1, shut) {
			return s, false
		}
		// Part of a longer insertion or list: go on to the comma before.
	}
	return stretch{}, f.items[shut].class == comma
}

// nameBefore returns where the name starts to which a noun phrase is itself an apposition,
// "Lim, | an adviser to the mission, the largest in Lurra, said", or where the phrase does.
func (f *frame) nameBefore(s stretch) int {
	if s.from < 2 || f.items[s.from-1].class != comma || f.items[s.from-2].class != name {
		return s.from
	}
	switch it := &f.items[s.from]; {
	case it.class == det:
	case it.class == other && nouns()[it.low]&role != 0:
	default:
		return s.from
	}
	p := f.phraseBefore(s.from - 1)
	if p.empty() || f.items[p.from].class != name || p.to-p.from > 6 {
		return s.from
	}
	return p.from
}

// describes reports whether the items [from, to) say who somebody is.
func (f *frame) describes(from, to int) bool {
	if from >= to {
		return false
	}
	it := &f.items[from]
	switch it.class {
	case det, poss, rel:
		return true
	case number:
		return true
	case name, other:
		return !f.hasVerb(from, to) || it.low == "who"
	}
	return false
}

// insertion reports whether the items [from, to) are an adverb or a time between subject
// and verb: "Lim, meanwhile, said".
func (f *frame) insertion(from, end int) bool {
	if from >= end {
		return false
	}
	switch f.items[from].class {
	case adv, prep, sub, clock, doing, to, passed:
		return true
	case finite:
		return from+1 < end && f.items[from+1].class == prep // "struck by her story"
	}
	return false
}

func (f *frame) hasVerb(from, to int) bool {
	for k := from; k < to; k++ {
		switch f.items[k].class {
		case finite, be, have, do, modal, thought:
			return true
		}
	}
	return false
}

// phraseBefore returns the noun phrase that ends at item end, reading backwards.
func (f *frame) phraseBefore(end int) stretch {
	j := end
	start := end
loop:
	for j > 0 && end-j < maxSource {
		it := &f.items[j-1]
		switch it.class {
		case comma, stop, semicolon, colon, dash, quoted, opening, modal, punct, neg, you:
			break loop
		case prep:
			if (it.low == "after" || it.low == "before" || it.low == "since" || it.low == "until") && j < end && j > 1 {
				break loop // a clause: "after Lim said"
			}
		case closing:
			k := f.opened(j - 1)
			if k < 0 {
				break loop
			}
			j = k + 1
		case sub:
			if it.low != "that" && it.low != "where" {
				break loop
			}
			if !f.relative(j-1, end) {
				break loop
			}
		case rel:
			if j-1 == 0 || !nounish(&f.items[j-2]) {
				break loop
			}
		case subjPron:
			if j == end {
				return stretch{j - 1, end}
			}
			if !f.inRelative(j - 1) {
				break loop
			}
		case adv:
			if j == end || j-1 == 0 || f.items[j-2].class != det && f.items[j-2].class != poss && f.items[j-2].class != prep {
				if !f.inRelative(j - 1) {
					break loop
				}
			}
		case clock:
			if !f.partOfName(j-1, end) {
				if j < end || !f.inRelative(j-1) {
					break loop
				}
			}
		case thought, be, have, do:
			if !f.inRelative(j - 1) {
				break loop
			}
		case conj:
			if !f.joinsNouns(j-1, end) {
				break loop
			}
		case det, poss:
			j--
			start = j
			if j == 0 || !f.linked(j-1) {
				break loop
			}
			continue
		case to:
			if j-1 > 0 && f.items[j-2].class == finite {
				break loop
			}
		case other, passed, finite, doing:
			if len(it.verbs) > 0 && it.class != doing && f.reports(j-1) {
				break loop
			}
		}
		j--
		start = j
	}
	return f.trim(stretch{start, end})
}

// reports reports whether the item at i is a cue of its own that may take a clause, so
// that what follows it is that clause's subject.
func (f *frame) reports(i int) bool {
	c, ok := f.cueAt(i)
	return ok && c.verb.can("ctdDw") && c.form&gerund == 0 && (c.start == 0 || f.items[c.start-1].class != rel)
}

// opened returns the opening bracket of the closing one at i, or -1.
func (f *frame) opened(i int) int {
	for k := i - 1; k >= 0 && i-k < 30; k-- {
		if f.items[k].class == opening {
			return k
		}
	}
	return -1
}

// relative reports whether the "that" at i follows a noun and has a verb before end.
func (f *frame) relative(i, end int) bool {
	return i > 0 && nounish(&f.items[i-1]) && (f.hasVerb(i+1, end) || f.items[i+1].class == passed)
}

// inRelative reports whether a relative pronoun stands shortly before i with no comma
// between: "officials who have seen the text".
func (f *frame) inRelative(i int) bool {
	for k := i - 1; k >= 0 && i-k < 12; k-- {
		switch f.items[k].class {
		case rel:
			return k > 0 && nounish(&f.items[k-1])
		case comma, stop, semicolon, colon, quoted, dash:
			return false
		}
	}
	return false
}

// partOfName reports whether a day or month at i is a modifier: "Monday's statement".
func (f *frame) partOfName(i, end int) bool {
	return i+1 < end && (f.items[i+1].class == clitic || f.items[i+1].low == "night" && i+2 < end && f.items[i+2].class == clitic)
}

// joinsNouns reports whether the "and" at i joins two noun phrases of one subject rather
// than two clauses: no verb stands before it in its clause.
func (f *frame) joinsNouns(i, end int) bool {
	if f.items[i].low != "and" && f.items[i].low != "or" || i == 0 || i+1 >= end {
		return false
	}
	if !nounish(&f.items[i-1]) && f.items[i-1].class != passed && f.items[i-1].class != comma {
		return false
	}
	for k := i - 1; k >= 0 && i-k < maxSource; k-- {
		it := &f.items[k]
		switch it.class {
		case finite, be, have, do, modal, thought, subjPron, quoted:
			return false
		case comma, stop, semicolon, colon, sub:
			return it.class == sub || k == 0 || it.class == comma && f.items[i-1].class != comma
		case passed:
			if k > 0 && (f.items[k-1].class == name || f.items[k-1].class == other) {
				return false
			}
		case other:
			if len(it.verbs) > 0 && f.reports(k) {
				return false
			}
		}
	}
	return true
}

// linked reports whether the item at i, before a determiner, ties the noun phrase after
// it to one before: a preposition, or a participle ("people briefed on the matter").
func (f *frame) linked(i int) bool {
	switch f.items[i].class {
	case prep, to:
		// "In a letter | the minister said": a preposition that opens the clause does not.
		return i > 0 && (nounish(&f.items[i-1]) || f.items[i-1].class == passed || f.items[i-1].class == doing || f.items[i-1].class == finite)
	case conj:
		return f.joinsNouns(i, i+2)
	case passed, doing:
		return i > 0 && nounish(&f.items[i-1])
	case finite:
		return f.inRelative(i)
	}
	return false
}

// trim drops leading words that are no part of a noun phrase: a preposition that opens
// the clause with what it governs, conjunctions and adverbs.
func (f *frame) trim(s stretch) stretch {
	if s.from < s.to && (f.items[s.to-1].class == prep || f.items[s.to-1].class == to) {
		return stretch{}
	}
	for s.from < s.to {
		switch f.items[s.from].class {
		case conj, adv, sub, to, clitic, clock, closing:
			if f.items[s.from].class == clock && s.from+1 < s.to && f.items[s.from+1].class == clitic {
				return s
			}
			s.from++
			continue
		case passed, finite:
			if s.from+1 < s.to && f.items[s.from+1].class == prep && !f.items[s.from].capital {
				return stretch{} // "seemed like Lim"
			}
		case prep:
			if k := f.afterAdverbial(s); k > s.from {
				s.from = k
				continue
			}
			return stretch{}
		}
		break
	}
	return s
}

// afterAdverbial returns where the subject starts in "In Baku | the minister", "On Monday
// | Lim": at a time's end, or at a determiner or name after a noun.
func (f *frame) afterAdverbial(s stretch) int {
	for k := s.from + 1; k < s.to; k++ {
		it, before := &f.items[k], &f.items[k-1]
		if before.class == clock || before.class == number && before.end != it.start {
			if it.class != clock && it.class != number {
				return k
			}
			continue
		}
		if k > s.from+1 && nounish(before) && (it.class == det || it.class == poss || it.class == subjPron) {
			return k
		}
		if k > s.from+1 && before.class == other && it.class == name {
			return k
		}
	}
	return -1
}

// speakerAfter returns the noun phrase that starts at item i, after an inverted verb:
// `... ," said Ana Lim, the envoy`. limit is the end of the frame's words.
func (f *frame) speakerAfter(i int) stretch {
	if i >= len(f.items) || !startsPhrase(&f.items[i]) {
		return stretch{}
	}
	if f.items[i].class == subjPron {
		return stretch{i, i + 1}
	}
	end := f.phraseAfter(i)
	for n := 0; n < 3 && end+1 < len(f.items) && f.items[end].class == comma; n++ {
		k := f.shutBy(end + 1)
		if !f.describes(end+1, k) || k <= end+1 || f.startsClause(end+1, k) {
			break
		}
		end = k
	}
	return stretch{i, end}
}

// startsClause reports whether the items [from, to), which open like an apposition, are
// a clause of their own: "the talks had failed".
func (f *frame) startsClause(from, to int) bool {
	return f.items[from].class != rel && f.hasVerb(from, to) && !f.hasClass(from, to, rel)
}

func (f *frame) hasClass(from, to int, c class) bool {
	for k := from; k < to; k++ {
		if f.items[k].class == c {
			return true
		}
	}
	return false
}

// shutBy returns where the insertion that starts at i ends: the next comma, stop or
// quotation.
func (f *frame) shutBy(i int) int {
	for k := i; k < len(f.items) && k-i < maxSource; k++ {
		switch f.items[k].class {
		case comma, stop, semicolon, colon, quoted, dash:
			return k
		}
	}
	return len(f.items)
}

func startsPhrase(it *item) bool {
	switch it.class {
	case other, name, det, poss, subjPron, number, passed:
		return len(it.verbs) == 0 || it.capital
	}
	return false
}

// phraseAfter returns the end of the noun phrase that starts at i.
func (f *frame) phraseAfter(i int) int {
	k := i
	for k < len(f.items) && k-i < maxSource {
		it := &f.items[k]
		switch it.class {
		case other, name, number, det, poss, clitic:
			if k > i && (it.class == det || it.class == poss) && nounish(&f.items[k-1]) {
				return k
			}
			if len(it.verbs) > 0 && !it.capital && k > i {
				if _, ok := f.cueAt(k); ok {
					return k
				}
			}
		case passed, doing:
			if k == i || f.items[k-1].class == name {
				return k
			}
		case prep, to:
			if k == i || !f.governed(k) && f.items[k-1].low != "-" { // "follow-up questions"
				return k
			}
		case conj:
			if k+1 >= len(f.items) || !startsPhrase(&f.items[k+1]) || f.items[k].low != "and" {
				return k
			}
		case opening:
			n := f.shuts(k)
			if n < 0 {
				return k
			}
			k = n
		case quoted:
			// A nickname: Ana "Red" Lim.
			if k == i || k+1 >= len(f.items) || f.items[k-1].class != name || f.items[k+1].class != name {
				return k
			}
		case rel:
			if k == i || f.items[k].low != "who" {
				return k
			}
			return f.shutBy(k)
		case dash, punct:
			if k == i || f.items[k-1].end != it.start || it.class == punct && (k+1 >= len(f.items) || it.end != f.items[k+1].start) {
				return k // "9/11" and "Lim-Brun" go on
			}
		default:
			return k
		}
		k++
	}
	return k
}

func (f *frame) shuts(i int) int {
	for k := i + 1; k < len(f.items) && k-i < 20; k++ {
		if f.items[k].class == closing {
			return k
		}
	}
	return -1
}

// governed reports whether the preposition at k belongs to the noun phrase before it.
func (f *frame) governed(k int) bool {
	p := f.items[k].low
	if k+1 >= len(f.items) {
		return false
	}
	before := &f.items[k-1]
	person := before.class == name
	switch p {
	case "of":
		return true
	case "for":
		return !person
	case "at", "in", "from", "with", "on", "to":
		if person && p != "from" || f.items[k+1].class == clock || f.items[k+1].class == objPron {
			return false
		}
		for j := k + 1; j < len(f.items) && j < k+7; j++ {
			if isSettingWord("occasion", f.items[j].low) {
				return false
			}
			if f.items[j].class == comma || f.items[j].class == stop {
				break
			}
		}
		return p != "on" || !person
	}
	return false
}
