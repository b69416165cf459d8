package statement

import (
	"slices"

	"readout"
	"readout/actor"
)

// A scene is a call or talks of which an account tells sentence by sentence, with who
// gives the account.
type scene struct {
	*meeting
	via  *voice
	from int // paragraph
}

// bodyOf returns the state body or organisation on whose page an article stands, by the
// publisher's name, or nil where that is an outlet or nobody known.
func bodyOf(in Input) *actor.Actor {
	name := string(in.Article.Publisher)
	if name == "" || len(name) > 200 || in.Roster == nil {
		return nil
	}
	var named *actor.Actor
	for _, m := range in.Roster.Find(name) {
		if m.Start == 0 && m.End == len(name) && len(m.Actors) == 1 && m.How == actor.ByName {
			if named = publishes(m.Actors[0]); named == nil {
				return nil // an outlet
			}
		}
	}
	// Its own name, which in a text would need its state beside it.
	var found []*actor.Actor
	for _, a := range in.Roster.Named(name) {
		if publishes(a) != nil {
			found = append(found, a)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	if len(found) > 1 {
		return ofNamedSide(in, found)
	}
	return named
}

// ofNamedSide returns the only one of several bodies of one name whose side the article's
// headline or text names, or nil.
func ofNamedSide(in Input, bodies []*actor.Actor) *actor.Actor {
	sides := map[string]bool{}
	for _, t := range []string{string(in.Article.Headline), in.Article.Text} {
		for _, m := range in.Roster.Find(t) {
			if len(m.Actors) == 1 {
				sides[m.Actors[0].Side] = true
			}
		}
	}
	var found *actor.Actor
	for _, a := range bodies {
		switch {
		case !sides[a.Side]:
		case found != nil:
			return nil
		default:
			found = a
		}
	}
	return found
}

// publishes returns an actor that puts out statements on a page of its own, or nil.
func publishes(a *actor.Actor) *actor.Actor {
	switch a.Type {
	case actor.Body, actor.Organisation, actor.State:
		return a
	}
	return nil
}

// accountOf returns the scene of a page on which a body tells of a call or talks: "The
// Minister spoke by telephone today with Lim."
func (b *builder) accountOf() *scene {
	if b.publisher == nil || b.meeting == nil {
		return nil
	}
	a := b.publisher
	teller := readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: string(a.Type), Side: readout.Opt(a.Side)}
	return &scene{meeting: b.meeting, via: &voice{party: teller, level: readout.Institution}, from: b.a.frames[b.meeting.frame].paragraph}
}

// inScene gives a statement of one of the two who talk the scene's setting, hearer and
// teller, unless the sentence says otherwise, and reports whether it is part of the scene.
func (b *builder) inScene(fd *found, s *readout.Statement) bool {
	if b.scene == nil || fd.turn != nil || fd.f.paragraph < b.scene.from || !b.scene.holds(fd.f, string(s.Setting)) {
		return false
	}
	if fd.toPress() {
		b.scene = nil // "After the talks Lim told reporters"
		return false
	}
	p := b.scene.other(s.Speaker)
	if p == nil || s.Addressee != nil && !same(s.Addressee, &p.party) {
		return false
	}
	fd.accounted = true
	s.Setting = readout.Opt(b.scene.setting())
	v := b.voice(p)
	s.Addressee = &v.party
	if fd.relay.empty() {
		teller := b.scene.via.party
		s.Chain = append(readout.List[readout.Party]{teller}, s.Chain...)
	}
	return true
}

// holds reports whether a sentence of a setting may be part of the scene: a call is a
// conversation, too.
func (s *scene) holds(f *frame, setting string) bool {
	if setting == "" || setting == s.setting() {
		return true
	}
	return setting == "talks" && s.setting() == "call" && slices.ContainsFunc(f.items, func(it item) bool { return it.low == "conversation" })
}

func (s *scene) setting() string {
	if s.meeting == nil {
		return "readout"
	}
	return s.meeting.setting
}

// openScene begins a scene where an article's first sentences tell of a call or talks by
// the account of one side, and ends it where somebody else speaks.
func (b *builder) openScene(fd *found, s *readout.Statement) {
	if fd.turn != nil || s.Speaker == nil {
		return
	}
	if b.meeting == nil && fd.f.paragraph == 0 {
		b.meeting = b.talkOf(s)
	}
	if b.meeting == nil {
		return
	}
	if b.scene != nil {
		if b.scene.from <= fd.f.paragraph && b.scene.other(s.Speaker) == nil && !same(s.Speaker, &b.scene.via.party) && len(s.Source) > 0 {
			b.scene = nil
		}
		return
	}
	if fd.f.paragraph > 1 {
		return
	}
	teller := s.Speaker
	if b.meeting.other(teller) != nil {
		if len(s.Chain) == 0 {
			return
		}
		teller = &s.Chain[0]
	}
	if teller.Type != "body" && teller.Type != "state" && teller.Type != "office" || s.Kind == readout.Question || s.Kind == readout.Refusal {
		return
	}
	b.scene = &scene{meeting: b.meeting, via: &voice{party: *teller, level: readout.Institution}, from: fd.f.paragraph + 1}
	if len(fd.f.items) > 0 && fd.f.index+1 < len(b.a.frames) && b.a.frames[fd.f.index+1].paragraph == fd.f.paragraph {
		b.scene.from = fd.f.paragraph
	}
}

// talkOf returns the call that a statement is part of, or nil.
func (b *builder) talkOf(s *readout.Statement) *meeting {
	if s.Setting != "call" || s.Speaker == nil || s.Addressee == nil {
		return nil
	}
	one, two := b.byKey[string(s.Speaker.ID)], b.byKey[string(s.Addressee.ID)]
	if one == nil || two == nil || one == two || !one.person || !two.person {
		return nil
	}
	return &meeting{setting: "call", parties: [2]*figure{one, two}, frame: -1}
}
