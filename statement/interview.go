package statement

import (
	"cmp"
	"slices"
	"strings"

	"readout"
)

// plan says how the page as a whole is to be read: as a transcript, an interview, a
// written statement or, mostly, none of these.
func (b *builder) plan() plan {
	for _, read := range []func() plan{b.transcript, b.answered, b.interview, b.written} {
		if p := read(); len(p.turns) > 0 {
			return p
		}
	}
	return plan{}
}

// minQuestions is how many questions in paragraphs of their own make an interview.
const minQuestions = 3

// maxIntro is the number of paragraphs that may stand before an interview's first
// question.
const maxIntro = 6

// interview reads an article in which questions stand in paragraphs of their own without
// labels, and the answers follow without quotation marks. It is one only where the
// headline or the first paragraphs say whom somebody talked to, and most answers are
// given in the first person; else the questions may be the writer's.
func (b *builder) interview() plan {
	var asked []int
	for pi := range b.a.doc.Paragraphs {
		if pi+1 < len(b.a.doc.Paragraphs) && (b.a.isQuestion(pi) || b.a.isPrompt(pi, asked)) {
			asked = append(asked, pi)
		}
	}
	if len(asked) < minQuestions || asked[0] > maxIntro || len(asked)*5 < len(b.a.doc.Paragraphs)-asked[0] {
		return plan{}
	}
	guest := b.guest(asked[0])
	if guest == nil || !b.toldInFirstPerson(asked) {
		return plan{}
	}
	host := b.host()
	out := plan{taken: map[int]bool{}}
	for i, q := range asked {
		end := len(b.a.doc.Paragraphs)
		if i+1 < len(asked) {
			end = asked[i+1]
		}
		out.turns = append(out.turns, turn{paragraph: q, question: true, speaker: &host, hearer: guest, pieces: b.a.pieces(q, q+1)})
		if end > q+1 {
			out.turns = append(out.turns, turn{paragraph: q + 1, speaker: guest, pieces: b.a.pieces(q+1, end)})
			if host.party.Name != "" {
				out.turns[len(out.turns)-1].hearer = &host
			}
		}
		for pi := q; pi < end; pi++ {
			out.taken[pi] = true
		}
	}
	for i := range out.turns {
		out.turns[i].setting, out.turns[i].rule = "interview", "interview"
	}
	return out
}

// minAnswers is how many questions in paragraphs of their own are answered by a quotation
// alone in an interview that is written up as a story.
const minAnswers = 2

// answered reads an interview that is written up as a story, in which some questions stand in
// paragraphs of their own and the answers behind them are quotations without a cue: those
// are the guest's. The rest is read as in any other article.
func (b *builder) answered() plan {
	out := plan{taken: map[int]bool{}}
	var replies []int
	asked, first := 0, 0
	for pi := 1; pi < len(b.a.doc.Paragraphs); pi++ {
		if !b.a.quoteAlone(pi) || b.a.quotesAt(pi-1) && !slices.Contains(replies[max(0, len(replies)-1):], pi-1) {
			continue
		}
		replies = append(replies, pi)
		if b.a.isQuestion(pi - 1) {
			if asked++; first == 0 {
				first = pi - 1
			}
		}
	}
	if asked < minAnswers {
		return plan{}
	}
	guest := b.guest(first)
	if guest == nil {
		return plan{}
	}
	host := b.host()
	for _, pi := range replies {
		if b.a.isQuestion(pi - 1) {
			out.turns = append(out.turns, turn{paragraph: pi - 1, question: true, speaker: &host, hearer: guest, pieces: b.a.pieces(pi-1, pi)})
			out.taken[pi-1] = true
		}
		out.taken[pi] = true
		if last := len(out.turns) - 1; last >= 0 && !out.turns[last].question && out.taken[pi-1] {
			out.turns[last].pieces = append(out.turns[last].pieces, b.a.pieces(pi, pi+1)...)
			continue
		}
		out.turns = append(out.turns, turn{paragraph: pi, speaker: guest, pieces: b.a.pieces(pi, pi+1)})
	}
	for i := range out.turns {
		out.turns[i].setting, out.turns[i].rule = "interview", "interview"
	}
	return out
}

// quoteAlone reports whether a paragraph is one quotation from beginning to end.
func (a *analysis) quoteAlone(pi int) bool {
	start, end := paragraphBytes(a.doc, a.doc.Paragraphs[pi])
	i, found := slices.BinarySearchFunc(a.quotes, start, func(q quote, b int) int { return cmp.Compare(q.start, b) })
	return found && a.quotes[i].end == end && a.quotes[i].shut
}

// quotesAt reports whether there is a quotation in a paragraph.
func (a *analysis) quotesAt(pi int) bool {
	start, end := paragraphBytes(a.doc, a.doc.Paragraphs[pi])
	i, _ := slices.BinarySearchFunc(a.quotes, start, func(q quote, b int) int { return cmp.Compare(q.end, b+1) })
	return i < len(a.quotes) && a.quotes[i].start < end
}

// isQuestion reports whether a paragraph is a question that somebody asks: it ends in a
// question mark, and is no quotation.
func (a *analysis) isQuestion(pi int) bool {
	start, end := paragraphBytes(a.doc, a.doc.Paragraphs[pi])
	if end-start > 800 || a.doc.Text[end-1] != '?' {
		return false
	}
	_, kind, _ := markAt(a.doc.Text, start)
	return kind == 0
}

// isPrompt reports whether a paragraph behind an answer is a remark to which whoever is asked is
// to reply: a sentence with "you" and without "I", "The papers say you will stand", or a question
// that is passed on, "A reader asks whether it leaks". Asked is
// the questions before it.
func (a *analysis) isPrompt(pi int, asked []int) bool {
	if len(asked) == 0 || asked[len(asked)-1] > pi-2 || pi+1 == len(a.doc.Paragraphs) || a.isQuestion(pi+1) {
		return false
	}
	p := a.doc.Paragraphs[pi]
	start, end := paragraphBytes(a.doc, p)
	if _, kind, _ := markAt(a.doc.Text, start); kind != 0 || p.Last-p.First > 1 || end-start > 200 || a.inFirstPerson(start, end) > 0 {
		return false
	}
	ws := wordsOf(a.doc.Text[start:end])
	for i, w := range ws {
		if w == "you" || w == "your" || (w == "asks" || w == "wonders") && i+1 < len(ws) && (ws[i+1] == "whether" || ws[i+1] == "if" || wh[ws[i+1]]) {
			return true
		}
	}
	return false
}

// pieces returns the bytes of the paragraphs [from, to).
func (a *analysis) pieces(from, to int) [][2]int {
	var out [][2]int
	for _, p := range a.doc.Paragraphs[from:to] {
		start, end := paragraphBytes(a.doc, p)
		out = append(out, [2]int{start, end})
	}
	return out
}

// firstPerson are the words of somebody who speaks for himself, or for his own side.
var firstPerson = setOf("i i'm i've i'd i'll me my mine myself we we're we've we'd we'll us our ours")

// inFirstPerson counts the words of the bytes [start, end) that are in the first person.
func (a *analysis) inFirstPerson(start, end int) int {
	n := 0
	for _, w := range wordsOf(a.doc.Text[start:end]) {
		if firstPerson[w] {
			n++
		}
	}
	return n
}

// toldInFirstPerson reports whether half of the answers are.
func (b *builder) toldInFirstPerson(asked []int) bool {
	n := 0
	for i, q := range asked {
		end := len(b.a.doc.Paragraphs)
		if i+1 < len(asked) {
			end = asked[i+1]
		}
		if q+1 == end {
			continue
		}
		start, _ := paragraphBytes(b.a.doc, b.a.doc.Paragraphs[q+1])
		_, stop := paragraphBytes(b.a.doc, b.a.doc.Paragraphs[end-1])
		if b.a.inFirstPerson(start, stop) > 0 {
			n++
		}
	}
	return n*2 >= len(asked)
}

// talked are words with which an interview is announced.
var talked = setOf("interview interviewed q&a conversation spoke talked talks speaks sat received asked answers answered told tells met")

// guest returns who is interviewed: the person of the headline or, where it names none,
// the only one of the paragraphs before the first question. It is nil where nothing says
// that this is an interview.
func (b *builder) guest(first int) *voice {
	head := string(b.in.Article.Headline)
	start, _ := paragraphBytes(b.a.doc, b.a.doc.Paragraphs[first])
	intro := b.a.doc.Text[:start]
	if !announced(head) && !strings.Contains(head, ":") && !announced(intro) {
		return nil
	}
	var named []*figure
	for _, s := range b.seenBefore(start) {
		if s.figure.person && !b.wrote(s.figure) && !slices.Contains(named, s.figure) {
			named = append(named, s.figure)
		}
	}
	inHead := slices.DeleteFunc(slices.Clone(named), func(f *figure) bool {
		return !slices.Contains(strings.FieldsFunc(head, func(r rune) bool { return !wordRune(r) && r != '-' }), lastWord(f.party.Name))
	})
	if len(inHead) > 0 {
		named = inHead
	}
	if len(named) == 0 {
		named = b.inHeadline(head)
	}
	if len(named) == 0 {
		if v := b.answerer(); v.figure != nil {
			return &v
		}
		return b.announcedName(head)
	}
	if len(named) != 1 {
		return nil
	}
	v := b.voice(named[0])
	return &v
}

// announcedName returns the person whose name, which the article does not have, opens the headline
// or its part behind a colon: "Courier interview: Ana Lim, envoy". It is nil where there is not
// one.
func (b *builder) announcedName(head string) *voice {
	var found *voice
	for part := range strings.SplitSeq(head, ":") {
		name := nameAtStart(part)
		switch {
		case name == "":
			continue
		case found != nil:
			return nil
		}
		found = &voice{party: readout.Party{Name: name, Type: "person"}, level: readout.Named}
	}
	return found
}

// nameAtStart returns the two or three words with capitals that s begins with, if none of them
// is a common noun, or "".
func nameAtStart(s string) string {
	words := strings.Fields(s)
	n, ended := 0, false
	for n < len(words) && n < 3 && !ended {
		w, comma := strings.CutSuffix(words[n], ",")
		if c, _ := nounOf(strings.ToLower(w)); c != 0 || !nameLike(w) || announced(w) {
			break
		}
		n, ended = n+1, comma
	}
	if n < 2 {
		return ""
	}
	return strings.TrimSuffix(strings.Join(words[:n], " "), ",")
}

// inHeadline returns the people of the article whose full name the headline has.
func (b *builder) inHeadline(head string) []*figure {
	var named []*figure
	for _, s := range b.seenBefore(len(b.a.doc.Text)) {
		if p := s.figure; p.person && strings.Contains(p.party.Name, " ") && strings.Contains(head, p.party.Name) && !slices.Contains(named, p) {
			named = append(named, p)
		}
	}
	return named
}

func announced(s string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(s[:min(len(s), 4000)])) {
		if talked[strings.Trim(w, ".,:;()\"“”")] {
			return true
		}
	}
	return false
}

// wrote reports whether a figure is one of the article's authors.
func (b *builder) wrote(f *figure) bool {
	return slices.Contains(b.in.Article.Byline, f.party.Name)
}

// host returns who asks: the outlet.
func (b *builder) host() voice {
	if b.outlet == nil || b.outlet.Type != "outlet" {
		return voice{}
	}
	return voice{party: *b.outlet, level: readout.OutletLevel}
}
