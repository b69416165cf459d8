package statement

import (
	"slices"
	"strings"

	"readout"
	"readout/actor"
)

// generic are nouns by which any body or organisation may be called that was just named.
var generic = setOf("organisation organization group body agency service institution watchdog charity ngo")

// bodyKinds are nouns that mean a body or organisation of certain roles only: "the bloc" is
// the union of states that was named last, whatever ministries were named since.
var bodyKinds = map[string]map[string]bool{
	"bloc": setOf("igo grouping"), "grouping": setOf("igo grouping"), "alliance": setOf("igo grouping coalition party"),
	"union": setOf("igo grouping union"), "pact": setOf("igo grouping"), "federation": setOf("igo grouping union ngo"),
	"court": setOf("court"), "tribunal": setOf("court"), "party": setOf("party"), "faction": setOf("party movement armed-group"),
	"movement": setOf("movement party armed-group"), "militia": setOf("armed-group movement"),
	"lender": setOf("central-bank company igo"), "bank": setOf("central-bank company igo"), "regulator": setOf("agency"),
	"campaigners": setOf("ngo"), "council": setOf("council security-council igo"), "commission": setOf("igo council commission"),
	"army": setOf("military armed-service"), "military": setOf("military armed-service"), "police": setOf("police"),
	"parliament": setOf("parliament chamber"), "assembly": setOf("parliament chamber igo"), "chamber": setOf("chamber parliament"),
	"legislature": setOf("parliament"), "presidency": setOf("presidency"), "secretariat": setOf("igo"),
}

// ofKind reports whether a figure is a body or organisation that a noun may mean.
func ofKind(p *figure, noun string) bool {
	if p.person {
		return false
	}
	a := p.actor
	if a == nil {
		return p.party.Type == "organisation" && mayBeCalled(p.party.Name, noun)
	}
	switch a.Type {
	case actor.Body, actor.Organisation, actor.Group:
		return generic[noun] && a.Type != actor.Group || bodyKinds[noun][a.Role]
	}
	return false
}

// sorts are what organisations are by words of their names.
var sorts = map[string]map[string]bool{
	"office": setOf("ministry department office court council parliament assembly senate committee commission cabinet police army navy embassy government treasury authority bureau administration tribunal"),
	"union":  setOf("union unions federation brotherhood guild teamsters workers"),
	"party":  setOf("party democrats republicans"),
	"club":   setOf("club fc rovers rangers wanderers athletic"),
	"school": setOf("university college school academy"),
	"outlet": setOf("radio television tv news post times herald gazette tribune journal wire press courier chronicle broadcasting channel media daily magazine"),
	"bank":   setOf("bank"),
	"firm":   setOf("company corporation corp inc ltd plc holdings airlines airways motors industries energy oil"),
	"cause":  setOf("association foundation society league coalition alliance watch trust fund institute center centre network campaign"),
}

// calledBy are the sorts that a general noun does not exclude.
var calledBy = map[string]map[string]bool{
	"company": setOf("firm bank"), "firm": setOf("firm bank"), "union": setOf("union"), "club": setOf("club"),
	"organisation": setOf("union cause club"), "organization": setOf("union cause club"), "group": setOf("union cause firm bank"), "body": setOf("office cause union"),
	"agency": setOf("office outlet"), "service": setOf("office"), "institution": setOf("office school bank cause"),
	"watchdog": setOf("office cause"), "charity": setOf("cause"), "ngo": setOf("cause"),
}

// mayBeCalled reports whether an organisation of which only the name is known may be meant by a
// general noun: its name says that it is of such a sort, or nothing. A union says so.
func mayBeCalled(name, noun string) bool {
	may, ok := calledBy[noun]
	if !ok {
		return false
	}
	told := false
	for w := range strings.FieldsSeq(strings.ToLower(name)) {
		w = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"), ".,")
		if w == noun {
			return true
		}
		for sort, words := range sorts {
			if words[w] && may[sort] {
				return true
			}
			told = told || words[w]
		}
	}
	return !told && (noun != "union" || strings.ToUpper(name) == name)
}

// isOfSort reports whether a name says that an organisation is of a sort.
func isOfSort(name, sort string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(name)), func(w string) bool { return sorts[sort][w] })
}

// lastBody returns the body or organisation named last before byte b, if "the service" may
// be that one.
func (r *resolver) lastBody(b int, noun string) *figure {
	if r.namesBody(noun) {
		return nil
	}
	seen := r.seenBefore(b)
	for i := len(seen) - 1; i >= 0; i-- {
		if p := seen[i].figure; ofKind(p, noun) {
			return p
		}
	}
	return r.bodyOfNamed(seen, noun)
}

// bodyOfNamed returns the organisation of the last one named, a person or office, that a
// noun may mean: "the alliance", of which only the head was named. One with that noun in its
// name comes before others.
func (r *resolver) bodyOfNamed(seen []sighting, noun string) *figure {
	if r.in.Roster == nil {
		return nil
	}
	var found *figure
	for i := len(seen) - 1; i >= 0; i-- {
		a := r.in.Roster.Get(string(seen[i].figure.party.Side))
		if a == nil || a.Type != actor.Organisation {
			continue
		}
		if hasWords(a.Name, noun) {
			return r.actorFigure(a)
		}
		if found == nil && bodyKinds[noun][a.Role] {
			found = r.actorFigure(a)
		}
	}
	return found
}

// nearestBody returns which of several bodies that go by a phrase was named last, if that
// was in the paragraph of the frame or the one before.
func (r *resolver) nearestBody(f *frame, noun, phrase, side string) *figure {
	seen := r.seenBefore(f.items[0].start)
	from := f.index
	for from > 0 && r.a.frames[from-1].paragraph >= f.paragraph-1 {
		from--
	}
	for i := len(seen) - 1; i >= 0 && seen[i].start >= r.a.frames[from].items[0].start; i-- {
		if p := seen[i].figure; !p.person && (side == "" || string(p.party.Side) == side) && r.goesBy(p, noun, phrase) {
			return p
		}
	}
	return nil
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

// openingBody returns the body, organisation or state with which the sentence before that of
// frame fi opens as its subject, in the same paragraph: "The alliance was brief. It | said".
func (r *resolver) openingBody(fi int) *voice {
	if fi == 0 || r.a.frames[fi-1].paragraph != r.a.frames[fi].paragraph {
		return nil
	}
	f := &r.a.frames[fi-1]
	s := r.openingSubject(f)
	if s.empty() {
		return nil
	}
	v := r.phrase(f, s, squeeze(r.a.doc.Text[f.items[s.from].start:f.items[s.to-1].end]))
	if v.level != readout.Institution {
		return nil
	}
	return &v
}

// openingSubject returns the noun phrase with which a sentence opens, where a verb follows
// it directly: its first verb's subject.
func (r *resolver) openingSubject(f *frame) stretch {
	if f.items[0].class == poss {
		return stretch{} // whose it is would have to be asked again
	}
	for k := 1; k < len(f.items) && k < maxSource; k++ {
		it := &f.items[k]
		switch it.class {
		case quoted, comma, semicolon, colon:
			return stretch{}
		}
		if !f.hasVerb(k, k+1) && it.class != passed && !f.hasCue(k, k+1) && !r.isVerb(f, k) {
			continue
		}
		s, shared := f.subject(k)
		if shared || s.empty() || s.from > 0 && f.items[0].class != prep {
			return stretch{}
		}
		return s
	}
	return stretch{}
}
