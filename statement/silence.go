package statement

import (
	"slices"
	"strings"
)

// silent finds refusals without a word: "did not return calls", "had no comment on the
// arrest", "referred questions to the ministry", "dodged the subject".
func (f *frame) silent(out []found) []found {
	triggers := refusalWords().silent
	for k := 1; k < len(f.items); k++ {
		low := f.items[k].low
		if !triggers[low] {
			continue
		}
		var fd found
		switch {
		case isRefusalWord("answered", low):
			fd = f.leftUnanswered(k)
		case low == "no":
			fd = f.noComment(k)
		case isRefusalWord("refers", low):
			fd = f.referred(k)
		case isRefusalWord("avoids", low):
			fd = f.avoided(k)
		case low == "available" || low == "unavailable":
			fd = f.unavailable(k)
		case low == "unanswered":
			fd = f.left(k)
		case isRefusalWord("spurns", low):
			fd = f.spurned(k)
		case isRefusalWord("claims", low):
			fd = f.ignorant(k)
		case isRefusalWord("recalls", low):
			fd = f.forgot(k)
		}
		if fd.cue.empty() || fd.source.empty() || low != "no" && inside(out, k) && !f.cutBefore(out, fd.cue.from) {
			continue
		}
		fd.rule, fd.act = "silence", "refuse"
		switch i := slices.IndexFunc(out, func(o found) bool { return o.cue.from < fd.cue.to && fd.cue.from < o.cue.to }); {
		case i < 0:
			out = append(out, fd)
		case low == "no" || out[i].act != "refuse" && !f.quotes(&out[i]):
			out[i] = fd // "offered no comment" offers nothing
		}
	}
	return out
}

// asks reports whether one of the items of [from, to) is what somebody may leave without an
// answer, before any verb.
func (f *frame) asksIn(from, to int) bool {
	for from+1 < len(f.items) && (f.items[from].class == adv || f.calledOut(from)) { // "further questions", "shouted questions"
		from++
		to = max(to, f.phraseAfter(from))
	}
	for k := from; k < min(to, len(f.items)) && k < from+6; k++ {
		if f.items[k].tellsOf("subjects") && (f.at(k+1) != "to" || !callNouns[f.items[k].low] && !f.requestsAct(k)) {
			return true
		}
	}
	return false
}

// requestsAct reports whether what the noun at k asks for is no answer: "requests to stop the
// work", but not "requests to comment", "to be interviewed" or "to see the letter".
func (f *frame) requestsAct(k int) bool {
	if low := f.items[k].low; low != "request" && low != "requests" || k+3 >= len(f.items) || f.items[k+2].class != other {
		return false
	}
	switch f.items[k+3].class {
	case det, poss, name, objPron:
		return !f.answering(k+2) && !isRefusalWord("sees", f.at(k+2))
	}
	return false
}

// calledOut reports whether the item at i is a participle before what is asked: "shouted
// questions".
func (f *frame) calledOut(i int) bool {
	return strings.HasSuffix(f.items[i].low, "ed") && isRefusalWord("subjects", f.at(i+1))
}

// silence makes the statement of a cue whose content begins at item i.
func (f *frame) silence(cue stretch, i int, class string) found {
	src, shared := f.subject(cue.from)
	if shared {
		src = f.firstSubject(cue.from)
	}
	end := f.refusedEnd(i)
	if end <= i || src.empty() || f.items[src.from].class == rel && src.from == 0 {
		return found{}
	}
	return found{cue: cue, source: src, content: []stretch{{i, end}}, refusal: class}
}

// refusedEnd returns where what is refused ends that starts at item i: before a clause that
// goes on about who refuses, or another one.
func (f *frame) refusedEnd(i int) int {
	end := f.clauseEnd(i, len(f.items))
	for k := i + 1; k+1 < end; k++ {
		if f.items[k].class == comma && (f.items[k+1].class == rel || f.items[k+1].low == "where" || f.items[k+1].class == prep && k+2 < end && f.items[k+2].class == rel) {
			end = k // "to his office, | which did not reply"
		}
		if f.items[k].class == conj && f.actsAgain(k+1) {
			if end = k; f.items[k-1].class == comma {
				end--
			}
		}
		if f.items[k].class == colon && f.items[k+1].class == quoted {
			end = k
		}
		if (f.items[k].low == "when" || f.items[k].low == "after") && asksWord(&f.items[k+1]) {
			end = k // "no answer | when asked whether"
		}
	}
	return end
}

// actsAgain reports whether somebody does something else from item i on: "and | later deleted
// it".
func (f *frame) actsAgain(i int) bool {
	for ; i < len(f.items); i++ {
		switch it := &f.items[i]; it.class {
		case adv:
		case clock:
		case finite, be, have, do, modal:
			return true
		case passed:
			return i+1 < len(f.items) && f.items[i+1].class != other && f.items[i+1].class != prep
		default:
			c, ok := f.cueAt(i)
			return ok && c.form&(past|third) != 0 && c.at == i
		}
	}
	return false
}

// asksWord reports whether a word is a form of a verb that asks.
func asksWord(it *item) bool {
	return slices.ContainsFunc(it.verbs, func(v inflected) bool { return asks[v.verb.lemma] })
}

// leftUnanswered reads "did not immediately return two calls from the paper", "has yet to
// respond to a request".
func (f *frame) leftUnanswered(k int) found {
	j := k
	denied, would := false, false
	for j > 0 && k-j < 6 {
		it := &f.items[j-1]
		yet := isRefusalWord("yet", it.low) || it.low == "still" && f.items[j].class == to
		if it.class != adv && it.class != neg && it.class != do && it.class != have && it.class != modal && it.class != be && it.class != to && !yet {
			break
		}
		j--
		denied = denied || it.class == neg || yet
		would = would || it.class == modal
	}
	nobody := -1
	if s, shared := f.subject(j); !denied && !shared && s.from > 0 {
		nobody = f.neitherNor(s.from - 1) // "Neither the ministry nor the envoy | responded"
		denied = nobody >= 0
	}
	i := f.pastWhen(k + 1) // "did not respond | Friday | to requests"
	if f.at(i) == "to" {
		i++
	}
	if !denied || i >= len(f.items) || !f.asksIn(i, f.phraseAfter(i)) && !f.anyRefusalWord("sent", i, f.phraseAfter(i)) {
		return found{}
	}
	class := noResponse
	if would {
		class = refused
	}
	fd := f.silence(stretch{j, i}, i, class)
	if nobody >= 0 && !fd.source.empty() {
		fd.source.from = nobody
	}
	return fd
}

// noComment reads "had no immediate comment on the arrest", "gave no answer".
func (f *frame) noComment(k int) found {
	i := k + 1
	if f.at(i) == "immediate" || f.at(i) == "further" || f.at(i) == "public" {
		i++
	}
	if !f.items[k-1].tellsOf("shows") || !isRefusalWord("nothings", f.at(i)) {
		return found{}
	}
	if f.at(i) == "comment" || f.at(i) == "reaction" {
		return f.silence(stretch{k - 1, i}, i, noComment)
	}
	if f.items[k-1].class != have || i > k+1 && f.endsAt(i+1) {
		return f.silence(stretch{k - 1, i}, i, noResponse)
	}
	for j := i + 1; j < len(f.items) && j < i+5; j++ {
		if f.at(j) == "to" || f.at(j) == "when" { // "had no immediate response on Thursday | to the demand"
			return f.silence(stretch{k - 1, i}, i, noResponse)
		}
		if c := f.items[j].class; c != clock && c != prep && c != number {
			break
		}
	}
	return found{}
}

// endsAt reports whether a clause ends before item i.
func (f *frame) endsAt(i int) bool {
	if i >= len(f.items) {
		return true
	}
	switch f.items[i].class {
	case semicolon, stop, comma, colon, dash:
		return true
	}
	return false
}

// referred reads "referred questions about the talks to the ministry", "pointed reporters
// back to his office".
func (f *frame) referred(k int) found {
	i := k + 1
	if i < len(f.items) && (f.items[i].class == det || f.items[i].class == poss || f.at(i) == "all") {
		i++
	}
	if f.items[k-1].class == be || !isRefusalWord("asking", f.at(i)) && !(i == k+1 && f.at(k) == "referred" && i < len(f.items) && f.items[i].class == objPron && f.questioned(k)) {
		return found{}
	}
	end := f.clauseEnd(k+1, len(f.items))
	for j := i + 1; j < end; j++ {
		if f.items[j].low == "to" {
			return f.silence(stretch{k, k + 1}, k+1, deferred)
		}
	}
	return found{}
}

// questioned reports whether a question is told of in the sentence before item k.
func (f *frame) questioned(k int) bool {
	for i := range k {
		if asksWord(&f.items[i]) {
			return true
		}
	}
	return false
}

// avoided reads "dodged questions about the leak", "politely avoided the subject".
func (f *frame) avoided(k int) found {
	if !f.asksIn(k+1, f.phraseAfter(k+1)) || f.items[k-1].class == to || f.items[k-1].class == det || f.items[k-1].class == be {
		return found{}
	}
	j := k
	for j > 0 && k-j < 5 && (f.items[j-1].class == adv || f.items[j-1].class == have || f.items[j-1].low == "far") {
		j--
	}
	class := refused
	if f.items[k].low == "ignored" || f.items[k].low == "ignores" {
		if class = noResponse; f.anyRefusalWord("topic", k+1, k+4) {
			return found{} // "ignored the issue": nobody asked
		}
	}
	return f.silence(stretch{j, k + 1}, k+1, class)
}

// unavailable reads "was not available for comment".
func (f *frame) unavailable(k int) found {
	denied := f.items[k].low == "unavailable"
	j := k
	for j > 0 && k-j < 5 && (f.items[j-1].class == adv || f.items[j-1].class == neg || f.items[j-1].class == be || f.items[j-1].class == have) {
		j--
		denied = denied || f.items[j].class == neg
	}
	if !denied || j == k || f.at(k+1) != "for" && f.at(k+1) != "to" || f.at(k+2) != "comment" {
		return found{}
	}
	return f.silence(stretch{j, k + 2}, k+2, noComment)
}

// left reads "left unanswered the question who had paid" and "left two letters unanswered".
func (f *frame) left(k int) found {
	if f.at(k-1) == "left" {
		return f.silence(stretch{k - 1, k + 1}, k+1, noResponse)
	}
	return f.lying(k, func(w string) bool { return isRefusalWord("leaves", w) })
}

// lying reads what was asked or sent between a verb and item k, which says that it lies there.
func (f *frame) lying(k int, verb func(string) bool) found {
	for j := k - 1; j > 0 && k-j < maxDenial; j-- {
		if !verb(f.at(j)) {
			continue
		}
		if !f.asksIn(j+1, k) && !f.anyRefusalWord("subjects", j+1, k) && !f.anyRefusalWord("sent", j+1, k) {
			break
		}
		fd := f.silence(stretch{f.verbStart(j), j + 1}, j+1, noResponse)
		if !fd.cue.empty() {
			fd.content = []stretch{{j + 1, k}}
		}
		return fd
	}
	return found{}
}

// spurned reads "refused requests for an interview", "turned down an interview request".
func (f *frame) spurned(k int) found {
	asked := false
	cue := k + 1
	if f.at(k) == "turned" || f.at(k) == "turns" || f.at(k) == "waved" {
		if w := f.at(k + 1); w != "down" && w != "away" {
			return found{}
		}
		cue++
	}
	for i := cue; i < len(f.items) && i < cue+5; i++ {
		switch f.items[i].low {
		case "request", "requests":
			asked = true
		case "interview", "interviews", "comment", "question", "questions":
			return f.silence(stretch{k, cue}, cue, refused)
		}
		if f.items[i].class == to || f.items[i].class == prep && !asked {
			break
		}
	}
	return found{}
}

// ignorant reads "professed not to know where the files were".
func (f *frame) ignorant(k int) found {
	if f.at(k+1) == "ignorance" {
		return f.silence(stretch{k, k + 1}, k+1, ignorance)
	}
	if f.knowsNothing(k + 1) {
		return f.silence(stretch{k, k + 1}, k+1, ignorance)
	}
	if k+3 >= len(f.items) || f.items[k+1].class != neg || f.at(k+2) != "to" || !isRefusalWord("knows", f.at(k+3)) {
		return found{}
	}
	return f.silence(stretch{k, k + 1}, k+1, ignorance)
}

// knowsNothing reports whether an infinitive at i is of knowing nothing: "to have no
// recollection of the night", "to know nothing", "to be unaware of".
func (f *frame) knowsNothing(i int) bool {
	if f.at(i) != "to" {
		return false
	}
	switch f.at(i + 1) {
	case "have":
		return f.at(i+2) == "no" && f.anyRefusalWord("unknown", i+3, min(i+5, len(f.items)))
	case "know":
		return f.at(i+2) == "nothing" || f.at(i+2) == "little"
	case "be":
		return isRefusalWord("unaware", f.at(i+2))
	}
	return false
}

// forgot reads "could not remember who had been on watch".
func (f *frame) forgot(k int) found {
	if k < 2 || f.items[k-1].class != neg || !f.items[k-2].tellsOf("can") && f.items[k-2].low != "ca" || !wh[f.at(k+1)] && f.at(k+1) != "whether" && f.at(k+1) != "if" {
		return found{}
	}
	return f.silence(stretch{k - 2, k + 1}, k+1, ignorance)
}
