package account

import (
	"cmp"
	"slices"
	"strings"

	"readout"
)

// A voice is who tells of the event, and through whom: what makes an account.
type voice struct {
	side    string
	channel string
	relays  string // parted by ", "
	unnamed bool
}

// teller returns who gives the account that a statement belongs to: the official nearest
// to the speaker who relays it, or else the speaker. Outlets relay and give no account of
// a side.
func teller(s *readout.Statement) *readout.Party {
	for i := range s.Chain {
		if p := &s.Chain[i]; p.Type != "outlet" && p.Type != "document" && (p.Side != "" || p.Type == "unnamed") {
			return p
		}
	}
	return s.Speaker
}

// voiceOf says to which account a statement belongs.
func voiceOf(s *readout.Statement, page *readout.Record) voice {
	t := teller(s)
	if t == nil {
		return voice{channel: "source not given", relays: outlets(s, page)}
	}
	v := voice{side: string(t.Side), unnamed: t.Type == "unnamed" || t == s.Speaker && s.Level == readout.Unnamed}
	relayed := t != s.Speaker
	name := t.Name
	if inst := institution(s, t); inst != "" {
		name, relayed = inst, true
	}
	switch {
	case t.Type == "outlet":
		v.side = "" // an agency of a state reports, it does not speak for it
	case v.unnamed:
		v.side = ""
	case v.side == "" && s.Speaker != nil && s.Speaker.Type != "outlet":
		v.side = string(s.Speaker.Side)
	}
	if !relayed {
		name = told(s, t)
	}
	v.channel, v.relays = name, outlets(s, page)
	return v
}

// institution returns the office that a spokesman speaks for, where the page has it: the
// next in the chain, or what his title begins with.
func institution(s *readout.Statement, t *readout.Party) string {
	if t.Type != "person" {
		return ""
	}
	for i := range s.Chain {
		if p := &s.Chain[i]; p != t && (p.Type == "body" || p.Type == "organisation") && (p.Side == t.Side || p.Side == "") {
			return p.Name
		}
	}
	low := strings.ToLower(string(t.Office))
	for _, w := range spokes {
		if at := strings.Index(low, w); at > 0 {
			return strings.TrimSpace(string(t.Office)[:at])
		}
	}
	return ""
}

var spokes = []string{"spokes", "press secretary"}

// told words who says it where nobody official stands between the speaker and the page.
func told(s *readout.Statement, t *readout.Party) string {
	if s.Level == readout.Named && (s.Setting == "call" || s.Setting == "talks" || s.Setting == "") {
		return "what " + t.Name + " said"
	}
	return t.Name
}

// outlets names who carries a statement to the reader: the outlets of its chain, or the
// publisher where no chain says so and it is not the teller itself.
func outlets(s *readout.Statement, page *readout.Record) string {
	var names []string
	for i := range s.Chain {
		if p := &s.Chain[i]; p.Type == "outlet" && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	if len(names) > 0 {
		return strings.Join(names, ", ")
	}
	name := string(cmp.Or(page.Article.Agency, page.Article.Publisher))
	if t := teller(s); t != nil && (strings.HasPrefix(t.Name, name) || inChain(s, name)) {
		return ""
	}
	return name
}

func inChain(s *readout.Statement, name string) bool {
	return slices.ContainsFunc(s.Chain, func(p readout.Party) bool { return p.Name == name })
}

func join(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// several are words of those who speak together for more than one side.
var several = setOf("two both sides parties leaders ministers presidents counterparts interlocutors delegations")

// jointly gives what "the two" or "the sides" said, and what "was noted", to the one who tells of it: on a page
// that is one account of the event for the most part, its teller.
func jointly(units []*unit) {
	by := mainVoice(units)
	if by == nil {
		return
	}
	for _, u := range units {
		if p := u.cell.Statement.Speaker; passedOn(u) || u.voice.side == "" && (p == nil || p.ID == "" && p.Side == "" && (together(p.Name) || pronouns[strings.ToLower(p.Name)] || untold(teller(&u.cell.Statement)))) {
			u.voice = *by
		}
	}
}

// passedOn reports whether an office of which it is not said whose it is tells what somebody said: "the
// guest praised the courts, the press office said".
func passedOn(u *unit) bool {
	s := &u.cell.Statement
	return slices.ContainsFunc(s.Chain, func(p readout.Party) bool { return untold(&p) })
}

// mainVoice returns the voice that tells a page: that of the only side which speaks on it, or of one
// that says thrice as much as any other; nil where there is none.
func mainVoice(units []*unit) *voice {
	said := make(map[string]int)
	for _, u := range units {
		said[u.voice.side]++
	}
	delete(said, "")
	best := ""
	for side, n := range said {
		if n > said[best] {
			best = side
		}
	}
	for side, n := range said {
		if side != best && said[best] < 3*n {
			return nil
		}
	}
	var by *voice
	for _, u := range units {
		if v := &u.voice; best != "" && v.side == best && (by == nil || len(u.cell.Statement.Chain) > 1) { // the office that relays is nearer than the one who speaks
			by = v
		}
	}
	return by
}

// untold reports whether it is not said of which side an office is that speaks for a
// government: "the press office", "the ministry".
func untold(t *readout.Party) bool {
	if t == nil || t.ID != "" || t.Side != "" || t.Type == "outlet" || t.Type == "person" || t.Type == "unnamed" {
		return false
	}
	list := wordsOf(t.Name)
	return len(list) > 1 && list[0] == "the" && (slices.Contains(list, "press") || slices.Contains(list, "ministry") || len(list) == 2 && bodies[list[1]])
}

// pronouns stand for those who took part where nobody knows for whom.
var pronouns = setOf("he she they we it")

// together reports whether a name is of those who speak for more than one side: "the two
// sides", "the Chancellor and the President".
func together(name string) bool {
	low := strings.ToLower(name)
	if one, other, ok := strings.Cut(low, " and the "); ok && titled(one) && titled(other) {
		return true
	}
	for w := range strings.FieldsSeq(low) {
		if several[w] {
			return true
		}
	}
	return false
}

// titled reports whether words are a title alone: "the Prime Minister".
func titled(words string) bool {
	list := strings.Fields(words)
	return len(list) > 0 && len(list) <= 3 && tellers[list[len(list)-1]]
}
