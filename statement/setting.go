package statement

import "readout/actor"

// setting names the setting that the words of the frame outside the content, near the
// statement's cue, speak of: an occasion that hangs on the cue by a preposition, opens the
// sentence, or is what is addressed.
func (b *builder) setting(fd *found) string {
	f := fd.f
	if fd.label {
		return "transcript"
	}
	if fd.told {
		return f.toldIn(fd.relay.from)
	}
	from, to := f.around(fd)
	best := ""
	for k := from; k < to; k++ {
		if f.saidAt(fd, k) {
			continue
		}
		if n := b.occasionAt(fd, k); n == "readout" || n != "" && best == "" {
			best = n
		}
	}
	switch {
	case best != "":
		return best
	case b.posted(fd, from, to):
		return "post"
	}
	return f.through(fd)
}

// saidAt reports whether the word at k is of the content, and no adverbial behind its last
// quotation: "accused him of “theft” | in a debate".
func (f *frame) saidAt(fd *found, k int) bool {
	for _, p := range fd.content {
		if k < p.from || k >= p.to {
			continue
		}
		for q := p.from; q < k; q++ {
			if f.items[q].class == quoted && !f.hasClass(k, p.to, quoted) {
				return false
			}
		}
		return true
	}
	return false
}

// cutOccasion ends a content at the occasion behind its last quotation: called it “a lie” |
// in a statement.
func (b *builder) cutOccasion(fd *found) {
	if len(fd.content) == 0 || fd.turn != nil || fd.told {
		return
	}
	p := &fd.content[len(fd.content)-1]
	q := p.to - 1
	for q > p.from && fd.f.items[q].class != quoted {
		q--
	}
	if fd.f.items[q].class != quoted && (fd.rule == "bare clause" || fd.rule == "object") && !fd.f.hasVerb(p.from, p.to) {
		b.cutPlace(fd, p)
		return
	}
	if q <= p.from || q+1 >= p.to || fd.f.items[q+1].class != prep {
		return
	}
	for k := q + 2; k < p.to; k++ {
		if b.occasionAt(fd, k) != "" {
			p.to = q + 1
			return
		}
	}
}

// cutPlace ends a content without a verb at the occasion in it: announced the lease | on Monday
// at her press conference.
func (b *builder) cutPlace(fd *found, p *stretch) {
	at, clocked := 0, false
	for k := p.from + 1; k < p.to; k++ {
		it := &fd.f.items[k]
		switch {
		case it.class == prep && (it.low == "in" || it.low == "at" || it.low == "on"):
			if !clocked {
				at = k
			}
			clocked = false
		case it.class == clock:
			clocked = at > 0 && k-at <= 2
		case at > 0:
			switch b.occasionAt(fd, k) {
			case "briefing", "interview", "speech", "post", "statement":
				p.to = at
				return
			}
			clocked = false
		}
	}
}

// cutScene ends what was not answered, where it is told without a verb, at the occasion or the
// time behind it: would not be drawn on the ferry | at a news conference on Tuesday.
func (b *builder) cutScene(fd *found) {
	if fd.act != "refuse" || len(fd.content) != 1 || fd.turn != nil {
		return
	}
	p := &fd.content[0]
	for k := p.from + 2; k+1 < p.to; k++ {
		switch {
		case len(fd.f.items[k].verbs) > 0 || fd.f.hasVerb(k, k+1) || wh[fd.f.at(k)]:
			return
		case fd.f.items[k].class != prep || fd.f.at(k) == "of":
			continue
		}
		for j := k + 1; j < p.to && j < k+6; j++ {
			if b.occasionAt(fd, j) != "" {
				p.to = k
				return
			}
		}
	}
}

// through names the setting that a statement's source or relay is by itself: a press
// service, a readout, a statement.
func (f *frame) through(fd *found) string {
	if fd.act == "refuse" {
		return "" // "the press service did not reply"
	}
	for _, s := range []stretch{fd.source, fd.relay} {
		for k := s.from; k < s.to; k++ {
			if f.items[k].low == "service" && k > s.from && f.items[k-1].low == "press" {
				return "press service"
			}
		}
		if n := settingOf(f.writing(s)); n == "readout" || n == "statement" {
			return n
		}
	}
	return ""
}

// writing returns the noun of a source or relay that may be a writing: "a readout | issued by
// the host", "its own readout | of the talks", or where somebody speaks: "the guild, in a
// press release,".
func (f *frame) writing(s stretch) string {
	end := s.from
	for end < s.to && f.items[end].class != prep && f.items[end].class != comma && f.items[end].class != passed && f.items[end].class != rel {
		end++
	}
	if end+2 < s.to && f.items[end].class == comma && f.items[end+1].low == "in" {
		for end += 2; end < s.to && f.items[end].class != prep && f.items[end].class != comma; end++ {
		}
	}
	if end == s.from {
		return ""
	}
	return f.items[end-1].low
}

// occasionAt names the setting that the word at k puts the statement in, or "".
func (b *builder) occasionAt(fd *found, k int) string {
	f := fd.f
	low := f.items[k].low
	if !occasionWords().places[low] {
		return ""
	}
	opens := k <= 1 || f.items[k-1].class == comma
	n := settingOf(low)
	switch {
	case opens && isSettingWord("interviewed", low):
		return "interview"
	case opens && isSettingWord("addressing", low) && f.anyOf("hears", k+1, k+8) && !f.anyOf("media", k+1, k+3):
		return "speech"
	case isSettingWord("media", low) && k > 1 && (f.at(k-1) == "before" || f.at(k-2) == "before" || f.at(k-2) == "facing"):
		return "briefing"
	case opens && isSettingWord("briefs", low) && (f.anyOf("hears", k+1, k+6) || f.anyOf("media", k+1, k+4)):
		return "briefing"
	case isSettingWord("floor", low) && (f.at(k-1) == "before" || f.at(k-2) == "before" || f.at(k-3) == "before") && f.leadsIn(fd, k):
		return "speech"
	case low == "briefed" && k > 0 && f.items[k-1].class == rel && f.anyOf("media", k+1, k+4):
		return "briefing"
	case opens && isSettingWord("testifying", low) && f.anyOf("hears", k+1, k+9):
		return "speech"
	case (n == "call" || n == "talks") && f.at(k+1) == "with" && f.anyOf("media", k+2, k+6):
		return "briefing"
	case f.at(k-1) == "-" && f.at(k-2) == "phone" && low == "in" && f.programmeAt(k):
		return "interview"
	case isSettingWord("account", low) && f.possessed(k), isSettingWord("network", low) && k+1 < len(f.items) && f.items[k+1].capital:
		n = "post"
		if low == "account" && f.leadBy("in", k) {
			n = "readout" // "in its own account"
		}
	}
	if n == "" || !f.isKind(k) || isSettingWord("thing", f.at(k+1)) || isSettingWord("thing", f.at(k+2)) && f.items[k+1].class == other || !b.isOccasion(fd, k, n) {
		return ""
	}
	return n
}

// leadsIn reports whether a phrase that opens the sentence or follows a comma ends at k, before a comma
// and the cue: "before the committee, Lim said".
func (f *frame) leadsIn(fd *found, k int) bool {
	if f.at(k+1) != "," || k > fd.cue.from {
		return false
	}
	for j := k; j >= 0 && k-j < 6; j-- {
		if f.items[j].low == "before" {
			return j == 0 || f.items[j-1].class == comma
		}
	}
	return false
}

// callNouns are the words for a call.
var callNouns = setOf("call calls")

// programmeAt reports whether "on" leads to the noun that ends at k: "On Radio Lisk's
// phone-in".
func (f *frame) programmeAt(k int) bool {
	for j := k - 1; j >= 0 && k-j < 10; j-- {
		if f.items[j].class == prep && f.items[j].low != "in" {
			return f.items[j].low == "on"
		}
	}
	return false
}

// anyOf reports whether one of the items [from, to) is of a class of the table of settings.
func (f *frame) anyOf(class string, from, to int) bool {
	for k := max(from, 0); k < min(to, len(f.items)); k++ {
		if isSettingWord(class, f.items[k].low) {
			return true
		}
	}
	return false
}

// possessed reports whether the noun at k is somebody's: "its channel", "Lim's official
// page".
func (f *frame) possessed(k int) bool {
	for j := k - 1; j >= 0 && k-j < 4; j-- {
		switch f.items[j].class {
		case poss, clitic:
			return true
		case other, name:
		default:
			return false
		}
	}
	return false
}

// isKind tells a conference for the press from one of fishermen, and talks from a meeting
// of one side or of the public.
func (f *frame) isKind(k int) bool {
	switch f.items[k].low {
	case "conference", "conferences":
		return f.anyOf("forpress", k-2, k)
	case "meeting", "meetings":
		return !f.anyOf("public", k-3, k)
	case "call", "calls":
		return f.callNoun(k)
	}
	return true
}

// isOccasion reports whether the word at k, which means a setting, says where or how
// something was said: "in a post", "told a briefing"; not "the customs post", "after the
// call", "people familiar with the talks".
func (b *builder) isOccasion(fd *found, k int, setting string) bool {
	f := fd.f
	switch {
	case fd.verb != nil && k == fd.c.at:
		return false
	case within([]stretch{fd.hearer}, k):
		return setting != "call" && setting != "talks" && !f.items[k].capital && !isSettingWord("programme", f.items[k].low)
	case within([]stretch{fd.source}, k):
		return false
	}
	for j := k - 1; j >= 0 && k-j < 10; j-- {
		low := f.items[j].low
		if setting == "statement" && (issues[low] || low == "out" && (f.at(j-1) == "put" || f.at(j-1) == "sent")) || f.items[j].class == doing && (j == 0 || f.items[j-1].class == comma) && isSettingWord("stage", low) {
			return true // "issued a statement saying", "Delivering the lecture, ..."
		}
		switch f.items[j].class {
		case prep:
			if f.items[j+1].low == "-" {
				continue // "in an after-dinner speech"
			}
			if low == "of" && j > 1 && isSettingWord("part", f.items[j-1].low) && setting != "readout" {
				continue // "at the start of the talks"
			}
			return b.sets(fd, j, k, setting)
		case det, poss, clitic, other, name, number, passed, doing, clock, adv, conj:
		default:
			if low != "-" {
				return false
			}
		}
	}
	return false
}

// sets reports whether the preposition at j makes the word at k the setting.
func (b *builder) sets(fd *found, j, k int, setting string) bool {
	f := fd.f
	if j > 0 && nounish(&f.items[j-1]) && !within([]stretch{fd.source}, j-1) && f.items[j-1].class == other && !f.afterCue(fd, j) {
		return false // "officials at the talks", "a man in the interview"
	}
	phone := f.items[k].low == "phone" || f.items[k].low == "telephone"
	if phone && (fd.hearer.empty() || f.items[fd.hearer.from].class == objPron || b.isOutletHere(f, fd.hearer)) {
		return f.at(k+1) == "with" // "by telephone": how the reporter talked to him
	}
	programme := isSettingWord("programme", f.items[k].low)
	switch f.items[j].low {
	case "in", "during":
		return (!programme || f.anyOf("part", j+1, k)) && (setting != "post" || k-j < 6)
	case "at":
		return setting == "briefing" || setting == "talks" || setting == "speech" || setting == "interview" && !programme
	case "on":
		return setting == "post" || setting == "call" || programme || f.items[k].low == "website"
	case "by", "via", "through", "over":
		return phone || setting == "post" || setting == "statement"
	case "under":
		return setting == "post"
	case "to":
		return setting == "post" && f.items[k].low != "post"
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

// isOutletHere reports whether a noun phrase means journalists or an outlet.
func (b *builder) isOutletHere(f *frame, s stretch) bool {
	for k := s.from; k < s.to; k++ {
		if n, _ := nounOf(f.items[k].low); n&outletNoun != 0 || isSettingWord("asks", f.items[k].low) || isSettingWord("media", f.items[k].low) {
			return true
		}
		if m := b.mentionAt(f.items[k].start); m != nil && m.Actors[0].Type == actor.Outlet {
			return true
		}
	}
	if !s.empty() && f.items[s.to-1].class == name && b.isOutlet(b.a.doc.Text[f.items[s.from].start:f.items[s.to-1].end]) {
		return true // "told Continental", in the Continental Wire
	}
	return s.to-s.from <= 3 && f.items[s.to-1].class == name && f.items[s.from].low == "the"
}

// posting are the verbs that tell where something was said by themselves.
var posting = setOf("tweet retweet post blog")

// posted reports whether the statement's verb posts on something: "tweeted", "wrote on
// Murmur", "took to Telegram"; or whether a network known by its name is where it was said.
func (b *builder) posted(fd *found, from, to int) bool {
	f := fd.f
	for k := fd.cue.from; k < fd.cue.to; k++ {
		for _, v := range f.items[k].verbs {
			if posting[v.verb.lemma] {
				return true
			}
		}
	}
	for k := max(from, 1); k < to; k++ {
		if within(fd.content, k) || within([]stretch{fd.source}, k) || !f.items[k].capital || f.items[k-1].low != "on" && f.items[k-1].low != "to" && f.items[k-1].low != "via" {
			continue
		}
		if isSettingWord("platform", f.items[k].low) || k <= 6 && f.at(k-1) == "on" && f.at(k+1) == "," && k+1 < fd.cue.from && f.items[k].class == name && b.mentionAt(f.items[k].start) == nil && f.anyOf("posts", fd.cue.from, fd.cue.to) {
			return true
		}
		named := f.items[k].class == name && b.mentionAt(f.items[k].start) == nil && k > 1
		if named && k-2 >= fd.cue.from && k-2 <= fd.cue.to && isSettingWord("posts", f.at(max(k-2, fd.cue.from))) && (f.items[k-1].low != "to" || f.at(k-2) == "took") {
			return true
		}
	}
	return false
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

// maxOpening bounds the words before a cue that may tell of its occasion: "Speaking at ...".
const maxOpening = 30

// around returns the items near a statement's cue that tell its setting and time: the
// words between its source and cue and those up to the next clause.
func (f *frame) around(fd *found) (from, to int) {
	from, to = fd.cue.from, fd.cue.to
	if !fd.source.empty() {
		from, to = min(from, fd.source.from), max(to, fd.source.to)
	}
	for from > 0 && fd.cue.from-from < maxOpening && !within(fd.content, from-1) && f.items[from-1].class != semicolon &&
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
	return isSettingWord("occasion", f.items[last].low) || settingOf(f.items[last].low) != ""
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
var places = setOf("in on at during via through from after before of over outside inside to with following by aboard")

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
		case isSettingWord("occasion", it.low):
			hit = true
			if j+1 < limit && (f.items[j+1].class == subjPron || f.items[j+1].class == det || f.items[j+1].class == name || f.items[j+1].class == poss) {
				return j + 1 - k
			}
		}
	}
	return 0
}
