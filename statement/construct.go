package statement

// This file holds the constructions that have no finite reporting verb of their own:
// "according to", "learned from", nouns such as "the claim that", and infinitives of
// purpose such as "called Lim to underline".

// constructions adds what they find to the statements of a frame.
func (f *frame) constructions(out []found) []found {
	out = f.according(out)
	out = f.learned(out)
	out = f.signed(out)
	out = f.nounCues(out)
	out = f.raised(out)
	out = f.undrawn(out)
	out = f.putAt(out)
	out = f.withheld(out)
	out = f.silent(out)
	out = f.reticent(out)
	out = f.leftOpen(out)
	out = f.waved(out)
	out = f.nothingTo(out)
	out = f.unheard(out)
	out = f.onWhether(out)
	out = f.convictions(out)
	return f.purposes(out)
}

// according finds "according to", before or after its content.
func (f *frame) according(out []found) []found {
	for k := 0; k+2 < len(f.items); k++ {
		if f.items[k].low != "according" || f.items[k+1].low != "to" || inside(out, k) && k > 0 && f.items[k-1].class != comma {
			continue
		}
		end := f.phraseAfter(k + 2)
		if end == k+2 && f.items[k+2].class == objPron {
			end++
		}
		if end == k+2 {
			continue
		}
		end = f.nameAfter(end)
		fd := found{cue: stretch{k, k + 2}, source: stretch{k + 2, end}, rule: "according to", act: "assert"}
		if fd.content = f.accordingContent(k, end); fd.content != nil {
			out = append(out, fd)
		}
	}
	return out
}

// nameAfter returns the end of the name between commas that follows a role or kin which
// ends at item i, "his aunt | , Ana Lim, |", or i.
func (f *frame) nameAfter(i int) int {
	if i+1 >= len(f.items) || f.items[i].class != comma || f.items[i-1].class != other || f.items[i+1].class != name {
		return i
	}
	if n, plural := nounOf(f.items[i-1].low); n&(role|male|female) == 0 || plural {
		return i
	}
	end := i + 1
	for end < len(f.items) && f.items[end].class == name {
		end++
	}
	if end == len(f.items) || f.items[end].class != comma {
		return i
	}
	return end
}

// convictions finds "We believe that talks must go on": in a release what "we" think is
// what its publisher says.
func (f *frame) convictions(out []found) []found {
	for k := 0; k+3 < len(f.items); k++ {
		if f.items[k].low != "we" || inside(out, k) {
			continue
		}
		v := k + 1
		for v+2 < len(f.items) && (f.items[v].class == adv || f.items[v].class == be || f.items[v].low == "convinced" && f.items[v+1].low != "that") {
			v++
		}
		if !convinced[f.items[v].low] {
			continue
		}
		end := f.clauseEnd(v+1, len(f.items))
		if end-v > 3 && (f.items[v+1].low == "that" || f.bareClause(v+1, end, true)) {
			out = append(out, found{cue: stretch{v, v + 1}, source: stretch{k, k + 1}, content: []stretch{{v + 1, end}}, rule: "that", act: "hold", ours: true})
		}
	}
	return out
}

// convinced are the words of what "we" think.
var convinced = setOf("believe think hope fear expect trust consider maintain hold regret know understand convinced confident certain sure concerned")

// accordingContent returns what stands before the "according to" at k, or after its
// source where it opens the sentence.
func (f *frame) accordingContent(k, end int) []stretch {
	if k == 0 {
		if end >= len(f.items) || f.items[end].class != comma || f.trimEnd(end+1, len(f.items)) <= end+1 {
			return nil
		}
		return []stretch{{end + 1, f.trimEnd(end+1, len(f.items))}}
	}
	to := k
	if f.items[k-1].class == comma {
		to--
	}
	from := f.contentStart(to)
	if to <= from {
		return nil
	}
	if f.at(to-1) == "that" && end < len(f.items) && f.items[end].class == comma && f.trimEnd(end+1, len(f.items)) > end+1 {
		return []stretch{{end + 1, f.trimEnd(end+1, len(f.items))}} // "reported that, according to a study, | the lake is low"
	}
	if head := (stretch{from, to}); to < k && f.items[from].class != quoted && !f.clausal(head) {
		if rest := f.restAfter(end); !rest.empty() {
			return []stretch{head, rest} // "The plan, according to Lim, would fail"
		}
	}
	return append([]stretch{{from, to}}, f.resumed(end, len(f.items))...)
}

// restAfter returns the words with a verb that follow the comma at item i, or the one behind a
// relative clause there, or an empty stretch.
func (f *frame) restAfter(i int) stretch {
	for k := i; k+1 < len(f.items) && k < i+20; k++ {
		if f.items[k].class != comma || f.items[k+1].class == rel {
			if k == i && f.items[k].class != comma {
				break
			}
			continue
		}
		s := stretch{k + 1, f.clauseEnd(k+1, len(f.items))}
		if s.to-s.from > 1 && (f.items[s.from].class == passed || f.hasVerb(s.from, min(s.from+5, s.to))) {
			return s
		}
		break
	}
	return stretch{}
}

// learned finds ", the agency has learned from diplomatic sources": the sources speak, the
// agency relays.
func (f *frame) learned(out []found) []found {
	for k := 1; k+2 < len(f.items); k++ {
		low := f.items[k].low
		if low != "learned" && low != "learnt" && low != "heard" || f.items[k+1].low != "from" {
			continue
		}
		c := cue{start: k, at: k, end: k + 2}
		for c.start > 0 && f.items[c.start-1].class == have {
			c.start--
		}
		relay, _ := f.subject(c.start)
		end := f.phraseAfter(k + 2)
		if relay.empty() || relay.from == 0 || f.items[relay.from-1].class != comma || end == k+2 {
			continue
		}
		from := f.contentStart(relay.from - 1)
		if relay.from-1-from < 3 {
			continue
		}
		out = append(out, found{c: c, cue: stretch{c.start, c.end}, source: stretch{k + 2, end}, relay: relay,
			content: []stretch{{from, relay.from - 1}}, rule: "learned from", act: "assert"})
	}
	return out
}

// signed finds `"..." - Ana Lim, minister of trade`: a quotation that fills the paragraph,
// with its speaker behind a dash.
func (f *frame) signed(out []found) []found {
	if len(out) > 0 || len(f.items) < 3 || f.items[0].class != quoted || f.items[1].class != dash {
		return out
	}
	end := f.trimEnd(2, len(f.items))
	first := &f.items[2]
	if end <= 2 || end > 18 || !first.capital && first.class != det || f.hasVerb(2, end) || f.hasClass(2, end, quoted) {
		return out
	}
	return append(out, found{cue: stretch{1, 2}, source: stretch{2, end}, content: []stretch{{0, 1}}, rule: "signed", act: "assert"})
}

// cueNouns are acts of saying as nouns, with the act.
var cueNouns = map[string]string{
	"claim": "assert", "claims": "assert", "assertion": "assert", "assertions": "assert", "statement": "assert",
	"allegation": "accuse", "allegations": "accuse", "accusation": "accuse", "accusations": "accuse",
	"warning": "warn", "warnings": "warn", "announcement": "announce", "admission": "admit", "denial": "deny",
	"insistence": "assert", "argument": "assert", "contention": "assert", "suggestion": "assert", "suggestions": "assert",
	"complaint": "reject", "complaints": "reject", "prediction": "predict", "remark": "assert", "comment": "assert",
	"promise": "promise", "promises": "promise", "pledge": "promise", "pledges": "promise", "vow": "promise", "threat": "threaten",
	"threats": "threaten", "demand": "demand", "demands": "demand", "call": "urge", "calls": "urge", "appeal": "urge",
	"question": "ask", "questions": "ask",
}

// nounCues finds "Lim's claim that ...", "its pledge to ...", "TURAN's questions about ...":
// only with somebody whose they are.
func (f *frame) nounCues(out []found) []found {
	for k := 1; k+2 < len(f.items); k++ {
		act := cueNouns[f.items[k].low]
		if act == "" || inside(out, k) || f.items[k].capital {
			continue
		}
		src := f.owner(k)
		if src.empty() || within([]stretch{src}, k) {
			continue
		}
		fd := found{cue: stretch{k, k + 1}, source: src, rule: "noun", act: act}
		from, ok := f.nounContent(k+1, act)
		if !ok {
			continue
		}
		fd.asks = act == "ask"
		fd.content = []stretch{{from, f.clauseEnd(from, len(f.items))}}
		if fd.content[0].to-from < 2 {
			continue
		}
		out = append(out, fd)
	}
	return out
}

// nounContent returns where the content of a noun of saying starts, after the item before i.
func (f *frame) nounContent(i int, act string) (int, bool) {
	w := f.at(i)
	switch act {
	case "ask":
		return i + 1, w == "about" || w == "on"
	case "promise", "threaten":
		return i, w == "to" || w == "that"
	case "urge", "demand":
		return i + 1, w == "for"
	}
	return i, w == "that" && i+1 < len(f.items) && f.items[i+1].class != finite && f.items[i+1].class != be
}

// owner returns whose the noun at k is: "his", "the minister's".
func (f *frame) owner(k int) stretch {
	for j := k - 1; j >= 0 && j > k-4; j-- {
		switch f.items[j].class {
		case poss:
			return stretch{j, j + 1}
		case clitic:
			return f.possessor(j)
		case other, passed, doing, name:
		default:
			return stretch{}
		}
	}
	return stretch{}
}

// possessor returns the noun phrase before the possessive mark at i.
func (f *frame) possessor(i int) stretch {
	j := i
	named := j > 0 && f.items[j-1].class == name
	for j > 0 && i-j < 8 {
		it := &f.items[j-1]
		switch {
		case it.class == det || it.class == poss:
			return stretch{j - 1, i}
		case it.class == name, it.class == other && !named && len(it.verbs) == 0:
			j--
			continue
		}
		break
	}
	return stretch{j, i}
}

// contacts are the verbs whose purpose is to say something to somebody.
var contacts = setOf("spoke phoned telephoned called met wrote")

// purposes finds "spoke with Lim to underline the importance of talks".
func (f *frame) purposes(out []found) []found {
	for k := 3; k+1 < len(f.items); k++ {
		if f.items[k-1].class != to || len(f.items[k].verbs) == 0 || inside(f.unrelayed(out), k) {
			continue
		}
		v, end := f.pick(k)
		if v.verb == nil || v.form&plain == 0 || !v.verb.can("oct") || v.verb.act == "refuse" {
			continue
		}
		m := f.contact(k - 1)
		if m < 0 {
			continue
		}
		src, _ := f.subject(m)
		c := cue{start: k, at: k, end: end, verb: v.verb, form: plain}
		ct, ok := f.after(&c, len(f.items))
		if src.empty() || !ok {
			continue
		}
		fd := found{c: c, verb: v.verb, act: v.verb.act, cue: stretch{k, end}, source: src, content: ct.pieces, rule: "purpose"}
		h := m + 1
		if f.at(h) == "with" || f.at(h) == "to" {
			h++
		}
		if h < k && startsHearer(&f.items[h]) {
			fd.hearer = stretch{h, min(f.phraseAfter(h), k-1)}
		}
		out = append(out, fd)
	}
	return out
}

// contact returns the verb of contact before item i in its clause, or -1.
func (f *frame) contact(i int) int {
	for k := i - 1; k > 0 && i-k < 20; k-- {
		switch f.items[k].class {
		case comma, semicolon, colon, stop, quoted, modal, conj, be:
			return -1
		}
		if contacts[f.items[k].low] {
			return k
		}
	}
	return -1
}

// raised finds "Lim raised the arrest with Brun", and in an account of talks "Lim raised
// the arrest", "shared her concern".
func (f *frame) raised(out []found) []found {
	for k := 1; k+1 < len(f.items); k++ {
		if !accountVerbs[f.items[k].low] || len(f.items[k].verbs) > 0 || inside(f.unrelayed(out), k) || !startsHearer(&f.items[k+1]) {
			continue
		}
		start := k
		for start > 0 && f.items[start-1].class == adv {
			start--
		}
		src, shared := f.subject(start)
		if shared {
			src = f.firstSubject(start)
		}
		end := f.clauseEnd(k+1, len(f.items))
		if src.empty() || end <= k+1 || f.items[src.from].class == rel {
			continue
		}
		fd := found{cue: stretch{start, k + 1}, source: src, content: []stretch{{k + 1, end}}, rule: "account", act: "express", inScene: true}
		if with := f.withWhom(k+1, end); with > 0 && f.items[k].low == "raised" {
			fd.content[0].to, fd.hearer, fd.inScene = with, stretch{with + 1, min(f.phraseAfter(with+1), end)}, false
		}
		out = append(out, fd)
	}
	return out
}

// withWhom returns the "with" before a name in the items [from, to), or 0.
func (f *frame) withWhom(from, to int) int {
	for k := from + 1; k+1 < to; k++ {
		if f.items[k].low == "with" && f.items[k+1].class == name {
			return k
		}
	}
	return 0
}

// unrelayed returns the statements without those of an agency that relays the sentence:
// what it relays may hold a statement of somebody else.
func (f *frame) unrelayed(list []found) []found {
	var out []found
	for _, fd := range list {
		if fd.rule != "content first" || !f.relays(fd.source) && (fd.verb == nil || fd.verb.lemma != "report") || f.items[fd.content[0].from].class == quoted {
			out = append(out, fd)
		}
	}
	return out
}
