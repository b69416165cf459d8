package event

import (
	"slices"
	"strings"

	"readout"
	"readout/statement"
	"readout/text"
)

// A date is when an event was, with the words that say so.
type date struct {
	time    readout.Time
	weekday string // "sunday", where the words name one: it tells days apart that are not known
}

// date returns the date that the words around an event's head say, or else what the
// article's publication tells.
func (f *finder) date(head int, ahead bool) date {
	published := f.in.Article.Published
	d := date{time: readout.Time{Interval: statement.Bound(published, ahead)}}
	best := 0
	s := f.doc.Sentences[f.doc.Words[head].Sentence]
	spine := f.spine(head)
	i, _ := slices.BinarySearchFunc(f.doc.Names, s.First, func(n text.Name, w int) int { return n.First - w })
	for ; i < len(f.doc.Names) && f.doc.Names[i].First < s.Last; i++ {
		n := &f.doc.Names[i]
		if n.Type != text.Date || f.doc.Words[n.First].Start < f.in.People.Dateline() {
			continue
		}
		rank := f.dates(n, head, spine)
		if rank <= best {
			continue
		}
		words := f.dateWords(n)
		days, ok := statement.Days(words, published, ahead)
		if !ok {
			continue
		}
		best = rank
		d.time = readout.Time{Text: readout.Opt(f.printed(f.withPreposition(n))), Interval: days}
		d.weekday = weekdayOf(words)
	}
	return d
}

func (f *finder) dateWords(n *text.Name) []string {
	var out []string
	for i := n.First; i < n.Last; i++ {
		out = append(out, strings.ToLower(f.doc.Words[i].Form))
	}
	return out
}

// withPreposition adds the "on" or "in" before a date.
func (f *finder) withPreposition(n *text.Name) text.Range {
	r := text.Range{First: n.First, Last: n.Last}
	first := f.doc.Sentences[f.doc.Words[n.First].Sentence].First
	if n.First > first {
		switch strings.ToLower(f.doc.Words[n.First-1].Form) {
		case "on", "in":
			r.First--
		}
	}
	return r
}

func weekdayOf(words []string) string {
	for _, w := range words {
		if strings.HasSuffix(w, "day") && w != "today" && w != "yesterday" && w != "day" {
			return w
		}
	}
	return ""
}

// maxSpine bounds the words of a spine.
const maxSpine = 6

// spine returns an event's head and the verbs whose object or subject it is: what is said
// of their time and place is said of the event.
func (f *finder) spine(head int) []int {
	out := []int{head}
	if r := f.relative(head); r != text.NoHead {
		out = append(out, r)
	}
	for at := head; len(out) < maxSpine; {
		w := &f.doc.Words[at]
		if w.Head == text.NoHead {
			break
		}
		up := &f.doc.Words[w.Head]
		switch w.Rel() {
		case "obj", "nsubj", "xcomp", "aux", "cop":
			if w.Rel() == "nsubj" && up.UPOS != "VERB" && up.UPOS != "ADJ" || f.inCue(w.Head) {
				return out
			}
		case "nmod":
			if !parts[strings.ToLower(up.Lemma)] {
				return out
			}
		case "conj":
			if up.UPOS != "VERB" || f.doc.Words[at].UPOS != "VERB" || f.hasTime(at) || f.doc.Child(at, "nsubj") != text.NoHead {
				return out
			}
		default:
			return out
		}
		at = w.Head
		out = append(out, at)
		if x := f.doc.Child(at, "xcomp"); x != text.NoHead && !slices.Contains(out, x) {
			out = append(out, x) // "are due to open"
		}
	}
	return out
}

// hasTime reports whether a verb has a date of its own.
func (f *finder) hasTime(i int) bool {
	for c := range f.doc.Children(i) {
		if w := &f.doc.Words[c]; (w.Rel() == "obl" || w.Rel() == "advmod") && f.isDate(c) {
			return true
		}
	}
	return false
}

func (f *finder) isDate(i int) bool {
	k, found := slices.BinarySearchFunc(f.doc.Names, i, func(n text.Name, w int) int {
		switch {
		case n.Last <= w:
			return -1
		case n.First > w:
			return 1
		}
		return 0
	})
	return found && f.doc.Names[k].Type == text.Date
}

// dates tells how surely a date is that of the event with a head and spine, 0 where it is
// not.
func (f *finder) dates(n *text.Name, head int, spine []int) int {
	top := f.top(n.First, n.Last)
	if f.offset(top) {
		return 0
	}
	w := &f.doc.Words[top]
	if w.Head == text.NoHead {
		return 0
	}
	switch k := slices.Index(spine, w.Head); {
	case k == 0:
		return 10
	case k > 0:
		return 9 - k
	}
	if ev := &f.doc.Words[head]; head < n.First && ev.UPOS == "NOUN" && ev.Rel() == "obl" && ev.Head == w.Head && occasion[f.preposition(head)] {
		return 1 // "said after a meeting with Ode on Sunday"
	}
	// "spoke with Ode of Ruvia on Sunday": the date hangs on a name inside.
	for h, steps := top, 0; steps < maxSpine; steps++ {
		p := &f.doc.Words[h]
		if p.Head == text.NoHead || p.UPOS == "VERB" && h != top || f.offset(h) {
			return 0
		}
		h = p.Head
		if h == head {
			return 3
		}
		if slices.Contains(spine, h) {
			return 2
		}
	}
	return 0
}

// occasion are the prepositions that tie what somebody does to an event.
var occasion = setOf("after before during at following")

// top returns the highest of the words [first, last).
func (f *finder) top(first, last int) int {
	for i := first; i < last; i++ {
		if h := f.doc.Words[i].Head; h < first || h >= last {
			return i
		}
	}
	return first
}

// offset reports whether a date tells of the time before, after or since it.
func (f *finder) offset(top int) bool {
	for c := range f.doc.Children(top) {
		if w := &f.doc.Words[c]; w.Rel() == "case" || w.Rel() == "mark" {
			switch strings.ToLower(w.Form) {
			case "before", "after", "since", "until", "till", "by", "from", "ahead", "to", "for", "between", "following", "within":
				return true
			case "of":
				up := f.doc.Words[top].Head
				return up == text.NoHead || !ofTime[strings.ToLower(f.doc.Words[up].Lemma)]
			}
		}
	}
	return false
}

// ofTime are the parts of a time: "at the end of June".
var ofTime = setOf("end start beginning middle half part week weekend evening morning afternoon night day")

// apart reports whether two dates are certainly different days.
func apart(a, b date) bool {
	if a.time.Text == "" || b.time.Text == "" {
		return false
	}
	if a.weekday != "" && b.weekday != "" {
		return a.weekday != b.weekday
	}
	x, y := a.time.Interval, b.time.Interval
	if x.Earliest == "" || y.Earliest == "" || x.Latest == "" || y.Latest == "" {
		return false
	}
	return x.Latest < y.Earliest || y.Latest < x.Earliest
}

// same reports whether two dates are said and do not differ.
func (d date) same(o date) bool { return d.time.Text != "" && o.time.Text != "" && !apart(d, o) }

// weaker reports whether another date says more.
func (d date) weaker(o date) bool {
	if o.time.Text == "" {
		return false
	}
	return d.time.Text == "" || d.time.Day() == "" && o.time.Day() != ""
}
