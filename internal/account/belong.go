package account

import (
	"slices"
	"strings"

	"readout"
)

// encounters are the kinds of event in which sides talk to each other, and of which they
// give accounts.
var encounters = setOf("call talks meeting visit dinner conversation negotiations summit")

// belongs says which statements of a page are about the event: those that the event stage
// gave to it; those whose sentence names it; and on a page that tells of it before any
// other encounter, what those who took part said, and what the offices of their sides say
// in its course. What is tied to another encounter is left out.
type belongs struct {
	p        Page
	sides    map[string]bool
	ids      map[string]bool // participants
	names    map[string]bool
	titles   map[string]string        // sides by the titles, in small letters, of those who took part
	last     map[string]string        // sides by the last names, in small letters, of those who took part
	other    map[readout.EventID]bool // other encounters of the page
	leads    bool
	mentions []readout.Span // sentences that name the event
	calls    func(words []string, side string) bool
}

func belongsOf(p Page, all []readout.Participant, calls func(words []string, side string) bool) *belongs {
	b := &belongs{p: p, calls: calls, sides: map[string]bool{}, ids: map[string]bool{}, names: map[string]bool{}, titles: map[string]string{}, last: map[string]string{}, other: map[readout.EventID]bool{}}
	first := true
	for i := range p.Record.Events {
		ev := &p.Record.Events[i]
		ours := tellsOf(ev.ID, p.Events) || retold(ev, p, all)
		if ours {
			b.mentions = append(b.mentions, ev.Evidence...)
			b.parties(ev.Participants)
		}
		if !encounters[ev.Kind] || len(ev.Participants) < 2 && !ours || !ours && toCome(ev) {
			continue
		}
		b.leads = b.leads || first && ours
		b.other[ev.ID] = !ours
		first = false
	}
	b.leads = b.leads || slices.Contains(p.Events, "") // taken in for what it opens with
	b.parties(all)
	return b
}

// toCome reports whether an event is yet to come: the visit to which one invites is a matter of the
// call in which he does.
func toCome(ev *readout.Event) bool {
	return ev.Status == readout.Planned || ev.Status == readout.Hypothetical
}

// retold reports whether an event of a page is one of p.Events told of once more: it says no
// other day, and names those who took part in these, one by his title alone, or both, as a
// headline does: "Minister meets Ruvian counterpart". The visit on which they met, told as
// news, is that too.
func retold(ev *readout.Event, p Page, all []readout.Participant) bool {
	if ofLetterhead(ev, p, all) {
		return true
	}
	visit := ev.Kind == "visit" && (ev.Date.Text == "" || inNews(ev.Date.Day(), p.Record.Article.Published.Day()))
	if !visit && (!encounters[ev.Kind] || ev.Date.Text != "") || len(ev.Participants) != 2 || len(p.Events) == 0 {
		return false
	}
	known, titled, state := 0, 0, 0
	for i := range ev.Participants {
		q := &ev.Participants[i]
		ofSide := slices.ContainsFunc(all, func(o readout.Participant) bool { return q.Side != "" && o.Side == q.Side })
		switch {
		case q.ID != "" && slices.ContainsFunc(all, func(o readout.Participant) bool { return o.ID == q.ID }):
			known++
		case q.Type == "state" && ofSide:
			state++
		case q.ID == "" && (q.Side == "" || ofSide) && (q.Type == "office" || strings.HasSuffix(strings.ToLower(q.Name), "counterpart")):
			titled++
		}
	}
	return titled > 0 && known+titled == 2 || visit && known == 1 && state == 1 || known == 2 && headed(ev, p)
}

// headed reports whether an event stands before the first of p.Events where its page begins, as
// that of a headline does that names both: "Minister Lim meets Minister Brun".
func headed(ev *readout.Event, p Page) bool {
	if !opensWith(ev) {
		return false
	}
	return slices.ContainsFunc(p.Record.Events, func(o readout.Event) bool {
		return tellsOf(o.ID, p.Events) && o.Kind == ev.Kind && len(o.Evidence) > 0 && o.Evidence[0].Start > ev.Evidence[0].Start && o.Evidence[0].Start < opening
	})
}

// ofLetterhead reports whether an encounter is told without a day of its own by an office of a
// side whose page tells of one of p.Events: "The meeting was hosted by the head of Sarn's
// diplomacy". Somebody who took part must be in it, and of others no more than a host.
func ofLetterhead(ev *readout.Event, p Page, all []readout.Participant) bool {
	if p.home == nil || ev.Date.Text != "" || ev.Status != readout.Happened || !encounters[ev.Kind] || ev.Kind == "visit" || !slices.ContainsFunc(p.Record.Events, func(o readout.Event) bool { return tellsOf(o.ID, p.Events) }) {
		return false
	}
	known, strange := 0, 0
	for i := range ev.Participants {
		q := &ev.Participants[i]
		switch {
		case slices.ContainsFunc(all, func(o readout.Participant) bool { return q.ID != "" && o.ID == q.ID }):
			known++
		case q.ID != "":
			strange++
		}
	}
	return known > 0 && strange <= 1 && len(ev.Participants) > 2
}

// inNews reports whether what is published on a day may be news of another.
func inNews(of, published readout.Day) bool {
	return of != "" && of <= published && published <= of.Add(newsDays)
}

// recalls reports whether what is asked or answered names the encounter: by a word for it,
// by those who took part, by the other side, or by "the two".
func (b *belongs) recalls(s *readout.Statement) bool {
	for _, sp := range s.Content {
		list := wordsOf(sp.Text)
		for i, w := range list {
			if b.last[w] != "" || byPhone[w] || inPerson[w] || w == "two" && i > 0 && list[i-1] == "the" && (i+1 == len(list) || !twoOf[list[i+1]]) {
				return true
			}
		}
		for side := range b.sides {
			if (s.Speaker == nil || string(s.Speaker.Side) != side) && (s.Addressee == nil || string(s.Addressee.Side) != side) && b.calls(list, side) {
				return true
			}
		}
	}
	return false
}

// goesOn reports whether an answer stands on a page that opens with the event, by somebody who
// speaks for one of its sides: it may be about the event, though nothing says so.
func (b *belongs) goesOn(s *readout.Statement) bool {
	return b.leads && s.Setting == "transcript" && s.Event == "" && (b.tookPart(s.Speaker) || b.official(s))
}

// twoOf are nouns after "the two" that are no people who talk.
var twoOf = setOf("countries states nations peoples men women journalists engineers pilots soldiers")

func (b *belongs) parties(list []readout.Participant) {
	for i := range list {
		p := &list[i].Party
		if p.Side != "" {
			b.sides[string(p.Side)] = true
		}
		if p.ID != "" {
			b.ids[string(p.ID)] = true
		}
		b.names[strings.ToLower(p.Name)] = true
		if title, _, _ := strings.Cut(strings.ToLower(string(p.Office)), " of "); title != "" && p.Side != "" {
			if old, taken := b.titles[title]; taken && old != string(p.Side) {
				b.titles[title] = "" // both have it
			} else {
				b.titles[title] = string(p.Side)
			}
		}
		if f := strings.Fields(strings.ToLower(p.Name)); len(f) > 0 && p.Type == "person" {
			b.last[f[len(f)-1]] = string(p.Side)
		}
	}
}

func (b *belongs) has(s *readout.Statement) bool {
	switch {
	case tellsOf(s.Event, b.p.Events):
		return true
	case b.other[s.Event]:
		return false
	case b.named(s) || b.asked(s):
		return true
	}
	// A transcript goes on to other matters with every question.
	return b.leads && s.Setting != "transcript" && (b.tookPart(s.Speaker) && s.Level != readout.Unnamed || b.official(s) || b.p.home != nil)
}

// asked reports whether a statement answers a question that names the event.
func (b *belongs) asked(s *readout.Statement) bool {
	if s.Answers == "" {
		return false
	}
	for i := range b.p.Record.Statements {
		q := &b.p.Record.Statements[i]
		if q.ID == s.Answers {
			return tellsOf(q.Event, b.p.Events) || b.leads && (b.recalls(q) || b.recalls(s)) || slices.ContainsFunc(b.mentions, func(sp readout.Span) bool {
				return len(q.Content) > 0 && sp.Start < q.Content[0].End && q.Content[0].Start < sp.End
			})
		}
	}
	return false
}

// named reports whether the statement stands in a sentence that names the event.
func (b *belongs) named(s *readout.Statement) bool {
	for _, sp := range b.mentions {
		for _, own := range [][]readout.Span{s.Cue, s.Source} {
			for _, at := range own {
				if sp.Start <= at.Start && at.End <= sp.End {
					return true
				}
			}
		}
	}
	return false
}

func (b *belongs) tookPart(p *readout.Party) bool {
	return p != nil && (p.ID != "" && b.ids[string(p.ID)] || b.names[strings.ToLower(p.Name)])
}

// official reports whether a statement is told by a named person or an office of a side
// that took part, as an account of the event would be.
func (b *belongs) official(s *readout.Statement) bool {
	t := teller(s)
	switch {
	case t != nil && private(t.Name):
		return false
	case t == nil:
		return s.Act != "" && len(s.Cue) > 0 // "it was noted"
	case t.Type == "outlet":
		return false
	case t.Side == "" && (together(t.Name) || pronouns[strings.ToLower(t.Name)]), b.home(s) != "": // "the two"
		return true
	case untold(t):
		return true // whose it is the rest of the page tells
	case t.Type == "unnamed" || t == s.Speaker && s.Level == readout.Unnamed || !b.sides[string(t.Side)]:
		return false
	}
	return t != s.Speaker || t.Type != "organisation" && t.Type != "group" || s.Setting != "" || b.ofThem(s)
}

// societies are words in the names of those who speak for no state, whatever state they are of.
var societies = setOf("association union federation party opposition society club company bank exporters publishers producers farmers fishermen residents families relatives activists analysts experts critics observers")

func private(name string) bool {
	return slices.ContainsFunc(wordsOf(name), func(w string) bool { return societies[w] })
}

// home returns the side of an office that the page does not give one, "the press office",
// or "": it tells of its own, so it is that of the first who took part in what it says.
func (b *belongs) home(s *readout.Statement) string {
	t := teller(s)
	if t == nil || t.ID != "" || t.Side != "" || t.Type != "body" && t.Type != "office" && t.Type != "organisation" && t.Type != "" {
		return ""
	}
	if side := b.titles[strings.TrimPrefix(strings.ToLower(t.Name), "the ")]; side != "" {
		return side
	}
	for _, w := range append(wordsOf(t.Name), beginning(s)...) {
		if side := b.last[w]; side != "" {
			return side
		}
	}
	return ""
}

// beginning returns the first words of what is said, in small letters.
func beginning(s *readout.Statement) []string {
	const words = 4
	if len(s.Content) == 0 {
		return nil
	}
	list := strings.Fields(strings.ToLower(s.Content[0].Text))
	return list[:min(len(list), words)]
}

// ofThem reports whether what is said begins with those who took part: "Lim told Brun",
// "the two agreed".
func (b *belongs) ofThem(s *readout.Statement) bool {
	list := beginning(s)
	return together(strings.Join(list, " ")) || slices.ContainsFunc(list, func(w string) bool { return b.last[w] != "" })
}

func tellsOf(id readout.EventID, events []readout.EventID) bool {
	for _, e := range events {
		if id != "" && id == e {
			return true
		}
	}
	return false
}
