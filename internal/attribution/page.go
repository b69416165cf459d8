package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/internal/nn"
	"readout/text"
)

// A page is what the features see of a document: words as numbers, nothing of it by name.
type page struct {
	words      []word
	paragraphs []wordRange
	lines      []wordRange // parts of paragraphs
	sentences  []wordRange
	manner     []uint32 // of each sentence, see character
	regions    []region
	buf        []byte
}

// A wordRange is the words [first, last).
type wordRange struct{ first, last int32 }

// A word is one word of a page. Strings are hashed, and indexes are of the page's words.
type word struct {
	form, lemma, tag, rel uint32
	stem                  uint32 // of the last three letters
	group                 [2]uint16
	head                  int32 // -1 for none
	left, right           int32 // the words that hang on it lie in [left, right)
	sentence, paragraph   int32
	line                  int32 // the first word of its line
	region                int32 // of quotation, counted in the page from 1; 0 outside of all
	commas                int32 // in the text before it
	kids                  kids  // the relations of the words that hang on it
	subject, clause       int32 // the last child of the kind, -1 for none
	shape                 uint8
	mark                  uint8 // of quotation: 0 none, 1 opens, 2 shuts
	punct, dash, verb     bool
	cues                  int32 // likely cues that start before it
	opens, shuts          int32 // the highest word whose subtree starts with it, and ends with it
}

// kids is a set of relations of children.
type kids uint32

const (
	kidSubject kids = 1 << iota
	kidPassiveSubject
	kidObject
	kidIndirect
	kidClause
	kidOpenClause
	kidOblique
	kidAdverbial
	kidMark
	kidAuxiliary
	kidPassive
	kidCopula
	kidConjunct
	kidParataxis
	kidRelative
	kidNominal
	kidCase
	kidDeterminer
	kidApposition
	kidNegation
	kidThat
	kidQuoted // a child inside a quotation that the word is not in
)

var kidOf = map[string]kids{
	"nsubj": kidSubject, "nsubj:pass": kidPassiveSubject, "csubj": kidSubject, "nsubj:outer": kidSubject,
	"obj": kidObject, "iobj": kidIndirect, "ccomp": kidClause, "xcomp": kidOpenClause,
	"obl": kidOblique, "obl:agent": kidOblique, "obl:unmarked": kidOblique, "obl:tmod": kidOblique,
	"advcl": kidAdverbial, "advcl:relcl": kidAdverbial, "mark": kidMark, "aux": kidAuxiliary, "aux:pass": kidPassive,
	"cop": kidCopula, "conj": kidConjunct, "parataxis": kidParataxis, "acl": kidRelative, "acl:relcl": kidRelative,
	"nmod": kidNominal, "nmod:poss": kidNominal, "case": kidCase, "det": kidDeterminer, "appos": kidApposition,
}

var colonKey, _ = nn.LowerKey(":", nil)

// Shapes of words.
const (
	shapeLower = iota
	shapeTitle
	shapeUpper
	shapeDigit
	shapeOther
)

// read makes the page of a document in p's memory.
func (p *page) read(d *text.Document, groups *groups) {
	n := len(d.Words)
	if cap(p.words) < n {
		p.words = make([]word, n, n+n/4)
	}
	p.words = p.words[:n]
	p.paragraphs, p.sentences, p.manner = p.paragraphs[:0], p.sentences[:0], p.manner[:0]
	for i := range d.Words {
		p.buf = p.words[i].read(&d.Words[i], groups, p.buf)
		p.words[i].left, p.words[i].right = int32(i), int32(i+1)
	}
	for _, s := range d.Sentences {
		p.sentences = append(p.sentences, wordRange{int32(s.First), int32(s.Last)})
	}
	for k, pa := range d.Paragraphs {
		first, last := d.Sentences[pa.First].First, d.Sentences[pa.Last-1].Last
		p.paragraphs = append(p.paragraphs, wordRange{int32(first), int32(last)})
		for i := first; i < last; i++ {
			p.words[i].paragraph = int32(k)
		}
	}
	p.cutLines(d)
	p.quotations(d)
	p.trees(d)
	p.borders()
	for k := range p.sentences {
		p.character(k)
	}
}

// cutLines cuts the paragraphs where the text has line breaks.
func (p *page) cutLines(d *text.Document) {
	p.lines = p.lines[:0]
	for _, pa := range p.paragraphs {
		first := pa.first
		for i := pa.first + 1; i < pa.last; i++ {
			if strings.Contains(d.Text[d.Words[i-1].End:d.Words[i].Start], "\n") {
				p.lines = append(p.lines, wordRange{first, i})
				first = i
			}
		}
		p.lines = append(p.lines, wordRange{first, pa.last})
	}
	for _, l := range p.lines {
		for i := l.first; i < l.last; i++ {
			p.words[i].line = l.first
		}
	}
}

func (w *word) read(from *text.Word, groups *groups, buf []byte) []byte {
	*w = word{head: int32(from.Head), sentence: int32(from.Sentence), subject: -1, clause: -1,
		tag: hashString(from.XPOS), rel: hashString(from.DepRel), punct: from.UPOS == "PUNCT", verb: from.UPOS == "VERB"}
	w.form, buf = nn.LowerKey(from.Form, buf)
	w.stem = hashBytes(buf[max(0, len(buf)-3):])
	w.lemma = w.form
	if from.Lemma != "" {
		w.lemma, buf = nn.LowerKey(from.Lemma, buf)
	}
	w.shape = shapeOf(from.Form)
	w.dash = isDash(from.Form)
	w.group = groups.of(w.form)
	return buf
}

func isDash(form string) bool {
	switch form {
	case "-", "--", "–", "—", "―", "---":
		return true
	}
	return false
}

func shapeOf(form string) uint8 {
	first, size := utf8.DecodeRuneInString(form)
	switch {
	case unicode.IsLower(first):
		return shapeLower
	case unicode.IsUpper(first):
		if next, _ := utf8.DecodeRuneInString(form[size:]); unicode.IsUpper(next) {
			return shapeUpper
		}
		return shapeTitle
	case unicode.IsDigit(first):
		return shapeDigit
	}
	return shapeOther
}

// trees fills what follows from heads, whatever they are: circles do no harm.
func (p *page) trees(d *text.Document) {
	commas := int32(0)
	for i := range p.words {
		w := &p.words[i]
		w.commas = commas
		if form := d.Words[i].Form; form == "," || form == ";" || form == "—" || form == "--" {
			commas++
		}
		for h := w.head; h >= 0 && int(h) < len(p.words); h = p.words[h].head {
			up := &p.words[h]
			if up.left <= int32(i) && up.right > int32(i) {
				break
			}
			up.left, up.right = min(up.left, int32(i)), max(up.right, int32(i+1))
		}
		if w.head < 0 || int(w.head) >= len(p.words) {
			w.head = -1
			continue
		}
		p.child(&p.words[w.head], w, i, &d.Words[i])
	}
}

// character tells how a sentence is set: as a headline, before a quotation, with a colon.
func (p *page) character(k int) {
	s := p.sentences[k]
	title, words := 0, 0
	for i := s.first; i < s.last; i++ {
		if w := &p.words[i]; !w.punct {
			words++
			title += boolean(w.shape == shapeTitle || w.shape == shapeUpper)
		}
	}
	code := uint32(0)
	last := &p.words[s.last-1]
	switch {
	case last.form == colonKey:
		code = 1
	case !last.punct:
		code = 2
	case last.mark == 2:
		code = 3
	}
	if words > 3 && 3*title > 2*words {
		code |= 4
	}
	pa := p.paragraphs[p.words[s.first].paragraph]
	if s.last < pa.last && p.words[s.last].mark == 1 {
		code |= 8
	}
	if s.last == pa.last && int(s.last) < len(p.words) && p.words[s.last].mark == 1 {
		code |= 16
	}
	if s.first == pa.first {
		code |= 32
	}
	if s.first > pa.first && p.words[s.first-1].mark == 2 {
		code |= 64
	}
	p.manner = append(p.manner, code)
}

// borders notes which subtrees start and end where; trees comes first.
func (p *page) borders() {
	for i := range p.words {
		p.words[i].opens, p.words[i].shuts = int32(i), int32(i)
	}
	size := func(i int32) int32 { return p.words[i].right - p.words[i].left }
	for i := range p.words {
		t := int32(i)
		w := &p.words[i]
		if first := &p.words[w.left]; size(t) > size(first.opens) {
			first.opens = t
		}
		if last := &p.words[w.right-1]; size(t) > size(last.shuts) {
			last.shuts = t
		}
	}
}

// child tells a head of one of its children, word i.
func (p *page) child(head, w *word, i int, from *text.Word) {
	kind := kidOf[from.DepRel]
	head.kids |= kind
	switch {
	case kind&(kidSubject|kidPassiveSubject) != 0:
		head.subject = int32(i)
	case kind&(kidClause|kidOpenClause|kidObject) != 0:
		head.clause = int32(i)
	case kind == kidMark && strings.EqualFold(from.Form, "that"):
		head.kids |= kidThat
	}
	if w.region > 0 && w.region != head.region {
		head.kids |= kidQuoted
	}
	if from.Lemma == "not" || from.Lemma == "no" || from.Lemma == "never" {
		head.kids |= kidNegation
	}
}
