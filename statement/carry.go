package statement

import (
	"slices"
	"strings"

	"readout"
)

// carried gives the setting of a statement to those of the same speaker that follow it,
// and to the questions put to that speaker; to the lead that sums it up; and who relays
// it, where the speaker "also said".
func (b *builder) carried() {
	b.relayed()
	stages := b.stages()
	b.lead(stages)
	b.occasion()
	b.sitting()
	b.release()
	last := map[string]spot{}
	for i := range b.done {
		fd := &b.from[i]
		for len(stages) > 0 && stages[0].frame <= fd.f.index {
			last[stages[0].key] = stages[0].spot
			stages = stages[1:]
		}
		if b.done[i].Setting != "transcript" && !fd.told {
			b.carry(i, last)
		}
	}
}

// A spot is the setting in which somebody was last known to speak.
type spot struct {
	setting   readout.Opt
	paragraph int
}

// carry settles the setting of statement i by where its speaker was last, and notes it.
func (b *builder) carry(i int, last map[string]spot) {
	s, fd := &b.done[i], &b.from[i]
	keys := b.keysOf(s)
	if len(keys) == 0 {
		b.carryUnnamed(i)
		return
	}
	p, known := last[keys[0]]
	if !known && b.ofMeeting(s) {
		p, known = b.meetingSpot(i, last)
	}
	if !known && i > 0 && fd.f.shares(fd) {
		p, known = spot{b.done[i-1].Setting, b.from[i-1].f.paragraph}, b.done[i-1].Setting != ""
	}
	for _, k := range keys[1:] {
		if q, ok := last[k]; ok && (!known || q.paragraph > p.paragraph) {
			p, known = q, true
		}
	}
	if s.Setting == "" && !known && b.meeting == nil && fd.verb != nil && accountLemmas[fd.verb.lemma] && fd.f.paragraph <= leadReach+1 {
		s.Setting = b.leadTalk()
	}
	if s.Setting == "" && known && fd.f.paragraph-p.paragraph <= reach(p.setting) && !b.moved(i, p) {
		s.Setting = p.setting
		b.across(s)
	}
	if m := b.meeting; m != nil && s.Setting == "briefing" && fd.f.anyOf("jointly", 0, len(fd.f.items)) {
		for _, p := range m.parties {
			keys = append(keys, keyOf(&p.party))
		}
	}
	for _, k := range keys {
		if s.Setting != "" {
			last[k] = spot{s.Setting, fd.f.paragraph}
		} else if b.moved(i, p) {
			delete(last, k)
		}
	}
}

// carryUnnamed gives "the official" the setting of the statement before in its paragraph,
// where that is of an official who is not named either.
func (b *builder) carryUnnamed(i int) {
	s, fd := &b.done[i], &b.from[i]
	if i == 0 || s.Setting != "" || s.Speaker == nil || fd.source.empty() || b.done[i-1].Speaker == nil || b.done[i-1].Speaker.Type != "unnamed" {
		return
	}
	p := &b.from[i-1]
	if p.f.paragraph != fd.f.paragraph || p.source.empty() {
		return
	}
	now, before := b.head(fd.f, fd.source), b.head(p.f, p.source)
	pronoun := fd.f.items[fd.source.from].class == subjPron
	if pronoun || !now.empty() && !before.empty() && fd.f.items[now.to-1].low == p.f.items[before.to-1].low {
		if !b.moved(i, spot{b.done[i-1].Setting, p.f.paragraph}) {
			s.Setting = b.done[i-1].Setting
		}
	}
}

// across gives what one of the two who met says there the other one as its hearer.
func (b *builder) across(s *readout.Statement) {
	if s.Addressee != nil || s.Setting != "talks" && s.Setting != "call" {
		return
	}
	if other := b.meeting.other(s.Speaker); other != nil {
		v := b.voice(other)
		s.Addressee = &v.party
	}
}

// ofMeeting reports whether a paraphrase is one of the two who met, or of both.
func (b *builder) ofMeeting(s *readout.Statement) bool {
	return b.meeting != nil && s.Kind != readout.Direct && s.Answers == "" && s.Speaker != nil && (b.meeting.other(s.Speaker) != nil || s.Speaker.Type == "group")
}

// meetingSpot returns where the two who met were last known to speak, if that is there:
// at first where one of them does what accounts of a meeting tell of.
func (b *builder) meetingSpot(i int, last map[string]spot) (spot, bool) {
	for _, f := range b.meeting.parties {
		if p, known := last[keyOf(&f.party)]; known && (p.setting == "talks" || p.setting == "call") {
			return p, true
		}
	}
	fd := &b.from[i]
	told := fd.f.paragraph - b.a.frames[max(b.meeting.frame, 0)].paragraph
	accounts := fd.verb != nil && accountLemmas[fd.verb.lemma] || fd.rule == "account"
	return spot{readout.Opt(b.meeting.setting), fd.f.paragraph}, accounts && told >= 0 && told <= 1
}

// leadTalk names the call or talks of which the first sentences tell, "exchanged views
// during a telephone conversation", where it is not known who met.
func (b *builder) leadTalk() readout.Opt {
	for i := range b.a.frames {
		f := &b.a.frames[i]
		if f.paragraph > 1 {
			break
		}
		for k := range f.items {
			if n := settingOf(f.items[k].low); n != "call" && n != "talks" || !f.isKind(k) || !f.leadBy("during", k) {
				continue
			}
			if slices.ContainsFunc(f.items, func(it item) bool { return callWords[it.low] }) {
				return "call"
			}
			return "talks"
		}
	}
	return ""
}

// accountLemmas are the verbs in which accounts of a meeting tell what was said there.
var accountLemmas = setOf("stress note underline underscore emphasise emphasize highlight convey express thank congratulate remind reaffirm reiterate inform assure welcome describe")

// reach is how many paragraphs later somebody is still taken to speak in the same setting:
// an occasion at which he speaks in public is what a report of it is all about.
func reach(setting readout.Opt) int {
	switch setting {
	case "briefing", "interview", "speech":
		return 4
	}
	return 1
}

// moved reports whether statement i says that it is of another occasion than the one
// before: another time, somebody else who was told, a question where nobody asks.
func (b *builder) moved(i int, p spot) bool {
	s, fd := &b.done[i], &b.from[i]
	asked := s.Kind == readout.Question || s.Answers != "" || s.Kind == readout.Refusal
	switch p.setting {
	case "statement", "readout", "post", "press service":
		if asked {
			return true
		}
	}
	if p.setting != "interview" && (fd.f.ownPaper() || toOutlet(s.Addressee)) || p.setting != "speech" && fd.f.isAudience(fd.hearer) {
		return true
	}
	return fd.perfect() || p.setting != "briefing" && fd.toPress() || b.elsewhere(i) || fd.f.apartFrom(fd) || b.leftFor(fd.f)
}

// toUs reports whether the ones who write are told: "told us".
func (fd *found) toUs() bool {
	w := fd.f.at(fd.cue.to)
	if !fd.hearer.empty() {
		w = fd.f.at(fd.hearer.from)
	}
	return w == "us" || w == "our" || w == "me"
}

// ownPaper reports whether a sentence speaks of "this newspaper", whom somebody told.
func (f *frame) ownPaper() bool {
	for k := 1; k < len(f.items); k++ {
		if f.items[k-1].low == "this" && nouns()[f.items[k].low]&outletNoun != 0 {
			return true
		}
	}
	return false
}

// leftFor reports whether the sentence before f, in its paragraph, opens with another time or
// place: "Afterwards, in the lobby, Lim was less polite. |".
func (b *builder) leftFor(f *frame) bool {
	if f.index == 0 {
		return false
	}
	p := &b.a.frames[f.index-1]
	if p.paragraph != f.paragraph || len(p.items) < 2 {
		return false
	}
	return isSettingWord("apart", p.items[0].low) && p.items[1].class != subjPron || p.meetsPress()
}

// meetsPress reports whether somebody "spoke to reporters" in a sentence.
func (f *frame) meetsPress() bool {
	for k := 1; k+2 < len(f.items); k++ {
		switch f.items[k].low {
		case "spoke", "talked", "chatted":
			if w := f.at(k + 1); (w == "to" || w == "with") && f.anyOf("media", k+2, k+4) {
				return true
			}
		}
	}
	return false
}

// perfect reports whether the cue is in the perfect, "has asked", "had told": that was
// before.
func (fd *found) perfect() bool {
	return fd.f.hasClass(fd.cue.from, fd.cue.to, have) && fd.act != "refuse"
}

// toPress reports whether journalists are told: "told reporters" is an occasion of its own.
func (fd *found) toPress() bool {
	if w := fd.f.at(0); (w == "speaking" || w == "talking") && fd.cue.from > 3 && fd.f.anyOf("media", 2, 4) {
		return true
	}
	return fd.f.anyOf("media", fd.hearer.from, fd.hearer.to) || fd.f.anyOf("media", fd.cue.to, fd.cue.to+3) && !within(fd.content, fd.cue.to)
}

// apartFrom reports whether the words around a statement, other than its content, say that
// it is of another time or place.
func (f *frame) apartFrom(fd *found) bool {
	from, to := f.around(fd)
	for k := from; k < to; k++ {
		if within(fd.content, k) {
			continue
		}
		if isSettingWord("apart", f.items[k].low) || isSettingWord("alone", f.items[k].low) && f.leadBy("in", k) {
			return true
		}
	}
	return false
}

// leadBy reports whether a preposition leads to the noun at k: "in a note".
func (f *frame) leadBy(prep string, k int) bool {
	for j := k - 1; j >= 0 && k-j < 6; j-- {
		if f.items[j].low == prep {
			return true
		}
		if f.hasVerb(j, j+1) {
			return false
		}
	}
	return false
}

// shares reports whether somebody is said to speak "beside him".
func (f *frame) shares(fd *found) bool {
	for k := max(0, fd.cue.from-8); k < fd.cue.from; k++ {
		if (isSettingWord("beside", f.items[k].low) || isSettingWord("shared", f.items[k].low) && f.anyOf("dais", k+1, k+4)) && !within(fd.content, k) {
			return true
		}
	}
	return false
}

// keysOf are the keys of those whose places settle a statement's setting: the speaker's, or
// the one's who is asked; of a group all of its members'.
func (b *builder) keysOf(s *readout.Statement) []string {
	who := s.Speaker
	if s.Kind == readout.Question && (s.Addressee != nil || who == nil) {
		who = s.Addressee
	}
	if who != nil && len(who.Members) > 0 {
		return who.Members
	}
	if key := keyOf(who); key != "" {
		return []string{key}
	}
	return nil
}

// keyOf is what tells parties apart, or "".
func keyOf(p *readout.Party) string {
	switch {
	case p == nil || p.Type == "unnamed" && p.ID == "":
		return ""
	case p.ID != "":
		return string(p.ID)
	}
	return p.Name
}

// elsewhere reports whether a statement is said to be of another time: "In March he said".
func (b *builder) elsewhere(i int) bool {
	t := b.done[i].Time
	if t == nil || i == 0 || b.saidTime(i, string(t.Text)) {
		return false
	}
	for j := i - 1; j >= 0 && j > i-8; j-- {
		if p := b.done[j].Time; p != nil && same(b.done[j].Speaker, b.done[i].Speaker) {
			return p.Interval != t.Interval || p.Text != t.Text
		}
	}
	return t.Interval.Day() == ""
}

// saidTime reports whether the words of a time stand in what is said in the sentence of
// statement i: "admitted that it failed in July but insisted ...".
func (b *builder) saidTime(i int, words string) bool {
	for j := max(0, i-nearby); j < min(len(b.done), i+nearby+1); j++ {
		for _, sp := range b.done[j].Content {
			if b.from[j].f == b.from[i].f && strings.Contains(sp.Text, words) {
				return true
			}
		}
	}
	return false
}

// relayed gives who relays a statement to the next one of the same speaker, who "also
// said".
func (b *builder) relayed() {
	for i := 1; i < len(b.done); i++ {
		p, s := &b.done[i-1], &b.done[i]
		near := same(p.Speaker, s.Speaker) && b.from[i].f.paragraph-b.from[i-1].f.paragraph <= 1
		if near && len(p.Chain) > len(s.Chain) && len(s.Cue) > 0 && strings.Contains(s.Cue[0].Text, "also") && !b.from[i-1].told {
			s.Chain = p.Chain
			if s.Addressee == nil {
				s.Addressee = p.Addressee
			}
			if s.Setting == "" {
				s.Setting = p.Setting
			}
		}
	}
}

// leadReach is the paragraph up to which an occasion that the lead sums up is told of.
const leadReach = 2

// lead gives the statements of the first paragraph the setting of the occasion that they
// sum up: the first one in public at which the same speaker, one of the same group, or
// somebody who speaks for the state that said it, is in the next paragraphs.
func (b *builder) lead(stages []staged) {
	for i := range b.done {
		if b.from[i].f.paragraph > 0 {
			return
		}
		s := &b.done[i]
		if s.Setting != "" || s.Speaker == nil || s.Kind == readout.Question || b.from[i].turn != nil || b.from[i].told {
			continue
		}
		s.Setting = b.summed(i, stages)
	}
}

// summed returns the setting that statement i of the lead sums up, or "".
func (b *builder) summed(i int, stages []staged) readout.Opt {
	keys := b.keysOf(&b.done[i])
	for _, st := range stages {
		if st.spot.paragraph > 0 && st.spot.paragraph <= leadReach-1 && slices.Contains(keys, st.key) {
			return st.spot.setting
		}
	}
	first := &b.done[i]
	for j := i + 1; j < len(b.done) && b.from[j].f.paragraph <= leadReach-1; j++ {
		s := &b.done[j]
		if s.Speaker == nil && s.Addressee == nil || b.from[j].told || b.from[j].f == b.from[i].f {
			continue
		}
		speaksFor := s.Speaker != nil && first.Level == readout.Institution && first.Speaker.Side != "" && s.Speaker.Side == first.Speaker.Side
		shared := slices.ContainsFunc(b.keysOf(s), func(k string) bool { return slices.Contains(keys, k) })
		if !speaksFor && !shared {
			return ""
		}
		switch s.Setting {
		case "briefing", "speech", "interview", "statement":
			return s.Setting
		}
	}
	return ""
}
