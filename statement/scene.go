package statement

import (
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

// publisher returns the state body or organisation whose page the article stands on, or
// nil where an outlet publishes it.
func (b *builder) publisher() *actor.Actor {
	name := string(b.in.Article.Publisher)
	if name == "" || len(name) > 200 || b.in.Roster == nil {
		return nil
	}
	for _, m := range b.in.Roster.Find(name) {
		if m.Start == 0 && m.End == len(name) && len(m.Actors) == 1 && m.How == actor.ByName {
			switch a := m.Actors[0]; a.Type {
			case actor.Body, actor.Organisation, actor.State:
				return a
			}
		}
	}
	return nil
}

// inScene gives a statement of one of the two who talk the scene's setting, hearer and
// teller, unless the sentence says otherwise.
func (b *builder) inScene(fd *found, s *readout.Statement) {
	if b.scene == nil || fd.turn != nil || fd.f.paragraph < b.scene.from || s.Setting != "" && string(s.Setting) != b.scene.setting() {
		return
	}
	p := b.scene.other(s.Speaker)
	if p == nil || s.Addressee != nil && !same(s.Addressee, &p.party) {
		return
	}
	s.Setting = readout.Opt(b.scene.setting())
	v := b.voice(p)
	s.Addressee = &v.party
	if fd.relay.empty() {
		teller := b.scene.via.party
		s.Chain = append(readout.List[readout.Party]{teller}, s.Chain...)
	}
}

func (s *scene) setting() string {
	if s.meeting == nil {
		return "readout"
	}
	return s.meeting.setting
}
