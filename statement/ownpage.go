package statement

import (
	"slices"
	"strings"

	"readout"
	"readout/actor"
)

// sitting gives the statements in the report of a sitting the setting that it is: a speech.
func (b *builder) sitting() {
	if !b.ofSitting() {
		return
	}
	for i := range b.done {
		if b.done[i].Setting == "" {
			b.done[i].Setting = "speech"
		}
	}
}

// ofSitting reports whether a page is the report of a sitting by the house that sat: its
// publisher is named for a parliament, and its headline or first sentence is about a debate or
// questions that were put there.
func (b *builder) ofSitting() bool {
	isHouse := func(w string) bool { return isSettingWord("house", w) }
	if len(b.a.frames) == 0 || !slices.ContainsFunc(wordsOf(string(b.in.Article.Publisher)), isHouse) {
		return false
	}
	head := strings.ToLower(string(b.in.Article.Headline))
	debates := func(w string) bool { return isSettingWord("sitting", w) }
	first := &b.a.frames[0]
	return slices.ContainsFunc(wordsOf(head), debates) || strings.Contains(head, "oral questions") || strings.Contains(head, "questions to ") ||
		first.anyOf("sitting", 0, len(first.items))
}

// release gives the quotations of a page that a state body or organisation publishes, or that
// is headed as a release, and all that its publisher says, the setting that such a page is: a
// statement.
func (b *builder) release() {
	pub := b.publishes()
	released := b.headedRelease() || b.namesItself()
	if pub == nil && !released {
		return
	}
	headed := strings.Contains(strings.ToLower(string(b.in.Article.Headline)), "statement")
	for i := range b.done {
		s := &b.done[i]
		own := released && b.byPublisher(i) || pub != nil && s.Speaker != nil && (string(s.Speaker.ID) == pub.ID || string(s.Speaker.Side) == pub.ID || pub.Side != "" && string(s.Speaker.Side) == pub.Side && (headed && !b.from[i].perfect() || s.Level == readout.Institution))
		if told := pub != nil && s.Addressee != nil && string(s.Addressee.ID) == pub.ID && !own; told {
			continue // what others told the publisher
		}
		if s.Speaker != nil && s.Speaker.Side != "" && !own && pub != nil && pub.Side != string(s.Speaker.Side) && b.from[i].rule != "signed" || b.from[i].toUs() {
			continue // what others said elsewhere
		}
		if s.Setting == "" && (own && !b.from[i].f.reported(&b.from[i]) || (b.publisher != nil || headed || released || b.from[i].rule == "signed") && (s.Kind == readout.Direct || s.Kind == readout.Mixed)) {
			s.Setting = "statement"
		}
	}
}

// headedRelease reports whether the headline or the first line calls a page a release.
func (b *builder) headedRelease() bool {
	head := strings.ToLower(string(b.in.Article.Headline))
	if strings.Contains(head, "statement on ") || strings.Contains(head, "statement by ") {
		return true
	}
	first, _, _ := strings.Cut(strings.TrimSpace(b.in.Article.Text), "\n")
	for _, line := range []string{head, strings.ToLower(first)} {
		for _, name := range []string{"statement by ", "press release", "communiqué", "communique"} {
			if strings.HasPrefix(line, name) {
				return true
			}
		}
	}
	return false
}

// namesItself reports whether a page opens with what its publisher says, who is no outlet: an
// outlet's page opens with what "the Lakewire has learned".
func (b *builder) namesItself() bool {
	if len(b.done) == 0 || b.from[0].f.paragraph > 2 || !b.namedFor(0) {
		return false
	}
	if v := b.from[0].verb; v != nil && isSettingWord("reporting", v.lemma) {
		return false
	}
	var of nounClass
	for _, w := range wordsOf(string(b.in.Article.Publisher)) {
		of |= nouns()[w]
	}
	return of&outletNoun == 0 || of&institution != 0 // "Independent Media Council"
}

// byPublisher reports whether the publisher of a release says statement i: by name, or as "we"
// outside of quotations.
func (b *builder) byPublisher(i int) bool {
	s := &b.done[i]
	if len(s.Source) == 1 && strings.EqualFold(s.Source[0].Text, "we") {
		return s.Kind != readout.Direct
	}
	return b.namedFor(i)
}

// namedFor reports whether the source of statement i is called as the page's publisher is: by its
// name or the beginning of it, two words at least, or by its noun: "the council".
func (b *builder) namedFor(i int) bool {
	if len(b.done[i].Source) != 1 {
		return false
	}
	is, name := wordsOf(b.done[i].Source[0].Text), wordsOf(string(b.in.Article.Publisher))
	if len(is) == 2 && is[0] == "the" && nouns()[is[1]]&institution != 0 && slices.Contains(name, is[1]) {
		return true
	}
	without := func(ws []string) []string {
		if len(ws) > 0 && ws[0] == "the" {
			return ws[1:]
		}
		return ws
	}
	is, name = without(is), without(name)
	return len(is) > 1 && len(is) <= len(name) && slices.Equal(is, name[:len(is)])
}

// reported reports whether a statement stands in a report or letter of its own: "said in a
// report published today".
func (f *frame) reported(fd *found) bool {
	return f.apartFrom(fd) || f.anyOf("document", fd.source.from, fd.source.to) || f.anyOf("document", fd.cue.to, fd.cue.to+4) && f.at(fd.cue.to) == "in"
}

// publishes returns the body or organisation whose page it is: where no outlet is known,
// the organisation that speaks in the first sentence and again.
func (b *builder) publishes() *actor.Actor {
	if b.publisher != nil || b.in.Article.Publisher != "" || b.in.Article.Agency != "" || b.in.Roster == nil || len(b.done) < 2 || b.from[0].f.paragraph > 2 || b.done[0].Speaker == nil {
		return b.publisher
	}
	a := b.in.Roster.Get(string(b.done[0].Speaker.ID))
	if a == nil || a.Type != actor.Organisation {
		return nil
	}
	for i := 1; i < len(b.done); i++ {
		if s := b.done[i].Speaker; s != nil && (string(s.ID) == a.ID || string(s.Side) == a.ID) {
			return a
		}
	}
	return nil
}
