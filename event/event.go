// Package event finds what happened on a page, is planned, or was denied: calls,
// meetings, talks, arrests, pledges, with who took part, when and where, and which
// statements tell of it.
//
// [Find] takes the acts that package plover codes in each sentence, says who their sides
// are as the page's statements have them, and brings the mentions of one event together:
// "spoke", "the call", "the conversation". Two calls between the same people on different
// days stay two. What a statement claims is told apart from what the article itself tells.
// Acts of saying make no event: they are statements, which get their PLOVER class here,
// and whom they are directed at. Only where no statement carries one ("Ruvia rejected the
// plan") is it an event ([Spoken]).
// Where a page does not tell enough, there is no event: silence before a wrong one.
//
// The time is linear in the length of the text: a sentence beyond a bound is not read, and
// a mention is compared with a bounded number of events before it.
package event

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"readout"
	"readout/actor"
	"readout/internal/plover"
	"readout/statement"
	"readout/text"
)

// Version names this stage's behaviour in the record.
const Version = "event/2"

// Input is what the stage reads.
type Input struct {
	Page       readout.PageID
	Article    *readout.Article
	People     *statement.People // of the statements; nil: nothing is found
	Statements []readout.Statement
	Roster     *actor.Roster // may be nil
}

// maxWords bounds the words of a sentence that is read.
const maxWords = 300

// Find returns the events of a page in the order of their first mentions, and sets the
// event and the class of those of in.Statements that tell of them or do something.
func Find(in Input) []readout.Event {
	if in.People == nil || in.Article == nil {
		return nil
	}
	f := newFinder(in)
	for s := range f.doc.Sentences {
		f.sentence(s)
	}
	f.headline()
	slices.SortStableFunc(f.events, func(a, b *happening) int {
		return cmp.Compare(a.mentions[0].trigger.First, b.mentions[0].trigger.First)
	})
	f.attach()
	return f.record()
}

// A finder brings together the mentions of a page's events.
type finder struct {
	in      Input
	doc     *text.Document
	tx      *readout.Text
	said    []said // the contents and cues of the statements, in text order
	events  []*happening
	known   map[*happening]readout.EventID
	inCall  map[int][]int // statements made in a call, by the sentence of their cue
	sources map[int]bool  // bytes at which statements' sources start
	others  map[int]bool  // statements whose cue tells what somebody else did
	force   map[int]bool  // heads of acts of force

	// See attach.go.
	meetings  []*happening // happened, in the order of their first mentions
	first, of []*happening // for each statement, the event it names first, and the one it belongs to
}

func newFinder(in Input) *finder {
	doc := in.People.Document()
	f := &finder{in: in, doc: doc, tx: readout.NewText(doc.Text), others: map[int]bool{}, force: map[int]bool{}, sources: map[int]bool{}}
	f.said = f.saidParts()
	for i := range in.Statements {
		for _, sp := range in.Statements[i].Source {
			start, _ := f.tx.Bytes(sp)
			f.sources[start] = true
		}
	}
	f.inCall = f.calls()
	return f
}

// sentence reads the mentions of one sentence.
func (f *finder) sentence(s int) {
	if sent := f.doc.Sentences[s]; sent.Last-sent.First > maxWords {
		return
	}
	acts := plover.Code(f.doc, s, f.in.Roster)
	var list []mention
	taken := make(map[int]bool)
	for i := range acts {
		if acts[i].Class == "ASSAULT" {
			f.force[acts[i].Head] = true
		}
		said := f.carried(&acts[i])
		m, ok := f.mention(s, &acts[i])
		if !ok && !said {
			m, ok = f.verbalMention(s, &acts[i])
		}
		if !ok {
			continue
		}
		list = append(list, m)
		for w := acts[i].Trigger.First; w < acts[i].Trigger.Last; w++ {
			taken[w] = true
		}
	}
	list = append(list, f.nouns(s, taken)...)
	if m, ok := f.invited(s); ok {
		list = append(list, m)
	}
	slices.SortStableFunc(list, func(a, b mention) int { return cmp.Compare(a.trigger.First, b.trigger.First) })
	for i := range list {
		f.place(&list[i])
		f.merge(&list[i])
	}
	for _, i := range f.inCall[s] {
		f.spoken(&f.in.Statements[i])
	}
}

// record makes the events of the record.
func (f *finder) record() []readout.Event {
	var out []readout.Event
	slices.SortStableFunc(f.events, func(a, b *happening) int {
		return cmp.Compare(a.mentions[0].trigger.First, b.mentions[0].trigger.First)
	})
	for _, e := range f.events {
		if e.poor() {
			continue
		}
		out = append(out, f.event(e))
	}
	return out
}

func (f *finder) event(e *happening) readout.Event {
	ev := readout.Event{ID: f.id(e), Kind: e.kind, Class: readout.Opt(e.coded()), Status: e.status, Place: readout.Opt(e.where), Date: e.when.time}
	ev.Mode = append(ev.Mode, e.modes...)
	ev.Context = append(ev.Context, e.contexts...)
	ev.Participants = append(ev.Participants, e.sides...)
	if e.host != nil && side(e.sides, "recipient") == nil {
		ev.Participants = append(ev.Participants, *e.host)
	}
	sentence := -1
	for i := range e.mentions {
		m := &e.mentions[i]
		ev.Mentions = append(ev.Mentions, f.span(m.trigger))
		if m.sentence != sentence {
			s := f.doc.Sentences[m.sentence]
			ev.Evidence = append(ev.Evidence, f.span(text.Range(s)))
			sentence = m.sentence
		}
	}
	if !e.told {
		ev.AccordingTo = append(ev.AccordingTo, e.claims...)
	}
	return ev
}

// coded is the class of an event. Those who are to meet have agreed to, as PLOVER has it.
func (e *happening) coded() string {
	switch {
	case !contact[e.kind]:
		return e.class
	case e.status == readout.Planned:
		return "AGREE"
	}
	return "CONSULT"
}

func (f *finder) span(r text.Range) readout.Span {
	return f.tx.Span(f.doc.Words[r.First].Start, f.doc.Words[r.Last-1].End)
}

// id is a short hash of the page and the first mention: the same page read again gives the
// same one.
func (f *finder) id(e *happening) readout.EventID {
	if id, ok := f.known[e]; ok {
		return id
	}
	h := sha256.New()
	h.Write([]byte(f.in.Page))
	sp := f.span(e.mentions[0].trigger)
	var buf []byte
	buf = binary.AppendVarint(buf, int64(sp.Start))
	buf = binary.AppendVarint(buf, int64(sp.End))
	h.Write(append(buf, e.class...))
	id := readout.EventID(hex.EncodeToString(h.Sum(nil)[:8]))
	if f.known == nil {
		f.known = map[*happening]readout.EventID{}
	}
	f.known[e] = id
	return id
}
