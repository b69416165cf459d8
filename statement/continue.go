package statement

import (
	"strings"

	"readout"
)

// openers mark a sentence that goes on with the account before it.
var openers = []string{"as for ", "in this regard", "in this context", "in this connection", "with regard to this"}

// continued adds the sentences with which an account goes on without a new cue. They are
// taken only where they cannot be the reporter's: where they begin with words such as "As
// for" between two statements of one speaker, or stand in the present tense after a
// statement that somebody relays.
func (b *builder) continued() {
	out := make([]readout.Statement, 0, len(b.done)+len(b.done)/8)
	from := make([]found, 0, cap(out))
	for i := range b.done {
		out, from = append(out, b.done[i]), append(from, b.from[i])
		if s, fd, ok := b.continuation(i); ok {
			out, from = append(out, s), append(from, fd)
		}
		if s, fd, ok := b.replied(i); ok {
			out, from = append(out, s), append(from, fd)
		}
	}
	b.done, b.from = out, from
}

// replied reads a quotation alone behind a question that nobody in particular asks, "Who to?
// “Search me.”": the reply of whoever made statement i, the last before it in its paragraph.
func (b *builder) replied(i int) (readout.Statement, found, bool) {
	s, fd := b.done[i], &b.from[i]
	stop := len(b.a.frames)
	if i+1 < len(b.done) {
		stop = b.from[i+1].f.index
	}
	if s.Kind == readout.Question || s.Speaker == nil || fd.turn != nil {
		return s, found{}, false
	}
	for k := fd.f.index + 1; k < stop && b.a.frames[k].paragraph == fd.f.paragraph; k++ {
		f := &b.a.frames[k]
		if f.items[0].class != quoted || !f.onlyQuotes() || !b.a.afterQuestion(f) {
			continue
		}
		s.Content = readout.List[readout.Span]{b.span(f, stretch{0, 1})}
		s.Kind, s.Refusal, s.Cue, s.Source, s.Time = readout.Direct, "", nil, nil, nil
		s.Rule, s.Confidence, s.Answers, s.Act = "reply", confident("reply", readout.Direct), "", "assert"
		s.ID = b.id(&s)
		return s, found{f: f}, true
	}
	return s, found{}, false
}

// continuation reads the sentences after statement i, of its paragraph, that go on with
// it.
func (b *builder) continuation(i int) (readout.Statement, found, bool) {
	s, fd := b.done[i], &b.from[i]
	if s.Kind != readout.Indirect && s.Kind != readout.Mixed || s.Speaker == nil || fd.turn != nil || fd.told || fd.inScene {
		return s, found{}, false
	}
	relayed := !fd.relay.empty() || fd.accounted || b.scene != nil && fd.f.paragraph >= b.scene.from && s.Setting == readout.Opt(b.scene.setting())
	stop := len(b.a.frames)
	between := false
	if i+1 < len(b.done) {
		stop = b.from[i+1].f.index
		between = same(s.Speaker, b.done[i+1].Speaker) && b.from[i+1].f.paragraph-fd.f.paragraph <= 1
	}
	if !relayed && !between || s.Kind == readout.Mixed && !relayed {
		return s, found{}, false
	}
	var spans readout.List[readout.Span]
	last := fd.f
	for k := fd.f.index + 1; k < stop; k++ {
		f := &b.a.frames[k]
		if f.paragraph != fd.f.paragraph || !f.goesOn(b.a.doc.Text, relayed) {
			break
		}
		spans, last = append(spans, b.span(f, stretch{0, f.trimEnd(0, len(f.items))})), f
	}
	if len(spans) == 0 {
		return s, found{}, false
	}
	start, _ := b.tx.Bytes(spans[0])
	_, end := b.tx.Bytes(spans[len(spans)-1])
	s.Content = readout.List[readout.Span]{b.tx.Span(start, end)}
	s.Kind, s.Cue, s.Source, s.Time = readout.Indirect, nil, nil, nil
	s.Rule, s.Confidence, s.Answers, s.Act = "continuation", confident("continuation", readout.Indirect), "", "assert"
	s.ID = b.id(&s)
	return s, found{f: last}, true
}

// goesOn reports whether a sentence without a cue belongs to the account before it,
// which may be a relayed one.
func (f *frame) goesOn(src string, relayed bool) bool {
	if f.hasCue(0, len(f.items)) || len(f.items) < 4 {
		return false
	}
	for k := range f.items {
		if f.items[k].class == quoted {
			return false
		}
	}
	low := strings.ToLower(src[f.items[0].start:min(len(src), f.items[0].start+40)])
	for _, o := range openers {
		if strings.HasPrefix(low, o) {
			return true
		}
	}
	return relayed && f.presentTense()
}

// presentTense reports whether every verb that can be told is in the present.
func (f *frame) presentTense() bool {
	now := false
	for k := range f.items {
		switch it := &f.items[k]; it.class {
		case be, have, do:
			switch it.low {
			case "is", "are", "does", "do", "has", "have":
				now = true
			case "was", "were", "did", "had":
				return false
			}
		case modal:
			now = true
		case finite, thought:
			if strings.HasSuffix(it.low, "s") {
				now = true
				break
			}
			if k > 0 && (f.items[k-1].class == neg || f.items[k-1].class == do || f.items[k-1].class == modal) {
				break
			}
			return false
		case passed:
			if k == 0 || f.items[k-1].class == name || f.items[k-1].class == other && !now {
				return false
			}
		}
	}
	return now
}
