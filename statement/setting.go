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
		if fd.act == "refuse" {
			break // "the press service did not reply"
		}
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
		case n == "", !f.isOccasion(fd, k, n):
		case n == "readout", best == "":
			best = n
		}
	}
	if best == "" && f.posted(fd) {
		return "post"
	}
	return best
}

// isOccasion reports whether the word at k, which means a setting, says where or how
// something was said: "in a post", "told a briefing", "wrote on Twitter"; not "the customs
// post", "after the call", "people familiar with the talks".
func (f *frame) isOccasion(fd *found, k int, setting string) bool {
	if k >= fd.cue.from && k < fd.cue.to && len(f.items[k].verbs) > 0 {
		return setting == "post" // "tweeted", "posted"
	}
	if within([]stretch{fd.hearer}, k) {
		return setting != "call"
	}
	if within([]stretch{fd.source}, k) {
		return false
	}
	for j := k - 1; j >= 0 && k-j < 7; j-- {
		it := &f.items[j]
		switch it.class {
		case prep:
			return f.sets(fd, j, k, setting)
		case det, poss, clitic, other, name, number, passed, clock:
		default:
			return false
		}
	}
	return false
}

// sets reports whether the preposition at j makes the word at k the setting.
func (f *frame) sets(fd *found, j, k int, setting string) bool {
	if j > 0 && nounish(&f.items[j-1]) && !within([]stretch{fd.source}, j-1) && f.items[j-1].class == other && !f.afterCue(fd, j) {
		return false // "officials at the talks", "a man in the interview"
	}
	switch f.items[j].low {
	case "in", "during":
		return setting != "post" || k-j < 6
	case "at":
		return setting == "briefing" || setting == "talks" || setting == "speech" || setting == "interview"
	case "on":
		return setting == "post" || setting == "call"
	case "by", "via", "through":
		// "reached by telephone": how the reporter talked to him.
		return setting == "call" && !fd.hearer.empty() && !f.isOutlet(fd.hearer) || setting == "post" || setting == "statement"
	case "of":
		return setting == "readout" || setting == "call" && j > 0 && settingOf(f.items[j-1].low) == "readout"
	}
	return false
}

// afterCue reports whether item j stands after the statement's cue or hearer, or opens
// the sentence.
func (f *frame) afterCue(fd *found, j int) bool {
	return j == 0 || j > fd.cue.from
}

// isOutlet reports whether a noun phrase seems to mean journalists.
func (f *frame) isOutlet(s stretch) bool {
	for k := s.from; k < s.to; k++ {
		if n, _ := nounOf(f.items[k].low); n&outletNoun != 0 || f.items[k].low == "reporters" || f.items[k].low == "journalists" {
			return true
		}
	}
	return s.to-s.from <= 3 && f.items[s.to-1].class == name && f.items[s.from].low == "the"
}

// posted reports whether the cue is "wrote on" with something that is no time.
func (f *frame) posted(fd *found) bool {
	k := fd.c.at + 1
	if fd.verb == nil || fd.verb.lemma != "write" && fd.verb.lemma != "post" || f.at(k) != "on" {
		return false
	}
	return k+1 < len(f.items) && f.items[k+1].class != clock && f.items[k+1].class != number && !within(fd.content, k+1)
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

// skipSetting passes times and occasions between a verb and its content: "said on Monday",
// "said in a statement", "said at a briefing in Lurra".
func (f *frame) skipSetting(i, limit int) int {
	k := i
	for k < limit {
		n := f.settingAt(k, limit)
		if n == 0 {
			break
		}
		k += n
	}
	if k > i && k < limit && f.items[k].class == comma && k+1 < limit && (f.items[k+1].low == "that" || f.items[k+1].class == name || f.items[k+1].class == adv) {
		if f.clauseFollows(k + 1) {
			k++
		}
	}
	return k
}

// settingAt returns the number of items of the time or occasion that starts at k.
func (f *frame) settingAt(k, limit int) int {
	it := &f.items[k]
	switch {
	case it.class == clock:
		return f.times(k, limit) - k
	case it.class == adv && (it.low == "later" || it.low == "earlier" || it.low == "again" || it.low == "then" || it.low == "recently" || it.low == "repeatedly" || it.low == "only" || it.low == "simply" || it.low == "just" || it.low == "flatly"):
		return 1
	case it.class == number && k+1 < limit && f.items[k+1].class == clock:
		return f.times(k, limit) - k
	case it.class == comma && k+2 < limit && f.items[k+1].class == prep:
		// ", in a statement, that"
		if n := f.settingAt(k+1, limit); n > 0 && k+1+n < limit && f.items[k+1+n].class == comma && f.clauseFollows(k+2+n) {
			return n + 2
		}
		return 0
	case it.class != prep || !places[it.low]:
		return 0
	}
	if k+1 < limit && (f.items[k+1].class == clock || f.items[k+1].class == adv && k+2 < limit && f.items[k+2].class == clock) {
		return f.times(k+1, limit) - k
	}
	return f.occasion(k, limit)
}

// places are the prepositions that lead to a time, place or occasion.
var places = setOf("in on at during via through from after before of over outside inside to with following by")

// times returns the end of a run of time words from k.
func (f *frame) times(k, limit int) int {
	for k < limit && (f.items[k].class == clock || f.items[k].class == number || f.items[k].low == "this" || f.items[k].low == "last") {
		k++
	}
	return k
}

// occasion returns the length of the prepositional phrase at k where it ends at
// something that said words follow.
func (f *frame) occasion(k, limit int) int {
	hit := false
	for j := k + 1; j < limit && j < k+22; j++ {
		it := &f.items[j]
		switch {
		case it.class == colon, it.class == quoted && hit:
			return j - k
		case it.class == quoted:
			return 0
		case it.low == "that" && (hit || nounish(&f.items[j-1])):
			return j - k
		case it.class == comma:
			if j+1 < limit && f.items[j+1].class == quoted || hit && f.clauseFollows(j+1) {
				return j - k
			}
			return 0
		case it.class == be || it.class == modal || it.class == stop || it.class == semicolon || it.class == sub:
			return 0
		case occasions[it.low]:
			hit = true
			if j+1 < limit && (f.items[j+1].class == subjPron || f.items[j+1].class == det || f.items[j+1].class == name || f.items[j+1].class == poss) {
				return j + 1 - k
			}
		}
	}
	return 0
}
