package link

import (
	"fmt"
	"slices"
	"strings"
)

// A fit is how the participants of two events go together.
type fit struct {
	ok    bool
	need  float64 // points of what they have in common besides, to make up for a loose fit
	score float64
	words string
}

// fitOf compares participants. Two of each must be the same ones, or the only one that the
// one page names; events in which somebody takes part in person are not told apart by who
// else is named, except for calls, which have two ends.
func fitOf(a, b *Item) fit {
	pa, pb := present(a.Parties), present(b.Parties)
	if len(pa) == 0 || len(pb) == 0 {
		if where := a.Event.Place; placed(a.Kind) && where != "" && b.Event.Place != "" && samePlace(string(where), string(b.Event.Place)) {
			return fit{ok: true, need: placeWeight, words: "nobody is named as taking part on one of the pages"}
		}
		return fit{words: "nobody is named as taking part"}
	}
	if len(pa) > len(pb) {
		pa, pb = pb, pa
	}
	same, sides, left := pairUp(pa, pb)
	switch {
	case len(same) >= 2 && (left == 0 || a.Kind.Word != call), len(same) == len(pa) && len(same) >= 2:
		return fit{ok: true, score: float64(min(len(same), 4)), words: "the same parties: " + names(same)}
	case len(same) == len(pa) && len(pb) == 1:
		return fit{ok: true, score: 1, need: loose(a.Kind, 0.5), words: "the same party: " + names(same)}
	case len(same) == len(pa):
		return fit{ok: true, score: 0.5, need: loose(a.Kind, 1), words: fmt.Sprintf("the same party: %s, the only one that one of the pages names", names(same))}
	case left == 0 && len(same)+len(sides) >= 2 && len(same) > 0 && a.exact() && b.exact():
		return fit{ok: true, score: 0.5, words: "the same sides: " + names(append(same, sides...))}
	case left == 0 && len(same)+len(sides) >= 2:
		return fit{ok: true, score: 0.5, need: 1, words: "the same sides: " + names(append(same, sides...))}
	}
	return fit{words: fmt.Sprintf("other parties: %s; %s", names(pa), names(pb))}
}

// loose is what a single common party needs besides: nothing where one party makes the
// event, as in an arrest.
func loose(kind Kind, points float64) float64 {
	if kind.Family == contact {
		return points
	}
	return 0
}

// present leaves out hosts: they are where the event is.
func present(list []Party) []Party {
	return slices.DeleteFunc(slices.Clone(list), func(p Party) bool { return p.Role == "host" && len(list) > 2 })
}

// pairUp gives each of a its counterpart in b: the same one, or one of the same side, and
// counts those of a that have none.
func pairUp(a, b []Party) (same, sides []Party, left int) {
	taken := make([]bool, len(b))
	find := func(p *Party, like func(p, q *Party) bool) bool {
		for j := range b {
			if !taken[j] && like(p, &b[j]) {
				taken[j] = true
				return true
			}
		}
		return false
	}
	var rest []Party
	for i := range a {
		if find(&a[i], sameParty) {
			same = append(same, a[i])
		} else {
			rest = append(rest, a[i])
		}
	}
	for i := range rest {
		if find(&rest[i], sameSide) {
			sides = append(sides, rest[i])
		} else {
			left++
		}
	}
	return same, sides, left
}

// sameParty reports whether two pages name the same one: by the actor file's id where both
// have one, else by the name, which may be shortened to its last part.
func sameParty(p, q *Party) bool {
	if p.ID != "" && q.ID != "" {
		return p.ID == q.ID
	}
	if p.Side != "" && q.Side != "" && p.Side != q.Side || p.Name == "" {
		return false
	}
	return p.Name == q.Name || p.Type == q.Type && p.Type == "person" && (endsWith(p.Name, q.Name) || endsWith(q.Name, p.Name))
}

func endsWith(name, last string) bool { return last != "" && strings.HasSuffix(name, " "+last) }

// sameSide reports whether the one stands for the other: a state for whoever acts for it, a
// title for who has it.
func sameSide(p, q *Party) bool {
	if p.untold() && q.titled(p.Name) || q.untold() && p.titled(q.Name) {
		return true
	}
	return p.Side != "" && p.Side == q.Side && (collective(p.Type) || collective(q.Type))
}

// untold reports whether a party is a title alone: "the Prime Minister".
func (p *Party) untold() bool { return p.ID == "" && p.Side == "" && p.Type == "office" }

// titled reports whether a party has a title, whatever it is followed by: "Prime Minister of
// Ruvia".
func (p *Party) titled(title string) bool {
	return title != "" && p.Type == "person" && (p.Of == title || strings.HasPrefix(p.Of, title+" of ") || strings.HasSuffix(p.Of, " "+title) && strings.Count(p.Of, " ") == strings.Count(title, " ")+1)
}

func collective(kind string) bool {
	return kind == "state" || kind == "body" || kind == "organisation" || kind == "office"
}

// last is the last word of a party's name, which the shortest form of it has too.
func (p *Party) last() string {
	if p.Type != "person" {
		return p.Name
	}
	return p.Name[strings.LastIndexByte(p.Name, ' ')+1:]
}

func names(list []Party) string {
	var out []string
	for i := range list {
		out = append(out, list[i].As)
	}
	return strings.Join(out, ", ")
}
