package issue

import (
	"cmp"
	"slices"

	"readout"
	"readout/text"
)

// An Input is a page with what was read from it.
type Input struct {
	Article    *readout.Article
	Document   *text.Document // of the article's text or its beginning
	Statements []readout.Statement
	Events     []readout.Event
}

// Tag sets the issues of statements and events, each in the order of the files, and
// replaces those that were there. A statement has those that its content speaks of; a
// refusal also those of the question that it does not answer; an event those of the
// sentences that tell of it. Where content has a pronoun for a thing, and the document's
// links give the noun that it stands for, the issues of that noun count too.
func (s *Set) Tag(in Input) {
	if s.Len() == 0 || in.Document == nil || in.Article == nil {
		return
	}
	t := tagger{set: s, d: in.Document, tx: readout.NewText(in.Article.Text), hits: s.Find(in.Document), place: make(map[string]int)}
	for i := range s.issues {
		t.place[s.issues[i].ID] = i
	}
	t.antecedents()
	asked := make(map[readout.StatementID]*readout.Statement)
	for i := range in.Statements {
		st := &in.Statements[i]
		st.Issues = t.within(st.Content, true)
		if st.Kind == readout.Question {
			asked[st.ID] = st
		}
	}
	for i := range in.Statements {
		st := &in.Statements[i]
		if q := asked[st.Answers]; q != nil && st.Kind == readout.Refusal {
			st.Issues = t.sorted(append(slices.Clone(st.Issues), q.Issues...))
		}
	}
	for i := range in.Events {
		in.Events[i].Issues = t.within(in.Events[i].Evidence, false)
	}
}

type tagger struct {
	set   *Set
	d     *text.Document
	tx    *readout.Text
	hits  []Hit // by Start
	place map[string]int
	meant []pronoun // by Start
}

// A pronoun stands for a thing that is an issue's.
type pronoun struct {
	start  int // byte
	issues []string
}

// within returns the issues of what stands in the spans.
func (t *tagger) within(list []readout.Span, pronouns bool) readout.List[string] {
	var out []string
	for _, sp := range list {
		start, end := t.tx.Bytes(sp)
		if start < 0 {
			continue
		}
		i, _ := slices.BinarySearchFunc(t.hits, start, func(h Hit, at int) int { return cmp.Compare(h.Start, at) })
		for ; i < len(t.hits) && t.hits[i].Start < end; i++ {
			if t.hits[i].End <= end {
				out = append(out, t.hits[i].Issue)
			}
		}
		if !pronouns {
			continue
		}
		i, _ = slices.BinarySearchFunc(t.meant, start, func(p pronoun, at int) int { return cmp.Compare(p.start, at) })
		for ; i < len(t.meant) && t.meant[i].start < end; i++ {
			out = append(out, t.meant[i].issues...)
		}
	}
	return t.sorted(out)
}

// sorted returns the ids in the order of the files, each once.
func (t *tagger) sorted(ids []string) readout.List[string] {
	slices.SortFunc(ids, func(a, b string) int { return cmp.Compare(t.place[a], t.place[b]) })
	return slices.Compact(ids)
}

// antecedents finds the pronouns whose nouns are an issue's: the head of the noun must be
// the first or last word of the issue's phrase, or the pronoun stands for something else.
func (t *tagger) antecedents() {
	d := t.d
	at := make(map[int][]string) // by word: the issues of the phrases that begin or end with it
	for _, h := range t.hits {
		at[h.First] = append(at[h.First], h.Issue)
		if h.Last-1 > h.First {
			at[h.Last-1] = append(at[h.Last-1], h.Issue)
		}
	}
	of := make(map[int][]string) // by entity
	for _, m := range d.Mentions {
		if m.Kind == text.PronounMention || m.Type == text.Person {
			continue
		}
		for _, id := range at[m.Head] {
			if !slices.Contains(of[m.Entity], id) {
				of[m.Entity] = append(of[m.Entity], id)
			}
		}
	}
	for _, m := range d.Mentions {
		if m.Kind != text.PronounMention || m.Antecedent == text.NoMention {
			continue
		}
		if e := d.Entities[m.Entity]; len(of[m.Entity]) > 0 && e.Type != text.Person {
			t.meant = append(t.meant, pronoun{d.Words[m.First].Start, of[m.Entity]})
		}
	}
	slices.SortFunc(t.meant, func(a, b pronoun) int { return cmp.Compare(a.start, b.start) })
}
