package statement

import (
	"strings"

	"readout"
	"readout/actor"
)

// leadParagraphs is the number of paragraphs in which an article says of what occasion it
// tells.
const leadParagraphs = 3

// occasion gives the setting that the lead tells of to the later statements of those who
// speak there: a news conference's to the ones who gave it, a debate's to everybody named.
func (b *builder) occasion() {
	b.addressed()
	b.interviewed()
	setting, debate := "", false
	var floor readout.Opt // the side of those who debate
	speakers := make(map[string]bool)
	for i := range b.done {
		s := &b.done[i]
		if b.from[i].f.paragraph >= leadParagraphs {
			break
		}
		switch s.Setting {
		case "briefing", "speech", "interview":
		default:
			continue
		}
		if setting == "" {
			setting = string(s.Setting)
			if s.Speaker != nil {
				floor = s.Speaker.Side
			}
			debate = setting == "speech" && b.sits(leadParagraphs) || b.sitsFor()
		}
		if key := keyOf(s.Speaker); key != "" && string(s.Setting) == setting {
			speakers[key] = true
			if setting == "interview" {
				continue
			}
			b.together(b.from[i].f, speakers)
		}
	}
	for i := range b.done {
		s := &b.done[i]
		if setting == "" || s.Setting != "" || b.from[i].told || b.from[i].turn != nil || b.from[i].f.anyOf("apart", 0, len(b.from[i].f.items)) || b.from[i].f.apartFrom(&b.from[i]) || b.from[i].perfect() || b.elsewhere(i) || b.leftFor(b.from[i].f) || setting != "briefing" && b.from[i].toPress() {
			continue
		}
		who := s.Speaker
		if s.Kind == readout.Question && who == nil {
			who = s.Addressee
		}
		if key := keyOf(who); key != "" && (speakers[key] || debate && b.debates(i, floor)) {
			if s.Setting = "speech"; speakers[key] {
				s.Setting = readout.Opt(setting)
			}
		}
	}
}

// debates reports whether statement i may have been made in a debate of the side floor: not
// by a spokesman, nor for another state.
func (b *builder) debates(i int, floor readout.Opt) bool {
	s, fd := &b.done[i], &b.from[i]
	if s.Level != readout.Named && s.Level != readout.OfficeLevel {
		return false
	}
	if floor != "" && b.in.Roster != nil && b.isState(string(floor)) && s.Speaker != nil && s.Speaker.Side != "" && s.Speaker.Side != floor {
		return false
	}
	for k := fd.source.from; k < fd.source.to; k++ {
		if strings.HasPrefix(fd.f.items[k].low, "spokes") {
			return false
		}
	}
	return true
}

// briefsFloor reports whether somebody is "briefing the Council".
func (f *frame) briefsFloor() bool {
	for k := range f.items {
		if isSettingWord("briefs", f.items[k].low) && f.anyOf("hears", k+1, k+6) {
			return true
		}
	}
	return false
}

// together adds the people named with a joint appearance: "at a joint news conference with
// Brun".
func (b *builder) together(f *frame, speakers map[string]bool) {
	joint := false
	for k := range f.items {
		joint = joint || f.items[k].low == "with" && k > 0 && settingOf(f.items[k-1].low) == "briefing" || f.items[k].low == "joint" || f.items[k].low == "alongside" || f.items[k].low == "beside"
		if sg := b.sightingAt(f.items[k].start); joint && sg != nil && sg.figure.person {
			speakers[keyOf(&sg.figure.party)] = true
		}
	}
}

// addressed makes speeches of what is told a parliament, council or crowd.
func (b *builder) addressed() {
	for i := range b.done {
		fd := &b.from[i]
		if b.done[i].Setting == "" && fd.turn == nil && (fd.f.isFloor(fd.hearer) && !b.isMember(fd.f, fd.hearer) || fd.f.isAudience(fd.hearer)) {
			b.done[i].Setting = "speech"
		}
	}
}

// isMember reports whether a noun phrase names an organisation of states, whose council is
// no parliament.
func (b *builder) isMember(f *frame, s stretch) bool {
	for k := s.from; k < s.to; k++ {
		if m := b.mentionAt(f.items[k].start); m != nil && m.Actors[0].Type == actor.Organisation {
			return true
		}
	}
	return false
}

// isFloor reports whether the noun phrase is a parliament or council: "the Council of the
// Lake", not "a member of parliament".
func (f *frame) isFloor(s stretch) bool {
	for k := s.from; k < s.to && f.items[k].class != prep; k++ {
		if isSettingWord("floor", f.items[k].low) {
			return true
		}
	}
	return false
}

// isAudience reports whether the noun phrase is a crowd that somebody speaks to: "a cheering
// crowd in Lurra".
func (f *frame) isAudience(s stretch) bool {
	end := s.from
	for end < s.to && f.items[end].class != prep {
		end++
	}
	return end > s.from && isSettingWord("audience", f.items[end-1].low)
}

// sitsFor reports whether one of the first paragraphs tells of somebody who is "briefing the
// Council": its members then speak to it, too.
func (b *builder) sitsFor() bool {
	for i := range b.a.frames {
		f := &b.a.frames[i]
		if f.paragraph >= leadParagraphs {
			return false
		}
		if f.briefsFloor() || f.testifies() {
			return true
		}
	}
	return false
}

// testifies reports whether somebody is heard by a committee or the like.
func (f *frame) testifies() bool {
	for k := range f.items {
		if isSettingWord("testifying", f.items[k].low) && f.anyOf("floor", k+1, k+9) {
			return true
		}
	}
	return false
}

// sits reports whether one of the first paragraphs speaks of a debate, or tells of what a
// parliament was told.
func (b *builder) sits(paragraphs int) bool {
	for i := range b.from {
		f := b.from[i].f
		if f.paragraph >= paragraphs {
			break
		}
		if f.anyOf("sitting", 0, len(f.items)) || f.paragraph == 0 && f.isFloor(b.from[i].hearer) {
			return true
		}
	}
	return false
}

// Of a page that is an interview though it does not say so: the share of statements that
// one person has, and the number from which that tells anything.
const (
	mainShare  = 0.6
	mainSpeaks = 5
)

// interviewed makes an interview of a page on which one person speaks most of the time and
// is said in the first paragraphs to speak to the outlet whose page it is.
func (b *builder) interviewed() {
	count, all := map[string]int{}, 0
	told := ""
	for i := range b.done {
		s := &b.done[i]
		key := keyOf(s.Speaker)
		if s.Kind == readout.Question || key == "" {
			continue
		}
		switch {
		case b.from[i].turn != nil || s.Setting == "interview" || s.Setting == "briefing":
			return
		case s.Setting != "":
			continue
		}
		count[key]++
		all++
		if b.from[i].f.paragraph < leadParagraphs && b.outlet != nil && told == "" && (same(s.Addressee, b.outlet) || b.toOutlet(&b.from[i])) {
			told = key
		}
	}
	if told == "" || all < mainSpeaks || float64(count[told]) < mainShare*float64(all) {
		return
	}
	for i := range b.done {
		s := &b.done[i]
		if s.Setting != "" || b.elsewhere(i) {
			continue
		}
		if key := keyOf(s.Speaker); key == told && !b.from[i].perfect() || s.Kind == readout.Question && s.Speaker == nil && keyOf(s.Addressee) == told {
			s.Setting = "interview"
		}
	}
}

// toOutlet reports whether the outlet whose page it is stands right behind the cue:
// "explained to the Telegraph".
func (b *builder) toOutlet(fd *found) bool {
	for k := fd.cue.to; k < min(fd.cue.to+4, len(fd.f.items)); k++ {
		if m := b.mentionAt(fd.f.items[k].start); m != nil && string(b.outlet.ID) == m.Actors[0].ID && b.outlet.ID != "" {
			return true
		}
	}
	return false
}
