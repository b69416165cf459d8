package statement

import (
	"slices"
	"strings"
)

// This file reads refusals that are told of: a denied verb of answering with what it would
// have answered, "was not in a position to say when", "would name no price"; reticence,
// "kept silent on the talks"; and gestures, "waved away a question".

// A denial is what stands before a verb of answering.
type denial struct {
	start  int  // of the verb with its auxiliaries
	denied bool // "not", "never", "unable to", "refused to"
	would  bool // it could have been otherwise: a modal or "willing to", no mere past tense
	can    bool // "could not"
	gerund bool // "refrained from": a gerund follows
	verb   int  // "declined", "refused": a cue of its own, whose content the infinitive is; or -1
}

// maxDenial bounds the items of a denial.
const maxDenial = 12

// denial reads the items before the verb at k.
func (f *frame) denial(k int) denial {
	d := denial{start: k, verb: -1}
	j := k
	for j > 0 && k-j < maxDenial {
		it := &f.items[j-1]
		low := it.low
		switch {
		case it.class == neg, low == "neither", low == "nor":
			d.denied = true
		case it.class == modal:
			can := isRefusalWord("can", low) || low == "ca"
			d.can, d.would = d.can || can, true
		case it.class == adv || it.class == do || it.class == have || it.class == be || isRefusalWord("softens", low):
		case it.class == to && j > 1:
			at := f.beforeWhen(j - 2)
			n := f.matrix(at, &d)
			if n == 0 {
				return f.denying(d, j)
			}
			j = at + 2 - n
		case low == "short" && j > 1 && isRefusalWord("stopping", f.at(j-2)):
			d.denied, d.would, d.gerund, d.verb = true, true, true, j-2
			j--
		case isRefusalWord("abstaining", low) && j > 1:
			d.denied, d.would, d.gerund, d.verb = true, true, true, j-1
		case (low == "from" || low == "of") && j > 1 && (isRefusalWord("abstaining", f.at(j-2)) || low == "of" && f.at(j-2) == "short"):
		default:
			return f.denying(d, j)
		}
		j--
	}
	return f.denying(d, j)
}

// beforeWhen returns the item at or before i that stands before the words of a time: "failed |
// on Thursday to".
func (f *frame) beforeWhen(i int) int {
	k := i
	for k > 0 && (f.items[k].class == clock || f.items[k].class == number || f.items[k].class == prep && f.items[k+1].class == clock) {
		k--
	}
	return k
}

// pastWhen returns the first item at or after i that is of no time before an infinitive.
func (f *frame) pastWhen(i int) int {
	k := i
	for k+1 < len(f.items) && (f.items[k].class == clock || f.items[k].class == number || f.items[k].class == prep && f.items[k+1].class == clock) {
		k++
	}
	if k < len(f.items) && f.items[k].class == to {
		return k
	}
	return i
}

// denying ends a denial at item j: its start, and whether its subject is nobody.
func (f *frame) denying(d denial, j int) denial {
	d.start = j
	if s, shared := f.subject(j); !shared && !s.empty() && nobodySays[f.items[s.from].low] {
		d.denied = true
	}
	return d
}

// matrix reads what stands before "to" at item i: "unable", "in a position", "refused". It
// returns the number of items, 0 where it is nothing of the kind.
func (f *frame) matrix(i int, d *denial) int {
	low := f.items[i].low
	switch {
	case isRefusalWord("declining", low):
		d.denied, d.would, d.verb = true, true, i
		return 1
	case isRefusalWord("loath", low):
		d.denied, d.would, d.can = true, true, d.can || low == "unable"
		if i > 1 && f.items[i-1].class == objPron { // "professed himself unable to"
			return 3
		}
		return 1
	case f.items[i].class == neg && i > 0 && isRefusalWord("choosing", f.at(i-1)):
		d.denied, d.would, d.verb = true, true, i // "preferred not | to say"
		return 2
	case low == "yet" && i > 0 && (f.items[i-1].class == have || f.items[i-1].class == be):
		d.denied = true
		return 1
	case low == "position" && i > 1 && f.at(i-2) == "in":
		d.denied, d.would, d.can = d.denied || f.at(i-1) == "no", true, true
		return 3
	case low == "liberty" && f.at(i-1) == "at":
		d.would = true
		return 2
	case isRefusalWord("willing", low):
		d.would = true
		return 1
	}
	return 0
}

// withheld finds the denied verbs of answering of a frame.
func (f *frame) withheld(out []found) []found {
	for k := 1; k < len(f.items); k++ {
		low := f.infinitive(k)
		tells, gives := isRefusalWord("tells", low), isRefusalWord("gives", low)
		if !tells && !gives || f.items[k].capital || low == "let" && f.at(k+1) != "on" {
			continue
		}
		d := f.denial(k)
		if s := f.inverted(d.start); !s.empty() {
			if i, ok := f.matterOf(k, tells); ok {
				out = f.replace(out, found{source: s, cue: stretch{d.start, i}, content: []stretch{{i, f.refusedEnd(i)}}, refusal: refused, rule: "silence", act: "refuse"})
			}
			continue
		}
		if f.unasked(d.start, k) || low == "address" && f.fails(d) && !f.asksIn(k+1, f.phraseAfter(k+1)) && !f.anyRefusalWord("comments", k+1, f.phraseAfter(k+1)) {
			continue // "failed to address the needs of workers"
		}
		if d.start == k || (low != f.items[k].low) != d.gerund || !d.denied && !f.nothingGiven(k, d) || !d.would && !(d.denied && gives && f.replyGiven(k)) {
			continue
		}
		fd, ok := f.withholds(k, d, tells)
		if !ok || fd.source.empty() {
			continue
		}
		fd.rule, fd.act = "silence", "refuse"
		out = f.replace(out, fd)
	}
	return out
}

// fails reports whether what is denied was failed or neglected to do, which is mostly a deed.
func (f *frame) fails(d denial) bool {
	return d.verb >= 0 && f.items[d.verb].tellsOf("declining") && !f.items[d.verb].tellsOf("politely") && !strings.HasPrefix(f.at(d.verb), "refus")
}

// unasked reports whether the items [from, to) of a denied verb refuse nothing: they say why a source is not
// named, "an official who was not authorised to speak", or it is "you" who does not speak.
func (f *frame) unasked(from, to int) bool {
	return f.anyRefusalWord("bars", from, to) || from > 0 && f.at(from-1) == "you"
}

// inverted returns the subject that ends before item i in "Nor would Lim | be drawn", or
// nothing.
func (f *frame) inverted(i int) stretch {
	if len(f.items) < 5 || f.items[1].class != modal && f.items[1].class != do || i < 3 || i > 12 {
		return stretch{}
	}
	if w := f.at(0); w != "nor" && w != "neither" {
		return stretch{}
	}
	if end := f.phraseAfter(2); f.items[2].class != subjPron && end != i || f.items[2].class == subjPron && i != 3 {
		return stretch{}
	}
	return stretch{2, i}
}

// infinitive returns the plain form of the word at k where that is a gerund of a verb that
// answers, else the word itself.
func (f *frame) infinitive(k int) string {
	low := f.items[k].low
	stem, ok := strings.CutSuffix(low, "ing")
	if !ok {
		return low
	}
	for _, w := range []string{stem, stem + "e"} {
		if isRefusalWord("tells", w) || isRefusalWord("gives", w) {
			return w
		}
	}
	return low
}

// replace puts a refusal in the place of what was made of the same verb.
func (f *frame) replace(out []found, fd found) []found {
	for i := range out {
		o := &out[i]
		if o.cue.from < fd.cue.to && fd.cue.from < o.cue.to {
			if o.act != "refuse" && !f.quotes(o) {
				*o = fd
			}
			return out
		}
	}
	if inside(out, fd.cue.from) && !f.cutBefore(out, fd.cue.from) {
		return out
	}
	at := slices.IndexFunc(out, func(o found) bool { return o.cue.from > fd.cue.from })
	if at < 0 {
		at = len(out)
	}
	return slices.Insert(out, at, fd)
}

// quotes reports whether all that a statement of the frame has are quotations.
func (f *frame) quotes(fd *found) bool {
	return !slices.ContainsFunc(fd.content, func(p stretch) bool { return !f.quotedOnly(p) })
}

// cutBefore ends the content of a statement, in which a refusal of the same or the next
// speaker starts at item i, where that begins: "said the talks went on | but would not say
// where"; "will meet them at noon; | it won't say where". It reports whether there is such
// a border.
func (f *frame) cutBefore(out []found, i int) bool {
	at := i
	if s, shared := f.subject(i); !shared && !s.empty() {
		at = s.from
	}
	if at < 2 || f.items[at-1].class != conj && f.items[at-1].class != semicolon || f.items[at-1].class == conj && at != i {
		return false
	}
	for at--; at > 0 && f.items[at-1].class == comma; at-- {
	}
	for k := range out {
		for n := range out[k].content {
			if p := &out[k].content[n]; (out[k].f == nil || out[k].f == f) && p.from < at && i < p.to {
				p.to = at
			}
		}
	}
	return true
}

// nothingGiven reports whether the verb at k has nothing as its object: "would name no
// price", "would say nothing about".
func (f *frame) nothingGiven(k int, d denial) bool {
	return d.would && (f.at(k+1) == "no" && (f.informs(k+2, f.phraseAfter(k+2)) || f.at(k+2) == "more") || f.at(k+1) == "nothing")
}

// replyGiven reports whether the object of the verb at k is a reply: "did not offer | an
// immediate response".
func (f *frame) replyGiven(k int) bool {
	for i := k + 1; i < len(f.items) && i < k+5; i++ {
		if isRefusalWord("nothings", f.at(i)) {
			return true
		}
		if c := f.items[i].class; c != det && c != adv && c != other {
			return false
		}
	}
	return false
}

// withholds makes the refusal of the denied verb at k, where something follows that an
// answer would have told.
func (f *frame) withholds(k int, d denial, tells bool) (found, bool) {
	i, ok := f.matterOf(k, tells)
	cue, class := stretch{d.start, i}, f.classOf(k, d)
	if !ok && tells && f.at(k) != "get" && (isRefusalWord("more", f.at(k+1)) || f.at(k+1) == "no" && f.at(k+2) == "more") && f.fronted(d.start) == 0 {
		i, ok = k+1, true // "would not say more"
	}
	switch {
	case d.verb >= 0 && ok && f.items[d.verb].class == neg:
		return f.silence(stretch{d.start, d.verb + 1}, d.verb+1, class), true
	case d.verb >= 0 && ok:
		return f.silence(stretch{f.denial(d.verb).start, d.verb + 1}, f.pastWhen(d.verb+1), class), true
	case ok:
		return f.silence(cue, i, class), true
	case tells && i >= f.trimEnd(k, len(f.items)) && f.fronted(d.start) > 0, tells && isRefusalWord("more", f.at(k+1)) && f.fronted(d.start) > 0:
		fd := f.silence(stretch{d.start, k + 1}, d.start, class)
		fd.content = []stretch{{0, f.fronted(d.start)}}
		return fd, true
	}
	return found{}, false
}

// fronted returns where the question ends that opens the sentence before its subject,
// "Whether they met, | he would not say", or 0.
func (f *frame) fronted(start int) int {
	s, _ := f.subject(start)
	whole := wh[f.at(0)] || f.at(0) == "whether" || f.at(0) == "if"
	switch {
	case s.from < 2:
		return 0
	case f.items[s.from-1].class == comma && s.from > 2 && (whole || f.topic()):
		return s.from - 1
	case f.topic() && (f.items[s.from].class == subjPron || f.items[s.from].class == det): // "On the tax | she would not be drawn"
		return s.from
	}
	return 0
}

// topic reports whether the sentence opens with what it is about: "On the succession",
// "As for the ferry".
func (f *frame) topic() bool {
	switch f.at(0) {
	case "on", "about", "concerning", "regarding":
		w := f.at(1)
		return len(f.items) > 1 && f.items[1].class != clock && f.items[1].class != number && w != "whether" && w != "if" && !wh[w]
	case "as":
		return f.at(1) == "for" || f.at(1) == "to"
	}
	return false
}

// matterOf returns where it stands what the verb at k would have told, and whether
// anything does.
func (f *frame) matterOf(k int, tells bool) (int, bool) {
	i := k + 1
	if i < len(f.items) && f.items[i].class == objPron && (f.at(k) == "tell" || f.at(k) == "give" || f.at(k) == "commit") {
		i++
	}
	for i < len(f.items) && (f.items[i].class == adv || f.at(i) == "any" && f.at(i+1) == "further") {
		i++
	}
	if f.at(i) == "for" && (f.at(i+1) == "certain" || f.at(i+1) == "sure") {
		i += 2
	}
	if f.at(k) == "tell" && i < len(f.items) && startsPhrase(&f.items[i]) {
		if w := f.at(f.phraseAfter(i)); w == "whether" || w == "if" || wh[w] {
			i = f.phraseAfter(i) // "tell the House | what it cost"
		}
	}
	if i >= len(f.items) {
		return i, false
	}
	w := f.at(i)
	switch {
	case w == "whether" || w == "if" || wh[w]:
		return i, true
	case isRefusalWord("about", w) && (tells || f.at(k) == "commit") && f.moves(k) && i+1 < len(f.items) && (w != "to" || !f.hasInfinitive(i)):
		return i + 1, f.items[i+1].class != stop
	case f.infinitive(k) == "vouch":
		return i + 1, w == "for" && i+1 < len(f.items)
	case isRefusalWord("objects", f.infinitive(k)):
		return i, startsPhrase(&f.items[i]) || f.items[i].class == quoted || isRefusalWord("verifies", f.infinitive(k)) && nounish(&f.items[i])
	case f.informs(i, max(f.phraseAfter(i), i+1)):
		return i, true
	}
	return i, false
}

// moves reports whether the verb at k and the preposition after it are of saying: "get
// into", not "get to"; "expand on", not "expand beyond".
func (f *frame) moves(k int) bool {
	w := f.at(k + 1)
	switch f.at(k) {
	case "go", "get":
		return w == "into" || w == "beyond"
	case "expand":
		return w == "on" || w == "upon"
	}
	return w != "down" && w != "over"
}

// hasInfinitive reports whether a verb follows the "to" at i.
func (f *frame) hasInfinitive(i int) bool {
	it := &f.items[min(i+1, len(f.items)-1)]
	return it.class == be || it.class == have || it.class == do || len(it.verbs) > 0 && !it.capital && it.verbs[0].form&plain != 0
}

// informs reports whether one of the items [from, to) is what an answer gives: a name, a
// reason, details.
func (f *frame) informs(from, to int) bool {
	for k := from; k < min(to, len(f.items)) && k < from+7; k++ {
		if f.items[k].class == prep {
			return false
		}
		if low := f.items[k].low; isRefusalWord("facts", low) {
			return low != "name" || f.items[from].class != poss // who will not give "his name" has none
		}
	}
	return false
}

// classOf is the class of the refusal in the denied verb at k.
func (f *frame) classOf(k int, d denial) string {
	low := f.infinitive(k)
	switch {
	case d.verb >= 0 && isRefusalWord("politely", f.at(d.verb)):
		return declined
	case d.can && isRefusalWord("verifies", low):
		return unconfirmed
	case d.can && (low == "say" || low == "tell" || low == "recall" || low == "remember"):
		return ignorance
	case low == "respond" || low == "reply" || low == "answer" || isRefusalWord("gives", low) && f.replyGiven(k):
		if !d.would && f.anyRefusalWord("comments", k+1, min(k+5, len(f.items))) {
			return noComment
		}
		if !d.would {
			return noResponse
		}
	case low == "comment" && d.can:
		return noComment
	}
	return refused
}

// leftOpen finds "left open who had asked for it".
func (f *frame) leftOpen(out []found) []found {
	for k := 1; k+2 < len(f.items); k++ {
		if w := f.at(k + 2); !f.items[k].tellsOf("leaves") || f.at(k+1) != "open" || !wh[w] && w != "whether" && w != "if" {
			continue
		}
		if fd := f.silence(stretch{k, k + 2}, k+2, refused); !fd.source.empty() {
			fd.rule, fd.act = "silence", "refuse"
			out = f.replace(out, fd)
		}
	}
	return out
}

// reticent finds "kept silent on the talks", "was less forthcoming about dates".
func (f *frame) reticent(out []found) []found {
	for k := 2; k+2 < len(f.items); k++ {
		denied, shut := f.items[k].tellsOf("open"), f.items[k].tellsOf("shut")
		if !denied && !shut && !f.items[k].tellsOf("closed") {
			continue
		}
		i := k + 1
		if f.at(i) == "-" { // "tight-lipped"
			i += 2
		}
		if w := f.at(i); !isRefusalWord("about", w) || w == "to" {
			continue
		}
		j := k
		meant := !denied
		for j > 0 && k-j < 6 {
			it := &f.items[j-1]
			meant = meant || it.class == neg || it.low == "less" || it.low == "hardly"
			if it.class != adv && it.class != neg && it.class != be && it.class != have && it.class != modal && it.low != "less" && it.low != "more" && it.low != "-" && it.low != "non" && !isRefusalWord("stays", it.low) {
				break
			}
			j--
		}
		if !meant || j == k || (shut || !f.hasClass(j, k, be)) && !f.anyRefusalWord("stays", j, k) {
			continue
		}
		if fd := f.silence(stretch{j, i + 1}, i+1, refused); !fd.source.empty() {
			fd.rule, fd.act = "silence", "refuse"
			out = f.replace(out, fd)
		}
	}
	return out
}

func (f *frame) anyRefusalWord(list string, from, to int) bool {
	for k := from; k < to; k++ {
		if f.items[k].tellsOf(list) {
			return true
		}
	}
	return false
}

// waved finds "brushed off questions", "waved away a question about the army": a gesture
// with its particle, and a question.
func (f *frame) waved(out []found) []found {
	for k := 1; k+2 < len(f.items); k++ {
		if !f.items[k].tellsOf("gestures") || !isRefusalWord("away", f.at(k+1)) || f.items[k-1].class == to || f.items[k-1].class == det {
			continue // "the talk around a topic" is none
		}
		i := k + 2
		if f.at(i) == "of" {
			i++
		}
		if !f.asksIn(i, max(f.phraseAfter(i), i+3)) {
			continue
		}
		j := k
		for j > 0 && k-j < 4 && (f.items[j-1].class == adv || f.items[j-1].class == have) {
			j--
		}
		if fd := f.silence(stretch{j, i}, i, refused); !fd.source.empty() {
			fd.rule, fd.act = "silence", "refuse"
			out = f.replace(out, fd)
		}
	}
	return out
}

// nothingTo finds "had nothing to share on the talks", "has little to say about dates".
func (f *frame) nothingTo(out []found) []found {
	for k := 1; k+2 < len(f.items); k++ {
		if low := f.items[k].low; low != "nothing" && low != "little" || f.at(k+1) != "to" && f.at(k+2) != "to" {
			continue
		}
		v := k + 2
		if f.at(k+1) != "to" {
			v++ // "nothing further to"
		}
		if v > k+2 && !isRefusalWord("beyond", f.at(k+1)) {
			continue // "nothing bad to say" of somebody is said
		}
		if f.items[k-1].class != have || !isRefusalWord("ends", f.at(v)) {
			continue
		}
		i := v + 1
		class := refused
		if w := f.at(v); w == "say" || w == "add" {
			class = noComment
		}
		cue := stretch{k - 1, i}
		if isRefusalWord("about", f.at(i)) {
			cue.to++
			i++
		} else {
			i, cue.to = k, k // "nothing to add" is all there is
		}
		if fd := f.silence(cue, i, class); !fd.source.empty() {
			fd.rule, fd.act = "silence", "refuse"
			out = f.replace(out, fd)
		}
	}
	return out
}
