package account

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"readout"
	"readout/internal/link"
	"readout/internal/query"
	"readout/internal/store"
)

// Bounds on the pages that are taken in beside those that the record has for an event.
const (
	newsDays  = 3    // days after an event on which its accounts appear, its own included, less one
	laterDays = 14   // days after it on which a page may come back to it by its day
	maxAlso   = 100  // such pages
	maxLooked = 1000 // records that are looked at for them
	opening   = 900  // code points at the beginning of a page, where it says what it is about
)

// also adds to an event the pages of the same days that tell of it without having it as an
// event, and returns their records. Nothing is added where no day is known, or fewer
// than two sides took part.
func also(ctx context.Context, record *store.Store, ev *link.Event, day readout.Day, names func(string) []string) ([]readout.Record, error) {
	sides := sidesIn(ev)
	if day == "" || len(sides) < 2 || !encounters[ev.Kind] {
		return nil, nil
	}
	out, err := unnumbered(ctx, record, ev, day, sides)
	if err != nil {
		return nil, err
	}
	take := func(rec *readout.Record) error {
		if len(out) == maxAlso || member(ev, rec.Page.ID) || !tells(rec, ev, day, sides, names) {
			return nil
		}
		newer, err := record.NewerThan(ctx, rec.Page.ID)
		switch {
		case err != nil:
			return err
		case newer != "":
			ev.Earlier = append(ev.Earlier, membersOf(rec, ev)...)
		default:
			ev.Members = append(ev.Members, membersOf(rec, ev)...)
			out = append(out, *rec)
		}
		return nil
	}
	looked := 0
	for rec, err := range record.Records(ctx, query.Query{Root: query.And{query.Date{From: day, To: day.Add(laterDays)}, naming(ev, sides, names)}}) {
		if err != nil {
			return nil, err
		}
		if looked++; looked > maxLooked || len(out) == maxAlso {
			break
		}
		if err := take(&rec); err != nil {
			return nil, err
		}
	}
	return out, eachTitled(ctx, record, ev, day, take)
}

// eachTitled calls take with the records of encounters of the same day that name one who took part
// and nobody of another side: "The Prime Minister hosted President Brun".
func eachTitled(ctx context.Context, record *store.Store, ev *link.Event, day readout.Day, take func(*readout.Record) error) error {
	var found []readout.EventID
	for i := range ev.Participants {
		id := string(ev.Participants[i].ID)
		if id == "" || ev.Participants[i].Type != "person" {
			continue
		}
		err := record.EachEvent(ctx, store.EventQuery{Actor: id, From: day, To: day}, func(e *link.Event) error {
			if len(found) < maxAlso && encounters[e.Kind] && len(e.Participants) > 1 && len(sidesIn(e)) == 1 {
				found = append(found, e.ID)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, id := range found {
		_, recs, err := record.EventRecords(ctx, id)
		if err != nil {
			return err
		}
		for k := range recs {
			if err := take(&recs[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// membersOf makes members of the events of a page that are the one that is compared (see [same]).
func membersOf(rec *readout.Record, ev *link.Event) []link.Member {
	var out []link.Member
	for _, id := range same(rec, ev) {
		out = append(out, link.Member{Page: rec.Page.ID, Event: id, Status: ev.Status, Date: readout.Time{Interval: ev.Date}})
	}
	return out
}

// naming finds the pages on which somebody of the sides speaks, and those whose headlines name
// them: who speaks in the first person, or as "the minister", is no side yet.
func naming(ev *link.Event, sides []string, names func(string) []string) query.Or {
	var out query.Or
	for _, side := range sides {
		out = append(out, query.Field{Name: query.Side, Value: side})
		for _, name := range calledIn(ev, side, names) {
			out = append(out, query.Field{Name: query.Headline, Value: strings.Join(name, " ")})
		}
	}
	return out
}

func member(ev *link.Event, page readout.PageID) bool {
	return slices.ContainsFunc(slices.Concat(ev.Members, ev.Earlier), func(m link.Member) bool { return m.Page == page })
}

func sidesIn(ev *link.Event) []string { return sidesOf(ev.Participants) }

func sidesOf(list []readout.Participant) []string {
	var out []string
	for i := range list {
		if s := string(list[i].Side); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// tells reports whether a page tells of an event in other words than those that the event
// stage knows: it is of the same days, and where it opens it names two of its sides, by those who
// took part or by the state, if they do not speak on it, and an encounter of this kind; no other one stands there.
func tells(rec *readout.Record, ev *link.Event, day readout.Day, sides []string, names func(string) []string) bool {
	on := rec.Article.Published.Day()
	if on == "" || on < day || on > day.Add(laterDays) {
		return false
	}
	for i := range rec.Events {
		if e := &rec.Events[i]; opensWith(e) && !mayBe(e, ev, sides) {
			return false
		}
	}
	if on > day.Add(newsDays) {
		return comesBack(rec, ev, day, sides)
	}
	words := openingWords(rec)
	named := 0
	for _, side := range sides {
		if speaks(rec, side) || slices.ContainsFunc(calledIn(ev, side, names), func(name []string) bool { return has(words, name) }) {
			named++
		}
	}
	return named > 1 && (slices.ContainsFunc(words, func(w string) bool { return occasion(ev.Kind, w) }) ||
		ev.Kind != "call" && (has(words, []string{"joint", "press"}) || has(words, []string{"joint", "news"})) || spokeTo(rec, ev, names))
}

// comesBack reports whether a page tells of an encounter on the day of an event, by its day, with
// one who took part in it: "Haddad, who attended the meeting with Lim on Friday, said".
func comesBack(rec *readout.Record, ev *link.Event, day readout.Day, sides []string) bool {
	return slices.ContainsFunc(rec.Events, func(e readout.Event) bool {
		return encounters[e.Kind] && e.Status == readout.Happened && e.Date.Text != "" && e.Date.Day() == day && mayBe(&e, ev, sides) &&
			slices.ContainsFunc(e.Participants, func(p readout.Participant) bool { return p.ID != "" && tookPart(ev, &p.Party) })
	})
}

// tookPart reports whether somebody known took part in an event.
func tookPart(ev *link.Event, p *readout.Party) bool {
	return p != nil && p.ID != "" && slices.ContainsFunc(ev.Participants, func(q readout.Participant) bool { return q.ID == p.ID })
}

// spokeTo reports whether a page opens with what one who took part told another: "Lim told
// Brun on Monday that ...", or "I told Brun" below a headline that names Lim.
func spokeTo(rec *readout.Record, ev *link.Event, names func(string) []string) bool {
	author := cmp.Or(authorOf(rec, ev.Participants), underLetterhead(rec, ev, names))
	return slices.ContainsFunc(rec.Statements, func(s readout.Statement) bool {
		by := s.Speaker
		if ofSelf(by) {
			by = author
		}
		return tookPart(ev, by) && tookPart(ev, s.Addressee) && by.ID != s.Addressee.ID && len(s.Content) > 0 && s.Content[0].Start < opening
	})
}

// underLetterhead returns the one who took part for the only side that the office in a page's
// headline is of, or nil: "Presidency of Ruvia".
func underLetterhead(rec *readout.Record, ev *link.Event, names func(string) []string) *readout.Party {
	headline := string(rec.Article.Headline)
	if !official(headline) || len(rec.Article.Byline) > 0 || rec.Article.Agency != "" {
		return nil
	}
	list := wordsOf(headline)
	var by *readout.Party
	for i := range ev.Participants {
		p := &ev.Participants[i].Party
		if p.Type != "person" || p.Side == "" || !slices.ContainsFunc(calledIn(ev, string(p.Side), names), func(name []string) bool { return has(list, name) }) {
			continue
		}
		if by != nil && by.Side != p.Side {
			return nil
		}
		by = cmp.Or(by, p)
	}
	return by
}

// speaks reports whether somebody of a side says something on a page.
func speaks(rec *readout.Record, side string) bool {
	return slices.ContainsFunc(rec.Statements, func(s readout.Statement) bool { return s.Speaker != nil && string(s.Speaker.Side) == side })
}

// opensWith reports whether an event is an encounter of the page's first words that took
// place.
func opensWith(e *readout.Event) bool {
	return encounters[e.Kind] && e.Status == readout.Happened && len(e.Participants) > 1 && len(e.Evidence) > 0 && e.Evidence[0].Start < opening
}

// mayBe reports whether an event of a page may be the one that is compared: its sides are
// no others, but for one that goes between two of them, and its days fit.
func mayBe(e *readout.Event, ev *link.Event, sides []string) bool {
	if others := slices.DeleteFunc(sidesOf(e.Participants), func(s string) bool { return slices.Contains(sides, s) }); len(others) > 1 ||
		len(others) == 1 && len(sidesOf(e.Participants)) < 3 { // where a third one is there, he goes between the two
		return false
	}
	phone := func(kind string, modes []string) bool { return kind == "call" || slices.Contains(modes, "phone") }
	loose := e.Kind == "talks" || e.Kind == "conversation"
	return e.Date.Interval.Overlaps(ev.Date) && (loose || phone(e.Kind, e.Mode) == phone(ev.Kind, ev.Mode))
}

// same returns the events of a page that are the one that is compared, denied or not, or "" for none:
// then the page tells of it all the same.
func same(rec *readout.Record, ev *link.Event) []readout.EventID {
	var out []readout.EventID
	for i := range rec.Events {
		e := &rec.Events[i]
		took := e.Status == readout.Happened || e.Status == readout.Denied // "there was no such conversation" is about it too
		if encounters[e.Kind] && took && len(e.Participants) > 1 && mayBe(e, ev, sidesIn(ev)) {
			out = append(out, e.ID)
		}
	}
	if len(out) == 0 {
		return []readout.EventID{""}
	}
	return out
}

// openingWords are the words that a page begins with, headline included, in small letters
// and without a genitive's s.
func openingWords(rec *readout.Record) []string {
	runes := []rune(rec.Article.Text)
	s := string(rec.Article.Headline) + " " + string(runes[:min(len(runes), opening)])
	return wordsOf(s)
}

func wordsOf(s string) []string {
	list := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	for i, w := range list {
		w = strings.Trim(w, "'’")
		list[i] = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	}
	return list
}

// calledIn returns the names by which a page may speak of a side, in words.
func calledIn(ev *link.Event, side string, names func(string) []string) [][]string {
	var out [][]string
	add := func(name string) {
		if w := wordsOf(name); len(w) > 0 {
			out = append(out, w)
		}
	}
	for i := range ev.Participants {
		if p := &ev.Participants[i]; string(p.Side) == side {
			add(p.Name)
			if f := strings.Fields(p.Name); p.Type == "person" && len(f) > 0 {
				add(f[len(f)-1])
			}
		}
	}
	if names != nil {
		for _, name := range names(side) {
			add(name)
		}
	}
	return out
}

// has reports whether words stand in a row in others.
func has(words, row []string) bool {
	for i := range words {
		if len(row) <= len(words)-i && slices.Equal(words[i:i+len(row)], row) {
			return true
		}
	}
	return false
}

var (
	byPhone  = setOf("call called calls telephone telephoned phone phoned conversation videoconference spoke video")
	inPerson = setOf("meeting met meet meets meetings talks summit visit visited visits visiting round negotiations dinner received receives hosted hosts session conversation")
)

// occasion reports whether a word is one for an encounter of a kind; of talks, which may have been
// on the telephone, any.
func occasion(kind, word string) bool {
	loose := kind == "talks" || kind == "conversation"
	return (kind == "call" || loose) && byPhone[word] || kind != "call" && inPerson[word]
}
