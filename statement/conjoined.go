package statement

import (
	"cmp"
	"slices"

	"readout/text"
)

// secondVerb ends a content that stands behind its cue where the tree says that the cue's
// own clause goes on with another verb: "says the quay is shut | and asks people to stay
// away".
func (a *analysis) secondVerb(fd *found) {
	f := fd.f
	if fd.turn != nil || fd.told || fd.cue.empty() || len(fd.content) == 0 {
		return
	}
	last := &fd.content[len(fd.content)-1]
	if last.from < fd.cue.to {
		return
	}
	for k := last.from + 1; k < last.to; k++ {
		if f.items[k].class == quoted || !a.goesOnWith(f, k, fd.cue, *last) {
			continue
		}
		to := k
		for to > last.from && (f.items[to-1].class == do || f.items[to-1].class == have || f.items[to-1].class == be || f.items[to-1].class == neg) {
			to--
		}
		verb := to
		for to > last.from && (f.items[to-1].class == conj || f.items[to-1].class == comma || f.items[to-1].class == adv || f.items[to-1].low == "then") {
			to--
		}
		if to > last.from && f.hasClass(to, verb, conj) {
			last.to = to
			return
		}
	}
}

// goesOnWith reports whether item k of a content is a verb without a subject of its own
// that is joined to a word outside the content, the cue or what that hangs on.
func (a *analysis) goesOnWith(f *frame, k int, cue, content stretch) bool {
	i, found := slices.BinarySearchFunc(a.doc.Words, f.items[k].start, func(w text.Word, b int) int { return cmp.Compare(w.Start, b) })
	if !found {
		return false
	}
	w := &a.doc.Words[i]
	if w.UPOS != "VERB" || w.Rel() != "conj" || w.Head == text.NoHead || w.Feat("VerbForm") != "Fin" && !a.finiteAux(i) {
		return false
	}
	h := &a.doc.Words[w.Head]
	switch main := a.mainVerb(f, cue); {
	case h.UPOS != "VERB" || h.Start < f.items[0].start:
		return false
	case h.Start <= f.items[cue.to-1].start:
	case main == nil || h.Feat("VerbForm") == "Fin" || h.Feat("VerbForm") == "Part" || w.Feat("Tense") != main.Feat("Tense") || !f.hasCue(k, k+1):
		return false // "says that they will | come and stay", but "asks" goes with "says"
	}
	for j := i - 1; j >= 0 && a.doc.Words[j].Start >= f.items[content.from].start; j-- {
		if d := &a.doc.Words[j]; d.Head == i && (d.Rel() == "nsubj" || d.Rel() == "csubj" || d.Rel() == "expl") {
			return false
		}
	}
	return true
}

// finiteAux reports whether a word has an auxiliary in a finite form that is no modal: "did
// not answer", but not "would come", which may go on with what is said.
func (a *analysis) finiteAux(i int) bool {
	for j := i - 1; j >= 0 && j > i-4; j-- {
		if w := &a.doc.Words[j]; w.Head == i && w.UPOS == "AUX" && w.XPOS != "MD" && w.Feat("VerbForm") == "Fin" {
			return true
		}
	}
	return false
}

// mainVerb returns the first finite verb of a cue, or nil.
func (a *analysis) mainVerb(f *frame, cue stretch) *text.Word {
	ws := a.tokensIn(f.items[cue.from].start, f.items[cue.to-1].end)
	for i := range ws {
		if ws[i].UPOS == "VERB" && ws[i].Feat("VerbForm") == "Fin" {
			return &ws[i]
		}
	}
	return nil
}

// mainClause ends a question that opens its sentence, "Asked when she would stop, | Lim looks
// at the clock", before the subject of the sentence's main verb, as the tree has it. That
// subject is who was asked.
func (a *analysis) mainClause(fd *found) {
	f := fd.f
	if fd.rule != "asked" || fd.cue.from > 1 || len(fd.content) != 1 {
		return
	}
	s := &fd.content[0]
	first, found := slices.BinarySearchFunc(a.doc.Words, f.items[fd.cue.from].start, func(w text.Word, b int) int { return cmp.Compare(w.Start, b) })
	if !found {
		return
	}
	for k := s.from + 1; k < s.to; k++ {
		if f.items[k].class != comma || k+1 >= len(f.items) {
			continue
		}
		if end := a.subjectOfRoot(first, f.items[k+1].start); end > 0 {
			s.to = k
			to := k + 1
			for to < len(f.items) && f.items[to].end <= end {
				to++
			}
			if fd.hearer.empty() && to > k+1 {
				fd.hearer = stretch{k + 1, to}
			}
			return
		}
	}
}

// subjectOfRoot returns where the noun phrase ends that starts at byte b, if it is the
// subject of the word on which the clause of word i hangs, the root of its sentence; else 0.
func (a *analysis) subjectOfRoot(i, b int) int {
	ws := a.doc.Words
	root := i
	for n := 0; ws[root].Head != text.NoHead && n < maxFrame; n++ {
		root = ws[root].Head
	}
	if root == i || ws[root].Start <= b {
		return 0
	}
	at, found := slices.BinarySearchFunc(ws, b, func(w text.Word, b int) int { return cmp.Compare(w.Start, b) })
	if !found {
		return 0
	}
	for k := at; k < root && k < at+maxSource; k++ {
		if ws[k].Head == root {
			if ws[k].Rel() == "nsubj" {
				return ws[k].End
			}
			return 0
		}
	}
	return 0
}

// refusedAlone ends what is refused where the tree says that a clause begins that hangs on a word
// before it: "declined to comment | and aides said", "who declined to comment, | was born there".
func (a *analysis) refusedAlone(fd *found) {
	if fd.act != "refuse" || fd.turn != nil || len(fd.content) != 1 || fd.content[0].from < fd.cue.to {
		return
	}
	f, s := fd.f, &fd.content[0]
	first, ok := slices.BinarySearchFunc(a.doc.Words, f.items[s.from].start, func(w text.Word, b int) int { return cmp.Compare(w.Start, b) })
	if !ok {
		return
	}
	at := a.apart(first, f.items[s.to-1].end)
	for k := s.from + 1; k < s.to; k++ {
		if f.items[k].start < at {
			continue
		}
		for k > s.from+1 && (f.items[k-1].class == comma || f.items[k-1].class == conj || f.items[k-1].class == dash) {
			k--
		}
		s.to = k
		return
	}
}

// apart returns the byte before end at which a clause begins, behind a comma or with a
// conjunction, that hangs on no word from the first one on, or end.
func (a *analysis) apart(first, end int) int {
	ws := a.doc.Words
	seen := map[int]bool{a.topFrom(first, first, end): true}
	for i := first + 1; i < len(ws) && ws[i].End <= end; i++ {
		if ws[i].UPOS == "PUNCT" {
			continue
		}
		top := a.topFrom(i, first, end)
		if seen[top] {
			continue
		}
		seen[top] = true
		behind := ws[i-1].UPOS == "PUNCT" && ws[i-1].Form != "\"" && ws[i-1].Form != "“"
		switch w := &ws[top]; w.Rel() {
		case "conj", "parataxis", "root":
			if behind || ws[i].Lemma == "and" || ws[i].Lemma == "but" { // "or whether" goes on
				return ws[i].Start
			}
		case "advcl":
			if behind && (w.Feat("VerbForm") == "Ger" || w.Feat("VerbForm") == "Part") && i == top {
				return ws[i].Start
			}
		}
	}
	return end
}

// topFrom returns the word of those from first on and before end on which word i hangs at last.
func (a *analysis) topFrom(i, first, end int) int {
	ws := a.doc.Words
	for range maxFrame {
		h := ws[i].Head
		if h == text.NoHead || h < first || ws[h].End > end {
			break
		}
		i = h
	}
	return i
}
