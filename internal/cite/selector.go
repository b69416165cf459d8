package cite

import (
	"strings"
	"unicode/utf8"

	"readout"
	"readout/internal/store"
)

// A QuoteSelector finds words by themselves and what stands around them (W3C Web
// Annotation Data Model, 4.2.4).
type QuoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// A PositionSelector finds words by code points of the article's text, from Start up to
// but not including End (4.2.5).
type PositionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// A Selector is the place of some words, in two ways.
type Selector struct {
	Quote    QuoteSelector
	Position PositionSelector
}

// contextRunes is how much is given before and after the words.
const contextRunes = 32

// Selectors returns the places of a statement's words in the article's text, one a piece
// of its content, in their order.
func Selectors(h *store.Hit) []Selector {
	spans := h.Statement.Content
	if len(spans) == 0 {
		spans = readout.List[readout.Span]{h.Sentence}
	}
	out := make([]Selector, len(spans))
	sentence := readout.NewText(h.Sentence.Text)
	for i, sp := range spans {
		before, after := around(sentence, h.Sentence.Start, sp)
		out[i] = Selector{
			Quote:    QuoteSelector{Type: "TextQuoteSelector", Exact: sp.Text, Prefix: lastRunes(before), Suffix: firstRunes(after)},
			Position: PositionSelector{Type: "TextPositionSelector", Start: sp.Start, End: sp.End},
		}
	}
	return out
}

func lastRunes(s string) string {
	r := []rune(strings.ToValidUTF8(s[max(0, len(s)-contextRunes*utf8.UTFMax):], ""))
	return string(r[max(0, len(r)-contextRunes):])
}

func firstRunes(s string) string {
	r := []rune(strings.ToValidUTF8(s[:min(len(s), contextRunes*utf8.UTFMax)], ""))
	return string(r[:min(len(r), contextRunes)])
}
