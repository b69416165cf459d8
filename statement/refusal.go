package statement

import (
	"slices"
	"strings"
)

// This file tells an answer from none. The kinds of non-answer are those of the studies of
// political interviews (Ekström 2009, Clayman 2001): the one asked refuses or declines,
// has no comment, puts it off or passes it on, cannot confirm, or claims not to know.

// evasive are the verbs that, denied, refuse an answer: "would not comment".
var evasive = setOf("comment respond answer reply elaborate confirm disclose reveal discuss specify address clarify explain detail")

// evasiveToo are further ones where somebody speaks of himself: "I'm not going to speculate".
var evasiveToo = setOf("speculate remember recall preview")

// evasiveOf are verbs that need the matter to follow: "did not know when", "would not say if".
var evasiveOf = setOf("know say tell name give share provide offer read characterize")

// refuses reports whether a denied verb is a refusal to answer.
func (c *cue) refuses(rule string) bool {
	return c.negated && (evasive[c.verb.lemma] || c.verb.lemma == "deny" || c.verb.lemma == "say" && rule == "wh")
}

// denials are words that deny the verb after them, with their apostrophes.
var denials = setOf(`not cannot can't couldn't won't wouldn't don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't neither`)

// leadsTo are words that may stand between a denial and its verb: "not going to", "not in
// a position to".
var leadsTo = setOf("immediately yet publicly currently now going to able in a position want wish prepared really just even be at this time aware of here will further nor")

// noThings are what somebody has none of who does not answer, and to what end.
var (
	noThings = setOf("comment information details knowledge idea updates update travel calls call meetings announcements announcement readout plans")
	toEnds   = setOf("announce add say share read offer report preview give provide you")
)

// refusalReach is the number of words within which a reply shows that it is none.
const refusalReach = 14

// declines reports whether the words of somebody's reply, about himself, refuse an answer.
func declines(ws []string) bool {
	for i := range ws[:min(len(ws), refusalReach)] {
		switch {
		case denials[ws[i]] && deniedAnswer(ws[i+1:]):
			return true
		case (ws[i] == "no" || ws[i] == "any" || ws[i] == "nothing") && nothing(ws[i:], i > 0 && ws[i] != "no" || i == 0 || has[ws[i-1]]):
			return true
		case passesOn(ws, i):
			return true
		}
	}
	return false
}

var has = setOf("have has had i've with is was there offered there's")

// deniedAnswer reports whether the words after a denial lead to a verb that answers.
func deniedAnswer(ws []string) bool {
	for k, w := range ws[:min(len(ws), 6)] {
		switch {
		case evasive[w] || evasiveToo[w]:
			return true
		case evasiveOf[w]:
			rest := ws[k+1:]
			return len(rest) == 0 || wh[rest[0]] || rest[0] == "if" || rest[0] == "whether" || rest[0] == "any" || rest[0] == "details" || rest[0] == "about" || rest[0] == "it" || rest[0] == "that" && w == "read"
		case w == "get" || w == "go":
			return k+1 < len(ws) && ws[k+1] == "into"
		case w == "speak" || w == "talk":
			return k+1 < len(ws) && (ws[k+1] == "to" || ws[k+1] == "about")
		case !leadsTo[w]:
			return false
		}
	}
	return false
}

// nothing reads "nothing to announce", "no information on that", "any travel to announce".
// held says that somebody has none of it.
func nothing(ws []string, held bool) bool {
	if len(ws) < 2 || !held {
		return false
	}
	k := 1
	if ws[0] != "nothing" {
		if !noThings[ws[1]] {
			return ws[0] == "no" && len(ws) > 3 && ws[2] == "to" && toEnds[ws[3]]
		}
		if ws[0] == "no" && (len(ws) == 2 || ws[1] == "comment" || ws[1] == "information" || ws[1] == "idea" || ws[1] == "knowledge") {
			return true
		}
		k = 2
	}
	for k < len(ws) && (ws[k] == "further" || ws[k] == "more" || ws[k] == "new" || ws[k] == "for") {
		k++
	}
	return k+1 < len(ws) && (ws[k] == "to" && toEnds[ws[k+1]] || ws[k] == "you" || ws[k] == "on") || k < len(ws) && ws[k] == "you"
}

// deferrals are phrases that pass a question on or put it off.
var deferrals = [][]string{
	{"refer", "you"}, {"defer", "to", "the"}, {"let", "others"}, {"let", "them"}, {"have", "to", "ask"}, {"should", "ask"}, {"leave", "that", "to"}, {"leave", "it", "to"}, {"leave", "this", "to"},
	{"take", "that", "question"}, {"take", "the", "question"}, {"take", "that", "one"}, {"get", "back", "to", "you"}, {"a", "hypothetical"}, {"hypotheticals"},
	{"referred", "questions", "to"}, {"ask", "him"}, {"ask", "her"}, {"ask", "them"}, {"answer", "that"}, {"speak", "for", "themselves"},
}

// passesOn reports whether one of these phrases stands at word i.
func passesOn(ws []string, i int) bool {
	return slices.ContainsFunc(deferrals, func(p []string) bool {
		return len(ws)-i >= len(p) && slices.Equal(ws[i:i+len(p)], p)
	})
}

// maxRefusal bounds the bytes of a reply that says nothing else.
const maxRefusal = 400

// evades reports whether quoted words refuse an answer: in their first sentence, or
// altogether where they are few.
func evades(said string) bool {
	if len(said) > maxRefusal {
		return false // a long reply says more than that
	}
	first := said
	if i := strings.IndexAny(said, ".!?"); i > 0 && len(said) > maxRefusal/4 {
		first = said[:i]
	}
	ws := saidWords(first)
	return (ofSelf(ws) || len(ws) > 0 && ws[0] == "no") && declines(ws)
}

// ofSelf reports whether the first words are about the one who speaks, or address who asks.
func ofSelf(ws []string) bool {
	for _, w := range ws[:min(len(ws), 4)] {
		if firstPerson[w] || w == "you" || w == "you'd" || w == "you'll" || w == "that's" || w == "that" || w == "let" || w == "ask" {
			return true
		}
	}
	return false
}

// selves are the subjects with which an account of a reply begins that is about the
// speaker: "said that she could not confirm".
var selves = setOf("he she it they i we he's she's it's they're he'd she'd they'd i'm we're")

// evadesAs reports whether a reply told in other words refuses an answer; source is who
// replies, as printed.
func evadesAs(told, source string) bool {
	if len(told) > maxRefusal/2 {
		return false
	}
	ws := saidWords(told)
	if len(ws) > 0 && ws[0] == "that" {
		ws = ws[1:]
	}
	if len(ws) < 2 {
		return false
	}
	own := selves[ws[0]] || strings.HasPrefix(strings.Join(ws, " "), strings.Join(saidWords(source), " ")+" ") && source != ""
	return own && declines(ws)
}

// deflections are openings of a reply that, right after a question, do not answer it.
var deflections = []string{
	"i'm not going to", "i am not going to", "i won't", "i will not", "i can't", "i cannot", "i'll let ", "i will let ",
	"i'd let ", "you'd have to ask", "you would have to ask", "you'll have to ask", "you should ask", "ask her", "ask him", "ask them", "ask me ",
	"i'll take that", "i will take that", "i'll have to take that", "i leave that to", "i'll leave that to", "i don't know", "that's a hypothetical", "that's hypothetical",
}

// deflects reports whether the reply to a question refuses an answer.
func deflects(reply string, verbatim bool) bool {
	if len(reply) >= maxRefusal/2 {
		return false
	}
	low := strings.TrimLeft(strings.ToLower(strings.ReplaceAll(reply, "’", "'")), "\"“„«' .")
	if !verbatim {
		return slices.ContainsFunc(deflectedTo, func(d string) bool { return strings.Contains(low, d) })
	}
	return slices.ContainsFunc(deflections, func(d string) bool { return strings.HasPrefix(low, d) })
}

// deflectedTo are words of an account of a reply, right after a question, that tell of none.
var deflectedTo = []string{
	"would leave that to", "would leave it to", "would leave this to", "had no comment", "had nothing to add", "had nothing to say",
	"would not comment", "could not comment", "was not going to", "referred questions to", "did not want to comment", "answer that",
}

// saidWords returns the lower-case words of s with their apostrophes: "don't".
func saidWords(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	return strings.FieldsFunc(s, func(r rune) bool { return !wordRune(r) && r != '\'' })
}

// unanswered are what somebody does not return or answer who says nothing.
var unanswered = setOf("call calls message messages email emails e-mail e-mails request requests letter letters inquiry inquiries enquiry enquiries")

// silent finds refusals without a word: "did not return calls", "had no comment on the
// arrest", "referred questions to the ministry".
func (f *frame) silent(out []found) []found {
	for k := 1; k+1 < len(f.items); k++ {
		var fd found
		switch f.items[k].low {
		case "return", "returned", "answer":
			fd = f.leftUnanswered(k)
		case "no":
			fd = f.noComment(k)
		case "referred", "directed":
			fd = f.referred(k)
		}
		if fd.cue.empty() || fd.source.empty() || inside(out, k) {
			continue
		}
		if i := slices.IndexFunc(out, func(o found) bool { return o.cue.from < fd.cue.to && fd.cue.from < o.cue.to }); i >= 0 {
			continue
		}
		fd.rule, fd.act = "silence", "refuse"
		out = append(out, fd)
	}
	return out
}

// leftUnanswered reads "did not immediately return two calls from the paper".
func (f *frame) leftUnanswered(k int) found {
	j := k
	denied := false
	for j > 0 && k-j < 5 && (f.items[j-1].class == adv || f.items[j-1].class == neg || f.items[j-1].class == do || f.items[j-1].class == have || f.items[j-1].class == modal) {
		j--
		denied = denied || f.items[j].class == neg
	}
	end := f.phraseAfter(k + 1)
	for i := k + 1; denied && i < end && i < k+6; i++ {
		if unanswered[f.items[i].low] {
			src, _ := f.subject(j)
			return found{cue: stretch{j, k + 1}, source: src, content: []stretch{{k + 1, f.clauseEnd(k+1, len(f.items))}}}
		}
	}
	return found{}
}

// noComment reads "had no immediate comment on the arrest".
func (f *frame) noComment(k int) found {
	i := k + 1
	if f.at(i) == "immediate" || f.at(i) == "further" {
		i++
	}
	if f.items[k-1].class != have && f.items[k-1].low != "offered" && f.items[k-1].low != "made" || f.at(i) != "comment" {
		return found{}
	}
	src, _ := f.subject(k - 1)
	return found{cue: stretch{k - 1, i}, source: src, content: []stretch{{i, f.clauseEnd(i, len(f.items))}}}
}

// referred reads "referred questions about the talks to the ministry".
func (f *frame) referred(k int) found {
	i := k + 1
	if f.items[i].class == det || f.at(i) == "all" {
		i++
	}
	if w := f.at(i); w != "questions" && w != "inquiries" && w != "enquiries" && w != "reporters" && w != "requests" {
		return found{}
	}
	end := f.clauseEnd(k+1, len(f.items))
	for j := i + 1; j < end; j++ {
		if f.items[j].low == "to" {
			src, _ := f.subject(k)
			return found{cue: stretch{k, k + 1}, source: src, content: []stretch{{k + 1, end}}}
		}
	}
	return found{}
}
