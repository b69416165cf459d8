package statement

import (
	"strings"

	"readout"
)

// How many paragraphs later somebody is still taken to speak in the same setting. A
// briefing is what a report of one is all about.
const (
	carryParagraphs = 1
	carryBriefing   = 4
)

// carried gives the setting of a statement to those of the same speaker that follow it,
// and to the questions put to that speaker; to the lead that sums it up; and who relays
// it, where the speaker "also said".
func (b *builder) carried() {
	b.relayed()
	b.lead()
	b.occasion()
	b.release()
	type place struct {
		setting   readout.Opt
		paragraph int
	}
	last := map[string]place{}
	for i := range b.done {
		s := &b.done[i]
		who := s.Speaker
		if s.Kind == readout.Question && (s.Addressee != nil || who == nil) {
			who = s.Addressee
		}
		key, para := keyOf(who), b.from[i].f.paragraph
		if key == "" || s.Setting == "transcript" || b.from[i].told {
			continue
		}
		p, known := last[key]
		reach := carryParagraphs
		if p.setting == "briefing" {
			reach = carryBriefing
		}
		spoken := p.setting != "statement" && p.setting != "readout" && p.setting != "post" && p.setting != "press service"
		asked := s.Kind == readout.Question || s.Answers != "" || s.Kind == readout.Refusal
		if s.Setting == "" && known && para-p.paragraph <= reach && !b.elsewhere(i) && (spoken || !asked) {
			s.Setting = p.setting
		}
		if s.Setting != "" {
			last[key] = place{s.Setting, para}
		}
	}
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
	if t == nil || i == 0 {
		return false
	}
	for j := i - 1; j >= 0 && j > i-8; j-- {
		if p := b.done[j].Time; p != nil && same(b.done[j].Speaker, b.done[i].Speaker) {
			return p.Interval != t.Interval || p.Text != t.Text
		}
	}
	return t.Interval.Day() == ""
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

// lead gives the first paragraph's statement the setting of the first one after it, which
// it sums up: of the same speaker, or of somebody who speaks for the state that said it.
func (b *builder) lead() {
	if len(b.done) < 2 || b.done[0].Setting != "" || b.from[0].f.paragraph > 0 || b.done[0].Speaker == nil || b.done[0].Kind == readout.Question {
		return
	}
	first := &b.done[0]
	for i := 1; i < len(b.done); i++ {
		s := &b.done[i]
		if b.from[i].f.paragraph > 1 {
			return
		}
		if s.Setting == "" || s.Speaker == nil || b.from[i].told {
			continue
		}
		speaksFor := first.Level == readout.Institution && first.Speaker.Side != "" && s.Speaker.Side == first.Speaker.Side
		if (same(first.Speaker, s.Speaker) || speaksFor) && (s.Setting == "briefing" || s.Setting == "speech" || s.Setting == "interview" || s.Setting == "statement") {
			first.Setting = s.Setting
			return
		}
		if !same(first.Speaker, s.Speaker) {
			return
		}
	}
}

// release gives the quotations of a page that a state body or organisation publishes, or
// whose headline calls it one, and all that its publisher says, the setting that such a
// page is: a statement.
func (b *builder) release() {
	head := strings.ToLower(string(b.in.Article.Headline))
	if b.publisher == nil && !strings.Contains(head, "statement on ") && !strings.Contains(head, "statement by ") {
		return
	}
	for i := range b.done {
		s := &b.done[i]
		own := b.publisher != nil && s.Speaker != nil && string(s.Speaker.ID) == b.publisher.ID
		if s.Setting == "" && (own || s.Kind == readout.Direct || s.Kind == readout.Mixed) {
			s.Setting = "statement"
		}
	}
}
