package statement

import (
	"strings"

	"readout"
)

// aheadParagraphs is how many paragraphs an article may name somebody after it first lets
// him speak by his office.
const aheadParagraphs = 2

// ahead names those who speak in the lead by their office alone, "the head of the mission
// told", where the next one who speaks by name is called so: an article often names him
// only in its second sentence.
func (b *builder) ahead() {
	for i := range b.done {
		s, fd := &b.done[i], &b.from[i]
		if v := b.introducedNext(i); v != nil {
			p := v.party
			s.Speaker, s.Level = &p, readout.Named
			continue
		}
		if s.Speaker == nil || fd.source.empty() || fd.turn != nil || s.Level != readout.OfficeLevel && !(s.Level == readout.Unnamed && fd.f.hasClass(fd.source.from, fd.source.to, clitic)) || !b.definite(fd) {
			continue
		}
		if v := b.namedAhead(i); v != nil {
			p := v.party
			s.Speaker, s.Level = &p, readout.Named
		}
	}
}

// definite reports whether a source is one certain office: "the mayor", "Ruvia's envoy".
func (b *builder) definite(fd *found) bool {
	f := fd.f
	if f.items[fd.source.from].low == "a" || f.items[fd.source.from].low == "an" {
		return false
	}
	head := b.head(f, fd.source)
	return !head.empty() && nouns()[f.items[head.to-1].low]&role != 0
}

// namedAhead returns the first person who speaks by name after statement i, if he may be
// called as its source is, or nil.
func (b *builder) namedAhead(i int) *voice {
	fd := &b.from[i]
	head := b.head(fd.f, fd.source)
	noun := fd.f.items[head.to-1].low
	reach := aheadParagraphs
	if fd.f.paragraph > 0 {
		reach = 0
		if fd.f.items[fd.source.from].class == poss {
			reach = 1
		}
	}
	for j := i + 1; j < min(len(b.done), i+maxBack) && b.from[j].f.paragraph <= fd.f.paragraph+reach; j++ {
		p := b.done[j].Speaker
		if p == nil || b.done[j].Level != readout.Named || b.from[j].source.empty() || same(p, b.done[i].Speaker) && p.ID == "" {
			continue
		}
		fig := b.byKey[keyOf(p)]
		if fig == nil {
			fig = b.byKey["="+keyOf(p)]
		}
		side := b.done[i].Speaker.Side
		if fig == nil || !fig.person || !b.goesBy(fig, noun, noun) || !b.fits(fig, fd.f, head) || side != "" && p.Side != "" && side != p.Side || fig.first <= fd.f.items[0].start {
			return nil
		}
		v := b.voice(fig)
		return &v
	}
	return nil
}

// introducedNext returns the one who is named for the first time, and without a title, as
// the speaker of the statement after i, of the same paragraph or in the second one, where
// somebody definite without a name speaks in i: "the engineer replied that it was the price
// of steel. Ana Lim said ...". Nobody else may be named between.
func (b *builder) introducedNext(i int) *voice {
	s, fd := &b.done[i], &b.from[i]
	if i+1 >= len(b.done) || s.Speaker == nil || s.Speaker.ID != "" || s.Speaker.Type != "office" || fd.source.empty() || fd.turn != nil || !b.definite(fd) {
		return nil
	}
	next, nd := &b.done[i+1], &b.from[i+1]
	gap := nd.f.paragraph - fd.f.paragraph
	if next.Speaker == nil || next.Level != readout.Named || nd.source.empty() || nd.turn != nil || gap > 0 && (gap > 1 || fd.f.paragraph > 0) || nd.f.index <= fd.f.index || nd.f.index > fd.f.index+2 {
		return nil
	}
	fig := b.byKey[keyOf(next.Speaker)]
	if fig == nil {
		fig = b.byKey["="+next.Speaker.Name]
	}
	if fig == nil || !fig.person || fig.actor != nil || fig.titles != "" || len(fig.roles) > 0 || fig.first <= fd.f.items[0].start {
		return nil
	}
	head := b.head(fd.f, fd.source)
	if n, _ := nounOf(fd.f.items[head.to-1].low); n&(male|female) != 0 && fig.gender != 0 && n&fig.gender == 0 {
		return nil
	}
	if who, n := b.onlyPerson(fd.f.items[fd.source.to-1].end, b.a.frames[nd.f.index].items[len(nd.f.items)-1].end, func(p *figure) bool { return p.first > fd.f.items[0].start }); n != 1 || who != fig {
		return nil
	}
	v := b.voice(fig)
	return &v
}

// fits reports whether every word of a title, names of states apart, is in what a person is
// called or holds.
func (b *builder) fits(p *figure, f *frame, head stretch) bool {
	names := []string{p.titles}
	if p.actor != nil && b.in.Roster != nil {
		for _, o := range b.in.Roster.OfficesOf(p.actor.ID, b.in.Article.Published) {
			names = append(names, o.Names...)
		}
		names = append(names, b.rolesOf(p)...)
	}
	called := strings.ToLower(strings.Join(names, " "))
	for k := head.from; k < head.to; k++ {
		it := &f.items[k]
		if (it.class == other || it.class == name) && it.low != "-" && b.mentionAt(it.start) == nil && !passing[it.low] && !strings.Contains(called, strings.Replace(strings.Replace(it.low, "spokeswoman", "spokes", 1), "spokesman", "spokes", 1)) {
			return false
		}
	}
	return true
}
