package attribution

import (
	"cmp"
	"slices"
)

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
	begin := len(out)
	for k := range p.lines {
		if c, ok := p.turn(k); ok {
			out = append(out, c)
		}
	}
	if len(out)-begin < leastTurns {
		out = out[:begin]
	}
	turns := out[begin:]
	for k, line := range p.lines {
		for len(turns) > 0 && turns[0].cue.first < line.first {
			turns = turns[1:]
		}
		if len(turns) > 0 && turns[0].cue.first < line.last {
			continue
		}
		if c, ok := p.signed(k); ok {
			out = append(out, c)
		}
	}
	slices.SortFunc(out[begin:], func(a, b candidate) int { return cmp.Compare(a.cue.first, b.cue.first) })
	return out
}

// leastTurns is how many lines of a text must look like turns: "UPDATE: ..." stands
// alone.
const leastTurns = 3

// turn reads "LIM: We will go." at the start of a line.
func (p *page) turn(k int) (candidate, bool) {
	line := p.lines[k]
	first := line.first
	if p.words[first].mark != 0 {
		first++
	}
	colon := first
	for colon < line.last && colon < first+maxTurnName && (p.words[colon].shape == shapeUpper || colon > first && p.words[colon].punct && p.words[colon].form != colonKey) {
		colon++
	}
	if colon == first || colon+2 >= line.last || p.words[colon].form != colonKey {
		return candidate{}, false
	}
	return candidate{
		cue:    cue{first: colon, last: colon + 1, head: colon, p: 1, any: 1},
		source: Span{int(first), int(colon)}, content: []Span{{int(colon) + 1, int(line.last)}},
		sourceP: 1, pathP: 1, p: laidOut, fixed: true,
	}, true
}

// signed reads a quotation that a dash and a name follow, in its line or below it.
func (p *page) signed(k int) (candidate, bool) {
	line := p.lines[k]
	for i := line.last - 1; i >= line.first && i >= line.last-maxSignature; i-- {
		w := &p.words[i]
		if w.verb || w.mark != 0 {
			break
		}
		if !w.dash || i == 0 || p.words[i-1].mark != 2 {
			continue
		}
		r := p.words[i-1].region
		who, ok := p.signature(i+1, line.last)
		if r == 0 || !ok || i == line.first && !p.isLine(k-1, r) || i > line.first && p.regions[r-1].first != line.first || p.regionSize(r) == 0 {
			break
		}
		said := Span{int(p.regions[r-1].first), int(p.regions[r-1].last)}
		return candidate{
			cue:    cue{first: i, last: i + 1, head: i, p: 1, any: 1},
			source: who, content: []Span{said}, sourceP: 1, pathP: 1, p: laidOut, fixed: true,
		}, true
	}
	return candidate{}, false
}

// isLine reports whether region r begins line k.
func (p *page) isLine(k int, r int32) bool { return k >= 0 && p.lines[k].first == p.regions[r-1].first }

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

// maxGoOn bounds the paragraphs that a quotation goes on for.
const maxGoOn = 40

// goOn adds to a content the quotations of the next paragraphs that carry on its last one:
// their marks are set again, and the mark before them is not shut. The window that was
// looked at ends at word end.
func (p *page) goOn(content []Span, end int32) []Span {
	if len(content) == 0 {
		return content
	}
	last := content[len(content)-1]
	r := p.words[last.Last-1].region
	if r == 0 || int(p.regions[r-1].last) > last.Last {
		return content
	}
	for k := r - 1; k < r+maxGoOn && p.regions[k].continued; k++ {
		next := p.regions[k+1]
		if next.first < end {
			break
		}
		content = append(content, Span{int(next.first), int(next.last)})
	}
	return content
}
