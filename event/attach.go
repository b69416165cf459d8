package event

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/statement"
	"readout/text"
)

// attach says of each statement what it does, and in which event it was made or of which
// it tells.
func (f *finder) attach() {
	f.of = make([]*happening, len(f.in.Statements))
	f.named()
	f.meetings = nil
	for _, e := range f.events {
		if contact[e.kind] && e.status == readout.Happened && !e.poor() {
			f.meetings = append(f.meetings, e)
		}
	}
	for i := range f.in.Statements {
		s := &f.in.Statements[i]
		if s.Class == "" && does(s) {
			f.byAct(i)
		}
		for _, find := range []func(int) *happening{f.saidIn, f.tellsOf, f.account} {
			if f.of[i] != nil {
				break
			}
			f.of[i] = find(i)
		}
	}
	f.answered()
	for i, e := range f.of {
		if e != nil {
			f.in.Statements[i].Event = f.id(e)
		}
	}
}

// named notes for each statement the event that its content names first.
func (f *finder) named() {
	f.first = make([]*happening, len(f.in.Statements))
	at := make([]int, len(f.in.Statements))
	for _, e := range f.events {
		if e.poor() {
			continue
		}
		for k := range e.mentions {
			for _, i := range e.mentions[k].within {
				if t := e.mentions[k].trigger.First; f.first[i] == nil || t < at[i] {
					f.first[i], at[i] = e, t
				}
			}
		}
	}
}

func (f *finder) tellsOf(i int) *happening { return f.first[i] }

// saidIn returns the event in which a statement was made, or of which its speaker gives an
// account: the one named last before it that fits, else the next after it.
func (f *finder) saidIn(i int) *happening {
	s := &f.in.Statements[i]
	if s.Speaker == nil || len(s.Content) == 0 {
		return nil
	}
	at := f.wordAt(s.Content[0])
	var best *happening
	top := 0
	for _, e := range f.nearest(at) {
		if !e.heldBy(s) {
			continue
		}
		if n := e.lastBefore(at); best == nil || n > top {
			best, top = e, n
		}
	}
	return best
}

// wordAt returns the first word at or after the start of a span.
func (f *finder) wordAt(sp readout.Span) int {
	start, _ := f.tx.Bytes(sp)
	i, _ := slices.BinarySearchFunc(f.doc.Words, start, func(w text.Word, b int) int { return cmp.Compare(w.Start, b) })
	return i
}

// nearest returns the meetings that are looked at for a statement: some before it, by
// their first mention, and the next few after it.
func (f *finder) nearest(at int) []*happening {
	n, _ := slices.BinarySearchFunc(f.meetings, at, func(e *happening, at int) int { return cmp.Compare(e.mentions[0].trigger.First, at) })
	return f.meetings[max(0, n-maxBack):min(len(f.meetings), n+2)]
}

// lastBefore returns the first word of the event's last mention up to a word. Where all
// come after it, it is negative, the nearer the greater.
func (e *happening) lastBefore(word int) int {
	n, _ := slices.BinarySearchFunc(e.mentions, word+1, func(m mention, w int) int { return cmp.Compare(m.trigger.First, w) })
	if n == 0 {
		return -e.mentions[0].trigger.First - 1
	}
	return e.mentions[n-1].trigger.First
}

// heldBy reports whether a statement was made in an event or is a readout of it, by its
// setting and its speaker.
func (e *happening) heldBy(s *readout.Statement) bool {
	switch string(s.Setting) {
	case "call":
		if e.kind != "call" && e.kind != "conversation" {
			return false
		}
	case "talks", "meeting":
		if e.kind == "call" {
			return false
		}
	case "readout":
		return len(e.sides) > 1 && family(e.kind) != 2 && (e.has(s.Speaker) || e.ofSide(s.Speaker))
	case "press service":
		return len(e.sides) > 1 && family(e.kind) != 2 && e.has(s.Speaker) && e.relayed(s)
	default:
		return false
	}
	if !e.has(s.Speaker) {
		return false
	}
	return s.Addressee == nil || e.has(s.Addressee) || len(e.sides) < 2
}

// relayed reports whether a body of the speaker's side passes the statement on, as it does
// with an account.
func (e *happening) relayed(s *readout.Statement) bool {
	return slices.ContainsFunc(s.Chain, func(p readout.Party) bool {
		return p.Type != "outlet" && p.Type != "person" && p.Side != "" && p.Side == s.Speaker.Side
	})
}

// account returns the event of which a statement without a setting of its own gives an
// account: of what the other one said, or what its speaker said by the telling of those
// who speak for the speaker.
func (f *finder) account(i int) *happening {
	s := &f.in.Statements[i]
	if s.Speaker == nil || !does(s) || len(s.Content) == 0 {
		return nil
	}
	switch s.Setting {
	case "", "statement", "press service", "readout":
	default:
		return nil
	}
	if i > 0 {
		e, p := f.of[i-1], &f.in.Statements[i-1]
		if e != nil && contact[e.kind] && len(e.sides) > 1 && statement.Same(p.Speaker, s.Speaker) && f.inParagraph(i-1, i) {
			if e.has(s.Speaker) || e.ofSide(s.Speaker) && f.speaksOf(s, e) {
				return e
			}
		}
	}
	at := f.wordAt(s.Content[0])
	for _, e := range f.nearest(at) {
		if len(e.sides) < 2 || family(e.kind) == 2 || e.lastBefore(at) < 0 {
			continue
		}
		switch lead := f.doc.Words[e.mentions[0].trigger.First].Sentence <= 1; {
		case e.has(s.Speaker):
			if f.inAccount(at) {
				return e
			}
		case lead && e.ofSide(s.Speaker) && s.Setting == "statement" && f.speaksOf(s, e):
			return e
		}
	}
	return nil
}

// inParagraph reports whether two statements stand in one paragraph.
func (f *finder) inParagraph(i, j int) bool {
	a, b := f.in.Statements[i].Content, f.in.Statements[j].Content
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	from, _ := f.tx.Bytes(a[0])
	to, _ := f.tx.Bytes(b[0])
	return from >= 0 && to >= from && !strings.Contains(f.doc.Text[from:to], "\n")
}

// accounts are the words for somebody's telling of a call.
var accounts = setOf("account readout telling version")

// inAccount reports whether the sentence of a word says that it tells of an account: "in
// the press service's telling".
func (f *finder) inAccount(word int) bool {
	if word >= len(f.doc.Words) {
		return false
	}
	s := f.doc.Sentences[f.doc.Words[word].Sentence]
	for i := s.First; i < s.Last; i++ {
		if w := &f.doc.Words[i]; accounts[strings.ToLower(w.Form)] {
			return true
		}
	}
	return false
}

// maxContent bounds the mentions that are looked at in a statement's content.
const maxContent = 60

// speaksOf reports whether a statement's content names somebody who took part in an event.
func (f *finder) speaksOf(s *readout.Statement, e *happening) bool {
	start, end := f.tx.Bytes(s.Content[0])
	if start < 0 {
		return false
	}
	d := f.doc
	i, _ := slices.BinarySearchFunc(d.Mentions, start, func(m text.Mention, b int) int { return cmp.Compare(d.Words[m.Head].Start, b) })
	for n := 0; i < len(d.Mentions) && d.Words[d.Mentions[i].Head].Start < end && n < maxContent; i, n = i+1, n+1 {
		m := &d.Mentions[i]
		if m.Kind == text.GroupMention {
			continue
		}
		name := d.Entities[m.Entity].Name
		if m.Kind != text.NameMention && name != text.NoMention {
			m = &d.Mentions[name]
		}
		if p := f.in.People.Who(m.First, m.Last); p.Type == "person" && e.has(&p) {
			return true
		}
	}
	return false
}

// answered gives the answers in a transcript or interview the call or meeting that they
// were asked about.
func (f *finder) answered() {
	at := make(map[readout.StatementID]int)
	for i := range f.in.Statements {
		at[f.in.Statements[i].ID] = i
	}
	for i := range f.in.Statements {
		s := &f.in.Statements[i]
		q, ok := at[s.Answers]
		if s.Answers == "" || !ok || f.of[i] != nil || s.Setting != "transcript" && s.Setting != "interview" {
			continue
		}
		if e := f.of[q]; e != nil && contact[e.kind] {
			f.of[i] = e
		}
	}
}
