package statement

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

// maxRelay bounds the items between "quoted" and "as saying".
const maxRelay = 9

// quotedAs reads "was quoted as saying that", with or without who quotes.
func (f *frame) quotedAs(c *cue, fd found, limit int) (found, bool) {
	end := c.end
	if f.at(end) == "by" { // "was quoted by the agency as saying"
		for end < min(limit, c.end+maxRelay) && f.at(end) != "as" {
			end++
		}
		fd.relay = stretch{c.end + 1, end}
	}
	if f.at(end) != "as" || f.at(end+1) != "saying" {
		return fd, false
	}
	fd.source, _ = f.subject(c.start)
	if fd.relay.empty() {
		fd.cue.to = end + 2
	}
	say := cue{start: c.start, at: end + 1, end: end + 2, verb: words().verbs["saying"][0].verb, form: gerund}
	ct, ok := f.after(&say, limit)
	if !ok || fd.source.empty() {
		return fd, false
	}
	fd.content, fd.rule, fd.act = ct.pieces, "quoted as saying", "assert"
	return fd, true
}
