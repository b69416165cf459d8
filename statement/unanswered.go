package statement

import (
	"cmp"
	"slices"

	"readout/internal/attribution"
	"readout/internal/refusal"
)

// leastUnanswered is the chance from which a clause tells of a refusal where no rule has
// found one, by the learned judge: higher than sentences by unseen hands ask for, as in news
// few clauses tell of one (docs/decisions/0010-replies.md).
const leastUnanswered = 0.65

// unanswered adds the refusals that are told of in wording that no rule has. It knows that of news
// alone: on other pages it takes deeds for them.
func (a *analysis) unanswered(list []found, p plan, j *refusal.Judge) []found {
	for _, c := range j.Refusals(a.doc, leastUnanswered, a.isQuoted) {
		if fd, ok := a.refusalOf(&c.Clause, c.Class); ok && !p.taken[fd.f.paragraph] {
			list = fd.joins(list)
		}
	}
	return list
}

// isQuoted reports whether a word lies in a quotation.
func (a *analysis) isQuoted(word int) bool {
	at := a.doc.Words[word].Start
	k, _ := slices.BinarySearchFunc(a.quotes, at, func(q quote, b int) int { return cmp.Compare(q.end, b+1) })
	return k < len(a.quotes) && a.quotes[k].start <= at
}

// refusalOf makes a statement of a clause, where its parts lie in one frame.
func (a *analysis) refusalOf(c *refusal.Clause, class string) (found, bool) {
	cue, matter := a.piecesOf(attribution.Span(c.Cue)), a.piecesOf(attribution.Span(c.Matter))
	if len(cue) != 1 || len(matter) != 1 || matter[0].f != cue[0].f || cue[0].f.unasked(cue[0].from, cue[0].to) {
		return found{}, false
	}
	fd := found{f: cue[0].f, cue: cue[0].stretch, content: []stretch{matter[0].stretch}, rule: "silence", act: "refuse", refusal: class}
	if s := a.piecesOf(attribution.Span(c.Source)); len(s) == 1 && s[0].f == fd.f {
		fd.source = fd.f.nounEnd(s[0].stretch)
	}
	return fd, true
}

// denied reports whether a word of denial stands in a statement's cue, right before it or in its
// content.
func (fd *found) denied() bool {
	return fd.f.denies(max(fd.cue.from-2, 0), fd.cue.to) || slices.ContainsFunc(fd.content, func(s stretch) bool { return fd.f.denies(s.from, s.to) })
}

// denies reports whether one of the items [from, to) is a word of denial.
func (f *frame) denies(from, to int) bool {
	for k := from; k < to; k++ {
		switch it := &f.items[k]; {
		case it.class == neg, it.tellsOf("denies"), it.tellsOf("declining"), it.low == "no", it.low == "nothing", it.low == "little":
			return true
		}
	}
	return false
}

// joins puts a refusal into the list: in the place of a statement that was made of its cue,
// if that has no quotation, and not where another one has its words as content.
func (fd *found) joins(list []found) []found {
	for i := range list {
		o := &list[i]
		if o.f != fd.f {
			continue
		}
		switch {
		case overlap([]stretch{o.cue}, []stretch{fd.cue}) && (o.rule == "that" || o.rule == "bare clause") && (fd.refusal == noResponse || !o.denied()):
			return list // who replied that something is so gave a response; such words were judged as a reply
		case overlap([]stretch{o.cue}, []stretch{fd.cue}) || overlap([]stretch{fd.cue}, o.content) && o.act == "refuse":
			if o.act == "refuse" || o.asks || o.turn != nil || o.told || len(o.extra) > 0 || fd.f.quotes(o) {
				return list
			}
			if fd.source.empty() {
				fd.source = o.source
			}
			*o = *fd
			return list
		case overlap(o.content, []stretch{fd.cue}), o.act == "refuse" && overlap(o.content, fd.content):
			return list
		}
	}
	at := slices.IndexFunc(list, func(o found) bool {
		return o.f != nil && (o.f.index > fd.f.index || o.f == fd.f && o.cue.from > fd.cue.from)
	})
	if at < 0 {
		at = len(list)
	}
	return slices.Insert(list, at, *fd)
}
