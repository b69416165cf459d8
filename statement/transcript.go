package statement

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/actor"
)

// A turn is what one speaker of a transcript, interview or written statement says,
// without a break.
type turn struct {
	labelStart, labelEnd int      // bytes of "MR LIM"; equal where the text does not say who
	cueStart, cueEnd     int      // bytes of the colon or other words that make it speech
	pieces               [][2]int // bytes, one a paragraph
	paragraph            int
	question             bool   // asked by someone the label does not name
	speaker, hearer      *voice // where the label does not tell
	setting, rule        string
}

// A plan is what a page as a whole says about who speaks: its turns, and the paragraphs
// in which no other statements are looked for.
type plan struct {
	turns []turn
	taken map[int]bool
}

// questioners are labels that name nobody.
var questioners = setOf("question q reporter journalist moderator interviewer")

// minTurns is how many labelled paragraphs make a transcript.
const minTurns = 3

// transcript reads the turns of an article that is one, and says which paragraphs they
// fill. A paragraph without a label continues the turn before it.
func (b *builder) transcript() plan {
	a := b.a
	labels := b.openings()
	if len(labels) < minTurns || len(labels)*6 < len(a.doc.Paragraphs) || !a.severalIn(labels) || !b.speakers(labels) {
		return plan{}
	}
	host := b.host()
	out := plan{taken: map[int]bool{}}
	for pi, p := range a.doc.Paragraphs {
		start, end := paragraphBytes(a.doc, p)
		start, end = a.bare(start, end)
		if l, ok := labels[pi]; ok {
			l.paragraph, l.setting, l.rule = pi, "transcript", "transcript"
			l.question = questioners[strings.ToLower(a.doc.Text[l.labelStart:l.labelEnd])]
			if b.isOutlet(a.doc.Text[l.labelStart:l.labelEnd]) {
				l.question, l.speaker = true, &host
			} else if v := b.outletLabel(a.doc.Text[l.labelStart:l.labelEnd]); v != nil {
				l.question, l.speaker = true, v
			}
			out.turns = append(out.turns, l)
			start = l.cueEnd
		}
		if len(out.turns) == 0 {
			continue
		}
		for start < end && a.doc.Text[start] == ' ' {
			start++
		}
		if start < end && !stageDirection(a.doc.Text[start:end]) {
			t := &out.turns[len(out.turns)-1]
			t.pieces = append(t.pieces, [2]int{start, end})
		}
		out.taken[pi] = true
	}
	b.facing(out.turns, &host)
	return out
}

// speakers reports whether labels are those of speakers: one of them asks, is of a title or
// a first and last name, or names somebody of the article; "CLAIM", "WHAT WE FOUND" and
// "VERDICT" are not.
func (b *builder) speakers(labels map[int]turn) bool {
	for _, l := range labels {
		s := b.a.doc.Text[l.labelStart:l.labelEnd]
		low := strings.ToLower(s)
		first, _, several := strings.Cut(low, " ")
		c := words().class[first]
		if questioners[low] || low == "a" || low == "answer" || b.isOutlet(s) || several && c != det && c != rel && c != sub && c != poss && c != subjPron && c != prep || b.namesPerson(labelName(s)) {
			return true
		}
	}
	return false
}

// facing makes an interview of turns of which the outlet has some and one other voice the
// rest: each is the other's hearer.
func (b *builder) facing(turns []turn, host *voice) {
	var guest string
	asked := false
	for i := range turns {
		t := &turns[i]
		label := b.a.doc.Text[t.labelStart:t.labelEnd]
		switch {
		case t.speaker == host:
			asked = true
		case guest == "" || guest == label:
			guest = label
		default:
			return // more than two
		}
	}
	if !asked || guest == "" {
		return
	}
	v := b.labelled(guest, false)
	for i := range turns {
		t := &turns[i]
		t.setting, t.rule = "interview", "interview"
		if t.hearer = host; t.speaker == host {
			t.hearer = &v
		}
	}
}

// isOutlet reports whether a label is the outlet's name, or the first or last words of it:
// "Courier:" in the Ostrell Courier, "KESTREL:" in the Kestrel Weekly.
func (b *builder) isOutlet(label string) bool {
	if b.outlet == nil || b.outlet.Type != "outlet" || len(label) < 2 {
		return false
	}
	if label == initials(b.outlet.Name) {
		return true
	}
	name, low := strings.ToLower(b.outlet.Name), strings.ToLower(label)
	return name == low || len(label) > 2 && (strings.HasSuffix(name, " "+low) || strings.HasPrefix(strings.TrimPrefix(name, "the "), low+" "))
}

// outletLabel returns the outlet that a label names whose correspondent asks, "VNS:", or nil.
func (b *builder) outletLabel(label string) *voice {
	if b.in.Roster == nil {
		return nil
	}
	for _, m := range b.in.Roster.Find(label) {
		if a := m.Actors[0]; len(m.Actors) == 1 && a.Type == actor.Outlet && m.Start == 0 && m.End == len(label) {
			return &voice{party: readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: string(a.Type), Side: readout.Opt(a.Side)}, level: readout.OutletLevel}
		}
	}
	return nil
}

// initials returns the first letters of a name's words up to a comma: "LR" of "Liberty Radio,
// Eastern Service".
func initials(name string) string {
	name, _, _ = strings.Cut(name, ",")
	var out []rune
	for w := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && len(out) < 8 {
			out = append(out, r)
		}
	}
	return string(out)
}

// severalIn reports whether the labels are not all the same.
func (a *analysis) severalIn(labels map[int]turn) bool {
	first := ""
	for _, l := range labels {
		s := a.doc.Text[l.labelStart:l.labelEnd]
		if first != "" && s != first {
			return true
		}
		first = s
	}
	return false
}

// openings returns the labels that open paragraphs, as turns without content. A label in
// small letters counts where it comes again, is not the only one that does, and one of
// them is somebody whom the article names elsewhere.
func (b *builder) openings() map[int]turn {
	a := b.a
	found, weak := map[int]turn{}, map[int]turn{}
	times := map[string]int{}
	for pi, p := range a.doc.Paragraphs {
		start, end := paragraphBytes(a.doc, p)
		start, _ = a.bare(start, end) // some print a whole transcript in quotation marks
		n, colon, sure := label(a.doc.Text[start:end])
		t := turn{labelStart: start, labelEnd: start + n, cueStart: start + colon - 1, cueEnd: start + colon}
		switch {
		case n > 0 && sure:
			found[pi] = t
		case n > 0:
			weak[pi] = t
			times[a.doc.Text[start:start+n]]++
		}
	}
	again, known := 0, false
	for l, n := range times {
		if n > 1 {
			again++
			known = known || b.namesPerson(l) || roleLabel(l)
		}
	}
	if !known {
		return found
	}
	for pi, t := range weak {
		if (again > 1 || again == 1 && len(found) > 1) && times[a.doc.Text[t.labelStart:t.labelEnd]] > 1 {
			found[pi] = t
		}
	}
	return found
}

// roleLabel reports whether a label is somebody's role: "Spokesman".
func roleLabel(label string) bool {
	n, plural := nounOf(strings.ToLower(lastWord(label)))
	return n&role != 0 && !plural
}

// namesPerson reports whether a label is the name of a person of the article or its
// headline, or the first or last part of it.
func (b *builder) namesPerson(label string) bool {
	if len(b.surnames[lastWord(label)]) > 0 {
		return true
	}
	for _, s := range b.seenBefore(len(b.a.doc.Text)) {
		if s.figure.person && strings.HasPrefix(s.figure.party.Name, label+" ") {
			return true
		}
	}
	for _, w := range b.in.Article.Byline {
		if w == label || strings.HasPrefix(w, label+" ") || strings.HasSuffix(w, " "+label) {
			return true
		}
	}
	return strings.Contains(string(b.in.Article.Headline), label+" ")
}

// bare returns the bytes [start, end) without blanks at their start and without the
// quotation mark that opens them, if it is not shut within, or is where they end.
func (a *analysis) bare(start, end int) (from, to int) {
	s := a.doc.Text
	for start < end && s[start] == ' ' {
		start++
	}
	if start >= end {
		return start, end
	}
	n, kind, _ := markAt(s, start)
	if kind != '"' || start+n >= end {
		return start, end
	}
	i, _ := slices.BinarySearchFunc(a.quotes, start, func(q quote, b int) int { return cmp.Compare(q.start, b) })
	if i < len(a.quotes) && a.quotes[i].start == start && a.quotes[i].end < end {
		return start, end // a quotation within
	}
	start += n
	if i < len(a.quotes) && a.quotes[i].shut && a.quotes[i].end == end {
		_, size := utf8.DecodeLastRuneInString(s[start:end])
		end -= size
	}
	return start, end
}

// stageDirection reports whether a paragraph tells what is heard: "(CROSSTALK)".
func stageDirection(s string) bool {
	s = strings.TrimRight(s, ". ")
	return len(s) < 60 && len(s) > 1 && (s[0] == '(' && s[len(s)-1] == ')' || s[0] == '[' && s[len(s)-1] == ']')
}

// label returns the length of the speaker's label that a paragraph begins with and the
// offset after its colon, or 0: "QUESTION:", "MR. LIM:", "Q:", "SECRETARY OF STATE LIM:".
// sure is false for "Ana Lim:", which may be anything.
func label(s string) (n, colon int, sure bool) {
	at := strings.IndexByte(s[:min(len(s), 60)], ':')
	if at <= 0 || at+1 < len(s) && s[at+1] != ' ' {
		return 0, 0, false
	}
	name := s[:at]
	if questioners[strings.ToLower(name)] || name == "A" || name == "Answer" {
		return at, at + 1, true
	}
	if capitals(name) {
		return at, at + 1, true
	}
	if nameLike(name) {
		return at, at + 1, false
	}
	return 0, 0, false
}

// nameLike reports whether s is one to four words with a capital each.
func nameLike(s string) bool {
	ws := strings.Fields(s)
	for _, w := range ws {
		if !unicode.IsUpper(runeAt(w, 0)) || strings.ContainsAny(w, ",;\"/") {
			return false
		}
	}
	return len(ws) > 0 && len(ws) <= 4
}

// capitals reports whether s is a name or title in capital letters.
func capitals(name string) bool {
	letters := 0
	for w := range strings.FieldsSeq(name) {
		low := strings.ToLower(w)
		if low == "mr." || low == "ms." || low == "mrs." || low == "dr." || low == "mr" || low == "ms" {
			continue
		}
		for _, r := range w {
			if unicode.IsLower(r) {
				return false
			}
			if unicode.IsLetter(r) {
				letters++
			} else if !strings.ContainsRune(".'’-()", r) {
				return false
			}
		}
	}
	return letters >= 2 && len(strings.Fields(name)) <= 6
}

// labelName returns a label as a name is usually written: "MR. LIM" is "Lim".
func labelName(s string) string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		if honorific[strings.ToLower(w)] {
			continue
		}
		rs := []rune(strings.ToLower(w))
		up := true
		for i, r := range rs {
			if up {
				rs[i] = unicode.ToUpper(r)
			}
			up = r == '-' || r == '\'' || r == '’'
		}
		out = append(out, string(rs))
	}
	return strings.Join(out, " ")
}
