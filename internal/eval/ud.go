package eval

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"readout"
	"readout/text"
	"readout/text/conllu"
)

// UDScores says how well words were tagged and hung on each other, given a treebank's
// sentences and words. Shares are percentages from 0 to 100 by the definitions of the
// CoNLL 2018 shared task: universal features only, relations without subtypes, punctuation
// counted.
type UDScores struct {
	Words int     `json:"words"`
	UPOS  float64 `json:"upos"`
	XPOS  float64 `json:"xpos"`
	Feats float64 `json:"feats"`
	Lemma float64 `json:"lemma"`
	UAS   float64 `json:"uas"`
	LAS   float64 `json:"las"`
}

// UDRawScores says the same of raw text: each figure is an F1 score, that of words over
// all words of both sides.
type UDRawScores struct {
	SentencesF1 float64 `json:"sentences_f1"`
	TokensF1    float64 `json:"tokens_f1"`
	WordsF1     float64 `json:"words_f1"`
	UDScores
}

// UDSystem is what UD and UDRaw measure.
type UDSystem struct {
	Annotate func(s string) *text.Document // from raw text
	Fill     func(d *text.Document)        // tags, lemmas and trees for given words
}

// UD scores system on the CoNLL-U file path, plain or compressed with gzip, with the
// file's sentences and words.
func UD(ctx context.Context, path string, system UDSystem) (UDScores, error) {
	gold, err := LoadTreebank(path)
	if err != nil {
		return UDScores{}, err
	}
	if err := ctx.Err(); err != nil {
		return UDScores{}, err
	}
	guess := bare(gold)
	system.Fill(guess)
	s, err := scoreUD(gold, guess)
	return s.UDScores, err
}

// UDRaw scores system on the text of the CoNLL-U file path, rebuilt from its sentences.
func UDRaw(ctx context.Context, path string, system UDSystem) (UDRawScores, error) {
	gold, err := LoadTreebank(path)
	if err != nil {
		return UDRawScores{}, err
	}
	if err := ctx.Err(); err != nil {
		return UDRawScores{}, err
	}
	return scoreUD(gold, system.Annotate(gold.Text))
}

// LoadTreebank reads the CoNLL-U file path, plain or compressed with gzip, as one
// document.
func LoadTreebank(path string) (*text.Document, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var in io.Reader = bytes.NewReader(raw)
	if bytes.HasPrefix(raw, []byte("\x1f\x8b")) {
		if in, err = gzip.NewReader(in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	all, err := conllu.ReadAll(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no sentences: %w", path, readout.ErrInvalid)
	}
	d, err := text.FromConllu(all)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return d, nil
}

// bare returns a copy of d without tags, lemmas and trees.
func bare(d *text.Document) *text.Document {
	out := *d
	out.Words = slices.Clone(d.Words)
	for i := range out.Words {
		w := &out.Words[i]
		w.Lemma, w.UPOS, w.XPOS, w.Feats, w.Head, w.DepRel = "", "", "", "", text.NoHead, ""
	}
	return &out
}

// scoreUD compares two documents of one text.
func scoreUD(gold, system *text.Document) (UDRawScores, error) {
	g, s := newUDView(gold), newUDView(system)
	match, err := udAlign(g, s)
	if err != nil {
		return UDRawScores{}, err
	}
	c := udCompare{g, s, match}
	share := func(same func(g, s int) bool) float64 { return c.f1(same) }
	return UDRawScores{
		SentencesF1: spansF1(g.sentences, s.sentences),
		TokensF1:    spansF1(g.tokens, s.tokens),
		WordsF1:     share(func(int, int) bool { return true }),
		UDScores: UDScores{
			Words: len(gold.Words),
			UPOS:  share(func(i, j int) bool { return gold.Words[i].UPOS == system.Words[j].UPOS }),
			XPOS:  share(func(i, j int) bool { return gold.Words[i].XPOS == system.Words[j].XPOS }),
			Feats: share(func(i, j int) bool {
				return universalFeats(gold.Words[i].Feats) == universalFeats(system.Words[j].Feats)
			}),
			Lemma: share(func(i, j int) bool {
				return gold.Words[i].Lemma == "" || gold.Words[i].Lemma == system.Words[j].Lemma
			}),
			UAS: share(c.sameHead),
			LAS: share(func(i, j int) bool {
				return c.sameHead(i, j) && gold.Words[i].Rel() == system.Words[j].Rel()
			}),
		},
	}, nil
}

type udCompare struct {
	gold, system *udView
	match        []int
}

// f1 returns the F1 score, in percent, of the aligned pairs that are the same.
func (c *udCompare) f1(same func(g, s int) bool) float64 {
	n := 0
	for s, g := range c.match {
		if g >= 0 && same(g, s) {
			n++
		}
	}
	return percentF1(n, len(c.gold.words), len(c.system.words))
}

// sameHead reports whether the heads of aligned words are aligned, or both missing.
func (c *udCompare) sameHead(g, s int) bool {
	gh, sh := c.gold.head(g), c.system.head(s)
	if sh == text.NoHead || gh == text.NoHead {
		return sh == gh && c.system.doc.Words[s].DepRel != ""
	}
	return c.match[sh] == gh
}

func percentF1(same, gold, system int) float64 {
	if gold+system == 0 {
		return 0
	}
	return 200 * float64(same) / float64(gold+system)
}

// spansF1 returns the F1 score, in percent, of spans in order.
func spansF1(gold, system []udSpan) float64 {
	n := 0
	for i, j := 0, 0; i < len(gold) && j < len(system); {
		switch {
		case gold[i].start < system[j].start:
			i++
		case system[j].start < gold[i].start:
			j++
		default:
			if gold[i] == system[j] {
				n++
			}
			i, j = i+1, j+1
		}
	}
	return percentF1(n, len(gold), len(system))
}

// universal are the features that the shared task compares.
const universal = " PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree " +
	"VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite "

// universalFeats returns the universal ones of a word's features, sorted.
func universalFeats(feats string) string {
	var kept []string
	for pair := range strings.SplitSeq(feats, "|") {
		if name, _, ok := strings.Cut(pair, "="); ok && strings.Contains(universal, " "+name+" ") {
			kept = append(kept, pair)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, "|")
}
