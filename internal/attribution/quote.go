package attribution

import (
	"unicode"
	"unicode/utf8"

	"readout/text"
)

// A region is a quotation of a paragraph, its marks included.
type region struct {
	first, last int32 // words
	shut        bool  // whether it has a mark at its end
	continued   bool  // whether it goes on in the next paragraph, where its mark is set again
}

// quotations finds the regions of double quotation marks, and of single ones where a
// paragraph has no double ones. A mark left open counts up to the end of its paragraph, and
// no further.
func (p *page) quotations(d *text.Document) {
	p.regions = p.regions[:0]
	for k := range p.paragraphs {
		first := len(p.regions)
		p.quotationsIn(d, k, false)
		if len(p.regions) == first {
			p.quotationsIn(d, k, true)
		}
		for r := first; r < len(p.regions); r++ {
			for i := p.regions[r].first; i < p.regions[r].last; i++ {
				p.words[i].region = int32(r + 1)
			}
		}
	}
	for r := 0; r+1 < len(p.regions); r++ {
		a, b := &p.regions[r], &p.regions[r+1]
		if !a.shut && p.words[b.first].paragraph == p.words[a.first].paragraph+1 && p.startsParagraph(b.first) {
			a.continued = true
		}
	}
}

func (p *page) startsParagraph(i int32) bool {
	return p.paragraphs[p.words[i].paragraph].first == i
}

func (p *page) quotationsIn(d *text.Document, k int, single bool) {
	pa := p.paragraphs[k]
	open := int32(-1)
	for i := pa.first; i < pa.last; i++ {
		kind := markOf(d, int(i), int(pa.first), int(pa.last), open >= 0, single)
		switch {
		case kind == opening && open >= 0 && shapeOfMark(d.Words[i].Form, single) == opening:
			// A quotation inside of one, in the same marks.
		case kind == opening:
			open = i // a straight mark that was open before has no partner
			p.words[i].mark = opening
		case kind == closing && open >= 0:
			p.regions = append(p.regions, region{first: open, last: i + 1, shut: true})
			p.words[i].mark = closing
			open = -1
		}
	}
	if open >= 0 && !single {
		p.regions = append(p.regions, region{first: open, last: pa.last})
	}
}

// Kinds of marks.
const (
	opening = 1
	closing = 2
)

// markOf returns opening, closing, or 0 for a word that is no mark of quotation.
func markOf(d *text.Document, i, first, last int, open, single bool) int {
	w := &d.Words[i]
	if len(w.Form) > 3 {
		return 0
	}
	shape := shapeOfMark(w.Form, single)
	if shape < 0 {
		return 0
	}
	spaceBefore := i == first || d.Words[i-1].End < w.Start
	spaceAfter := i+1 == last || w.End < d.Words[i+1].Start
	switch {
	case single && open:
		if shape != opening && !spaceBefore && (spaceAfter || !letter(d.Text[w.End:])) {
			return closing
		}
	case single:
		if shape != closing && spaceBefore && !spaceAfter {
			return opening
		}
	case shape == opening, shape == closing && open:
		return shape
	case open && spaceBefore && !spaceAfter && shape == 0:
		return opening
	case open:
		return closing
	case !spaceAfter && (spaceBefore || shape == 0):
		return opening
	}
	return 0
}

// shapeOfMark returns opening or closing for marks that do that alone, 0 for those that do
// either, and -1 for what is no mark.
func shapeOfMark(form string, single bool) int {
	if single {
		switch form {
		case "'":
			return 0
		case "‘", "`":
			return 1
		case "’":
			return 2
		}
		return -1
	}
	switch form {
	case `"`, "''", "„", "‟":
		return 0
	case "“", "``", "«":
		return 1
	case "”", "»":
		return 2
	}
	return -1
}

func letter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}
