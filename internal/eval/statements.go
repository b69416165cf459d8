package eval

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"readout"
)

// StatementScores says how well statements were found in texts with marked attributions.
// Shares are percentages from 0 to 100.
type StatementScores struct {
	Articles int `json:"articles"`
	// Run-exact F1: distinct pieces of a role, cut at line breaks, the same from first to
	// last letter.
	SourceF1  float64 `json:"source_f1"`
	CueF1     float64 `json:"cue_f1"`
	ContentF1 float64 `json:"content_f1"`
	// Whole attributions, paired by content: contents share at least half of their letters
	// and digits, and sources too (or both have none).
	WhoWhatF1        float64 `json:"who_what_f1"`
	WhoWhatPrecision float64 `json:"who_what_precision"`
	WhoWhatRecall    float64 `json:"who_what_recall"`
	// The same over attributions whose cue is an act of speech.
	SpeechF1        float64 `json:"speech_f1"`
	SpeechPrecision float64 `json:"speech_precision"`
	SpeechRecall    float64 `json:"speech_recall"`
	SpeechFullExact float64 `json:"speech_full_exact"` // source, cue and content the same
	// Recall of who and what by the type that the data gives.
	DirectRecall   float64 `json:"direct_recall"`
	MixedRecall    float64 `json:"mixed_recall"`
	IndirectRecall float64 `json:"indirect_recall"`
	// Who and what right among the statements with a confidence of at least [Sure], and
	// their share of all found.
	SurePrecision float64 `json:"sure_precision"`
	SureShare     float64 `json:"sure_share"`
}

// Statements scores find on the file path: a line of JSON an article, with code point
// spans of its attributions, plain or compressed with gzip.
func Statements(ctx context.Context, path string, find func(text string) []readout.Statement) (StatementScores, error) {
	gold, err := loadAttributed(path)
	if err != nil {
		return StatementScores{}, err
	}
	sums := make([]attributionSum, len(gold))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range gold {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			sums[i] = scoreAttributions(&gold[i], find(gold[i].Text))
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return StatementScores{}, err
	}
	var all attributionSum
	for i := range sums {
		all.add(&sums[i])
	}
	return all.scores(len(gold)), nil
}

// attributed is one article of the data.
type attributed struct {
	ID           string        `json:"id"`
	Text         string        `json:"text"`
	Discard      [][2]int      `json:"discard"` // places that are not to be judged
	Attributions []attribution `json:"attributions"`
}

// An attribution is who (Source) said or thought what (Content), by which words (Cue).
// Places are half-open and count code points.
type attribution struct {
	Type    string   `json:"type"`
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
	sure    bool     // found with much confidence
}

// maxAttributedLine bounds one article of the data.
const maxAttributedLine = 64 << 20

func loadAttributed(path string) ([]attributed, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		defer z.Close()
		r = z
	}
	return readAttributed(r, path)
}

func readAttributed(r io.Reader, path string) ([]attributed, error) {
	var out []attributed
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxAttributedLine)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var a attributed
		if err := json.Unmarshal(sc.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("%s:%d: %w: %w", path, n, readout.ErrInvalid, err)
		}
		if err := a.check(); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		out = append(out, a)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return out, nil
}

// check holds that all places lie in the text.
func (a *attributed) check() error {
	n := len([]rune(a.Text))
	for _, at := range a.Attributions {
		for _, places := range [][][2]int{at.Source, at.Cue, at.Content} {
			for _, p := range places {
				if p[0] < 0 || p[1] < p[0] || p[1] > n {
					return fmt.Errorf("%w: place %d to %d in a text of %d", readout.ErrInvalid, p[0], p[1], n)
				}
			}
		}
	}
	return nil
}
