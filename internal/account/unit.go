package account

import (
	"cmp"
	"slices"

	"readout"
	"readout/text"
)

// A unit is a statement made ready to be compared.
type unit struct {
	cell  Cell
	voice voice
	doc   *text.Document
	words []int  // of doc, in the content and in text order
	cue   []int  // of doc, in the cue
	loose bool   // a sentence of a long turn, which may be about anything
	plain string // the words in small letters, without marks
	terms []term
	mind  stance
	marks []mark
	verb  *mark // nil: none

	numbers []float64        // that it names
	dates   []string         // months and weekdays
	bears   map[class]string // words by which it bears on another
}

// unitsOf returns the statements of a page that tell of its events, without questions.
// Of a statement that holds others, a readout's whole text, the parts are what counts: the
// statements within it, and each sentence that holds none.
func unitsOf(p Page, number int, parties []readout.Participant, calls func(words []string, side string) bool) []*unit {
	b := belongsOf(p, parties, calls)
	whole := readout.NewText(p.Record.Article.Text)
	var out []*unit
	for i := range p.Record.Statements {
		s := &p.Record.Statements[i]
		has := b.has(s)
		if s.Kind == readout.Question || !has && !b.goesOn(s) {
			continue
		}
		u := &unit{cell: Cell{Statement: *s, Page: number}, voice: voiceOf(s, p.Record), doc: p.Document, loose: !has}
		u.voice.side = cmp.Or(u.voice.side, b.home(s))
		if t := teller(s); p.home != nil && u.voice.side == "" && (t == nil || t.Side == "" && t.Type != "outlet") {
			u.voice = homeVoice(p)
		}
		u.cell.Verbatim, u.cell.VerbatimOf = verbatim(s, p.Record.Statements, whole)
		u.words = wordsIn(p.Document, whole, s.Content)
		u.cue = wordsIn(p.Document, whole, s.Cue)
		inner := within(s, p.Record.Statements)
		switch {
		case len(u.words) == 0:
		case len(inner) == 0 && s.Setting == "transcript" && refused(u):
			u.loose = true
			out = append(out, u)
		case len(inner) == 0 && (u.sentences() < manySentences && s.Setting != "transcript" || u.sentences() < 2):
			for _, part := range u.clauses(whole) {
				out = append(out, part.listed(whole)...)
			}
		default:
			parts := u.apart(inner, whole)
			for k, part := range parts {
				if s.Setting == "transcript" && (k > 0 && !b.recalls(&part.cell.Statement) && !toOther(part.doc, part.words) || refused(part)) {
					part.loose = true // an answer goes on to other things
				}
			}
			for _, part := range parts {
				out = append(out, part.listed(whole)...)
			}
		}
	}
	return out
}

// homeVoice is the voice of the office whose letterhead a page has.
func homeVoice(p Page) voice { return voice{side: string(p.home.Side), channel: p.home.Name} }

// manySentences is from how many sentences on a statement, a turn of a transcript or a
// letter, is taken sentence by sentence: it is about more than one matter.
const manySentences = 3

func (u *unit) sentences() int {
	seen := make(map[int]bool)
	for _, i := range u.words {
		seen[u.doc.Words[i].Sentence] = true
	}
	return len(seen)
}

// apart returns what is left of a unit beside the statements within it: the rest of a
// sentence, or whole sentences.
func (u *unit) apart(inner []*readout.Statement, whole *readout.Text) []*unit {
	taken := make(map[int]bool)
	for _, o := range inner {
		for _, i := range wordsIn(u.doc, whole, o.Content) {
			taken[i] = true
		}
	}
	var out []*unit
	for from := 0; from < len(u.words); {
		to, free := from, true
		for to < len(u.words) && u.doc.Words[u.words[to]].Sentence == u.doc.Words[u.words[from]].Sentence {
			free = free && !taken[u.words[to]]
			to++
		}
		rest := slices.DeleteFunc(slices.Clone(u.words[from:to]), func(i int) bool { return taken[i] })
		part := *u
		part.words = rest
		if one := to-from == len(u.words); !one && free {
			part.cut(whole)
			part.loose = part.loose || len(inner) == 0 && u.sentences() >= manySentences && !part.tied()
			out = append(out, &part)
		} else if one && len(rest) > 0 {
			out = append(out, &part)
		}
		from = to
	}
	return out
}

// tied reports whether a sentence of a long turn is about the encounter by its own words.
func (u *unit) tied() bool {
	if u.cell.Statement.Setting == "transcript" {
		return toOther(u.doc, u.words)
	}
	return tellsTopic(u)
}

// clauses parts a statement that says two things, "that the mission must stay and that the
// post must go": each has a subject and a verb of its own.
func (u *unit) clauses(whole *readout.Text) []*unit {
	if len(u.cell.Statement.Content) != 1 || u.cell.Statement.Kind == readout.Refusal {
		return []*unit{u}
	}
	head := u.head()
	if at := u.nextCue(); at >= leastRest && len(u.words)-at >= leastRest {
		a, b := *u, *u
		a.words, b.words = u.words[:at], u.words[at:]
		if cc := a.words[len(a.words)-1]; u.doc.Words[cc].UPOS == "CCONJ" {
			a.words = a.words[:len(a.words)-1]
		}
		a.cut(whole)
		b.cut(whole)
		return append(a.clauses(whole), b.clauses(whole)...)
	}
	for k, i := range u.words {
		if !(u.doc.Words[i].Rel() == "conj" && u.doc.Words[i].Head == head && u.doc.Child(i, "nsubj") != text.NoHead && u.doc.Child(i, "mark") != text.NoHead) {
			continue
		}
		at := k
		for at > 0 && u.words[at] > u.doc.Child(i, "mark") {
			at--
		}
		if at < leastRest || len(u.words)-at < leastRest {
			continue
		}
		a, b := *u, *u
		a.words, b.words = u.words[:at], u.words[at:]
		if cc := a.words[len(a.words)-1]; u.doc.Words[cc].UPOS == "CCONJ" {
			a.words = a.words[:len(a.words)-1]
		}
		a.cut(whole)
		b.cut(whole)
		return append([]*unit{&a}, b.clauses(whole)...)
	}
	return []*unit{u}
}

// nextCue returns where in a unit a verb stands that goes on from its cue, with adverbs before
// it, or -1: "apologised for what took place | and once again conveyed his condolences".
func (u *unit) nextCue() int {
	for k, i := range u.words {
		w := &u.doc.Words[i]
		if k == 0 || w.Rel() != "conj" || w.UPOS != "VERB" || !slices.Contains(u.cue, w.Head) || u.doc.Child(i, "obj", "ccomp", "obl") == text.NoHead {
			continue
		}
		for k > 0 && u.doc.Words[u.words[k-1]].UPOS == "ADV" {
			k--
		}
		return k
	}
	return -1
}

// cut narrows the content to the unit's words, which stand together.
func (u *unit) cut(whole *readout.Text) {
	start, end := u.doc.Words[u.words[0]].Start, u.doc.Words[u.words[len(u.words)-1]].End
	content := []readout.Span{whole.Span(start, end)}
	u.cell.Statement.Content = content
	u.cell.Verbatim = common(u.cell.Verbatim, content, whole)
}

func inside(sp readout.Span, list []readout.Span) bool {
	for _, in := range list {
		if in.Start <= sp.Start && sp.End <= in.End {
			return true
		}
	}
	return false
}

// within returns the statements whose content stands in that of s, s itself left out.
func within(s *readout.Statement, all []readout.Statement) []*readout.Statement {
	var out []*readout.Statement
	for i := range all {
		o := &all[i]
		if o.ID == s.ID || size(o) >= size(s) || s.Kind == readout.Direct && o.Speaker != nil && o.Speaker.Type == "outlet" {
			continue // what others report stands in the words of s
		}
		all := len(o.Content) > 0
		for _, sp := range o.Content {
			all = all && inside(sp, s.Content)
		}
		if all {
			out = append(out, o)
		}
	}
	return out
}

func size(s *readout.Statement) int {
	n := 0
	for _, sp := range s.Content {
		n += sp.End - sp.Start
	}
	return n
}

// verbatim returns which parts of a statement are somebody's own words, and whose: what
// stands in quotation marks, and all of a statement within one that is direct. Where
// somebody relays the statement the words are the relay's.
func verbatim(s *readout.Statement, all []readout.Statement, whole *readout.Text) ([]readout.Span, *readout.Party) {
	if s.Kind == readout.Direct || s.Kind == readout.Mixed {
		return quoted(s.Content, whole, s.Kind == readout.Direct), teller(s)
	}
	for i := range all {
		o := &all[i]
		if o.ID == s.ID || size(o) < size(s) || o.Kind != readout.Direct && o.Kind != readout.Mixed {
			continue
		}
		marks := quoted(o.Content, whole, o.Kind == readout.Direct)
		if parts := common(s.Content, marks, whole); len(parts) > 0 {
			return parts, teller(o)
		}
	}
	return nil, nil
}

// wordsIn returns the words of a document that stand in spans.
func wordsIn(d *text.Document, whole *readout.Text, spans []readout.Span) []int {
	var out []int
	for _, sp := range spans {
		start, end := whole.Bytes(sp)
		if start < 0 {
			continue
		}
		for i := firstAt(d, start); i < len(d.Words) && d.Words[i].Start < end; i++ {
			out = append(out, i)
		}
	}
	return out
}

// firstAt returns the first word that ends after byte b.
func firstAt(d *text.Document, b int) int {
	lo, hi := 0, len(d.Words)
	for lo < hi {
		if mid := (lo + hi) / 2; d.Words[mid].End <= b {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
