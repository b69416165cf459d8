package statement

import (
	"slices"
	"strings"
)

// hypernyms are nouns that say less of somebody than a title does, with the words of titles
// that they cover.
var hypernyms = map[string][]string{
	"diplomat":   {"ambassador", "envoy", "consul", "foreign", "spokesperson", "spokesman", "spokeswoman", "secretary-general", "representative", "negotiator"},
	"envoy":      {"ambassador", "consul", "representative"},
	"emissary":   {"ambassador", "envoy", "representative"},
	"negotiator": {"envoy", "representative", "negotiator"},
	"mediator":   {"envoy", "representative"},
	"politician": {"president", "minister", "chancellor", "premier", "senator", "mp", "deputy", "leader", "politician", "mayor"},
	"statesman":  {"president", "minister", "chancellor", "premier"},
	"general":    {"general"},
	"officer":    {"general", "colonel", "captain", "major", "commander", "lieutenant", "admiral"},
	"leader":     {"head-of-state", "head-of-government", "president", "premier", "chancellor"},
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

// otherwise are further words for roles.
var otherwise = map[string]string{"spokesman": "spokesperson", "spokeswoman": "spokesperson", "premier": "head-of-government", "prime minister": "head-of-government", "top diplomat": "foreign-minister", "chief diplomat": "foreign-minister"}

// hasRole reports whether a phrase is a person's role, "minister" also for a foreign
// secretary, who has the role "foreign-minister", or part of one of his names: "Captain Lim".
func (r *resolver) hasRole(p *figure, phrase string) bool {
	if p.actor == nil {
		return false
	}
	for _, o := range r.rolesOf(p) {
		plain := strings.ReplaceAll(o, "-", " ")
		if o != "" && (plain == phrase || phrase == "minister" && strings.HasSuffix(plain, " minister") || otherwise[phrase] == o) {
			return true
		}
	}
	return slices.ContainsFunc(p.actor.Names, func(n string) bool { return n != p.actor.Name && hasWords(n, phrase) })
}

// rolesOf are the roles of the offices that a person holds, and his own.
func (r *resolver) rolesOf(p *figure) []string {
	if p.actor == nil || r.in.Roster == nil {
		return nil
	}
	if p.held == nil {
		p.held = []string{p.actor.Role}
		for _, o := range r.in.Roster.OfficesOf(p.actor.ID, r.in.Article.Published) {
			p.held = append(p.held, o.Role)
		}
	}
	return p.held
}

// coveredNear returns whom a noun means that covers titles or names before byte b: the last
// voice whose title it covers, or of bodies the last one named.
func (r *resolver) coveredNear(b int, noun, phrase, side string) *figure {
	if phrase != noun {
		return nil
	}
	if generic[noun] || bodyKinds[noun] != nil || noun == "company" || noun == "firm" {
		return r.lastBody(b, noun)
	}
	for i := len(r.voices) - 1; i >= 0 && i >= len(r.voices)-12; i-- {
		if p := r.voices[i].figure; p != nil && p.person && (side == "" || string(p.party.Side) == side) && r.coveredBy(p, noun) {
			return p
		}
	}
	var found *figure
	for _, sg := range r.seenBefore(b) {
		p := sg.figure
		if p == found || !p.person || side != "" && string(p.party.Side) != side || !r.coveredBy(p, noun) {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
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
