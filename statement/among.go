package statement

import (
	"slices"
	"strings"

	"readout"
)

// A last name that two people of the article have is theirs alone where something beside
// it fits one of them only: the pronoun that takes it up, a title, a role in apposition.

// narrowed returns the only one of those who share a name that fits, the figure itself
// where nobody shares its name, or where several fit.
func (p *figure) narrowed(fits func(*figure) bool) *figure {
	var found *figure
	for _, q := range p.among {
		if !fits(q) {
			continue
		}
		if found != nil {
			return p
		}
		found = q
	}
	if found == nil {
		return p
	}
	return found
}

// notOf is narrowed to those who may have another gender than one.
func (p *figure) notOf(gender nounClass) *figure {
	return p.narrowed(func(q *figure) bool { return gender == 0 || q.gender != gender })
}

// byTitles returns whom a shared last name means by the words of the noun phrase s around
// it: "Ms Lim", "Defence Minister Lim", "Lim, the jeweller".
func (r *resolver) byTitles(f *frame, s stretch, p *figure) *figure {
	if len(p.among) == 0 {
		return p
	}
	for k := s.from; k < s.to; k++ {
		it := &f.items[k]
		if sg := r.sightingAt(it.start); sg != nil && sg.figure == p {
			continue
		}
		n, _ := nounOf(it.low)
		if g := n & (male | female); g != 0 {
			if q := p.narrowed(func(q *figure) bool { return q.gender == g }); q != p {
				return q
			}
		}
		if n&role == 0 {
			continue
		}
		if q := p.narrowed(func(q *figure) bool { return r.goesBy(q, it.low, it.low) }); q != p {
			return q
		}
	}
	return p
}

// unintroduced returns the one who spoke last, where that is somebody of whom the article
// tells nothing but the name, for a role that nobody else in it has: "Ana Lim said. The
// developer ...". He spoke in the same paragraph or the one before.
func (r *resolver) unintroduced(f *frame, noun string, n nounClass) *figure {
	for i := len(r.voices) - 1; i >= 0 && i > len(r.voices)-maxBack; i-- {
		h := &r.voices[i]
		if h.asks {
			continue
		}
		p := h.figure
		if f.paragraph-r.a.frames[h.frame].paragraph > 1 || p == nil || !p.person || p.actor != nil || p.titles != "" || len(p.roles) > 0 || len(p.among) > 0 {
			return nil
		}
		if g := n & (male | female); g != 0 && p.gender != 0 && g&p.gender == 0 {
			return nil
		}
		p.roles[noun] = true
		return p
	}
	return nil
}

// entitleShared gives the places where a shared last name stands with a title, "Prime
// Minister Lim", to the only one of those who have the name that the title fits.
func (c *cast) entitleShared() {
	r := &resolver{cast: c}
	for i := range c.seen {
		s := &c.seen[i]
		if len(s.figure.among) == 0 || s.title == "" {
			continue
		}
		title := strings.ToLower(lastWord(s.title))
		s.figure = s.figure.narrowed(func(p *figure) bool { return r.goesBy(p, title, title) })
	}
}

// otherOf returns the only person of a certain gender who is named, or called by a role, in
// the sentences from that of a voice of unknown gender to before frame fi: "Maren Lim thanked
// Otto Brun. He | said". Nil where there is none, or more than one.
func (r *resolver) otherOf(h *heard, fi int, want nounClass) *figure {
	var found *figure
	add := func(p *figure) bool {
		if p != nil && p.person && p != h.figure && p != found && p.gender == want {
			if found != nil {
				return false
			}
			found = p
		}
		return true
	}
	for i := h.frame; i < fi && i < h.frame+2; i++ {
		f := &r.a.frames[i]
		for k := range f.items {
			if sg := r.sightingAt(f.items[k].start); sg != nil && !add(sg.figure) {
				return nil
			}
			if f.items[k].low != "the" {
				continue
			}
			end := k + 1
			for end < len(f.items) && end < k+4 && (f.items[end].class == other || f.items[end].class == name) {
				end++
				if n, plural := nounOf(f.items[end-1].low); n&role == 0 || plural {
					continue
				}
				phrase, side := r.called(f, stretch{k, end})
				if c := r.calledBy(f, f.items[end-1].low, phrase, side, role); c != nil && !add(c.figure) {
					return nil
				}
				break
			}
		}
	}
	return found
}

// namesakes returns the figure of a last name at byte b that somebody of the roster shares
// with people whom the roster does not know and who were named in full before; that one's
// own where there are none.
func (c *cast) namesakes(fig *figure, name string, b int, strangers map[string][]sighting) *figure {
	all := []*figure{fig}
	for _, s := range strangers[name] {
		if s.start < b {
			all = append(all, s.figure)
		}
	}
	return c.one(all)
}

// maxNamesakes bounds the people of one last name that are told apart.
const maxNamesakes = 8

// byLastName returns the first sightings of people by their last names.
func byLastName(list []sighting) map[string][]sighting {
	out := map[string][]sighting{}
	for _, s := range list {
		name := lastWord(s.figure.party.Name)
		if s.figure.person && len(out[name]) < maxNamesakes && !slices.ContainsFunc(out[name], func(o sighting) bool { return o.figure == s.figure }) {
			out[name] = append(out[name], s)
		}
	}
	return out
}

// spokeLast returns which of those who share a last name was the last to speak, if that was
// not long before.
func (r *resolver) spokeLast(f *frame, p *figure) *figure {
	for i := len(r.voices) - 1; i >= 0 && i > len(r.voices)-maxBack; i-- {
		h := &r.voices[i]
		if f.paragraph-r.a.frames[h.frame].paragraph > 2 {
			break
		}
		if h.figure != nil && slices.Contains(p.among, h.figure) {
			return h.figure
		}
	}
	return p
}

// namedBefore returns those of several figures that were named before byte b, if any was.
func (c *cast) namedBefore(figs []*figure, b int) []*figure {
	if len(figs) < 2 {
		return figs
	}
	var out []*figure
	for _, f := range figs {
		if f.first <= b {
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		return figs
	}
	return out
}

// one returns the only figure, or the figure of a name that several have.
func (c *cast) one(figs []*figure) *figure {
	if len(figs) == 1 {
		return figs[0]
	}
	key := "?" + lastWord(figs[0].party.Name)
	if fig := c.byKey[key]; fig != nil && len(fig.among) == len(figs) {
		return fig
	}
	fig := &figure{person: true, roles: map[string]bool{}, party: readout.Party{Name: lastWord(figs[0].party.Name), Type: "person"}, among: figs}
	for _, f := range figs {
		if f.party.ID != "" {
			fig.party.Candidates = append(fig.party.Candidates, string(f.party.ID))
		}
	}
	c.byKey[key] = fig
	return fig
}
