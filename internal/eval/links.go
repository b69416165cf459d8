package eval

import (
	"context"
	"fmt"

	"readout"
	"readout/internal/link"
	"readout/text"
)

// LinkScores say how well texts were grouped by the event that they are about, and the
// given mentions of events brought together across texts, on a file of ECB+ texts.
//
// Stories are the seminal events that the file marks; their score is B-cubed F1 (Bagga
// and Baldwin, 1998) over all texts. Mentions are given, chains are to be found; their score is the
// CoNLL F1, the mean of B-cubed, MUC (Vilain et al., 1995) and CEAF-e (Luo, 2005) over all
// mentions, those that stand alone included, chains running across the whole file. Stories
// are not given for the mentions: those found are used.
type LinkScores struct {
	Stories  float64 `json:"stories_b3"`
	Mentions float64 `json:"mentions_conll"`
	B3       float64 `json:"mentions_b3"`
	MUC      float64 `json:"mentions_muc"`
	CEAFe    float64 `json:"mentions_ceafe"`
	// Given is the CoNLL F1 with the marked stories.
	Given float64 `json:"mentions_conll_given_stories"`
	Texts int     `json:"texts"`
}

// linkText is a line of the file.
type linkText struct {
	ID       string        `json:"id"`
	Story    string        `json:"story"`
	Text     string        `json:"text"`
	Mentions []linkMention `json:"mentions"`
}

type linkMention struct {
	Start int    `json:"start"` // code points
	End   int    `json:"end"`
	Chain string `json:"chain"`
}

// Links scores the linking of texts that annotate reads.
func Links(ctx context.Context, path string, annotate func(string) *text.Document) (LinkScores, error) {
	texts, err := readLinkTexts(path)
	if err != nil {
		return LinkScores{}, err
	}
	var docs []*text.Document
	stories, chains := make(map[string]int), make(map[string]int)
	gold, marked := make(map[int]int), make(map[int]int)
	var mentions []link.Mention
	var given []int
	for i := range texts {
		if err := ctx.Err(); err != nil {
			return LinkScores{}, err
		}
		t := &texts[i]
		docs = append(docs, annotate(t.Text))
		gold[i] = numberOf(stories, t.Story)
		given = append(given, gold[i])
		for _, m := range t.Mentions {
			start, end := bytesOf(t.Text, m)
			if start < 0 {
				return LinkScores{}, fmt.Errorf("%s: text %s: mention %d..%d lies outside: %w", path, t.ID, m.Start, m.End, readout.ErrInvalid)
			}
			marked[len(mentions)] = numberOf(chains, m.Chain)
			mentions = append(mentions, link.Mention{Doc: i, Start: start, End: end})
		}
	}
	found := link.Subjects(docs)
	s := LinkScores{Texts: len(texts), Stories: bcubedAll(gold, numbered(found))}
	s.B3, s.MUC, s.CEAFe = chainScores(marked, numbered(link.Chains(docs, found, mentions)))
	s.Mentions = (s.B3 + s.MUC + s.CEAFe) / 3
	b3, muc, ceafe := chainScores(marked, numbered(link.Chains(docs, given, mentions)))
	s.Given = (b3 + muc + ceafe) / 3
	return s, nil
}

func readLinkTexts(path string) ([]linkText, error) {
	out, err := readLines[linkText](path)
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("%s: no texts in it: %w", path, readout.ErrInvalid)
	}
	return out, err
}

func numberOf(ids map[string]int, key string) int {
	n, ok := ids[key]
	if !ok {
		n = len(ids)
		ids[key] = n
	}
	return n
}

func numbered(list []int) map[int]int {
	out := make(map[int]int, len(list))
	for i, n := range list {
		out[i] = n
	}
	return out
}

// bytesOf returns the bytes of a mention, -1 for one outside the text.
func bytesOf(s string, m linkMention) (start, end int) {
	runes := 0
	start, end = -1, -1
	for i := range s {
		if runes == m.Start {
			start = i
		}
		if runes == m.End {
			end = i
		}
		runes++
	}
	if runes == m.End {
		end = len(s)
	}
	if start < 0 || end < start {
		return -1, -1
	}
	return start, end
}

// chainScores returns the three scores of mentions as percentages.
func chainScores(gold, system map[int]int) (b3, mucF1, ceafe float64) {
	var m muc
	m.add(gold, system)
	return bcubedAll(gold, system), harmonic(m.precision(), m.recall()), ceafeF1(gold, system)
}

// bcubedAll is B-cubed F1 over all mentions, those alone in their sets included, as a
// percentage. Both partitions are of the same mentions.
func bcubedAll(gold, system map[int]int) float64 {
	return 100 * harmonic(together(system, gold), together(gold, system))
}

// together is the average over mentions of the share of their set in a that is in their
// set in b, too.
func together(a, b map[int]int) float64 {
	size, both := make(map[int]int), make(map[[2]int]int)
	for i, set := range a {
		size[set]++
		both[[2]int{set, b[i]}]++
	}
	sum := 0.0
	for pair, n := range both {
		sum += float64(n) * float64(n) / float64(size[pair[0]])
	}
	return sum / float64(max(1, len(a)))
}
