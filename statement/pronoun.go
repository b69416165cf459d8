package statement

import (
	"readout"
	"readout/actor"
)

// pronoun resolves "he", "she", "it" and "they" by the voices and names before it.
func (r *resolver) pronoun(f *frame, k int, printed string) voice {
	fi := f.index
	open := voice{party: readout.Party{Name: printed}}
	switch f.items[k].low {
	case "he", "his":
		return meant(r.lastPerson(fi, f.items[k].start, female, open), male)
	case "him":
		return r.lastPerson(fi, f.items[k].start, female, open)
	case "she":
		return meant(r.lastPerson(fi, f.items[k].start, male, open), female)
	case "her":
		return r.lastPerson(fi, f.items[k].start, male, open)
	case "they", "them", "it", "its", "their":
		low := f.items[k].low
		if v := r.openingBody(fi); v != nil && (low == "it" || low == "its") && (len(r.voices) == 0 || r.voices[len(r.voices)-1].frame < fi-1) {
			return *v
		}
		if h := r.lastVoice(fi, func(h *heard) bool {
			if f.items[k].low == "it" || f.items[k].low == "its" {
				return h.level == readout.Institution || h.level == readout.OutletLevel
			}
			return h.many || h.level == readout.Institution || h.party.Type == "group"
		}); h != nil {
			return h.voice
		}
		if p := r.bodyBefore(f, f.items[k].start); p != nil && f.items[k].low == "it" {
			return voice{party: p.party, figure: p, level: readout.Institution}
		}
	}
	return open
}

// bodyBefore returns the only body, state or organisation that a sentence names before byte
// b, or nil.
func (r *resolver) bodyBefore(f *frame, b int) *figure {
	var found *figure
	for _, s := range r.seenBefore(b) {
		p := s.figure
		if s.start < f.items[0].start || p.person || p.actor == nil || p.actor.Type == actor.Outlet || p.actor.Type == actor.Office || s.mention != nil && s.mention.How == actor.ByDemonym {
			continue
		}
		if found != nil && found != p {
			return nil
		}
		found = p
	}
	return found
}

// meant notes the gender of a subject pronoun with whom it stands for: who was "she" once
// will not be "he".
func meant(v voice, g nounClass) voice {
	if v.figure != nil && v.figure.gender == 0 {
		v.figure.gender = g
	}
	return v
}

// lastVoice returns the last source of this paragraph or the one before if it fits.
func (r *resolver) lastVoice(fi int, fits func(*heard) bool) *heard {
	for i := len(r.voices) - 1; i >= 0 && i > len(r.voices)-maxBack; i-- {
		h := &r.voices[i]
		if r.a.frames[fi].paragraph-r.a.frames[h.frame].paragraph > 1 {
			return nil
		}
		if fits(h) {
			return h
		}
	}
	return nil
}

// lastPerson resolves a singular pronoun at byte b. The last speaker of the paragraph is
// meant before a person that is only mentioned; not is the gender that cannot be meant.
func (r *resolver) lastPerson(fi, b int, not nounClass, open voice) voice {
	para := r.a.frames[fi].paragraph
	before := false // the voices are those of the paragraph before
	tied := false   // with one without a name who asked, and may go on
	for i := len(r.voices) - 1; i >= 0 && i > len(r.voices)-maxBack; i-- {
		h := &r.voices[i]
		gap := para - r.a.frames[h.frame].paragraph
		if gap > 1 {
			break
		}
		if h.asks && (gap == 0 || i == len(r.voices)-1) && h.frame < fi {
			if h.asked != nil && h.asked.gender != not {
				return r.voice(h.asked)
			}
			tied = tied || h.figure == nil && h.level == readout.OfficeLevel && h.noun != "" && !isSettingWord("asks", h.noun)
			continue // who asked does not answer
		}
		if tied && gap > 0 {
			return open
		}
		if gap > 0 && !before {
			before = true
			if v := r.openedBy(fi, b, not); v != nil {
				return *v
			}
			if p := r.topic(fi, not); p != nil {
				return r.voice(p)
			}
		}
		if h.figure != nil && h.figure.person && h.figure.gender != not {
			if other := r.subjectBetween(h.frame, fi, b, not, h.figure); other != nil {
				return r.voice(other)
			}
			if one := h.figure.notOf(not); one != h.figure {
				return r.voice(one)
			}
			if h.figure.gender == 0 && gap == 0 && h.frame < fi {
				if p := r.otherOf(h, fi, (male|female)&^not); p != nil {
					return r.voice(p)
				}
			}
			return h.voice
		}
		if h.figure == nil && !h.many && h.level != readout.Institution && h.party.Name != "" && gap == 0 && h.level != readout.OutletLevel && h.somebody() {
			return h.voice // "an official": the same one goes on
		}
	}
	if p := r.subjectBetween(-1, fi, b, not, nil); p != nil {
		return r.voice(p)
	}
	if v := r.openedBy(fi, b, not); v != nil {
		return *v
	}
	if p := r.onlyOf(fi, b, not); p != nil {
		return r.voice(p)
	}
	if v := r.unnamedSubject(fi, b, not); v != nil {
		return *v
	}
	return open
}

// somebody reports whether a voice without a figure is a person, and no thing that a rule took for
// one: "the applause".
func (h *heard) somebody() bool {
	return h.noun == "" || h.level != "" || h.party.Type == "person" || nouns()[h.noun]&(role|male|female) != 0
}

// openedBy returns the one without a name with whom the sentence of byte b or the one before
// in its paragraph opens, where nobody is named between: "The representative of Ruvia asked
// when. She had been there, | she said".
func (r *resolver) openedBy(fi, b int, not nounClass) *voice {
	for i := fi; i >= 0 && i >= fi-1 && r.a.frames[i].paragraph == r.a.frames[fi].paragraph; i-- {
		f := &r.a.frames[i]
		s := f.subjectNoun(0)
		if s.empty() || f.items[s.to-1].end > b || f.items[0].class == poss {
			continue
		}
		if nouns()[f.items[s.to-1].low]&not != 0 {
			return nil
		}
		if _, n := r.onlyPerson(f.items[0].start, b, func(*figure) bool { return true }); n > 0 {
			return nil
		}
		if f.at(s.to) == "of" {
			for s.to++; s.to < len(f.items) && (f.items[s.to].class == det || f.items[s.to].capital); s.to++ {
			}
		}
		v := r.phrase(f, s, squeeze(r.a.doc.Text[f.items[0].start:f.items[s.to-1].end]))
		if v.figure != nil || v.party.ID != "" {
			return nil
		}
		return &v
	}
	return nil
}

// topic returns the person whose answer, office or the like opens the paragraph of frame fi,
// "Lim's answer was a laugh", or nil.
func (r *resolver) topic(fi int, not nounClass) *figure {
	from := fi
	for from > 0 && fi-from < maxBack && r.a.frames[from-1].paragraph == r.a.frames[fi].paragraph {
		from--
	}
	f := &r.a.frames[from]
	sg := r.sightingAt(f.items[0].start)
	if sg == nil || !sg.figure.person || sg.figure.gender == not {
		return nil
	}
	for k := 1; k < len(f.items) && k < 5; k++ {
		if f.items[k].start >= sg.end {
			if f.items[k].class == clitic {
				return sg.figure
			}
			break
		}
	}
	return nil
}

// unnamedSubject returns the only person without a name whom this sentence up to byte b or
// the one before in its paragraph has as a subject, "his secretary nods", or nil; not is a
// gender that he cannot have.
func (r *resolver) unnamedSubject(fi, b int, not nounClass) *voice {
	var found *voice
	for i := fi; i >= 0 && i >= fi-1 && r.a.frames[i].paragraph == r.a.frames[fi].paragraph; i-- {
		f := &r.a.frames[i]
		for k := range f.items {
			s := f.subjectNoun(k)
			if s.empty() || f.items[s.to-1].end > b {
				continue
			}
			if g := nouns()[f.items[s.to-1].low]; found != nil || g&not != 0 {
				return nil
			}
			v := r.common(f, s, s, squeeze(r.a.doc.Text[f.items[s.from].start:f.items[s.to-1].end]))
			found = &v
		}
	}
	return found
}

// subjectNoun returns the noun phrase of a person at item k, from its article or owner on,
// where no preposition leads to it, or an empty stretch.
func (f *frame) subjectNoun(k int) stretch {
	if c := f.items[k].class; c != poss && f.items[k].low != "a" && f.items[k].low != "an" && f.items[k].low != "the" {
		return stretch{}
	}
	if k > 0 && (f.items[k-1].class == prep || f.items[k-1].class == to) {
		return stretch{}
	}
	for end := k + 1; end+1 < len(f.items) && end < k+4 && (f.items[end].class == other || f.items[end].class == name); end++ {
		if n, plural := nounOf(f.items[end].low); !plural && n&(role|male|female) != 0 {
			return stretch{k, end + 1}
		}
	}
	return stretch{}
}

// onlyOf returns the only person of a known gender named before byte b in this paragraph
// and the two before, or the only one at all in this paragraph.
func (r *resolver) onlyOf(fi, b int, not nounClass) *figure {
	want := male
	if not == male {
		want = female
	}
	para := r.a.frames[fi].paragraph
	from := fi
	for from > 0 && fi-from < maxBack && r.a.frames[from-1].paragraph >= para-2 {
		from--
	}
	start := r.a.frames[from].items[0].start
	found, n := r.onlyPerson(start, b, func(p *figure) bool { return p.gender == want })
	if n == 0 {
		for from = fi; from > 0 && r.a.frames[from-1].paragraph == para; from-- {
		}
		found, n = r.onlyPerson(r.a.frames[from].items[0].start, b, func(p *figure) bool { return p.gender != not })
	}
	if n != 1 {
		return nil
	}
	return found
}

// onlyPerson returns the last person who fits of those named in the bytes [start, b), and
// how many there are.
func (r *resolver) onlyPerson(start, b int, fits func(*figure) bool) (last *figure, n int) {
	for _, s := range r.seenBefore(b) {
		if p := s.figure; s.start >= start && p.person && p != last && fits(p) {
			last = p
			n++
		}
	}
	return last, n
}

func (r *resolver) voice(p *figure) voice {
	v := voice{party: p.party, figure: p, level: readout.Named}
	v.party.Office = r.office(p)
	if v.party.Side == "" {
		v.party.Side = r.sideOfTitle(p)
	}
	return v
}

// subjectBetween returns the person named first in the last frame between two places
// that opens with a person other than the last speaker: a new topic takes the pronoun.
func (r *resolver) subjectBetween(from, to, b int, not nounClass, speaker *figure) *figure {
	para := r.a.frames[to].paragraph
	for fi := to; fi > from && fi >= 0 && to-fi < maxBack && r.a.frames[fi].paragraph >= para-1; fi-- {
		f := &r.a.frames[fi]
		opener := f.openerEnd()
		for k := range f.items {
			if k < opener {
				continue
			}
			if f.items[k].start >= b || k > 8 && !f.opensClause(k) {
				if f.items[k].start >= b {
					break
				}
				continue
			}
			if f.items[k].class == quoted {
				break
			}
			sg := r.personAt(f, k)
			if sg == nil || k+1 < len(f.items) && f.items[k+1].class == clitic {
				continue
			}
			who := sg.figure.notOf(not)
			if who.gender == not || who == speaker {
				break
			}
			topic := k == 2 && f.at(0) == "as" && f.at(1) == "for"
			opens := k < 2 && f.items[0].class != sub // else the tree is asked; it misreads names behind a time of day
			if !topic && (k > 0 && f.items[k-1].class == prep || !opens && !r.a.isSubject(sg.start, sg.end)) {
				continue
			}
			return who
		}
	}
	return nil
}

// openerEnd returns where the participle clause that opens a sentence ends, "Questioned by
// the chair, Ana Lim, | he said": those named in it are not its subject.
func (f *frame) openerEnd() int {
	if c := f.items[0].class; c != passed && c != doing && !asks[f.items[0].low] {
		return 0
	}
	end := 0
	for k := 1; k < len(f.items) && k < 20; k++ {
		switch f.items[k].class {
		case comma:
			end = k
		case subjPron, be, have, do, modal, finite, thought, passed:
			return end
		}
		if len(f.items[k].verbs) > 0 && !f.items[k].capital {
			return end
		}
	}
	return 0
}

// opensClause reports whether the name at k, with the titles before it, follows a comma.
func (f *frame) opensClause(k int) bool {
	for k > 0 && f.items[k-1].class == name {
		k--
	}
	return k > 0 && f.items[k-1].class == comma
}

// personAt returns the sighting of a person at item k, also of one that is called by a
// role there, "the foreign secretary had ...", or nil.
func (r *resolver) personAt(f *frame, k int) *sighting {
	if sg := r.sightingAt(f.items[k].start); sg != nil || f.items[k].low != "the" {
		if sg == nil || !sg.figure.person {
			return nil
		}
		return sg
	}
	if p := r.officeAt(f, k); p != nil {
		return p
	}
	end := k + 1
	for end < len(f.items) && end < k+6 && (f.items[end].class == other || f.items[end].class == name) && (len(f.items[end].verbs) == 0 || end == k+1) && !r.isVerb(f, end) {
		end++
	}
	if end == k+1 || end == len(f.items) {
		return nil
	}
	n, plural := nounOf(f.items[end-1].low)
	if n&role == 0 || plural || !f.hasVerb(end, end+1) && f.items[end].class != passed && !f.hasCue(end, end+1) && !r.isVerb(f, end) {
		return nil
	}
	phrase, side := r.called(f, stretch{k, end})
	h := r.calledBy(f, f.items[end-1].low, phrase, side, n)
	if h == nil || h.figure == nil || !h.figure.person {
		return nil
	}
	return &sighting{start: f.items[k].start, end: f.items[end-1].end, figure: h.figure}
}

// isVerb reports whether the language model takes item k for a finite verb.
func (r *resolver) isVerb(f *frame, k int) bool {
	ws := r.a.tokensIn(f.items[k].start, f.items[k].end)
	return len(ws) > 0 && ws[0].UPOS == "VERB" && ws[0].Feat("VerbForm") == "Fin"
}

// officeAt returns the one who holds the office whose title follows "the" at item k as the
// subject of a verb, "the head of state chaired", or nil.
func (r *resolver) officeAt(f *frame, k int) *sighting {
	end := 0
	if k+4 < len(f.items) && headOf("the "+f.items[k+1].low+" of "+f.items[k+3].low) != "" && f.items[k+2].low == "of" {
		end = k + 4
	} else if sg := r.sightingAt(f.startOf(k + 1)); sg != nil && sg.mention != nil && sg.mention.How == actor.ByTitle {
		for end = k + 1; end < len(f.items) && f.items[end].start < sg.end; end++ {
		}
	}
	if end == 0 || end >= len(f.items) || !f.hasVerb(end, end+1) && f.items[end].class != passed && !f.hasCue(end, end+1) && !r.isVerb(f, end) {
		return nil
	}
	s := stretch{k, end}
	v := r.phrase(f, s, squeeze(r.a.doc.Text[f.items[k].start:f.items[end-1].end]))
	if v.figure == nil || !v.figure.person {
		return nil
	}
	return &sighting{start: f.items[k].start, end: f.items[end-1].end, figure: v.figure}
}
