package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout"
	"readout/internal/quote"
)

// A sheet is a text, or a part of it, with all that was read from it marked.
type sheet struct {
	Rows []row
}

// A row is a paragraph with the statements that begin in it.
type row struct {
	Segments []segment
	Notes    []note
}

// A segment is a stretch of text that is marked all alike. What overlaps is cut into
// segments, as links cannot stand in each other.
type segment struct {
	At      []anchor // what begins here
	Text    string
	Class   string
	Href    string
	Title   string
	Of      string // the numbers of the statements it belongs to
	Control string // the name of a sign that turns text round, which is shown and not obeyed
}

// An anchor is the place where something begins.
type anchor struct {
	ID string
	N  int // the number of a statement, 0 for others
}

// A note tells of a statement beside its paragraph.
type note struct {
	N         int // its number on the page, from 1
	Statement *readout.Statement
	Asked     *note           // the question that it answers, where that is elsewhere on the sheet
	Under     bool            // it stands under the question that it answers
	Differs   bool            // other pages have it in other words
	Here      bool            // it is what the sheet is about
	Kept      bool            // it has a page of its own
	Via       []readout.Party // who passed it on, but for the page's own outlet
}

// A reading is what a sheet is made from.
type reading struct {
	Text       string // what is shown
	From       int    // the code point of the article's text at which it begins
	Statements []readout.Statement
	First      int // the number of the first of them, from 1
	Events     []readout.Event
	Checks     []readout.Check
	Differs    map[readout.StatementID]bool
	Focus      readout.StatementID // what the sheet is about; "" is all
	Kept       bool                // statements and events have pages of their own
	Outlet     [2]readout.Opt      // publisher and agency, which pass all of it on
}

// What a mark is for. Where several lie on the same words the first one has the link.
type aim int

const (
	ofName aim = iota
	ofEvent
	ofStatement
	ofCheck
	ofOwn
)

// A mark is a span of the window with what is known of it.
type mark struct {
	start, end int // runes of the window
	aim        aim
	class      string
	href       string
	title      string
	anchor     string // the name of its beginning
	n          int    // the number of a statement
}

// maxTitle is how much of a name stands in the tip of a segment.
const maxTitle = 120

// newSheet flattens what was read from a text into segments. The time grows with the text
// and with the marks that lie over each other.
func newSheet(r *reading) sheet {
	text := []rune(r.Text)
	paragraphs := paragraphsOf(text)
	marks := r.marks(text)
	out := sheet{Rows: make([]row, len(paragraphs))}
	s := sweep{text: text, marks: marks}
	for i, p := range paragraphs {
		out.Rows[i].Segments = s.segments(p[0], p[1])
	}
	r.notes(out.Rows, paragraphs)
	return out
}

// paragraphsOf returns the beginning and end of each paragraph.
func paragraphsOf(text []rune) [][2]int {
	var out [][2]int
	start := 0
	add := func(end int) {
		from := start
		for from < end && text[from] == '\n' {
			from++
		}
		for end > from && text[end-1] == '\n' {
			end--
		}
		if end > from {
			out = append(out, [2]int{from, end})
		}
	}
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '\n' && text[i+1] == '\n' {
			add(i)
			start = i + 2
			i++
		}
	}
	add(len(text))
	return out
}

// marks returns all marks of the window in the order of their beginnings, the longer ones
// first.
func (r *reading) marks(text []rune) []mark {
	m := marker{text: text, from: r.From, to: r.From + len(text), names: make(map[[2]int]bool)}
	for i := range r.Statements {
		r.markStatement(&m, &r.Statements[i], r.First+i)
	}
	for i := range r.Events {
		r.markEvent(&m, &r.Events[i])
	}
	for i := range r.Statements { // last: what the record marks as a name comes first
		if st := &r.Statements[i]; st.Addressee != nil && st.Addressee.ID != "" && len(st.Content) > 0 {
			m.nameBeside(st.Content[0], st.Addressee)
		}
	}
	for i := range r.Checks {
		if sp := r.Checks[i].Span; sp != nil {
			m.add(*sp, mark{aim: ofCheck, class: "checked", anchor: fmt.Sprintf("c-%d", i+1), title: first(maxTitle, r.Checks[i].Note)})
		}
	}
	slices.SortStableFunc(m.marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	return m.marks
}

func (r *reading) markStatement(m *marker, st *readout.Statement, n int) {
	k := mark{aim: ofStatement, class: "said " + string(st.Kind), n: n, anchor: "s-" + string(st.ID), href: "#n-" + strconv.Itoa(n)}
	if r.Kept {
		k.href = statementURL(st.ID)
	}
	switch {
	case r.Focus == "":
	case r.Focus == st.ID:
		k.class, k.href = "said focus "+string(st.Kind), ""
	default:
		k.class = "said other"
	}
	for _, sp := range st.Content {
		m.add(sp, k)
		k.anchor = ""
		if st.Kind == readout.Mixed && (r.Focus == "" || r.Focus == st.ID) {
			m.own(sp)
		}
	}
	if st.Speaker != nil {
		for _, sp := range st.Source {
			m.name(sp, st.Speaker)
		}
	}
	for _, list := range []readout.List[readout.Participant]{st.Actor, st.Target} {
		for i := range list {
			if list[i].Span != nil {
				m.name(*list[i].Span, &list[i].Party)
			}
		}
	}
}

func (r *reading) markEvent(m *marker, ev *readout.Event) {
	k := mark{aim: ofEvent, class: "happening", anchor: "e-" + string(ev.ID), title: first(maxTitle, eventWords(ev.Kind, ev.Participants, ev.Place))}
	if r.Kept {
		k.href = eventURL(ev.ID)
	}
	for _, sp := range ev.Mentions {
		m.add(sp, k)
		k.anchor = ""
	}
	for i := range ev.Participants {
		if p := &ev.Participants[i]; p.Span != nil {
			m.name(*p.Span, &p.Party)
		}
	}
}

// A marker takes in marks, by code points of the whole text.
type marker struct {
	text     []rune // the window
	from, to int    // of the whole text
	marks    []mark
	names    map[[2]int]bool
}

// add notes a mark as far as it lies in the window.
func (m *marker) add(sp readout.Span, k mark) {
	k.start, k.end = max(sp.Start, m.from)-m.from, min(sp.End, m.to)-m.from
	if k.start < k.end {
		m.marks = append(m.marks, k)
	}
}

// own marks what a paraphrase has in quotation marks as the speaker's own words.
func (m *marker) own(sp readout.Span) {
	marks := quote.ReadMarks(readout.Mixed, sp.Text)
	for _, o := range marks.Own() {
		from := sp.Start + utf8.RuneCountInString(sp.Text[:o[0]])
		m.add(readout.Span{Start: from, End: from + utf8.RuneCountInString(sp.Text[o[0]:o[1]])}, mark{aim: ofOwn, class: "own"})
	}
}

func (m *marker) name(sp readout.Span, p *readout.Party) {
	if at := [2]int{sp.Start, sp.End}; !m.names[at] && sp.End > m.from && sp.Start < m.to {
		m.names[at] = true
		k := mark{aim: ofName, class: "name", href: partyURL(p)}
		if p.Name != sp.Text {
			k.title = first(maxTitle, p.Name)
		}
		m.add(sp, k)
	}
}

// besideWords is how far from its words a statement's addressee is looked for, in code
// points: the record does not say where the name stands.
const besideWords = 240

// nameBeside marks the first place near a span that has a name, or the last word of it.
func (m *marker) nameBeside(sp readout.Span, p *readout.Party) {
	start, end := max(sp.Start-besideWords, m.from), min(sp.End+besideWords, m.to)
	if start >= end {
		return
	}
	near := string(m.text[start-m.from : end-m.from])
	last := p.Name[strings.LastIndexByte(p.Name, ' ')+1:]
	for _, form := range []string{p.Name, last} {
		at := wordAt(near, form)
		if at < 0 || utf8.RuneCountInString(form) < 4 {
			continue
		}
		from := start + utf8.RuneCountInString(near[:at])
		found := readout.Span{Start: from, End: from + utf8.RuneCountInString(form), Text: form}
		if !m.within(found) {
			m.name(found, p)
		}
		return
	}
}

// within reports whether a name that is marked already holds a span.
func (m *marker) within(sp readout.Span) bool {
	for at := range m.names {
		if at[0] <= sp.Start && sp.End <= at[1] {
			return true
		}
	}
	return false
}

// wordAt returns the byte at which words stand in a text as whole words, or -1.
func wordAt(text, words string) int {
	for from := 0; words != ""; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			break
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(words):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return i
		}
		from = i + len(words)
	}
	return -1
}

// A sweep goes through the marks of a window once.
type sweep struct {
	text   []rune
	marks  []mark
	next   int
	active []mark
}

// segments cuts the paragraph [at, end) where a mark begins or ends.
func (s *sweep) segments(at, end int) []segment {
	var out []segment
	for at < end {
		var seg segment
		seg, at = s.segment(at, end)
		out = append(out, seg)
	}
	return out
}

// segment returns the segment that begins at a place, and where it ends.
func (s *sweep) segment(at, end int) (segment, int) {
	var seg segment
	s.active = slices.DeleteFunc(s.active, func(k mark) bool { return k.end <= at })
	for s.next < len(s.marks) && s.marks[s.next].start <= at {
		k := s.marks[s.next]
		s.next++
		if k.anchor != "" {
			seg.At = append(seg.At, anchor{k.anchor, k.n})
		}
		if k.end > at {
			s.active = append(s.active, k)
		}
	}
	to := end
	if s.next < len(s.marks) {
		to = min(to, s.marks[s.next].start)
	}
	for _, k := range s.active {
		to = min(to, k.end)
	}
	if name := controls[s.text[at]]; name != "" {
		to, seg.Control = at+1, name
	} else {
		for i := at + 1; i < to; i++ {
			if controls[s.text[i]] != "" {
				to = i
			}
		}
		seg.Text = string(s.text[at:to])
	}
	s.style(&seg)
	return seg, to
}

// controls are the signs that show the text after them in another order than it is
// written in. They are named in their places instead of being obeyed.
var controls = map[rune]string{'\u202d': "left-to-right override", '\u202e': "right-to-left override"}

// style gives a segment the look of all that lies on it and the link of the first.
func (s *sweep) style(seg *segment) {
	if len(s.active) == 0 {
		return
	}
	var said *mark
	var classes, of []string
	best := &s.active[0]
	for i := range s.active {
		k := &s.active[i]
		if k.aim == ofStatement {
			if said == nil || k.end-k.start <= said.end-said.start {
				said = k
			}
			if len(of) < maxOf {
				of = append(of, strconv.Itoa(k.n))
			}
		} else if !slices.Contains(classes, k.class) {
			classes = append(classes, k.class)
		}
		if better(k, best) {
			best = k
		}
	}
	if said != nil {
		classes = append(classes, said.class)
	}
	seg.Class, seg.Of = strings.Join(classes, " "), strings.Join(of, " ")
	seg.Href, seg.Title = best.href, best.title
	if !strings.ContainsFunc(seg.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		seg.Href = "" // a blank between two names is nothing to point at
	}
}

// maxOf is how many of the statements around one segment are named to the page's script.
const maxOf = 6

// better reports whether a segment has the link of a rather than b.
func better(a, b *mark) bool {
	if (a.href == "") != (b.href == "") {
		return a.href != ""
	}
	return cmp.Or(cmp.Compare(a.aim, b.aim), cmp.Compare(a.end-a.start, b.end-b.start)) < 0
}

// notes puts each statement beside the paragraph in which it begins, an answer under its
// question where that stands there too.
func (r *reading) notes(rows []row, paragraphs [][2]int) {
	all := make(map[readout.StatementID]*note, len(r.Statements))
	for i := range r.Statements {
		st := &r.Statements[i]
		all[st.ID] = &note{N: r.First + i, Statement: st, Differs: r.Differs[st.ID], Here: st.ID == r.Focus, Kept: r.Kept, Via: r.via(st)}
	}
	home := make(map[readout.StatementID]int)
	for i := range r.Statements {
		if at, ok := r.rowOf(&r.Statements[i], paragraphs); ok {
			home[r.Statements[i].ID] = at
		}
	}
	under := make(map[readout.StatementID][]*note)
	for i := range r.Statements {
		st := &r.Statements[i]
		at, ok := home[st.ID]
		asked, known := all[st.Answers]
		if there, shown := home[st.Answers]; ok && known && shown && st.Answers != st.ID {
			n := all[st.ID]
			n.Asked = asked
			if n.Under = there == at && asked.Statement.Answers == ""; n.Under {
				under[st.Answers] = append(under[st.Answers], n)
			}
		}
	}
	for i := range r.Statements {
		st := &r.Statements[i]
		at, ok := home[st.ID]
		if !ok || all[st.ID].Under {
			continue
		}
		rows[at].Notes = append(rows[at].Notes, *all[st.ID])
		for _, n := range under[st.ID] {
			rows[at].Notes = append(rows[at].Notes, *n)
		}
	}
}

// via returns who passed a statement on to the page's outlet.
func (r *reading) via(st *readout.Statement) []readout.Party {
	return slices.DeleteFunc(slices.Clone(st.Chain), func(p readout.Party) bool {
		return strings.EqualFold(p.Name, string(r.Outlet[0])) || strings.EqualFold(p.Name, string(r.Outlet[1]))
	})
}

// rowOf returns the paragraph in which a statement begins, where the window has it.
func (r *reading) rowOf(st *readout.Statement, paragraphs [][2]int) (int, bool) {
	if len(st.Content) == 0 {
		return 0, false
	}
	at := st.Content[0].Start - r.From
	i, _ := slices.BinarySearchFunc(paragraphs, at, func(p [2]int, at int) int {
		if p[1] <= at {
			return -1
		}
		return 1
	})
	return i, i < len(paragraphs) && at >= 0
}
