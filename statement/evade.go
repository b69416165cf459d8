package statement

import (
	"strings"

	"readout/internal/reply"
)

// Thresholds of the learned judge of replies: from which chance of being none a reply is no
// answer, right after a question and by itself, and below which the phrases of the table are not
// believed. Chosen on the development half of the gold set and the sample; by itself, where news
// has few, on news (docs/decisions/0010-replies.md).
const (
	leastAsked = 0.5
	leastTold  = 0.65
	leastRest  = 0.8
	leastMeant = 0.002
)

// judged returns the class of refusal that the words of a reply are, or "". The phrases of
// the table say so, which give class, or the learned judge does.
func judged(said, class string, asked bool) string {
	first := reply.First(said)
	rest := strings.Trim(said[len(first):], " .!?;\"”’")
	question := strings.HasSuffix(strings.TrimRight(said, "\"'”’»"), "?")
	settled := class != "" && rest != "" || class == "" && (len(said) > maxJudged || strings.ContainsAny(rest, ".!?"))
	if settled && !question {
		return class
	}
	p, kind := reply.Loaded().Evades(first, asked)
	least := leastTold
	if asked {
		least = leastAsked
	}
	switch {
	case question && p < leastRest, class != "" && rest == "" && p < leastMeant:
		return "" // a question is an answer of its own
	case settled || class != "":
		return class
	case p >= least:
		return kind
	case rest != "" && p > leastTold/4:
		if p, kind = reply.Loaded().Evades(rest, asked); p >= leastRest {
			return kind
		}
	}
	return ""
}

// maxJudged bounds the bytes of a reply, of two sentences at most, of which the learned judge
// is asked: a longer one says more.
const maxJudged = 180
