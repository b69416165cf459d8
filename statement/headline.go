package statement

import (
	"fmt"
	"strings"

	"readout"
	"readout/text"
)

// Bounds of the headlines that are read, in bytes and quotations.
const (
	maxHeadBytes = 2000
	maxHeadline  = 4
)

// headline compares the headline's quotations with the text and its statements.
func headline(head string, a *analysis, found []readout.Statement) []readout.Check {
	if head == "" || len(head) > maxHeadBytes {
		return nil
	}
	h := analyse(text.Annotate(nil, smallVerbs(head)), "")
	body := wordsOf(a.doc.Text)
	var out []readout.Check
	for i, q := range h.quotes {
		if i == maxHeadline {
			break
		}
		said := wordsOf(head[q.start:q.end])
		switch {
		case len(said) == 0:
		case contains(body, said):
			if c, ok := h.misattributed(q, said, found); ok {
				out = append(out, c)
			} else if c, ok := a.paraphrased(head[q.start:q.end], said, found); ok {
				out = append(out, c)
			}
		default:
			note := fmt.Sprintf("the text does not have the words %s", head[q.start:q.end])
			if near := a.nearest(said); near != "" {
				note += "; near wording: " + near
			}
			out = append(out, readout.Check{Kind: "headline-quote-unsupported", Note: note})
		}
	}
	return out
}

// minShared is the number of words from which a quotation of the headline is taken for
// the one that the text has.
const minShared = 3

// paraphrased reports a quotation of the headline whose words the text has only outside
// marks, in the paraphrase of what somebody said.
func (a *analysis) paraphrased(quoted string, said []string, found []readout.Statement) (readout.Check, bool) {
	if len(said) < minShared {
		return readout.Check{}, false
	}
	for _, q := range a.quotes {
		if contains(wordsOf(a.doc.Text[q.start:q.end]), said) {
			return readout.Check{}, false
		}
	}
	for i := range found {
		s := &found[i]
		for k := range s.Content {
			if s.Kind == readout.Indirect && contains(wordsOf(s.Content[k].Text), said) {
				note := fmt.Sprintf("the headline has %s in marks; the text has these words as a paraphrase, without marks", quoted)
				return readout.Check{Kind: "headline-quote-paraphrased", Span: &s.Content[k], Note: note}, true
			}
		}
	}
	return readout.Check{}, false
}

// misattributed reports the headline's quotation q, whose words the text has too, where
// the headline gives them to one person of the page and the text to another.
func (h *analysis) misattributed(q quote, said []string, found []readout.Statement) (readout.Check, bool) {
	names := h.sourceOf(q)
	if len(said) < minShared || names == nil {
		return readout.Check{}, false
	}
	var other *readout.Statement // who says it by the text
	var named string             // who does by the headline
	for i := range found {
		s := &found[i]
		if s.Speaker == nil || s.Speaker.Type != "person" {
			continue
		}
		if surname := strings.ToLower(lastWord(s.Speaker.Name)); names[surname] {
			named = s.Speaker.Name
		}
		for _, sp := range s.Content {
			if contains(wordsOf(sp.Text), said) {
				other = s
			}
		}
	}
	if other == nil || named == "" || other.Speaker.Name == named {
		return readout.Check{}, false
	}
	note := fmt.Sprintf("the headline gives %s to %s, the text to %s", h.doc.Text[q.start:q.end], named, other.Speaker.Name)
	return readout.Check{Kind: "headline-quote-other-speaker", Span: &other.Content[0], Note: note}, true
}

// smallVerbs returns a headline with its reporting verbs in small letters, as the rules
// know them: "Lim Says".
func smallVerbs(head string) string {
	b := []byte(head)
	for _, w := range text.Annotate(nil, head).Words {
		if c := head[w.Start]; c >= 'A' && c <= 'Z' && len(words().verbs[strings.ToLower(w.Form)]) > 0 {
			b[w.Start] += 'a' - 'A'
		}
	}
	return string(b)
}

// sourceOf returns the lower-case words of who says the quotation, or nil.
func (h *analysis) sourceOf(q quote) map[string]bool {
	for _, fd := range h.statements(plan{}) {
		if !fd.source.empty() && fd.says(q) {
			return lowWords(fd.f.items[fd.source.from:fd.source.to])
		}
	}
	for i := range h.frames {
		items := h.frames[i].items
		for k := 1; k+1 < len(items); k++ {
			switch {
			case items[k].class != colon:
			case items[k-1].start == q.start: // `'We go': Lim`
				return lowWords(items[k+1:])
			case items[k+1].start == q.start: // `Lim: 'We go'`
				return lowWords(items[:k])
			}
		}
	}
	return nil
}

func lowWords(items []item) map[string]bool {
	list := make(map[string]bool)
	for _, it := range items {
		list[it.low] = true
	}
	return list
}

// says reports whether the quotation is part of what was found.
func (fd *found) says(q quote) bool {
	for _, p := range fd.content {
		if !p.empty() && fd.f.items[p.from].start <= q.start && q.end <= fd.f.items[p.to-1].end {
			return true
		}
	}
	return false
}
