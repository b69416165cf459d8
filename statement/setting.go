package statement

// settings are the words that say in which setting something was said, by setting.
var settings = []struct {
	name  string
	words map[string]bool
}{
	{"briefing", setOf("briefing briefings conference")},
	{"readout", setOf("readout readouts communique communiqué")},
	{"interview", setOf("interview interviews")},
	{"post", setOf("tweet tweets tweeted twitter facebook telegram instagram post posted retweeted truth weibo blog")},
	{"speech", setOf("speech speeches address rally sermon lecture keynote")},
	{"statement", setOf("statement statements letter memo declaration release op-ed")},
	{"call", setOf("call phone telephone")},
	{"talks", setOf("talks meeting conversation negotiations summit")},
}

// setting names the setting that the words of the frame outside the content, from the
// first to the last item near the cue, speak of.
func (f *frame) setting(fd *found) string {
	if fd.label {
		return "transcript"
	}
	for _, s := range []stretch{fd.source, fd.relay} {
		for k := s.from; k < s.to; k++ {
			if f.items[k].low == "service" && k > s.from && f.items[k-1].low == "press" {
				return "press service"
			}
		}
		if s.from < s.to {
			if n := settingOf(f.items[s.to-1].low); n == "readout" || n == "statement" {
				return n
			}
		}
	}
	from, to := f.around(fd)
	if fd.told {
		return f.toldIn(fd.relay.from)
	}
	best := ""
	for k := from; k < to; k++ {
		if within(fd.content, k) {
			continue
		}
		n := settingOf(f.items[k].low)
		switch {
		case n == "", n == "call" && !f.callNoun(k):
		case n == "readout", best == "":
			best = n
		}
	}
	return best
}

// toldIn names what an account, whose source stands at item from, is an account of: a
// call or talks, else it is only known to be a readout.
func (f *frame) toldIn(from int) string {
	best := "readout"
	for k := from; k < len(f.items); k++ {
		switch n := settingOf(f.items[k].low); n {
		case "call", "talks":
			best = n
		}
	}
	return best
}

func settingOf(w string) string {
	for _, s := range settings {
		if s.words[w] {
			return s.name
		}
	}
	return ""
}

// callNoun reports whether "call" at k is a noun: "in a call with Lim".
func (f *frame) callNoun(k int) bool {
	if k == 0 {
		return false
	}
	c := f.items[k-1].class
	return c == det || c == other || c == poss || c == clitic || c == prep || c == doing
}

func within(list []stretch, k int) bool {
	for _, p := range list {
		if p.from <= k && k < p.to {
			return true
		}
	}
	return false
}

// around returns the items near a statement's cue that tell its setting and time: the
// words between its source and cue and those up to the next clause.
func (f *frame) around(fd *found) (from, to int) {
	from, to = fd.cue.from, fd.cue.to
	if !fd.source.empty() {
		from, to = min(from, fd.source.from), max(to, fd.source.to)
	}
	for from > 0 && fd.cue.from-from < 14 && !within(fd.content, from-1) && f.items[from-1].class != semicolon &&
		f.items[from-1].class != dash && f.items[from-1].class != closing {
		from--
	}
	for to < len(f.items) && to-fd.cue.to < 25 {
		if within(fd.content, to) {
			to++
			continue
		}
		it := &f.items[to]
		if it.class == semicolon || len(it.verbs) > 0 && to > fd.cue.to {
			if c, ok := f.cueAt(to); ok && c.at != fd.c.at && c.form&gerund == 0 {
				break
			}
		}
		to++
	}
	return from, min(to, len(f.items))
}

// occasionOnly reports whether a hearer is an occasion, not somebody: "told a briefing in
// Lurra".
func (f *frame) occasionOnly(s stretch) bool {
	if s.empty() {
		return false
	}
	last := s.from
	for last+1 < s.to && f.items[last+1].class != prep && f.items[last+1].class != comma {
		last++
	}
	return occasions[f.items[last].low] || settingOf(f.items[last].low) != ""
}
