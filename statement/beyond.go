package statement

// This file holds where what the finder marked goes on beyond what one speaker says.

// untilOther cuts pieces of content where the writer asks a question of his own behind them,
// "She had telephoned. | What did they say? “Nothing.”", and before somebody else's statement
// behind a semicolon.
func (a *analysis) untilOther(m *marking, list []piece) []piece {
	for i := range list {
		p := &list[i]
		if p.f.index > m.f.index && p.f.openQuestion(a.doc.Text) {
			return list[:i]
		}
		if k := p.f.otherSays(m, p.stretch); k > p.from {
			p.to = k
			return list[:i+1]
		}
	}
	return list
}

// openQuestion reports whether a sentence is a question without quotation marks.
func (f *frame) openQuestion(src string) bool {
	last := &f.items[len(f.items)-1]
	return last.class == stop && src[last.start:last.end] == "?" && !f.hasClass(0, len(f.items), quoted)
}

// otherSays returns the semicolon in a stretch behind the cue that another statement with a
// subject of its own follows, or 0.
func (f *frame) otherSays(m *marking, s stretch) int {
	if f != m.f {
		return 0
	}
	for k := max(s.from+1, m.cue.to); k+1 < s.to; k++ {
		if f.items[k].class == semicolon && f.answers(k+1, s.to) {
			return k
		}
	}
	return 0
}
