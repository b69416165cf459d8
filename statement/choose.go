package statement

import (
	"slices"
	"strings"

	"readout"
	"readout/internal/setting"
)

// A chooser settles where each statement was said, of the occasions of the page, by what
// the rules say and what the learned ranking makes of each.
type chooser struct {
	*builder
	occasions []occasion
	local     []readout.Opt    // by what stands beside the cue alone
	rules     []readout.Opt    // by all rules
	page      []uint32         // what is seen of the page, for each option
	head      uint             // the settings of which the headline speaks
	host      string           // the outlet's name, in small letters
	official  bool             // a state body or institution publishes the page
	lead      []*occasion      // see leading
	lastOf    map[string]int   // the last statement of each speaker
	main      string           // who speaks most
	keys      []string         // of the statement whose setting is chosen; see keysOf
	rank      []setting.Option // its options, in the memory of those before
	offered   []setting.Option // those of them that something ties it to
}

// choose settles the settings; local are those that the rules read beside the cues.
func (b *builder) choose(local []readout.Opt) {
	c := chooser{builder: b, occasions: b.occasions(), local: local, lastOf: map[string]int{}, rank: make([]setting.Option, none+1)}
	for i := range b.done {
		c.rules = append(c.rules, b.done[i].Setting)
	}
	c.aboutPage()
	c.lead = leading(c.occasions)
	next := 0
	for i := range b.done {
		s, fd := &b.done[i], &b.from[i]
		c.keys = b.keysOf(s)
		for next < len(c.occasions) && c.occasions[next].f.index < fd.f.index {
			next++
		}
		if fd.turn == nil && !fd.told && s.Setting != "press service" && s.Setting != "transcript" {
			options := c.options(i, next)
			if b.in.Decide != nil {
				s.Setting = readout.Opt(b.in.Decide(s, options))
			} else {
				s.Setting = readout.Opt(setting.Loaded().Choose(options, string(s.Setting)))
			}
		}
		for _, key := range c.keys {
			c.lastOf[key] = i
		}
	}
}

// leading returns the first occasion of each setting that the first two paragraphs name.
func leading(list []occasion) []*occasion {
	var out []*occasion
	var seen [8]bool
	for i := range list {
		o := &list[i]
		if o.f.paragraph > 1 {
			break
		}
		if o.sure && !o.thing && !seen[o.setting] {
			seen[o.setting] = true
			out = append(out, o)
		}
	}
	return out
}

// none is the index of the option of no setting.
var none = len(settings)

// aboutPage notes what is seen of the page as a whole.
func (c *chooser) aboutPage() {
	add := func(n uint32) { c.page = append(c.page, n) }
	for w := range strings.FieldsSeq(strings.ToLower(string(c.in.Article.Headline))) {
		c.head |= occasionWords().wide[strings.Trim(w, ".,:;?!'\"“”‘’")]
	}
	add(1 + bit(c.publisher != nil))
	c.official = c.publisher != nil
	if c.outlet != nil {
		c.host = strings.ToLower(c.outlet.Name)
	}
	for w := range strings.FieldsSeq(strings.ToLower(string(c.in.Article.Publisher))) {
		if n, _ := nounOf(w); n&institution != 0 && n&outletNoun == 0 {
			add(3)
			c.official = true
			break
		}
	}
	c.narrator(add)
	count := map[string]int{}
	most, asked := 0, 0
	for i := range c.done {
		if key := keyOf(c.done[i].Speaker); key != "" {
			if count[key]++; count[key] > most {
				most, c.main = count[key], key
			}
		}
		asked += int(bit(c.done[i].Kind == readout.Question))
	}
	add(10 + uint32(4*most/max(1, len(c.done))))
	add(20 + uint32(min(asked, 3)))
	seen := [8]int{}
	for i := range c.occasions {
		if o := &c.occasions[i]; o.sure && !o.thing {
			seen[o.setting]++
		}
	}
	for n, k := range seen {
		add(30 + uint32(4*n+min(k, 3)))
	}
}

// narrator adds whether the page's writer speaks of himself: "we ask", "tells me".
func (c *chooser) narrator(add func(uint32)) {
	mine := 0
	for i := range c.a.frames {
		for k := range c.a.frames[i].items {
			switch it := &c.a.frames[i].items[k]; it.low {
			case "i", "we", "us", "me", "our", "my":
				mine++
			}
		}
	}
	add(4 + uint32(min(mine, 3)))
}

// Numbers of the features.
const (
	fBias = iota + 1
	fRuleLocal
	fRules
	fRulesOther
	fRulesNone
	fLast
	fLastMoved
	fBefore
	fOwn
	fNear
	fMine
	fLead
	fNext
	fHead
	fState
	fPage
	fWord
	fFrame
	fAgree
	fAhead
	fSince
)

// options returns the options of statement i, which are valid until the next call; next is
// the first occasion of its frame or after it.
func (c *chooser) options(i, next int) []setting.Option {
	tied := make([]int, 0, none+1)
	for n := range settings {
		if c.grounded(i, settings[n]) {
			tied = append(tied, n)
		}
	}
	out := c.rank
	if len(tied) == 0 {
		return nil // nothing is to be weighed
	}
	last, own := c.lastOfSpeaker(), c.ofPage(c.done[i].Speaker)
	state := c.state(i, own)
	for n := range out {
		if n < none {
			out[n].Setting = settings[n]
		}
		out[n].Features = c.general(out[n].Features[:0], i, n, last, own, state)
	}
	c.words(i, out)
	c.own(i, next, out)
	c.earlier(i, next, out)
	c.later(i, next, out)
	c.ahead(i, next, out)
	c.since(i, last, next, out)
	c.offered = c.offered[:0]
	for _, n := range append(tied, none) {
		c.offered = append(c.offered, out[n])
	}
	return c.offered
}

// state are the flags of a statement; own says that the page's publisher speaks.
func (c *chooser) state(i int, own bool) []uint32 {
	s, fd := &c.done[i], &c.from[i]
	var out []uint32
	flag := func(n uint32, on bool) {
		if on {
			out = append(out, n)
		}
	}
	flag(1, fd.perfect())
	flag(2, fd.toPress())
	flag(3, s.Addressee != nil && s.Addressee.Type == "outlet")
	flag(4, c.elsewhere(i))
	flag(5, fd.f.apartFrom(fd))
	flag(6, c.leftFor(fd.f))
	flag(7, fd.f.paragraph == 0)
	flag(8, s.Answers != "")
	flag(9, fd.source.empty())
	flag(10, fd.f.ownPaper())
	flag(11, s.Addressee != nil && s.Addressee.Type != "outlet")
	flag(12, len(s.Chain) > 1)
	flag(13, c.outlet != nil && same(s.Addressee, c.outlet))
	flag(14, s.Time != nil)
	flag(15, fd.f.first)
	flag(17, c.main != "" && keyOf(s.Speaker) == c.main)
	flag(18, fd.there())
	flag(19, own)
	flag(25, s.Speaker != nil && len(s.Speaker.Members) > 0)
	flag(26, fd.f.anyOf("hears", fd.hearer.from, fd.hearer.to))
	flag(16, !fd.source.empty() && fd.f.items[fd.source.from].class == subjPron)
	kind := map[readout.Kind]uint32{readout.Direct: 20, readout.Mixed: 21, readout.Indirect: 22, readout.Question: 23, readout.Refusal: 24}
	out = append(out, kind[s.Kind])
	level := map[readout.Level]uint32{readout.Named: 30, readout.OfficeLevel: 31, readout.Institution: 32, readout.Unnamed: 33, readout.OutletLevel: 34}
	return append(out, level[s.Level])
}

// general appends the features of option n that no occasion gives; last is the speaker's last
// statement or -1, own says that the page's publisher speaks.
func (c *chooser) general(out []uint32, i, n, last int, own bool, state []uint32) []uint32 {
	T := uint32(n)
	add := func(parts ...uint32) { out = append(out, setting.Hash(parts...)) }
	add(fBias, T)
	name := ""
	if n < none {
		name = settings[n]
	}
	if string(c.local[i]) == name {
		add(fRuleLocal)
		add(fRuleLocal, T)
	}
	if string(c.rules[i]) == name {
		add(fRules, T)
		add(fRules, T, bit(c.local[i] != ""))
	} else if c.rules[i] != "" {
		add(fRulesOther, T, bit(c.local[i] != ""))
	} else {
		add(fRulesNone, T)
	}
	lastPar := 0
	far := uint32(9)
	if last >= 0 {
		lastPar = c.from[i].f.paragraph - c.from[last].f.paragraph
		far = near(lastPar)
	}
	agrees := uint32(0)
	switch {
	case last < 0:
		add(fLast, T, 8)
	case string(c.done[last].Setting) == name:
		agrees = 1
		add(fLast, far, bit(n == none))
		add(fLast, far, T)
	default:
		agrees = 2
		add(fLast, far, T, 7)
	}
	if i > 0 {
		together := bit(c.from[i-1].f.paragraph == c.from[i].f.paragraph)
		agree := bit(string(c.done[i-1].Setting) == name)
		add(fBefore, agree, together, bit(n == none))
		add(fBefore, agree, together, T, bit(last == i-1))
	}
	for _, f := range state {
		add(fState, f, T)
		add(fLastMoved, f, agrees, bit(n == none))
	}
	for _, p := range c.page {
		add(fPage, p, T)
		if i > 0 {
			add(fPage, p, T, agrees)
		}
	}
	if n < none {
		named := bit(c.head&(1<<n) != 0)
		add(fHead, T, named)
		add(fHead, T, named, 1+bit(c.official), bit(own))
	}
	add(fAgree, bit(string(c.rules[i]) == name), bit(string(c.local[i]) == name), bit(c.rules[i] == ""), agrees, bit(n == none))
	return out
}

// there reports whether a statement is said to be of an occasion that was named before: "She
// said there that ...", "at the same event".
func (fd *found) there() bool {
	from, to := fd.f.around(fd)
	for k := from; k < to; k++ {
		if low := fd.f.items[k].low; (low == "there" || low == "same") && !within(fd.content, k) {
			return true
		}
	}
	return false
}

// ofPage reports whether it is the page's publisher who speaks: "The Directorate" of the page of
// the Directorate of Harbours.
func (c *chooser) ofPage(p *readout.Party) bool {
	if p == nil || c.outlet == nil {
		return false
	}
	name := strings.TrimPrefix(strings.ToLower(p.Name), "the ")
	return same(p, c.outlet) || len(name) > 3 && strings.Contains(c.host, name)
}

// lastOfSpeaker returns the last statement before of the same speaker, or -1.
func (c *chooser) lastOfSpeaker() int {
	last := -1
	for _, key := range c.keys {
		if j, ok := c.lastOf[key]; ok && j > last {
			last = j
		}
	}
	return last
}

// words adds the words beside a statement's cue, outside what is said and who says it.
func (c *chooser) words(i int, out []setting.Option) {
	fd := &c.from[i]
	f := fd.f
	from, to := f.around(fd)
	n := 0
	for k := from; k < to && n < 12; k++ {
		it := &f.items[k]
		if it.class == quoted || it.class == comma || it.class == det || it.class == subjPron || within(fd.content, k) || within([]stretch{fd.source}, k) {
			continue
		}
		n++
		w, where := setting.Word(it.low), bit(k >= fd.cue.from)
		if it.class == name {
			w = 1
		}
		for t := range out {
			out[t].Features = append(out[t].Features, setting.Hash(fWord, w, uint32(t)), setting.Hash(fWord, w, uint32(t), where))
		}
	}
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// near is a distance in paragraphs, made coarse.
func near(d int) uint32 {
	switch {
	case d <= 2:
		return uint32(max(d, 0))
	case d <= 4:
		return 3
	case d <= 8:
		return 4
	}
	return 5
}

// with is how the speaker of the statement stands to an occasion: 0 nobody is named there, 1
// the speaker before it, 2 the speaker otherwise, 3 somebody else before it, 4 otherwise.
func (c *chooser) with(o *occasion) uint32 {
	for _, k := range c.keys {
		if k == o.subject {
			return 1
		}
		if slices.Contains(o.who, k) {
			return 2
		}
	}
	switch {
	case o.subject != "":
		return 3
	case len(o.who) > 0:
		return 4
	}
	return 0
}

// own adds what is seen of the occasions in the statement's own frame.
func (c *chooser) own(i, next int, out []setting.Option) {
	fd := &c.from[i]
	for ; next < len(c.occasions) && c.occasions[next].f == fd.f; next++ {
		o := &c.occasions[next]
		zone := c.zone(fd, o.at)
		T := uint32(o.setting)
		x := &out[o.setting].Features
		add := func(parts ...uint32) { *x = append(*x, setting.Hash(parts...)) }
		sure := bit(o.sure)
		add(fOwn, 1, zone, sure)
		add(fOwn, 2, zone, sure, T)
		add(fOwn, 3, zone, o.prep, sure)
		add(fOwn, 4, zone, o.prep, T)
		add(fOwn, 5, zone, o.word)
		add(fOwn, 6, o.prep, o.word)
		add(fOwn, 7, zone, o.verb, sure)
		add(fOwn, 8, zone, uint32(o.det), sure)
		add(fOwn, 9, zone, bit(o.thing))
		add(fOwn, 10, T, bit(o.press), sure)
		add(fOwn, 11, zone, c.with(o), sure)
		none := &out[len(out)-1].Features
		*none = append(*none, setting.Hash(fOwn, 12, zone, o.prep, sure), setting.Hash(fOwn, 13, zone, sure))
	}
}

// zone tells where in its frame an item stands, seen from a statement.
func (c *chooser) zone(fd *found, k int) uint32 {
	switch {
	case within([]stretch{fd.hearer}, k):
		return 1
	case within([]stretch{fd.source}, k):
		return 2
	case within([]stretch{fd.cue}, k):
		return 3
	case within(fd.content, k):
		if fd.f.saidAt(fd, k) {
			return 4
		}
		return 5
	case !fd.relay.empty() && within([]stretch{fd.relay}, k):
		return 6
	}
	from, to := fd.f.around(fd)
	far := uint32(0)
	if k < from || k >= to {
		far = 4
	}
	if k < fd.cue.from {
		return 7 + far
	}
	return 8 + far
}

// maxBackOccasions bounds how many earlier or later occasions are looked at for a statement.
const maxBackOccasions = 40

// earlier adds what is seen of the occasions before the statement's frame: of each setting
// the last one, the last one at which the speaker is named, and the first of the page.
func (c *chooser) earlier(i, next int, out []setting.Option) {
	var nearest, mine [8]bool
	fd := &c.from[i]
	for j := next - 1; j >= 0 && j >= next-maxBackOccasions; j-- {
		o := &c.occasions[j]
		with := c.with(o)
		if with == 1 || with == 2 {
			if !mine[o.setting] {
				mine[o.setting] = true
				c.seenBack(fMine, i, o, with, out)
			}
		}
		if !nearest[o.setting] {
			nearest[o.setting] = true
			c.seenBack(fNear, i, o, with, out)
		}
	}
	if fd.f.paragraph > 1 {
		for _, o := range c.lead {
			c.seenBack(fLead, i, o, c.with(o), out)
		}
	}
}

// seenBack adds what is seen of an earlier occasion.
func (c *chooser) seenBack(kind uint32, i int, o *occasion, with uint32, out []setting.Option) {
	fd := &c.from[i]
	T := uint32(o.setting)
	x := &out[o.setting].Features
	add := func(parts ...uint32) { *x = append(*x, setting.Hash(parts...)) }
	far := near(fd.f.paragraph-o.f.paragraph) + 1
	if fd.f.index-o.f.index == 1 {
		far = 0
	}
	sure := bit(o.sure && !o.thing)
	add(kind, 1, far, sure, T)
	add(kind, 2, far, with, sure)
	add(kind, 3, far, o.word)
	add(kind, 4, with, o.verb, sure)
	add(kind, 5, with, o.prep, sure)
	add(kind, 6, o.prep, o.word)
	add(kind, 7, uint32(o.det), sure)
	add(kind, 8, T, bit(o.press), with)
	add(kind, 9, far, o.verb, sure)
}

// ahead adds, for a statement of the lead, the first occasion of each setting further on at
// which its speaker is named.
func (c *chooser) ahead(i, next int, out []setting.Option) {
	fd := &c.from[i]
	if fd.f.paragraph > 1 {
		return
	}
	var seen [8]bool
	first := uint32(1)
	for j := next; j < len(c.occasions) && j < next+maxBackOccasions; j++ {
		o := &c.occasions[j]
		if o.f == fd.f || !o.sure || o.thing || seen[o.setting] {
			continue
		}
		with := c.with(o)
		if with != 1 && with != 2 {
			continue
		}
		seen[o.setting] = true
		T := uint32(o.setting)
		out[o.setting].Features = append(out[o.setting].Features, setting.Hash(fAhead, 1, T, with, first), setting.Hash(fAhead, 2, first, o.prep), setting.Hash(fAhead, 3, near(o.f.paragraph-fd.f.paragraph), with, o.verb))
		first = 0
	}
}

// since adds whether another occasion was named since the speaker was last heard, or, where he
// was not, before.
func (c *chooser) since(i, last, next int, out []setting.Option) {
	if last < 0 {
		return
	}
	was := string(c.done[last].Setting)
	from := c.from[last].f.index
	other, again := uint32(0), uint32(0)
	for j := next - 1; j >= 0 && j >= next-maxBackOccasions && c.occasions[j].f.index > from; j-- {
		o := &c.occasions[j]
		if !o.sure || o.thing {
			continue
		}
		if settings[o.setting] == was {
			again = 1
		} else {
			other = max(other, 1+bit(c.with(o) == 1 || c.with(o) == 2))
		}
	}
	between := uint32(0) // others who spoke since
	for j := i - 1; j > last && between < 3; j-- {
		between++
	}
	for n := range out {
		agree := bit(out[n].Setting == was)
		out[n].Features = append(out[n].Features, setting.Hash(fSince, agree, other, again, bit(n == none)), setting.Hash(fSince, agree, between, bit(was == "")), setting.Hash(fSince, agree, between, uint32(n), 9))
	}
}

// later adds what is seen of the occasions of the next sentences, in its paragraph or the
// next one.
func (c *chooser) later(i, next int, out []setting.Option) {
	fd := &c.from[i]
	var nearest [8]bool
	for j := next; j < len(c.occasions) && j < next+maxBackOccasions && c.occasions[j].f.paragraph-fd.f.paragraph <= 1; j++ {
		o := &c.occasions[j]
		if o.f == fd.f || nearest[o.setting] {
			continue
		}
		nearest[o.setting] = true
		T := uint32(o.setting)
		x := &out[o.setting].Features
		add := func(parts ...uint32) { *x = append(*x, setting.Hash(parts...)) }
		far := uint32(o.f.paragraph-fd.f.paragraph) + 2*bit(fd.f.paragraph == 0)
		sure := bit(o.sure && !o.thing)
		with := c.with(o)
		add(fNext, 1, far, sure, T)
		add(fNext, 2, far, with, sure, T)
		add(fNext, 3, far, o.word)
		add(fNext, 4, with, o.verb, sure)
		add(fNext, 5, with, o.prep, sure)
	}
}
