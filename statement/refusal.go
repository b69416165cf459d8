package statement

import (
	"slices"
	"strings"

	"readout"
)

// This file tells an answer from none. The kinds of non-answer are those of the studies of
// political interviews (Ekström 2009, Clayman 2001): the one asked refuses or declines,
// has no comment, puts it off or passes it on, cannot confirm, or claims not to know.

// The classes of refusal, as they stand in the record.
const (
	refused     = "refused"
	declined    = "declined"
	noComment   = "no-comment"
	noResponse  = "no-response"
	deferred    = "deferred"
	unconfirmed = "unconfirmed"
	ignorance   = "ignorance"
)

// evasive reports whether the verb, denied, refuses an answer: "would not comment".
func evasive(lemma string) bool { return isRefusalWord("answers", lemma) }

// refuses reports whether a denied verb is a refusal to answer.
func (c *cue) refuses(rule string) bool {
	return c.negated && (evasive(c.verb.lemma) && (c.would || !isRefusalWord("topics", c.verb.lemma)) || c.verb.lemma == "deny" || (c.verb.lemma == "say" || c.verb.lemma == "tell") && rule == "wh")
}

// refusal returns the class of the refusal that a statement is, or "" where it is none.
func (b *builder) refusal(fd *found, s *readout.Statement) string {
	confirms := fd.c.verb != nil && (fd.c.verb.lemma == "confirm" || fd.c.verb.lemma == "deny")
	if fd.act == "refuse" && fd.acts() {
		return ""
	}
	if fd.act == "refuse" || confirms && (fd.c.negated || fd.neither()) {
		return fd.cueClass()
	}
	if fd.polled() {
		return "" // who was asked in a poll answered it
	}
	if fd.knowsNothing() {
		return ignorance // "claimed before the court to have no recollection"
	}
	if fd.act == "warn" {
		return "" // "warned that it was too early for hope"
	}
	if fd.told {
		return "" // the marks are the account's, not the speaker's
	}
	inside, outside := b.letters(s.Content)
	switch {
	case inside > 0 && len(s.Content) == 1 && outside < 20, inside > 0 && outside == 0:
		class := evades(s.Content[0].Text)
		if !fd.replies() {
			return class
		}
		return judged(s.Content[0].Text, class, false)
	case inside == 0 || inside < outside:
		told, source := toldBy(s)
		class := evadesAs(told, source)
		if !fd.replies() || len(saidWords(told)) < fewTold {
			return class
		}
		return judged(told, class, false)
	case fd.replies():
		told, _ := toldBy(s)
		return judged(told, "", false)
	}
	return ""
}

// polled reports whether the source is a share of those who were asked: "twelve percent",
// "nearly a third of them".
func (fd *found) polled() bool {
	for k := fd.source.from; k < fd.source.to; k++ {
		low, of := fd.f.items[k].low, fd.f.at(k+1) == "of"
		if isRefusalWord("shares", low) && (k+1 == fd.source.to || of) || isRefusalWord("fractions", low) && (k+1 == fd.source.to && k > fd.source.from+1 || of) { // no "third bidder", nor "a third"
			return true
		}
	}
	return false
}

// knowsNothing reports whether somebody claims to know nothing: "claimed before the court to have
// no recollection of the night".
func (fd *found) knowsNothing() bool {
	if fd.verb == nil || fd.c.at < 0 || len(fd.content) == 0 || !fd.f.items[fd.c.at].tellsOf("claims") {
		return false
	}
	for k := fd.c.at + 1; k < fd.content[0].to; k++ {
		switch {
		case fd.f.knowsNothing(k):
			return true
		case fd.f.items[k].class == to, fd.f.items[k].class == sub:
			return false
		}
	}
	return false
}

// replies reports whether a statement may be the reply to a question, as its verb says no more
// than that something is said, and not what it does: no demand, thought or praise.
func (fd *found) replies() bool {
	switch fd.rule {
	case "according to", "object", "naming", "describing", "infinitive", "accusation", "about", "purpose", "account":
		return false
	case "learned":
		return fd.verb != nil && fd.act == "assert" && slices.ContainsFunc(fd.content, func(s stretch) bool {
			c := fd.f.items[s.from].class
			return c == quoted || c == to || fd.f.clausal(s) // "recalled that moment" replies nothing
		})
	}
	return fd.act == "assert" || fd.act == "answer" || fd.act == ""
}

// acts reports whether what somebody "declined to" do or "refused to" is no answer: to take
// part, to sign. What he would have told is: "to name a date", "to take questions".
func (fd *found) acts() bool {
	v := fd.c.verb
	if v == nil {
		v = fd.verb // of the learned finder
	}
	if v == nil || v.lemma != "decline" && v.lemma != "refuse" || len(fd.content) == 0 {
		return false
	}
	f, k := fd.f, fd.content[0].from
	switch class := f.items[k].class; {
	case class == to:
	case class == det, class == poss, class == other, class == name, f.items[k].low == "that", isRefusalWord("subjects", f.items[k].low):
		return !f.asksIn(k, fd.content[0].to) && !f.anyRefusalWord("nothings", k, fd.content[0].to) && !f.invites(k, fd.content[0].to) // "declined the post"
	default:
		return false
	}
	for k++; k < fd.content[0].to && (f.items[k].class == adv || f.items[k].class == be); k++ {
	}
	return k < fd.content[0].to && !f.answering(k)
}

// invites reports whether one of the items [from, to) leads to an answer that somebody is
// invited to give: "an invitation to name them".
func (f *frame) invites(from, to int) bool {
	for k := from; k+2 < to; k++ {
		if f.items[k].tellsOf("invitations") && f.at(k+1) == "to" && f.answering(k+2) {
			return true
		}
	}
	return false
}

// answering reports whether to do what the verb at k says is to answer: by the verb alone,
// by what it gives, "put a date", "release figures", or by the question that it takes up.
func (f *frame) answering(k int) bool {
	if low := f.items[k].low; isRefusalWord("tells", low) || evasive(low) || isRefusalWord("matter", low) && !isRefusalWord("gives", low) || isRefusalWord("objects", low) {
		return true
	}
	if f.items[k].low == "do" {
		return false // "refuses to do what all others have done"
	}
	if w := f.at(k + 1); w == "whether" || wh[w] && w != "which" && w != "when" || w == "on" && f.at(k+2) == "whether" {
		return true
	}
	_, ok := f.matterOf(k, false)
	return ok && f.items[k].tellsOf("gives") || f.asksIn(k+1, max(f.phraseAfter(k+1), k+4))
}

// cueClass is the class of a refusal that its cue tells of.
func (fd *found) cueClass() string {
	if fd.refusal != "" {
		return fd.refusal
	}
	lemma := ""
	if fd.c.verb != nil {
		lemma = fd.c.verb.lemma
	}
	var can, would bool
	for k := fd.cue.from; k < fd.cue.to; k++ {
		w := fd.f.items[k].low
		can = can || isRefusalWord("can", w) || w == "ca"
		would = would || fd.f.items[k].class == modal && !can
	}
	switch lemma {
	case "decline":
		return declined
	case "defer":
		return deferred
	case "comment":
		if !would {
			return noComment
		}
	case "respond", "answer", "reply":
		if !would && !can {
			return noResponse
		}
	case "confirm":
		if can && !fd.neither() {
			return unconfirmed
		}
	case "say", "recall":
		if can {
			return ignorance
		}
	}
	return refused
}

// fewTold is the least number of words that are told of a reply that is judged: "she could" is an
// answer.
const fewTold = 3

// refusalReach is the number of words within which a reply shows that it is none.
const refusalReach = 14

// declines returns the class of refusal that the words of somebody's reply, about himself,
// are, or "".
func declines(ws []string) string {
	for i := range ws[:min(len(ws), refusalReach)] {
		if isRefusalWord("denies", ws[i]) && !ofOthers(ws[:i]) {
			past := isRefusalWord("past", ws[i]) || i > 0 && isRefusalWord("past", ws[i-1])
			can := isRefusalWord("can", ws[i]) || i > 0 && isRefusalWord("can", ws[i-1])
			if c := deniedAnswer(ws[i], can, past, wordBefore(ws, i), ws[i+1:]); c != "" {
				return c
			}
		}
		if c := nothing(ws, i); c != "" {
			return c
		}
		if c := phraseAt("strong", ws[i:]); c != "" {
			return c
		}
		if c := phraseAt("opening", ws[i:]); c != "" && i < 2 {
			return c
		}
	}
	return ""
}

// ofOthers reports whether what is denied behind these words is said of others than who
// speaks: "most people [don't know]", "you [can't talk about it]".
func ofOthers(ws []string) bool {
	for i := len(ws) - 1; i >= 0; i-- {
		if w := ws[i]; !isRefusalWord("can", w) && !isRefusalWord("past", w) && !isRefusalWord("leads", w) {
			return isRefusalWord("others", w)
		}
	}
	return false
}

// wordBefore returns the word before the one at i, or "".
func wordBefore(ws []string, i int) string {
	if i == 0 {
		return ""
	}
	return ws[i-1]
}

// deniedAnswer returns the class of refusal where the words after a denial lead to a verb
// that answers, or to knowing; subject is the word before it.
func deniedAnswer(denial string, can, past bool, subject string, ws []string) string {
	for k, w := range ws[:min(len(ws), 7)] {
		rest := ws[k+1:]
		switch {
		case past && isRefusalWord("topics", w):
			return "" // "We didn't discuss that" is an answer
		case w == "able":
			can = true
		case isRefusalWord("verifies", w) && can:
			return unconfirmed
		case w == "comment" && (can || strings.HasPrefix(denial, "do") || denial == "not" && k == 0):
			return noComment
		case w == "identify" && len(rest) > 0 && rest[0] == "with":
			return "" // "I do not identify with that"
		case isRefusalWord("answers", w):
			return refused
		case slices.Contains(rest, "but"):
			return "" // "I don't know if he sees it, but it is wrong"
		case isRefusalWord("knows", w) && past && firstPerson[subject]:
			return "" // "I didn't know what it was" tells of then
		case isRefusalWord("knows", w) && opensMatter(rest), isRefusalWord("recalls", w) && w != "say":
			return ignorance
		case isRefusalWord("matter", w):
			return matterRefused(w, can, rest)
		case !isRefusalWord("leads", w):
			return ""
		}
	}
	return ""
}

// matterRefused returns the class of a denied "say", "get into", "speak about".
func matterRefused(verb string, can bool, rest []string) string {
	switch verb {
	case "say":
		if can && len(rest) > 0 && (rest[0] == "whether" || rest[0] == "if" || wh[rest[0]]) {
			return ignorance
		}
	case "get", "go":
		if len(rest) > 0 && (rest[0] == "into" || rest[0] == "beyond") {
			return refused
		}
		return ""
	case "speak", "talk":
		if len(rest) > 0 && (rest[0] == "to" || rest[0] == "about" || rest[0] == "on") {
			return refused
		}
		return ""
	case "read", "characterize", "characterise":
		return refused
	}
	if opensMatter(rest) {
		return refused
	}
	return ""
}

// opensMatter reports whether the words begin with what is not told or known: "whether",
// "any details", or nothing more.
func opensMatter(ws []string) bool {
	if len(ws) == 0 {
		return true
	}
	switch w := ws[0]; w {
	case "if", "whether", "any", "anything", "details", "about", "of", "it", "that", "more", "you":
		return w != "you" || opensMatter(ws[1:])
	default:
		return wh[w]
	}
}

// nothing reads "nothing to announce", "no information on that", "any travel to announce"
// at word i.
func nothing(ws []string, i int) string {
	w := ws[i]
	if w != "no" && w != "any" && w != "nothing" || i > 0 && w == "no" && !has[ws[i-1]] || i == 0 && w != "no" && w != "nothing" || i+1 >= len(ws) {
		return ""
	}
	k := i + 1
	if w != "nothing" {
		if !isRefusalWord("things", ws[k]) {
			if k+2 < len(ws) && ws[k+1] == "to" && isRefusalWord("ends", ws[k+2]) {
				return refused
			}
			return ""
		}
		switch ws[k] {
		case "comment":
			return noComment
		case "information", "idea", "knowledge", "clue", "recollection", "memory":
			if w == "no" {
				return ignorance
			}
		case "instructions":
			return refused
		}
		if len(ws) == k+1 && w == "no" {
			return refused
		}
		k++
	}
	for k < len(ws) && (ws[k] == "further" || ws[k] == "more" || ws[k] == "new" || ws[k] == "for") {
		k++
	}
	switch {
	case k+1 < len(ws) && ws[k] == "to" && (ws[k+1] == "add" || ws[k+1] == "say") && w == "nothing":
		return noComment
	case k+1 < len(ws) && (ws[k] == "to" && isRefusalWord("ends", ws[k+1]) || ws[k] == "you" || ws[k] == "on"), k < len(ws) && ws[k] == "you":
		return refused
	}
	return ""
}

var has = setOf("have has had i've with is was there offered there's got")

// maxRefusal bounds the bytes of a reply that says nothing else.
const maxRefusal = 400

// evades returns the class of refusal where quoted words refuse an answer, in their first
// sentence, or altogether where they are few.
func evades(said string) string {
	if len(said) > maxRefusal {
		return "" // a long reply says more than that
	}
	first, rest := said, ""
	if i := strings.IndexAny(said, ".!?"); i > 0 {
		first, rest = said[:i], said[i:]
	}
	if c := evadesIn(first); c != "" || len(said) > maxRefusal/4 || rest == "" {
		return c
	}
	return evadesIn(rest)
}

// evadesIn returns the class of refusal of one sentence of a reply.
func evadesIn(sentence string) string {
	ws := saidWords(sentence)
	if len(ws) <= 2 {
		return phraseAt("whole", ws)
	}
	if !ofSelf(ws) && (len(ws) == 0 || ws[0] != "no") {
		return ""
	}
	return declines(ws)
}

// ofSelf reports whether the first words are about the one who speaks, or address who asks.
func ofSelf(ws []string) bool {
	for _, w := range ws[:min(len(ws), 4)] {
		switch w {
		case "you", "you'd", "you'll", "that's", "that", "let", "ask", "it's", "it":
			return true
		}
		if firstPerson[w] {
			return true
		}
	}
	return false
}

// selves are the subjects with which an account of a reply begins that is about the
// speaker: "said that she could not confirm".
var selves = setOf("he she it they i we he's she's it's they're he'd she'd they'd i'm we're")

// evadesAs returns the class of refusal where a reply told in other words refuses an
// answer; source is who replies, as printed.
func evadesAs(told, source string) string {
	if len(told) > maxRefusal/2 {
		return ""
	}
	ws := saidWords(told)
	if len(ws) > 0 && ws[0] == "that" {
		ws = ws[1:]
	}
	if len(ws) < 2 {
		return ""
	}
	own := selves[ws[0]] || ws[0] == "the" && nouns()[ws[1]]&institution != 0 || strings.HasPrefix(strings.Join(ws, " "), strings.Join(saidWords(source), " ")+" ") && source != ""
	if !own {
		return ""
	}
	return declines(ws)
}

// deflects returns the class of refusal that the reply to a question is, or "".
func deflects(reply string) string {
	first, rest := reply, ""
	if i := strings.IndexAny(reply, ".!?"); i > 0 {
		first, rest = reply[:i], strings.Trim(reply[i:], ".!?\"”’ ")
	}
	ws := saidWords(first)
	if len(ws) > 0 && ws[0] == "ask" && len(ws) <= shortReply && rest == "" {
		return deferred // "Ask the army."
	}
	for i := range ws[:min(len(ws), refusalReach)] {
		if c := phraseAt("weak", ws[i:]); c != "" {
			return c
		}
	}
	return declines(ws)
}

// shortReply is the number of words up to which "ask somebody" is all of a reply.
const shortReply = 6

// saidWords returns the lower-case words of s with their apostrophes: "don't".
func saidWords(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	return strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) && r != '\'' })
}
