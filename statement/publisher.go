package statement

import (
	"slices"
	"strings"

	"readout/actor"
)

// publisherOffice returns who "the Minister" or "the spokeswoman" is on the page of a
// ministry that says no more: the holder of the office that belongs to it, if the article
// names him or names nobody else who could be meant; else nil.
func (r *resolver) publisherOffice(f *frame, noun string, b int) *voice {
	v := r.publisherHolder(noun, b, squeeze(r.a.doc.Text[f.items[0].start:f.items[0].end]))
	if v != nil && !v.figure.person && slices.ContainsFunc(r.seenBefore(b), func(s sighting) bool { return s.figure.person && r.goesBy(s.figure, noun, noun) }) {
		return nil // it names another one
	}
	return v
}

// publisherHolder returns who holds the office of the publisher that a noun means, as known
// at byte b, or nil where there is no such office, or several. Printed is what he is called
// where nobody is known to hold it.
func (r *resolver) publisherHolder(noun string, b int, printed string) *voice {
	if r.publisher == nil || r.in.Article.Agency != "" {
		return nil
	}
	var office *actor.Actor
	for _, o := range r.publisherOffices() {
		plain := o.Role
		if cut := strings.LastIndexByte(plain, '-'); cut >= 0 {
			plain = plain[cut+1:]
		}
		if plain != noun && otherwise[noun] != o.Role {
			continue
		}
		if office != nil {
			return nil
		}
		office = o
	}
	if office == nil {
		return nil
	}
	v := r.ownedVoice(office, b, printed)
	if v.party.Type != string(actor.Person) || v.figure == nil {
		return nil
	}
	return &v
}

// publisherOffices are the offices that belong to the body on whose page the article stands.
func (r *resolver) publisherOffices() []*actor.Actor {
	if r.offices == nil {
		r.offices = []*actor.Actor{}
		for a := range r.in.Roster.Actors() {
			if a.Type == actor.Office && (a.Body == r.publisher.ID || a.Body == "" && a.Side == r.publisher.ID && r.publisher.Type == actor.Organisation) {
				r.offices = append(r.offices, a)
			}
		}
	}
	return r.offices
}

// published resolves a report or survey of which a page of an organisation speaks without
// saying whose it is: its own.
func (r *resolver) published(f *frame, s stretch, n nounClass) (voice, bool) {
	first := &f.items[s.from]
	if r.publisher == nil || r.publisher.Type != actor.Organisation || n&document == 0 || first.low != "the" && first.low != "its" && first.low != "our" {
		return voice{}, false
	}
	if h := r.head(f, s); h.to-h.from > 4 || r.hasSighting(f, h) || f.at(h.to) == "of" || f.at(h.to) == "by" || f.at(h.to) == "from" {
		return voice{}, false
	}
	return r.ownedVoice(r.publisher, first.start, r.publisher.Name), true
}

// letters are documents that somebody writes to be read as his own words, besides those that are
// settings.
var letters = setOf("letter email e-mail memo note message op-ed")

// authored resolves a statement or letter whose author stands beside it to that one: "a statement
// from the company", "the campaign's statement".
func (r *resolver) authored(f *frame, s, head stretch) (voice, bool) {
	noun := head.to - 1
	low := f.items[noun].low
	said := settingOf(low)
	written := letters[low] || said == "statement" || said == "readout" || said == "post"
	if !written && said == "" || f.items[noun].capital && noun > 0 {
		return voice{}, false
	}
	by := stretch{}
	k := head.to
	switch f.at(k) {
	case "issued", "released", "published", "posted", "written", "sent", "signed":
		k++
	}
	switch {
	case written && (f.at(k) == "by" || k == head.to && f.at(k) == "from") && k+1 < s.to:
		by = stretch{k + 1, min(f.phraseAfter(k+1), s.to)}
		for i := by.from + 1; i < by.to; i++ { // "both ministries | in the Star", "the head of the union | obtained"
			if it := &f.items[i]; it.class == passed || it.class == prep && it.low != "of" && it.low != "for" {
				by.to = i
			}
		}
	case noun > s.from && f.items[noun-1].class == clitic:
		by = stretch{s.from, noun - 1}
	}
	if by.empty() {
		return voice{}, false
	}
	v := r.phrase(f, by, squeeze(r.a.doc.Text[f.items[by.from].start:f.items[by.to-1].end]))
	return v, v.party.Name != "" && v.party.Type != "document" && v.party.Type != ""
}

// hasSighting reports whether somebody or something is named in a noun phrase.
func (r *resolver) hasSighting(f *frame, s stretch) bool {
	for k := s.from; k < s.to; k++ {
		if r.sightingAt(f.items[k].start) != nil {
			return true
		}
	}
	return false
}
