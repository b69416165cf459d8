package statement

// This file reads refusals that are neither a denied verb nor silence in so many words:
// letters that are "left without a reply", judgment that is "reserved", and an answer that is
// promised for later.

// unheard adds them to the statements of a frame.
func (f *frame) unheard(out []found) []found {
	for k := 1; k < len(f.items); k++ {
		it := &f.items[k]
		var fd found
		switch {
		case it.low == "without":
			fd = f.leftWithout(k)
		case it.tellsOf("reserves"):
			fd = f.reserved(k)
		case it.tellsOf("pledges"):
			fd = f.pledged(k)
		case it.low == "back":
			fd = f.calledBack(k)
		case it.tellsOf("closed"):
			fd = f.shutUp(k)
		}
		if fd.cue.empty() || fd.source.empty() {
			continue
		}
		fd.rule, fd.act = "silence", "refuse"
		out = f.replace(out, fd)
	}
	return out
}

// leftWithout reads "left three letters without a reply" and "received three letters without
// reacting".
func (f *frame) leftWithout(k int) found {
	i := k + 1
	for i+1 < len(f.items) && (f.items[i].class == det || f.items[i].class == adv) {
		i++
	}
	if !isRefusalWord("silently", f.at(i)) {
		return found{}
	}
	return f.lying(k, func(w string) bool { return isRefusalWord("leaves", w) || w == "received" || w == "got" })
}

// reserved reads "reserved judgment on the plan", "is reserving its opinion", "withheld the
// names".
func (f *frame) reserved(k int) found {
	i := k + 1
	if i >= len(f.items) {
		return found{}
	}
	if f.items[i].class == poss || f.at(i) == "all" || f.at(i) == "further" || f.items[i].class == det {
		i++
	}
	withheld := f.at(k) == "withheld"
	switch {
	case isRefusalWord("judgment", f.at(i)) && (!withheld || f.at(i) == "comment"):
	case withheld && (f.at(k+1) == "all" && f.at(k+2) == "else" || f.at(i) == "details" || f.at(i) == "names"):
		return f.silence(stretch{f.verbStart(k), k + 1}, k+1, refused)
	default:
		return found{}
	}
	class := deferred
	if f.at(i) == "comment" {
		class = noComment
	}
	return f.silence(stretch{f.verbStart(k), k + 1}, k+1, class)
}

// shutUp reads "remained tight-lipped", of a person or body, where nothing follows that says on
// what.
func (f *frame) shutUp(k int) found {
	i := k + 1
	if f.at(i) == "-" {
		i += 2
	}
	if low := f.at(k); i > len(f.items) || !f.endsAt(i) || !isRefusalWord("stays", f.at(k-1)) || low == "silent" || low == "mute" {
		return found{}
	}
	fd := f.silence(stretch{f.verbStart(k - 1), k}, k, refused)
	if fd.cue.empty() || !f.spokesman(fd.source) {
		return found{}
	}
	fd.content = []stretch{{k, i}}
	return fd
}

// spokesman reports whether a noun phrase ends in a name, a role or a body: somebody who may
// be asked.
func (f *frame) spokesman(s stretch) bool {
	if s.empty() {
		return false
	}
	last := &f.items[s.to-1]
	n, plural := nounOf(last.low)
	return last.class == name || last.class == subjPron && last.low != "it" || n&(role|institution) != 0 && !plural
}

// verbStart returns where the auxiliaries and adverbs of the verb at k start.
func (f *frame) verbStart(k int) int {
	j := k
	for j > 0 && k-j < 5 && (f.items[j-1].class == be || f.items[j-1].class == have || f.items[j-1].class == adv) {
		j--
	}
	return j
}

// pledged reads "promised to reply in due course": the answer is put off.
func (f *frame) pledged(k int) found {
	if f.at(k+1) != "to" || !isRefusalWord("returns", f.at(k+2)) || f.at(k+3) == "for" || f.at(k+3) == "with" {
		return found{}
	}
	return f.silence(stretch{f.verbStart(k), k + 1}, k+1, deferred)
}

// calledBack reads "did not get back to the paper", "has yet to come back to us".
func (f *frame) calledBack(k int) found {
	switch f.at(k - 1) {
	case "get", "got", "come", "write", "report", "gotten":
	default:
		return found{}
	}
	d := f.denial(k - 1)
	if !d.denied || f.at(k+1) != "to" || k+2 >= len(f.items) {
		return found{}
	}
	if low := f.at(k + 2); f.items[k+2].class != name && f.items[k+2].class != objPron && !isRefusalWord("asking", low) && !isRefusalWord("asking", f.at(k+3)) && !isRefusalWord("subjects", f.at(k+3)) {
		n, _ := nounOf(f.at(k + 3))
		if n&outletNoun == 0 {
			return found{}
		}
	}
	class := noResponse
	if d.would && !d.can {
		class = refused
	}
	fd := f.silence(stretch{d.start, k + 1}, k+1, class)
	if end := f.phraseAfter(k + 2); !fd.cue.empty() && end > k+2 {
		fd.content[0].to = end // "to the paper | by nightfall"
	}
	return fd
}

// unheardWithin adds silences that somebody else tells of: "The palace has not answered two
// letters, Lim said". The outer statement stays.
func (f *frame) unheardWithin(list []found) []found {
	for i := range list {
		fd := &list[i]
		if fd.source.empty() || len(fd.content) != 1 || fd.act != "assert" || fd.asks || fd.told || !fd.relay.empty() {
			continue
		}
		p := fd.content[0]
		for k := p.from + 1; k < p.to; k++ {
			if inner, ok := f.unheardAt(k, p); ok {
				inner.f, inner.relay = fd.f, fd.source
				return append(list, inner)
			}
		}
	}
	return list
}

// unheardAt reads the silence whose word stands at k, within the content p.
func (f *frame) unheardAt(k int, p stretch) (found, bool) {
	var fd found
	switch low := f.items[k].low; {
	case isRefusalWord("answered", low):
		fd = f.leftUnanswered(k)
	case low == "unanswered":
		fd = f.left(k)
	case low == "without":
		fd = f.leftWithout(k)
	}
	if fd.refusal != noResponse || fd.source.empty() || fd.source.from < p.from || fd.source.from > p.from+1 || f.hasClass(p.from, p.to, quoted) {
		return fd, false
	}
	if c := &fd.content[0]; c.to > p.to {
		c.to = p.to
	}
	fd.rule, fd.act = "silence", "refuse"
	return fd, fd.content[0].to > fd.content[0].from
}
