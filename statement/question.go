package statement

import (
	"slices"
	"strings"
)

// questionEnd returns where the question that starts at i ends: before the comma that
// the answer follows, "asked if talks failed, Lim said", else with the clause.
func (f *frame) questionEnd(i, limit int) int {
	for k := i + 1; k < limit; k++ {
		if f.items[k].class == comma {
			if c, ok := f.cueFrom(k + 1); f.answers(k+1, limit) || ok && c.at == k+1 && c.form&(past|third) != 0 {
				return k
			}
		}
		if f.items[k].class == quoted && f.items[k-1].class == comma {
			return k - 1
		}
	}
	return f.clauseEnd(i, limit)
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
		end := f.phraseAfter(i + 1)
		fd.source = stretch{i + 1, end}
		i = end
	}
	if c.passive {
		fd.hearer, _ = f.subject(c.start)
	}
	i = f.matter(f.skipSetting(i, limit), limit)
	if i >= limit {
		return fd, false
	}
	w := f.items[i].low
	switch {
	case w == "if" || w == "whether" || wh[w]:
	case w == "about" || w == "for" || w == "on" || w == "over":
		i++
		fd.cue.to = i
	default:
		return fd, false
	}
	end := f.questionEnd(i, limit)
	if end <= i {
		return fd, false
	}
	fd.content, fd.rule, fd.act = []stretch{{i, end}}, "asked", "ask"
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

// quotedAs reads "was quoted as saying that".
func (f *frame) quotedAs(c *cue, fd found, limit int) (found, bool) {
	if f.at(c.end) != "as" || f.at(c.end+1) != "saying" {
		return fd, false
	}
	fd.source, _ = f.subject(c.start)
	fd.cue.to = c.end + 2
	say := cue{start: c.start, at: c.end + 1, end: c.end + 2, verb: words().verbs["saying"][0].verb, form: gerund}
	ct, ok := f.after(&say, limit)
	if !ok || fd.source.empty() {
		return fd, false
	}
	fd.content, fd.rule, fd.act = ct.pieces, "quoted as saying", "assert"
	return fd, true
}

// evasive are the verbs that, denied, refuse an answer: "would not say whether".
var evasive = setOf("comment respond answer reply elaborate confirm disclose reveal discuss specify address clarify explain detail")

// refuses reports whether a denied verb is a refusal to answer.
func (c *cue) refuses(rule string) bool {
	return c.negated && (evasive[c.verb.lemma] || c.verb.lemma == "deny" || c.verb.lemma == "say" && rule == "wh")
}

// refusalPhrases are what people say who do not answer.
var refusalPhrases = []string{
	"not going to comment", "won't comment", "no comment", "not comment on", "can't comment", "cannot comment",
	"have nothing to announce", "nothing to announce", "don't have anything to announce", "nothing further to",
	"don't have anything to add", "nothing to add", "i refer you to", "i would refer you", "i'd refer you", "refer you back to",
	"not going to get into", "won't get into", "not going to speculate", "won't speculate", "not going to speak to",
	"not going to confirm", "can't confirm", "cannot confirm", "not in a position to", "don't have any information",
	"let others speak", "let them speak", "defer to the", "does not comment", "do not comment", "no further comment",
}

// deflectedTo are words of an account of a reply, right after a question, that tell of none.
var deflectedTo = []string{
	"would leave that to", "would leave it to", "would leave this to", "had no comment", "had nothing to add", "had nothing to say",
	"would not comment", "could not comment", "was not going to", "referred questions to", "did not want to comment",
}

// deflections are openings of a reply that, right after a question, do not answer it.
var deflections = []string{
	"i'm not going to", "i am not going to", "i won't", "i will not", "i can't", "i cannot", "i'll let ", "i will let ",
	"i'd let ", "you'd have to ask", "you would have to ask", "you'll have to ask", "you should ask", "ask her", "ask him", "ask them",
	"i'll take that question", "i'll have to take that", "i leave that to", "i'll leave that to", "i don't know",
}

// deflects reports whether the reply to a question refuses an answer.
func deflects(reply string, verbatim bool) bool {
	if !verbatim {
		low := strings.ToLower(reply)
		return len(low) < 200 && slices.ContainsFunc(deflectedTo, func(d string) bool { return strings.Contains(low, d) })
	}
	low := strings.TrimLeft(strings.ToLower(strings.ReplaceAll(reply, "’", "'")), "\"“„«' .")
	for _, d := range deflections {
		if strings.HasPrefix(low, d) {
			return len(low) < 200
		}
	}
	return false
}

// evades reports whether quoted words refuse an answer.
func evades(quoted string) bool {
	if len(quoted) > 400 {
		return false // a long reply says more than that
	}
	low := strings.ToLower(strings.ReplaceAll(quoted, "’", "'"))
	for _, p := range refusalPhrases {
		if strings.Contains(low, p) {
			return true
		}
	}
	return false
}
