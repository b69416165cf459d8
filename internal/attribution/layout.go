package attribution

// Some attributions show in how the text is set and not in its words: the turns of a
// transcript, and a name below or behind what it says. The corpora have too few of either to
// learn from.

// laidOut is the P of what is read from the setting alone.
const laidOut = 0.8

// Bounds in words.
const (
	maxTurnName  = 5
	maxSignature = 9
)

// layout appends the candidates that the setting gives.
func (p *page) layout(out []candidate) []candidate {
	for k := range p.paragraphs {
		if c, ok := p.turn(k); ok {
			out = append(out, c)
		} else if c, ok := p.signed(k); ok {
			out = append(out, c)
		}
	}
	return out
}

// turn reads "LIM: We will go." at the start of a paragraph.
func (p *page) turn(k int) (candidate, bool) {
	pa := p.paragraphs[k]
	first := pa.first
	if p.words[first].mark != 0 {
		first++
	}
	colon := first
	for colon < pa.last && colon < first+maxTurnName && (p.words[colon].shape == shapeUpper || colon > first && p.words[colon].punct && p.words[colon].form != colonKey) {
		colon++
	}
	if colon == first || colon+2 >= pa.last || p.words[colon].form != colonKey {
		return candidate{}, false
	}
	return candidate{
		cue:    cue{first: colon, last: colon + 1, head: colon, p: 1, any: 1},
		source: Span{int(first), int(colon)}, content: []Span{{int(colon) + 1, int(pa.last)}},
		sourceP: 1, pathP: 1, within: -1, p: laidOut, fixed: true,
	}, true
}

// signed reads a quotation that a dash and a name follow, in its paragraph or below it.
func (p *page) signed(k int) (candidate, bool) {
	pa := p.paragraphs[k]
	for i := pa.last - 1; i >= pa.first && i >= pa.last-maxSignature; i-- {
		w := &p.words[i]
		if w.verb || w.mark != 0 {
			break
		}
		if !w.dash || i == 0 || p.words[i-1].mark != 2 {
			continue
		}
		r := p.words[i-1].region
		who, ok := p.signature(i+1, pa.last)
		if r == 0 || !ok || !p.startsParagraph(p.regions[r-1].first) || p.words[i-1].paragraph+1 < w.paragraph || p.regionSize(r) == 0 {
			break
		}
		said := Span{int(p.regions[r-1].first), int(p.regions[r-1].last)}
		return candidate{
			cue:    cue{first: i, last: i + 1, head: i, p: 1, any: 1},
			source: who, content: []Span{said}, sourceP: 1, pathP: 1, within: -1, p: laidOut, fixed: true,
		}, true
	}
	return candidate{}, false
}

// signature returns the name with which the words [first, last) begin, up to a mark of
// punctuation.
func (p *page) signature(first, last int32) (Span, bool) {
	end := first
	for end < last && !p.words[end].punct {
		end++
	}
	named := end > first && (p.words[first].shape == shapeTitle || p.words[first].shape == shapeUpper)
	return Span{int(first), int(end)}, named
}
