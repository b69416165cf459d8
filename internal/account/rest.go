package account

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/text"
)

// An account goes on between the statements of its page: "The meeting was held at the
// request of Ruvia", "Nobody gains by it". What a page that is one side's account tells
// beside its statements is that side's, told by whoever tells the rest.

// betweenRule is the rule by which such a statement was found.
const betweenRule = "account"

// leastRest is how many words the rest of a sentence must have to tell something.
const leastRest = 4

// rest returns units for what stands between the units of a page that all belong to one
// side: sentences, or the part of one that is in no statement.
func rest(p Page, number int, parties []readout.Participant, units []*unit, whole *readout.Text, calls func(words []string, side string) bool) []*unit {
	taken := covered(p, whole)
	inverted(p.Document, units, taken, whole)
	letter := belongsOf(p, parties, calls).leads && p.home != nil && (len(units) == 0 || oneSide(units) && units[0].voice.side == string(p.home.Side))
	if len(units) == 0 && !letter {
		return nil
	}
	single := letter || oneSide(units)
	own, by := single && ownPage(p), relay(units)
	if !single {
		by = nil
	}
	ends := make(map[int]*unit, len(units))
	for _, u := range units {
		ends[u.words[len(u.words)-1]] = u
	}
	spoken := own && inFirstPerson(p)
	var out []*unit
	var last *unit
	first, next := firstKnown(units), 0
	if first == nil && letter {
		first = &unit{voice: homeVoice(p), cell: Cell{Page: number, Statement: readout.Statement{Speaker: p.home, Level: readout.Institution}}}
	}
	for s := range p.Document.Sentences {
		if len(out) == MaxStatements {
			break
		}
		sent := p.Document.Sentences[s]
		for next < len(units) && units[next].words[0] < sent.Last {
			if units[next].cell.Statement.Speaker != nil && units[next].voice.side != "" {
				last = units[next]
			}
			next++
		}
		run := free(p.Document, taken, sent.First, sent.Last)
		if len(run) < leastRest || !finite(p.Document, run) || asks(p.Document, sent) {
			continue
		}
		var u *unit
		switch {
		case single && extends(p.Document, endsBefore(p.Document, ends, run), run, whole):
		case own && cmp.Or(last, first) != nil:
			u = restUnit(p, cmp.Or(last, first), run, whole)
			u.loose = spoken && !toOther(p.Document, run) // a speech begins with thanks and ends with jokes
		case last != nil && (single && goesOn(p.Document, last, run) || forSide(p, last, run, calls)):
			u = restUnit(p, last, run, whole)
			u.cell.Statement.Speaker = last.cell.Statement.Speaker
		case by != nil:
			u = restUnit(p, by, run, whole)
			u.loose = !ofEvent(p.Document, run)
		}
		if u != nil && !announcing(p.Document, run) {
			u.loose = u.loose || !ofMain(p.Document, run)
			out = append(out, u.listed(whole)...)
		}
	}
	return out
}

// toOther reports whether words tell what one who took part said or did to another: "I also asked him to
// give back the bell", "She urged the minister to open the road".
func toOther(d *text.Document, run []int) bool {
	for _, i := range run {
		w := &d.Words[i]
		n, o := d.Child(i, "nsubj"), d.Child(i, "obj", "iobj")
		if w.UPOS == "VERB" && w.Head == text.NoHead && n != text.NoHead && o != text.NoHead {
			one := formOf(&d.Words[n])
			return (selves[one] || one == "he" || one == "she" || heads[one]) && (anothers[formOf(&d.Words[o])] || heads[lemmaOf(&d.Words[o])])
		}
	}
	return false
}

// anothers are the pronouns for somebody else.
var anothers = setOf("him her them")

// heads are the titles of those who take part.
var heads = setOf("president minister chancellor premier secretary ambassador envoy")

// ofMain reports whether words hold the main verb of their sentence, or a clause beside it: what else
// is left of a sentence, "which has lasted since May", says more of what stands before it.
func ofMain(d *text.Document, run []int) bool {
	return slices.ContainsFunc(run, func(i int) bool {
		w := &d.Words[i]
		return w.Head == text.NoHead || w.Rel() == "conj" && d.Words[w.Head].Head == text.NoHead || w.Rel() == "ccomp" || w.Rel() == "parataxis"
	})
}

// inFirstPerson reports whether somebody speaks of himself on a page outside of what others
// say of him: a speech, or remarks to the press.
func inFirstPerson(p Page) bool {
	return slices.ContainsFunc(p.Record.Statements, func(s readout.Statement) bool {
		return slices.ContainsFunc(s.Source, func(sp readout.Span) bool { return selves[strings.ToLower(sp.Text)] })
	})
}

// announcing reports whether words only announce what follows: "provided the following
// readout".
func announcing(d *text.Document, run []int) bool {
	return slices.ContainsFunc(run, func(i int) bool {
		return i+1 < len(d.Words) && formOf(&d.Words[i]) == "following" && announced[lemmaOf(&d.Words[i+1])]
	})
}

// announced are the nouns for what an office gives out.
var announced = setOf("readout statement comment remark account information answer summary text communique")

// firstKnown returns the first unit of which it is known who tells it, or nil.
func firstKnown(units []*unit) *unit {
	for _, u := range units {
		if u.cell.Statement.Speaker != nil && u.voice.side != "" {
			return u
		}
	}
	return nil
}

// inverted gives units that only say that somebody was told something the words that stand
// before them: "The forces were there to defend, she said she had told Lim".
func inverted(d *text.Document, units []*unit, taken map[int]bool, whole *readout.Text) {
	for _, u := range units {
		h := u.head()
		first := d.Sentences[d.Words[h].Sentence].First
		if !retells[lemmaOf(&d.Words[h])] || d.Child(h, "ccomp") != text.NoHead && d.Child(h, "ccomp") > h || u.words[0] == first {
			continue
		}
		if run := free(d, taken, first, u.words[0]); len(run) >= leastRest && finite(d, run) {
			for _, i := range run {
				taken[i] = true
			}
			u.words = run
			u.cell.Statement.Content = []readout.Span{whole.Span(d.Words[run[0]].Start, d.Words[run[len(run)-1]].End)}
		}
	}
}

// retells are the verbs of those who tell what they told.
var retells = setOf("tell say inform explain reply answer")

// ownPage reports whether a page is what an office gives out itself: no outlet carries it.
func ownPage(p Page) bool {
	a := &p.Record.Article
	if a.Agency != "" || len(a.Byline) > 0 {
		return false
	}
	return !slices.ContainsFunc(p.Record.Statements, func(s readout.Statement) bool {
		return s.Setting == "transcript" || slices.ContainsFunc(s.Chain, func(c readout.Party) bool { return c.Type == "outlet" && !official(c.Name) })
	})
}

// bodies are words in the names of offices that put out pages of their own.
var bodies = setOf("office ministry department presidency chancellery chancery government cabinet secretariat embassy mission delegation council administration")

func official(name string) bool {
	return slices.ContainsFunc(wordsOf(name), func(w string) bool { return bodies[w] })
}

// oneSide reports whether all units are of one side, or of those who speak together.
func oneSide(units []*unit) bool {
	side := ""
	for _, u := range units {
		switch {
		case u.voice.side == "" && (u.voice.unnamed || u.cell.Statement.Speaker != nil && !together(u.cell.Statement.Speaker.Name)):
			return false
		case side == "":
			side = u.voice.side
		case u.voice.side != "" && u.voice.side != side:
			return false
		}
	}
	return side != ""
}

// covered are the words that stand in statements: their contents, cues and sources.
func covered(p Page, whole *readout.Text) map[int]bool {
	out := make(map[int]bool)
	for i := range p.Record.Statements {
		s := &p.Record.Statements[i]
		for _, spans := range [][]readout.Span{s.Content, s.Cue, s.Source} {
			for _, w := range wordsIn(p.Document, whole, spans) {
				out[w] = true
			}
		}
	}
	return out
}

// free returns the longest run of words that are not taken, without marks and "and" at its
// ends.
func free(d *text.Document, taken map[int]bool, from, to int) []int {
	var best, run []int
	for i := from; i <= to; i++ {
		if i < to && !taken[i] {
			run = append(run, i)
			continue
		}
		if len(run) > len(best) {
			best = run
		}
		run = nil
	}
	edge := func(i int) bool {
		return d.Words[i].UPOS == "PUNCT" || d.Words[i].UPOS == "CCONJ" && formOf(&d.Words[i]) != "nor" // "Nor has it decided"
	}
	for len(best) > 0 && edge(best[0]) {
		best = best[1:]
	}
	for len(best) > 0 && edge(best[len(best)-1]) {
		best = best[:len(best)-1]
	}
	return best
}

// finite reports whether words have a verb that tells something.
func finite(d *text.Document, list []int) bool {
	return slices.ContainsFunc(list, func(i int) bool {
		w := &d.Words[i]
		return (w.UPOS == "VERB" || w.UPOS == "AUX") && w.XPOS != "VB" && w.XPOS != "VBG"
	})
}

// asks reports whether a sentence is a question.
func asks(d *text.Document, s text.Sentence) bool {
	for i := s.Last - 1; i >= s.First; i-- {
		if w := &d.Words[i]; w.UPOS != "PUNCT" || w.Form == "?" {
			return w.Form == "?"
		}
	}
	return false
}

// endsBefore returns the unit that ends right before words, or before the "and" that joins their verb to
// its own: "that the islands are | and remain a part of Ruvia".
func endsBefore(d *text.Document, ends map[int]*unit, run []int) *unit {
	first := run[0]
	if u := ends[first-1]; u != nil || first < 2 || ends[first-2] == nil || d.Words[first-1].UPOS != "CCONJ" {
		return u
	}
	if u := ends[first-2]; slices.Contains(run, d.Words[u.head()].Head) || slices.ContainsFunc(run, func(i int) bool { return slices.Contains(u.words, d.Words[i].Head) }) {
		return u
	}
	return nil // joined to the words that say it
}

// extends adds words to the unit that ends right before them where they are the verb of
// what it says: "that the status of the islands | must be settled by both".
func extends(d *text.Document, u *unit, run []int, whole *readout.Text) bool {
	w := &d.Words[run[0]]
	if u == nil || w.UPOS != "AUX" && w.UPOS != "VERB" && w.UPOS != "PART" || d.Words[run[0]-1].UPOS == "PUNCT" {
		return false
	}
	u.words = append(slices.Clone(u.words), run...)
	u.cell.Statement.Content = append(slices.Clone(u.cell.Statement.Content), whole.Span(w.Start, d.Words[run[len(run)-1]].End))
	return true
}

// relay returns the first unit that an office tells of those who took part, or nil.
func relay(units []*unit) *unit {
	for _, u := range units {
		s := &u.cell.Statement
		t := teller(s)
		if t == nil || t.Side == "" {
			continue
		}
		office := t.Type == "body" || t.Type == "office" || t.Type == "organisation"
		if institution(s, t) != "" || office && (t != s.Speaker || s.Act == "report") {
			return u
		}
	}
	return nil
}

// restUnit makes a unit of words that are told as the unit from is.
func restUnit(p Page, from *unit, run []int, whole *readout.Text) *unit {
	t := teller(&from.cell.Statement)
	st := readout.Statement{Kind: readout.Indirect, Speaker: t, Level: from.cell.Statement.Level, Act: "assert", Rule: betweenRule,
		Content: []readout.Span{whole.Span(p.Document.Words[run[0]].Start, p.Document.Words[run[len(run)-1]].End)}}
	for i := range from.cell.Statement.Chain {
		if c := from.cell.Statement.Chain[i]; c.Type == "outlet" || t == from.cell.Statement.Speaker {
			st.Chain = append(st.Chain, c)
		}
	}
	return &unit{voice: from.voice, doc: p.Document, words: run, cell: Cell{Statement: st, Page: from.cell.Page}}
}

// tellers are the words with which a sentence that goes on about the event begins.
var tellers = setOf("president minister chancellor premier secretary head leader he she it they both two sides parties ministers presidents leaders call conversation meeting talks visit interlocutors importance")

// ofEvent reports whether words begin with those who take part, or with the event.
func ofEvent(d *text.Document, run []int) bool {
	const beginning = 5
	return slices.ContainsFunc(run[:min(len(run), beginning)], func(i int) bool { return tellers[strings.ToLower(d.Words[i].Form)] })
}

// backward are the auxiliaries of words that are told as somebody's.
var backward = setOf("had would could should must cannot")

// goesOn reports whether words follow a statement in its paragraph and are told as it is, a
// tense back: "Forty shells had fallen", "The tolls would stay".
func goesOn(d *text.Document, from *unit, run []int) bool {
	last := from.words[len(from.words)-1]
	if last >= run[0] || d.Words[run[0]].Sentence-d.Words[last].Sentence > 2 || strings.Contains(d.Text[d.Words[last].End:d.Words[run[0]].Start], "\n") {
		return false
	}
	return slices.ContainsFunc(run, func(i int) bool {
		w := &d.Words[i]
		low := strings.ToLower(w.Form)
		return w.UPOS == "AUX" && backward[low] || low == "had" && w.UPOS == "VERB"
	})
}
