package account

import (
	"cmp"
	"slices"
	"strings"

	"readout"
)

// owned gives all that is told on the page that an office puts out itself to the side whose
// office it is: what its readout has the other side say stands in its own account, with the
// other as the speaker.
func (c *comparer) owned(p Page, units []*unit) {
	side := c.owner(p, units)
	at := slices.IndexFunc(units, func(u *unit) bool { return u.voice.side == side })
	if side == "" || at < 0 {
		return
	}
	for _, u := range units {
		if u.voice.side != "" && u.voice.side != side && teller(&u.cell.Statement) == u.cell.Statement.Speaker {
			u.voice = units[at].voice
		}
	}
}

// owner returns the side whose office puts a page out, or "": the one that its letterhead
// names, or else the one that says at least twice as much there as any other.
func (c *comparer) owner(p Page, units []*unit) string {
	a := &p.Record.Article
	if !ownPage(p) || a.Dateline != "" || a.Publisher != "" && !official(string(a.Publisher)) {
		return ""
	}
	said := make(map[string]int)
	for _, u := range units {
		if u.voice.unnamed {
			return ""
		}
		said[u.voice.side]++
	}
	delete(said, "")
	if side := c.letterhead(p, said); side != "" {
		return side
	}
	best, most, next := "", 0, 0
	for side, n := range said {
		switch {
		case n > most:
			best, most, next = side, n, most
		case n > next:
			next = n
		}
	}
	if most < 2*next {
		return ""
	}
	return best
}

// letterhead returns the only one of the sides that a page's publisher, or the line that
// stands for its headline, names as that of an office: "Ministry of Foreign Affairs of
// Ruvia". What a headline tells of two sides is no letterhead.
func (c *comparer) letterhead(p Page, said map[string]int) string {
	headline := string(p.Record.Article.Headline)
	below, _, _ := strings.Cut(p.Record.Article.Text, "\n")
	lines := []string{string(p.Record.Article.Publisher), headline}
	if len(strings.Fields(headline)) <= letterWords && len(strings.Fields(below)) <= letterWords {
		lines = append(lines, headline+" "+below) // "Republic of Ruvia", and below it "Ministry of Defence"
	}
	for _, line := range lines {
		line, _, _ = strings.Cut(line, " in ") // "Embassy of Ruvia in Ostia"
		list := wordsOf(line)
		if len(list) == 0 || !official(line) {
			continue
		}
		found := ""
		for side := range said {
			if c.calls(list, side) {
				if found != "" {
					return ""
				}
				found = side
			}
		}
		if found != "" {
			return found
		}
	}
	return ""
}

// letterWords bounds a line of a letterhead, in words.
const letterWords = 8

// calls reports whether words have a name or adjective of a side.
func (c *comparer) calls(list []string, side string) bool {
	return c.in.Names != nil && slices.ContainsFunc(c.in.Names(side), func(name string) bool {
		w := wordsOf(name)
		return len(w) > 0 && has(list, w)
	})
}

// named corrects whose an office is that a page calls one of the sides' own and the record
// another's: "a Foreign Office spokesman of Ruvia".
func (c *comparer) named(rec *readout.Record, sides []string) *readout.Record {
	var out *readout.Record
	for i := range rec.Statements {
		s := &rec.Statements[i]
		if s.Speaker == nil || s.Speaker.Type == "person" || s.Speaker.Side == "" || slices.Contains(sides, string(s.Speaker.Side)) {
			continue
		}
		list := wordsOf(s.Speaker.Name)
		for _, sp := range s.Source {
			list = append(list, wordsOf(sp.Text)...)
		}
		at := slices.IndexFunc(sides, func(side string) bool { return c.calls(list, side) })
		if at < 0 || c.calls(list, string(s.Speaker.Side)) {
			continue
		}
		if out == nil {
			clone := *rec
			clone.Statements = slices.Clone(rec.Statements)
			out = &clone
		}
		who := *s.Speaker
		who.ID, who.Side = "", readout.Opt(sides[at])
		out.Statements[i].Speaker = &who
	}
	return cmp.Or(out, rec)
}

// firstPerson gives what "I" and "we" say on a page, and the answers of nobody named, to the one
// who took part and whom its headline names first: "Statement by President Lim on her talks",
// "Minister Brun: Remarks"; or else to the office whose letterhead it has.
func (c *comparer) firstPerson(p Page, parties []readout.Participant) *readout.Record {
	rec := p.Record
	by := c.head(p, parties)
	if by == nil {
		return rec
	}
	out := *rec
	out.Statements = slices.Clone(rec.Statements)
	for i := range out.Statements {
		s := &out.Statements[i]
		answer := s.Speaker == nil && s.Setting == "transcript" && s.Kind != readout.Question
		if answer || ofSelf(s.Speaker) || titledOnly(s.Speaker) {
			s.Speaker, s.Level = by, readout.Named
		}
	}
	return &out
}

// head returns whoever stands at the head of a page as its author, or nil.
func (c *comparer) head(p Page, parties []readout.Participant) *readout.Party {
	rec := p.Record
	by := authorOf(rec, parties)
	if by != nil || len(rec.Article.Byline) > 0 || rec.Article.Agency != "" {
		return by
	}
	return c.office(p)
}

// office returns the office of one of the event's sides whose letterhead a page has, or nil.
func (c *comparer) office(p Page) *readout.Party {
	sides := make(map[string]int)
	for _, side := range sidesIn(&c.in.Event) {
		sides[side] = 1
	}
	if side := c.letterhead(p, sides); side != "" {
		return &readout.Party{Name: string(cmp.Or(p.Record.Article.Publisher, p.Record.Article.Headline)), Type: "body", Side: readout.Opt(side)}
	}
	return nil
}

// home returns the office of a side that puts a page out itself, by its letterhead, or nil: all
// that stands there is its account, whoever is said to have said it.
func (c *comparer) home(p Page) *readout.Party {
	a := &p.Record.Article
	if !ownPage(p) || a.Publisher != "" && !official(string(a.Publisher)) {
		return nil
	}
	return c.office(p)
}

// authorOf returns the one who took part and whom a page's headline names first, or nil.
func authorOf(rec *readout.Record, parties []readout.Participant) *readout.Party {
	var by *readout.Party
	first := len(rec.Article.Headline)
	headline := wordsOf(string(rec.Article.Headline))
	for i := range parties {
		p := &parties[i].Party
		f := wordsOf(p.Name)
		if p.Type != "person" || len(f) == 0 {
			continue
		}
		if at := slices.Index(headline, f[len(f)-1]); at >= 0 && at < first {
			by, first = p, at
		}
	}
	return by
}

// ofSelf reports whether it is "I" or "we" who speaks.
func ofSelf(p *readout.Party) bool {
	return p != nil && p.ID == "" && selves[strings.ToLower(p.Name)]
}

// titledOnly reports whether somebody is called by a title alone: "His Excellency", "the Minister".
func titledOnly(p *readout.Party) bool {
	if p == nil || p.ID != "" || p.Side != "" {
		return false
	}
	list := wordsOf(p.Name)
	return len(list) > 0 && !slices.ContainsFunc(list, func(w string) bool { return !titleWords[w] })
}

// titleWords are the words of a title that stands for the one whose page it is.
var titleWords = setOf("his her the excellency minister president chancellor premier prime secretary")

// selves are the words of those who speak of themselves.
var selves = setOf("i me my we us our myself ourselves")

// topics are the verbs of a sentence that tells what was spoken of.
var topics = setOf("discuss raise address touch exchange review underline stress note reaffirm welcome agree")

// tellsTopic reports whether a sentence of a readout tells what was spoken of: it begins
// with who took part, or its verb says so: "Fishing was also discussed".
func tellsTopic(u *unit) bool {
	return ofEvent(u.doc, u.words) || topics[strings.ToLower(lemmaOf(&u.doc.Words[u.head()]))]
}
