package event

import (
	"slices"
	"strconv"
	"strings"

	"readout"
	"readout/internal/plover"
	"readout/text"
)

// real reports whether the verb of an act says that it took place, takes place or is
// planned: "arrested", "will arrest", "plans to visit"; not "to arrest", "arresting people".
// Of a noun it is the verb of which the noun is subject or object: "can reach an agreement".
func (f *finder) real(m *mention) bool {
	at := m.head
	w := &f.doc.Words[at]
	if w.UPOS != "VERB" {
		if w.Rel() != "obj" && w.Rel() != "nsubj" || w.Head == text.NoHead || f.doc.Words[w.Head].UPOS != "VERB" {
			return true
		}
		at = w.Head
		w = &f.doc.Words[at]
	}
	if f.often(at) {
		return false
	}
	switch w.XPOS {
	case "VBD":
		return true
	case "VBN":
		return f.doc.Child(at, "aux") != text.NoHead || f.auxBefore(at) || m.led || w.Rel() == "conj" && f.joinedTo(w.Head) || w.Rel() == "acl" && f.hasTime(at) || w.Rel() == "root"
	case "VBZ":
		return f.hasTime(at) || f.inLead(at) || (family(m.kind) == 2 || meets[strings.ToLower(w.Lemma)] != "") && len(m.within) == 0
	case "VBP":
		return f.hasTime(at) || f.inLead(at)
	case "VBG":
		return f.going(m, at)
	case "VB":
		return f.toCome(m, at)
	}
	return true
}

// joinedTo reports whether a verb, to which a participle is joined, is a past tense: "led
// by Ruvia and backed by Kesna" tells of nothing.
func (f *finder) joinedTo(v int) bool {
	w := &f.doc.Words[v]
	return w.XPOS != "VBN" || w.Rel() != "acl" && w.Rel() != "amod" || f.doc.Child(v, "aux") != text.NoHead
}

// auxBefore reports whether an auxiliary stands before a participle, adverbs between.
func (f *finder) auxBefore(i int) bool {
	s := f.doc.Sentences[f.doc.Words[i].Sentence]
	for k := i - 1; k >= s.First && k >= i-3; k-- {
		switch w := &f.doc.Words[k]; {
		case w.UPOS == "AUX":
			return true
		case w.UPOS != "ADV" && w.UPOS != "PART":
			return false
		}
	}
	return false
}

// inLead reports whether a word stands in the first sentence.
func (f *finder) inLead(i int) bool { return f.doc.Words[i].Sentence == 0 }

// going reads a verb in -ing: "is meeting", "after meeting Rell", "visiting Lurra".
func (f *finder) going(m *mention, at int) bool {
	if f.doc.Child(at, "aux") != text.NoHead {
		return true
	}
	w := &f.doc.Words[at]
	if w.Rel() == "advcl" && w.Head != text.NoHead && strings.EqualFold(f.doc.Words[w.Head].Form, "guilty") {
		return true // "is guilty of breaking the truce"
	}
	if w.Rel() == "xcomp" && w.Head != text.NoHead && phases[strings.ToLower(f.doc.Words[w.Head].Lemma)] {
		return true // "has begun exporting"
	}
	if w.Rel() == "conj" && w.Head != text.NoHead && f.doc.Words[w.Head].XPOS == "VBG" {
		at = w.Head
		w = &f.doc.Words[at]
	}
	if w.Rel() == "advcl" && w.Head != text.NoHead && at > w.Head && f.doc.Words[w.Head].UPOS == "VERB" && f.doc.Child(at, "mark", "case") == text.NoHead {
		return f.doc.Words[w.Head].XPOS == "VBD" || f.doc.Words[w.Head].XPOS == "VBN" // "blew up a bridge, killing nine"
	}
	if w.DepRel == "acl" && family(m.kind) == 2 {
		return at > 0 && f.doc.Words[at-1].Form == "," // "Lim, visiting Lurra, said"
	}
	if w.Rel() != "advcl" || !contact[m.kind] {
		return false
	}
	for c := range f.doc.Children(at) {
		if x := &f.doc.Words[c]; x.Rel() == "mark" {
			low := strings.ToLower(x.Form)
			return low == "after" || low == "while" || low == "when" || low == "since"
		}
	}
	return false
}

// phases are the verbs of the beginning and going on of what hangs on them.
var phases = setOf("begin start continue resume keep finish stop vote")

// often reports whether a verb tells of a habit.
func (f *finder) often(i int) bool {
	for c := range f.doc.Children(i) {
		switch strings.ToLower(f.doc.Words[c].Form) {
		case "often", "frequently", "regularly", "usually", "always", "typically", "sometimes", "routinely", "never", "rarely":
			return true
		}
	}
	return false
}

// toCome reads an infinitive: "will meet", "is due to meet", "did not meet".
func (f *finder) toCome(m *mention, at int) bool {
	if w := &f.doc.Words[at]; w.Rel() == "root" && f.doc.Child(at, "aux", "mark") == text.NoHead && f.doc.Child(at, "nsubj") != text.NoHead {
		return true // "let inspectors in"
	}
	for range maxSpine {
		for c := range f.doc.Children(at) {
			x := &f.doc.Words[c]
			if (x.Rel() == "cop" || x.Rel() == "aux") && strings.EqualFold(x.Lemma, "be") && m.status == readout.Planned {
				return true // "is due to visit", "are to meet"
			}
			if x.Rel() == "aux" {
				switch strings.ToLower(x.Form) {
				case "would":
					if len(m.within) == 0 && f.doc.Words[at].Rel() != "ccomp" {
						return false // a habit, or a condition
					}
					return m.status != readout.Happened
				case "will", "'ll", "did", "may", "could", "might", "shall":
					return m.status == readout.Denied || m.status != readout.Happened || strings.ToLower(x.Form) == "did"
				}
			}
		}
		w := &f.doc.Words[at]
		if w.Head == text.NoHead || w.Rel() != "xcomp" && w.Rel() != "conj" {
			return false
		}
		at = w.Head
		if phases[strings.ToLower(f.doc.Words[at].Lemma)] {
			return m.status == readout.Happened || m.status == readout.Planned
		}
		if prospect[strings.ToLower(f.doc.Words[at].Lemma)] {
			return m.status == readout.Planned
		}
	}
	return false
}

// credible reports whether a mention of an act is news that a reader would stand by. The
// words of force and of help are worn: parties fight over seats, reports are released,
// banks help. Such acts count only with sides that can do and suffer them.
func (f *finder) credible(m *mention, a *plover.Act) bool {
	if !f.real(m) || f.past(m) {
		return false
	}
	if contact[m.kind] {
		return f.metSomebody(m)
	}
	if m.class == "AGREE" || m.class == "SUPPORT" || m.class == "CONCEDE" {
		return f.concluded(m)
	}
	if m.class == "PROTEST" {
		return f.protests(m)
	}
	return f.done(m, a)
}

// done is credible for acts that are done to somebody.
func (f *finder) done(m *mention, a *plover.Act) bool {
	actor := side(m.sides, "actor")
	recipient := side(m.sides, "recipient")
	switch m.class {
	case "ASSAULT":
		return (recipient != nil || f.armed(a.Actors)) && (actor != nil || len(m.modes) > 0) && !(person(actor) && (person(recipient) || actor.ID != "")) && f.bodily(m, a) && (!f.toSelf(m.head) || slices.Contains(m.modes, "suicide-attack"))
	case "COERCE":
		if m.kind == "arrest" || m.kind == "deportation" {
			if actor == nil && !m.noun && catches[strings.ToLower(f.doc.Words[m.head].Lemma)] {
				return false // "I caught him at home"
			}
			return human(recipient, a.Recipients) && !person(actor) && strings.ToLower(f.doc.Words[m.head].Lemma) != "drive"
		}
		if person(actor) && (!official(actor) || recipient == nil && !decrees[m.kind]) {
			return false
		}
		return actor != nil && (actor.Country != "" || actor.ID != "" && official(actor))
	case "RETREAT":
		switch {
		case slices.Contains(m.modes, "release"):
			return human(recipient, a.Recipients)
		case slices.Contains(m.modes, "resign"):
			return person(actor) || actor != nil && actor.Type == "office" || official(actor) && actor.Type == "unnamed"
		}
		return stately(actor) && (actor.Type != "person" || f.armed(a.Actors))
	case "ACCUSE":
		if m.kind == "trial" {
			return human(recipient, a.Recipients)
		}
		return official(actor) && (m.noun || investigates[strings.ToLower(f.doc.Words[m.head].Lemma)] || f.inquires(m))
	case "SANCTION":
		if slices.Contains(m.modes, "convict") {
			return human(recipient, a.Recipients)
		}
		if m.kind == "dismissal" || m.kind == "overthrow" {
			return actor != nil && recipient != nil && stately(recipient)
		}
		return stately(actor) && recipient != nil && (recipient.Country != "" || recipient.ID != "") && abroad(actor, recipient)
	case "AID":
		return stately(actor) && recipient != nil && (official(recipient) || recipient.Country != "") && !person(actor) && abroad(actor, recipient)
	case "COOPERATE":
		return len(m.sides) > 1 && stately(&m.sides[0]) && stately(&m.sides[len(m.sides)-1]) && abroad(&m.sides[0], &m.sides[len(m.sides)-1])
	case "MOBILIZE":
		return stately(actor)
	case "REJECT":
		return m.kind == "cancellation" && officials(m.sides) > 0
	}
	return len(m.sides) > 0
}

// decrees are the kinds of force that one person orders.
var decrees = map[string]bool{"curfew": true, "emergency rule": true}

// catches are the verbs that tell of an arrest only where police or the like do it.
var catches = setOf("catch pick nab grab hold get")

// concludes are the verbs that make what their object names.
var concludes = setOf("reach strike sign conclude clinch seal make hammer announce finalise finalize broker grant declare ratify approve issue")

// protests reports whether people act together in public, and not only gather.
func (f *finder) protests(m *mention) bool {
	actor, recipient := side(m.sides, "actor"), side(m.sides, "recipient")
	low := strings.ToLower(f.doc.Words[m.head].Lemma)
	struck := low == "strike" && !m.noun && f.doc.Child(m.head, "obj") != text.NoHead
	return actor != nil && !person(actor) && actor.Type != "state" && (!gathers[low] || recipient != nil && recipient.Country != "") && !struck
}

// concluded reports whether something is concluded between sides that can.
func (f *finder) concluded(m *mention) bool {
	actor := side(m.sides, "actor")
	if v := f.doc.Words[m.head].Head; m.noun && f.doc.Words[m.head].Rel() == "obj" && v != text.NoHead && !concludes[strings.ToLower(f.doc.Words[v].Lemma)] {
		return false
	}
	return (actor != nil || m.kind == "signing") && officials(m.sides) > 0 && !f.followedBy(m.head, "up")
}

// gathers are the words for a crowd that need not protest.
var gathers = setOf("boo sit cheer gather rally chant assemble")

// abroad reports whether two parties are not of one state.
func abroad(a, b *readout.Participant) bool { return a.Country == "" || a.Country != b.Country }

// human reports whether a party is somebody who can be held and freed, not a report that
// is released.
func human(p *readout.Participant, sides []plover.Side) bool {
	switch {
	case p == nil:
		return false
	case p.Type == "person":
		return true
	case p.Type == "outlet", p.Type == "document", p.Type == "state", p.ID != "" && p.Type != "group":
		return false
	}
	return p.Country != "" || slices.ContainsFunc(sides, func(s plover.Side) bool { return len(s.Sectors) > 0 && s.Sectors[0] != "JRN" })
}

// toSelf reports whether a verb's object is its subject.
func (f *finder) toSelf(i int) bool {
	o := f.doc.Child(i, "obj")
	return o != text.NoHead && f.doc.Words[o].Feat("Reflex") == "Yes"
}

// inquires reports whether a verb has an inquiry for its object.
func (f *finder) inquires(m *mention) bool {
	o := f.doc.Child(m.head, "obj")
	return o != text.NoHead && inquiries[strings.ToLower(f.doc.Words[o].Lemma)]
}

var inquiries = setOf("investigation probe inquiry enquiry inquest")

var investigates = setOf("investigate probe indict charge sue try")

// metSomebody reports whether two sides came together, one of which is known, or one went
// somewhere.
func (f *finder) metSomebody(m *mention) bool {
	known := slices.IndexFunc(m.sides, func(p readout.Participant) bool { return meetsAnybody(&p.Party, p.Sector) })
	if known < 0 {
		return len(m.sides) == 0 && m.noun
	}
	if m.status == readout.Hypothetical && m.when.time.Text == "" {
		return false
	}
	if !slices.ContainsFunc(m.sides, func(p readout.Participant) bool {
		return p.ID != "" || len(p.Sector) > 0 && standing[p.Sector[0]] || p.Type == "office"
	}) {
		return false // people of no standing
	}
	low := strings.ToLower(f.doc.Words[m.head].Lemma)
	switch {
	case !m.noun && notMeeting[low]:
		return false
	case family(m.kind) == 2:
		p := m.sides[known]
		return (p.Type == "person" || p.Type == "office" || p.Type == "unnamed" && len(p.Sector) > 0 && standing[p.Sector[0]]) && p.Role == "actor" && (m.noun || f.nounIn(m.trigger) || f.goesTo(m))
	case low == "see" && !f.hasTime(m.head), low == "call" && !m.noun && f.names(m.head):
		return false
	case f.loose(m) && !m.noun && slices.ContainsFunc(m.sides, func(p readout.Participant) bool {
		return p.Type != "person" && p.Type != "office" && p.Type != "state" && p.Type != "body"
	}):
		return false // "spoke to the conference"
	}
	return len(m.sides) > 1 || m.noun && m.when.time.Text != "" || m.joins || !m.noun && assembles[low] && official(&m.sides[known])
}

// assembles are the verbs of several who come together.
var assembles = setOf("gather convene assemble meet open begin start hold end conclude")

// nounIn reports whether a trigger has a noun that names the event: "made a visit".
func (f *finder) nounIn(r text.Range) bool {
	for i := r.First; i < r.Last; i++ {
		if w := &f.doc.Words[i]; w.UPOS == "NOUN" && nominal[strings.ToLower(w.Lemma)] != "" {
			return true
		}
	}
	return false
}

// notMeeting are verbs that coders of acts count as contact and that tell of none.
var notMeeting = setOf("come team interview shake address brief consult engage debate thrash hash see")

// goesTo reports whether the verb of a visit has a place or somebody to go to.
func (f *finder) goesTo(m *mention) bool {
	at := *m
	f.place(&at)
	if at.where != "" || f.followedBy(m.head, "abroad") {
		return true
	}
	if low := strings.ToLower(f.doc.Words[m.head].Lemma); low != "visit" && low != "tour" {
		for c := range f.doc.Children(m.head) {
			if f.doc.Words[c].UPOS == "PROPN" && f.doc.Words[c].Rel() == "obl" && f.preposition(c) == "to" {
				return true
			}
		}
		return false
	}
	o := f.doc.Child(m.head, "obj")
	return o != text.NoHead && (f.doc.Words[o].UPOS == "PROPN" || f.hasName(text.Range{First: m.head + 1, Last: o + 1}))
}

// names reports whether "call" gives a name: "called him a liar".
func (f *finder) names(i int) bool {
	for c := range f.doc.Children(i) {
		if w := &f.doc.Words[c]; c > i && (w.Rel() == "xcomp" || w.Rel() == "ccomp") {
			return true
		}
	}
	s := f.doc.Sentences[f.doc.Words[i].Sentence]
	for k := i + 1; k < s.Last && k < i+8; k++ {
		if strings.ContainsAny(f.doc.Words[k].Form, "\"“‘") {
			return true
		}
	}
	return f.doc.Child(i, "obj") == text.NoHead
}

// past reports whether a mention is of another time than the news: a year or more before.
func (f *finder) past(m *mention) bool {
	published := f.in.Article.Published.Latest
	if len(published) < 4 || f.in.Article.Published.Earliest == "" {
		return false
	}
	if d := m.when.time; d.Text != "" && d.Latest != "" {
		return d.Latest < published.Add(-daysOfNews)
	}
	year, err := strconv.Atoi(string(published[:4]))
	if err != nil {
		return false
	}
	s := f.doc.Sentences[m.sentence]
	for i := s.First; i < s.Last; i++ {
		if w := f.doc.Words[i].Form; len(w) == 4 && (w[0] == '1' || w[0] == '2') {
			if n, err := strconv.Atoi(w); err == nil && n > 1800 && n < year {
				return true
			}
		}
	}
	return false
}

// daysOfNews is how long before its publication an event may lie that an article tells as
// news.
const daysOfNews = 300

// bodily reports whether an attack is one on people or things: its words say with what, or
// those who attack or are attacked bear arms or are not named.
func (f *finder) bodily(m *mention, a *plover.Act) bool {
	lemma := strings.ToLower(f.doc.Words[m.head].Lemma)
	if len(m.modes) > 0 && !worn[lemma] || hard[lemma] {
		return true
	}
	actor, recipient := side(m.sides, "actor"), side(m.sides, "recipient")
	states := actor != nil && actor.Type == "state" && recipient != nil && recipient.Country != "" && abroad(actor, recipient)
	return f.armed(a.Actors) || states && !worn[lemma] || f.byWeapon(m.head)
}

// byWeapon reports whether a bomb or the like is the subject of a verb.
func (f *finder) byWeapon(v int) bool {
	s := f.doc.Child(v, "nsubj")
	return s != text.NoHead && explodes[strings.ToLower(f.doc.Words[s].Lemma)]
}

var explodes = setOf("bomb rocket missile shell mortar explosion blast grenade mine drone device airstrike shelling raid strike bombing")

// armed reports whether one of the sides bears arms.
func (f *finder) armed(list []plover.Side) bool {
	return slices.ContainsFunc(list, func(s plover.Side) bool {
		return slices.ContainsFunc(s.Sectors, func(c string) bool { return c == "MIL" || c == "REB" || c == "UAF" || c == "PRM" || c == "COP" })
	})
}

// worn are the words of force that are used of quarrels and contests as well; hard are
// those that are not.
var (
	worn = setOf("beat hit kick fire shoot hack target wound hurt blast slam attack strike batter bash crush destroy devastate ruin wreck")
	hard = setOf("kill bomb shell assassinate murder massacre execute kidnap abduct")
)

func side(list []readout.Participant, role string) *readout.Participant {
	for i := range list {
		if list[i].Role == role {
			return &list[i]
		}
	}
	return nil
}

func person(p *readout.Participant) bool { return p != nil && p.Type == "person" }

// stately reports whether a party is known or of a state that is.
func stately(p *readout.Participant) bool { return p != nil && (p.Country != "" || official(p)) }

// official reports whether a party is a state, organisation or body that is known, or
// speaks for one.
func official(p *readout.Participant) bool {
	return p != nil && (p.ID != "" && p.Type != "outlet" && p.Type != "person" || p.Type == "person" && len(p.Sector) > 0 && offices[p.Sector[0]] || p.ID == "" && p.Country != "" && len(p.Sector) > 0 && p.Type != "person")
}

// offices are the sectors whose people act for their state.
var offices = setOf("GOV JUD LEG MIL COP")

func officials(list []readout.Participant) int {
	n := 0
	for i := range list {
		if official(&list[i]) {
			n++
		}
	}
	return n
}
