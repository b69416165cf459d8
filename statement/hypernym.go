package statement

import (
	"strings"

	"readout/actor"
)

// hypernyms are nouns that say less of somebody than a title does, with the words of titles
// that they cover.
var hypernyms = map[string][]string{
	"diplomat":   {"ambassador", "envoy", "consul", "foreign", "spokesperson", "spokesman", "spokeswoman", "secretary-general", "representative", "negotiator"},
	"politician": {"president", "minister", "chancellor", "premier", "senator", "mp", "deputy", "leader", "politician", "mayor"},
	"statesman":  {"president", "minister", "chancellor", "premier"},
	"general":    {"general"},
	"officer":    {"general", "colonel", "captain", "major", "commander", "lieutenant", "admiral"},
	"lawyer":     {"attorney", "counsel", "lawyer"},
	"attorney":   {"lawyer", "counsel"},
}

// coveredBy reports whether a title or role of a person is one of those that a noun covers.
func (r *resolver) coveredBy(p *figure, noun string) bool {
	if noun == "guest" || noun == "visitor" {
		return r.meeting != nil && p == r.meeting.parties[1]
	}
	covered := hypernyms[noun]
	if len(covered) == 0 {
		return false
	}
	roles := r.rolesOf(p)
	for _, w := range covered {
		if p.roles[w] || hasWords(p.titles, w) || r.inOffice(p, w) || p.actor != nil && hasWords(p.actor.Name, w) {
			return true
		}
		for _, o := range roles {
			if hasWords(strings.ReplaceAll(o, "-", " "), w) || o == w {
				return true
			}
		}
	}
	return false
}

// rolesOf are the roles of the offices that a person holds, and his own.
func (r *resolver) rolesOf(p *figure) []string {
	if p.actor == nil || r.in.Roster == nil {
		return nil
	}
	out := []string{p.actor.Role}
	for _, o := range r.in.Roster.OfficesOf(p.actor.ID, r.in.Article.Published) {
		out = append(out, o.Role)
	}
	return out
}

// generic are nouns by which any body or organisation may be called that has spoken.
var generic = setOf("organisation organization group body agency service institution watchdog charity ngo")

// isBody reports whether a figure is a body or organisation that a noun may mean.
func isBody(p *figure, noun string) bool {
	if p.person || p.actor != nil && p.actor.Type != actor.Body && p.actor.Type != actor.Organisation {
		return false
	}
	return generic[noun] && (p.actor != nil || p.party.Type == "organisation")
}

// namesBody reports whether a body of the article has a noun in its name: then "the
// service" is that one.
func (r *resolver) namesBody(noun string) bool {
	if r.bodyNouns == nil {
		r.bodyNouns = map[string]bool{}
		for i := range r.mentions {
			if a := r.mentions[i].Actors; len(a) == 1 && a[0].Type == actor.Body {
				for w := range strings.FieldsSeq(strings.ToLower(a[0].Name)) {
					r.bodyNouns[w] = true
				}
			}
		}
	}
	return r.bodyNouns[noun]
}

// sideVoice is the state that "the Ruvian side" means.
func (r *resolver) sideVoice(f *frame, s, head stretch) (voice, bool) {
	if f.items[head.to-1].low != "side" || s.to-s.from > 4 {
		return voice{}, false
	}
	side := string(r.side(f, s))
	if side == "" || r.in.Roster == nil {
		return voice{}, false
	}
	a := r.in.Roster.Get(side)
	if a == nil {
		return voice{}, false
	}
	return r.ownedVoice(a, f.items[s.from].start, a.Name), true
}
