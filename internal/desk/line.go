package desk

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"readout"
	"readout/internal/store"
)

// A Side says by which words a concordance is sorted.
type Side string

// The sides of a concordance's node.
const (
	Unsorted Side = ""
	Left     Side = "left" // the word next to the node counts first
	Right    Side = "right"
)

// Sorted is how many of the newest statements that a query finds are put in the order of
// their words: each is read for that.
const Sorted = 1_000

// lineRoom is how many code points a concordance shows on each side of its node.
const lineRoom = 110

// Concord cuts a sentence, which begins at a code point of its page, at the first cue of its
// statement, else before what was said.
func Concord(sentence readout.Span, cue, content []readout.Span) (left, node, right string) {
	text := []rune(sentence.Text)
	within := func(at int) int { return min(max(at-sentence.Start, 0), len(text)) }
	start, end := 0, 0
	switch {
	case len(cue) > 0:
		start, end = within(cue[0].Start), within(cue[0].End)
	case len(content) > 0:
		start = within(content[0].Start)
		end = start
	}
	end = max(start, end)
	left, right = string(text[max(0, start-lineRoom):start]), string(text[end:min(len(text), end+lineRoom)])
	return flat(left), flat(string(text[start:end])), flat(right)
}

// flat puts a space for each run of white space.
func flat(s string) string {
	out := strings.Join(strings.Fields(s), " ")
	if out == "" {
		return ""
	}
	if first := []rune(s)[0]; unicode.IsSpace(first) {
		out = " " + out
	}
	if r := []rune(s); unicode.IsSpace(r[len(r)-1]) {
		out += " "
	}
	return out
}

// words returns the words of a text, in lower case, without signs.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// key is what a line is sorted by.
func (side Side) key(l *store.Line) []string {
	left, _, right := Concord(l.Sentence, l.Cue, l.Content)
	if side == Right {
		return words(right)
	}
	key := words(left)
	slices.Reverse(key)
	return key
}

// concordance returns the part of the list, in the order of the words beside the node.
func (d *Desk) concordance(ctx context.Context, f *Finding, s *Search) ([]store.Number, error) {
	type keyed struct {
		store.Number
		key []string
	}
	candidates := f.Newest(0, Sorted)
	f.Unsorted = f.Count - len(candidates)
	list := make([]keyed, 0, len(candidates))
	err := d.Store.Lines(ctx, candidates, func(l *store.Line) { list = append(list, keyed{l.Number, s.Side.key(l)}) })
	if err != nil || len(list) == 0 {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return slices.Compare(a.key, b.key) })
	// The cursor tells the place, too: where its statement is gone the list goes on there.
	at := min(max(int(s.After.Score), 0), len(list))
	if i := slices.IndexFunc(list, func(k keyed) bool { return k.Number == s.After.Number }); i >= 0 {
		at = i + 1
	}
	cursor := func(end int) *store.Cursor { return &store.Cursor{Number: list[end-1].Number, Score: float64(end)} }
	end := min(at+s.Limit, len(list))
	f.First = at + 1
	if end < len(list) {
		f.Next = cursor(end)
	}
	if at > 0 {
		f.Previous = &store.Cursor{}
		if before := at - s.Limit; before > 0 {
			f.Previous = cursor(before)
		}
	}
	var numbers []store.Number
	for _, k := range list[at:end] {
		numbers = append(numbers, k.Number)
	}
	return numbers, nil
}
