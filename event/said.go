package event

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/internal/plover"
	"readout/text"
)

// said is a piece of a statement: of its content, or of its cue.
type said struct {
	start, end int // bytes
	statement  int // index into Input.Statements
	cue        bool
}

// saidParts returns the pieces of all statements in text order.
func (f *finder) saidParts() []said {
	var out []said
	for i := range f.in.Statements {
		s := &f.in.Statements[i]
		for _, sp := range s.Content {
			out = f.part(out, sp, i, false)
		}
		for _, sp := range s.Cue {
			out = f.part(out, sp, i, true)
		}
	}
	slices.SortStableFunc(out, func(a, b said) int { return cmp.Compare(a.start, b.start) })
	return out
}

func (f *finder) part(out []said, sp readout.Span, i int, cue bool) []said {
	start, end := f.tx.Bytes(sp)
	if start < 0 || end <= start {
		return out
	}
	return append(out, said{start, end, i, cue})
}

// maxNested bounds the statements that are looked at around a word.
const maxNested = 24

// around calls yield for the pieces that hold word i, the one that begins last first.
func (f *finder) around(i int, yield func(p *said)) {
	b := f.doc.Words[i].Start
	n, _ := slices.BinarySearchFunc(f.said, b+1, func(p said, b int) int { return cmp.Compare(p.start, b) })
	for k := n - 1; k >= 0 && k >= n-maxNested; k-- {
		if p := &f.said[k]; b < p.end {
			yield(p)
		}
	}
}

// inCue reports whether word i is what makes a statement one.
func (f *finder) inCue(i int) bool {
	found := false
	f.around(i, func(p *said) { found = found || p.cue })
	return found
}

// claimed notes whose words the mention stands in. What somebody denies did not happen,
// what is asked may not have.
func (f *finder) claimed(m *mention) {
	if !m.definite && f.denied(m.head) {
		m.status, m.firm, m.refuted = readout.Denied, true, true
	}
	f.around(m.head, func(p *said) {
		s := &f.in.Statements[p.statement]
		if !p.cue {
			m.within = append(m.within, p.statement)
		}
		switch {
		case p.cue || f.own(s):
			return
		case s.Kind == readout.Question && !m.definite:
			m.alone = true
		case s.Act == "deny" && s.Kind != readout.Refusal && !m.definite:
			m.status, m.firm, m.refuted = readout.Denied, true, true
		case s.Act == "hold" && !m.definite:
			m.alone = true
		}
		if s.Kind != readout.Question {
			m.claims = append(m.claims, s.ID)
		}
	})
}

// denied reports whether a clause stands in what somebody denies without its being the
// statement's content: "denied reports that gas was cut".
func (f *finder) denied(i int) bool {
	out := false
	n := 0
	for h := range f.doc.Up(i) {
		f.around(h, func(p *said) {
			out = out || p.cue && f.in.Statements[p.statement].Act == "deny" && f.in.Statements[p.statement].Kind != readout.Refusal
		})
		if n++; out || n > maxNested {
			break
		}
	}
	return out
}

// own reports whether the page's own outlet speaks.
func (f *finder) own(s *readout.Statement) bool {
	if s.Speaker == nil || s.Speaker.Type != "outlet" {
		return false
	}
	a := f.in.Article
	return s.Speaker.Name == string(a.Publisher) || s.Speaker.Name == string(a.Agency) || s.Speaker.Name == ""
}

// evades reports whether what was refused is only an answer: "declined to say".
func (f *finder) evades(s *readout.Statement) bool {
	if len(s.Content) == 0 {
		return true
	}
	start, end := f.tx.Bytes(s.Content[0])
	for i := f.wordAt(s.Content[0]); i < len(f.doc.Words) && f.doc.Words[i].Start < end && start >= 0; i++ {
		if w := &f.doc.Words[i]; w.UPOS == "VERB" {
			return answers[strings.ToLower(w.Lemma)] && !f.toDemand(i) && f.doc.Child(i, "compound:prt") == text.NoHead
		}
	}
	return true
}

// toDemand reports whether a verb's answer is to more than a question: "respond to the
// ultimatum".
func (f *finder) toDemand(i int) bool {
	for c := range f.doc.Children(i) {
		if w := &f.doc.Words[c]; w.Rel() == "obl" && demands[strings.ToLower(w.Lemma)] && f.preposition(c) == "to" {
			return true
		}
	}
	return false
}

var demands = setOf("demand ultimatum appeal offer proposal plea letter threat summons initiative invitation overture")

// answers are the verbs of what is refused where an answer is.
var answers = setOf("say comment answer discuss disclose name confirm elaborate speculate identify provide give offer respond specify talk speak explain reveal describe characterize characterise assess")

// does reports whether a statement may do something: not where it asks or evades.
func does(s *readout.Statement) bool { return s.Kind != readout.Question && s.Kind != readout.Refusal }

// calls notes the statements made in a call by the sentence of their cue.
func (f *finder) calls() map[int][]int {
	out := make(map[int][]int)
	for i := range f.in.Statements {
		s := &f.in.Statements[i]
		a, b := s.Speaker, s.Addressee
		if s.Setting == "call" && a != nil && b != nil && a.Type == "person" && b.Type == "person" && len(s.Cue) > 0 {
			if w := f.wordAt(s.Cue[0]); w < len(f.doc.Words) {
				out[f.doc.Words[w].Sentence] = append(out[f.doc.Words[w].Sentence], i)
			}
		}
	}
	return out
}

// spoken makes an event of a call that a statement was made in and no other word names:
// "told Rell by telephone", "raised it with Rell in their second call".
func (f *finder) spoken(s *readout.Statement) {
	for k := len(f.events) - 1; k >= 0 && k >= len(f.events)-maxBack; k-- {
		if e := f.events[k]; contact[e.kind] && e.status == readout.Happened && e.heldBy(s) {
			return
		}
	}
	_, end := f.tx.Bytes(s.Cue[0])
	first := f.wordAt(s.Cue[0])
	last := first
	for last < len(f.doc.Words) && f.doc.Words[last].End <= end {
		last++
	}
	if first == last {
		return
	}
	m := mention{sentence: f.doc.Words[first].Sentence, trigger: text.Range{First: first, Last: last}, head: first, class: "CONSULT", kind: "call",
		modes: []string{"phone"}, status: readout.Happened, firm: true}
	if !f.phoneIn(&m) {
		return
	}
	m.when = f.date(m.head, false)
	if s.Time != nil && m.when.weaker(date{time: *s.Time}) {
		m.when = date{time: *s.Time}
	}
	m.sides = append(m.sides, f.participantOf(s.Speaker), f.participantOf(s.Addressee))
	f.place(&m)
	f.merge(&m)
}

// phoneIn looks in a mention's sentence for the word that tells of a call, and makes a
// noun its trigger.
func (f *finder) phoneIn(m *mention) bool {
	s := f.doc.Sentences[m.sentence]
	found := false
	for i := s.First; i < s.Last; i++ {
		w := &f.doc.Words[i]
		switch low := strings.ToLower(w.Lemma); {
		case low == "call" && w.UPOS == "NOUN":
			m.trigger, m.head = text.Range{First: i, Last: i + 1}, i
			return true
		case low == "telephone", low == "phone":
			found = true
		}
	}
	return found
}

func (f *finder) participantOf(p *readout.Party) readout.Participant {
	q := readout.Participant{Party: *p, Role: "actor", Sector: f.sector(p)}
	q.Country = isoOf(p)
	return q
}

// isoOf is the state of a party's side, or "".
func isoOf(p *readout.Party) readout.Opt {
	if len(p.Side) == 3 && strings.ToUpper(string(p.Side)) == string(p.Side) {
		return codeOf(p.Side)
	}
	return ""
}

// codeOf gives a region or dependency to its state.
func codeOf(side readout.Opt) readout.Opt { return readout.Opt(plover.StateCode(string(side))) }
